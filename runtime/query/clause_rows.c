/* where, sort by, first, last, limit, distinct, expand: which rows, and in which order. */
#include "runtime/query/typed.h"
#include "runtime/query/clause.h"
#include "runtime/query/conjuncts.h"
#include "runtime/query/expr.h"
#include "runtime/query/literal.h"
#include "runtime/query/variable.h"
#include "runtime/query/window.h"
#include "runtime/query/words.h"

/* The rows so far, to be built upon. */
static scope *begin(checker *k, const ast_clause *c)
{
    scope *s = scope_copy(k, k->scope);
    if (s)
        clause_enter(k, c, k->scope);
    return s;
}

void clause_where(checker *k, const ast_clause *c)
{
    note_list notes = {0};
    scope *s = begin(k, c);
    if (!s)
        return;
    window w;
    window_begin(k, &w);
    k->asked = s->asked;
    const plan_expr *e = expr_where(k, c->expr, &notes);
    s->asked = k->asked;
    if (!typed_is_nothing(e))
        window_end(k, &w, s, c);
    plan *p = typed_is_nothing(e) ? NULL : clause_plan(k, s, PLAN_FILTER, c);
    if (p) {
        p->expr = e;
        conjuncts_of(k, c->expr, e, p);
        if (w.over.count > 0)
            conjuncts_note_same(k, c->expr, p, w.over.first_temp);
        p->notes = notes.items;
        p->note_count = notes.count;
    }
    k->scope = s;
}

/* ---- sort by ---- */

const scope *clause_sort_names(checker *k)
{
    const scope *before = k->scope->before_select;
    scope *both = before ? scope_copy(k, k->scope) : NULL;
    if (!both)
        return k->scope;
    both->left_out = before;
    both->collection = before->collection;
    return both;
}

void clause_sort(checker *k, const ast_clause *c)
{
    scope *s = scope_copy(k, k->scope);
    plan_key *keys = ARENA_ARRAY(k->memory, c->items.count, plan_key);
    if (!s || !keys)
        return;
    clause_enter(k, c, clause_sort_names(k));
    bool ok = true;
    for (size_t i = 0; i < c->items.count; i++) {
        keys[i] = (plan_key){.expr = expr_check(k, c->items.items[i].expr), .descending = c->items.items[i].descending};
        ok &= !typed_is_nothing(keys[i].expr);
    }
    plan *p = ok ? clause_plan(k, s, PLAN_SORT, c) : NULL;
    if (p) {
        p->keys = keys;
        p->key_count = c->items.count;
    }
    k->scope = s;
}

/* ---- first, last, limit ---- */

/* The value of a literal or a variable; false if there is none. */
static bool count_value(checker *k, const ast_expr *e, value *out)
{
    const plan_expr *made = e->kind == AST_VAR ? expr_check(k, e) : NULL;
    if (made)
        *out = made->constant;
    return made ? made->kind == PLAN_CONST : e->kind == AST_PHRASE && literal_read(k, e, TYPE_INT, out) == LITERAL_OK;
}

static diag *tell_no_count(checker *k, const ast_expr *e, const value *v)
{
    str text = checker_text(k, e);
    if (e->kind != AST_VAR || !v)
        return diag_add(k->bag, E_NOT_A_COUNT, k->from, e->where, "this is not a number of rows");
    if (v->type.kind == TYPE_INT && !v->type.set)
        return diag_add(k->bag, E_NOT_A_COUNT, k->from, e->where, "%.*s is less than 0", STR_ARG(text));
    return diag_add(k->bag, E_NOT_A_COUNT, k->from, e->where, "%.*s is %.*s, not a number of rows", STR_ARG(text),
                    STR_ARG(words_type(k, v->type)));
}

bool clause_count(checker *k, const ast_expr *e, uint64_t *out)
{
    value v;
    size_t errors = k->bag->error_count;
    bool read = count_value(k, e, &v);
    if (read && v.type.kind == TYPE_INT && !v.type.set && (v.missing || v.as.integer >= 0)) {
        *out = v.missing ? 0 : (uint64_t)v.as.integer;
        return true;
    }
    if (e->kind == AST_BAD)
        expr_check(k, e);
    if (e->kind == AST_BAD || k->bag->error_count > errors)
        return false;
    diag *d = tell_no_count(k, e, read ? &v : NULL);
    diag_expect(k->bag, d, "a whole number, 0 or more: `first 3`");
    if (e->kind == AST_VAR)
        variable_hint_type(k, d, e, TYPE_INT);
    return false;
}

