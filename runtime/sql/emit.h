/* SQL from the parts of a typed plan.
 *
 * What these functions write computes, on the database, exactly what the memory executor would. What they cannot say they refuse (false), with the reason in `why`: the plan is
 * then cut below. Everything lies in the arena of the query. Values are parameters, names are quoted; aliases are a letter and a number. */
#ifndef CYQ_SQL_EMIT_H
#define CYQ_SQL_EMIT_H

#include "runtime/query/plan.h"
#include "runtime/sql/connection.h"
#include "runtime/sql/days.h"
#include "runtime/sql/dialect.h"
#include "runtime/sql/layout.h"

/* A value of one row in SQL: one expression, or two of a period (its days) and of money (amount, currency). */
typedef struct sql_value {
    type type;
    sql_form form;
    str part[2];
    size_t parts;
    bool known;            /* it is never missing */
    const value *constant; /* it is this constant; NULL */
} sql_value;

/* A row that a link leads to, joined once. */
typedef struct sql_joined {
    str link; /* as it is written */
    uint16_t collection;
    str alias;
} sql_joined;

/* The rows in an alias can only be those within the bounds. */
typedef struct sql_bounded {
    str alias;
    days_bounds days;
} sql_bounded;

/* A condition that says EXISTS (…) of a stored set of the row, and of its elements nothing that depends on the row. */
typedef struct sql_set_condition {
    size_t at; /* which of the conditions */
    const struct sql_from *inner;
} sql_set_condition;

/* FROM and WHERE of one SELECT. */
typedef struct sql_from {
    str *items; /* "x" AS x1, LEFT JOIN … ON … */
    size_t item_count, item_capacity;
    str *conditions;
    size_t condition_count, condition_capacity;
    sql_joined *joined;
    size_t joined_count, joined_capacity;
    struct sql_from *outer; /* whose aliases can be seen, too */
    sql_bounded *bounded;   /* by the conditions: what R-trees may be asked */
    size_t bounded_count, bounded_capacity;
    sql_set_condition *set_conditions;
    size_t set_condition_count, set_condition_capacity;
    /* Of the rows of a stored set: the first condition is that these two are the same, the key of the row that has it and that of the row around. */
    str owner, owned_by;
    const struct sql_lookup *lookup; /* the last condition of that kind */
} sql_from;

/* A condition that says: this column holds one of the keys that a query gives, which depends on nothing around it. */
typedef struct sql_lookup {
    str is; /* as it was written */
    str column;
    str key; /* what the query selects; none is there twice */
    sql_from from;
} sql_lookup;

typedef struct sql_order {
    str by;
    bool descending;
    bool known; /* never NULL */
} sql_order;

/* The rows of a part of a plan: what stands for its slots and temps. */
typedef struct sql_rows {
    sql_from from;
    struct sql_slot {
        uint16_t collection;
        str alias;
    } * slots;
    size_t slot_count, slot_capacity;
    sql_value *temps;
    size_t temp_count, temp_capacity;
    sql_order *order; /* that of the rows: no two are the same by all of it, unless the table has equal rows */
    size_t order_count, order_capacity;
} sql_rows;

/* What a statement counts on: that this one gives one row at most. */
typedef struct sql_premise {
    str sql; /* NUL-terminated */
    const sql_param *params;
    size_t param_count;
} sql_premise;

typedef struct emitter {
    arena *a;
    const dataset *data;
    const sql_layout *layout;
    const sql_dialect *dialect;
    sql_param *params;
    size_t param_count, param_capacity;
    size_t fold_tables[2]; /* the parameters, once they are needed; 0 */
    unsigned aliases;
    const sql_rows *rows; /* whose slots and temps expressions mean */
    sql_from *from;       /* of the SELECT at hand */
    sql_value *elements;  /* of the ANYs and MAPs around, the innermost last */
    size_t element_count, element_capacity;
    str why; /* the last refusal */
    unsigned depth;
    size_t written; /* bytes of FROM and WHERE */
    bool counting;  /* rows are counted only: notes were told of when the operator was written first */
    bool trusting;  /* statements may count on premises, which are looked at before they are sent */
    sql_premise *premises;
    size_t premise_count, premise_capacity;
    bool unfolded;        /* a folded text was wanted of a database that cannot fold */
    unsigned as_stored;   /* links may lead to no row: they are only looked for among keys */
    unsigned about;       /* inside a condition about the row that a link leads to */
    const plan_expr *top; /* the condition at the top of WHERE that is being written */
} emitter;

