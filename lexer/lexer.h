/* Text to tokens: a reentrant scanner over one source.
 *
 * It never stops at a mistake: it reports it, repairs it as it was most likely meant (`&&` becomes `and`), marks the token `bad` and goes
 * on. It knows nothing of grammar but one thing: what follows `matches` may be a /regular expression/. */
#ifndef CYQ_LEXER_LEXER_H
#define CYQ_LEXER_LEXER_H

#include "base/diag.h"
#include "lexer/token.h"

typedef struct lexer lexer;

/* `memory`, `from` and `bag` must outlive the lexer; tokens live as long as `memory` and `from`. To be closed with lexer_close.
 * ST_NO_MEMORY with *out NULL. */
status lexer_open(arena *memory, const source *from, diag_bag *bag, lexer **out);
void lexer_close(lexer *l); /* NULL is allowed */

/* The next token; TOK_EOF at the end, as often as it is asked for. ST_NO_MEMORY. */
status lexer_next(lexer *l, token *out);

/* The comments passed so far, from `#` to before the line end, in order; they lie in the arena. */
const span *lexer_comments(const lexer *l, size_t *count);
/* Was a quote, backquote or regular expression left open? */
bool lexer_left_open(const lexer *l);

/* What a lexeme of word characters is: TOK_NUMBER, TOK_DATE, a keyword's kind, or TOK_WORD. */
token_kind lexer_classify(str lexeme);

/* A word that looks like something else: `5-3` (arithmetic wants spaces), `2025-10-7` (a date wants two digits), `3days`, `days+1`. Writes how it
 * would be written and returns true, or returns false. For hints where such a word is not known. */
bool lexer_word_advice(str word, sbuf *out);

/* Appends `text` in quotes so that it reads back as the same string: "…" with escapes. */
void lexer_quote(sbuf *out, str text);
/* Can the text be written as a name without backquotes (it is one word, no keyword, no number or date)? */
bool lexer_is_plain_name(str text);

#endif
