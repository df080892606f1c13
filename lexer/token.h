/* What the scanner gives: one token, with its place and its own text. */
#ifndef CYQ_LEXER_TOKEN_H
#define CYQ_LEXER_TOKEN_H

#include "base/source.h"

/* What a token is. The keywords are those of lexer/keywords.def, as TOK_WHERE, TOK_SORT_BY ... The scanner knows one-word keywords only; joining two
 * words to one (`sort by`) and deciding where a keyword is a mere name is the work of the parser's filter. */
typedef enum token_kind {
    TOK_EOF,
    TOK_WORD,
    TOK_NUMBER,      /* reads as a number; a year of four digits, too */
    TOK_DATE,        /* reads as a date or period, also one that does not exist (2025-13) */
    TOK_QUOTED_NAME, /* `name`; .text without the backquotes */
    TOK_STRING,      /* "…" or '…' (.raw); .text with escapes undone */
    TOK_VARIABLE,    /* $name; .text without the $ */
    TOK_FIELD,       /* .name where no name stands before; .text without the dot (`.`x y`` too: then .quoted) */
    TOK_PATH,        /* .name directly behind a name or `)` */
    TOK_CALL,        /* a name directly before `(` */
    TOK_REGEX,       /* /re/ after matches; .text without the slashes; .ignore_case */
    TOK_LPAREN,
    TOK_RPAREN,
    TOK_COMMA,
    TOK_SEMICOLON,
    TOK_COLON,
    TOK_PIPE,
    TOK_PLUS,
    TOK_MINUS,
    TOK_STAR,
    TOK_SLASH,
    TOK_COMMON, /* & */
    TOK_OTHER,  /* ?? */
    TOK_RANGE,  /* .. */
    TOK_EQ,
    TOK_NE,
    TOK_SAME,     /* == */
    TOK_NOT_SAME, /* !== */
    TOK_LIKE,     /* ~ */
    TOK_NOT_LIKE, /* !~ */
    TOK_LT,
    TOK_LE,
    TOK_GT,
    TOK_GE,
#define KEYWORD(id, first, second, class, traits, help) TOK_##id,
#include "lexer/keywords.def"
#undef KEYWORD
    TOK_KINDS
} token_kind;

/* How a token is separated from the one before it. */
typedef enum token_break {
    BREAK_NONE,
    BREAK_LINE, /* a line end (and perhaps lines that hold only a comment) */
    BREAK_BLANK /* a blank line */
} token_break;

typedef struct token {
    token_kind kind;
    token_break before;
    bool raw, quoted, ignore_case;
    bool spaced; /* white space or a comment stood before it */
    bool bad;    /* a diagnostic was given here or just before */
    str text;    /* points into the source, or into the scanner's arena where it differs (escapes) */
    span where;
} token;

#endif
