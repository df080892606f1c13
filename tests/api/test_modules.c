/* Modules through the public interface: a session goes on after one that is wrong, and texts that come later see what was taken in. */
#include "api.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A folder of modules, and a session that looks there. */
typedef struct place {
    char folder[32];
    cyq_session *session;
    cyq_diagnostics *said;
} place;

static place place_open(void)
{
    place p = {.folder = "/tmp/cyq-api-modules-XXXXXX"};
    cr_assert_not_null(mkdtemp(p.folder));
    p.session = api_session_with((cyq_config){.module_path = p.folder});
    cr_assert_eq(cyq_diagnostics_new(&p.said), CYQ_OK);
    return p;
}

static void place_write(const place *p, const char *name, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", p->folder, name);
    FILE *f = fopen(path, "wb");
    cr_assert_not_null(f);
    cr_assert_eq(fwrite(text, 1, strlen(text), f), strlen(text));
    cr_assert_eq(fclose(f), 0);
}

/* Removes the files that are named, and the folder, which must be empty then. */
static void place_close(place *p, const char *const *names, size_t count)
{
    char path[64];
    cyq_diagnostics_free(p->said);
    cyq_session_close(p->session);
    for (size_t i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", p->folder, names[i]);
        cr_expect_eq(unlink(path), 0);
    }
    cr_expect_eq(rmdir(p->folder), 0);
}

static void expect_runs(place *p, const char *text)
{
    cyq_diagnostics_clear(p->said);
    cr_expect_eq(api_run(p->session, text, p->said), CYQ_DONE, "%s: %s", text, api_code(p->said, 0));
    cr_expect_eq(cyq_diagnostics_count(p->said), 0, "%s: %s", text, api_code(p->said, 0));
}

static void expect_fails(place *p, const char *text, const char *code)
{
    cyq_diagnostics_clear(p->said);
    cr_expect_eq(api_run(p->session, text, p->said), CYQ_ERROR, "%s", text);
    cr_expect_str_eq(api_code(p->said, 0), code, "%s", text);
}

Test(modules, one_that_is_wrong_leaves_nothing_and_can_be_mended)
{
    static const char *const files[] = {"mine.cyq", "rows.csv"};
    static const char wrong[] = "param $least: int = 2\n"
                                "def twice($x) = $x * 2\n"
                                "def activities.long = days > $least\n"
                                "load \"%s/rows.csv\"\n"
                                "def *.late = never_made > 3\n"
                                "let longs = activities where long\n"
                                "let more = longs where nowhere = 1\n";
    char text[sizeof wrong + 64];
    place p = place_open();
    snprintf(text, sizeof text, wrong, p.folder);
    place_write(&p, "rows.csv", "never_made\n3\n");
    place_write(&p, "mine.cyq", text);
    size_t collections = cyq_session_collection_count(p.session);
    for (int i = 0; i < 3; i++) {
        expect_fails(&p, "use mine", "E0301");
        cr_expect_eq(cyq_session_collection_count(p.session), collections);
        expect_fails(&p, "longs count", "E0302");
        expect_fails(&p, "rows count", "E0302");
        expect_fails(&p, "activities where long count", "E0301");
        expect_fails(&p, "projects select twice(1)", "E0303");
        expect_fails(&p, "activities first $least", "E0362");
    }
    *strstr(text, "let more") = 0;
    place_write(&p, "mine.cyq", text);
    expect_runs(&p, "use mine");
    expect_runs(&p, "longs first $least select twice(days)");
    expect_runs(&p, "rows where not late");
    cr_expect_eq(cyq_session_collection_count(p.session), collections + 1);
    place_close(&p, files, 2);
}

Test(modules, a_circle_is_broken_by_mending_one_of_them)
{
    static const char *const files[] = {"a.cyq", "b.cyq"};
    place p = place_open();
    place_write(&p, "a.cyq", "use b\nlet of_a = of_b");
    place_write(&p, "b.cyq", "use a\nlet of_b = projects");
    expect_fails(&p, "use a", "E0373");
    expect_fails(&p, "use b", "E0373");
    place_write(&p, "b.cyq", "let of_b = projects");
    expect_runs(&p, "use a; of_a count");
    place_close(&p, files, 2);
}

Test(modules, what_was_taken_in_stays_for_the_session)
{
    static const char *const files[] = {"mine.cyq"};
    place p = place_open();
    place_write(&p, "mine.cyq", "let ours = projects where name = Octopus");
    expect_runs(&p, "use mine");
    place_write(&p, "mine.cyq", "let ours = nowhere"); /* it is not read again */
    expect_runs(&p, "use mine; ours count");
    expect_runs(&p, "where count = 1");
    place_close(&p, files, 1);
}

Test(modules, a_param_without_a_value_leaves_nothing)
{
    static const char *const files[] = {"mine.cyq"};
    place p = place_open();
    place_write(&p, "mine.cyq", "let of_mine = projects");
    for (int i = 0; i < 2; i++) {
        expect_fails(&p, "param $n: int; use mine; let ours = of_mine first $n; param $m: date; ours", "E0364");
        cr_expect_eq(cyq_diagnostics_error_count(p.said), 2);
        expect_fails(&p, "projects first $n", "E0362");
        expect_fails(&p, "of_mine count", "E0302");
        expect_fails(&p, "ours count", "E0302");
    }
    expect_runs(&p, "let $n = 2; use mine; let ours = of_mine first $n; ours");
    place_close(&p, files, 1);
}

Test(modules, a_text_that_is_only_checked_uses_them_for_itself)
{
    static const char *const files[] = {"mine.cyq"};
    static const char text[] = "use mine; ours count";
    place p = place_open();
    place_write(&p, "mine.cyq", "param $name: text\nlet ours = projects where name = $name");
    cr_expect_eq(cyq_text_check(p.session, "query", text, strlen(text), p.said), CYQ_OK);
    cr_expect_eq(cyq_diagnostics_count(p.said), 0);
    expect_fails(&p, "ours count", "E0302");
    expect_fails(&p, text, "E0364");
    expect_runs(&p, "let $name = Octopus; use mine; ours count");
    place_close(&p, files, 1);
}
