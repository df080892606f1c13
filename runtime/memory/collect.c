/* Appends vectors; unites the dictionaries of texts. */
#include "runtime/memory/collect.h"

#include <string.h>

struct collector {
    exec_env *env;
    arena *memory;
    vec all; /* of text: codes of `lasting`, or provisional ones of `texts` */
    size_t capacity;
    collector *elements; /* sets */
    const dict *lasting; /* text: what all blocks so far shared */
    dict_builder *texts; /* text: once they did not */
};

collector *collect_new(exec_env *env, arena *memory, type t, size_t expected)
{
    collector *c = ARENA_NEW(memory, collector);
    if (!c)
        return NULL;
    *c = (collector){.env = env, .memory = memory, .all = {.type = t, .mask = SIZE_MAX}, .capacity = expected};
    void *data = arena_array(memory, expected + 1, t.set ? sizeof(uint32_t) : vec_item_size((type_kind)t.kind));
    if (t.set) {
        c->elements = collect_new(env, memory, type_element(t), expected);
        c->all.as.set.offsets = data;
    } else {
        vec_set_data(&c->all, data);
    }
    return data && (!t.set || c->elements) ? c : NULL;
}

/* ---- Room ---- */

static status move(arena *a, void **data, size_t count, size_t capacity, size_t size)
{
    void *wider = arena_array(a, capacity, size);
    if (!wider)
        return ST_NO_MEMORY;
    if (count)
        memcpy(wider, *data, count * size);
    *data = wider;
    return ST_OK;
}

static status reserve(collector *c, size_t more)
{
    size_t needed = c->all.count + more;
    if (needed <= c->capacity)
        return ST_OK;
    if (needed > EXEC_ROWS_MAX)
        return exec_too_many_rows(c->env, "the query makes", EXEC_ROWS_MAX);
    size_t capacity = c->capacity < 128 ? 256 : c->capacity * 2;
    capacity = capacity < needed ? needed : capacity;
    void *data = c->all.type.set ? (void *)c->all.as.set.offsets : vec_data(&c->all);
    size_t size = c->all.type.set ? sizeof(uint32_t) : vec_item_size((type_kind)c->all.type.kind);
    TRY(move(c->memory, &data, c->all.count + 1, capacity + 1, size));
    if (c->all.type.set)
        c->all.as.set.offsets = data;
    else
        vec_set_data(&c->all, data);
    if (c->all.missing) {
        void *missing = c->all.missing;
        TRY(move(c->memory, &missing, c->all.count, capacity + 1, 1));
        c->all.missing = missing;
    }
    c->capacity = capacity;
    return ST_OK;
}

static status add_missing(collector *c, const vec *v)
{
    if (!v->missing)
        return ST_OK;
    if (!c->all.missing)
        c->all.missing = arena_alloc(c->memory, c->capacity + 1);
    if (!c->all.missing)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < v->count; ++i)
        c->all.missing[c->all.count + i] = v->missing[vec_at(v, i)];
    return ST_OK;
}

/* ---- Texts ---- */

#define UNMAPPED UINT32_MAX

/* Codes of `v` as provisional codes. `map` remembers what was looked up where the dictionary is not much larger than the block. */
static status translate(collector *c, const dict *d, const uint32_t *codes, const uint8_t *missing, size_t mask, size_t count,
                        uint32_t *out)
{
    arena local = exec_arena(c->env);
    uint32_t *map = d->count <= 2 * count + 64 ? ARENA_ARRAY(&local, d->count, uint32_t) : NULL;
    if (map)
        memset(map, 0xff, d->count * sizeof *map);
    status st = ST_OK;
    for (size_t i = 0; i < count && st == ST_OK; ++i) {
        uint32_t code = codes[i & mask];
        if (missing && missing[i & mask]) {
            out[i] = 0;
        } else if (map && map[code] != UNMAPPED) {
            out[i] = map[code];
        } else {
            st = dict_builder_add(c->texts, d->text[code], &out[i]);
            if (map)
                map[code] = out[i];
        }
    }
    arena_free(&local);
    return st;
}

/* From now on the texts get a dictionary of their own. */
static status unite(collector *c)
{
    c->texts = dict_builder_new(c->memory);
    if (!c->texts)
        return ST_NO_MEMORY;
    uint32_t *codes = c->all.as.text.codes;
    return c->lasting ? translate(c, c->lasting, codes, c->all.missing, SIZE_MAX, c->all.count, codes) : ST_OK;
}

