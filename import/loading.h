/* What the parts of loading a table file share. */
#ifndef CYQ_IMPORT_LOADING_H
#define CYQ_IMPORT_LOADING_H

#include "import/load.h"
#include "import/spelt.h"
#include "import/table.h"

typedef struct loading {
    arena *a, *scratch;
    diag_bag *bag;
    const load_request *request;
    str file; /* the file's name without its folders: what messages and `source` call it */
    table table;
    struct spelt_column *spelt; /* columns whose dates or numbers are written otherwise (load_spelt.c) */
    size_t spelt_count, spelt_capacity;
} loading;

/* Says something at `where` in the statement, in a message that begins with the file's name. NULL as diag_add gives it. */
diag *load_say(loading *l, diag_code code, span where, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same for what ends the load: ST_ERROR. */
status load_refuse(loading *l, diag_code code, span where, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* A value in a message is cut to a width. */
#define LOAD_SHOWN(s) STR_ARG(text_cut((s), 60))
/* A name as it is written in a statement: in backquotes unless it is a plain word. In scratch. */
str load_name(loading *l, str name);

/* Asked now and then: ST_CANCELLED, ST_LIMIT (told) when the load has to stop. `more` bytes are in use beside the arenas. */
status load_poll(loading *l, size_t more);

/* A column more of that name; refused if it has none, one that another has, or is one too many. */
status load_add_column(loading *l, str name, table_column **out);

/* Reads a text, which is valid UTF-8 without BOM, into l->table. */
status table_read_csv(loading *l, str text);
status table_read_tsv(loading *l, str text);
status table_read_json(loading *l, str text);
status table_read_jsonl(loading *l, str text);

/* ---- Columns ---- */

/* What the settings say of one column. */
typedef struct column_plan {
    const load_setting *type, *links; /* NULL: not said */
    uint16_t target;                  /* of the link */
    bool time;                        /* it is an end of a period */
} column_plan;

/* Which settings are about which column, in scratch; the collections of links found. ST_ERROR for one that makes no sense. */
status load_plan_columns(loading *l, column_plan **out);
/* The index of a column that a setting names; ST_ERROR. */
status load_find_column(loading *l, str name, span where, size_t *out);

/* A column that is no link, of the declared type or the one that all its cells fit. */
status load_column(loading *l, size_t column, const column_plan *plan, const col **out);
/* The line of the file in which an item stands. */
size_t load_line(const loading *l, const table_column *c, size_t item);
/* `28.10.2025`, where dates are wanted: hints at why it is not read. */
void load_hint_spelt(loading *l, diag *d, size_t column, size_t item, type_kind kind);
/* A column is text because its dates or numbers are written as a spreadsheet writes them: to be told by load_tell_spelt, with others. ST_NO_MEMORY. */
status load_note_spelt(loading *l, const table_column *c, const spelt *found);
void load_tell_spelt(loading *l);
/* A column of links into `data`, whose collections have their columns without links. */
status load_link_column(loading *l, size_t column, const column_plan *plan, const dataset *data, const col **out);
/* The period from one column to another (or the same). */
status load_period(loading *l, const load_setting *s, const field *first, const field *last, const col **out);
/* The key's values are all there and all different. */
status load_check_key(loading *l, const load_setting *s, const field *key);

#endif
