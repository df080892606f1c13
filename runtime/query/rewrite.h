/* Times and amounts that were written in ways of elsewhere, as they are written here. */
#ifndef CYQ_QUERY_REWRITE_H
#define CYQ_QUERY_REWRITE_H

#include "runtime/query/checker.h"

enum { REWRITES_MAX = 2 };

/* `7 October 2025`, `Q4 2025`, `past 30 days`, `2025-10 to 2025-12`, `01/11/2025` (which may be either of two days): how it is written, in `out`; how
 * many ways. Where it names no year it is one of `year`. */
size_t rewrite_time(checker *k, str text, int year, str out[REWRITES_MAX]);
/* `4 million`, `€4m`, `4M EUR`: with `currency` where none is named. Empty if it is no amount. */
str rewrite_money(checker *k, str text, str currency);

#endif
