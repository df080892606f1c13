/* Words where an operator is wanted: those of other languages and of plain English, `is` before a value, `not` before a sign or a value. */
#include "parser/habits.h"

#include "lexer/keywords.h"

/* ---- Words that say that there is no value ---- */

static bool says_something(str word)
{
    static const char *const words[] = {"known", "exists", "exist", "present", "given", "filled", NULL};
    return habit_one_of(word, words);
}

bool habit_says_nothing(str word)
{
    static const char *const words[] = {"null", "empty", "none", "nil", "blank", "unknown", "missing"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal_nocase(word, str_of(words[i])))
            return true;
    return false;
}

static void hint_nothing(parsing *p, diag *d, str left, bool not )
{
    if (left.n > 0)
        diag_hint(p->bag, d, "write `%.*s is %s`", STR_ARG(left), not ? "known" : "missing");
}

/* `country blank`, `country not empty` */
static bool lacks_is(parsing *p, bool negated)
{
    str word = habit_text(p);
    if (!habit_says_nothing(word) && !says_something(word))
        return false;
    bool nothing = habit_says_nothing(word);
    diag *d = habit_add(p, E_NULL, p->current.t.where, "\"%.*s\" does not stand alone behind a field", STR_ARG(word));
    diag_expect(p->bag, d, nothing != negated ? "is missing" : "is known");
    hint_nothing(p, d, habit_operand(p, negated), nothing == negated);
    return true;
}

/* ---- Operators ---- */

/* Other languages' operators: how each is written here. All its words belong to it (`starts with`); the longer ones come first. */
typedef struct foreign_word {
    const char *words, *sign;
} foreign_word;

static const foreign_word OPERATORS[] = {
    {"does not contain", "!~"},
    {"does not include", "!~"},
    {"does not equal", "!="},
    {"doesn't contain", "!~"},
    {"doesn't include", "!~"},
    {"doesn't equal", "!="},
    {"isn't", "!="},
    {"isnt", "!="},
    {"aren't", "!="},
    {"wasn't", "!="},
    {"weren't", "!="},
    {"was not", "!="},
    {"were not", "!="},
    {"other than", "!="},
    {"like", "~"},
    {"ilike", "~"},
    {"contain", "~"},
    {"containing", "~"},
    {"includes", "~"},
    {"has only", "only"},
    {"has", "="},
    {"was", "="},
    {"were", "="},
    {"are", "="},
    {"equals", "="},
    {"equal to", "="},
    {"eq", "="},
    {"ne", "!="},
    {"greater than", ">"},
    {"more than", ">"},
    {"less than", "<"},
    {"fewer than", "<"},
    {"at least", ">="},
    {"at most", "<="},
    {"over", ">"},
    {"above", ">"},
    {"under", "<"},
    {"below", "<"},
    {"up to", "<="},
    {"gt", ">"},
    {"ge", ">="},
    {"lt", "<"},
    {"le", "<="},
    {"before", "<"},
    {"after", ">"},
    {"since", ">="},
    {"until", "<="},
    {"during", "="},
    {"regexp", "matches"},
    {"rlike", "matches"},
    {"match", "matches"},
    {"startswith", "^"},
    {"starts with", "^"},
    {"begins with", "^"},
    {"starts", "^"},
    {"begins", "^"},
    {"endswith", "$"},
    {"ends with", "$"},
};

/* The same word, whichever apostrophe it has. */
static bool same_word(str written, str word)
{
    str curled = STR("’");
    size_t at = str_find(written, curled), quote = str_find(word, STR("'"));
    if (at == SIZE_MAX || quote != at)
        return str_equal_nocase(written, word);
    str behind = {written.p + at + curled.n, written.n - at - curled.n};
    return str_equal_nocase((str){written.p, at}, (str){word.p, quote}) &&
           str_equal_nocase(behind, (str){word.p + quote + 1, word.n - quote - 1});
}

/* Do the words stand here? Then *end is where they end, and *value the token behind them. */
static bool stands_here(const parsing *p, const char *words, uint32_t *end, const token **value)
{
    str rest = str_of(words);
    for (unsigned i = 0; i < p->f.ahead_count; i++) {
        const token *t = i == 0 ? &p->current.t : &p->f.ahead[i - 1];
        size_t space = str_find(rest, STR(" "));
        str word = {rest.p, space == SIZE_MAX ? rest.n : space};
        if (!same_word(t->text, word))
            return false;
        *end = t->where.end;
        *value = &p->f.ahead[i];
        if (space == SIZE_MAX)
            return true;
        rest = (str){rest.p + space + 1, rest.n - space - 1};
    }
    return false;
}

