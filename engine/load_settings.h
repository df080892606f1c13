/* What a statement `load … with` says of columns, for files and for databases. */
#ifndef CYQ_ENGINE_LOAD_SETTINGS_H
#define CYQ_ENGINE_LOAD_SETTINGS_H

#include "parser/ast.h"
#include "runtime/model/load_setting.h"

/* The settings of the statement (s->setting_count) in `scratch`; their names are those of the tree. ST_ERROR, told, for one that says nothing about columns. */
status load_settings_read(const source *from, const ast_statement *s, arena *scratch, diag_bag *bag, const load_setting **out);

#endif
