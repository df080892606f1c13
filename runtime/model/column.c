/* Reading stored columns value by value, and the order of values. */
#include "runtime/model/column.h"

#include "base/text.h"
#include "runtime/model/column_read.h"

size_t col_set_size(const col *c, size_t row)
{
    if (c->offsets)
        return (size_t)(c->offsets[row + 1] - c->offsets[row]);
    return (size_t)__builtin_popcountll((unsigned long long)col_int_at(&c->first, row));
}

size_t col_set_item(const col *c, size_t row, size_t k)
{
    if (c->offsets)
        return (size_t)col_int_at(&c->items, c->offsets[row] + k);
    uint64_t mask = (uint64_t)col_int_at(&c->first, row);
    while (k--)
        mask &= mask - 1;
    return (size_t)__builtin_ctzll(mask);
}

static value set_value(const col *c, size_t row)
{
    value v = {.type = c->type};
    v.as.set.count = col_set_size(c, row);
    v.missing = v.as.set.count == 0;
    return v;
}

value col_value(const col *c, size_t row)
{
    if (c->type.set)
        return set_value(c, row);
    value v = {.type = c->type, .missing = col_missing(c, row)};
    if (v.missing)
        return v;
    switch ((type_kind)c->type.kind) {
    case TYPE_BOOL:
        v.as.boolean = col_int_at(&c->first, row) != 0;
        break;
    case TYPE_NUMBER:
        v.as.number = col_number_at(c, row);
        break;
    case TYPE_MONEY:
        v.as.money = col_money_at(c, row);
        break;
    case TYPE_TEXT:
        v.as.text = c->dict->text[col_int_at(&c->first, row)];
        break;
    case TYPE_DATE:
        v.as.date = (day)col_int_at(&c->first, row);
        break;
    case TYPE_PERIOD:
        v.as.period = (period){(day)col_int_at(&c->first, row), (day)col_int_at(&c->second, row)};
        break;
    case TYPE_DURATION:
        v.as.duration = (duration){.amount = col_int_at(&c->first, row), .months = col_int_at(&c->second, row) != 0};
        break;
    case TYPE_LINK:
        v.as.row = (uint32_t)col_int_at(&c->first, row);
        break;
    default:
        v.as.integer = col_int_at(&c->first, row);
        break;
    }
    return v;
}

/* ---- The order of values ---- */

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* By folded form, then exact. Without memory for the folded forms the exact order must do: this function cannot fail, and whoever ran out of memory here
 * runs out of it again at once where that is reported. */
static int compare_texts(str a, str b)
{
    sbuf folds[2] = {{0}, {0}};
    text_fold(&folds[0], a);
    text_fold(&folds[1], b);
    int order = folds[0].failed || folds[1].failed ? 0 : str_compare(sbuf_str(&folds[0]), sbuf_str(&folds[1]));
    sbuf_free(&folds[0]);
    sbuf_free(&folds[1]);
    return order ? order : str_compare(a, b);
}

/* A packed currency has its first letter on top, so that the order of the numbers is that of the letters. */
static int compare_money(money a, money b)
{
    return a.currency != b.currency ? COMPARE(a.currency, b.currency) : COMPARE(a.cents, b.cents);
}

static int compare_durations(duration a, duration b)
{
    return a.months != b.months ? COMPARE(a.months, b.months) : COMPARE(a.amount, b.amount);
}

static int compare_links(uint16_t target, uint32_t a, uint32_t b, const col_link_order *order)
{
    if (order && order->position) {
        uint32_t x = order->position(order->data, target, a), y = order->position(order->data, target, b);
        if (x != y)
            return COMPARE(x, y);
    }
    return COMPARE(a, b);
}

static int compare_sets(const value *a, const value *b, const col_link_order *order)
{
    size_t shorter = a->as.set.count < b->as.set.count ? a->as.set.count : b->as.set.count;
    for (size_t i = 0; i < shorter; i++) {
        int found = value_compare(&a->as.set.items[i], &b->as.set.items[i], order);
        if (found)
            return found;
    }
    return COMPARE(a->as.set.count, b->as.set.count);
}

int value_compare(const value *a, const value *b, const col_link_order *order)
{
    if (a->missing || b->missing)
        return COMPARE(a->missing, b->missing);
    if (a->type.set)
        return compare_sets(a, b, order);
    switch ((type_kind)a->type.kind) {
    case TYPE_BOOL:
        return COMPARE(a->as.boolean, b->as.boolean);
    case TYPE_INT:
        return COMPARE(a->as.integer, b->as.integer);
    case TYPE_NUMBER:
        return COMPARE(a->as.number, b->as.number);
    case TYPE_MONEY:
        return compare_money(a->as.money, b->as.money);
    case TYPE_TEXT:
        return str_equal(a->as.text, b->as.text) ? 0 : compare_texts(a->as.text, b->as.text);
    case TYPE_DATE:
        return COMPARE(a->as.date, b->as.date);
    case TYPE_PERIOD:
        return cal_compare(a->as.period, b->as.period);
    case TYPE_DURATION:
        return compare_durations(a->as.duration, b->as.duration);
    case TYPE_LINK:
        return compare_links(a->type.target, a->as.row, b->as.row, order);
    default:
        return 0;
    }
}
