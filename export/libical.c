/* Finds libical and the functions that are used of it. */
#include "export/libical.h"

#include "base/library.h"

status libical_load(libical *out, diag_bag *bag)
{
    static const library_function functions[] = {
#define LIBICAL_ROW(name) {#name, offsetof(libical, name)},
        LIBICAL_FUNCTIONS(LIBICAL_ROW)
#undef LIBICAL_ROW
    };
    const char *reason;
    /* Its third interface, the one of the header. */
    if (library_load("libical.so.3", functions, sizeof functions / sizeof *functions, out, &reason))
        return ST_OK;
    if (!bag)
        return ST_IO;
    diag *d = diag_add(bag, E_ICS_LIBRARY, NULL, (span){0, 0}, "ics cannot be written without the library that writes it: %s", reason);
    diag_hint(bag, d, "install it: on Debian and Ubuntu the package libical3, on Fedora libical");
    return d ? ST_IO : ST_NO_MEMORY;
}
