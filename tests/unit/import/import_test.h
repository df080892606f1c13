/* What the tests of the import share: importing a text, and looking at the dataset and the report as text. */
#ifndef CYQ_TESTS_IMPORT_TEST_H
#define CYQ_TESTS_IMPORT_TEST_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/import.h"
#include "runtime/model/data_csv.h"
#include "runtime/model/print.h"

typedef struct imported {
    arena a, scratch;
    diag_bag report;
    const import_reference *reference;
    const dataset *data;
    import_summary summary;
    status done;
    sbuf text; /* of the last question */
} imported;

/* Imports documents; the result is in x->done and the rest. Freed by import_end. */
void import_begin(imported *x, const import_input *documents, size_t count);
void import_text(imported *x, const char *name, str text);
void import_end(imported *x);

/* A file below the source directory (or anywhere, with "/" in front), NULL if it cannot be read. To be freed. */
char *read_whole(const char *path, size_t *size);
/* The path of the real newsletter, or NULL when it is not at hand; $CYQ_NEWSLETTER or beside the checkout. */
const char *newsletter_path(void);

/* The rows of a collection, and one cell as csv prints it (sets joined by "; "); "" when missing. Valid until the next question. */
size_t rows_of(const imported *x, const char *collection);
const char *cell_text(imported *x, const char *collection, size_t row, const char *field);
/* The first row whose field prints so; SIZE_MAX if there is none. */
size_t row_where(imported *x, const char *collection, const char *field, const char *text);
/* One collection as CSV. */
const char *collection_csv(imported *x, const char *collection);

/* How many reports have this code and hold this text. */
size_t reported(const imported *x, diag_code code, const char *text);
/* The line of the first such report; 0 if there is none. */
size_t reported_line(const imported *x, diag_code code, const char *text);

#define expect_cell(x, collection, row, field, want)                                                                                       \
    do {                                                                                                                                   \
        const char *got_ = cell_text((x), (collection), (row), (field));                                                                   \
        cr_expect_str_eq(got_, (want), "%s.%s of row %zu: \"%s\", not \"%s\"", (collection), (field), (size_t)(row), got_, (want));        \
    } while (0)

#endif
