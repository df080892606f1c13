/* Values of every type as words. What does not fit 64 bits is ranked. */
#include "runtime/memory/order.h"

#include <string.h>

static uint64_t *new_words(arena *a, size_t rows, order_column *out)
{
    out->words = ARENA_ARRAY(a, rows, uint64_t);
    return out->words;
}

/* Reads entry `i` of some array as an integer. */
typedef int64_t int_reader(const vec *v, size_t i);

static int64_t read_bool(const vec *v, size_t i)
{
    return v->as.bools[i] != 0;
}

static int64_t read_int(const vec *v, size_t i)
{
    return v->as.ints[i];
}

static int64_t read_date(const vec *v, size_t i)
{
    return v->as.dates[i];
}

static int64_t read_first(const vec *v, size_t i)
{
    return v->as.periods[i].first;
}

static int64_t read_last(const vec *v, size_t i)
{
    return v->as.periods[i].last;
}

static int64_t read_months(const vec *v, size_t i)
{
    return v->as.durations[i].months;
}

static int64_t read_amount(const vec *v, size_t i)
{
    return v->as.durations[i].amount;
}

static int64_t read_currency(const vec *v, size_t i)
{
    return v->as.moneys[i].currency;
}

/* One word a row as it is, every one a sequence of its own: for integers that take all of 64 bits. */
static status rank_plain(exec_env *env, arena *a, order_column *c, size_t rows, size_t each)
{
    uint32_t *offsets = ARENA_ARRAY(a, rows + 1, uint32_t);
    if (!offsets)
        return ST_NO_MEMORY;
    for (size_t i = 0; i <= rows; ++i)
        offsets[i] = (uint32_t)(i * each);
    return order_rank(env, a, c->words, offsets, rows, c);
}

/* The least value becomes word 0; missing rows count as it. */
static status int_words(exec_env *env, arena *a, const vec *v, int_reader *read, order_column *out)
{
    int64_t least = INT64_MAX, greatest = INT64_MIN;
    if (!new_words(a, v->count, out))
        return ST_NO_MEMORY;
    for (size_t i = 0; i < v->count; ++i) {
        int64_t x = read(v, vec_at(v, i));
        out->words[i] = (uint64_t)x;
        if (vec_missing(v, i))
            continue;
        least = x < least ? x : least;
        greatest = x > greatest ? x : greatest;
    }
    uint64_t span = (uint64_t)greatest - (uint64_t)least;
    bool wide = least <= greatest && span >= UINT64_MAX - 1;
    for (size_t i = 0; i < v->count; ++i)
        out->words[i] = vec_missing(v, i) ? 0 : out->words[i] - (uint64_t)least;
    out->bound = least > greatest ? 1 : span + 1;
    return wide ? rank_plain(env, a, out, v->count, 1) : ST_OK;
}

/* ---- Decimals and money ---- */

typedef dec dec_reader(const vec *v, size_t i);

static dec read_number(const vec *v, size_t i)
{
    return v->as.numbers[i];
}

static dec read_cents(const vec *v, size_t i)
{
    return v->as.moneys[i].cents;
}

/* Two words a row, the upper one with its sign bit turned. */
static status rank_decs(exec_env *env, arena *a, const vec *v, dec_reader *read, order_column *out)
{
    __extension__ typedef unsigned __int128 wide;
    if (v->count > UINT32_MAX / 2)
        return exec_too_many_rows(env, "numbers cannot be compared in", UINT32_MAX / 2);
    if (!new_words(a, v->count * 2, out))
        return ST_NO_MEMORY;
    for (size_t i = 0; i < v->count; ++i) {
        wide x = (wide)read(v, vec_at(v, i));
        out->words[2 * i] = (uint64_t)(x >> 64) ^ (UINT64_C(1) << 63);
        out->words[2 * i + 1] = (uint64_t)x;
    }
    return rank_plain(env, a, out, v->count, 2);
}

