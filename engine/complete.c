/* Completion: finds out where the cursor is, has the parts gather what may come there, and hands it to the host. */
#include "engine/complete.h"
#include "engine/modules.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lexer/keywords.h"
#include "lexer/lexer.h"

struct cyq_completions {
    arena memory;
    const cyq_completion *items;
    size_t count;
    bool of_file;
    size_t file;
};

/* ---- Candidates ---- */

static str folded(completing *c, str text)
{
    str fold = text;
    if (text_fold_in(c->memory, text, &fold) != ST_OK)
        c->memory->failed = true;
    /* Folding trims: a space at the end says that the word before it is whole. */
    if (text.n > 0 && text.p[text.n - 1] == ' ' && fold.n > 0)
        return arena_printf(c->memory, "%.*s ", STR_ARG(fold));
    return fold;
}

bool complete_begins(completing *c, str text, str typed)
{
    return str_starts(folded(c, text), folded(c, typed));
}

bool complete_holds(completing *c, str text, str typed)
{
    return str_find(folded(c, text), folded(c, typed)) != SIZE_MAX;
}

static bool is_there(const completing *c, const char *text)
{
    for (size_t i = 0; i < c->found.count; i++)
        if (strcmp(c->found.items[i].text, text) == 0)
            return true;
    return false;
}

void complete_add(completing *c, cyq_completion_kind kind, str text, size_t from, str form, str help, bool whole)
{
    str typed = {c->text.p + from, c->text.n - from};
    if (!text_is_safe(text) || (typed.n > 0 && !complete_begins(c, text, typed)))
        return;
    const char *word = arena_str(c->memory, text).p;
    if (!word || is_there(c, word))
        return;
    cyq_completion *room = arena_push(c->memory, (void **)&c->found.items, &c->found.count, &c->found.capacity, sizeof *room);
    if (room)
        *room = (cyq_completion){.kind = kind,
                                 .text = word,
                                 .from = from,
                                 .to = c->text.n,
                                 .form = arena_str(c->memory, form).p,
                                 .help = arena_str(c->memory, help).p,
                                 .whole = whole};
}

/* ---- Where the cursor is ---- */

/* The last token of the text and whether the cursor stands inside it. */
typedef struct inside {
    bool comment;
    char quote; /* 0: none */
    size_t begin;
} inside;

static bool is_quoted(token_kind kind)
{
    return kind == TOK_STRING || kind == TOK_QUOTED_NAME || kind == TOK_REGEX;
}

/* Quotes end with their line, so that one of an earlier line is not open. */
static void look_at_last(const source *from, const token *last, inside *out)
{
    str written = source_slice(from, last->where);
    if (!last->bad || !is_quoted(last->kind) || written.n == 0 || last->where.end != from->text.n)
        return;
    bool closed = written.n > 1 && written.p[written.n - 1] == written.p[0];
    if (closed || memchr(written.p, '\n', written.n))
        return;
    out->quote = written.p[0];
    out->begin = last->where.begin;
}

