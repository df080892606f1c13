/* The function descriptor: one row for each function, operator and aggregate of the language.
 *
 * The rows themselves are in stdlib/ (one table); type check, plan, executors, completion, help and the reference derive from them. */
#ifndef CYQ_MODEL_FUNCTION_H
#define CYQ_MODEL_FUNCTION_H

#include "runtime/model/vector.h"

typedef enum function_class {
    FN_SCALAR,    /* of the values of one row */
    FN_PREDICATE, /* of one row, gives a bool that is never missing: false where an argument is missing */
    FN_MEASURE,   /* of a whole set of one row: size, total, mean … */
    FN_AGGREGATE, /* over rows */
    FN_MODAL,     /* of a condition, over all the times that the row may have: the checker writes it out, nothing evaluates it */
    FN_WINDOW     /* beside a row, of the rows that belong together with it: share, running … */
} function_class;

/* What a parameter takes or a result is. */
typedef enum param_kind {
    PARAM_NONE,
    PARAM_BOOL,
    PARAM_INT,
    PARAM_NUMBER /* takes int, too */,
    PARAM_MONEY,
    PARAM_TEXT /* takes a link's name, too */,
    PARAM_DATE,
    PARAM_PERIOD /* takes a date, too */,
    PARAM_DURATION,
    PARAM_ANY,     /* any type; the same one wherever PARAM_ANY stands in the row */
    PARAM_SET_ANY, /* set of that type */
    PARAM_SET_BOOL,
    PARAM_SET_INT,
    PARAM_SET_NUMBER,
    PARAM_SET_MONEY,
    PARAM_SET_TEXT,
    PARAM_SET_DATE,
    PARAM_SET_PERIOD,
    PARAM_REGEX /* a constant pattern: given as a text vector of one constant; compiled once through function_call.prepared */
} param_kind;

enum { FUNCTION_ARGS_MAX = 4 };

/* The databases that functions are written in SQL for. */
typedef enum function_dialect { FUNCTION_SQLITE, FUNCTION_POSTGRES, FUNCTION_DIALECTS } function_dialect;

typedef struct function function;

/* What an evaluator gets beside its arguments. */
typedef struct function_call {
    arena *scratch;          /* for the result and anything on the way; gone after the block */
    size_t count;            /* rows wanted */
    void *prepared;          /* what `prepare` made, or NULL */
    size_t uncomputable;     /* an evaluator adds rows that had all arguments but no result (division by zero, overflow, no such date) */
    size_t mixed_currencies; /* rows or groups whose sum mixes currencies */
    const col_link_order *order;
    /* Asks whether to go on (the host's stop, the limit of memory): anything but ST_OK is to be returned. NULL while constants are folded. Through function_poll. */
    status (*poll)(void *data);
    void *poll_data;
} function_call;

/* For an evaluator that makes much of few rows: to be called with the number of things made so far, and asks at some of these only. */
status function_poll(const function_call *call, size_t made);

/* Fills `out` (count rows, type given in out->type). Rows with a missing argument are the caller's: whatever the evaluator makes of them is then
 * overwritten with missing (or false for a predicate), so fillers must be harmless. It sets out->missing itself only for uncomputable rows. A measure sees sets as they are. */
typedef status (*function_eval)(function_call *call, const vec *const *args, vec *out);

/* An aggregate keeps one state of `state_size` zeroed bytes for each group. */
typedef struct aggregate {
    size_t state_size;
    /* Takes in rows: row i belongs to group[i]. `arg` is NULL for count of rows; missing rows were left out by the caller, sets spread into elements. `memory` lives until
     * finish. Rows come in their order, over many calls. */
    status (*update)(function_call *call, arena *memory, void *states, const uint32_t *group, const vec *arg, size_t count);
    /* One result for each of `groups` states. */
    status (*finish)(function_call *call, const void *states, size_t groups, vec *out);
} aggregate;

/* The values of a window function: fills `out` (call->count rows). Row i belongs to part[i], which is below `parts`; rows come in their order, all at once.
 * `arg` is NULL where the function takes none; its missing rows are the evaluator's to look at. It sets out->missing itself, and counts in `call` the rows that
 * had what they need but no result. Texts and sets of the result may be those of `arg`. */
typedef status (*function_window)(function_call *call, const uint32_t *part, size_t parts, const vec *arg, vec *out);

struct function {
    const char *name; /* as called: "sum", "days"; of an operator as written: "+", "=" */
    function_class class;
    bool operator_; /* written between its arguments, not called */
    param_kind args[FUNCTION_ARGS_MAX];
    uint8_t arg_count;
    param_kind result;
    function_eval eval;         /* of one row or set */
    const aggregate *aggregate; /* aggregates */
    function_window window;     /* window functions */
    /* Makes something once per query from a constant argument (a compiled pattern), all of it in `memory`; NULL for most.
     * A wrong constant returns ST_ERROR with a message for people in *message and its byte offset in the constant in *at. */
    status (*prepare)(arena *memory, const value *constant, bool ignore_case, void **prepared, str *message, size_t *at);
    /* In SQL: an expression that is NULL where an argument is, gives the same as `eval` and cannot fail; NULL: there is none. {1} stands for the first argument, {1b} for
     * its second part (the last day of a period, the currency of money), {1f} for its folded form, {1n} for a form of a number or amount that compares as it does. A result
     * of two parts has " ;; " between them. */
    const char *sql[FUNCTION_DIALECTS];
    const char *help;    /* one line */
    const char *example; /* a query on the built-in data that uses it; tests run it */
};

typedef struct function_table {
    const function *rows;
    size_t count;
} function_table;

/* Appends how it is written and what it gives: "round(number, int): number", "text ~ text: bool", "count: int". */
void function_signature(sbuf *out, const function *f);
/* "function", "measure", "aggregate", "operator": what people call it. Static. */
const char *function_kind_name(const function *f);

#endif
