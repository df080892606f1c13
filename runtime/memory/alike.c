/* Which comparisons ask whether two values are equal. */
#include "runtime/memory/alike.h"

#include <string.h>

bool alike_asked(const plan_expr *e, alike *by)
{
    static const struct {
        const char *name;
        param_kind takes;
        alike by;
    } comparisons[] = {
        {"=", PARAM_TEXT, ALIKE_FOLDED}, {"=", PARAM_PERIOD, ALIKE_DAYS}, {"overlaps", PARAM_PERIOD, ALIKE_DAYS},
        {"=", PARAM_ANY, ALIKE_SAME},    {"==", PARAM_ANY, ALIKE_SAME},
    };
    if (e->kind != PLAN_CALL || !e->function->operator_ || e->arg_count != 2 || e->args[0]->type.set)
        return false;
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; ++i)
        if (e->function->args[0] == comparisons[i].takes && strcmp(e->function->name, comparisons[i].name) == 0) {
            *by = comparisons[i].by;
            return true;
        }
    return false;
}