/* The row of the current word, where its value begins, and its first token. */
static const foreign_word *find_operator(const parsing *p, uint32_t *end, const token **value)
{
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++)
        if (stands_here(p, OPERATORS[i].words, end, value))
            return &OPERATORS[i];
    return NULL;
}

/* ---- Ranges ---- */

/* A time in quotes without them. */
static str unquoted_time(str value)
{
    str inner = value.n > 2 ? (str){value.p + 1, value.n - 2} : value;
    bool quoted = value.n > 2 && (value.p[0] == '\'' || value.p[0] == '"');
    return quoted && lexer_classify(inner) == TOK_DATE ? inner : value;
}

/* `3 and 5`, `2025-10 to 2025-12`: the two ends of a range that begins behind the byte; false if they do not stand there. */
bool habit_range_ends(const parsing *p, uint32_t begin, str *from, str *to)
{
    static const char *const between[] = {" to ", " until ", " till "};
    str rest = habit_rest(p, begin, "a where b =", HABIT_VALUE);
    *from = rest;
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        size_t at = str_find(rest, str_of(between[i])), n = str_of(between[i]).n;
        if (at == SIZE_MAX)
            continue;
        *from = (str){rest.p, at};
        *to = (str){rest.p + at + n, rest.n - at - n};
        return from->n > 0 && to->n > 0;
    }
    uint32_t end = (uint32_t)(rest.p + rest.n - p->from->text.p);
    str and = rest.n > 0 ? str_trim(source_slice(p->from, (span){end, (uint32_t)p->from->text.n})) : rest;
    if (and.n > 3 && str_equal_nocase((str){and.p, 3}, STR("and")))
        *to = habit_rest(p, (uint32_t)(and.p - p->from->text.p) + 3, "a where b =", HABIT_VALUE);
    return to->n > 0;
}

/* The condition for a time, of rows that have one. */
static void hint_time(parsing *p, diag *d, uint32_t begin, str condition)
{
    habit_guess(p, d, HABIT_ALSO, habit_with(p, begin, condition), "write `%.*s`", STR_ARG(condition));
}

/* `between 3 and 5`, `from 2025-10 to 2025-12`: the range that was meant, if it stands there. Without a field in front only a time's is known. */
static bool range(parsing *p, str word, span where, uint32_t begin, str left)
{
    str from = {0}, to = {0};
    bool ends = habit_range_ends(p, begin, &from, &to);
    if (!str_equal_nocase(word, STR("between")) && !(str_equal_nocase(word, STR("from")) && ends))
        return false;
    from = unquoted_time(from);
    to = unquoted_time(to);
    diag *d = habit_add(p, E_FOREIGN_OPERATOR, where, "\"%.*s\" is not an operator of this language", STR_ARG(word));
    diag_expect(p->bag, d, "in, and a range");
    if (left.n > 0 && ends)
        diag_hint(p->bag, d, "write `%.*s in %.*s..%.*s`", STR_ARG(left), STR_ARG(from), STR_ARG(to));
    else if (ends && lexer_classify(from) == TOK_DATE)
        hint_time(p, d, where.begin, arena_printf(p->memory, "when in %.*s..%.*s", STR_ARG(from), STR_ARG(to)));
    else
        diag_hint(p->bag, d, "for example: `when in 2025-10..2025-12`");
    return true;
}

/* `country = France and between 2025-10 and 2025-12`, `where since 2025-10`: the word stands where its field should. */
static bool without_field(parsing *p)
{
    static const struct {
        const char *word, *sign;
    } signs[] = {{"since", ">="}, {"after", ">"}, {"before", "<"}, {"until", "<="}, {"during", "="}, {"from", ">="}};
    str word = habit_text_before(p, 0), left = habit_operand(p, 0);
    const piece *before = filter_past(&p->f, 1);
    if (left.n == 0 || before->role != TOK_WORD || left.n != word.n)
        return false;
    if (range(p, word, before->t.where, before->t.where.end, (str){0}))
        return true;
    str value = habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_VALUE);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!str_equal_nocase(word, str_of(signs[i].word)) || p->current.t.kind != TOK_DATE || value.n == 0)
            continue;
        diag *d = habit_add(p, E_FOREIGN_OPERATOR, before->t.where, "\"%.*s\" is not an operator of this language", STR_ARG(word));
        diag_expect(p->bag, d, "a field, and %s", signs[i].sign);
        hint_time(p, d, before->t.where.begin, arena_printf(p->memory, "when %s %.*s", signs[i].sign, STR_ARG(value)));
        return true;
    }
    return false;
}

/* ---- The condition as it is written here ---- */

