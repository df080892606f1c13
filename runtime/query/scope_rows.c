/* The names of the rows of a collection, as a query begins with them: made once, for all statements. */
#include "runtime/query/scope.h"

#include "runtime/query/computed.h"

struct row_names {
    const plan_expr *fields; /* one for each stored field, of the row in slot 0 */
    scope_table *table;      /* NULL: not made yet */
    size_t longest;
    const definition *newest; /* that it knows of */
    uint64_t epoch;           /* when it was made */
};

static const plan_expr *make_fields(checker *k, uint16_t collection)
{
    const struct collection *c = checker_collection(k, collection);
    plan_expr *fields = ARENA_ARRAY(k->env->session, c->field_count, plan_expr);
    for (size_t i = 0; fields && i < c->field_count; i++)
        fields[i] = (plan_expr){
            .kind = PLAN_FIELD, .type = c->fields[i].type, .collection = collection, .field = (uint16_t)i, .size = 1, .height = 1};
    return fields;
}

static bool add_name(checker *k, row_names *n, visible v)
{
    scope_table *t = scope_table_add(k->env->session, n->table, n->table ? n->table->count : 0, &v);
    if (!t)
        return false;
    n->table = t;
    if (!scope_is_word(v.name) && v.name.n > n->longest)
        n->longest = v.name.n;
    return true;
}

static bool add_fields(checker *k, row_names *n, const struct collection *c)
{
    bool faced = false, done = true;
    for (size_t i = 0; i < c->field_count; i++)
        faced |= c->fields[i].face;
    for (size_t i = 0; i < c->field_count && done; i++)
        done = add_name(k, n, (visible){.name = c->fields[i].name, .expr = &n->fields[i], .shown = !faced || c->fields[i].face});
    return done;
}

/* Of two of one name the later one counts. */
static bool add_one_computed(checker *k, row_names *n, const computed *c, uint16_t collection)
{
    if (!computed_applies(k, c, collection))
        return true;
    int64_t same = n->table ? scope_table_find(n->table, n->table->count, c->as.name) : -1;
    if (same < 0)
        return add_name(k, n, (visible){.name = c->as.name, .computed = c, .collection = collection});
    if (n->table->items[same].computed)
        n->table->items[same].computed = c;
    return true;
}

/* Those that were made since, in the order of their definitions. */
static bool add_computed(checker *k, row_names *n, uint16_t collection)
{
    size_t count = 0;
    for (const definition *d = k->env->definitions; d != n->newest; d = d->earlier)
        count += d->space == SPACE_EVERY || d->space == collection;
    const computed **all = ARENA_ARRAY(k->memory, count, const computed *);
    size_t at = all ? count : 0;
    for (const definition *d = k->env->definitions; at > 0; d = d->earlier)
        if (d->space == SPACE_EVERY || d->space == collection)
            all[--at] = (const computed *)d;
    bool done = all;
    for (size_t i = 0; i < count && done; i++)
        done = add_one_computed(k, n, all[i], collection);
    n->newest = k->env->definitions;
    return done;
}

/* The stored fields, behind which computed ones are to come. */
static bool begin_names(checker *k, row_names *n, uint16_t collection)
{
    if (!n->fields)
        n->fields = make_fields(k, collection);
    if (n->table)
        scope_table_clear(n->table); /* nobody looks at it any more: what was kept of an earlier statement is of that epoch, too */
    n->longest = 0;
    n->newest = NULL;
    n->epoch = k->env->epoch;
    return n->fields && add_fields(k, n, checker_collection(k, collection));
}

/* As the definitions are now. False without memory. */
static bool update_names(checker *k, row_names *n, uint16_t collection)
{
    bool done = (n->table && n->epoch == k->env->epoch) || begin_names(k, n, collection);
    if (done && n->newest != k->env->definitions) {
        if (n->table)
            n->table->sealed = false;
        done = add_computed(k, n, collection);
    }
    if (!done)
        n->table = NULL;
    if (n->table)
        n->table->sealed = true;
    return done;
}

/* NULL without memory. */
static const row_names *names_of(checker *k, uint16_t collection)
{
    check_env *env = k->env;
    if (env->row_names_of != env->data) {
        env->row_names = ARENA_ARRAY(env->session, env->data->count, row_names);
        env->row_names_of = env->row_names ? env->data : NULL;
    }
    row_names *n = env->row_names ? &env->row_names[collection] : NULL;
    if (n && update_names(k, n, collection))
        return n;
    k->no_memory = true;
    return NULL;
}

scope *scope_of_collection(checker *k, uint16_t collection, span where)
{
    const row_names *n = names_of(k, collection);
    scope *s = ARENA_NEW(k->memory, scope);
    plan *scan = ARENA_NEW(k->memory, plan);
    if (!n || !s || !scan)
        return NULL;
    *scan = (plan){.kind = PLAN_SCAN, .from = k->from, .where = where, .collection = collection};
    *s = (scope){.root = scan, .collection = collection, .slot_count = 1, .table = n->table, .longest = n->longest};
    s->names = n->table ? n->table->items : NULL;
    s->count = n->table ? n->table->count : 0;
    return s;
}
