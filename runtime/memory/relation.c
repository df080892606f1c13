/* Tracks of row numbers: made, composed, cut. */
#include "runtime/memory/relation.h"

#include <string.h>

status rel_scan(arena *a, size_t rows, relation *out)
{
    const uint32_t **tracks = ARENA_ARRAY(a, 1, const uint32_t *);
    *out = (relation){.rows = rows, .tracks = tracks, .track_count = 1, .slot_count = 1};
    return tracks ? ST_OK : ST_NO_MEMORY;
}

status rel_of_temps(arena *a, const vec *temps, size_t temp_count, size_t rows, relation *out)
{
    const uint32_t **tracks = ARENA_ARRAY(a, 1, const uint32_t *);
    rel_temp *list = ARENA_ARRAY(a, temp_count, rel_temp);
    if (!tracks || !list)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < temp_count; ++i)
        list[i] = (rel_temp){.data = &temps[i], .track = 0};
    *out = (relation){.rows = rows, .tracks = tracks, .track_count = 1, .temps = list, .temp_count = temp_count};
    return ST_OK;
}

/* One track seen through a list of rows. Equal tracks are common (after a group all temps share one), but few: no need to share work. */
static status compose(arena *a, const uint32_t *track, const uint32_t *rows, size_t count, const uint32_t **out)
{
    *out = rows;
    if (!track)
        return ST_OK;
    uint32_t *composed = ARENA_ARRAY(a, count, uint32_t);
    if (!composed)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        composed[i] = track[rows[i]];
    *out = composed;
    return ST_OK;
}

status rel_pick(arena *a, const relation *in, const uint32_t *rows, size_t count, relation *out)
{
    const uint32_t **tracks = ARENA_ARRAY(a, in->track_count, const uint32_t *);
    if (!tracks)
        return ST_NO_MEMORY;
    for (size_t t = 0; t < in->track_count; ++t)
        TRY(compose(a, in->tracks[t], rows, count, &tracks[t]));
    *out = *in;
    out->rows = count;
    out->tracks = tracks;
    return ST_OK;
}

/* The rows [begin, begin + count) of a track that had no list of its own. */
static status count_up(arena *a, size_t begin, size_t count, const uint32_t **out)
{
    uint32_t *rows = ARENA_ARRAY(a, count, uint32_t);
    if (!rows)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        rows[i] = (uint32_t)(begin + i);
    *out = rows;
    return ST_OK;
}

status rel_cut(arena *a, const relation *in, size_t begin, size_t count, relation *out)
{
    const uint32_t **tracks = ARENA_ARRAY(a, in->track_count, const uint32_t *);
    if (!tracks)
        return ST_NO_MEMORY;
    const uint32_t *counted = NULL;
    for (size_t t = 0; t < in->track_count; ++t) {
        if (in->tracks[t])
            tracks[t] = in->tracks[t] + begin;
        else if (begin > 0 && !counted)
            TRY(count_up(a, begin, count, &counted));
        if (!in->tracks[t])
            tracks[t] = counted;
    }
    *out = *in;
    out->rows = count;
    out->tracks = tracks;
    return ST_OK;
}

status rel_add_temp(arena *a, const relation *in, const vec *temp, relation *out)
{
    return rel_add_temp_by(a, in, temp, NULL, out);
}

status rel_add_temp_by(arena *a, const relation *in, const vec *temp, const uint32_t *rows, relation *out)
{
    const uint32_t **tracks = ARENA_ARRAY(a, in->track_count + 1, const uint32_t *);
    rel_temp *temps = ARENA_ARRAY(a, in->temp_count + 1, rel_temp);
    if (!tracks || !temps)
        return ST_NO_MEMORY;
    for (size_t t = 0; t < in->track_count; ++t)
        tracks[t] = in->tracks[t];
    for (size_t t = 0; t < in->temp_count; ++t)
        temps[t] = in->temps[t];
    tracks[in->track_count] = rows;
    temps[in->temp_count] = (rel_temp){.data = temp, .track = in->track_count};
    *out = *in;
    out->tracks = tracks;
    out->track_count = in->track_count + 1;
    out->temps = temps;
    out->temp_count = in->temp_count + 1;
    return ST_OK;
}

status rel_rows_reserve(rel_rows *r, size_t more)
{
    if (more <= r->capacity - r->count)
        return ST_OK;
    size_t capacity = r->capacity ? r->capacity * 2 : 256;
    while (capacity - r->count < more)
        capacity *= 2;
    uint32_t *rows = ARENA_ARRAY(r->memory, capacity, uint32_t);
    if (!rows)
        return ST_NO_MEMORY;
    if (r->count)
        memcpy(rows, r->rows, r->count * sizeof *rows);
    r->rows = rows;
    r->capacity = capacity;
    return ST_OK;
}
