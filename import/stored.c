/* Documents and cells of a dataset that an earlier import made. */
#include "import/stored.h"

#include <string.h>

/* ---- Cells ---- */

stored_rows stored_collection(const dataset *d, const char *name)
{
    int32_t at = dataset_find(d, str_of(name));
    return (stored_rows){d, at < 0 ? NULL : &d->collections[at]};
}

size_t stored_count(const stored_rows *s)
{
    return s->rows ? s->rows->rows : 0;
}

static const col *column_of(const stored_rows *s, const char *field)
{
    int32_t at = s->rows ? collection_find(s->rows, str_of(field)) : -1;
    return at < 0 ? NULL : s->rows->fields[at].data;
}

/* A text, or the name of a link's row. */
static str words_of(const stored_rows *s, const value *v)
{
    if (v->missing)
        return (str){0};
    if (v->type.kind == TYPE_LINK)
        return collection_row_name(&s->data->collections[v->type.target], v->as.row);
    return v->type.kind == TYPE_TEXT ? v->as.text : (str){0};
}

str stored_text(const stored_rows *s, const char *field, size_t row)
{
    const col *c = column_of(s, field);
    if (!c || c->type.set)
        return (str){0};
    value v = col_value(c, row);
    return words_of(s, &v);
}

status stored_texts(const stored_rows *s, const char *field, size_t row, arena *a, str_list *out)
{
    const col *c = column_of(s, field);
    for (size_t k = 0; c && c->type.set && k < col_set_size(c, row); k++) {
        value v = col_value(c->elements, col_set_item(c, row, k));
        str words = words_of(s, &v);
        if (words.n && !list_add_new(out, a, words))
            return ST_NO_MEMORY;
    }
    return ST_OK;
}

value stored_value(const stored_rows *s, const char *field, size_t row, type_kind kind)
{
    const col *c = column_of(s, field);
    return c && !c->type.set && c->type.kind == kind ? col_value(c, row) : (value){.missing = true};
}

period stored_period(const stored_rows *s, const char *field, size_t row)
{
    value v = stored_value(s, field, row, TYPE_PERIOD);
    return v.missing ? (period){0, 0} : v.as.period;
}

status stored_periods(const stored_rows *s, const char *field, size_t row, arena *a, const period **out, size_t *count)
{
    const col *c = column_of(s, field);
    *count = c && c->type.set && c->type.kind == TYPE_PERIOD ? col_set_size(c, row) : 0;
    period *items = ARENA_ARRAY(a, *count, period);
    for (size_t k = 0; items && k < *count; k++)
        items[k] = col_value(c->elements, col_set_item(c, row, k)).as.period;
    *out = items;
    return items ? ST_OK : ST_NO_MEMORY;
}

day stored_day(const stored_rows *s, const char *field, size_t row)
{
    value v = stored_value(s, field, row, TYPE_DATE);
    return v.missing ? 0 : v.as.date;
}

int64_t stored_int(const stored_rows *s, const char *field, size_t row)
{
    value v = stored_value(s, field, row, TYPE_INT);
    return v.missing ? 0 : v.as.integer;
}

/* More lines than any document has. */
enum { MOST_LINES = 10000000 };

uint32_t stored_line(str source, str document)
{
    uint32_t line = 0;
    if (!str_starts(source, document) || source.n < document.n + 2 || source.p[document.n] != ':')
        return 0;
    for (size_t i = document.n + 1; i < source.n; i++) {
        if (source.p[i] < '0' || source.p[i] > '9' || line > MOST_LINES / 10)
            return 0;
        line = line * 10 + (uint32_t)(source.p[i] - '0');
    }
    return line;
}

bool stored_names(const stored_rows *s, size_t row, str document)
{
    const col *c = column_of(s, "source");
    if (!c || !c->type.set)
        return stored_line(stored_text(s, "source", row), document) != 0;
    for (size_t k = 0; k < col_set_size(c, row); k++) {
        value v = col_value(c->elements, col_set_item(c, row, k));
        if (stored_line(words_of(s, &v), document))
            return true;
    }
    return false;
}

/* ---- Documents ---- */

status stored_documents(reading *r, const dataset *d, const stored_document **out, size_t *count)
{
    stored_rows rows = stored_collection(d, "documents");
    *count = stored_count(&rows);
    stored_document *made = ARENA_ARRAY(r->a, *count, stored_document);
    for (size_t i = 0; made && i < *count; i++)
        made[i] = (stored_document){arena_str(r->a, stored_text(&rows, "id", i)),
                                    arena_str(r->a, stored_text(&rows, "title", i)),
                                    arena_str(r->a, stored_text(&rows, "file", i)),
                                    stored_text(&rows, "text", i),
                                    stored_period(&rows, "period", i),
                                    stored_day(&rows, "imported", i)};
    *out = made;
    return r->a->failed ? ST_NO_MEMORY : ST_OK;
}

/* The last line that any fact of the document has come from. */
static uint32_t last_line(const dataset *d, str document)
{
    uint32_t last = 1;
    for (size_t i = 0; i < d->count; i++) {
        int32_t at = collection_find(&d->collections[i], STR("source"));
        const col *c = at < 0 ? NULL : d->collections[i].fields[at].data;
        const col *texts = c && c->type.set ? c->elements : c;
        for (size_t k = 0; texts && texts->type.kind == TYPE_TEXT && k < texts->count; k++) {
            value v = col_value(texts, k);
            uint32_t line = v.missing ? 0 : stored_line(v.as.text, document);
            last = line > last ? line : last;
        }
    }
    return last;
}

status stored_without_text(reading *r, const dataset *d, const stored_document *was, issue **out)
{
    size_t lines = last_line(d, was->id);
    char *blank = arena_alloc(r->scratch, lines);
    issue *made = ARENA_NEW(r->a, issue);
    if (!blank || !made)
        return ST_NO_MEMORY;
    memset(blank, '\n', lines);
    TRY(source_read(r->a, was->file.n ? was->file : was->id, (str){blank, lines}, &made->from, NULL));
    made->id = was->id;
    made->title = was->title;
    made->file = was->file;
    made->period = was->period;
    made->remembered = d;
    *out = made;
    return ST_OK;
}
