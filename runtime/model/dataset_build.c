/* Making a dataset from rows: all columns without links first, then the order of names, then the links, which need both. */
#include "runtime/model/dataset.h"

#include <string.h>

#include "runtime/model/link_find.h"

/* A link is collected as the text that names its row, or as its number. */
typedef struct field_builder {
    type type;
    col_builder *values;
} field_builder;

typedef struct collection_builder {
    field_builder *fields;
    size_t rows;
} collection_builder;

struct dataset_builder {
    arena *scratch;
    const collection_spec *specs;
    size_t count;
    links_given links;
    collection_builder *collections;
};

/* ---- Types in words ---- */

static bool take_word(str *s, const char *word)
{
    str w = str_of(word);
    if (!str_starts(*s, w))
        return false;
    *s = str_trim((str){s->p + w.n, s->n - w.n});
    return true;
}

bool spec_type(const char *words, const collection_spec *specs, size_t count, type *out)
{
    str s = str_of(words);
    type_kind kind;
    *out = type_of(TYPE_NONE);
    bool set = take_word(&s, "set of ");
    if (take_word(&s, "link ")) {
        for (size_t i = 0; i < count && i <= UINT16_MAX; i++)
            if (str_equal_nocase(s, str_of(specs[i].name)))
                *out = (type){.kind = TYPE_LINK, .target = (uint16_t)i};
    } else if (type_kind_named(s, &kind)) {
        *out = type_of(kind);
    }
    out->set = set;
    return out->kind != TYPE_NONE;
}

void dataset_type_words(sbuf *out, const dataset *d, type t)
{
    sbuf_printf(out, "%s%s", t.set ? "set of " : "", type_kind_name((type_kind)t.kind));
    if (t.kind == TYPE_LINK && t.target < d->count)
        sbuf_printf(out, " %.*s", STR_ARG(d->collections[t.target].name));
}

/* ---- Collecting ---- */

static bool start_collection(dataset_builder *b, size_t at)
{
    const collection_spec *spec = &b->specs[at];
    collection_builder *c = &b->collections[at];
    c->fields = ARENA_ARRAY(b->scratch, spec->field_count, field_builder);
    for (size_t f = 0; c->fields && f < spec->field_count; f++) {
        field_builder *to = &c->fields[f];
        if (!spec_type(spec->fields[f].type, b->specs, b->count, &to->type))
            return false;
        type stored = to->type;
        if (stored.kind == TYPE_LINK)
            stored = (type){.kind = b->links == LINKS_BY_ROW ? TYPE_INT : TYPE_TEXT, .set = stored.set};
        to->values = col_builder_new(b->scratch, stored, NULL);
        if (!to->values)
            return false;
    }
    return c->fields != NULL;
}

dataset_builder *dataset_builder_new(arena *scratch, const collection_spec *specs, size_t count, links_given links)
{
    dataset_builder *b = ARENA_NEW(scratch, dataset_builder);
    if (!b)
        return NULL;
    *b = (dataset_builder){.scratch = scratch, .specs = specs, .count = count, .links = links};
    b->collections = ARENA_ARRAY(scratch, count, collection_builder);
    for (size_t i = 0; b->collections && i < count; i++)
        if (!start_collection(b, i))
            return NULL;
    return b->collections ? b : NULL;
}

static status texts_as_set(arena *a, const cell *c, value *out)
{
    value *items = ARENA_ARRAY(a, c->count, value);
    if (!items)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < c->count; i++)
        items[i] = (value){.type = type_of(TYPE_TEXT), .as.text = c->texts[i]};
    out->as.set.items = items;
    return ST_OK;
}

static status periods_as_set(arena *a, const cell *c, value *out)
{
    value *items = ARENA_ARRAY(a, c->count, value);
    if (!items)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < c->count; i++)
        items[i] = (value){.type = type_of(TYPE_PERIOD), .as.period = c->periods[i]};
    out->as.set.items = items;
    return ST_OK;
}

static status cell_value(arena *a, type t, links_given links, const cell *c, value *out)
{
    bool textual = t.kind == TYPE_TEXT || (t.kind == TYPE_LINK && links == LINKS_BY_TEXT);
    *out = (value){.missing = c->missing};
    if (c->missing)
        return ST_OK;
    if (!t.set && textual)
        out->as.text = c->text;
    else if (!t.set || (!textual && t.kind != TYPE_PERIOD))
        *out = c->v;
    else
        out->as.set.count = c->count;
    if (t.set && textual)
        return texts_as_set(a, c, out);
    return t.set && t.kind == TYPE_PERIOD ? periods_as_set(a, c, out) : ST_OK;
}

