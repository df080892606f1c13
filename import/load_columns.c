/* Typed columns from cells. */
#include "base/text.h"
#include "import/infer.h"
#include "import/loading.h"

/* "is no number": how a value that does not fit is put into words. */
static const char *no_such(type_kind kind)
{
    static const char *const words[TYPE_KIND_COUNT] = {
        [TYPE_BOOL] = "neither true nor false", [TYPE_INT] = "no whole number", [TYPE_NUMBER] = "no number",
        [TYPE_MONEY] = "no amount of money",    [TYPE_DATE] = "no date",        [TYPE_PERIOD] = "no period",
        [TYPE_DURATION] = "no length of time"};
    return words[kind] ? words[kind] : "no value";
}

/* How a value of the kind is written. */
static const char *example_of(type_kind kind)
{
    static const char *const words[TYPE_KIND_COUNT] = {[TYPE_BOOL] = "true or false",
                                                       [TYPE_INT] = "a whole number, as in 12",
                                                       [TYPE_NUMBER] = "a number, as in 3.9",
                                                       [TYPE_MONEY] = "an amount of money, as in EUR 3900000",
                                                       [TYPE_DATE] = "a date, as in 2025-10-07",
                                                       [TYPE_PERIOD] = "a period, as in 2025-10 or 2025-10-07..2025-10-09",
                                                       [TYPE_DURATION] = "a length of time, as in 3 days"};
    return words[kind] ? words[kind] : "a value";
}

/* ---- What is said ---- */

static status refuse_value(loading *l, size_t column, size_t item, span where, type_kind kind)
{
    const table_column *c = &l->table.columns[column];
    diag *d = load_say(l, E_LOAD_VALUE, where, ", line %zu, column %zu (%.*s): \"%.*s\" is %s", load_line(l, c, item), column + 1,
                       LOAD_SHOWN(c->name), LOAD_SHOWN(column_text(c, c->items[item])), no_such(kind));
    diag_expect(l->bag, d, "%s", example_of(kind));
    load_hint_spelt(l, d, column, item, kind);
    return ST_ERROR;
}

static void note_odd(loading *l, const table_column *c, const inferred *found)
{
    str value = column_text(c, c->items[found->odd_item]), more = {"", 0};
    if (found->odd == 2)
        more = STR(", and 1 more line has such a value");
    else if (found->odd > 2)
        more = arena_printf(l->scratch, ", and %zu more lines have such values", found->odd - 1);
    diag *d = load_say(l, N_LOAD_TEXT, l->request->where, ": the column %.*s is text, because line %zu has \"%.*s\", which is %s%.*s",
                       LOAD_SHOWN(c->name), load_line(l, c, found->odd_item), LOAD_SHOWN(value), no_such(found->nearly), STR_ARG(more));
    diag_hint(l->bag, d, "if text is meant, say so: with %.*s = text", STR_ARG(load_name(l, c->name)));
}

/* ---- Types ---- */

static status refuse_lists(loading *l, const table_column *c, const load_setting *s)
{
    const char *kind = type_kind_name((type_kind)s->type.kind);
    diag *d = load_say(l, E_LOAD_VALUE, s->where, ": the column %.*s has lists, so it is a set", LOAD_SHOWN(c->name));
    diag_hint(l->bag, d, "a set is written %.*s = set of %s", STR_ARG(load_name(l, c->name)), kind);
    return ST_ERROR;
}

/* Lists are sets, and so is what is declared one. */
static status settle_lists(loading *l, size_t column, const load_setting *declared)
{
    table_column *c = &l->table.columns[column];
    if (declared && !declared->type.set && c->ends)
        return refuse_lists(l, c, declared);
    return declared && declared->type.set ? column_make_lists(c) : ST_OK;
}

/* The kind of a column's values that is not said, and their spelling where that is not the one of the language. */
static status find_kind(loading *l, const table_column *c, const column_plan *plan, type_kind *out, spelt *how)
{
    inferred found;
    arena way = {0};
    status done = infer_column(c, &way, &found);
    arena_free(&way);
    if (done != ST_OK)
        return done;
    *out = found.empty && plan->time ? TYPE_DATE : found.kind;
    if (found.nearly != TYPE_NONE) {
        note_odd(l, c, &found);
        return ST_OK;
    }
    spelt s = *out == TYPE_TEXT ? spelt_find(c) : (spelt){0};
    if (plan->time && s.kind == TYPE_DATE && s.settled) {
        *out = TYPE_DATE;
        *how = s;
        return ST_OK;
    }
    return s.kind == TYPE_NONE ? ST_OK : load_note_spelt(l, c, &s);
}

static status settle_kind(loading *l, size_t column, const column_plan *plan, type_kind *out, spelt *how)
{
    const load_setting *declared = plan->type;
    const table_column *c = &l->table.columns[column];
    *how = (spelt){0};
    if (!declared || declared->type.kind == TYPE_NONE)
        return find_kind(l, c, plan, out, how);
    *out = (type_kind)declared->type.kind;
    spelt found = *out != TYPE_TEXT ? spelt_find(c) : (spelt){0};
    bool time = *out == TYPE_DATE || *out == TYPE_PERIOD, number = *out == TYPE_INT || *out == TYPE_NUMBER;
    if ((time && found.kind == TYPE_DATE) || (number && found.kind == TYPE_NUMBER))
        *how = found;
    return ST_OK;
}

/* ---- Values ---- */

/* How the values of a column are read. */
typedef struct reading_way {
    type_kind kind;
    spelt how;
    const load_setting *declared; /* NULL: the kind is not said */
} reading_way;

