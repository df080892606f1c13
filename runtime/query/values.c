/* Does a value occur in the stored column it is compared with, and which one that does is near it? */
#include "runtime/query/values.h"

#include "base/text.h"

/* The distinct values of a set column, or the rows of a plain one. */
static const col *column_values(stored column)
{
    const col *c = column.field->data;
    return c->type.set ? c->elements : c;
}

static str folded(checker *k, str text)
{
    str fold = text;
    if (text_fold_in(k->memory, text, &fold) != ST_OK)
        k->no_memory = true;
    return fold;
}

/* ---- Links ---- */

static bool is_folded(checker *k, str candidate, str fold)
{
    (void)k;
    sbuf b = {0};
    text_fold(&b, candidate);
    bool same = !b.failed && str_equal(sbuf_str(&b), fold);
    sbuf_free(&b);
    return same;
}

/* Is it the name of a row, or one of its other names? */
static bool row_is_named(checker *k, const collection *target, uint32_t row, str text, str fold, bool exact)
{
    str name = collection_row_name(target, row);
    if (exact ? str_equal(name, text) : is_folded(k, name, fold))
        return true;
    if (exact || target->also_field < 0)
        return false;
    const col *also = target->fields[target->also_field].data;
    for (size_t i = 0; i < col_set_size(also, row); i++)
        if (is_folded(k, col_value(also->elements, col_set_item(also, row, i)).as.text, fold))
            return true;
    return false;
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

static bool link_occurs(checker *k, const col *c, str text, bool exact)
{
    const collection *target = checker_collection(k, c->type.target);
    bool *linked = linked_rows(k, c, target);
    str fold = folded(k, text);
    for (uint32_t row = 0; linked && row < target->rows; row++)
        if (linked[row] && row_is_named(k, target, row, text, fold, exact))
            return true;
    return !linked;
}

str values_elsewhere(checker *k, stored column, str text)
{
    if (!column.field || column.field->type.kind != TYPE_LINK)
        return (str){0};
    const collection *target = checker_collection(k, column.field->type.target);
    str fold = folded(k, text);
    for (uint32_t row = 0; row < target->rows; row++)
        if (row_is_named(k, target, row, text, fold, false))
            return collection_row_name(target, row);
    return (str){0};
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
    for (size_t i = 0; i < c->count; i++) {
        value stored_value = col_value(c, i);
        if (!stored_value.missing && value_equals(&stored_value, v))
            return true;
    }
    return false;
}

/* ---- The nearest ---- */

typedef struct word_list {
    str *items;
    size_t count, capacity;
} word_list;

static void add_word(checker *k, word_list *l, str word)
{
    str *room = arena_push(k->memory, (void **)&l->items, &l->count, &l->capacity, sizeof *room);
    if (room)
        *room = word;
}

static void add_row_names(checker *k, word_list *l, const collection *target, uint32_t row)
{
    add_word(k, l, collection_row_name(target, row));
    if (target->also_field < 0)
        return;
    const col *also = target->fields[target->also_field].data;
    for (size_t i = 0; i < col_set_size(also, row); i++)
        add_word(k, l, col_value(also->elements, col_set_item(also, row, i)).as.text);
}

enum { NEAREST_MAX = 20000 }; /* of more distinct texts none is suggested: it would take too long */

/* The names of the rows that are linked to, or of all. */
static void add_link_names(checker *k, word_list *l, const col *c, bool all)
{
    const collection *target = checker_collection(k, c->type.target);
    bool *linked = linked_rows(k, c, target);
    for (uint32_t row = 0; linked && row < target->rows && l->count < NEAREST_MAX; row++)
        if (all || linked[row])
            add_row_names(k, l, target, row);
}

str values_nearest(checker *k, stored column, str text)
{
    if (!column.field)
        return (str){0};
    const col *c = column_values(column);
    bool link = c->type.kind == TYPE_LINK;
    int64_t found = -1;
    word_list l = {0};
    if (c->type.kind == TYPE_TEXT && c->dict && c->dict->count <= NEAREST_MAX) {
        for (size_t i = 0; i < c->dict->count; i++)
            add_word(k, &l, c->dict->text[i]);
        found = text_nearest(text, l.items, l.count);
    }
    for (int all = 0; link && found < 0 && all <= 1; all++) {
        l = (word_list){0};
        add_link_names(k, &l, c, all);
        found = text_nearest(text, l.items, l.count);
    }
    return found >= 0 ? l.items[found] : (str){0};
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
