/* Where the rows of a query were read: for each of them, or of the rows that a group was made of, the field `source`. */
#include "engine/why.h"

#include "export/cell_print.h"

const listing_column sources_columns[] = {{"row", TYPE_INT}, {"name", TYPE_TEXT}, {"source", TYPE_TEXT}};

/* ---- Rows as they were read ---- */

/* For each slot of some rows whose collection knows where it was read: two columns of a question, the row and its source. */
typedef struct origin {
    const plan_expr **columns;
    size_t count;
} origin;

static const plan_expr *source_of(asking *a, uint16_t collection_at, uint32_t slot)
{
    const collection *c = &a->p->data->collections[collection_at];
    int32_t field = collection_find(c, STR("source"));
    plan_expr *e = field < 0 ? NULL : ARENA_NEW(&a->memory, plan_expr);
    if (e)
        *e = (plan_expr){.kind = PLAN_FIELD,
                         .type = c->fields[field].type,
                         .index = slot,
                         .collection = collection_at,
                         .field = (uint16_t)field,
                         .size = 1,
                         .height = 1};
    return e;
}

/* Room is left for `more` columns behind them. */
static status origin_of(asking *a, const plan *rows, size_t more, origin *out)
{
    uint32_t slots = probe_slots(rows);
    *out = (origin){.columns = ARENA_ARRAY(&a->memory, 2 * (size_t)slots + more + 1, const plan_expr *)};
    for (uint32_t i = 0; out->columns && i < slots; i++) {
        int32_t c = probe_collection(rows, i);
        const plan_expr *source = c < 0 ? NULL : source_of(a, (uint16_t)c, i);
        const plan_expr *row = source ? probe_row(&a->probe, (uint16_t)c, i) : NULL;
        if (!row)
            continue;
        out->columns[out->count++] = row;
        out->columns[out->count++] = source;
    }
    return a->memory.failed ? ST_NO_MEMORY : ST_OK;
}

/* To be asked for each row that is gone over. */
static status poll_at(asking *a, size_t row, const listing *l)
{
    return row % ASK_BLOCK == 0 ? ask_poll(a, l ? l->scratch.used : 0) : ST_OK;
}

/* `number` is what the row is in the answer. */
static void tell_row(asking *a, const result *r, size_t row, size_t columns, size_t number, listing *l)
{
    for (size_t i = 0; i + 1 < columns; i += 2) {
        str source = ask_text(a, r, i + 1, row);
        if (source.n == 0)
            continue;
        listing_int(l, (int64_t)number + 1);
        listing_text(l, ask_text(a, r, i, row));
        listing_text(l, source);
    }
}

static status tell_rows(asking *a, const plan *root, listing *l)
{
    origin of;
    const result *r;
    uint64_t only = a->p->source_row;
    TRY(origin_of(a, root, 0, &of));
    if (of.count == 0)
        return ST_OK;
    TRY(ask(a, probe_columns(&a->probe, root, NULL, of.columns, of.count), &r));
    for (size_t row = only ? (size_t)only - 1 : 0; row < r->rows && (!only || row < only); row++) {
        TRY(poll_at(a, row, l));
        tell_row(a, r, row, of.count, row, l);
    }
    return ST_OK;
}

/* ---- Groups: the rows behind them ---- */

/* A row behind a group; those of one group hang together in their order. */
typedef struct behind {
    size_t row;
    struct behind *next;
} behind;

/* Keys as one text, by which groups are found again. */
typedef struct finding {
    asking *a;
    const result *r;
    size_t first, count; /* the columns that are keys */
    size_t row;
    dict_builder *names;
    uint32_t groups;
    behind **heads, **tails; /* of each group */
} finding;

enum { BETWEEN_KEYS = '\x1f' };

static str key_text(finding *f, const col *data, size_t row)
{
    sbuf b = {0};
    cell_print(&b, CELL_PLAIN, f->r->data, data, row);
    str text = arena_printf(&f->a->memory, "%.*s%c", STR_ARG(sbuf_str(&b)), BETWEEN_KEYS);
    if (b.failed)
        f->a->memory.failed = true;
    sbuf_free(&b);
    return text;
}

static status add_behind(finding *f, uint32_t group)
{
    behind *b = ARENA_NEW(&f->a->memory, behind);
    if (!b)
        return ST_NO_MEMORY;
    b->row = f->row;
    if (f->tails[group])
        f->tails[group]->next = b;
    else
        f->heads[group] = b;
    f->tails[group] = b;
    return ST_OK;
}

