/* Which columns make an event, and when it is. */
#include "export/event.h"

#include "export/libical.h"
#include "runtime/query/event.h"

/* ---- Columns ---- */

typedef bool (*fits)(type t);

static bool is_period(type t)
{
    return event_is_time(t) && t.kind == TYPE_PERIOD;
}

static bool is_name(type t)
{
    return t.kind == TYPE_TEXT || t.kind == TYPE_LINK;
}

static bool is_no_time(type t)
{
    return !event_is_time(t);
}

/* The first column that fits; of this name, unless it is empty. */
static const col *first(const result *r, str name, fits want)
{
    for (size_t i = 0; i < r->column_count; i++)
        if (want(r->columns[i].data->type) && (!name.n || str_equal_nocase(r->columns[i].name, name)))
            return r->columns[i].data;
    return NULL;
}

static const col *time_shown(const result *r)
{
    const col *c = first(r, STR("when"), event_is_time);
    if (!c)
        c = first(r, STR(""), is_period);
    return c ? c : first(r, STR(""), event_is_time);
}

static const col *name_shown(const result *r)
{
    const col *c = first(r, STR("name"), is_no_time);
    if (!c)
        c = first(r, STR("title"), is_no_time);
    if (!c)
        c = first(r, STR(""), is_name);
    return c ? c : first(r, STR(""), is_no_time);
}

event_columns event_columns_of(const result *r)
{
    if (r->hidden_count >= EVENT_IDENTITY)
        return (event_columns){.time = r->hidden[EVENT_TIME].data,
                               .name = r->hidden[EVENT_NAME].data,
                               .identity = r->hidden + EVENT_IDENTITY,
                               .identity_count = r->hidden_count - EVENT_IDENTITY};
    const col *time = time_shown(r), *name = name_shown(r);
    return (event_columns){.time = time, .name = name ? name : time, .identity = r->columns, .identity_count = r->column_count};
}

/* ---- Time ---- */

bool event_time(const col *time, size_t row, period *out)
{
    if (col_missing(time, row))
        return false;
    value v = col_value(time, row);
    *out = v.type.kind == TYPE_DATE ? (period){v.as.date, v.as.date} : v.as.period;
    return out->first != CAL_FIRST || out->last != CAL_LAST;
}

size_t event_rows_left_out(const result *r)
{
    event_columns c = event_columns_of(r);
    size_t out = 0;
    period p;
    for (size_t i = 0; c.time && i < r->rows; i++)
        out += !event_time(c.time, i, &p);
    return out;
}

/* ---- What is told ---- */

status event_check(bool has_time, diag_bag *bag, const source *from, span where)
{
    libical library;
    if (has_time)
        return libical_load(&library, bag);
    diag *d = diag_add(bag, E_ICS_NO_TIME, from, where, "ics needs rows with a time, and these have none");
    diag_expect(bag, d, "rows with a period or a date");
    if (from)
        diag_hint(bag, d,
                  "an event is a row with a time, as in `activities where … to ics`; of groups, one whose key is a time: `group by month`");
    else
        diag_hint(bag, d, "as the last clause of the query, `to ics` reads the rows' time even where it is not shown");
    return d ? ST_ERROR : ST_NO_MEMORY;
}

void event_tell_left_out(const result *r, diag_bag *bag, const source *from, span where)
{
    size_t out = event_rows_left_out(r);
    if (out)
        diag_add(bag, N_ICS_LEFT_OUT, from, where,
                 out == 1 ? "1 row without a time is left out of the calendar" : "%zu rows without a time are left out of the calendar",
                 out);
}
