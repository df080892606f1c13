/* What a database has from earlier imports, looked at as documents, and the reading of its cells. */
#ifndef CYQ_IMPORT_STORED_H
#define CYQ_IMPORT_STORED_H

#include "import/issue.h"

typedef struct stored_document {
    str id, title, file, text; /* the text is empty where the database does not have it */
    period period;
    day imported;
} stored_document;

/* The rows of `documents`, if there is such a collection; in r->a. */
status stored_documents(reading *r, const dataset *d, const stored_document **out, size_t *count);
/* An issue of which only the facts are left. Its text is as many empty lines as its facts have come from. */
status stored_without_text(reading *r, const dataset *d, const stored_document *was, issue **out);

/* ---- Cells ---- */

/* A collection of a dataset, by name; its fields are asked for by name, too, and what is not there, or of another type, has no value. Texts lie in the dataset. */
typedef struct stored_rows {
    const dataset *data;
    const collection *rows; /* NULL if there is none */
} stored_rows;

stored_rows stored_collection(const dataset *d, const char *name);
size_t stored_count(const stored_rows *s);
/* A text; of a link, the name of its row. Empty if missing. */
str stored_text(const stored_rows *s, const char *field, size_t row);
/* The texts, or names, of a set; added to `out`. */
status stored_texts(const stored_rows *s, const char *field, size_t row, arena *a, str_list *out);
/* A value of a kind; missing if the field is of another. */
value stored_value(const stored_rows *s, const char *field, size_t row, type_kind kind);
period stored_period(const stored_rows *s, const char *field, size_t row); /* first 0: missing */
/* The periods of a set, in `a`. */
status stored_periods(const stored_rows *s, const char *field, size_t row, arena *a, const period **out, size_t *count);
day stored_day(const stored_rows *s, const char *field, size_t row);     /* 0: missing */
int64_t stored_int(const stored_rows *s, const char *field, size_t row); /* 0: missing */

/* The line of `2025-Q3:521` if it is of that document, else 0. */
uint32_t stored_line(str source, str document);
/* Whether the row's `source`, or one of them, is of the document. */
bool stored_names(const stored_rows *s, size_t row, str document);

#endif
