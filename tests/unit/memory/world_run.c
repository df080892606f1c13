/* Plans are run, and what they give is printed and compared. */
#include "world.h"

#include "runtime/model/print.h"

static status run(const exec_control *control, rows p, const expr *outputs, size_t count, const result **out)
{
    plan_output *list = ARENA_ARRAY(world_memory(), count, plan_output);
    for (size_t i = 0; i < count; ++i)
        list[i] = (plan_output){.name = STR("x"), .expr = outputs[i]};
    static const str each[] = {{"x", 1}, {"y", 1}, {"z", 1}};
    const plan *pivot = p;
    while (pivot && pivot->kind != PLAN_PIVOT)
        pivot = pivot->input;
    plan_query query = {.root = p, .outputs = list, .output_count = count, .pivot = pivot, .pivot_names = each, .from = world_from()};
    return exec_run(world_memory(), &query, world_data(), control, world_bag(), out);
}

static void print_value(sbuf *out, const col *c, size_t row)
{
    value v = col_value(c, row);
    if (v.missing)
        sbuf_char(out, '-');
    else if (c->type.kind == TYPE_LINK)
        sbuf_add(out, collection_row_name(&world_data()->collections[c->type.target], v.as.row));
    else
        value_print(out, &v);
}

static void print_cell(sbuf *out, const col *c, size_t row)
{
    if (!c->type.set) {
        print_value(out, c, row);
        return;
    }
    size_t size = col_set_size(c, row);
    if (size == 0)
        sbuf_char(out, '-');
    for (size_t k = 0; k < size; ++k) {
        if (k)
            sbuf_char(out, ';');
        print_value(out, c->elements, col_set_item(c, row, k));
    }
}

static void print_result(sbuf *out, const result *r)
{
    for (size_t row = 0; row < r->rows; ++row) {
        for (size_t k = 0; k < r->column_count; ++k) {
            if (k)
                sbuf_char(out, '|');
            print_cell(out, r->columns[k].data, row);
        }
        sbuf_char(out, '\n');
    }
}

static void print_names(sbuf *out, const result *r)
{
    for (size_t k = 0; k < r->column_count; ++k)
        sbuf_printf(out, "%s%.*s", k ? "|" : "", STR_ARG(r->columns[k].name));
    sbuf_char(out, '\n');
}

static void expect_printed(rows p, const char *expected, const expr *outputs, size_t count, bool names)
{
    const result *r = NULL;
    sbuf text = {0};
    cr_assert_eq(run(NULL, p, outputs, count, &r), ST_OK);
    for (size_t k = 0; k < r->column_count; ++k)
        cr_assert_eq(r->columns[k].data->count, r->rows);
    if (names)
        print_names(&text, r);
    print_result(&text, r);
    cr_expect(str_equal(sbuf_str(&text), str_of(expected)), "expected\n%sbut got\n%.*s", expected, STR_ARG(sbuf_str(&text)));
    sbuf_free(&text);
}

void expect_rows(rows p, const char *expected, expr first, ...)
{
    expr outputs[MANY];
    va_list more;
    va_start(more, first);
    size_t count = world_list(first, more, outputs);
    va_end(more);
    expect_printed(p, expected, outputs, count, false);
}

void expect_pivot(rows p, const char *expected, expr first, ...)
{
    expr outputs[MANY];
    va_list more;
    va_start(more, first);
    size_t count = world_list(first, more, outputs);
    va_end(more);
    expect_printed(p, expected, outputs, count, true);
}

status run_under(const exec_control *control, rows p, expr output)
{
    const result *r = NULL;
    status st = run(control, p, &output, 1, &r);
    cr_expect_eq(r != NULL, st == ST_OK);
    return st;
}

const col *result_of(rows p, expr output)
{
    const result *r = NULL;
    cr_assert_eq(run(NULL, p, &output, 1, &r), ST_OK);
    return r->columns[0].data;
}

void expect_said(const char *codes)
{
    sbuf said = {0};
    for (size_t i = 0; i < world_bag()->count; ++i)
        sbuf_printf(&said, "%s%s", i ? " " : "", diag_info(world_bag()->items[i]->code)->code);
    cr_expect(str_equal(sbuf_str(&said), str_of(codes)), "expected \"%s\", got \"%.*s\"", codes, STR_ARG(sbuf_str(&said)));
    sbuf_free(&said);
}

void expect_said_words(const char *part)
{
    for (size_t i = 0; i < world_bag()->count; ++i)
        if (str_find(world_bag()->items[i]->message, str_of(part)) != SIZE_MAX)
            return;
    cr_expect(false, "nobody said \"%s\"", part);
}

void expect_same_cell(const col *a, size_t a_row, const col *b, size_t b_row)
{
    sbuf x = {0}, y = {0};
    print_cell(&x, a, a_row);
    print_cell(&y, b, b_row);
    cr_expect(str_equal(sbuf_str(&x), sbuf_str(&y)), "row %zu: %.*s, but %.*s alone", a_row, STR_ARG(sbuf_str(&x)), STR_ARG(sbuf_str(&y)));
    sbuf_free(&x);
    sbuf_free(&y);
}
