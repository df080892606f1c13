/* The nodes of expressions. */
#include "parser/build.h"

#include "lexer/keywords.h"
#include "parser/build_node.h"

/* ---- Leaves ---- */

/* 99999999999999999999 where a field could stand. */
static void refuse_large(parsing *p, const token *t)
{
    size_t digits = 0;
    for (size_t i = 0; i < t->text.n; i++)
        digits += (t->text.p[i] >= '0' && t->text.p[i] <= '9') || t->text.p[i] == '_';
    if (t->kind != TOK_WORD || digits == 0 || digits < t->text.n || t->text.p[0] == '_' || !filter_may_report(&p->f))
        return;
    diag *d = diag_add(p->bag, E_BAD_NUMBER, p->from, t->where, "this number is too large");
    diag_expect(p->bag, d, "at most 18 digits before the point");
}

ast_expr *build_name_expr(parsing *p, const token *t)
{
    refuse_large(p, t);
    ast_expr *e = build_node(p, AST_NAME, t->where);
    e->name = build_name(t);
    return e;
}

ast_expr *build_via(span where, ast_expr *e, const token *link)
{
    e->where = where;
    e->has_via = true;
    e->via = build_name(link);
    return e;
}

ast_expr *build_field(parsing *p, const token *t)
{
    ast_expr *e = build_name_expr(p, t);
    e->kind = AST_FIELD;
    return e;
}

ast_expr *build_variable(parsing *p, const token *t)
{
    ast_expr *e = build_name_expr(p, t);
    e->kind = AST_VAR;
    return e;
}

ast_expr *build_string(parsing *p, const token *t)
{
    ast_expr *e = build_node(p, AST_STRING, t->where);
    e->text = t->text;
    e->raw = t->raw;
    return e;
}

ast_expr *build_regex(parsing *p, const token *t)
{
    ast_expr *e = build_node(p, AST_REGEX, t->where);
    e->text = t->text;
    e->ignore_case = t->ignore_case;
    return e;
}

ast_expr *build_phrase(parsing *p, span where, list *words)
{
    ast_expr *e = build_node(p, AST_PHRASE, where);
    e->words = words->items;
    e->word_count = words->count;
    return e;
}

ast_expr *build_literal(parsing *p, span where, const token *a, const token *b, const token *c)
{
    list *words = build_list(p);
    build_add_word(p, words, a);
    if (b)
        build_add_word(p, words, b);
    if (c)
        build_add_word(p, words, c);
    return build_phrase(p, where, words);
}

ast_expr *build_bad(parsing *p, span where)
{
    return build_node(p, AST_BAD, where);
}

/* ---- Inner nodes ---- */

static unsigned higher(unsigned a, const ast_expr *e)
{
    return e && e->height > a ? e->height : a;
}

static ast_expr *inner(parsing *p, ast_kind kind, span where, ast_expr *left, ast_expr *right)
{
    ast_expr *e = build_node(p, kind, where);
    e->left = left;
    e->right = right;
    e->height = build_height(p, where, higher(higher(0, left), right));
    return e;
}

ast_expr *build_path(parsing *p, span where, ast_expr *base, const token *step)
{
    ast_expr *e = inner(p, AST_PATH, where, base, NULL);
    e->name = build_name(step);
    e->value_position = base->value_position;
    return e;
}

/* `Moldova to moldova.ics`: a value, and a file's name without its quotes. */
static bool told_file(parsing *p, diag *d, str text)
{
    size_t to = str_find(text, STR(" to ")), dot = str_find(text, STR("."));
    bool file = to != SIZE_MAX && dot != SIZE_MAX && dot > to && format_known((str){text.p + dot + 1, text.n - dot - 1});
    size_t behind = to + STR(" to ").n;
    if (file)
        diag_hint(p->bag, d, "a file's name stands in quotes: `%.*s to \"%.*s\"`", (int)to, text.p, (int)(text.n - behind),
                  text.p + behind);
    return file;
}

