/* Texts on their way into the engine: read, parsed, and kept as long as somebody may point into them. */
#include "engine/engine.h"
#include "runtime/query/offer.h"

#include <stdlib.h>

/* The line and column, in bytes, of an offset in a text that could not be read as a source. */
static void say_bad_bytes(diag_bag *bag, const char *name, str text, size_t bad)
{
    size_t line = 1, column = 1;
    for (size_t i = 0; i < bad; i++) {
        column = text.p[i] == '\n' ? 1 : column + 1;
        line += text.p[i] == '\n';
    }
    diag *d = diag_add(bag, E_BAD_UTF8, NULL, (span){0}, "%s is not valid UTF-8: the first wrong byte is number %zu of line %zu (%s)", name,
                       column, line, text.p[bad] ? "no character begins or goes on so" : "a NUL");
    diag_hint(bag, d, "save it as UTF-8");
}

static status read_text(unit *u, const char *name, str text, diag_bag *bag)
{
    size_t bad = 0;
    status s = source_read(&u->memory, str_of(name), text, &u->from, &bad);
    if (s == ST_ERROR)
        say_bad_bytes(bag, name, text, bad);
    else if (s == ST_LIMIT)
        diag_add(bag, E_TEXT_TOO_LONG, NULL, (span){0}, "%s is longer than the 64 MB that are read", name);
    return s;
}

bool statement_defines(const ast_statement *s)
{
    switch (s->kind) {
    case AST_RUN:
    case AST_SAVE:
    case AST_EXPLAIN:
    case AST_WHY:
    case AST_WHY_NOT:
    case AST_SAY:
    case AST_DESCRIBE:
    case AST_SHOW_LIST:
        return false;
    default:
        return true;
    }
}

bool statement_shapes_params(const ast_statement *s)
{
    return s->kind == AST_PARAM || s->kind == AST_LET_VALUE || s->kind == AST_DEF || s->kind == AST_USE;
}

static bool has_definition(const ast_script *tree)
{
    for (size_t i = 0; i < tree->statement_count; i++)
        if (statement_defines(tree->statements[i]))
            return true;
    return false;
}

/* Does it ask what there is, and nothing else? No later statement can go on from that. */
static bool only_asks(const ast_script *tree)
{
    for (size_t i = 0; i < tree->statement_count; i++) {
        const ast_statement *s = tree->statements[i];
        if (s->kind != AST_DESCRIBE && s->kind != AST_SHOW_LIST && !(s->kind == AST_EXPLAIN && !s->query))
            return false;
    }
    return true;
}

void say_more_mistakes(diag_bag *bag)
{
    diag_add(bag, N_MORE_MISTAKES, NULL, (span){0}, "these are the first %d mistakes; what comes after them is not told", MISTAKES_TOLD);
}

typedef struct guessing {
    check_env *env;
    const ast_script *tree;
    diag_bag *bag;
    bool stands; /* one of this diagnostic's guesses does */
} guessing;

static bool checks(guessing *g, str query)
{
    bool works = false;
    if (check_works(g->env, query, &works) != ST_OK)
        g->bag->memory->failed = true;
    return works;
}

/* What a module gives is not looked at here. */
static bool may_give(const ast_statement *s, str word)
{
    switch (s->kind) {
    case AST_LET_QUERY:
        return str_equal_nocase(s->name.text, word);
    case AST_LOAD:
        return str_equal_nocase(s->has_name ? s->name.text : str_file_stem(s->file), word);
    default:
        return s->kind == AST_USE;
    }
}

/* Is the query about a name that this text itself may give, so that nobody knows it yet? */
static bool is_of_text(guessing *g, str query)
{
    size_t space = str_find(query, STR(" "));
    str word = {query.p, space == SIZE_MAX ? query.n : space};
    bool gives = false;
    for (size_t i = 0; i < g->tree->statement_count; i++)
        gives = gives || may_give(g->tree->statements[i], word);
    return gives && !checks(g, word);
}

static bool works(void *data, str query)
{
    guessing *g = data;
    bool stands = checks(g, query) || (!g->stands && is_of_text(g, query));
    g->stands = g->stands || stands;
    return stands;
}

/* What the parser guessed is asked of the names and the data, where they are known. */
static void settle_guesses(const unit *u, check_env *env, diag_bag *bag)
{
    guessing g = {.env = env, .tree = u->tree, .bag = bag};
    for (size_t i = 0; i < bag->count; i++) {
        g.stands = false;
        diag_settle(bag->items[i], env ? works : NULL, &g);
    }
}

static status read_and_parse(unit *u, const char *name, str text, check_env *env, diag_bag *bag)
{
    TRY(read_text(u, name, text, bag));
    bag->most_errors = MISTAKES_TOLD;
    TRY(parse(&u->memory, u->from, bag, &u->tree));
    settle_guesses(u, env, bag);
    if (bag->error_count > MISTAKES_TOLD)
        say_more_mistakes(bag);
    if (bag->error_count)
        return ST_ERROR;
    u->defines = has_definition(u->tree);
    u->stale = only_asks(u->tree);
    return ST_OK;
}

status unit_open(const char *name, str text, check_env *env, diag_bag *bag, unit **out)
{
    *out = calloc(1, sizeof **out);
    return *out ? read_and_parse(*out, name, text, env, bag) : ST_NO_MEMORY;
}

void unit_free(unit *u)
{
    if (!u)
        return;
    arena_free(&u->memory);
    free(u);
}

/* Frees what is stale and runs no more. */
static void sweep(cyq_session *s)
{
    for (unit **at = &s->kept; *at;) {
        unit *u = *at;
        if (!u->stale || u->in_use) {
            at = &u->next;
            continue;
        }
        *at = u->next;
        unit_free(u);
    }
}

/* A definition may point at any query before it, so all that are there stay with it. */
void unit_keep(cyq_session *s, unit *u, bool fresh)
{
    for (unit *k = s->kept; k; k = k->next) {
        k->stale = k->stale || (fresh && !k->defines);
        k->defines = k->defines || (u->defines && !k->stale);
    }
    u->in_use = true;
    u->next = s->kept;
    s->kept = u;
    sweep(s);
}

void unit_release(cyq_session *s, unit *u)
{
    u->in_use = false;
    sweep(s);
}
