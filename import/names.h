/* A table of names: what is called so, whatever the case, accents and dashes. */
#ifndef CYQ_IMPORT_NAMES_H
#define CYQ_IMPORT_NAMES_H

#include "base/arena.h"

typedef struct name_entry {
    str key;
    size_t value;
} name_entry;

/* Zero-initialised is empty. Keys are folded texts (text_fold); the first value of a key stays. */
typedef struct name_table {
    name_entry *slots; /* a power of two of them; an empty key is a free slot */
    size_t capacity, count;
} name_table;

/* False without memory. */
bool names_add(name_table *t, arena *a, str name, size_t value);
/* The same for a key that is folded already. */
bool names_add_key(name_table *t, arena *a, str key, size_t value);
/* SIZE_MAX if there is none. `scratch` takes the folded form. */
size_t names_find(const name_table *t, arena *scratch, str name);
size_t names_find_key(const name_table *t, str key);

/* A list of texts that grows in an arena; with no two the same when filled by list_add_new. */
typedef struct str_list {
    str *items;
    size_t count, capacity;
} str_list;

bool list_add(str_list *l, arena *a, str s);
bool list_add_new(str_list *l, arena *a, str s);
bool list_has(const str_list *l, str s);
bool list_same(const str_list *l, const str_list *m); /* as sets; both without repeats */
/* Joined by "; ", in `a`. */
str list_join(const str_list *l, arena *a);

#endif