/* The row stands in the group of each combination of elements of its keys, as far as these are groups of the answer. */
static status find_groups(finding *f, size_t key, str so_far)
{
    uint32_t group;
    if (key == f->count) {
        TRY(dict_builder_add(f->names, so_far, &group));
        return group < f->groups ? add_behind(f, group) : ST_OK;
    }
    const col *data = f->r->columns[f->first + key].data;
    size_t elements = data->type.set ? col_set_size(data, f->row) : 0;
    for (size_t i = 0; i < elements; i++) {
        str one = key_text(f, data->elements, col_set_item(data, f->row, i));
        TRY(find_groups(f, key + 1, ask_join(f->a, so_far, "", one)));
    }
    return elements ? ST_OK : find_groups(f, key + 1, ask_join(f->a, so_far, "", key_text(f, data, f->row)));
}

/* The keys of the answer's rows; each row's number is its text's. */
static status name_groups(finding *f, const plan *root, const plan *group)
{
    const plan_expr **keys = ARENA_ARRAY(&f->a->memory, group->key_count + 1, const plan_expr *);
    if (!keys)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < group->key_count; k++) {
        keys[k] = probe_temp(&f->a->probe, type_element(group->keys[k].expr->type), k);
        if (!keys[k])
            return ST_NO_MEMORY;
    }
    TRY(ask(f->a, probe_columns(&f->a->probe, root, NULL, keys, group->key_count), &f->r));
    for (size_t row = 0; row < f->r->rows; row++) {
        str name = {0};
        uint32_t number;
        TRY(poll_at(f->a, row, NULL));
        for (size_t k = 0; k < group->key_count; k++)
            name = ask_join(f->a, name, "", key_text(f, f->r->columns[k].data, row));
        TRY(dict_builder_add(f->names, name, &number));
        if (number != row)
            return ST_OK; /* its rows were repeated since */
    }
    f->groups = (uint32_t)f->r->rows;
    f->heads = ARENA_ARRAY(&f->a->memory, f->r->rows, behind *);
    f->tails = ARENA_ARRAY(&f->a->memory, f->r->rows, behind *);
    return f->heads && f->tails ? ST_OK : ST_NO_MEMORY;
}

/* Of the one group, or with 0 of all. */
static status tell_groups(asking *a, const finding *f, uint64_t only, listing *l)
{
    size_t told = 0;
    for (size_t i = 0; i < f->groups; i++)
        for (const behind *b = !only || i + 1 == only ? f->heads[i] : NULL; b; b = b->next) {
            TRY(poll_at(a, told++, l));
            tell_row(a, f->r, b->row, f->first, i, l);
        }
    return ST_OK;
}

static status tell_behind(asking *a, const plan *root, const plan *group, listing *l)
{
    origin of;
    uint64_t only = a->p->source_row;
    finding f = {.a = a, .count = group->key_count, .names = dict_builder_new(&a->memory)};
    TRY(f.names ? origin_of(a, group->input, group->key_count, &of) : ST_NO_MEMORY);
    if (of.count == 0)
        return ST_OK;
    TRY(name_groups(&f, root, group));
    f.first = of.count;
    for (size_t k = 0; k < group->key_count; k++)
        of.columns[of.count++] = group->keys[k].expr;
    TRY(ask(a, probe_columns(&a->probe, group->input, NULL, of.columns, of.count), &f.r));
    for (f.row = 0; f.groups && f.row < f.r->rows; f.row++) {
        TRY(poll_at(a, f.row, NULL));
        TRY(find_groups(&f, 0, (str){0}));
    }
    return tell_groups(a, &f, only, l);
}

/* ---- The answer ---- */

status sources_rows(asking *a, listing *l)
{
    asked_chain chain;
    TRY(ask_chain(a, &chain));
    const plan *root = chain.ops[chain.count - 1], *group = NULL;
    for (size_t i = 0; i < chain.count; i++)
        if (probe_slots(chain.ops[i]) == 0)
            group = chain.ops[i]->kind == PLAN_GROUP || chain.ops[i]->kind == PLAN_PIVOT || chain.ops[i]->kind == PLAN_APPEND ? chain.ops[i]
                                                                                                                              : group;
    if (probe_slots(root) > 0)
        TRY(tell_rows(a, root, l));
    else if (group && group->kind == PLAN_GROUP)
        TRY(tell_behind(a, root, group, l));
    return a->memory.failed ? ST_NO_MEMORY : ST_OK;
}
