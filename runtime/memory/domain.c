/* Which leaves have few possible values, and the number of a row's value straight from the narrow column. */
#include "runtime/memory/domain.h"

/* ---- Finding one ---- */

typedef struct span_of {
    int64_t least, greatest;
} span_of;

static void widen(span_of *s, int64_t x)
{
    s->least = x < s->least ? x : s->least;
    s->greatest = x > s->greatest ? x : s->greatest;
}

/* First days and lengths of a column are looked through once; data with open ends spreads too far and is left alone. Not every pair of a day and a
 * length need occur, so there must be far fewer of them than rows. */
static void periods_domain(const col *c, size_t worthwhile, domain *d)
{
    span_of first = {INT64_MAX, INT64_MIN}, length = {INT64_MAX, INT64_MIN};
    if (c->count / 4 > worthwhile || c->count == 0)
        return;
    for (size_t i = 0; i < c->count; ++i) {
        if (col_missing(c, i))
            continue;
        int64_t begin = col_int_at(&c->first, i);
        widen(&first, begin);
        widen(&length, col_int_at(&c->second, i) - begin);
    }
    if (first.least > first.greatest || first.greatest - first.least > CAL_LAST || length.greatest - length.least > CAL_LAST)
        return;
    int64_t lengths = length.greatest - length.least + 1, size = (first.greatest - first.least + 1) * lengths;
    if ((uint64_t)size > worthwhile / 8)
        return;
    d->kind = DOMAIN_PERIODS;
    d->size = (size_t)size;
    d->first = first.least;
    d->shortest = length.least;
    d->lengths = lengths;
}

static void ints_domain(const col *c, domain *d)
{
    if (c->first.width > 2)
        return;
    d->kind = DOMAIN_INTS;
    d->size = (size_t)1 << (8 * c->first.width);
    d->first = c->first.base;
    /* A span that goes past the largest number is not worth a thought. */
    if (d->first > INT64_MAX - (int64_t)d->size)
        d->kind = DOMAIN_NONE;
}

static void field_domain(const exec_env *env, const plan_expr *leaf, size_t worthwhile, domain *d)
{
    const col *c = exec_column(env, leaf->collection, leaf->field);
    d->column = c;
    d->track = leaf->index;
    if (c->type.kind == TYPE_TEXT && c->dict) {
        d->kind = DOMAIN_TEXTS;
        d->dict = c->dict;
        d->size = c->dict->count;
    } else if (c->type.kind == TYPE_LINK) {
        d->kind = DOMAIN_LINKS;
        d->size = env->data->collections[c->type.target].rows;
    } else if (c->type.kind == TYPE_BOOL || c->type.kind == TYPE_INT || c->type.kind == TYPE_DATE) {
        ints_domain(c, d);
    } else if (c->type.kind == TYPE_PERIOD) {
        periods_domain(c, worthwhile, d);
    }
}

static void temp_domain(const exec_env *env, const plan_expr *leaf, const relation *rel, domain *d)
{
    const vec *v = rel->temps[leaf->index].data;
    d->temp = v;
    d->track = rel->temps[leaf->index].track;
    if (v->type.kind == TYPE_TEXT) {
        d->kind = DOMAIN_TEXTS;
        d->dict = v->as.text.dict;
        d->size = d->dict->count;
    } else if (v->type.kind == TYPE_LINK) {
        d->kind = DOMAIN_LINKS;
        d->size = env->data->collections[v->type.target].rows;
    }
}

/* A row by itself: worth a table only where it comes more than once. */
static void row_domain(const exec_env *env, const plan_expr *leaf, size_t worthwhile, domain *d)
{
    d->size = env->data->collections[leaf->collection].rows;
    d->track = leaf->index;
    if (d->size < worthwhile)
        d->kind = DOMAIN_LINKS;
}

void domain_of(const exec_env *env, const expr_needs *needs, const relation *rel, size_t worthwhile, domain *out)
{
    *out = (domain){0};
    if (needs->elements || needs->rows == NEEDS_MORE)
        return;
    if (needs->rows == NEEDS_NOTHING) {
        *out = (domain){.kind = DOMAIN_CONSTANT, .size = 1};
        return;
    }
    out->type = needs->leaf->type;
    if (out->type.set || !rel)
        return;
    if (needs->leaf->kind == PLAN_FIELD)
        field_domain(env, needs->leaf, worthwhile, out);
    else if (needs->leaf->kind == PLAN_ROW)
        row_domain(env, needs->leaf, worthwhile, out);
    else
        temp_domain(env, needs->leaf, rel, out);
    if (out->kind && (out->size > worthwhile || out->size >= EXEC_ROWS_MAX))
        out->kind = DOMAIN_NONE;
}

/* ---- Its values ---- */

static void store_value(const domain *d, size_t number, size_t at, vec *out)
{
    int64_t k = (int64_t)number;
    switch ((type_kind)d->type.kind) {
    case TYPE_TEXT:
        out->as.text.codes[at] = (uint32_t)number;
        break;
    case TYPE_LINK:
        out->as.rows[at] = (uint32_t)number;
        break;
    case TYPE_BOOL:
        out->as.bools[at] = d->first + k != 0;
        break;
    case TYPE_INT:
        out->as.ints[at] = d->first + k;
        break;
    case TYPE_DATE:
        out->as.dates[at] = (day)(d->first + k);
        break;
    case TYPE_PERIOD:
        out->as.periods[at].first = (day)(d->first + k / d->lengths);
        out->as.periods[at].last = (day)(d->first + k / d->lengths + d->shortest + k % d->lengths);
        break;
    default:
        break;
    }
}

