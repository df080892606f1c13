/* The grammar of CyQL: plain LALR(1), no conflicts, no precedence declarations.
 *
 * Tokens come from the filter, which has decided what is a keyword where (parser/filter_role.c). Actions only build nodes (parser/build.c).
 * Above each rule stands what it accepts; `{ x }` is any number of x, `[ x ]` one or none.
 * Long because it is the whole language in one place, with a comment for each rule. */

%code requires {
#include "parser/build.h"
}

%code {
#include "parser/spot.h"
#include "parser/syntax.h"

#define YYLLOC_DEFAULT(Current, Rhs, N)                                                                                                    \
    do {                                                                                                                                   \
        if (N) {                                                                                                                           \
            (Current).begin = YYRHSLOC(Rhs, 1).begin;                                                                                      \
            (Current).end = YYRHSLOC(Rhs, N).end;                                                                                          \
        } else {                                                                                                                           \
            (Current).begin = (Current).end = YYRHSLOC(Rhs, 0).end;                                                                        \
        }                                                                                                                                  \
    } while (0)

/* The stack grows on the heap, up to what the deepest text allowed can need; past that the text is nested too deeply. The skeleton has one
 * message for that and for a failed allocation: inside it the size of the stack tells them apart. */
#define YYMAXDEPTH 20000
#define YY_(message) (yystacksize >= YYMAXDEPTH ? TOO_DEEP : message)
static const char TOO_DEEP[] = "too deep";

static int grammar_lex(YYSTYPE *value, YYLTYPE *where, parsing *p);
static void grammar_error(YYLTYPE *where, parsing *p, const char *message);
}

%define api.pure full
%define api.prefix {grammar_}
%define api.token.prefix {T_}
%define api.location.type {span}
%define parse.error custom
%define parse.lac full
%define lr.default-reduction accepting /* an action after a mistake sees the token that goes on */
%locations
%param { parsing *p }
%expect 0

%union {
    token tok;
    list *list;
    ast_expr *expr;
    ast_item *item;
    ast_clause *clause;
    ast_query *query;
    ast_source source;
    ast_statement *statement;
    ast_setting setting;
}

%token <tok> WORD NUMBER DATE QUOTED_NAME STRING VARIABLE FIELD PATH CALL REGEX
%token <tok> LPAREN "(" RPAREN ")" COMMA "," COLON ":" PIPE "|" PLUS "+" MINUS "-" STAR "*" SLASH "/" COMMON "&" OTHER "??" RANGE ".."
%token <tok> EQ "=" COMPARE TEST JOIN_COMPARE JOIN_TEST DEFINE ITEM_COMMA END LAST_QUERY RELATIVE DISTINCT_OF SHOW_LIST
%token <tok> WHERE SELECT ADD DROP RENAME SORT_BY FIRST LAST LIMIT TOP DISTINCT GROUP_BY PIVOT COUNT SHOW EXPAND JOIN LEFT_JOIN
%token <tok> APPEND EXCEPT INTERSECT TO
%token <tok> BY AS ASC DESC PER ON OFFSET WITH_TIES WITH LINKS VIA
%token <tok> AND OR NOT IS MISSING KNOWN IN MATCHES IF THEN ELSE
%token <tok> USE PARAM LET DEF LOAD SAVE EXPLAIN WHY SAY DESCRIBE
%token <tok> THIS NEXT OVERLAPS WITHIN CONTAINS HAS_ALL ONLY ORDER_BY UNPLACED /* in no rule: they come in other roles, or are mistakes */

%type <statement> statement
%type <query> query inner_query
%type <source> source other_source inner_source
%type <clause> clause to
%type <tok> name known_or_missing step_word ties
%type <list> words variables settings select_items add_items columns renames sort_items expr_items keys show_items operands arguments expressions
%type <list> values options
%type <setting> setting
%type <item> select_item add_item key
%type <expr> expr or_expr and_expr not_expr comparison join_list pattern
%type <expr> operand additive product common signed range path primary literal call number column
%type <expr> value value_additive value_product value_common value_signed value_range value_term value_path value_bound value_if value_branch
%type <expr> wrong_path option_value

%%

/* script = { [ statement ] END } */
script:
  %empty
| lines
;

lines:
  line
| lines line
;

line:
  statement END                     { build_add_statement(p, $1); (void)$2; }
| END                               { (void)$1; }
| error END                         { build_add_statement(p, build_statement(p, AST_BAD_STATEMENT, @1)); (void)$2; yyerrok; }
;

