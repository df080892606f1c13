/* What the forms for people share. */
#include "export/people.h"

#include "base/text.h"
#include "export/cell_print.h"

static const str missing_mark = {"–", sizeof "–" - 1};

static void add_safe(sbuf *out, str text, bool lines)
{
    size_t end;
    while (lines && (end = str_find(text, STR("\n"))) != SIZE_MAX) {
        text_print_safe(out, (str){text.p, end});
        sbuf_char(out, '\n');
        text = (str){text.p + end + 1, text.n - end - 1};
    }
    text_print_safe(out, text);
}

static bool add_cell(sbuf *out, sbuf *raw, const result *r, const export_options *options, size_t column, size_t row, bool lines)
{
    const col *c = r->columns[column].data;
    bool present = cell_present(c, row);
    sbuf_clear(raw);
    cell_print(raw, CELL_PRETTY, r->data, c, row);
    if (raw->failed)
        out->failed = true;
    add_safe(out, sbuf_str(raw), lines);
    if (!present && options->missing)
        text_print_safe(out, str_of(options->missing));
    else if (!present && options->terminal)
        sbuf_add(out, missing_mark);
    return present;
}

bool people_cell(sbuf *out, sbuf *raw, const result *r, const export_options *options, size_t column, size_t row)
{
    return add_cell(out, raw, r, options, column, row, false);
}

bool people_cell_lines(sbuf *out, sbuf *raw, const result *r, const export_options *options, size_t column, size_t row)
{
    return add_cell(out, raw, r, options, column, row, true);
}

str people_line(str *rest, size_t width)
{
    str line = text_cut(*rest, width);
    if (line.n == rest->n) {
        *rest = (str){rest->p + rest->n, 0};
        return line;
    }
    if (line.n == 0) { /* one character wider than the column */
        size_t length;
        text_decode(*rest, 0, &length);
        line.n = length;
    }
    size_t cut = line.n;
    if (rest->p[line.n] != ' ')
        while (cut > 0 && rest->p[cut - 1] != ' ')
            cut--;
    if (cut > 0)
        line.n = cut;
    *rest = (str){rest->p + line.n, rest->n - line.n};
    *rest = str_trim(*rest);
    return str_trim(line);
}

void people_styled(sbuf *out, str text, const char *style)
{
    if (style && text.n) {
        sbuf_add(out, str_of(style));
        sbuf_add(out, text);
        sbuf_add(out, STR(STYLE_OFF));
    } else {
        sbuf_add(out, text);
    }
}

void people_figure(sbuf *out, size_t number)
{
    dec_print(out, dec_of_int((int64_t)number), true);
}

void people_count(sbuf *out, const export_options *options, size_t rows, size_t cut)
{
    sbuf_add(out, options->colour ? STR(STYLE_DIM) : STR(""));
    size_t all = options->all_rows ? options->all_rows : rows;
    people_figure(out, rows);
    if (options->all_rows) {
        sbuf_add(out, STR(" of "));
        people_figure(out, all);
    }
    sbuf_add(out, all == 1 ? STR(" row") : STR(" rows"));
    if (cut) {
        sbuf_add(out, STR(", "));
        people_figure(out, cut);
        sbuf_add(out, STR(" of them cut at …; select fewer columns"));
    }
    sbuf_add(out, options->colour ? STR(STYLE_OFF "\n") : STR("\n"));
}
