/* The stored sets of rows that came from a database: asked for by the rows' keys, many at a time. */
#include <stdlib.h>
#include <string.h>

#include "runtime/sql/fetching.h"

/* Keys of one question. */
enum { KEYS_ASKED = 5000 };

typedef struct set_keys {
    row_key *items; /* of the rows, in their order */
    size_t count, capacity;
} set_keys;

/* The elements of one row. */
typedef struct set_group {
    row_key key;
    size_t begin, count;
} set_group;

typedef struct gathered_sets {
    set_group *groups; /* by key */
    size_t group_count, group_capacity;
    value *values;
    size_t value_count, value_capacity;
} gathered_sets;

status fetch_keys(fetching *f, uint16_t target, const key_map **out)
{
    if (!f->maps) {
        f->maps = ARENA_ARRAY(&f->scratch, f->store->layout.count, key_map);
        f->mapped = ARENA_ARRAY(&f->scratch, f->store->layout.count, bool);
        if (!f->maps || !f->mapped)
            return ST_NO_MEMORY;
    }
    if (!f->mapped[target])
        TRY(keys_read(f->store, &f->store->layout.tables[target], true, &f->scratch, f->bag, &f->maps[target]));
    f->mapped[target] = true;
    *out = &f->maps[target];
    return ST_OK;
}

/* ---- Keys ---- */

status sets_begin(fetching *f)
{
    f->sets = ARENA_ARRAY(&f->scratch, f->made->column_count, set_keys);
    return f->sets ? ST_OK : ST_NO_MEMORY;
}

static bool is_integer(const fetching *f, size_t column)
{
    return f->store->layout.tables[f->made->columns[column].collection].key_type.kind == TYPE_INT;
}

static status read_key(fetching *f, sql_cursor *s, size_t at, bool integer, row_key *out)
{
    *out = (row_key){0};
    if (integer) {
        out->integer = s->connection->driver->integer(s, at);
        return ST_OK;
    }
    out->text = arena_str(&f->scratch, s->connection->driver->text(s, at));
    return f->scratch.failed ? ST_NO_MEMORY : ST_OK;
}

status set_note_row(fetching *f, sql_cursor *s, size_t column)
{
    set_keys *k = &f->sets[column];
    row_key *key = arena_push(&f->scratch, (void **)&k->items, &k->count, &k->capacity, sizeof *key);
    return key ? read_key(f, s, f->made->columns[column].at, is_integer(f, column), key) : ST_NO_MEMORY;
}

static int compare_keys(const void *a, const void *b)
{
    const row_key *x = a, *y = b;
    if (x->integer != y->integer)
        return x->integer < y->integer ? -1 : 1;
    return str_compare(x->text, y->text);
}

/* The keys in their order, each once. */
static status sorted_keys(fetching *f, const set_keys *k, row_key **out, size_t *count)
{
    row_key *keys = ARENA_ARRAY(&f->scratch, k->count, row_key);
    *count = 0;
    if (!keys)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < k->count; i++)
        keys[i] = k->items[i];
    if (k->count > 1)
        qsort(keys, k->count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < k->count; i++)
        if (*count == 0 || compare_keys(&keys[*count - 1], &keys[i]) != 0)
            keys[(*count)++] = keys[i];
    *out = keys;
    return ST_OK;
}

/* ---- Questions ---- */

static void json_string(sbuf *out, str s)
{
    sbuf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20)
            sbuf_printf(out, "\\u%04x", c);
        else if (c == '"' || c == '\\')
            sbuf_printf(out, "\\%c", c);
        else
            sbuf_char(out, (char)c);
    }
    sbuf_char(out, '"');
}

/* The keys as one parameter: a list, or for SQLite a text in JSON. */
static status keys_param(fetching *f, const row_key *keys, size_t count, bool integer, sql_param *out)
{
    sbuf b = {0};
    bool list = f->made->em.dialect->functions == FUNCTION_POSTGRES;
    int64_t *integers = ARENA_ARRAY(&f->scratch, count, int64_t);
    str *texts = ARENA_ARRAY(&f->scratch, count, str);
    if (!integers || !texts)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        integers[i] = keys[i].integer;
        texts[i] = keys[i].text;
        if (texts[i].n && memchr(texts[i].p, 0, texts[i].n))
            return sql_refuse(f->store->connection, f->bag, E_DATABASE_FOREIGN,
                              "a key has a NUL in it"); /* which ends texts in SQLite's JSON */
    }
    if (list) {
        *out = (sql_param){.kind = integer ? SQL_PARAM_INTS : SQL_PARAM_TEXTS, .integers = integers, .texts = texts, .count = count};
        return ST_OK;
    }
    for (size_t i = 0; i < count; i++) {
        sbuf_char(&b, i ? ',' : '[');
        if (integer)
            sbuf_printf(&b, "%lld", (long long)keys[i].integer);
        else
            json_string(&b, keys[i].text);
    }
    sbuf_char(&b, ']');
    *out = (sql_param){.kind = SQL_PARAM_TEXT, .text = b.failed ? (str){0} : arena_str(&f->scratch, sbuf_str(&b))};
    bool done = !b.failed && !f->scratch.failed;
    sbuf_free(&b);
    return done ? ST_OK : ST_NO_MEMORY;
}

