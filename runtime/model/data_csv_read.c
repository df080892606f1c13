/* CSV into a dataset, strictly: libcsv finds the fields, the spec says what each of them is. */
#include "runtime/model/data_csv.h"

#include <csv.h>
#include <string.h>

#include "base/text.h"
#include "runtime/model/print.h"

/* What is known while one text is read. libcsv calls back and cannot be stopped, so the first failure is kept and the rest passed over. */
typedef struct reader {
    arena *scratch;
    diag_bag *bag;
    dataset_builder *builder;
    const collection_spec *spec;
    size_t collection;
    const type *types; /* of the fields */
    cell *cells;
    size_t field; /* the one to come */
    size_t row;   /* 0 is the header */
    status failed;
} reader;

/* Says what is wrong at the place that has been reached. */
__attribute__((format(printf, 2, 3))) static status refuse(reader *r, const char *format, ...)
{
    const char *field = r->field < r->spec->field_count ? r->spec->fields[r->field].name : "";
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(r->scratch, format, args);
    va_end(args);
    diag_add(r->bag, E_DATA_FORM, NULL, (span){0, 0}, "%s.csv, row %zu%s%s: %.*s", r->spec->name, r->row, *field ? ", field " : "", field,
             STR_ARG(message));
    return ST_ERROR;
}

/* A value in a message is cut to a width. */
#define SHOWN(s) STR_ARG(text_cut(s, 60))

/* ---- Cells ---- */

/* Undoes the escapes of one element, in place; `from` ends at the end of the element. */
static str unescape(char *from, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (from[i] == '\\' && i + 1 < n)
            i++;
        from[kept++] = from[i];
    }
    return (str){from, kept};
}

/* The elements of a set: what stands between "; ", a `;` behind a backslash aside. `text` is writable and is taken apart. */
static status split_set(arena *a, char *text, size_t n, const str **out, size_t *count)
{
    size_t elements = 1, at = 0, begin = 0;
    for (size_t i = 0; i < n; i++)
        elements += text[i] == ';';
    str *items = ARENA_ARRAY(a, elements, str);
    if (!items)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '\\') {
            i++;
        } else if (text[i] == ';' && i + 1 < n && text[i + 1] == ' ') {
            items[at++] = unescape(text + begin, i - begin);
            begin = i + 2;
        }
    }
    items[at++] = unescape(text + begin, n - begin);
    *out = items;
    *count = at;
    return ST_OK;
}

static status read_periods(reader *r, cell *c)
{
    period *periods = ARENA_ARRAY(r->scratch, c->count, period);
    if (!periods)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < c->count; i++) {
        value v;
        if (!value_parse(type_of(TYPE_PERIOD), c->texts[i], &v))
            return refuse(r, "\"%.*s\" is not a period", SHOWN(c->texts[i]));
        periods[i] = v.as.period;
    }
    c->periods = periods;
    return ST_OK;
}

static status read_values(reader *r, type element, cell *c)
{
    value *items = ARENA_ARRAY(r->scratch, c->count, value);
    if (!items)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < c->count; i++)
        if (!value_parse(element, c->texts[i], &items[i]))
            return refuse(r, "\"%.*s\" is not of type %s", SHOWN(c->texts[i]), type_kind_name((type_kind)element.kind));
    c->v = (value){.type = type_set_of(element), .as.set = {items, c->count}};
    return ST_OK;
}

static status read_set(reader *r, type t, char *text, size_t n, cell *c)
{
    TRY(split_set(r->scratch, text, n, &c->texts, &c->count));
    if (t.kind == TYPE_TEXT || t.kind == TYPE_LINK)
        return ST_OK;
    return t.kind == TYPE_PERIOD ? read_periods(r, c) : read_values(r, type_element(t), c);
}

/* `text` is NULL for a missing value. */
static status read_cell(reader *r, char *text, size_t n)
{
    type t = r->types[r->field];
    cell *c = &r->cells[r->field];
    *c = (cell){.missing = text == NULL};
    if (!text)
        return ST_OK;
    if (t.set)
        return read_set(r, t, text, n, c);
    c->text = (str){text, n};
    if (t.kind == TYPE_TEXT || t.kind == TYPE_LINK || value_parse(t, c->text, &c->v))
        return ST_OK;
    return refuse(r, "\"%.*s\" is not of type %s", SHOWN(c->text), type_kind_name((type_kind)t.kind));
}

