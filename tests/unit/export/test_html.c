/* Pages: what awkward texts become, what rows are sorted by, what is missing, what a page says beside its rows. */
#include "tests/unit/export/sample.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/model/print.h"

/* What stands in a page from `from` up to `to`, which both must be there; free() it. */
static char *piece(const sample *s, const export_options *options, const char *from, const char *to)
{
    char *page = sample_written(s, "html", options);
    const char *begin = strstr(page, from);
    cr_assert_not_null(begin, "no %s in\n%s", from, page);
    const char *end = strstr(begin, to);
    cr_assert_not_null(end, "no %s behind %s in\n%s", to, from, page);
    char *found = strndup(begin, (size_t)(end - begin));
    free(page);
    return found;
}

static void expect_piece(sample *s, const export_options *options, const char *from, const char *to, const char *want)
{
    char *got = piece(s, options, from, to);
    cr_expect_str_eq(got, want, "there is\n%s\nnot\n%s", got, want);
    free(got);
    sample_free(s);
}

/* A value as csv writes it. */
static value read(type_kind kind, const char *text)
{
    value v;
    cr_assert(value_parse(type_of(kind), str_of(text), &v), "%s", text);
    return v;
}

static value period_of(const char *text)
{
    return read(TYPE_PERIOD, text);
}

Test(html, texts_are_no_markup)
{
    sample s = {0};
    const char *const texts[] = {"</script><script>alert(1)</script>", "<!-- & -->",      "a \"b\" 'c'",
                                 "\x1b[31m red \u202eturned\u2069",    "one\ntwo\tthree", "&amp;"};
    sample_texts(&s, "a <b>", texts, 6);
    expect_piece(&s, NULL, "<thead>", "</table>",
                 "<thead>\n<tr><th scope=\"col\">a &lt;b&gt;</th></tr>\n</thead>\n<tbody>\n"
                 "<tr><td>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</td></tr>\n"
                 "<tr><td>&lt;!-- &amp; --&gt;</td></tr>\n"
                 "<tr><td>a &quot;b&quot; &#39;c&#39;</td></tr>\n"
                 "<tr><td>\uFFFD[31m red \uFFFDturned\uFFFD</td></tr>\n"
                 "<tr><td>one\ntwo three</td></tr>\n"
                 "<tr><td>&amp;amp;</td></tr>\n"
                 "</tbody>\n");
}

Test(html, only_addresses_of_the_web_are_links)
{
    sample s = {0};
    const char *const texts[] = {"https://example.org/a?b=1&c='2'",
                                 "HTTP://example.org",
                                 "javascript:alert(1)",
                                 "data:text/html,x",
                                 "https://",
                                 "https://a b",
                                 "https://a\"b",
                                 "https://a\u202eb",
                                 "https:\\\\a",
                                 "see https://example.org",
                                 "ftp://example.org",
                                 "https://a\nb",
                                 "//example.org"};
    sample_texts(&s, "url", texts, sizeof texts / sizeof *texts);
    expect_piece(&s, NULL, "<tbody>", "</table>",
                 "<tbody>\n"
                 "<tr><td><a rel=\"noopener noreferrer\" href=\"https://example.org/a?b=1&amp;c=&#39;2&#39;\">"
                 "https://example.org/a?b=1&amp;c=&#39;2&#39;</a></td></tr>\n"
                 "<tr><td><a rel=\"noopener noreferrer\" href=\"HTTP://example.org\">HTTP://example.org</a></td></tr>\n"
                 "<tr><td>javascript:alert(1)</td></tr>\n<tr><td>data:text/html,x</td></tr>\n<tr><td>https://</td></tr>\n"
                 "<tr><td>https://a b</td></tr>\n<tr><td>https://a&quot;b</td></tr>\n<tr><td>https://a\uFFFDb</td></tr>\n"
                 "<tr><td>https:\\\\a</td></tr>\n<tr><td>see https://example.org</td></tr>\n<tr><td>ftp://example.org</td></tr>\n"
                 "<tr><td>https://a\nb</td></tr>\n<tr><td>//example.org</td></tr>\n"
                 "</tbody>\n");
}

