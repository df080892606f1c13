/* The labelled figures of a project (`Duration: …`), and one normal form for each, so that equal ones are equal texts. */
#ifndef CYQ_IMPORT_STATED_H
#define CYQ_IMPORT_STATED_H

#include "import/facts.h"

/* `Budget: EUR 3 million` is the field and its value; false for a line without a known label. */
bool stated_label(str line, stated_field *field, str *value);
/* A period as cyq prints it, `EUR 5500000`, sorted canonical names, … Empty if the value makes no sense. In r->a. */
status stated_normal(reading *r, stated_field field, str value, str *normal);
/* The same value as what it is; false where it is none. */
bool stated_period(str value, period *out);
/* Names that an "implemented by" gives. */
status stated_implementers(reading *r, str value, str_list *out);

#endif