/* ---- Rows ---- */

/* A copy of its own in NFC, writable; NULL for a missing value, which libcsv gives as NULL. */
static status own_text(arena *a, const char *bytes, size_t n, char **own, size_t *length)
{
    str text = {bytes, n};
    *own = NULL;
    *length = 0;
    if (!bytes)
        return ST_OK;
    TRY(text_nfc(a, text, &text));
    *own = arena_alloc(a, text.n + 1);
    if (!*own)
        return ST_NO_MEMORY;
    if (text.n)
        memcpy(*own, text.p, text.n);
    *length = text.n;
    return ST_OK;
}

static status take_field(reader *r, const char *bytes, size_t n)
{
    char *own;
    size_t length;
    TRY(own_text(r->scratch, bytes, n, &own, &length));
    str text = {own ? own : "", length};
    if (r->field >= r->spec->field_count)
        return refuse(r, "the row has more fields than the collection, among them \"%.*s\"", SHOWN(text));
    if (r->row > 0)
        TRY(read_cell(r, own, length));
    else if (!str_equal(text, str_of(r->spec->fields[r->field].name)))
        return refuse(r, "the header calls it \"%.*s\"", SHOWN(text));
    r->field++;
    return ST_OK;
}

static status take_row(reader *r)
{
    if (r->field < r->spec->field_count)
        return refuse(r, "the row ends before it");
    r->field = 0;
    return r->row++ > 0 ? dataset_builder_row(r->builder, r->collection, r->cells) : ST_OK;
}

static void on_field(void *bytes, size_t n, void *data)
{
    reader *r = data;
    if (r->failed == ST_OK)
        r->failed = take_field(r, bytes, n);
}

static void on_row(int end, void *data)
{
    reader *r = data;
    (void)end;
    if (r->failed == ST_OK)
        r->failed = take_row(r);
}

/* Blanks belong to the value. */
static int is_no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static status parse_text(reader *r, str text)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
        return ST_NO_MEMORY;
    csv_set_space_func(&parser, is_no_space);
    bool whole = csv_parse(&parser, text.p, text.n, on_field, on_row, r) == text.n && csv_fini(&parser, on_field, on_row, r) == 0;
    int error = csv_error(&parser);
    csv_free(&parser);
    if (r->failed == ST_OK && !whole)
        r->failed = error == CSV_ENOMEM ? ST_NO_MEMORY : refuse(r, "a quote stands where none may, or is not closed");
    if (r->failed == ST_OK && r->row == 0)
        r->failed = refuse(r, "there is no header");
    return r->failed;
}

/* ---- Collections ---- */

static status read_collection(reader *r, const collection_spec *specs, size_t count, str text)
{
    const collection_spec *spec = &specs[r->collection];
    type *types = ARENA_ARRAY(r->scratch, spec->field_count, type);
    r->spec = spec;
    r->types = types;
    r->cells = ARENA_ARRAY(r->scratch, spec->field_count, cell);
    if (!types || !r->cells)
        return ST_NO_MEMORY;
    for (size_t f = 0; f < spec->field_count; f++)
        spec_type(spec->fields[f].type, specs, count, &types[f]);
    if (text_valid(text) != text.n)
        return refuse(r, "the text is not UTF-8");
    return parse_text(r, text);
}

status data_csv_read(arena *a, arena *scratch, const collection_spec *specs, size_t count, const str *texts, diag_bag *bag,
                     const dataset **out)
{
    size_t dangling = 0;
    dataset_builder *builder = dataset_builder_new(scratch, specs, count, LINKS_BY_TEXT);
    if (!builder)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        reader r = {.scratch = scratch, .bag = bag, .builder = builder, .collection = i};
        TRY(read_collection(&r, specs, count, texts[i]));
    }
    TRY(dataset_builder_finish(builder, a, out, &dangling));
    if (dangling == 0)
        return ST_OK;
    diag_add(bag, E_DATA_LINK, NULL, (span){0, 0}, "%zu links of the data name a row that is not there", dangling);
    return ST_ERROR;
}