static str question(fetching *f, const sql_made_column *k, bool integer)
{
    emitter em = {.a = &f->scratch, .dialect = f->made->em.dialect, .layout = f->made->em.layout};
    const sql_table *owners = &em.layout->tables[k->collection];
    str alias = STR("s"), owner = emit_column(&em, alias, k->set->owner);
    if (em.layout->foreign)
        owner = foreign_key_sent(&em, owners, foreign_key(&em, owners, owner));
    str table = emit_table(&em, k->set->schema, k->set->table, alias);
    str among = em.dialect->among(em.a, owner, type_of(integer ? TYPE_INT : TYPE_TEXT), 1);
    str order = integer ? owner : em.dialect->by_code_point(em.a, owner);
    str first = emit_column(&em, alias, k->set->columns[0]);
    if (em.layout->foreign && k->set->type.kind == TYPE_LINK)
        first = foreign_key_sent(&em, &em.layout->tables[k->set->type.target], first);
    str second = k->set->column_count > 1 ? emit_column(&em, alias, k->set->columns[1]) : (str){0};
    return arena_printf(em.a, "SELECT %.*s, %.*s%s%.*s FROM %.*s WHERE %.*s ORDER BY %.*s", STR_ARG(owner), STR_ARG(first),
                        second.n ? ", " : "", STR_ARG(second), STR_ARG(table), STR_ARG(among), STR_ARG(order));
}

static status take_element(fetching *f, sql_cursor *s, const sql_made_column *k, bool integer, gathered_sets *to)
{
    row_key key;
    sql_field element = *k->set;
    element.type = type_element(k->set->type);
    value v = {.type = element.type};
    cell_place p = {.cursor = s,
                    .column = 1,
                    .field = &element,
                    .own = f->store->own,
                    .table = k->set->table,
                    .key = 0,
                    .texts = &f->scratch,
                    .bag = f->bag};
    TRY(read_key(f, s, 0, integer, &key));
    p.key = key.integer;
    if (v.type.kind == TYPE_LINK)
        TRY(fetch_keys(f, v.type.target, &p.keys));
    TRY(cell_read(&p, &v));
    if (v.missing)
        return ST_OK;
    set_group *g = to->group_count ? &to->groups[to->group_count - 1] : NULL;
    if (!g || compare_keys(&g->key, &key) != 0) {
        g = arena_push(&f->scratch, (void **)&to->groups, &to->group_count, &to->group_capacity, sizeof *g);
        if (!g)
            return ST_NO_MEMORY;
        *g = (set_group){.key = key, .begin = to->value_count};
    }
    value *room = arena_push(&f->scratch, (void **)&to->values, &to->value_count, &to->value_capacity, sizeof *room);
    if (!room)
        return ST_NO_MEMORY;
    g->count++;
    *room = v;
    if (v.type.kind == TYPE_TEXT)
        room->as.text = arena_str(&f->scratch, v.as.text);
    return f->scratch.failed ? ST_NO_MEMORY : ST_OK;
}

static status ask(fetching *f, const sql_made_column *k, str sql, const sql_param *keys, bool integer, gathered_sets *to)
{
    sql_cursor *s = NULL;
    bool row = false;
    status done = f->store->connection->driver->open(f->store->connection, sql.p, keys, 1, f->bag, &s);
    if (done == ST_OK)
        done = sql_next(s, f->bag, &row);
    while (done == ST_OK && row) {
        done = take_element(f, s, k, integer, to);
        if (done == ST_OK)
            done = sql_next(s, f->bag, &row);
    }
    sql_close(s);
    return done;
}

static status gather(fetching *f, size_t column, gathered_sets *to)
{
    const sql_made_column *k = &f->made->columns[column];
    bool integer = is_integer(f, column);
    row_key *keys;
    size_t count;
    TRY(sorted_keys(f, &f->sets[column], &keys, &count));
    str sql = question(f, k, integer);
    if (f->scratch.failed)
        return ST_NO_MEMORY;
    for (size_t begin = 0; begin < count; begin += KEYS_ASKED) {
        sql_param param;
        TRY(keys_param(f, keys + begin, count - begin < KEYS_ASKED ? count - begin : KEYS_ASKED, integer, &param));
        TRY(ask(f, k, sql, &param, integer, to));
    }
    return ST_OK;
}

/* ---- As a column ---- */

static const set_group *group_of(const gathered_sets *g, const row_key *key)
{
    size_t low = 0, high = g->group_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_keys(&g->groups[middle].key, key);
        if (order == 0)
            return &g->groups[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

status set_fill(fetching *f, size_t column, col_builder *to)
{
    gathered_sets all = {0};
    const set_keys *k = &f->sets[column];
    TRY(gather(f, column, &all));
    for (size_t i = 0; i < k->count; i++) {
        const set_group *g = group_of(&all, &k->items[i]);
        value v = {.type = f->made->columns[column].stands_for->type, .missing = !g};
        if (g) {
            v.as.set.items = all.values + g->begin;
            v.as.set.count = g->count;
        }
        TRY(col_builder_add(to, &v));
    }
    return ST_OK;
}
