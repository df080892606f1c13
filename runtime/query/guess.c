/* A value that stands without its field: which column could be meant. */
#include "runtime/query/guess.h"

#include "runtime/query/tried.h"

/* Is it quickly known whether such a column has a value, however many rows there are? Times have their extent, and links the names they lead to. */
static bool is_quick(type t)
{
    return t.kind == TYPE_LINK || t.kind == TYPE_DATE || t.kind == TYPE_PERIOD;
}

/* Shown columns are the likelier ones. What is compared must occur: a value that does not gives a warning, and so is not offered. */
static str in_columns(checker *k, str value, bool shown, bool quick)
{
    for (size_t i = 0; i < k->at.scope->count; i++) {
        const visible *column = &k->at.scope->names[i];
        if (column->shown != shown || !column->expr || (quick && !is_quick(column->expr->type)))
            continue;
        str name = tried_name(k, column->name);
        str condition = arena_printf(k->memory, "%.*s = %.*s", STR_ARG(name), STR_ARG(value));
        if (tried_in_silence(k, condition))
            return condition;
    }
    return (str){0};
}

static str guess(checker *k, str value, bool quick)
{
    if (!k->at.scope)
        return (str){0};
    str shown = in_columns(k, value, true, quick);
    return shown.n > 0 ? shown : in_columns(k, value, false, quick);
}

str guess_condition(checker *k, str value)
{
    return guess(k, value, false);
}

str guess_condition_quickly(checker *k, str value)
{
    return guess(k, value, true);
}

str guess_query(checker *k, str value)
{
    place outer = k->at;
    str query = {0};
    for (size_t c = 0; c < k->env->data->count && query.n == 0; c++) {
        k->at = (place){.scope = scope_of_collection(k, (uint16_t)c, (span){0, 0}), .clause = AST_WHERE};
        str condition = guess_condition(k, value);
        if (condition.n > 0)
            query = arena_printf(k->memory, "%.*s where %.*s", STR_ARG(k->env->data->collections[c].name), STR_ARG(condition));
    }
    k->at = outer;
    return query;
}
