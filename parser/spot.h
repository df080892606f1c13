/* What may stand at a place in a text, for completion: the grammar itself says which tokens could come, and the pieces before tell what they would be about. */
#ifndef CYQ_PARSER_SPOT_H
#define CYQ_PARSER_SPOT_H

#include "parser/build.h"

/* The end of a text that is still being written. */
struct parse_spot {
    const source *from;
    const ast_script *before; /* the statements before the one at hand */
    const piece *pieces;      /* of the whole text, to its end */
    size_t count;
    bool known;                /* the grammar came to the end; false behind a mistake in the same clause, of which nothing can be said */
    bool expected[ROLE_KINDS]; /* the roles that a token may have here */
    bool value_first;          /* the first word of a value is wanted */
    bool in_phrase;            /* another word belongs to the value that stands before it */
    size_t capacity;
    bool reached;
};

/* Reads a text up to its end. Mistakes in it are not told. All lies in `memory`, beside what `from` has. ST_NO_MEMORY, ST_LIMIT (nested too deeply). */
status parse_spot_at_end(arena *memory, const source *from, parse_spot *out);

/* For the grammar, which is on its way there: notes the piece at hand; comes to the end, for the first time. */
void spot_pass(parsing *p);
bool spot_reached(parsing *p);
/* What the grammar expects at the end; nothing more is read then. */
void spot_take(parsing *p, const bool expected[]);

/* Does the statement go on at the end of the text? */
typedef enum parse_spot_break {
    SPOT_GOES_ON,
    SPOT_MAY_END, /* a new line was begun: another statement may begin there, or the next clause of this one */
    SPOT_ENDS     /* a blank line stands before it */
} parse_spot_break;
parse_spot_break parse_spot_ends(const parse_spot *s);

/* ---- What it is about ---- */

/* The query and the clause that the end of the text is in, as texts that can be read by themselves. All empty where it is in none. */
typedef struct spot_place {
    unsigned clause;    /* the token of the clause at hand; TOK_EOF in a source, or outside of queries */
    unsigned statement; /* the token of the statement's first word, TOK_EOF in a query of its own */
    unsigned last;      /* the role of the last piece; ROLE_END at the beginning of a statement */
    bool in_query;      /* there are rows whose names can be used here */
    bool goes_on;       /* they go on from the last query */
    str source;         /* where the rows come from; empty if goes_on */
    str clauses;        /* the whole clauses from there to the one at hand */
    str operand;        /* what the value at hand is compared with, or, where no value is wanted, the operand that ends here; empty: none */
    unsigned operator_; /* between it and the value; TOK_EOF: none */
    span phrase;        /* the words of the value that stand already; empty: none */
    bool in_list;       /* the value is one of several in brackets */
    str format;         /* behind `to`: the word of the format */
} spot_place;

/* Lies in `memory`. A failed allocation shows there. */
void spot_find_place(arena *memory, const parse_spot *s, spot_place *out);
/* The path that the text ends with, `project.parent`, or a call or a variable; empty if there is none. */
str spot_path_before(const parse_spot *s);

#endif
