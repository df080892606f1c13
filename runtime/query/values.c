/* Does a value occur in the stored column it is compared with, and which one that does is near it? */
#include "runtime/query/values.h"

#include "base/text.h"
#include "runtime/query/value_index.h"

static str folded(checker *k, str text)
{
    str fold = text;
    if (text_fold_in(k->memory, text, &fold) != ST_OK)
        k->no_memory = true;
    return fold;
}

/* ---- Names of rows ---- */

/* The names that a link answers to: those of its target's rows, and their other names. */
typedef struct link_names {
    const collection *target;
    stored name, also;       /* .field is NULL for none */
    const value_index *link; /* which of them are names of linked rows; NULL if that cannot be known */
} link_names;

static stored field_of(const collection *c, int32_t field)
{
    return field < 0 ? (stored){0} : (stored){c, &c->fields[field]};
}

static link_names names_of(checker *k, stored link)
{
    const collection *target = checker_collection(k, link.field->type.target);
    return (link_names){target, field_of(target, target->name_field), field_of(target, target->also_field), value_index_of(k, link)};
}

static const dict *texts_of(checker *k, stored column)
{
    const col *values = value_index_values(k, column);
    return values ? values->dict : NULL;
}

/* A text of the folded form among those that are marked (NULL: all of them). */
static int64_t find_marked(const dict *d, str fold, const bool *marked)
{
    int64_t code = d ? dict_find_fold(d, fold) : -1;
    if (code < 0 || !marked)
        return code;
    for (; (size_t)code < d->count && str_equal(d->fold[code], fold); code++)
        if (marked[code])
            return code;
    return -1;
}

/* Does the value occur, as far as that is quickly found out where the column is not in memory? */
static check_answer occurs_away(checker *k, stored column, const value *v, bool exact)
{
    const check_columns *away = &k->env->columns;
    if (column.field->data || !away->occurs)
        return CHECK_UNKNOWN;
    return away->occurs(away->data, value_index_collection(k, column), value_index_field(column), v, exact);
}

/* Is the text the name of the row, or, unless `exact`, one that folds as its name or another of its names does? */
static bool is_called(const col *names, const col *also, size_t row, str text, str fold, bool exact)
{
    bool named = names && row < names->count && !col_missing(names, row);
    int64_t code = named ? col_int_at(&names->first, row) : 0;
    if (named && (exact ? str_equal(names->dict->text[code], text) : str_equal(names->dict->fold[code], fold)))
        return true;
    for (size_t i = 0; !exact && also && row < also->count && i < col_set_size(also, row); i++)
        if (str_equal(also->elements->dict->fold[col_int_at(&also->elements->first, col_set_item(also, row, i))], fold))
            return true;
    return false;
}

/* The same for a link to a row of that name. */
static check_answer link_occurs_away(checker *k, stored column, str text, bool exact)
{
    const collection *target = checker_collection(k, column.field->type.target);
    str fold = folded(k, text);
    if (column.field->data || !k->env->columns.occurs)
        return CHECK_UNKNOWN;
    const col *names = value_index_column(k, field_of(target, target->name_field));
    const col *also = value_index_column(k, field_of(target, target->also_field));
    size_t rows = names ? names->count : also ? also->count : 0;
    for (size_t row = 0; row < rows; row++) {
        value link = {.type = type_element(column.field->type), .as.row = (uint32_t)row};
        if (!is_called(names, also, row, text, fold, exact))
            continue;
        check_answer answer = occurs_away(k, column, &link, true);
        if (answer != CHECK_NO)
            return answer;
    }
    return rows ? CHECK_NO : CHECK_UNKNOWN;
}

static bool link_occurs(checker *k, stored column, str text, bool exact)
{
    check_answer quick = link_occurs_away(k, column, text, exact);
    if (quick != CHECK_UNKNOWN)
        return quick == CHECK_YES;
    link_names n = names_of(k, column);
    const dict *names = texts_of(k, n.name);
    str fold = folded(k, text);
    if (!n.link)
        return true;
    if (!exact)
        return find_marked(names, fold, n.link->named) >= 0 || find_marked(texts_of(k, n.also), fold, n.link->also_named) >= 0;
    int64_t code = names ? dict_find(names, text, fold) : -1;
    return code >= 0 && n.link->named[code];
}

/* The first row of a column's collection that has a text of the folded form there; ROW_NONE. */
static uint32_t row_with(checker *k, stored column, str fold)
{
    const dict *d = texts_of(k, column);
    int64_t code = d ? dict_find_fold(d, fold) : -1;
    const value_index *index = code >= 0 ? value_index_of(k, column) : NULL;
    return index ? index->row_of[code] : ROW_NONE;
}

