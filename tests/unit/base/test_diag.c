/* The table of codes, how diagnostics are made and how they look. */
#include "base/diag.h"

#include "base/text.h"
#include "check.h"

#include <stdio.h>
#include <string.h>

/* --- the table --- */

Test(diag_codes, are_unique_and_complete)
{
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        const diag_code_info *info = diag_info((diag_code)i);
        cr_assert_not_null(info);
        for (int j = 0; j < i; j++)
            cr_expect_str_neq(info->code, diag_info((diag_code)j)->code, "rows %d and %d are both %s", j, i, info->code);
        cr_expect(diag_info(diag_find(str_of(info->code))) == info, "%s", info->code);
    }
    cr_expect_null(diag_info(DIAG_CODE_COUNT));
    cr_expect_null(diag_info((diag_code)-1));
}

Test(diag_codes, say_what_they_should)
{
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        const diag_code_info *info = diag_info((diag_code)i);
        const char letter = info->severity == DIAG_ERROR ? 'E' : info->severity == DIAG_WARNING ? 'W' : 'N';
        cr_expect(info->code[0] == letter && strlen(info->code) == 5 && strspn(info->code + 1, "0123456789") == 4, "%s", info->code);
        size_t n = strlen(info->title);
        cr_expect(n > 0 && info->title[n - 1] != '.' && !strchr(info->title, '\n'), "title of %s", info->code);
        cr_expect_not_null(info->example);
        cr_expect_not_null(info->help);
    }
}

Test(diag_codes, are_found_in_any_case)
{
    cr_expect_eq(diag_find(STR("e0103")), E_UNCLOSED_QUOTE);
    cr_expect_eq(diag_find(STR("E9999")), DIAG_CODE_COUNT);
    cr_expect_null(diag_info(DIAG_CODE_COUNT));
    cr_expect_eq(diag_find(STR("")), DIAG_CODE_COUNT);
}

/* --- making --- */

typedef struct bench {
    arena memory;
    diag_bag bag;
    const source *text;
    sbuf out;
} bench;

static void set_up(bench *b, const char *text)
{
    *b = (bench){0};
    b->bag.memory = &b->memory;
    cr_assert_eq(source_read(&b->memory, STR("query"), str_of(text), &b->text, NULL), ST_OK);
}

static void tear_down(bench *b)
{
    sbuf_free(&b->out);
    arena_free(&b->memory);
}

/* A span of the first `word` in the text. */
static span find(const bench *b, const char *word)
{
    size_t at = str_find(b->text->text, str_of(word));
    cr_assert_neq(at, SIZE_MAX, "%s", word);
    return (span){(uint32_t)at, (uint32_t)(at + strlen(word))};
}

Test(diag, made_and_told_more)
{
    bench b;
    set_up(&b, "activities where projct = X");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "projct"), "no field \"%s\"", "projct");
    diag_expect(&b.bag, d, "expected a field of %s", "activities");
    diag_label_at(&b.bag, d, find(&b, "activities"), "this has %d fields", 15);
    for (int i = 0; i < 10; i++)
        diag_hint(&b.bag, d, "hint %d", i);
    cr_expect_eq(b.bag.count, 1);
    cr_expect_eq(b.bag.items[0], d);
    cr_expect_eq(b.bag.error_count, 1);
    cr_expect_eq(d->severity, DIAG_ERROR);
    CHECK_TEXT(d->message, "no field \"projct\"");
    CHECK_TEXT(d->expected, "a field of activities");
    cr_assert_eq(d->label_count, 1);
    CHECK_TEXT(d->labels[0].text, "this has 15 fields");
    cr_assert_eq(d->hint_count, 10);
    CHECK_TEXT(d->hints[9], "hint 9");
    tear_down(&b);
}

static bool is_in(void *data, str query)
{
    return str_find(*(const str *)data, query) != SIZE_MAX;
}

/* What is left of the guesses a, b and otherwise c and "none", between two plain hints, where the queries in `works` work; NULL: nobody knows. */
static const char *settled(const char *works)
{
    static char left[100];
    bench b;
    set_up(&b, "activities");
    str named = str_of(works ? works : "");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "activities"), "a mistake");
    diag_hint(&b.bag, d, "first");
    diag_guess_that(&b.bag, d, STR("a"), false, "%s", "A");
    diag_guess_that(&b.bag, d, STR("b"), false, "%s", "B");
    diag_guess_that(&b.bag, d, STR("c"), true, "%s", "C");
    diag_guess_that(&b.bag, d, STR(""), true, "%s", "none");
    diag_hint(&b.bag, d, "last");
    diag_settle(d, works ? is_in : NULL, &named);
    left[0] = '\0';
    for (size_t i = 0; i < d->hint_count; i++)
        snprintf(left + strlen(left), sizeof left - strlen(left), "%s%.*s", i ? " " : "", STR_ARG(d->hints[i]));
    tear_down(&b);
    return left;
}