ast_expr *build_wrong_path(parsing *p, span where)
{
    str text = build_shown(p, source_slice(p->from, where));
    if (filter_may_report(&p->f)) {
        diag *d = diag_add(p->bag, E_FIELD_AS_VALUE, p->from, where, "\"%.*s\" stands where a value is wanted, and has a dot in it",
                           STR_ARG(text));
        diag_expect(p->bag, d, "a value; or a field, with a dot before it");
        if (told_file(p, d, text))
            return build_bad(p, where);
        diag_hint(p->bag, d, "the field: `.%.*s`", STR_ARG(text));
        diag_hint(p->bag, d, "the text: `\"%.*s\"`", STR_ARG(text));
    }
    return build_bad(p, where);
}

static void refuse_query(parsing *p, const ast_expr *e)
{
    if (!e || e->kind != AST_QUERY || !filter_may_report(&p->f))
        return;
    diag *d = diag_add(p->bag, E_QUERY_AS_VALUE, p->from, e->where, "a query in brackets is not a value");
    diag_expect(p->bag, d, "a value: a literal, a field, a call");
    diag_hint(p->bag, d,
              "ask for the value first, then write it, for example: `projects show avg(budget)`, and `projects where budget > EUR 3M`");
}

ast_expr *build_no_query(parsing *p, ast_expr *e)
{
    refuse_query(p, e);
    return e;
}

ast_expr *build_range(parsing *p, span where, ast_expr *from, ast_expr *to)
{
    refuse_query(p, from);
    refuse_query(p, to);
    ast_expr *e = inner(p, AST_RANGE, where, from, to);
    e->value_position = from ? from->value_position : to->value_position;
    return e;
}

static void set_items(parsing *p, ast_expr *e, const list *items)
{
    e->items = items->items;
    e->item_count = items->count;
    unsigned beneath = 0;
    for (size_t i = 0; i < items->count; i++) {
        refuse_query(p, e->items[i]);
        beneath = higher(beneath, e->items[i]);
    }
    e->height = build_height(p, e->where, beneath);
}

ast_expr *build_call(parsing *p, span where, const token *name, list *arguments, bool distinct)
{
    ast_expr *e = build_node(p, AST_CALL, where);
    e->name = build_name(name);
    e->distinct = distinct;
    set_items(p, e, arguments);
    return e;
}

ast_expr *build_not(parsing *p, span where, ast_expr *operand)
{
    return inner(p, AST_NOT, where, operand, NULL);
}

ast_expr *build_if(parsing *p, span where, ast_expr *condition, ast_expr *yes, ast_expr *no)
{
    refuse_query(p, yes);
    refuse_query(p, no);
    ast_expr *e = inner(p, AST_IF, where, yes, no);
    e->condition = condition;
    if (condition->height >= e->height)
        e->height = build_height(p, where, condition->height);
    return e;
}

ast_expr *build_paren(parsing *p, span where, ast_expr *e)
{
    refuse_query(p, e);
    return inner(p, AST_PAREN, where, e, NULL);
}

ast_expr *build_brackets(parsing *p, span where, list *items)
{
    if (items->count == 1)
        return build_paren(p, where, *(ast_expr **)items->items);
    ast_expr *e = build_node(p, AST_LIST, where);
    set_items(p, e, items);
    return e;
}

ast_expr *build_join_list(parsing *p, span where, ast_expr *first, list *rest)
{
    list *items = build_add_expr(p, build_list(p), first);
    for (size_t i = 0; i < rest->count; i++)
        build_add_expr(p, items, ((ast_expr **)rest->items)[i]);
    return build_brackets(p, where, items);
}

ast_expr *build_query_expr(parsing *p, span where, ast_query *q)
{
    ast_expr *e = build_node(p, AST_QUERY, where);
    e->query = q;
    e->height = build_height(p, where, q->height);
    return e;
}

ast_expr *build_value(ast_expr *e)
{
    e->value_position = true;
    return e;
}

/* ---- Operators ---- */

typedef struct operator_row {
    token_kind kind;
    ast_op op;
    bool negated;
} operator_row;

