/* A collection that is loaded anew: what links to it is led to its new rows. */
#include "import/reload.h"

#include "base/text.h"
#include "runtime/model/link_find.h"
#include "runtime/model/print.h"

typedef struct reloading {
    arena *a, *scratch;
    const dataset *data; /* with the new collection, and what was relinked so far */
    const collection *was;
    uint16_t at;
    const uint32_t *rows; /* for each old row the new one, or LINK_NONE */
    size_t lost;          /* links of the collection at hand */
    col_link_order order;
} reloading;

/* ---- Rows ---- */

/* What an old row goes by: its key as printed, or its name. */
static status name_of_row(arena *a, const collection *c, uint32_t row, str *out)
{
    sbuf printed = {0};
    *out = collection_row_name(c, row);
    if (c->key_field < 0)
        return ST_OK;
    value v = col_value(c->fields[c->key_field].data, row);
    value_print(&printed, &v);
    *out = arena_str(a, sbuf_str(&printed));
    bool failed = printed.failed || a->failed;
    sbuf_free(&printed);
    return failed ? ST_NO_MEMORY : ST_OK;
}

status reload_rows(arena *scratch, const collection *was, const collection *now, const uint32_t **rows)
{
    size_t count = was->rows;
    str *text = ARENA_ARRAY(scratch, count, str), *fold = ARENA_ARRAY(scratch, count, str);
    if (!text || !fold)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        TRY(name_of_row(scratch, was, (uint32_t)i, &text[i]));
        TRY(text_fold_in(scratch, text[i], &fold[i]));
    }
    dict texts = {.count = count, .text = text, .fold = fold};
    return link_find_all(scratch, now, true, &texts, rows);
}

/* ---- Columns ---- */

typedef struct relinking {
    const col *old;
    type type; /* of the new links */
    const uint32_t *rows;
    value *items; /* room for the links of a row */
    size_t lost;
} relinking;

static status relink_row(relinking *r, size_t row, col_builder *b)
{
    const col *old = r->old;
    size_t size = old->type.set ? col_set_size(old, row) : !col_missing(old, row), count = 0;
    for (size_t k = 0; k < size; k++) {
        value v = old->type.set ? col_value(old->elements, col_set_item(old, row, k)) : col_value(old, row);
        uint32_t to = r->rows[v.as.row];
        if (to != LINK_NONE)
            r->items[count++] = (value){.type = type_element(r->type), .as.row = to};
        r->lost += to == LINK_NONE;
    }
    value v = {.type = r->type, .missing = count == 0};
    if (!old->type.set && count)
        return col_builder_add(b, &r->items[0]);
    v.as.set.items = r->items;
    v.as.set.count = count;
    return col_builder_add(b, &v);
}

status reload_links(arena *a, arena *scratch, const col *old, type t, const uint32_t *rows, const col_link_order *order, const col **out,
                    size_t *lost)
{
    size_t most = 1; /* links of one row */
    for (size_t row = 0; old->type.set && row < old->count; row++)
        most = col_set_size(old, row) > most ? col_set_size(old, row) : most;
    relinking r = {.old = old, .type = t, .rows = rows, .items = ARENA_ARRAY(scratch, most, value)};
    col_builder *b = col_builder_new(scratch, t, order);
    if (!b || !r.items)
        return ST_NO_MEMORY;
    for (size_t row = 0; row < old->count; row++)
        TRY(relink_row(&r, row, b));
    *lost += r.lost;
    return col_builder_finish(b, a, out);
}

/* ---- Collections ---- */

static bool links_here(const reloading *r, const field *f)
{
    return f->type.kind == TYPE_LINK && f->type.target == r->at;
}

static status relink_collection(reloading *r, size_t index)
{
    collection c = r->data->collections[index];
    field *fields = NULL;
    r->lost = 0;
    for (size_t i = 0; i < c.field_count; i++) {
        if (!links_here(r, &c.fields[i]))
            continue;
        if (!fields) {
            fields = ARENA_ARRAY(r->a, c.field_count, field);
            for (size_t k = 0; fields && k < c.field_count; k++)
                fields[k] = c.fields[k];
        }
        if (!fields)
            return ST_NO_MEMORY;
        TRY(reload_links(r->a, r->scratch, c.fields[i].data, c.fields[i].type, r->rows, &r->order, &fields[i].data, &r->lost));
    }
    if (!fields)
        return ST_OK;
    c.fields = fields;
    return dataset_with(r->a, r->data, &c, index, &r->data);
}

status reload_dataset(arena *a, arena *scratch, const dataset *d, const collection *c, size_t at, diag_bag *bag, const source *from,
                      span where, const dataset **out)
{
    reloading r = {.a = a, .scratch = scratch, .at = (uint16_t)at};
    TRY(dataset_with(a, d, c, at, out));
    if (at == d->count)
        return ST_OK;
    r.data = *out;
    r.was = &d->collections[at];
    r.order = dataset_link_order(*out);
    TRY(reload_rows(scratch, r.was, c, &r.rows));
    for (size_t i = 0; i < d->count; i++) {
        if (i == at)
            continue;
        TRY(relink_collection(&r, i));
        if (r.lost)
            diag_add(bag, W_LOAD_LINK, from, where, "%zu link%s from %.*s to %.*s lead%s to no row any more and %s missing", r.lost,
                     r.lost == 1 ? "" : "s", STR_ARG(d->collections[i].name), STR_ARG(c->name), r.lost == 1 ? "s" : "",
                     r.lost == 1 ? "is" : "are");
    }
    *out = r.data;
    return ST_OK;
}
