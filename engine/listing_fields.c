/* The fields of a collection as rows. */
#include "engine/entries.h"
#include "engine/listing.h"
#include "lexer/comments.h"

static void begin_row(const listing_job *job, listing *l, uint16_t collection, bool named)
{
    if (named)
        listing_text(l, job->data->collections[collection].name);
}

static void field_row(const listing_job *job, listing *l, uint16_t collection, const visible_name *v)
{
    const struct collection *c = &job->data->collections[collection];
    int32_t stored = v->computed ? -1 : collection_find(c, v->name);
    listing_text(l, v->name);
    listing_text(l, entries_type(job->scratch, job->data, v->type));
    listing_bool(l, v->shown);
    listing_text(l, v->computed ? STR("computed") : STR("stored"));
    listing_text(l, v->definition);
    listing_text(l, stored >= 0 ? c->fields[stored].help : comment_above(job->scratch, v->from, v->where.begin));
}

/* How many links of `from` lead to the collection. */
static size_t links_here(const collection *from, uint16_t collection)
{
    size_t count = 0;
    for (size_t i = 0; i < from->field_count; i++)
        count += from->fields[i].type.kind == TYPE_LINK && from->fields[i].type.target == collection;
    return count;
}

/* `activities`, or `activities via partner` where several of its links lead here. */
static void backward_row(const listing_job *job, listing *l, const collection *from, const field *link)
{
    uint16_t here = link->type.target;
    str name = from->name;
    if (links_here(from, here) > 1)
        name = arena_printf(job->scratch, "%.*s via %.*s", STR_ARG(from->name), STR_ARG(link->name));
    listing_text(l, name);
    listing_text(l, arena_printf(job->scratch, "set of link %.*s", STR_ARG(from->name)));
    listing_bool(l, false);
    listing_text(l, STR("backwards"));
    listing_missing(l);
    listing_text(l, arena_printf(job->scratch, "the %.*s whose %.*s leads here", STR_ARG(from->name), STR_ARG(link->name)));
}

status listing_fields(const listing_job *job, listing *l, uint16_t collection, bool named)
{
    const visible_name *names;
    size_t count;
    TRY(check_visible(job->env, job->scratch, collection, &names, &count));
    for (size_t i = 0; i < count; i++) {
        begin_row(job, l, collection, named);
        field_row(job, l, collection, &names[i]);
    }
    for (size_t c = 0; c < job->data->count; c++)
        for (size_t f = 0; f < job->data->collections[c].field_count; f++) {
            const field *link = &job->data->collections[c].fields[f];
            if (link->type.kind != TYPE_LINK || link->type.target != collection)
                continue;
            begin_row(job, l, collection, named);
            backward_row(job, l, &job->data->collections[c], link);
        }
    return job->scratch->failed ? ST_NO_MEMORY : ST_OK;
}
