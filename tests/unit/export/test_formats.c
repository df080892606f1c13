/* csv, tsv, json, jsonl and markdown, and the table of them. */
#include "tests/unit/export/sample.h"

#include <stdio.h>
#include <string.h>

#include "export/cell_print.h"

static void awkward_texts(sample *s)
{
    static const char *const texts[] = {"plain", "a,b", "say \"hi\"", "two\nlines", "tab\there", "back\\slash", "", NULL, "r\rn", "a|b"};
    sample_texts(s, "text", texts, 10);
}

Test(formats, csv_quotes_only_what_it_must)
{
    sample s = {0};
    awkward_texts(&s);
    sample_expect(&s, "csv", NULL,
                  "text\nplain\n\"a,b\"\n\"say \"\"hi\"\"\"\n\"two\nlines\"\ntab\there\nback\\slash\n\"\"\n\n\"r\rn\"\na|b\n");
}

Test(formats, tsv_escapes_tab_line_ends_backslash)
{
    sample s = {0};
    awkward_texts(&s);
    sample_expect(&s, "tsv", NULL, "text\nplain\na,b\nsay \"hi\"\ntwo\\nlines\ntab\\there\nback\\\\slash\n\n\nr\\rn\na|b\n");
}

Test(formats, jsonl_escapes_and_keeps_missing_apart_from_empty)
{
    sample s = {0};
    awkward_texts(&s);
    sample_expect(&s, "jsonl", NULL,
                  "{\"text\":\"plain\"}\n{\"text\":\"a,b\"}\n{\"text\":\"say \\\"hi\\\"\"}\n{\"text\":\"two\\nlines\"}\n"
                  "{\"text\":\"tab\\there\"}\n{\"text\":\"back\\\\slash\"}\n{\"text\":\"\"}\n{\"text\":null}\n{\"text\":\"r\\rn\"}\n"
                  "{\"text\":\"a|b\"}\n");
}

Test(formats, markdown_cells_cannot_break_the_table)
{
    sample s = {0};
    static const char *const texts[] = {
        "a|b", "two\nlines", "*bold* <b> `c` [l](u)", "a\\|b", "_em_ effect_date _", "&lt; &#60; AT&T; R & D &", "~~out~~ ~5", "~5", NULL};
    sample_texts(&s, "a|b", texts, 9);
    sample_expect(&s, "markdown", NULL,
                  "| a\\|b |\n| --- |\n| a\\|b |\n| two lines |\n| \\*bold\\* \\<b> \\`c\\` \\[l](u) |\n| a\\\\\\|b |\n"
                  "| \\_em\\_ effect_date \\_ |\n| \\&lt; \\&#60; AT\\&T; R & D & |\n| \\~\\~out\\~\\~ \\~5 |\n| ~5 |\n|  |\n");
}

Test(formats, markdown_puts_figures_at_the_right)
{
    sample s = {0};
    static const char *const texts[] = {"x"};
    sample_texts(&s, "t", texts, 1);
    sample_ints(&s, "n", (int64_t[]){10000}, 1);
    sample_expect(&s, "markdown", NULL, "| t | n |\n| --- | ---: |\n| x | 10,000 |\n");
}

Test(formats, org_cells_cannot_break_the_table_or_become_markup)
{
    sample s = {0};
    static const char *const texts[] = {
        "a|b",     "two\nlines", "*b* =v= ~c~ _u_ ^s $m$ <r>", "/i/ 24/7 +s+ CyberEast+ - -1", "=1+2", "\\alpha [l] {{{m}}} @@h:x@@ a@b",
        "\x1b[1m", NULL};
    sample_texts(&s, "a|b", texts, 8);
    sample_expect(
        &s, "org", NULL,
        "| a\\vert{}b |\n|---|\n| a\\vert{}b |\n| two lines |\n"
        "| \\ast{}b\\ast{} \\equal{}v\\equal{} \\tilde{}c\\tilde{} \\under{}u\\under{} \\asciicirc{}s \\dollar{}m\\dollar{} \\lt{}r> |\n"
        "| \\slash{}i/ 24/7 \\plus{}s+ CyberEast+ - -1 |\n| \\equal{}1+2 |\n"
        "| \\\u200balpha [\u200bl] {\u200b{\u200b{m}}} @\u200b@h:x@\u200b@ a@b |\n| \ufffd[\u200b1m |\n|  |\n");
}

Test(formats, org_puts_figures_at_the_right)
{
    sample s = {0};
    static const char *const texts[] = {"x"};
    sample_texts(&s, "t", texts, 1);
    sample_ints(&s, "n", (int64_t[]){10000}, 1);
    sample_expect(&s, "org", NULL, "|  | <r> |\n| t | n |\n|---+---|\n| x | 10,000 |\n");
}

