/* The place of a database file: a new file beside it, which takes it when it is whole. */
#ifndef CYQ_IMPORT_DATABASE_PLACE_H
#define CYQ_IMPORT_DATABASE_PLACE_H

#include "import/database.h"

typedef struct database_place {
    arena *scratch;
    diag_bag *bag;
    str shown;                 /* the path as it was given; NUL-terminated */
    str path;                  /* the same with links resolved */
    str made;                  /* the new file, NUL-terminated; empty when there is none */
    const database_stamp *was; /* what is to be replaced; NULL: whatever is there */
    int lock; /* the new file, locked as long as it is being written, so that others know that it is no leftover; -1: none */
} database_place;

/* Makes an empty file beside `path`, and removes what imports that were killed left there. What is at `path` is not touched. ST_IO with the reason in `bag` if
 * there is something else than a database of cyq or an empty file (E_DATABASE_OCCUPIED), or no file can be made. place_close must follow in any case. */
status place_open(database_place *p, str path, const database_stamp *was, arena *scratch, diag_bag *bag);
/* The new file, which nobody has open any more, takes the place: on disk before it does, and the change of names on disk before this returns. ST_IO if what is there is
 * not what was. */
status place_take(database_place *p);
/* Removes the new file if it has not taken the place. */
void place_close(database_place *p);

#endif
