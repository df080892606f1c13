/* What is said of a table's columns, of a file in `load … with`, of a database in a mapping. */
#ifndef CYQ_MODEL_LOAD_SETTING_H
#define CYQ_MODEL_LOAD_SETTING_H

#include "base/source.h"
#include "runtime/model/type.h"

typedef enum load_setting_kind {
    LOAD_TYPE,   /* a column is of a type: .type (of kind TYPE_NONE, for `set`: of elements whose type is inferred) */
    LOAD_LINKS,  /* a column's values name rows of the collection .target */
    LOAD_PERIOD, /* a new field .name from the first day of .first to the last day of .last, which are columns and may be the same */
    LOAD_KEY     /* the column .first names the rows, each by a value of its own */
} load_setting_kind;

/* One of them. Names are columns of the table, ASCII case ignored. */
typedef struct load_setting {
    load_setting_kind kind;
    span where; /* in the text that says so, and so for the rest */
    str name, first, last, target;
    span name_where, first_where, last_where, target_where;
    type type;
} load_setting;

#endif
