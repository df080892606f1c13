/* Whole statements of SQL, written as queries: `SELECT title FROM activities WHERE … ORDER BY …`.
 *
 * The statement is scanned anew, cut into the clauses of SQL, and put together in the order in which they work here; on the way the words and signs
 * of SQL become ours. What comes out is offered only if it parses. */
#include "parser/habits.h"

#include "base/text.h"
#include "lexer/keywords.h"

/* The clauses of a SELECT, in their order. */
typedef enum sql_part { SQL_SELECT, SQL_FROM, SQL_WHERE, SQL_GROUP, SQL_HAVING, SQL_ORDER, SQL_LIMIT, SQL_PARTS } sql_part;

enum { SQL_TOKENS = 160, SQL_BYTES = 4000 }; /* a longer statement is not written anew */

typedef struct tokens {
    const token *items;
    size_t count;
} tokens;

typedef struct writer {
    const source *from;
    sbuf *out;
    str table, alias; /* names before a dot that say nothing here */
    bool failed;      /* there is something in it that has no counterpart */
} writer;

static void write_select(writer *w, tokens t);

static bool is(tokens t, size_t at, const char *word)
{
    return at < t.count && t.items[at].kind != TOK_STRING && str_equal_nocase(t.items[at].text, str_of(word));
}

static bool is_kind(tokens t, size_t at, token_kind kind)
{
    return at < t.count && t.items[at].kind == kind;
}

static tokens part_of(tokens t, size_t begin, size_t end)
{
    return (tokens){t.items + begin, end > begin ? end - begin : 0};
}

static str written(const writer *w, const token *t)
{
    return source_slice(w->from, t->where);
}

/* The closing bracket that belongs to the one at `at`; the end of the tokens if there is none. */
static size_t closing(tokens t, size_t at)
{
    for (int depth = 0; at < t.count; at++) {
        depth += is_kind(t, at, TOK_LPAREN);
        depth -= is_kind(t, at, TOK_RPAREN);
        if (depth == 0)
            break;
    }
    return at;
}

/* ---- Words and signs ---- */

/* Each writes what begins at `at`, if it is its own, and gives the number of tokens that were; 0 if it is not. */
typedef size_t rule(writer *w, tokens t, size_t at);

/* `is null`, `is not null` */
static size_t write_null(writer *w, tokens t, size_t at)
{
    bool not = is(t, at + 1, "not");
    if (!is(t, at, "is") || !is(t, at + 1 + not, "null"))
        return 0;
    sbuf_printf(w->out, "is %s", not ? "known" : "missing");
    return 2 + not ;
}

/* `like '%osint%'`, `not like '%osint%'` */
static size_t write_like(writer *w, tokens t, size_t at)
{
    bool not = is(t, at, "not");
    if ((!is(t, at + not, "like") && !is(t, at + not, "ilike")) || !is_kind(t, at + not +1, TOK_STRING))
        return 0;
    str text = habit_without_percent(t.items[at + not +1].text);
    w->failed |= text.n == 0;
    sbuf_printf(w->out, "%s ", not ? "!~" : "~");
    lexer_quote(w->out, text);
    return 2 + not ;
}

/* A time in quotes as a time. */
static size_t write_time(writer *w, tokens t, size_t at)
{
    if (!is_kind(t, at, TOK_STRING) || lexer_classify(t.items[at].text) != TOK_DATE)
        return 0;
    sbuf_add(w->out, t.items[at].text);
    return 1;
}

static void write_value(writer *w, tokens t, size_t at)
{
    if (write_time(w, t, at) == 0)
        sbuf_add(w->out, written(w, &t.items[at]));
}

/* `between 3 and 5` */
static size_t write_between(writer *w, tokens t, size_t at)
{
    if (!is(t, at, "between") || !is(t, at + 2, "and") || at + 3 >= t.count)
        return 0;
    sbuf_printf(w->out, "in ");
    write_value(w, t, at + 1);
    sbuf_printf(w->out, "..");
    write_value(w, t, at + 3);
    return 4;
}

/* `count(*)`, `count(distinct country)` */
static size_t write_count(writer *w, tokens t, size_t at)
{
    if (!is(t, at, "count") || !is_kind(t, at + 1, TOK_LPAREN))
        return 0;
    if (is_kind(t, at + 2, TOK_STAR) && is_kind(t, at + 3, TOK_RPAREN)) {
        sbuf_printf(w->out, "count");
        return 4;
    }
    if (!is(t, at + 2, "distinct"))
        return 0;
    sbuf_printf(w->out, "count distinct(");
    return 3;
}

