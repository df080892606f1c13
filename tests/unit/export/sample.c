/* A small result made by hand. */
#include "tests/unit/export/sample.h"

void sample_column(sample *s, const char *name, type t, const value *values, size_t count)
{
    arena scratch = {0};
    const col *column = NULL;
    col_builder *b = col_builder_new(&scratch, t, NULL);
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(col_builder_add(b, &values[i]), ST_OK);
    cr_assert_eq(col_builder_finish(b, &s->memory, &column), ST_OK);
    arena_free(&scratch);
    cr_assert_lt(s->result.column_count, (size_t)SAMPLE_COLUMNS_MAX);
    s->columns[s->result.column_count++] = (result_column){str_of(name), column};
    s->result.columns = s->columns;
    s->result.rows = count;
}

void sample_texts(sample *s, const char *name, const char *const *texts, size_t count)
{
    value values[32] = {0};
    cr_assert_leq(count, (size_t)32);
    for (size_t i = 0; i < count; i++)
        values[i] = (value){.type = type_of(TYPE_TEXT), .missing = !texts[i], .as.text = str_of(texts[i])};
    sample_column(s, name, type_of(TYPE_TEXT), values, count);
}

void sample_ints(sample *s, const char *name, const int64_t *ints, size_t count)
{
    value values[32] = {0};
    cr_assert_leq(count, (size_t)32);
    for (size_t i = 0; i < count; i++)
        values[i] = (value){.type = type_of(TYPE_INT), .as.integer = ints[i]};
    sample_column(s, name, type_of(TYPE_INT), values, count);
}

void sample_free(sample *s)
{
    arena_free(&s->memory);
    *s = (sample){0};
}

static status gather(void *data, str bytes)
{
    sbuf_add(data, bytes);
    return ST_OK;
}

char *sample_written(const sample *s, const char *format, const export_options *options)
{
    static const export_options plain = {0};
    sbuf written = {0};
    const export_format *f = export_format_find(str_of(format));
    cr_assert_not_null(f);
    cr_assert_eq(export_result(f, &s->result, options ? options : &plain, (export_sink){gather, &written}), ST_OK);
    sbuf_char(&written, 0);
    return written.p;
}

void sample_expect(sample *s, const char *format, const export_options *options, const char *want)
{
    char *got = sample_written(s, format, options);
    cr_expect_str_eq(got, want, "%s wrote\n%s\nnot\n%s", format, got, want);
    free(got);
    sample_free(s);
}
