/* The types of the language. */
#ifndef CYQ_MODEL_TYPE_H
#define CYQ_MODEL_TYPE_H

#include "base/calendar.h"
#include "base/decimal.h"

typedef enum type_kind {
    TYPE_NONE, /* of an expression that did not check; of nothing else */
    TYPE_BOOL,
    TYPE_INT,    /* 64 bits */
    TYPE_NUMBER, /* exact decimal */
    TYPE_MONEY,
    TYPE_TEXT,
    TYPE_DATE,
    TYPE_PERIOD,
    TYPE_DURATION, /* days or months */
    TYPE_LINK,     /* a row of a collection */
    TYPE_KIND_COUNT
} type_kind;

typedef struct type {
    uint8_t kind;    /* type_kind; of a set the kind of its elements */
    bool set;        /* a set of them; sets do not nest */
    uint16_t target; /* of a link: the index of the collection in the dataset */
} type;

bool type_equal(type a, type b);
type type_of(type_kind kind);
type type_set_of(type element);
type type_element(type set); /* the type itself when it is no set */
/* What people are told of a kind; all texts are static. */
typedef struct type_info {
    const char *name;
    const char *text;     /* a few sentences */
    const char *literals; /* how its values are written; "" for links */
    const char *example;  /* a query */
} type_info;
const type_info *type_kind_info(type_kind kind);
/* "int", "period": a static text for a kind; links are named by their collection elsewhere. */
const char *type_kind_name(type_kind kind);
/* The names of the kinds that can be declared, all but links, as a list: "bool, int … or duration". */
void type_kind_list(sbuf *out, const char *last);
/* The kind of such a name (ASCII case ignored). A link has none of its own: false, as for any other word. */
bool type_kind_named(str word, type_kind *out);

/* A length of time: days or months, never both. */
typedef struct duration {
    int64_t amount;
    bool months;
} duration;

#endif
