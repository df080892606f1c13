/* From a result to its picture: the door, and what all makers share. */
#include "export/picture_make.h"

#include <string.h>

#include "base/text.h"
#include "export/cell_print.h"

static const char *const kind_names[] = {[PICTURE_BAR] = "chart bar",
                                         [PICTURE_LINE] = "chart line",
                                         [PICTURE_HEAT] = "chart heat",
                                         [PICTURE_TIMELINE] = "timeline",
                                         [PICTURE_CALENDAR] = "calendar"};

str picture_kind_name(picture_kind kind)
{
    return str_of(kind_names[kind]);
}

static bool chosen(const export_choice *choice, export_option option)
{
    return choice->options >> option & 1;
}

bool picture_kind_of(const export_choice *choice, picture_kind *out)
{
    if (!choice->format)
        return false;
    bool chart = strcmp(choice->format->name, "chart") == 0;
    *out = chosen(choice, EXPORT_chart_line) ? PICTURE_LINE : chosen(choice, EXPORT_chart_heat) ? PICTURE_HEAT : PICTURE_BAR;
    if (strcmp(choice->format->name, "timeline") == 0)
        *out = PICTURE_TIMELINE;
    else if (strcmp(choice->format->name, "calendar") == 0)
        *out = PICTURE_CALENDAR;
    else
        return chart;
    return true;
}

/* ---- Texts ---- */

static str kept(picture_maker *m, const sbuf *text)
{
    m->failed = m->failed || text->failed;
    return arena_str(m->memory, sbuf_str(text));
}

str picture_safe(picture_maker *m, str text)
{
    sbuf_clear(&m->safe);
    text_print_safe(&m->safe, text);
    return kept(m, &m->safe);
}

static void add_cell(picture_maker *m, size_t column, size_t row)
{
    sbuf_clear(&m->raw);
    cell_print(&m->raw, CELL_PRETTY, m->r->data, m->r->columns[column].data, row);
    m->failed = m->failed || m->raw.failed;
    text_print_safe(&m->safe, sbuf_str(&m->raw));
}

str picture_cell(picture_maker *m, size_t column, size_t row)
{
    sbuf_clear(&m->safe);
    add_cell(m, column, row);
    if (!cell_present(m->r->columns[column].data, row))
        sbuf_add(&m->safe, STR("–"));
    return kept(m, &m->safe);
}

str picture_label_now(picture_maker *m, const size_t *columns, size_t count, size_t row)
{
    bool grouped = m->columns.time == NO_COLUMN;
    sbuf_clear(&m->safe);
    for (size_t i = 0; i < count; i++) {
        bool present = cell_present(m->r->columns[columns[i]].data, row);
        if (!present && !grouped)
            continue;
        sbuf_add(&m->safe, m->safe.n ? STR(" · ") : STR(""));
        if (present)
            add_cell(m, columns[i], row);
        else
            sbuf_add(&m->safe, STR("–"));
    }
    if (count && !m->safe.n)
        sbuf_add(&m->safe, STR("–"));
    m->failed = m->failed || m->safe.failed;
    return sbuf_str(&m->safe);
}

str picture_label(picture_maker *m, const size_t *columns, size_t count, size_t row)
{
    picture_label_now(m, columns, count, row);
    return kept(m, &m->safe);
}

str picture_column(picture_maker *m, size_t column)
{
    return picture_safe(m, m->r->columns[column].name);
}

str picture_column_time(picture_maker *m, size_t column)
{
    period p;
    if (cal_parse(m->r->columns[column].name, &p, NULL) != CAL_IS_DATE)
        return picture_column(m, column);
    sbuf_clear(&m->safe);
    cal_print_pretty(&m->safe, p);
    return kept(m, &m->safe);
}

str picture_figure(picture_maker *m, size_t number)
{
    sbuf_clear(&m->safe);
    dec_print(&m->safe, dec_of_int((int64_t)number), true);
    return kept(m, &m->safe);
}

