/* The structure of a Markdown text: blocks with their lines, and the plain words inside markup. Read through cmark-gfm. */
#ifndef CYQ_IMPORT_MARKDOWN_H
#define CYQ_IMPORT_MARKDOWN_H

#include "base/source.h"

typedef enum md_kind {
    MD_HEADING,
    MD_PARAGRAPH,
    MD_ITEM, /* a paragraph in a list */
    MD_OTHER /* code, HTML, a rule: lines without a reading of their own */
} md_kind;

typedef struct md_block {
    md_kind kind;
    int level;      /* of a heading, 1-6 */
    uint32_t first; /* its lines, 1-based, both included */
    uint32_t last;
    str text;    /* plain words on one line; empty for MD_OTHER */
    bool strong; /* a paragraph that is bold from end to end */
} md_block;

typedef struct md_document {
    const md_block *blocks; /* in the order of the text, none inside another */
    size_t count;
} md_document;

/* Reads the blocks of a text into `a`; `scratch` holds cmark's own structures meanwhile. ST_NO_MEMORY is the only failure: every text is
 * some Markdown. */
status md_read(arena *a, arena *scratch, const source *from, md_document *out);

/* Where emphasis (`<i>…</i>`, `*…*`) begins and ends in the result of md_inline when marks are kept. */
enum { MD_EMPHASIS_BEGIN = 1, MD_EMPHASIS_END = 2 };

/* The words of a piece of running text: markup gone, entities read, `1 <sup>st</sup>` as `1st`, control characters and line ends as
 * spaces. With `marks` emphasis is bracketed by the two characters above. In `a`; the empty text without memory (`a->failed`). */
str md_inline(arena *a, str text, bool marks);

#endif