/* ---- Statements ---- */

/* statement = query | USE name | USE file | PARAM … | LET … | DEF … | LOAD … | SAVE file | EXPLAIN query | WHY query | WHY NOT "text" [ IN query ] | SAY query
 *           | DESCRIBE name | DESCRIBE $name | DESCRIBE "text" | SHOW list */
statement:
  query                             { $$ = build_run(p, @$, $1); }
| USE WORD                          { $$ = build_statement(p, AST_USE, @$); $$->has_name = true; $$->name = build_name(&$2); }
| USE STRING                        { $$ = build_statement(p, AST_USE, @$); $$->file = $2.text; $$->file_where = @2; }
| PARAM VARIABLE type               { $$ = build_statement(p, AST_PARAM, @$); $$->name = build_name(&$2); build_type(p, $$, @3); }
| PARAM VARIABLE type "=" value     { $$ = build_statement(p, AST_PARAM, @$); $$->name = build_name(&$2); build_type(p, $$, @3);
                                      $$->expr = build_no_query(p, $5); }
| LET VARIABLE type "=" value       { $$ = build_statement(p, AST_LET_VALUE, @$); $$->name = build_name(&$2); build_type(p, $$, @3);
                                      $$->expr = build_no_query(p, $5); }
| LET name DEFINE query             { $$ = build_statement(p, AST_LET_QUERY, @$); $$->name = build_name(&$2); $$->query = $4; }
| DEF CALL "(" variables ")" DEFINE expr
                                    { $$ = build_statement(p, AST_DEF, @$); $$->name = build_name(&$2); $$->params = $4->items;
                                      $$->param_count = $4->count; $$->expr = build_no_query(p, $7); }
| DEF name PATH DEFINE expr         { $$ = build_statement(p, AST_DEF_FIELD, @$); $$->has_owner = true; $$->owner = build_name(&$2);
                                      $$->name = build_name(&$3); $$->expr = build_no_query(p, $5); }
| DEF "*" FIELD DEFINE expr         { $$ = build_statement(p, AST_DEF_FIELD, @$); $$->has_owner = true; $$->owner = build_name(&$2);
                                      $$->name = build_name(&$3); $$->expr = build_no_query(p, $5); }
| LOAD STRING                       { $$ = build_statement(p, AST_LOAD, @$); $$->file = $2.text; $$->file_where = @2; }
| LOAD STRING WITH settings         { $$ = build_statement(p, AST_LOAD, @$); $$->file = $2.text; $$->file_where = @2;
                                      $$->settings = $4->items; $$->setting_count = $4->count; }
| LOAD STRING AS name               { $$ = build_statement(p, AST_LOAD, @$); $$->file = $2.text; $$->file_where = @2;
                                      $$->has_name = true; $$->name = build_name(&$4); }
| LOAD STRING AS name WITH settings { $$ = build_statement(p, AST_LOAD, @$); $$->file = $2.text; $$->file_where = @2;
                                      $$->has_name = true; $$->name = build_name(&$4);
                                      $$->settings = $6->items; $$->setting_count = $6->count; }
| SAVE STRING                       { $$ = build_statement(p, AST_SAVE, @$); $$->file = $2.text; $$->file_where = @2; }
| EXPLAIN query                     { $$ = build_explain(p, @$, $2); }
| WHY query                         { $$ = build_about(p, AST_WHY, @$, $2); }
| WHY NOT STRING                    { $$ = build_why_not(p, @$, &$3, build_last_query(p, @3)); (void)$2; }
| WHY NOT STRING IN query           { $$ = build_why_not(p, @$, &$3, $5); (void)$2; }
| SAY query                         { $$ = build_about(p, AST_SAY, @$, $2); }
| DESCRIBE name                     { $$ = build_statement(p, AST_DESCRIBE, @$); $$->name = build_name(&$2); }
| DESCRIBE VARIABLE                 { $$ = build_statement(p, AST_DESCRIBE, @$); $$->name = build_name(&$2); $$->of_variable = true; }
| DESCRIBE STRING                   { $$ = build_statement(p, AST_DESCRIBE, @$); $$->name = (ast_name){$2.text, @2, false}; $$->of_text = true; }
| DESCRIBE name PATH                { $$ = build_statement(p, AST_DESCRIBE, @$); $$->has_owner = true; $$->owner = build_name(&$2);
                                      $$->name = build_name(&$3); }
