/* Which columns of a result are what in a picture. Decided by names, types and order alone, so that a query is known to fit before it runs. */
#include "base/text.h"
#include "export/picture_make.h"

static bool is_value(type t)
{
    return !t.set && (t.kind == TYPE_INT || t.kind == TYPE_NUMBER || t.kind == TYPE_MONEY || t.kind == TYPE_DURATION);
}

static bool is_time(type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_PERIOD;
}

/* What may share an axis: ints and numbers may. */
static int measure_of(type t)
{
    return t.kind == TYPE_INT ? TYPE_NUMBER : t.kind;
}

typedef struct choosing {
    arena *memory;
    picture_kind kind;
    const export_column *columns;
    size_t count;
    size_t rows;
    size_t *labels, *values;
    picture_columns *out;
    export_misfit *why;
} choosing;

static str kind_text(const choosing *c, size_t k)
{
    type t = c->columns[k].type;
    sbuf safe = {0};
    text_print_safe(&safe, c->columns[k].name);
    str name = text_cut(sbuf_str(&safe), 60);
    str text = arena_printf(c->memory, "%.*s (%s%s)", STR_ARG(name), t.set ? "set of " : "", type_kind_name((type_kind)t.kind));
    sbuf_free(&safe);
    return text;
}

/* What there is instead, the first few of it. */
static str columns_text(const choosing *c)
{
    enum { SHOWN = 6 };
    sbuf text = {0};
    for (size_t k = 0; k < c->count && k < SHOWN; k++) {
        str one = kind_text(c, k);
        sbuf_printf(&text, "%s%.*s", k ? ", " : "", STR_ARG(one));
    }
    if (c->count > SHOWN)
        sbuf_printf(&text, " and %zu more", c->count - SHOWN);
    str all = arena_str(c->memory, sbuf_str(&text));
    sbuf_free(&text);
    return all;
}

static status misfit(const choosing *c, const char *wants, const char *hint)
{
    str name = picture_kind_name(c->kind), all = columns_text(c);
    c->why->message = arena_printf(c->memory, "%.*s needs %s, and the result has %.*s", STR_ARG(name), wants, STR_ARG(all));
    c->why->hint = str_of(hint);
    return c->memory->failed ? ST_NO_MEMORY : ST_ERROR;
}

static void sort_out(choosing *c)
{
    for (size_t k = 0; k < c->count; k++)
        if (is_value(c->columns[k].type))
            c->values[c->out->value_count++] = k;
        else
            c->labels[c->out->label_count++] = k;
    /* Of whole numbers alone the first tells the rows apart, as after `group by start.weekday`; a single row of bars needs nothing to tell it by. */
    bool alone = c->kind == PICTURE_BAR && c->rows == 1;
    if (!alone && c->out->label_count == 0 && c->out->value_count > 1 && c->columns[0].type.kind == TYPE_INT) {
        c->labels[c->out->label_count++] = 0;
        c->values++;
        c->out->value_count--;
    }
}

static void take_label(choosing *c, size_t at)
{
    c->out->along = (int64_t)c->labels[at];
    for (size_t i = at; i + 1 < c->out->label_count; i++)
        c->labels[i] = c->labels[i + 1];
    c->out->label_count--;
}

static status check_values(const choosing *c)
{
    const picture_columns *out = c->out;
    if (!out->value_count)
        return misfit(c, "a column of numbers, money or durations", "count the rows of each, as in `count by country to chart`");
    for (size_t i = 1; i < out->value_count; i++)
        if (measure_of(c->columns[c->values[i]].type) != measure_of(c->columns[c->values[0]].type)) {
            str name = picture_kind_name(c->kind), one = kind_text(c, c->values[0]), other = kind_text(c, c->values[i]);
            c->why->message = arena_printf(c->memory, "%.*s draws values of one kind, and the result has %.*s and %.*s", STR_ARG(name),
                                           STR_ARG(one), STR_ARG(other));
            c->why->hint = arena_printf(c->memory, "leave one of them out by `drop` or `select`");
            return c->memory->failed ? ST_NO_MEMORY : ST_ERROR;
        }
    return ST_OK;
}

