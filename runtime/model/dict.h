/* Distinct texts under small numbers. */
#ifndef CYQ_MODEL_DICT_H
#define CYQ_MODEL_DICT_H

#include "base/arena.h"
#include "base/status.h"

/* Immutable once made; may be shared by any number of threads. In a sorted one the order of codes is the language's order of texts (by folded
 * form, then by exact form, both by code point), so that codes compare as their texts do. */
typedef struct dict {
    size_t count;
    const str *text;
    const str *fold; /* the folded forms, same order */
    bool sorted;
} dict;

/* Collects texts while data is read. */
typedef struct dict_builder dict_builder;

/* NULL without memory. Lives in `a`; what is added is copied there. */
dict_builder *dict_builder_new(arena *a);
/* The provisional code of a text: 0, 1, 2 … in order of first appearance. */
status dict_builder_add(dict_builder *b, str text, uint32_t *code);
size_t dict_builder_count(const dict_builder *b);
/* The text of a provisional code. */
str dict_builder_text(const dict_builder *b, uint32_t code);
/* The sorted dictionary in `a`, and for each provisional code its final one (`*renumber`, in `scratch`). */
status dict_builder_finish(dict_builder *b, arena *a, arena *scratch, const dict **out, uint32_t **renumber);

/* The order of any two texts. */
int dict_compare_texts(str a_text, str a_fold, str b_text, str b_fold);
/* The code of an exact text in a sorted dictionary, or -1. `fold` is its folded form. */
int64_t dict_find(const dict *d, str text, str fold);
/* The first code whose folded form is `fold` in a sorted dictionary, or -1; those that fold alike follow at once. */
int64_t dict_find_fold(const dict *d, str fold);

#endif
