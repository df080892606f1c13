/* One event: the properties that libical writes of a row. */
#include <stdio.h>
#include <stdlib.h>

#include "export/cell_print.h"
#include "export/ics.h"
#include "runtime/query/event.h"

/* ---- Columns ---- */

ics_use ics_use_of(const result_column *c)
{
    static const struct {
        str name;
        ics_use use;
    } uses[] = {
        {STR_INIT("place"), ICS_PLACE},      {STR_INIT("city"), ICS_CITY}, {STR_INIT("country"), ICS_COUNTRY},
        {STR_INIT("project"), ICS_CATEGORY}, {STR_INIT("url"), ICS_URL},   {STR_INIT("tentative"), ICS_TENTATIVE},
    };
    ics_use use = ICS_LINE;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        if (str_equal_nocase(c->name, uses[i].name))
            use = uses[i].use;
    bool is_bool = c->data->type.kind == TYPE_BOOL && !c->data->type.set;
    return use == ICS_TENTATIVE && !is_bool ? ICS_LINE : use;
}

/* ---- Properties ---- */

/* Hands a property with its value, which is NULL for want of memory, to the event. */
static bool add(const libical *l, icalcomponent *event, icalproperty_kind kind, icalvalue *value)
{
    icalproperty *p = value ? l->icalproperty_new(kind) : NULL;
    if (!p) {
        if (value)
            l->icalvalue_free(value);
        return false;
    }
    l->icalproperty_set_value(p, value);
    l->icalcomponent_add_property(event, p);
    return true;
}

static bool add_text(const libical *l, icalcomponent *event, icalproperty_kind kind, const sbuf *text)
{
    return text->n == 0 || (!text->failed && add(l, event, kind, l->icalvalue_new_text(text->p)));
}

/* A value that is written as it stands here. */
static bool add_raw(const libical *l, icalcomponent *event, icalproperty_kind kind, icalparameter_value is, const char *text)
{
    icalparameter *parameter = l->icalparameter_new_value(is);
    icalproperty *p = parameter ? l->icalproperty_new(kind) : NULL;
    if (!p) {
        if (parameter)
            l->icalparameter_free(parameter);
        return false;
    }
    l->icalproperty_add_parameter(p, parameter);
    l->icalcomponent_add_property(event, p);
    icalvalue *value = l->icalvalue_new_string(text);
    if (value)
        l->icalproperty_set_value(p, value);
    return value;
}

/* As it stands here, since libical has no dates near the ends of the calendar. */
static bool add_date(const libical *l, icalcomponent *event, icalproperty_kind kind, day d)
{
    char text[64];
    civil c = cal_civil(d);
    snprintf(text, sizeof text, "%04d%02d%02d", c.year, c.month, c.day);
    return add_raw(l, event, kind, ICAL_VALUE_DATE, text);
}

/* ---- Values ---- */

/* What a cell says, as a calendar may hold it. */
static str cell_text(ics_writer *w, sbuf *out, const col *c, size_t row)
{
    sbuf_clear(&w->value);
    cell_print(&w->value, CELL_PRETTY, w->result->data, c, row);
    sbuf_clear(out);
    ics_text(out, sbuf_str(&w->value));
    out->failed |= w->value.failed;
    return sbuf_str(out);
}

/* Names in the order of their size; one that another contains is not said twice: Athens, Greece. */
static bool add_location(ics_writer *w, icalcomponent *event, size_t row)
{
    static const ics_use order[] = {ICS_PLACE, ICS_CITY, ICS_COUNTRY};
    const result *r = w->result;
    sbuf_clear(&w->lines);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t k = 0; k < r->column_count; k++) {
            if (w->uses[k] != order[i])
                continue;
            str name = cell_text(w, &w->text, r->columns[k].data, row);
            if (str_find(sbuf_str(&w->lines), name) != SIZE_MAX)
                continue;
            sbuf_add(&w->lines, w->lines.n ? STR(", ") : STR(""));
            sbuf_add(&w->lines, name);
        }
    return add_text(&w->ical, event, ICAL_LOCATION_PROPERTY, &w->lines);
}

