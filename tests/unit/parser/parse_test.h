/* Parsing in tests: a text in, and out what it became: a tree on one line, its canonical text, or what was said about it. */
#ifndef CYQ_TESTS_PARSE_TEST_H
#define CYQ_TESTS_PARSE_TEST_H

#include <criterion/criterion.h>

#include "parser/parser.h"

typedef struct parsed {
    arena memory;
    const source *from;
    diag_bag bag;
    const ast_script *script;
    status result;
    sbuf text; /* the last answer of the functions below */
} parsed;

void parse_text(parsed *p, str text);
void parsed_free(parsed *p);

/* All diagnostics as people read them. */
const char *parsed_report(parsed *p);
/* Their codes: "E0201 E0202". */
const char *parsed_codes(parsed *p);
const char *parsed_format(parsed *p);
/* The first statement's expression, or its query's first clause's, as nested lists (see parse_test.c). */
const char *parsed_tree(parsed *p);

/* Each of these is one check of one text. */
void expect_format(const char *text, const char *canonical); /* parses without a word, prints so, and the print prints as itself */
void expect_same(const char *text);                          /* its own canonical form, but for the line end */
void expect_tree(const char *expression, const char *tree);  /* after `activities where ` */
void expect_codes(const char *text, const char *codes);
void expect_report(const char *text, const char *report);

/* One row of a table of checks is one test. */
#define SAME(suite, name, text)                                                                                                            \
    Test(suite, name)                                                                                                                      \
    {                                                                                                                                      \
        expect_same(text);                                                                                                                 \
    }
#define FORMAT(suite, name, text, canonical)                                                                                               \
    Test(suite, name)                                                                                                                      \
    {                                                                                                                                      \
        expect_format(text, canonical);                                                                                                    \
    }
#define TREE(suite, name, text, tree)                                                                                                      \
    Test(suite, name)                                                                                                                      \
    {                                                                                                                                      \
        expect_tree(text, tree);                                                                                                           \
    }
#define CODES(suite, name, text, codes)                                                                                                    \
    Test(suite, name)                                                                                                                      \
    {                                                                                                                                      \
        expect_codes(text, codes);                                                                                                         \
    }
#define REPORT(suite, name, text, report)                                                                                                  \
    Test(suite, name)                                                                                                                      \
    {                                                                                                                                      \
        expect_report(text, report);                                                                                                       \
    }

#endif