static status dec_words(exec_env *env, arena *a, const vec *v, dec_reader *read, order_column *out)
{
    dec least = 0, greatest = 0;
    bool some = false;
    for (size_t i = 0; i < v->count; ++i) {
        dec x = read(v, vec_at(v, i));
        if (vec_missing(v, i))
            continue;
        least = !some || x < least ? x : least;
        greatest = !some || x > greatest ? x : greatest;
        some = true;
    }
    if (greatest - least >= (dec)(UINT64_MAX / 2))
        return rank_decs(env, a, v, read, out);
    if (!new_words(a, v->count, out))
        return ST_NO_MEMORY;
    for (size_t i = 0; i < v->count; ++i)
        out->words[i] = vec_missing(v, i) ? 0 : (uint64_t)(read(v, vec_at(v, i)) - least);
    out->bound = (uint64_t)(greatest - least) + 1;
    return ST_OK;
}

/* ---- Texts and links ---- */

typedef struct by_text {
    const dict *dict;
    uint32_t *codes, *spare;
} by_text;

static int compare_codes(const dict *d, uint32_t a, uint32_t b)
{
    return dict_compare_texts(d->text[a], d->fold[a], d->text[b], d->fold[b]);
}

static void merge_codes(const by_text *by, size_t begin, size_t end)
{
    if (end - begin < 2)
        return;
    size_t middle = begin + (end - begin) / 2, i = begin, k = middle;
    merge_codes(by, begin, middle);
    merge_codes(by, middle, end);
    for (size_t to = begin; to < end; ++to) {
        bool left = k == end || (i < middle && compare_codes(by->dict, by->codes[i], by->codes[k]) <= 0);
        by->spare[to] = left ? by->codes[i++] : by->codes[k++];
    }
    memcpy(by->codes + begin, by->spare + begin, (end - begin) * sizeof *by->codes);
}

/* The place of each code in the order of texts; equal texts have one place. */
static status text_places(arena *a, const dict *d, uint32_t **out)
{
    by_text by = {.dict = d, .codes = ARENA_ARRAY(a, d->count, uint32_t), .spare = ARENA_ARRAY(a, d->count, uint32_t)};
    uint32_t *places = ARENA_ARRAY(a, d->count, uint32_t);
    if (!by.codes || !by.spare || !places)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < d->count; ++i)
        by.codes[i] = (uint32_t)i;
    merge_codes(&by, 0, d->count);
    for (size_t i = 1; i < d->count; ++i) {
        bool new = compare_codes(d, by.codes[i - 1], by.codes[i]) != 0;
        places[by.codes[i]] = places[by.codes[i - 1]] + new;
    }
    *out = places;
    return ST_OK;
}

static status text_words(arena *a, const vec *v, order_column *out)
{
    const dict *d = v->as.text.dict;
    uint32_t *places = NULL;
    if (!new_words(a, v->count, out))
        return ST_NO_MEMORY;
    if (!d->sorted)
        TRY(text_places(a, d, &places));
    for (size_t i = 0; i < v->count; ++i) {
        uint32_t code = v->as.text.codes[vec_at(v, i)];
        out->words[i] = places ? places[code] : code;
    }
    out->bound = d->count;
    return ST_OK;
}

static status link_words(const exec_env *env, arena *a, const vec *v, order_column *out)
{
    if (!new_words(a, v->count, out))
        return ST_NO_MEMORY;
    for (size_t i = 0; i < v->count; ++i)
        if (!vec_missing(v, i))
            out->words[i] = env->order.position(env->order.data, v->type.target, v->as.rows[vec_at(v, i)]);
    out->bound = env->data->collections[v->type.target].rows + 1;
    return ST_OK;
}

/* ---- Sets ---- */

static void sort_few(uint64_t *words, uint32_t *items, size_t count)
{
    for (size_t i = 1; i < count; ++i) {
        uint64_t word = words[i];
        uint32_t item = items[i];
        size_t k = i;
        for (; k > 0 && words[k - 1] > word; --k) {
            words[k] = words[k - 1];
            items[k] = items[k - 1];
        }
        words[k] = word;
        items[k] = item;
    }
}

