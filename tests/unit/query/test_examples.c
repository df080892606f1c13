/* The examples of the tables, on the built-in data: those of functions check, those of the checker's diagnostics provoke them. */
#include <criterion/criterion.h>
#include <string.h>

#include "fixture.h"
#include "plan_valid.h"
#include "stdlib/functions.h"

/* Like the fixture's, with the built-in data. */
static void open_built_in(fixture *f)
{
    const plan_query *nothing;
    *f = (fixture){.data = stdlib_data()};
    cr_assert(f->data);
    f->env = check_env_new(&f->memory, f->data, &stdlib_functions);
    cr_assert(f->env);
    check_env_today(f->env, cal_day((civil){2025, 10, 15}));
    nothing = fixture_check(f, stdlib_prelude);
    cr_assert_null(nothing);
    cr_assert_eq(f->bag.count, 0, "the prelude gives diagnostics");
}

Test(query_examples, those_of_functions_check)
{
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        fixture f;
        open_built_in(&f);
        const plan_query *q = fixture_check(&f, stdlib_functions.rows[i].example);
        const char *wrong = q ? plan_valid(f.data, q) : "there is no plan";
        cr_expect_null(wrong, "%s: %s", stdlib_functions.rows[i].example, wrong);
        str said = fixture_said(&f, stdlib_functions.rows[i].example);
        cr_expect_eq(f.bag.error_count, 0, "%s of %s\n%s", stdlib_functions.rows[i].example, stdlib_functions.rows[i].name, said.p);
        fixture_close(&f);
    }
}

/* The codes that are the checker's own: names (but for those that listings look up), types, time and money, and what it warns of. */
static bool is_ours(const char *code)
{
    if (strncmp(code, "E034", 4) == 0 || strncmp(code, "E037", 4) == 0 ||
        strcmp(code, "E0365") == 0) /* modules and values from outside are the engine's */
        return false;

    static const char *const kinds[] = {"E03", "E04", "E05", "W060", "N0704", "N0705", "N0707"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strncmp(code, kinds[i], strlen(kinds[i])) == 0)
            return true;
    return false;
}

Test(query_examples, those_of_diagnostics_provoke_them)
{
    size_t tried = 0;
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        const diag_code_info *info = diag_info((diag_code)code);
        if (!is_ours(info->code))
            continue;
        fixture f;
        open_built_in(&f);
        str said = fixture_said(&f, info->example);
        bool found = false;
        for (size_t i = 0; i < f.bag.count; i++)
            found |= f.bag.items[i]->code == (diag_code)code;
        cr_expect(found, "%s does not provoke %s but\n%s", info->example, info->code, said.p);
        cr_expect(info->help[0], "%s has no help", info->code);
        fixture_close(&f);
        tried++;
    }
    cr_expect_gt(tried, 30);
}