static const operator_row OPERATORS[] = {
    {TOK_PLUS, AST_OP_ADD, false},        {TOK_MINUS, AST_OP_SUB, false},
    {TOK_STAR, AST_OP_MUL, false},        {TOK_SLASH, AST_OP_DIV, false},
    {TOK_COMMON, AST_OP_COMMON, false},   {TOK_OTHER, AST_OP_ELSE, false},
    {TOK_AND, AST_OP_AND, false},         {TOK_OR, AST_OP_OR, false},
    {TOK_EQ, AST_OP_EQ, false},           {TOK_NE, AST_OP_EQ, true},
    {TOK_SAME, AST_OP_SAME, false},       {TOK_NOT_SAME, AST_OP_SAME, true},
    {TOK_LIKE, AST_OP_LIKE, false},       {TOK_NOT_LIKE, AST_OP_LIKE, true},
    {TOK_LT, AST_OP_LT, false},           {TOK_LE, AST_OP_LE, false},
    {TOK_GT, AST_OP_GT, false},           {TOK_GE, AST_OP_GE, false},
    {TOK_IN, AST_OP_IN, false},           {TOK_OVERLAPS, AST_OP_OVERLAPS, false},
    {TOK_WITHIN, AST_OP_WITHIN, false},   {TOK_CONTAINS, AST_OP_CONTAINS, false},
    {TOK_MATCHES, AST_OP_MATCHES, false}, {TOK_HAS_ALL, AST_OP_HAS_ALL, false},
    {TOK_ONLY, AST_OP_ONLY, false},       {TOK_MISSING, AST_OP_MISSING, false},
    {TOK_KNOWN, AST_OP_KNOWN, false},
};

static void set_operator(ast_expr *e, const token *operator, const token * not)
{
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        if (OPERATORS[i].kind == operator->kind) {
            e->op = OPERATORS[i].op;
            e->negated = OPERATORS[i].negated;
        }
    }
    e->op_where = operator->where;
    if (not ) {
        e->negated = true;
        e->op_where = span_join(not ->where, operator->where);
    }
}

/* The only word of a text right of a comparison, or empty. */
static str lone_word(const ast_expr *e)
{
    bool lone = e->kind == AST_PHRASE && e->value_position && e->word_count == 1 && e->words[0].kind == AST_WORD_TEXT;
    return lone ? e->words[0].text : (str){0};
}

/* `3days`, `30d`: the number, and the unit that is meant. NULL if it is not such a word. */
static const char *stuck_unit(str word, str *number)
{
    static const char *const units[] = {"day", "week", "month", "quarter", "year"};
    size_t n = 0;
    while (n < word.n && word.p[n] >= '0' && word.p[n] <= '9')
        n++;
    *number = (str){word.p, n};
    str unit = {word.p + n, word.n - n};
    if (unit.n > 0 && (unit.p[unit.n - 1] == 's' || unit.p[unit.n - 1] == 'S'))
        unit.n--;
    for (size_t i = 0; n > 0 && i < sizeof units / sizeof *units; i++) {
        str name = str_of(units[i]);
        bool letter = unit.n == 1 && str_equal_nocase(unit, (str){name.p, 1}) && name.p[0] != 'm';
        if (letter || str_equal_nocase(unit, name))
            return units[i];
    }
    return NULL;
}

/* `today - 3days`, `-30d`: subtraction from what is no text. True if it was told. */
static bool refuse_stuck(parsing *p, span where, str from, str word)
{
    str number;
    const char *unit = stuck_unit(word, &number);
    if (!unit || !filter_may_report(&p->f))
        return false;
    const char *many = str_equal(number, STR("1")) ? "" : "s";
    diag *d = diag_add(p->bag, E_SYNTAX, p->from, where, "\"%.*s\" is one word: there is no space before its unit", STR_ARG(word));
    diag_expect(p->bag, d, "a number, a space and a unit");
    diag_hint(p->bag, d, "write `%.*s - %.*s %s%s`", STR_ARG(from), STR_ARG(number), unit, many);
    return true;
}

