/* What a page says beside its rows: what was asked, of which data, on which day, and which documents the rows come from. */
#ifndef CYQ_ENGINE_ABOUT_H
#define CYQ_ENGINE_ABOUT_H

#include "engine/engine.h"

/* Before a statement is checked: p->about, if its result becomes a page or the host may make one of it. Without a word where the statement is wrong, which is then told by who
 * checks it. ST_NO_MEMORY. */
status about_prepare(prepared *p, const unit *text, const ast_statement *s, const preparing *in);
/* When its rows are there: result->about, which lies in result->memory. Documents are asked for by one more query; `control` may be NULL. What running a query can give. */
status about_finish(cyq_session *session, prepared *p, const exec_control *control, cyq_result *result);

/* ---- Parts ---- */

/* What was opened, by its name and without where it lies, which is nobody's business who gets the page; in `a`. Empty without memory. */
str about_data(arena *a, const data_source *d);
/* The documents that the rows of p->plan come from, and the files that were loaded, into about->sources; in `memory`. */
status about_sources(cyq_session *session, prepared *p, const exec_control *control, arena *memory, export_about *about);

#endif
