/* Finds libical and the functions that are used of it. */
#include "export/libical.h"

#include <dlfcn.h>
#include <string.h>

/* The name of its third interface, the one of the header. */
static const char LIBRARY[] = "libical.so.3";

static status refuse(diag_bag *bag, const char *reason)
{
    if (!bag)
        return ST_IO;
    diag *d = diag_add(bag, E_ICS_LIBRARY, NULL, (span){0, 0}, "ics cannot be written without the library that writes it: %s",
                       reason ? reason : LIBRARY);
    diag_hint(bag, d, "install it: on Debian and Ubuntu the package libical3, on Fedora libical");
    return d ? ST_IO : ST_NO_MEMORY;
}

status libical_load(libical *out, diag_bag *bag)
{
    static const struct {
        const char *name;
        size_t offset;
    } functions[] = {
#define LIBICAL_ROW(name) {#name, offsetof(libical, name)},
        LIBICAL_FUNCTIONS(LIBICAL_ROW)
#undef LIBICAL_ROW
    };
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!library)
        return refuse(bag, dlerror());
    status found = ST_OK;
    for (size_t i = 0; i < sizeof functions / sizeof *functions && found == ST_OK; i++) {
        void *function = dlsym(library, functions[i].name);
        if (function) /* POSIX lets an object pointer hold a function's address, C does not: hence by its bytes */
            memcpy((char *)out + functions[i].offset, &function, sizeof function);
        else
            found = refuse(bag, dlerror());
    }
    dlclose(library);
    return found;
}
