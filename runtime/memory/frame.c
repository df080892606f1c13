/* Frames: blocks of rows, parts of them, elements of sets. */
#include "runtime/memory/frame.h"

static status with_relation(frame f, frame *out)
{
    f.tracks = ARENA_ARRAY(f.scratch, f.rel->track_count, const uint32_t *);
    *out = f;
    return f.tracks ? ST_OK : ST_NO_MEMORY;
}

status frame_block(arena *scratch, const relation *rel, size_t begin, size_t count, frame *out)
{
    return with_relation((frame){.count = count, .scratch = scratch, .rel = rel, .begin = begin}, out);
}

status frame_rows(arena *scratch, const relation *rel, const uint32_t *rows, size_t count, frame *out)
{
    return with_relation((frame){.count = count, .scratch = scratch, .rel = rel, .rows = rows}, out);
}

void frame_domain(arena *scratch, const vec *domain, frame *out)
{
    *out = (frame){.count = domain->count, .scratch = scratch, .domain = domain};
}

void frame_only_elements(arena *scratch, const vec *elements, frame *out)
{
    *out = (frame){.count = elements->count, .scratch = scratch, .element = elements};
}

/* The root's rows of a child whose row i is row map[i] of its parent. */
static status root_rows(const frame *parent, const uint32_t *map, size_t count, const uint32_t **out)
{
    if (!parent->rows && parent->begin == 0) {
        *out = map;
        return ST_OK;
    }
    uint32_t *rows = ARENA_ARRAY(parent->scratch, count, uint32_t);
    if (!rows)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        rows[i] = parent->rows ? parent->rows[map[i]] : (uint32_t)(parent->begin + map[i]);
    *out = rows;
    return ST_OK;
}

static status child(const frame *parent, const uint32_t *map, const vec *element, size_t count, frame *out)
{
    frame f = {.parent = parent, .to_parent = map, .element = element, .count = count, .scratch = parent->scratch, .rel = parent->rel};
    f.domain = parent->domain;
    f.rows = parent->rows;
    f.begin = parent->begin;
    if (map && (f.rel || f.domain)) {
        TRY(root_rows(parent, map, count, &f.rows));
        f.begin = 0;
    }
    if (f.rel)
        return with_relation(f, out);
    *out = f;
    return ST_OK;
}

status frame_select(const frame *parent, const uint32_t *rows, size_t count, frame *out)
{
    return child(parent, rows, NULL, count, out);
}

status frame_elements(const frame *parent, const uint32_t *to_parent, const vec *elements, frame *out)
{
    return child(parent, to_parent, elements, elements->count, out);
}

bool frame_contiguous(const frame *f, size_t track, size_t *begin)
{
    *begin = f->begin;
    return !f->rows && !f->rel->tracks[track];
}

status frame_track(frame *f, size_t track, const uint32_t **out)
{
    const uint32_t *base = f->rel->tracks[track];
    if (!base && f->rows) {
        *out = f->rows;
        return ST_OK;
    }
    if (base && !f->rows) {
        *out = base + f->begin;
        return ST_OK;
    }
    if (!f->tracks[track]) {
        uint32_t *rows = ARENA_ARRAY(f->scratch, f->count, uint32_t);
        if (!rows)
            return ST_NO_MEMORY;
        for (size_t i = 0; i < f->count; ++i)
            rows[i] = base ? base[f->rows[i]] : (uint32_t)(f->begin + i);
        f->tracks[track] = rows;
    }
    *out = f->tracks[track];
    return ST_OK;
}

/* Follows one frame outwards: *map leads from the asking frame's rows to those of `f`, and then to those of its parent. */
static status outwards(const frame *f, arena *scratch, size_t count, const uint32_t **map)
{
    if (!f->to_parent || !*map) {
        *map = f->to_parent ? f->to_parent : *map;
        return ST_OK;
    }
    uint32_t *next = ARENA_ARRAY(scratch, count, uint32_t);
    if (!next)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        next[i] = f->to_parent[(*map)[i]];
    *map = next;
    return ST_OK;
}

status frame_element(const frame *f, uint32_t index, vec *out)
{
    const uint32_t *map = NULL;
    const frame *at = f;
    for (;; at = at->parent) {
        if (at->element && index-- == 0)
            break;
        TRY(outwards(at, f->scratch, f->count, &map));
    }
    if (map && at->element->mask)
        return vec_pick(f->scratch, at->element, map, f->count, out);
    *out = *at->element;
    out->count = f->count;
    return ST_OK;
}
