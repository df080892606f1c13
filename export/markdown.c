/* markdown: a table of GitHub's dialect, its cells safe for it. */
#include <string.h>

#include "export/cell_print.h"
#include "export/marked_table.h"
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
static void write_cell(sbuf *out, str text, bool begins_row)
{
    (void)begins_row;
    for (size_t i = 0; i < text.n; i++) {
        if (needs_escape(text, i))
            sbuf_char(out, '\\');
        sbuf_char(out, text.p[i]);
    }
}

static void write_alignment(sbuf *out, const result *r)
{
    for (size_t k = 0; k < r->column_count; k++) {
        sbuf_add(out, k ? STR(" | ") : STR("| "));
        sbuf_add(out, cell_is_figure(r->columns[k].data->type) ? STR("---:") : STR("---"));
    }
    sbuf_add(out, STR(" |\n"));
}

status export_markdown(export_out *out, const result *r, const export_options *options)
{
    static const marked_table table = {"| ", " | ", " |\n", write_cell};
    (void)options;
    TRY(marked_names(out, r, &table));
    write_alignment(&out->buffer, r);
    return marked_rows(out, r, &table);
}
