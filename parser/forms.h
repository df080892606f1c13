/* How the words and signs of the language are used: the table behind `describe` and the reference. Constant. */
#ifndef CYQ_PARSER_FORMS_H
#define CYQ_PARSER_FORMS_H

#include "lexer/keywords.h"

typedef struct form {
    const char *sign; /* "??"; NULL for a word */
    token_kind kind;  /* of a word */
    bool operator_;   /* a sign that stands between values */
    const char *syntax;
    const char *text;    /* a paragraph */
    const char *example; /* a script on the built-in data */
} form;

/* All rows, in the order of parser/forms.def; a word may have several. */
extern const form form_table[];
extern const size_t form_count;

/* As it is written: "where", "sort by", "??". Static. */
str form_word(const form *f);
/* The word's row; NULL for a sign. */
const keyword *form_keyword(const form *f);
/* "clause", "statement", "operator", "word", "sign": what it is. Static. */
const char *form_kind_name(const form *f);

#endif
