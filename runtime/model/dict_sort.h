/* The order of many texts. */
#ifndef CYQ_MODEL_DICT_SORT_H
#define CYQ_MODEL_DICT_SORT_H

#include "base/arena.h"
#include "base/status.h"

/* The numbers of `count` different texts in the order of dict_compare_texts; an array in `scratch`. `fold` are the folded forms. Texts have no NUL. */
status dict_sort(arena *scratch, const str *text, const str *fold, size_t count, uint32_t **order);

#endif
