/* Expressions in the ways of other languages: a choice by `case` or IF(…), a conversion by `cast`, a number with a decimal comma, a chain of
 * comparisons. */
#include "parser/habits.h"

#include "lexer/keywords.h"

static bool is_sign(const piece *p, token_kind kind)
{
    return p && p->t.kind == kind;
}

/* The text from one byte to another, without the white space around it. */
static str text_of(const parsing *p, uint32_t begin, uint32_t end)
{
    return str_trim(source_slice(p->from, (span){begin, end}));
}

/* Writes the text with every occurrence of a word in it replaced. */
static str replaced(parsing *p, str text, str word, str by)
{
    sbuf out = {0};
    for (size_t at; (at = str_find(text, word)) != SIZE_MAX; text = (str){text.p + at + word.n, text.n - at - word.n})
        sbuf_printf(&out, "%.*s%.*s", (int)at, text.p, STR_ARG(by));
    sbuf_add(&out, text);
    str kept = arena_str(p->memory, sbuf_str(&out));
    sbuf_free(&out);
    return kept;
}

/* ---- A choice ---- */

/* `case when days > 3 then "long" else "short" end` */
static bool case_when(parsing *p, const bool expected[])
{
    const piece *word = filter_past(&p->f, 1);
    bool is_case = str_equal_nocase(habit_text_before(p, 0), STR("case")) && str_equal_nocase(habit_text(p), STR("when"));
    if (!is_case || p->current.role != TOK_WORD || !expected[ROLE_COMPARE])
        return false;
    str rest = habit_rest(p, p->current.t.where.end, "a select", HABIT_CLAUSE);
    str choice = replaced(p, replaced(p, rest, STR(" when "), STR(" else if ")), STR(" end"), STR(""));
    bool parses = rest.n > 0 && habit_parses(arena_printf(p->memory, "a select if %.*s", STR_ARG(choice)));
    diag *d = habit_add(p, E_SYNTAX, span_join(word->t.where, p->current.t.where), "\"%.*s\" is not how a choice is written here",
                        STR_ARG(source_slice(p->from, span_join(word->t.where, p->current.t.where))));
    diag_expect(p->bag, d, "if, then and else");
    if (parses)
        diag_hint(p->bag, d, "write `if %.*s`", STR_ARG(choice));
    else
        diag_hint(p->bag, d, "for example: `if days > 3 then \"long\" else \"short\"`");
    p->f.silent = true;
    return true;
}

/* `if days > 3 then "long" as kind` */
static bool lacks_else(parsing *p, const bool expected[])
{
    bool ends = p->current.role == TOK_AS || p->current.role == TOK_RPAREN || p->current.role == TOK_COMMA || p->current.role == ROLE_END;
    if (!expected[TOK_ELSE] || !ends)
        return false;
    diag *d = habit_add_open(p, p->current.t.where, "the `if` before this has no `else`");
    diag_expect(p->bag, d, "else and a value");
    diag_hint(p->bag, d, "for example: `if days > 3 then \"long\" else \"short\"`");
    return true;
}

/* The three parts of `(condition, then, else)`, which begins behind the byte; false if they are not three. */
static bool three_parts(const parsing *p, uint32_t begin, str parts[3])
{
    str text = {p->from->text.p + begin, p->from->text.n - begin};
    size_t count = 0, from = 0;
    int depth = 0;
    for (size_t at = 0; at < text.n && text.p[at] != '\n'; at++) {
        char c = text.p[at];
        depth += c == '(';
        bool ends = depth == 0 && (c == ',' || c == ')');
        depth -= c == ')';
        if (!ends)
            continue;
        if (count == 3)
            return false;
        parts[count++] = str_trim((str){text.p + from, at - from});
        from = at + 1;
        if (c == ')')
            return count == 3;
    }
    return false;
}