Test(diag, guesses_stand_where_their_queries_work)
{
    cr_expect_str_eq(settled("a"), "first A last");
    cr_expect_str_eq(settled("b"), "first B last");
    cr_expect_str_eq(settled("abc"), "first A B last");
    cr_expect_str_eq(settled("c"), "first C last");
    cr_expect_str_eq(settled("x"), "first none last");
    cr_expect_str_eq(settled(NULL), "first A last");
}

Test(diag, errors_over_the_limit_are_counted)
{
    bench b;
    set_up(&b, "activities");
    b.bag.most_errors = 2;
    for (int i = 0; i < 5; i++)
        cr_expect_eq(diag_add(&b.bag, E_BAD_CHARACTER, NULL, (span){0}, "error %d", i) != NULL, i < 2);
    cr_expect_not_null(diag_add(&b.bag, N_KEPT_MISSING, NULL, (span){0}, "a note"));
    cr_expect_eq(b.bag.error_count, 5);
    cr_expect_eq(b.bag.count, 3);
    cr_expect_not(b.memory.failed);
    tear_down(&b);
}

Test(diag, bags_share_a_quota_of_warnings)
{
    bench b, c;
    diag_quota quota = {.left = 2};
    set_up(&b, "activities");
    set_up(&c, "projects");
    b.bag.warnings = c.bag.warnings = &quota;
    cr_expect_not_null(diag_add(&b.bag, W_AND_OR, NULL, (span){0}, "one"));
    cr_expect_not_null(diag_add(&c.bag, W_AND_OR, NULL, (span){0}, "two"));
    cr_expect_not(quota.exceeded, "two are as many as there may be");
    cr_expect_null(diag_add(&b.bag, W_AND_OR, NULL, (span){0}, "three"));
    cr_expect_null(diag_add(&c.bag, W_AND_OR, NULL, (span){0}, "four"));
    cr_expect(quota.exceeded);
    cr_expect_not_null(diag_add(&b.bag, N_KEPT_MISSING, NULL, (span){0}, "a note"));
    cr_expect_not_null(diag_add(&b.bag, E_BAD_CHARACTER, NULL, (span){0}, "an error"));
    cr_expect_eq(b.bag.count, 3);
    cr_expect_not(b.memory.failed);
    tear_down(&b);
    tear_down(&c);
}

/* Whatever length the text in the middle has, no character is cut. */
Test(diag, long_texts_lose_their_middle)
{
    static char word[2 * DIAG_TEXT_MAX + 1];
    for (size_t n = DIAG_TEXT_MAX / 2; n < sizeof word / 2; n++) {
        bench b;
        set_up(&b, "activities");
        for (size_t i = 0; i < n; i++)
            memcpy(word + 2 * i, "é", 3);
        diag *d = diag_add(&b.bag, E_BAD_CHARACTER, NULL, (span){0}, "x\"%s\" is long", word);
        diag_hint(&b.bag, d, "%s", word);
        cr_assert(d->message.n <= DIAG_TEXT_MAX + 3 && d->hints[0].n <= DIAG_TEXT_MAX + 3, "%zu characters", n);
        cr_assert_eq(text_valid(d->message), d->message.n, "%zu characters", n);
        cr_assert_eq(text_valid(d->hints[0]), d->hints[0].n, "%zu characters", n);
        cr_assert(str_starts(d->message, STR("x\"éé")) && str_ends(d->message, STR("éé\" is long")), "%zu characters", n);
        tear_down(&b);
    }
}

Test(diag, without_memory)
{
    arena memory = {.limit = 16};
    diag_bag bag = {.memory = &memory};
    diag *d = diag_add(&bag, E_BAD_CHARACTER, NULL, (span){0}, "message");
    cr_expect_null(d);
    cr_expect(memory.failed);
    cr_expect_eq(bag.count, 0);
    diag_expect(&bag, d, "x");
    diag_label_at(&bag, d, (span){0}, "x");
    diag_hint(&bag, d, "x");
    arena_free(&memory);
    /* Whatever the memory ends in the middle of, nothing half made is left. */
    for (size_t limit = 16; limit < 1024; limit += 16) {
        memory.limit = limit;
        bag = (diag_bag){.memory = &memory};
        d = diag_add(&bag, E_BAD_CHARACTER, NULL, (span){0}, "a message of some length");
        diag_expect(&bag, d, "something");
        diag_label_at(&bag, d, (span){0}, "a label");
        diag_hint(&bag, d, "a hint");
        cr_expect_eq(bag.count, d != NULL);
        cr_expect(d || memory.failed);
        sbuf out = {0};
        if (d)
            diag_render(&out, d, false);
        sbuf_free(&out);
        arena_free(&memory);
    }
}

