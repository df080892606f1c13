/* explain QUERY: what it does, step by step. explain CODE: what a message means. say QUERY: what it asks, in words. */
#include "base/text.h"
#include "engine/listing.h"

/* ---- A query ---- */

/* What a database is sent stands in rows behind the steps. */
static const listing_column step_columns[] = {{"step", TYPE_TEXT}, {"clause", TYPE_TEXT}, {"does", TYPE_TEXT}, {"columns", TYPE_TEXT}};

static status explain_query(const listing_job *job)
{
    const explained *rows = NULL;
    const plan_query *query = NULL;
    size_t count = 0;
    listing l;
    TRY(check_explain(job->env, job->scratch, job->text->from, job->statement, &job->p->bag, &rows, &count, &query));
    listing_begin(&l, &job->p->listed, job->data, step_columns, sizeof step_columns / sizeof *step_columns);
    for (size_t i = 0; i < count; i++) {
        listing_text(&l, rows[i].step);
        listing_text(&l, rows[i].written);
        listing_text(&l, rows[i].does);
        listing_text(&l, rows[i].columns);
    }
    status done = listing_sql(job, query, &l);
    if (done != ST_OK)
        l.state = done;
    return listing_finish(&l, &job->p->listing);
}

/* ---- A code ---- */

/* The code that was probably meant: one of another severity with the same number, or else one that is written nearly so. */
static diag_code meant(str word)
{
    str codes[DIAG_CODE_COUNT];
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        codes[i] = str_of(diag_info((diag_code)i)->code);
        if (str_equal((str){codes[i].p + 1, codes[i].n - 1}, (str){word.p + 1, word.n - 1}))
            return (diag_code)i;
    }
    int64_t near = text_nearest(word, codes, DIAG_CODE_COUNT);
    return near < 0 ? DIAG_CODE_COUNT : (diag_code)near;
}

static status no_such_code(const listing_job *job)
{
    const ast_name *word = &job->statement->name;
    diag_bag *bag = &job->p->bag;
    diag *d = diag_add(bag, E_UNKNOWN_CODE, job->text->from, word->where, "no message has the code %.*s", STR_ARG(word->text));
    const diag_code_info *near = diag_info(meant(word->text));
    if (near)
        diag_hint(bag, d, "did you mean %s: %s?", near->code, near->title);
    diag_hint(bag, d, "`show codes` lists them");
    return ST_ERROR;
}

static status explain_code(const listing_job *job)
{
    static const listing_column columns[] = {{"code", TYPE_TEXT}, {"severity", TYPE_TEXT}, {"title", TYPE_TEXT},
                                             {"help", TYPE_TEXT}, {"example", TYPE_TEXT},  {"message", TYPE_TEXT}};
    diag_code code = diag_find(job->statement->name.text);
    const diag_code_info *info = diag_info(code);
    str message;
    listing l;
    if (!info)
        return no_such_code(job);
    TRY(example_message(job->scratch, code, check_today(job->env), &message));
    listing_begin(&l, &job->p->listed, job->data, columns, sizeof columns / sizeof *columns);
    listing_text(&l, str_of(info->code));
    listing_text(&l, str_of(diag_severity_name(info->severity)));
    listing_text(&l, str_of(info->title));
    listing_text(&l, str_of(info->help));
    listing_text(&l, str_of(info->example));
    listing_text(&l, message);
    return listing_finish(&l, &job->p->listing);
}

/* ---- In words ---- */

status listing_say(const listing_job *job)
{
    static const listing_column columns[] = {{"says", TYPE_TEXT}};
    listing l;
    str words;
    TRY(check_say(job->env, job->scratch, job->text->from, job->statement, &job->p->bag, &words));
    listing_begin(&l, &job->p->listed, job->data, columns, sizeof columns / sizeof *columns);
    listing_text(&l, words);
    return listing_finish(&l, &job->p->listing);
}

/* ---- The statement ---- */

status listing_explain(const listing_job *job)
{
    return job->statement->has_name ? explain_code(job) : explain_query(job);
}
