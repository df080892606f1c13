/* Pictures: the ticks of axes, where values lie, what is left out and said, and awkward texts in SVG. */
#include "tests/unit/export/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "export/picture.h"

/* The ticks of an axis, as "0@0 5@500000". */
static const char *ticks_text(const picture_axis *axis)
{
    static char text[1024];
    size_t n = 0;
    text[0] = '\0';
    for (size_t i = 0; i < axis->tick_count; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%.*s@%lld", i ? " " : "", STR_ARG(axis->ticks[i].label),
                              (long long)axis->ticks[i].at);
    return text;
}

static void expect_numbers(const char *lo_text, const char *hi_text, bool whole, const char *want)
{
    arena a = {0};
    picture_axis axis = {0};
    dec lo, hi;
    cr_assert(dec_parse(str_of(lo_text), &lo) && dec_parse(str_of(hi_text), &hi));
    dec least = lo, most = hi;
    cr_assert_eq(picture_axis_of_numbers(&a, &lo, &hi, whole, &axis), ST_OK);
    cr_expect_str_eq(ticks_text(&axis), want);
    cr_expect(lo <= least && hi >= most && lo < hi, "%s to %s", lo_text, hi_text);
    arena_free(&a);
}

Test(pictures, ticks_of_numbers_are_round)
{
    expect_numbers("0", "20", true, "0@0 5@250000 10@500000 15@750000 20@1000000");
    expect_numbers("0", "7", true, "0@0 2@250000 4@500000 6@750000 8@1000000");
    expect_numbers("0", "1", true, "0@0 1@1000000");
    expect_numbers("0", "1", false, "0@0 0.2@200000 0.4@400000 0.6@600000 0.8@800000 1@1000000");
    expect_numbers("0", "0", true, "0@0 1@1000000");
    expect_numbers("-3.5", "7.25", false, "-4@0 -2@166667 0@333333 2@500000 4@666667 6@833333 8@1000000");
    expect_numbers("-200", "0", true, "-200@0 -150@250000 -100@500000 -50@750000 0@1000000");
    expect_numbers("0", "1234567", true, "0@0 500,000@333333 1,000,000@666667 1,500,000@1000000");
    expect_numbers("0", "0.000000000003", false, "0@0 0.000000000001@333333 0.000000000002@666667 0.000000000003@1000000");
    expect_numbers("-999999999999999999", "999999999999999999", true,
                   "-1,000,000,000,000,000,000@0 -500,000,000,000,000,000@250000 0@500000 500,000,000,000,000,000@750000 "
                   "1,000,000,000,000,000,000@1000000");
}

Test(pictures, numbers_lie_between_the_ends)
{
    cr_expect_eq(picture_place(0, 0, 3), 0);
    cr_expect_eq(picture_place(1, 0, 3), 333333);
    cr_expect_eq(picture_place(2, 0, 3), 666667);
    cr_expect_eq(picture_place(3, 0, 3), PICTURE_FULL);
    cr_expect_eq(picture_place(-1, 0, 3), 0);
    cr_expect_eq(picture_place(4, 0, 3), PICTURE_FULL);
}

static void expect_days(const char *literal, const char *name, const char *want)
{
    arena a = {0};
    picture_axis axis = {0};
    period all;
    cr_assert_eq(cal_parse_range(str_of(literal), &all), CAL_IS_DATE);
    cr_assert_eq(picture_axis_of_days(&a, all, &axis), ST_OK);
    cr_expect_str_eq(ticks_text(&axis), want);
    cr_expect(str_equal(axis.name, str_of(name)), "%s: %.*s", literal, STR_ARG(axis.name));
    arena_free(&a);
}

Test(pictures, ticks_of_days_are_beginnings)
{
    expect_days("2025-10-07", "7 Oct 2025", "7 Oct@0");
    expect_days("2025-10-07..2025-10-10", "7–10 Oct 2025", "7 Oct@0 8 Oct@250000 9 Oct@500000 10 Oct@750000");
    expect_days("2025-10", "Oct 2025", "6 Oct@161290 13 Oct@387096 20 Oct@612903 27 Oct@838709");
    expect_days("2025-H1", "Jan – Jun 2025", "Jan 2025@0 Feb 2025@171270 Mar 2025@325966 Apr 2025@497237 May 2025@662983 Jun 2025@834254");
    expect_days("2025", "2025", "Jan 2025@0 Apr 2025@246575 Jul 2025@495890 Oct 2025@747945");
    expect_days("2021..2023", "2021 – 2023", "Jan 2021@0 Jul 2021@165296 Jan 2022@333333 Jul 2022@498630 Jan 2023@666666 Jul 2023@831963");
    expect_days("2021..2027", "2021 – 2027", "2021@0 2022@142801 2023@285602 2024@428403 2025@571596 2026@714397 2027@857198");
    expect_days("1001..1999", "1001 – 1999",
                "1100@99099 1200@199198 1300@299300 1400@399400 1500@499499 1600@599599 1700@699701 1800@799801 1900@899900");
    expect_days("0001-02..9999-11", "Feb 0001 – Nov 9999",
                "1000@99903 2000@199914 3000@299926 4000@399938 5000@499950 6000@599961 7000@699973 8000@799985 9000@899996");
}

/* ---- What is left out is said ---- */

static char *drawn(const sample *s, const char *words)
{
    export_choice choice;
    cr_assert(export_choose(str_of(words), &choice));
    return sample_written(s, choice.format->name, &(export_options){.chosen = choice.options});
}

/* In place: a sample points into itself. */
static void of_numbers(sample *s, size_t count)
{
    *s = (sample){0};
    value *values = calloc(count, sizeof *values);
    cr_assert_not_null(values);
    for (size_t i = 0; i < count; i++)
        values[i] = (value){.type = type_of(TYPE_INT), .as.integer = (int64_t)i};
    sample_column(s, "n", type_of(TYPE_INT), values, count);
    free(values);
}

