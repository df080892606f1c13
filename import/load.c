/* From a file to a collection. */
#include "import/loading.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/text.h"

/* ---- What all parts of it need ---- */

static diag *say(loading *l, diag_code code, span where, const char *format, va_list args)
{
    str message = arena_vprintf(l->scratch, format, args);
    return diag_add(l->bag, code, l->request->from, where, "%.*s%.*s", STR_ARG(l->file), STR_ARG(message));
}

diag *load_say(loading *l, diag_code code, span where, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    diag *d = say(l, code, where, format, args);
    va_end(args);
    return d;
}

status load_refuse(loading *l, diag_code code, span where, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(l, code, where, format, args);
    va_end(args);
    return ST_ERROR;
}

size_t load_line(const loading *l, const table_column *c, size_t item)
{
    return l->table.lines[column_row_of(c, item)];
}

str load_name(loading *l, str name)
{
    bool plain = name.n && !(name.p[0] >= '0' && name.p[0] <= '9');
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        plain = plain && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
    }
    return plain ? name : arena_printf(l->scratch, "`%.*s`", STR_ARG(name));
}

status load_poll(loading *l, size_t more)
{
    const exec_control *c = l->request->control;
    size_t used = more + l->a->used + l->scratch->used + table_bytes(&l->table);
    if (c->progress && !c->progress->total && l->table.rows > c->progress->done)
        exec_advance(c, l->table.rows - c->progress->done);
    if (c->stop && c->stop(c->stop_data))
        return ST_CANCELLED;
    if (!c->max_memory || used <= c->max_memory)
        return ST_OK;
    diag *d = diag_add(l->bag, E_MEMORY_LIMIT, l->request->from, l->request->where,
                       "%.*s needs more than the %zu bytes of memory it may use", STR_ARG(l->file), c->max_memory);
    diag_hint(l->bag, d, "allow more memory, or load a smaller file");
    return ST_LIMIT;
}

status load_add_column(loading *l, str name, table_column **out)
{
    table *t = &l->table;
    span where = l->request->where;
    size_t same = table_find_column(t, name);
    if (!name.n)
        return load_refuse(l, E_LOAD_FORM, where, ": column %zu has no name", t->column_count + 1);
    if (same != SIZE_MAX)
        return load_refuse(l, E_LOAD_FORM, where, ": columns %zu and %zu are both called \"%.*s\"", same + 1, t->column_count + 1,
                           LOAD_SHOWN(name));
    if (t->column_count == LOAD_COLUMNS_MAX)
        return load_refuse(l, E_LOAD_FORM, where, " has more than %d columns", LOAD_COLUMNS_MAX);
    *out = table_add_column(t, l->scratch, name);
    return *out ? ST_OK : ST_NO_MEMORY;
}

/* ---- The file ---- */

static status refuse_file(loading *l, const char *reason)
{
    str path = arena_str(l->scratch, l->request->path);
    diag *d = diag_add(l->bag, E_LOAD_OPEN, l->request->from, l->request->where, "%s cannot be read: %s",
                       path.n ? path.p : "a file without a name", reason);
    diag_hint(l->bag, d, "paths are relative to the folder that cyq was started in");
    return ST_IO;
}

static status poll_file(void *data, size_t size)
{
    return load_poll(data, size);
}

/* The bytes of the file, to be freed in any case. */
static status read_file(loading *l, file_content *out)
{
    if (l->request->forbidden) {
        diag_add(l->bag, E_FILES_FORBIDDEN, l->request->from, l->request->where, "statements may not read files here");
        return ST_ERROR;
    }
    str path = arena_str(l->scratch, l->request->path);
    if (l->scratch->failed)
        return ST_NO_MEMORY;
    file_request r = {.path = path.p, .most = LOAD_FILE_MAX, .too_long = "it is larger than 2 GB", .poll = poll_file, .data = l};
    status done = file_read_whole(&r, out);
    return done == ST_IO ? refuse_file(l, out->reason) : done;
}

