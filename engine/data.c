/* Opening data, and running plans over it wherever it is. */
#include "engine/data.h"
#include "engine/mapping.h"

#include <strings.h>
#include <sys/stat.h>

#include "import/database.h"
#include "runtime/query/note.h"
#include "runtime/sql/fetch.h"
#include "runtime/sql/postgres.h"
#include "runtime/sql/sqlite.h"
#include "runtime/sql/store.h"
#include "stdlib/functions.h"

/* ---- Opening ---- */

typedef enum backend { IN_MEMORY, IN_SQLITE, IN_POSTGRES } backend;

/* A server, not a file. */
static bool is_server(const data_place *place)
{
    str database = str_of(place->database);
    return place->server_count || str_starts(database, STR("postgresql://")) || str_starts(database, STR("postgres://"));
}

static status refuse_backend(const char *name, const char *what, const char *hint, diag_bag *bag)
{
    diag *d = diag_add(bag, E_SETTING, NULL, (span){0}, "backend is set to \"%s\", %s", name, what);
    diag_hint(bag, d, "%s", hint);
    return ST_ERROR;
}

static status find_backend(const data_place *place, diag_bag *bag, backend *out)
{
    static const char *const names[] = {[IN_MEMORY] = "memory", [IN_SQLITE] = "sqlite", [IN_POSTGRES] = "postgres"};
    bool server = is_server(place);
    *out = server ? IN_POSTGRES : place->database ? IN_SQLITE : IN_MEMORY;
    if (!place->backend)
        return ST_OK;
    backend asked = IN_MEMORY;
    while (asked <= IN_POSTGRES && strcasecmp(names[asked], place->backend) != 0)
        asked++;
    if (asked > IN_POSTGRES)
        return refuse_backend(place->backend, "which is none", "write memory, sqlite or postgres", bag);
    if (asked == IN_SQLITE && server)
        return refuse_backend(place->backend, "but the data is in PostgreSQL",
                              "write postgres, or memory to read all of it into memory first", bag);
    if (asked == IN_POSTGRES && !server)
        return refuse_backend(place->backend, place->database ? "but the database is a file" : "but no server is named",
                              "a server is named as postgresql://user@host/database", bag);
    *out = asked;
    return ST_OK;
}

/* Bytes of a file that is checked as a whole when it is opened. A larger one would keep people waiting: what is damaged in it shows when it is read, since no cell is believed. */
static const off_t CHECKED_WHOLE = 8 << 20;

static status open_file(data_source *out, const char *path, const foreign_mapping *mapping, diag_bag *bag)
{
    struct stat info;
    sql_connection *c;
    bool small = stat(path, &info) != 0 || info.st_size <= CHECKED_WHOLE;
    TRY(sqlite_connect(str_of(path), bag, &c));
    return store_open_mapped(c, small, mapping, bag, &out->store);
}

/* The built-in data, in a database of its own. */
static status open_private(data_source *out, diag_bag *bag)
{
    arena scratch = {0};
    sqlite3 *db;
    sql_connection *c;
    status done = database_in_memory(stdlib_data(), &scratch, bag, &db);
    arena_free(&scratch);
    TRY(done);
    TRY(sqlite_adopt(db, STR("the built-in data"), bag, &c));
    return store_open(c, false, bag, &out->store);
}

static status connect_server(const data_place *place, diag_bag *bag, sql_connection **out)
{
    arena scratch = {0};
    sql_setting *settings = ARENA_ARRAY(&scratch, place->server_count, sql_setting);
    status done = settings ? ST_OK : ST_NO_MEMORY;
    for (size_t i = 0; settings && i < place->server_count; i++)
        settings[i] = (sql_setting){place->server[i].name, place->server[i].value};
    if (done == ST_OK)
        done = postgres_open(place->database, settings, place->server_count, NULL, bag, out);
    arena_free(&scratch);
    return done;
}

static status open_server(data_source *out, const data_place *place, const foreign_mapping *mapping, diag_bag *bag)
{
    sql_connection *c;
    TRY(connect_server(place, bag, &c));
    return store_open_mapped(c, false, mapping, bag, &out->store);
}