/* `why` as given (it must last), and false. */
bool emit_refuse(emitter *em, str why);
/* What was written, in the query's arena, which has failed if the buffer has; the buffer is freed. */
str emit_take(emitter *em, sbuf *b);
/* A fresh alias for a table. */
str emit_alias(emitter *em, str table);
/* TRUE or FALSE, as the database says it. */
str emit_truth(const emitter *em, bool is);
/* The text of a new parameter. */
str emit_text(emitter *em, str text, type_kind cast);
str emit_integer(emitter *em, int64_t n);

/* Is the collection in the database? One that was loaded is not. */
bool emit_stored(emitter *em, uint16_t collection);
/* "x" AS x1; x1."y" */
str emit_table(emitter *em, str schema, str name, str alias);
str emit_column(emitter *em, str alias, str column);

/* Can the database parse what is nested so in a text? */
bool emit_parses(emitter *em, str text);
bool from_add(emitter *em, sql_from *f, str item);
bool from_where(emitter *em, sql_from *f, str condition);
/* "FROM … WHERE …", each behind a line end and `indent` spaces. */
void from_print(sbuf *out, const sql_from *f, size_t indent);

/* ---- emit_value.c ---- */

/* A single value. */
bool emit_value(emitter *em, const plan_expr *e, sql_value *out);
/* The same for an argument of emit_call. */
bool emit_argument(emitter *em, const plan_expr *e, sql_value *out);
/* The columns of a stored field, or of the elements of a stored set, in a row of its table; links as they are stored. */
bool emit_columns(emitter *em, const sql_field *f, str alias, sql_value *out);
/* The stored field in the row that `alias` is. Not of a set. */
bool emit_field(emitter *em, uint16_t collection, uint16_t field, str alias, sql_value *out);
/* Its folded form, which em->unfolded says there is none of; the form in which numbers compare. */
str emit_folded(emitter *em, const sql_value *v);
str emit_ordered(emitter *em, const sql_value *v);
/* False where the database was wanted to fold a text, and cannot. */
bool emit_all_folded(emitter *em);
/* A call by the text of the function table. `args` are ready. */
bool emit_call(emitter *em, const function *f, const sql_value *args, size_t count, type t, sql_value *out);
/* What tells values apart in groups: as many expressions as `parts`. */
str emit_identity(emitter *em, const sql_value *v, size_t part);
/* Adds the expressions that put values into the language's order. May join the row that a link leads to. */
bool emit_order(emitter *em, const sql_value *v, bool descending, sql_rows *to);
/* "a is missing". */
str emit_is_missing(emitter *em, const sql_value *v);
/* A constant that is no set. */
bool emit_constant(emitter *em, const value *v, sql_value *out);
/* A link, of which only the row that it leads to is asked: as the key of a row that was joined, if it was. */
bool emit_link(emitter *em, const plan_expr *e, sql_value *out);
/* The alias of the row that the link leads to, joined in the SELECT at hand or around it. */
bool emit_joined(emitter *em, const sql_value *link, str *alias);
/* Says that `alias` is that row. */
bool emit_joined_as(emitter *em, sql_from *f, const sql_value *link, str alias);

/* The key of the row of a table that `alias` is, as a link to it. */
bool emit_key(emitter *em, uint16_t collection, str alias, sql_value *out);
/* The row that a link leads to, as a value and as an alias, is joined: a link to nothing is NULL. */
bool emit_led(emitter *em, sql_value *link);

/* ---- emit_foreign.c ---- */

/* The columns of a field of a database that is not ours, as a value that is NULL where what they hold is no value of the field; links as they are stored. */
bool foreign_value(emitter *em, const sql_field *f, str alias, sql_value *out);
/* A key, or what holds one, so that it compares by its own bytes whatever the column says; for the order of rows; as it is sent. */
str foreign_key(emitter *em, const sql_table *t, str x);
str foreign_key_order(emitter *em, const sql_table *t, str x);
str foreign_key_sent(emitter *em, const sql_table *t, str x);
/* A column by which a table orders its rows. */
str foreign_order(emitter *em, str x, sql_order_kind kind);
/* Does the order of its rows say all that can be seen of them? */
bool foreign_ordered(emitter *em, const sql_table *t);
/* The elements of a set in its table, which `alias` is: `join`, behind the table, keeps those that lead to a row; empty if all do. *led is that row's alias. */
bool foreign_elements(emitter *em, const sql_field *f, str alias, sql_value *element, str *join, str *led);
/* The same of the rows that have the set: its owners. */
bool foreign_owners(emitter *em, uint16_t collection, const sql_field *f, str alias, sql_value *element, str *join, str *led);

