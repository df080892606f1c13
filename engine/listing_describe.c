/* describe NAME: what a name is, whatever it names. */
#include "base/text.h"
#include "engine/entries.h"
#include "engine/listing.h"
#include "lexer/comments.h"
#include "lexer/keywords.h"
#include "runtime/query/synonyms.h"
#include "stdlib/functions.h"

/* ---- A name that nothing has ---- */

/* The name that was probably meant; empty if none is near. */
static str meant(const listing_job *job, const entries *all, str word)
{
    str *words = ARENA_ARRAY(job->scratch, all->count, str);
    if (!words)
        return (str){0};
    for (size_t i = 0; i < all->count; i++)
        words[i] = all->items[i].word;
    int64_t nearest = text_nearest(word, words, all->count);
    return nearest >= 0 ? words[nearest] : (str){0};
}

static bool has_word(const entries *all, str word)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_equal_nocase(all->items[i].word, word))
            return true;
    return false;
}

/* All that `show` lists. */
static void hint_lists(diag_bag *bag, diag *d)
{
    sbuf lists = {0};
    sbuf_list(&lists, show_list_table, SHOW_LIST_COUNT, " or ");
    diag_hint(bag, d, "`show` and %s lists what there is", lists.p ? lists.p : "");
    sbuf_free(&lists);
}

/* `clashes`: a module of the standard library that is not in use defines it. */
static bool hint_module(const listing_job *job, diag *d, str name)
{
    const char *module;
    for (size_t i = 0; (module = stdlib_module_name(i)); i++) {
        entries defined = {.memory = job->scratch};
        entries_of_module(&defined, str_of(module));
        for (size_t k = 0; k < defined.count; k++)
            if (str_equal_nocase(defined.items[k].name, name) || str_equal_nocase(defined.items[k].word, name)) {
                diag_hint(&job->p->bag, d, "%.*s is in the module %s: `use %s` before it", STR_ARG(defined.items[k].name), module, module);
                return true;
            }
    }
    return false;
}

static void hint_names(const listing_job *job, diag *d, const entries *all, str word)
{
    diag_bag *bag = &job->p->bag;
    if (hint_module(job, d, word))
        return;
    str near = meant(job, all, word);
    for (size_t i = 0; near.n == 0 && synonym(word, i).n > 0; i++)
        near = has_word(all, synonym(word, i)) ? synonym(word, i) : near;
    if (near.n > 0)
        diag_hint(bag, d, "did you mean %.*s?", STR_ARG(near));
    else
        hint_lists(bag, d);
}

static status no_such_name(const listing_job *job, const entries *all, str name)
{
    span where = job->statement->name.where;
    diag *d = diag_add(&job->p->bag, E_UNKNOWN_NAME, job->text->from, where, "nothing is called \"%.*s\"", STR_ARG(name));
    diag_expect(&job->p->bag, d, "a collection, a field, a function, a word of the language, a format, a module, a code or a definition");
    hint_names(job, d, all, name);
    return ST_ERROR;
}

static status no_such_collection(const listing_job *job)
{
    const ast_name *owner = &job->statement->owner;
    entries all = {.memory = job->scratch};
    entries_collections(&all, job->data);
    diag *d = diag_add(&job->p->bag, E_UNKNOWN_COLLECTION, job->text->from, owner->where, "there is no collection \"%.*s\"",
                       STR_ARG(owner->text));
    diag_expect(&job->p->bag, d, "a collection before the dot");
    str near = meant(job, &all, owner->text);
    if (near.n > 0)
        diag_hint(&job->p->bag, d, "did you mean %.*s?", STR_ARG(near));
    else
        diag_hint(&job->p->bag, d, "`show collections` lists them");
    return ST_ERROR;
}

static status no_such_field(const listing_job *job, const collection *of, const visible_name *names, size_t count)
{
    const ast_name *name = &job->statement->name;
    entries all = {.memory = job->scratch};
    for (size_t i = 0; i < count; i++)
        entries_add(&all, (entry){.word = names[i].name});
    diag *d = diag_add(&job->p->bag, E_UNKNOWN_FIELD, job->text->from, name->where, "%.*s has no field \"%.*s\"", STR_ARG(of->name),
                       STR_ARG(name->text));
    diag_expect(&job->p->bag, d, "a field of %.*s", STR_ARG(of->name));
    if (hint_module(job, d, arena_printf(job->scratch, "%.*s.%.*s", STR_ARG(of->name), STR_ARG(name->text))))
        return ST_ERROR;
    str near = meant(job, &all, name->text);
    for (size_t i = 0; near.n == 0 && synonym(name->text, i).n > 0; i++)
        near = has_word(&all, synonym(name->text, i)) ? synonym(name->text, i) : near;
    if (near.n > 0)
        diag_hint(&job->p->bag, d, "did you mean %.*s?", STR_ARG(near));
    else
        diag_hint(&job->p->bag, d, "`describe %.*s` lists them", STR_ARG(of->name));
    return ST_ERROR;
}

