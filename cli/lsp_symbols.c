/* The names that a text defines: listed, and found where they are used. */
#include <string.h>
#include <strings.h>

#include "cli/lsp.h"

/* SymbolKind of the protocol. */
static int kind_of(cyq_outline_kind kind)
{
    switch (kind) {
    case CYQ_OUTLINE_PARAM:
        return 13; /* Variable */
    case CYQ_OUTLINE_VALUE:
        return 14; /* Constant */
    case CYQ_OUTLINE_QUERY:
        return 11; /* Interface */
    case CYQ_OUTLINE_FUNCTION:
        return 12; /* Function */
    case CYQ_OUTLINE_FIELD:
        return 8; /* Field */
    case CYQ_OUTLINE_TABLE:
        return 5; /* Class */
    case CYQ_OUTLINE_MODULE:
        return 2; /* Module */
    }
    return 13;
}

static json_t *symbol(const lsp *s, const document *d, const cyq_outline_item *item)
{
    json_t *range = document_place(d, item->place), *name = lsp_text(*item->name ? item->name : "(no name)");
    if (s->hierarchical)
        return json_pack("{s:o, s:i, s:o, s:o, s:o}", "name", name, "kind", kind_of(item->kind), "range", range, "selectionRange",
                         document_place(d, item->name_place), "detail", lsp_text(item->help));
    return json_pack("{s:o, s:i, s:{s:s, s:o}}", "name", name, "kind", kind_of(item->kind), "location", "uri", d->uri, "range", range);
}

json_t *lsp_symbols(lsp *s, const json_t *params, lsp_error *error)
{
    cyq_outline *outline;
    cyq_outline_item item = {.size = sizeof item};
    const document *d = lsp_asked(s, params, NULL, error);
    if (!d || cyq_outline_read(d->text, d->length, &outline) != CYQ_OK)
        return NULL;
    json_t *all = json_array();
    for (size_t i = 0; cyq_outline_get(outline, i, &item) == CYQ_OK; i++)
        json_array_append_new(all, symbol(s, d, &item));
    cyq_outline_free(outline);
    return all;
}

bool lsp_word(const document *d, size_t at, size_t *from, size_t *to)
{
    cyq_place place;
    if (cyq_text_word(d->text, d->length, document_line(d, at) + 1, document_column(d, at), &place) != CYQ_OK)
        return false;
    *from = document_byte(d, place.line, place.column);
    *to = document_byte(d, place.end_line, place.end_column);
    return *from < *to;
}

bool lsp_defined(const cyq_outline *outline, const document *d, const char *name, size_t length, size_t at, cyq_outline_item *out)
{
    cyq_outline_item item = {.size = sizeof item};
    bool found = false;
    for (size_t i = 0; cyq_outline_get(outline, i, &item) == CYQ_OK; i++) {
        bool before = document_byte(d, item.place.line, item.place.column) <= at;
        if (strlen(item.name) != length || strncasecmp(item.name, name, length) != 0 || (found && !before))
            continue;
        *out = item;
        found = true;
    }
    return found;
}

json_t *lsp_definition(lsp *s, const json_t *params, lsp_error *error)
{
    size_t at, from, to;
    cyq_outline *outline;
    cyq_outline_item item;
    json_t *place = NULL;
    const document *d = lsp_asked(s, params, &at, error);
    if (!d || !lsp_word(d, at, &from, &to) || cyq_outline_read(d->text, d->length, &outline) != CYQ_OK)
        return NULL;
    size_t quote = d->text[from] == '`' && to - from > 2;
    if (lsp_defined(outline, d, d->text + from + quote, to - from - 2 * quote, at, &item))
        place = json_pack("{s:s, s:o}", "uri", d->uri, "range", document_place(d, item.name_place));
    cyq_outline_free(outline);
    return place;
}