/* --- looks --- */

#define CHECK_LOOK(bench, d, expected)                                                                                                     \
    do {                                                                                                                                   \
        diag_render(&(bench)->out, (d), false);                                                                                            \
        CHECK_BUFFER(&(bench)->out, expected);                                                                                             \
    } while (0)

Test(diag_look, the_usual_one)
{
    bench b;
    set_up(&b, "activities where projct = X");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "projct"), "activities has no field \"projct\"");
    diag_expect(&b.bag, d, "a field of activities");
    diag_hint(&b.bag, d, "did you mean project?");
    CHECK_LOOK(&b, d,
               "error[E0102]: activities has no field \"projct\"\n"
               "  --> query:1:18\n"
               "  |\n"
               "1 | activities where projct = X\n"
               "  |                  ^^^^^^ expected a field of activities\n"
               "  = hint: did you mean project?\n");
    tear_down(&b);
}

Test(diag_look, without_a_text)
{
    bench b;
    set_up(&b, "");
    diag *d = diag_add(&b.bag, E_BAD_UTF8, NULL, (span){0}, "cannot open \"a\x1b.csv\"");
    diag_expect(&b.bag, d, "a file");
    diag_label_at(&b.bag, d, (span){4, 5}, "nowhere");
    diag_hint(&b.bag, d, "is the name right?");
    CHECK_LOOK(&b, d,
               "error[E0101]: cannot open \"a\uFFFD.csv\"\n"
               "  = hint: is the name right?\n");
    tear_down(&b);
}

Test(diag_look, labels_here_and_elsewhere)
{
    bench b;
    set_up(&b, "let a = 1\n\n\n\n\n\n\n\n\nactivities where a = b and c\nlast d e");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "where"), "message");
    diag_label_at(&b.bag, d, find(&b, "let"), "first");
    diag_label_at(&b.bag, d, find(&b, "activities"), "%s", "");
    diag_label_at(&b.bag, d, find(&b, "and"), "here");
    diag_label_at(&b.bag, d, find(&b, "d e"), "one");
    diag_label_at(&b.bag, d, find(&b, "last"), "two");
    CHECK_LOOK(&b, d,
               "error[E0102]: message\n"
               "   --> query:10:12\n"
               "   |\n"
               "10 | activities where a = b and c\n"
               "   |            ^^^^^\n"
               "   | ----------\n"
               "   |                        --- here\n"
               "   |\n"
               " 1 | let a = 1\n"
               "   | --- first\n"
               "   |\n"
               "11 | last d e\n"
               "   |      --- one\n"
               "   | ---- two\n");
    tear_down(&b);
}

Test(diag_look, carets_stand_below_wide_and_odd_characters)
{
    bench b;
    set_up(&b, "日本\te\u0301\x1b \u202Ex = 日本語 y");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "日本語"), "message");
    diag_label_at(&b.bag, d, find(&b, "x"), "x");
    CHECK_LOOK(&b, d,
               "error[E0102]: message\n"
               "  --> query:1:12\n"
               "  |\n"
               "1 | 日本 \u00E9\uFFFD \uFFFDx = 日本語 y\n"
               "  |              ^^^^^^\n"
               "  |          - x\n");
    tear_down(&b);
}

Test(diag_look, spans_that_are_empty_long_or_at_the_end)
{
    bench b;
    set_up(&b, "one (two\nthree) four\n");
    static const char place_and_line[] = "error[E0102]: m\n  --> query:1:9\n  |\n1 | one (two\n  |         ^ expected )\n";
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, (span){8, 8}, "m");
    diag_expect(&b.bag, d, ")");
    CHECK_LOOK(&b, d, place_and_line);
    d->where = (span){8, 9}; /* the line end itself */
    CHECK_LOOK(&b, d, place_and_line);
    d->expected = (str){0};
    d->where = (span){4, 15}; /* over two lines: to the end of the first */
    CHECK_LOOK(&b, d, "error[E0102]: m\n  --> query:1:5\n  |\n1 | one (two\n  |     ^^^^\n");
    d->where = (span){21, 21}; /* behind the last line end */
    CHECK_LOOK(&b, d, "error[E0102]: m\n  --> query:3:1\n  |\n3 |\n  | ^\n");
    d->where = (span){900, 1000};
    CHECK_LOOK(&b, d, "error[E0102]: m\n  --> query:3:1\n  |\n3 |\n  | ^\n");
    d->where = (span){5, 2};
    CHECK_LOOK(&b, d, "error[E0102]: m\n  --> query:1:6\n  |\n1 | one (two\n  |      ^\n");
    tear_down(&b);
}

