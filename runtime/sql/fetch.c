/* Runs the statements of a cut plan and makes columns of their rows. */
#include "runtime/sql/fetch.h"

#include "runtime/sql/fetching.h"

/* Bytes of texts that may gather before they are thrown away. */
enum { TEXTS_KEPT = 1 << 20 };

/* ---- One made collection ---- */

static status builders(fetching *f, col_builder ***out)
{
    *out = ARENA_ARRAY(&f->scratch, f->made->column_count, col_builder *);
    for (size_t i = 0; *out && i < f->made->column_count; i++) {
        (*out)[i] = col_builder_new(&f->scratch, f->made->columns[i].stands_for->type, &f->order);
        if (!(*out)[i])
            return ST_NO_MEMORY;
    }
    return *out ? ST_OK : ST_NO_MEMORY;
}

/* What a column of the statement is, as a field whose cells are read. */
static status made_fields(fetching *f, sql_field **out)
{
    *out = ARENA_ARRAY(&f->scratch, f->made->column_count, sql_field);
    for (size_t i = 0; *out && i < f->made->column_count; i++) {
        const sql_made_column *k = &f->made->columns[i];
        (*out)[i] = (sql_field){.type = k->stands_for->type, .form = k->value.form, .column_count = k->value.parts};
        for (size_t p = 0; p < k->value.parts; p++)
            (*out)[i].columns[p] = k->value.part[p];
    }
    return *out ? ST_OK : ST_NO_MEMORY;
}

static status read_row(fetching *f, sql_cursor *s, const sql_field *fields, col_builder **to, uint64_t row)
{
    for (size_t i = 0; i < f->made->column_count; i++) {
        const sql_made_column *k = &f->made->columns[i];
        if (k->set) {
            TRY(set_note_row(f, s, i));
            continue;
        }
        cell_place p = {.cursor = s,
                        .column = k->at,
                        .field = &fields[i],
                        .own = f->store->own,
                        .table = STR("the answer"),
                        .key = (int64_t)row + 1,
                        .texts = &f->texts,
                        .bag = f->bag};
        value v = {.type = fields[i].type};
        if (v.type.kind == TYPE_LINK)
            TRY(fetch_keys(f, v.type.target, &p.keys));
        TRY(cell_read(&p, &v));
        TRY(col_builder_add(to[i], &v));
    }
    return ST_OK;
}

static status read_rows(fetching *f, sql_cursor *s, const sql_field *fields, col_builder **to, size_t *rows)
{
    bool row = true;
    TRY(sql_next(s, f->bag, &row));
    for (; row; ++*rows) {
        TRY(read_row(f, s, fields, to, *rows));
        if (f->texts.used > TEXTS_KEPT)
            arena_free(&f->texts);
        TRY(sql_next(s, f->bag, &row));
    }
    return ST_OK;
}

/* Which rows the links lead to that the answer may have, its sets among them. */
static status know_links(fetching *f)
{
    for (size_t i = 0; i < f->made->column_count; i++) {
        type t = f->made->columns[i].stands_for->type;
        const key_map *known;
        if (t.kind == TYPE_LINK)
            TRY(fetch_keys(f, t.target, &known));
    }
    return ST_OK;
}

static status fetch_made(fetching *f, collection *out)
{
    const sql_made *m = f->made;
    field *fields = ARENA_ARRAY(f->a, m->column_count, field);
    sql_field *cells = NULL;
    col_builder **to = NULL;
    sql_cursor *s = NULL;
    size_t rows = 0;
    if (!fields)
        return ST_NO_MEMORY;
    TRY(builders(f, &to));
    TRY(made_fields(f, &cells));
    TRY(sets_begin(f));
    TRY(know_links(f)); /* a server answers one question at a time */
    status done = f->store->connection->driver->open(f->store->connection, m->sql.p, m->em.params, m->em.param_count, f->bag, &s);
    if (done == ST_OK)
        done = read_rows(f, s, cells, to, &rows);
    sql_close(s);
    TRY(done);
    for (size_t i = 0; i < m->column_count; i++) {
        fields[i] = out->fields[i];
        if (m->columns[i].set)
            TRY(set_fill(f, i, to[i]));
        TRY(col_builder_finish(to[i], f->a, &fields[i].data));
    }
    out->fields = fields;
    out->rows = rows;
    return ST_OK;
}