| SHOW_LIST WORD                    { $$ = build_statement(p, AST_SHOW_LIST, @$); $$->name = build_name(&$2); }
;

/* type = [ ":" word { word } ], its place says whether it is there */
type:
  %empty                            { }
| ":" type_words                    { @$ = @2; }
;

type_words:
  WORD                              { (void)$1; }
| type_words WORD                   { (void)$2; }
;

/* variables = [ $name { "," $name } ] */
variables:
  %empty                            { $$ = build_list(p); }
| VARIABLE                          { $$ = build_add_name(p, build_list(p), &$1); }
| variables "," VARIABLE            { $$ = build_add_name(p, $1, &$3); }
;

/* settings = setting { "," setting }, setting = name "=" ( expr | word word { word } ) | name LINKS name */
settings:
  setting                           { $$ = build_add_setting(p, build_list(p), &$1); }
| settings "," setting              { $$ = build_add_setting(p, $1, &$3); }
;

setting:
  name DEFINE expr                  { $$ = (ast_setting){.where = @$, .name = build_name(&$1), .expr = build_no_query(p, $3)}; }
| name DEFINE WORD type_words       { $$ = build_type_setting(p, &$1, span_join(@3, @4)); (void)$3; }
| name LINKS name                   { $$ = (ast_setting){.where = @$, .name = build_name(&$1), .links = true, .target = build_name(&$3)}; }
;

name:
  WORD
| QUOTED_NAME
;

/* ---- Queries ---- */

/* query = source { clause } */
query:
  source                            { $$ = build_query(p, &$1); }
| query clause                      { $$ = build_add_clause(p, $1, $2, false); }
| query "|" clause                  { $$ = build_add_clause(p, $1, $3, true); }
| query error                       { $$ = build_add_clause(p, $1, build_bad_clause(p, @2), false);
                                      if (syntax_begins_anew(p)) yyerrok; }
;

/* source = name | "(" query ")" | nothing, before the first clause of a statement, an explain, why or say, or a let, and behind explain, why and say alone */
source:
  other_source
| LAST_QUERY                        { $$ = (ast_source){.kind = AST_FROM_LAST, .where = @1}; }
;

other_source:
  name                              { $$ = build_source(&$1); }
| "(" query ")"                     { $$ = build_source_query(p, @$, $2); }
| "(" error ")"                     { $$ = build_source_query(p, @$, NULL); }
;

/* A query where values or operands may stand: it is known by its clause. inner_query = source clause { clause } */
inner_query:
  inner_source clause               { $$ = build_add_clause(p, build_query(p, &$1), $2, false); }
| inner_source "|" clause           { $$ = build_add_clause(p, build_query(p, &$1), $3, true); }
| inner_query clause                { $$ = build_add_clause(p, $1, $2, false); }
| inner_query "|" clause            { $$ = build_add_clause(p, $1, $3, true); }
;

inner_source:
  name                              { $$ = build_source(&$1); }
| "(" inner_query ")"               { $$ = build_source_query(p, @$, $2); }
;

/* ---- Clauses ---- */

/* clause = WHERE expr | SELECT … | ADD … | DROP … | RENAME … | SORT BY … | FIRST n | LAST n | LIMIT n [ OFFSET m ] | TOP … | DISTINCT [ BY … ]
 *        | GROUP BY … | PIVOT keys | COUNT [ BY … ] | SHOW … | EXPAND f [ IN v ] | [ LEFT ] JOIN q [ AS n ] ON expr
 *        | APPEND q | EXCEPT q | INTERSECT q | TO …
 * pivot and show are taken into the group by before them by build_add_clause. */
clause:
  WHERE expr                        { $$ = build_clause(p, AST_WHERE, @$, &$1); $$->expr = build_no_query(p, $2); }
