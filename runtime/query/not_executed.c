/* What belongs to the language but is not run by this version: the only list of it. */
#include "runtime/query/not_executed.h"

#include "runtime/query/typed.h"
#include "runtime/query/scope.h"

/* What it is called, and what to do instead ("" where there is no other way). */
static const struct {
    const char *what, *instead;
} rows[NOT_EXECUTED_COUNT] = {
    [NOT_PIVOT] = {"pivot", "make it a second key: `group by month, project`"},
};

diag *not_executed(checker *k, not_executed_what what, span where)
{
    diag *d = diag_add(k->bag, E_NOT_EXECUTED, k->from, where, "%s is part of the language, but this version of cyq does not run it yet",
                       rows[what].what);
    if (rows[what].instead[0])
        diag_hint(k->bag, d, "%s", rows[what].instead);
    return d;
}

const plan_expr *not_executed_expr(checker *k, not_executed_what what, const ast_expr *e)
{
    not_executed(k, what, e->where);
    return &typed_nothing;
}
