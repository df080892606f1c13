/* Where something takes place: countries, cities, regions by the reference. */
#ifndef CYQ_IMPORT_PLACE_H
#define CYQ_IMPORT_PLACE_H

#include "import/facts.h"

/* The place with which a listing's words end: its last comma segments, if they name a country, a city, a region or `global`. *rest is what
 * stands before. A list of countries that a colon opened (`HUB Africa: Ghana, Senegal`) belongs to the title, and so does anything unknown. */
status place_at_end(reading *r, str words, spot *out, str *rest);
/* The same of a place that stands by itself. What is unknown is a place, too, and nothing more. */
status place_alone(reading *r, str words, spot *out);
/* The place line of a story: `COLOGNE AND WIESBADEN, GERMANY`. A city that the reference lacks is believed before a known country. *known says
 * whether any part of it is known. */
status place_line(reading *r, str words, spot *out, bool *known);
/* The countries that a list names (`Armenia, Georgia and Republic of Moldova`, commas missing or not), in order, canonical names. *all says
 * whether the text names nothing else. */
status place_countries(reading *r, str words, str_list *out, bool *all);
/* The first country that a sentence names, or the empty text. */
str place_first_country(reading *r, str sentence);

#endif
