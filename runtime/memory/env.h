/* What one run carries along: data, memory, the host's control, and the notes it collects.
 *
 * Two lifetimes inside a run: `memory` until its end, `block` until the next block. One thread. */
#ifndef CYQ_MEMORY_ENV_H
#define CYQ_MEMORY_ENV_H

#include "runtime/memory/exec.h"

#define EXEC_NO_ROW UINT32_MAX          /* in slots, and in lists of rows to pick */
#define EXEC_ROWS_MAX (UINT32_MAX - 1u) /* rows between operators: they are counted in 32 bits */

/* Something to tell about a place, with the number of rows it concerns. */
typedef struct exec_note {
    const void *owner; /* who counts: an expression of one operator */
    diag_code code;
    const source *from;
    span where;
    size_t count;
    str name;        /* of the operand, where the note names one; what would keep ties, where a clause can */
    const char *why; /* why they were kept, or could not be computed */
} exec_note;

/* A query inside an expression that was computed. */
typedef struct exec_query {
    const plan_subquery *query;
    const vec *values;
} exec_query;

typedef struct exec_env {
    const dataset *data;
    col_link_order order;
    const exec_control *control; /* never NULL */
    diag_bag *bag;
    const arena *result; /* of the caller; for the account of memory */
    size_t result_before;
    const source *from; /* the whole query, for diagnostics of limits */
    span where;
    arena memory, block;
    /* Dictionaries made in `memory`: like the dataset's they do not change or go while the run lasts. */
    const dict **dicts;
    size_t dict_count, dict_capacity;
    struct backward *backward; /* backward.h: links walked backwards, each as it was first asked for */
    size_t backward_count, backward_capacity;
    const struct pivoted *pivot; /* pivot.h: what the PIVOT of the query has come to; NULL */
    exec_query *queries;
    size_t query_count, query_capacity;
    exec_note *notes;
    size_t note_count, note_capacity;
    /* Above 0 while values are computed that no row may ask for (entries of a dictionary): what cannot be computed there is not noted but makes
     * the attempt fail. */
    unsigned probing;
    bool probe_failed;
} exec_env;

/* Asks the host, and compares memory with its limit; `local` (may be NULL) is a further arena in use. ST_CANCELLED, ST_LIMIT (with a diagnostic). */
status exec_poll(exec_env *env, const arena *local);
/* What an evaluator is called with; it asks the host now and then. */
function_call exec_call(exec_env *env, arena *scratch, size_t count);
/* An arena of a shorter life than the run, for what the limit still leaves. The caller frees it. */
arena exec_arena(const exec_env *env);
/* ST_LIMIT, with a diagnostic. */
status exec_out_of_memory(exec_env *env);
status exec_too_many_rows(exec_env *env, const char *what, uint64_t limit);
/* What keeps a value of the type from being computed, in brackets. */
const char *exec_why_not_computed(type t);
/* Why a comparison is true without a value, behind "what is missing". */
const char *exec_why_kept(const plan_kept_note *note);
/* Adds note.count to the note of the same owner and code. */
status exec_note_add(exec_env *env, exec_note note);
/* Writes the notes into the bag. What several operators computed (a column that is sorted by and shown) is told once, with the largest count. */
void exec_tell_notes(exec_env *env);

/* True if codes of this dictionary mean the same in every block: it is the dataset's, or was kept by exec_keep_dict. */
bool exec_dict_lasts(const exec_env *env, const dict *d);
/* True if the dictionary is the dataset's. */
bool exec_dict_stored(const exec_env *env, const dict *d);
/* Says that a dictionary lies in env->memory. */
status exec_keep_dict(exec_env *env, const dict *d);
/* One empty text: the dictionary of text vectors without any value, so that a filler code always points at something. */
extern const dict exec_no_texts;

const col *exec_column(const exec_env *env, uint16_t collection, uint16_t field);

#endif
