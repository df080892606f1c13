/* What a page says beside its rows. */
#include "engine/about.h"

#include "engine/cite.h"

#include "runtime/model/print.h"

/* ---- Before the statement is checked ---- */

/* The format that `to` asks for wants it. What is wrong with it is told elsewhere. */
static bool wants_about(const ast_query *q)
{
    for (size_t i = 0; q && i < q->clause_count; i++) {
        const ast_clause *c = q->clauses[i];
        if (c->kind != AST_TO)
            continue;
        export_choice choice = {.format = c->format.text.n ? export_format_find(c->format.text) : export_format_for_file(c->file)};
        for (size_t k = 0; choice.format && k < c->option_count; k++) {
            export_option option = export_option_find(choice.format, c->options[k].name.text);
            choice.options |= option < EXPORT_OPTION_COUNT ? (uint64_t)1 << option : 0;
        }
        if (choice.format && c->has_file)
            export_choose_for_file(&choice, c->file);
        return choice.format && export_wants_about(&choice);
    }
    return false;
}

static bool is_query(const ast_statement *s)
{
    return s->query && (s->kind == AST_RUN || s->kind == AST_WHY || s->kind == AST_WHY_NOT);
}

static status tell_query(prepared *p, const unit *text, const ast_statement *s, check_env *env, export_about *about)
{
    check_told told;
    status done = check_tell(env, &p->memory, text->from, s, &told);
    if (done == ST_ERROR)
        return ST_OK;
    TRY(done);
    about->title = told.source;
    about->query = told.written;
    about->says = told.says;
    about->values = told.values;
    about->value_count = told.value_count;
    return ST_OK;
}

status about_prepare(prepared *p, const unit *text, const ast_statement *s, const preparing *in)
{
    if (!in->keeps_about && !(is_query(s) && wants_about(s->query)))
        return ST_OK;
    export_about *about = ARENA_NEW(&p->memory, export_about);
    if (!about)
        return ST_NO_MEMORY;
    *about = (export_about){.title = STR("Answer"), .query = source_slice(text->from, s->where)};
    p->about = about;
    return is_query(s) ? tell_query(p, text, s, in->scope->env, about) : ST_OK;
}

/* ---- When its rows are there ---- */

static str day_text(arena *a, day d)
{
    const value v = {.type = type_of(TYPE_DATE), .as.date = d};
    sbuf text = {0};
    value_print(&text, &v);
    str out = text.failed ? (str){0} : arena_str(a, sbuf_str(&text));
    a->failed |= text.failed;
    sbuf_free(&text);
    return out;
}

/* Treaty events, of treaty_events. */
static str title_text(arena *a, str name)
{
    char *text = ARENA_ARRAY(a, name.n + 1, char);
    for (size_t i = 0; text && i < name.n; i++)
        text[i] = (char)(name.p[i] == '_' ? ' ' : i == 0 && name.p[i] >= 'a' && name.p[i] <= 'z' ? name.p[i] - 'a' + 'A' : name.p[i]);
    return (str){text, text ? name.n : 0};
}

str about_data(arena *a, const data_source *d)
{
    if (!d->name)
        return arena_printf(a, "the built-in data of cyq %s", cyq_version());
    return arena_str(a, str_file_name(str_of(d->name)));
}

static const str *copy_list(arena *a, const str *list, size_t count)
{
    str *out = ARENA_ARRAY(a, count, str);
    for (size_t i = 0; out && i < count; i++)
        out[i] = arena_str(a, list[i]);
    return out;
}

status about_finish(cyq_session *session, prepared *p, const exec_control *control, cyq_result *result)
{
    arena *a = &result->memory;
    if (!p->about)
        return ST_OK;
    export_about *about = ARENA_NEW(a, export_about);
    if (!about)
        return ST_NO_MEMORY;
    *about = (export_about){.title = title_text(a, p->about->title),
                            .query = arena_str(a, p->about->query),
                            .says = arena_str(a, p->about->says),
                            .values = copy_list(a, p->about->values, p->about->value_count),
                            .value_count = p->about->value_count,
                            .data = about_data(a, &session->source),
                            .today = day_text(a, session->today)};
    TRY(cite_finish(session, p, control, result, about));
    if (p->plan)
        TRY(about_sources(session, p, control, a, about));
    result->about = about;
    return a->failed ? ST_NO_MEMORY : ST_OK;
}
