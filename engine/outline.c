/* cyq_outline: the names that a text brings, for editors. From the tree alone: nothing is looked up, so that a text with mistakes has one, too. */
#include <stdlib.h>
#include <string.h>

#include "engine/engine.h"
#include "lexer/comments.h"

struct cyq_outline {
    arena memory;
    cyq_outline_item *items;
    size_t count, capacity;
};

cyq_place place_shown(const source *from, span where)
{
    source_place begin = source_locate(from, where.begin), end = source_locate(from, where.end);
    return (cyq_place){begin.line, begin.column, end.line, end.column};
}

/* ---- Statements ---- */

static bool kind_of(const ast_statement *s, cyq_outline_kind *out)
{
    switch (s->kind) {
    case AST_PARAM:
        *out = CYQ_OUTLINE_PARAM;
        return true;
    case AST_LET_VALUE:
        *out = CYQ_OUTLINE_VALUE;
        return true;
    case AST_LET_QUERY:
        *out = CYQ_OUTLINE_QUERY;
        return true;
    case AST_DEF:
        *out = CYQ_OUTLINE_FUNCTION;
        return true;
    case AST_DEF_FIELD:
        *out = CYQ_OUTLINE_FIELD;
        return true;
    case AST_LOAD:
        *out = CYQ_OUTLINE_TABLE;
        return true;
    case AST_USE:
        *out = CYQ_OUTLINE_MODULE;
        return true;
    default:
        return false;
    }
}

/* The name as it is used: a variable with its $, a field without the dot before it. */
static span named(const source *from, const ast_statement *s, bool variable)
{
    span where = s->name.where;
    const char *begin = from->text.p + where.begin;
    if (variable && where.begin > 0 && begin[0] != '$' && begin[-1] == '$')
        where.begin--;
    if (begin[0] == '.' && where.end > where.begin + 1)
        where.begin++;
    return where;
}

static void add(cyq_outline *out, const source *from, const ast_statement *s)
{
    cyq_outline_kind kind;
    if (!kind_of(s, &kind))
        return;
    bool of_file = (kind == CYQ_OUTLINE_TABLE || kind == CYQ_OUTLINE_MODULE) && !s->has_name;
    bool variable = kind == CYQ_OUTLINE_PARAM || kind == CYQ_OUTLINE_VALUE;
    str name = of_file ? s->file : s->name.text;
    cyq_outline_item *room = arena_push(&out->memory, (void **)&out->items, &out->count, &out->capacity, sizeof *room);
    if (!room)
        return;
    *room = (cyq_outline_item){.kind = kind,
                               .name = arena_printf(&out->memory, "%s%.*s", variable ? "$" : "", STR_ARG(name)).p,
                               .help = arena_str(&out->memory, comment_above(&out->memory, from, s->where.begin)).p,
                               .name_place = place_shown(from, of_file ? s->file_where : named(from, s, variable)),
                               .place = place_shown(from, s->where)};
}

static status read_outline(cyq_outline *out, arena *scratch, str text)
{
    const source *from;
    const ast_script *tree;
    diag_bag aside = {.memory = scratch};
    size_t bad;
    TRY(source_read(scratch, STR("outline"), text, &from, &bad));
    TRY(parse(scratch, from, &aside, &tree));
    for (size_t i = 0; i < tree->statement_count; i++)
        add(out, from, tree->statements[i]);
    return out->memory.failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- The interface ---- */

cyq_status cyq_outline_read(const char *text, size_t length, cyq_outline **out)
{
    if (!out)
        return CYQ_MISUSE;
    *out = NULL;
    if (!text && length)
        return CYQ_MISUSE;
    cyq_outline *made = calloc(1, sizeof *made);
    if (!made)
        return CYQ_NO_MEMORY;
    arena scratch = {0};
    status s = read_outline(made, &scratch, (str){text, length});
    arena_free(&scratch);
    if (s == ST_OK)
        *out = made;
    else
        cyq_outline_free(made);
    return status_shown(s);
}

void cyq_outline_free(cyq_outline *outline)
{
    if (!outline)
        return;
    arena_free(&outline->memory);
    free(outline);
}

size_t cyq_outline_count(const cyq_outline *outline)
{
    return outline ? outline->count : 0;
}

cyq_status cyq_outline_get(const cyq_outline *outline, size_t index, cyq_outline_item *out)
{
    if (!out || index >= cyq_outline_count(outline) || out->size < sizeof out->size)
        return CYQ_MISUSE;
    cyq_outline_item shown = outline->items[index];
    shown.size = out->size;
    memcpy(out, &shown, out->size < sizeof *out ? out->size : sizeof *out);
    return CYQ_OK;
}