/* `activities.country`, `a.country` */
static size_t write_path(writer *w, tokens t, size_t at)
{
    bool own = is_kind(t, at, TOK_WORD) && is_kind(t, at + 1, TOK_PATH) && !t.items[at + 1].spaced;
    str name = own ? t.items[at].text : (str){0};
    if (!own || !(str_equal_nocase(name, w->table) || (w->alias.n > 0 && str_equal_nocase(name, w->alias))))
        return 0;
    sbuf_add(w->out, t.items[at + 1].text);
    return 2;
}

/* `(select country from stories)` */
static size_t write_inner(writer *w, tokens t, size_t at)
{
    size_t end = closing(t, at);
    if (!is_kind(t, at, TOK_LPAREN) || !is(t, at + 1, "select") || end == t.count)
        return 0;
    writer inner = {.from = w->from, .out = w->out};
    sbuf_char(w->out, '(');
    write_select(&inner, part_of(t, at + 1, end));
    sbuf_char(w->out, ')');
    w->failed |= inner.failed;
    return end + 1 - at;
}

/* Signs that the scanner reads as ours. */
static size_t write_sign(writer *w, tokens t, size_t at)
{
    const char *sign = is_kind(t, at, TOK_NE) ? "!=" : is_kind(t, at, TOK_AND) ? "and" : is_kind(t, at, TOK_OR) ? "or" : NULL;
    if (sign)
        sbuf_printf(w->out, "%s", sign);
    return sign != NULL;
}

/* Writes what begins at `at`, and gives the number of tokens that were. */
static size_t write_next(writer *w, tokens t, size_t at)
{
    static rule *const rules[] = {write_null, write_like, write_between, write_count, write_path, write_inner, write_time, write_sign};
    size_t taken = 0;
    for (size_t i = 0; taken == 0 && i < sizeof rules / sizeof *rules; i++)
        taken = rules[i](w, t, at);
    if (taken == 0)
        sbuf_add(w->out, written(w, &t.items[at]));
    return taken ? taken : 1;
}

static void write_all(writer *w, tokens t)
{
    for (size_t at = 0; at < t.count;) {
        if (at > 0 && t.items[at].spaced)
            sbuf_char(w->out, ' ');
        at += write_next(w, t, at);
    }
}

/* A clause that is there. */
static void write_clause(writer *w, const char *word, tokens t)
{
    if (t.count == 0)
        return;
    sbuf_printf(w->out, " %s ", word);
    write_all(w, t);
}

/* ---- Clauses ---- */

/* Which clause begins here, and how many words name it; SQL_PARTS if none. */
static sql_part part_at(tokens t, size_t at, size_t *words)
{
    static const struct {
        const char *first, *second;
    } names[SQL_PARTS] = {
        [SQL_SELECT] = {"select", ""},   [SQL_FROM] = {"from", ""},     [SQL_WHERE] = {"where", ""}, [SQL_GROUP] = {"group", "by"},
        [SQL_HAVING] = {"having", NULL}, [SQL_ORDER] = {"order", "by"}, [SQL_LIMIT] = {"limit", ""},
    };
    for (size_t i = 0; i < SQL_PARTS; i++) {
        bool two = names[i].second && *names[i].second;
        if (is(t, at, names[i].first) && (!two || is(t, at + 1, names[i].second))) {
            *words = 1 + two;
            return (sql_part)i;
        }
    }
    return SQL_PARTS;
}

/* Cuts the statement outside of brackets; false if its clauses stand in another order than SQL's, or twice. */
static bool cut(tokens t, tokens parts[SQL_PARTS])
{
    int last = -1;
    size_t begin = 0;
    for (size_t at = 0; at < t.count;) {
        size_t words = 1;
        sql_part part = part_at(t, at, &words);
        if (part == SQL_PARTS) {
            at = closing(t, at) + 1;
            continue;
        }
        if ((int)part <= last)
            return false;
        if (last >= 0)
            parts[last] = part_of(t, begin, at);
        last = (int)part;
        begin = at += words;
    }
    if (last >= 0)
        parts[last] = part_of(t, begin, t.count);
    return last >= SQL_FROM && parts[SQL_SELECT].count > 0 && parts[SQL_FROM].count > 0;
}