/* The text of `like '%osint%'` in plain quotes; other values as they are. */
static str without_percent(parsing *p, const token *text, str value)
{
    if (text->kind != TOK_STRING || str_find(text->text, STR("%")) == SIZE_MAX)
        return value;
    str inner = habit_without_percent(text->text);
    if (inner.n == 0)
        return (str){0};
    sbuf quoted = {0};
    lexer_quote(&quoted, inner);
    str kept = arena_str(p->memory, sbuf_str(&quoted));
    sbuf_free(&quoted);
    return kept;
}

/* A value as a regular expression: only of letters, digits, spaces and bytes from 0x80, which mean themselves there. */
static str as_pattern(const token *t, str value)
{
    str text = t->kind == TOK_STRING ? t->text : value;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        bool plain = c >= 0x80 || c == ' ' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!plain)
            return (str){0};
    }
    return text;
}

static void hint_pattern(parsing *p, diag *d, const char *sign, str left, str value, bool negated)
{
    const char *begin = *sign == '^' ? "^" : "", *end = *sign == '$' ? "$" : "";
    if (left.n > 0 && value.n > 0)
        diag_hint(p->bag, d, "write `%.*s %smatches /%s%.*s%s/i`", STR_ARG(left), negated ? "not " : "", begin, STR_ARG(value), end);
    else
        diag_hint(p->bag, d, "for example: `title matches /%sosint%s/i`", begin, end);
}

/* What `not` before a sign makes of it; NULL if nothing. */
static const char *opposite(const char *sign)
{
    static const char *const signs[][2] = {{"=", "!="}, {"~", "!~"}, {"!=", "="}, {"!~", "~"},
                                           {">", "<="}, {"<", ">="}, {">=", "<"}, {"<=", ">"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_equal(str_of(sign), str_of(signs[i][0])))
            return signs[i][1];
    return NULL;
}

/* `project has (CyberSEE, GLACY-e)` */
static bool is_has_list(const foreign_word *o, const token *first)
{
    return str_equal(str_of(o->words), STR("has")) && first->kind == TOK_LPAREN;
}

/* Same field, same value. */
static void hint_operator(parsing *p, diag *d, const foreign_word *o, uint32_t end, const token *first, str left, bool negated)
{
    str value = habit_rest(p, end, "a where b =", HABIT_VALUE);
    bool contains = str_equal(str_of(o->sign), STR("~")) || str_equal(str_of(o->sign), STR("!~"));
    if (o->sign[0] == '^' || o->sign[0] == '$' || o->sign[0] == 'm') {
        hint_pattern(p, d, o->sign, left, as_pattern(first, value), negated);
        return;
    }
    if (contains)
        value = without_percent(p, first, value);
    const char *sign = negated ? opposite(o->sign) : o->sign;
    value = habit_month(p, d, value);
    if (left.n == 0 || value.n == 0 || !sign)
        return;
    bool equal = str_equal(str_of(sign), STR("=")) || str_equal(str_of(sign), STR("!="));
    if (equal && habit_says_nothing(value)) {
        hint_nothing(p, d, left, sign[0] == '!');
        return;
    }
    if (is_has_list(o, first)) {
        diag_hint(p->bag, d, "write `%.*s %shas all %.*s`", STR_ARG(left), negated ? "not " : "", STR_ARG(value));
        return;
    }
    diag_hint(p->bag, d, "write `%.*s %s %.*s`", STR_ARG(left), sign, STR_ARG(value));
    if (str_equal(str_of(o->words), STR("has")))
        diag_hint(p->bag, d, "for a part of a text: `%.*s %s~ %.*s`", STR_ARG(left), negated ? "!" : "", STR_ARG(value));
}

static void tell_foreign(parsing *p, const foreign_word *o, uint32_t end, const token *first, str left, bool negated)
{
    span where = {p->current.t.where.begin, end};
    str word = source_slice(p->from, where);
    diag *d = habit_add(p, E_FOREIGN_OPERATOR, where, "\"%.*s\" is not an operator of this language", STR_ARG(word));
    bool pattern = o->sign[0] == '^' || o->sign[0] == '$';
    const char *sign = is_has_list(o, first) ? "has all" : negated && opposite(o->sign) ? opposite(o->sign) : o->sign;
    diag_expect(p->bag, d, "%s%s", pattern ? "matches" : sign, sign[0] == '~' ? " (contains, case and accents aside)" : "");
    hint_operator(p, d, o, end, first, left, negated);
}

bool habit_operator(parsing *p, const bool expected[])
{
    uint32_t end = 0;
    const token *first = NULL;
    bool negated = habit_before(p, 0) == TOK_NOT && expected[TOK_MATCHES];
    if (!negated && expected[ROLE_COMPARE] && without_field(p))
        return true;
    if (p->current.role != TOK_WORD || !(expected[ROLE_COMPARE] || negated))
        return false;
    if (!negated && range(p, habit_text(p), p->current.t.where, p->current.t.where.end, habit_operand(p, 0)))
        return true;
    const foreign_word *o = find_operator(p, &end, &first);
    if (o)
        tell_foreign(p, o, end, first, habit_operand(p, negated), negated);
    return o != NULL || lacks_is(p, negated);
}

/* ---- is, not ---- */

/* `is null`, `is not empty`, `is Ukraine` */
bool habit_is(parsing *p, const bool expected[])
{
    bool not = habit_before(p, 0) == TOK_NOT;
    if (!expected[TOK_MISSING])
        return false;
    str word = habit_text(p), left = habit_operand(p, not ? 2 : 1);
    if (habit_says_nothing(word)) {
        diag *d = habit_add(p, E_NULL, p->current.t.where, "\"%.*s\" is not a word of this language", STR_ARG(word));
        diag_expect(p->bag, d, "missing or known");
        hint_nothing(p, d, left, not );
        return true;
    }
    uint32_t end = 0;
    const token *first = NULL;
    const foreign_word *o = p->current.role == TOK_WORD && !not ? find_operator(p, &end, &first) : NULL;
    if (o) {
        tell_foreign(p, o, end, first, left, false);
        return true;
    }
    str value = habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_VALUE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"is\" asks only whether there is a value");
    diag_expect(p->bag, d, "missing or known");
    if (left.n > 0 && value.n > 0)
        diag_hint(p->bag, d, "to compare, write `%.*s %s %.*s`", STR_ARG(left), not ? "!=" : "=", STR_ARG(value));
    return true;
}

