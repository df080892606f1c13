/* The table of formats, and the way of a result through one of them. */
#include <string.h>

#include "export/citation.h"
#include "export/writers.h"

/* Enough that a write is worth its cost, little enough that a reader is not kept waiting. */
enum { FLOW_BYTES = 64 * 1024 };

const export_format export_formats[] = {
#define FORMAT(name, ending, help, example) {#name, ending, help, example, export_##name},
#define OPTION(format, option, help)
#include "base/formats.def"
#undef FORMAT
#undef OPTION
};

const size_t export_format_count = sizeof export_formats / sizeof *export_formats;

/* Endings that say the same as the usual ones. */
static str usual_ending(str ending)
{
    return str_equal_nocase(ending, STR("htm")) ? STR("html") : ending;
}

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
    str ending = usual_ending((str){path.p + dot, path.n - dot});
    for (size_t i = 0; ends && i < export_format_count; i++)
        if (str_equal_nocase(str_of(export_formats[i].extension), ending))
            return &export_formats[i];
    return NULL;
}

bool export_wants_events(const export_format *format)
{
    return format->write == export_ics;
}

bool export_wants_about(const export_choice *choice)
{
    return strcmp(choice->format->name, "html") == 0 || export_is_citable(choice);
}

bool export_is_citable(const export_choice *choice)
{
    export_option citable = export_option_find(choice->format, STR("citable"));
    return citable < EXPORT_OPTION_COUNT && (choice->options >> citable & 1);
}

/* ---- Options ---- */

const export_option_info export_option_table[EXPORT_OPTION_COUNT] = {
#define FORMAT(name, ending, help, example)
#define OPTION(format, option, help) {#format, #option, help},
#include "base/formats.def"
#undef FORMAT
#undef OPTION
};

_Static_assert(EXPORT_OPTION_COUNT <= 64, "the options that are chosen are bits of one number");

bool export_has(const export_options *options, export_option option)
{
    return options->chosen >> option & 1;
}

export_option export_option_find(const export_format *format, str name)
{
    size_t i = 0;
    while (i < EXPORT_OPTION_COUNT &&
           (strcmp(export_option_table[i].format, format->name) != 0 || !str_equal_nocase(str_of(export_option_table[i].name), name)))
        i++;
    return (export_option)i;
}

/* The next of the words, which are parted by spaces; empty at the end. */
static str next_word(str *rest)
{
    *rest = str_trim(*rest);
    size_t end = 0;
    while (end < rest->n && rest->p[end] != ' ')
        end++;
    str word = {rest->p, end};
    *rest = (str){rest->p + end, rest->n - end};
    return word;
}

bool export_choose(str words, export_choice *out)
{
    *out = (export_choice){.format = export_format_find(next_word(&words))};
    for (str word; out->format && (word = next_word(&words)).n;) {
        export_option option = export_option_find(out->format, word);
        if (option == EXPORT_OPTION_COUNT)
            return false;
        out->options |= (uint64_t)1 << option;
    }
    return out->format != NULL;
}

/* ---- On the way ---- */

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
        citation_after(&out.buffer, format, options);
    if (s == ST_OK)
        s = flush(&out);
    sbuf_free(&out.buffer);
    return s;
}
