/* Which documents the rows of a query come from: those that the field `source` of the rows names (2025-Q3:431), which are rows of `documents`; and the files of collections that were
 * loaded. Where rows were put together, the rows that went in count. */
#include "engine/about.h"

#include <stdlib.h>

#include "engine/asking.h"

enum { SLOTS_MAX = 8 }; /* of rows that were joined: of more nobody wants to know */
enum { BETWEEN_STOPS = 4096 };

typedef struct document {
    str id;
    size_t row;
} document;

typedef struct sources {
    asking a;
    const scope *scope;
    const result *documents; /* id, title; NULL: there are none */
    document *by_id;         /* in order of their ids; without those that have none */
    size_t id_count, longest;
    bool *used; /* of each of `documents` */
    str *files; /* that were loaded */
    size_t file_count, file_capacity;
} sources;

/* ---- The documents that there are ---- */

static int32_t text_field(const collection *c, str name)
{
    int32_t i = collection_find(c, name);
    return i >= 0 && c->fields[i].type.kind == TYPE_TEXT ? i : -1;
}

static int compare_documents(const void *left, const void *right)
{
    const document *a = left, *b = right;
    return str_compare(a->id, b->id);
}

static status order_documents(sources *s)
{
    size_t rows = s->documents->rows;
    s->used = ARENA_ARRAY(&s->a.memory, rows + 1, bool);
    s->by_id = ARENA_ARRAY(&s->a.memory, rows + 1, document);
    if (!s->used || !s->by_id)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < rows; i++) {
        value v = col_value(s->documents->columns[0].data, i);
        if (v.missing || !v.as.text.n)
            continue;
        s->by_id[s->id_count++] = (document){v.as.text, i};
        s->longest = v.as.text.n > s->longest ? v.as.text.n : s->longest;
    }
    qsort(s->by_id, s->id_count, sizeof *s->by_id, compare_documents);
    return ST_OK;
}

static status ask_documents(sources *s)
{
    const dataset *data = s->a.p->data;
    int32_t at = dataset_find(data, STR("documents"));
    const collection *c = at < 0 ? NULL : &data->collections[at];
    int32_t id = c ? text_field(c, STR("id")) : -1, title = c ? text_field(c, STR("title")) : -1;
    if (id < 0 || title < 0 || c->fields[id].type.set || c->fields[title].type.set)
        return ST_OK;
    const probe *p = &s->a.probe;
    const plan *scan = probe_scan(p, (uint16_t)at);
    const plan_expr *columns[] = {probe_field(p, (uint16_t)at, 0, (uint16_t)id), probe_field(p, (uint16_t)at, 0, (uint16_t)title)};
    if (!scan || !columns[0] || !columns[1])
        return ST_NO_MEMORY;
    TRY(ask(&s->a, probe_columns(p, scan, NULL, columns, 2), &s->documents));
    return order_documents(s);
}

static const document *find_document(const sources *s, str id)
{
    const document key = {.id = id};
    return id.n && id.n <= s->longest ? bsearch(&key, s->by_id, s->id_count, sizeof key, compare_documents) : NULL;
}

/* The documents of an id, which is one where the data are in order. */
static void mark_document(sources *s, str id)
{
    const document *found = find_document(s, id);
    if (!found || s->used[found->row])
        return;
    while (found > s->by_id && str_equal(found[-1].id, id))
        found--;
    for (; found < s->by_id + s->id_count && str_equal(found->id, id); found++)
        s->used[found->row] = true;
}

/* A place is written as document:line, or is a whole document; an id may have colons, too. */
static void mark_place(sources *s, str place)
{
    for (size_t end = 0; end < place.n && end <= s->longest; end++)
        if (place.p[end] == ':')
            mark_document(s, (str){place.p, end});
    mark_document(s, place);
}

static status mark_documents(sources *s, const plan *rows, uint32_t slot, uint16_t at, uint16_t field)
{
    const plan_expr *place = probe_field(&s->a.probe, at, slot, field);
    const exec_control *control = &s->a.control;
    const result *found;
    if (!place)
        return ST_NO_MEMORY;
    TRY(ask(&s->a, probe_groups(&s->a.probe, rows, NULL, &place, 1), &found));
    for (size_t i = 0; i < found->rows; i++) {
        if (i % BETWEEN_STOPS == 0 && control->stop && control->stop(control->stop_data))
            return ST_CANCELLED;
        value v = col_value(found->columns[0].data, i);
        if (!v.missing)
            mark_place(s, v.as.text);
    }
    return ST_OK;
}

/* ---- The rows ---- */

static void note_file(sources *s, str path)
{
    str name = str_file_name(path);
    for (size_t i = 0; i < s->file_count; i++)
        if (str_equal(s->files[i], name))
            return;
    str *room = arena_push(&s->a.memory, (void **)&s->files, &s->file_count, &s->file_capacity, sizeof *room);
    if (room)
        *room = name;
}

static status of_slot(sources *s, const plan *rows, uint32_t slot)
{
    int32_t at = probe_collection(rows, slot);
    if (at < 0)
        return ST_OK;
    str file = loads_file(s->scope, (size_t)at);
    if (file.n) { /* its rows come from its lines, and from no document */
        note_file(s, file);
        return ST_OK;
    }
    int32_t field = text_field(&s->a.p->data->collections[at], STR("source"));
    return field < 0 || !s->documents ? ST_OK : mark_documents(s, rows, slot, (uint16_t)at, (uint16_t)field);
}

/* Rows that others were put together into have slots where these have none. */
static status of_rows(sources *s, const plan *rows)
{
    uint32_t slots;
    while ((slots = probe_slots(rows)) == 0 && rows->input) {
        if (rows->kind == PLAN_APPEND)
            TRY(of_rows(s, rows->other));
        rows = rows->input;
    }
    for (uint32_t i = 0; i < slots && i < SLOTS_MAX; i++)
        TRY(of_slot(s, rows, i));
    return ST_OK;
}

/* ---- All ---- */

static str document_text(sources *s, arena *memory, size_t row)
{
    str id = ask_text(&s->a, s->documents, 0, row), title = ask_text(&s->a, s->documents, 1, row);
    return arena_printf(memory, title.n ? "%.*s: %.*s" : "%.*s", STR_ARG(id), STR_ARG(title));
}

static status list(sources *s, arena *memory, export_about *about)
{
    size_t documents = s->documents ? s->documents->rows : 0;
    str *out = ARENA_ARRAY(memory, documents + s->file_count + 1, str);
    if (!out)
        return ST_NO_MEMORY;
    about->sources = out;
    for (size_t i = 0; i < documents; i++)
        if (s->used[i])
            out[about->source_count++] = document_text(s, memory, i);
    for (size_t i = 0; i < s->file_count; i++)
        out[about->source_count++] = arena_str(memory, s->files[i]);
    return memory->failed || s->a.memory.failed ? ST_NO_MEMORY : ST_OK;
}

status about_sources(cyq_session *session, prepared *p, const exec_control *control, arena *memory, export_about *about)
{
    sources s = {.scope = &session->scope};
    ask_begin(&s.a, &session->source, session->scope.env, p, control);
    status done = ask_documents(&s);
    if (done == ST_OK)
        done = of_rows(&s, p->plan->root);
    if (done == ST_OK)
        done = list(&s, memory, about);
    ask_end(&s.a);
    return done;
}
