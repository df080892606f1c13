/* Loads wanted columns into memory: all rows of a table's in one statement, each set's table in one of its own. */
#include <string.h>

#include "runtime/sql/ask.h"
#include "runtime/sql/cells.h"

/* One load. Collections behind those of the layout are in memory already. */
typedef struct loading {
    sql_store *s;
    sql_connection *c;
    arena *a;      /* of the columns */
    arena scratch; /* until the end */
    arena way;     /* until the table at hand is read */
    arena texts;   /* until the row at hand is read */
    diag_bag *bag;
    const touched *wanted;
    collection *collections; /* of the new dataset */
    field **fields;          /* the fields of those that get columns; NULL for the others */
    key_map *keys;
    dataset *data;
    sbuf text;
} loading;

/* Bytes of texts that may gather before they are thrown away: emptying the arena costs more than a row does. */
enum { TEXTS_KEPT = 1 << 20 };

static bool is_wanted(const loading *l, size_t at, size_t k)
{
    const touched_collection *t = &l->wanted->collections[at];
    return t->fields && t->fields[k] && !l->collections[at].fields[k].data;
}

/* ---- Rows and keys ---- */

/* Must be known which key leads to which row: links lead there, or a set that is wanted has them as its owners. */
static status need_keys(loading *l, size_t at, bool map)
{
    key_map *m = &l->keys[at];
    bool enough = m->known && (!map || m->dense || m->integers || m->texts || m->rows == 0);
    return enough ? ST_OK : keys_read(l->s, &l->s->layout.tables[at], map, &l->scratch, l->bag, m);
}

static status know_rows(loading *l)
{
    size_t count = l->s->layout.count;
    for (size_t i = 0; i < count; i++) {
        const collection *c = &l->collections[i];
        for (size_t k = 0; k < c->field_count; k++)
            if (is_wanted(l, i, k)) {
                TRY(need_keys(l, i, c->fields[k].type.set));
                if (c->fields[k].type.kind == TYPE_LINK)
                    TRY(need_keys(l, c->fields[k].type.target, true));
            }
    }
    for (size_t i = 0; i < count; i++) {
        const touched_collection *t = &l->wanted->collections[i];
        if (t->rows || t->names)
            TRY(need_keys(l, i, false));
        if (l->keys[i].known)
            l->collections[i].rows = l->keys[i].rows;
    }
    return ST_OK;
}

/* ---- Statements ---- */

static void add_columns(loading *l, const sql_field *f)
{
    for (size_t c = 0; c < f->column_count; c++) {
        sbuf_add(&l->text, STR(", "));
        sql_read_name(&l->text, l->c, f->columns[c], f->form);
    }
}

/* The key first (of a table that has none: nothing of use), then the columns of the wanted fields. */
static status select_rows(loading *l, size_t at, sql_cursor **out)
{
    const sql_table *t = &l->s->layout.tables[at];
    sbuf_add(&l->text, STR("SELECT "));
    if (t->key.n)
        sql_name(&l->text, t->key);
    else
        sbuf_add(&l->text, STR("NULL"));
    for (size_t k = 0; k < t->field_count; k++)
        if (!t->fields[k].type.set && is_wanted(l, at, k))
            add_columns(l, &t->fields[k]);
    sbuf_add(&l->text, STR(" FROM "));
    sql_table_name(&l->text, t->schema, t->name);
    sql_row_order(&l->text, l->c, t);
    return sql_start(l->c, &l->text, NULL, 0, l->bag, out);
}

/* In the order of the owners' rows: that is the order of their keys. */
static status select_set(loading *l, size_t at, const sql_field *f, sql_cursor **out)
{
    sbuf_add(&l->text, STR("SELECT "));
    sql_read_name(&l->text, l->c, f->owner, l->s->layout.tables[at].key_form);
    add_columns(l, f);
    sbuf_add(&l->text, STR(" FROM "));
    sql_table_name(&l->text, f->schema, f->table);
    sbuf_add(&l->text, STR(" ORDER BY "));
    sql_order_name(&l->text, l->c, f->owner, l->s->layout.tables[at].key_order);
    return sql_start(l->c, &l->text, NULL, 0, l->bag, out);
}

static void forget_texts(loading *l)
{
    if (l->texts.used > TEXTS_KEPT)
        arena_free(&l->texts);
}

/* ---- Columns of a table ---- */

typedef struct reader {
    size_t field;
    cell_place place;
    col_builder *built;
} reader;

static cell_place place_of(loading *l, size_t at, size_t field, sql_cursor *cursor, size_t column)
{
    const sql_table *t = &l->s->layout.tables[at];
    const sql_field *f = &t->fields[field];
    return (cell_place){.cursor = cursor,
                        .column = column,
                        .field = f,
                        .own = l->s->own,
                        .keys = f->type.kind == TYPE_LINK ? &l->keys[f->type.target] : NULL,
                        .table = f->type.set ? f->table : t->name,
                        .texts = &l->texts,
                        .bag = l->bag};
}

