/* A small programme to check queries against: three collections, the real function table and prelude, today is 2025-10-15. */
#ifndef CYQ_TESTS_QUERY_FIXTURE_H
#define CYQ_TESTS_QUERY_FIXTURE_H

#include "runtime/query/check.h"

typedef struct fixture {
    arena memory;
    const dataset *data;
    check_env *env;
    diag_bag bag; /* of what was asked last */
} fixture;

void fixture_open(fixture *f);
/* One of other data, what was added to the builder (which lies in f->memory), and without the prelude. */
void fixture_begin(fixture *f, dataset_builder *b);
void fixture_close(fixture *f);

/* Parses and checks all statements of a text, as one source; the plan of the last query, or NULL. */
const plan_query *fixture_check(fixture *f, const char *text);
/* The plan as one text (plan_text.h); of several statements the last. Fails the test if there were errors. */
str fixture_plan(fixture *f, const char *text);
/* Everything that was said, rendered as people read it. */
str fixture_said(fixture *f, const char *text);

/* The same with a fixture of its own: fails the test unless they are equal. */
void expect_plan(const char *query, const char *plan);
void expect_said(const char *query, const char *messages);
/* No diagnostic at all. */
void expect_silence(const char *query);
/* Some diagnostic has the code ("E0301"). */
void expect_code(const char *query, const char *code);
/* What was said has this in it. */
void expect_mentions(const char *query, const char *text);

#endif
