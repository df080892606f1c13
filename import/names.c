/* Tables and lists of names. */
#include "import/names.h"

#include "base/text.h"

static name_entry *slot_of(const name_table *t, str key)
{
    size_t i = str_hash(key) & (t->capacity - 1);
    while (t->slots[i].key.n && !str_equal(t->slots[i].key, key))
        i = (i + 1) & (t->capacity - 1);
    return &t->slots[i];
}

static bool grow(name_table *t, arena *a)
{
    name_table bigger = {.capacity = t->capacity ? t->capacity * 2 : 64, .count = t->count};
    bigger.slots = ARENA_ARRAY(a, bigger.capacity, name_entry);
    if (!bigger.slots)
        return false;
    for (size_t i = 0; i < t->capacity; i++)
        if (t->slots[i].key.n)
            *slot_of(&bigger, t->slots[i].key) = t->slots[i];
    *t = bigger;
    return true;
}

bool names_add_key(name_table *t, arena *a, str key, size_t value)
{
    if (!key.n)
        return true;
    if (t->count * 2 >= t->capacity && !grow(t, a))
        return false;
    name_entry *slot = slot_of(t, key);
    if (slot->key.n)
        return true;
    *slot = (name_entry){arena_str(a, key), value};
    t->count++;
    return slot->key.n > 0;
}

bool names_add(name_table *t, arena *a, str name, size_t value)
{
    str key = {0};
    return text_fold_in(a, name, &key) == ST_OK && names_add_key(t, a, key, value);
}

size_t names_find_key(const name_table *t, str key)
{
    if (!t->capacity || !key.n)
        return SIZE_MAX;
    const name_entry *slot = slot_of(t, key);
    return slot->key.n ? slot->value : SIZE_MAX;
}

size_t names_find(const name_table *t, arena *scratch, str name)
{
    str key = {0};
    return text_fold_in(scratch, name, &key) == ST_OK ? names_find_key(t, key) : SIZE_MAX;
}

bool list_add(str_list *l, arena *a, str s)
{
    str *item = arena_push(a, (void **)&l->items, &l->count, &l->capacity, sizeof *item);
    if (!item)
        return false;
    *item = s;
    return true;
}

bool list_has(const str_list *l, str s)
{
    for (size_t i = 0; i < l->count; i++)
        if (str_equal(l->items[i], s))
            return true;
    return false;
}

bool list_add_new(str_list *l, arena *a, str s)
{
    return list_has(l, s) || list_add(l, a, s);
}

bool list_same(const str_list *l, const str_list *m)
{
    if (l->count != m->count)
        return false;
    for (size_t i = 0; i < l->count; i++)
        if (!list_has(m, l->items[i]))
            return false;
    return true;
}

str list_join(const str_list *l, arena *a)
{
    sbuf joined = {0};
    for (size_t i = 0; i < l->count; i++) {
        if (i)
            sbuf_add(&joined, STR("; "));
        sbuf_add(&joined, l->items[i]);
    }
    str out = arena_str(a, sbuf_str(&joined));
    a->failed |= joined.failed;
    sbuf_free(&joined);
    return out;
}