| SELECT select_items               { $$ = build_clause(p, AST_SELECT, @$, &$1); $$->items = build_items($2); }
| ADD add_items                     { $$ = build_clause(p, AST_ADD, @$, &$1); $$->items = build_items($2); }
| DROP columns                      { $$ = build_clause(p, AST_DROP, @$, &$1); $$->items = build_items($2); }
| RENAME renames                    { $$ = build_clause(p, AST_RENAME, @$, &$1); $$->items = build_items($2); }
| SORT_BY sort_items                { $$ = build_clause(p, AST_SORT, @$, &$1); $$->items = build_items($2); }
| FIRST number                      { $$ = build_clause(p, AST_FIRST, @$, &$1); $$->expr = $2; }
| LAST number                       { $$ = build_clause(p, AST_LAST, @$, &$1); $$->expr = $2; }
| LIMIT number                      { $$ = build_clause(p, AST_LIMIT, @$, &$1); $$->expr = $2; }
| LIMIT number OFFSET number        { $$ = build_clause(p, AST_LIMIT, @$, &$1); $$->expr = $2; $$->offset = $4; }
| TOP number BY expr ties           { $$ = build_clause(p, AST_TOP, @$, &$1); $$->expr = $2; $$->by = build_no_query(p, $4);
                                      $$->with_ties = $5.kind == TOK_WITH_TIES; }
| TOP number BY expr PER operands ties
                                    { $$ = build_clause(p, AST_TOP, @$, &$1); $$->expr = $2; $$->by = build_no_query(p, $4);
                                      build_top_keys(p, $$, $6); $$->with_ties = $7.kind == TOK_WITH_TIES; }
| DISTINCT                          { $$ = build_clause(p, AST_DISTINCT, @$, &$1); }
| DISTINCT BY expr_items            { $$ = build_clause(p, AST_DISTINCT, @$, &$1); $$->items = build_items($3); }
| GROUP_BY keys                     { $$ = build_clause(p, AST_GROUP, @$, &$1); $$->items = build_items($2); }
| PIVOT keys                        { $$ = build_pivot(p, @$, &$1, $2); }
| COUNT                             { $$ = build_clause(p, AST_COUNT, @$, &$1); }
| COUNT BY keys                     { $$ = build_clause(p, AST_COUNT, @$, &$1); $$->items = build_items($3); }
| SHOW show_items                   { $$ = build_clause(p, AST_SHOW, @$, &$1); $$->items = build_items($2); }
| EXPAND path                       { $$ = build_clause(p, AST_EXPAND, @$, &$1); $$->expr = build_no_query(p, $2); }
| EXPAND path IN value              { $$ = build_clause(p, AST_EXPAND, @$, &$1); $$->expr = build_no_query(p, $2); $$->in = build_in(p, $4); }
| JOIN other_source ON expr         { $$ = build_join(p, @$, &$1, &$2, NULL, $4); }
| JOIN other_source AS name ON expr { $$ = build_join(p, @$, &$1, &$2, &$4, $6); }
| LEFT_JOIN other_source ON expr    { $$ = build_join(p, @$, &$1, &$2, NULL, $4); }
| LEFT_JOIN other_source AS name ON expr
                                    { $$ = build_join(p, @$, &$1, &$2, &$4, $6); }
| APPEND other_source               { $$ = build_clause(p, AST_APPEND, @$, &$1); $$->source = $2; }
| EXCEPT other_source               { $$ = build_clause(p, AST_EXCEPT, @$, &$1); $$->source = $2; }
| INTERSECT other_source            { $$ = build_clause(p, AST_INTERSECT, @$, &$1); $$->source = $2; }
| to
;

/* to = TO [ format { option } ] [ "file" ], not both left out */
to:
  TO WORD options                   { $$ = build_to(p, @$, &$1, &$2, $3, NULL); }
| TO WORD options STRING            { $$ = build_to(p, @$, &$1, &$2, $3, &$4); }
| TO STRING                         { $$ = build_to(p, @$, &$1, NULL, build_list(p), &$2); }
;

/* option = word [ "=" literal ] */
options:
  %empty                            { $$ = build_list(p); }
| options WORD                      { $$ = build_add_option(p, $1, @2, &$2, NULL); }
| options WORD "=" option_value     { $$ = build_add_option(p, $1, span_join(@2, @4), &$2, $4); }
;

option_value:
  WORD                              { $$ = build_value(build_literal(p, @$, &$1, NULL, NULL)); }
| NUMBER                            { $$ = build_value(build_literal(p, @$, &$1, NULL, NULL)); }
| DATE                              { $$ = build_value(build_literal(p, @$, &$1, NULL, NULL)); }
| STRING                            { $$ = build_value(build_string(p, &$1)); }
| VARIABLE                          { $$ = build_value(build_variable(p, &$1)); }
;

/* number = 12 | $n */
number:
  NUMBER                            { $$ = build_literal(p, @$, &$1, NULL, NULL); }
| VARIABLE                          { $$ = build_variable(p, &$1); }
;

