/* Periods in groups, kept so that those of a group which share a day with a given one are found without looking at the others. */
#ifndef CYQ_MEMORY_INTERVAL_H
#define CYQ_MEMORY_INTERVAL_H

#include "runtime/memory/order.h"
#include "runtime/memory/relation.h"

/* The periods of a group lie together, by their first days. Read as a tree whose root is in the middle of the group, each has the latest last day beneath it. */
typedef struct intervals {
    const uint32_t *start; /* of each group; one more than groups */
    size_t groups;
    day *first, *last, *latest;
    day *ends;     /* the last days of a group, in order */
    uint32_t *row; /* that each belongs to */
} intervals;

/* Period i belongs to group[i] (below `groups`; EXEC_NO_ROW: it is left out) and to row[i]. In `a`. */
status intervals_make(exec_env *env, arena *a, const period *periods, const uint32_t *group, const uint32_t *row, size_t count,
                      size_t groups, intervals *out);
/* How many of a group share a day with it. */
size_t intervals_count(const intervals *x, uint32_t group, period with);
/* Appends their rows, in no order. */
status intervals_find(const intervals *x, uint32_t group, period with, rel_rows *out);

#endif