static bool all_missing(const vec *v)
{
    for (size_t i = 0; i < v->count; ++i)
        if (!vec_missing(v, i))
            return false;
    return true;
}

static status add_texts(collector *c, const vec *v)
{
    uint32_t *codes = c->all.as.text.codes + c->all.count;
    const dict *d = v->as.text.dict;
    bool same = d == c->lasting && !c->texts;
    if (!same && all_missing(v)) {
        memset(codes, 0, v->count * sizeof *codes);
        return ST_OK;
    }
    if (!same && !c->lasting && !c->texts && exec_dict_lasts(c->env, d)) {
        c->lasting = d;
        same = true;
    }
    if (!same && !c->texts)
        TRY(unite(c));
    if (c->texts)
        return translate(c, d, v->as.text.codes, v->missing, v->mask, v->count, codes);
    for (size_t i = 0; i < v->count; ++i)
        codes[i] = v->as.text.codes[vec_at(v, i)];
    return ST_OK;
}

static status end_texts(collector *c)
{
    c->all.as.text.dict = c->lasting ? c->lasting : &exec_no_texts;
    if (!c->texts || dict_builder_count(c->texts) == 0)
        return ST_OK;
    uint32_t *renumber = NULL;
    TRY(dict_builder_finish(c->texts, c->memory, c->memory, &c->all.as.text.dict, &renumber));
    for (size_t i = 0; i < c->all.count; ++i)
        c->all.as.text.codes[i] = renumber[c->all.as.text.codes[i]];
    return c->memory == &c->env->memory ? exec_keep_dict(c->env, c->all.as.text.dict) : ST_OK;
}

/* ---- Rows ---- */

static void copy_entries(vec *to, const vec *from)
{
    size_t size = vec_item_size((type_kind)to->type.kind);
    unsigned char *place = (unsigned char *)vec_data(to) + to->count * size;
    const unsigned char *data = vec_data(from);
    if (from->mask) {
        memcpy(place, data, from->count * size);
        return;
    }
    for (size_t i = 0; i < from->count; ++i)
        memcpy(place + i * size, data, size);
}

/* A set that is the same for all rows is repeated. */
static status add_sets(collector *c, const vec *v)
{
    const uint32_t *offsets = v->as.set.offsets;
    uint32_t *to = c->all.as.set.offsets + c->all.count;
    bool whole = v->mask && offsets[0] == 0 && offsets[v->count] == v->as.set.elements->count;
    size_t base = c->elements->all.count, flat = 0;
    for (size_t i = 0; i < v->count; ++i) {
        size_t k = vec_at(v, i);
        flat += offsets[k + 1] - offsets[k];
        if (base + flat > EXEC_ROWS_MAX)
            return exec_too_many_rows(c->env, "the query makes sets of", EXEC_ROWS_MAX);
        to[i + 1] = (uint32_t)(base + flat);
    }
    if (whole)
        return collect_add(c->elements, v->as.set.elements);
    uint32_t *picks = ARENA_ARRAY(&c->env->block, flat, uint32_t);
    if (!picks)
        return ST_NO_MEMORY;
    for (size_t i = 0, n = 0; i < v->count; ++i)
        for (uint32_t k = offsets[vec_at(v, i)]; k < offsets[vec_at(v, i) + 1]; ++k)
            picks[n++] = k;
    vec picked;
    TRY(vec_pick(&c->env->block, v->as.set.elements, picks, flat, &picked));
    return collect_add(c->elements, &picked);
}

status collect_add(collector *c, const vec *v)
{
    if (v->count == 0)
        return ST_OK;
    TRY(reserve(c, v->count));
    if (v->type.set) {
        TRY(add_sets(c, v));
    } else {
        TRY(add_missing(c, v));
        if (v->type.kind == TYPE_TEXT)
            TRY(add_texts(c, v));
        else
            copy_entries(&c->all, v);
    }
    c->all.count += v->count;
    return ST_OK;
}

status collect_end(collector *c, vec *out)
{
    if (c->all.type.set) {
        vec *elements = ARENA_NEW(c->memory, vec);
        if (!elements)
            return ST_NO_MEMORY;
        TRY(collect_end(c->elements, elements));
        c->all.as.set.elements = elements;
    } else if (c->all.type.kind == TYPE_TEXT) {
        TRY(end_texts(c));
    }
    *out = c->all;
    return ST_OK;
}
