/* append, except, intersect: rows of two queries, column by column. */
#include "runtime/query/typed.h"
#include "runtime/query/clause.h"
#include "runtime/query/functions.h"
#include "runtime/query/query.h"
#include "runtime/query/words.h"

/* The shown columns of both sides, in the order of the first; their values have one type. */
typedef struct pairs {
    str *names;
    stored *origins;
    const plan_expr **mine, **others;
    size_t count;
} pairs;

static const visible *shown_column(const scope *s, str name)
{
    const visible *v = scope_find(s, name);
    return v && v->shown ? v : NULL;
}

/* ---- Columns that only one side has ---- */

/* `title, when`: shown columns of `s` that `other` also shows, or does not. */
static str columns(checker *k, const scope *s, const scope *other, bool common, size_t *count)
{
    sbuf b = {0};
    *count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->names[i].shown && (shown_column(other, s->names[i].name) != NULL) == common)
            sbuf_printf(&b, "%s%.*s", (*count)++ ? ", " : "", STR_ARG(s->names[i].name));
    return checker_take(k, &b);
}

/* Up to a select at its end, which another takes the place of. */
static str without_select(checker *k, const ast_query *q)
{
    const ast_clause *last = q->clause_count > 0 ? q->clauses[q->clause_count - 1] : NULL;
    span rows = q->where;
    if (last && last->kind == AST_SELECT)
        rows.end = last->where.begin;
    return str_trim(checker_written(k, rows));
}

/* `append (projects select name)`: the clause with other columns in its brackets. */
static void hint_select(checker *k, diag *d, const ast_clause *c, str select)
{
    str rows = c->source.kind == AST_FROM_NAME ? c->source.name.text : without_select(k, c->source.query);
    diag_hint(k->bag, d, "choose and name columns there: `%s (%.*s select %.*s)`", words_clause(c->kind), STR_ARG(rows), STR_ARG(select));
}

static void tell_columns(checker *k, const ast_clause *c, const scope *mine, const scope *others)
{
    size_t here, there, common;
    str only_here = columns(k, mine, others, false, &here), only_there = columns(k, others, mine, false, &there);
    str both = columns(k, mine, others, true, &common);
    diag *d;
    if (here > 0 && there > 0)
        d = diag_add(k->bag, E_COLUMNS_DIFFER, k->from, c->source.where, "these rows have %.*s, and those before have %.*s instead",
                     STR_ARG(only_there), STR_ARG(only_here));
    else if (there > 0)
        d = diag_add(k->bag, E_COLUMNS_DIFFER, k->from, c->source.where, "these rows have %.*s, which those before do not have",
                     STR_ARG(only_there));
    else
        d = diag_add(k->bag, E_COLUMNS_DIFFER, k->from, c->source.where, "these rows lack %.*s, which those before have",
                     STR_ARG(only_here));
    diag_expect(k->bag, d, "the same columns on both sides");
    if (there > 0 && here == 0)
        hint_select(k, d, c, both);
    else if (here == 1 && there == 1)
        hint_select(
            k, d, c,
            arena_printf(k->memory, "%.*s%s%.*s as %.*s", STR_ARG(both), common ? ", " : "", STR_ARG(only_there), STR_ARG(only_here)));
    if (here > 0 && common > 0)
        diag_hint(k->bag, d, "or keep on both sides what both have: `select %.*s`", STR_ARG(both));
}

/* ---- Types ---- */

static void tell_types(checker *k, const ast_clause *c, str name, type mine, type others)
{
    diag *d = diag_add(k->bag, E_COLUMNS_DIFFER, k->from, c->source.where, "%.*s is %.*s here, and %.*s in the rows before", STR_ARG(name),
                       STR_ARG(words_type(k, others)), STR_ARG(words_type(k, mine)));
    diag_expect(k->bag, d, "columns of one type");
    bool link_here = mine.kind == TYPE_LINK;
    if (mine.set != others.set)
        diag_hint(k->bag, d, "`expand %.*s` on the side that has sets makes a row of each element", STR_ARG(name));
    else if (link_here || others.kind == TYPE_LINK)
        diag_hint(k->bag, d, "make text of links%s: `select text(%.*s) as %.*s`", link_here ? " before this" : "", STR_ARG(name),
                  STR_ARG(name));
    else
        diag_hint(k->bag, d, "make text of both: `select text(%.*s) as %.*s`", STR_ARG(name), STR_ARG(name));
}

/* Whole numbers and numbers fit; nothing else that differs does. */
static bool one_type(checker *k, const plan_expr **mine, const plan_expr **others)
{
    type a = (*mine)->type, b = (*others)->type;
    if (type_equal(a, b))
        return true;
    bool numbers = (a.kind == TYPE_INT || a.kind == TYPE_NUMBER) && (b.kind == TYPE_INT || b.kind == TYPE_NUMBER);
    if (a.set != b.set || !numbers)
        return false;
    type number = a.kind == TYPE_NUMBER ? a : b;
    *mine = function_convert(k, *mine, number);
    *others = function_convert(k, *others, number);
    return true;
}