/* `IF(days > 3, "long", "short")` */
static bool if_call(parsing *p)
{
    size_t back = 0;
    for (size_t depth = 0; habit_before(p, back) < ROLE_KINDS && (depth > 0 || habit_before(p, back) != TOK_LPAREN); back++) {
        depth += habit_before(p, back) == TOK_RPAREN;
        depth -= depth > 0 && habit_before(p, back) == TOK_LPAREN;
    }
    if (p->current.role != TOK_COMMA || habit_before(p, back) != TOK_LPAREN || habit_before(p, back + 1) != TOK_IF)
        return false;
    const piece *bracket = filter_past(&p->f, back + 1), *word = filter_past(&p->f, back + 2);
    str parts[3];
    diag *d = habit_add(p, E_SYNTAX, word->t.where, "\"%.*s\" is no function: its parts have words between them, not commas",
                        STR_ARG(syntax_text(p, word)));
    diag_expect(p->bag, d, "if, then and else");
    if (three_parts(p, bracket->t.where.end, parts))
        diag_hint(p->bag, d, "write `if %.*s then %.*s else %.*s`", STR_ARG(parts[0]), STR_ARG(parts[1]), STR_ARG(parts[2]));
    p->f.silent = true;
    return true;
}

/* ---- Conversions and calls ---- */

/* The function that gives a value as another language's type; NULL if none is needed or there is none. */
static const char *conversion(str type)
{
    static const struct {
        const char *type, *function;
    } rows[] = {{"text", "text"},    {"varchar", "text"},  {"char", "text"},     {"string", "text"},    {"str", "text"},
                {"int", "round"},    {"integer", "round"}, {"number", "number"}, {"numeric", "number"}, {"decimal", "number"},
                {"float", "number"}, {"double", "number"}, {"real", "number"},   {"date", "start"},     {"timestamp", "start"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_equal_nocase(type, str_of(rows[i].type)))
            return rows[i].function;
    return NULL;
}

/* `cast(days as text)`, `days::text` */
static bool cast(parsing *p)
{
    const token *ahead = p->f.ahead;
    bool as = p->current.role == TOK_AS && habit_before(p, 1) == TOK_LPAREN && habit_before(p, 2) == TOK_CALL;
    bool colons = p->current.t.kind == TOK_COLON && ahead[0].kind == TOK_COLON && !ahead[0].spaced;
    if (!as && !colons)
        return false;
    str of = habit_operand(p, 0), type = as ? ahead[0].text : ahead[1].text;
    const char *function = conversion(type);
    span where = as ? filter_past(&p->f, 3)->t.where : span_join(p->current.t.where, ahead[0].where);
    diag *d = habit_add(p, E_SYNTAX, where, "a value is not given another type by \"%.*s\"", STR_ARG(source_slice(p->from, where)));
    diag_expect(p->bag, d, "a function such as text");
    if (function && of.n > 0)
        diag_hint(p->bag, d, "write `%s(%.*s)`", function, STR_ARG(of));
    p->f.silent = true;
    return true;
}

/* `extract(month from start)` */
static bool extract(parsing *p)
{
    const token *of = &p->f.ahead[0];
    const piece *call = filter_past(&p->f, 3);
    bool from = str_equal_nocase(habit_text(p), STR("from")) && habit_before(p, 1) == TOK_LPAREN && habit_before(p, 2) == TOK_CALL;
    if (!from || of->kind != TOK_WORD)
        return false;
    diag *d = habit_add(p, E_SYNTAX, call->t.where, "\"%.*s\" is not a function of this language", STR_ARG(syntax_text(p, call)));
    diag_expect(p->bag, d, "a part of a date behind a dot");
    diag_hint(p->bag, d, "write `%.*s.%.*s`, the period around the date: `%.*s.month = 2025-10`", STR_ARG(of->text),
              STR_ARG(habit_text_before(p, 0)), STR_ARG(of->text));
    p->f.silent = true;
    return true;
}

/* `row_number() over (partition by country)` */
static bool over(parsing *p)
{
    if (p->current.role != TOK_WORD || !str_equal_nocase(habit_text(p), STR("over")) || habit_before(p, 0) != TOK_RPAREN)
        return false;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" is not a word of this language", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "per and keys, in add");
    diag_hint(p->bag, d, "in the order of the rows: `sort by start add n = number() per country`");
    p->f.silent = true;
    return true;
}

