/* Random texts: bytes, words in any order, and statements made by the grammar's rules. Seeded, so that a failure comes again. */
#include "parse_test.h"

#include <string.h>

static uint64_t state;

static uint32_t below(uint32_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 20) % n;
}

/* ---- No text does harm ---- */

static void try_text(const sbuf *text)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    const ast_script *script = NULL;
    sbuf out = {0};
    size_t bad = 0;
    if (source_read(&memory, STR("query"), sbuf_str(text), &from, &bad) == ST_OK) {
        status s = parse(&memory, from, &bag, &script);
        cr_expect(s == ST_OK || s == ST_LIMIT, "status %d for %s", (int)s, text->p);
        for (size_t i = 0; i < bag.count; i++)
            cr_expect(bag.items[i]->where.begin <= bag.items[i]->where.end && bag.items[i]->where.end <= from->text.n + 1, "%s", text->p);
        if (script)
            ast_format(&out, script);
        parse_is_complete(sbuf_str(text));
    }
    sbuf_free(&out);
    arena_free(&memory);
}

Test(random, bytes)
{
    state = 88172645463325252u;
    for (int i = 0; i < 4000; i++) {
        sbuf text = {0};
        uint32_t length = below(120);
        sbuf_char(&text, ' ');
        for (uint32_t j = 0; j < length; j++)
            sbuf_char(&text, (char)(below(4) ? 32 + below(95) : 1 + below(255)));
        try_text(&text);
        sbuf_free(&text);
    }
}

static const char *const WORDS[] = {
    "activities",
    "where",
    "select",
    "add",
    "drop",
    "rename",
    "sort by",
    "first",
    "last 3",
    "top 2 by",
    "limit 3",
    "distinct",
    "by",
    "group by",
    "pivot",
    "count",
    "show",
    "expand",
    "left join",
    "join",
    "on",
    "as",
    "append",
    "(",
    ")",
    "(",
    ")",
    ",",
    ";",
    "\n",
    "\n\n",
    "|",
    "=",
    "!=",
    "~",
    "in",
    "not",
    "and",
    "or",
    "is",
    "missing",
    "known",
    "if",
    "then",
    "else",
    "x",
    "y.z",
    ".f",
    "$v",
    "2025-10",
    "3",
    "3 days",
    "EUR 3M",
    "..",
    "??",
    "&",
    "+",
    "-",
    "*",
    "/",
    "f(",
    "count(",
    "\"a b\"",
    "'q'",
    "`n m`",
    "matches",
    "/re/i",
    "overlaps",
    "has all",
    "only",
    "to",
    "csv",
    "let",
    "let $x =",
    "def f($a) =",
    "param $p: text =",
    "use",
    "load \"f\"",
    "with",
    "links",
    "per",
    "with ties",
    "offset 2",
    "asc",
    "desc",
    "this week",
    "last 90 days",
    "# c\n",
    "explain",
    "describe",
    "show functions\n",
    "last",
    "next",
    "today",
    "via",
    "n = ",
    "true",
    "2025-13",
    "order by",
    "“",
    "&&",
    "[",
    "]",
    "--",
    "from",
};

Test(random, words)
{
    state = 2463534242u;
    for (int i = 0; i < 8000; i++) {
        sbuf text = {0};
        sbuf_add(&text, below(2) ? STR("activities ") : STR(" "));
        for (uint32_t j = below(16); j > 0; j--) {
            sbuf_add(&text, str_of(WORDS[below(sizeof WORDS / sizeof *WORDS)]));
            if (below(8))
                sbuf_char(&text, ' ');
        }
        try_text(&text);
        sbuf_free(&text);
    }
}

/* ---- What the rules make is read without a word, and printed stably ---- */

typedef struct maker {
    sbuf out;
    int depth;
    bool brackets; /* inside brackets a line may end anywhere */
} maker;

static void put(maker *m, const char *text)
{
    sbuf_add(&m->out, str_of(text));
}

static const char *one_of(const char *const *choices, uint32_t count)
{
    return choices[below(count)];
}
#define ONE_OF(...) one_of((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* A space, or a line end where the statement is plainly unfinished. */
static void gap(maker *m)
{
    put(m, below(12) ? " " : below(2) ? "\n" : " # note\n  ");
}

static void make_expr(maker *m);
static void make_value(maker *m);
static void make_comparison(maker *m);
static void make_query(maker *m, bool clause);

static void make_name(maker *m)
{
    put(m, ONE_OF("title", "days", "project", "country", "count", "first", "last", "left", "`First day`", "when", "this", "top", "übung",
                  "sort"));
}