/* `activities`, `activities a`, `activities as a`: one table. */
static bool read_table(writer *w, tokens t)
{
    bool as = is(t, 1, "as");
    size_t rest = t.count - 1 - as;
    bool alias = rest == 1 && is_kind(t, 1 + as, TOK_WORD);
    w->table = t.items[0].text;
    w->alias = alias ? t.items[1 + as].text : (str){0};
    return is_kind(t, 0, TOK_WORD) && (alias || (rest == 0 && !as));
}

/* ---- Columns ---- */

/* The item that begins at `at`, up to a comma outside of brackets. */
static tokens item_at(tokens t, size_t at)
{
    size_t end = at;
    while (end < t.count && !is_kind(t, end, TOK_COMMA))
        end = closing(t, end) + 1;
    return part_of(t, at, end < t.count ? end : t.count);
}

static bool is_aggregate(tokens item)
{
    static const char *const names[] = {"count", "sum", "avg", "min", "max"};
    bool call = is_kind(item, 1, TOK_LPAREN), found = false;
    for (size_t i = 0; call && i < sizeof names / sizeof *names; i++)
        found |= is(item, 0, names[i]);
    return found;
}

/* Writes the items that are aggregates (or those that are not) with commas between; how many they are. */
static size_t write_items(writer *w, tokens columns, bool aggregates)
{
    size_t count = 0;
    for (size_t at = 0; at < columns.count;) {
        tokens item = item_at(columns, at);
        at += item.count + 1;
        if (is_aggregate(item) != aggregates)
            continue;
        sbuf_printf(w->out, "%s", count++ ? ", " : "");
        write_all(w, item);
    }
    return count;
}

static size_t count_items(tokens columns, bool aggregates)
{
    size_t count = 0;
    for (size_t at = 0; at < columns.count; at += item_at(columns, at).count + 1)
        count += is_aggregate(item_at(columns, at)) == aggregates;
    return count;
}

/* ` show sum(days)` */
static void write_aggregates(writer *w, tokens columns)
{
    sbuf_printf(w->out, " show ");
    write_items(w, columns, true);
}

/* ` group by country show count`; without aggregates the different keys. */
static void write_groups(writer *w, tokens columns, tokens keys)
{
    bool aggregates = count_items(columns, true) > 0;
    write_clause(w, aggregates ? "group by" : "select", keys);
    if (aggregates)
        write_aggregates(w, columns);
    else
        sbuf_printf(w->out, " distinct");
}

/* ` select title, country distinct` */
static void write_columns(writer *w, tokens columns, bool distinct)
{
    if (!is_kind(columns, 0, TOK_STAR) || columns.count > 1)
        write_clause(w, "select", columns);
    if (distinct)
        sbuf_printf(w->out, " distinct");
}

/* `limit 10, 20`: SQL's first number is what is passed over. */
static void write_limit(writer *w, tokens t)
{
    if (t.count == 3 && is_kind(t, 1, TOK_COMMA))
        sbuf_printf(w->out, " limit %.*s offset %.*s", STR_ARG(t.items[2].text), STR_ARG(t.items[0].text));
    else
        write_clause(w, "limit", t);
}

/* Does the alias of the aggregate stand for these tokens? `count(*)`, where the item is `count(*) as n`. */
static bool is_item(const writer *w, tokens item, tokens t, size_t at)
{
    size_t as = 0;
    while (as < item.count && !is(item, as, "as"))
        as = closing(item, as) + 1;
    if (as + 2 != item.count || !is_aggregate(item) || at + as > t.count)
        return false;
    for (size_t i = 0; i < as; i++)
        if (!str_equal_nocase(written(w, &item.items[i]), written(w, &t.items[at + i])))
            return false;
    return true;
}

/* HAVING and ORDER BY say an aggregate again; here it is a column, and has the column's name. */
static void write_behind(writer *w, const char *word, tokens t, tokens columns)
{
    if (t.count == 0)
        return;
    sbuf_printf(w->out, " %s ", word);
    for (size_t at = 0, taken; at < t.count; at += taken) {
        tokens found = {0};
        for (size_t i = 0; i < columns.count; i += item_at(columns, i).count + 1)
            found = is_item(w, item_at(columns, i), t, at) ? item_at(columns, i) : found;
        taken = found.count ? found.count - 2 : 1;
        sbuf_printf(w->out, "%s", at > 0 && t.items[at].spaced ? " " : "");
        if (found.count)
            sbuf_add(w->out, written(w, &found.items[found.count - 1]));
        else
            taken = write_next(w, t, at);
    }
}

