/* A query in plain English, a sentence for each clause. */
#include "runtime/query/say.h"

static void text(saying *s, const char *words)
{
    sbuf_add(&s->out, str_of(words));
}

static const char *between(size_t i, size_t count)
{
    return i == 0 ? "" : i + 1 < count ? ", " : " and ";
}

/* ---- Lists ---- */

/* `title, the sum of budget as total` */
static void items(saying *s, const ast_items *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const ast_item *item = &list->items[i];
        text(s, between(i, list->count));
        if (!item->expr) {
            text(s, "all columns");
            continue;
        }
        say_operand(s, item->expr);
        if (item->has_alias)
            sbuf_printf(&s->out, " as %.*s", STR_ARG(item->alias.text));
    }
}

static void exprs(saying *s, ast_expr *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text(s, between(i, count));
        say_operand(s, list[i]);
    }
}

/* `country and month in 2025-H2` */
static void keys(saying *s, const ast_items *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const ast_item *item = &list->items[i];
        text(s, between(i, list->count));
        say_operand(s, item->expr);
        if (item->in) {
            text(s, " in ");
            say_value(s, item->in, trail_type_of(s->k->trail, item->expr));
        }
    }
}

/* ---- Clauses ---- */

static void say_sort(saying *s, const ast_clause *c)
{
    text(s, "Sorts by ");
    for (size_t i = 0; i < c->items.count; i++) {
        const ast_item *item = &c->items.items[i];
        text(s, i ? ", then by " : "");
        say_operand(s, item->expr);
        sbuf_printf(&s->out, ", %s", say_order(trail_type_of(s->k->trail, item->expr), item->descending));
    }
}

static void number(saying *s, const ast_expr *e)
{
    ast_format_expr(&s->out, e);
}

static bool is_one(const ast_expr *e)
{
    return e->kind == AST_PHRASE && e->word_count == 1 && str_equal(e->words[0].text, STR("1"));
}

static void say_cut(saying *s, const ast_clause *c)
{
    const char *which = c->kind == AST_LAST ? "last" : c->offset ? "next" : "first";
    if (c->offset) {
        text(s, "Passes over ");
        number(s, c->offset);
        text(s, " rows and keeps");
    } else {
        text(s, "Keeps");
    }
    sbuf_printf(&s->out, " the %s ", which);
    if (is_one(c->expr)) {
        text(s, "row");
        return;
    }
    number(s, c->expr);
    text(s, " rows");
}

static void say_top(saying *s, const ast_clause *c)
{
    text(s, "Keeps the ");
    number(s, c->expr);
    text(s, " rows with the largest ");
    say_operand(s, c->by);
    if (c->items.count) {
        text(s, " of each ");
        items(s, &c->items);
    }
    text(s, c->with_ties ? ", and those that are equal to the last of them" : "");
}

static void say_group(saying *s, const ast_clause *c)
{
    text(s, "Makes one row of each ");
    keys(s, &c->items);
    if (c->has_pivot) {
        text(s, ", with a column for each ");
        say_operand(s, c->pivot.expr);
    }
    text(s, ", and shows ");
    if (c->show.count)
        items(s, &c->show);
    else
        text(s, "the number of rows");
}

static void say_count(saying *s, const ast_clause *c)
{
    text(s, "Counts the rows");
    if (c->items.count) {
        text(s, " of each ");
        keys(s, &c->items);
    }
}

static void say_add(saying *s, const ast_clause *c)
{
    text(s, "Adds ");
    for (size_t i = 0; i < c->items.count; i++) {
        const ast_item *item = &c->items.items[i];
        sbuf_printf(&s->out, "%s%.*s, which is ", i ? "; and " : "", STR_ARG(item->alias.text));
        say_operand(s, item->expr);
        if (item->per_count) {
            text(s, " for each ");
            exprs(s, item->per, item->per_count);
        }
    }
}

static void say_rename(saying *s, const ast_clause *c)
{
    text(s, "Calls ");
    for (size_t i = 0; i < c->items.count; i++) {
        text(s, between(i, c->items.count));
        say_operand(s, c->items.items[i].expr);
        sbuf_printf(&s->out, " now %.*s", STR_ARG(c->items.items[i].alias.text));
    }
}

static void say_distinct(saying *s, const ast_clause *c)
{
    text(s, c->items.count ? "Keeps the first row of each " : "Keeps the first of equal rows");
    items(s, &c->items);
}

static void say_expand(saying *s, const ast_clause *c)
{
    text(s, "Makes a row of each ");
    say_operand(s, c->expr);
    if (c->in) {
        text(s, " that is ");
        say_value(s, c->in, trail_type_of(s->k->trail, c->expr));
    }
}

static void say_join(saying *s, const ast_clause *c)
{
    text(s, "Pairs each row with each of ");
    say_rows(s, &c->source);
    if (c->has_name)
        sbuf_printf(&s->out, ", called %.*s,", STR_ARG(c->name.text));
    text(s, " where ");
    ast_format_expr(&s->out, c->expr);
    text(s, c->left ? "; a row without any stays" : "");
}

static void say_combined(saying *s, const char *words, const ast_clause *c)
{
    text(s, words);
    say_rows(s, &c->source);
}

static void say_to(saying *s, const ast_clause *c)
{
    text(s, "Writes the answer");
    if (c->format.text.n)
        sbuf_printf(&s->out, " as %.*s", STR_ARG(c->format.text));
    for (size_t i = 0; i < c->option_count; i++)
        sbuf_printf(&s->out, " %.*s", STR_ARG(c->options[i].name.text));
    if (c->has_file)
        sbuf_printf(&s->out, " into %.*s", STR_ARG(c->file));
}