static status read_whole(data_source *out, arena *memory, const data_place *place, const foreign_mapping *mapping, diag_bag *bag)
{
    sql_connection *c;
    TRY(is_server(place) ? connect_server(place, bag, &c) : sqlite_connect(str_of(place->database), bag, &c));
    arena scratch = {0};
    out->name = arena_str(memory, str_of(c->shown)).p; /* where that fails, so will the rest */
    status done = database_take(memory, &scratch, c, mapping, bag, &out->data);
    arena_free(&scratch);
    return done;
}

/* A mapping lies where what is told of it does. */
static status find_mapping(const data_place *place, diag_bag *bag, const foreign_mapping **out)
{
    *out = NULL;
    if (!place->mapping)
        return ST_OK;
    if (place->database || is_server(place))
        return mapping_read(place->mapping, bag->memory, bag, out);
    diag_add(bag, E_MAPPING, NULL, (span){0, 0}, "%s is a mapping for a database, and there is none", place->mapping);
    return ST_ERROR;
}

status data_open(data_source *out, arena *memory, const data_place *place, diag_bag *bag, bool *misused)
{
    backend chosen;
    const foreign_mapping *mapping;
    status found = find_backend(place, bag, &chosen);
    *misused = found == ST_ERROR;
    TRY(found);
    TRY(find_mapping(place, bag, &mapping));
    if (chosen == IN_MEMORY && !place->database && !is_server(place)) {
        out->data = stdlib_data();
        return ST_OK;
    }
    if (chosen == IN_MEMORY)
        return read_whole(out, memory, place, mapping, bag);
    if (chosen == IN_POSTGRES)
        TRY(open_server(out, place, mapping, bag));
    else
        TRY(place->database ? open_file(out, place->database, mapping, bag) : open_private(out, bag));
    out->data = out->store->data;
    out->name = place->database || is_server(place) ? out->store->connection->shown : NULL;
    return ST_OK;
}

void data_close(data_source *d)
{
    store_close(d->store);
    d->store = NULL;
}

/* ---- Bounds ---- */

static sql_bounds bounds_of(const exec_control *control)
{
    if (!control)
        return (sql_bounds){0};
    return (sql_bounds){.stop = control->stop, .stop_data = control->stop_data, .timeout_ms = control->timeout_ms};
}

/* The arena's limit while something is made that may take so much more; the caller puts the old one back. */
static size_t limit_more(arena *a, size_t more)
{
    size_t before = a->limit;
    bool fits = more > 0 && more <= SIZE_MAX - a->used;
    if (fits && (before == 0 || a->used + more < before))
        a->limit = a->used + more;
    return before;
}

/* ---- Looking into columns ---- */

/* One look. What goes wrong here goes wrong again when the query runs, and is told then; what takes more time or memory than a statement may is not looked for. */
typedef struct looking {
    const data_source *d;
    size_t limit; /* the store's own */
    arena said;
    diag_bag bag;
} looking;

static bool look_begin(looking *l, void *data, uint16_t collection)
{
    const data_source *d = data;
    sql_bounds bounds = bounds_of(d->looks);
    *l = (looking){.d = d};
    l->bag.memory = &l->said;
    if (collection < d->store->layout.count && store_begin(d->store, &bounds, &l->bag) == ST_OK) {
        l->limit = limit_more(&d->store->memory, d->looks ? d->looks->max_memory : 0);
        return true;
    }
    arena_free(&l->said);
    return false;
}

static void look_end(looking *l)
{
    store_end(l->d->store);
    l->d->store->memory.limit = l->limit;
    l->d->store->memory.failed = false; /* what did not fit is not there; what comes may */
    arena_free(&l->said);
}

typedef status column_reader(sql_store *s, uint16_t collection, uint16_t field, diag_bag *bag, const col **out);

static const col *look_with(column_reader *read, void *data, uint16_t collection, uint16_t field)
{
    looking l;
    const col *found = NULL;
    if (!look_begin(&l, data, collection))
        return NULL;
    status done = read(l.d->store, collection, field, &l.bag, &found);
    look_end(&l);
    return done == ST_OK ? found : NULL;
}

static const col *look_at_column(void *data, uint16_t collection, uint16_t field)
{
    return look_with(store_column, data, collection, field);
}