/* The whole statement, which begins with its SELECT. */
static void write_select(writer *w, tokens t)
{
    tokens parts[SQL_PARTS] = {0};
    if (!cut(t, parts) || !read_table(w, parts[SQL_FROM])) {
        w->failed = true;
        return;
    }
    tokens columns = parts[SQL_SELECT];
    bool distinct = is(columns, 0, "distinct");
    columns = distinct ? part_of(columns, 1, columns.count) : columns;
    bool top = is(columns, 0, "top") && is_kind(columns, 1, TOK_NUMBER);
    str rows = top ? columns.items[1].text : (str){0};
    columns = top ? part_of(columns, 2, columns.count) : columns;
    size_t aggregates = count_items(columns, true);
    sbuf_add(w->out, w->table);
    write_clause(w, "where", parts[SQL_WHERE]);
    if (parts[SQL_GROUP].count > 0)
        write_groups(w, columns, parts[SQL_GROUP]);
    else if (aggregates > 0)
        write_aggregates(w, columns);
    else
        write_columns(w, columns, distinct);
    w->failed |=
        columns.count == 0 || (parts[SQL_GROUP].count == 0 && aggregates > 0 && aggregates < count_items(columns, false) + aggregates);
    write_behind(w, "where", parts[SQL_HAVING], columns);
    write_behind(w, "sort by", parts[SQL_ORDER], columns);
    write_limit(w, parts[SQL_LIMIT]);
    if (top)
        sbuf_printf(w->out, " first %.*s", STR_ARG(rows));
}

/* ---- The statement ---- */

/* Scans the statement that begins at the byte; false if it is too long. A line end does not end it: in SQL nothing but a semicolon does. */
static bool scan(arena *memory, const source *from, token room[SQL_TOKENS], tokens *out)
{
    diag_bag said = {.memory = memory};
    lexer *lex = NULL;
    bool whole = false;
    *out = (tokens){room, 0};
    if (lexer_open(memory, from, &said, &lex) != ST_OK)
        return false;
    while (!whole && out->count < SQL_TOKENS && lexer_next(lex, &room[out->count]) == ST_OK) {
        const token *t = &room[out->count];
        whole = t->kind == TOK_EOF || t->kind == TOK_SEMICOLON || (out->count > 0 && t->before == BREAK_BLANK);
        out->count += !whole;
    }
    lexer_close(lex);
    return whole;
}

/* A word outside of brackets. */
static bool has_word(tokens t, const char *word)
{
    bool found = false;
    for (size_t at = 0; !found && at < t.count; at = closing(t, at) + 1)
        found = is(t, at, word);
    return found;
}

/* What the statement is: one of SQL at all; with a join; and the query, in the memory of the parse, empty if it has no counterpart. */
typedef struct statement {
    bool sql, joins;
    str query;
} statement;

static statement read_statement(parsing *p, uint32_t begin)
{
    arena memory = {0};
    token room[SQL_TOKENS];
    tokens t = {0};
    sbuf out = {0};
    size_t bad = 0;
    const source *from = NULL;
    str all = {p->from->text.p + begin, p->from->text.n - begin}, text = text_cut(all, SQL_BYTES);
    statement read = {0};
    bool whole = source_read(&memory, STR("hint"), text, &from, &bad) == ST_OK && scan(&memory, from, room, &t);
    bool cut_off = t.count > 0 && text.n < all.n && t.items[t.count - 1].where.end == text.n;
    if (whole && !cut_off) {
        writer w = {.from = from, .out = &out};
        write_select(&w, t);
        read.sql = has_word(t, "from");
        read.joins = has_word(t, "join");
        if (!w.failed && habit_parses(sbuf_str(&out)))
            read.query = arena_str(p->memory, sbuf_str(&out));
    }
    sbuf_free(&out);
    arena_free(&memory);
    return read;
}

/* The SELECT that begins this statement, or the one before it that ended with its line: `SELECT title`, and `FROM activities` below. */
static const piece *find_select(const parsing *p)
{
    const piece *select = NULL;
    size_t ends = 0;
    for (size_t back = 0; back < FILTER_PAST && habit_before(p, back) != ROLE_KINDS && ends < 2; back++) {
        ends += habit_before(p, back) == ROLE_END;
        if (habit_before(p, back) == TOK_SELECT && habit_before(p, back + 1) == ROLE_LAST_QUERY)
            select = filter_past(&p->f, back + 1);
    }
    return select;
}

