/* Which role a token plays where it stands, and what it means for the tokens after it. Language rules 1 to 7. */
#include "parser/filter.h"

#include "base/calendar.h"
#include "lexer/keywords.h"

/* ---- The place ---- */

static uint8_t here(const filter *f)
{
    return f->frame[f->depth];
}

/* The `in` of `why not "…" in`, given `back` pieces ago. */
static bool is_why_in(const filter *f, size_t back)
{
    return filter_past_role(f, back) == TOK_IN && filter_past_role(f, back + 1) == TOK_STRING && filter_past_role(f, back + 2) == TOK_NOT &&
           filter_past_role(f, back + 3) == TOK_WHY;
}

bool filter_wants_query(const filter *f)
{
    unsigned last = filter_past_role(f, 0);
    return last == TOK_EXPLAIN || last == TOK_WHY || last == TOK_SAY || is_why_in(f, 0);
}

/* Is an operand wanted? Then words that are keywords elsewhere are names. After `|` a clause is wanted, after explain a query. */
static bool operand_wanted(const filter *f)
{
    return f->open && !f->at_start && filter_past_role(f, 0) != TOK_PIPE && !filter_wants_query(f);
}

/* Is the word the last of a text that is still being written, where it may be a keyword? */
static bool may_go_on(const filter *f)
{
    return f->goes_on && f->ahead[1].kind == TOK_EOF && !operand_wanted(f);
}

static bool number_follows(const filter *f)
{
    token_kind next = f->ahead[1].kind;
    return next == TOK_NUMBER || next == TOK_VARIABLE || may_go_on(f);
}

static bool is_word(const token *t)
{
    return t->kind == TOK_WORD || t->kind == TOK_QUOTED_NAME || keyword_of(t->kind);
}

/* ---- Two words that are one ---- */

/* Where an operand is wanted a first word is a name; `not has all` and `describe sort by` are no such places. */
static bool may_join_after(unsigned role)
{
    return role == TOK_NOT || role == TOK_DESCRIBE;
}

/* `sort by`, `left join`, `has all`: one token from here on. */
static bool join_pair(filter *f)
{
    token *first = &f->ahead[0], *second = &f->ahead[1];
    bool words = (first->kind == TOK_WORD || first->kind == TOK_WITH) && (is_word(second) || second->kind == TOK_CALL);
    if (!words || f->value_first || (operand_wanted(f) && !may_join_after(filter_past_role(f, 0))))
        return false;
    const keyword *k = keyword_pair(first->text, second->text);
    if (!k)
        return false;
    first->kind = k->kind;
    first->bad = first->bad || second->bad;
    first->where = span_join(first->where, second->where);
    first->text = filter_past_role(f, 0) == TOK_DESCRIBE ? k->text : source_slice(f->from, first->where); /* there it becomes a name */
    for (unsigned i = 1; i + 1 < f->ahead_count; i++)
        f->ahead[i] = f->ahead[i + 1];
    f->ahead_count--;
    return true;
}

/* ---- Keywords that are one only before or after certain words ---- */

static unsigned relative_or(const filter *f, unsigned otherwise)
{
    cal_unit unit;
    const token *next = &f->ahead[1];
    bool place = operand_wanted(f) || filter_past_role(f, 0) == TOK_RANGE;
    bool follows = next->kind == TOK_NUMBER || (next->kind == TOK_WORD && cal_unit_named(next->text, &unit));
    return place && follows && next->before == BREAK_NONE ? ROLE_RELATIVE : otherwise;
}

static bool after_is(const filter *f)
{
    unsigned last = filter_past_role(f, 0);
    return last == TOK_IS || (last == TOK_NOT && filter_past_role(f, 1) == TOK_IS);
}

/* `show functions` as a statement: at the beginning of a line, and nothing else on it. */
static bool is_show_list(const filter *f)
{
    bool begins = f->at_start || (f->ahead[0].before != BREAK_NONE && f->depth == 0 && !f->open);
    const token *list = &f->ahead[1], *end = &f->ahead[2];
    return begins && list->kind == TOK_WORD && list->before == BREAK_NONE && show_list_find(list->text, NULL) &&
           (end->kind == TOK_EOF || end->kind == TOK_SEMICOLON || end->before != BREAK_NONE);
}

static unsigned numbered_role(const filter *f, token_kind kind)
{
    if (kind == TOK_LAST && relative_or(f, TOK_LAST) == ROLE_RELATIVE && filter_past_role(f, 0) != TOK_RANGE)
        return ROLE_RELATIVE;
    return number_follows(f) ? kind : relative_or(f, TOK_WORD);
}