static size_t lines_of(const char *text)
{
    size_t lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

Test(pictures, say_what_they_leave_out)
{
    sample s;
    of_numbers(&s, 5000);
    char *text = drawn(&s, "chart bar");
    cr_expect_not_null(strstr(text, "drawn are the first 200 of 5,000 rows"), "%.200s", text);
    cr_expect_eq(lines_of(text), (size_t)PICTURE_LANES_MAX + 4); /* the title, the axis, the note */
    free(text);
    text = drawn(&s, "chart bar svg");
    cr_expect_not_null(strstr(text, "drawn are the first 200 of 5,000 rows"));
    free(text);
    sample_free(&s);
}

Test(pictures, days_in_great_numbers_are_said)
{
    sample s = {0};
    value *values = calloc(900, sizeof *values);
    cr_assert_not_null(values);
    day first = cal_day((civil){2025, 1, 1});
    for (size_t i = 0; i < 900; i++)
        values[i] = (value){.type = type_of(TYPE_DATE), .as.date = first + (day)(i < 150 ? 0 : i)};
    sample_column(&s, "on", type_of(TYPE_DATE), values, 900);
    free(values);
    char *text = drawn(&s, "calendar");
    cr_expect_not_null(strstr(text, "not drawn: 50 more in Jan 2025"), "%.100s", text);
    cr_expect_not_null(strstr(text, "not drawn: what runs in Apr 2027 and later, 80 in all"));
    free(text);
    sample_free(&s);
}

/* Thousands of ticks share few places. */
Test(pictures, lines_of_an_axis_in_svg_do_not_lie_on_each_other)
{
    enum { NAMES = 3000, NAME = 16 };
    static char names[NAMES][NAME];
    static value texts[NAMES], numbers[NAMES];
    for (int i = 0; i < NAMES; i++) {
        snprintf(names[i], NAME, "n%d", i);
        texts[i] = (value){.type = type_of(TYPE_TEXT), .as.text = str_of(names[i])};
        numbers[i] = (value){.type = type_of(TYPE_INT), .as.integer = i};
    }
    sample s = {0};
    sample_column(&s, "name", type_of(TYPE_TEXT), texts, NAMES);
    sample_column(&s, "n", type_of(TYPE_INT), numbers, NAMES);
    char *text = drawn(&s, "chart line svg");
    size_t lines = 0;
    for (const char *at = text; (at = strstr(at, "\"cyq-line\"")); at++)
        lines++;
    cr_expect(lines > 100 && lines < 800, "%zu lines", lines);
    free(text);
    sample_free(&s);
}

/* ---- Texts that mean something to XML or move what stands beside them ---- */

Test(pictures, texts_do_no_harm_in_svg)
{
    sample s = {0};
    static const char *const names[] = {"<script>alert(1)</script>", "a & b \"c\" 'd'", "\x1b[31m\x07\nnew", "\xe2\x80\xaeturned",
                                        "\xef\xbf\xbe]]>"};
    static const int64_t numbers[] = {1, 2, 3, 4, 5};
    sample_texts(&s, "</title>", names, 5);
    sample_ints(&s, "n", numbers, 5);
    static const char *const pictures[] = {"chart bar svg", "chart line svg"};
    for (size_t i = 0; i < 2; i++) {
        char *text = drawn(&s, pictures[i]);
        cr_expect_null(strstr(text, "<script"));
        cr_expect_null(strstr(text, "\x1b"));
        cr_expect_null(strstr(text, "\xe2\x80\xae"));
        cr_expect_null(strstr(text, "\xef\xbf\xbe"));
        cr_expect_null(strstr(text, "]]>"));
        cr_expect_not_null(strstr(text, "by &lt;/title&gt;</title>"));
        cr_expect_not_null(strstr(text, "&lt;script&gt;"));
        free(text);
    }
    sample_free(&s);
}

/* ---- For whom embeds it ---- */

Test(pictures, as_a_part_of_a_page)
{
    sample s;
    of_numbers(&s, 3);
    export_choice choice;
    sbuf page = {0};
    cr_assert(export_choose(STR("chart"), &choice));
    sbuf_add(&page, STR("<main>"));
    cr_expect_eq(export_picture_svg(&page, &choice, &s.result), ST_OK);
    cr_expect(str_starts(sbuf_str(&page), STR("<main><svg class=\"cyq-picture\"")));
    cr_expect(str_ends(sbuf_str(&page), STR("</svg>\n")));
    cr_assert(export_choose(STR("csv"), &choice));
    cr_expect_eq(export_picture_svg(&page, &choice, &s.result), ST_ERROR);
    sbuf_free(&page);
    sample_free(&s);
}

/* The terminal's width is kept, and colours add nothing but themselves. */
Test(pictures, fit_the_terminal)
{
    sample s;
    of_numbers(&s, 30);
    for (size_t width = 30; width < 200; width += 17) {
        char *text = sample_written(&s, "chart", &(export_options){.width = width});
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            cr_expect_leq(text_width(str_of(line)), width, "%s", line);
        free(text);
    }
    char *plain = sample_written(&s, "chart", &(export_options){0}),
         *coloured = sample_written(&s, "chart", &(export_options){.colour = true});
    size_t n = 0;
    for (const char *c = coloured; *c; c++) {
        if (*c == '\x1b')
            while (*c != 'm')
                c++;
        else
            coloured[n++] = *c;
    }
    coloured[n] = '\0';
    cr_expect_str_eq(coloured, plain);
    free(plain);
    free(coloured);
    sample_free(&s);
}
