/* Which row a text names: by the target's key, its name or one of its other names, in this order; each exact, then folded. */
#include "runtime/model/link_find.h"

#include "runtime/model/print.h"

/* The texts that rows go by, and for each the first row that does. */
typedef struct name_index {
    const dict *names;
    uint32_t *row;
} name_index;

static status start_index(arena *a, const dict *names, name_index *out)
{
    out->names = names;
    out->row = ARENA_ARRAY(a, names->count, uint32_t);
    for (size_t i = 0; out->row && i < names->count; i++)
        out->row[i] = LINK_NONE;
    return out->row ? ST_OK : ST_NO_MEMORY;
}

static void name_row(name_index *x, size_t code, size_t row)
{
    if (x->row[code] == LINK_NONE)
        x->row[code] = (uint32_t)row;
}

static status index_texts(arena *a, const col *c, name_index *out)
{
    TRY(start_index(a, c->dict, out));
    for (size_t row = 0; row < c->count; row++)
        if (!col_missing(c, row))
            name_row(out, (size_t)col_int_at(&c->first, row), row);
    return ST_OK;
}

/* The elements of a set of text are the entries of its dictionary, in the same order. */
static status index_sets(arena *a, const col *c, name_index *out)
{
    TRY(start_index(a, c->elements->dict, out));
    for (size_t row = 0; row < c->count; row++)
        for (size_t k = 0; k < col_set_size(c, row); k++)
            name_row(out, col_set_item(c, row, k), row);
    return ST_OK;
}

static uint32_t look_up(const name_index *x, str text, str fold)
{
    if (!x->names)
        return LINK_NONE;
    int64_t code = dict_find(x->names, text, fold);
    if (code < 0)
        code = dict_find_fold(x->names, fold);
    return code < 0 ? LINK_NONE : x->row[code];
}

/* A key that is no text is known by what it prints. */
static status index_printed(arena *a, const col *c, name_index *out)
{
    sbuf printed = {0};
    const col *texts;
    col_builder *b = col_builder_new(a, type_of(TYPE_TEXT), NULL);
    status done = b ? ST_OK : ST_NO_MEMORY;
    for (size_t row = 0; row < c->count && done == ST_OK; row++) {
        value v = col_value(c, row);
        sbuf_clear(&printed);
        value_print(&printed, &v);
        value text = {.type = type_of(TYPE_TEXT), .missing = v.missing, .as.text = sbuf_str(&printed)};
        done = printed.failed ? ST_NO_MEMORY : col_builder_add(b, &text);
    }
    sbuf_free(&printed);
    TRY(done);
    TRY(col_builder_finish(b, a, &texts));
    return index_texts(a, texts, out);
}

static status index_field(arena *a, const collection *c, int32_t field, name_index *out)
{
    if (field < 0)
        return ST_OK;
    const col *data = c->fields[field].data;
    return data->dict ? index_texts(a, data, out) : index_printed(a, data, out);
}

status link_find_all(arena *a, const collection *target, bool names_too, const dict *texts, const uint32_t **rows)
{
    name_index keys = {0}, names = {0}, others = {0};
    TRY(index_field(a, target, target->key_field, &keys));
    if (names_too || target->key_field < 0)
        TRY(index_field(a, target, target->name_field, &names));
    if (target->also_field >= 0)
        TRY(index_sets(a, target->fields[target->also_field].data, &others));
    uint32_t *found = ARENA_ARRAY(a, texts->count, uint32_t);
    if (!found)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < texts->count; i++) {
        found[i] = look_up(&keys, texts->text[i], texts->fold[i]);
        if (found[i] == LINK_NONE)
            found[i] = look_up(&names, texts->text[i], texts->fold[i]);
        if (found[i] == LINK_NONE)
            found[i] = look_up(&others, texts->text[i], texts->fold[i]);
    }
    *rows = found;
    return ST_OK;
}