void picture_note(picture_maker *m, const char *format, ...)
{
    str *note = arena_push(m->memory, (void **)&m->notes, &m->out->note_count, &m->note_capacity, sizeof *note);
    va_list args;
    va_start(args, format);
    if (note)
        *note = arena_vprintf(m->memory, format, args);
    va_end(args);
}

void picture_note_rows(picture_maker *m, size_t drawn)
{
    str all = picture_figure(m, m->r->rows), some = picture_figure(m, drawn);
    if (drawn < m->r->rows)
        picture_note(m, "drawn are the first %.*s of %.*s rows; `where`, `first` and `top` choose others", STR_ARG(some), STR_ARG(all));
}

void picture_add(picture_maker *m, picture_mark mark)
{
    picture_mark *place = arena_push(m->memory, (void **)&m->marks, &m->out->mark_count, &m->mark_capacity, sizeof mark);
    if (place)
        *place = mark;
}

/* ---- Values ---- */

bool picture_number(const col *c, size_t row, dec *out)
{
    value v = col_value(c, row);
    switch (v.missing ? TYPE_NONE : v.type.kind) {
    case TYPE_INT:
        *out = dec_of_int(v.as.integer);
        return true;
    case TYPE_NUMBER:
        *out = v.as.number;
        return true;
    case TYPE_MONEY:
        *out = money_amount(v.as.money);
        return true;
    case TYPE_DURATION:
        *out = dec_of_int(v.as.duration.amount);
        return true;
    default:
        return false;
    }
}

/* The unit of a value: that of months and days, or the currency. */
static uint32_t unit_of(const value *v)
{
    return v->type.kind == TYPE_MONEY ? v->as.money.currency : v->type.kind == TYPE_DURATION ? 1u + v->as.duration.months : 0;
}

static str unit_text(picture_maker *m, const value *v)
{
    char code[4];
    if (v->type.kind == TYPE_MONEY)
        return arena_str(m->memory, money_currency_text(v->as.money.currency, code));
    return v->type.kind != TYPE_DURATION ? STR("") : v->as.duration.months ? STR("months") : STR("days");
}

static status units_differ(picture_maker *m, const value *one, const value *other, size_t column)
{
    str a = unit_text(m, one), b = unit_text(m, other), name = picture_column(m, column), kind = picture_kind_name(m->out->kind);
    bool money = one->type.kind == TYPE_MONEY;
    m->why->message = arena_printf(m->memory, "%.*s draws values of one %s, and the result has %.*s and %.*s", STR_ARG(kind),
                                   money ? "currency" : "unit", STR_ARG(a), STR_ARG(b));
    m->why->hint = money ? arena_printf(m->memory, "keep one, as in `where currency(%.*s) = %.*s`", STR_ARG(name), STR_ARG(a))
                         : STR("keep those in days or those in months");
    return m->memory->failed || m->failed ? ST_NO_MEMORY : ST_ERROR;
}

status picture_unit(picture_maker *m, str *name)
{
    value first = {.missing = true};
    *name = STR("");
    for (size_t i = 0; i < m->columns.value_count; i++) {
        const col *c = m->r->columns[m->columns.values[i]].data;
        if (c->type.kind != TYPE_MONEY && c->type.kind != TYPE_DURATION)
            continue;
        for (size_t row = 0; row < m->r->rows; row++) {
            value v = col_value(c, row);
            if (v.missing)
                continue;
            if (first.missing)
                first = v;
            if (unit_of(&v) != unit_of(&first))
                return units_differ(m, &first, &v, m->columns.values[i]);
        }
    }
    if (!first.missing)
        *name = unit_text(m, &first);
    return ST_OK;
}

bool picture_whole(const picture_maker *m)
{
    bool whole = true;
    for (size_t i = 0; i < m->columns.value_count; i++) {
        type t = m->r->columns[m->columns.values[i]].data->type;
        whole = whole && (t.kind == TYPE_INT || t.kind == TYPE_DURATION);
    }
    return whole;
}