/* ---- Notes ---- */

static status count_note(fetching *f, const sql_made_note *n, uint64_t *kept)
{
    sql_cursor *s = NULL;
    bool row = false;
    status done = f->store->connection->driver->open(f->store->connection, n->sql.p, n->params, n->param_count, f->bag, &s);
    if (done == ST_OK)
        done = sql_next(s, f->bag, &row);
    *kept = done == ST_OK && row ? (uint64_t)s->connection->driver->integer(s, 0) : 0;
    sql_close(s);
    return done;
}

/* ---- Premises ---- */

/* Does each of them give one row at most? */
static status look_at_premises(const sql_store *store, const sql_cut *cut, diag_bag *bag, bool *hold)
{
    *hold = true;
    for (size_t i = 0; i < cut->premise_count && *hold; i++) {
        const sql_premise *p = &cut->premises[i];
        sql_cursor *s = NULL;
        bool row = false;
        status done = store->connection->driver->open(store->connection, p->sql.p, p->params, p->param_count, bag, &s);
        if (done == ST_OK)
            done = sql_next(s, bag, &row);
        if (done == ST_OK && row)
            done = sql_next(s, bag, &row);
        sql_close(s);
        TRY(done);
        *hold = !row;
    }
    return ST_OK;
}

/* ---- All of them ---- */

static status fetch_all(fetching *f, const sql_cut *cut, const dataset *loaded, const dataset **out, uint64_t *travelled)
{
    collection *all = ARENA_ARRAY(f->a, loaded->count, collection);
    dataset *d = ARENA_NEW(f->a, dataset);
    if (!all || !d)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < loaded->count; i++)
        all[i] = loaded->collections[i];
    *d = (dataset){all, loaded->count};
    f->order = dataset_link_order(d);
    for (size_t i = 0; i < cut->made_count; i++) {
        f->made = cut->made[i];
        TRY(fetch_made(f, &all[f->made->collection]));
        *travelled += all[f->made->collection].rows;
        for (size_t k = 0; k < f->made->note_count; k++)
            TRY(count_note(f, &f->made->notes[k], &f->made->kept[k]));
    }
    *out = d;
    return ST_OK;
}

/* Rows of the database's own collections of which columns were loaded for the rest. */
static uint64_t loaded_rows(const touched *wanted, const dataset *loaded, size_t count)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < count; i++) {
        bool any = false;
        for (size_t k = 0; wanted->collections[i].fields && k < loaded->collections[i].field_count; k++)
            any |= wanted->collections[i].fields[k];
        rows += any ? loaded->collections[i].rows : 0;
    }
    return rows;
}

status sql_fetch(sql_store *store, const sql_cut *cut, arena *a, diag_bag *bag, const dataset **out, uint64_t *travelled)
{
    bool hold;
    *out = NULL;
    TRY(look_at_premises(store, cut, bag, &hold));
    if (!hold)
        return ST_OK;
    fetching f = {.store = store, .a = a, .bag = bag};
    f.scratch = arena_beside(a);
    touched wanted;
    const dataset *loaded;
    TRY(touched_new(a, cut->data, &wanted));
    TRY(touched_query(&wanted, &cut->rest));
    TRY(store_load(store, &wanted, cut->data, a, bag, &loaded));
    *travelled = loaded_rows(&wanted, loaded, store->layout.count);
    status done = fetch_all(&f, cut, loaded, out, travelled);
    arena_free(&f.scratch);
    arena_free(&f.texts);
    return done;
}