ties:
  %empty                            { $$ = (token){0}; }
| WITH_TIES
;

/* ---- Items of clauses ---- */

/* select_items = select_item { "," select_item }, select_item = "*" | expr [ AS name ] */
select_items:
  select_item                       { $$ = build_add_item(p, build_list(p), $1); }
| select_items "," select_item      { $$ = build_add_item(p, $1, $3); }
;

select_item:
  "*"                               { $$ = build_item(p, @$, NULL, NULL); (void)$1; }
| expr                              { $$ = build_item(p, @$, $1, NULL); }
| expr AS name                      { $$ = build_item(p, @$, $1, &$3); }
;

/* add_items = add_item { "," add_item }, add_item = name "=" expr [ PER operand { "," operand } ] */
add_items:
  add_item                          { $$ = build_add_item(p, build_list(p), $1); }
| add_items ITEM_COMMA add_item     { $$ = build_add_item(p, $1, $3); }
;

add_item:
  name DEFINE expr                  { $$ = build_item(p, @$, $3, &$1); }
| name DEFINE expr PER operands     { $$ = build_item(p, @$, $3, &$1); $$->per = $5->items; $$->per_count = $5->count; }
;

operands:
  operand                           { $$ = build_add_expr(p, build_list(p), build_no_query(p, $1)); }
| operands "," operand              { $$ = build_add_expr(p, $1, build_no_query(p, $3)); }
;

/* columns = column { "," column }, column = name { .name } */
columns:
  column                            { $$ = build_add_item(p, build_list(p), build_item(p, @1, $1, NULL)); }
| columns "," column                { $$ = build_add_item(p, $1, build_item(p, @3, $3, NULL)); }
;

column:
  name                              { $$ = build_name_expr(p, &$1); }
| column PATH                       { $$ = build_path(p, @$, $1, &$2); }
;

/* renames = column AS name { "," column AS name } */
renames:
  column AS name                    { $$ = build_add_item(p, build_list(p), build_item(p, @$, $1, &$3)); }
| renames "," column AS name        { $$ = build_add_item(p, $1, build_item(p, span_join(@3, @5), $3, &$5)); }
;

/* sort_items = expr [ ASC | DESC ] { "," … } */
sort_items:
  sort_item                         { $$ = build_add_item(p, build_list(p), $<item>1); }
| sort_items "," sort_item          { $$ = build_add_item(p, $1, $<item>3); }
;

sort_item:
  expr                              { $<item>$ = build_item(p, @$, $1, NULL); }
| expr ASC                          { $<item>$ = build_item(p, @$, $1, NULL); $<item>$->has_direction = true; (void)$2; }
| expr DESC                         { $<item>$ = build_item(p, @$, $1, NULL); $<item>$->has_direction = $<item>$->descending = true; (void)$2; }
;

/* expr_items = expr { "," expr } */
expr_items:
  expr                              { $$ = build_add_item(p, build_list(p), build_item(p, @1, $1, NULL)); }
| expr_items "," expr               { $$ = build_add_item(p, $1, build_item(p, @3, $3, NULL)); }
;

/* keys = key { "," key }, key = expr [ AS name ] [ IN value ]; `k in V` without AS comes as a comparison (build_key) */
keys:
  key                               { $$ = build_add_item(p, build_list(p), $1); }
| keys "," key                      { $$ = build_add_item(p, $1, $3); }
;

key:
  expr                              { $$ = build_key(p, @$, $1, NULL, NULL); }
| expr AS name                      { $$ = build_key(p, @$, $1, &$3, NULL); }
| expr AS name IN value             { $$ = build_key(p, @$, $1, &$3, $5); }
;

/* show_items = expr [ AS name ] { "," … } */
show_items:
  expr                              { $$ = build_add_item(p, build_list(p), build_item(p, @1, $1, NULL)); }
| expr AS name                      { $$ = build_add_item(p, build_list(p), build_item(p, @$, $1, &$3)); }
| show_items "," expr               { $$ = build_add_item(p, $1, build_item(p, @3, $3, NULL)); }
| show_items "," expr AS name       { $$ = build_add_item(p, $1, build_item(p, span_join(@3, @5), $3, &$5)); }
;

/* ---- Expressions: a bare word is a field ---- */

/* expr = or_expr | IF expr THEN expr ELSE expr */
expr:
  or_expr
| IF expr THEN expr ELSE expr       { $$ = build_if(p, @$, $2, $4, $6); }
;

