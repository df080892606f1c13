/* cyq_diagnostics: what a bag of the inside says, copied for the host.
 *
 * A bag lives and dies with its query; a host's list does not, so everything is copied, rendered texts included. */
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

typedef struct entry {
    cyq_diagnostic shown;
    cyq_label *labels;
    size_t label_count;
    const char *plain;
    const char *coloured;
} entry;

struct cyq_diagnostics {
    arena memory;
    entry *items;
    size_t count, capacity;
    size_t errors;
    size_t width; /* of the terminal that texts are for; 0: none */
};

cyq_status cyq_diagnostics_new(cyq_diagnostics **out)
{
    if (!out)
        return CYQ_MISUSE;
    *out = calloc(1, sizeof **out);
    return *out ? CYQ_OK : CYQ_NO_MEMORY;
}

void cyq_diagnostics_free(cyq_diagnostics *list)
{
    if (!list)
        return;
    arena_free(&list->memory);
    free(list);
}

void cyq_diagnostics_clear(cyq_diagnostics *list)
{
    if (!list)
        return;
    arena_free(&list->memory);
    *list = (cyq_diagnostics){.width = list->width};
}

void cyq_diagnostics_fit(cyq_diagnostics *list, size_t width)
{
    if (list)
        list->width = width;
}

size_t cyq_diagnostics_count(const cyq_diagnostics *list)
{
    return list ? list->count : 0;
}

size_t cyq_diagnostics_error_count(const cyq_diagnostics *list)
{
    return list ? list->errors : 0;
}

cyq_status cyq_diagnostics_get(const cyq_diagnostics *list, size_t index, cyq_diagnostic *out)
{
    if (!list || !out || index >= list->count || out->size < sizeof out->size)
        return CYQ_MISUSE;
    size_t size = out->size < sizeof *out ? out->size : sizeof *out;
    cyq_diagnostic shown = list->items[index].shown;
    shown.size = out->size;
    memcpy(out, &shown, size);
    return CYQ_OK;
}

cyq_status cyq_diagnostics_label(const cyq_diagnostics *list, size_t index, size_t label, cyq_label *out)
{
    if (!list || !out || index >= list->count || label >= list->items[index].label_count || out->size < sizeof out->size)
        return CYQ_MISUSE;
    cyq_label shown = list->items[index].labels[label];
    shown.size = out->size;
    memcpy(out, &shown, out->size < sizeof *out ? out->size : sizeof *out);
    return CYQ_OK;
}

const char *cyq_diagnostics_text(const cyq_diagnostics *list, size_t index, bool colour)
{
    if (!list || index >= list->count)
        return NULL;
    return colour ? list->items[index].coloured : list->items[index].plain;
}

static const char *render(cyq_diagnostics *list, const diag *d, bool colour)
{
    sbuf text = {0};
    diag_render_fitted(&text, d, colour, list->width);
    str copy = text.failed ? (str){0} : arena_str(&list->memory, sbuf_str(&text));
    sbuf_free(&text);
    return copy.p;
}

/* Where a span begins, and how many characters it has on that line. */
static source_place locate(const source *from, span where, size_t *length)
{
    source_place place = source_locate(from, where.begin);
    str line = source_line(from, place.line);
    uint32_t line_end = (uint32_t)(line.p + line.n - from->text.p);
    *length = source_characters(from, (span){where.begin, where.end < line_end ? where.end : line_end});
    return place;
}

static void put_place(cyq_diagnostic *shown, arena *memory, const diag *d)
{
    shown->source = "";
    if (!d->from)
        return;
    source_place place = locate(d->from, d->where, &shown->length);
    shown->source = arena_str(memory, d->from->name).p;
    shown->line = place.line;
    shown->column = place.column;
}

static void put_labels(entry *e, arena *memory, const diag *d)
{
    size_t count = d->from ? d->label_count : 0;
    e->labels = ARENA_ARRAY(memory, count, cyq_label);
    e->label_count = e->labels ? count : 0;
    for (size_t i = 0; i < e->label_count; i++) {
        cyq_label *label = &e->labels[i];
        source_place place = locate(d->from, d->labels[i].where, &label->length);
        label->text = arena_str(memory, d->labels[i].text).p;
        label->line = place.line;
        label->column = place.column;
    }
}

static const char *const *copy_hints(arena *memory, const diag *d)
{
    const char **hints = ARENA_ARRAY(memory, d->hint_count + 1, const char *);
    for (size_t i = 0; hints && i < d->hint_count; i++)
        hints[i] = arena_str(memory, d->hints[i]).p;
    return hints;
}

static status add(cyq_diagnostics *list, const diag *d)
{
    static const cyq_severity severities[] = {
        [DIAG_ERROR] = CYQ_SEVERITY_ERROR, [DIAG_WARNING] = CYQ_SEVERITY_WARNING, [DIAG_NOTE] = CYQ_SEVERITY_NOTE};
    entry *e = arena_push(&list->memory, (void **)&list->items, &list->count, &list->capacity, sizeof *list->items);
    if (!e)
        return ST_NO_MEMORY;
    e->shown.severity = severities[d->severity];
    e->shown.code = diag_info(d->code)->code;
    e->shown.message = arena_str(&list->memory, d->message).p;
    e->shown.hints = copy_hints(&list->memory, d);
    e->shown.hint_count = d->hint_count;
    e->shown.expected = arena_str(&list->memory, d->expected).p;
    put_place(&e->shown, &list->memory, d);
    put_labels(e, &list->memory, d);
    e->plain = render(list, d, false);
    e->coloured = render(list, d, true);
    if (list->memory.failed || !e->plain || !e->coloured) {
        list->count--;
        return ST_NO_MEMORY;
    }
    list->errors += d->severity == DIAG_ERROR;
    return ST_OK;
}

status diagnostics_take(cyq_diagnostics *list, diag_bag *bag, status s)
{
    bool lost = s != ST_OK && bag->memory->failed;
    for (size_t i = 0; list && i < bag->count && !lost; i++)
        lost = add(list, bag->items[i]) != ST_OK;
    *bag = (diag_bag){.memory = bag->memory};
    return lost ? ST_NO_MEMORY : s;
}