/* Lines 4 and 5 of a rendering: the text and the carets. */
static str row(const bench *b, size_t number)
{
    str rest = sbuf_str(&b->out);
    for (; number > 1; number--) {
        size_t end = str_find(rest, STR("\n"));
        cr_assert_neq(end, SIZE_MAX);
        rest = (str){rest.p + end + 1, rest.n - end - 1};
    }
    return (str){rest.p, str_find(rest, STR("\n"))};
}

/* Wherever the caret is in a long line, the line is cut to fit and the caret stands below the word. */
Test(diag_look, long_lines_are_cut_around_the_caret)
{
    sbuf text = {0};
    for (int i = 0; i < 100; i++)
        sbuf_printf(&text, "wört%02d日\t", i);
    bench b;
    set_up(&b, text.p);
    for (int i = 0; i < 100; i++) {
        char word[32];
        snprintf(word, sizeof word, "wört%02d日", i);
        diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, word), "m");
        diag_render(&b.out, d, false);
        str line = row(&b, 4), carets = row(&b, 5);
        cr_assert_leq(text_width(line), 4 + 1 + 100 + 1);
        size_t before = str_find(line, str_of(word)), spaces = str_find(carets, STR("^"));
        cr_assert(before != SIZE_MAX && spaces != SIZE_MAX, "%s", word);
        cr_assert_eq(text_width((str){line.p, before}), text_width((str){carets.p, spaces}), "%s", word);
        cr_assert(str_ends(carets, STR(" ^^^^^^^^")), "as wide as the word");
        cr_assert_eq(str_find(line, STR("…wört")) != SIZE_MAX || str_find(line, STR("| …")) != SIZE_MAX, i >= 9, "%.*s", STR_ARG(line));
        sbuf_clear(&b.out);
    }
    sbuf_free(&text);
    tear_down(&b);
}

Test(diag_look, a_label_that_the_cut_leaves_out_gets_its_own_snippet)
{
    sbuf text = {0};
    sbuf_add(&text, STR("begin "));
    sbuf_repeat(&text, '.', 300);
    sbuf_add(&text, STR(" end"));
    bench b;
    set_up(&b, text.p);
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "begin"), "m");
    diag_label_at(&b.bag, d, find(&b, "end"), "it ends here");
    diag_render(&b.out, d, false);
    str last = row(&b, 8);
    cr_expect(str_ends(row(&b, 7), STR(". end")));
    cr_expect(str_ends(last, STR(" --- it ends here")));
    sbuf_free(&text);
    tear_down(&b);
}

/* At every width of a terminal the line and its marks stay on it, and the caret stands below the word. */
Test(diag_look, a_terminal_is_not_overrun)
{
    bench b;
    set_up(&b, "activities where country = Moldova and start = 2025-11 and projct = CyberEast+ select start, title, country, mode, place");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "projct"), "m");
    diag_expect(&b.bag, d, "a field of activities");
    for (size_t width = 40; width < 200; width++) {
        sbuf_clear(&b.out);
        diag_render_fitted(&b.out, d, false, width);
        str line = row(&b, 4), carets = row(&b, 5);
        cr_assert_leq(text_width(line), width, "%zu: %.*s", width, STR_ARG(line));
        cr_assert_leq(text_width(carets), width, "%zu: %.*s", width, STR_ARG(carets));
        size_t before = str_find(line, STR("projct")), spaces = str_find(carets, STR("^^^^^^"));
        cr_assert(before != SIZE_MAX && spaces != SIZE_MAX, "%zu", width);
        cr_assert_eq(text_width((str){line.p, before}), text_width((str){carets.p, spaces}), "%zu", width);
        cr_assert_neq(str_find(sbuf_str(&b.out), STR("expected a field of activities\n")), SIZE_MAX, "%zu", width);
    }
    cr_expect_eq(str_find(row(&b, 4), STR("…")), SIZE_MAX, "a wide terminal shows the whole line");
    tear_down(&b);
}

Test(diag_look, what_is_expected_goes_below_carets_without_room)
{
    bench b;
    set_up(&b, "activities where a = b and projct = X");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "projct"), "m");
    diag_expect(&b.bag, d, "a field of activities");
    diag_render_fitted(&b.out, d, false, 46);
    CHECK_BUFFER(&b.out, "error[E0102]: m\n"
                         "  --> query:1:28\n"
                         "  |\n"
                         "1 | activities where a = b and projct = X\n"
                         "  |                            ^^^^^^\n"
                         "  |             expected a field of activities\n");
    tear_down(&b);
}

