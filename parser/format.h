/* Inside the formatter: what its files share. All write one line, without a line end. */
#ifndef CYQ_PARSER_FORMAT_H
#define CYQ_PARSER_FORMAT_H

#include "parser/parser.h"

void format_name(sbuf *out, const ast_name *name);
/* `a, b, c` */
void format_exprs(sbuf *out, ast_expr *const *items, size_t count);
void format_source(sbuf *out, const ast_source *s);
/* The clause with the `|` that stood before it. */
void format_clause(sbuf *out, const ast_clause *c);
/* What stands before a statement's query: `let name = `, `explain `, `why not "…" in `, or nothing. */
void format_head(sbuf *out, const ast_statement *s);
/* A statement without a query. */
void format_plain_statement(sbuf *out, const ast_statement *s);

#endif
