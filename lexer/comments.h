/* Comments as texts: what somebody wrote about a definition or a module. */
#ifndef CYQ_LEXER_COMMENTS_H
#define CYQ_LEXER_COMMENTS_H

#include "base/source.h"

/* The comment in the lines directly above the one that holds `at`, its lines joined to one; empty if there is none, or when memory fails, which `a` says.
 * A first line `#!…` is none. */
str comment_above(arena *a, const source *from, uint32_t at);
/* The same of the lines with which a text begins. */
str comment_at_top(arena *a, const source *from);

#endif
