/* Diagnostics handed to the host: copies that need nothing of the inside. */
#include <criterion/criterion.h>

#include "engine/engine.h"

Test(diagnostics, places_count_characters)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    size_t bad;
    cyq_diagnostics *list = NULL;
    cyq_diagnostic d = {.size = sizeof d};
    cr_assert_eq(source_read(&memory, STR("q"), STR("one\näöü wörd and\nmore"), &from, &bad), ST_OK);
    diag *made = diag_add(&bag, E_BAD_CHARACTER, from, (span){11, 22}, "what %s", "now");
    diag_hint(&bag, made, "first");
    diag_hint(&bag, made, "second");
    cr_assert_eq(cyq_diagnostics_new(&list), CYQ_OK);
    cr_assert_eq(diagnostics_take(list, &bag, ST_OK), ST_OK);
    cr_expect_eq(bag.count, 0, "the bag is empty now");
    arena_free(&memory);
    cr_assert_eq(cyq_diagnostics_get(list, 0, &d), CYQ_OK);
    cr_expect_eq(d.line, 2);
    cr_expect_eq(d.column, 5);
    cr_expect_eq(d.length, 8, "to the end of the line: %zu", d.length);
    cr_expect_str_eq(d.source, "q");
    cr_expect_str_eq(d.message, "what now");
    cr_expect_eq(d.hint_count, 2);
    cr_expect_str_eq(d.hints[1], "second");
    cyq_diagnostics_free(list);
}

Test(diagnostics, about_no_text)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    cyq_diagnostics *list = NULL;
    cyq_diagnostic d = {.size = sizeof d};
    cyq_diagnostics_new(&list);
    diag_add(&bag, E_SETTING, NULL, (span){0}, "no");
    cr_assert_eq(diagnostics_take(list, &bag, ST_OK), ST_OK);
    cr_assert_eq(cyq_diagnostics_get(list, 0, &d), CYQ_OK);
    cr_expect_str_eq(d.source, "");
    cr_expect(d.line == 0 && d.column == 0 && d.length == 0);
    arena_free(&memory);
    cyq_diagnostics_free(list);
}

Test(diagnostics, an_older_host_gets_what_it_knows)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    cyq_diagnostics *list = NULL;
    cyq_diagnostic d = {.size = offsetof(cyq_diagnostic, message), .message = "untouched"};
    cyq_diagnostics_new(&list);
    diag_add(&bag, E_SETTING, NULL, (span){0}, "no");
    cr_assert_eq(diagnostics_take(list, &bag, ST_OK), ST_OK);
    cr_expect_eq(cyq_diagnostics_get(list, 0, &d), CYQ_OK);
    cr_expect_str_eq(d.code, "E0741");
    cr_expect_str_eq(d.message, "untouched");
    d.size = 1;
    cr_expect_eq(cyq_diagnostics_get(list, 0, &d), CYQ_MISUSE);
    arena_free(&memory);
    cyq_diagnostics_free(list);
}

Test(diagnostics, nobody_wants_them)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    diag_add(&bag, E_SETTING, NULL, (span){0}, "no");
    cr_expect_eq(diagnostics_take(NULL, &bag, ST_OK), ST_OK);
    cr_expect_eq(bag.count, 0);
    arena_free(&memory);
}
