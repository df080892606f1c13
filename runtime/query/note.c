/* The words of what more than one executor tells. */
#include "runtime/query/note.h"

void note_memory_limit(diag_bag *bag, const source *from, span where, size_t bytes)
{
    diag *d = diag_add(bag, E_MEMORY_LIMIT, from, where, "the query needs more than the %zu bytes of memory it may use", bytes);
    diag_hint(bag, d, "allow more memory, or narrow the rows with a where first");
}
