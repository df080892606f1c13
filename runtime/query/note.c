/* The words of notes that more than one executor gives. */
#include "runtime/query/note.h"

void note_kept(diag_bag *bag, const source *from, span where, str name, size_t count)
{
    diag *d = diag_add(bag, N_KEPT_MISSING, from, where, "kept %zu row%s without %.*s: what is missing is not equal to anything", count,
                       count == 1 ? "" : "s", STR_ARG(name));
    diag_hint(bag, d, "to leave them out, add: and %.*s is known", STR_ARG(name));
}

void note_memory_limit(diag_bag *bag, const source *from, span where, size_t bytes)
{
    diag *d = diag_add(bag, E_MEMORY_LIMIT, from, where, "the query needs more than the %zu bytes of memory it may use", bytes);
    diag_hint(bag, d, "allow more memory, or narrow the rows with a where first");
}
