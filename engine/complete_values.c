/* The values of the column at hand, most frequent first: counted by a query like any other, so on all backends, within a bounded time. */
#include "engine/complete.h"

#include <string.h>

#include "engine/written.h"
#include "export/cell_print.h"
#include "lexer/lexer.h"
#include "runtime/model/dict.h"

enum {
    VALUES_MAX = 200,   /* that are looked at */
    FIGURES_MAX = 10,   /* of numbers: nobody reads a list of them */
    WHOLE_MS = 30,      /* for counting all rows */
    SAMPLE_MS = 12,     /* for counting the first of them, where that took too long */
    SAMPLE_ROWS = 2000, /* … of which there are so many */
    FEW_ROWS = 20000,   /* where no collection has more, counting takes no time worth speaking of: */
    FEW_MS = 400        /* what is allowed then only guards against joins, and lets a busy machine finish */
};

/* ---- The query ---- */

/* The query of the statement before the one at hand that it goes on from, without where it wrote to; empty if there is none in this text. */
static str earlier(completing *c)
{
    const ast_script *tree = c->spot.before;
    sbuf text = {0};
    str parts[64];
    size_t count = 0;
    bool whole = false;
    for (size_t i = tree ? tree->statement_count : 0; i-- > 0 && !whole && count < sizeof parts / sizeof *parts;) {
        const ast_query *q = tree->statements[i]->kind == AST_RUN ? tree->statements[i]->query : NULL;
        if (!q)
            continue;
        const ast_clause *last = q->clause_count > 0 ? q->clauses[q->clause_count - 1] : NULL;
        span where = {q->where.begin, last && last->kind == AST_TO ? last->where.begin : q->where.end};
        parts[count++] = source_slice(tree->from, where);
        whole = q->source.kind != AST_FROM_LAST;
    }
    while (count-- > 0)
        sbuf_printf(&text, "%s%.*s", text.n > 0 ? "\n" : "", STR_ARG(parts[count]));
    entries room = {.memory = c->memory};
    return entries_take(&room, &text);
}

/* `sample`: only the first rows of the source. */
static str query_of(completing *c, bool sample, const char *then)
{
    sbuf text = {0};
    sbuf_add(&text, c->place.goes_on ? earlier(c) : c->place.source);
    if (sample)
        sbuf_printf(&text, "\nfirst %d", SAMPLE_ROWS);
    if (c->place.clauses.n > 0) /* a blank line would end the statement */
        sbuf_printf(&text, "\n%.*s", STR_ARG(c->place.clauses));
    sbuf_printf(&text, "\n%s", then);
    entries room = {.memory = c->memory};
    return str_trim(entries_take(&room, &text));
}

str complete_query(completing *c, const char *then)
{
    return query_of(c, false, then);
}

/* ---- Counting ---- */

static bool is_time(type t)
{
    return t.kind == TYPE_DATE || t.kind == TYPE_PERIOD;
}

static bool is_text(type t)
{
    return t.kind == TYPE_TEXT || t.kind == TYPE_LINK;
}

/* Where the value at the cursor begins, with its quote. */
static size_t value_begin(const completing *c)
{
    if (c->quote)
        return c->word - 1;
    if (!c->spot.in_phrase)
        return c->word;
    size_t back = c->spot.from->text.n - c->place.phrase.begin;
    return back <= c->word ? c->word - back : c->word;
}

/* What is typed of it. */
static str value_typed(const completing *c)
{
    size_t from = c->quote ? c->word : value_begin(c);
    return (str){c->text.p + from, c->text.n - from};
}

/* Of texts those that hold what is typed: of many rows the most frequent values may all be others. */
static str narrowed(completing *c)
{
    str typed = str_trim(value_typed(c));
    if (typed.n == 0 || !is_text(c->offer.operand))
        return (str){0};
    sbuf text = {0};
    entries room = {.memory = c->memory};
    sbuf_printf(&text, "where (%.*s) ~ ", STR_ARG(c->place.operand));
    lexer_quote(&text, typed);
    sbuf_char(&text, '\n');
    return entries_take(&room, &text);
}

/* Of single times the months are counted: one says `when = 2025-10`, not on which days. */
static str counted(completing *c)
{
    bool month = is_time(c->offer.operand) && !c->offer.operand.set;
    return arena_printf(c->memory, "%.*sgroup by (%.*s)%s as v show count as n\nsort by n desc\nfirst %d", STR_ARG(narrowed(c)),
                        STR_ARG(c->place.operand), month ? ".month" : "", VALUES_MAX);
}

