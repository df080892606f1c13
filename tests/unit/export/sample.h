/* A small result made by hand, column by column, and what a format makes of it. */
#ifndef CYQ_TESTS_EXPORT_SAMPLE_H
#define CYQ_TESTS_EXPORT_SAMPLE_H

#include <criterion/criterion.h>

#include "export/export.h"

enum { SAMPLE_COLUMNS_MAX = 8 };

typedef struct sample {
    arena memory;
    result_column columns[SAMPLE_COLUMNS_MAX];
    result result;
} sample;

/* Adds a column of `count` values of a type; texts are static. */
void sample_column(sample *s, const char *name, type t, const value *values, size_t count);
void sample_texts(sample *s, const char *name, const char *const *texts, size_t count); /* NULL is missing */
void sample_ints(sample *s, const char *name, const int64_t *ints, size_t count);
void sample_free(sample *s);

/* What the format writes, NUL-terminated; free() it. */
char *sample_written(const sample *s, const char *format, const export_options *options);
/* Asserts that the format, with `options` (NULL: as off a terminal), writes `want`; frees the sample. */
void sample_expect(sample *s, const char *format, const export_options *options, const char *want);

#endif