/* ---- What there is ---- */

static const listing_column columns[] = {{"name", TYPE_TEXT},       {"kind", TYPE_TEXT}, {"form", TYPE_TEXT},
                                         {"definition", TYPE_TEXT}, {"help", TYPE_TEXT}, {"example", TYPE_TEXT}};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

static void add_row(listing *l, const entry *e)
{
    listing_text(l, e->name);
    listing_text(l, str_of(e->said));
    listing_text(l, e->form);
    listing_text(l, e->definition);
    listing_text(l, e->help);
    listing_text(l, e->example);
}

/* Those of `from` for which `fits`, as a listing. */
static status list_entries(const listing_job *job, const entries *from, bool (*fits)(const entry *, str), str word)
{
    listing l;
    listing_begin(&l, &job->p->listed, job->data, columns, COLUMN_COUNT);
    for (size_t i = 0; i < from->count; i++)
        if (!fits || fits(&from->items[i], word))
            add_row(&l, &from->items[i]);
    return listing_finish(&l, &job->p->listing);
}

/* `sort` finds `sort by`. */
static bool is_first_word(const entry *e, str word)
{
    size_t n = str_find(e->word, STR(" "));
    return e->kind == ENTRY_WORD && n != SIZE_MAX && str_equal_nocase((str){e->word.p, n}, word);
}

static bool is_named(const entry *e, str word)
{
    return str_equal_nocase(e->word, word) || str_equal_nocase(e->name, word) || is_first_word(e, word);
}

static status describe_collection(const listing_job *job, uint16_t collection)
{
    static const listing_column field_columns[] = {{"field", TYPE_TEXT}, {"type", TYPE_TEXT},       {"face", TYPE_BOOL},
                                                   {"kind", TYPE_TEXT},  {"definition", TYPE_TEXT}, {"help", TYPE_TEXT}};
    listing l;
    listing_begin(&l, &job->p->listed, job->data, field_columns, sizeof field_columns / sizeof *field_columns);
    status filled = listing_fields(job, &l, collection, false);
    status finished = listing_finish(&l, &job->p->listing);
    return filled != ST_OK ? filled : finished;
}

static entry field_entry(const listing_job *job, const collection *c, const visible_name *v)
{
    int32_t stored = v->computed ? -1 : collection_find(c, v->name);
    return (entry){.said = v->computed ? "computed field" : "field",
                   .name = arena_printf(job->scratch, "%.*s.%.*s", STR_ARG(c->name), STR_ARG(v->name)),
                   .form = entries_type(job->scratch, job->data, v->type),
                   .definition = v->definition,
                   .help = stored >= 0 ? c->fields[stored].help : comment_above(job->scratch, v->from, v->where.begin),
                   .example = entries_field_query(job->scratch, c->name, v->name, v->type)};
}

/* describe activities.project */
static status describe_field(const listing_job *job)
{
    const ast_statement *s = job->statement;
    const visible_name *names;
    size_t count;
    int32_t c = dataset_find(job->data, s->owner.text);
    if (c < 0)
        return no_such_collection(job);
    TRY(check_visible(job->env, job->scratch, (uint16_t)c, &names, &count));
    const collection *of = &job->data->collections[c];
    for (size_t i = 0; i < count; i++)
        if (str_equal_nocase(names[i].name, s->name.text)) {
            entries one = {.memory = job->scratch};
            entries_add(&one, field_entry(job, of, &names[i]));
            return job->scratch->failed ? ST_NO_MEMORY : list_entries(job, &one, NULL, s->name.text);
        }
    return no_such_field(job, of, names, count);
}

/* The module, and behind it what it defines. */
static void add_contents(entries *all, str word)
{
    size_t count = all->count;
    for (size_t i = 0; i < count; i++)
        if (all->items[i].kind == ENTRY_MODULE && str_equal_nocase(all->items[i].word, word)) {
            entries_of_module(all, word);
            for (size_t k = count; k < all->count; k++)
                all->items[k].word = all->items[i].word;
        }
}

status listing_describe(const listing_job *job)
{
    const ast_statement *s = job->statement;
    str name = s->of_variable ? arena_printf(job->scratch, "$%.*s", STR_ARG(s->name.text)) : s->name.text;
    entries all = {.memory = job->scratch};
    if (s->has_owner)
        return describe_field(job);
    int32_t c = dataset_find(job->data, name);
    if (c >= 0)
        return describe_collection(job, (uint16_t)c);
    TRY(entries_all(&all, job->env));
    add_contents(&all, name);
    for (size_t i = 0; i < all.count; i++)
        if (is_named(&all.items[i], name))
            return all.memory->failed ? ST_NO_MEMORY : list_entries(job, &all, is_named, name);
    return no_such_name(job, &all, name);
}
