/* Finding things in a catalogue by their names. */
#include "runtime/sql/foreign_catalogue.h"

static bool same_name(const foreign_catalogue *f, str a, str b)
{
    return f->exact ? str_equal(a, b) : str_equal_nocase(a, b);
}

size_t foreign_find_table(const foreign_catalogue *f, str schema, str name)
{
    for (size_t i = 0; i < f->count; i++)
        if (same_name(f, f->tables[i].name, name) && same_name(f, f->tables[i].schema, schema))
            return i;
    return SIZE_MAX;
}

size_t foreign_find_column(const foreign_catalogue *f, const foreign_table *t, str name)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (same_name(f, t->columns[i].name, name))
            return i;
    return SIZE_MAX;
}

bool foreign_add_link(foreign_table *t, arena *a, foreign_link link)
{
    foreign_link *added = arena_push(a, (void **)&t->links, &t->link_count, &t->link_capacity, sizeof *added);
    if (added)
        *added = link;
    return added;
}
