/* What the parts of a page share: html.c is the page, html_table.c its table, html_look.c its styles and its script. */
#ifndef CYQ_EXPORT_HTML_H
#define CYQ_EXPORT_HTML_H

#include "export/export.h"

/* Appends a text as people read it, harmless and escaped; its line ends stay. `scratch` is for the way there. A failure is in out->failed. */
void html_text(sbuf *out, sbuf *scratch, str text);
/* Writes the table. */
status html_table(export_out *out, const result *r, const export_options *options);

/* The page's one style and one script, which sorts the table. Both are constant, so that a page can name them by their digests and allow no others. */
extern const str html_style, html_script;

#endif
