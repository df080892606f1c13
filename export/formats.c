/* The table of formats, and the way of a result through one of them. */
#include "export/writers.h"

/* Enough that a write is worth its cost, little enough that a reader is not kept waiting. */
enum { FLOW_BYTES = 64 * 1024 };

const export_format export_formats[] = {
#define FORMAT(name, ending, help, example) {#name, ending, help, example, export_##name},
#define LATER(name, help)
#include "base/formats.def"
#undef FORMAT
#undef LATER
};

const size_t export_format_count = sizeof export_formats / sizeof *export_formats;

const export_format *export_format_find(str name)
{
    for (size_t i = 0; i < export_format_count; i++)
        if (str_equal_nocase(str_of(export_formats[i].name), name) || str_equal_nocase(str_of(export_formats[i].extension), name))
            return &export_formats[i];
    return NULL;
}

const export_format *export_format_for_file(str path)
{
    size_t dot = path.n;
    while (dot && path.p[dot - 1] != '.' && path.p[dot - 1] != '/')
        dot--;
    bool ends = dot > 1 && path.p[dot - 1] == '.' && path.p[dot - 2] != '/'; /* ".csv" is a name without an ending */
    str ending = {path.p + dot, path.n - dot};
    for (size_t i = 0; ends && i < export_format_count; i++)
        if (str_equal_nocase(str_of(export_formats[i].extension), ending))
            return &export_formats[i];
    return NULL;
}

static status flush(export_out *out)
{
    if (out->buffer.failed)
        return ST_NO_MEMORY;
    status s = out->buffer.n ? out->sink.write(out->sink.data, sbuf_str(&out->buffer)) : ST_OK;
    sbuf_clear(&out->buffer);
    return s;
}

status export_flow(export_out *out)
{
    return out->buffer.failed || out->buffer.n >= FLOW_BYTES ? flush(out) : ST_OK;
}

status export_result(const export_format *format, const result *r, const export_options *options, export_sink sink)
{
    export_out out = {.sink = sink};
    status s = format->write(&out, r, options);
    if (s == ST_OK)
        s = flush(&out);
    sbuf_free(&out.buffer);
    return s;
}
