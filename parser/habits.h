/* Inside the habits: what their files share. */
#ifndef CYQ_PARSER_HABITS_H
#define CYQ_PARSER_HABITS_H

#include "parser/syntax.h"

/* One known mistake: tells it and returns true, or false if this is not it. `expected` is by role. */
typedef bool habit(parsing *p, const bool expected[]);

habit habit_sql_select, habit_is, habit_not_sign, habit_operator, habit_number, habit_format, habit_clause, habit_clause_line,
    habit_as_format, habit_two_words;                                                                              /* habit_words.c */
habit habit_first_words, habit_time, habit_preposition, habit_condition, habit_written, habit_counted, habit_call; /* habit_query.c */

/* The text of the piece that cannot stand; role and text of the one `back` pieces before it (0 the nearest). */
str habit_text(parsing *p);
unsigned habit_before(const parsing *p, size_t back);
str habit_text_before(parsing *p, size_t back);

/* Is the piece before the current one the source of a query, so that only a clause's word can follow? */
bool habit_after_source(const parsing *p);

/* How far a text goes on: to the end of a value, of a clause, of the statement. */
typedef enum habit_extent { HABIT_VALUE, HABIT_CLAUSE, HABIT_STATEMENT } habit_extent;

/* What is written from the byte `begin` on, to the end of what it is part of, whole and as it was written; empty if it is long, wrong or on several
 * lines. `beginning` is what could stand before it: "a sort by", "a where b =". */
str habit_rest(const parsing *p, uint32_t begin, const char *beginning, habit_extent extent);
/* The operand that ends with the piece `back` before the current one, whole; empty if there is none. */
str habit_operand(const parsing *p, size_t back);

diag *habit_add(parsing *p, diag_code code, span where, const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