static status run(completing *c, str text, uint64_t timeout_ms, const result **out)
{
    const source *from;
    const ast_script *tree;
    const plan_query *plan;
    size_t bad;
    diag_bag aside = {.memory = c->memory};
    check_env *env = c->session->scope.env;
    *out = NULL;
    TRY(source_read(c->memory, STR("completion"), text, &from, &bad));
    TRY(parse(c->memory, from, &aside, &tree));
    if (aside.error_count > 0 || tree->statement_count != 1 || tree->statements[0]->kind != AST_RUN)
        return ST_ERROR;
    TRY(check_aside(env, c->memory, from, tree->statements[0]->query, &plan));
    if (!plan)
        return ST_ERROR;
    limits bounds = c->session->limits;
    bounds.timeout_ms = timeout_ms;
    bounds.max_rows = 0;
    limits_watch watch;
    atomic_bool never;
    atomic_init(&never, false);
    limits_start(&watch, &bounds, &never);
    return data_run(&c->session->source, plan, check_dataset(env), c->memory, &watch.control, &aside, out);
}

static uint64_t time_for_all(const completing *c)
{
    const dataset *data = check_dataset(c->session->scope.env);
    for (size_t i = 0; i < data->count; i++)
        if (data->collections[i].rows > FEW_ROWS)
            return WHOLE_MS;
    return FEW_MS;
}

/* Over all rows, or the first. NULL where neither can be had in time; ST_NO_MEMORY. */
static status count_values(completing *c, const result **out)
{
    str then = counted(c);
    *out = NULL;
    if (c->memory->failed)
        return ST_NO_MEMORY;
    status s = run(c, query_of(c, false, then.p), time_for_all(c), out);
    if (s != ST_OK && s != ST_NO_MEMORY && s != ST_ERROR && !c->place.goes_on)
        s = run(c, query_of(c, true, then.p), SAMPLE_MS, out);
    if (s != ST_OK)
        *out = NULL;
    return s == ST_NO_MEMORY ? s : ST_OK;
}

/* ---- As they are written ---- */

static str in_quotes(completing *c, str text, char quote)
{
    sbuf out = {0};
    entries room = {.memory = c->memory};
    if (quote == '\'')
        sbuf_printf(&out, "'%.*s'", STR_ARG(text));
    else
        lexer_quote(&out, text);
    return entries_take(&room, &out);
}

/* What takes the place of the text from `from` on; empty where it cannot be written. */
static str as_written(completing *c, type t, str text)
{
    if (c->quote)
        return is_text(t) && !(c->quote == '\'' && memchr(text.p, '\'', text.n)) ? in_quotes(c, text, c->quote) : (str){0};
    return !is_text(t) || written_is_phrase(text) ? text : in_quotes(c, text, '"');
}

/* Adds a value if it goes on as what is typed of it, or holds that anywhere. */
static void add_value(completing *c, type t, str text, int64_t rows, bool anywhere)
{
    size_t from = value_begin(c), before = c->found.count;
    str typed = value_typed(c), shown = as_written(c, t, text);
    if (shown.n == 0 || !(anywhere ? complete_holds(c, text, typed) : complete_begins(c, text, typed)))
        return;
    str help = arena_printf(c->memory, "%lld row%s", (long long)rows, rows == 1 ? "" : "s");
    str all = c->text;
    c->text.n = from; /* what is typed was compared */
    complete_add(c, CYQ_COMPLETION_VALUE, shown, from, (str){0}, help, !c->place.in_list);
    c->text = all;
    if (c->found.count > before) {
        c->found.items[before].to = all.n;
        c->found.items[before].frequency = (uint64_t)rows;
    }
}

static void add_counted(completing *c, const result *r, bool anywhere)
{
    const col *values = r->columns[0].data, *counts = r->columns[1].data;
    type t = values->type;
    size_t most = is_text(t) || is_time(t) || t.kind == TYPE_BOOL ? VALUES_MAX : FIGURES_MAX;
    for (size_t i = 0; i < r->rows && c->found.count < most; i++) {
        sbuf text = {0};
        entries room = {.memory = c->memory};
        if (!cell_present(values, i))
            continue;
        cell_print(&text, CELL_PLAIN, r->data, values, i);
        add_value(c, t, entries_take(&room, &text), col_value(counts, i).as.integer, anywhere);
    }
}

static void add_times(completing *c)
{
    static const char *const words[] = {"today", "this week", "next week", "this month", "next month", "this quarter", "this year"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        complete_add(c, CYQ_COMPLETION_WORD, str_of(words[i]), value_begin(c), (str){0}, (str){0}, true);
}

static bool is_matched(const completing *c)
{
    return c->place.operator_ == TOK_MATCHES;
}

bool complete_values(completing *c)
{
    const result *r = NULL;
    type t = c->offer.operand;
    if (c->place.operand.n == 0 || t.kind == TYPE_NONE || is_matched(c) || c->place.operator_ == TOK_EOF || c->dot)
        return false;
    size_t before = c->found.count;
    if (count_values(c, &r) != ST_OK)
        c->memory->failed = true;
    if (r && r->column_count == 2)
        add_counted(c, r, false);
    if (r && r->column_count == 2 && c->found.count == before && !c->spot.in_phrase)
        add_counted(c, r, true);
    if (is_time(t) && !c->quote)
        add_times(c);
    return c->found.count > before;
}
