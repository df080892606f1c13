/* Texts that are formatted, checked or completed without running. */
#include "api.h"

#include <stdio.h>
#include <stdlib.h>

static int gather(void *user, const char *bytes, size_t length)
{
    char *text = user;
    size_t before = strlen(text);
    memcpy(text + before, bytes, length);
    text[before + length] = 0;
    return 0;
}

Test(texts, formatting_is_stable_and_keeps_comments)
{
    static const char text[] = "# all\nactivities   where days>3 # long\n  count by  country";
    char once[512] = "", twice[512] = "";
    cr_expect_eq(cyq_text_format("f", text, strlen(text), NULL, gather, once), CYQ_OK);
    cr_expect_not_null(strstr(once, "# all"));
    cr_expect_not_null(strstr(once, "# long"));
    cr_expect_not_null(strstr(once, "days > 3"));
    cr_expect_eq(cyq_text_format("f", once, strlen(once), NULL, gather, twice), CYQ_OK);
    cr_expect_str_eq(once, twice);
}

Test(texts, what_does_not_parse_is_not_formatted)
{
    char text[512] = "";
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(cyq_text_format("f", "activities where (", 18, said, gather, text), CYQ_ERROR);
    cr_expect_str_eq(text, "");
    cr_expect_geq(cyq_diagnostics_error_count(said), 1);
    cyq_diagnostics_free(said);
}

Test(texts, checking_runs_and_defines_nothing)
{
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    static const char good[] = "activities where project = GLACY-e to csv \"must-not-exist.csv\"",
                      wrong[] = "activities where projct = GLACY-e";
    cr_expect_eq(cyq_text_check(session, "f", good, strlen(good), said), CYQ_OK);
    cr_expect_eq(cyq_diagnostics_error_count(said), 0);
    cr_expect_eq(cyq_text_check(session, "f", wrong, strlen(wrong), said), CYQ_ERROR);
    cr_expect_eq(cyq_diagnostics_error_count(said), 1);
    cr_expect_eq(api_run(session, "where days > 3", NULL), CYQ_ERROR, "there is no query to go on from");
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

Test(texts, completeness)
{
    static const char *const complete[] = {"activities", "activities where project = GLACY-e", "", "# only a comment", "activities;"};
    static const char *const unfinished[] = {"activities where", "activities where (days > 3", "activities select title,"};
    for (size_t i = 0; i < sizeof complete / sizeof *complete; i++)
        cr_expect(cyq_is_complete(complete[i], strlen(complete[i])), "%s", complete[i]);
    for (size_t i = 0; i < sizeof unfinished / sizeof *unfinished; i++)
        cr_expect_not(cyq_is_complete(unfinished[i], strlen(unfinished[i])), "%s", unfinished[i]);
}

Test(texts, the_nearest_word)
{
    static const char *const words[] = {"format", "today", "timeout"};
    cr_expect_eq(cyq_word_nearest("formt", words, 3), 0);
    cr_expect_eq(cyq_word_nearest("tody", words, 3), 1);
    cr_expect_eq(cyq_word_nearest("xylophone", words, 3), SIZE_MAX);
    cr_expect_eq(cyq_word_nearest("x", words, 0), SIZE_MAX);
}

Test(texts, the_version)
{
    cr_expect_gt(strlen(cyq_version()), 0);
}

/* ---- What the parts of a text are ---- */

typedef struct parts {
    const char *text;
    char found[400];
} parts;

static void note_part(void *user, size_t from, size_t to, cyq_highlight_kind kind)
{
    static const char letters[] = {[CYQ_HIGHLIGHT_WORD] = 'w',
                                   [CYQ_HIGHLIGHT_TEXT] = 't',
                                   [CYQ_HIGHLIGHT_NUMBER] = 'n',
                                   [CYQ_HIGHLIGHT_VARIABLE] = 'v',
                                   [CYQ_HIGHLIGHT_COMMENT] = 'c'};
    parts *p = user;
    size_t length = strlen(p->found);
    snprintf(p->found + length, sizeof p->found - length, "%c[%.*s]", letters[kind], (int)(to - from), p->text + from);
}

static void expect_parts(const char *text, const char *wanted)
{
    parts p = {.text = text};
    cr_expect_eq(cyq_highlight(text, strlen(text), note_part, &p), CYQ_OK);
    cr_expect_str_eq(p.found, wanted, "%s: %s", text, p.found);
}

Test(texts, parts_that_are_highlighted)
{
    expect_parts("", "");
    expect_parts("activities where first = 3 # so\nsort by start", "w[where]n[3]c[# so]w[sort by]");
    expect_parts("# above\nlet $n = 2025-10", "c[# above]w[let]v[$n]n[2025-10]");
    expect_parts("activities where title matches /a b/i and mode = in person", "w[where]w[matches]t[/a b/i]w[and]");
    expect_parts("activities where title = \"not closed", "w[where]t[\"not closed]");
    expect_parts("activities wher ( @ [ 3", "n[3]");
    cr_expect_eq(cyq_highlight("\xff", 1, note_part, NULL), CYQ_ERROR);
    cr_expect_eq(cyq_highlight(NULL, 1, note_part, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_highlight("a", 1, NULL, NULL), CYQ_MISUSE);
    expect_parts("e\u0301 where", ""); /* not in NFC */
}
