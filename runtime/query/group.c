/* group by, count, show: keys, and the items that are computed from aggregates. */
#include "runtime/query/group.h"

#include "runtime/query/typed.h"
#include "runtime/query/back.h"
#include "runtime/query/clause.h"
#include "runtime/query/expr.h"
#include "runtime/query/gather.h"
#include "runtime/query/names.h"
#include "runtime/query/pivot.h"

/* The group in the making. */
struct show {
    const scope *input; /* the rows that are grouped */
    plan_key *keys;
    size_t key_count;
    gathered over;
};

void group_enter_rows(checker *k)
{
    if (k->at.show)
        k->at.scope = k->at.show->input;
    k->at.show = NULL;
}

void group_enter_argument(checker *k)
{
    group_enter_rows(k);
    k->at.over = NULL;
    k->at.in_aggregate = true;
}

bool group_not_a_key(checker *k, const ast_expr *name)
{
    const visible *v = name->has_via ? NULL : scope_find(k->at.show->input, name->name.text);
    if (!v && !back_from_scope(k, k->at.show->input, name->name.text))
        return false;
    str called = v ? v->name : checker_text(k, name);
    diag *d = diag_add(k->bag, E_NOT_A_KEY, k->from, name->where, "%.*s has many values in a group", STR_ARG(called));
    diag_expect(k->bag, d, "a key, or an aggregate");
    sbuf keys = {0};
    for (size_t i = 0; i < k->at.show->key_count; i++)
        sbuf_printf(&keys, "%.*s, ", STR_ARG(k->at.scope->names[i].name));
    str others = checker_take(k, &keys);
    diag_hint(k->bag, d, "make it a key: `group by %.*s%.*s`", STR_ARG(others), STR_ARG(called));
    diag_hint(k->bag, d, "take one value or all of them: `first(%.*s)`, `list(%.*s)`", STR_ARG(called), STR_ARG(called));
    return true;
}

bool group_measure_over_rows(checker *k, const ast_expr *call)
{
    static const struct {
        const char *measure, *aggregate;
    } twins[] = {{"size", "count"}, {"total", "sum"}, {"mean", "avg"}, {"least", "min"}, {"greatest", "max"}};
    const ast_expr *arg = call->item_count == 1 ? expr_bare(call->items[0]) : NULL;
    if (!k->at.show || !arg || arg->kind != AST_NAME || scope_find(k->at.scope, arg->name.text))
        return false;
    bool many = scope_find(k->at.show->input, arg->name.text) || back_from_scope(k, k->at.show->input, arg->name.text);
    str name = checker_text(k, arg);
    for (size_t i = 0; many && i < sizeof twins / sizeof *twins; i++) {
        if (!str_equal_nocase(call->name.text, str_of(twins[i].measure)))
            continue;
        diag *d = diag_add(k->bag, E_NOT_A_KEY, k->from, call->where, "%s measures the set that one row has, and %.*s has many rows here",
                           twins[i].measure, STR_ARG(name));
        diag_expect(k->bag, d, "an aggregate");
        diag_hint(k->bag, d, "over the rows: `%s(%.*s)`", twins[i].aggregate, STR_ARG(name));
        return true;
    }
    return false;
}

/* ---- Keys ---- */

void group_note_set_key(checker *k, const ast_expr *key, const plan_expr *e, span where, const char *word)
{
    const asked_set *a = k->at.scope->asked;
    while (a && !typed_same(a->set, e))
        a = a->earlier;
    if (!a || k->quiet)
        return;
    str name = checker_text(k, key);
    diag *d = diag_add(k->bag, N_SET_KEY, k->from, where, "a row stands under every %.*s it has, not only under what the where asked for",
                       STR_ARG(name));
    if (word)
        diag_hint(k->bag, d, "only under that: `%s %.*s in %.*s`", word, STR_ARG(name), STR_ARG(a->values));
    else
        diag_hint(k->bag, d, "only under that: put `expand %.*s in %.*s` in front", STR_ARG(name), STR_ARG(a->values));
}

/* `word` stands before it. */
static void add_key(checker *k, show *s, scope *keys, const ast_item *item, const char *word)
{
    const plan_expr *e = expr_check(k, item->expr);
    type element = type_element(e->type);
    stored origin = scope_origin(k, s->input, e);
    plan_key *key = &s->keys[s->key_count++];
    *key = (plan_key){.expr = e};
    if (item->in && !typed_is_nothing(e))
        key->in = expr_among(k, item->expr, element, origin, item->in);
    if (e->type.set && !item->in)
        group_note_set_key(k, item->expr, e, item->where, word);
    size_t temp = scope_add_temp(k, keys, origin);
    visible v = {.name = clause_column_name(k, s->input, item), .shown = true};
    v.expr = typed_is_nothing(e) ? e : typed_temp(k, element, temp, item->where);
    clause_add_column(k, keys, v, item->where);
}