status dataset_builder_row(dataset_builder *b, size_t collection, const cell *cells)
{
    collection_builder *c = &b->collections[collection];
    if (c->rows >= UINT32_MAX - 1)
        return ST_NO_MEMORY;
    for (size_t f = 0; f < b->specs[collection].field_count; f++) {
        value v;
        TRY(cell_value(b->scratch, c->fields[f].type, b->links, &cells[f], &v));
        TRY(col_builder_add(c->fields[f].values, &v));
    }
    c->rows++;
    return ST_OK;
}

/* ---- Names ---- */

static int32_t text_field(const collection *c, const char *name)
{
    int32_t f = collection_find(c, str_of(name));
    return f >= 0 && type_equal(c->fields[f].type, type_of(TYPE_TEXT)) ? f : -1;
}

/* A declared key names a row for links, not for people: it is its name only where there is no other text. */
static int32_t first_text_field(const collection *c)
{
    int32_t key = -1;
    for (size_t f = 0; f < c->field_count; f++) {
        if (!type_equal(c->fields[f].type, type_of(TYPE_TEXT)))
            continue;
        if ((int32_t)f != c->key_field)
            return (int32_t)f;
        key = (int32_t)f;
    }
    return key;
}

void collection_find_names(collection *c)
{
    c->name_field = text_field(c, "name");
    if (c->name_field < 0)
        c->name_field = text_field(c, "title");
    if (c->name_field < 0)
        c->name_field = first_text_field(c);
    c->also_field = collection_find(c, STR("also"));
    if (c->also_field >= 0 && !type_equal(c->fields[c->also_field].type, type_set_of(type_of(TYPE_TEXT))))
        c->also_field = -1;
    if (c->key_field < 0)
        c->key_field = text_field(c, "id");
}

/* The place of each row by name, missing names last, equal ones in the order of rows: a counting sort over the codes, which are in order. */
status collection_order_names(arena *a, arena *scratch, collection *c)
{
    uint32_t *position = ARENA_ARRAY(a, c->rows, uint32_t);
    const col *names = c->name_field >= 0 ? c->fields[c->name_field].data : NULL;
    size_t codes = names ? names->dict->count : 0;
    uint32_t *next = ARENA_ARRAY(scratch, codes + 2, uint32_t);
    if (!position || !next)
        return ST_NO_MEMORY;
    for (size_t row = 0; row < c->rows; row++)
        next[1 + (names && !col_missing(names, row) ? (size_t)col_int_at(&names->first, row) : codes)]++;
    for (size_t code = 0; code <= codes; code++)
        next[code + 1] += next[code];
    for (size_t row = 0; row < c->rows; row++)
        position[row] = next[names && !col_missing(names, row) ? (size_t)col_int_at(&names->first, row) : codes]++;
    c->position = position;
    return ST_OK;
}

status collection_complete(arena *a, arena *scratch, collection *c)
{
    collection_find_names(c);
    return collection_order_names(a, scratch, c);
}

/* ---- Links ---- */

typedef struct link_resolver {
    arena *scratch;
    const dataset *data;
    links_given links;
    col_link_order order;
    size_t dangling;
} link_resolver;

/* A column of links as they were given: texts, each with the row that it names, or numbers of rows. */
typedef struct given_links {
    const col *given;
    const uint32_t *rows; /* by code, or NULL */
    size_t most;          /* rows of the target */
} given_links;

/* The row of one of the given values, a code or a number; LINK_NONE if it is none. */
static uint32_t row_of(const given_links *g, int64_t given)
{
    if (g->rows)
        return g->rows[given];
    return given >= 0 && (uint64_t)given < g->most ? (uint32_t)given : LINK_NONE;
}

static status add_link(link_resolver *r, col_builder *to, type t, const given_links *g, size_t i)
{
    value v = {.type = t, .missing = col_missing(g->given, i)};
    if (!v.missing) {
        v.as.row = row_of(g, col_int_at(&g->given->first, i));
        v.missing = v.as.row == LINK_NONE;
        r->dangling += v.missing;
    }
    return col_builder_add(to, &v);
}