Test(html, cells_say_what_they_are_sorted_by)
{
    sample s = {0};
    const value numbers[] = {read(TYPE_NUMBER, "-12345"), {.missing = true}};
    const value paid[] = {read(TYPE_MONEY, "EUR 3900000"), {.missing = true}};
    const value days[] = {read(TYPE_DATE, "2025-10-07"), {.missing = true}};
    const value periods[] = {read(TYPE_PERIOD, "2025-10"), read(TYPE_PERIOD, "2025-10-07..")};
    const value times[] = {read(TYPE_DURATION, "-3 days"), read(TYPE_DURATION, "1 month")};
    sample_column(&s, "n", type_of(TYPE_NUMBER), numbers, 2);
    sample_column(&s, "paid", type_of(TYPE_MONEY), paid, 2);
    sample_column(&s, "day", type_of(TYPE_DATE), days, 2);
    sample_column(&s, "when", type_of(TYPE_PERIOD), periods, 2);
    sample_column(&s, "time", type_of(TYPE_DURATION), times, 2);
    expect_piece(&s, NULL, "<thead>", "</table>",
                 "<thead>\n<tr><th scope=\"col\" class=\"n\" data-k=\"n\">n</th><th scope=\"col\" class=\"n\" data-k=\"u\">paid</th>"
                 "<th scope=\"col\" class=\"d\" data-k=\"s\">day</th><th scope=\"col\" class=\"d\" data-k=\"s\">when</th>"
                 "<th scope=\"col\" class=\"d\" data-k=\"u\">time</th></tr>\n</thead>\n<tbody>\n"
                 "<tr><td class=\"n\" data-k=\"-12345\">-12,345</td><td class=\"n\" data-k=\"EUR 3900000\">EUR 3,900,000</td>"
                 "<td class=\"d\">2025-10-07</td><td class=\"d\" data-k=\"2025-10-01 2025-10-31\">Oct 2025</td>"
                 "<td class=\"d\" data-k=\"days -3\">-3 days</td></tr>\n"
                 "<tr><td class=\"n e\" aria-label=\"missing\"></td><td class=\"n e\" aria-label=\"missing\"></td>"
                 "<td class=\"e\" aria-label=\"missing\"></td><td class=\"d\" data-k=\"2025-10-07 9999-12-31\">from 7 Oct 2025</td>"
                 "<td class=\"d\" data-k=\"months 1\">1 month</td></tr>\n"
                 "</tbody>\n");
}

Test(html, sets_are_lists)
{
    sample s = {0};
    const value items[] = {{.type = type_of(TYPE_INT), .as.integer = 5}, {.type = type_of(TYPE_INT), .as.integer = 1000}};
    const value sets[] = {{.type = type_set_of(type_of(TYPE_INT)), .as.set = {items, 2}},
                          {.type = type_set_of(type_of(TYPE_INT)), .missing = true}};
    sample_column(&s, "k", type_set_of(type_of(TYPE_INT)), sets, 2);
    expect_piece(&s, NULL, "<tbody>", "</table>",
                 "<tbody>\n<tr><td><ul><li data-k=\"5\">5</li><li data-k=\"1000\">1,000</li></ul></td></tr>\n"
                 "<tr><td class=\"e\" aria-label=\"missing\"></td></tr>\n</tbody>\n");
}

Test(html, a_mark_of_ones_own_for_what_is_missing)
{
    sample s = {0};
    const char *const texts[] = {NULL};
    sample_texts(&s, "a", texts, 1);
    expect_piece(&s, &(export_options){.missing = "<n/a>"}, "<tbody>", "</table>",
                 "<tbody>\n<tr><td class=\"e\" aria-label=\"missing\">&lt;n/a&gt;</td></tr>\n</tbody>\n");
}

static void expect_caption(size_t rows, const export_options *options, const char *want)
{
    sample s = {0};
    const int64_t ints[] = {1, 2};
    sample_ints(&s, "n", ints, rows);
    expect_piece(&s, options, "<caption>", "</caption>", want);
}

Test(html, the_caption_counts)
{
    expect_caption(0, NULL, "<caption>0 rows");
    expect_caption(1, NULL, "<caption>1 row");
    expect_caption(2, &(export_options){.all_rows = 1234}, "<caption>the first 2 of 1,234 rows");
}

