/* A plan as one text, for tests: operators one after the other, the outputs at the end.
 *
 *     scan activities; filter any(project, =(@0.name, "CyberEast+")); out title = title */
#ifndef CYQ_TESTS_QUERY_PLAN_TEXT_H
#define CYQ_TESTS_QUERY_PLAN_TEXT_H

#include "runtime/query/plan.h"

void plan_text(sbuf *out, const dataset *data, const plan_query *q);
void plan_text_expr(sbuf *out, const dataset *data, const plan_expr *e);

#endif
