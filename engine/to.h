/* to: what it asks for, checked before the query runs. */
#ifndef CYQ_ENGINE_TO_H
#define CYQ_ENGINE_TO_H

#include "engine/engine.h"

/* Chooses p->output where the checked query has a `to`. ST_ERROR with a diagnostic where it cannot be done. */
status to_prepare(prepared *p, const preparing *in);

/* Can the choice show the query's columns, as far as they are known before the rows? ST_ERROR with *why if not. */
status to_fits_columns(prepared *p, const export_choice *choice, export_misfit *why);

/* ---- The ending of the file's name ---- */

/* Without a format: the one that the ending tells. ST_ERROR, told, where it tells none. */
status to_file_format(prepared *p, const export_format **out);
/* With a format, p->output: does the ending promise anything else? ST_ERROR, told, if it does. */
status to_file_check(prepared *p);
/* What a file of such a name is that no query writes: "files of Excel", "databases"; NULL. */
const char *to_file_foreign(str file);
/* What a file of such a name is that holds no database: a format, or what cyq never writes, as in "files of Excel". NULL where the ending does not say. */
const char *to_file_promise(str file);

#endif
