/* Modules: texts of definitions that `use` takes in.
 *
 * A module is checked in the scope of the statement that uses it, once a session: what it defines is then known there. If anything in it is wrong, the scope is as it was. */
#ifndef CYQ_ENGINE_MODULES_H
#define CYQ_ENGINE_MODULES_H

#include "engine/engine.h"

typedef enum module_state {
    MODULE_OPEN, /* it is being read: who uses it now goes round in a circle */
    MODULE_DONE,
    MODULE_FAILED /* kept until what was told of it has reached the host */
} module_state;

struct module {
    arena memory;
    str identity; /* the same for the same module: a file's path without links, a name of the standard library */
    bool standard;
    str shown; /* what people call it */
    module_state state;
    unit *text;
    const module *user; /* the module that uses it; NULL: the text that runs */
    unsigned depth;
    module *earlier;
};

/* The text of a module, found. */
typedef struct module_found {
    str identity, shown;
    bool standard;
    str text;    /* of a file, bytes that are not looked at yet */
    char *bytes; /* to be freed */
} module_found;

/* Looks where `use` says, see docs/program.md. Texts lie in `memory`. ST_ERROR, ST_IO with a diagnostic at the statement. */
status module_find(const unit *user, const ast_statement *s, const preparing *in, arena *memory, diag_bag *bag, module_found *out);

/* use: the module's definitions become the scope's. ST_ERROR and the others with diagnostics in p->bag. */
status use_prepare(arena *plans, prepared *p, const unit *text, const ast_statement *s, const preparing *in);
void modules_free(module *newest);
/* Before a text: those that failed in an earlier one have been told of, and no mark of the scope names them. */
void modules_sweep(scope *s);

#endif
