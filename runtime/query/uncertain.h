/* certainly(P) and possibly(P): a condition over all the times that a row may really have.
 *
 * A row says how well its period `when` is known: `precision` names a unit (a period given by months begins on some day of its first month and ends on some day of
 * its last), and `tentative` says that it may not take place at these times at all, so that `when` may as well be missing. Each of these times is one way that
 * things may be. certainly(P) holds where P holds in all of them, possibly(P) where it does in some: certain and possible answers over possible worlds, as in
 * Imieliński and Lipski, Incomplete Information in Relational Databases, Journal of the ACM 31(4), 1984. Different rows are uncertain independently of each other.
 *
 * Plans know nothing of this: it is written out as a condition over the set possible(when, precision). */
#ifndef CYQ_QUERY_UNCERTAIN_H
#define CYQ_QUERY_UNCERTAIN_H

#include "runtime/query/checker.h"

/* A call of one of the two functions. Never NULL, as expr_check. */
const plan_expr *uncertain_call(checker *k, const ast_expr *e);

#endif