static const col *look_at_values(void *data, uint16_t collection, uint16_t field)
{
    return look_with(store_values, data, collection, field);
}

static check_answer look_for(void *data, uint16_t collection, uint16_t field, const value *v, bool exact)
{
    static const check_answer answers[] = {[STORE_NO] = CHECK_NO, [STORE_YES] = CHECK_YES, [STORE_UNKNOWN] = CHECK_UNKNOWN};
    looking l;
    store_answer found = STORE_UNKNOWN;
    if (!look_begin(&l, data, collection))
        return CHECK_UNKNOWN;
    status done = store_occurs(l.d->store, collection, field, v, exact, &l.bag, &found);
    look_end(&l);
    return done == ST_OK ? answers[found] : CHECK_UNKNOWN;
}

static bool look_at_some_extent(void *data, uint16_t collection, uint16_t field, period *firsts, period *lasts)
{
    looking l;
    bool found = false;
    if (!look_begin(&l, data, collection))
        return false;
    status done = store_some_extent(l.d->store, collection, field, &l.bag, firsts, lasts, &found);
    look_end(&l);
    return done == ST_OK && found;
}

check_columns data_columns(const data_source *d)
{
    if (!d->store)
        return (check_columns){0};
    return (check_columns){(void *)(uintptr_t)d, look_at_column, look_at_values, look_for, look_at_some_extent};
}

/* ---- Loading and running ---- */

/* `from` and `where`: what it is for. */
static status load_within(const data_source *d, const touched *wanted, const dataset *base, arena *a, const exec_control *control,
                          const source *from, span where, diag_bag *bag, const dataset **out)
{
    sql_bounds bounds = bounds_of(control);
    size_t most = control ? control->max_memory : 0;
    *out = base;
    if (!d->store)
        return ST_OK;
    TRY(store_begin(d->store, &bounds, bag));
    exec_progress before = exec_stage(control, "reading columns from the database", 0);
    size_t limit = limit_more(a, most);
    status done = store_load(d->store, wanted, base, a, bag, out);
    a->limit = limit;
    exec_stage_back(control, before);
    store_end(d->store);
    if (done != ST_NO_MEMORY || most == 0)
        return done;
    diag *said =
        diag_add(bag, E_MEMORY_LIMIT, from, where, "the columns that are read take more than the %zu bytes of memory it may use", most);
    diag_hint(bag, said, "allow more memory, or narrow the rows with a where first");
    return ST_LIMIT;
}

status data_load(const data_source *d, const touched *wanted, const dataset *base, arena *a, const exec_control *control, diag_bag *bag,
                 const dataset **out)
{
    return load_within(d, wanted, base, a, control, NULL, (span){0, 0}, bag, out);
}

status data_load_all(const data_source *d, const dataset *base, arena *a, const exec_control *control, diag_bag *bag, const dataset **out)
{
    touched all;
    TRY(touched_new(a, base, &all));
    TRY(touched_all(&all));
    return data_load(d, &all, base, a, control, bag, out);
}

/* Over the columns that the plan looks at, all their rows. */
static status run_loaded(const data_source *d, const plan_query *query, const dataset *base, arena *memory, const exec_control *control,
                         diag_bag *bag, const result **out)
{
    touched wanted;
    arena scratch = {0};
    const dataset *data = base;
    status done = touched_new(&scratch, base, &wanted);
    if (done == ST_OK)
        done = touched_query(&wanted, query);
    if (done == ST_OK)
        done = load_within(d, &wanted, base, memory, control, query->from, query->where, bag, &data);
    arena_free(&scratch);
    return done == ST_OK ? exec_run(memory, query, data, control, bag, out) : done;
}

/* Rows that are worth a note when they come here for a query that the database could not finish. */
enum { MANY_ROWS = 100000 };

static status tell_travelled(const sql_cut *cut, uint64_t rows, diag_bag *bag)
{
    bool finished = cut->rest.root->kind == PLAN_SCAN;
    if (finished || rows <= MANY_ROWS)
        return ST_OK;
    diag_add(bag, N_ROWS_TRAVELLED, cut->rest.from, cut->rest.where, "%llu rows came from the database, since memory does what it cannot",
             (unsigned long long)rows);
    return ST_OK;
}

