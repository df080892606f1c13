/* The words of the language as a table: for the scanner and the filter, and for all that lists them (completion, hints, reference). */
#ifndef CYQ_LEXER_KEYWORDS_H
#define CYQ_LEXER_KEYWORDS_H

#include "lexer/token.h"

typedef enum keyword_class {
    KW_CLAUSE,    /* begins a clause */
    KW_SMALL,     /* inside a clause or a literal */
    KW_OPERATOR,  /* and, in, overlaps, if ... */
    KW_STATEMENT, /* begins a statement other than a query */
    KW_FOREIGN    /* another language's: only ever an error */
} keyword_class;

/* Traits; see lexer/keywords.def. */
enum { KW_OPEN = 1, KW_NUMBERED = 2, KW_NAME = 4, KW_CALL = 8, KW_TEXT = 16 };

typedef struct keyword {
    token_kind kind;
    str text;   /* as it is written: "where", "sort by" */
    str first;  /* its first word */
    str second; /* its second word, or empty */
    keyword_class class;
    unsigned traits;
    str help; /* one line: what it does */
} keyword;

/* All rows, in the order of the table. */
extern const keyword keyword_table[];
extern const size_t keyword_count;

/* The one-word keyword, case ignored, or NULL. */
const keyword *keyword_find(str word);
/* The keyword of two words, case ignored, or NULL. */
const keyword *keyword_pair(str first, str second);
/* The row of a token's kind; NULL for one that is no keyword. */
const keyword *keyword_of(token_kind kind);
/* Does the kind have all of these traits? False for one that is no keyword. */
bool keyword_is(token_kind kind, unsigned traits);
bool keyword_in(token_kind kind, keyword_class class);
/* "clause", "word", "operator", "statement": what a word of the class is called. Static. */
const char *keyword_class_name(keyword_class class);
/* The clause word nearest to a misspelt one (`were` to where, `grup` to group by), or NULL. */
const keyword *keyword_near(str word, keyword_class class);

/* The words that `to` takes for formats (base/formats.def). */
extern const str format_table[];
extern const size_t format_count;
bool format_known(str word);
/* The first format that the word is an option of; empty if there is none. */
str format_of_option(str word);
bool format_takes(str format, str option);
/* The same as a list for messages: "table, csv or json". */
void format_list(sbuf *out);

/* What may stand after the statement `show` (lexer/show_lists.def). */
typedef enum show_list {
#define SHOW_LIST(id, word) SHOW_##id,
#include "lexer/show_lists.def"
#undef SHOW_LIST
    SHOW_LIST_COUNT
} show_list;
/* Their words. */
extern const str show_list_table[SHOW_LIST_COUNT];
/* Which one the word means, case ignored; false if none. `out` may be NULL. */
bool show_list_find(str word, show_list *out);

#endif
