/* to: the format and its options, and whether they can show what the query gives. */
#include "engine/to.h"

#include <string.h>

#include "engine/cite.h"
#include "export/event.h"

/* The format that `to` names, or else the one that the ending of its file's name tells. */
static status choose_format(prepared *p)
{
    const plan_query *q = p->plan;
    p->output.format = export_format_find(q->format);
    return p->output.format ? ST_OK : to_file_format(p, &p->output.format);
}

/* Says which options a format has. */
static void expect_options(prepared *p, diag *d, const export_format *format)
{
    sbuf names = {0};
    for (size_t i = 0; i < EXPORT_OPTION_COUNT; i++)
        if (strcmp(export_option_table[i].format, format->name) == 0)
            sbuf_printf(&names, "%s%s", names.n ? ", " : "", export_option_table[i].name);
    if (names.n)
        diag_expect(&p->bag, d, "a file's name in quotes, the end, or an option of %s: %s", format->name, names.p);
    else
        diag_expect(&p->bag, d, "a file's name in quotes, or the end: %s takes no options", format->name);
    sbuf_free(&names);
}

static status choose_options(prepared *p)
{
    const plan_query *q = p->plan;
    for (size_t i = 0; i < q->option_count; i++) {
        export_option option = export_option_find(p->output.format, q->options[i]);
        if (option == EXPORT_OPTION_COUNT) {
            diag *d = diag_add(&p->bag, E_FORMAT_OPTION, q->from, q->to_where, "%s has no option \"%.*s\"", p->output.format->name,
                               STR_ARG(q->options[i]));
            expect_options(p, d, p->output.format);
            if (str_equal_nocase(q->options[i], STR("citable")))
                diag_hint(
                    &p->bag, d,
                    "%s has no place for a citation: it is data, every line of it; to table, markdown, org, latex and pictures have one",
                    p->output.format->name);
            return ST_ERROR;
        }
        p->output.options |= (uint64_t)1 << option;
    }
    return ST_OK;
}

status say_misfit(diag_bag *bag, const source *from, span where, const export_misfit *why)
{
    diag *d = diag_add(bag, E_FORMAT_MISFIT, from, where, "%.*s", STR_ARG(why->message));
    diag_hint(bag, d, "%.*s", STR_ARG(why->hint));
    return bag->memory->failed ? ST_NO_MEMORY : ST_ERROR;
}

/* Those that pivot makes are not known before their rows. */
status to_fits_columns(prepared *p, const export_choice *choice, export_misfit *why)
{
    const plan_query *q = p->plan;
    export_column *columns = ARENA_ARRAY(&p->memory, q->output_count + 1, export_column);
    if (!columns)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < q->output_count; i++)
        columns[i] = (export_column){q->outputs[i].name, q->outputs[i].expr->type};
    return q->pivot ? ST_OK : export_fits_columns(choice, columns, q->output_count, &p->memory, why);
}

static status check_columns_fit(prepared *p)
{
    export_misfit why = {0};
    status s = to_fits_columns(p, &p->output, &why);
    return s == ST_ERROR ? say_misfit(&p->bag, p->plan->from, p->plan->to_where, &why) : s;
}

status to_prepare(prepared *p, const preparing *in)
{
    const plan_query *q = p->plan;
    if (!q || (!q->format.n && !q->has_file))
        return ST_OK;
    TRY(choose_format(p));
    TRY(choose_options(p));
    if (q->has_file)
        export_choose_for_file(&p->output, q->file);
    if (export_wants_events(p->output.format))
        TRY(event_check(q->hidden_count > 0, &p->bag, q->from, q->to_where));
    TRY(check_columns_fit(p));
    if (q->has_file)
        TRY(to_file_check(p)); /* behind the others: what it offers has passed them */
    if (q->has_file && in->files_forbidden) {
        diag *d = diag_add(&p->bag, E_FILES_FORBIDDEN, q->from, q->to_where, "statements may not write files here");
        diag_hint(&p->bag, d, "without the file's name the result goes where others go");
        return ST_ERROR;
    }
    return export_is_citable(&p->output) ? cite_prepare(p, in) : ST_OK;
}
