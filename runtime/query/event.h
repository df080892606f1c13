/* Rows as events of a calendar: what is read of each row, also where `select` left it out (language rule 28). */
#ifndef CYQ_QUERY_EVENT_H
#define CYQ_QUERY_EVENT_H

#include "runtime/query/scope.h"

/* The hidden columns of a query whose rows are events, in their order. From EVENT_IDENTITY on all are what tells a row from every other. */
typedef enum event_column { EVENT_TIME, EVENT_NAME, EVENT_IDENTITY } event_column;

/* Could it be when an event is: one period or date? */
bool event_is_time(type t);
/* Hides them in k->query, if its format wants events. Nothing is hidden where the rows have no time. */
status event_outputs(checker *k, span where);

#endif
