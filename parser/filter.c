/* The stream of pieces: where statements end, what stands for a source that is not written, brackets that are never closed. */
#include "parser/filter.h"

#include "lexer/keywords.h"

status filter_open(filter *f, arena *memory, const source *from, diag_bag *bag)
{
    *f = (filter){.memory = memory, .from = from, .bag = bag, .statement = TOK_EOF, .at_start = true, .clause = 1};
    return lexer_open(memory, from, bag, &f->lex);
}

void filter_close(filter *f)
{
    lexer_close(f->lex);
    f->lex = NULL;
}

const piece *filter_past(const filter *f, size_t back)
{
    if (back >= f->past_count || back >= FILTER_PAST)
        return NULL;
    return &f->past[(f->past_count - 1 - back) % FILTER_PAST];
}

unsigned filter_past_role(const filter *f, size_t back)
{
    const piece *p = filter_past(f, back);
    return p ? p->role : ROLE_KINDS;
}

static bool begins_clause(unsigned role)
{
    return role == TOK_PIPE || (role < TOK_KINDS && keyword_in((token_kind)role, KW_CLAUSE));
}

/* A word that cannot begin its clause here is the mistake of the clause before it; what it begins is judged for itself. In brackets it is lost with
 * them. */
static unsigned clause_to_blame(const filter *f)
{
    unsigned last = filter_past_role(f, 0);
    return f->depth == 0 && last != TOK_PIPE && begins_clause(last) ? f->clause - 1 : f->clause;
}

bool filter_has_reported(const filter *f)
{
    return f->silent || f->failed_clause == clause_to_blame(f);
}

bool filter_may_report(filter *f)
{
    if (filter_has_reported(f))
        return false;
    f->failed_clause = clause_to_blame(f);
    return true;
}

static status look_ahead(filter *f)
{
    while (f->ahead_count < FILTER_AHEAD) {
        TRY(lexer_next(f->lex, &f->ahead[f->ahead_count]));
        f->ahead_count++;
    }
    return ST_OK;
}

static void pass(filter *f)
{
    f->ahead_count--;
    for (unsigned i = 0; i < f->ahead_count; i++)
        f->ahead[i] = f->ahead[i + 1];
}

static void give(filter *f, piece *out, token t, unsigned role)
{
    *out = (piece){t, role};
    f->past[f->past_count++ % FILTER_PAST] = *out;
}

/* A piece that is not written, at the end of the last one or the beginning of the next. */
static token unwritten(uint32_t at)
{
    return (token){.kind = TOK_EOF, .text = STR(""), .where = {at, at}};
}

static uint32_t end_of_past(const filter *f)
{
    const piece *last = filter_past(f, 0);
    return last ? last->t.where.end : 0;
}

/* ---- The ends of statements ---- */

/* `why` and nothing behind it: it is asked of the last query. While it is written a query may come yet. */
static bool asks_of_last(const filter *f)
{
    unsigned last = filter_past_role(f, 0);
    return !f->goes_on && (last == TOK_EXPLAIN || last == TOK_WHY || last == TOK_SAY);
}

static void begin_statement(filter *f)
{
    f->frame[0] = 0;
    f->statement = TOK_EOF;
    f->at_start = true;
    f->open = f->value_first = f->in_phrase = f->defined = f->silent = f->alone = false;
}

static void give_end(filter *f, piece *out, token t)
{
    give(f, out, t, ROLE_END);
    begin_statement(f);
}

/* The last query, where that is what the statement which ends here asks about. Its end comes next. */
static bool give_last(filter *f, piece *out)
{
    if (!asks_of_last(f))
        return false;
    give(f, out, unwritten(end_of_past(f)), ROLE_LAST_QUERY);
    f->open = false;
    return f->alone = true;
}

/* What can begin a statement, and so ends the one before when it begins a line (language rules, 3). */
static bool begins_statement(unsigned role)
{
    switch (role) {
    case TOK_WORD:
    case TOK_NUMBER:
    case TOK_DATE:
    case TOK_QUOTED_NAME:
    case TOK_STRING:
    case TOK_VARIABLE:
    case TOK_FIELD:
    case TOK_CALL:
    case TOK_REGEX:
    case TOK_LPAREN:
    case TOK_IF:
    case ROLE_SHOW_LIST:
        return true;
    default:
        return false;
    }
}

static bool line_ends_statement(const filter *f, unsigned role)
{
    token_break before = f->ahead[0].before;
    bool begun = f->at_start || (filter_past_role(f, 0) == ROLE_LAST_QUERY && !f->alone);
    if (f->depth > 0 || begun || (f->open && !asks_of_last(f)) || before == BREAK_NONE)
        return false;
    return before == BREAK_BLANK || begins_statement(role);
}

/* Inside brackets a blank line and then the beginning of a statement, or anything after a mistake, means that a bracket was forgotten: nothing that is
 * right looks so. */
static bool bracket_forgotten(const filter *f, unsigned role)
{
    if (f->depth == 0 || f->ahead[0].before != BREAK_BLANK)
        return false;
    return f->failed_clause == f->clause || (!f->open && begins_statement(role));
}

