/* ics: lines, texts, names of events, and what becomes of rows that are none. */
#include "tests/unit/export/sample.h"

#include <string.h>

#include "base/text.h"
#include "export/ics.h"
#include "runtime/query/event.h"

static const type period_type = {.kind = TYPE_PERIOD};

static void sample_periods(sample *s, const char *name, const period *periods, size_t count)
{
    value values[32] = {0};
    for (size_t i = 0; i < count; i++)
        values[i] = (value){.type = period_type, .missing = periods[i].first == 0, .as.period = periods[i]};
    sample_column(s, name, period_type, values, count);
}

static period days(const char *text)
{
    period p = {0};
    cr_assert_eq(cal_parse_range(str_of(text), &p), CAL_IS_DATE, "%s", text);
    return p;
}

/* What a calendar says without the lines that all events have, of which the name hangs on what is shown; free() it. */
static char *said(const sample *s)
{
    char *all = sample_written(s, "ics", NULL), *to = all;
    static const char *const dull[] = {"BEGIN:", "END:V", "VERSION", "PRODID", "UID", "DTSTAMP", "TRANSP"};
    for (char *line = all, *end; (end = strstr(line, "\r\n")); line = end + 2) {
        bool drop = false;
        for (size_t i = 0; i < sizeof dull / sizeof *dull; i++)
            drop |= strncmp(line, dull[i], strlen(dull[i])) == 0;
        if (drop)
            continue;
        memmove(to, line, (size_t)(end - line));
        to += end - line;
        *to++ = '\n';
    }
    *to = 0;
    return all;
}

static void expect_said(sample *s, const char *want)
{
    char *got = said(s);
    cr_expect_str_eq(got, want, "wrote\n%s\nnot\n%s", got, want);
    free(got);
    sample_free(s);
}

Test(ics, a_whole_calendar)
{
    sample s = {0};
    static const char *const titles[] = {"a"};
    sample_periods(&s, "when", (period[]){days("2025-10-07..2025-10-09")}, 1);
    sample_texts(&s, "title", titles, 1);
    char *got = sample_written(&s, "ics", NULL);
    char *uid = strstr(got, "UID:");
    cr_assert_not_null(uid);
    cr_expect_eq(strspn(uid + 4, "0123456789abcdef"), 32);
    memmove(uid + 4, uid + 4 + 32, strlen(uid + 4 + 32) + 1);
    cr_expect_str_eq(got,
                     "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//cyq//cyq//EN\r\nBEGIN:VEVENT\r\nUID:@cyq\r\nDTSTAMP:20251007T000000Z\r\n"
                     "DTSTART;VALUE=DATE:20251007\r\nDTEND;VALUE=DATE:20251010\r\nSUMMARY:a\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
                     "END:VCALENDAR\r\n");
    free(got);
    sample_free(&s);
}

