/* markdown: a table of GitHub's dialect, its cells safe for it. */
#include <string.h>

#include "base/text.h"
#include "export/cell_print.h"
#include "export/writers.h"

static bool is_word_byte(str text, size_t i)
{
    unsigned char c = i < text.n ? (unsigned char)text.p[i] : ' ';
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Is it the beginning of a character's name, as &lt; or &#60;? */
static bool is_named(str text, size_t i)
{
    size_t end = i + 1;
    if (end < text.n && text.p[end] == '#')
        end++;
    size_t begin = end;
    while (end < text.n && is_word_byte(text, end))
        end++;
    return end > begin && end < text.n && text.p[end] == ';';
}

/* Would the byte end the cell or turn into markup? An underscore inside a word is none: names such as effect_date stay readable. */
static bool needs_escape(str text, size_t i)
{
    if (text.p[i] == '_')
        return i == 0 || !is_word_byte(text, i - 1) || !is_word_byte(text, i + 1);
    if (text.p[i] == '&')
        return is_named(text, i);
    if (text.p[i] == '~') /* two of them strike out what stands between */
        return memchr(text.p, '~', i) || memchr(text.p + i + 1, '~', text.n - i - 1);
    return text.p[i] && strchr("|\\<*`[", text.p[i]);
}

/* The text without line ends and control characters, which are gone before. */
static void write_cell(sbuf *out, str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (needs_escape(text, i))
            sbuf_char(out, '\\');
        sbuf_char(out, text.p[i]);
    }
}

static void write_header(sbuf *out, const result *r, sbuf *safe)
{
    for (size_t k = 0; k < r->column_count; k++) {
        sbuf_clear(safe);
        text_print_safe(safe, r->columns[k].name);
        sbuf_add(out, k ? STR(" | ") : STR("| "));
        write_cell(out, sbuf_str(safe));
    }
    sbuf_add(out, STR(" |\n"));
    for (size_t k = 0; k < r->column_count; k++) {
        sbuf_add(out, k ? STR(" | ") : STR("| "));
        sbuf_add(out, cell_is_figure(r->columns[k].data->type) ? STR("---:") : STR("---"));
    }
    sbuf_add(out, STR(" |\n"));
}

static status write_rows(export_out *out, const result *r, sbuf *cell, sbuf *safe)
{
    for (size_t i = 0; i < r->rows; i++) {
        for (size_t k = 0; k < r->column_count; k++) {
            sbuf_clear(cell);
            sbuf_clear(safe);
            cell_print(cell, CELL_PRETTY, r->data, r->columns[k].data, i);
            text_print_safe(safe, sbuf_str(cell));
            if (cell->failed || safe->failed)
                return ST_NO_MEMORY;
            sbuf_add(&out->buffer, k ? STR(" | ") : STR("| "));
            write_cell(&out->buffer, sbuf_str(safe));
        }
        sbuf_add(&out->buffer, STR(" |\n"));
        TRY(export_flow(out));
    }
    return ST_OK;
}

status export_markdown(export_out *out, const result *r, const export_options *options)
{
    (void)options;
    sbuf cell = {0}, safe = {0};
    write_header(&out->buffer, r, &safe);
    status s = safe.failed ? ST_NO_MEMORY : write_rows(out, r, &cell, &safe);
    sbuf_free(&cell);
    sbuf_free(&safe);
    return s;
}
