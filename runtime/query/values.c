/* Does a value occur in the stored column it is compared with, and which one that does is near it? */
#include "runtime/query/values.h"

#include <stdlib.h>

#include "base/text.h"

/* One name that a link answers to. */
typedef struct link_name {
    str fold, text;
    uint32_t row;
    bool other; /* one of the row's other names */
} link_name;

/* The names of the rows that a column links to, or of all rows of its target, by folded form. */
struct value_names {
    const col *of;
    bool all;
    link_name *names;
    size_t count, capacity;
    struct value_names *next;
};

/* The distinct values of a set column, or the rows of a plain one. */
static const col *column_values(stored column)
{
    const col *c = column.field->data;
    return c->type.set ? c->elements : c;
}

/* May so many rows more be looked at? */
static bool afford(checker *k, size_t rows)
{
    if (rows > VALUES_ROWS_MAX - k->value_rows)
        return false;
    k->value_rows += rows;
    return true;
}

static str folded(checker *k, str text)
{
    str fold = text;
    if (text_fold_in(k->memory, text, &fold) != ST_OK)
        k->no_memory = true;
    return fold;
}

/* ---- Links ---- */

static void add_name(checker *k, struct value_names *n, str text, uint32_t row, bool other)
{
    link_name *room = arena_push(k->memory, (void **)&n->names, &n->count, &n->capacity, sizeof *room);
    if (room)
        *room = (link_name){.fold = folded(k, text), .text = text, .row = row, .other = other};
}

static void add_row(checker *k, struct value_names *n, const collection *target, uint32_t row)
{
    add_name(k, n, collection_row_name(target, row), row, false);
    if (target->also_field < 0)
        return;
    const col *also = target->fields[target->also_field].data;
    for (size_t i = 0; i < col_set_size(also, row); i++)
        add_name(k, n, col_value(also->elements, col_set_item(also, row, i)).as.text, row, true);
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(((const link_name *)a)->fold, ((const link_name *)b)->fold);
}

/* Rows of the target that the column links to: one mark each. NULL without memory. */
static bool *linked_rows(checker *k, const col *c, const collection *target)
{
    bool *linked = ARENA_ARRAY(k->memory, target->rows, bool);
    for (size_t i = 0; linked && i < c->count; i++) {
        value v = col_value(c, i);
        if (!v.missing && v.as.row < target->rows)
            linked[v.as.row] = true;
    }
    return linked;
}

/* NULL without memory, or if there are too many rows to look at. */
static const struct value_names *names_of(checker *k, const col *c, bool all)
{
    for (struct value_names *n = k->value_names; n; n = n->next)
        if (n->of == c && n->all == all)
            return n;
    const collection *target = checker_collection(k, c->type.target);
    struct value_names *n = ARENA_NEW(k->memory, struct value_names);
    bool *linked = n && afford(k, c->count + target->rows) ? linked_rows(k, c, target) : NULL;
    if (!linked)
        return NULL;
    *n = (struct value_names){.of = c, .all = all, .next = k->value_names};
    for (uint32_t row = 0; row < target->rows; row++)
        if (all || linked[row])
            add_row(k, n, target, row);
    if (n->count > 0)
        qsort(n->names, n->count, sizeof *n->names, compare_names);
    k->value_names = n;
    return n;
}

/* The first name of that folded form, or NULL; those that fold alike follow. */
static const link_name *find_name(const struct value_names *n, str fold)
{
    size_t low = 0, high = n->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(n->names[middle].fold, fold) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n->count && str_equal(n->names[low].fold, fold) ? &n->names[low] : NULL;
}

static bool link_occurs(checker *k, const col *c, str text, bool exact)
{
    const struct value_names *n = names_of(k, c, false);
    str fold = folded(k, text);
    const link_name *found = n ? find_name(n, fold) : NULL;
    if (!n || !found || !exact)
        return !n || found;
    for (; found < n->names + n->count && str_equal(found->fold, fold); found++)
        if (!found->other && str_equal(found->text, text))
            return true;
    return false;
}

str values_elsewhere(checker *k, stored column, str text)
{
    if (!column.field || column.field->type.kind != TYPE_LINK)
        return (str){0};
    const struct value_names *n = names_of(k, column_values(column), true);
    const link_name *found = n ? find_name(n, folded(k, text)) : NULL;
    return found ? collection_row_name(checker_collection(k, column.field->type.target), found->row) : (str){0};
}

/* ---- Other values ---- */

static bool text_occurs(checker *k, const col *c, str text, bool exact)
{
    if (!c->dict)
        return c->count > 0;
    str fold = folded(k, text);
    return exact ? dict_find(c->dict, text, fold) >= 0 : dict_find_fold(c->dict, fold) >= 0;
}

/* As `=` compares; kinds differ by what the language converts. */
static bool value_equals(const value *a, const value *b)
{
    if (a->type.kind == TYPE_DATE && b->type.kind == TYPE_PERIOD)
        return cal_overlaps((period){a->as.date, a->as.date}, b->as.period);
    if (a->type.kind == TYPE_PERIOD && b->type.kind == TYPE_PERIOD)
        return cal_overlaps(a->as.period, b->as.period);
    if (a->type.kind == TYPE_NUMBER && b->type.kind == TYPE_INT)
        return a->as.number == dec_of_int(b->as.integer);
    if (a->type.kind == TYPE_INT && b->type.kind == TYPE_NUMBER)
        return dec_of_int(a->as.integer) == b->as.number;
    return a->type.kind == b->type.kind && value_compare(a, b, NULL) == 0;
}

