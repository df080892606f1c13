/* Reading newsletters into a dataset, with a report of what was read, merged, left over and contradictory. */
#ifndef CYQ_IMPORT_IMPORT_H
#define CYQ_IMPORT_IMPORT_H

#include "base/diag.h"
#include "import/reference.h"
#include "runtime/memory/exec.h"
#include "runtime/model/dataset.h"

typedef struct import_input {
    str name; /* path or name of the file, for messages and documents.file (its last part) */
    str text; /* its bytes as they are */
} import_input;

typedef struct import_options {
    day imported;       /* documents.imported; 0 leaves it missing, so that the same documents give the same dataset on any day */
    bool without_prose; /* stories.text and documents.text stay missing: facts only */
    const dataset *
        before; /* what the documents are added to, NULL: nothing; needed until the import is done. It has its documents' texts, which are read again
                              beside the new ones, as if all were imported together. Of a document without its text the facts are taken as they stand.
                              One that is given again with another text takes the place of what was there of it. */
    const exec_control *control; /* asked between one document and the next, and how far it is; NULL */
} import_options;

/* What was found, in numbers: in the documents that were given, not in those that were there before. */
typedef struct import_summary {
    size_t documents, lines;
    size_t listings;   /* rows of the inventories */
    size_t activities; /* what they are once those that are the same are merged */
    size_t merged;     /* listings that joined an activity listed in the same documents before */
    size_t
        kept; /* documents that were there before and are not among those given; the rest counts only if there are any, or replaced ones */
    size_t replaced;                         /* documents that were there before with another text */
    size_t new_activities, known_activities; /* those listed in no document that was there before, and the others */
    size_t held;                             /* known activities that were only coming next before, and are held now */
    size_t moved, placed;                    /* known activities whose dates or city differ from what a document before said */
    size_t new_projects;
    size_t projects, claims, stories, treaties, treaty_events, figures, highlights, saved_dates, accession_steps, platforms, organisations;
    size_t left_over;      /* warnings that something was not understood */
    size_t contradictions; /* warnings that two places differ */
} import_summary;

/* Reads `count` documents, and those of options->before, into one dataset of dataset_specs, in `a`; their order is that of their periods, not that
 * in which they are given, so that one after the other gives what all at once give; `scratch` is for the way there and may be freed afterwards.
 *
 * `report` (its memory must live as long as the report is used; the documents' sources, which its spans point into, lie in `a`) gets the
 * story: warnings W_IMPORT_LEFT_OVER, W_IMPORT_CONTRADICTION and W_IMPORT_INCOMPLETE, notes N_IMPORT_MERGED and N_IMPORT_READ, each with its lines, of the documents given, and N_IMPORT_AGAIN. ST_ERROR,
 * with E_IMPORT_… in the report, when a document cannot be read at all or ends within a row: no dataset then. ST_NO_MEMORY, ST_CANCELLED.
 *
 * Pure but for memory: it reads no file and no clock; safe in any thread with its own arenas. */
status import_documents(arena *a, arena *scratch, const import_input *documents, size_t count, const import_reference *reference,
                        const import_options *options, diag_bag *report, const dataset **out, import_summary *summary);

/* Appends the summary as lines for people, one count a line, in a fixed order, those of zero left out. */
void import_print_summary(sbuf *out, const import_summary *summary);

#endif
