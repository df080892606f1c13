/* to: how the result leaves. The words are passed on; the engine knows the formats. */
#include "runtime/query/clause.h"

static str option_text(checker *k, const ast_option *o)
{
    if (!o->value)
        return o->name.text;
    str v = o->value->kind == AST_STRING ? o->value->text : checker_text(k, o->value);
    return arena_printf(k->memory, "%.*s=%.*s", STR_ARG(o->name.text), STR_ARG(v));
}

void clause_to(checker *k, const ast_clause *c)
{
    str *options = ARENA_ARRAY(k->memory, c->option_count, str);
    if (!options)
        return;
    for (size_t i = 0; i < c->option_count; i++)
        options[i] = option_text(k, &c->options[i]);
    k->query->format = c->format.text;
    k->query->options = options;
    k->query->option_count = c->option_count;
    k->query->file = c->file;
    k->query->has_file = c->has_file;
    k->query->to_where = c->where;
}