/* `exists (activities where …)` */
static bool exists(parsing *p)
{
    if (p->current.t.kind != TOK_LPAREN || !str_equal_nocase(habit_text_before(p, 0), STR("exists")))
        return false;
    diag *d =
        habit_add(p, E_SYNTAX, filter_past(&p->f, 1)->t.where, "\"%.*s\" is not a word of this language", STR_ARG(habit_text_before(p, 0)));
    diag_expect(p->bag, d, "a condition: a field, an operator and a value");
    diag_hint(p->bag, d, "rows that others link to: `projects where activities is known`");
    diag_hint(p->bag, d, "a value that a query finds: `countries where name in (activities select country.name)`");
    p->f.silent = true;
    return true;
}

/* `title.upper()` */
static bool method(parsing *p)
{
    const piece *name = filter_past(&p->f, 1);
    if (p->current.t.kind != TOK_LPAREN || p->current.t.spaced || habit_before(p, 0) != TOK_PATH)
        return false;
    str of = habit_operand(p, 1), inside = habit_rest(p, p->current.t.where.end, "a show f(", HABIT_CLAUSE);
    diag *d = habit_add(p, E_SYNTAX, name->t.where, "\"%.*s\" is called behind a dot", STR_ARG(syntax_text(p, name)));
    diag_expect(p->bag, d, "a function's name first, its arguments in brackets");
    if (of.n > 0)
        diag_hint(p->bag, d, "write `%.*s(%.*s%s%.*s)`", STR_ARG(name->t.text), STR_ARG(of), inside.n ? ", " : "", STR_ARG(inside));
    p->f.silent = true;
    return true;
}

bool habit_call_form(parsing *p, const bool expected[])
{
    return case_when(p, expected) || if_call(p) || lacks_else(p, expected) || cast(p) || extract(p) || over(p) || exists(p) || method(p);
}

/* ---- Comparisons ---- */

/* `1 < days < 5` */
static bool chain(parsing *p)
{
    static const struct {
        token_kind kind;
        const char *written, *turned;
    } signs[] = {{TOK_LT, "<", ">"}, {TOK_LE, "<=", ">="}, {TOK_GT, ">", "<"}, {TOK_GE, ">=", "<="}};
    size_t back = 0;
    while (habit_before(p, back) == TOK_WORD || habit_before(p, back) == TOK_NUMBER || habit_before(p, back) == TOK_DATE)
        back++;
    const piece *first = filter_past(&p->f, back + 1);
    const char *turned = NULL;
    for (size_t i = 0; first && first->role == ROLE_COMPARE && i < sizeof signs / sizeof *signs; i++)
        turned = first->t.kind == signs[i].kind ? signs[i].turned : turned;
    if (p->current.role != ROLE_COMPARE || back == 0 || !turned)
        return false;
    str left = habit_operand(p, back + 1), right = habit_rest(p, p->current.t.where.end, "a where b =", HABIT_VALUE);
    str middle = text_of(p, first->t.where.end, p->current.t.where.begin);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a second comparison cannot stand behind a first");
    diag_expect(p->bag, d, "and between two comparisons");
    if (left.n > 0 && right.n > 0)
        diag_hint(p->bag, d, "write `%.*s %s %.*s and %.*s %.*s %.*s`", STR_ARG(middle), turned, STR_ARG(left), STR_ARG(middle),
                  STR_ARG(habit_text(p)), STR_ARG(right));
    return true;
}

