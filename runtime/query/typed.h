/* Making the nodes of a plan's expressions.
 *
 * All of it lies in the query's arena. Arguments that are `typed_nothing` give `typed_nothing`, and so does a failed allocation. */
#ifndef CYQ_QUERY_TYPED_H
#define CYQ_QUERY_TYPED_H

#include "runtime/query/checker.h"

extern const plan_expr typed_nothing;
static inline bool typed_is_nothing(const plan_expr *e)
{
    return e->type.kind == TYPE_NONE;
}

const plan_expr *typed_node(checker *k, plan_expr e, size_t count, const plan_expr *const *args);
const plan_expr *typed_const(checker *k, value v, span where);
const plan_expr *typed_text(checker *k, str text, span where);
const plan_expr *typed_bool(checker *k, bool b, span where);
/* A stored field of a row: of slot 0, or behind its link. */
const plan_expr *typed_field(checker *k, const row *r, uint16_t field, span where);
/* The row itself, as a link to it. */
const plan_expr *typed_row(checker *k, const row *r, span where);
const plan_expr *typed_temp(checker *k, type t, size_t index, span where);
const plan_expr *typed_element(checker *k, type t, span where);
const plan_expr *typed_call(checker *k, const function *f, type t, size_t count, const plan_expr *const *args, span where);
const plan_expr *typed_and(checker *k, size_t count, const plan_expr *const *args, span where);
const plan_expr *typed_or(checker *k, size_t count, const plan_expr *const *args, span where);
const plan_expr *typed_not(checker *k, const plan_expr *e);
const plan_expr *typed_missing(checker *k, const plan_expr *e, span where);
const plan_expr *typed_known(checker *k, const plan_expr *e, span where);
const plan_expr *typed_if(checker *k, const plan_expr *condition, const plan_expr *then, const plan_expr *otherwise, span where);
/* `body` has the element as PLAN_ELEMENT 0; what it takes from outside must have been lifted. */
const plan_expr *typed_any(checker *k, const plan_expr *set, const plan_expr *body, span where);
const plan_expr *typed_map(checker *k, const plan_expr *set, const plan_expr *body, span where);
/* The same expression seen from inside `by` more ANYs or MAPs: elements of the enclosing ones are counted further out. */
const plan_expr *typed_lift(checker *k, const plan_expr *e, uint32_t by);
/* The same expression where `slots` slots and `temps` temps more stand before those it was made for. */
const plan_expr *typed_shift(checker *k, const plan_expr *e, uint32_t slots, uint32_t temps);
/* Do both come to the same value in every row, as far as their form tells? */
bool typed_same(const plan_expr *a, const plan_expr *b);
/* The same number for what is typed_same, and mostly another for the rest. */
uint64_t typed_hash(const plan_expr *e);
/* Is it missing wherever `part` is? */
bool typed_is_strict(const plan_expr *e, const plan_expr *part);

#endif
