/* Moving collections from one dataset into another. */
#include "import/carry.h"

#include "import/reload.h"
#include "runtime/model/link_find.h"

typedef struct carrying {
    arena *a, *scratch;
    const dataset *before;
    dataset to;
    size_t made;             /* collections of `to` that were made anew; the others are carried */
    collection *collections; /* of `to` */
    const uint32_t **rows;   /* of each collection before, for each row that in `to`; NULL where not asked for yet */
    uint16_t *index;         /* of each collection before, its index in `to` */
    diag_bag *bag;
} carrying;

/* ---- Places ---- */

static status place_collections(carrying *c, const dataset *made)
{
    size_t count = c->made = made->count;
    c->collections = ARENA_ARRAY(c->a, made->count + c->before->count, collection);
    c->rows = ARENA_ARRAY(c->scratch, c->before->count, const uint32_t *);
    c->index = ARENA_ARRAY(c->scratch, c->before->count, uint16_t);
    if (!c->collections || !c->rows || !c->index)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        c->collections[i] = made->collections[i];
    for (size_t i = 0; i < c->before->count; i++) {
        int32_t at = dataset_find(made, c->before->collections[i].name);
        c->index[i] = (uint16_t)(at < 0 ? count : (size_t)at);
        if (at < 0)
            c->collections[count++] = c->before->collections[i];
    }
    c->to = (dataset){c->collections, count};
    return ST_OK;
}

/* ---- Links ---- */

/* The collections that are carried keep their rows. */
static status same_rows(carrying *c, size_t count, const uint32_t **out)
{
    uint32_t *rows = ARENA_ARRAY(c->scratch, count, uint32_t);
    for (size_t i = 0; rows && i < count; i++)
        rows[i] = (uint32_t)i;
    *out = rows;
    return rows ? ST_OK : ST_NO_MEMORY;
}

static status rows_of(carrying *c, uint16_t target, const uint32_t **out)
{
    if (!c->rows[target] && c->index[target] >= c->made)
        TRY(same_rows(c, c->before->collections[target].rows, &c->rows[target]));
    if (!c->rows[target])
        TRY(reload_rows(c->scratch, &c->before->collections[target], &c->to.collections[c->index[target]], &c->rows[target]));
    *out = c->rows[target];
    return ST_OK;
}

static status move_links(carrying *c, collection *moved)
{
    col_link_order order = dataset_link_order(&c->to);
    field *fields = ARENA_ARRAY(c->a, moved->field_count, field);
    size_t lost = 0;
    if (!fields)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < moved->field_count; k++) {
        const uint32_t *rows;
        fields[k] = moved->fields[k];
        if (fields[k].type.kind != TYPE_LINK)
            continue;
        uint16_t target = fields[k].type.target;
        TRY(rows_of(c, target, &rows));
        fields[k].type.target = c->index[target];
        TRY(reload_links(c->a, c->scratch, fields[k].data, fields[k].type, rows, &order, &fields[k].data, &lost));
    }
    moved->fields = fields;
    if (lost && !diag_add(c->bag, W_LOAD_LINK, NULL, (span){0, 0}, "%zu link%s of %.*s lead%s to no row any more and %s missing", lost,
                          lost == 1 ? "" : "s", STR_ARG(moved->name), lost == 1 ? "s" : "", lost == 1 ? "is" : "are"))
        return ST_NO_MEMORY;
    return ST_OK;
}

status carry_collections(arena *a, arena *scratch, const dataset *before, const dataset *made, diag_bag *bag, const dataset **out)
{
    carrying c = {.a = a, .scratch = scratch, .before = before, .bag = bag};
    dataset *all = ARENA_NEW(a, dataset);
    if (!all)
        return ST_NO_MEMORY;
    TRY(place_collections(&c, made));
    for (size_t i = made->count; i < c.to.count; i++)
        TRY(move_links(&c, &c.collections[i]));
    *all = c.to;
    *out = all;
    return ST_OK;
}
