/* Columns whose texts name rows, and the key by which rows are named. */
#include "base/text.h"
#include "import/loading.h"
#include "runtime/model/link_find.h"
#include "runtime/model/print.h"

/* ---- Links ---- */

/* Names that lead to no row. */
typedef struct lost {
    size_t count, first; /* items */
} lost;

/* The nearest name of many rows is not looked for: nobody waits that long for a hint. */
enum { NAMES_COMPARED = 20000 };

static void hint_near(loading *l, diag *d, const collection *target, str name)
{
    str *names = target->rows <= NAMES_COMPARED ? ARENA_ARRAY(l->scratch, target->rows, str) : NULL;
    if (!names)
        return;
    for (size_t row = 0; row < target->rows; row++)
        names[row] = collection_row_name(target, (uint32_t)row);
    int64_t near = text_nearest(name, names, target->rows);
    if (near >= 0)
        diag_hint(l->bag, d, "%.*s has \"%.*s\"", STR_ARG(target->name), LOAD_SHOWN(names[near]));
}

static void tell_lost(loading *l, const table_column *c, const load_setting *s, const collection *target, const lost *found)
{
    str name = column_text(c, c->items[found->first]);
    size_t line = l->table.lines[column_row_of(c, found->first)];
    bool one = found->count == 1;
    diag *d =
        load_say(l, W_LOAD_LINK, s->where,
                 ": %zu name%s of %.*s lead%s to no row of %.*s and %s missing; the first is \"%.*s\" in line %zu", found->count,
                 one ? "" : "s", LOAD_SHOWN(c->name), one ? "s" : "", STR_ARG(target->name), one ? "is" : "are", LOAD_SHOWN(name), line);
    if (!c->ends && str_find(name, STR(";")) != SIZE_MAX)
        diag_hint(l->bag, d, "if a cell names several rows, say so: with %.*s = set", STR_ARG(load_name(l, c->name)));
    else
        hint_near(l, d, target, name);
}

/* The row that each distinct text of the column names; in the column's memory. */
static status find_rows(table_column *c, const collection *target, const uint32_t **out)
{
    size_t count = dict_builder_count(c->values);
    str *text = ARENA_ARRAY(c->memory, count, str), *fold = ARENA_ARRAY(c->memory, count, str);
    if (!text || !fold)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        text[i] = column_text(c, (uint32_t)i);
        TRY(text_fold_in(c->memory, text[i], &fold[i]));
    }
    dict texts = {.count = count, .text = text, .fold = fold};
    return link_find_all(c->memory, target, true, &texts, out);
}

/* The links of a row; `items` has room for them. */
static value links_of(const table_column *c, size_t row, type t, const uint32_t *rows, value *items, lost *found)
{
    size_t begin, end, count = 0;
    column_row(c, row, &begin, &end);
    for (size_t i = begin; i < end; i++) {
        uint32_t to = rows[c->items[i]];
        if (to != LINK_NONE)
            items[count++] = (value){.type = type_element(t), .as.row = to};
        else if (str_trim(column_text(c, c->items[i])).n && found->count++ == 0)
            found->first = i;
    }
    value v = {.type = t, .missing = count == 0};
    if (!t.set && count)
        return items[0];
    v.as.set.items = items;
    v.as.set.count = count;
    return v;
}

static status fill_links(loading *l, const table_column *c, type t, const uint32_t *rows, col_builder *b, lost *found)
{
    value *items = ARENA_ARRAY(l->scratch, column_longest(c), value);
    if (!items)
        return ST_NO_MEMORY;
    for (size_t row = 0; row < l->table.rows; row++) {
        value v = links_of(c, row, t, rows, items, found);
        TRY(col_builder_add(b, &v));
    }
    return ST_OK;
}

status load_link_column(loading *l, size_t column, const column_plan *plan, const dataset *data, const col **out)
{
    table_column *c = &l->table.columns[column];
    const collection *target = &data->collections[plan->target];
    const uint32_t *rows;
    lost found = {0};
    if (plan->type)
        TRY(column_make_lists(c));
    TRY(find_rows(c, target, &rows));
    arena way = {0};
    col_link_order order = dataset_link_order(data);
    type t = {.kind = TYPE_LINK, .set = c->ends != NULL, .target = plan->target};
    col_builder *b = col_builder_new(&way, t, &order);
    status done = b ? fill_links(l, c, t, rows, b, &found) : ST_NO_MEMORY;
    if (done == ST_OK)
        done = col_builder_finish(b, l->a, out);
    arena_free(&way);
    if (done == ST_OK && found.count)
        tell_lost(l, c, plan->links, target, &found);
    return done;
}

/* ---- Keys ---- */

static status refuse_repeated(loading *l, const load_setting *s, str printed, size_t row, size_t before)
{
    return load_refuse(l, E_LOAD_KEY, s->where, ", line %u: the key %.*s is \"%.*s\", as in line %u", (unsigned)l->table.lines[row],
                       LOAD_SHOWN(s->first), LOAD_SHOWN(printed), (unsigned)l->table.lines[before]);
}

/* Prints each value; one that was there before has an old code. `first` has room for the row of each code. */
static status check_values(loading *l, const load_setting *s, const col *key, dict_builder *seen, uint32_t *first, sbuf *printed)
{
    for (size_t row = 0; row < key->count; row++) {
        value v = col_value(key, row);
        uint32_t code;
        if (v.missing)
            return load_refuse(l, E_LOAD_KEY, s->where, ", line %u: the key %.*s is missing", (unsigned)l->table.lines[row],
                               LOAD_SHOWN(s->first));
        sbuf_clear(printed);
        value_print(printed, &v);
        TRY(printed->failed ? ST_NO_MEMORY : dict_builder_add(seen, sbuf_str(printed), &code));
        if (dict_builder_count(seen) <= row)
            return refuse_repeated(l, s, sbuf_str(printed), row, first[code]);
        first[code] = (uint32_t)row;
    }
    return ST_OK;
}

status load_check_key(loading *l, const load_setting *s, const field *key)
{
    if (key->type.set || key->type.kind == TYPE_LINK)
        return load_refuse(l, E_LOAD_KEY, s->where, ": %.*s is %s, which cannot be a key", LOAD_SHOWN(s->first),
                           key->type.set ? "a set" : "a link");
    arena way = {0};
    sbuf printed = {0};
    dict_builder *seen = dict_builder_new(&way);
    uint32_t *first = ARENA_ARRAY(&way, key->data->count, uint32_t);
    status done = seen && first ? check_values(l, s, key->data, seen, first, &printed) : ST_NO_MEMORY;
    sbuf_free(&printed);
    arena_free(&way);
    return done;
}
