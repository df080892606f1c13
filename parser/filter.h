/* Between scanner and grammar: gives each token the role it plays where it stands.
 *
 * A word is a keyword only where a keyword can stand (language rules, 1), two words may be one keyword (`sort by`), lines end statements (rule 3), and
 * a statement that begins with a clause gets its source, the last query. All that is decided here, with a look at two tokens ahead and a little memory of
 * where we are; the grammar is then plain LALR(1). */
#ifndef CYQ_PARSER_FILTER_H
#define CYQ_PARSER_FILTER_H

#include "lexer/lexer.h"
#include "parser/parser.h"

/* A token's role: its kind, or one of these. */
enum {
    ROLE_END = TOK_KINDS, /* a statement ends: `;`, a line end, the end of the text */
    ROLE_LAST_QUERY,      /* stands before a statement's first clause where no source is written */
    ROLE_ITEM_COMMA,      /* in add: the comma before `name =` */
    ROLE_DEFINE,          /* the = that defines: add n = …, def … =, let name =, with … = */
    ROLE_COMPARE,         /* != == !== ~ !~ < <= > >= */
    ROLE_TEST,            /* overlaps within contains has all, only */
    ROLE_JOIN_COMPARE,    /* after `join … on`, where both sides are operands: = and ROLE_COMPARE */
    ROLE_JOIN_TEST,       /* there: in and ROLE_TEST */
    ROLE_RELATIVE,        /* this, last, next of `this week`, `last 90 days` where an operand is wanted */
    ROLE_DISTINCT_OF,     /* distinct of `count distinct(e)` */
    ROLE_SHOW_LIST,       /* show of the statement `show functions` */
    ROLE_KINDS
};

typedef struct piece {
    token t;
    unsigned role;
} piece;

/* How many pieces are remembered, for diagnostics; how many tokens are read ahead (the filter needs three, messages a fourth). */
enum { FILTER_PAST = 64, FILTER_AHEAD = 4 };

/* Traits of a bracket's inside, or of the outside of all brackets. */
enum {
    IN_VALUES = 1,    /* a list of values: a comma begins another */
    IN_VALUE = 2,     /* right of a comparison */
    IN_ADD = 4,       /* in an add clause */
    AFTER_JOIN = 8,   /* a join whose `on` may come */
    IN_CONDITION = 16 /* behind that `on` */
};

typedef struct filter {
    arena *memory;
    const source *from;
    diag_bag *bag;
    lexer *lex;
    token ahead[FILTER_AHEAD];
    unsigned ahead_count;
    piece past[FILTER_PAST]; /* a ring */
    size_t past_count;       /* all pieces given so far */
    uint8_t frame[PARSE_DEPTH_MAX + 1];
    span opened[PARSE_DEPTH_MAX + 1]; /* the brackets that are open */
    unsigned depth;                   /* how many are open */
    unsigned closing;                 /* brackets to close because their statement ends */
    token_kind statement;             /* USE .. DESCRIBE, or TOK_EOF in a query */
    bool at_start;                    /* of a statement */
    bool open;                        /* something must follow: a line end does not end the statement */
    bool value_first;                 /* the first word of a value is wanted, and may be any word */
    bool in_phrase;                   /* words belong to the value before */
    bool defined;                     /* the statement's = has been */
    bool ended, unfinished;           /* the text is at its end; and something was still to come there */
    bool value_last, phrase_last;     /* at its end the first word of a value was wanted; words would have belonged to the value before */
    bool goes_on;                     /* more is to be written behind the end: what a word may mean there it means */
    bool stray;                       /* the last closing bracket closed nothing */
    bool alone;                       /* a statement without a query has been given the last one: its end comes next */
    bool silent;                      /* a mistake was told that covers the rest of the statement */
    unsigned clause, failed_clause;   /* the number of the clause at hand, and of the last one in which a mistake was reported */
} filter;

status filter_open(filter *f, arena *memory, const source *from, diag_bag *bag);
void filter_close(filter *f);

/* The next piece; TOK_EOF at the end, always after a ROLE_END. ST_NO_MEMORY, ST_LIMIT (brackets too deep). */
status filter_next(filter *f, piece *out);

/* The piece given `back` pieces ago, 0 the last; NULL if there is none (or it is forgotten). */
const piece *filter_past(const filter *f, size_t back);
unsigned filter_past_role(const filter *f, size_t back); /* ROLE_KINDS if there is none */

/* One diagnostic a clause, and none behind one that covers its whole statement: false if there was one already; else notes that there is one now. */
bool filter_may_report(filter *f);
bool filter_has_reported(const filter *f);

/* Is it a query that comes next: behind explain, why, say, and the in of `why not "…" in`? */
bool filter_wants_query(const filter *f);

/* The role of the token ahead, by where we are. Joins it with the next when both are one keyword. (filter_role.c) */
unsigned filter_role(filter *f);
/* Notes what the piece means for those that follow. (filter_role.c) */
void filter_follow(filter *f, const piece *p);

#endif
