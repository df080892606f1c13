/* show collections, show functions …: what there is. */
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

/* ---- Functions and operators ---- */

static bool same_name(const entry *a, const entry *b)
{
    return str_equal_nocase(a->name, b->name);
}

static void signature_row(listing *l, const entry *e, bool kind)
{
    listing_text(l, e->name);
    if (kind)
        listing_text(l, str_of(e->said));
    listing_text(l, e->form);
    listing_text(l, e->help);
}

/* The entries that `fits` says, all signatures of a name together where it comes for the first time. */
static void fill_names(listing *l, const entries *all, bool (*fits)(const entry *), bool kind)
{
    for (size_t i = 0; i < all->count; i++) {
        bool told = !fits(&all->items[i]);
        for (size_t k = 0; k < i && !told; k++)
            told = fits(&all->items[k]) && same_name(&all->items[k], &all->items[i]);
        for (size_t k = i; k < all->count && !told; k++)
            if (fits(&all->items[k]) && same_name(&all->items[k], &all->items[i]))
                signature_row(l, &all->items[k], kind);
    }
}

static bool is_called(const entry *e)
{
    return e->called;
}

static status fill_functions(const listing_job *job, listing *l)
{
    entries all = {.memory = job->scratch};
    entries_defined(&all, job->env);
    entries_functions(&all);
    fill_names(l, &all, is_called, true);
    return all.memory->failed ? ST_NO_MEMORY : ST_OK;
}

static bool is_operator(const entry *e)
{
    return str_equal(str_of(e->said), STR("operator"));
}

static bool has_name(const entries *all, const entry *e)
{
    for (size_t i = 0; i < all->count; i++)
        if (is_operator(&all->items[i]) && same_name(&all->items[i], e))
            return true;
    return false;
}

/* Those of the function table, by their signatures, and the words and signs that are none of its rows, by their forms. */
static status fill_operators(const listing_job *job, listing *l)
{
    entries all = {.memory = job->scratch}, words = {.memory = job->scratch};
    entries_functions(&all);
    entries_words(&words);
    size_t signatures = all.count;
    for (size_t i = 0; i < words.count; i++) {
        entries table = {.items = all.items, .count = signatures};
        if (is_operator(&words.items[i]) && !has_name(&table, &words.items[i]))
            entries_add(&all, words.items[i]);
    }
    fill_names(l, &all, is_operator, false);
    return all.memory->failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- Fields ---- */

static status fill_fields(const listing_job *job, listing *l)
{
    for (size_t i = 0; i < job->data->count; i++)
        TRY(listing_fields(job, l, (uint16_t)i, true));
    return ST_OK;
}

/* ---- What is listed as it is described ---- */

/* A list of entries: what makes it, and which of their texts its columns are. */
static status fill_entries(const listing_job *job, listing *l, void (*make)(entries *), void (*row)(listing *, const entry *))
{
    entries all = {.memory = job->scratch};
    make(&all);
    for (size_t i = 0; i < all.count; i++)
        row(l, &all.items[i]);
    return all.memory->failed ? ST_NO_MEMORY : ST_OK;
}

static void named_row(listing *l, const entry *e)
{
    listing_text(l, e->name);
    listing_text(l, e->help);
}

static void form_row(listing *l, const entry *e)
{
    listing_text(l, e->name);
    listing_text(l, e->form);
    listing_text(l, e->help);
}

static void kind_row(listing *l, const entry *e)
{
    listing_text(l, e->name);
    listing_text(l, str_of(e->said));
    listing_text(l, e->form);
    listing_text(l, e->help);
}

static void code_row(listing *l, const entry *e)
{
    listing_text(l, e->name);
    listing_text(l, str_of(e->said));
    listing_text(l, e->definition);
}

static status fill_words(const listing_job *job, listing *l)
{
    return fill_entries(job, l, entries_words, kind_row);
}

static status fill_types(const listing_job *job, listing *l)
{
    return fill_entries(job, l, entries_types, form_row);
}

static status fill_formats(const listing_job *job, listing *l)
{
    return fill_entries(job, l, entries_formats, form_row);
}

static status fill_modules(const listing_job *job, listing *l)
{
    return fill_entries(job, l, entries_modules, named_row);
}

static status fill_codes(const listing_job *job, listing *l)
{
    return fill_entries(job, l, entries_codes, code_row);
}

/* ---- The statement ---- */

static const listing_column collection_columns[] = {{"name", TYPE_TEXT}, {"rows", TYPE_INT}, {"help", TYPE_TEXT}};
static const listing_column function_columns[] = {{"name", TYPE_TEXT}, {"kind", TYPE_TEXT}, {"signature", TYPE_TEXT}, {"help", TYPE_TEXT}};
static const listing_column field_columns[] = {{"collection", TYPE_TEXT}, {"field", TYPE_TEXT}, {"type", TYPE_TEXT},
                                               {"face", TYPE_BOOL},       {"kind", TYPE_TEXT},  {"definition", TYPE_TEXT},
                                               {"help", TYPE_TEXT}};
static const listing_column operator_columns[] = {{"name", TYPE_TEXT}, {"signature", TYPE_TEXT}, {"help", TYPE_TEXT}};
static const listing_column word_columns[] = {{"name", TYPE_TEXT}, {"kind", TYPE_TEXT}, {"form", TYPE_TEXT}, {"help", TYPE_TEXT}};
static const listing_column type_columns[] = {{"name", TYPE_TEXT}, {"written", TYPE_TEXT}, {"help", TYPE_TEXT}};
static const listing_column format_columns[] = {{"name", TYPE_TEXT}, {"form", TYPE_TEXT}, {"help", TYPE_TEXT}};
static const listing_column module_columns[] = {{"name", TYPE_TEXT}, {"help", TYPE_TEXT}};
static const listing_column code_columns[] = {{"code", TYPE_TEXT}, {"severity", TYPE_TEXT}, {"title", TYPE_TEXT}};

static const struct {
    list_filler *fill;
    const listing_column *columns;
    size_t count;
} lists[SHOW_LIST_COUNT] = {[SHOW_COLLECTIONS] = {fill_collections, collection_columns, 3},
                            [SHOW_FIELDS] = {fill_fields, field_columns, 7},
                            [SHOW_FUNCTIONS] = {fill_functions, function_columns, 4},
                            [SHOW_OPERATORS] = {fill_operators, operator_columns, 3},
                            [SHOW_WORDS] = {fill_words, word_columns, 4},
                            [SHOW_TYPES] = {fill_types, type_columns, 3},
                            [SHOW_FORMATS] = {fill_formats, format_columns, 3},
                            [SHOW_MODULES] = {fill_modules, module_columns, 2},
                            [SHOW_CODES] = {fill_codes, code_columns, 3}};

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
