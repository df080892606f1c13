/* Finds libpq and the functions that are used of it. */
#include "runtime/sql/libpq.h"

#include "base/library.h"

status libpq_load(libpq *out, diag_bag *bag)
{
    static const library_function functions[] = {
#define LIBPQ_ROW(name) {#name, offsetof(libpq, name)},
        LIBPQ_FUNCTIONS(LIBPQ_ROW)
#undef LIBPQ_ROW
    };
    const char *reason;
    /* Its fifth interface, which it has had since 2006; the same on every Linux. */
    if (library_load("libpq.so.5", functions, sizeof functions / sizeof *functions, out, &reason))
        return ST_OK;
    diag *d = diag_add(bag, E_SERVER_LIBRARY, NULL, (span){0, 0}, "PostgreSQL cannot be asked without its client library: %s", reason);
    diag_hint(bag, d, "install it: on Debian and Ubuntu the package libpq5, on Fedora libpq");
    return d ? ST_IO : ST_NO_MEMORY;
}
