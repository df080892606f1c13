/* explain QUERY: what it does, step by step. explain CODE: what a message means. */
#include "engine/listing.h"

/* A backend that sends parts of a query elsewhere adds what it sends as a row of the step, so that these columns stay. */
static const listing_column step_columns[] = {{"step", TYPE_TEXT}, {"clause", TYPE_TEXT}, {"does", TYPE_TEXT}, {"columns", TYPE_TEXT}};

static status explain_query(const listing_job *job)
{
    const explained *rows = NULL;
    size_t count = 0;
    listing l;
    TRY(check_explain(job->env, job->scratch, job->text->from, job->statement, &job->p->bag, &rows, &count));
    listing_begin(&l, &job->p->listed, job->data, step_columns, sizeof step_columns / sizeof *step_columns);
    for (size_t i = 0; i < count; i++) {
        listing_text(&l, rows[i].step);
        listing_text(&l, rows[i].written);
        listing_text(&l, rows[i].does);
        listing_text(&l, rows[i].columns);
    }
    return listing_finish(&l, &job->p->listing);
}

status listing_explain(const listing_job *job)
{
    return explain_query(job);
}
