/* latex: a table that stands in any LaTeX document: tabular needs no package, and the option `long` makes a longtable, which goes on over pages. */
#include <string.h>

#include "export/cell_print.h"
#include "export/marked_table.h"
#include "export/writers.h"

/* How LaTeX writes a character that it would take for something else: its ten, and three that its older fonts lack. */
static const char *command_of(char c)
{
    static const struct {
        char c;
        const char *command;
    } rows[] = {{'#', "\\#"},
                {'$', "\\$"},
                {'%', "\\%"},
                {'&', "\\&"},
                {'_', "\\_"},
                {'{', "\\{"},
                {'}', "\\}"},
                {'~', "\\textasciitilde{}"},
                {'^', "\\textasciicircum{}"},
                {'\\', "\\textbackslash{}"},
                {'<', "\\textless{}"},
                {'>', "\\textgreater{}"},
                {'|', "\\textbar{}"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].c == c)
            return rows[i].command;
    return NULL;
}

/* Would the two be set as one sign: a dash of two hyphens, a quotation mark of two commas, a Spanish mark? */
static bool is_ligature(char a, char b)
{
    return (a == b && strchr("-`',", a)) || ((a == '?' || a == '!') && b == '`');
}

/* U+FFFD, which text_print_safe leaves for a control character; not every TeX has a sign for it. */
static bool is_replaced(str text, size_t i)
{
    return text.n - i >= 3 && memcmp(text.p + i, "\xef\xbf\xbd", 3) == 0;
}

/* Would it look like an argument of the \\ before it, which LaTeX seeks behind blanks, too? */
static bool is_argument(str text)
{
    str shown = str_trim(text);
    return str_starts(shown, STR("[")) || str_starts(shown, STR("*"));
}

/* The text without line ends and control characters, which are gone before. */
static void write_cell(sbuf *out, str text, bool begins_row)
{
    if (begins_row && is_argument(text))
        sbuf_add(out, STR("{}"));
    for (size_t i = 0; i < text.n; i++) {
        const char *command = command_of(text.p[i]);
        if (i > 0 && is_ligature(text.p[i - 1], text.p[i]))
            sbuf_add(out, STR("{}"));
        if (command) {
            sbuf_add(out, str_of(command));
        } else if (is_replaced(text, i)) {
            sbuf_char(out, '?');
            i += 2;
        } else {
            sbuf_char(out, text.p[i]);
        }
    }
}

static void begin_table(sbuf *out, const result *r, const char *environment)
{
    sbuf_printf(out, "\\begin{%s}{", environment);
    for (size_t k = 0; k < r->column_count; k++)
        sbuf_char(out, cell_is_figure(r->columns[k].data->type) ? 'r' : 'l');
    sbuf_add(out, STR("}\n\\hline\n"));
}

status export_latex(export_out *out, const result *r, const export_options *options)
{
    static const marked_table table = {"", " & ", " \\\\\n", write_cell};
    bool goes_on = export_has(options, EXPORT_latex_long);
    const char *environment = goes_on ? "longtable" : "tabular";
    begin_table(&out->buffer, r, environment);
    TRY(marked_names(out, r, &table));
    sbuf_add(&out->buffer, STR("\\hline\n"));
    sbuf_add(&out->buffer, goes_on ? STR("\\endhead\n") : STR(""));
    TRY(marked_rows(out, r, &table));
    sbuf_printf(&out->buffer, "\\hline\n\\end{%s}\n", environment);
    return ST_OK;
}
