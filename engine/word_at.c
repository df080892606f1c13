/* cyq_text_word: what stands at a place of a text, as the scanner cuts it. */
#include "engine/engine.h"
#include "lexer/lexer.h"

/* Has it a meaning that can be told, and is it not a value? */
static bool has_meaning(token_kind kind)
{
    switch (kind) {
    case TOK_EOF:
    case TOK_NUMBER:
    case TOK_DATE:
    case TOK_STRING:
    case TOK_REGEX:
        return false;
    default:
        return true;
    }
}

static bool is_sign(const source *from, span where)
{
    str written = source_slice(from, where);
    unsigned char first = written.n > 0 ? (unsigned char)written.p[0] : 0;
    bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first >= 0x80 || (first >= '0' && first <= '9');
    return !letter && first != '_' && first != '$' && first != '`';
}

/* The byte of a place; false where the text has none. */
static bool find_byte(const source *from, size_t line, size_t column, uint32_t *out)
{
    str text = source_line(from, line);
    if (line == 0 || line > from->line_count || column == 0)
        return false;
    size_t at = 0;
    for (size_t i = 1; i < column; i++) {
        if (at >= text.n)
            return false;
        do
            at++;
        while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80);
    }
    *out = (uint32_t)((size_t)(text.p - from->text.p) + at);
    return true;
}

/* Without the dot before a field. */
static span without_dot(const source *from, span where)
{
    bool dot = where.end > where.begin + 1 && from->text.p[where.begin] == '.' && from->text.p[where.begin + 1] != '.';
    return dot ? (span){where.begin + 1, where.end} : where;
}

/* Of two that meet at the place the one that is a word, else the one that begins there. ST_ERROR where there is none. */
static status find_word(arena *memory, const source *from, uint32_t at, span *out)
{
    lexer *l;
    diag_bag aside = {.memory = memory};
    token t = {.kind = TOK_EOF};
    bool found = false;
    TRY(lexer_open(memory, from, &aside, &l));
    status s = lexer_next(l, &t);
    for (; s == ST_OK && t.kind != TOK_EOF && t.where.begin <= at; s = lexer_next(l, &t)) {
        span where = without_dot(from, t.where);
        if (t.where.end < at || !has_meaning(t.kind) || (found && is_sign(from, where) && !is_sign(from, *out)))
            continue;
        *out = where;
        found = true;
    }
    lexer_close(l);
    return s == ST_OK && !found ? ST_ERROR : s;
}

cyq_status cyq_text_word(const char *text, size_t length, size_t line, size_t column, cyq_place *out)
{
    if (!out || (!text && length))
        return CYQ_MISUSE;
    arena memory = {0};
    const source *from;
    span where;
    size_t bad;
    uint32_t at;
    cyq_status shown = CYQ_DONE;
    status s = source_read(&memory, STR("word"), (str){text, length}, &from, &bad);
    if (s == ST_OK && find_byte(from, line, column, &at)) {
        s = find_word(&memory, from, at, &where);
        if (s == ST_OK) {
            *out = place_shown(from, where);
            shown = CYQ_OK;
        } else if (s == ST_ERROR) {
            s = ST_OK;
        }
    }
    arena_free(&memory);
    return s == ST_OK ? shown : status_shown(s);
}
