/* What statements give names to: variables, queries, functions and computed fields.
 *
 * A value is read once; queries, functions and fields are kept as they are written and read anew at each use, so that a definition which takes the place of
 * another counts from then on. Each kind has a struct of its own that begins with a `definition`. All of them live as long as the session. */
#ifndef CYQ_QUERY_DEFINITIONS_H
#define CYQ_QUERY_DEFINITIONS_H

#include "parser/ast.h"
#include "runtime/query/lookup.h"

typedef struct check_env check_env;
typedef struct checker checker;
typedef struct definition definition;

/* Where a name is unique. Fields of one collection have its index as their space. */
enum {
    SPACE_VARIABLE = -5, /* variable.h; names without $ */
    SPACE_QUERY = -4,    /* let_query.h; collections are here too, though no definitions */
    SPACE_FUNCTION = -3, /* def_function.h */
    SPACE_MET = -2,      /* fields that some definition made, or asked for in vain */
    SPACE_EVERY = -1     /* computed.h: `def *.name` */
};

struct definition {
    int32_t space;
    str name;
    const source *from;
    span where;                /* of the name */
    bool of_module;            /* a module that was taken in made it */
    bool of_library;           /* the prelude or one of the library's modules did */
    size_t number;             /* later ones have greater numbers */
    const definition *same;    /* the one of its name that it took the place of; NULL */
    const definition *earlier; /* the one made before it, of whatever name; NULL */
};

/* The newest of that name; NULL. */
const definition *definition_find(const check_env *env, int32_t space, str name);
/* Is it the one that counts, and has no other taken its place? */
bool definition_counts(const check_env *env, const definition *d);
/* May the statement at hand define the name? What another text defined may be replaced, which a note tells; else the name is taken, which is an error.
 * `shown` is the name as people read it. */
bool definition_is_free(checker *k, int32_t space, str name, span where, str shown);
/* Makes it known. ST_NO_MEMORY. */
status definition_add(checker *k, definition *d);
/* Takes back the one that was added last. */
void definition_take_back(checker *k, const definition *d);
/* Is it being read already? Then it uses itself, which is told. */
bool definition_tell_cycle(checker *k, const definition *d, span where);

#endif
