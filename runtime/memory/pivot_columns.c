/* What the columns of a pivot are, and what they are called. */
#include "runtime/memory/pivot.h"

#include "runtime/model/print.h"

size_t pivot_column_count(const pivoted *p)
{
    return p->values->count * p->plan->column_count;
}

const plan_expr *pivot_columns(arena *a, const pivoted *p)
{
    size_t count = pivot_column_count(p), keys = p->plan->key_count - 1;
    plan_expr *made = ARENA_ARRAY(a, count, plan_expr);
    for (size_t i = 0; made && i < count; ++i) {
        const plan_expr *e = p->plan->columns[i % p->plan->column_count];
        made[i] = (plan_expr){
            .kind = PLAN_TEMP, .type = e->type, .index = (uint32_t)(keys + i), .from = e->from, .where = e->where, .size = 1, .height = 1};
    }
    return made;
}

/* ---- Names ---- */

typedef struct naming {
    exec_env *env;
    const plan_query *query;
    arena *memory;
    dict_builder *taken;
    size_t *numbers; /* of each name that is taken: the highest that was tried behind it, so that many of one name are found fast */
    sbuf text;
    size_t numbered;
    str first; /* what the first of these would have been called */
} naming;

/* Is the name in n->text new? It is taken from then on. */
static status take(naming *n, uint32_t *code, bool *is_new)
{
    size_t before = dict_builder_count(n->taken);
    if (n->text.failed)
        return ST_NO_MEMORY;
    TRY(dict_builder_add(n->taken, sbuf_str(&n->text), code));
    *is_new = *code == before;
    return ST_OK;
}

static void print_value(naming *n, const value *v)
{
    if (v->missing)
        sbuf_add(&n->text, STR("missing"));
    else if (v->type.kind == TYPE_LINK)
        sbuf_add(&n->text, collection_row_name(&n->env->data->collections[v->type.target], v->as.row));
    else
        value_print(&n->text, v);
}

/* The name in n->text, or with the first number that makes it one of its own. */
static status finish_name(naming *n, str *out)
{
    bool is_new = false;
    uint32_t plain = 0, numbered = 0;
    TRY(take(n, &plain, &is_new));
    if (!is_new && n->numbered++ == 0)
        n->first = arena_str(n->memory, sbuf_str(&n->text));
    while (!is_new) {
        str name = dict_builder_text(n->taken, plain);
        n->numbers[plain] += n->numbers[plain] ? 1 : 2;
        sbuf_clear(&n->text);
        sbuf_printf(&n->text, "%.*s (%zu)", STR_ARG(name), n->numbers[plain]);
        TRY(take(n, &numbered, &is_new));
    }
    *out = arena_str(n->memory, sbuf_str(&n->text));
    return out->n == n->text.n ? ST_OK : ST_NO_MEMORY;
}

static status take_named(naming *n, const result_column *columns, size_t count)
{
    uint32_t code;
    bool is_new;
    for (size_t i = 0; i < count; ++i) {
        sbuf_clear(&n->text);
        sbuf_add(&n->text, columns[i].name);
        TRY(take(n, &code, &is_new));
    }
    return ST_OK;
}

static status name_all(naming *n, result_column *columns, size_t count)
{
    const pivoted *p = n->env->pivot;
    size_t each = p->plan->column_count;
    TRY(take_named(n, columns, count));
    for (size_t i = 0; i < pivot_column_count(p); ++i) {
        value v = vec_scalar(p->values, i / each);
        sbuf_clear(&n->text);
        print_value(n, &v);
        if (each > 1)
            sbuf_printf(&n->text, " %.*s", STR_ARG(n->query->pivot_names[i % each]));
        TRY(finish_name(n, &columns[count + i].name));
    }
    return ST_OK;
}

status pivot_name_columns(exec_env *env, arena *memory, const plan_query *query, result_column *columns, size_t count)
{
    arena local = exec_arena(env);
    naming n = {.env = env, .query = query, .memory = memory, .taken = dict_builder_new(&local)};
    n.numbers = ARENA_ARRAY(&local, count + pivot_column_count(env->pivot), size_t);
    status st = n.taken && n.numbers ? name_all(&n, columns, count) : ST_NO_MEMORY;
    sbuf_free(&n.text);
    arena_free(&local);
    TRY(st);
    const plan *p = env->pivot->plan;
    exec_note note = {.owner = p, .code = N_SAME_COLUMN, .from = p->from, .where = p->where, .count = n.numbered, .name = n.first};
    return n.numbered ? exec_note_add(env, note) : ST_OK;
}