/* Long because there are so many clauses. */
static void say_clause(saying *s, const ast_clause *c)
{
    switch (c->kind) {
    case AST_WHERE:
        text(s, "Keeps of these the rows ");
        say_condition(s, c->expr);
        break;
    case AST_SELECT:
        text(s, "Shows ");
        items(s, &c->items);
        break;
    case AST_ADD:
        say_add(s, c);
        break;
    case AST_DROP:
        text(s, "Leaves out ");
        items(s, &c->items);
        break;
    case AST_RENAME:
        say_rename(s, c);
        break;
    case AST_SORT:
        say_sort(s, c);
        break;
    case AST_FIRST:
    case AST_LAST:
    case AST_LIMIT:
        say_cut(s, c);
        break;
    case AST_TOP:
        say_top(s, c);
        break;
    case AST_DISTINCT:
        say_distinct(s, c);
        break;
    case AST_GROUP:
        say_group(s, c);
        break;
    case AST_COUNT:
        say_count(s, c);
        break;
    case AST_SHOW:
        text(s, "Shows over all rows ");
        items(s, &c->items);
        break;
    case AST_EXPAND:
        say_expand(s, c);
        break;
    case AST_JOIN:
        say_join(s, c);
        break;
    case AST_APPEND:
        say_combined(s, "Adds behind them ", c);
        break;
    case AST_EXCEPT:
        say_combined(s, "Leaves out the rows that are also among ", c);
        break;
    case AST_INTERSECT:
        say_combined(s, "Keeps only the rows that are also among ", c);
        break;
    case AST_TO:
        say_to(s, c);
        break;
    case AST_BAD_CLAUSE:
        break;
    }
}

/* ---- Rows ---- */

/* The conditions that stand right behind a source belong to it: how many they are. */
static size_t say_conditions(saying *s, ast_clause *const *clauses, size_t count)
{
    size_t i = 0;
    for (; i < count && clauses[i]->kind == AST_WHERE; i++) {
        text(s, i ? " and " : " ");
        say_condition(s, clauses[i]->expr);
    }
    return i;
}

void say_rows(saying *s, const ast_source *from)
{
    if (from->kind == AST_FROM_NAME) {
        sbuf_printf(&s->out, "the %.*s", STR_ARG(from->name.text));
        return;
    }
    const ast_query *q = from->query;
    if (!q)
        return;
    say_rows(s, &q->source);
    size_t told = say_conditions(s, q->clauses, q->clause_count);
    for (size_t i = told; i < q->clause_count; i++) {
        sbuf_printf(&s->out, "%s", i == told ? " (with `" : " ");
        ast_format_clause(&s->out, q->clauses[i]);
    }
    text(s, told < q->clause_count ? "`)" : "");
}

/* ---- All ---- */

/* The query's own clauses, those of what it goes on from first. */
static status own_clauses(checker *k, bool with_to, ast_clause ***out, size_t *count, str *source)
{
    const trail *t = k->trail;
    *count = 0;
    *source = STR("rows");
    *out = ARENA_ARRAY(k->memory, t->count, ast_clause *);
    if (!*out)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < t->count; i++) {
        if (t->steps[i].depth > 0)
            continue;
        const ast_clause *c = t->steps[i].clause;
        if (!c)
            *source = t->steps[i].source;
        else if (with_to || c->kind != AST_TO)
            (*out)[(*count)++] = (ast_clause *)(uintptr_t)c;
    }
    return ST_OK;
}

status say_trail(checker *k, bool with_to, str *out)
{
    saying s = {.k = k};
    ast_clause **clauses;
    size_t count;
    str source;
    TRY(own_clauses(k, with_to, &clauses, &count, &source));
    text(&s, "Takes the ");
    sbuf_add(&s.out, source);
    for (size_t i = say_conditions(&s, clauses, count); i < count; i++) {
        text(&s, ". ");
        say_clause(&s, clauses[i]);
    }
    text(&s, ".");
    *out = checker_take(k, &s.out);
    return checker_failed(k) ? ST_NO_MEMORY : ST_OK;
}

/* ---- As it was written ---- */

static str first_name(const ast_source *s)
{
    while (s->kind != AST_FROM_NAME && s->query)
        s = &s->query->source;
    return s->name.text;
}

status say_written(checker *k, const ast_query *q, const env_query *last, str *out, str *begins)
{
    sbuf text = {0};
    ast_query whole = *q;
    bool goes_on = q->source.kind == AST_FROM_LAST && last->source;
    size_t before = goes_on ? last->count : 0;
    whole.clauses = ARENA_ARRAY(k->memory, before + q->clause_count, ast_clause *);
    if (!whole.clauses)
        return ST_NO_MEMORY;
    if (goes_on)
        whole.source = *last->source;
    whole.clause_count = 0;
    for (size_t i = 0; i < before; i++)
        whole.clauses[whole.clause_count++] = (ast_clause *)(uintptr_t)last->clauses[i].clause;
    for (size_t i = 0; i < q->clause_count; i++)
        if (q->clauses[i]->kind != AST_TO)
            whole.clauses[whole.clause_count++] = q->clauses[i];
    ast_format_query(&text, &whole);
    *begins = first_name(&whole.source);
    *out = checker_take(k, &text);
    return checker_failed(k) ? ST_NO_MEMORY : ST_OK;
}