static status refuse_bytes(loading *l, str text, size_t bad)
{
    size_t line = 1, column = 1;
    for (size_t i = 0; i < bad; i++) {
        column = text.p[i] == '\n' ? 1 : column + 1;
        line += text.p[i] == '\n';
    }
    diag *d = load_say(l, E_LOAD_TEXT, l->request->where, " is not valid UTF-8: the first wrong byte is number %zu of line %zu%s", column,
                       line, text.p[bad] ? "" : " (a NUL)");
    diag_hint(l->bag, d, "save it as UTF-8; a spreadsheet calls that \"CSV UTF-8\"");
    return ST_ERROR;
}

/* ---- Formats ---- */

static const struct {
    str ending;
    status (*read)(loading *l, str text);
} formats[] = {{STR_INIT("csv"), table_read_csv},   {STR_INIT("tsv"), table_read_tsv},     {STR_INIT("tab"), table_read_tsv},
               {STR_INIT("json"), table_read_json}, {STR_INIT("jsonl"), table_read_jsonl}, {STR_INIT("ndjson"), table_read_jsonl}};

enum { FORMATS = sizeof formats / sizeof *formats };

static str ending_of(str name)
{
    size_t dot = name.n;
    while (dot && name.p[dot - 1] != '.')
        dot--;
    return dot ? (str){name.p + dot, name.n - dot} : (str){"", 0};
}

/* What is said of files that are something else. */
static const struct {
    str ending;
    const char *hint;
} foreign[] = {{STR_INIT("db"), "a database is opened when cyq starts: `cyq --db FILE`"},
               {STR_INIT("sqlite"), "a database is opened when cyq starts: `cyq --db FILE`"},
               {STR_INIT("sqlite3"), "a database is opened when cyq starts: `cyq --db FILE`"},
               {STR_INIT("md"), "a newsletter is read by `cyq import FILE -o DB`"},
               {STR_INIT("xlsx"), "save the sheet as CSV in UTF-8 and load that"},
               {STR_INIT("xls"), "save the sheet as CSV in UTF-8 and load that"},
               {STR_INIT("ods"), "save the sheet as CSV in UTF-8 and load that"}};

static status refuse_format(loading *l, str ending)
{
    const char *hint = "load reads files whose names end in .csv, .tsv, .json or .jsonl";
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (str_equal_nocase(foreign[i].ending, ending))
            hint = foreign[i].hint;
    diag *d = diag_add(l->bag, E_LOAD_FORMAT, l->request->from, l->request->where, "%.*s is no table that load can read", STR_ARG(l->file));
    diag_expect(l->bag, d, "a file of CSV, TSV, JSON or JSONL");
    diag_hint(l->bag, d, "%s", hint);
    return ST_ERROR;
}

static status read_table(loading *l, size_t format)
{
    file_content file = {0};
    status done = read_file(l, &file);
    str text = {file.bytes ? file.bytes : "", file.n};
    size_t bad = done == ST_OK ? text_valid(text) : text.n;
    if (bad < text.n)
        done = refuse_bytes(l, text, bad);
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = (str){text.p + 3, text.n - 3};
    if (done == ST_OK)
        done = formats[format].read(l, text);
    free(file.bytes);
    return done;
}

/* ---- The collection ---- */

/* Columns that are no links; those that are wait for the names of the rows they may lead to. */
static status make_columns(loading *l, const column_plan *plans, field *fields)
{
    for (size_t i = 0; i < l->table.column_count; i++) {
        fields[i] = (field){.name = arena_str(l->a, l->table.columns[i].name), .face = true};
        fields[i].type = (type){.kind = TYPE_LINK, .target = plans[i].target};
        if (plans[i].links)
            continue;
        TRY(load_column(l, i, &plans[i], &fields[i].data));
        fields[i].type = fields[i].data->type;
        column_free(&l->table.columns[i]);
        exec_advance(l->request->control, 1);
        TRY(load_poll(l, 0));
    }
    return l->a->failed ? ST_NO_MEMORY : ST_OK;
}

/* The fields that settings make of columns. */
static status make_periods(loading *l, field *fields, size_t *count)
{
    for (size_t i = 0; i < l->request->setting_count; i++) {
        const load_setting *s = &l->request->settings[i];
        size_t first, last;
        if (s->kind != LOAD_PERIOD)
            continue;
        TRY(load_find_column(l, s->first, s->first_where, &first));
        TRY(load_find_column(l, s->last, s->last_where, &last));
        field *f = &fields[(*count)++];
        *f = (field){.name = arena_str(l->a, s->name), .type = type_of(TYPE_PERIOD)};
        f->help = arena_printf(l->a, "from %.*s to %.*s", STR_ARG(fields[first].name), STR_ARG(fields[last].name));
        TRY(load_period(l, s, &fields[first], &fields[last], &f->data));
    }
    return l->a->failed ? ST_NO_MEMORY : ST_OK;
}