static void make_arguments(maker *m)
{
    put(m, "(");
    for (uint32_t i = 1 + below(2); i > 0; i--) {
        make_expr(m);
        if (i > 1)
            put(m, ", ");
    }
    put(m, ")");
}

static void make_operand(maker *m)
{
    switch (m->depth > 4 ? below(6) : below(10)) {
    case 0:
        put(m, ONE_OF("3", "3 days", "EUR 3M", "2025-10", "this week", "last 90 days", "2025-10-07..2025-10-09", "first_day..last_day"));
        break;
    case 1:
        put(m, ONE_OF("\"a \\\" b\"", "'raw'", "$v", "$v.start", ".end", "project.budget", "project.parent.name", "activities via partner",
                      "country.activities via country.title"));
        break;
    case 6:
        put(m, ONE_OF("sum", "days", "count", "first"));
        make_arguments(m);
        break;
    case 7:
        put(m, "(");
        make_expr(m);
        put(m, ")");
        break;
    case 8:
        put(m, "-");
        make_name(m);
        break;
    case 9:
        make_operand(m);
        put(m, ONE_OF(" + ", " - ", " * ", " / ", " & ", " ?? ", " +\n"));
        make_operand(m);
        break;
    default:
        make_name(m);
    }
}

static void make_list(maker *m)
{
    put(m, "(");
    for (uint32_t i = 1 + below(3); i > 0; i--) {
        make_value(m);
        if (i > 1)
            put(m, below(8) ? ", " : ",\n  ");
    }
    put(m, ")");
}

static void make_value(maker *m)
{
    m->depth++;
    switch (m->depth > 5 ? below(4) : below(9)) {
    case 0:
        put(m, ONE_OF("in person", "North Macedonia", "CyberEast+", "first 3 steps", "training on evidence for all", "sort by hand",
                      "d'Ivoire", "where it was"));
        break;
    case 1:
        put(m, ONE_OF("2025-10", "3 days", "EUR 3.9M", "40%", "2025-10..", "..2025-12", "2025-10..2025-12", "last 90 days",
                      "today..next week"));
        break;
    case 2:
        put(m, ONE_OF("\"and or\"", "'x'", "$v", ".end", ".parent.budget", "first_day(when)", "`First day`"));
        break;
    case 4:
        make_list(m);
        break;
    case 5:
        put(m, "(if ");
        make_comparison(m);
        put(m, " then ");
        make_value(m);
        put(m, " else ");
        make_value(m);
        put(m, ")");
        break;
    case 6:
        put(m, ".a");
        put(m, ONE_OF(" + ", " - ", " ?? ", " & "));
        make_value(m);
        break;
    default:
        put(m, ONE_OF("Ukraine", "12", "2025", "GLACY-e", "online"));
    }
    m->depth--;
}

static void make_comparison(maker *m)
{
    make_operand(m);
    gap(m);
    switch (below(6)) {
    case 0:
        put(m, ONE_OF("is missing", "is known", "is not missing", "is not known"));
        break;
    case 1:
        put(m, ONE_OF("matches /a b/i", "not matches /\\/x/"));
        break;
    case 2:
        put(m, ONE_OF("has all ", "only ", "in ", "not in ", "not has all "));
        make_list(m);
        break;
    case 3:
        put(m, "in (");
        make_query(m, true);
        put(m, ")");
        break;
    default:
        put(m, ONE_OF("= ", "!= ", "== ", "!== ", "~ ", "!~ ", "< ", "<= ", "> ", ">= ", "in ", "overlaps ", "within ", "contains ",
                      "not overlaps "));
        make_value(m);
    }
}

static void make_expr(maker *m)
{
    m->depth++;
    switch (m->depth > 4 ? below(3) : below(8)) {
    case 3:
        make_comparison(m);
        put(m, ONE_OF(" and ", " or ", " and\n  ", "\n  or "));
        make_comparison(m);
        break;
    case 4:
        put(m, "not ");
        make_comparison(m);
        break;
    case 5:
        put(m, "if ");
        make_comparison(m);
        put(m, " then ");
        make_operand(m);
        put(m, " else ");
        make_operand(m);
        break;
    case 6:
    case 7:
        make_operand(m);
        break;
    default:
        make_comparison(m);
    }
    m->depth--;
}

static void make_items(maker *m, void (*make)(maker *))
{
    for (uint32_t i = 1 + below(3); i > 0; i--) {
        make(m);
        if (i > 1)
            put(m, ", ");
    }
}

static void make_select_item(maker *m)
{
    make_expr(m);
    if (below(3) == 0)
        put(m, " as other");
}