static unsigned keyword_role(const filter *f, const keyword *k)
{
    token_kind kind = k->kind;
    const token *next = &f->ahead[1];
    if (k->traits & KW_NUMBERED)
        return numbered_role(f, kind);
    if (k->class == KW_STATEMENT)
        return f->at_start ? kind : TOK_WORD;
    switch (kind) {
    case TOK_TO:
        return next->kind == TOK_STRING || format_known(next->text) || may_go_on(f) ? kind : TOK_WORD;
    case TOK_THIS:
    case TOK_NEXT:
        return relative_or(f, TOK_WORD);
    case TOK_MISSING:
    case TOK_KNOWN:
        return after_is(f) ? kind : TOK_WORD;
    case TOK_WITH:
    case TOK_LINKS:
        return f->statement == TOK_LOAD ? kind : TOK_WORD;
    case TOK_ON:
        return here(f) & AFTER_JOIN ? kind : TOK_WORD;
    case TOK_SHOW:
        return is_show_list(f) ? ROLE_SHOW_LIST : operand_wanted(f) ? TOK_WORD : kind;
    case TOK_DISTINCT:
        return next->kind == TOK_LPAREN && next->before == BREAK_NONE && filter_past(f, 0) && filter_past(f, 0)->t.kind == TOK_COUNT
                   ? ROLE_DISTINCT_OF
                   : kind;
    default:
        return k->traits & KW_NAME && operand_wanted(f) ? TOK_WORD : kind;
    }
}

/* `CyberEast + and online`: behind a sign of arithmetic `and` is no text: the other side is lacking. */
static bool ends_arithmetic(const filter *f, const keyword *k)
{
    switch (filter_past_role(f, 0)) {
    case TOK_PLUS:
    case TOK_MINUS:
    case TOK_STAR:
    case TOK_SLASH:
    case TOK_COMMON:
        return k->kind == TOK_AND || k->kind == TOK_OR;
    default:
        return false;
    }
}

/* Is the keyword but a word of a value here: its first (which may be any word but `if`), or a small word inside? A clause word that begins a
 * line outside brackets begins a clause: then the value is what is missing. */
static bool is_text(const filter *f, const keyword *k)
{
    bool own_line = f->ahead[0].before != BREAK_NONE && f->depth == 0 && k->class == KW_CLAUSE;
    if (f->value_first)
        return k->kind != TOK_IF && !own_line && !ends_arithmetic(f, k);
    return f->in_phrase && k->traits & KW_TEXT && keyword_role(f, k) != TOK_TO;
}

/* ---- Signs ---- */

static bool defines(const filter *f)
{
    unsigned before = filter_past_role(f, 0), first = filter_past_role(f, 1);
    bool name = before == TOK_WORD || before == TOK_QUOTED_NAME;
    if (here(f) & IN_ADD)
        return name && (first == TOK_ADD || first == ROLE_ITEM_COMMA);
    if (f->depth > 0 || f->defined)
        return false;
    switch (f->statement) {
    case TOK_DEF:
        return true;
    case TOK_LET:
        return name && first == TOK_LET;
    case TOK_LOAD:
        return name && (first == TOK_WITH || first == TOK_COMMA);
    default:
        return false;
    }
}

static unsigned sign_role(const filter *f, token_kind kind)
{
    bool join = here(f) & IN_CONDITION;
    switch (kind) {
    case TOK_COMMA:
        return here(f) & IN_ADD && is_word(&f->ahead[1]) && f->ahead[2].kind == TOK_EQ ? ROLE_ITEM_COMMA : TOK_COMMA;
    case TOK_EQ:
        return defines(f) ? (unsigned)ROLE_DEFINE : join ? (unsigned)ROLE_JOIN_COMPARE : TOK_EQ;
    case TOK_NE:
    case TOK_SAME:
    case TOK_NOT_SAME:
    case TOK_LIKE:
    case TOK_NOT_LIKE:
    case TOK_LT:
    case TOK_LE:
    case TOK_GT:
    case TOK_GE:
        return join ? ROLE_JOIN_COMPARE : ROLE_COMPARE;
    case TOK_OVERLAPS:
    case TOK_WITHIN:
    case TOK_CONTAINS:
    case TOK_HAS_ALL:
    case TOK_ONLY:
        return join ? ROLE_JOIN_TEST : ROLE_TEST;
    case TOK_IN:
        return join ? (unsigned)ROLE_JOIN_TEST : TOK_IN;
    default:
        return kind;
    }
}

unsigned filter_role(filter *f)
{
    join_pair(f);
    token_kind kind = f->ahead[0].kind;
    const keyword *k = keyword_of(kind);
    if (!k)
        return sign_role(f, kind);
    unsigned last = filter_past_role(f, 0);
    if (last == TOK_DESCRIBE || last == TOK_USE || is_text(f, k))
        return TOK_WORD;
    unsigned role = keyword_role(f, k);
    return role == kind ? sign_role(f, kind) : role;
}

