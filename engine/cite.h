/* Making a result citable: `to markdown citable`. */
#ifndef CYQ_ENGINE_CITE_H
#define CYQ_ENGINE_CITE_H

#include "engine/engine.h"

/* When a statement has been checked and its `to` says citable: p->cited, the query with all that it takes to ask it again. ST_ERROR, told, where that cannot be had. */
status cite_prepare(prepared *p, const preparing *in);
/* When its rows are there: about->citation. The query is asked again as the citation has it where that is more than the query alone, so that no
 * citation is given that does not hold. `result` lends its memory. What running a query can give; ST_ERROR, told. */
status cite_finish(cyq_session *session, prepared *p, const exec_control *control, cyq_result *result, export_about *about);

#endif