/* Here libical would let a comma part two categories. */
static bool add_category(ics_writer *w, icalcomponent *event, const value *v)
{
    sbuf_clear(&w->value);
    cell_print_value(&w->value, CELL_PRETTY, w->result->data, v);
    sbuf_clear(&w->text);
    ics_text(&w->text, sbuf_str(&w->value));
    sbuf_clear(&w->lines);
    for (size_t i = 0; i < w->text.n; i++) {
        char c = w->text.p[i];
        if (c == '\\' || c == ',' || c == ';' || c == '\n')
            sbuf_char(&w->lines, '\\');
        sbuf_char(&w->lines, c == '\n' ? 'n' : c);
    }
    if (w->value.failed || w->text.failed || w->lines.failed)
        return false;
    return w->lines.n == 0 || add_raw(&w->ical, event, ICAL_CATEGORIES_PROPERTY, ICAL_VALUE_TEXT, w->lines.p);
}

static bool add_categories(ics_writer *w, icalcomponent *event, const col *c, size_t row)
{
    bool added = true;
    if (!c->type.set) {
        value v = col_value(c, row);
        return v.missing || add_category(w, event, &v);
    }
    for (size_t k = 0, n = col_set_size(c, row); k < n && added; k++) {
        value v = col_value(c->elements, col_set_item(c, row, k));
        added = add_category(w, event, &v);
    }
    return added;
}

/* An address of the web, of plain characters only. */
static bool is_address(str text)
{
    bool plain = str_starts(text, STR("http://")) || str_starts(text, STR("https://"));
    for (size_t i = 0; i < text.n; i++)
        plain &= text.p[i] > ' ' && text.p[i] < 0x7f && text.p[i] != '"' && text.p[i] != '\\';
    return plain;
}

static bool add_url(ics_writer *w, icalcomponent *event, size_t row)
{
    for (size_t k = 0; k < w->result->column_count; k++) {
        if (w->uses[k] != ICS_URL)
            continue;
        str text = cell_text(w, &w->text, w->result->columns[k].data, row);
        if (is_address(text)) /* an event has one */
            return add(&w->ical, event, ICAL_URL_PROPERTY, w->ical.icalvalue_new_uri(text.p));
    }
    return true;
}

static bool add_state(ics_writer *w, icalcomponent *event, size_t row)
{
    for (size_t k = 0; k < w->result->column_count; k++) {
        if (w->uses[k] != ICS_TENTATIVE)
            continue;
        value v = col_value(w->result->columns[k].data, row);
        if (!v.missing && v.as.boolean)
            return add(&w->ical, event, ICAL_STATUS_PROPERTY, w->ical.icalvalue_new_status(ICAL_STATUS_TENTATIVE));
    }
    return true;
}

/* ---- The description ---- */

static void add_line(ics_writer *w, str between, str name, str text)
{
    sbuf_add(&w->lines, w->lines.n ? between : STR(""));
    ics_text(&w->lines, name);
    sbuf_add(&w->lines, STR(": "));
    sbuf_add(&w->lines, text);
}

/* Is the cell the time of the event, which is said already? */
static bool is_event_time(const col *c, size_t row, period when)
{
    period p;
    return event_is_time(c->type) && event_time(c, row, &p) && cal_compare(p, when) == 0;
}

/* Of each other column its name and value, into w->lines. */
static void describe(ics_writer *w, size_t row, period when, str name, str between)
{
    const result *r = w->result;
    sbuf_clear(&w->lines);
    if (w->columns.time->type.kind == TYPE_PERIOD && cal_open(when))
        add_line(w, between, STR("when"), cell_text(w, &w->text, w->columns.time, row));
    for (size_t k = 0; k < r->column_count; k++) {
        const col *c = r->columns[k].data;
        if (!cell_present(c, row) || is_event_time(c, row, when) || (w->uses[k] != ICS_LINE && w->uses[k] != ICS_URL))
            continue;
        str text = cell_text(w, &w->text, c, row);
        bool said = str_equal(text, name) || (w->uses[k] == ICS_URL && is_address(text));
        if (!said)
            add_line(w, between, r->columns[k].name, text);
    }
}