/* The columns of the answer: keys first, that of the pivot the last of them. */
static scope *check_keys(checker *k, show *s, const ast_clause *c)
{
    scope *keys = scope_without_names(k, k->scope);
    s->keys = ARENA_ARRAY(k->memory, c->items.count + 1, plan_key);
    if (!keys || !s->keys)
        return NULL;
    keys->collection = -1;
    keys->asked = NULL;
    keys->temp_count = 0;
    keys->slot_count = 0;
    clause_enter(k, c, s->input);
    for (size_t i = 0; i < c->items.count; i++)
        add_key(k, s, keys, &c->items.items[i], "by");
    if (c->has_pivot)
        add_key(k, s, keys, &c->pivot, "pivot");
    return keys;
}

/* ---- Items ---- */

static void add_item(checker *k, scope *answer, const scope *keys, const ast_item *item)
{
    visible v = {.name = clause_column_name(k, keys, item), .shown = true};
    v.expr = expr_check(k, item->expr);
    clause_add_column(k, answer, v, item->where);
}

static void add_count(checker *k, scope *answer, const ast_clause *c)
{
    visible v = {.name = STR("count"), .shown = true, .expr = expr_count_rows(k, c->keyword)};
    clause_add_column(k, answer, v, c->keyword);
}

static void fill_plan(const show *s, plan *p)
{
    p->keys = s->keys;
    p->key_count = s->key_count;
    p->aggregates = s->over.items;
    p->aggregate_count = s->over.count;
    p->whole = s->key_count == 0;
}

static void make_group(checker *k, show *s, scope *answer, const ast_clause *c)
{
    plan *p = clause_plan(k, answer, PLAN_GROUP, c);
    if (!p)
        return;
    fill_plan(s, p);
    for (size_t i = 0; i < s->over.count; i++)
        scope_add_temp(k, answer, (stored){0});
    scope_note_gone(k, s->input, answer, c);
    k->scope = answer;
}

/* Of the keys all but the last, and of the items, which stand behind the keys, one column each for every value of that. */
static void make_pivot(checker *k, show *s, const scope *keys, const scope *answer, const ast_clause *c)
{
    scope *rows = scope_without_names(k, keys);
    plan *p = rows ? clause_plan(k, rows, PLAN_PIVOT, c) : NULL;
    if (!p)
        return;
    fill_plan(s, p);
    for (size_t i = 0; i < keys->count && i + 1 < s->key_count; i++)
        scope_add(k, rows, keys->names[i]);
    rows->temp_count = s->key_count - 1;
    rows->pivot = pivot_make(k, p, answer->names + keys->count, answer->count - keys->count, c);
    scope_note_gone(k, s->input, rows, c);
    k->scope = rows;
}

/* Rows into groups, shown as `items` says, or by their count. */
static void check_group(checker *k, const ast_clause *c, const ast_items *items)
{
    show s = {.input = k->scope};
    scope *keys = check_keys(k, &s, c);
    scope *answer = keys ? scope_copy(k, keys) : NULL;
    if (!answer)
        return;
    clause_enter(k, c, keys);
    s.over.first_temp = s.key_count;
    k->at.show = &s;
    k->at.over = &s.over;
    for (size_t i = 0; i < items->count; i++)
        add_item(k, answer, keys, &items->items[i]);
    if (items->count == 0)
        add_count(k, answer, c);
    k->at.show = NULL;
    k->at.over = NULL;
    group_note_days(k, s.input, c, s.keys, s.over.items, s.over.count);
    if (c->has_pivot)
        make_pivot(k, &s, keys, answer, c);
    else
        make_group(k, &s, answer, c);
}

void group_clause(checker *k, const ast_clause *c)
{
    check_group(k, c, &c->show);
}

/* `group by country count`: the group counts already. */
static void note_count_of_groups(checker *k, const ast_clause *c)
{
    const plan *p = k->scope->root;
    bool behind = k->reading && k->reading_at > 0 && k->reading->clauses[k->reading_at] == c;
    const ast_clause *before = behind ? k->reading->clauses[k->reading_at - 1] : NULL;
    if (k->quiet || c->items.count > 0 || !before || before->kind != AST_GROUP || before->show.count > 0 || before->has_pivot ||
        p->kind != PLAN_GROUP)
        return;
    str group = checker_written(k, before->where);
    diag *d = diag_add(k->bag, N_COUNT_GROUPS, k->from, c->keyword, "this counts the groups");
    diag_hint(k->bag, d, "how many rows each has: `%.*s` alone", STR_ARG(group));
}

void group_count_clause(checker *k, const ast_clause *c)
{
    note_count_of_groups(k, c);
    check_group(k, c, &(ast_items){0});
}

void group_show_clause(checker *k, const ast_clause *c)
{
    ast_clause whole = *c;
    whole.items = (ast_items){0};
    check_group(k, &whole, &c->items);
}