static status look_inside(arena *memory, const source *from, inside *out)
{
    lexer *l;
    diag_bag aside = {.memory = memory};
    token t = {.kind = TOK_EOF}, last = t;
    size_t count;
    *out = (inside){0};
    TRY(lexer_open(memory, from, &aside, &l));
    status s = lexer_next(l, &t);
    for (; s == ST_OK && t.kind != TOK_EOF; s = lexer_next(l, &t))
        last = t;
    const span *comments = lexer_comments(l, &count);
    out->comment = count > 0 && comments[count - 1].end == from->text.n;
    lexer_close(l);
    look_at_last(from, &last, out);
    return s;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* Where the word that ends at `end` begins: letters, and signs that stand between two (language.md, "Words"). */
static size_t word_begin(str text, size_t end)
{
    size_t at = end;
    while (at > 0) {
        char c = text.p[at - 1];
        bool joins = memchr("-+/&'", c, 5) && at > 1 && is_letter(text.p[at - 2]) && (at == end || is_letter(text.p[at]));
        if (!is_letter(c) && !joins)
            break;
        at--;
    }
    if (at > 0 && at < end + 1 && text.p[at - 1] == '$')
        at--;
    return at;
}

/* `sort b`: where `sort` begins, if a word that ends before `word` is the first of a keyword of two that goes on as what is typed; else `word`. */
static size_t pair_begin(str text, size_t word, const keyword **out)
{
    str typed = {text.p + word, text.n - word};
    size_t end = word;
    while (end > 0 && text.p[end - 1] == ' ')
        end--;
    size_t begin = word_begin(text, end);
    str first = {text.p + begin, end - begin};
    for (size_t i = 0; end < word && i < keyword_count; i++) {
        const keyword *k = &keyword_table[i];
        bool goes_on = k->second.n >= typed.n && str_equal_nocase((str){k->second.p, typed.n}, typed);
        if (k->second.n > 0 && k->class != KW_FOREIGN && goes_on && str_equal_nocase(k->first, first)) {
            *out = k;
            return begin;
        }
    }
    return word;
}

/* ---- Gathering ---- */

static status read_spot_of(completing *c, str text)
{
    const source *from;
    size_t bad;
    c->spot = (parse_spot){0};
    status s = source_read(c->memory, STR("completion"), text, &from, &bad);
    if (s == ST_OK)
        s = parse_spot_at_end(c->memory, from, &c->spot);
    return s == ST_NO_MEMORY ? s : ST_OK; /* of what cannot be read nothing is known */
}

/* Reads the text up to `end`. */
static status read_spot(completing *c, size_t end)
{
    return read_spot_of(c, (str){c->text.p, end});
}

/* What the rows there have, and of what type the operand is. */
static status read_offer(completing *c)
{
    const source *from;
    const ast_script *tree;
    size_t bad;
    diag_bag aside = {.memory = c->memory};
    str operand = c->place.operand.n > 0 ? c->place.operand : STR("1");
    sbuf then = {0};
    c->offer = (offer){0};
    sbuf_printf(&then, "where (%.*s) is known", STR_ARG(operand));
    str text = then.failed ? (str){0} : complete_query(c, then.p);
    c->memory->failed |= then.failed;
    sbuf_free(&then);
    if (!c->place.in_query || c->memory->failed)
        return c->memory->failed ? ST_NO_MEMORY : ST_OK;
    TRY(source_read(c->memory, STR("completion"), text, &from, &bad));
    status s = parse(c->memory, from, &aside, &tree);
    if (s == ST_LIMIT || (s == ST_OK && (tree->statement_count != 1 || tree->statements[0]->kind != AST_RUN)))
        return ST_OK;
    TRY(s);
    TRY(check_offer(c->session->scope.env, c->memory, from, tree->statements[0]->query, &c->offer));
    if (c->place.operand.n == 0)
        c->offer.operand = (type){0};
    return ST_OK;
}

/* The word at the cursor is the second of a keyword that may come where the first stands. */
static status try_pair(completing *c)
{
    const keyword *k = NULL;
    parse_spot without = c->spot;
    size_t begin = pair_begin(c->text, c->word, &k);
    if (!k)
        return ST_OK;
    TRY(read_spot(c, begin));
    bool test = k->class == KW_OPERATOR && (c->spot.expected[ROLE_TEST] || c->spot.expected[ROLE_JOIN_TEST]);
    if (c->spot.known && (test || c->spot.expected[k->kind]) && !c->spot.value_first)
        c->word = begin;
    else
        c->spot = without;
    return ST_OK;
}

static void gather(completing *c)
{
    if (c->quote) {
        if (c->place.operand.n > 0 && c->spot.value_first)
            complete_values(c);
        return;
    }
    if (c->dot && c->word > 1 && !strchr(" \t\n", c->text.p[c->word - 2]) && spot_path_before(&c->spot).n > 0) {
        complete_behind(c);
        return;
    }
    bool goes_on = (c->spot.value_first || c->spot.in_phrase) && complete_values(c);
    if (goes_on && c->spot.in_phrase)
        return;
    if (!c->dot)
        complete_named(c);
    complete_names(c);
    if (c->dot)
        return;
    complete_sources(c);
    complete_words(c);
}

/* In what the text before defines. */
static status complete_defined(completing *c)
{
    TRY(read_offer(c));
    gather(c);
    return c->memory->failed ? ST_NO_MEMORY : ST_OK;
}

/* The statements that give names: those that need no file. */
static void keep_definitions(ast_script *tree)
{
    size_t kept = 0;
    for (size_t i = 0; i < tree->statement_count; i++)
        if (statement_defines(tree->statements[i]) && tree->statements[i]->kind != AST_LOAD)
            tree->statements[kept++] = tree->statements[i];
    tree->statement_count = kept;
}

static status complete_there(completing *c)
{
    ast_script tree = c->spot.before ? *c->spot.before : (ast_script){0};
    tree.statements = ARENA_ARRAY(c->memory, tree.statement_count, ast_statement *);
    if (!tree.statements)
        return ST_NO_MEMORY;
    if (tree.statement_count > 0)
        memcpy(tree.statements, c->spot.before->statements, tree.statement_count * sizeof *tree.statements);
    keep_definitions(&tree);
    if (tree.statement_count == 0)
        return complete_defined(c);
    const unit text = {.from = c->spot.from, .tree = &tree};
    statements defined = {0};
    modules_sweep(&c->session->scope); /* so that the mark is none of those that go */
    scope_mark mark = scope_mark_now(&c->session->scope);
    preparing how = preparing_in(c->session, &c->session->scope, true);
    status s = statements_prepare(&defined, &text, &how);
    s = s == ST_NO_MEMORY ? s : complete_defined(c);
    statements_free(&defined);
    scope_return(&c->session->scope, &mark);
    modules_sweep(&c->session->scope);
    return s;
}

/* A file's name is wanted between quotes. */
static bool wants_file(const completing *c)
{
    switch (c->place.last) {
    case TOK_LOAD:
    case TOK_SAVE:
    case TOK_USE:
        return true;
    default:
        return c->place.clause == TOK_TO && c->spot.expected[TOK_STRING];
    }
}

/* Where the word, the quote or the dot at the cursor begins. */
static size_t find_word(completing *c, const inside *where)
{
    c->quote = where->quote;
    size_t end = where->quote ? c->text.n - (c->spot.from->text.n - where->begin) : word_begin(c->text, c->text.n);
    c->word = where->quote ? end + 1 : end;
    c->dot = !where->quote && end > 0 && c->text.p[end - 1] == '.' && (end < 2 || c->text.p[end - 2] != '.');
    return end - c->dot;
}

static status complete_here(completing *c, cyq_completions *out)
{
    if (!c->spot.known)
        return ST_OK;
    spot_find_place(c->memory, &c->spot, &c->place);
    out->of_file = c->quote && wants_file(c);
    out->file = c->word;
    return out->of_file ? ST_OK : complete_there(c);
}

/* On a line of its own: the statement before may end there, and must behind a blank line. */
static status complete_line(completing *c, size_t end, cyq_completions *out)
{
    parse_spot_break before = parse_spot_ends(&c->spot);
    if (before != SPOT_ENDS)
        TRY(complete_here(c, out));
    if (before == SPOT_GOES_ON || c->quote)
        return ST_OK;
    str ended = arena_printf(c->memory, "%.*s;", (int)end, c->text.p);
    TRY(c->memory->failed ? ST_NO_MEMORY : read_spot_of(c, ended));
    return complete_here(c, out);
}

static status complete_at(completing *c, const inside *where, cyq_completions *out)
{
    size_t end = find_word(c, where);
    TRY(read_spot(c, end));
    if (!c->quote && !c->dot)
        TRY(try_pair(c));
    return complete_line(c, end, out);
}

static status complete_text(completing *c, cyq_completions *out)
{
    inside where;
    size_t bad;
    status s = source_read(c->memory, STR("completion"), c->text, &c->spot.from, &bad);
    if (s != ST_OK)
        return s == ST_NO_MEMORY ? s : ST_OK;
    TRY(look_inside(c->memory, c->spot.from, &where));
    return where.comment ? ST_OK : complete_at(c, &where, out);
}

/* ---- For the host ---- */

cyq_status cyq_complete(cyq_session *session, const char *text, size_t length, size_t cursor, cyq_completions **out)
{
    if (!out)
        return CYQ_MISUSE;
    *out = NULL;
    if (!session || (!text && length) || cursor > length)
        return CYQ_MISUSE;
    cyq_completions *made = calloc(1, sizeof *made);
    if (!made)
        return CYQ_NO_MEMORY;
    completing c = {.memory = &made->memory, .session = session, .text = {text, cursor}};
    status s = complete_text(&c, made);
    made->items = c.found.items;
    made->count = c.found.count;
    if (s != ST_OK || made->memory.failed) {
        cyq_completions_free(made);
        return CYQ_NO_MEMORY;
    }
    *out = made;
    return CYQ_OK;
}

void cyq_completions_free(cyq_completions *c)
{
    if (!c)
        return;
    arena_free(&c->memory);
    free(c);
}

size_t cyq_completions_count(const cyq_completions *c)
{
    return c ? c->count : 0;
}

cyq_status cyq_completions_get(const cyq_completions *c, size_t index, cyq_completion *out)
{
    if (!out || index >= cyq_completions_count(c) || out->size < sizeof out->size)
        return CYQ_MISUSE;
    cyq_completion shown = c->items[index];
    shown.size = out->size;
    memcpy(out, &shown, out->size < sizeof *out ? out->size : sizeof *out);
    return CYQ_OK;
}

bool cyq_completions_file(const cyq_completions *c, size_t *from)
{
    if (!c || !c->of_file)
        return false;
    if (from)
        *from = c->file;
    return true;
}
