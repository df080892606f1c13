/* Finding collections and fields, and the names and order of linked rows. */
#include "runtime/model/dataset.h"

#include <string.h>

int32_t dataset_find(const dataset *d, str name)
{
    for (size_t i = 0; i < d->count; i++)
        if (str_equal_nocase(d->collections[i].name, name))
            return (int32_t)i;
    return -1;
}

int32_t collection_find(const collection *c, str field_name)
{
    for (size_t i = 0; i < c->field_count; i++)
        if (str_equal_nocase(c->fields[i].name, field_name))
            return (int32_t)i;
    return -1;
}

str collection_row_name(const collection *c, uint32_t row)
{
    if (c->name_field < 0 || row >= c->rows)
        return STR("");
    const col *names = c->fields[c->name_field].data;
    return col_missing(names, row) ? STR("") : names->dict->text[col_int_at(&names->first, row)];
}

static uint32_t link_position(const void *data, uint16_t target, uint32_t row)
{
    const dataset *d = data;
    if (target >= d->count || row >= d->collections[target].rows || !d->collections[target].position)
        return row;
    return d->collections[target].position[row];
}

status dataset_with(arena *a, const dataset *d, const collection *c, size_t at, const dataset **out)
{
    size_t count = at < d->count ? d->count : d->count + 1;
    dataset *made = ARENA_NEW(a, dataset);
    collection *collections = ARENA_ARRAY(a, count, collection);
    if (!made || !collections)
        return ST_NO_MEMORY;
    memcpy(collections, d->collections, d->count * sizeof *collections);
    collections[at] = *c;
    *made = (dataset){.collections = collections, .count = count};
    *out = made;
    return ST_OK;
}

col_link_order dataset_link_order(const dataset *d)
{
    return (col_link_order){.data = d, .position = link_position};
}