/* ---- emit_condition.c ---- */

/* True in SQL where `e` is true, or with `wanted` false where it is not; then false or NULL everywhere else. */
bool emit_condition(emitter *em, const plan_expr *e, bool wanted, str *out);

/* Does the condition ask of nothing but the row that one link leads to? */
bool emit_link_asked_of(emitter *em, const plan_expr *e, const plan_expr **link);
/* (SELECT …) of the keys of the rows that such a link must lead to; not wanted, of those that it must not, none of them NULL. */
bool emit_keys(emitter *em, const plan_expr *e, const sql_value *link, bool wanted, str *query);

/* ---- emit_set.c ---- */

/* Puts the set's elements as rows into em->from; `element` is the one of a row. Elements may come twice. */
bool emit_elements(emitter *em, const plan_expr *set, sql_value *element);
/* Elements each once and none twice, as an item to join with: "x" AS x1, and the condition that ties it to the row. */
bool emit_joinable(emitter *em, const plan_expr *set, str *item, str *on, sql_value *element);
/* The unit of a call like month(when), whose elements are the units that a period touches; NULL. */
const char *emit_unit_of(const plan_expr *e);
/* size(…) of a set. */
bool emit_measure(emitter *em, const plan_expr *e, sql_value *out);
bool emit_push_element(emitter *em, const sql_value *v);

/* ---- emit_days.c ---- */

/* Keeps what the condition, which all rows must pass, says about the days of a period that has an R-tree. */
bool emit_note_days(emitter *em, const plan_expr *e, sql_rows *rows);
/* Keeps what EXISTS says, which becomes the next condition of `f`. */
bool emit_note_set(emitter *em, sql_from *f, const sql_from *inner);
/* FROM and WHERE as they are to be printed: with the R-trees that are worth asking. Once all conditions are there. */
bool emit_narrow(emitter *em, const sql_from *f, sql_from *out);

/* ---- emit_rows.c ---- */

/* The operators; `rows` are those of the input, which they change. On refusal `rows` is spoilt. */
bool emit_scan(emitter *em, const plan *p, sql_rows *rows);
bool emit_expand(emitter *em, const plan *p, sql_rows *rows);
bool emit_sort(emitter *em, const plan *p, sql_rows *rows);
/* Expressions from here on are about these rows. */
void emit_stand_on(emitter *em, sql_rows *rows);
bool emit_add_temp(emitter *em, sql_rows *rows, const sql_value *v);
/* Spreads a set over rows; `kept` (over the element) leaves only some, and then no row without. */
bool emit_spread(emitter *em, const plan_expr *e, const plan_expr *kept, sql_rows *rows, sql_value *element);
/* A condition that the rows must pass. */
bool emit_where(emitter *em, const plan_expr *e, sql_rows *rows);
/* All of a plan, which may have these operators only. */
bool emit_plan(emitter *em, const plan *p, sql_rows *rows);
/* The column that says on which server a row lies; empty if all are on one. */
str emit_where_rows_lie(emitter *em, const sql_rows *rows);
/* A query of one column as an item of FROM; nothing around it can be seen from it. */
bool emit_subquery(emitter *em, const plan_subquery *q, str *item, sql_value *element);

/* ---- emit_group.c ---- */

bool emit_group(emitter *em, const plan *p, sql_rows *rows);
/* An aggregate that does not fit is missing and noted, so that it has to be computed of every group that memory would compute it for: no row of
 * the group may be left out behind it. */
bool emit_may_not_fit(const plan_aggregate *a);
/* SELECT of the number of the rows. */
str emit_count(emitter *em, const sql_rows *rows);

/* ---- emit_spread.c ---- */

/* A condition on the sets of rows that lie on several servers, as a join that each of them can do by itself. *is_so: it was one, and is done. */
bool emit_spread_where(emitter *em, const plan_expr *e, sql_rows *rows, bool *is_so);

#endif
