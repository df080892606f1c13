/* Reads a whole database into memory: a store of which everything is loaded, and that is closed again. */
#include <string.h>

#include "import/database.h"
#include "runtime/sql/sqlite.h"
#include "runtime/sql/store.h"

/* Names and helps are the store's, and that goes. */
static status keep_texts(arena *a, const dataset *d, dataset *out)
{
    collection *collections = ARENA_ARRAY(a, d->count, collection);
    for (size_t i = 0; collections && i < d->count; i++) {
        collection *c = &collections[i];
        *c = d->collections[i];
        field *fields = ARENA_ARRAY(a, c->field_count, field);
        for (size_t k = 0; fields && k < c->field_count; k++) {
            fields[k] = c->fields[k];
            fields[k].name = arena_str(a, fields[k].name);
            fields[k].help = arena_str(a, fields[k].help);
        }
        c->fields = fields;
        c->name = arena_str(a, c->name);
        c->help = arena_str(a, c->help);
    }
    *out = (dataset){.collections = collections, .count = d->count};
    return a->failed ? ST_NO_MEMORY : ST_OK;
}

static status load_all(sql_store *s, arena *a, arena *scratch, diag_bag *bag, const dataset **out)
{
    touched all;
    const dataset *loaded;
    dataset *kept = ARENA_NEW(a, dataset);
    TRY(kept ? touched_new(scratch, s->data, &all) : ST_NO_MEMORY);
    TRY(touched_all(&all));
    TRY(store_begin(s, NULL, bag));
    status done = store_load(s, &all, s->data, a, bag, &loaded);
    store_end(s);
    TRY(done);
    TRY(keep_texts(a, loaded, kept));
    *out = kept;
    return ST_OK;
}

status database_take(arena *a, arena *scratch, sql_connection *c, const foreign_mapping *mapping, diag_bag *bag, const dataset **out)
{
    sql_store *s;
    TRY(store_open_mapped(c, true, mapping, bag, &s));
    status done = load_all(s, a, scratch, bag, out);
    store_close(s);
    return done;
}

status database_read(arena *a, arena *scratch, str path, const foreign_mapping *mapping, diag_bag *bag, const dataset **out)
{
    sql_connection *c;
    TRY(sqlite_connect(path, bag, &c));
    return database_take(a, scratch, c, mapping, bag, out);
}