static status make_readers(loading *l, size_t at, sql_cursor *cursor, reader **out, size_t *count)
{
    const sql_table *t = &l->s->layout.tables[at];
    reader *readers = ARENA_ARRAY(&l->way, t->field_count, reader);
    size_t column = 1;
    if (!readers)
        return ST_NO_MEMORY;
    *count = 0;
    for (size_t k = 0; k < t->field_count; k++) {
        if (t->fields[k].type.set || !is_wanted(l, at, k))
            continue;
        reader r = {.field = k, .place = place_of(l, at, k, cursor, column)};
        r.built = col_builder_new(&l->way, t->fields[k].type, NULL);
        if (!r.built)
            return ST_NO_MEMORY;
        readers[(*count)++] = r;
        column += t->fields[k].column_count;
    }
    *out = readers;
    return ST_OK;
}

static status misnumbered(loading *l, size_t at)
{
    str name = l->s->layout.tables[at].name;
    return l->s->own
               ? sql_refuse(l->c, l->bag, E_DATABASE_DAMAGED, "the rows of %.*s are not numbered from 1", STR_ARG(name))
               : sql_refuse(l->c, l->bag, E_DATABASE_DAMAGED, "the rows of %.*s are not as many as there were a moment ago", STR_ARG(name));
}

static status read_row(loading *l, reader *readers, size_t count, int64_t key)
{
    for (size_t i = 0; i < count; i++) {
        value v;
        readers[i].place.key = key;
        TRY(cell_read(&readers[i].place, &v));
        TRY(col_builder_add(readers[i].built, &v));
    }
    forget_texts(l);
    return ST_OK;
}

static status read_rows(loading *l, size_t at, sql_cursor *s, reader *readers, size_t count)
{
    const sql_driver *driver = l->c->driver;
    bool dense = l->s->layout.tables[at].dense, row = true;
    size_t rows = 0;
    TRY(sql_next(s, l->bag, &row));
    for (; row; rows++) {
        bool numbered = !dense || (driver->cell(s, 0) == SQL_CELL_INT && driver->integer(s, 0) == (int64_t)rows + 1);
        if (!numbered || rows == l->keys[at].rows)
            return misnumbered(l, at);
        TRY(read_row(l, readers, count, (int64_t)rows + 1));
        TRY(sql_next(s, l->bag, &row));
    }
    return rows == l->keys[at].rows ? ST_OK : misnumbered(l, at);
}

static status load_scalars(loading *l, size_t at)
{
    sql_cursor *cursor = NULL;
    reader *readers = NULL;
    size_t count = 0;
    TRY(select_rows(l, at, &cursor));
    status done = make_readers(l, at, cursor, &readers, &count);
    if (done == ST_OK)
        done = read_rows(l, at, cursor, readers, count);
    sql_close(cursor);
    for (size_t i = 0; i < count && done == ST_OK; i++)
        done = col_builder_finish(readers[i].built, l->a, &l->fields[at][readers[i].field].data);
    arena_free(&l->way);
    return done;
}

/* ---- Sets ---- */

typedef struct elements {
    value *items;
    size_t count, capacity;
} elements;

/* One set's table on its way: the element at hand belongs to row `owner`. */
typedef struct set_reading {
    cell_place place;
    sql_cursor *cursor;
    const key_map *keys; /* of the owners */
    bool row;            /* there is an element at hand */
    uint32_t owner;
    elements found; /* of the row before */
} set_reading;

static status refuse_owner(loading *l, const set_reading *r)
{
    const sql_field *f = r->place.field;
    return sql_refuse(l->c, l->bag, E_DATABASE_DAMAGED, "%.*s.%.*s in row %lld is not the key of a row that is there", STR_ARG(f->table),
                      STR_ARG(f->owner), (long long)l->c->driver->integer(r->cursor, 0));
}

/* The next element that belongs to a row that is there, behind `least`. */
static status next_element(loading *l, set_reading *r, uint32_t least)
{
    for (;;) {
        TRY(sql_next(r->cursor, l->bag, &r->row));
        if (!r->row)
            return ST_OK;
        r->owner = keys_find(r->keys, r->cursor, 0);
        if (r->owner != KEY_NONE && r->owner >= least)
            return ST_OK;
        if (l->s->own)
            return refuse_owner(l, r);
    }
}