/* `SELECT title FROM activities WHERE …` */
static bool whole_select(parsing *p)
{
    const piece *select = find_select(p);
    statement s = select ? read_statement(p, select->t.where.begin) : (statement){0};
    if (!s.sql)
        return false;
    diag *d = habit_add(p, E_SQL_SELECT, select->t.where, "\"%.*s\" in front of the collection is SQL", STR_ARG(syntax_text(p, select)));
    diag_expect(p->bag, d, "the collection first, its clauses behind it");
    if (s.query.n > 0)
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(s.query));
    else if (s.joins)
        diag_hint(p->bag, d, "what a link leads to is reached with a dot, without a join: `activities select title, project.budget`");
    else
        diag_hint(p->bag, d, "for example: `activities where days > 3 select title, country sort by title first 10`");
    if (s.query.n > 0 && str_find(s.query, STR(" ")) == SIZE_MAX)
        diag_hint(p->bag, d, "that shows its usual columns; `%.*s select *` shows all", STR_ARG(s.query));
    p->f.silent = true;
    return true;
}

/* `from activities where …` */
static bool from_first(parsing *p)
{
    unsigned first = habit_before(p, 1);
    if (p->current.role != TOK_WORD || !str_equal_nocase(habit_text_before(p, 0), STR("from")) ||
        (first != ROLE_END && first != ROLE_KINDS))
        return false;
    str query = habit_rest(p, p->current.t.where.begin, "", HABIT_STATEMENT);
    diag *d = habit_add(p, E_SQL_SELECT, filter_past(&p->f, 1)->t.where, "\"%.*s\" in front of the collection is SQL",
                        STR_ARG(habit_text_before(p, 0)));
    diag_expect(p->bag, d, "%.*s, without a word before it", STR_ARG(habit_text(p)));
    if (query.n > 0 && habit_parses(query))
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(query));
    p->f.silent = true;
    return true;
}

/* ---- Other statements ---- */

/* `insert into …`, `create view …`, `with ours as …`: what comes nearest. */
static bool other_statement(parsing *p)
{
    static const struct {
        const char *word, *instead;
    } rows[] = {
        {"insert", "a table of one's own is read beside the data: `load \"more.csv\"`"},
        {"update", "a column of one's own: `def activities.long = days > 30`"},
        {"delete", "rows are left out of an answer: `activities where not joint`"},
        {"create", "a query gets a name by let: `let ours = activities where joint`"},
        {"alter", "a column of one's own: `def activities.long = days > 30`"},
        {"truncate", "rows are left out of an answer: `activities where not joint`"},
        {"with", "a query gets a name by let, on a line before: `let ours = activities where joint`"},
        {"merge", "rows of two queries side by side: `activities join projects on project = projects.name`"},
    };
    unsigned first = habit_before(p, 1);
    if (habit_before(p, 0) != TOK_WORD || (first != ROLE_END && first != ROLE_KINDS))
        return false;
    str word = habit_text_before(p, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!str_equal_nocase(word, str_of(rows[i].word)))
            continue;
        diag *d = habit_add(p, E_SYNTAX, filter_past(&p->f, 1)->t.where, "\"%.*s\" begins no statement of this language", STR_ARG(word));
        diag_expect(p->bag, d, "a collection such as activities, and clauses");
        if (!str_equal_nocase(word, STR("with")))
            diag_hint(p->bag, d, "a query never changes the data");
        diag_hint(p->bag, d, "%s", rows[i].instead);
        p->f.silent = true;
        return true;
    }
    return false;
}

/* `desc activities` */
static bool desc_first(parsing *p, const bool expected[])
{
    const token *name = &p->f.ahead[0];
    unsigned first = habit_before(p, 0);
    if (p->current.t.kind != TOK_DESC || !expected[ROLE_LAST_QUERY] || (first != ROLE_END && first != ROLE_KINDS) || name->kind != TOK_WORD)
        return false;
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" is not a statement of this language", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "describe");
    diag_hint(p->bag, d, "write `describe %.*s`", STR_ARG(name->text));
    p->f.silent = true;
    return true;
}

bool habit_sql(parsing *p, const bool expected[])
{
    return whole_select(p) || from_first(p) || other_statement(p) || desc_first(p, expected);
}