/* The group whose rows are cut, if they are ranked: sorted by something else than its first key. */
static const plan *ranked_group(const plan *sort, const plan_expr *by)
{
    const plan *p = sort->input;
    while (p->kind == PLAN_FILTER || p->kind == PLAN_SORT || p->kind == PLAN_WINDOW)
        p = p->input;
    bool by_key = by->kind == PLAN_TEMP && by->index < p->key_count;
    return (p->kind == PLAN_GROUP || p->kind == PLAN_PIVOT) && !by_key ? p : NULL;
}

/* A key that says which rows are ranked against each other has no place in the ranking. */
static bool ranks_apart(const plan *cut, const plan_expr *key)
{
    for (size_t i = 0; i < cut->per_count; i++)
        if (typed_same(cut->per[i].expr, key))
            return true;
    return false;
}

void clause_note_ranked(checker *k, const scope *s, plan *cut)
{
    const plan *group = ranked_group(cut->input, cut->input->keys[cut->per_count].expr);
    plan_kept_note *notes = group ? ARENA_ARRAY(k->memory, group->key_count, plan_kept_note) : NULL;
    for (size_t i = 0; notes && i < s->count; i++) {
        const plan_expr *e = s->names[i].expr;
        bool key = e && e->kind == PLAN_TEMP && e->index < group->key_count && !ranks_apart(cut, e);
        if (key && cut->note_count < group->key_count)
            notes[cut->note_count++] = (plan_kept_note){.operand = e, .name = s->names[i].name, .from = k->from, .where = cut->where};
    }
    cut->notes = notes;
}

void clause_cut(checker *k, const ast_clause *c)
{
    uint64_t take = 0, skip = 0;
    scope *s = begin(k, c);
    if (!s)
        return;
    bool ok = clause_count(k, c->expr, &take);
    if (c->offset)
        ok &= clause_count(k, c->offset, &skip);
    bool sorted = s->root->kind == PLAN_SORT;
    plan *p = ok ? clause_plan(k, s, PLAN_SLICE, c) : NULL;
    if (p) {
        p->take = take;
        p->skip = skip;
        p->from_end = c->kind == AST_LAST;
        p->note_ties = sorted;
        p->keys = sorted ? p->input->keys : NULL;
        p->key_count = sorted ? p->input->key_count : 0;
        if (sorted)
            clause_note_ranked(k, s, p);
    }
    k->scope = s;
}

/* ---- distinct ---- */

static size_t distinct_columns(checker *k, plan_key *keys)
{
    size_t count = 0;
    for (size_t i = 0; i < k->scope->count; i++)
        if (k->scope->names[i].shown)
            keys[count++] = (plan_key){.expr = scope_value(k, &k->scope->names[i], (span){0, 0})};
    return count;
}

void clause_distinct(checker *k, const ast_clause *c)
{
    scope *s = begin(k, c);
    size_t room = c->items.count ? c->items.count : scope_shown(k->scope);
    plan_key *keys = ARENA_ARRAY(k->memory, room, plan_key);
    if (!s || !keys)
        return;
    size_t count = c->items.count;
    for (size_t i = 0; i < count; i++)
        keys[i] = (plan_key){.expr = expr_check(k, c->items.items[i].expr)};
    if (count == 0)
        count = distinct_columns(k, keys);
    bool ok = true;
    for (size_t i = 0; i < count; i++)
        ok &= !typed_is_nothing(keys[i].expr);
    plan *p = ok ? clause_plan(k, s, PLAN_DISTINCT, c) : NULL;
    if (p) {
        p->keys = keys;
        p->key_count = count;
    }
    k->scope = s;
}

/* ---- expand ---- */

void clause_name_element(checker *k, scope *s, const ast_expr *e, visible element)
{
    e = expr_bare(e);
    bool name = (e->kind == AST_NAME || e->kind == AST_FIELD) && !e->has_via;
    const visible *v = name ? scope_find(s, e->name.text) : scope_find_printed(k, s, e);
    if (!v) {
        element.name = checker_text(k, e);
        scope_add(k, s, element);
        return;
    }
    element.name = v->name;
    scope_replace(k, s, v, element);
}

void clause_expand(checker *k, const ast_clause *c)
{
    scope *s = begin(k, c);
    if (!s)
        return;
    const plan_expr *e = expr_check(k, c->expr), *in = NULL;
    type element = type_element(e->type);
    stored origin = scope_origin(k, k->scope, e);
    if (c->in && !typed_is_nothing(e))
        in = expr_among(k, c->expr, element, origin, c->in);
    bool ok = !typed_is_nothing(e) && !(in && typed_is_nothing(in));
    plan *p = ok ? clause_plan(k, s, PLAN_EXPAND, c) : NULL;
    visible v = {.shown = true, .expr = &typed_nothing};
    if (p) {
        p->expr = e;
        p->in = in;
        v.expr = typed_temp(k, element, scope_add_temp(k, s, origin), c->expr->where);
    }
    clause_name_element(k, s, c->expr, v);
    k->scope = s;
}