status domain_values(const domain *d, arena *a, size_t begin, size_t count, vec *out)
{
    bool has_missing = begin + count > d->size;
    TRY(vec_make(a, d->type, count, has_missing, out));
    if (d->type.kind == TYPE_TEXT)
        out->as.text.dict = d->dict;
    for (size_t i = 0; i < count && begin + i < d->size; ++i)
        store_value(d, begin + i, i, out);
    if (has_missing)
        out->missing[count - 1] = 1;
    node_mend_text(out);
    return ST_OK;
}

/* ---- Numbers of rows ---- */

#define READ_WIDTH(W, ints, ROW)                                                                                                           \
    do {                                                                                                                                   \
        const W *data_ = (ints)->data;                                                                                                     \
        for (size_t i = 0; i < count; ++i)                                                                                                 \
            out[i] = (uint32_t)(base + data_[ROW]);                                                                                        \
    } while (0)

/* out[i] = the integer at ROW, `base` being what is added. */
#define READ_INTS(ints, ROW)                                                                                                               \
    do {                                                                                                                                   \
        if ((ints)->width == 1)                                                                                                            \
            READ_WIDTH(uint8_t, ints, ROW);                                                                                                \
        else if ((ints)->width == 2)                                                                                                       \
            READ_WIDTH(uint16_t, ints, ROW);                                                                                               \
        else if ((ints)->width == 4)                                                                                                       \
            READ_WIDTH(uint32_t, ints, ROW);                                                                                               \
        else if ((ints)->width == 8)                                                                                                       \
            READ_WIDTH(uint64_t, ints, ROW);                                                                                               \
        else                                                                                                                               \
            for (size_t i = 0; i < count; ++i)                                                                                             \
                out[i] = (uint32_t)base;                                                                                                   \
    } while (0)

/* Lengths come in two steps: last day less first day, then the number of the pair. Fillers of missing rows are overwritten afterwards. */
#define READ_PERIODS(ROW)                                                                                                                  \
    do {                                                                                                                                   \
        for (size_t i = 0; i < count; ++i) {                                                                                               \
            int64_t first_ = col_int_at(&d->column->first, ROW), length_ = col_int_at(&d->column->second, ROW) - first_;                   \
            out[i] = (uint32_t)((first_ - d->first) * d->lengths + (length_ - d->shortest));                                               \
        }                                                                                                                                  \
    } while (0)

#define READ_NUMBERS(ROW)                                                                                                                  \
    do {                                                                                                                                   \
        const col_ints *ints_ = &d->column->first;                                                                                         \
        const uint64_t base = d->kind == DOMAIN_INTS ? 0 : (uint64_t)ints_->base;                                                          \
        if (d->kind == DOMAIN_PERIODS)                                                                                                     \
            READ_PERIODS(ROW);                                                                                                             \
        else                                                                                                                               \
            READ_INTS(ints_, ROW);                                                                                                         \
        for (size_t i = 0; d->column->missing && i < count; ++i)                                                                           \
            if (col_missing(d->column, ROW))                                                                                               \
                out[i] = (uint32_t)d->size;                                                                                                \
    } while (0)

static void temp_numbers(const domain *d, const uint32_t *rows, size_t begin, size_t count, uint32_t *out)
{
    const uint32_t *codes = d->kind == DOMAIN_TEXTS ? d->temp->as.text.codes : d->temp->as.rows;
    for (size_t i = 0; i < count; ++i) {
        size_t row = rows ? rows[i] : begin + i;
        out[i] = vec_missing(d->temp, row) ? (uint32_t)d->size : codes[vec_at(d->temp, row)];
    }
}

static void row_numbers(const uint32_t *rows, size_t begin, size_t count, uint32_t *out)
{
    for (size_t i = 0; i < count; ++i)
        out[i] = rows ? rows[i] : (uint32_t)(begin + i);
}

void domain_numbers_from(const domain *d, size_t begin, size_t count, uint32_t *out)
{
    if (d->temp)
        temp_numbers(d, NULL, begin, count, out);
    else if (d->column)
        READ_NUMBERS(begin + i);
    else
        row_numbers(NULL, begin, count, out);
}

void domain_numbers(const domain *d, const uint32_t *rows, size_t count, uint32_t *out)
{
    bool absent = false;
    for (size_t i = 0; i < count; ++i)
        absent |= rows[i] == EXEC_NO_ROW;
    for (size_t i = 0; absent && i < count; ++i) {
        out[i] = (uint32_t)d->size;
        if (rows[i] != EXEC_NO_ROW)
            domain_numbers(d, &rows[i], 1, &out[i]);
    }
    if (absent)
        return;
    if (d->temp)
        temp_numbers(d, rows, 0, count, out);
    else if (d->column)
        READ_NUMBERS(rows[i]);
    else
        row_numbers(rows, 0, count, out);
}
