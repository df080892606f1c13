/* Text to syntax tree, and back.
 *
 *     source ─lexer→ tokens ─filter→ tokens with statement ends ─grammar→ ast_script
 *
 * No global state; any number of parsers in any number of threads. */
#ifndef CYQ_PARSER_PARSER_H
#define CYQ_PARSER_PARSER_H

#include "parser/ast.h"

/* Parses all of `from` into a tree in `memory`. Several mistakes give several diagnostics in `bag` (recovery is at clause, statement and
 * parenthesis). ST_OK also when there were errors of syntax: bag->error_count says so, and the tree then has AST_BAD nodes. ST_NO_MEMORY, ST_LIMIT (nesting
 * deeper than PARSE_DEPTH_MAX: with a diagnostic at the place). */
status parse(arena *memory, const source *from, diag_bag *bag, const ast_script **out);

/* For hints: does all of the text parse, without a word? The tree is then in *out, and what its places are in in *from, both in `memory`. Mistakes are not looked into, so that a trial
 * never tries anything itself. False, too, without memory. */
bool parse_tried(arena *memory, str text, const source **from, const ast_script **out);

enum { PARSE_DEPTH_MAX = 500 };

/* The canonical text of a whole script, comments kept; parsing it gives an equal tree. For a script that parsed without error. */
void ast_format(sbuf *out, const ast_script *script);
/* One expression on one line: the name of a column that has no alias. */
void ast_format_expr(sbuf *out, const ast_expr *e);
/* One query, or one clause without a `|` before it, on one line. */
void ast_format_query(sbuf *out, const ast_query *q);
void ast_format_clause(sbuf *out, const ast_clause *c);

/* A word that looks like something else, `5-3`, `2025-10-7`, `3days`: writes how that would be written and returns true, or returns false. For
 * hints where such a word is not known. */
bool parse_word_advice(str word, sbuf *out);

/* The words of the clause that a misspelt word is nearest to: `select` for selct, `group` and `by` for grup. False if it is a clause's own word, or near to none. Static. */
bool parse_clause_near(str word, str *first, str *second);

/* What the statement `show` lists: collections, fields, functions … Static. */
const str *parse_show_lists(size_t *count);

/* Is the text a whole number of statements, as a prompt asks when Enter is pressed? */
typedef enum parse_state {
    PARSE_COMPLETE,  /* may be run, or has errors that more text will not mend: an open quote is one, for quotes end with their line */
    PARSE_UNFINISHED /* an open bracket, an operator, comma or keyword at the end, or a clause that wants more (`join projects`) */
} parse_state;
parse_state parse_is_complete(str text);

#endif