/* Reads the items of a row; an empty one counts as missing where no text is wanted. */
static status read_items(loading *l, const reading_way *way, size_t column, size_t row, value *items, size_t *count)
{
    const table_column *c = &l->table.columns[column];
    size_t begin, end;
    column_row(c, row, &begin, &end);
    *count = 0;
    for (size_t i = begin; i < end; i++) {
        str text = column_text(c, c->items[i]);
        if (way->kind != TYPE_TEXT && str_trim(text).n == 0)
            continue;
        char room[SPELT_MAX];
        str here = spelt_here(&way->how, text, room);
        bool lenient = way->declared || c->raw[c->items[i]] == RAW_NUMBER;
        if (!infer_value(way->kind, here.n > 0 ? here : text, lenient, &items[(*count)++]))
            return refuse_value(l, column, i, way->declared ? way->declared->where : l->request->where, way->kind);
    }
    return ST_OK;
}

static status fill_values(loading *l, size_t column, type t, const reading_way *read, arena *way, col_builder *b)
{
    const table_column *c = &l->table.columns[column];
    value *items = ARENA_ARRAY(way, column_longest(c), value);
    if (!items)
        return ST_NO_MEMORY;
    for (size_t row = 0; row < l->table.rows; row++) {
        size_t count;
        TRY(read_items(l, read, column, row, items, &count));
        value v = {.type = t, .missing = count == 0};
        if (!t.set && count)
            v = items[0];
        else {
            v.as.set.items = items;
            v.as.set.count = count;
        }
        TRY(col_builder_add(b, &v));
    }
    return ST_OK;
}

status load_column(loading *l, size_t column, const column_plan *plan, const col **out)
{
    const load_setting *declared = plan->type;
    table_column *c = &l->table.columns[column];
    reading_way read = {.declared = declared && declared->type.kind != TYPE_NONE ? declared : NULL};
    TRY(settle_lists(l, column, declared));
    TRY(settle_kind(l, column, plan, &read.kind, &read.how));
    type t = {.kind = (uint8_t)read.kind, .set = c->ends != NULL};
    arena way = {0};
    if (read.kind == TYPE_TEXT && !t.set) {
        status done = col_of_codes(l->a, &way, c->values, c->items, l->table.rows, out);
        arena_free(&way);
        return done;
    }
    col_builder *b = col_builder_new(&way, t, NULL);
    status done = b ? fill_values(l, column, t, &read, &way, b) : ST_NO_MEMORY;
    if (done == ST_OK)
        done = col_builder_finish(b, l->a, out);
    arena_free(&way);
    return done;
}

/* ---- Periods ---- */

static bool is_time(const field *f)
{
    return !f->type.set && (f->type.kind == TYPE_DATE || f->type.kind == TYPE_PERIOD);
}

static status refuse_period(loading *l, const field *f, span where)
{
    bool link = f->type.kind == TYPE_LINK;
    diag *d = load_say(l, E_LOAD_SETTING, where, ": the column %.*s has no dates; it is %s%s", LOAD_SHOWN(f->name),
                       f->type.set ? "a set of " : "", link ? "links" : type_kind_name((type_kind)f->type.kind));
    if (!f->type.set && !link)
        diag_hint(l->bag, d, "%.*s = date tells the first value that is no date", STR_ARG(load_name(l, f->name)));
    return ST_ERROR;
}

/* What is told of the rows whose period is missing. */
typedef struct odd_periods {
    size_t reversed, half;           /* how many */
    size_t reversed_line, half_line; /* the line of the first */
} odd_periods;

static void tell_periods(loading *l, const load_setting *s, const odd_periods *odd)
{
    if (odd->reversed)
        load_say(l, W_LOAD_REVERSED, s->where, ": %.*s ends before it begins in %zu row%s, where it is missing; the first is line %zu",
                 LOAD_SHOWN(s->name), odd->reversed, odd->reversed == 1 ? "" : "s", odd->reversed_line);
    if (odd->half)
        load_say(l, N_LOAD_HALF, s->where, ": %zu row%s only one end of %.*s, which is missing there; the first is line %zu", odd->half,
                 odd->half == 1 ? " has" : "s have", LOAD_SHOWN(s->name), odd->half_line);
}

static period days_of(const value *v)
{
    return v->type.kind == TYPE_DATE ? (period){v->as.date, v->as.date} : v->as.period;
}

static value period_of(const loading *l, size_t row, const value *first, const value *last, odd_periods *odd)
{
    value v = {.type = type_of(TYPE_PERIOD), .missing = first->missing || last->missing};
    if (first->missing != last->missing && odd->half++ == 0)
        odd->half_line = l->table.lines[row];
    if (v.missing)
        return v;
    v.as.period = (period){days_of(first).first, days_of(last).last};
    v.missing = v.as.period.first > v.as.period.last;
    if (v.missing && odd->reversed++ == 0)
        odd->reversed_line = l->table.lines[row];
    return v;
}

status load_period(loading *l, const load_setting *s, const field *first, const field *last, const col **out)
{
    odd_periods odd = {0};
    arena way = {0};
    if (!is_time(first) || !is_time(last))
        return is_time(first) ? refuse_period(l, last, s->last_where) : refuse_period(l, first, s->first_where);
    col_builder *b = col_builder_new(&way, type_of(TYPE_PERIOD), NULL);
    status done = b ? ST_OK : ST_NO_MEMORY;
    for (size_t row = 0; row < l->table.rows && done == ST_OK; row++) {
        value from = col_value(first->data, row), to = col_value(last->data, row);
        value v = period_of(l, row, &from, &to, &odd);
        done = col_builder_add(b, &v);
    }
    if (done == ST_OK)
        done = col_builder_finish(b, l->a, out);
    arena_free(&way);
    tell_periods(l, s, &odd);
    return done;
}
