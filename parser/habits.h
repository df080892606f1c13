/* Inside the habits: what their files share. */
#ifndef CYQ_PARSER_HABITS_H
#define CYQ_PARSER_HABITS_H

#include "parser/syntax.h"

/* One known mistake: tells it and returns true, or false if this is not it. `expected` is by role. */
typedef bool habit(parsing *p, const bool expected[]);

habit habit_sql_select, habit_is, habit_not_sign, habit_operator, habit_number, habit_format, habit_clause, habit_two_words;

/* The text of the piece that cannot stand; role and text of the one `back` pieces before it (0 the nearest). */
str habit_text(parsing *p);
unsigned habit_before(const parsing *p, size_t back);
str habit_text_before(parsing *p, size_t back);

diag *habit_add(parsing *p, diag_code code, span where, const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
