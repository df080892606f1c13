/* Citations: written with a result, found in a text, asked again. */
#include "api.h"

typedef struct page {
    char text[16 * 1024];
    size_t length;
} page;

static int put(void *user, const char *bytes, size_t length)
{
    page *p = user;
    if (p->length + length > sizeof p->text)
        return 1;
    memcpy(p->text + p->length, bytes, length);
    p->length += length;
    return 0;
}

/* What a query that says citable writes. */
static page cited(cyq_session *session, const char *text)
{
    page p = {.length = 0};
    cyq_result *r = api_ask(session, text);
    cr_assert_eq(cyq_result_write(r, cyq_result_format(r), NULL, put, &p), CYQ_OK);
    cyq_result_free(r);
    return p;
}

static cyq_citations *read(const page *p)
{
    cyq_citations *all;
    cr_assert_eq(cyq_citations_read(p->text, p->length, &all), CYQ_OK);
    return all;
}

Test(citations, are_found_and_hold)
{
    cyq_session *s = api_session();
    page p = cited(s, "projects count to table citable");
    cyq_citations *all = read(&p);
    cyq_citation c = {.size = sizeof c};
    cyq_verification now = {.size = sizeof now};
    cr_assert_eq(cyq_citations_count(all), 1);
    cr_assert_eq(cyq_citations_get(all, 0, &c), CYQ_OK);
    cr_expect_eq(c.state, CYQ_CITATION_WHOLE);
    cr_expect_eq(c.line, 5);
    cr_expect_str_eq(c.query, "projects count");
    cr_expect_str_eq(c.today, "2025-10-15");
    cr_expect_eq(c.rows, 1);
    cr_expect_eq(strlen(c.fingerprint), 64);
    cr_assert_eq(cyq_citation_verify(s, all, 0, "page", NULL, &now), CYQ_OK);
    cr_expect(now.holds);
    cr_expect_eq(now.rows, 1);
    cr_expect_str_eq(now.data, c.data);
    cyq_citations_free(all);
    cyq_session_close(s);
}

/* The day is the citation's, and nothing that the session defined is seen, nor does anything stay defined. */
Test(citations, are_asked_again_by_themselves)
{
    cyq_session *then = api_session(), *later = api_session_with((cyq_config){.size = sizeof(cyq_config), .today = "2026-03-01"});
    cr_assert_eq(api_run(then, "let ours = activities where when = this month", NULL), CYQ_DONE);
    page p = cited(then, "ours select title, start to org citable");
    cyq_citations *all = read(&p);
    cyq_verification now = {.size = sizeof now};
    cr_assert_eq(api_run(later, "let ours = projects; def activities.title2 = title", NULL), CYQ_DONE);
    cr_assert_eq(cyq_citation_verify(later, all, 0, "page", NULL, &now), CYQ_OK);
    cr_expect(now.holds);
    cyq_result *r = api_ask(later, "ours count");
    cr_expect_str_eq(api_text(r, 0, 0), "7");
    cyq_result_free(r);
    cyq_citations_free(all);
    cyq_session_close(then);
    cyq_session_close(later);
}

/* A definition that took the place of an earlier one is the one that counts, also in what was defined before it. */
Test(citations, know_which_definition_counts)
{
    cyq_session *s = api_session();
    cyq_citation c = {.size = sizeof c};
    cyq_verification now = {.size = sizeof now};
    cr_assert_eq(api_run(s, "let b = activities where joint; let $n = 2; let a = b first $n", NULL), CYQ_DONE);
    cr_assert_eq(api_run(s, "let $n = 3; let b = activities where country = Moldova", NULL), CYQ_DONE);
    page p = cited(s, "a select title to markdown citable");
    cyq_citations *all = read(&p);
    cyq_citations_get(all, 0, &c);
    cr_expect_str_eq(c.query, "let $n: int = 3; let b = activities where country = Moldova; let a = b first $n; a select title");
    cr_assert_eq(cyq_citation_verify(s, all, 0, "page", NULL, &now), CYQ_OK);
    cr_expect(now.holds);
    cr_expect_eq(now.rows, 3);
    cyq_citations_free(all);
    cyq_session_close(s);
}

Test(citations, a_let_that_goes_on_from_a_query_stands_alone)
{
    cyq_session *s = api_session();
    cyq_citation c = {.size = sizeof c};
    cr_assert_eq(api_run(s, "activities where country = Moldova", NULL), CYQ_DONE);
    cr_assert_eq(api_run(s, "let late = where start > 2025-11-01", NULL), CYQ_DONE);
    cr_assert_eq(api_run(s, "projects", NULL), CYQ_DONE);
    page p = cited(s, "late count to markdown citable");
    cyq_citations *all = read(&p);
    cyq_citations_get(all, 0, &c);
    cr_expect_str_eq(c.query, "let late = activities where country = Moldova where start > 2025-11-01; late count");
    cyq_citations_free(all);
    cyq_session_close(s);
}

Test(citations, belong_to_what_the_query_said)
{
    cyq_session *s = api_session();
    cyq_diagnostics *said;
    page p = {.length = 0};
    cyq_result *r = api_ask(s, "projects count");
    cr_assert_eq(cyq_diagnostics_new(&said), CYQ_OK);
    cr_expect_eq(cyq_result_check(r, "markdown citable", said), CYQ_ERROR);
    cr_expect_str_eq(api_code(said, 0), "E0625");
    cr_expect_eq(cyq_result_write(r, "markdown citable", NULL, put, &p), CYQ_ERROR);
    cr_expect_eq(p.length, 0);
    cyq_result_free(r);
    r = api_ask(s, "projects count to table citable");
    cr_expect_eq(cyq_result_check(r, "markdown citable", NULL), CYQ_OK, "what was kept does for any format");
    cr_expect_eq(cyq_result_write(r, "markdown citable", NULL, put, &p), CYQ_OK);
    cyq_result_free(r);
    cyq_diagnostics_free(said);
    cyq_session_close(s);
}

Test(citations, that_cannot_be_asked)
{
    cyq_session *s = api_session();
    page p = cited(s, "projects count to table citable");
    cyq_citations *all;
    cyq_citation c = {.size = sizeof c};
    cyq_verification now = {.size = sizeof now};
    p.text[p.length - 2] ^= 1;
    all = read(&p);
    cr_expect_eq(cyq_citations_get(all, 0, &c), CYQ_OK);
    cr_expect_eq(c.state, CYQ_CITATION_DAMAGED);
    cr_expect_eq(cyq_citation_verify(s, all, 0, "page", NULL, &now), CYQ_MISUSE);
    cr_expect_eq(cyq_citation_verify(s, all, 1, "page", NULL, &now), CYQ_MISUSE);
    cr_expect_eq(cyq_citations_get(all, 1, &c), CYQ_MISUSE);
    cyq_citations_free(all);
    cr_assert_eq(cyq_citations_read(NULL, 0, &all), CYQ_OK);
    cr_expect_eq(cyq_citations_count(all), 0);
    cyq_citations_free(all);
    cr_expect_eq(cyq_citations_read(NULL, 1, &all), CYQ_MISUSE);
    cr_expect_null(all);
    cr_expect_eq(cyq_citations_read("", 0, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_citations_count(NULL), 0);
    cyq_citations_free(NULL);
    cyq_session_close(s);
}