static status fetch(const data_source *d, const sql_cut *cut, arena *memory, const exec_control *control, diag_bag *bag,
                    const dataset **data, uint64_t *rows)
{
    sql_bounds bounds = bounds_of(control);
    bool known = false;
    exec_progress before = exec_stage(control, "asking the database", 0);
    status done = store_begin(d->store, &bounds, bag);
    if (done == ST_OK)
        done = store_known(d->store, bag, &known);
    if (done == ST_OK && !known) { /* memory believes no cell */
        diag_add(bag, E_DATABASE_FOREIGN, NULL, (span){0, 0}, "somebody wrote into it since it was opened");
        done = ST_IO;
    }
    if (done == ST_OK)
        done = sql_fetch(d->store, cut, memory, bag, data, rows);
    store_end(d->store);
    exec_stage_back(control, before);
    return done;
}

/* Cuts the plan, and has what the database does done there. */
static status cut_and_fetch(const data_source *d, const plan_query *query, const dataset *base, arena *memory, const exec_control *control,
                            diag_bag *bag, sql_cut *cut, const dataset **data)
{
    const sql_dialect *dialect = dialect_of(d->store->connection);
    uint64_t rows = 0;
    TRY(sql_cut_query(memory, &d->store->layout, dialect, base, query, cut));
    TRY(fetch(d, cut, memory, control, bag, data, &rows));
    if (!*data) { /* it counted on what is not so */
        TRY(sql_cut_anyhow(memory, &d->store->layout, dialect, base, query, cut));
        TRY(fetch(d, cut, memory, control, bag, data, &rows));
    }
    return tell_travelled(cut, rows, bag);
}

/* What the database can do it does; memory finishes. *fetched is false when the database could not do what it was asked after all. */
static status run_cut(const data_source *d, const plan_query *query, const dataset *base, arena *memory, const exec_control *control,
                      diag_bag *bag, const result **out, bool *fetched)
{
    const dataset *data = NULL;
    size_t most = control ? control->max_memory : 0, limit = limit_more(memory, most);
    sql_cut *cut = ARENA_NEW(memory, sql_cut);
    status done = cut ? cut_and_fetch(d, query, base, memory, control, bag, cut, &data) : ST_NO_MEMORY;
    memory->limit = limit;
    *fetched = done != ST_IO;
    if (done == ST_NO_MEMORY && most > 0) {
        note_memory_limit(bag, query->from, query->where, most);
        return ST_LIMIT;
    }
    TRY(done);
    return exec_run(memory, &cut->rest, data, control, bag, out);
}

/* What no database may fail on memory can do: the error becomes a note. A damaged database fails there, too. */
static void tell_refused(const data_source *d, const plan_query *query, size_t said, size_t errors, diag_bag *bag)
{
    str why = bag->count > said ? arena_str(bag->memory, bag->items[bag->count - 1]->message) : STR("");
    bool overflowed = d->store->connection->overflowed; /* a sum: for memory it is missing, and that is told there */
    d->store->connection->overflowed = false;
    bag->count = said;
    bag->error_count = errors;
    if (!overflowed)
        diag_add(bag, N_DATABASE_REFUSED, query->from, query->where, "memory does this, since the database would not: %.*s", STR_ARG(why));
}

bool data_is_cut(const data_source *d)
{
    /* Where texts are in another encoding, the server's functions of text mean something else. */
    return d->store && (!postgres_is(d->store->connection) || postgres_is_utf8(d->store->connection));
}

status data_run(const data_source *d, const plan_query *query, const dataset *base, arena *memory, const exec_control *control,
                diag_bag *bag, const result **out)
{
    size_t said = bag->count, errors = bag->error_count;
    bool fetched = false;
    if (!d->store)
        return exec_run(memory, query, base, control, bag, out);
    if (!data_is_cut(d))
        return run_loaded(d, query, base, memory, control, bag, out);
    status done = run_cut(d, query, base, memory, control, bag, out, &fetched);
    if (fetched || done != ST_IO)
        return done;
    tell_refused(d, query, said, errors, bag);
    return run_loaded(d, query, base, memory, control, bag, out);
}
