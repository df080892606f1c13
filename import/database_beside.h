/* Tables that somebody else made in a database of cyq's. */
#ifndef CYQ_IMPORT_DATABASE_BESIDE_H
#define CYQ_IMPORT_DATABASE_BESIDE_H

#include "base/arena.h"
#include "base/status.h"

/* The names of tables and views in the file that cyq did not make, joined by "; ", in `a`; empty if there are none, or the file cannot be read. ST_NO_MEMORY is the only
 * failure. */
status database_beside(str path, arena *a, str *out);

#endif
