/* Inside the habits: what their files share. */
#ifndef CYQ_PARSER_HABITS_H
#define CYQ_PARSER_HABITS_H

#include "parser/syntax.h"

/* One known mistake: tells it and returns true, or false if this is not it. `expected` is by role. */
typedef bool habit(parsing *p, const bool expected[]);

habit habit_sql;                                                                    /* habit_sql.c */
habit habit_dollar, habit_bare_file, habit_def_without_owner, habit_no_source;      /* habit_statement.c */
habit habit_clause, habit_clause_line, habit_clause_call, habit_dotted;             /* habit_clause.c */
habit habit_call_form, habit_comparison, habit_distinct;                            /* habit_value.c */
habit habit_is, habit_not_sign, habit_not_value, habit_operator;                    /* habit_operator.c */
habit habit_number, habit_format, habit_as_format;                                  /* habit_words.c */
habit habit_two_words, habit_direction, habit_source_last;                          /* habit_beside.c */
habit habit_first_words, habit_condition, habit_written, habit_counted, habit_call; /* habit_query.c */
habit habit_time, habit_preposition;                                                /* habit_reading.c */
habit habit_or_between, habit_list;                                                 /* habit_list.c */
habit habit_sign;                                                                   /* habit_sign.c */
habit habit_console;                                                                /* habit_console.c */

/* The text of the piece that cannot stand; role and text of the one `back` pieces before it (0 the nearest). */
str habit_text(parsing *p);
unsigned habit_before(const parsing *p, size_t back);
str habit_text_before(parsing *p, size_t back);

/* Is it an operator with a value behind it; a piece of a value? (habit_list.c) */
bool habit_is_comparison(unsigned role);
bool habit_is_value(unsigned role);

/* null, empty, blank: a word for "there is no value". */
bool habit_says_nothing(str word);

/* The aggregate that a word of plain English means: sum of "total"; NULL if none. */
const char *habit_aggregate(str word);

/* ---- Plain English (habit_reading.c) ---- */

bool habit_one_of(str word, const char *const *words); /* up to a NULL */
bool habit_is_plural(str word);                        /* as the names of collections are */
str habit_plural(parsing *p, str word);
str habit_first_word(str text);
str habit_next_word(str *text); /* the first, leaving the text behind it */
bool habit_is_preposition(str word);
/* A month by its name as it is written, with a hint where its year was not said; other values as they are. */
str habit_month(parsing *p, diag *d, str value);
/* Hints for what is said of the collection `from` behind it: a preposition and its value; a name alone; that it lacks something; that any words; that it
 * is in an order; that it goes by a key. Those that give a bool are false where nothing of the kind is said. */
void habit_hint_behind(parsing *p, diag *d, str word, str from, str value, bool count);
void habit_hint_named(parsing *p, diag *d, str from, str value);
bool habit_hint_lacking(parsing *p, diag *d, str from, str text);
void habit_hint_said(parsing *p, diag *d, str from, str value, bool count);
bool habit_hint_order(parsing *p, diag *d, str from, str text);
void habit_hint_keys(parsing *p, diag *d, str from, str text);
/* Where no guess works: that a condition may follow, if `from` is a collection. */
void habit_hint_some(parsing *p, diag *d, str from, const char *counted);

/* The word of the clause that the current piece stands in; ROLE_KINDS if it is none. */
unsigned habit_clause_at(const parsing *p);
/* `3 and 5`, `2025-10 to 2025-12`: the two ends of a range that begins behind the byte; false if they do not stand there. */
bool habit_range_ends(const parsing *p, uint32_t begin, str *from, str *to);
/* no, without: a word for "those that lack" what is named behind it. */
bool habit_says_lack(str word);

/* Is the piece before the current one the source of a query, so that only a clause's word can follow? */
bool habit_after_source(const parsing *p);

/* How far a text goes on: to the end of a value, of a clause, of the statement. */
typedef enum habit_extent { HABIT_VALUE, HABIT_CLAUSE, HABIT_STATEMENT } habit_extent;

/* What is written from the byte `begin` on, to the end of what it is part of, whole and as it was written; empty if it is long, wrong or on several
 * lines. `beginning` is what could stand before it: "a sort by", "a where b =". */
str habit_rest(const parsing *p, uint32_t begin, const char *beginning, habit_extent extent);
/* Is the text a script without a mistake of syntax? What is offered as a whole is asked first. */
bool habit_parses(str text);
/* A clause as it is written here with what followed another language's word for it, empty if that does not parse: `sort by start desc` of `-start`, and
 * `group by country show count` of "show" and `count() by country`. */
str habit_clause_of(parsing *p, const char *clause, str rest);
/* The text between the percent signs of `like '%osint%'`; empty if it has others inside. */
str habit_without_percent(str text);
/* The operand that ends with the piece `back` before the current one, whole; empty if there is none. */
str habit_operand(const parsing *p, size_t back);

/* The query of this statement as it was written up to a byte, and then the text; empty where that is not to be seen. (habit_guess.c) */
str habit_with(parsing *p, uint32_t end, str text);
/* A hint that stands if its query works, as far as that can be asked; HABIT_ELSE only where none before it does. One that does not even parse is none. */
typedef enum habit_guessed { HABIT_ALSO, HABIT_ELSE } habit_guessed;
void habit_guess(parsing *p, diag *d, habit_guessed when, str query, const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The hint for where no guess works, or there is none: how to see which collections there are. */
void habit_guess_none(parsing *p, diag *d);

/* A mistake told at `where`; at the end of the text it is one that more text may mend, and stands there. */
diag *habit_add_open(parsing *p, span where, const char *format, ...) __attribute__((format(printf, 3, 4)));
diag *habit_add(parsing *p, diag_code code, span where, const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