static status choose_line(choosing *c)
{
    size_t at = 0;
    while (at < c->out->label_count && (!is_time(c->columns[c->labels[at]].type) || c->columns[c->labels[at]].type.set))
        at++;
    if (c->out->label_count == 0)
        return misfit(c, "a column to draw along, beside the values", "such as a month: `group by month show count to chart line`");
    take_label(c, at < c->out->label_count ? at : 0);
    return ST_OK;
}

static bool all_times(const choosing *c)
{
    period p;
    for (size_t i = 0; i < c->out->value_count; i++)
        if (cal_parse(c->columns[c->values[i]].name, &p, NULL) != CAL_IS_DATE)
            return false;
    return c->out->value_count > 1;
}

static status choose_heat(choosing *c)
{
    picture_columns *out = c->out;
    if (out->label_count == 0 || (out->label_count == 1 && out->value_count == 1))
        return misfit(c, "two columns for the grid and one of values, or one and those of `pivot`",
                      "group by two: `group by project, mode show count to chart heat`");
    if (out->label_count == 1) {
        out->of_times = all_times(c);
        return ST_OK;
    }
    if (out->value_count > 1)
        return misfit(c, "one column of values where two or more say where they belong", "leave the others out by `select` or `drop`");
    take_label(c, out->label_count - 1);
    return ST_OK;
}

/* The first period, else the first two dates as a beginning and an end, else the one date. */
static status choose_time(choosing *c)
{
    picture_columns *out = c->out;
    for (size_t k = 0; k < c->count && out->time == NO_COLUMN; k++)
        if (c->columns[k].type.kind == TYPE_PERIOD)
            out->time = (int64_t)k;
    for (size_t k = 0; k < c->count && (out->time == NO_COLUMN || out->until == NO_COLUMN); k++) {
        bool date = c->columns[k].type.kind == TYPE_DATE;
        if (date && out->time == NO_COLUMN)
            out->time = (int64_t)k;
        else if (date && c->columns[out->time].type.kind == TYPE_DATE && !c->columns[out->time].type.set && !c->columns[k].type.set)
            out->until = (int64_t)k;
    }
    out->label_count = out->value_count = 0;
    for (size_t k = 0; k < c->count; k++)
        if ((int64_t)k != out->time && (int64_t)k != out->until)
            c->labels[out->label_count++] = k;
    return out->time == NO_COLUMN ? misfit(c, "a column of periods or dates", "select one beside the names, as in `select title, when`")
                                  : ST_OK;
}

status picture_choose_columns(arena *a, picture_kind kind, const export_column *columns, size_t count, size_t rows, picture_columns *out,
                              export_misfit *why)
{
    *out = (picture_columns){.along = NO_COLUMN, .time = NO_COLUMN, .until = NO_COLUMN};
    choosing c = {a, kind, columns, count, rows, ARENA_ARRAY(a, count + 1, size_t), ARENA_ARRAY(a, count + 1, size_t), out, why};
    if (!c.labels || !c.values)
        return ST_NO_MEMORY;
    bool of_time = kind == PICTURE_TIMELINE || kind == PICTURE_CALENDAR;
    if (!of_time)
        sort_out(&c);
    status s = of_time ? choose_time(&c) : check_values(&c);
    if (s == ST_OK && kind == PICTURE_LINE)
        s = choose_line(&c);
    if (s == ST_OK && kind == PICTURE_HEAT)
        s = choose_heat(&c);
    out->labels = c.labels;
    out->values = c.values;
    return s;
}

status picture_fits_columns(arena *a, picture_kind kind, const export_column *columns, size_t count, export_misfit *why)
{
    picture_columns chosen;
    return picture_choose_columns(a, kind, columns, count, 0, &chosen, why);
}
