/* The projects a document names, and every figure it states about them. */
#ifndef CYQ_IMPORT_PROJECTS_H
#define CYQ_IMPORT_PROJECTS_H

#include "import/facts.h"

/* The project of that name, made if new, which is a part of `parent` if that is not empty. NULL for an empty name, and without memory. */
project *projects_named(reading *r, facts *f, str name, str parent);
/* Names of projects, from boxes ("X basics"), section headings and the final inventory. Before leads are read. */
status projects_find(reading *r, facts *f, issue *i);
/* The project whose box stands in a section of a document, whatever other documents have of it; SIZE_MAX if there is none. */
size_t projects_boxed(const reading *r, const facts *f, const issue *i, const section *s);
/* The figures in boxes and in the final inventory. After projects_find of all documents. */
status projects_read(reading *r, facts *f, issue *i);
/* Reports figures stated differently, and names in headings that stay names. At the end. */
status projects_report(reading *r, const facts *f, size_t *contradictions);
/* The statement that a project shows for a field: of the final inventory, else of its box; of the last document. NULL if there is none. */
const statement *projects_shown(const facts *f, size_t project, stated_field field, bool box_first);
/* Which projects have a row: those with a box or a place in the inventory, and those that lead something. */
bool projects_lasts(const project *p);
const char *stated_field_name(stated_field field);
bool stated_field_named(str name, stated_field *out);

#endif
