/* The statement whose rows a made collection has, once all that is asked of them is known. */
#include "runtime/sql/cutting.h"

/* The sets of one row are asked for by its key, which is sent once. */
static const sql_made_column *same_key(const sql_made *m, size_t column)
{
    for (size_t i = 0; i < column; i++)
        if (m->columns[i].set && m->columns[i].slot == m->columns[column].slot)
            return &m->columns[i];
    return NULL;
}

static void select_column(sbuf *b, size_t *count, str text)
{
    sbuf_printf(b, "%s%.*s", *count ? ", " : "", STR_ARG(text));
    ++*count;
}

/* A key, or a link that holds one. */
static str key_sent(cutting *c, sql_made *m, const sql_table *t, str key)
{
    return c->layout->foreign ? foreign_key_sent(&m->em, t, key) : key;
}

/* Gives how many columns there are. */
static size_t select_list(cutting *c, sql_made *m, sbuf *b)
{
    size_t count = 0;
    for (size_t i = 0; i < m->column_count; i++) {
        sql_made_column *k = &m->columns[i];
        const sql_made_column *same = k->set ? same_key(m, i) : NULL;
        k->at = same ? same->at : count;
        if (k->set && !same) {
            const struct sql_slot *slot = &m->rows.slots[k->slot];
            const sql_table *t = &c->layout->tables[slot->collection];
            select_column(b, &count, key_sent(c, m, t, emit_column(&m->em, slot->alias, t->key)));
        }
        for (size_t p = 0; !k->set && p < k->value.parts; p++)
            select_column(b, &count,
                          k->value.type.kind == TYPE_LINK ? key_sent(c, m, &c->layout->tables[k->value.type.target], k->value.part[p])
                                                          : k->value.part[p]);
    }
    if (count == 0)
        select_column(b, &count, STR("1"));
    return count;
}

/* By what rows are ordered as it is written or, where it was selected behind so many columns, by its place. */
static void order_list(const sql_made *m, size_t behind, sbuf *b)
{
    for (size_t i = 0; i < m->rows.order_count; i++) {
        const sql_order *o = &m->rows.order[i];
        sbuf_add(b, i ? STR(", ") : STR("\nORDER BY "));
        if (behind)
            sbuf_printf(b, "%zu", behind + i + 1);
        else
            sbuf_add(b, o->by);
        sbuf_printf(b, "%s%s", o->descending ? " DESC" : "", o->known ? "" : " NULLS LAST");
    }
}

static bool keeps_some(const sql_from *f)
{
    for (size_t i = 0; i < f->item_count; i++)
        if (str_starts(f->items[i], STR("JOIN ")))
            return true;
    return f->condition_count > 0;
}

/* Servers that share the rows sort theirs one after the other where sorted rows are merged. So all of them had better look for the few that a filter keeps at
 * the same time, and those are sorted then. First rows, and rows without a filter, are better merged: none is then kept before the first can be handed out. */
static bool sorts_afterwards(sql_made *m)
{
    return m->limit == UINT64_MAX && m->rows.order_count > 0 && keeps_some(&m->rows.from) && emit_where_rows_lie(&m->em, &m->rows).n > 0;
}

/* OFFSET has PostgreSQL plan the query inside by itself, without the order. */
static void write_sorted_afterwards(cutting *c, sql_made *m, const sql_from *from, sbuf *b)
{
    sbuf_add(b, STR("SELECT *\nFROM (SELECT "));
    size_t columns = select_list(c, m, b);
    for (size_t i = 0; i < m->rows.order_count; i++)
        sbuf_printf(b, ", %.*s", STR_ARG(m->rows.order[i].by));
    from_print(b, from, 2);
    sbuf_add(b, STR("\n  OFFSET 0) AS found"));
    order_list(m, columns, b);
}

static void write_statement(cutting *c, sql_made *m, const sql_from *from, sbuf *b)
{
    sbuf_add(b, STR("SELECT "));
    select_list(c, m, b);
    from_print(b, from, 0);
    order_list(m, 0, b);
    if (m->limit != UINT64_MAX)
        sbuf_printf(b, "\nLIMIT %llu", (unsigned long long)m->limit);
}

/* What may not fit is computed for all groups, whatever is shown of it. */
static status ask_what_may_not_fit(cutting *c, sql_made *m)
{
    const plan *p = m->upto;
    for (size_t i = 0; p->kind == PLAN_GROUP && i < p->aggregate_count; i++) {
        cut_place place = {.made = m, .was = (uint32_t)(p->key_count + i)};
        const plan_expr *column;
        plan_expr *e = ARENA_NEW(c->a, plan_expr);
        if (!e)
            return ST_NO_MEMORY;
        *e = (plan_expr){.kind = PLAN_TEMP, .type = p->aggregates[i].type, .index = place.was, .size = 1, .height = 1};
        if (emit_may_not_fit(&p->aggregates[i]))
            TRY(rest_leaf(c, e, &place, &column));
    }
    return ST_OK;
}

status rest_finish(cutting *c, sql_made *m)
{
    sbuf b = {0};
    sql_from from;
    TRY(ask_what_may_not_fit(c, m));
    if (!emit_narrow(&m->em, &m->rows.from, &from))
        return ST_NO_MEMORY;
    if (sorts_afterwards(m))
        write_sorted_afterwards(c, m, &from, &b);
    else
        write_statement(c, m, &from, &b);
    m->sql = b.failed ? (str){0} : arena_str(c->a, sbuf_str(&b));
    bool done = !b.failed && !c->a->failed;
    sbuf_free(&b);
    return done ? ST_OK : ST_NO_MEMORY;
}
