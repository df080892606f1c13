/* Two relations as one: side by side, or one behind the other. */
#include <string.h>

#include "runtime/memory/relation.h"

/* Tracks are the slots of both, then the tracks of temps of both, then one more; here is where each of the left's and right's comes to stand. */
static size_t track_place(const relation *left, const relation *right, bool is_right, size_t track)
{
    const relation *own = is_right ? right : left;
    if (track < own->slot_count)
        return track + (is_right ? left->slot_count : 0);
    size_t slots = left->slot_count + right->slot_count;
    return slots + (is_right ? left->track_count - left->slot_count : 0) + track - own->slot_count;
}

/* The layout of both, with all tracks NULL. */
static status lay_out(arena *a, const relation *left, const relation *right, size_t rows, const uint32_t ***tracks, relation *out)
{
    size_t track_count = left->track_count + right->track_count + 1;
    rel_temp *temps = ARENA_ARRAY(a, left->temp_count + right->temp_count, rel_temp);
    *tracks = ARENA_ARRAY(a, track_count, const uint32_t *);
    if (!temps || !*tracks)
        return ST_NO_MEMORY;
    size_t at = 0;
    for (size_t i = 0; i < left->temp_count; ++i)
        temps[at++] = (rel_temp){.data = left->temps[i].data, .track = track_place(left, right, false, left->temps[i].track)};
    for (size_t i = 0; i < right->temp_count; ++i)
        temps[at++] = (rel_temp){.data = right->temps[i].data, .track = track_place(left, right, true, right->temps[i].track)};
    *out = (relation){.rows = rows,
                      .tracks = *tracks,
                      .track_count = track_count,
                      .slot_count = left->slot_count + right->slot_count,
                      .temps = temps,
                      .temp_count = at};
    return ST_OK;
}

/* A track seen through a list in which rows may be absent. */
static status follow(arena *a, const uint32_t *track, const uint32_t *rows, size_t count, const uint32_t **out)
{
    *out = rows;
    if (!track)
        return ST_OK;
    uint32_t *followed = ARENA_ARRAY(a, count, uint32_t);
    if (!followed)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; ++i)
        followed[i] = rows[i] == UINT32_MAX ? UINT32_MAX : track[rows[i]];
    *out = followed;
    return ST_OK;
}

status rel_join(arena *a, const relation *left, const uint32_t *left_rows, const relation *right, const uint32_t *right_rows, size_t count,
                relation *out)
{
    const uint32_t **tracks;
    TRY(lay_out(a, left, right, count, &tracks, out));
    for (size_t t = 0; t < left->track_count; ++t)
        TRY(follow(a, left->tracks[t], left_rows, count, &tracks[track_place(left, right, false, t)]));
    for (size_t t = 0; t < right->track_count; ++t)
        TRY(follow(a, right->tracks[t], right_rows, count, &tracks[track_place(left, right, true, t)]));
    return ST_OK;
}

status rel_half(arena *a, const relation *left, const relation *right, bool is_right, relation *out)
{
    const uint32_t **tracks;
    const relation *own = is_right ? right : left;
    TRY(lay_out(a, left, right, own->rows, &tracks, out));
    for (size_t t = 0; t < own->track_count; ++t)
        tracks[track_place(left, right, is_right, t)] = own->tracks[t];
    return ST_OK;
}

static void copy_track(const uint32_t *track, size_t rows, uint32_t *out)
{
    if (track)
        memcpy(out, track, rows * sizeof *out);
    for (size_t i = 0; !track && i < rows; ++i)
        out[i] = (uint32_t)i;
}

status rel_append(arena *a, const relation *first, const relation *second, relation *out)
{
    size_t rows = first->rows + second->rows;
    const uint32_t **tracks = ARENA_ARRAY(a, first->slot_count, const uint32_t *);
    if (!tracks)
        return ST_NO_MEMORY;
    for (size_t t = 0; t < first->slot_count; ++t) {
        uint32_t *both = ARENA_ARRAY(a, rows, uint32_t);
        if (!both)
            return ST_NO_MEMORY;
        copy_track(first->tracks[t], first->rows, both);
        copy_track(second->tracks[t], second->rows, both + first->rows);
        tracks[t] = both;
    }
    *out = (relation){.rows = rows, .tracks = tracks, .track_count = first->slot_count, .slot_count = first->slot_count};
    return ST_OK;
}
