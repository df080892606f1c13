/* ics: one calendar with an event of all-day for each row that has a time (RFC 5545). The same rows give the same bytes: nothing in it comes from the clock. */
#include "export/ics.h"

#include <stdlib.h>

#include "export/writers.h"

static status write_events(ics_writer *w, export_out *out)
{
    period when;
    for (size_t i = 0; i < w->result->rows; i++) {
        if (!event_time(w->columns.time, i, &when))
            continue;
        TRY(ics_event(w, i, when, &out->buffer));
        TRY(export_flow(out));
    }
    return ST_OK;
}

static status write_calendar(ics_writer *w, export_out *out)
{
    const result *r = w->result;
    w->uids = event_uids_new(r->rows);
    w->uses = calloc(r->column_count + 1, sizeof *w->uses);
    if (!w->uids || !w->uses)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < r->column_count; i++)
        w->uses[i] = ics_use_of(&r->columns[i]);
    sbuf_add(&out->buffer, STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//cyq//cyq//EN\r\n"));
    TRY(write_events(w, out));
    sbuf_add(&out->buffer, STR("END:VCALENDAR\r\n"));
    return ST_OK;
}

status export_ics(export_out *out, const result *r, const export_options *options)
{
    (void)options;
    ics_writer w = {.result = r, .columns = event_columns_of(r)};
    if (!w.columns.time)
        return ST_ERROR;
    TRY(libical_load(&w.ical, NULL));
    status s = write_calendar(&w, out);
    event_uids_free(w.uids);
    free(w.uses);
    sbuf_free(&w.text);
    sbuf_free(&w.value);
    sbuf_free(&w.lines);
    return s;
}