/* `country not Moldova`, `not joint not online`: what stands behind `not` is no sign. */
bool habit_not_value(parsing *p, const bool expected[])
{
    unsigned role = p->current.role;
    bool value = role == TOK_WORD || role == TOK_STRING || role == TOK_NUMBER || role == TOK_DATE || role == TOK_VARIABLE;
    if (habit_before(p, 0) != TOK_NOT || !expected[TOK_MATCHES] || expected[TOK_STRING] || !value)
        return false;
    const piece *not = filter_past(&p->f, 1);
    str left = habit_operand(p, 1), right = habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_VALUE);
    diag *d =
        habit_add(p, E_FOREIGN_OPERATOR, not ->t.where, "\"%.*s\" cannot stand between %.*s and %.*s", STR_ARG(habit_text_before(p, 0)),
                  STR_ARG(syntax_quoted(p, filter_past(&p->f, 2))), STR_ARG(syntax_quoted(p, &p->current)));
    diag_expect(p->bag, d, "!= before a value, and not before a condition");
    if (left.n == 0 || right.n == 0)
        return true;
    uint32_t begin = (uint32_t)(left.p - p->from->text.p);
    size_t words = 1;
    while (filter_past(&p->f, words + 1) && filter_past(&p->f, words + 1)->t.where.begin > begin)
        words++;
    bool negated = habit_before(p, words + 1) == TOK_NOT;
    begin = negated ? filter_past(&p->f, words + 2)->t.where.begin : begin;
    const char *first = negated ? "not " : "";
    str differs = arena_printf(p->memory, "%s%.*s != %.*s", first, STR_ARG(left), STR_ARG(right));
    str both = arena_printf(p->memory, "%s%.*s and not %.*s", first, STR_ARG(left), STR_ARG(right));
    habit_guess(p, d, HABIT_ALSO, habit_with(p, begin, differs), "to compare: `%.*s`", STR_ARG(differs));
    habit_guess(p, d, HABIT_ALSO, habit_with(p, begin, both), "two conditions: `%.*s`", STR_ARG(both));
    return true;
}

/* `not = Ukraine`, `not ~ osint` */
bool habit_not_sign(parsing *p, const bool expected[])
{
    static const struct {
        token_kind kind;
        const char *written;
    } signs[] = {{TOK_EQ, "!="}, {TOK_LIKE, "!~"}, {TOK_SAME, "!=="}};
    (void)expected;
    for (size_t i = 0; habit_before(p, 0) == TOK_NOT && i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].kind != p->current.t.kind)
            continue;
        span where = span_join(filter_past(&p->f, 1)->t.where, p->current.t.where);
        diag *d = habit_add(p, E_FOREIGN_OPERATOR, where, "\"not\" cannot stand before \"%.*s\"", STR_ARG(habit_text(p)));
        diag_expect(p->bag, d, "%s", signs[i].written);
        str left = habit_operand(p, 1), value = habit_rest(p, p->current.t.where.end, "a where b =", HABIT_VALUE);
        if (left.n > 0 && value.n > 0)
            diag_hint(p->bag, d, "write `%.*s %s %.*s`", STR_ARG(left), signs[i].written, STR_ARG(value));
        return true;
    }
    return false;
}
