/* Inside the lexer: what the rules of lexer.l share with the functions that make tokens. */
#ifndef CYQ_LEXER_SCAN_H
#define CYQ_LEXER_SCAN_H

#include "lexer/lexer.h"

typedef struct scan {
    arena *memory;
    const source *from;
    diag_bag *bag;
    uint32_t begin, at; /* the lexeme at hand: bytes [begin, at) */
    token_kind previous;
    unsigned line_ends; /* since the last token or comment */
    token_break pending;
    bool spaced, bad, left_open;
    bool fenced;               /* a fence was reported: the one that closes it needs no second message */
    unsigned foreign_brackets; /* [ and { that were reported: what closes them needs no second message */
    span *comments;
    size_t comment_count, comment_capacity;
    token *out;
} scan;

/* Called by the rules for what separates tokens. */
void scan_space(scan *s);
void scan_line_end(scan *s);
void scan_comment(scan *s);
/* `--`, `//` and the like: a comment of another language. Passed over with an error. */
void scan_foreign_comment(scan *s);

/* The fence around a query on a page, ```cyql. Passed over with an error. */
void scan_fence(scan *s);

/* Each makes s->out from the lexeme at hand. */
void scan_symbol(scan *s, token_kind kind);
void scan_word(scan *s);
void scan_number(scan *s);
void scan_initials(scan *s); /* U.S. */
void scan_field(scan *s);
void scan_variable(scan *s);
void scan_quoted_name(scan *s, bool closed);
void scan_string(scan *s, bool closed);     /* "…" */
void scan_raw_string(scan *s, bool closed); /* '…' */
void scan_apostrophe(scan *s);              /* 'Cote d'Ivoire' */
void scan_curly_string(scan *s);            /* “…” */
void scan_regex(scan *s, bool closed);
void scan_end(scan *s);

/* A sign of another language or of typography. True if it was repaired to a token, false if it is passed over. */
bool scan_foreign(scan *s);

/* The lexeme's text; and a diagnostic about it that marks the token as bad. */
str scan_text(const scan *s);
/* The same as messages show it: cut when long. */
str scan_shown(const scan *s);
diag *scan_error(scan *s, diag_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Begins s->out with what all tokens have. */
token *scan_token(scan *s, token_kind kind);

#endif
