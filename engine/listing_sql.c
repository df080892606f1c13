/* explain, where data lies in a database: the statements that are sent there, and what memory does with their rows. */
#include "base/text.h"
#include "engine/listing.h"
#include "runtime/sql/cut.h"
#include "runtime/sql/store.h"

/* Bytes of a parameter that are shown. */
enum { PARAM_SHOWN = 60 };

static void row(listing *l, str where, str does)
{
    listing_missing(l);
    listing_text(l, where);
    listing_text(l, does);
    listing_missing(l);
}

/* One row for each line of a statement, the first with the name of what runs it. */
static void statement(listing *l, str where, str sql)
{
    for (size_t begin = 0; begin < sql.n;) {
        size_t end = begin;
        while (end < sql.n && sql.p[end] != '\n')
            end++;
        row(l, begin ? (str){0} : where, (str){sql.p + begin, end - begin});
        begin = end + 1;
    }
}

static void params(listing *l, arena *a, const sql_param *list, size_t count, char mark)
{
    for (size_t i = 0; i < count; i++) {
        str text = text_cut(list[i].text, PARAM_SHOWN);
        str shown = list[i].kind == SQL_PARAM_INT
                        ? arena_printf(a, "%c%zu is %lld", mark, i + 1, (long long)list[i].integer)
                        : arena_printf(a, "%c%zu is \"%.*s\"%s", mark, i + 1, STR_ARG(text), text.n < list[i].text.n ? " …" : "");
        row(l, (str){0}, shown);
    }
}

/* What memory begins with, as it was written. */
static void left_over(listing *l, arena *a, const sql_made *m)
{
    str clause = {0};
    if (m->stops && m->stops->from && m->stops->where.end > m->stops->where.begin)
        clause = (str){m->stops->from->text.p + m->stops->where.begin, m->stops->where.end - m->stops->where.begin};
    if (!m->stops)
        row(l, STR("in memory"), STR("hands out the rows"));
    else
        row(l, STR("in memory"), arena_printf(a, "goes on from `%.*s`: %.*s", STR_ARG(text_cut(clause, PARAM_SHOWN)), STR_ARG(m->why)));
}

status listing_sql(const listing_job *job, const plan_query *query, listing *l)
{
    const sql_store *store = job->source ? job->source->store : NULL;
    sql_cut cut;
    if (!store)
        return ST_OK;
    if (!data_is_cut(job->source)) {
        row(l, STR("in memory"), STR("does all of it, over columns that are loaded: the texts of this database are not in UTF-8"));
        return job->scratch->failed ? ST_NO_MEMORY : ST_OK;
    }
    const sql_dialect *dialect = dialect_of(store->connection);
    str where = arena_printf(job->scratch, "in %s", store->connection->driver->name);
    TRY(sql_cut_query(job->scratch, &store->layout, dialect, job->data, query, &cut));
    for (size_t i = 0; i < cut.premise_count; i++) {
        const sql_premise *p = &cut.premises[i];
        row(l, where, STR("first, to see that it gives one row at most; without joins that count on it if it gives two:"));
        statement(l, (str){0}, p->sql);
        params(l, job->scratch, p->params, p->param_count, dialect->mark);
    }
    for (size_t i = 0; i < cut.made_count; i++) {
        const sql_made *m = cut.made[i];
        statement(l, where, m->sql);
        params(l, job->scratch, m->em.params, m->em.param_count, dialect->mark);
        for (size_t k = 0; k < m->note_count; k++) {
            statement(l, where, m->notes[k].sql);
            params(l, job->scratch, m->notes[k].params, m->notes[k].param_count, dialect->mark);
        }
        left_over(l, job->scratch, m);
    }
    if (cut.made_count == 0)
        row(l, STR("in memory"), STR("does all of it, over columns that are loaded"));
    return job->scratch->failed ? ST_NO_MEMORY : ST_OK;
}