/* ---- What follows ---- */

static void set(filter *f, unsigned traits, bool on)
{
    uint8_t *t = &f->frame[f->depth];
    *t = (uint8_t)(on ? *t | traits : *t & ~traits);
}

static void want_value(filter *f)
{
    f->value_first = true;
    set(f, IN_VALUE, true);
}

static void open_bracket(filter *f, const piece *p, bool value)
{
    unsigned inherited = here(f) & IN_CONDITION;
    f->depth++;
    f->opened[f->depth] = p->t.where;
    f->frame[f->depth] = (uint8_t)(value ? inherited | IN_VALUES | IN_VALUE : inherited);
    f->value_first = value;
}

static void close_bracket(filter *f)
{
    f->stray = f->depth == 0;
    if (!f->stray)
        f->depth--;
}

static void begin_clause(filter *f, unsigned role)
{
    f->clause++;
    set(f, IN_VALUES | IN_VALUE | IN_ADD | AFTER_JOIN | IN_CONDITION, false);
    set(f, IN_ADD, role == TOK_ADD);
    set(f, AFTER_JOIN, role == TOK_JOIN || role == TOK_LEFT_JOIN);
}

/* Must something follow the piece? `before` is the role of the one before it. */
static bool leaves_open(unsigned role, unsigned before)
{
    switch (role) {
    case TOK_STAR: /* `select *` is whole */
        return before != TOK_SELECT && before != TOK_COMMA;
    case TOK_LPAREN:
    case TOK_COMMA:
    case TOK_COLON:
    case TOK_PIPE:
    case TOK_PLUS:
    case TOK_MINUS:
    case TOK_SLASH:
    case TOK_COMMON:
    case TOK_OTHER:
    case TOK_EQ:
    case ROLE_ITEM_COMMA:
    case ROLE_DEFINE:
    case ROLE_COMPARE:
    case ROLE_TEST:
    case ROLE_JOIN_COMPARE:
    case ROLE_JOIN_TEST:
    case ROLE_RELATIVE:
    case ROLE_DISTINCT_OF:
    case ROLE_SHOW_LIST:
        return true;
    default:
        return role < TOK_KINDS && keyword_is((token_kind)role, KW_OPEN);
    }
}

static void follow_role(filter *f, const piece *p, bool value)
{
    unsigned role = p->role;
    switch (role) {
    case TOK_LPAREN:
        open_bracket(f, p, value);
        break;
    case TOK_RPAREN:
        close_bracket(f);
        break;
    case TOK_IN:
        if (!is_why_in(f, 0))
            want_value(f);
        break;
    case TOK_EQ:
    case ROLE_COMPARE:
    case ROLE_TEST:
        want_value(f);
        break;
    case ROLE_DEFINE:
        f->defined = f->statement != TOK_LOAD;
        break;
    case TOK_COMMA:
        set(f, IN_VALUE, (here(f) & IN_VALUES) != 0);
        f->value_first = (here(f) & IN_VALUES) != 0;
        break;
    case TOK_THEN:
    case TOK_ELSE:
        set(f, IN_VALUE, (here(f) & IN_VALUES) != 0);
        f->value_first = (here(f) & IN_VALUES) != 0;
        break;
    case TOK_PLUS:
    case TOK_MINUS:
    case TOK_STAR:
    case TOK_SLASH:
    case TOK_COMMON:
    case TOK_OTHER:
        f->value_first = (here(f) & IN_VALUE) != 0;
        break;
    case TOK_ON:
        set(f, AFTER_JOIN, false);
        set(f, IN_CONDITION, true);
        break;
    case TOK_AND:
    case TOK_OR:
    case TOK_IF:
    case ROLE_ITEM_COMMA:
        set(f, IN_VALUE, false);
        break;
    default:
        if (role == ROLE_SHOW_LIST || (role < TOK_KINDS && keyword_in((token_kind)role, KW_CLAUSE)))
            begin_clause(f, role);
        else if (role < TOK_KINDS && keyword_in((token_kind)role, KW_STATEMENT))
            f->statement = (token_kind)role;
    }
}

void filter_follow(filter *f, const piece *p)
{
    unsigned role = p->role;
    bool value = f->value_first, text = role == TOK_WORD || role == TOK_NUMBER || role == TOK_DATE;
    f->value_first = false;
    f->in_phrase = text && (value || f->in_phrase);
    f->open = leaves_open(role, filter_past_role(f, 1));
    f->at_start = false;
    follow_role(f, p, value);
}
