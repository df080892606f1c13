/* csv and tsv: a header row, then a line for each row. */
#include "export/cell_print.h"
#include "export/writers.h"

/* Appends one field, `present` saying that there is a value, as the format quotes or escapes it. */
typedef void (*field_writer)(sbuf *out, str text, bool present);

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
        if (c == '\t' || c == '\n' || c == '\\')
            sbuf_char(out, '\\');
        sbuf_char(out, (char)(c == '\t' ? 't' : c == '\n' ? 'n' : c));
    }
}

static status write_rows(export_out *out, const result *r, char separator, field_writer field, sbuf *cell)
{
    for (size_t i = 0; i < r->rows; i++) {
        for (size_t k = 0; k < r->column_count; k++) {
            const col *c = r->columns[k].data;
            sbuf_clear(cell);
            cell_print(cell, CELL_PLAIN, r->data, c, i);
            if (cell->failed)
                return ST_NO_MEMORY;
            if (k)
                sbuf_char(&out->buffer, separator);
            field(&out->buffer, sbuf_str(cell), cell_present(c, i));
        }
        sbuf_char(&out->buffer, '\n');
        TRY(export_flow(out));
    }
    return ST_OK;
}

static status write_delimited(export_out *out, const result *r, char separator, field_writer field)
{
    for (size_t k = 0; k < r->column_count; k++) {
        if (k)
            sbuf_char(&out->buffer, separator);
        field(&out->buffer, r->columns[k].name, true);
    }
    sbuf_char(&out->buffer, '\n');
    sbuf cell = {0};
    status s = write_rows(out, r, separator, field, &cell);
    sbuf_free(&cell);
    return s;
}

status export_csv(export_out *out, const result *r, const export_options *options)
{
    (void)options;
    return write_delimited(out, r, ',', csv_field);
}

status export_tsv(export_out *out, const result *r, const export_options *options)
{
    (void)options;
    return write_delimited(out, r, '\t', tsv_field);
}
