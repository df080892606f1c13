/* The parts of the calendar's writer: what an event says, and its lines. */
#ifndef CYQ_EXPORT_ICS_H
#define CYQ_EXPORT_ICS_H

#include "export/event.h"
#include "export/libical.h"

/* What a column of the result becomes in an event. */
typedef enum ics_use { ICS_LINE, ICS_PLACE, ICS_CITY, ICS_COUNTRY, ICS_CATEGORY, ICS_URL, ICS_TENTATIVE } ics_use;

typedef struct ics_writer {
    libical ical;
    const result *result;
    event_columns columns;
    event_uids *uids;
    ics_use *uses;           /* of each column that is shown */
    sbuf text, value, lines; /* for the way there */
} ics_writer;

ics_use ics_use_of(const result_column *c);

/* Appends text as a calendar may hold it: every line end a \n, and control characters, which it may not hold, as U+FFFD. */
void ics_text(sbuf *out, str text);
/* Appends what libical wrote with its lines folded: none longer than 75 octets, none cut inside a character. `scratch` is for the way there. */
void ics_fold(sbuf *out, str written, sbuf *scratch);
/* Appends the event of a row that has a time. ST_NO_MEMORY. */
status ics_event(ics_writer *w, size_t row, period when, sbuf *out);

#endif
