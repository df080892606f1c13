/* The writers behind the table of formats. */
#ifndef CYQ_EXPORT_WRITERS_H
#define CYQ_EXPORT_WRITERS_H

#include "export/export.h"

status export_table(export_out *out, const result *r, const export_options *options);
status export_csv(export_out *out, const result *r, const export_options *options);
status export_tsv(export_out *out, const result *r, const export_options *options);
status export_json(export_out *out, const result *r, const export_options *options);
status export_jsonl(export_out *out, const result *r, const export_options *options);
status export_ics(export_out *out, const result *r, const export_options *options);
status export_markdown(export_out *out, const result *r, const export_options *options);
status export_html(export_out *out, const result *r, const export_options *options);
status export_org(export_out *out, const result *r, const export_options *options);
status export_latex(export_out *out, const result *r, const export_options *options);
status export_chart(export_out *out, const result *r, const export_options *options);
status export_timeline(export_out *out, const result *r, const export_options *options);
status export_calendar(export_out *out, const result *r, const export_options *options);

/* A table's other form, for a terminal of options->width columns that is too narrow for it. */
status export_records(export_out *out, const result *r, const export_options *options);

#endif
