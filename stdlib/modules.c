/* The texts in CyQL that the build compiles in: a table of all stdlib/NAME.cyq. */
#include "stdlib/functions.h"

#define STDLIB_TEXT(name) extern const char stdlib_text_##name[];
#include "stdlib/modules.def"
#undef STDLIB_TEXT

typedef struct module {
    const char *name;
    const char *text;
} module;

static const module modules[] = {
#define STDLIB_TEXT(name) {#name, stdlib_text_##name},
#include "stdlib/modules.def"
#undef STDLIB_TEXT
};

const char *const stdlib_prelude = stdlib_text_prelude;

const char *stdlib_module_name(size_t i)
{
    return i < sizeof modules / sizeof *modules ? modules[i].name : NULL;
}

const char *stdlib_module(str name)
{
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
        if (str_equal_nocase(name, str_of(modules[i].name)))
            return modules[i].text;
    return NULL;
}
