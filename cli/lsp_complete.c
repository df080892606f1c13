/* Completion: what the library says may come at the cursor, as an editor's items in the same order. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/lsp.h"
#include "cli/lsp_files.h"

/* CompletionItemKind of the protocol. */
static int kind_of(cyq_completion_kind kind)
{
    switch (kind) {
    case CYQ_COMPLETION_WORD:
        return 14; /* Keyword */
    case CYQ_COMPLETION_COLLECTION:
        return 7; /* Class */
    case CYQ_COMPLETION_QUERY:
        return 8; /* Interface */
    case CYQ_COMPLETION_FIELD:
        return 5; /* Field */
    case CYQ_COMPLETION_VALUE:
        return 12; /* Value */
    case CYQ_COMPLETION_FUNCTION:
        return 3; /* Function */
    case CYQ_COMPLETION_VARIABLE:
        return 6; /* Variable */
    case CYQ_COMPLETION_FORMAT:
    case CYQ_COMPLETION_OPTION:
        return 20; /* EnumMember */
    case CYQ_COMPLETION_MODULE:
        return 9; /* Module */
    case CYQ_COMPLETION_TYPE:
        return 25; /* TypeParameter */
    case CYQ_COMPLETION_CODE:
        return 21; /* Constant */
    }
    return 1; /* Text */
}

/* An editor that has closed a quote as it was opened has written the last character already. */
static size_t end_of(const document *d, const cyq_completion *c)
{
    size_t length = strlen(c->text);
    char last = length > 1 ? c->text[length - 1] : 0;
    bool quote = (last == '"' || last == '\'') && c->text[0] == last && c->to > c->from && d->text[c->from] == last;
    return c->to + (quote && c->to < d->length && d->text[c->to] == last);
}

/* Editors leave out what does not fit what is typed, by rules of their own. What the library found by its rules (without accents, in quotes, by a part) is made
 * to fit: what is typed, and then the text. */
static void set_filter(json_t *item, const document *d, const cyq_completion *c)
{
    char filter[512];
    size_t typed = c->to - c->from;
    if (strncasecmp(d->text + c->from, c->text, typed) == 0)
        return;
    snprintf(filter, sizeof filter, "%.*s %s", (int)(typed < 200 ? typed : 200), d->text + c->from, c->text);
    json_t *made = json_string(filter); /* NULL where it was cut in the middle of a character */
    if (made)
        json_object_set_new(item, "filterText", made);
}

static json_t *item_of(const document *d, const cyq_completion *c, size_t index)
{
    char place[32];
    snprintf(place, sizeof place, "%05zu", index);
    bool value = c->kind == CYQ_COMPLETION_VALUE;
    const char *detail = value ? c->help : c->form, *help = value ? "" : c->help;
    json_t *item = json_pack("{s:o, s:i, s:s, s:{s:o, s:o}}", "label", lsp_text(c->text), "kind", kind_of(c->kind), "sortText", place,
                             "textEdit", "range", document_range(d, c->from, end_of(d, c)), "newText", lsp_text(c->text));
    if (*detail)
        json_object_set_new(item, "detail", lsp_text(detail));
    if (*help)
        json_object_set_new(item, "documentation", lsp_text(help));
    set_filter(item, d, c);
    return item;
}

/* An edit stands on the cursor's line. */
static void add_items(json_t *items, const document *d, const cyq_completions *all, size_t offset)
{
    cyq_completion c = {.size = sizeof c};
    for (size_t i = 0; cyq_completions_get(all, i, &c) == CYQ_OK; i++)
        if (document_line(d, c.from) == document_line(d, offset))
            json_array_append_new(items, item_of(d, &c, i));
}

json_t *lsp_complete(lsp *s, const json_t *params, lsp_error *error)
{
    size_t offset, file;
    cyq_completions *all;
    const document *d = lsp_asked(s, params, &offset, error);
    if (!d)
        return NULL;
    if (cyq_complete(s->session, d->text, d->length, offset, &all) != CYQ_OK) {
        *error = (lsp_error){LSP_INTERNAL_ERROR, "out of memory"};
        return NULL;
    }
    json_t *items = json_array();
    if (cyq_completions_file(all, &file) && s->files)
        lsp_files(items, d, file, offset);
    else
        add_items(items, d, all, offset);
    cyq_completions_free(all);
    /* Another letter may bring other values: those that hold it where none begins with it. */
    return json_pack("{s:b, s:o}", "isIncomplete", 1, "items", items);
}