static void make_sort_item(maker *m)
{
    make_operand(m);
    put(m, ONE_OF("", " asc", " desc"));
}

static void make_key(maker *m)
{
    make_operand(m);
    if (below(3) == 0)
        put(m, " as k");
    if (below(4) == 0) {
        put(m, " in ");
        make_value(m);
    }
}

static void make_add(maker *m)
{
    put(m, "add ");
    for (uint32_t i = 1 + below(2); i > 0; i--) {
        put(m, ONE_OF("n = ", "count = ", "`x y` = "));
        make_expr(m);
        put(m, ONE_OF("", "", " per project", " per project, month"));
        if (i > 1)
            put(m, ", ");
    }
}

static void make_clause(maker *m)
{
    static void (*const makers[])(maker *) = {make_select_item, make_sort_item, make_key, make_key, make_select_item};
    static const char *const words[] = {"select ", "sort by ", "group by ", "count by ", "show "};
    uint32_t which = below(12);
    if (which < 5) {
        put(m, words[which]);
        make_items(m, makers[which]);
    } else if (which == 5) {
        make_add(m);
    } else if (which == 6) {
        put(m, "where ");
        make_expr(m);
    } else if (which == 7) {
        put(m, ONE_OF("join ", "left join "));
        put(m, "projects as p on a = p.a and not (b < p.c or d in (e, f))");
    } else if (which == 8) {
        put(m, ONE_OF("append ours", "except (ours first 3)", "intersect (ours)"));
    } else if (which == 9) {
        put(m, "expand project in ");
        make_value(m);
    } else if (which == 10) {
        put(m, "top 3 by ");
        make_operand(m);
        put(m, ONE_OF("", " per month", " per month with ties", " with ties"));
    } else {
        put(m, ONE_OF("first 3", "last 2", "limit 3 offset 2", "limit $n", "distinct", "distinct by country", "count", "drop a, b.c",
                      "rename a as b", "select *"));
    }
}

static void make_query(maker *m, bool clause)
{
    m->depth++;
    put(m, ONE_OF("activities", "projects", "`my data`", "(activities first 3)", "ours"));
    for (uint32_t i = (clause ? 1 : 0) + below(m->depth > 3 ? 2 : 4); i > 0; i--) {
        put(m, ONE_OF(" ", " ", "\n", "\n  # before\n  ", " # behind\n", " | ", "\n| "));
        make_clause(m);
    }
    m->depth--;
}

static void make_statement(maker *m)
{
    switch (below(10)) {
    case 0:
        put(m, ONE_OF("let $x = ", "param $p: text = ", "let $y: period = "));
        make_value(m);
        break;
    case 1:
        put(m, ONE_OF("def f($a, $b) = ", "def activities.long = ", "def *.g = ", "def h() = "));
        make_expr(m);
        break;
    case 2:
        put(m, ONE_OF("let ours = ", "explain "));
        make_query(m, false);
        break;
    case 3:
        put(m, ONE_OF("use calendar", "save \"a\\\\b.db\"", "show functions", "describe activities.when", "explain E0203",
                      "load \"x.csv\" as y with when = a..b, c links d, key = e, f = set of text"));
        break;
    case 4:
        put(m, "\n");
        make_clause(m);
        break;
    default:
        make_query(m, false);
    }
}

static void expect_stable(const char *text)
{
    parsed first, second;
    parse_text(&first, str_of(text));
    cr_assert_eq(first.bag.count, 0, "%s\n%s", text, parsed_report(&first));
    parse_text(&second, str_of(parsed_format(&first)));
    cr_assert_eq(second.bag.count, 0, "%s\nbecame\n%s\n%s", text, first.text.p, parsed_report(&second));
    cr_assert_eq(first.script->statement_count, second.script->statement_count, "%s\nbecame\n%s", text, first.text.p);
    cr_assert_eq(first.script->comment_count, second.script->comment_count, "%s\nbecame\n%s", text, first.text.p);
    cr_assert_str_eq(parsed_format(&second), first.text.p, "%s\nbecame\n%s\nand then\n%s", text, first.text.p, second.text.p);
    parsed_free(&first);
    parsed_free(&second);
}

Test(random, statements)
{
    state = 362436069362436069u;
    for (int i = 0; i < 3000; i++) {
        maker m = {0};
        for (uint32_t j = 1 + below(4); j > 0; j--) {
            if (below(5) == 0)
                put(&m, "# comment\n");
            make_statement(&m);
            put(&m, ONE_OF("\n", "\n\n", " # end\n", ";\n", "; "));
        }
        cr_assert_not(m.out.failed);
        expect_stable(m.out.p);
        sbuf_free(&m.out);
    }
}