static status add_links(link_resolver *r, col_builder *to, type t, const given_links *g, size_t i)
{
    size_t size = col_set_size(g->given, i);
    value v = {.type = t};
    value *items = ARENA_ARRAY(r->scratch, size, value);
    if (!items)
        return ST_NO_MEMORY;
    for (size_t k = 0; k < size; k++) {
        uint32_t row = row_of(g, col_int_at(&g->given->elements->first, col_set_item(g->given, i, k)));
        if (row == LINK_NONE)
            r->dangling++;
        else
            items[v.as.set.count++] = (value){.type = type_element(t), .as.row = row};
    }
    v.as.set.items = items;
    return col_builder_add(to, &v);
}

/* The column of links that a column of their texts or numbers stands for. Each distinct text is looked up once. */
static status resolve_links(link_resolver *r, arena *a, type t, const col *given, const col **out)
{
    const collection *target = &r->data->collections[t.target];
    given_links g = {.given = given, .most = target->rows};
    if (r->links == LINKS_BY_TEXT)
        TRY(link_find_all(r->scratch, target, false, t.set ? given->elements->dict : given->dict, &g.rows));
    col_builder *to = col_builder_new(r->scratch, t, &r->order);
    if (!to)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < given->count; i++)
        TRY(t.set ? add_links(r, to, t, &g, i) : add_link(r, to, t, &g, i));
    return col_builder_finish(to, a, out);
}

/* ---- Finishing ---- */

static status copy_text(arena *a, const char *text, str *out)
{
    *out = arena_str(a, str_of(text ? text : ""));
    return str_of(text ? text : "").n == out->n ? ST_OK : ST_NO_MEMORY;
}

/* The collection with all columns but its links. */
static status finish_values(dataset_builder *b, arena *a, size_t at, collection *out, field *fields)
{
    const collection_spec *spec = &b->specs[at];
    TRY(copy_text(a, spec->name, &out->name));
    TRY(copy_text(a, spec->help, &out->help));
    for (size_t f = 0; f < spec->field_count; f++) {
        field_builder *from = &b->collections[at].fields[f];
        TRY(copy_text(a, spec->fields[f].name, &fields[f].name));
        TRY(copy_text(a, spec->fields[f].help, &fields[f].help));
        fields[f].type = from->type;
        fields[f].face = spec->fields[f].face;
        if (from->type.kind != TYPE_LINK)
            TRY(col_builder_finish(from->values, a, &fields[f].data));
    }
    out->fields = fields;
    out->field_count = spec->field_count;
    out->rows = b->collections[at].rows;
    out->key_field = spec->key ? collection_find(out, str_of(spec->key)) : -1;
    return collection_complete(a, b->scratch, out);
}

static status finish_links(dataset_builder *b, arena *a, size_t at, link_resolver *r, field *fields)
{
    for (size_t f = 0; f < b->specs[at].field_count; f++) {
        field_builder *from = &b->collections[at].fields[f];
        const col *given;
        if (from->type.kind != TYPE_LINK)
            continue;
        TRY(col_builder_finish(from->values, b->scratch, &given));
        TRY(resolve_links(r, a, from->type, given, &fields[f].data));
    }
    return ST_OK;
}

status dataset_builder_finish(dataset_builder *b, arena *a, const dataset **out, size_t *dangling)
{
    dataset *d = ARENA_NEW(a, dataset);
    collection *collections = ARENA_ARRAY(a, b->count, collection);
    field **fields = ARENA_ARRAY(b->scratch, b->count, field *);
    if (!d || !collections || !fields)
        return ST_NO_MEMORY;
    *d = (dataset){.collections = collections, .count = b->count};
    for (size_t i = 0; i < b->count; i++) {
        fields[i] = ARENA_ARRAY(a, b->specs[i].field_count, field);
        if (!fields[i])
            return ST_NO_MEMORY;
        TRY(finish_values(b, a, i, &collections[i], fields[i]));
    }
    link_resolver r = {.scratch = b->scratch, .data = d, .links = b->links, .order = dataset_link_order(d)};
    for (size_t i = 0; i < b->count; i++)
        TRY(finish_links(b, a, i, &r, fields[i]));
    if (dangling)
        *dangling = r.dangling;
    *out = d;
    return ST_OK;
}
