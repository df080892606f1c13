/* Links walked backwards: which link leads here, and what is said where none or several do. */
#include "runtime/query/back.h"

#include "base/text.h"
#include "runtime/query/typed.h"
#include "runtime/query/names.h"
#include "runtime/query/scope.h"
#include "runtime/query/words.h"

static bool leads_to(const field *f, uint16_t collection)
{
    return f->type.kind == TYPE_LINK && f->type.target == collection;
}

/* How many links of `from` lead to rows of the collection, and which is the first. */
static size_t ways(const collection *from, uint16_t to, uint16_t *first)
{
    size_t count = 0;
    for (size_t i = from->field_count; i-- > 0;)
        if (leads_to(&from->fields[i], to)) {
            *first = (uint16_t)i;
            count++;
        }
    return count;
}

bool back_leads(const dataset *data, str name, uint16_t collection)
{
    uint16_t first;
    int32_t from = dataset_find(data, name);
    return from >= 0 && ways(&data->collections[from], collection, &first) > 0;
}

bool back_rows(const scope *s, row *out)
{
    *out = (row){0};
    if (!s || s->collection < 0)
        return false;
    out->collection = (uint16_t)s->collection;
    return true;
}

bool back_from_scope(const checker *k, const scope *s, str name)
{
    row r;
    return back_rows(s, &r) && back_leads(k->env->data, name, r.collection);
}

/* ---- Which way ---- */

/* `activities via partner`, or where it is a step of a path `country.activities via country`. */
static str by_way(checker *k, const ast_expr *step, str field)
{
    ast_expr way = *step;
    way.has_via = true;
    way.via = (ast_name){.text = field};
    return checker_text(k, &way);
}

static void hint_ways(checker *k, diag *d, const ast_expr *step, const collection *from, uint16_t to)
{
    for (size_t i = 0; i < from->field_count; i++)
        if (leads_to(&from->fields[i], to))
            diag_hint(k->bag, d, "by its %.*s: `%.*s`", STR_ARG(from->fields[i].name), STR_ARG(by_way(k, step, from->fields[i].name)));
}

static void tell_several(checker *k, const ast_expr *step, const collection *from, size_t count, uint16_t to)
{
    diag *d = diag_add(k->bag, E_WHICH_LINK, k->from, step->name.where, "%zu links of %.*s lead to %.*s", count, STR_ARG(from->name),
                       STR_ARG(checker_collection(k, to)->name));
    diag_expect(k->bag, d, "the one to walk back, behind via");
    hint_ways(k, d, step, from, to);
}

static void hint_nearest(checker *k, diag *d, const ast_expr *step, const collection *from, uint16_t to)
{
    str *names = ARENA_ARRAY(k->memory, from->field_count, str);
    size_t count = 0;
    for (size_t i = 0; names && i < from->field_count; i++)
        if (leads_to(&from->fields[i], to))
            names[count++] = from->fields[i].name;
    int64_t near = names ? text_nearest(step->via.text, names, count) : -1;
    if (near >= 0)
        diag_hint(k->bag, d, "did you mean `%.*s`?", STR_ARG(by_way(k, step, names[near])));
    else
        hint_ways(k, d, step, from, to);
}

/* `via` names something else than a link that leads here. */
static void tell_wrong_way(checker *k, const ast_expr *step, const collection *from, int32_t field, uint16_t to)
{
    str here = checker_collection(k, to)->name, via = step->via.text;
    diag *d;
    if (field < 0)
        d = diag_add(k->bag, E_WHICH_LINK, k->from, step->via.where, "%.*s has no link \"%.*s\"", STR_ARG(from->name), STR_ARG(via));
    else if (from->fields[field].type.kind == TYPE_LINK)
        d = diag_add(k->bag, E_WHICH_LINK, k->from, step->via.where, "the %.*s of %.*s leads to %.*s, not to %.*s", STR_ARG(via),
                     STR_ARG(from->name), STR_ARG(checker_collection(k, from->fields[field].type.target)->name), STR_ARG(here));
    else
        d = diag_add(k->bag, E_WHICH_LINK, k->from, step->via.where, "the %.*s of %.*s is %.*s, not a link", STR_ARG(via),
                     STR_ARG(from->name), STR_ARG(words_type(k, from->fields[field].type)));
    diag_expect(k->bag, d, "a link of %.*s that leads to %.*s", STR_ARG(from->name), STR_ARG(here));
    hint_nearest(k, d, step, from, to);
}

/* The field to walk back by; -1 where there is none, and then *told says whether that was told. */
static int32_t choose(checker *k, const ast_expr *step, const collection *from, uint16_t to, bool *told)
{
    uint16_t first = 0;
    size_t count = ways(from, to, &first);
    *told = true;
    if (step->has_via) {
        int32_t field = collection_find(from, step->via.text);
        if (field >= 0 && leads_to(&from->fields[field], to))
            return field;
        tell_wrong_way(k, step, from, field, to);
        return -1;
    }
    if (count > 1)
        tell_several(k, step, from, count, to);
    *told = count > 1;
    return count == 1 ? first : -1;
}

const plan_expr *back_walk(checker *k, const row *r, const ast_expr *step)
{
    int32_t from = dataset_find(k->env->data, step->name.text);
    bool told = step->has_via;
    if (from < 0 && step->has_via)
        names_unknown_collection(k, &step->name);
    int32_t field = from < 0 ? -1 : choose(k, step, checker_collection(k, (uint16_t)from), r->collection, &told);
    if (field < 0)
        return told ? &typed_nothing : NULL;
    const plan_expr *here = typed_row(k, r, step->where);
    plan_expr back = {.kind = PLAN_BACK, .collection = (uint16_t)from, .field = (uint16_t)field, .where = step->where};
    back.type = type_set_of((type){.kind = TYPE_LINK, .target = (uint16_t)from});
    return typed_node(k, back, 1, &here);
}