/* `where in Moldova`, `where in 2025-10`: plain English, as behind a collection. */
static bool in_without_field(parsing *p, const bool expected[])
{
    const piece *where = filter_past(&p->f, 1);
    if (p->current.t.kind != TOK_IN || habit_before(p, 0) != TOK_WHERE || !expected[TOK_CALL])
        return false;
    str value = habit_rest(p, p->current.t.where.end, "a where b =", HABIT_VALUE), from = habit_with(p, where->t.where.begin, STR(""));
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "there is no field before \"%.*s\"", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "a field first");
    if (value.n > 0 && from.n > 0)
        habit_hint_behind(p, d, STR("in"), str_trim(from), value, false);
    return true;
}

/* `days > 3 and < 5`: the field is said once more. */
static bool field_once(parsing *p, const bool expected[])
{
    unsigned logic = habit_before(p, 0);
    bool sign = p->current.role == ROLE_COMPARE || p->current.role == TOK_EQ || p->current.role == TOK_IN;
    if (!sign || (logic != TOK_AND && logic != TOK_OR) || !expected[TOK_CALL])
        return false;
    size_t back = 1;
    while (habit_before(p, back) == TOK_WORD || habit_before(p, back) == TOK_NUMBER || habit_before(p, back) == TOK_DATE ||
           habit_before(p, back) == ROLE_RELATIVE)
        back++;
    bool compared = habit_before(p, back) == ROLE_COMPARE || habit_before(p, back) == TOK_EQ || habit_before(p, back) == TOK_IN;
    str left = compared ? habit_operand(p, back + 1) : (str){0};
    str rest = habit_rest(p, p->current.t.where.begin, "a where b", HABIT_CLAUSE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "there is no field before \"%.*s\"", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "a field: each comparison names its own");
    if (left.n > 0 && rest.n > 0)
        diag_hint(p->bag, d, "write `%.*s %.*s %.*s`", STR_ARG(habit_text_before(p, 0)), STR_ARG(left), STR_ARG(rest));
    return true;
}

/* `country = Ukraine, days > 3` */
static bool comma_for_and(parsing *p, const bool expected[])
{
    const token *ahead = p->f.ahead;
    bool condition = ahead[0].kind == TOK_WORD && ahead[1].kind >= TOK_EQ && ahead[1].kind <= TOK_GE;
    if (p->current.role != TOK_COMMA || expected[TOK_COMMA] || p->f.depth > 0 || !expected[TOK_AND] || !condition)
        return false;
    str left = habit_operand(p, 0), right = habit_rest(p, p->current.t.where.end, "a where", HABIT_CLAUSE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a comma cannot stand between two conditions");
    diag_expect(p->bag, d, "and, or");
    if (left.n > 0 && right.n > 0)
        diag_hint(p->bag, d, "both hold: `%.*s and %.*s`", STR_ARG(left), STR_ARG(right));
    return true;
}

/* `where joint, online` */
static bool comma_between_fields(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_COMMA || expected[TOK_COMMA] || p->f.depth > 0 || !expected[ROLE_COMPARE] ||
        p->f.ahead[0].kind != TOK_WORD || habit_clause_at(p) != TOK_WHERE)
        return false;
    str left = habit_operand(p, 0), right = habit_rest(p, p->current.t.where.end, "a where", HABIT_CLAUSE);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a comma cannot stand between two conditions");
    diag_expect(p->bag, d, "and, or");
    static const char *const words[][2] = {{"and", "both hold"}, {"or", "one of them holds"}};
    for (size_t i = 0; left.n > 0 && i < sizeof words / sizeof *words; i++) {
        str both = arena_printf(p->memory, "%.*s %s %.*s", STR_ARG(left), words[i][0], STR_ARG(right));
        uint32_t begin = (uint32_t)(left.p - p->from->text.p);
        habit_guess(p, d, HABIT_ALSO, habit_with(p, begin, both), "%s: `%.*s`", words[i][1], STR_ARG(both));
    }
    return true;
}