Test(diag_look, what_is_expected_is_broken_between_words_where_it_is_too_wide)
{
    bench b;
    set_up(&b, "activities where projct = X");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "projct"), "m");
    diag_expect(&b.bag, d, "a field of activities, such as title, project, country, mode, when");
    diag_render_fitted(&b.out, d, false, 46);
    CHECK_BUFFER(&b.out, "error[E0102]: m\n"
                         "  --> query:1:18\n"
                         "  |\n"
                         "1 | activities where projct = X\n"
                         "  |                  ^^^^^^\n"
                         "  | expected a field of activities, such as\n"
                         "  | title, project, country, mode, when\n");
    tear_down(&b);
}

Test(diag_look, messages_and_hints_are_broken_between_words)
{
    bench b;
    set_up(&b, "activities where projct = X");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "projct"), "a message that is longer than the line of the terminal is");
    diag_hint(&b.bag, d, "write `activities where project = X select title`");
    diag_render_fitted(&b.out, d, false, 40);
    CHECK_BUFFER(&b.out, "error[E0102]: a message that is longer\n"
                         "      than the line of the terminal is\n"
                         "  --> query:1:18\n"
                         "  |\n"
                         "1 | activities where projct = X\n"
                         "  |                  ^^^^^^\n"
                         "  = hint: write `activities where\n"
                         "          project = X select title`\n");
    tear_down(&b);
}

Test(diag_look, marks_without_width_are_cut_too)
{
    static char text[30000];
    bench b;
    memcpy(text, "e", 2);
    for (size_t i = 1; i + 3 < sizeof text; i += 2)
        memcpy(text + i, "\u0301", 3);
    set_up(&b, text);
    diag_add(&b.bag, E_BAD_CHARACTER, b.text, (span){0, 1}, "at the begin");
    diag_add(&b.bag, E_BAD_CHARACTER, b.text, (span){15001, 15003}, "in the middle");
    for (size_t i = 0; i < 2; i++) {
        sbuf_clear(&b.out);
        diag_render(&b.out, b.bag.items[i], false);
        cr_expect_lt(b.out.n, 5000);
        cr_expect_eq(text_valid(sbuf_str(&b.out)), b.out.n);
    }
    tear_down(&b);
}

Test(diag_look, colours)
{
    bench b;
    set_up(&b, "a b");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "b"), "m");
    diag_label_at(&b.bag, d, find(&b, "a"), "label");
    diag_hint(&b.bag, d, "hint");
    diag_render(&b.out, d, false);
    cr_expect_eq(str_find(sbuf_str(&b.out), STR("\x1b")), SIZE_MAX);
    sbuf coloured = {0}, plain = {0};
    diag_render(&coloured, d, true);
    cr_expect(str_starts(sbuf_str(&coloured), STR("\x1b[1;31merror[E0102]\x1b[0m")));
    for (size_t i = 0; i < coloured.n; i++) { /* without its colours it is the same */
        if (coloured.p[i] == '\x1b')
            while (coloured.p[i] != 'm')
                i++;
        else
            sbuf_char(&plain, coloured.p[i]);
    }
    CHECK_TEXT(sbuf_str(&plain), b.out.p);
    sbuf_free(&coloured);
    sbuf_free(&plain);
    tear_down(&b);
}

Test(diag_look, no_control_character_gets_out)
{
    bench b;
    set_up(&b, "a\x1b[2J\x07\x7f\xC2\x9B\u202E b");
    diag *d = diag_add(&b.bag, E_BAD_CHARACTER, b.text, find(&b, "b"), "found \x1b]0;t\x07 and\nmore");
    diag_expect(&b.bag, d, "x\x1b");
    diag_label_at(&b.bag, d, find(&b, "a"), "y\r");
    diag_hint(&b.bag, d, "z\x9b\x08");
    diag_render(&b.out, d, false);
    for (size_t i = 0; i < b.out.n; i++)
        cr_assert(b.out.p[i] == '\n' || (unsigned char)b.out.p[i] >= 0x20, "byte %d", b.out.p[i]);
    cr_expect_eq(str_find(sbuf_str(&b.out), STR("\u202E")), SIZE_MAX);
    cr_expect_eq(str_find(sbuf_str(&b.out), STR("\xC2\x9B")), SIZE_MAX);
    cr_expect_eq(text_valid(sbuf_str(&b.out)), b.out.n);
    tear_down(&b);
}