bool values_occur(checker *k, stored column, const value *v, bool exact)
{
    if (!column.field)
        return true;
    const col *c = column_values(column);
    if (c->type.kind == TYPE_LINK)
        return link_occurs(k, c, v->as.text, exact);
    if (c->type.kind == TYPE_TEXT)
        return text_occurs(k, c, v->as.text, exact);
    if (!afford(k, c->count))
        return true;
    for (size_t i = 0; i < c->count; i++) {
        value stored_value = col_value(c, i);
        if (!stored_value.missing && value_equals(&stored_value, v))
            return true;
    }
    return false;
}

/* ---- Times ---- */

static bool same_time(const value *stored_value, const period *p)
{
    bool date = stored_value->type.kind == TYPE_DATE;
    period own = date ? (period){stored_value->as.date, stored_value->as.date} : stored_value->as.period;
    return own.first == p->first && own.last == p->last;
}

bool values_other_time(checker *k, stored column, type t, const value *v)
{
    const period *p = &v->as.period;
    if (t.kind == TYPE_DATE && p->first != p->last)
        return true;
    if (!column.field || !values_occur(k, column, v, false))
        return false;
    const col *c = column_values(column);
    if (!afford(k, c->count))
        return false;
    for (size_t i = 0; i < c->count; i++) {
        value one = col_value(c, i);
        if (!one.missing && same_time(&one, p))
            return false;
    }
    return true;
}

static void widen(period *all, day d)
{
    *all = (period){d < all->first ? d : all->first, d > all->last ? d : all->last};
}

bool values_extent(checker *k, stored column, period *firsts, period *lasts)
{
    const col *c = column_values(column);
    *firsts = *lasts = (period){CAL_LAST, CAL_FIRST};
    if (!afford(k, c->count))
        return false;
    for (size_t i = 0; i < c->count; i++) {
        value one = col_value(c, i);
        if (one.missing)
            continue;
        bool date = one.type.kind == TYPE_DATE;
        widen(firsts, date ? one.as.date : one.as.period.first);
        widen(lasts, date ? one.as.date : one.as.period.last);
    }
    return firsts->first <= firsts->last;
}

/* ---- Text in other places ---- */

values_other values_in_other_field(checker *k, stored column, str text)
{
    if (!column.field || column.field->type.kind != TYPE_LINK)
        return (values_other){0};
    const collection *target = checker_collection(k, column.field->type.target);
    str fold = folded(k, text);
    for (size_t f = 0; f < target->field_count; f++) {
        const col *c = target->fields[f].data;
        int64_t code = c->type.kind == TYPE_TEXT && !c->type.set && c->dict ? dict_find_fold(c->dict, fold) : -1;
        for (uint32_t row = 0; code >= 0 && row < target->rows && afford(k, 1); row++) {
            value v = col_value(c, row);
            if (!v.missing && text_equal_folded(v.as.text, text))
                return (values_other){.field = &target->fields[f], .row = collection_row_name(target, row)};
        }
    }
    return (values_other){0};
}

size_t values_containing(checker *k, stored column, str text)
{
    const col *c = column.field ? column_values(column) : NULL;
    str fold = folded(k, text);
    size_t count = 0;
    if (!c || fold.n == 0)
        return 0;
    const struct value_names *n = c->type.kind == TYPE_LINK ? names_of(k, c, false) : NULL;
    for (size_t i = 0; n && i < n->count; i++)
        count += !n->names[i].other && str_find(n->names[i].fold, fold) != SIZE_MAX;
    for (size_t i = 0; c->type.kind == TYPE_TEXT && c->dict && i < c->dict->count && afford(k, 1); i++)
        count += str_find(c->dict->fold[i], fold) != SIZE_MAX;
    return count;
}

/* ---- The nearest ---- */

enum { NEAREST_MAX = 20000 }; /* of more distinct texts none is suggested: it would take too long */

static str nearest_name(checker *k, const col *c, bool all, str text)
{
    const struct value_names *n = names_of(k, c, all);
    if (!n || n->count > NEAREST_MAX)
        return (str){0};
    str *words = ARENA_ARRAY(k->memory, n->count, str);
    for (size_t i = 0; words && i < n->count; i++)
        words[i] = n->names[i].text;
    int64_t found = words ? text_nearest(text, words, n->count) : -1;
    return found >= 0 ? words[found] : (str){0};
}

str values_nearest(checker *k, stored column, str text)
{
    if (!column.field)
        return (str){0};
    const col *c = column_values(column);
    if (c->type.kind == TYPE_LINK) {
        str near = nearest_name(k, c, false, text);
        return near.n > 0 ? near : nearest_name(k, c, true, text);
    }
    if (c->type.kind != TYPE_TEXT || !c->dict || c->dict->count > NEAREST_MAX)
        return (str){0};
    int64_t found = text_nearest(text, c->dict->text, c->dict->count);
    return found >= 0 ? c->dict->text[found] : (str){0};
}

str values_currency(checker *k, stored column)
{
    char text[4];
    const col *c = column.field ? column_values(column) : NULL;
    for (size_t i = 0; c && c->type.kind == TYPE_MONEY && i < c->count; i++) {
        value v = col_value(c, i);
        if (!v.missing)
            return arena_str(k->memory, money_currency_text(v.as.money.currency, text));
    }
    return STR("EUR");
}
