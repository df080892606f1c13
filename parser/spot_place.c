/* Which query, clause and operand the end of a text is about: a walk back over its pieces. */
#include "parser/spot.h"

#include "lexer/keywords.h"

/* Where the walk is: pieces before `at` are still to come. */
static const piece *at(const parse_spot *s, size_t i)
{
    return &s->pieces[i];
}

static bool is_clause(unsigned role)
{
    return role < TOK_KINDS && keyword_in((token_kind)role, KW_CLAUSE);
}

static str between(const parse_spot *s, uint32_t begin, uint32_t end)
{
    return begin < end ? str_trim(source_slice(s->from, (span){begin, end})) : (str){0};
}

static str pieces_text(const parse_spot *s, size_t first, size_t end)
{
    return first < end ? between(s, at(s, first)->t.where.begin, at(s, end - 1)->t.where.end) : (str){0};
}

/* The bracket that is closed at `i`; SIZE_MAX if there is none. */
static size_t opening(const parse_spot *s, size_t i)
{
    size_t depth = 0;
    for (size_t k = i + 1; k-- > 0;) {
        depth += at(s, k)->role == TOK_RPAREN;
        if (at(s, k)->role == TOK_LPAREN && --depth == 0)
            return k;
    }
    return SIZE_MAX;
}

/* The piece before `i` at the same depth of brackets, or the open bracket around it; SIZE_MAX at the beginning. */
static size_t before(const parse_spot *s, size_t i)
{
    if (i == 0)
        return SIZE_MAX;
    return at(s, i - 1)->role == TOK_RPAREN ? opening(s, i - 1) : i - 1;
}

/* Is `i`, which stands before `from`, a bracket that is open there? */
static bool opens(const parse_spot *s, size_t i, size_t from)
{
    return at(s, i)->role == TOK_LPAREN && i + 1 == from;
}

/* ---- The query ---- */

/* `let name =`, behind which a query stands; behind that of `add name =` stands an operand. */
static bool defines_query(const parse_spot *s, size_t i)
{
    return at(s, i)->role == ROLE_DEFINE && i > 1 && at(s, i - 2)->role == TOK_LET;
}

/* Where the query begins whose clause begins at `clause`. */
static size_t query_begin(const parse_spot *s, size_t clause)
{
    size_t begin = clause;
    for (size_t i = before(s, clause); i != SIZE_MAX; i = before(s, i)) {
        unsigned role = at(s, i)->role;
        if (role == ROLE_END || opens(s, i, begin) || defines_query(s, i) || role == TOK_EXPLAIN)
            break;
        begin = i;
        if (role == ROLE_LAST_QUERY)
            break;
    }
    return begin;
}

/* The first clause of the query that begins at `begin`. */
static size_t first_clause(const parse_spot *s, size_t begin, size_t clause)
{
    size_t first = clause;
    for (size_t i = clause; i != SIZE_MAX && i > begin; i = before(s, i))
        if (is_clause(at(s, i)->role))
            first = i;
    return is_clause(at(s, begin)->role) ? begin : first;
}

/* show and pivot belong to the group by before them: what they name are its rows. */
static size_t rows_end(const parse_spot *s, size_t clause, size_t begin)
{
    unsigned role = at(s, clause)->role;
    if (role != TOK_SHOW && role != TOK_PIVOT)
        return clause;
    for (size_t i = clause; i > begin && (i = before(s, i)) != SIZE_MAX;)
        if (is_clause(at(s, i)->role) && at(s, i)->role != TOK_PIVOT)
            return at(s, i)->role == TOK_GROUP_BY ? i : clause;
    return clause;
}

/* Behind the `on` of a join there are the rows of both sides: an equality that is always so stands for the condition. */
static str joined(arena *memory, const parse_spot *s, str clauses, size_t clause)
{
    size_t on = s->count;
    for (size_t i = s->count; i != SIZE_MAX && i > clause; i = before(s, i))
        if (i < s->count && at(s, i)->role == TOK_ON)
            on = i;
    if (on == s->count)
        return clauses;
    return arena_printf(memory, "%.*s%s%.*s 1 = 1", STR_ARG(clauses), clauses.n > 0 ? "\n" : "", STR_ARG(pieces_text(s, clause, on + 1)));
}

static void take_query(arena *memory, const parse_spot *s, size_t clause, spot_place *out)
{
    size_t begin = query_begin(s, clause), end = rows_end(s, clause, begin), first = first_clause(s, begin, clause);
    out->clause = at(s, clause)->role;
    out->in_query = true;
    out->goes_on = at(s, begin)->role == ROLE_LAST_QUERY;
    size_t source_end = first > begin && at(s, first - 1)->role == TOK_PIPE ? first - 1 : first;
    if (!out->goes_on)
        out->source = pieces_text(s, begin, source_end);
    size_t rows = end > first && at(s, end - 1)->role == TOK_PIPE ? end - 1 : end;
    out->clauses = pieces_text(s, first, rows);
    if (out->clause == TOK_JOIN || out->clause == TOK_LEFT_JOIN)
        out->clauses = joined(memory, s, out->clauses, clause);
    if (out->clause == TOK_TO && clause + 1 < s->count)
        out->format = at(s, clause + 1)->t.text;
}