/* `days >> 3`, `country = = Ukraine`: a sign too many. */
static bool sign_twice(parsing *p, const bool expected[])
{
    const piece *first = filter_past(&p->f, 1);
    unsigned before = habit_before(p, 0), role = p->current.role;
    bool signs = (before == ROLE_COMPARE || before == TOK_EQ) && (role == ROLE_COMPARE || role == TOK_EQ);
    if (!signs || !expected[TOK_STRING])
        return false;
    str left = habit_operand(p, 1), right = habit_rest(p, p->current.t.where.end, "a where b =", HABIT_VALUE);
    str sign = habit_text_before(p, 0);
    span where = span_join(first->t.where, p->current.t.where);
    diag *d = habit_add(p, E_SYNTAX, where, "two signs stand beside each other");
    diag_expect(p->bag, d, "one sign");
    if (left.n > 0 && right.n > 0 && first->t.kind == p->current.t.kind)
        diag_hint(p->bag, d, "write `%.*s %.*s %.*s`", STR_ARG(left), STR_ARG(sign), STR_ARG(right));
    return true;
}

/* `title ~ "a" "b"` */
static bool texts_beside(parsing *p, const bool expected[])
{
    unsigned sign = habit_before(p, 1);
    bool compared = sign == ROLE_COMPARE || sign == TOK_EQ || sign == TOK_IN;
    if (p->current.role != TOK_STRING || habit_before(p, 0) != TOK_STRING || !compared || !expected[TOK_AND])
        return false;
    const piece *first = filter_past(&p->f, 1), *operator_ = filter_past(&p->f, 2);
    str left = habit_operand(p, 2), values = source_slice(p->from, first->t.where);
    const char *in = operator_->t.kind == TOK_EQ ? "in" : operator_->t.kind == TOK_NE ? "not in" : NULL;
    str written = in ? str_of(in) : syntax_text(p, operator_);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "there is nothing between two texts");
    diag_expect(p->bag, d, "a comma, and brackets around both");
    if (left.n > 0)
        diag_hint(p->bag, d, "one of several values: `%.*s %.*s (%.*s, %.*s)`", STR_ARG(left), STR_ARG(written), STR_ARG(values),
                  STR_ARG(habit_text(p)));
    return true;
}

/* `days > 2,5` */
static bool decimal_comma(parsing *p, const bool expected[])
{
    const piece *before = filter_past(&p->f, 1);
    const token *behind = &p->f.ahead[0];
    bool close = p->current.role == TOK_COMMA && !p->current.t.spaced && behind->kind == TOK_NUMBER && !behind->spaced;
    if (!close || expected[TOK_COMMA] || habit_before(p, 0) != TOK_NUMBER)
        return false;
    span where = span_join(before->t.where, behind->where);
    diag *d = habit_add(p, E_BAD_NUMBER, where, "\"%.*s\" is not a number: a comma stands between two values",
                        STR_ARG(source_slice(p->from, where)));
    diag_expect(p->bag, d, "a point before decimals");
    diag_hint(p->bag, d, "write `%.*s.%.*s`", STR_ARG(before->t.text), STR_ARG(behind->text));
    return true;
}

/* `title = *osint*` */
static bool stars(parsing *p, const bool expected[])
{
    const token *word = &p->f.ahead[0];
    bool compared = habit_before(p, 0) == TOK_EQ || habit_before(p, 0) == ROLE_COMPARE;
    if (p->current.t.kind != TOK_STAR || !compared || !expected[TOK_STRING])
        return false;
    str left = habit_operand(p, 1);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"*\" does not stand for any text");
    diag_expect(p->bag, d, "~ before a part of a text");
    if (left.n > 0 && word->kind == TOK_WORD)
        diag_hint(p->bag, d, "write `%.*s ~ %.*s`", STR_ARG(left), STR_ARG(word->text));
    return true;
}