/* ---- Both sides ---- */

static bool add_pair(checker *k, const ast_clause *c, const scope *mine, const scope *others, size_t at, pairs *p)
{
    const visible *own = &mine->names[at], *other = shown_column(others, own->name);
    const plan_expr *a = scope_value(k, own, c->where), *b = scope_value(k, other, c->where);
    if (typed_is_nothing(a) || typed_is_nothing(b))
        return false;
    if (!one_type(k, &a, &b)) {
        tell_types(k, c, own->name, a->type, b->type);
        return false;
    }
    stored from = scope_origin(k, mine, a), too = scope_origin(k, others, b);
    p->names[p->count] = own->name;
    p->origins[p->count] = from.field == too.field ? from : (stored){0};
    p->mine[p->count] = a;
    p->others[p->count++] = b;
    return true;
}

/* False if they do not fit, which is told. */
static bool pair_columns(checker *k, const ast_clause *c, const scope *mine, const scope *others, pairs *p)
{
    size_t here, there;
    if (mine->open || others->open)
        return false;
    columns(k, mine, others, false, &here);
    columns(k, others, mine, false, &there);
    if (here > 0 || there > 0) {
        tell_columns(k, c, mine, others);
        return false;
    }
    *p = (pairs){.names = ARENA_ARRAY(k->memory, mine->count, str),
                 .origins = ARENA_ARRAY(k->memory, mine->count, stored),
                 .mine = ARENA_ARRAY(k->memory, mine->count, const plan_expr *),
                 .others = ARENA_ARRAY(k->memory, mine->count, const plan_expr *)};
    if (!p->names || !p->origins || !p->mine || !p->others)
        return false;
    bool ok = true;
    for (size_t i = 0; i < mine->count; i++)
        if (mine->names[i].shown)
            ok &= add_pair(k, c, mine, others, i, p);
    return ok;
}

static plan *combine(checker *k, const ast_clause *c, plan_kind kind, scope *s, const scope *others, const pairs *p)
{
    plan *made = clause_plan(k, s, kind, c);
    if (!made)
        return NULL;
    made->other = others->root;
    made->columns = p->mine;
    made->other_columns = p->others;
    made->column_count = p->count;
    return made;
}

/* ---- append ---- */

static bool same_name(checker *k, const ast_clause *c, const visible *a, const visible *b)
{
    if (a->shown != b->shown || (a->computed || b->computed ? a->computed != b->computed : false))
        return false;
    return (a->computed && !a->expr && !b->expr) || typed_same(scope_value(k, a, c->where), scope_value(k, b, c->where));
}

/* Are both sides rows of one collection, by whose fields every name means the same? */
static bool same_rows(checker *k, const ast_clause *c, const scope *mine, const scope *others)
{
    if (mine->collection < 0 || mine->collection != others->collection || mine->slot_count != 1 || others->slot_count != 1 ||
        mine->temp_count > 0 || others->temp_count > 0 || mine->count != others->count || mine->open || others->open)
        return false;
    for (size_t i = 0; i < mine->count; i++) {
        const visible *other = scope_find(others, mine->names[i].name);
        if (!other || !same_name(k, c, &mine->names[i], other))
            return false;
    }
    return true;
}

/* Only the columns are left, as values. */
static void append_columns(checker *k, const ast_clause *c, const scope *others, const pairs *p)
{
    scope *s = scope_without_names(k, k->scope);
    if (!s || !combine(k, c, PLAN_APPEND, s, others, p))
        return;
    s->collection = -1;
    s->slot_count = 0;
    s->temp_count = 0;
    s->asked = NULL;
    for (size_t i = 0; i < p->count; i++) {
        visible v = {.name = p->names[i], .shown = true};
        v.expr = typed_temp(k, p->mine[i]->type, scope_add_temp(k, s, p->origins[i]), c->where);
        scope_add(k, s, v);
    }
    scope_note_gone(k, k->scope, s, c);
    k->scope = s;
}

void clause_append(checker *k, const ast_clause *c)
{
    pairs p = {0};
    scope *others = query_of_source(k, &c->source);
    if (!others)
        return;
    if (!same_rows(k, c, k->scope, others)) {
        if (pair_columns(k, c, k->scope, others, &p))
            append_columns(k, c, others, &p);
        return;
    }
    scope *s = scope_copy(k, k->scope);
    if (s && combine(k, c, PLAN_APPEND, s, others, &p)) {
        s->asked = NULL;
        k->scope = s;
    }
}

/* ---- except, intersect ---- */

void clause_keep(checker *k, const ast_clause *c)
{
    pairs p = {0};
    scope *others = query_of_source(k, &c->source);
    if (!others || !pair_columns(k, c, k->scope, others, &p))
        return;
    scope *s = scope_copy(k, k->scope);
    if (s && combine(k, c, c->kind == AST_EXCEPT ? PLAN_EXCEPT : PLAN_INTERSECT, s, others, &p))
        k->scope = s;
}