/* What it is called, and what else is shown of it. What has no name, such as a month with its count, is called by what is shown. */
static bool add_words(ics_writer *w, icalcomponent *event, size_t row, period when, sbuf *name)
{
    type t = w->columns.name->type;
    bool named = (t.kind == TYPE_TEXT || t.kind == TYPE_LINK) && cell_present(w->columns.name, row);
    if (!named) {
        describe(w, row, when, (str){0}, STR(", "));
        return add_text(&w->ical, event, ICAL_SUMMARY_PROPERTY, &w->lines);
    }
    describe(w, row, when, cell_text(w, name, w->columns.name, row), STR("\n"));
    return add_text(&w->ical, event, ICAL_SUMMARY_PROPERTY, name) && add_text(&w->ical, event, ICAL_DESCRIPTION_PROPERTY, &w->lines);
}

/* ---- The whole ---- */

/* All days from the first to the one before the end. What is open at one side is an event of the one day that is known. */
static bool add_days(ics_writer *w, icalcomponent *event, period when)
{
    day from = when.first == CAL_FIRST ? when.last : when.first;
    day to = when.last == CAL_LAST ? when.first : when.last;
    char stamp[64];
    civil c = cal_civil(from);
    snprintf(stamp, sizeof stamp, "%04d%02d%02dT000000Z", c.year, c.month, c.day);
    bool added = add_raw(&w->ical, event, ICAL_DTSTAMP_PROPERTY, ICAL_VALUE_DATETIME, stamp) &&
                 add_date(&w->ical, event, ICAL_DTSTART_PROPERTY, from);
    day end = cal_add_days(to, 1);
    return added && (!end || add_date(&w->ical, event, ICAL_DTEND_PROPERTY, end)); /* without an end it is one day: the calendar's last */
}

static bool fill(ics_writer *w, icalcomponent *event, size_t row, period when, const char *uid, sbuf *name)
{
    const result *r = w->result;
    bool added = add(&w->ical, event, ICAL_UID_PROPERTY, w->ical.icalvalue_new_text(uid)) && add_days(w, event, when);
    added = added && add_words(w, event, row, when, name) && add_location(w, event, row);
    for (size_t k = 0; k < r->column_count && added; k++)
        if (w->uses[k] == ICS_CATEGORY)
            added = add_categories(w, event, r->columns[k].data, row);
    return added && add_url(w, event, row) && add_state(w, event, row) &&
           add(&w->ical, event, ICAL_TRANSP_PROPERTY, w->ical.icalvalue_new_transp(ICAL_TRANSP_TRANSPARENT)); /* nobody is busy for it */
}

/* libical does not outlive an allocation that fails while it writes. So what it will need is asked for first: who has no memory for that is told. */
static bool has_room(const ics_writer *w, size_t row, sbuf *scratch)
{
    size_t bytes = 0;
    for (size_t k = 0; k <= w->result->column_count; k++) {
        sbuf_clear(scratch);
        cell_print(scratch, CELL_PRETTY, w->result->data, k ? w->result->columns[k - 1].data : w->columns.name, row);
        bytes += scratch->n;
    }
    void *room = scratch->failed ? NULL : malloc(((size_t)1 << 16) + bytes * 32);
    free(room);
    return room;
}

status ics_event(ics_writer *w, size_t row, period when, sbuf *out)
{
    char uid[EVENT_UID];
    sbuf name = {0};
    TRY(event_uid(w->uids, w->result, &w->columns, row, &w->value, uid));
    icalcomponent *event = has_room(w, row, &w->value) ? w->ical.icalcomponent_new(ICAL_VEVENT_COMPONENT) : NULL;
    char *written = event && fill(w, event, row, when, uid, &name) ? w->ical.icalcomponent_as_ical_string_r(event) : NULL;
    if (written)
        ics_fold(out, str_of(written), &w->text);
    bool done = written && !out->failed;
    if (written)
        w->ical.icalmemory_free_buffer(written);
    if (event)
        w->ical.icalcomponent_free(event);
    sbuf_free(&name);
    return done ? ST_OK : ST_NO_MEMORY;
}
