/* What statements define: those that hold in a session, and those of a module. */
#include "engine/entries.h"
#include "lexer/comments.h"
#include "stdlib/functions.h"

/* ---- In the session ---- */

/* The type of a computed field where it is one: of `*.name` in the first collection that has it. */
static str type_of_field(entries *out, check_env *env, const defined *d)
{
    const dataset *data = check_dataset(env);
    for (size_t c = 0; c < data->count; c++) {
        const visible_name *names;
        size_t count;
        if (d->owner >= 0 && (size_t)d->owner != c)
            continue;
        if (check_visible(env, out->memory, (uint16_t)c, &names, &count) != ST_OK)
            return (str){0};
        for (size_t i = 0; i < count; i++)
            if (names[i].computed && names[i].from == d->from && names[i].where.begin == d->where.begin)
                return entries_type(out->memory, data, names[i].type);
    }
    return (str){0};
}

static entry entry_of(entries *out, check_env *env, const defined *d)
{
    entry e = {.kind = ENTRY_DEFINED, .word = d->name, .name = d->name, .definition = d->body};
    switch (d->kind) {
    case DEFINED_FIELD: {
        str owner = d->owner >= 0 ? check_dataset(env)->collections[d->owner].name : STR("*");
        e.said = "computed field";
        e.name = arena_printf(out->memory, "%.*s.%.*s", STR_ARG(owner), STR_ARG(d->name));
        e.form = type_of_field(out, env, d);
        break;
    }
    case DEFINED_QUERY:
        e.said = "query";
        e.example = arena_printf(out->memory, "%.*s count", STR_ARG(d->name));
        break;
    case DEFINED_FUNCTION:
        e.said = "defined function";
        e.called = true;
        e.form = d->head;
        break;
    case DEFINED_VALUE:
    case DEFINED_PARAM:
        e.said = d->kind == DEFINED_PARAM ? "parameter" : "value";
        e.word = e.name = arena_printf(out->memory, "$%.*s", STR_ARG(d->name));
        e.form = entries_type(out->memory, check_dataset(env), d->type);
        break;
    }
    e.help = comment_above(out->memory, d->from, d->where.begin);
    return e;
}

void entries_defined(entries *out, check_env *env)
{
    const defined *all;
    size_t count;
    if (check_defined(env, out->memory, &all, &count) != ST_OK) {
        out->memory->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        entries_add(out, entry_of(out, env, &all[i]));
}

/* ---- In a module ---- */

static status read_module(arena *memory, const char *name, const source **from)
{
    size_t bad;
    return source_read(memory, str_of(name), str_of(stdlib_module(str_of(name))), from, &bad);
}

void entries_modules(entries *out)
{
    const char *name;
    for (size_t i = 0; (name = stdlib_module_name(i)); i++) {
        const source *from;
        if (read_module(out->memory, name, &from) != ST_OK) {
            out->memory->failed = true;
            return;
        }
        entries_add(out, (entry){.kind = ENTRY_MODULE,
                                 .said = "module",
                                 .word = str_of(name),
                                 .name = str_of(name),
                                 .form = arena_printf(out->memory, "use %s", name),
                                 .help = comment_at_top(out->memory, from)});
    }
}

static str printed_expr(entries *out, const ast_expr *e)
{
    sbuf text = {0};
    if (e)
        ast_format_expr(&text, e);
    return entries_take(out, &text);
}

static str printed_query(entries *out, const ast_query *q)
{
    sbuf text = {0};
    ast_format_query(&text, q);
    return entries_take(out, &text);
}

/* `shared_days($a, $b)` */
static str printed_head(entries *out, const ast_statement *s)
{
    sbuf text = {0};
    sbuf_printf(&text, "%.*s(", STR_ARG(s->name.text));
    for (size_t i = 0; i < s->param_count; i++)
        sbuf_printf(&text, "%s$%.*s", i ? ", " : "", STR_ARG(s->params[i].text));
    sbuf_add(&text, STR(")"));
    return entries_take(out, &text);
}

static void add_statement(entries *out, const source *from, const ast_statement *s)
{
    entry e = {.kind = ENTRY_DEFINED, .word = s->name.text, .name = s->name.text, .help = comment_above(out->memory, from, s->where.begin)};
    switch (s->kind) {
    case AST_DEF_FIELD:
        e.said = "computed field";
        e.name = arena_printf(out->memory, "%.*s.%.*s", STR_ARG(s->owner.text), STR_ARG(s->name.text));
        e.definition = printed_expr(out, s->expr);
        break;
    case AST_DEF:
        e.said = "defined function";
        e.called = true;
        e.form = printed_head(out, s);
        e.definition = printed_expr(out, s->expr);
        break;
    case AST_LET_QUERY:
        e.said = "query";
        e.definition = printed_query(out, s->query);
        break;
    case AST_LET_VALUE:
    case AST_PARAM:
        e.said = s->kind == AST_PARAM ? "parameter" : "value";
        e.name = arena_printf(out->memory, "$%.*s", STR_ARG(s->name.text));
        e.form = s->has_type ? s->type.text : (str){0};
        e.definition = printed_expr(out, s->expr);
        break;
    default:
        return;
    }
    entries_add(out, e);
}

void entries_of_module(entries *out, str name)
{
    const source *from;
    const ast_script *tree;
    diag_bag bag = {.memory = out->memory};
    if (!stdlib_module(name))
        return;
    const char *called = arena_str(out->memory, name).p;
    if (!called || read_module(out->memory, called, &from) != ST_OK || parse(out->memory, from, &bag, &tree) != ST_OK) {
        out->memory->failed = true;
        return;
    }
    for (size_t i = 0; i < tree->statement_count; i++)
        add_statement(out, from, tree->statements[i]);
}