str values_elsewhere(checker *k, stored column, str text)
{
    if (!column.field || column.field->type.kind != TYPE_LINK)
        return (str){0};
    const collection *target = checker_collection(k, column.field->type.target);
    str fold = folded(k, text);
    uint32_t row = row_with(k, field_of(target, target->name_field), fold);
    if (row == ROW_NONE)
        row = row_with(k, field_of(target, target->also_field), fold);
    return row == ROW_NONE ? (str){0} : value_index_row_name(k, target, row);
}

/* ---- Other values ---- */

static bool text_occurs(checker *k, const col *c, str text, bool exact)
{
    if (!c->dict)
        return c->count > 0;
    str fold = folded(k, text);
    return exact ? dict_find(c->dict, text, fold) >= 0 : dict_find_fold(c->dict, fold) >= 0;
}

static bool is_time(type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_PERIOD;
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

/* A value that occurs stands mostly among the first: no index of many rows is made for that. */
static bool among_first(const col *c, const value *v)
{
    enum { FIRST = 1000 };
    for (size_t i = 0; i < c->count && i < FIRST; i++) {
        value stored_value = col_value(c, i);
        if (!stored_value.missing && value_equals(&stored_value, v))
            return true;
    }
    return false;
}

bool values_occur(checker *k, stored column, const value *v, bool exact)
{
    if (!column.field)
        return true;
    if (column.field->type.kind == TYPE_LINK)
        return link_occurs(k, column, v->as.text, exact);
    check_answer quick = occurs_away(k, column, v, exact);
    if (quick != CHECK_UNKNOWN)
        return quick == CHECK_YES;
    const col *c = value_index_values(k, column);
    if (!c)
        return true;
    if (c->type.kind == TYPE_TEXT)
        return text_occurs(k, c, v->as.text, exact);
    if (among_first(c, v))
        return true;
    const value_index *index = value_index_of(k, column);
    if (!index)
        return true;
    return is_time(c->type) && v->type.kind == TYPE_PERIOD ? time_list_overlaps(&index->times, v->as.period)
                                                           : value_set_has(&index->set, v);
}

/* ---- Times ---- */

bool values_other_time(checker *k, stored column, type t, const value *v)
{
    const period *p = &v->as.period;
    if (t.kind == TYPE_DATE && p->first != p->last)
        return true;
    const value_index *index = column.field && is_time(column.field->type) ? value_index_of(k, column) : NULL;
    return index && time_list_overlaps(&index->times, *p) && !value_set_has(&index->set, v);
}

bool values_some_extent(checker *k, stored column, period *firsts, period *lasts)
{
    const check_columns *away = &k->env->columns;
    if (!column.field->data && away->some_extent &&
        away->some_extent(away->data, value_index_collection(k, column), value_index_field(column), firsts, lasts))
        return true;
    return values_extent(k, column, firsts, lasts);
}

bool values_extent(checker *k, stored column, period *firsts, period *lasts)
{
    const value_index *index = value_index_of(k, column);
    if (!index || index->times.count == 0)
        return false;
    *firsts = index->times.firsts;
    *lasts = index->times.lasts;
    return true;
}

/* ---- Text in other places ---- */

values_other values_in_other_field(checker *k, stored column, str text)
{
    if (!column.field || column.field->type.kind != TYPE_LINK)
        return (values_other){0};
    const collection *target = checker_collection(k, column.field->type.target);
    str fold = folded(k, text);
    for (size_t f = 0; f < target->field_count; f++) {
        bool plain = target->fields[f].type.kind == TYPE_TEXT && !target->fields[f].type.set;
        uint32_t row = plain ? row_with(k, (stored){target, &target->fields[f]}, fold) : ROW_NONE;
        if (row != ROW_NONE)
            return (values_other){.field = &target->fields[f], .row = value_index_row_name(k, target, row)};
    }
    return (values_other){0};
}

enum { LOOKED_AT = 200000 }; /* of more distinct texts none is looked into, or asked of a database: it would take too long */

/* The texts of a column, or the names of the rows it links to, of which *index says which are linked to. NULL if there are too many, or the column is not stored. */
static const dict *looked_into(checker *k, stored column, const value_index **index)
{
    bool link = column.field && column.field->type.kind == TYPE_LINK;
    *index = link ? value_index_of(k, column) : NULL;
    const dict *d = !link ? texts_of(k, column) : *index ? texts_of(k, names_of(k, column).name) : NULL;
    return d && d->count <= LOOKED_AT ? d : NULL;
}

size_t values_containing(checker *k, stored column, str text)
{
    const value_index *index;
    const dict *d = looked_into(k, column, &index);
    str fold = folded(k, text);
    size_t count = 0;
    for (size_t i = 0; d && fold.n > 0 && i < d->count; i++)
        count += (!index || index->named[i]) && str_find(d->fold[i], fold) != SIZE_MAX;
    return count;
}

bool values_none_contain(checker *k, stored column, str text)
{
    const value_index *index;
    return looked_into(k, column, &index) && values_containing(k, column, text) == 0;
}

str values_example(checker *k, stored column)
{
    enum { LOOKED_AT_FIRST = 1000, SHORT = 40 };
    const dict *d = column.field && column.field->type.kind == TYPE_TEXT ? texts_of(k, column) : NULL;
    for (size_t i = 0; d && i < d->count && i < LOOKED_AT_FIRST; i++)
        if (d->text[i].n > 0 && d->text[i].n <= SHORT && str_find(d->text[i], STR("\"")) == SIZE_MAX)
            return d->text[i];
    return (str){0};
}

size_t values_few(checker *k, stored column, str out[VALUES_FEW])
{
    bool link = column.field && column.field->type.kind == TYPE_LINK;
    bool text = column.field && column.field->type.kind == TYPE_TEXT;
    const value_index *index = link ? value_index_of(k, column) : NULL;
    const dict *d = text ? texts_of(k, column) : index ? texts_of(k, names_of(k, column).name) : NULL;
    size_t count = 0;
    for (size_t i = 0; d && d->count <= LOOKED_AT && i < d->count; i++) {
        if (link && !index->named[i])
            continue;
        if (count == VALUES_FEW)
            return 0;
        out[count++] = d->text[i];
    }
    return count;
}

/* ---- The nearest ---- */

enum { NEAREST_MAX = 20000 }; /* of more distinct texts none is suggested: it would take too long */

/* Those that are marked (NULL: all of them) behind the words that are there. */
static size_t add_words(const dict *d, const bool *marked, str *words, size_t count)
{
    for (size_t i = 0; d && i < d->count; i++)
        if (!marked || marked[i])
            words[count++] = d->text[i];
    return count;
}

static str nearest_name(checker *k, const link_names *n, bool linked, str text)
{
    const dict *names = texts_of(k, n->name), *also = texts_of(k, n->also);
    size_t room = (names ? names->count : 0) + (also ? also->count : 0);
    str *words = room <= NEAREST_MAX ? ARENA_ARRAY(k->memory, room, str) : NULL;
    if (!words || (linked && !n->link))
        return (str){0};
    size_t count = add_words(names, linked ? n->link->named : NULL, words, 0);
    count = add_words(also, linked ? n->link->also_named : NULL, words, count);
    int64_t found = text_nearest(text, words, count);
    return found >= 0 ? words[found] : (str){0};
}

str values_nearest(checker *k, stored column, str text)
{
    if (!column.field)
        return (str){0};
    if (column.field->type.kind == TYPE_LINK) {
        link_names n = names_of(k, column);
        str near = nearest_name(k, &n, true, text);
        return near.n > 0 ? near : nearest_name(k, &n, false, text);
    }
    const dict *d = column.field->type.kind == TYPE_TEXT ? texts_of(k, column) : NULL;
    if (!d || d->count > NEAREST_MAX)
        return (str){0};
    int64_t found = text_nearest(text, d->text, d->count);
    return found >= 0 ? d->text[found] : (str){0};
}

str values_currency(checker *k, stored column)
{
    char text[4];
    const col *c = value_index_values(k, column);
    for (size_t i = 0; c && c->type.kind == TYPE_MONEY && i < c->count; i++) {
        value v = col_value(c, i);
        if (!v.missing)
            return arena_str(k->memory, money_currency_text(v.as.money.currency, text));
    }
    return STR("EUR");
}

bool values_have_currency(checker *k, stored column, uint32_t currency)
{
    const col *c = value_index_values(k, column);
    bool money = false;
    for (size_t i = 0; c && c->type.kind == TYPE_MONEY && i < c->count; i++) {
        value v = col_value(c, i);
        money |= !v.missing;
        if (!v.missing && v.as.money.currency == currency)
            return true;
    }
    return !money; /* of a column without a value nothing is said */
}
