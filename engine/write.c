/* The formats, and the way of bytes to the host. */
#include "engine/to.h"
#include "export/event.h"

status host_sink_write(void *data, str bytes)
{
    const host_sink *to = data;
    return bytes.n == 0 || to->write(to->user, bytes.p, bytes.n) == 0 ? ST_OK : ST_IO;
}

size_t cyq_format_count(void)
{
    return export_format_count;
}

const char *cyq_format_name(size_t index)
{
    return index < export_format_count ? export_formats[index].name : NULL;
}

const char *cyq_format_find(const char *word)
{
    const export_format *found = word ? export_format_find(str_of(word)) : NULL;
    return found ? found->name : NULL;
}

const char *cyq_file_foreign(const char *path)
{
    return path ? to_file_foreign(str_of(path)) : NULL;
}

const char *cyq_format_help(size_t index)
{
    return index < export_format_count ? export_formats[index].help : NULL;
}

/* Can its rows be events? */
static status check_times(const cyq_result *result, diag_bag *bag)
{
    TRY(event_check(event_columns_of(result->rows).time, bag, NULL, (span){0}));
    if (!result->rows->hidden_count) /* else it was told when the query ran */
        event_tell_left_out(result->rows, bag, NULL, (span){0});
    return ST_OK;
}

/* Was what it takes to cite it kept, if that is wanted? */
static bool has_citation(const cyq_result *result, const export_choice *chosen)
{
    return !export_is_citable(chosen) || (result->about && result->about->citation.n);
}

static status check_fit(const cyq_result *result, const export_choice *chosen, diag_bag *bag)
{
    if (!has_citation(result, chosen)) {
        diag *d = diag_add(bag, E_UNCITABLE, NULL, (span){0}, "this result cannot be cited any more");
        diag_hint(bag, d, "say it in the query: `… to %s citable`", chosen->format->name);
        return ST_ERROR;
    }
    export_misfit why = {0};
    status s = export_fits(chosen, result->rows, bag->memory, &why);
    return s == ST_ERROR ? say_misfit(bag, NULL, (span){0}, &why) : s;
}

cyq_status cyq_result_check(const cyq_result *result, const char *format, cyq_diagnostics *diagnostics)
{
    export_choice chosen;
    if (!result || !format || !export_choose(str_of(format), &chosen))
        return CYQ_MISUSE;
    arena said = {0};
    diag_bag bag = {.memory = &said};
    status s = export_wants_events(chosen.format) ? check_times(result, &bag) : check_fit(result, &chosen, &bag);
    s = diagnostics_take(diagnostics, &bag, s);
    arena_free(&said);
    return status_shown(s);
}

cyq_status cyq_result_write(const cyq_result *result, const char *format, const cyq_write_options *options, cyq_write_function write,
                            void *user)
{
    cyq_write_options ours = {0};
    if (!result || !format || !write || (options && !host_struct(&ours, sizeof ours, options)))
        return CYQ_MISUSE;
    export_choice chosen;
    if (!export_choose(str_of(format), &chosen))
        return CYQ_MISUSE;
    if (!has_citation(result, &chosen))
        return CYQ_ERROR;
    export_options how = {.width = ours.width,
                          .colour = ours.colour,
                          .terminal = ours.terminal,
                          .chosen = chosen.options,
                          .missing = ours.missing,
                          .about = result->about};
    host_sink to = {write, user};
    struct result rows = *result->rows;
    if (ours.rows && ours.rows < rows.rows) {
        how.all_rows = rows.rows;
        rows.rows = ours.rows;
    }
    return status_shown(export_result(chosen.format, &rows, &how, (export_sink){host_sink_write, &to}));
}

cyq_status cyq_text_format(const char *name, const char *text, size_t length, cyq_diagnostics *diagnostics, cyq_write_function write,
                           void *user)
{
    if (!name || (!text && length) || !write)
        return CYQ_MISUSE;
    arena said = {0};
    diag_bag bag = {.memory = &said};
    unit *u = NULL;
    sbuf formatted = {0};
    status s = unit_open(name, (str){text, length}, NULL, &bag, &u);
    s = diagnostics_take(diagnostics, &bag, s);
    if (s == ST_OK)
        ast_format(&formatted, u->tree);
    if (s == ST_OK)
        s = formatted.failed ? ST_NO_MEMORY : host_sink_write(&(host_sink){write, user}, sbuf_str(&formatted));
    sbuf_free(&formatted);
    unit_free(u);
    arena_free(&said);
    return status_shown(s);
}

bool cyq_is_complete(const char *text, size_t length)
{
    return !text || parse_is_complete((str){text, length}) == PARSE_COMPLETE;
}
