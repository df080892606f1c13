/* Inside the builder: what its files share. */
#ifndef CYQ_PARSER_BUILD_NODE_H
#define CYQ_PARSER_BUILD_NODE_H

#include "parser/build.h"

/* Note why the parse cannot go on; the first reason stays. */
void build_no_memory(parsing *p);
void build_too_deep(parsing *p, span where);
/* A piece of the source as messages show it: cut when long. */
str build_shown(parsing *p, str text);
/* The height of a node whose highest child has `beneath`; tells when that is too much. */
unsigned build_height(parsing *p, span where, unsigned beneath);

/* A leaf; never NULL. */
ast_expr *build_node(parsing *p, ast_kind kind, span where);

/* Brackets around one value after `in` are a list of one. */
void build_one_item_list(parsing *p, ast_expr *e);

#endif
