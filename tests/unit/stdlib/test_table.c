/* The function table and the texts: complete and in order. */
#include "harness.h"

#include <string.h>

Test(table, every_row_is_complete)
{
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        const function *f = &stdlib_functions.rows[i];
        cr_assert(f->name && *f->name);
        cr_expect(f->help && strlen(f->help) > 3, "%s has no help", f->name);
        cr_expect(f->example && strlen(f->example) > 3, "%s has no example", f->name);
        cr_expect(strstr(f->example, f->name) != NULL || strcmp(f->name, "text") == 0, "the example of %s does not use it: %s", f->name,
                  f->example);
        cr_expect_neq(f->result, PARAM_NONE, "%s", f->name);
        cr_expect_eq(f->class == FN_AGGREGATE, f->aggregate != NULL, "%s", f->name);
        cr_expect_eq(f->class == FN_WINDOW, f->window != NULL, "%s", f->name);
        cr_expect_eq(f->class == FN_AGGREGATE || f->class == FN_WINDOW || f->class == FN_MODAL, f->eval == NULL, "%s", f->name);
        cr_expect(f->class != FN_PREDICATE || f->result == PARAM_BOOL, "%s", f->name);
        for (size_t k = 0; k < f->arg_count; k++)
            cr_expect_neq(f->args[k], PARAM_NONE, "%s", f->name);
    }
}

Test(table, no_row_hides_another)
{
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        const function *f = &stdlib_functions.rows[i];
        for (size_t j = 0; j < i; j++) {
            const function *g = &stdlib_functions.rows[j];
            bool same = strcmp(f->name, g->name) == 0 && f->arg_count == g->arg_count && memcmp(f->args, g->args, sizeof f->args) == 0;
            cr_expect_not(same, "%s twice with the same arguments", f->name);
        }
    }
}

Test(table, operators_of_the_language_are_there)
{
    static const char *const operators[] = {"=",      "==",       "~",       "<", "<=", ">", ">=", "overlaps",
                                            "within", "contains", "matches", "+", "-",  "*", "/",  "&"};
    for (size_t o = 0; o < COUNT_OF(operators); o++) {
        bool found = false;
        for (size_t i = 0; i < stdlib_functions.count; i++)
            found = found || (stdlib_functions.rows[i].operator_ && strcmp(stdlib_functions.rows[i].name, operators[o]) == 0);
        cr_expect(found, "%s", operators[o]);
    }
}

Test(table, the_prelude_is_a_module)
{
    cr_expect_eq(stdlib_module(STR("prelude")), stdlib_prelude);
    cr_expect_eq(stdlib_module(STR("Prelude")), stdlib_prelude);
    cr_expect_null(stdlib_module(STR("nothing")));
    cr_expect(strstr(stdlib_prelude, "def *.start = start(when)") != NULL);
    size_t n = 0;
    while (stdlib_module_name(n))
        cr_expect_not_null(stdlib_module(str_of(stdlib_module_name(n++))));
    cr_expect_gt(n, 0);
}
