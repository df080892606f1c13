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

Test(texts, diagnostics_say_what_was_expected_and_show_further_places)
{
    static const char wrong[] = "activities where projct = GLACY-e", twice[] = "# 😀\ndef joined($a, $b, $a) = $a";
    cyq_session *session = api_session();
    cyq_diagnostics *said = NULL;
    cyq_diagnostic d = {.size = sizeof d};
    cyq_label label = {.size = sizeof label};
    cyq_diagnostics_new(&said);
    cr_expect_eq(cyq_text_check(session, "f", wrong, strlen(wrong), said), CYQ_ERROR);
    cr_assert_eq(cyq_diagnostics_get(said, 0, &d), CYQ_OK);
    cr_expect(strncmp(d.expected, "a field of activities", 21) == 0, "%s", d.expected);
    cr_expect_eq(cyq_diagnostics_label(said, 0, 0, &label), CYQ_MISUSE);
    cyq_diagnostics_clear(said);
    cr_expect_eq(cyq_text_check(session, "f", twice, strlen(twice), said), CYQ_ERROR);
    cr_assert_eq(cyq_diagnostics_label(said, 0, 0, &label), CYQ_OK);
    cr_expect_str_eq(label.text, "the first one");
    cr_expect(label.line == 2 && label.column >= 12 && label.column <= 13 && label.length >= 1);
    cr_expect_eq(cyq_diagnostics_label(said, 0, 1, &label), CYQ_MISUSE);
    cr_expect_eq(cyq_diagnostics_label(said, 9, 0, &label), CYQ_MISUSE);
    cr_expect_eq(cyq_diagnostics_label(NULL, 0, 0, &label), CYQ_MISUSE);
    label.size = 0;
    cr_expect_eq(cyq_diagnostics_label(said, 0, 0, &label), CYQ_MISUSE);
    cyq_diagnostics_free(said);
    cyq_session_close(session);
}

static bool is_place(cyq_place p, size_t line, size_t column, size_t end_line, size_t end_column)
{
    return p.line == line && p.column == column && p.end_line == end_line && p.end_column == end_column;
}

