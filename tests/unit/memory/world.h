/* Small data and plans made by hand, run and printed: what the tests of the executor are written with.
 *
 * One world a test; everything it makes lies in its arena. Lists of pointers end with NULL. */
#ifndef CYQ_TESTS_MEMORY_WORLD_H
#define CYQ_TESTS_MEMORY_WORLD_H

#include <criterion/criterion.h>
#include <stdarg.h>

#include "runtime/memory/exec.h"

typedef const plan_expr *expr;
typedef const plan *rows;

enum { COUNTRIES, TRIPS }; /* the collections */

/* Ten trips (or others, see world_open_with) and four countries; the tables are in world.c. */
void world_open(void);
/* With other rows of trips, as CSV with the fields of world.c. */
void world_open_with(const char *trips);
void world_close(void);
arena *world_memory(void);
const dataset *world_data(void);
diag_bag *world_bag(void);
const source *world_from(void);
/* The list that `first` begins, up to its NULL; how many there are. */
enum { MANY = 16 };
size_t world_list(expr first, va_list more, expr out[MANY]);

/* ---- Expressions ---- */

expr number_of(int64_t i); /* an int */
expr decimal_of(const char *text);
expr text_of(const char *text);
expr bool_of(bool b);
expr period_of(const char *text);
expr money_of_text(const char *text);
expr none_of(type t); /* missing */
/* A set of constants. */
expr set_of(expr first, ...) __attribute__((sentinel));
expr trip(const char *field);    /* of slot 0 */
expr country(const char *field); /* of slot 0, when the scan is of countries */
expr temp_of(uint32_t index, type t);
expr element(type t); /* the innermost */
expr element_out(uint32_t index, type t);
expr deref(expr link, const char *country_field);
/* A function of the library by name; the row is the first that takes the arguments. */
expr call(const char *name, expr first, ...) __attribute__((sentinel));
/* A function of the test's own. */
expr call_own(const function *f, type result, expr arg);
expr both(expr a, expr b);
expr either(expr a, expr b);
expr not_(expr a);
expr if_(expr condition, expr then, expr other);
expr or_else(expr a, expr b);
expr is_missing(expr a);
expr any_of(expr set, expr inside);
expr map_of(expr set, expr inside);
type set_type(type_kind kind);
type link_type(void); /* to countries */

/* ---- Operators ---- */

rows scan(int collection);
rows where(rows in, expr condition);
rows expand(rows in, expr set, expr among);
/* Keys: expressions, NULL at the end; a key to be turned is wrapped in down(). */
rows sort(rows in, expr first, ...) __attribute__((sentinel));
expr down(expr key);
rows distinct(rows in, expr first, ...) __attribute__((sentinel));
/* Rows [skip, skip + take); tells of ties if `in` is a sort. */
rows slice(rows in, uint64_t skip, uint64_t take);
rows last(rows in, uint64_t take);
/* Aggregates are made by agg(). `group` has keys (each with what it is `in`, or NULL) and one aggregate. */
typedef struct agg {
    const char *name;
    expr arg;
    bool distinct;
} agg;
typedef struct key {
    expr e, in;
} key;
rows group(rows in, const key *keys, size_t key_count, const agg *aggregates, size_t aggregate_count);
/* The last key becomes columns, each of which shows all the aggregates. */
rows pivot(rows in, const key *keys, size_t key_count, const agg *aggregates, size_t aggregate_count);
rows whole(rows in, const agg *aggregates, size_t aggregate_count);
#define KEYS(...) (const key[]){__VA_ARGS__}, sizeof((const key[]){__VA_ARGS__}) / sizeof(key)
#define AGGS(...) (const agg[]){__VA_ARGS__}, sizeof((const agg[]){__VA_ARGS__}) / sizeof(agg)
/* Lets a filter count the rows it keeps that miss the operand. */
rows noting(rows filter, expr operand, const char *name);

/* ---- Running ---- */

/* Rows as lines, values as csv prints them joined with `|`, elements of sets with `;`, missing as `-`. */
void expect_rows(rows p, const char *expected, expr first, ...) __attribute__((sentinel));
/* The same with all that is shown of a pivot: of its rows the keys, then its columns; the first line has the names of these. The names of the columns of each value are
 * x, y, z. */
void expect_pivot(rows p, const char *expected, expr first, ...) __attribute__((sentinel));
/* The same under a control, giving the status; nothing is compared. */
status run_under(const exec_control *control, rows p, expr output);
/* Codes of what was said since the world was opened, joined with blanks: "N0701 W0611". */
void expect_said(const char *codes);
void expect_said_words(const char *part);
/* The column of an output. */
const col *result_of(rows p, expr output);
/* Two rows of columns print the same. */
void expect_same_cell(const col *a, size_t a_row, const col *b, size_t b_row);

#endif
