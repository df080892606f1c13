/* A query that was cited, asked again: by itself, in a scope of its own over what was opened. It comes from a page that anyone may have written, so it may do nothing but
 * define names and ask: no file, no module, no other statement. */
#ifndef CYQ_ENGINE_AGAIN_H
#define CYQ_ENGINE_AGAIN_H

#include "engine/engine.h"
#include "export/citation.h"

typedef struct again {
    arena memory;
    diag_bag bag;
    scope apart;
    unit *text;
    statements checked;
} again;

/* Reads and checks the text on a day, in the limits of `like`. ST_ERROR with diagnostics in a->bag or in those of its statements; ST_LIMIT, ST_NO_MEMORY … To be closed in any case. */
status again_open(again *a, const data_source *source, day today, const preparing *like, const char *name, str text);
void again_close(again *a);
/* Runs it. *rows lies in `memory`. What running a query can give. */
status again_run(again *a, const exec_control *control, arena *memory, const result **rows);

/* ---- What identifies figures ---- */

/* The SHA-256 of the rows as csv writes them. ST_CANCELLED where `control`, which may be NULL, says stop; ST_NO_MEMORY. */
status again_fingerprint(const result *r, const exec_control *control, char out[CITATION_HEX]);
/* What was opened and how much it holds; in `a`. Empty without memory. */
str again_data(arena *a, const data_source *source);

#endif
