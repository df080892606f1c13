/* How an activity is held: `desk study, online and in person`. */
#ifndef CYQ_IMPORT_MODE_H
#define CYQ_IMPORT_MODE_H

#include "import/facts.h"

typedef struct mode_found {
    str_list modes; /* in person, online, desk research, desk study */
    bool global;    /* `global` stands where a mode would: that is a scope */
} mode_found;

/* The whole text is modes; false if any part of it is none. Fills *out only then. */
status mode_read(reading *r, str words, mode_found *out, bool *all);

#endif
