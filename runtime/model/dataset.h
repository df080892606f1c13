/* Collections: named tables of typed columns, as one set of data that queries run on. Immutable once made. */
#ifndef CYQ_MODEL_DATASET_H
#define CYQ_MODEL_DATASET_H

#include "runtime/model/column.h"

typedef struct field {
    str name;
    type type;
    bool face;       /* shown when a query selects nothing */
    str help;        /* one line, may be empty */
    const col *data; /* NULL: not in memory, but in the database that was opened (runtime/sql/store.h) */
} field;

typedef struct collection {
    str name;
    str help;
    const field *fields;
    size_t field_count;
    size_t rows;
    int32_t
        name_field; /* what a link to a row prints, always of type text: the field `name`, else `title`, else the first text column; -1 none */
    int32_t also_field; /* the set of text with a row's other names; -1 none */
    int32_t key_field;  /* what links name a row by before its name: the field that was declared the key, else the text `id`; -1 none */
    const uint32_t *position; /* of each row in the order of names, then rows: how links sort. NULL: by row */
} collection;

typedef struct dataset {
    const collection *collections;
    size_t count;
} dataset;

/* Index by name (ASCII case ignored), or -1. */
int32_t dataset_find(const dataset *d, str name);
int32_t collection_find(const collection *c, str field_name);
/* The text that a link to the row prints; empty if the row has no name. */
str collection_row_name(const collection *c, uint32_t row);
/* The order of links of a dataset, for builders and comparisons. Valid as long as `d`. */
col_link_order dataset_link_order(const dataset *d);
/* Finds the name, key (unless key_field is set, else -1) and other names of a collection that has all columns but its links, and the order of its
 * rows (in `a`). */
status collection_complete(arena *a, arena *scratch, collection *c);
/* The two halves of it: the fields by their names and types; the order of rows, which needs the column of names. */
void collection_find_names(collection *c);
status collection_order_names(arena *a, arena *scratch, collection *c);
/* A dataset in `a` with the collections of `d`, which it shares, and `c` at index `at`: in the place of one, or at the end. */
status dataset_with(arena *a, const dataset *d, const collection *c, size_t at, const dataset **out);

/* ---- The schema in words ---- */

/* One field as a schema file or a reader of documents declares it. */
typedef struct field_spec {
    const char *name;
    const char *type; /* "text", "set of text", "link projects", "set of link projects", "period", "int" … */
    bool face;
    const char *help;
} field_spec;

typedef struct collection_spec {
    const char *name;
    const char *help;
    const field_spec *fields;
    size_t field_count;
    const char *key; /* the field declared as its key; NULL: none */
} collection_spec;

/* The collections of the newsletter's data set in the order they are listed, the same for the built-in data, an import and a database. */
extern const collection_spec dataset_specs[];
extern const size_t dataset_spec_count;

/* The type that a spec says in words; the target of a link is an index into `specs`. False if it is none. */
bool spec_type(const char *words, const collection_spec *specs, size_t count, type *out);
/* The other way round: appends the words of a type whose links point into `d`. */
void dataset_type_words(sbuf *out, const dataset *d, type t);

/* ---- Making a dataset from rows ---- */

/* Rows are added by text or by value; links are given by a text that names the row they point to, or by its number, and resolved at the end. */
typedef struct dataset_builder dataset_builder;

typedef enum links_given { LINKS_BY_TEXT, LINKS_BY_ROW } links_given;

/* A cell that is to be stored. For text, and for links by text: `text`; for sets: items; for the rest: v. A link by row is its number as an int. */
typedef struct cell {
    bool missing;
    value v;               /* scalars that are no text and no link; sets of them, but for sets of periods */
    str text;              /* text; name or id of the linked row */
    const str *texts;      /* set of text, set of links */
    const period *periods; /* set of period */
    size_t count;
} cell;

/* Lies in `scratch`; the specs must outlive it. NULL without memory, or if a type in the specs is none. */
dataset_builder *dataset_builder_new(arena *scratch, const collection_spec *specs, size_t count, links_given links);
/* One row of a collection; `cells` has one for each field. Everything is copied. A missing cell of a set, or one of no items, is the empty set. */
status dataset_builder_row(dataset_builder *b, size_t collection, const cell *cells);
/* The dataset in `a`; nothing of the builder is needed afterwards. A link's text finds a row by the target's key if it has one, else by its name; else by
 * one of its other names; each exact first, then folded. A link that names no row becomes missing (in a set: is left out) and is counted in
 * *dangling (may be NULL). */
status dataset_builder_finish(dataset_builder *b, arena *a, const dataset **out, size_t *dangling);

#endif