/* `def activities.long = …`: the names are those of its collection's rows. */
static void take_definition(const parse_spot *s, size_t begin, spot_place *out)
{
    bool field = out->statement == TOK_DEF && s->count > begin + 3 && at(s, begin + 2)->role == TOK_PATH;
    if (!field || at(s, begin + 3)->role != ROLE_DEFINE)
        return;
    out->in_query = true;
    out->source = at(s, begin + 1)->t.text;
}

static size_t statement_begin(const parse_spot *s)
{
    size_t begin = s->count;
    while (begin > 0 && at(s, begin - 1)->role != ROLE_END)
        begin--;
    return begin;
}

static void find_query(arena *memory, const parse_spot *s, spot_place *out)
{
    size_t begin = statement_begin(s);
    if (begin < s->count && at(s, begin)->role < TOK_KINDS && keyword_in((token_kind)at(s, begin)->role, KW_STATEMENT))
        out->statement = at(s, begin)->role;
    for (size_t i = before(s, s->count); i != SIZE_MAX && i >= begin; i = before(s, i))
        if (is_clause(at(s, i)->role)) {
            take_query(memory, s, i, out);
            return;
        }
    take_definition(s, begin, out);
}

/* ---- The operand ---- */

/* Does an operand begin behind a piece of the role? */
static bool bounds_operand(unsigned role)
{
    switch (role) {
    case TOK_AND:
    case TOK_OR:
    case TOK_NOT:
    case TOK_COMMA:
    case ROLE_ITEM_COMMA:
    case TOK_IF:
    case TOK_THEN:
    case TOK_ELSE:
    case TOK_BY:
    case TOK_ON:
    case TOK_PER:
    case TOK_PIPE:
    case ROLE_DEFINE:
    case ROLE_END:
    case ROLE_LAST_QUERY:
        return true;
    default:
        return is_clause(role);
    }
}

/* The operand whose last piece stands before `end`, without the `as name` behind it. */
static str operand_before(const parse_spot *s, size_t end)
{
    size_t begin = end;
    for (size_t i = before(s, end); i != SIZE_MAX && !opens(s, i, begin) && !bounds_operand(at(s, i)->role); i = before(s, i)) {
        begin = i;
        if (at(s, i)->role == TOK_AS)
            end = i;
    }
    return pieces_text(s, begin, end);
}

static bool is_operator(unsigned role)
{
    return role == TOK_EQ || role == TOK_IN || role == ROLE_COMPARE || role == ROLE_TEST || role == ROLE_JOIN_COMPARE ||
           role == ROLE_JOIN_TEST;
}

static bool is_word_of_phrase(unsigned role)
{
    return role == TOK_WORD || role == TOK_NUMBER || role == TOK_DATE;
}

/* The operator that the value which begins behind `end` belongs to, through the list in brackets that it may stand in; SIZE_MAX: none. */
static size_t operator_before(const parse_spot *s, size_t end)
{
    size_t i = before(s, end);
    if (i != SIZE_MAX && (at(s, i)->role == TOK_COMMA || opens(s, i, end))) {
        for (size_t from = end; i != SIZE_MAX && !opens(s, i, from); i = before(s, i))
            from = i;
        i = i == SIZE_MAX ? i : before(s, i);
    }
    return i != SIZE_MAX && is_operator(at(s, i)->role) ? i : SIZE_MAX;
}

static void find_value(const parse_spot *s, spot_place *out)
{
    size_t end = s->count;
    while (s->in_phrase && end > 0 && is_word_of_phrase(at(s, end - 1)->role))
        end--;
    if (end < s->count)
        out->phrase = (span){at(s, end)->t.where.begin, at(s, s->count - 1)->t.where.end};
    size_t sign = operator_before(s, end);
    if (sign == SIZE_MAX)
        return;
    out->operator_ = at(s, sign)->t.kind;
    out->in_list = sign + 1 != end;
    if (sign > 0 && at(s, sign - 1)->role == TOK_NOT)
        sign--;
    out->operand = operand_before(s, sign);
}

void spot_find_place(arena *memory, const parse_spot *s, spot_place *out)
{
    *out = (spot_place){.clause = TOK_EOF, .statement = TOK_EOF, .operator_ = TOK_EOF, .last = ROLE_END};
    if (s->count > 0)
        out->last = at(s, s->count - 1)->role;
    find_query(memory, s, out);
    if (s->value_first || s->in_phrase)
        find_value(s, out);
    else
        out->operand = operand_before(s, s->count - (out->last == TOK_NOT));
}

static bool ends_operand(unsigned role)
{
    return role == TOK_WORD || role == TOK_QUOTED_NAME || role == TOK_VARIABLE || role == TOK_FIELD || role == TOK_RPAREN ||
           role == TOK_DATE;
}

str spot_path_before(const parse_spot *s)
{
    size_t begin = s->count;
    while (begin > 0 && at(s, begin - 1)->role == TOK_PATH)
        begin--;
    if (begin == 0 || s->value_first || s->in_phrase || !ends_operand(at(s, begin - 1)->role))
        return (str){0};
    begin = before(s, begin);
    if (begin != SIZE_MAX && at(s, begin)->role == TOK_LPAREN && begin > 0 && at(s, begin - 1)->role == TOK_CALL)
        begin--;
    return begin == SIZE_MAX ? (str){0} : pieces_text(s, begin, s->count);
}
