/* `group by quarter show sum(days)`: a row stands under each quarter that its period touches, every time with all its days. */
#include <string.h>

#include "runtime/query/group.h"
#include "runtime/query/typed.h"

/* The period whose days are added up, or NULL. */
static const plan_expr *period_summed(const plan_aggregate *a)
{
    const plan_expr *days = strcmp(a->function->name, "sum") == 0 ? a->arg : NULL;
    bool call = days && days->kind == PLAN_CALL && days->arg_count == 1 && strcmp(days->function->name, "days") == 0;
    return call && days->args[0]->type.kind == TYPE_PERIOD ? days->args[0] : NULL;
}

/* Is the key the units of time that the period touches? */
static bool touched_by(const plan_expr *key, const plan_expr *when)
{
    return key->kind == PLAN_CALL && key->arg_count == 1 && key->type.set && key->type.kind == TYPE_PERIOD &&
           typed_same(key->args[0], when);
}

/* What the rows call it; empty if they do not. */
static str name_of(const scope *rows, const plan_expr *e)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->names[i].expr && typed_same(rows->names[i].expr, e))
            return rows->names[i].name;
    return (str){0};
}

static void note(checker *k, const scope *rows, const plan_aggregate *a, const plan_expr *when, const ast_expr *key, const char *unit)
{
    str sum = checker_written(k, a->where), name = name_of(rows, when), by = checker_text(k, key);
    diag *d =
        diag_add(k->bag, N_WHOLE_DAYS, a->from, a->where, "%.*s takes all days of a row in each %s that it touches", STR_ARG(sum), unit);
    if (key->kind == AST_NAME && name.n > 0)
        diag_hint(k->bag, d, "the days inside each: put `expand %.*s` in front, and show `sum(overlap(%.*s, %.*s))`", STR_ARG(by),
                  STR_ARG(name), STR_ARG(by));
}

void group_note_days(checker *k, const scope *rows, const ast_clause *c, const plan_key *keys, const plan_aggregate *list, size_t count)
{
    size_t key_count = c->items.count + c->has_pivot;
    for (size_t i = 0; !k->quiet && !k->trying && i < count; i++) {
        const plan_expr *when = period_summed(&list[i]);
        for (size_t n = 0; when && list[i].from == k->from && n < key_count; n++) {
            const ast_item *item = n < c->items.count ? &c->items.items[n] : &c->pivot;
            if (!touched_by(keys[n].expr, when))
                continue;
            note(k, rows, &list[i], when, item->expr, keys[n].expr->function->name);
            when = NULL;
        }
    }
}
