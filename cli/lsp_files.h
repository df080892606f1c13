/* Names of files, where one is wanted between quotes. */
#ifndef CYQ_CLI_LSP_FILES_H
#define CYQ_CLI_LSP_FILES_H

#include "cli/lsp_document.h"

/* Adds the files and folders whose names go on as what stands between bytes `from` and `cursor` of the text, in the order of their names. Relative ones are those of the
 * folder that the server was started in, as in a script that runs there; behind `use` those of the text's own folder. */
void lsp_files(json_t *items, const document *d, size_t from, size_t cursor);

#endif
