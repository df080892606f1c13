/* Comparisons: the same, and in which order. Each type has its loops written once, by a macro that the compiler can make vector code of. */
#include "stdlib/eval.h"

/* A kernel fills `out` for `count` rows; constants are taken out of the loop. */
typedef void kernel(const vec *a, const vec *b, size_t count, uint8_t *restrict out);

/* TEST is an expression in x and y of type T. */
#define KERNEL(NAME, T, FIELD, TEST)                                                                                                       \
    static void NAME(const vec *a, const vec *b, size_t count, uint8_t *restrict out)                                                      \
    {                                                                                                                                      \
        const T *xs = a->as.FIELD, *ys = b->as.FIELD;                                                                                      \
        if (!a->mask && !b->mask) {                                                                                                        \
            const T x = xs[0], y = ys[0];                                                                                                  \
            for (size_t i = 0; i < count; i++)                                                                                             \
                out[i] = (TEST);                                                                                                           \
        } else if (!b->mask) {                                                                                                             \
            const T y = ys[0];                                                                                                             \
            for (size_t i = 0; i < count; i++) {                                                                                           \
                const T x = xs[i];                                                                                                         \
                out[i] = (TEST);                                                                                                           \
            }                                                                                                                              \
        } else if (!a->mask) {                                                                                                             \
            const T x = xs[0];                                                                                                             \
            for (size_t i = 0; i < count; i++) {                                                                                           \
                const T y = ys[i];                                                                                                         \
                out[i] = (TEST);                                                                                                           \
            }                                                                                                                              \
        } else {                                                                                                                           \
            for (size_t i = 0; i < count; i++) {                                                                                           \
                const T x = xs[i], y = ys[i];                                                                                              \
                out[i] = (TEST);                                                                                                           \
            }                                                                                                                              \
        }                                                                                                                                  \
    }

static status run(function_call *call, const vec *const *args, vec *out, kernel *with)
{
    TRY(vec_make(call->scratch, type_of(TYPE_BOOL), call->count, false, out));
    if (call->count)
        with(args[0], args[1], call->count, out->as.bools);
    return ST_OK;
}

#define EVALUATOR(NAME, KERNEL_NAME)                                                                                                       \
    status NAME(function_call *call, const vec *const *args, vec *out)                                                                     \
    {                                                                                                                                      \
        return run(call, args, out, KERNEL_NAME);                                                                                          \
    }

