/* csv and tsv: a header row, then a line for each row. */
#include <string.h>

#include "export/cell_print.h"
#include "export/writers.h"

/* Appends one field, `present` saying that there is a value, as the format quotes or escapes it. */
typedef void (*field_writer)(sbuf *out, str text, bool present);

typedef struct form {
    char separator;
    field_writer field;
    bool safe; /* no cell is to be a formula */
} form;

/* Would a spreadsheet reckon with the text? Where it starts with one of these. A figure it may take for what it is. */
static bool is_formula(str text, type t)
{
    bool words = t.set || t.kind == TYPE_TEXT || t.kind == TYPE_LINK;
    return words && text.n > 0 && text.p[0] && strchr("=+-@\t\r\n", text.p[0]);
}

/* Before the text, as spreadsheets have it before what is a text whatever it looks like. */
static void put_apostrophe(sbuf *cell)
{
    sbuf_char(cell, ' ');
    if (cell->failed)
        return;
    memmove(cell->p + 1, cell->p, cell->n - 1);
    cell->p[0] = '\'';
}

static bool needs_quotes(str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == ',' || text.p[i] == '"' || text.p[i] == '\r' || text.p[i] == '\n')
            return true;
    return false;
}

/* Only what must be quoted is, and an empty text, so that it differs from a missing one. */
static void csv_field(sbuf *out, str text, bool present)
{
    if (text.n ? !needs_quotes(text) : !present) {
        sbuf_add(out, text);
        return;
    }
    sbuf_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            sbuf_char(out, '"');
        sbuf_char(out, text.p[i]);
    }
    sbuf_char(out, '"');
}

static void tsv_field(sbuf *out, str text, bool present)
{
    (void)present;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '\t' || c == '\n' || c == '\r' || c == '\\') /* many readers end a line at a CR */
            sbuf_char(out, '\\');
        sbuf_char(out, (char)(c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c));
    }
}

static status write_rows(export_out *out, const result *r, const form *f, sbuf *cell)
{
    for (size_t i = 0; i < r->rows; i++) {
        for (size_t k = 0; k < r->column_count; k++) {
            const col *c = r->columns[k].data;
            sbuf_clear(cell);
            cell_print(cell, CELL_PLAIN, r->data, c, i);
            if (f->safe && is_formula(sbuf_str(cell), c->type))
                put_apostrophe(cell);
            if (cell->failed)
                return ST_NO_MEMORY;
            if (k)
                sbuf_char(&out->buffer, f->separator);
            f->field(&out->buffer, sbuf_str(cell), cell_present(c, i));
        }
        sbuf_char(&out->buffer, '\n');
        TRY(export_flow(out));
    }
    return ST_OK;
}

static void write_header(sbuf *out, const result *r, const form *f, sbuf *cell)
{
    for (size_t k = 0; k < r->column_count; k++) {
        sbuf_clear(cell);
        sbuf_add(cell, r->columns[k].name);
        if (f->safe && is_formula(sbuf_str(cell), type_of(TYPE_TEXT)))
            put_apostrophe(cell);
        if (k)
            sbuf_char(out, f->separator);
        f->field(out, sbuf_str(cell), true);
    }
    sbuf_char(out, '\n');
}

static status write_delimited(export_out *out, const result *r, const form *f)
{
    sbuf cell = {0};
    write_header(&out->buffer, r, f, &cell);
    status s = cell.failed ? ST_NO_MEMORY : write_rows(out, r, f, &cell);
    sbuf_free(&cell);
    return s;
}

status export_csv(export_out *out, const result *r, const export_options *options)
{
    return write_delimited(out, r, &(form){',', csv_field, export_has(options, EXPORT_csv_safe)});
}

status export_tsv(export_out *out, const result *r, const export_options *options)
{
    return write_delimited(out, r, &(form){'\t', tsv_field, export_has(options, EXPORT_tsv_safe)});
}
