/* Packing: integers into the narrowest width above a base, decimals into scaled integers where they fit, missing into bits. */
#include "runtime/model/column_pack.h"

#include "runtime/model/column_read.h"

/* ---- Integers ---- */

typedef struct int_range {
    int64_t low, high;
} int_range;

static int_range range_of(const int64_t *values, const bool *missing, size_t count)
{
    int_range r = {0, 0};
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (missing && missing[i])
            continue;
        r.low = !any || values[i] < r.low ? values[i] : r.low;
        r.high = !any || values[i] > r.high ? values[i] : r.high;
        any = true;
    }
    return r;
}

static uint8_t width_for(uint64_t largest)
{
    if (largest == 0)
        return 0;
    if (largest <= UINT8_MAX)
        return 1;
    if (largest <= UINT16_MAX)
        return 2;
    return largest <= UINT32_MAX ? 4 : 8;
}

static void store(void *data, uint8_t width, size_t i, uint64_t v)
{
    switch (width) {
    case 1:
        ((uint8_t *)data)[i] = (uint8_t)v;
        break;
    case 2:
        ((uint16_t *)data)[i] = (uint16_t)v;
        break;
    case 4:
        ((uint32_t *)data)[i] = (uint32_t)v;
        break;
    default:
        ((uint64_t *)data)[i] = v;
        break;
    }
}

status pack_ints(arena *a, const int64_t *values, const bool *missing, size_t count, col_ints *out)
{
    int_range r = range_of(values, missing, count);
    uint8_t width = width_for((uint64_t)r.high - (uint64_t)r.low);
    *out = (col_ints){.width = width, .base = r.low};
    if (!width)
        return ST_OK;
    void *data = arena_array(a, count, width);
    if (!data)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        store(data, width, i, missing && missing[i] ? 0 : (uint64_t)values[i] - (uint64_t)r.low);
    out->data = data;
    return ST_OK;
}

/* ---- Missing ---- */

static status pack_missing(arena *a, const bool *missing, size_t count, const uint64_t **out)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any = any || missing[i];
    *out = NULL;
    if (!any)
        return ST_OK;
    uint64_t *bits = ARENA_ARRAY(a, (count + 63) / 64, uint64_t);
    if (!bits)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        bits[i / 64] |= (uint64_t)missing[i] << (i % 64);
    *out = bits;
    return ST_OK;
}

/* ---- Decimals ---- */

/* The fewest places after the point that hold a value exactly. */
static unsigned places_of(dec v)
{
    unsigned places = DEC_PLACES;
    while (places > 0 && v % 10 == 0) {
        v /= 10;
        places--;
    }
    return places;
}

static unsigned places_for(const raw_column *raw)
{
    unsigned places = 0;
    for (size_t i = 0; i < raw->count; i++) {
        unsigned own = raw->missing[i] || raw->wide[i] == 0 ? 0 : places_of(raw->wide[i]);
        places = own > places ? own : places;
    }
    return places;
}

/* As integers with `places`; false if one of them needs more than 64 bits. */
static bool scale_down(const raw_column *raw, unsigned places, int64_t *out)
{
    int64_t unit = power_of_ten(DEC_PLACES - places);
    for (size_t i = 0; i < raw->count; i++) {
        dec scaled = raw->missing[i] ? 0 : raw->wide[i] / unit;
        if (scaled < INT64_MIN || scaled > INT64_MAX)
            return false;
        out[i] = (int64_t)scaled;
    }
    return true;
}

static status copy_decimals(arena *a, const raw_column *raw, const dec **out)
{
    dec *copy = ARENA_ARRAY(a, raw->count, dec);
    if (!copy)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < raw->count; i++)
        copy[i] = raw->missing[i] ? 0 : raw->wide[i];
    *out = copy;
    return ST_OK;
}

static status pack_decimals(arena *a, arena *scratch, const raw_column *raw, col *out)
{
    int64_t *scaled = ARENA_ARRAY(scratch, raw->count, int64_t);
    if (!scaled)
        return ST_NO_MEMORY;
    unsigned places = places_for(raw);
    if (!scale_down(raw, places, scaled))
        return copy_decimals(a, raw, &out->decimals);
    out->places = (uint8_t)places;
    return pack_ints(a, scaled, raw->missing, raw->count, &out->first);
}

status pack_scalars(arena *a, arena *scratch, const raw_column *raw, col *out)
{
    out->count = raw->count;
    TRY(pack_missing(a, raw->missing, raw->count, &out->missing));
    if (raw->second)
        TRY(pack_ints(a, raw->second, raw->missing, raw->count, &out->second));
    if (raw->wide)
        return pack_decimals(a, scratch, raw, out);
    return pack_ints(a, raw->first, raw->missing, raw->count, &out->first);
}
