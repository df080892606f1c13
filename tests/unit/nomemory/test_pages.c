/* Pages, pictures and citations, without memory. */
#include <criterion/criterion.h>

#include <string.h>

#include "jobs.h"

/* ---- Pages ---- */

static cyq_status write_page(cyq_result *r, cyq_diagnostics *said, void *user)
{
    (void)said;
    return cyq_result_write(r, cyq_result_format(r) ? cyq_result_format(r) : "html", NULL, job_take, user);
}

/* What they say beside their rows is kept, of results that go to the host and of those that go into a file (which is none). */
static cyq_status make_pages_in(cyq_session *session, const char *text, cyq_diagnostics *said)
{
    size_t taken = 0;
    cyq_session_keep_about(session, true);
    return job_results(session, text, said, write_page, &taken);
}

static cyq_status make_pages(const char *text, cyq_diagnostics *said)
{
    return job_in(NULL, NULL, make_pages_in, text, said);
}

Test(nomemory, pages)
{
    static const char *const texts[] = {
        "let $c = (Moldova, Georgia); let mine = activities where country = $c; mine select title, when, mode, days first 3; group by mode "
        "show count to html bar",
        "projects select name, country, budget first 2 append (projects select title as name, country, budget); why "
        "projects where name = Octopus",
        "describe projects; say projects; activities first 1 to html timeline \"no/such/folder.html\"",
    };
    fail_in_turn_each(make_pages, texts, sizeof texts / sizeof *texts);
}

/* ---- Pictures ---- */

static cyq_status write_pictures(cyq_result *r, cyq_diagnostics *said, void *user)
{
    static const char *const pictures[] = {"chart bar svg",  "chart line",   "chart line svg", "chart heat",
                                           "chart heat svg", "timeline svg", "calendar svg",   "chart bar heat"};
    cyq_status s = CYQ_OK;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures && s == CYQ_OK; i++) {
        s = cyq_result_check(r, pictures[i], said);
        if (s != CYQ_NO_MEMORY)
            s = cyq_result_write(r, pictures[i], NULL, job_take, user);
    }
    return s;
}

static cyq_status draw_in(cyq_session *session, const char *text, cyq_diagnostics *said)
{
    size_t taken = 0;
    return job_results(session, text, said, write_pictures, &taken);
}

/* What a picture lacks is drawn, too. */
static cyq_status draw(const char *text, cyq_diagnostics *said)
{
    return job_in(NULL, NULL, draw_in, text, said);
}

Test(nomemory, pictures)
{
    static const char *const drawn[] = {
        "projects select name, budget, when first 4",
        "activities where start = 2025-10 first 5 select start, project, size(section) as n, listed",
        "activities where start = 2025-12 group by project, mode show count",
    };
    fail_in_turn_each(draw, drawn, sizeof drawn / sizeof *drawn);
}

/* ---- Citations ---- */

typedef struct page {
    char text[8 * 1024];
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

/* Writes what can be cited, in its own format. */
static cyq_status write_cited(cyq_result *r, cyq_diagnostics *said, void *user)
{
    (void)said;
    return cyq_result_write(r, cyq_result_format(r), NULL, put, user);
}

static cyq_status verify_page(cyq_session *session, const page *p, cyq_diagnostics *said)
{
    cyq_citations *all = NULL;
    cyq_status s = cyq_citations_read(p->text, p->length, &all);
    for (size_t i = 0; s == CYQ_OK && i < cyq_citations_count(all); i++) {
        cyq_verification now = {.size = sizeof now};
        s = cyq_citation_verify(session, all, i, "citation", said, &now);
        cr_expect(s != CYQ_OK || now.holds);
    }
    cr_expect(s != CYQ_OK || cyq_citations_count(all) == 1);
    cyq_citations_free(all);
    return s;
}

static cyq_status cite_in(cyq_session *session, const char *text, cyq_diagnostics *said)
{
    page p = {.length = 0};
    cyq_status s = job_results(session, text, said, write_cited, &p);
    return s == CYQ_DONE ? verify_page(session, &p, said) : s;
}

static cyq_status cite(const char *text, cyq_diagnostics *said)
{
    return job_in(NULL, NULL, cite_in, text, said);
}

Test(nomemory, citing)
{
    fail_in_turn(cite, "let $c: set of text = (Moldova, Ukraine); let ours = activities where country = $c; ours count to markdown citable",
                 1);
    fail_in_turn(cite, "projects first 2 select name, budget to chart svg citable", 1);
}