/* ---- Time ---- */

static period days_of(const value *v)
{
    return v->type.kind == TYPE_DATE ? (period){v->as.date, v->as.date} : v->as.period;
}

/* A beginning and an end of two columns; where one is missing, that end is open. False if both are, or if the end comes first. */
static bool between(const picture_maker *m, size_t row, period *out)
{
    value from = col_value(m->r->columns[m->columns.time].data, row), to = col_value(m->r->columns[m->columns.until].data, row);
    *out = (period){from.missing ? CAL_FIRST : from.as.date, to.missing ? CAL_LAST : to.as.date};
    return !(from.missing && to.missing) && out->first <= out->last;
}

size_t picture_times(const picture_maker *m, size_t row)
{
    const col *c = m->r->columns[m->columns.time].data;
    period p;
    if (m->columns.until != NO_COLUMN)
        return between(m, row, &p);
    return c->type.set ? col_set_size(c, row) : !col_missing(c, row);
}

bool picture_time(const picture_maker *m, size_t row, size_t k, period *out)
{
    const col *c = m->r->columns[m->columns.time].data;
    if (m->columns.until != NO_COLUMN)
        return between(m, row, out);
    value v = c->type.set ? col_value(c->elements, col_set_item(c, row, k)) : col_value(c, row);
    if (!v.missing)
        *out = days_of(&v);
    return !v.missing;
}

str picture_when(picture_maker *m, size_t row)
{
    period p;
    size_t column = (size_t)m->columns.time;
    if (m->columns.until == NO_COLUMN)
        return picture_times(m, row) ? picture_label(m, &column, 1, row) : STR("");
    sbuf_clear(&m->safe);
    if (between(m, row, &p))
        cal_print_pretty(&m->safe, p);
    return kept(m, &m->safe);
}

static void take_in(period *all, period p)
{
    day first = p.first == CAL_FIRST ? p.last : p.first, last = p.last == CAL_LAST ? p.first : p.last;
    if (p.first == CAL_FIRST && p.last == CAL_LAST)
        return;
    if (!all->first || first < all->first)
        all->first = first;
    if (!all->last || last > all->last)
        all->last = last;
}

period picture_days(const picture_maker *m, size_t rows, bool *opens, bool *goes_on)
{
    period all = {0, 0}, p;
    *opens = *goes_on = false;
    for (size_t row = 0; row < rows; row++)
        for (size_t k = 0; k < picture_times(m, row); k++)
            if (picture_time(m, row, k, &p)) {
                take_in(&all, p);
                *opens = *opens || p.first == CAL_FIRST;
                *goes_on = *goes_on || p.last == CAL_LAST;
            }
    return all;
}

/* ---- Names ---- */

static bool grow_slots(picture_maker *m, picture_names *names)
{
    size_t count = names->slot_count ? names->slot_count * 2 : 64;
    size_t *slots = ARENA_ARRAY(m->memory, count, size_t);
    if (!slots)
        return false;
    for (size_t i = 0; i < names->count; i++) {
        size_t at = str_hash(names->items[i]) & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = i + 1;
    }
    names->slots = slots;
    names->slot_count = count;
    return true;
}

size_t picture_name(picture_maker *m, picture_names *names, str text)
{
    if (names->count * 2 >= names->slot_count && !grow_slots(m, names))
        return SIZE_MAX;
    size_t at = str_hash(text) & (names->slot_count - 1);
    for (; names->slots[at]; at = (at + 1) & (names->slot_count - 1))
        if (str_equal(names->items[names->slots[at] - 1], text))
            return names->slots[at] - 1;
    str *item = arena_push(m->memory, (void **)&names->items, &names->count, &names->capacity, sizeof *item);
    if (!item)
        return SIZE_MAX;
    *item = arena_str(m->memory, text);
    names->slots[at] = names->count;
    return names->count - 1;
}

/* ---- The door ---- */