/* `country in~ ("ukraine")`, `title =~ …` read as two signs. */
static bool case_sign(parsing *p)
{
    if (p->current.t.kind != TOK_LIKE || habit_before(p, 0) != TOK_IN)
        return false;
    str left = habit_operand(p, 1), list = habit_rest(p, p->current.t.where.end, "a where b in", HABIT_VALUE);
    span where = span_join(filter_past(&p->f, 1)->t.where, p->current.t.where);
    diag *d = habit_add(p, E_FOREIGN_OPERATOR, where, "\"in~\" is not an operator of this language");
    diag_expect(p->bag, d, "in, which ignores case and accents anyway");
    if (left.n > 0 && list.n > 0)
        diag_hint(p->bag, d, "write `%.*s in %.*s`", STR_ARG(left), STR_ARG(list));
    return true;
}

/* `project = CyberEast + and …`: the sign stands apart from its name. */
static bool plus_apart(parsing *p)
{
    const piece *plus = filter_past(&p->f, 1), *word = filter_past(&p->f, 2);
    bool ends = p->current.role == ROLE_END || p->current.role == TOK_AND || p->current.role == TOK_OR || p->current.role == TOK_RPAREN ||
                p->current.role == TOK_COMMA || (p->current.role < TOK_KINDS && keyword_in((token_kind)p->current.role, KW_CLAUSE));
    if (!ends || !is_sign(plus, TOK_PLUS) || !word || word->role != TOK_WORD)
        return false;
    str name = syntax_text(p, word);
    diag *d = habit_add_open(p, plus->t.where, "\"+\" adds, and nothing follows to add");
    diag_expect(p->bag, d, "a value, or the + directly behind its name");
    diag_hint(p->bag, d, "write `%.*s+`", STR_ARG(name));
    return true;
}

/* `2025-10-07T09:00`: a word, and a colon. */
static bool time_of_day(parsing *p)
{
    enum { DAY = 10 };
    bool apart = habit_before(p, 1) == TOK_DATE; /* 2025-10-07 09:00 */
    str word = habit_text_before(p, apart), day = word.n > DAY ? (str){word.p, DAY} : word;
    bool clock = word.n > DAY && (word.p[DAY] | 0x20) == 't';
    if (p->current.t.kind != TOK_COLON || lexer_classify(day) != TOK_DATE || !(clock || apart))
        return false;
    span where = span_join(filter_past(&p->f, 1 + apart)->t.where, filter_past(&p->f, 1)->t.where);
    diag *d = habit_add(p, E_SYNTAX, where, "a time is a day at its finest: there are no hours");
    diag_expect(p->bag, d, "a date: year-month-day");
    diag_hint(p->bag, d, "write `%.*s`", STR_ARG(day));
    p->f.silent = true;
    return true;
}

bool habit_comparison(parsing *p, const bool expected[])
{
    return decimal_comma(p, expected) || in_without_field(p, expected) || field_once(p, expected) || comma_for_and(p, expected) ||
           comma_between_fields(p, expected) || sign_twice(p, expected) || texts_beside(p, expected) || chain(p) || stars(p, expected) ||
           case_sign(p) || plus_apart(p) || time_of_day(p);
}

/* ---- select distinct ---- */

/* `select distinct country`, `select distinct(country)` */
bool habit_distinct(parsing *p, const bool expected[])
{
    (void)expected;
    if (p->current.t.kind != TOK_DISTINCT || habit_before(p, 0) != TOK_SELECT)
        return false;
    str columns = habit_rest(p, p->current.t.where.end, "a select", HABIT_CLAUSE);
    if (p->f.ahead[0].kind == TOK_LPAREN && columns.n > 0) {
        str inside = habit_rest(p, p->f.ahead[0].where.end, "a show f(", HABIT_CLAUSE);
        size_t behind = inside.n + 2 < columns.n ? inside.n + 2 : columns.n;
        columns = arena_printf(p->memory, "%.*s%.*s", STR_ARG(inside), (int)(columns.n - behind), columns.p + behind);
    }
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" is a clause of its own", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "columns; distinct stands behind them");
    if (columns.n > 0)
        diag_hint(p->bag, d, "write `select %.*s distinct`", STR_ARG(columns));
    p->f.silent = true;
    return true;
}