Test(ics, no_rows)
{
    sample s = {0};
    sample_periods(&s, "when", NULL, 0);
    sample_expect(&s, "ics", NULL, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//cyq//cyq//EN\r\nEND:VCALENDAR\r\n");
}

Test(ics, times)
{
    sample s = {0};
    static const char *const titles[] = {"month", "year", "open", "until", "leap", "end", "none", "always", "old"};
    const period all = {CAL_FIRST, CAL_LAST}, last = {CAL_LAST, CAL_LAST};
    sample_periods(&s, "when",
                   (period[]){days("2025-02"),
                              days("2025"),
                              days("2025-10-07.."),
                              days("..2025-10-07"),
                              days("2024-02-28"),
                              last,
                              {0},
                              all,
                              days("0001-01-02")},
                   9);
    sample_texts(&s, "title", titles, 9);
    cr_expect_eq(event_rows_left_out(&s.result), 2);
    expect_said(&s, "DTSTART;VALUE=DATE:20250201\nDTEND;VALUE=DATE:20250301\nSUMMARY:month\n"
                    "DTSTART;VALUE=DATE:20250101\nDTEND;VALUE=DATE:20260101\nSUMMARY:year\n"
                    "DTSTART;VALUE=DATE:20251007\nDTEND;VALUE=DATE:20251008\nSUMMARY:open\nDESCRIPTION:when: from 7 Oct 2025\n"
                    "DTSTART;VALUE=DATE:20251007\nDTEND;VALUE=DATE:20251008\nSUMMARY:until\nDESCRIPTION:when: until 7 Oct 2025\n"
                    "DTSTART;VALUE=DATE:20240228\nDTEND;VALUE=DATE:20240229\nSUMMARY:leap\n"
                    "DTSTART;VALUE=DATE:99991231\nSUMMARY:end\nDESCRIPTION:when: from 31 Dec 9999\n"
                    "DTSTART;VALUE=DATE:00010102\nDTEND;VALUE=DATE:00010103\nSUMMARY:old\n");
}

Test(ics, columns)
{
    sample s = {0};
    sample_periods(&s, "when", (period[]){days("2025-10-07")}, 1);
    sample_texts(&s, "title", (const char *const[]){"t"}, 1);
    sample_texts(&s, "country", (const char *const[]){"Greece"}, 1);
    sample_texts(&s, "city", (const char *const[]){"Athens"}, 1);
    sample_texts(&s, "project", (const char *const[]){"a, b; c\\d\ne"}, 1);
    sample_texts(&s, "url", (const char *const[]){"https://example.org/?a=1,2;3"}, 1);
    sample_texts(&s, "note", (const char *const[]){"one\ntwo"}, 1);
    sample_ints(&s, "number", (int64_t[]){5000}, 1);
    expect_said(&s, "DTSTART;VALUE=DATE:20251007\nDTEND;VALUE=DATE:20251008\nSUMMARY:t\nDESCRIPTION:note: one\\ntwo\\nnumber: 5\\,000\n"
                    "LOCATION:Athens\\, Greece\nCATEGORIES:a\\, b\\; c\\\\d\\ne\nURL:https://example.org/?a=1,2;3\n");
}

Test(ics, a_place_says_its_city_once_and_an_address_that_is_none_is_text)
{
    sample s = {0};
    sample_periods(&s, "when", (period[]){days("2025-10-07")}, 1);
    sample_texts(&s, "name", (const char *const[]){"t"}, 1);
    sample_texts(&s, "place", (const char *const[]){"Athens, Greece"}, 1);
    sample_texts(&s, "city", (const char *const[]){"Athens"}, 1);
    sample_texts(&s, "country", (const char *const[]){NULL}, 1);
    sample_texts(&s, "url", (const char *const[]){"javascript:1"}, 1);
    expect_said(&s, "DTSTART;VALUE=DATE:20251007\nDTEND;VALUE=DATE:20251008\nSUMMARY:t\nDESCRIPTION:url: javascript:1\n"
                    "LOCATION:Athens\\, Greece\n");
}

Test(ics, what_has_no_name_is_called_by_what_is_shown)
{
    sample s = {0};
    sample_periods(&s, "month", (period[]){days("2025-10")}, 1);
    sample_ints(&s, "count", (int64_t[]){7}, 1);
    sample_ints(&s, "sum", (int64_t[]){9}, 1);
    expect_said(&s, "DTSTART;VALUE=DATE:20251001\nDTEND;VALUE=DATE:20251101\nSUMMARY:count: 7\\, sum: 9\n");
}

Test(ics, hard_titles)
{
    sample s = {0};
    static const char *const titles[] = {"END:VEVENT",
                                         "a, b; c \"d\" \\ e\nBEGIN:VEVENT",
                                         "\x1b[31mred\a",
                                         "cr\rcrlf\r\nls\xe2\x80\xa8nel\xc2\x85.",
                                         "\xe2\x80\xae"
                                         "abc\xe2\x80\xac",
                                         "\t tab ",
                                         "\\n",
                                         NULL,
                                         ""};
    period p = days("2025-10-07");
    sample_periods(&s, "when", (period[]){p, p, p, p, p, p, p, p, p}, 9);
    sample_texts(&s, "title", titles, 9);
    char *got = sample_written(&s, "ics", NULL);
    static const char *const lines[] = {"SUMMARY:END:VEVENT\r\n",
                                        "SUMMARY:a\\, b\\; c \"d\" \\\\ e\\nBEGIN:VEVENT\r\n",
                                        "SUMMARY:\xef\xbf\xbd[31mred\xef\xbf\xbd\r\n",
                                        "SUMMARY:cr\\ncrlf\\nls\\nnel\\n.\r\n",
                                        "SUMMARY:\xe2\x80\xae"
                                        "abc\xe2\x80\xac\r\n",
                                        "SUMMARY:\t tab \r\n",
                                        "SUMMARY:\\\\n\r\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        cr_expect_not_null(strstr(got, lines[i]), "%s is not in\n%s", lines[i], got);
    free(got);
    sample_free(&s);
}

Test(ics, nul_cannot_end_a_text)
{
    sbuf out = {0};
    ics_text(&out, (str){"a\0b\x7f", 4});
    cr_expect_str_eq(out.p, "a\xef\xbf\xbd"
                            "b\xef\xbf\xbd");
    sbuf_free(&out);
}

/* ---- Lines ---- */

/* Are all lines whole, and none too long? */
static void expect_lines(const char *text, const char *what)
{
    for (const char *line = text, *end; *line; line = end + 2) {
        end = strstr(line, "\r\n");
        cr_assert_not_null(end, "%s: a line without an end", what);
        cr_expect_leq((size_t)(end - line), (size_t)75, "%s: a line of %zu octets", what, (size_t)(end - line));
        str s = {line, (size_t)(end - line)};
        cr_expect_eq(text_valid(s), s.n, "%s: a character is cut", what);
        cr_expect_null(memchr(line, '\r', s.n), "%s", what);
        cr_expect_null(memchr(line, '\n', s.n), "%s", what);
    }
}

static void expect_unfolded(const char *text, const char *want)
{
    sbuf flat = {0};
    for (const char *p = text; *p;) {
        if (strncmp(p, "\r\n ", 3) == 0)
            p += 3;
        else
            sbuf_char(&flat, *p++);
    }
    cr_expect_not_null(flat.p && strstr(flat.p, want) ? want : NULL, "%s is not in\n%s", want, text);
    sbuf_free(&flat);
}

/* Titles of each length around two folds, with and without blanks at which libical would fold: each end of a line falls everywhere. */
Test(ics, folds_by_octets_and_never_inside_a_character)
{
    static const char *const fills[] = {"x", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "ab c", "; "};
    for (size_t f = 0; f < sizeof fills / sizeof *fills; f++)
        for (size_t lead = 0; lead < 12; lead++)
            for (size_t count = 12; count < 170; count += f ? 13 : 1) {
                sbuf title = {0};
                sbuf_repeat(&title, 'l', lead);
                for (size_t i = 0; i < count; i++)
                    sbuf_add(&title, str_of(fills[f]));
                sbuf_char(&title, '!');
                sample s = {0};
                const char *texts[] = {title.p};
                sample_periods(&s, "when", (period[]){days("2025-10-07")}, 1);
                sample_texts(&s, "title", texts, 1);
                char *got = sample_written(&s, "ics", NULL);
                expect_lines(got, title.p);
                if (f < 5)
                    expect_unfolded(got, title.p);
                free(got);
                sbuf_free(&title);
                sample_free(&s);
            }
}

/* ---- Names of events ---- */

static void uid_of(event_uids *u, const sample *s, size_t row, char out[EVENT_UID])
{
    sbuf scratch = {0};
    event_columns c = event_columns_of(&s->result);
    cr_assert_eq(event_uid(u, &s->result, &c, row, &scratch, out), ST_OK);
    sbuf_free(&scratch);
}

Test(ics, uids_differ_for_rows_that_differ_and_for_those_that_do_not)
{
    sample s = {0};
    static const char *const a[] = {"x", "x", "xy", "x", NULL, "", "x"}, *const b[] = {"y", "y", "", "yz", "x", "x", "y"};
    char uids[7][EVENT_UID];
    period p = days("2025");
    sample_periods(&s, "when", (period[]){p, p, p, p, p, p, p}, 7);
    sample_texts(&s, "a", a, 7);
    sample_texts(&s, "b", b, 7);
    event_uids *u = event_uids_new(7), *again = event_uids_new(7);
    for (size_t i = 0; i < 7; i++)
        uid_of(u, &s, i, uids[i]);
    for (size_t i = 0; i < 7; i++)
        for (size_t k = 0; k < i; k++)
            cr_expect_str_neq(uids[i], uids[k], "%zu and %zu", i, k);
    for (size_t i = 0; i < 7; i++) {
        char uid[EVENT_UID];
        uid_of(again, &s, i, uid);
        cr_expect_str_eq(uid, uids[i]);
    }
    event_uids_free(u);
    event_uids_free(again);
    sample_free(&s);
}

/* The same to the end of time: who takes a calendar again must find his events in it. */
Test(ics, uids_stay_what_they_were)
{
    sample s = {0};
    char uid[EVENT_UID];
    sample_texts(&s, "n", (const char *const[]){"activities"}, 1);
    sample_texts(&s, "id", (const char *const[]){"2025-10-07-a"}, 1);
    sample_periods(&s, "when", (period[]){days("2025-10-07")}, 1);
    result_column hidden[] = {s.columns[2], s.columns[0], s.columns[0], s.columns[1]};
    s.result.hidden = hidden;
    s.result.hidden_count = 4;
    event_uids *u = event_uids_new(1);
    uid_of(u, &s, 0, uid);
    cr_expect_str_eq(uid, "8edbc2dfaeaee02965527ef1e080636d@cyq");
    event_uids_free(u);
    sample_free(&s);
}

/* ---- What is no calendar ---- */

static status refuse_nothing(void *data, str bytes)
{
    (void)bytes;
    ++*(int *)data;
    return ST_OK;
}

Test(ics, rows_without_a_time_are_refused)
{
    sample s = {0};
    int asked = 0;
    sample_ints(&s, "n", (int64_t[]){1}, 1);
    cr_expect_eq(export_result(export_format_find(STR("ics")), &s.result, &(export_options){0}, (export_sink){refuse_nothing, &asked}),
                 ST_ERROR);
    cr_expect_eq(asked, 0);
    sample_free(&s);
}
