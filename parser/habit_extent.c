/* How far what was meant goes: hints repeat it as it was written, with its direction, all its values and what follows. */
#include "parser/habits.h"

#include "base/text.h"
#include "lexer/keywords.h"

/* ---- What follows ---- */

enum { LONGEST = 160 };

static bool begins_clause(unsigned role)
{
    return role < TOK_KINDS && keyword_in((token_kind)role, KW_CLAUSE);
}

static bool is_comparison(unsigned role)
{
    return role == TOK_EQ || role == TOK_IN || role == TOK_MATCHES || role == TOK_IS || role == ROLE_COMPARE || role == ROLE_TEST;
}

static bool ends(const filter *f, const piece *at, unsigned brackets, habit_extent extent)
{
    bool clause = begins_clause(at->role) || at->role == TOK_PIPE;
    if (at->role == ROLE_END || at->role == TOK_EOF || f->depth < brackets || f->stray)
        return true;
    if (at->role == TOK_ORDER_BY && f->depth == brackets)
        return true; /* what follows is of another language */
    if (extent == HABIT_STATEMENT || f->depth > brackets)
        return false;
    return clause || (extent == HABIT_VALUE && (at->role == TOK_AND || at->role == TOK_OR || is_comparison(at->role)));
}

/* The end of what the pieces from `begin` on are part of; 0 if it is not to be seen whole. */
static uint32_t find_end(filter *f, uint32_t begin, unsigned brackets, habit_extent extent)
{
    uint32_t end = begin;
    piece at;
    while (filter_next(f, &at) == ST_OK) {
        if (at.t.where.begin < begin && at.role != TOK_EOF)
            continue;
        if (at.t.bad)
            return 0;
        if (ends(f, &at, brackets, extent))
            return end;
        end = at.t.where.end;
    }
    return 0;
}

/* The text is read anew behind a beginning that puts the filter in the same place, so that its own rules say where it ends. */
str habit_rest(const parsing *p, uint32_t begin, const char *beginning, habit_extent extent)
{
    if (begin >= p->from->text.n)
        return (str){0};
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    size_t bad = 0;
    str all = {p->from->text.p + begin, p->from->text.n - begin}, near = text_cut(all, LONGEST), before = str_of(beginning);
    str text = arena_printf(&memory, "%s %.*s", beginning, STR_ARG(near)), found = {0};
    filter *f = ARENA_NEW(&memory, filter);
    if (f && source_read(&memory, STR("hint"), text, &from, &bad) == ST_OK && filter_open(f, &memory, from, &bag) == ST_OK) {
        uint32_t start = (uint32_t)before.n + 1, end = find_end(f, start, str_ends(before, STR("(")), extent);
        bool whole = end > start && end <= start + near.n && (near.n == all.n || end < start + near.n);
        if (whole)
            found = str_trim((str){all.p, end - start});
        filter_close(f);
    }
    arena_free(&memory);
    bool one_line = str_find(found, STR("\n")) == SIZE_MAX && str_find(found, STR("#")) == SIZE_MAX;
    return one_line ? found : (str){0};
}

bool habit_parses(str text)
{
    arena memory = {0};
    const source *from;
    const ast_script *script;
    bool parses = parse_tried(&memory, text, &from, &script);
    arena_free(&memory);
    return parses;
}

str habit_without_percent(str text)
{
    while (text.n > 0 && text.p[0] == '%')
        text = (str){text.p + 1, text.n - 1};
    while (text.n > 0 && text.p[text.n - 1] == '%')
        text.n--;
    return str_find(text, STR("%")) == SIZE_MAX ? text : (str){0};
}

/* ---- What was before ---- */

static bool ends_operand(unsigned role)
{
    switch (role) {
    case TOK_AND:
    case TOK_OR:
    case TOK_NOT:
    case TOK_IF:
    case TOK_THEN:
    case TOK_ELSE:
    case TOK_COMMA:
    case TOK_PIPE:
    case TOK_BY:
    case TOK_ON:
    case TOK_PER:
    case ROLE_ITEM_COMMA:
    case ROLE_DEFINE:
    case ROLE_END:
    case ROLE_LAST_QUERY:
    case ROLE_KINDS:
        return true;
    default:
        return begins_clause(role);
    }
}

str habit_operand(const parsing *p, size_t back)
{
    size_t last = back, depth = 0;
    for (;; back++) {
        unsigned role = habit_before(p, back);
        if (role == ROLE_KINDS || (depth == 0 && (role == TOK_LPAREN || ends_operand(role))))
            break;
        depth += role == TOK_RPAREN;
        depth -= role == TOK_LPAREN;
    }
    if (back == last || back >= FILTER_PAST - 1)
        return (str){0};
    return source_slice(p->from, span_join(filter_past(&p->f, back)->t.where, filter_past(&p->f, last + 1)->t.where));
}
