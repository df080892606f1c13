/* org: a table of Org, its cells safe for it. */
#include <string.h>

#include "export/cell_print.h"
#include "export/marked_table.h"
#include "export/writers.h"

/* Parts two characters that would be markup together; Org's own way where it has no entity (its manual, "Escape Character"). */
#define ZERO_WIDTH_SPACE "\xe2\x80\x8b"

/* What Org calls a character that may be markup wherever it stands, or that may end the cell; NULL for others. */
static const char *entity_of(char c)
{
    static const struct {
        char c;
        const char *entity;
    } rows[] = {{'|', "\\vert{}"},      {'=', "\\equal{}"},  {'~', "\\tilde{}"}, {'_', "\\under{}"},
                {'^', "\\asciicirc{}"}, {'$', "\\dollar{}"}, {'*', "\\ast{}"},   {'<', "\\lt{}"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].c == c)
            return rows[i].entity;
    return NULL;
}

/* Could / or + begin an emphasis here? Inside a word they cannot: 24/7 and CyberEast+ stay as they are. A row that begins with a lone / is one of column groups, which is not
 * exported. */
static const char *emphasis_of(str text, size_t i)
{
    if (text.p[i] == '/' && str_equal(str_trim(text), STR("/")))
        return "\\slash{}";
    bool begins = i == 0 || strchr(" -('\"{", text.p[i - 1]);
    if (!begins || i + 1 == text.n || text.p[i + 1] == ' ')
        return NULL;
    return text.p[i] == '/' ? "\\slash{}" : text.p[i] == '+' ? "\\plus{}" : NULL;
}

/* Would it be a link, a footnote, a macro, an entity or a piece of another format together with what follows? */
static bool joins(str text, size_t i)
{
    char c = text.p[i];
    return c == '\\' || c == '[' || ((c == '{' || c == '@') && i + 1 < text.n && text.p[i + 1] == c);
}

/* Is it the colon of a link that runs what follows? Such links need no brackets. */
static bool runs(str text, size_t i)
{
    enum { TYPE = 5 };
    str before = i < TYPE ? (str){0} : (str){text.p + i - TYPE, TYPE};
    return text.p[i] == ':' && (str_equal_nocase(before, STR("shell")) || str_equal_nocase(before, STR("elisp")));
}

/* The text without line ends and control characters, which are gone before. */
static void write_cell(sbuf *out, str text, bool begins_row)
{
    (void)begins_row;
    for (size_t i = 0; i < text.n; i++) {
        if (runs(text, i))
            sbuf_add(out, STR(ZERO_WIDTH_SPACE));
        const char *entity = entity_of(text.p[i]);
        if (!entity)
            entity = emphasis_of(text, i);
        if (entity)
            sbuf_add(out, str_of(entity));
        else
            sbuf_char(out, text.p[i]);
        if (joins(text, i))
            sbuf_add(out, STR(ZERO_WIDTH_SPACE));
    }
}

/* Which columns stand at the right: Org knows numbers, but not amounts of money. */
static void write_alignment(sbuf *out, const result *r)
{
    bool any = false;
    for (size_t k = 0; k < r->column_count; k++)
        any = any || cell_is_figure(r->columns[k].data->type);
    for (size_t k = 0; any && k < r->column_count; k++) {
        sbuf_add(out, k ? STR(" | ") : STR("| "));
        sbuf_add(out, cell_is_figure(r->columns[k].data->type) ? STR("<r>") : STR(""));
    }
    sbuf_add(out, any ? STR(" |\n") : STR(""));
}

status export_org(export_out *out, const result *r, const export_options *options)
{
    static const marked_table table = {"| ", " | ", " |\n", write_cell};
    (void)options;
    write_alignment(&out->buffer, r);
    TRY(marked_names(out, r, &table));
    for (size_t k = 0; k < r->column_count; k++)
        sbuf_add(&out->buffer, k ? STR("+---") : STR("|---"));
    sbuf_add(&out->buffer, STR("|\n"));
    return marked_rows(out, r, &table);
}
