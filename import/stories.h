/* Stories: a line of place and date, a headline, and the text below. */
#ifndef CYQ_IMPORT_STORIES_H
#define CYQ_IMPORT_STORIES_H

#include "import/facts.h"

/* A line such as `NADI, FIJI, 04-05 August 2025`. *rest is what the same block has behind the date. */
status stories_dateline(reading *r, const md_block *block, spot *where, period *when, str *rest, bool *is_one);
/* All stories of a document. After projects_find. */
status stories_read(reading *r, facts *f, issue *i);

#endif