Test(texts, an_outline_has_the_names_of_a_text_with_mistakes)
{
    static const char text[] = "use calendar\n# Which\n# one.\nparam $country: text = Moldova\nactivities where = 3\n\n"
                               "let ours = activities\n  where days > 3\ndef activities.long = days > 30; load \"é/visits.csv\"\n"
                               "def twice($x) = $x * 2\nlet $q = 2025";
    static const struct {
        cyq_outline_kind kind;
        const char *name, *help;
    } wanted[] = {{CYQ_OUTLINE_MODULE, "calendar", ""}, {CYQ_OUTLINE_PARAM, "$country", "Which one."}, {CYQ_OUTLINE_QUERY, "ours", ""},
                  {CYQ_OUTLINE_FIELD, "long", ""},      {CYQ_OUTLINE_TABLE, "é/visits.csv", ""},       {CYQ_OUTLINE_FUNCTION, "twice", ""},
                  {CYQ_OUTLINE_VALUE, "$q", ""}};
    cyq_outline *outline = NULL;
    cyq_outline_item item = {.size = sizeof item};
    cr_assert_eq(cyq_outline_read(text, strlen(text), &outline), CYQ_OK);
    cr_assert_eq(cyq_outline_count(outline), sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        cr_expect_eq(cyq_outline_get(outline, i, &item), CYQ_OK);
        cr_expect_eq(item.kind, wanted[i].kind, "%s", wanted[i].name);
        cr_expect_str_eq(item.name, wanted[i].name);
        cr_expect_str_eq(item.help, wanted[i].help);
    }
    cyq_outline_get(outline, 1, &item);
    cr_expect(is_place(item.name_place, 4, 7, 4, 15) && is_place(item.place, 4, 1, 4, 31));
    cyq_outline_get(outline, 2, &item);
    cr_expect(is_place(item.name_place, 7, 5, 7, 9) && is_place(item.place, 7, 1, 8, 17));
    cyq_outline_get(outline, 3, &item);
    cr_expect(is_place(item.name_place, 9, 16, 9, 20));
    cr_expect_eq(cyq_outline_get(outline, 7, &item), CYQ_MISUSE);
    item.size = 0;
    cr_expect_eq(cyq_outline_get(outline, 0, &item), CYQ_MISUSE);
    cyq_outline_free(outline);
    cyq_outline_free(NULL);
    cr_expect_eq(cyq_outline_read(NULL, 1, &outline), CYQ_MISUSE);
    cr_expect_eq(cyq_outline_read("", 0, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_outline_read("\xff", 1, &outline), CYQ_ERROR);
    cr_expect(!outline && cyq_outline_count(outline) == 0);
    cr_assert_eq(cyq_outline_read(NULL, 0, &outline), CYQ_OK);
    cr_expect_eq(cyq_outline_count(outline), 0);
    cyq_outline_free(outline);
}

Test(texts, the_word_at_a_place)
{
    static const char text[] = "# 😀 where\nactivities where title ~ \"é where\" and days>=3 and `odd name` = .end sort by $x";
    static const struct {
        size_t line, column, begin, end; /* 0: none */
    } wanted[] = {{1, 2, 0, 0},    {1, 6, 0, 0},    {2, 1, 1, 11},   {2, 5, 1, 11},   {2, 11, 1, 11},  {2, 12, 12, 17},
                  {2, 25, 24, 25}, {2, 28, 0, 0},   {2, 35, 0, 0},   {2, 36, 36, 39}, {2, 44, 40, 44}, {2, 45, 44, 46},
                  {2, 47, 0, 0},   {2, 55, 52, 62}, {2, 65, 66, 69}, {2, 68, 66, 69}, {2, 79, 78, 80}, {2, 80, 78, 80},
                  {2, 81, 0, 0},   {2, 999, 0, 0},  {3, 1, 0, 0},    {0, 1, 0, 0},    {1, 0, 0, 0}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        cyq_place p = {0};
        cyq_status s = cyq_text_word(text, strlen(text), wanted[i].line, wanted[i].column, &p);
        cr_expect_eq(s, wanted[i].begin ? CYQ_OK : CYQ_DONE, "%zu:%zu", wanted[i].line, wanted[i].column);
        cr_expect(!wanted[i].begin || is_place(p, 2, wanted[i].begin, 2, wanted[i].end), "%zu: %zu-%zu", wanted[i].column, p.column,
                  p.end_column);
    }
    cyq_place p;
    cr_expect_eq(cyq_text_word("a", 1, 1, 1, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_text_word(NULL, 1, 1, 1, &p), CYQ_MISUSE);
    cr_expect_eq(cyq_text_word("\xff", 1, 1, 1, &p), CYQ_ERROR);
    cr_expect_eq(cyq_text_word(NULL, 0, 1, 1, &p), CYQ_DONE);
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

Test(texts, what_a_terminal_may_be_sent)
{
    char out[64];
    const char *text = "a\x1b[2J\tb\n\xc2\x9b \xe2\x80\xae\xff\xc3\xa9";
    const char *safe = "a\xef\xbf\xbd[2J b \xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd\xc3\xa9";
    cr_expect_eq(cyq_text_safe(text, strlen(text), out, sizeof out), strlen(safe));
    cr_expect_str_eq(out, safe);
    cr_expect_eq(cyq_text_safe(text, strlen(text), NULL, 0), strlen(safe));
    cr_expect_eq(cyq_text_safe(text, strlen(text), out, 4), strlen(safe), "as snprintf does");
    cr_expect_str_eq(out, "a", "no character is cut");
    cr_expect_eq(cyq_text_safe("ab", 2, out, 3), 2);
    cr_expect_str_eq(out, "ab");
    cr_expect_eq(cyq_text_safe("a\0b", 3, out, sizeof out), 5);
    cr_expect_eq(cyq_text_safe("", 0, out, 1), 0);
    cr_expect_str_eq(out, "");
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
