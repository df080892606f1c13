/* json and jsonl: each row an object with the columns in their order. */
#include "export/cell_print.h"
#include "export/writers.h"

static void write_object(sbuf *out, const result *r, size_t row)
{
    sbuf_char(out, '{');
    for (size_t k = 0; k < r->column_count; k++) {
        if (k)
            sbuf_char(out, ',');
        cell_print_json_text(out, r->columns[k].name);
        sbuf_char(out, ':');
        cell_print(out, CELL_JSON, r->data, r->columns[k].data, row);
    }
    sbuf_char(out, '}');
}

/* One object a line, so that the array can be read and compared by lines too. */
status export_json(export_out *out, const result *r, const export_options *options)
{
    (void)options;
    sbuf_char(&out->buffer, '[');
    for (size_t i = 0; i < r->rows; i++) {
        sbuf_add(&out->buffer, i ? STR(",\n ") : STR(""));
        write_object(&out->buffer, r, i);
        TRY(export_flow(out));
    }
    sbuf_add(&out->buffer, STR("]\n"));
    return ST_OK;
}

status export_jsonl(export_out *out, const result *r, const export_options *options)
{
    (void)options;
    for (size_t i = 0; i < r->rows; i++) {
        write_object(&out->buffer, r, i);
        sbuf_char(&out->buffer, '\n');
        TRY(export_flow(out));
    }
    return ST_OK;
}
