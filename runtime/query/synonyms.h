/* Words that people bring with them, and what the data may call the same. */
#ifndef CYQ_QUERY_SYNONYMS_H
#define CYQ_QUERY_SYNONYMS_H

#include "base/str.h"

/* The i-th name to look for instead of the word, the likeliest first; empty past the last. Whether it exists is the caller's to ask. */
str synonym(str word, size_t i);
/* The condition that a word stands for where it is asked as one, `upcoming`; empty if there is none. Whether it can be asked is the caller's to try. */
str synonym_condition(str word);

#endif
