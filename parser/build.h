/* Builds the nodes of the tree for the grammar's actions, and tells the mistakes that are seen only when a node is whole.
 *
 * A failed allocation is noted in the state; the functions then give a spare node, so that no action needs a test, and the parse ends at the next
 * token. */
#ifndef CYQ_PARSER_BUILD_H
#define CYQ_PARSER_BUILD_H

#include "parser/filter.h"

/* A growing array in the arena; of what, the grammar knows. */
typedef struct list {
    void *items;
    size_t count, capacity;
} list;

typedef struct parse_spot parse_spot;

typedef struct parsing {
    arena *memory;
    const source *from;
    diag_bag *bag;
    filter f;
    piece current;  /* the piece the grammar looks at */
    status stopped; /* why the parse cannot go on; ST_OK while it can */
    bool trial; /* whether the text parses is all that is asked: no mistake is looked at for what was meant, which may try texts itself */
    parse_spot *spot; /* spot.h: it is to be known what may come at the end of the text; NULL */
    list statements;
    ast_expr spare_expr;
    ast_item spare_item;
    ast_clause spare_clause;
    ast_query spare_query;
    ast_statement spare_statement;
    list spare_list;
} parsing;

/* ---- Lists ---- */

list *build_list(parsing *p);
/* Lists of ast_expr *, of ast_item, of words, names, options, settings. Each gives the list back. */
list *build_add_expr(parsing *p, list *l, ast_expr *e);
list *build_add_item(parsing *p, list *l, const ast_item *item);
list *build_add_name(parsing *p, list *l, const token *t);
list *build_add_option(parsing *p, list *l, span where, const token *name, ast_expr *value);
list *build_add_setting(parsing *p, list *l, const ast_setting *s);
/* A word of a phrase; tells when it stands on another line than the one before. */
list *build_add_word(parsing *p, list *l, const token *t);

ast_name build_name(const token *t);

/* ---- Expressions ---- */

ast_expr *build_name_expr(parsing *p, const token *t);
/* A name or a path, and the link by which its last step is walked backwards. */
ast_expr *build_via(span where, ast_expr *e, const token *link);
ast_expr *build_field(parsing *p, const token *t);
ast_expr *build_variable(parsing *p, const token *t);
ast_expr *build_string(parsing *p, const token *t);
ast_expr *build_regex(parsing *p, const token *t);
ast_expr *build_phrase(parsing *p, span where, list *words);
/* A literal of up to three tokens where an operand is wanted. */
ast_expr *build_literal(parsing *p, span where, const token *a, const token *b, const token *c);
ast_expr *build_path(parsing *p, span where, ast_expr *base, const token *step);
/* `name.step` in value position: an error that says how it is written. */
ast_expr *build_wrong_path(parsing *p, span where);
ast_expr *build_range(parsing *p, span where, ast_expr *from, ast_expr *to);
ast_expr *build_call(parsing *p, span where, const token *name, list *arguments, bool distinct);
ast_expr *build_negate(parsing *p, span where, ast_expr *e);
ast_expr *build_not(parsing *p, span where, ast_expr *e);
ast_expr *build_binary(parsing *p, span where, ast_expr *left, const token *operator, ast_expr * right);
ast_expr *build_compare(parsing *p, span where, ast_expr *left, const token * not, const token *operator, ast_expr * right);
ast_expr *build_is(parsing *p, span where, ast_expr *left, const token * not, const token *operator);
ast_expr *build_if(parsing *p, span where, ast_expr *condition, ast_expr *yes, ast_expr *no);
/* Brackets: one expression stays one (AST_PAREN), several are a list. */
ast_expr *build_brackets(parsing *p, span where, list *items);
ast_expr *build_paren(parsing *p, span where, ast_expr *e);
ast_expr *build_query_expr(parsing *p, span where, ast_query *q);
ast_expr *build_bad(parsing *p, span where);
/* Marks what was built in value position. */
ast_expr *build_value(ast_expr *e);
/* The right side of a definition in value position: no query may stand there. */
ast_expr *build_no_query(parsing *p, ast_expr *e);

/* ---- Clauses and queries ---- */

ast_item *build_item(parsing *p, span where, ast_expr *e, const token *alias);
/* A key: `k`, `k as n`, `k as n in V`; `k in V` comes as a comparison and is taken apart. */
ast_item *build_key(parsing *p, span where, ast_expr *e, const token *alias, ast_expr *in);

ast_clause *build_clause(parsing *p, ast_clause_kind kind, span where, const token *keyword);
ast_items build_items(const list *l);
/* The value behind a key's or expand's `in`. */
ast_expr *build_in(parsing *p, ast_expr *value);
/* Behind `in` in the condition of a join: a list of operands. */
ast_expr *build_join_list(parsing *p, span where, ast_expr *first, list *rest);
/* The keys of top, as items without alias. */
void build_top_keys(parsing *p, ast_clause *c, const list *keys);
/* One key and no more: of several the others are told of. */
ast_clause *build_pivot(parsing *p, span where, const token *keyword, const list *keys);
ast_clause *build_join(parsing *p, span where, const token *keyword, const ast_source *s, const token *alias, ast_expr *condition);
ast_clause *build_to(parsing *p, span where, const token *keyword, const token *format, const list *options, const token *file);
ast_clause *build_bad_clause(parsing *p, span where);

ast_source build_source(const token *name);
ast_source build_source_query(parsing *p, span where, ast_query *q);
ast_query *build_query(parsing *p, const ast_source *s);
ast_query *build_add_clause(parsing *p, ast_query *q, ast_clause *c, bool piped);

/* ---- Statements ---- */

ast_statement *build_statement(parsing *p, ast_statement_kind kind, span where);
ast_statement *build_run(parsing *p, span where, ast_query *q);
/* A statement that is about a query. */
ast_statement *build_about(parsing *p, ast_statement_kind kind, span where, ast_query *q);
ast_statement *build_why_not(parsing *p, span where, const token *row, ast_query *q);
/* The last query as it is, behind `after`. */
ast_query *build_last_query(parsing *p, span after);
ast_statement *build_explain(parsing *p, span where, ast_query *q);
void build_type(const parsing *p, ast_statement *s, span words);
/* `name = set of text`: the words of a type. */
ast_setting build_type_setting(const parsing *p, const token *name, span words);
void build_add_statement(parsing *p, ast_statement *s);

#endif
