/* Every code has its row in order, and the example of each gives its message. Examples that are command lines are run by script/reference. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "engine/engine.h"

static bool is_command(const diag_code_info *row)
{
    return strncmp(row->example, "$ ", 2) == 0;
}

Test(codes, examples_give_their_messages)
{
    size_t tried = 0;
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        const diag_code_info *row = diag_info((diag_code)code);
        arena memory = {0};
        char head[32];
        str message;
        snprintf(head, sizeof head, "%s[%s]: ", diag_severity_name(row->severity), row->code);
        cr_assert_eq(example_message(&memory, (diag_code)code, cal_day((civil){2025, 10, 15}), &message), ST_OK);
        if (is_command(row))
            cr_expect_eq(message.n, 0, "%s", row->code);
        else
            cr_expect(str_starts(message, str_of(head)), "`%s` does not give %s", row->example, row->code);
        tried += !is_command(row);
        arena_free(&memory);
    }
    cr_expect_gt(tried, 80);
}

Test(codes, rows_are_complete)
{
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        const diag_code_info *row = diag_info((diag_code)code);
        size_t n = strlen(row->help);
        cr_expect(row->title[0], "%s has no title", row->code);
        cr_expect(row->example[0], "%s has no example", row->code);
        cr_expect(n > 10 && strchr(".…", row->help[n - 1]) != NULL, "the help of %s is no sentence: %s", row->code, row->help);
    }
}

/* The letter says the severity. */
Test(codes, are_written_alike)
{
    for (int code = 0; code < DIAG_CODE_COUNT; code++) {
        const diag_code_info *row = diag_info((diag_code)code);
        cr_expect_eq(strlen(row->code), 5, "%s", row->code);
        cr_expect_eq(row->code[0], "EWN"[row->severity], "%s", row->code);
        cr_expect_eq(strspn(row->code + 1, "0123456789"), 4, "%s", row->code);
    }
}

Test(codes, numbers_are_used_once)
{
    for (int a = 0; a < DIAG_CODE_COUNT; a++)
        for (int b = 0; b < a; b++)
            cr_expect_str_neq(diag_info((diag_code)a)->code, diag_info((diag_code)b)->code);
}
