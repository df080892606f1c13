/* Formatting: what `cyq fmt` would print, as the edit of those lines that change. */
#include <stdlib.h>
#include <string.h>

#include "cli/gather.h"
#include "cli/lsp.h"

/* Bytes of the whole lines with which both begin. */
static size_t same_begin(const document *d, const gathered *g)
{
    size_t least = d->length < g->length ? d->length : g->length, same = 0;
    for (size_t i = 0; i < least && d->text[i] == g->text[i]; i++)
        if (d->text[i] == '\n')
            same = i + 1;
    return same;
}

/* Bytes of the whole lines with which both end, behind the first `begin`. */
static size_t same_end(const document *d, const gathered *g, size_t begin)
{
    size_t least = (d->length < g->length ? d->length : g->length) - begin, same = 0;
    for (size_t i = 0; i < least && d->text[d->length - i - 1] == g->text[g->length - i - 1]; i++)
        if (d->text[d->length - i - 1] == '\n')
            same = i; /* what stands behind that line end */
    return same;
}

static json_t *edits_of(const document *d, const gathered *g)
{
    if (d->length == g->length && memcmp(d->text, g->text ? g->text : "", g->length) == 0)
        return json_array();
    size_t begin = same_begin(d, g), end = same_end(d, g, begin);
    return json_pack("[{s:o, s:o}]", "range", document_range(d, begin, d->length - end), "newText",
                     json_stringn(g->text ? g->text + begin : "", g->length - begin - end));
}

/* A text with mistakes of syntax stays as it is: what is wrong is told beside it already. */
json_t *lsp_format(lsp *s, const json_t *params, lsp_error *error)
{
    gathered g = {0};
    const document *d = lsp_asked(s, params, NULL, error);
    if (!d)
        return NULL;
    cyq_status done = cyq_text_format(d->name, d->text, d->length, NULL, gather, &g);
    json_t *edits = done == CYQ_OK ? edits_of(d, &g) : NULL;
    if (done == CYQ_IO || done == CYQ_NO_MEMORY)
        *error = (lsp_error){LSP_INTERNAL_ERROR, "out of memory"};
    free(g.text);
    return edits;
}
