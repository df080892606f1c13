/* What the library writes, gathered in memory. */
#include "cli/gather.h"

#include <stdlib.h>
#include <string.h>

int gather(void *user, const char *bytes, size_t length)
{
    gathered *g = user;
    char *more = realloc(g->text, g->length + length);
    if (!more)
        return 1;
    memcpy(more + g->length, bytes, length);
    g->text = more;
    g->length += length;
    return 0;
}
