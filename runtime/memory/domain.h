/* The possible values of a leaf, numbered: what tables of memo.h are made over. */
#ifndef CYQ_MEMORY_DOMAIN_H
#define CYQ_MEMORY_DOMAIN_H

#include "runtime/memory/expr.h"

typedef struct domain {
    enum { DOMAIN_NONE, DOMAIN_CONSTANT, DOMAIN_TEXTS, DOMAIN_LINKS, DOMAIN_INTS, DOMAIN_PERIODS } kind;
    type type;
    size_t size;               /* values; one more number, `size`, is "missing" (not of DOMAIN_CONSTANT) */
    const col *column;         /* a stored field's, or NULL: */
    const vec *temp;           /* a temp's; with neither the rows themselves are the values */
    size_t track;              /* leads to the column's or temp's rows */
    const dict *dict;          /* DOMAIN_TEXTS */
    int64_t first;             /* DOMAIN_INTS, DOMAIN_PERIODS: the least number or first day */
    int64_t shortest, lengths; /* DOMAIN_PERIODS: least and number of lengths; value k is (first + k / lengths, shortest + k % lengths) */
} domain;

/* The domain of what `needs` says an expression needs, if it has one of at most `worthwhile` values. Temps are those of `rel`. */
void domain_of(const exec_env *env, const expr_needs *needs, const relation *rel, size_t worthwhile, domain *out);
/* Values [begin, begin + count) as a vector; number `size` is missing. */
status domain_values(const domain *d, arena *a, size_t begin, size_t count, vec *out);
/* The numbers of the values in rows of the column or temp; EXEC_NO_ROW gives "missing". */
void domain_numbers(const domain *d, const uint32_t *rows, size_t count, uint32_t *out);
/* The same for rows that follow each other. */
void domain_numbers_from(const domain *d, size_t begin, size_t count, uint32_t *out);

#endif