static status take_element(loading *l, set_reading *r)
{
    value v;
    r->place.key = (int64_t)r->owner + 1;
    TRY(cell_read(&r->place, &v));
    if (v.missing)
        return l->s->own ? sql_refuse(l->c, l->bag, E_DATABASE_DAMAGED, "%.*s.%.*s in row %lld is missing", STR_ARG(r->place.table),
                                      STR_ARG(r->place.field->columns[0]), (long long)r->place.key)
                         : ST_OK;
    if (v.type.kind == TYPE_TEXT)
        v.as.text = arena_str(&l->texts, v.as.text); /* the cursor goes on before the row is whole */
    size_t capacity = r->found.capacity;
    value *room = arena_push(&l->way, (void **)&r->found.items, &r->found.count, &capacity, sizeof *room);
    r->found.capacity = capacity;
    if (!room || l->texts.failed)
        return ST_NO_MEMORY;
    *room = v;
    return ST_OK;
}

static status read_set(loading *l, size_t rows, type t, set_reading *r, col_builder *built)
{
    TRY(next_element(l, r, 0));
    for (uint32_t row = 0; row < rows; row++) {
        r->found.count = 0;
        while (r->row && r->owner == row) {
            TRY(take_element(l, r));
            TRY(next_element(l, r, row));
        }
        value v = {.type = t, .missing = r->found.count == 0, .as.set = {r->found.items, r->found.count}};
        TRY(col_builder_add(built, &v));
        forget_texts(l);
    }
    return ST_OK;
}

static status load_set(loading *l, size_t at, size_t k)
{
    const sql_field *f = &l->s->layout.tables[at].fields[k];
    col_link_order order = dataset_link_order(l->data);
    sql_cursor *cursor;
    col_builder *built = col_builder_new(&l->way, f->type, &order);
    if (!built)
        return ST_NO_MEMORY;
    TRY(select_set(l, at, f, &cursor));
    set_reading r = {.place = place_of(l, at, k, cursor, 1), .cursor = cursor, .keys = &l->keys[at]};
    status done = read_set(l, l->collections[at].rows, f->type, &r, built);
    sql_close(cursor);
    if (done == ST_OK)
        done = col_builder_finish(built, l->a, &l->fields[at][k].data);
    arena_free(&l->texts);
    arena_free(&l->way);
    return done;
}

/* ---- All of it ---- */

static bool wants_scalars(const loading *l, size_t at)
{
    bool wants = false;
    for (size_t k = 0; k < l->collections[at].field_count; k++)
        wants |= !l->collections[at].fields[k].type.set && is_wanted(l, at, k);
    return wants;
}

/* Fields that can be filled. */
static status copy_fields(loading *l, size_t at)
{
    collection *c = &l->collections[at];
    bool any = false;
    for (size_t k = 0; k < c->field_count; k++)
        any |= is_wanted(l, at, k);
    if (!any)
        return ST_OK;
    l->fields[at] = ARENA_ARRAY(l->a, c->field_count, field);
    if (!l->fields[at])
        return ST_NO_MEMORY;
    memcpy(l->fields[at], c->fields, c->field_count * sizeof(field));
    return ST_OK;
}

/* Links that sets hold are put in the order of names, so the names come before all sets. */
static status load_columns(loading *l)
{
    size_t count = l->s->layout.count;
    for (size_t i = 0; i < count; i++) {
        TRY(copy_fields(l, i));
        if (wants_scalars(l, i))
            TRY(load_scalars(l, i));
    }
    for (size_t i = 0; i < count; i++) {
        collection named = l->collections[i];
        if (!l->wanted->collections[i].names || named.position)
            continue;
        if (l->fields[i])
            named.fields = l->fields[i];
        TRY(collection_order_names(l->a, &l->way, &named));
        arena_free(&l->way);
        l->collections[i].position = named.position;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < l->collections[i].field_count; k++)
            if (l->collections[i].fields[k].type.set && is_wanted(l, i, k))
                TRY(load_set(l, i, k));
    for (size_t i = 0; i < count; i++)
        if (l->fields[i])
            l->collections[i].fields = l->fields[i];
    return ST_OK;
}

static status load(loading *l, const dataset *base)
{
    l->data = ARENA_NEW(l->a, dataset);
    l->collections = ARENA_ARRAY(l->a, base->count, collection);
    l->fields = ARENA_ARRAY(&l->scratch, base->count, field *);
    l->keys = ARENA_ARRAY(&l->scratch, base->count, key_map);
    if (!l->data || !l->collections || !l->fields || !l->keys)
        return ST_NO_MEMORY;
    memcpy(l->collections, base->collections, base->count * sizeof *l->collections);
    *l->data = (dataset){.collections = l->collections, .count = base->count};
    TRY(know_rows(l));
    return load_columns(l);
}

status store_load(sql_store *s, const touched *wanted, const dataset *base, arena *a, diag_bag *bag, const dataset **out)
{
    loading l = {.s = s, .c = s->connection, .a = a, .scratch = arena_beside(a), .way = arena_beside(a), .bag = bag, .wanted = wanted};
    status done = load(&l, base);
    arena_free(&l.scratch);
    arena_free(&l.way);
    arena_free(&l.texts);
    sbuf_free(&l.text);
    if (done == ST_OK)
        *out = l.data;
    return done;
}