static void add_names(picture_maker *m, sbuf *title, const size_t *columns, size_t count)
{
    enum { SHOWN = 3 };
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        str name = picture_column(m, columns[i]);
        sbuf_printf(title, "%s%.*s", i ? ", " : "", STR_ARG(name));
    }
    sbuf_add(title, count > SHOWN ? STR(" and more") : STR(""));
}

/* Sep 2025 to Aug 2026, for the columns that `pivot` made. */
static void add_times(picture_maker *m, sbuf *title)
{
    const picture_columns *c = &m->columns;
    str first = picture_column_time(m, c->values[0]), last = picture_column_time(m, c->values[c->value_count - 1]);
    sbuf_printf(title, "%.*s to %.*s", STR_ARG(first), STR_ARG(last));
}

/* count by country; title by when: the first label is what a thing is called, and the others say more about it. */
static void make_title(picture_maker *m)
{
    sbuf title = {0};
    const picture_columns *c = &m->columns;
    size_t times[] = {(size_t)c->time, (size_t)c->until}, along = (size_t)c->along;
    bool of_time = c->time != NO_COLUMN;
    if (c->of_times)
        add_times(m, &title);
    else
        add_names(m, &title, of_time ? c->labels : c->values, of_time ? c->label_count > 0 : c->value_count);
    if (of_time || c->label_count || c->along != NO_COLUMN)
        sbuf_add(&title, title.n ? STR(" by ") : STR(""));
    add_names(m, &title, of_time ? times : c->labels, of_time ? 1u + (c->until != NO_COLUMN) : c->label_count);
    if (c->along != NO_COLUMN) {
        sbuf_add(&title, c->label_count ? STR(", ") : STR(""));
        add_names(m, &title, &along, 1);
    }
    m->out->title = kept(m, &title);
    sbuf_free(&title);
}

static void make_about(picture_maker *m)
{
    static const char *const what[] = {[PICTURE_BAR] = "A bar chart",
                                       [PICTURE_LINE] = "A line chart",
                                       [PICTURE_HEAT] = "A heat map",
                                       [PICTURE_TIMELINE] = "A timeline",
                                       [PICTURE_CALENDAR] = "A calendar"};
    str rows = picture_figure(m, m->r->rows);
    m->out->about = arena_printf(m->memory, "%s of %.*s %s.", what[m->out->kind], STR_ARG(rows), m->r->rows == 1 ? "row" : "rows");
}

static status make_marks(picture_maker *m)
{
    static status (*const makers[])(picture_maker *) = {[PICTURE_BAR] = picture_make_bars,
                                                        [PICTURE_LINE] = picture_make_lines,
                                                        [PICTURE_HEAT] = picture_make_heat,
                                                        [PICTURE_TIMELINE] = picture_make_timeline,
                                                        [PICTURE_CALENDAR] = picture_make_calendar};
    if (m->r->rows == 0) {
        m->out->nothing = STR("no rows: there is nothing to draw");
        return ST_OK;
    }
    return makers[m->out->kind](m);
}

static status choose_columns(picture_maker *m)
{
    size_t count = m->r->column_count;
    export_column *columns = ARENA_ARRAY(m->memory, count, export_column);
    if (!columns)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < count; k++)
        columns[k] = (export_column){m->r->columns[k].name, m->r->columns[k].data->type};
    return picture_choose_columns(m->memory, m->out->kind, columns, count, m->r->rows, &m->columns, m->why);
}

status picture_make(arena *a, picture_kind kind, const result *r, picture *out, export_misfit *why)
{
    *out = (picture){.kind = kind};
    picture_maker m = {.memory = a, .r = r, .out = out, .why = why};
    status s = choose_columns(&m);
    if (s == ST_OK) {
        make_title(&m);
        make_about(&m);
        s = make_marks(&m);
    }
    out->marks = m.marks;
    out->notes = m.notes;
    sbuf_free(&m.raw);
    sbuf_free(&m.safe);
    return m.failed || a->failed ? ST_NO_MEMORY : s;
}
