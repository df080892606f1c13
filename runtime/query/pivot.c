/* pivot: columns that nobody can name before they are there. */
#include "runtime/query/pivot.h"

#include "runtime/query/typed.h"
#include "runtime/query/words.h"

const pivot_columns *pivot_make(checker *k, plan *p, const visible *each, size_t count, const ast_clause *c)
{
    pivot_columns *made = ARENA_NEW(k->memory, pivot_columns);
    visible *copy = ARENA_ARRAY(k->memory, count, visible);
    const plan_expr **columns = ARENA_ARRAY(k->memory, count, const plan_expr *);
    if (!made || !copy || !columns)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        copy[i] = each[i];
        columns[i] = each[i].expr;
    }
    p->columns = columns;
    p->column_count = count;
    *made = (pivot_columns){.plan = p, .each = copy, .clause = c, .from = k->from};
    return made;
}

status pivot_outputs(checker *k, const pivot_columns *p)
{
    str *names = ARENA_ARRAY(k->memory, p->plan->column_count, str);
    if (!names)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < p->plan->column_count; i++)
        names[i] = p->each[i].name;
    k->query->pivot = p->plan;
    k->query->pivot_names = names;
    return ST_OK;
}

/* ---- What is said ---- */

/* What its values are called: `project`. */
static str across(checker *k, const pivot_columns *p)
{
    const ast_item *key = &p->clause->pivot;
    return key->has_alias ? key->alias.text : checker_text(k, key->expr);
}

/* The group by with one more key in place of the pivot. */
static str as_rows(checker *k, const pivot_columns *p)
{
    sbuf out = {0};
    ast_clause group = *p->clause;
    ast_item *keys = ARENA_ARRAY(k->memory, group.items.count + 1, ast_item);
    if (!keys)
        return (str){0};
    for (size_t i = 0; i < group.items.count; i++)
        keys[i] = group.items.items[i];
    keys[group.items.count++] = group.pivot;
    group.items.items = keys;
    group.has_pivot = false;
    ast_format_clause(&out, &group);
    return checker_take(k, &out);
}

static void hint_rows(checker *k, diag *d, const pivot_columns *p)
{
    diag_hint(k->bag, d, "a row for each %.*s, with columns that have names: `%.*s`", STR_ARG(across(k, p)), STR_ARG(as_rows(k, p)));
}

static void label_pivot(checker *k, diag *d, const pivot_columns *p)
{
    if (p->from == k->from)
        diag_label_at(k->bag, d, p->clause->pivot.where, "its values become columns");
}

/* What the clause may have been for, and can be had in another way. */
static void hint_instead(checker *k, diag *d, const pivot_columns *p, ast_clause_kind kind)
{
    str key = across(k, p);
    switch (kind) {
    case AST_WHERE:
        diag_hint(k->bag, d, "a where before the group by chooses rows; `pivot %.*s in (…)` keeps some of the columns", STR_ARG(key));
        break;
    case AST_SELECT:
    case AST_DROP:
        diag_hint(k->bag, d, "`pivot %.*s in (…)` keeps some of the columns, and `show` says what is in them", STR_ARG(key));
        break;
    case AST_RENAME:
        diag_hint(k->bag, d, "keys get their names in the group by: `group by … as name`");
        break;
    case AST_ADD:
        diag_hint(k->bag, d, "what is computed from a cell stands in its show: `show sum(days) / count`");
        break;
    default:
        break;
    }
}

static bool may_follow(ast_clause_kind kind)
{
    return kind == AST_FIRST || kind == AST_LAST || kind == AST_LIMIT || kind == AST_SORT || kind == AST_TO || kind == AST_BAD_CLAUSE;
}

bool pivot_lets_follow(checker *k, const ast_clause *c)
{
    const pivot_columns *p = k->scope->pivot;
    if (may_follow(c->kind))
        return true;
    diag *d = diag_add(k->bag, E_AFTER_PIVOT, k->from, c->keyword, "%s cannot follow a pivot, whose columns are not known before it runs",
                       words_clause(c->kind));
    diag_expect(k->bag, d, "first, last, limit, to, or sort by one of the keys");
    label_pivot(k, d, p);
    hint_instead(k, d, p, c->kind);
    hint_rows(k, d, p);
    scope *s = scope_copy(k, k->scope);
    if (!s)
        return false;
    s->pivot = NULL;
    s->open = true;
    k->scope = s;
    return false;
}

void pivot_tell_rows(checker *k, const pivot_columns *p, span where)
{
    diag *d = diag_add(k->bag, E_AFTER_PIVOT, k->from, where, "these rows end in a pivot, whose columns are not known before it runs");
    diag_expect(k->bag, d, "rows whose columns are known");
    label_pivot(k, d, p);
    hint_rows(k, d, p);
}

bool pivot_hint_name(checker *k, diag *d)
{
    const pivot_columns *p = k->at.scope ? k->at.scope->pivot : NULL;
    if (!p)
        return false;
    label_pivot(k, d, p);
    diag_hint(k->bag, d, "behind a pivot only the keys before it have names that can be used");
    hint_rows(k, d, p);
    return true;
}

void pivot_column_words(checker *k, sbuf *out, const pivot_columns *p)
{
    sbuf_printf(out, "%sfor each %.*s ", out->n ? ", " : "", STR_ARG(across(k, p)));
    for (size_t i = 0; i < p->plan->column_count; i++) {
        sbuf_printf(out, "%s%.*s: ", i ? ", " : "", STR_ARG(p->each[i].name));
        dataset_type_words(out, k->env->data, p->plan->columns[i]->type);
    }
}
