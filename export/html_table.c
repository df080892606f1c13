/* The table of a page: a row at a time, each cell with what the page's script sorts by where its text does not tell. */
#include "base/text.h"
#include "export/cell_print.h"
#include "export/html.h"
#include "export/markup.h"
#include "export/people.h"

typedef struct table_writer {
    export_out *out;
    const result *r;
    const export_options *options;
    sbuf text, safe; /* on the way of one cell */
} table_writer;

static sbuf *page(table_writer *w)
{
    return &w->out->buffer;
}

/* ---- What rows are sorted by ---- */

/* See html_look.c. NULL: texts. */
static const char *kind_of_keys(type t)
{
    switch (t.kind) {
    case TYPE_INT:
    case TYPE_NUMBER:
        return "n";
    case TYPE_MONEY:
    case TYPE_DURATION:
        return "u";
    case TYPE_DATE:
    case TYPE_PERIOD:
        return "s";
    default:
        return NULL;
    }
}

static void put_key(table_writer *w, const value *v)
{
    value day = {.type = type_of(TYPE_DATE)};
    sbuf_clear(&w->text);
    if (v->type.kind == TYPE_DURATION) {
        sbuf_printf(&w->text, "%s %lld", v->as.duration.months ? "months" : "days", (long long)v->as.duration.amount);
    } else if (v->type.kind == TYPE_PERIOD) {
        day.as.date = v->as.period.first;
        cell_print_value(&w->text, CELL_PLAIN, w->r->data, &day);
        sbuf_char(&w->text, ' ');
        day.as.date = v->as.period.last;
        cell_print_value(&w->text, CELL_PLAIN, w->r->data, &day);
    } else {
        cell_print_value(&w->text, CELL_PLAIN, w->r->data, v);
    }
    sbuf_add(page(w), STR(" data-k=\""));
    markup_escape(page(w), sbuf_str(&w->text));
    sbuf_char(page(w), '"');
}

/* Days print as what they are sorted by. */
static bool needs_key(const value *v)
{
    return kind_of_keys(v->type) && v->type.kind != TYPE_DATE;
}

/* ---- Cells ---- */

/* Would a browser that is sent there go to where the text says? One word that shows as it is. */
static bool is_link(str text, str safe)
{
    size_t scheme = str_equal_nocase((str){text.p, text.n < 8 ? text.n : 8}, STR("https://"))  ? 8
                    : str_equal_nocase((str){text.p, text.n < 7 ? text.n : 7}, STR("http://")) ? 7
                                                                                               : 0;
    if (!scheme || text.n == scheme || !str_equal(text, safe))
        return false;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == ' ' || text.p[i] == '"' || text.p[i] == '<' || text.p[i] == '>' || text.p[i] == '\\')
            return false;
    return true;
}

static void put_value(table_writer *w, const value *v)
{
    sbuf_clear(&w->text);
    sbuf_clear(&w->safe);
    cell_print_value(&w->text, CELL_PRETTY, w->r->data, v);
    str text = sbuf_str(&w->text);
    if (v->type.kind == TYPE_TEXT)
        text_print_safe(&w->safe, text);
    if (v->type.kind == TYPE_TEXT && is_link(text, sbuf_str(&w->safe))) {
        sbuf_add(page(w), STR("<a rel=\"noopener noreferrer\" href=\""));
        markup_escape(page(w), text);
        sbuf_add(page(w), STR("\">"));
        markup_escape(page(w), text);
        sbuf_add(page(w), STR("</a>"));
    } else {
        sbuf_clear(&w->safe);
        html_text(page(w), &w->safe, text);
    }
}