Test(formats, latex_cells_hold_what_latex_reserves)
{
    sample s = {0};
    static const char *const texts[] = {"# $ % & _ { } ~ ^ \\",  "< > |",          "[1] a",         "*b",
                                        "a--b ---c ``d'' ,, ?`", "two\nlines\x1b", "\u0416 \u00e9", NULL};
    sample_texts(&s, "50%", texts, 8);
    sample_expect(&s, "latex", NULL,
                  "\\begin{tabular}{l}\n\\hline\n50\\% \\\\\n\\hline\n"
                  "\\# \\$ \\% \\& \\_ \\{ \\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\\\\n"
                  "\\textless{} \\textgreater{} \\textbar{} \\\\\n{}[1] a \\\\\n{}*b \\\\\n"
                  "a-{}-b -{}-{}-c `{}`d'{}' ,{}, ?{}` \\\\\ntwo lines? \\\\\n\u0416 \u00e9 \\\\\n \\\\\n\\hline\n\\end{tabular}\n");
}

Test(formats, latex_puts_figures_at_the_right_and_may_go_on_over_pages)
{
    sample s = {0};
    static const char *const texts[] = {"x"};
    sample_texts(&s, "t", texts, 1);
    sample_ints(&s, "n", (int64_t[]){10000}, 1);
    sample_expect(&s, "latex", &(export_options){.chosen = (uint64_t)1 << EXPORT_latex_long},
                  "\\begin{longtable}{lr}\n\\hline\nt & n \\\\\n\\hline\n\\endhead\nx & 10,000 \\\\\n\\hline\n\\end{longtable}\n");
}

Test(formats, json_is_one_array)
{
    sample s = {0};
    sample_ints(&s, "n", (int64_t[]){1, -2}, 2);
    sample_expect(&s, "json", NULL, "[{\"n\":1},\n {\"n\":-2}]\n");
}

Test(formats, no_rows)
{
    static const char *const formats[][2] = {{"csv", "n\n"},
                                             {"tsv", "n\n"},
                                             {"json", "[]\n"},
                                             {"jsonl", ""},
                                             {"markdown", "| n |\n| ---: |\n"},
                                             {"table", "n\n─\n"},
                                             {"org", "| <r> |\n| n |\n|---|\n"},
                                             {"latex", "\\begin{tabular}{r}\n\\hline\nn \\\\\n\\hline\n\\hline\n\\end{tabular}\n"}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        sample s = {0};
        sample_ints(&s, "n", NULL, 0);
        sample_expect(&s, formats[i][0], NULL, formats[i][1]);
    }
}

Test(formats, json_control_characters)
{
    sbuf out = {0};
    cell_print_json_text(&out, (str){"a\x01\x1f\x7f\b\f\"", 7});
    cr_expect_str_eq(out.p, "\"a\\u0001\\u001f\\u007f\\b\\f\\\"\"");
    sbuf_free(&out);
}

Test(formats, names_ignore_case)
{
    cr_expect_eq(export_format_find(STR("CSV")), export_format_find(STR("csv")));
    cr_expect_str_eq(export_format_find(STR("Md"))->name, "markdown");
    cr_expect_null(export_format_find(STR("cs")));
    cr_expect_null(export_format_find(STR("")));
}

/* What people read of a format: a line of help, and a query that asks for it. */
Test(formats, told_of)
{
    for (size_t i = 0; i < export_format_count; i++) {
        const export_format *f = &export_formats[i];
        char to[32];
        snprintf(to, sizeof to, " to %s ", f->name);
        cr_expect(f->help[0] && f->extension[0], "%s", f->name);
        char example[256];
        snprintf(example, sizeof example, "%s ", f->example); /* the format is the last word, or has options behind it */
        cr_expect(strstr(example, to), "the example of %s is %s", f->name, f->example);
    }
}

/* A sink that refuses ends the writing with what it said, and is not asked again. */
static status refuse(void *data, str bytes)
{
    (void)bytes;
    ++*(int *)data;
    return ST_IO;
}

Test(formats, a_sink_that_refuses)
{
    sample s = {0};
    value rows[200];
    static char wide[2000];
    memset(wide, 'x', sizeof wide);
    for (size_t i = 0; i < 200; i++)
        rows[i] = (value){.type = type_of(TYPE_TEXT), .as.text = {wide, sizeof wide}};
    sample_column(&s, "wide", type_of(TYPE_TEXT), rows, 200);
    for (size_t i = 0; i < 200; i++)
        rows[i] = (value){.type = type_of(TYPE_DATE), .as.date = 1000}; /* without a time it could be no calendar */
    sample_column(&s, "when", type_of(TYPE_DATE), rows, 200);
    for (size_t i = 0; i < export_format_count; i++) {
        int asked = 0;
        cr_expect_eq(export_result(&export_formats[i], &s.result, &(export_options){0}, (export_sink){refuse, &asked}), ST_IO);
        cr_expect_eq(asked, 1, "%s went on", export_formats[i].name);
    }
    sample_free(&s);
}
