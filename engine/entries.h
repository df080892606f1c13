/* Everything that has a name in a session, as one list: what `describe` looks in, `show` lists parts of, and a prompt completes from. */
#ifndef CYQ_ENGINE_ENTRIES_H
#define CYQ_ENGINE_ENTRIES_H

#include "engine/engine.h"

typedef enum entry_kind {
    ENTRY_COLLECTION,
    ENTRY_FIELD,    /* stored in a collection */
    ENTRY_DEFINED,  /* by a statement of the prelude, a module or the session */
    ENTRY_FUNCTION, /* of the function table; a row for each signature, and so for operators */
    ENTRY_OPERATOR,
    ENTRY_WORD, /* or sign of the language; a row for each form */
    ENTRY_TYPE,
    ENTRY_FORMAT,
    ENTRY_MODULE,
    ENTRY_CODE /* of a message */
} entry_kind;

/* Texts live as long as the arena of the list. */
typedef struct entry {
    entry_kind kind;
    const char *said; /* what it is called: "collection", "aggregate", "clause"; static */
    bool called;      /* like a function */
    str word;         /* what it is found by: "project" */
    str name;         /* its whole name: "activities.project" */
    str form;         /* a type, a signature, a syntax; may be empty, as the rest */
    str definition;   /* what it stands for */
    str help;
    str example; /* a query */
} entry;

typedef struct entries {
    arena *memory;
    entry *items;
    size_t count, capacity;
} entries;

/* All there is, kind by kind. ST_NO_MEMORY. */
status entries_all(entries *out, check_env *env);

/* The parts of it. A failed allocation shows in out->memory->failed. */
void entries_collections(entries *out, const dataset *data);
void entries_fields(entries *out, const dataset *data);
void entries_defined(entries *out, check_env *env);
void entries_functions(entries *out);
void entries_words(entries *out);
void entries_types(entries *out);
void entries_formats(entries *out);
void entries_modules(entries *out);
void entries_codes(entries *out);
/* What a module of the standard library defines, whether it is in use or not; nothing if there is none of the name. */
void entries_of_module(entries *out, str name);

/* ---- For those who make the list ---- */

void entries_add(entries *out, entry e);
/* A buffer's text in the list's memory; frees the buffer. */
str entries_take(entries *out, sbuf *b);
/* "set of link projects", in `memory`. */
str entries_type(arena *memory, const dataset *data, type t);
/* A query that looks at a field's values, in `memory`. */
str entries_field_query(arena *memory, str collection, str field, type t);

#endif
