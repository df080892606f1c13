/* Listings against the tables that they are made from: nothing is left out, nothing is told twice. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "engine/engine.h"
#include "parser/forms.h"
#include "stdlib/functions.h"

typedef struct asked {
    cyq_session *session;
    cyq_script *script;
    cyq_result *result;
} asked;

static asked ask(const char *text)
{
    asked a = {0};
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    cr_assert_eq(cyq_session_open(&config, NULL, &a.session), CYQ_OK);
    cr_assert_eq(cyq_script_open(a.session, "query", text, strlen(text), NULL, &a.script), CYQ_OK, "%s", text);
    cr_assert_eq(cyq_script_next(a.script, NULL, &a.result), CYQ_RESULT, "%s", text);
    return a;
}

static void ask_end(asked *a)
{
    cyq_result_free(a->result);
    cyq_script_close(a->script);
    cyq_session_close(a->session);
}

/* Rows in which the column has the text. */
static size_t rows_with(const asked *a, size_t column, const char *text)
{
    size_t found = 0;
    for (size_t i = 0; i < cyq_result_row_count(a->result); i++) {
        const char *cell;
        cr_assert_eq(cyq_result_text(a->result, i, column, &cell, NULL), CYQ_OK);
        found += strcmp(cell, text) == 0;
    }
    return found;
}

/* ---- show ---- */

Test(listings, functions_each_once)
{
    asked a = ask("show functions");
    size_t called = 0;
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        const function *f = &stdlib_functions.rows[i];
        sbuf signature = {0};
        if (f->operator_)
            continue;
        function_signature(&signature, f);
        cr_expect_eq(rows_with(&a, 2, signature.p), 1, "%s", signature.p);
        sbuf_free(&signature);
        called++;
    }
    cr_expect_gt(called, 70);
    cr_expect_eq(cyq_result_row_count(a.result), called);
    ask_end(&a);
}

/* Overloads stand together wherever their rows are. */
Test(listings, functions_of_a_name_together)
{
    asked a = ask("show functions");
    char last[64] = "";
    size_t names = 0;
    for (size_t i = 0; i < cyq_result_row_count(a.result); i++) {
        const char *name;
        cr_assert_eq(cyq_result_text(a.result, i, 0, &name, NULL), CYQ_OK);
        names += strcmp(name, last) != 0;
        snprintf(last, sizeof last, "%s", name);
    }
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        size_t k = 0;
        while (k < i && (stdlib_functions.rows[k].operator_ || strcmp(stdlib_functions.rows[k].name, stdlib_functions.rows[i].name) != 0))
            k++;
        names -= k == i && !stdlib_functions.rows[i].operator_;
    }
    cr_expect_eq(names, 0);
    ask_end(&a);
}

Test(listings, fields_of_all_collections)
{
    asked a = ask("show fields");
    const dataset *data = stdlib_data();
    for (size_t c = 0; c < data->count; c++) {
        char name[64];
        snprintf(name, sizeof name, "%.*s", STR_ARG(data->collections[c].name));
        cr_expect_geq(rows_with(&a, 0, name), data->collections[c].field_count, "%s", name);
    }
    cr_expect_gt(rows_with(&a, 4, "computed"), 20);
    cr_expect_gt(rows_with(&a, 4, "backwards"), 5);
    ask_end(&a);
}

Test(listings, modules_each_once)
{
    asked a = ask("show modules");
    size_t count = 0;
    for (; stdlib_module_name(count); count++)
        cr_expect_eq(rows_with(&a, 0, stdlib_module_name(count)), 1, "%s", stdlib_module_name(count));
    cr_expect_eq(cyq_result_row_count(a.result), count);
    cr_expect_eq(rows_with(&a, 1, ""), 0, "a module begins with a comment that says what it is for");
    ask_end(&a);
}

static void expect_rows(const char *text, size_t count)
{
    asked a = ask(text);
    cr_expect_eq(cyq_result_row_count(a.result), count, "%s has %zu rows", text, cyq_result_row_count(a.result));
    for (size_t i = 0; i < cyq_result_column_count(a.result); i++)
        cr_expect_eq(rows_with(&a, i, ""), 0, "%s: a cell of %s is empty", text, cyq_result_column_name(a.result, i));
    ask_end(&a);
}

Test(listings, tables_each_once)
{
    expect_rows("show codes", DIAG_CODE_COUNT);
    expect_rows("show words", form_count);
    expect_rows("show formats", export_format_count);
}

/* Those of the function table, and behind them the words and signs that are not in it. */
Test(listings, operators_each_once)
{
    asked a = ask("show operators");
    size_t signatures = 0;
    for (size_t i = 0; i < stdlib_functions.count; i++)
        signatures += stdlib_functions.rows[i].operator_;
    cr_expect_eq(rows_with(&a, 0, "within"), 1);
    cr_expect_eq(rows_with(&a, 0, "and"), 1);
    cr_expect_eq(rows_with(&a, 0, "!="), 1);
    cr_expect_eq(rows_with(&a, 0, "|"), 0);
    cr_expect_gt(cyq_result_row_count(a.result), signatures + 10);
    ask_end(&a);
}

Test(listings, types_each_once)
{
    asked a = ask("show types");
    for (unsigned kind = TYPE_NONE + 1; kind < TYPE_KIND_COUNT; kind++)
        cr_expect_eq(rows_with(&a, 0, type_kind_name((type_kind)kind)), 1);
    cr_expect_eq(cyq_result_row_count(a.result), TYPE_KIND_COUNT - 1);
    cr_expect_eq(rows_with(&a, 2, ""), 0);
    ask_end(&a);
}

/* Each list of the statement is a form of it. */
Test(listings, every_list_has_a_form)
{
    asked a = ask("show words");
    for (size_t i = 0; i < SHOW_LIST_COUNT; i++) {
        char text[64];
        snprintf(text, sizeof text, "show %.*s", STR_ARG(show_list_table[i]));
        cr_expect_eq(rows_with(&a, 2, text), 1, "%s has no row of parser/forms.def", text);
    }
    ask_end(&a);
}

/* ---- describe ---- */

Test(listings, every_word_is_described)
{
    for (size_t i = 0; i < keyword_count; i++) {
        const keyword *k = &keyword_table[i];
        char text[96], word[64];
        if (k->class == KW_FOREIGN) /* no query has it: `explain E0209` says what to write */
            continue;
        snprintf(word, sizeof word, "%.*s", STR_ARG(k->text));
        snprintf(text, sizeof text, "describe %s", word);
        asked a = ask(text);
        cr_expect_geq(rows_with(&a, 0, word), 1, "%s has no row of parser/forms.def", word);
        ask_end(&a);
    }
}

Test(listings, every_sign_and_operator_is_described)
{
    for (size_t i = 0; i < form_count; i++) {
        char text[64];
        if (!form_table[i].sign)
            continue;
        snprintf(text, sizeof text, "describe '%s'", form_table[i].sign);
        asked a = ask(text);
        cr_expect_geq(cyq_result_row_count(a.result), 1);
        ask_end(&a);
    }
}

Test(listings, forms_say_something)
{
    for (size_t i = 0; i < form_count; i++) {
        const form *f = &form_table[i];
        cr_expect(f->syntax[0] && f->example[0], "%.*s", STR_ARG(form_word(f)));
        cr_expect(strlen(f->text) > 10 && f->text[strlen(f->text) - 1] == '.', "%.*s: %s", STR_ARG(form_word(f)), f->text);
    }
}
