/* Phrases and literals, read as their place needs. */
#ifndef CYQ_QUERY_LITERAL_H
#define CYQ_QUERY_LITERAL_H

#include "runtime/query/checker.h"

typedef enum literal_result {
    LITERAL_OK,
    LITERAL_NOT, /* it does not read as that */
    LITERAL_TOLD /* it looks like one but is impossible (2025-13): a diagnostic was added */
} literal_result;

/* A phrase as a value of a kind. For TYPE_DATE the value is a period: days are compared with periods. A link's is text.
 * An int with a fraction reads as a number where an int is wanted. */
literal_result literal_read(checker *k, const ast_expr *phrase, type_kind wanted, value *out);
/* A phrase where nothing says what it should be: a number, money, a duration, a time, true or false, else text. */
literal_result literal_natural(checker *k, const ast_expr *phrase, value *out);
/* `a..b` with bounds that are times; either may be left out. */
literal_result literal_time_range(checker *k, const ast_expr *range, value *out);
/* Its words joined by one space. */
str literal_text(checker *k, const ast_expr *phrase);
/* today, yesterday, tomorrow, true, false: what a lone word in operand position may be beside a field. */
bool literal_is_word(str word);
literal_result literal_of_word(checker *k, const ast_name *name, value *out);

/* For literal.c: a phrase that names a time; its precision says whether it is a single day. */
literal_result literal_time(checker *k, const ast_word *words, size_t count, span where, period *out);

#endif