#define COMPARISON(NAME, T, FIELD, TEST)                                                                                                   \
    KERNEL(kernel_##NAME, T, FIELD, TEST)                                                                                                  \
    EVALUATOR(eval_##NAME, kernel_##NAME)

/* ---- Order of numbers and money ---- */

COMPARISON(lt_int, int64_t, ints, x < y)
COMPARISON(le_int, int64_t, ints, x <= y)
COMPARISON(gt_int, int64_t, ints, x > y)
COMPARISON(ge_int, int64_t, ints, x >= y)

COMPARISON(lt_number, dec, numbers, x < y)
COMPARISON(le_number, dec, numbers, x <= y)
COMPARISON(gt_number, dec, numbers, x > y)
COMPARISON(ge_number, dec, numbers, x >= y)

COMPARISON(lt_money, money, moneys, (x.currency == y.currency) & (x.cents < y.cents))
COMPARISON(le_money, money, moneys, (x.currency == y.currency) & (x.cents <= y.cents))
COMPARISON(gt_money, money, moneys, (x.currency == y.currency) & (x.cents > y.cents))
COMPARISON(ge_money, money, moneys, (x.currency == y.currency) & (x.cents >= y.cents))

/* ---- Order of lengths of time ---- */

KERNEL(kernel_lt_duration, duration, durations, (x.months == y.months) & (x.amount < y.amount))
KERNEL(kernel_le_duration, duration, durations, (x.months == y.months) & (x.amount <= y.amount))
KERNEL(kernel_gt_duration, duration, durations, (x.months == y.months) & (x.amount > y.amount))
KERNEL(kernel_ge_duration, duration, durations, (x.months == y.months) & (x.amount >= y.amount))
KERNEL(kernel_other_unit, duration, durations, x.months != y.months)

/* Days against months cannot be told: false, and counted. */
static status run_durations(function_call *call, const vec *const *args, vec *out, kernel *with)
{
    vec other;
    TRY(run(call, args, &other, kernel_other_unit));
    for (size_t i = 0; i < call->count; i++)
        call->uncomputable += other.as.bools[i] && !eval_has_missing(args, 2, i);
    return run(call, args, out, with);
}

#define DURATION_EVALUATOR(NAME)                                                                                                           \
    status eval_##NAME(function_call *call, const vec *const *args, vec *out)                                                              \
    {                                                                                                                                      \
        return run_durations(call, args, out, kernel_##NAME);                                                                              \
    }

DURATION_EVALUATOR(lt_duration)
DURATION_EVALUATOR(le_duration)
DURATION_EVALUATOR(gt_duration)
DURATION_EVALUATOR(ge_duration)

/* ---- Periods ---- */

COMPARISON(lt_period, period, periods, x.last < y.first)
COMPARISON(le_period, period, periods, x.last <= y.last)
COMPARISON(gt_period, period, periods, x.first > y.last)
COMPARISON(ge_period, period, periods, x.first >= y.first)
COMPARISON(overlaps, period, periods, (x.first <= y.last) & (y.first <= x.last))
COMPARISON(within, period, periods, (y.first <= x.first) & (x.last <= y.last))
COMPARISON(contains_period, period, periods, (x.first <= y.first) & (y.last <= x.last))

/* ---- Texts, by their folded forms ---- */

/* TEST is an expression in the rows' folded forms x and y. */
#define TEXT_COMPARISON(NAME, TEST)                                                                                                        \
    static void kernel_##NAME(const vec *a, const vec *b, size_t count, uint8_t *restrict out)                                             \
    {                                                                                                                                      \
        for (size_t i = 0; i < count; i++) {                                                                                               \
            const str x = vec_fold(a, i), y = vec_fold(b, i);                                                                              \
            out[i] = (TEST);                                                                                                               \
        }                                                                                                                                  \
    }                                                                                                                                      \
    EVALUATOR(eval_##NAME, kernel_##NAME)

TEXT_COMPARISON(equal_text, str_equal(x, y))
TEXT_COMPARISON(contains_text, str_find(x, y) != SIZE_MAX)
TEXT_COMPARISON(starts, str_starts(x, y))
TEXT_COMPARISON(ends, str_ends(x, y))
TEXT_COMPARISON(lt_text, str_compare(x, y) < 0)
TEXT_COMPARISON(le_text, str_compare(x, y) <= 0)
TEXT_COMPARISON(gt_text, str_compare(x, y) > 0)
TEXT_COMPARISON(ge_text, str_compare(x, y) >= 0)

/* ---- Exactly the same ---- */

KERNEL(same_bool, uint8_t, bools, (x != 0) == (y != 0))
KERNEL(same_int, int64_t, ints, x == y)
KERNEL(same_number, dec, numbers, x == y)
KERNEL(same_money, money, moneys, (x.currency == y.currency) & (x.cents == y.cents))
KERNEL(same_date, day, dates, x == y)
KERNEL(same_period, period, periods, (x.first == y.first) & (x.last == y.last))
KERNEL(same_duration, duration, durations, (x.amount == y.amount) & (x.months == y.months))
KERNEL(same_link, uint32_t, rows, x == y)
KERNEL(same_code, uint32_t, text.codes, x == y)

static void same_text(const vec *a, const vec *b, size_t count, uint8_t *restrict out)
{
    if (a->as.text.dict == b->as.text.dict) {
        same_code(a, b, count, out);
        return;
    }
    for (size_t i = 0; i < count; i++)
        out[i] = str_equal(vec_text(a, i), vec_text(b, i));
}

static status same_sets(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_BOOL), call->count, false, out));
    for (size_t i = 0; i < call->count; i++) {
        value x, y;
        TRY(vec_value(call->scratch, args[0], i, call->order, &x));
        TRY(vec_value(call->scratch, args[1], i, call->order, &y));
        out->as.bools[i] = value_compare(&x, &y, call->order) == 0;
    }
    return ST_OK;
}

status eval_same(function_call *call, const vec *const *args, vec *out)
{
    static kernel *const kernels[TYPE_KIND_COUNT] = {
        [TYPE_BOOL] = same_bool,   [TYPE_INT] = same_int,       [TYPE_NUMBER] = same_number,
        [TYPE_MONEY] = same_money, [TYPE_TEXT] = same_text,     [TYPE_DATE] = same_date,
        [TYPE_LINK] = same_link,   [TYPE_PERIOD] = same_period, [TYPE_DURATION] = same_duration,
    };
    if (args[0]->type.set)
        return same_sets(call, args, out);
    kernel *with = kernels[args[0]->type.kind];
    if (!with)
        return vec_make(call->scratch, type_of(TYPE_BOOL), call->count, false, out);
    return run(call, args, out, with);
}
