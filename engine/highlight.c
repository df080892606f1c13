/* cyq_highlight: what each part of a text is, by the roles that the parser's filter gives. */
#include "engine/engine.h"

#include <string.h>

#include "parser/filter.h"

/* On the way through a text. */
typedef struct highlighting {
    filter f;
    size_t told; /* comments so far */
    cyq_highlight_function take;
    void *user;
} highlighting;

static void give(const highlighting *h, span where, cyq_highlight_kind kind)
{
    if (where.end > where.begin)
        h->take(h->user, where.begin, where.end, kind);
}

/* The comments that begin before a place; the scanner has passed more, since the filter looks ahead. */
static void give_comments(highlighting *h, uint32_t before)
{
    size_t count;
    const span *all = lexer_comments(h->f.lex, &count);
    for (; h->told < count && all[h->told].begin < before; h->told++)
        give(h, all[h->told], CYQ_HIGHLIGHT_COMMENT);
}

/* A keyword that is a mere name where it stands has that role. */
static void give_piece(const highlighting *h, const piece *p)
{
    switch (p->t.kind) {
    case TOK_NUMBER:
    case TOK_DATE:
        give(h, p->t.where, CYQ_HIGHLIGHT_NUMBER);
        return;
    case TOK_STRING:
    case TOK_REGEX:
        give(h, p->t.where, CYQ_HIGHLIGHT_TEXT);
        return;
    case TOK_VARIABLE:
        give(h, p->t.where, CYQ_HIGHLIGHT_VARIABLE);
        return;
    default:
        if (p->t.kind > TOK_GE && p->role > TOK_GE)
            give(h, p->t.where, CYQ_HIGHLIGHT_WORD);
    }
}

static status go_through(highlighting *h, const source *from)
{
    for (;;) {
        piece p;
        TRY(filter_next(&h->f, &p));
        bool end = p.t.kind == TOK_EOF;
        give_comments(h, end ? (uint32_t)from->text.n : p.t.where.begin);
        if (end)
            return ST_OK;
        give_piece(h, &p);
    }
}

/* Places count bytes of the text as it was read: of one that was not in NFC they would be others. */
static status highlight(str text, arena *memory, cyq_highlight_function take, void *user)
{
    const source *from;
    size_t bad;
    diag_bag bag = {.memory = memory};
    highlighting h = {.take = take, .user = user};
    status s = source_read(memory, STR("text"), text, &from, &bad);
    if (s != ST_OK || !str_equal(from->text, text))
        return s;
    TRY(filter_open(&h.f, memory, from, &bag));
    s = go_through(&h, from);
    filter_close(&h.f);
    return s;
}

cyq_status cyq_highlight(const char *text, size_t length, cyq_highlight_function take, void *user)
{
    arena memory = {0};
    if ((!text && length) || !take)
        return CYQ_MISUSE;
    status s = highlight((str){text ? text : "", length}, &memory, take, user);
    arena_free(&memory);
    return status_shown(s);
}
