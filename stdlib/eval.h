/* What evaluators share: declarations of all of them, reporting rows without a result, and text results. */
#ifndef CYQ_STDLIB_EVAL_H
#define CYQ_STDLIB_EVAL_H

#include "runtime/model/function.h"

/* Every evaluator and aggregate that the table names is declared by the table itself. */
#define DECLARE_EVALUATOR(evaluator) status evaluator(function_call *call, const vec *const *args, vec *out);
#define CALLED(name, args, result, evaluator, help, example, sql) DECLARE_EVALUATOR(evaluator)
#define ASKED(name, args, evaluator, help, example, sql) DECLARE_EVALUATOR(evaluator)
#define WRITTEN(name, args, result, evaluator, help, example, sql) DECLARE_EVALUATOR(evaluator)
#define COMPARED(name, args, evaluator, preparation, help, example, sql) DECLARE_EVALUATOR(evaluator)
#define WEIGHED(name, help, example)
#define MEASURED(name, args, result, evaluator, help, example) DECLARE_EVALUATOR(evaluator)
#define AGGREGATED(name, args, result, over, help, example) extern const aggregate over;
#define WINDOWED(name, args, result, evaluator, help, example)                                                                             \
    status evaluator(function_call *call, const uint32_t *part, size_t parts, const vec *arg, vec *out);
#include "stdlib/functions.def"
#undef CALLED
#undef ASKED
#undef WRITTEN
#undef COMPARED
#undef WEIGHED
#undef MEASURED
#undef AGGREGATED
#undef WINDOWED
#undef DECLARE_EVALUATOR

/* PARAM_REGEX: see function.prepare. */
status eval_matches_prepare(arena *memory, const value *constant, bool ignore_case, void **prepared, str *message, size_t *at);

/* Row i has no result by definition (the days of an open period): missing, not counted. */
status eval_none(function_call *call, vec *out, size_t i);
/* Row i has all its arguments but cannot be computed: missing and counted. Nothing if one of its `count` arguments is missing. */
status eval_uncomputable(function_call *call, const vec *const *args, size_t count, vec *out, size_t i);
/* The same for a sum of two currencies. */
status eval_mixed(function_call *call, const vec *const *args, size_t count, vec *out, size_t i);
bool eval_has_missing(const vec *const *args, size_t count, size_t i);

/* An evaluator of one or two arguments: COMPUTE is an expression in x (and y) that stores into *r and says whether there is a result;
 * FAIL reports a row that has none. */
#define EVAL_UNARY(NAME, X, XFIELD, RTYPE, RFIELD, COMPUTE)                                                                                \
    status NAME(function_call *call, const vec *const *args, vec *out)                                                                     \
    {                                                                                                                                      \
        TRY(vec_make(call->scratch, type_of(RTYPE), call->count, false, out));                                                             \
        for (size_t i = 0; i < call->count; i++) {                                                                                         \
            const X x = args[0]->as.XFIELD[vec_at(args[0], i)];                                                                            \
            __typeof__(*out->as.RFIELD) *r = &out->as.RFIELD[i];                                                                           \
            if (!(COMPUTE))                                                                                                                \
                TRY(eval_uncomputable(call, args, 1, out, i));                                                                             \
        }                                                                                                                                  \
        return ST_OK;                                                                                                                      \
    }

#define EVAL_BINARY(NAME, X, XFIELD, Y, YFIELD, RTYPE, RFIELD, COMPUTE, FAIL)                                                              \
    status NAME(function_call *call, const vec *const *args, vec *out)                                                                     \
    {                                                                                                                                      \
        TRY(vec_make(call->scratch, type_of(RTYPE), call->count, false, out));                                                             \
        for (size_t i = 0; i < call->count; i++) {                                                                                         \
            const X x = args[0]->as.XFIELD[vec_at(args[0], i)];                                                                            \
            const Y y = args[1]->as.YFIELD[vec_at(args[1], i)];                                                                            \
            __typeof__(*out->as.RFIELD) *r = &out->as.RFIELD[i];                                                                           \
            if (!(COMPUTE))                                                                                                                \
                TRY(FAIL(call, args, 2, out, i));                                                                                          \
        }                                                                                                                                  \
        return ST_OK;                                                                                                                      \
    }

/* Results of type text, row by row: each row puts one text (in NFC or not; it is copied), then the end makes the dictionary. */
typedef struct text_results {
    const function_call *call;
    arena *scratch;
    dict_builder *texts;
    vec *out;
    size_t count;
} text_results;

status text_results_begin(text_results *r, function_call *call, size_t count, vec *out);
status text_results_put(text_results *r, str text);
status text_results_end(text_results *r);

#endif