static void put_set(table_writer *w, const col *c, size_t row)
{
    sbuf_add(page(w), STR("<td><ul>"));
    for (size_t i = 0, n = col_set_size(c, row); i < n; i++) {
        value item = col_value(c->elements, col_set_item(c, row, i));
        sbuf_add(page(w), STR("<li"));
        if (needs_key(&item))
            put_key(w, &item);
        sbuf_char(page(w), '>');
        put_value(w, &item);
        sbuf_add(page(w), STR("</li>"));
    }
    sbuf_add(page(w), STR("</ul></td>"));
}

/* Empty, so that who copies the table copies nothing; the page's style shows a dash there. */
static void put_missing(table_writer *w, type t)
{
    sbuf_printf(page(w), "<td class=\"%s\" aria-label=\"missing\">", cell_is_figure(t) ? "n e" : "e");
    sbuf_clear(&w->safe);
    html_text(page(w), &w->safe, str_of(w->options->missing));
    sbuf_add(page(w), STR("</td>"));
}

/* Figures stand at the right; they and times stay on one line. */
static const char *class_of(type t)
{
    if (cell_is_figure(t))
        return " class=\"n\"";
    return !t.set && (t.kind == TYPE_DATE || t.kind == TYPE_PERIOD || t.kind == TYPE_DURATION) ? " class=\"d\"" : "";
}

static void put_cell(table_writer *w, const col *c, size_t row)
{
    if (!cell_present(c, row)) {
        put_missing(w, c->type);
        return;
    }
    if (c->type.set) {
        put_set(w, c, row);
        return;
    }
    value v = col_value(c, row);
    sbuf_printf(page(w), "<td%s", class_of(c->type));
    if (needs_key(&v))
        put_key(w, &v);
    sbuf_char(page(w), '>');
    put_value(w, &v);
    sbuf_add(page(w), STR("</td>"));
}

/* ---- The table ---- */

static void put_caption(table_writer *w)
{
    size_t rows = w->r->rows, all = w->options->all_rows ? w->options->all_rows : rows;
    sbuf_add(page(w), STR("<table>\n<caption>"));
    if (all != rows) {
        sbuf_add(page(w), STR("the first "));
        people_figure(page(w), rows);
        sbuf_add(page(w), STR(" of "));
    }
    people_figure(page(w), all);
    sbuf_add(page(w), all == 1 ? STR(" row</caption>\n") : STR(" rows</caption>\n"));
}

static void put_head(table_writer *w)
{
    sbuf_add(page(w), STR("<thead>\n<tr>"));
    for (size_t k = 0; k < w->r->column_count; k++) {
        type t = w->r->columns[k].data->type;
        sbuf_printf(page(w), "<th scope=\"col\"%s", class_of(t));
        if (kind_of_keys(t))
            sbuf_printf(page(w), " data-k=\"%s\"", kind_of_keys(t));
        sbuf_char(page(w), '>');
        sbuf_clear(&w->safe);
        html_text(page(w), &w->safe, w->r->columns[k].name);
        sbuf_add(page(w), STR("</th>"));
    }
    sbuf_add(page(w), STR("</tr>\n</thead>\n<tbody>\n"));
}

static status put_rows(table_writer *w)
{
    for (size_t i = 0; i < w->r->rows; i++) {
        sbuf_add(page(w), STR("<tr>"));
        for (size_t k = 0; k < w->r->column_count; k++)
            put_cell(w, w->r->columns[k].data, i);
        sbuf_add(page(w), STR("</tr>\n"));
        if (w->text.failed || w->safe.failed)
            return ST_NO_MEMORY;
        TRY(export_flow(w->out));
    }
    return ST_OK;
}

status html_table(export_out *out, const result *r, const export_options *options)
{
    table_writer w = {.out = out, .r = r, .options = options};
    put_caption(&w);
    put_head(&w);
    status s = put_rows(&w);
    sbuf_add(&out->buffer, STR("</tbody>\n</table>\n"));
    if (s == ST_OK && (w.text.failed || w.safe.failed))
        s = ST_NO_MEMORY;
    sbuf_free(&w.text);
    sbuf_free(&w.safe);
    return s;
}