/* Where each row was read, unless the file says so itself. */
static status make_source(loading *l, field *f)
{
    arena texts = {0};
    const table *t = &l->table;
    dict_builder *lines = dict_builder_new(&texts);
    uint32_t *codes = ARENA_ARRAY(&texts, t->rows, uint32_t);
    status done = lines && codes ? ST_OK : ST_NO_MEMORY;
    sbuf text = {0};
    for (size_t row = 0; row < t->rows && done == ST_OK; row++) {
        sbuf_clear(&text);
        sbuf_printf(&text, "%.*s:%u", STR_ARG(l->file), (unsigned)t->lines[row]);
        done = text.failed ? ST_NO_MEMORY : dict_builder_add(lines, sbuf_str(&text), &codes[row]);
    }
    sbuf_free(&text);
    *f = (field){.name = STR("source"), .type = type_of(TYPE_TEXT), .help = STR("where it was read, as file:line")};
    if (done == ST_OK)
        done = col_of_codes(l->a, &texts, lines, codes, t->rows, &f->data);
    arena_free(&texts);
    return done;
}

static status find_key(loading *l, const field *fields, collection *c)
{
    c->key_field = -1;
    for (size_t i = 0; i < l->request->setting_count; i++) {
        const load_setting *s = &l->request->settings[i];
        size_t key;
        if (s->kind != LOAD_KEY)
            continue;
        TRY(load_find_column(l, s->first, s->first_where, &key));
        TRY(load_check_key(l, s, &fields[key]));
        c->key_field = (int32_t)key;
    }
    return ST_OK;
}

static status make_links(loading *l, const column_plan *plans, const collection *c, field *fields)
{
    const dataset *data;
    TRY(dataset_with(l->scratch, l->request->data, c, l->request->at, &data));
    for (size_t i = 0; i < l->table.column_count; i++) {
        if (!plans[i].links)
            continue;
        TRY(load_link_column(l, i, &plans[i], data, &fields[i].data));
        fields[i].type = fields[i].data->type;
        TRY(load_poll(l, 0));
    }
    return ST_OK;
}

static status make_collection(loading *l, collection *out)
{
    column_plan *plans;
    size_t count = l->table.column_count;
    field *fields = ARENA_ARRAY(l->a, count + l->request->setting_count + 1, field);
    if (!fields)
        return ST_NO_MEMORY;
    TRY(load_plan_columns(l, &plans));
    exec_stage(l->request->control, "loading columns", count);
    status made = make_columns(l, plans, fields);
    load_tell_spelt(l);
    TRY(made);
    TRY(make_periods(l, fields, &count));
    *out = (collection){.name = arena_str(l->a, l->request->name), .fields = fields, .field_count = count, .rows = l->table.rows};
    out->help = arena_printf(l->a, "loaded from %.*s", STR_ARG(l->file));
    if (collection_find(out, STR("source")) < 0)
        TRY(make_source(l, &fields[out->field_count++]));
    TRY(find_key(l, fields, out));
    TRY(collection_complete(l->a, l->scratch, out));
    TRY(make_links(l, plans, out, fields));
    return l->a->failed ? ST_NO_MEMORY : ST_OK;
}

status load_file(arena *a, arena *scratch, const load_request *request, diag_bag *bag, collection *out)
{
    loading l = {.a = a, .scratch = scratch, .bag = bag, .request = request, .file = str_file_name(request->path)};
    if (!l.file.n)
        l.file = request->path;
    size_t format = 0;
    str ending = ending_of(l.file);
    while (format < FORMATS && !str_equal_nocase(formats[format].ending, ending))
        format++;
    if (format == FORMATS)
        return refuse_format(&l, ending);
    exec_stage(request->control, "reading rows", 0);
    status done = read_table(&l, format);
    if (done == ST_OK)
        done = make_collection(&l, out);
    table_free(&l.table);
    return done;
}
