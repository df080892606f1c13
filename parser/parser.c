/* The room's doors: parse a text, or ask whether it is whole. */
#include "parser/parser.h"

#include "parser/syntax.h"

static status finish(parsing *p, const ast_script **out)
{
    if (p->memory->failed || p->bag->memory->failed)
        return ST_NO_MEMORY;
    ast_script *script = ARENA_NEW(p->memory, ast_script);
    if (!script)
        return ST_NO_MEMORY;
    script->from = p->from;
    script->statements = p->statements.items;
    script->statement_count = p->statements.count;
    script->comments = lexer_comments(p->f.lex, &script->comment_count);
    *out = script;
    return p->stopped;
}

static status run(arena *memory, const source *from, diag_bag *bag, const ast_script **out, bool *unfinished)
{
    *out = NULL;
    parsing *p = ARENA_NEW(memory, parsing);
    if (!p)
        return ST_NO_MEMORY;
    p->memory = memory;
    p->from = from;
    p->bag = bag;
    status s = filter_open(&p->f, memory, from, bag);
    if (s == ST_OK) {
        syntax_run(p);
        s = finish(p, out);
    }
    *unfinished = p->f.unfinished;
    filter_close(&p->f);
    return s;
}

status parse(arena *memory, const source *from, diag_bag *bag, const ast_script **out)
{
    bool unfinished = false;
    return run(memory, from, bag, out, &unfinished);
}

/* ---- Is it whole? ---- */

/* A mistake before the end of the text is there whatever is written after it. */
static bool has_lasting_error(const diag_bag *bag, const source *from)
{
    size_t end = str_trim(from->text).n + (size_t)(str_trim(from->text).p - from->text.p);
    for (size_t i = 0; i < bag->count; i++)
        if (bag->items[i]->code != E_UNCLOSED_BRACKET && bag->items[i]->where.begin < end)
            return true;
    return false;
}

parse_state parse_is_complete(str text)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    const ast_script *script = NULL;
    size_t bad = 0;
    bool unfinished = false;
    if (source_read(&memory, STR("input"), text, &from, &bad) == ST_OK)
        unfinished = run(&memory, from, &bag, &script, &unfinished) == ST_OK && unfinished && !has_lasting_error(&bag, from);
    arena_free(&memory);
    return unfinished ? PARSE_UNFINISHED : PARSE_COMPLETE;
}