/* Sorts the elements of one set. Large ones go through order_sort. */
static status sort_set(exec_env *env, uint64_t *words, uint32_t *items, size_t count, uint64_t bound)
{
    if (count <= 32) {
        sort_few(words, items, count);
        return ST_OK;
    }
    arena local = exec_arena(env);
    uint32_t *rows = NULL;
    uint64_t *word_copy = ARENA_ARRAY(&local, count, uint64_t);
    uint32_t *item_copy = ARENA_ARRAY(&local, count, uint32_t);
    status st = word_copy && item_copy ? order_sort(env, &local, &(order_column){words, bound}, count, &rows) : ST_NO_MEMORY;
    if (st == ST_OK) {
        memcpy(word_copy, words, count * sizeof *words);
        memcpy(item_copy, items, count * sizeof *items);
        for (size_t i = 0; i < count; ++i) {
            words[i] = word_copy[rows[i]];
            items[i] = item_copy[rows[i]];
        }
    }
    arena_free(&local);
    return st;
}

static size_t drop_repeats(uint64_t *words, uint32_t *items, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; ++i) {
        if (kept && words[kept - 1] == words[i])
            continue;
        words[kept] = words[i];
        items[kept++] = items[i];
    }
    return kept;
}

/* For each row its distinct elements in order: their words, and which of the elements they are. */
typedef struct sorted_sets {
    uint32_t *offsets, *items;
    order_column words;
} sorted_sets;

static status sort_sets(exec_env *env, arena *a, const vec *sets, sorted_sets *out)
{
    const uint32_t *from = sets->as.set.offsets;
    order_column all;
    TRY(order_words(env, a, sets->as.set.elements, &all));
    size_t total = 0;
    for (size_t i = 0; i < sets->count; ++i)
        total += from[vec_at(sets, i) + 1] - from[vec_at(sets, i)];
    out->offsets = ARENA_ARRAY(a, sets->count + 1, uint32_t);
    out->items = ARENA_ARRAY(a, total, uint32_t);
    out->words.bound = all.bound;
    if (!new_words(a, total, &out->words) || !out->offsets || !out->items)
        return ST_NO_MEMORY;
    uint32_t at = 0;
    for (size_t i = 0; i < sets->count; ++i) {
        uint32_t begin = from[vec_at(sets, i)], size = from[vec_at(sets, i) + 1] - begin;
        for (uint32_t k = 0; k < size; ++k) {
            out->words.words[at + k] = all.words[begin + k];
            out->items[at + k] = begin + k;
        }
        TRY(sort_set(env, out->words.words + at, out->items + at, size, all.bound));
        at += (uint32_t)drop_repeats(out->words.words + at, out->items + at, size);
        out->offsets[i + 1] = at;
    }
    return ST_OK;
}

status order_distinct_sets(exec_env *env, arena *a, vec *sets)
{
    sorted_sets sorted;
    vec *elements = ARENA_NEW(a, vec);
    if (!elements)
        return ST_NO_MEMORY;
    size_t rows = sets->count;
    vec stored = *sets;
    stored.count = sets->mask ? rows : 1;
    TRY(sort_sets(env, a, &stored, &sorted));
    TRY(vec_pick(a, sets->as.set.elements, sorted.items, sorted.offsets[stored.count], elements));
    sets->as.set.offsets = sorted.offsets;
    sets->as.set.elements = elements;
    return ST_OK;
}

static status set_words(exec_env *env, arena *a, const vec *v, order_column *out)
{
    sorted_sets sorted;
    TRY(sort_sets(env, a, v, &sorted));
    return order_rank(env, a, sorted.words.words, sorted.offsets, v->count, out);
}

/* ---- All types ---- */

static status pair_words(exec_env *env, arena *a, const vec *v, int_reader *first, int_reader *second, order_column *out)
{
    order_column parts[2];
    TRY(int_words(env, a, v, first, &parts[0]));
    TRY(int_words(env, a, v, second, &parts[1]));
    return order_combine(env, a, parts, 2, v->count, out);
}

