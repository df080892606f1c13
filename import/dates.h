/* Dates as people print them in English: `01–04 July 2025`, `30 September–01 October 2025`, `February – November 2025`. */
#ifndef CYQ_IMPORT_DATES_H
#define CYQ_IMPORT_DATES_H

#include "base/calendar.h"

typedef struct date_found {
    period when;       /* whole months where no day is given; first 0 when the date is impossible (31 June, an end before its start) */
    bool month_only;   /* no day is given */
    bool year_given;   /* false: the default year stands in */
    size_t begin, end; /* the bytes of the text it was read from */
} date_found;

/* The date with which `text` ends (white space and full stops behind it do not count). `default_year` stands in for one that is not given; 0:
 * a date must give its year. Pure; false if there is none. */
bool dates_at_end(str text, int default_year, date_found *out);
/* The first date anywhere in the text that gives its year. */
bool dates_first(str text, date_found *out);
/* The text is a date and nothing else. */
bool dates_whole(str text, date_found *out);

#endif
