/* SQLite. What it lacks are functions and a table function of ours, which sqlite_functions.c registers; dates are texts, which compare as dates do. */
#include "runtime/sql/dialect.h"

static str fold(arena *a, str x, const size_t tables[2])
{
    (void)tables;
    return arena_printf(a, "cyq_fold(%.*s)", STR_ARG(x));
}

static str by_code_point(arena *a, str x)
{
    (void)a;
    return x; /* BINARY compares bytes, and those of UTF-8 are in the order of code points */
}

static str in_order(arena *a, str x)
{
    return arena_printf(a, "cyq_order(%.*s)", STR_ARG(x));
}

static str units(arena *a, const char *unit, str first, str last, str alias)
{
    return arena_printf(a, "cyq_units('%s', %.*s, %.*s) AS %.*s", unit, STR_ARG(first), STR_ARG(last), STR_ARG(alias));
}

static str unit_part(arena *a, const char *unit, str alias, size_t part)
{
    (void)unit;
    return arena_printf(a, "%.*s.%s", STR_ARG(alias), part == 0 ? "first" : "last");
}

/* Inside, rows are found by what ties them to the row outside: the plus keeps SQLite from going through all of the list for each of these instead. */
static str in_query(arena *a, str key, str query, bool wanted, bool inside)
{
    return arena_printf(a, "%s%.*s %s %.*s", inside ? "+" : "", STR_ARG(key), wanted ? "IN" : "NOT IN", STR_ARG(query));
}

static str among(arena *a, str key, type key_type, size_t param)
{
    (void)key_type;
    return arena_printf(a, "%.*s IN (SELECT value FROM json_each(?%zu))", STR_ARG(key), param);
}

const sql_dialect dialect_sqlite = {.functions = FUNCTION_SQLITE,
                                    .mark = '?',
                                    .truth = {"0", "1"},
                                    .fold = fold,
                                    .by_code_point = by_code_point,
                                    .in_order = in_order,
                                    .units = units,
                                    .unit_part = unit_part,
                                    .among = among,
                                    .in_query = in_query};