static status money_words(exec_env *env, arena *a, const vec *v, order_column *out)
{
    order_column parts[2];
    TRY(int_words(env, a, v, read_currency, &parts[0]));
    TRY(dec_words(env, a, v, read_cents, &parts[1]));
    return order_combine(env, a, parts, 2, v->count, out);
}

static status words_of(exec_env *env, arena *a, const vec *v, order_column *out)
{
    if (v->type.set)
        return set_words(env, a, v, out);
    switch ((type_kind)v->type.kind) {
    case TYPE_BOOL:
        return int_words(env, a, v, read_bool, out);
    case TYPE_INT:
        return int_words(env, a, v, read_int, out);
    case TYPE_NUMBER:
        return dec_words(env, a, v, read_number, out);
    case TYPE_MONEY:
        return money_words(env, a, v, out);
    case TYPE_TEXT:
        return text_words(a, v, out);
    case TYPE_DATE:
        return int_words(env, a, v, read_date, out);
    case TYPE_PERIOD:
        return pair_words(env, a, v, read_first, read_last, out);
    case TYPE_DURATION:
        return pair_words(env, a, v, read_months, read_amount, out);
    case TYPE_LINK:
        return link_words(env, a, v, out);
    default:
        return ST_ERROR;
    }
}

status order_words(exec_env *env, arena *a, const vec *v, order_column *out)
{
    if (v->count == 0) {
        *out = (order_column){.bound = 1};
        return new_words(a, 0, out) ? ST_OK : ST_NO_MEMORY;
    }
    TRY(words_of(env, a, v, out));
    for (size_t i = 0; i < v->count; ++i)
        if (vec_missing(v, i))
            out->words[i] = ORDER_MISSING;
    return ST_OK;
}

void order_reverse(order_column *c, size_t rows)
{
    for (size_t i = 0; i < rows; ++i)
        if (c->words[i] != ORDER_MISSING)
            c->words[i] = c->bound - 1 - c->words[i];
}

/* ---- Several columns as one ---- */

/* Mixed digits: each column is a digit below bound + 1, missing being the largest. False if the number of combinations does not fit. */
static bool radix(const order_column *columns, size_t count, uint64_t *bound)
{
    uint64_t all = 1;
    for (size_t k = 0; k < count; ++k)
        if (columns[k].bound == UINT64_MAX || __builtin_mul_overflow(all, columns[k].bound + 1, &all))
            return false;
    *bound = all;
    return all < UINT64_MAX;
}

static status rank_columns(exec_env *env, arena *a, const order_column *columns, size_t count, size_t rows, order_column *out)
{
    if (rows && count > UINT32_MAX / rows)
        return exec_too_many_rows(env, "so many columns cannot be compared in", UINT32_MAX / count);
    if (!new_words(a, rows * count, out))
        return ST_NO_MEMORY;
    for (size_t i = 0; i < rows; ++i)
        for (size_t k = 0; k < count; ++k)
            out->words[i * count + k] = columns[k].words[i];
    return rank_plain(env, a, out, rows, count);
}

status order_combine(exec_env *env, arena *a, order_column *columns, size_t count, size_t rows, order_column *out)
{
    uint64_t bound = 0;
    if (!radix(columns, count, &bound))
        return rank_columns(env, a, columns, count, rows, out);
    if (count == 0) {
        out->bound = 1;
        return new_words(a, rows, out) ? ST_OK : ST_NO_MEMORY;
    }
    uint64_t *words = columns[0].words;
    for (size_t i = 0; i < rows; ++i)
        words[i] = words[i] == ORDER_MISSING ? columns[0].bound : words[i];
    for (size_t k = 1; k < count; ++k)
        for (size_t i = 0; i < rows; ++i) {
            uint64_t digit = columns[k].words[i] == ORDER_MISSING ? columns[k].bound : columns[k].words[i];
            words[i] = words[i] * (columns[k].bound + 1) + digit;
        }
    *out = (order_column){.words = words, .bound = bound};
    return ST_OK;
}
