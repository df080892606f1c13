/* Dictionaries: collecting distinct texts by hashing, sorting them once, finding them by halving. */
#include "runtime/model/dict.h"

#include "base/text.h"
#include "runtime/model/dict_sort.h"

/* ---- Collecting ---- */

/* What looking up needs without a look at the text: 32 bits of its hash, and its code + 1; 0 is a free slot. */
typedef struct slot {
    uint32_t hash, code;
} slot;

/* Open addressing with linear probing; at most half full. */
struct dict_builder {
    arena *memory;
    str *text;
    size_t count, capacity;
    slot *slots;
    size_t slot_count; /* a power of two */
};

enum { FIRST_SLOTS = 64 };

dict_builder *dict_builder_new(arena *a)
{
    dict_builder *b = ARENA_NEW(a, dict_builder);
    if (!b)
        return NULL;
    b->memory = a;
    b->slot_count = FIRST_SLOTS;
    b->slots = ARENA_ARRAY(a, FIRST_SLOTS, slot);
    return b->slots ? b : NULL;
}

/* The slot that holds the text, or the free one where it belongs. */
static slot *slot_of(const dict_builder *b, str text, uint32_t hash)
{
    size_t at = hash & (b->slot_count - 1);
    while (b->slots[at].code && (b->slots[at].hash != hash || !str_equal(b->text[b->slots[at].code - 1], text)))
        at = (at + 1) & (b->slot_count - 1);
    return &b->slots[at];
}

static status grow_slots(dict_builder *b)
{
    size_t count = b->slot_count * 2;
    slot *slots = ARENA_ARRAY(b->memory, count, slot);
    if (!slots)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < b->slot_count; i++) {
        size_t at = b->slots[i].hash & (count - 1);
        while (b->slots[i].code && slots[at].code)
            at = (at + 1) & (count - 1);
        if (b->slots[i].code)
            slots[at] = b->slots[i];
    }
    b->slots = slots;
    b->slot_count = count;
    return ST_OK;
}

status dict_builder_add(dict_builder *b, str text, uint32_t *code)
{
    uint32_t hash = (uint32_t)str_hash(text);
    slot *place = slot_of(b, text, hash);
    if (place->code) {
        *code = place->code - 1;
        return ST_OK;
    }
    if (b->count >= UINT32_MAX - 1)
        return ST_NO_MEMORY;
    str copy = arena_str(b->memory, text);
    if (text.n && !copy.n)
        return ST_NO_MEMORY;
    str *item = arena_push(b->memory, (void **)&b->text, &b->count, &b->capacity, sizeof *item);
    if (!item)
        return ST_NO_MEMORY;
    *item = copy;
    *code = (uint32_t)b->count - 1;
    place->hash = hash;
    place->code = (uint32_t)b->count;
    return b->count * 2 > b->slot_count ? grow_slots(b) : ST_OK;
}

size_t dict_builder_count(const dict_builder *b)
{
    return b->count;
}

str dict_builder_text(const dict_builder *b, uint32_t code)
{
    return b->text[code];
}

/* ---- Sorting ---- */

/* The folded forms, in `a`. */
static status fold_all(const dict_builder *b, arena *a, str *folds)
{
    sbuf one = {0};
    for (size_t i = 0; i < b->count && !one.failed && !a->failed; i++) {
        sbuf_clear(&one);
        text_fold(&one, b->text[i]);
        folds[i] = one.n ? arena_str(a, sbuf_str(&one)) : STR("");
    }
    bool failed = one.failed || a->failed;
    sbuf_free(&one);
    return failed ? ST_NO_MEMORY : ST_OK;
}

status dict_builder_finish(dict_builder *b, arena *a, arena *scratch, const dict **out, uint32_t **renumber)
{
    dict *d = ARENA_NEW(a, dict);
    str *text = ARENA_ARRAY(a, b->count, str), *fold = ARENA_ARRAY(a, b->count, str);
    str *folds = ARENA_ARRAY(scratch, b->count, str);
    uint32_t *codes = ARENA_ARRAY(scratch, b->count, uint32_t), *order;
    if (!d || !text || !fold || !folds || !codes)
        return ST_NO_MEMORY;
    TRY(fold_all(b, a, folds));
    TRY(dict_sort(scratch, b->text, folds, b->count, &order));
    for (size_t i = 0; i < b->count; i++) {
        text[i] = arena_str(a, b->text[order[i]]);
        fold[i] = folds[order[i]];
        codes[order[i]] = (uint32_t)i;
        if (b->text[order[i]].n && !text[i].n)
            return ST_NO_MEMORY;
    }
    *d = (dict){.count = b->count, .text = text, .fold = fold, .sorted = true};
    *out = d;
    *renumber = codes;
    return ST_OK;
}

/* ---- Finding ---- */

int dict_compare_texts(str a_text, str a_fold, str b_text, str b_fold)
{
    int order = str_compare(a_fold, b_fold);
    return order ? order : str_compare(a_text, b_text);
}

/* The first code whose folded form is `fold` or later, or the count. */
static size_t lower_bound(const dict *d, str fold)
{
    size_t low = 0, high = d->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(d->fold[middle], fold) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t dict_find(const dict *d, str text, str fold)
{
    for (size_t i = lower_bound(d, fold); i < d->count && str_equal(d->fold[i], fold); i++)
        if (str_equal(d->text[i], text))
            return (int64_t)i;
    return -1;
}

int64_t dict_find_fold(const dict *d, str fold)
{
    size_t i = lower_bound(d, fold);
    return i < d->count && str_equal(d->fold[i], fold) ? (int64_t)i : -1;
}
