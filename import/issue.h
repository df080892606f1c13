/* One document while it is read: its lines, its sections, and which lines something was made of. */
#ifndef CYQ_IMPORT_ISSUE_H
#define CYQ_IMPORT_ISSUE_H

#include "base/calendar.h"
#include "base/diag.h"
#include "import/markdown.h"
#include "import/reference.h"
#include "runtime/memory/exec.h"
#include "runtime/model/dataset.h"

typedef enum section_kind {
    SECTION_OTHER,
    SECTION_HIGHLIGHTS,
    SECTION_SAVED_DATES,
    SECTION_TREATY,    /* news of the convention and its committee */
    SECTION_JOINT,     /* news of several projects */
    SECTION_PROJECT,   /* news of one project */
    SECTION_INVENTORY, /* listings: what was held */
    SECTION_COMING,    /* listings: what comes next */
    SECTION_PROJECTS   /* the final inventory of projects */
} section_kind;

typedef struct section {
    section_kind kind;
    str title;                     /* of its heading, without "UPDATE:" */
    size_t first_block, end_block; /* the heading is first_block - 1 */
    uint32_t first, last;          /* lines below the heading */
} section;

typedef struct issue {
    const source *from;
    md_document md;
    const section *sections;
    size_t section_count;
    str id; /* 2025-Q3 */
    str title, file;
    period period; /* first 0 when the document does not say */
    day imported;  /* 0: not said */
    bool given;    /* asked to be read now: the report and the summary are about such documents, not about what the database has besides */
    bool before;   /* the database had it already, with the same text */
    bool replaced; /* the database had it with another text */
    const dataset *remembered; /* the facts that the database has of it, where it does not have its text; else NULL */
    uint8_t *read;             /* one for each line, from 1: something was made of it */
} issue;

/* What all readers of documents share. */
typedef struct reading {
    arena *a;       /* what goes into facts and the report */
    arena *scratch; /* the rest */
    const import_reference *reference;
    diag_bag *report;
    const exec_control *control; /* NULL */
} reading;

/* Structure, sections and identity of a text. The report gets what makes it unreadable: ST_ERROR. */
status issue_open(reading *r, const source *from, issue **out);

/* Notes that something was made of the lines. */
void issue_mark(issue *i, uint32_t first, uint32_t last);
/* `2025-Q3:521`, in r->a. */
str issue_source(reading *r, const issue *i, uint32_t line);
/* From the first character of line `first` to the last of `last`. */
span issue_span(const issue *i, uint32_t first, uint32_t last);
/* Where `words` stand in those lines; the whole of them if they do not stand there letter by letter. */
span issue_find(const issue *i, uint32_t first, uint32_t last, str words);
/* The plain words of one line, without heading marks, in `a`. */
str issue_line(arena *a, const issue *i, uint32_t line);
/* Reports the non-blank lines that nothing was made of; adds their number of places to *count. */
status issue_left_over(reading *r, const issue *i, size_t *count);

/* White space, footnote asterisks and backslashes at the ends gone. */
str issue_bare(str words);
/* The text with every footnote mark (asterisks behind a word) and stray emphasis gone, in `a`. */
str issue_unmarked(arena *a, str words);
/* "…" with all letters in capitals, some at least. */
bool issue_capitals(str words);

#endif
