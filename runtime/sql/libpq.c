/* Finds libpq and the functions that are used of it. */
#include "runtime/sql/libpq.h"

#include <dlfcn.h>
#include <string.h>

/* The name of its fifth interface, which it has had since 2006; the same on every Linux. */
static const char LIBRARY[] = "libpq.so.5";

static status refuse(diag_bag *bag, const char *reason)
{
    diag *d = diag_add(bag, E_SERVER_LIBRARY, NULL, (span){0, 0}, "PostgreSQL cannot be asked without its client library: %s",
                       reason ? reason : LIBRARY);
    diag_hint(bag, d, "install it: on Debian and Ubuntu the package libpq5, on Fedora libpq");
    return d ? ST_IO : ST_NO_MEMORY;
}

status libpq_load(libpq *out, diag_bag *bag)
{
    static const struct {
        const char *name;
        size_t offset;
    } functions[] = {
#define LIBPQ_ROW(name) {#name, offsetof(libpq, name)},
        LIBPQ_FUNCTIONS(LIBPQ_ROW)
#undef LIBPQ_ROW
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
