/* The function table: functions.def as rows. */
#include "stdlib/functions.h"

#include "stdlib/eval.h"

#define ARGS0() .arg_count = 0
#define ARGS1(a) .args = {PARAM_##a}, .arg_count = 1
#define ARGS2(a, b) .args = {PARAM_##a, PARAM_##b}, .arg_count = 2
#define ARGS3(a, b, c) .args = {PARAM_##a, PARAM_##b, PARAM_##c}, .arg_count = 3
#define ARGS4(a, b, c, d) .args = {PARAM_##a, PARAM_##b, PARAM_##c, PARAM_##d}, .arg_count = 4

#define NO_SQL .sql = {NULL, NULL}
#define SQL(text) .sql = {text, text}
#define SQL2(sqlite, postgres) .sql = {sqlite, postgres}

/* clang-format off */
#define CALLED(called, params, gives, evaluator, says, shows, in_sql) \
    {.name = called, .class = FN_SCALAR, params, .result = PARAM_##gives, .eval = evaluator, .help = says, .example = shows, in_sql},
#define ASKED(called, params, evaluator, says, shows, in_sql) \
    {.name = called, .class = FN_PREDICATE, params, .result = PARAM_BOOL, .eval = evaluator, .help = says, .example = shows, in_sql},
#define WRITTEN(called, params, gives, evaluator, says, shows, in_sql) \
    {.name = called, .class = FN_SCALAR, .operator_ = true, params, .result = PARAM_##gives, .eval = evaluator, .help = says, .example = shows, in_sql},
#define COMPARED(called, params, evaluator, preparation, says, shows, in_sql) \
    {.name = called, .class = FN_PREDICATE, .operator_ = true, params, .result = PARAM_BOOL, .eval = evaluator, .prepare = preparation, .help = says, .example = shows, in_sql},
#define WEIGHED(called, says, shows) \
    {.name = called, .class = FN_MODAL, ARGS1(BOOL), .result = PARAM_BOOL, .help = says, .example = shows},
#define MEASURED(called, params, gives, evaluator, says, shows) \
    {.name = called, .class = FN_MEASURE, params, .result = PARAM_##gives, .eval = evaluator, .help = says, .example = shows},
#define AGGREGATED(called, params, gives, over, says, shows) \
    {.name = called, .class = FN_AGGREGATE, params, .result = PARAM_##gives, .aggregate = &over, .help = says, .example = shows},
#define WINDOWED(called, params, gives, evaluator, says, shows) \
    {.name = called, .class = FN_WINDOW, params, .result = PARAM_##gives, .window = evaluator, .help = says, .example = shows},

static const function rows[] = {
#include "stdlib/functions.def"
};
/* clang-format on */

const function_table stdlib_functions = {.rows = rows, .count = sizeof rows / sizeof *rows};
