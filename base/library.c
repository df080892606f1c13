/* Finds a library and the functions that are used of it. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

static bool fail(const char *file, const char **reason)
{
    *reason = dlerror();
    if (!*reason)
        *reason = file;
    return false;
}

bool library_load(const char *file, const library_function *functions, size_t count, void *table, const char **reason)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    bool found = library || fail(file, reason);
    for (size_t i = 0; found && i < count; i++) {
        void *function = dlsym(library, functions[i].name);
        found = function || fail(file, reason);
        if (found) /* POSIX lets an object pointer hold a function's address, C does not: hence by its bytes */
            memcpy((char *)table + functions[i].offset, &function, sizeof function);
    }
    if (library)
        dlclose(library);
    return found;
}
