/* Values that come from outside as texts: they are literals and nothing else, so that nothing else can be slipped in. */
#include "runtime/query/declared.h"

#include <string.h>

#include "runtime/query/expr.h"

/* Part of the text, as an expression that declared_read takes. */
typedef struct piece {
    str text;
    uint32_t begin; /* of it in the source */
} piece;

static piece trimmed(piece p)
{
    str t = str_trim(p.text);
    return (piece){t, p.begin + (uint32_t)(t.p - p.text.p)};
}

static piece cut(piece p, size_t from, size_t to)
{
    return trimmed((piece){{p.text.p + from, to - from}, p.begin + (uint32_t)from});
}

static ast_expr *new_expr(checker *k, ast_kind kind, piece p)
{
    ast_expr *e = ARENA_NEW(k->memory, ast_expr);
    if (e)
        *e =
            (ast_expr){.kind = kind, .value_position = true, .text = p.text, .where = {p.begin, p.begin + (uint32_t)p.text.n}, .height = 1};
    return e;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static ast_expr *phrase_of(checker *k, piece p)
{
    ast_expr *e = new_expr(k, AST_PHRASE, p);
    ast_word *words = ARENA_ARRAY(k->memory, p.text.n / 2 + 1, ast_word);
    if (!e || !words)
        return NULL;
    e->words = words;
    for (size_t i = 0; i < p.text.n;) {
        size_t begin = i;
        while (i < p.text.n && !is_space(p.text.p[i]))
            i++;
        uint32_t at = p.begin + (uint32_t)begin;
        words[e->word_count++] = (ast_word){.text = {p.text.p + begin, i - begin}, .where = {at, p.begin + (uint32_t)i}};
        while (i < p.text.n && is_space(p.text.p[i]))
            i++;
    }
    return e;
}

/* `a..b`, `a..`, `..b` */
static ast_expr *range_of(checker *k, piece p, size_t dots)
{
    piece left = cut(p, 0, dots), right = cut(p, dots + 2, p.text.n);
    ast_expr *e = new_expr(k, AST_RANGE, p);
    if (!e)
        return NULL;
    e->left = left.text.n ? phrase_of(k, left) : NULL;
    e->right = right.text.n ? phrase_of(k, right) : NULL;
    return (left.text.n && !e->left) || (right.text.n && !e->right) ? NULL : e;
}

/* `-3` */
static ast_expr *negative_of(checker *k, piece p)
{
    ast_expr *e = new_expr(k, AST_NEGATE, p);
    if (e)
        e->left = phrase_of(k, cut(p, 1, p.text.n));
    return e && e->left ? e : NULL;
}

static bool is_number(type_kind kind)
{
    return kind == TYPE_INT || kind == TYPE_NUMBER || kind == TYPE_MONEY || kind == TYPE_DURATION;
}

/* One value; NULL without memory. */
static ast_expr *value_of(checker *k, piece p, type_kind kind)
{
    size_t dots = str_find(p.text, STR(".."));
    if (kind == TYPE_TEXT)
        return new_expr(k, AST_STRING, p);
    if ((kind == TYPE_PERIOD || kind == TYPE_DATE) && dots != SIZE_MAX && p.text.n > 2)
        return range_of(k, p, dots);
    if (is_number(kind) && p.text.n > 1 && p.text.p[0] == '-' && !is_space(p.text.p[1]))
        return negative_of(k, p);
    return p.text.n ? phrase_of(k, p) : new_expr(k, AST_STRING, p); /* nothing at all is no literal */
}

/* ---- Sets ---- */

/* Where the quotes end that begin at `at`, if the element does so, too: `"a, b"`; the apostrophe of '90s is text. SIZE_MAX: there are none. */
static size_t closing_quote(str t, size_t at)
{
    if (at == t.n || (t.p[at] != '"' && t.p[at] != '\''))
        return SIZE_MAX;
    const char *end = memchr(t.p + at + 1, t.p[at], t.n - at - 1);
    size_t next = end ? (size_t)(end - t.p) + 1 : t.n;
    while (next < t.n && is_space(t.p[next]))
        next++;
    return end && (next == t.n || t.p[next] == ',') ? (size_t)(end - t.p) : SIZE_MAX;
}

/* `(a, b)`: what stands between brackets that belong together. */
static piece without_brackets(piece p)
{
    size_t open = 0;
    if (p.text.n < 2 || p.text.p[0] != '(' || p.text.p[p.text.n - 1] != ')')
        return p;
    for (size_t i = 0; i + 1 < p.text.n; i++) {
        open += (size_t)(p.text.p[i] == '(') - (size_t)(p.text.p[i] == ')');
        if (!open)
            return p;
    }
    return cut(p, 1, p.text.n - 1);
}

static void tell_empty(checker *k, piece p, size_t at, type_kind kind)
{
    uint32_t where = p.begin + (uint32_t)at;
    diag *d = diag_add(k->bag, E_WRONG_VALUE, k->from, (span){where, where}, "there is no element here");
    diag_expect(k->bag, d, "an element between two commas");
    if (kind == TYPE_TEXT)
        diag_hint(k->bag, d, "a text without characters is written \"\"");
}

/* The element that begins at `at`, which goes to the comma behind it. NULL: told, or without memory. */
static ast_expr *element_of(checker *k, piece p, size_t *at, type_kind kind)
{
    size_t begin = *at, close;
    while (begin < p.text.n && is_space(p.text.p[begin]))
        begin++;
    close = closing_quote(p.text, begin);
    size_t from = close == SIZE_MAX ? *at : close;
    const char *comma = memchr(p.text.p + from, ',', p.text.n - from);
    *at = comma ? (size_t)(comma - p.text.p) : p.text.n;
    if (close != SIZE_MAX)
        return new_expr(k, AST_STRING, (piece){{p.text.p + begin + 1, close - begin - 1}, p.begin + (uint32_t)begin + 1});
    if (begin < *at)
        return value_of(k, cut(p, begin, *at), kind);
    tell_empty(k, p, begin, kind);
    return NULL;
}

/* The elements of a set, between commas. */
static ast_expr *list_of(checker *k, piece p, type_kind kind)
{
    ast_expr *e = new_expr(k, AST_LIST, p);
    size_t capacity = 0;
    for (size_t at = 0; e && at <= p.text.n && p.text.n > 0; at++) {
        ast_expr **room = arena_push(k->memory, (void **)&e->items, &e->item_count, &capacity, sizeof *room);
        if (!room || !(*room = element_of(k, p, &at, kind)))
            return NULL;
    }
    return e;
}

/* ---- All of it ---- */

bool declared_read_text(checker *k, const ast_name *name, const source *text, type wanted, value *out)
{
    piece all = {text->text, 0};
    type_kind kind = (type_kind)wanted.kind;
    const source *from = k->from;
    k->from = text;
    ast_expr *e = wanted.set ? list_of(k, without_brackets(trimmed(all)), kind) : value_of(k, kind == TYPE_TEXT ? all : trimmed(all), kind);
    bool read = e && declared_read(k, name, e, &wanted, out);
    k->from = from;
    return read;
}
