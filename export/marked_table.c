/* Tables of text with marks between the cells, row by row. */
#include "export/marked_table.h"

#include "base/text.h"
#include "export/cell_print.h"

status marked_names(export_out *out, const result *r, const marked_table *t)
{
    sbuf safe = {0};
    for (size_t k = 0; k < r->column_count; k++) {
        sbuf_clear(&safe);
        text_print_safe(&safe, r->columns[k].name);
        sbuf_add(&out->buffer, str_of(k ? t->between : t->first));
        t->cell(&out->buffer, sbuf_str(&safe), k == 0);
    }
    sbuf_add(&out->buffer, str_of(t->end));
    bool failed = safe.failed;
    sbuf_free(&safe);
    return failed ? ST_NO_MEMORY : ST_OK;
}

/* The value of a cell, made harmless; `cell` is for the way there. */
static status read_cell(sbuf *safe, sbuf *cell, const result *r, size_t column, size_t row)
{
    sbuf_clear(cell);
    sbuf_clear(safe);
    cell_print(cell, CELL_PRETTY, r->data, r->columns[column].data, row);
    text_print_safe(safe, sbuf_str(cell));
    return cell->failed || safe->failed ? ST_NO_MEMORY : ST_OK;
}

static status write_rows(export_out *out, const result *r, const marked_table *t, sbuf *cell, sbuf *safe)
{
    for (size_t i = 0; i < r->rows; i++) {
        for (size_t k = 0; k < r->column_count; k++) {
            TRY(read_cell(safe, cell, r, k, i));
            sbuf_add(&out->buffer, str_of(k ? t->between : t->first));
            t->cell(&out->buffer, sbuf_str(safe), k == 0);
        }
        sbuf_add(&out->buffer, str_of(t->end));
        TRY(export_flow(out));
    }
    return ST_OK;
}

status marked_rows(export_out *out, const result *r, const marked_table *t)
{
    sbuf cell = {0}, safe = {0};
    status s = write_rows(out, r, t, &cell, &safe);
    sbuf_free(&cell);
    sbuf_free(&safe);
    return s;
}
