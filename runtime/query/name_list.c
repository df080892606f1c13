/* Lists of names that could have been meant. */
#include "runtime/query/name_list.h"

#include "base/text.h"
#include "runtime/query/back.h"
#include "runtime/query/synonyms.h"
#include "runtime/query/tried.h"

void name_list_add(checker *k, name_list *l, str name)
{
    str *room = arena_push(k->memory, (void **)&l->items, &l->count, &l->capacity, sizeof *room);
    if (room)
        *room = name;
}

void name_list_add_row(checker *k, name_list *l, uint16_t collection)
{
    const scope *s = scope_of_collection(k, collection, (span){0, 0});
    for (size_t i = 0; s && i < s->count; i++)
        name_list_add(k, l, s->names[i].name);
}

name_list name_list_here(checker *k)
{
    name_list l = {0};
    if (k->at.row)
        name_list_add_row(k, &l, k->at.row->collection);
    else
        for (size_t i = 0; k->at.scope && i < k->at.scope->count; i++)
            name_list_add(k, &l, k->at.scope->names[i].name);
    return l;
}

/* Is one the plural of the other: activity and activities, project and projects? */
static bool is_plural(str many, str one)
{
    size_t n = one.n;
    bool y = n > 1 && (one.p[n - 1] | 0x20) == 'y' && many.n == n + 2 && str_equal_nocase((str){many.p + n - 1, 3}, STR("ies"));
    bool plain = many.n == n + 1 && (many.p[n] | 0x20) == 's';
    return y ? str_equal_nocase((str){many.p, n - 1}, (str){one.p, n - 1}) : plain && str_equal_nocase((str){many.p, n}, one);
}

str name_list_nearest(const name_list *l, str word)
{
    for (size_t i = 0; i < l->count; i++)
        if (is_plural(word, l->items[i]) || is_plural(l->items[i], word))
            return l->items[i];
    int64_t i = text_nearest(word, l->items, l->count);
    return i >= 0 ? l->items[i] : (str){0};
}

bool name_list_has(const name_list *l, str word)
{
    for (size_t i = 0; i < l->count; i++)
        if (str_equal_nocase(l->items[i], word))
            return true;
    return false;
}

void name_list_add_backwards(checker *k, name_list *l, int32_t collection)
{
    for (size_t i = 0; collection >= 0 && i < k->env->data->count; i++) {
        str name = k->env->data->collections[i].name;
        if (back_leads(k->env->data, name, (uint16_t)collection) && !name_list_has(l, name))
            name_list_add(k, l, name);
    }
}

str name_list_text(checker *k, const name_list *l)
{
    sbuf all = {0};
    for (size_t i = 0; i < l->count; i++) {
        sbuf_add(&all, i ? STR(", ") : STR(""));
        sbuf_add(&all, tried_name(k, l->items[i]));
    }
    return checker_take(k, &all);
}

void name_list_ask(checker *k, diag *d, str name)
{
    str typed = tried_name(k, name);
    if (typed.n > 0 && typed.p[0] == '`')
        diag_hint(k->bag, d, "did you mean %.*s, with its backquotes?", STR_ARG(typed));
    else
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(typed));
}

bool name_list_hint_synonym(checker *k, diag *d, const name_list *l, str name)
{
    str found[2];
    size_t count = 0;
    for (size_t i = 0; count < 2 && synonym(name, i).n > 0; i++)
        if (name_list_has(l, synonym(name, i)))
            found[count++] = synonym(name, i);
    if (count == 1)
        name_list_ask(k, d, found[0]);
    else if (count == 2)
        diag_hint(k->bag, d, "did you mean %.*s or %.*s?", STR_ARG(found[0]), STR_ARG(found[1]));
    return count > 0;
}