/* or_expr = and_expr { OR and_expr } */
or_expr:
  and_expr
| or_expr OR and_expr               { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* and_expr = not_expr { AND not_expr } */
and_expr:
  not_expr
| and_expr AND not_expr             { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* not_expr = { NOT } comparison */
not_expr:
  comparison
| NOT not_expr                      { $$ = build_not(p, @$, build_no_query(p, $2)); }
;

/* comparison = operand [ operator value | IS [ NOT ] ( MISSING | KNOWN ) ]; behind the `on` of a join the right side is an operand, too */
comparison:
  operand
| operand "=" value                 { $$ = build_compare(p, @$, $1, NULL, &$2, $3); }
| operand COMPARE value             { $$ = build_compare(p, @$, $1, NULL, &$2, $3); }
| operand TEST value                { $$ = build_compare(p, @$, $1, NULL, &$2, $3); }
| operand NOT TEST value            { $$ = build_compare(p, @$, $1, &$2, &$3, $4); }
| operand IN value                  { $$ = build_compare(p, @$, $1, NULL, &$2, $3); }
| operand NOT IN value              { $$ = build_compare(p, @$, $1, &$2, &$3, $4); }
| operand MATCHES pattern           { $$ = build_compare(p, @$, $1, NULL, &$2, $3); }
| operand NOT MATCHES pattern       { $$ = build_compare(p, @$, $1, &$2, &$3, $4); }
| operand JOIN_COMPARE operand      { $$ = build_compare(p, @$, $1, NULL, &$2, $3); }
| operand JOIN_TEST operand         { $$ = build_compare(p, @$, $1, NULL, &$2, $3); }
| operand JOIN_TEST join_list       { $$ = build_compare(p, @$, $1, NULL, &$2, $3); }
| operand NOT JOIN_TEST operand     { $$ = build_compare(p, @$, $1, &$2, &$3, $4); }
| operand NOT JOIN_TEST join_list   { $$ = build_compare(p, @$, $1, &$2, &$3, $4); }
| operand IS known_or_missing       { $$ = build_is(p, @$, $1, NULL, &$3); (void)$2; }
| operand IS NOT known_or_missing   { $$ = build_is(p, @$, $1, &$3, &$4); (void)$2; }
;

known_or_missing:
  KNOWN
| MISSING
;

/* join_list = "(" expr "," expr { "," expr } ")" */
join_list:
  "(" expr "," expressions ")"      { $$ = build_join_list(p, @$, $2, $4); }
;

expressions:
  expr                              { $$ = build_add_expr(p, build_list(p), $1); }
| expressions "," expr              { $$ = build_add_expr(p, $1, $3); }
;

/* pattern = /re/ | "re" | $re */
pattern:
  REGEX                             { $$ = build_regex(p, &$1); }
| STRING                            { $$ = build_value(build_string(p, &$1)); }
| VARIABLE                          { $$ = build_value(build_variable(p, &$1)); }
;

/* operand = additive [ "??" operand ] */
operand:
  additive
| additive "??" operand             { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* additive = product { ( "+" | "-" ) product } */
additive:
  product
| additive "+" product              { $$ = build_binary(p, @$, $1, &$2, $3); }
| additive "-" product              { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* product = common { ( "*" | "/" ) common } */
product:
  common
| product "*" common                { $$ = build_binary(p, @$, $1, &$2, $3); }
| product "/" common                { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* common = signed { "&" signed } */
common:
  signed
| common "&" signed                 { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* signed = { "-" } range */
signed:
  range
| "-" signed                        { $$ = build_negate(p, @$, $2); (void)$1; }
;

/* range = path | path ".." [ path ] | ".." path */
range:
  path
| path ".."                         { $$ = build_range(p, @$, $1, NULL); (void)$2; }
| path ".." path                    { $$ = build_range(p, @$, $1, $3); (void)$2; }
| ".." path                         { $$ = build_range(p, @$, NULL, $2); (void)$1; }
;

/* path = primary { .name [ VIA name ] } */
path:
  primary
| path PATH                         { $$ = build_path(p, @$, $1, &$2); }
| path PATH VIA name                { $$ = build_via(@$, build_path(p, @$, $1, &$2), &$4); (void)$3; }
;

/* primary = name [ VIA name ] | literal | "text" | $name | .name | call | "(" expr ")" */
primary:
  name                              { $$ = build_name_expr(p, &$1); }
| name VIA name                     { $$ = build_via(@$, build_name_expr(p, &$1), &$3); (void)$2; }
| literal
| STRING                            { $$ = build_string(p, &$1); }
| VARIABLE                          { $$ = build_variable(p, &$1); }
| FIELD                             { $$ = build_field(p, &$1); }
| call
| "(" expr ")"                      { $$ = build_paren(p, @$, $2); }
| "(" inner_query ")"               { $$ = build_query_expr(p, @$, $2); }
| "(" error ")"                     { $$ = build_bad(p, @$); }
;

/* literal = 12 | 3 days | EUR 3M | 2025-10 | this week | last 90 days */
literal:
  NUMBER                            { $$ = build_literal(p, @$, &$1, NULL, NULL); }
| NUMBER WORD                       { $$ = build_literal(p, @$, &$1, &$2, NULL); }
| WORD NUMBER                       { $$ = build_literal(p, @$, &$1, &$2, NULL); }
| DATE                              { $$ = build_literal(p, @$, &$1, NULL, NULL); }
| RELATIVE WORD                     { $$ = build_literal(p, @$, &$1, &$2, NULL); }
| RELATIVE NUMBER WORD              { $$ = build_literal(p, @$, &$1, &$2, &$3); }
;

/* call = name"(" [ expr { "," expr } ] ")" | count distinct "(" expr ")" */
call:
  CALL "(" arguments ")"            { $$ = build_call(p, @$, &$1, $3, false); }
| CALL "(" error ")"                { $$ = build_bad(p, @$); (void)$1; }
| WORD DISTINCT_OF "(" expr ")"     { $$ = build_call(p, @$, &$1, build_add_expr(p, build_list(p), $4), true); (void)$2; }
;

arguments:
  %empty                            { $$ = build_list(p); }
| expressions
;

/* ---- Values: a bare word is text ---- */

/* value = value_additive [ "??" value ] */
value:
  value_additive
| value_additive "??" value         { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* value_additive = value_product { ( "+" | "-" ) value_product } */
value_additive:
  value_product
| value_additive "+" value_product  { $$ = build_binary(p, @$, $1, &$2, $3); }
| value_additive "-" value_product  { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* value_product = value_common { ( "*" | "/" ) value_common } */
value_product:
  value_common
| value_product "*" value_common    { $$ = build_binary(p, @$, $1, &$2, $3); }
| value_product "/" value_common    { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* value_common = value_signed { "&" value_signed } */
value_common:
  value_signed
| value_common "&" value_signed     { $$ = build_binary(p, @$, $1, &$2, $3); }
;

/* value_signed = { "-" } value_range */
value_signed:
  value_range
| "-" value_signed                  { $$ = build_negate(p, @$, $2); (void)$1; }
;

/* value_range = value_term | value_term ".." [ value_bound ] | ".." value_bound */
value_range:
  value_term
| value_term ".."                   { $$ = build_value(build_range(p, @$, $1, NULL)); (void)$2; }
| value_term ".." value_bound       { $$ = build_value(build_range(p, @$, $1, $3)); (void)$2; }
| ".." value_bound                  { $$ = build_value(build_range(p, @$, NULL, $2)); (void)$1; }
;

/* value_term = phrase | value_path | "(" value { "," value } ")" | "(" IF … ")" | "(" query ")"; phrase = word { word } */
value_term:
  words                             { $$ = build_value(build_phrase(p, @$, $1)); }
| wrong_path                        { $$ = build_wrong_path(p, @$); (void)$1; }
| value_path
| "(" values ")"                    { $$ = build_value(build_brackets(p, @$, $2)); }
| "(" value_if ")"                  { $$ = build_value(build_paren(p, @$, $2)); }
| "(" inner_query ")"               { $$ = build_query_expr(p, @$, $2); }
| "(" error ")"                     { $$ = build_bad(p, @$); }
;

wrong_path:
  words PATH                        { $$ = NULL; (void)$1; (void)$2; }
| wrong_path PATH                   { $$ = $1; (void)$2; }
;

values:
  value                             { $$ = build_add_expr(p, build_list(p), $1); }
| values "," value                  { $$ = build_add_expr(p, $1, $3); }
;

/* value_if = IF expr THEN value_branch ELSE value_branch, in brackets only */
value_if:
  IF expr THEN value_branch ELSE value_branch
                                    { $$ = build_value(build_if(p, @$, $2, $4, $6)); (void)$1; }
;

value_branch:
  value
| value_if
;

/* value_path = ( "text" | $name | .name | call ) { .name } */
value_path:
  STRING                            { $$ = build_value(build_string(p, &$1)); }
| VARIABLE                          { $$ = build_value(build_variable(p, &$1)); }
| FIELD                             { $$ = build_value(build_field(p, &$1)); }
| QUOTED_NAME                       { $$ = build_value(build_field(p, &$1)); }
| call                              { $$ = build_value($1); }
| value_path PATH                   { $$ = build_path(p, @$, $1, &$2); }
;

/* value_bound = value_path | a single literal: a clause word after `..` begins a clause */
value_bound:
  value_path
| step_word                         { $$ = build_value(build_literal(p, @$, &$1, NULL, NULL)); }
| NUMBER WORD                       { $$ = build_value(build_literal(p, @$, &$1, &$2, NULL)); }
| WORD NUMBER                       { $$ = build_value(build_literal(p, @$, &$1, &$2, NULL)); }
| RELATIVE WORD                     { $$ = build_value(build_literal(p, @$, &$1, &$2, NULL)); }
| RELATIVE NUMBER WORD              { $$ = build_value(build_literal(p, @$, &$1, &$2, &$3)); }
;

step_word:
  WORD
| NUMBER
| DATE
;

words:
  step_word                         { $$ = build_add_word(p, build_list(p), &$1); }
| words step_word                   { $$ = build_add_word(p, $1, &$2); }
;

%%

/* The grammar's number for each role; 0 for a kind that never comes as it is (the filter gives it another role). */
#define KIND(name) [TOK_##name] = T_##name
#define ROLE(name) [ROLE_##name] = T_##name
static const short TOKENS[ROLE_KINDS] = {
    KIND(WORD), KIND(NUMBER), KIND(DATE), KIND(QUOTED_NAME), KIND(STRING), KIND(VARIABLE), KIND(FIELD), KIND(PATH),
    KIND(CALL), KIND(REGEX), KIND(LPAREN), KIND(RPAREN), KIND(COMMA), KIND(COLON), KIND(PIPE), KIND(PLUS), KIND(MINUS),
    KIND(STAR), KIND(SLASH), KIND(COMMON), KIND(OTHER), KIND(RANGE), KIND(EQ),
#define KEYWORD(id, first, second, class, traits, help) KIND(id),
#include "lexer/keywords.def"
#undef KEYWORD
    ROLE(END), ROLE(LAST_QUERY), ROLE(ITEM_COMMA), ROLE(DEFINE), ROLE(COMPARE), ROLE(TEST), ROLE(JOIN_COMPARE),
    ROLE(JOIN_TEST), ROLE(RELATIVE), ROLE(DISTINCT_OF), ROLE(SHOW_LIST),
};

static int grammar_lex(YYSTYPE *value, YYLTYPE *where, parsing *p)
{
    if (!syntax_next(p))
        return T_YYEOF;
    value->tok = p->current.t;
    *where = p->current.t.where;
    if (p->spot && p->f.ended) /* a mistake for sure: the grammar then says what could have stood there */
        return spot_reached(p) ? T_UNPLACED : T_YYEOF;
    if (p->spot)
        spot_pass(p);
    int code = TOKENS[p->current.role];
    return code || p->current.role == TOK_EOF ? code : T_UNPLACED; /* 0 is the end */
}

/* Bison tells of a stack that cannot grow; mistakes of syntax go to yyreport_syntax_error. */
static void grammar_error(YYLTYPE *where, parsing *p, const char *message)
{
    syntax_exhausted(p, *where, message == TOO_DEEP);
}

static int yyreport_syntax_error(const yypcontext_t *context, parsing *p)
{
    yysymbol_kind_t symbols[YYNTOKENS];
    bool expected[ROLE_KINDS] = {false};
    int count = yypcontext_expected_tokens(context, symbols, YYNTOKENS);
    if (count < 0)
        return count;
    for (int i = 0; i < count; i++)
        for (unsigned role = 0; role < ROLE_KINDS; role++)
            expected[role] = expected[role] || (TOKENS[role] && YYTRANSLATE(TOKENS[role]) == symbols[i]);
    if (p->spot && p->f.ended)
        spot_take(p, expected);
    else
        syntax_report(p, expected);
    return 0;
}

int syntax_run(parsing *p)
{
    return grammar_parse(p);
}
