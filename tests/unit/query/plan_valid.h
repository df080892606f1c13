/* Does a plan keep what executors rely on: exact argument types, elements and temps that exist, links that lead where they say? */
#ifndef CYQ_TESTS_QUERY_PLAN_VALID_H
#define CYQ_TESTS_QUERY_PLAN_VALID_H

#include "runtime/query/plan.h"

/* NULL if it does, else what is wrong. */
const char *plan_valid(const dataset *data, const plan_query *q);

#endif
