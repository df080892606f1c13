/* A query with all that it takes to ask it again elsewhere: the definitions that it uses, as statements before it. */
#ifndef CYQ_QUERY_CITE_H
#define CYQ_QUERY_CITE_H

#include "runtime/query/checker.h"

/* `written` is a query as check_tell gives it. *out is one line: `let $country: text = "Moldova"; let ours = …; ours where …`. What the prelude defines is left out, since every
 * session has it; what modules and scripts define is not, and a param is written as the value that it has. ST_NO_MEMORY; ST_LIMIT where definitions lie too deep in each
 * other. */
status cite_whole(checker *k, str written, str *out);

#endif
