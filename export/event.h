/* The rows of a result as events of a calendar: which column is the time, which the name, which tell a row from the others.
 *
 * `to ics` has the engine hand in hidden columns for that (runtime/query/event.h). A result without them, which some other query gave, is read by what it shows. */
#ifndef CYQ_EXPORT_EVENT_H
#define CYQ_EXPORT_EVENT_H

#include "export/export.h"

typedef struct event_columns {
    const col *time; /* of a period or a date; NULL: the rows are no events */
    const col *name;
    const result_column *identity;
    size_t identity_count;
} event_columns;

event_columns event_columns_of(const result *r);
/* When the row is. False where it has no time, or one that has neither beginning nor end. */
bool event_time(const col *time, size_t row, period *out);
/* How many rows have none. */
size_t event_rows_left_out(const result *r);

/* Tells why rows, which have a time or not, cannot be written as events: ST_ERROR where they have none, ST_IO where what writes them is not installed. */
status event_check(bool has_time, diag_bag *bag, const source *from, span where);
/* Tells how many rows are left out, if any are. */
void event_tell_left_out(const result *r, diag_bag *bag, const source *from, span where);

/* A name for each event that no other one has and that stays the same: `to ics` of the same row gives the same one in every run, selection, order and backend. */
enum { EVENT_UID = 48 };
typedef struct event_uids event_uids;
/* NULL without memory. */
event_uids *event_uids_new(size_t rows);
void event_uids_free(event_uids *u);
/* That of the next event, NUL-terminated. Rows that are the same in all that identifies them are told apart by counting them. `scratch` is for the way there. ST_NO_MEMORY. */
status event_uid(event_uids *u, const result *r, const event_columns *columns, size_t row, sbuf *scratch, char out[EVENT_UID]);

#endif