/* `Kosovo* count`: a footnote mark. True if it was told. */
static bool refuse_mark(parsing *p, const ast_expr *left, const token *operator)
{
    bool text = left->kind == AST_PHRASE && left->value_position && left->words[left->word_count - 1].kind == AST_WORD_TEXT;
    if (operator->kind != TOK_STAR || operator->spaced || !text || !filter_may_report(&p->f))
        return false;
    str words = source_slice(p->from, left->where);
    diag *d = diag_add(p->bag, E_SYNTAX, p->from, operator->where, "\"*\" behind a text multiplies, and text cannot be multiplied");
    diag_expect(p->bag, d, "the text without its footnote mark");
    diag_hint(p->bag, d, "write `%.*s`; the text with its mark stands in quotes: `\"%.*s*\"`", STR_ARG(words), STR_ARG(words));
    return true;
}

ast_expr *build_binary(parsing *p, span where, ast_expr *left, const token *operator, ast_expr * right)
{
    str from = source_slice(p->from, left->where);
    bool stuck = operator->kind == TOK_MINUS && refuse_stuck(p, right->where, from, lone_word(right));
    if (stuck || refuse_mark(p, left, operator))
        return build_bad(p, where);
    refuse_query(p, left);
    refuse_query(p, right);
    ast_expr *e = inner(p, AST_BINARY, where, left, right);
    set_operator(e, operator, NULL);
    return e;
}

ast_expr *build_negate(parsing *p, span where, ast_expr *operand)
{
    if (refuse_stuck(p, where, STR("today"), lone_word(operand)))
        return build_bad(p, where);
    refuse_query(p, operand);
    return inner(p, AST_NEGATE, where, operand, NULL);
}

ast_expr *build_is(parsing *p, span where, ast_expr *left, const token * not, const token *operator)
{
    ast_expr *e = inner(p, AST_IS, where, left, NULL);
    set_operator(e, operator, not);
    e->op_where = (span){left->where.end, where.end};
    while (e->op_where.begin < e->op_where.end && p->from->text.p[e->op_where.begin] == ' ')
        e->op_where.begin++;
    return e;
}

void build_one_item_list(parsing *p, ast_expr *e)
{
    if (e->kind != AST_PAREN)
        return;
    list *items = build_add_expr(p, build_list(p), e->left);
    e->kind = AST_LIST;
    e->left = NULL;
    set_items(p, e, items);
}

/* `= missing`, `= null`: nothing is equal to what is not there. */
static void refuse_null(parsing *p, const ast_expr *e)
{
    const ast_expr *value = e->right;
    if (e->op != AST_OP_EQ && e->op != AST_OP_SAME)
        return;
    if (value->kind != AST_PHRASE || value->word_count != 1)
        return;
    str word = value->words[0].text;
    if (!str_equal_nocase(word, STR("missing")) && !str_equal_nocase(word, STR("null")) && !str_equal_nocase(word, STR("known")))
        return;
    if (!filter_may_report(&p->f))
        return;
    str left = build_shown(p, source_slice(p->from, e->left->where));
    bool known = str_equal_nocase(word, STR("known")) != e->negated;
    diag *d = diag_add(p->bag, E_NULL, p->from, (span){e->op_where.begin, value->where.end}, "nothing is equal to \"%.*s\"", STR_ARG(word));
    diag_expect(p->bag, d, "is missing, or is known");
    diag_hint(p->bag, d, "write `%.*s is %s`", STR_ARG(left), known ? "known" : "missing");
    diag_hint(p->bag, d, "for the word itself: `%.*s %s \"%.*s\"`", STR_ARG(left), e->negated ? "!=" : "=", STR_ARG(word));
}

ast_expr *build_compare(parsing *p, span where, ast_expr *left, const token * not, const token *operator, ast_expr * right)
{
    refuse_query(p, left);
    ast_expr *e = inner(p, AST_COMPARE, where, left, right);
    set_operator(e, operator, not);
    if (e->op == AST_OP_IN || e->op == AST_OP_HAS_ALL || e->op == AST_OP_ONLY)
        build_one_item_list(p, right);
    if (e->op != AST_OP_IN)
        refuse_query(p, right);
    refuse_null(p, e);
    return e;
}
