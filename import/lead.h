/* Who leads an activity: `CyberSEE, ICMEC, GLACY-e` names projects, bodies and partners. */
#ifndef CYQ_IMPORT_LEAD_H
#define CYQ_IMPORT_LEAD_H

#include "import/facts.h"

/* The name without "Project", "Action" and the like: `Octopus Project` is Octopus. */
str lead_name(str words);
/* What spellings of one name share: folded, without spaces and dashes, without "Project". In `scratch`. */
str lead_key(arena *scratch, str words);
/* `Octopus Project – CYBERKOP Action`: the parent is Octopus, the name CYBERKOP. Of other words the name alone. */
void lead_split_parent(str words, str *parent, str *name);

/* The index of a project by any spelling, or SIZE_MAX. */
size_t lead_project(const reading *r, const facts *f, str words);

/* The names in a lead, in the order printed, each once. Names that are neither a project's nor a body's are partners. */
status lead_read(reading *r, const facts *f, str words, lead *out);
/* The same, but only if every name is a project's, a body's or a known organisation's, and one at least a project's or a body's. */
status lead_read_known(reading *r, const facts *f, str words, lead *out, bool *known);
/* The project or body that a sentence begins with (`CyberSEE supports …`): added to `out`. */
status lead_read_beginning(reading *r, const facts *f, str sentence, lead *out, bool *found);
/* Projects that a text names anywhere. */
status lead_mentions(reading *r, const facts *f, str text, lead *out);

#endif
