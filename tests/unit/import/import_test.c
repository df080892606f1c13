/* Importing and questioning for tests. */
#include "import_test.h"

#include "base/text.h"

void import_begin(imported *x, const import_input *documents, size_t count)
{
    *x = (imported){0};
    x->report.memory = &x->a;
    import_options options = {0};
    cr_assert_eq(import_reference_read(&x->a, &x->reference), ST_OK);
    x->done = import_documents(&x->a, &x->scratch, documents, count, x->reference, &options, &x->report, &x->data, &x->summary);
    arena_free(&x->scratch);
}

void import_text(imported *x, const char *name, str text)
{
    import_input one = {str_of(name), text};
    import_begin(x, &one, 1);
}

void import_end(imported *x)
{
    sbuf_free(&x->text);
    arena_free(&x->a);
}

char *read_whole(const char *path, size_t *size)
{
    char full[4096];
    snprintf(full, sizeof full, "%s%s%s", *path == '/' ? "" : CYQ_SOURCE_DIR, *path == '/' ? "" : "/", path);
    FILE *file = fopen(full, "rb");
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    long n = ftell(file);
    char *bytes = n < 0 ? NULL : malloc((size_t)n + 1);
    rewind(file);
    *size = bytes ? fread(bytes, 1, (size_t)n, file) : 0;
    fclose(file);
    if (bytes)
        bytes[*size] = '\0';
    return bytes;
}

const char *newsletter_path(void)
{
    const char *given = getenv("CYQ_NEWSLETTER");
    const char *path = given ? given : CYQ_SOURCE_DIR "/../shared/newsletter/cybercrime-coe-update-2025-q3.md";
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fclose(file);
    return path;
}

static const collection *collection_of(const imported *x, const char *name)
{
    cr_assert_not_null(x->data, "there is no dataset");
    int32_t at = dataset_find(x->data, str_of(name));
    cr_assert_geq(at, 0, "there is no collection %s", name);
    return &x->data->collections[at];
}

size_t rows_of(const imported *x, const char *name)
{
    return collection_of(x, name)->rows;
}

static void print_one(imported *x, const field *f, const value *v)
{
    if (f->type.kind == TYPE_LINK)
        sbuf_add(&x->text, collection_row_name(&x->data->collections[f->type.target], v->as.row));
    else
        value_print(&x->text, v);
}

const char *cell_text(imported *x, const char *name, size_t row, const char *field_name)
{
    const collection *c = collection_of(x, name);
    int32_t at = collection_find(c, str_of(field_name));
    cr_assert(at >= 0 && row < c->rows, "no row %zu or field %s in %s", row, field_name, name);
    const field *f = &c->fields[at];
    sbuf_clear(&x->text);
    sbuf_add(&x->text, STR(""));
    if (f->type.set) {
        for (size_t k = 0; k < col_set_size(f->data, row); k++) {
            value v = col_value(f->data->elements, col_set_item(f->data, row, k));
            sbuf_add(&x->text, k ? STR("; ") : STR(""));
            print_one(x, f, &v);
        }
    } else if (!col_missing(f->data, row)) {
        value v = col_value(f->data, row);
        print_one(x, f, &v);
    }
    return x->text.p;
}

size_t row_where(imported *x, const char *name, const char *field_name, const char *text)
{
    for (size_t row = 0; row < rows_of(x, name); row++)
        if (strcmp(cell_text(x, name, row, field_name), text) == 0)
            return row;
    return SIZE_MAX;
}

const char *collection_csv(imported *x, const char *name)
{
    sbuf_clear(&x->text);
    cr_assert_eq(data_csv_write(&x->text, x->data, (size_t)dataset_find(x->data, str_of(name))), ST_OK);
    return x->text.p;
}

static const diag *find_report(const imported *x, diag_code code, const char *text, size_t *count)
{
    const diag *first = NULL;
    for (size_t i = 0; i < x->report.count; i++) {
        const diag *d = x->report.items[i];
        if (d->code != code || str_find(d->message, str_of(text)) == SIZE_MAX)
            continue;
        first = first ? first : d;
        ++*count;
    }
    return first;
}

size_t reported(const imported *x, diag_code code, const char *text)
{
    size_t count = 0;
    find_report(x, code, text, &count);
    return count;
}

size_t reported_line(const imported *x, diag_code code, const char *text)
{
    size_t count = 0;
    const diag *d = find_report(x, code, text, &count);
    return d && d->from ? source_locate(d->from, d->where.begin).line : 0;
}
