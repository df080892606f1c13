/* show collections, functions, fields, modules: what there is. */
#include "engine/entries.h"
#include "engine/listing.h"
#include "lexer/keywords.h"

typedef status list_filler(const listing_job *job, listing *l);

/* ---- Collections ---- */

static status fill_collections(const listing_job *job, listing *l)
{
    for (size_t i = 0; i < job->data->count; i++) {
        const collection *c = &job->data->collections[i];
        listing_text(l, c->name);
        listing_int(l, (int64_t)c->rows);
        listing_text(l, c->help);
    }
    return ST_OK;
}

/* ---- Functions ---- */

static bool same_name(const entry *a, const entry *b)
{
    return str_equal_nocase(a->name, b->name);
}

/* All signatures of the i-th name together, where it comes for the first time. */
static void fill_function(listing *l, const entries *all, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (all->items[k].called && same_name(&all->items[k], &all->items[i]))
            return;
    for (size_t k = i; k < all->count; k++) {
        const entry *e = &all->items[k];
        if (!e->called || !same_name(e, &all->items[i]))
            continue;
        listing_text(l, e->name);
        listing_text(l, str_of(e->said));
        listing_text(l, e->form);
        listing_text(l, e->help);
    }
}

static status fill_functions(const listing_job *job, listing *l)
{
    entries all = {.memory = job->scratch};
    entries_defined(&all, job->env);
    entries_functions(&all);
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].called)
            fill_function(l, &all, i);
    return all.memory->failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- Fields ---- */

static status fill_fields(const listing_job *job, listing *l)
{
    for (size_t i = 0; i < job->data->count; i++)
        TRY(listing_fields(job, l, (uint16_t)i, true));
    return ST_OK;
}

/* ---- Modules ---- */

static status fill_modules(const listing_job *job, listing *l)
{
    entries all = {.memory = job->scratch};
    entries_modules(&all);
    for (size_t i = 0; i < all.count; i++) {
        listing_text(l, all.items[i].name);
        listing_text(l, all.items[i].help);
    }
    return all.memory->failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- The statement ---- */

static const listing_column collection_columns[] = {{"name", TYPE_TEXT}, {"rows", TYPE_INT}, {"help", TYPE_TEXT}};
static const listing_column function_columns[] = {{"name", TYPE_TEXT}, {"kind", TYPE_TEXT}, {"signature", TYPE_TEXT}, {"help", TYPE_TEXT}};
static const listing_column field_columns[] = {{"collection", TYPE_TEXT}, {"field", TYPE_TEXT}, {"type", TYPE_TEXT},
                                               {"face", TYPE_BOOL},       {"kind", TYPE_TEXT},  {"definition", TYPE_TEXT},
                                               {"help", TYPE_TEXT}};
static const listing_column module_columns[] = {{"name", TYPE_TEXT}, {"help", TYPE_TEXT}};

static const struct {
    list_filler *fill;
    const listing_column *columns;
    size_t count;
} lists[SHOW_LIST_COUNT] = {[SHOW_COLLECTIONS] = {fill_collections, collection_columns, 3},
                            [SHOW_FUNCTIONS] = {fill_functions, function_columns, 4},
                            [SHOW_FIELDS] = {fill_fields, field_columns, 7},
                            [SHOW_MODULES] = {fill_modules, module_columns, 2}};

status listing_show(const listing_job *job)
{
    listing l;
    show_list which = SHOW_COLLECTIONS;
    show_list_find(job->statement->name.text, &which); /* the parser took no other word */
    listing_begin(&l, &job->p->listed, job->data, lists[which].columns, lists[which].count);
    status filled = lists[which].fill(job, &l);
    status finished = listing_finish(&l, &job->p->listing);
    return filled != ST_OK ? filled : finished;
}
