/* records: how a table looks on a terminal that its columns do not fit, and a single row with a text of several lines anywhere. Each row stands by
 * itself below a rule with its number, a line for each field; a long text goes on below itself, and nothing is cut but the names of fields where they
 * would take more than half the width. */
#include "base/text.h"
#include "export/people.h"
#include "export/writers.h"

enum { GAP = 2, NARROWEST = 8 };

typedef struct records {
    const result *r;
    const export_options *options;
    size_t names; /* columns of the longest name of a field */
    size_t room;  /* columns left for the values */
    sbuf raw;
    sbuf safe;
} records;

static void measure(records *a)
{
    size_t width = a->options->width;
    for (size_t k = 0; k < a->r->column_count; k++) {
        size_t name = text_safe_width(a->r->columns[k].name);
        a->names = name > a->names ? name : a->names;
    }
    a->room = SIZE_MAX;
    if (!width)
        return;
    a->names = a->names < width / 2 ? a->names : width / 2;
    a->room = width > a->names + GAP + NARROWEST ? width - a->names - GAP : NARROWEST;
}

static void put_rule(const records *a, sbuf *out, size_t row)
{
    sbuf_add(out, a->options->colour ? STR(STYLE_DIM) : STR(""));
    size_t begin = out->n;
    sbuf_printf(out, "── %zu ", row + 1);
    size_t used = out->failed ? 0 : text_width((str){out->p + begin, out->n - begin});
    size_t most = a->options->width ? a->options->width : SIZE_MAX;
    for (; used < a->names + GAP + NARROWEST && used < most; used++)
        sbuf_add(out, STR("─"));
    sbuf_add(out, a->options->colour ? STR(STYLE_OFF "\n") : STR("\n"));
}

static void put_name(records *a, sbuf *out, size_t column)
{
    sbuf_clear(&a->safe);
    text_print_safe(&a->safe, a->r->columns[column].name);
    str name = sbuf_str(&a->safe);
    if (text_width(name) > a->names) {
        name = text_cut(name, a->names - 1);
        people_styled(out, name, a->options->colour ? STYLE_HEADER : NULL);
        sbuf_add(out, STR("…"));
        sbuf_repeat(out, ' ', a->names - 1 - text_width(name));
        return;
    }
    people_styled(out, name, a->options->colour ? STYLE_HEADER : NULL);
    sbuf_repeat(out, ' ', a->names - text_width(name));
}

/* One line of a text, on as many of the terminal's as it takes. Blanks at its beginning are kept, and what goes on below stands under them. */
static void put_line(const records *a, sbuf *out, str line, const char *style)
{
    size_t indent = 0;
    while (indent < line.n && indent < a->room / 2 && line.p[indent] == ' ')
        indent++;
    str rest = {line.p + indent, line.n - indent};
    sbuf_repeat(out, ' ', rest.n ? indent : 0);
    for (size_t piece = 0; rest.n; piece++) {
        if (piece) {
            sbuf_char(out, '\n');
            sbuf_repeat(out, ' ', a->names + GAP + indent);
        }
        people_styled(out, people_line(&rest, a->room - indent), style);
    }
}

static status put_field(records *a, sbuf *out, size_t column, size_t row)
{
    put_name(a, out, column);
    sbuf_clear(&a->safe);
    bool present = people_cell_lines(&a->safe, &a->raw, a->r, a->options, column, row);
    if (a->safe.failed)
        return ST_NO_MEMORY;
    str rest = sbuf_str(&a->safe);
    for (size_t line = 0; rest.n; line++) {
        size_t end = str_find(rest, STR("\n"));
        size_t n = end == SIZE_MAX ? rest.n : end;
        sbuf_repeat(out, ' ', n ? GAP + (line ? a->names : 0) : 0);
        put_line(a, out, (str){rest.p, n}, !present && a->options->colour ? STYLE_DIM : NULL);
        rest = end == SIZE_MAX ? (str){rest.p + n, 0} : (str){rest.p + n + 1, rest.n - n - 1};
        if (end != SIZE_MAX)
            sbuf_char(out, '\n');
    }
    sbuf_char(out, '\n');
    return ST_OK;
}

static status put_records(records *a, export_out *out)
{
    measure(a);
    for (size_t i = 0; i < a->r->rows; i++) {
        put_rule(a, &out->buffer, i);
        for (size_t k = 0; k < a->r->column_count; k++)
            TRY(put_field(a, &out->buffer, k, i));
        TRY(export_flow(out));
    }
    if (a->options->terminal)
        people_count(&out->buffer, a->options, a->r->rows, 0);
    return ST_OK;
}

status export_records(export_out *out, const result *r, const export_options *options)
{
    records a = {.r = r, .options = options};
    status s = put_records(&a, out);
    sbuf_free(&a.raw);
    sbuf_free(&a.safe);
    return s;
}
