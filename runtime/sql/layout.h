/* Where the collections of a database lie: its tables and columns, and in which form a column keeps its values.
 *
 * The names of cyq's own databases are made here, the same for writing and reading, in SQLite and in PostgreSQL. Of anyone else's database the layout is read from its schema. */
#ifndef CYQ_SQL_LAYOUT_H
#define CYQ_SQL_LAYOUT_H

#include "runtime/model/dataset.h"

enum {
    SQL_APPLICATION = 0x63797131, /* "cyq1" */
    SQL_VERSION = 3,              /* 2: collections say their key; 3: R-trees of periods, indexes, lists */
    SQL_OLDEST_VERSION = 1
};

/* How a column keeps the values of a type. */
typedef enum sql_form {
    SQL_PLAIN, /* as the database has the type itself: in SQLite integers, 0 and 1, texts, and dates as YYYY-MM-DD; in PostgreSQL boolean, bigint, text, date, numeric.
                     A link is the key of its row, whatever type that has */
    SQL_PRINTED, /* numbers and durations as text in the form of csv (runtime/model/print.h), because SQLite has no exact decimals */
    SQL_NUMERIC, /* a number of a database that is not ours: SQLite's integer or real, PostgreSQL's numeric, real, double precision; read as it prints */
    SQL_TIMESTAMP, /* a date of a database that is not ours: a text that begins with YYYY-MM-DD, or PostgreSQL's timestamp; with a zone its date in UTC */
    SQL_AS_TEXT /* a text of a database that is not ours: whatever the column holds, as the database prints it. In SQLite values of several storage classes, of which
                   blobs are missing; in PostgreSQL uuid, enumerations and the like */
} sql_form;

typedef struct sql_field {
    type type;
    sql_form form;
    str schema, table; /* a set's own table; else empty */
    str owner;         /* in it, the column with the key of the row that has the set */
    str columns[2]; /* a period: first and last day (the second may be empty: periods of one day); money: amount and currency; else one */
    size_t column_count;
    str days; /* of a period, no set: the R-tree of its days (SQLite, in cyq's own form 3): the key of the row, its `first` and `last` day as numbers (sql_day);
                 rows without a period are not in it. Empty: there is none */
    const period *sample;         /* with `days`: the periods of some rows, for guesses how many rows a condition keeps (sample.h) */
    size_t sample_count, sampled; /* of so many rows; those without a period are counted too */
    str spread; /* of a set, if the tables are spread over servers: as sql_table.spread, the column in the set's table; it holds the same as that of the row that has the set */
    /* Of a database that is not ours: */
    bool leads; /* a link: the database itself sees to it that it leads to a row; a set: that every row of its table holds one */
    bool told;  /* its columns hold texts, which the user says are of its type */
    bool once;  /* a set: no two rows of its table are the same */
    str index;  /* of a set or link: the index on (value, owner), or on the key that it holds. For the writer; SQLite finds it by itself */
} sql_field;

/* How a column orders rows. */
typedef enum sql_order_kind {
    SQL_ORDER_PLAIN,  /* by its own order */
    SQL_ORDER_TEXT,   /* a text: by code point, whatever its collation */
    SQL_ORDER_AS_TEXT /* by code point of what it prints (PostgreSQL's uuid and the like); in SQLite as SQL_ORDER_TEXT */
} sql_order_kind;

typedef struct sql_table {
    str schema; /* empty: the database's usual one */
    str name;
    str key; /* the one column that identifies a row, and that links hold; empty if there is none */
    type key_type;
    sql_form key_form;        /* of a key that is text: plain or as text */
    sql_order_kind key_order; /* how it orders rows, and how the owners of sets are put in their order */
    bool gaps;                /* some row may have no key */
    bool dense;               /* keys are integers, 1 for the first row, 2 for the second … */
    const str *order;         /* the columns whose ascending order is that of the rows: the key's, else all; texts by code point */
    size_t order_count;
    const sql_order_kind *order_kinds; /* of each of them; NULL: all plain */
    sql_field *fields;                 /* as those of the collection */
    size_t field_count;
    str spread; /* the column, no field's, by whose values rows lie on several servers (PostgreSQL's partitions); empty: they do not */
    str list;   /* the view that people read, which cyq itself never does. For the writer */
} sql_table;

typedef struct sql_layout {
    sql_table *tables; /* as the collections */
    size_t count;
    bool foreign; /* cyq did not write it: what is no value of its field is missing */
    bool wide;    /* its texts are in UTF-16, which the database compares in another order than that of code points: it only reads them */
} sql_layout;

/* The layout of a database of cyq's own. Names are those of the collections and fields, with `_` behind them where two would meet. In `a`. ST_ERROR if a type is none. */
status sql_layout_make(arena *a, const collection_spec *specs, size_t count, sql_layout *out);
/* The same for PostgreSQL, where numbers and money are exact as they are (SQL_PLAIN), a name has 63 bytes at most, and some names are the system's. */
status sql_layout_make_postgres(arena *a, const collection_spec *specs, size_t count, sql_layout *out);
/* The specs of a dataset, in `a`. */
status sql_specs_of(arena *a, const dataset *d, const collection_spec **out);
/* The number of a day in an R-tree: the Julian day number, CAST(julianday(…) + 0.5 AS INTEGER). */
int64_t sql_day(day d);
/* Appends a name in double quotes. */
void sql_name(sbuf *out, str name);

#endif