/* The text from the bracket on with its end, if that is not long. */
static void hint_closed(filter *f, diag *d)
{
    enum { LIKELY = 60 };
    str text = source_slice(f->from, (span){f->opened[f->depth].begin, end_of_past(f)});
    while (text.n > 1 && (text.p[text.n - 1] == ',' || text.p[text.n - 1] == ' '))
        text.n--;
    if (text.n > 1 && text.n <= LIKELY && str_find(text, STR("\n")) == SIZE_MAX)
        diag_hint(f->bag, d, "write `%.*s)`", STR_ARG(text));
}

static void close_brackets(filter *f)
{
    if (filter_may_report(f)) {
        diag *d = diag_add(f->bag, E_UNCLOSED_BRACKET, f->from, f->opened[f->depth], "this bracket is not closed");
        diag_expect(f->bag, d, "a ) that belongs to it, before the statement ends");
        hint_closed(f, d);
    }
    f->closing = f->depth;
}

/* `replace(title; "a"; "b")`: the bracket closes behind the semicolon on the same line, which then stands for a comma. */
static bool is_comma(const filter *f, const token *t)
{
    enum { NEAR = 200 };
    str text = f->from->text;
    unsigned depth = f->depth;
    size_t end = t->where.end + NEAR < text.n ? t->where.end + NEAR : text.n;
    for (size_t at = t->where.end; t->kind == TOK_SEMICOLON && depth > 0 && at < end && text.p[at] != '\n'; at++) {
        depth += text.p[at] == '(';
        if (text.p[at] == ')' && --depth < f->depth)
            return true;
    }
    return false;
}

static void read_as_comma(filter *f)
{
    token *t = &f->ahead[0];
    if (filter_may_report(f)) {
        diag *d = diag_add(f->bag, E_SYNTAX, f->from, t->where, "a semicolon ends a statement, and this stands inside brackets");
        diag_expect(f->bag, d, "a comma");
    }
    t->kind = TOK_COMMA;
}

static void give_closing(filter *f, piece *out)
{
    f->closing--;
    give(f, out, unwritten(end_of_past(f)), TOK_RPAREN);
    filter_follow(f, out);
}

static void give_eof(filter *f, piece *out)
{
    if (f->at_start)
        give(f, out, f->ahead[0], TOK_EOF);
    else
        give_end(f, out, unwritten(end_of_past(f)));
}

/* ---- Ordinary pieces ---- */

static bool lacks_source(const filter *f, unsigned role)
{
    bool named = f->statement == TOK_LET && filter_past_role(f, 0) == ROLE_DEFINE;
    return begins_clause(role) && (f->at_start || named || filter_wants_query(f));
}

static status too_deep(filter *f, span where)
{
    diag *d = diag_add(f->bag, E_TOO_DEEP, f->from, where, "brackets lie more than %d deep here", PARSE_DEPTH_MAX);
    diag_expect(f->bag, d, "at most %d brackets inside each other", PARSE_DEPTH_MAX);
    return f->memory->failed ? ST_NO_MEMORY : ST_LIMIT;
}

static status give_ahead(filter *f, piece *out, unsigned role)
{
    if (role == TOK_LPAREN && f->depth >= PARSE_DEPTH_MAX)
        return too_deep(f, f->ahead[0].where);
    give(f, out, f->ahead[0], role);
    pass(f);
    filter_follow(f, out);
    if (out->t.bad) /* the scanner told about it: what follows from that needs no second message */
        f->failed_clause = f->clause;
    return ST_OK;
}

status filter_next(filter *f, piece *out)
{
    TRY(look_ahead(f));
    if (f->closing > 0) {
        give_closing(f, out);
        return ST_OK;
    }
    if (is_comma(f, &f->ahead[0]))
        read_as_comma(f);
    token t = f->ahead[0];
    if (t.kind == TOK_EOF && !f->ended) {
        f->ended = true;
        f->unfinished = (f->open && !asks_of_last(f)) || f->depth > 0;
        f->value_last = f->value_first;
        f->phrase_last = f->in_phrase;
    }
    if (f->depth > 0 && (t.kind == TOK_EOF || t.kind == TOK_SEMICOLON)) {
        close_brackets(f);
        return filter_next(f, out);
    }
    bool ends = t.kind == TOK_EOF || t.kind == TOK_SEMICOLON;
    if (ends && give_last(f, out))
        return ST_OK;
    if (t.kind == TOK_EOF) {
        give_eof(f, out);
        return ST_OK;
    }
    if (t.kind == TOK_SEMICOLON) {
        give_end(f, out, t);
        pass(f);
        return ST_OK;
    }
    if (t.before != BREAK_NONE)
        f->in_phrase = false; /* a phrase never crosses a line */
    unsigned role = filter_role(f);
    TRY(look_ahead(f)); /* two tokens may have become one */
    if (bracket_forgotten(f, role)) {
        close_brackets(f);
        return filter_next(f, out);
    }
    if (line_ends_statement(f, role)) {
        if (!give_last(f, out))
            give_end(f, out, unwritten(end_of_past(f)));
        return ST_OK;
    }
    f->clause += f->at_start;
    if (lacks_source(f, role)) {
        give(f, out, unwritten(t.where.begin), ROLE_LAST_QUERY);
        f->at_start = f->open = false; /* what was wanted is there: `say count` has a clause behind it and no name */
        return ST_OK;
    }
    return give_ahead(f, out, role);
}