Test(html, what_is_said_beside_the_rows_is_no_markup_either)
{
    sample s = {0};
    const int64_t ints[] = {1};
    const str values[] = {STR("$a = <i>"), STR("$b = 2")}, sources[] = {STR("2025-Q3: A & B"), STR("x\u202e.csv")};
    const export_about about = {.title = STR("Rows </title>"),
                                .query = STR("rows where a = \"</script>\"\nselect a"),
                                .says = STR("Takes <b>."),
                                .values = values,
                                .value_count = 2,
                                .data = STR("a&b.db"),
                                .sources = sources,
                                .source_count = 2,
                                .today = STR("2025-10-15"),
                                .citation = STR("one\n<two>\n")};
    const export_options options = {.about = &about, .chosen = (uint64_t)1 << EXPORT_html_citable};
    sample_ints(&s, "a", ints, 1);
    char *head = piece(&s, &options, "<title>", "<style>"), *above = piece(&s, &options, "<h1>", "<table>"),
         *below = piece(&s, &options, "<footer>", "</main>");
    cr_expect_str_eq(head, "<title>Rows &lt;/title&gt;</title>\n");
    cr_expect_str_eq(above, "<h1>Rows &lt;/title&gt;</h1>\n<p>Takes &lt;b&gt;.</p>\n"
                            "<pre><code>rows where a = &quot;&lt;/script&gt;&quot;\nselect a</code></pre>\n"
                            "<p class=\"with\">with <code>$a = &lt;i&gt;</code>, <code>$b = 2</code></p>\n");
    cr_expect_str_eq(below, "<footer>\n<dl>\n<dt>Sources</dt><dd><ul><li>2025-Q3: A &amp; B</li><li>x\uFFFD.csv</li></ul></dd>\n"
                            "<dt>Data</dt><dd>a&amp;b.db</dd>\n<dt>Asked on</dt><dd>2025-10-15</dd>\n"
                            "<dt>Citation</dt><dd><pre>\none, escaped\n&lt;two&gt;\n</pre></dd>\n</dl>\n</footer>\n");
    free(head);
    free(above);
    free(below);
    sample_free(&s);
}

Test(html, what_is_not_known_is_not_said)
{
    sample s = {0};
    const int64_t ints[] = {1};
    sample_ints(&s, "a", ints, 1);
    char *above = piece(&s, NULL, "<h1>", "<table>"), *below = piece(&s, NULL, "</table>", "<script>");
    cr_expect_str_eq(above, "<h1>Answer</h1>\n");
    cr_expect_str_eq(below, "</table>\n</main>\n");
    free(above);
    free(below);
    sample_free(&s);
}

Test(html, pictures_stand_above_the_table_in_one_order)
{
    sample s = {0};
    const char *const texts[] = {"a", "b"};
    const int64_t ints[] = {1, 2};
    const value periods[] = {period_of("2025-10"), period_of("2025-11")};
    export_choice choice;
    sample_texts(&s, "k", texts, 2);
    sample_ints(&s, "n", ints, 2);
    sample_column(&s, "when", type_of(TYPE_PERIOD), periods, 2);
    cr_assert(export_choose(STR("html timeline BAR"), &choice));
    char *above = piece(&s, &(export_options){.chosen = choice.options}, "<h1>", "<table>");
    const char *bars = strstr(above, "<title>n by k, when</title>"), *timeline = strstr(above, "<title>k by when</title>");
    cr_assert(bars && timeline && bars < timeline, "%s", above);
    cr_expect(str_starts(str_of(above), STR("<h1>Answer</h1>\n<figure>\n<svg ")), "%s", above);
    cr_expect(str_ends(str_of(above), STR("</svg>\n</figure>\n")), "%s", above);
    free(above);
    sample_free(&s);
}

static void expect_chosen(const char *words, const char *path, const char *format, uint64_t options)
{
    export_choice choice;
    cr_assert(export_choose(str_of(words), &choice), "%s", words);
    export_choose_for_file(&choice, str_of(path));
    cr_expect_str_eq(choice.format->name, format, "%s %s", words, path);
    cr_expect_eq(choice.options, options, "%s %s", words, path);
}

Test(html, a_picture_in_a_file_of_html_is_a_page)
{
    expect_chosen("chart", "x.html", "html", (uint64_t)1 << EXPORT_html_bar);
    expect_chosen("chart line", "a.b/x.HTM", "html", (uint64_t)1 << EXPORT_html_line);
    expect_chosen("chart heat svg", "x.html", "html", (uint64_t)1 << EXPORT_html_heat);
    expect_chosen("timeline", "x.html", "html", (uint64_t)1 << EXPORT_html_timeline);
    expect_chosen("calendar", "x.html", "html", (uint64_t)1 << EXPORT_html_calendar);
    expect_chosen("calendar", "x.html.txt", "calendar", 0);
    expect_chosen("csv", "x.html", "csv", 0);
    cr_expect_str_eq(export_format_for_file(STR("x.htm"))->name, "html");
    cr_expect_null(export_format_for_file(STR("x.htms")));
}
