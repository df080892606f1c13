/* The room's doors: parse a text, or ask whether it is whole. */
#include "parser/parser.h"

#include "lexer/keywords.h"
#include "lexer/lexer.h"
#include "parser/spot.h"
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

/* How the text ended. */
typedef struct ending {
    bool unfinished; /* something was still to come */
    uint32_t at;     /* behind the last token */
} ending;

static status run(arena *memory, const source *from, diag_bag *bag, bool trial, const ast_script **out, ending *e)
{
    *out = NULL;
    parsing *p = ARENA_NEW(memory, parsing);
    if (!p)
        return ST_NO_MEMORY;
    p->memory = memory;
    p->from = from;
    p->bag = bag;
    p->trial = trial;
    status s = filter_open(&p->f, memory, from, bag);
    if (s == ST_OK) {
        syntax_run(p);
        s = finish(p, out);
    }
    const piece *end = filter_past(&p->f, 1); /* of the last statement, before that of the text */
    *e = (ending){p->f.unfinished, end ? end->t.where.end : 0};
    filter_close(&p->f);
    return s;
}

status parse(arena *memory, const source *from, diag_bag *bag, const ast_script **out)
{
    ending e;
    return run(memory, from, bag, false, out, &e);
}

bool parse_tried(arena *memory, str text, const source **from, const ast_script **out)
{
    ending e;
    size_t bad;
    diag_bag said = {.memory = memory};
    return source_read(memory, STR("hint"), text, from, &bad) == ST_OK && run(memory, *from, &said, true, out, &e) == ST_OK &&
           said.count == 0;
}

status parse_spot_at_end(arena *memory, const source *from, parse_spot *out)
{
    diag_bag aside = {.memory = memory};
    parsing *p = ARENA_NEW(memory, parsing);
    *out = (parse_spot){.from = from};
    if (!p)
        return ST_NO_MEMORY;
    *p = (parsing){.memory = memory, .from = from, .bag = &aside, .spot = out};
    status s = filter_open(&p->f, memory, from, &aside);
    p->f.goes_on = true;
    if (s == ST_OK) {
        syntax_run(p);
        s = finish(p, &out->before);
    }
    filter_close(&p->f);
    if (s != ST_CANCELLED)
        return s;
    /* At the beginning of a statement the grammar has not taken the one before yet. */
    bool begins = out->count > 0 && out->pieces[out->count - 1].role == ROLE_END;
    return begins ? parse(memory, from, &aside, &out->before) : ST_OK;
}

/* ---- Is it whole? ---- */

/* A mistake before the end of the text is there whatever is written after it; but a bracket may yet be closed. */
static bool lasting(const diag *d, uint32_t end)
{
    bool bracket = d->code == E_UNCLOSED_BRACKET && d->label_count == 0;
    return !bracket && d->where.begin < end;
}

static bool wants_more(const diag_bag *bag, const ending *e)
{
    bool more = e->unfinished;
    for (size_t i = 0; i < bag->count; i++) {
        if (lasting(bag->items[i], e->at))
            return false;
        more = more || bag->items[i]->code == E_TOO_SHORT;
    }
    return more;
}

parse_state parse_is_complete(str text)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    const ast_script *script = NULL;
    ending e = {0};
    size_t bad = 0;
    bool more = source_read(&memory, STR("input"), text, &from, &bad) == ST_OK && run(&memory, from, &bag, false, &script, &e) == ST_OK &&
                wants_more(&bag, &e);
    arena_free(&memory);
    return more ? PARSE_UNFINISHED : PARSE_COMPLETE;
}

bool parse_word_advice(str word, sbuf *out)
{
    return lexer_word_advice(word, out);
}

bool parse_clause_near(str word, str *first, str *second)
{
    const keyword *near = keyword_near(word, KW_CLAUSE);
    if (!near || str_equal_nocase(near->first, word))
        return false;
    *first = near->first;
    *second = near->second;
    return true;
}

const str *parse_show_lists(size_t *count)
{
    *count = SHOW_LIST_COUNT;
    return show_list_table;
}
