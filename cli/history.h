/* What was typed at the prompt, kept from one run to the next. */
#ifndef CYQ_CLI_HISTORY_H
#define CYQ_CLI_HISTORY_H

#include <stdbool.h>

/* Reads $XDG_STATE_HOME/cyq/history (or ~/.local/state/cyq/history) into readline's list. Without a home, or when it cannot be read, there is none.
 * Has anything been typed before? */
bool history_load(void);
/* Adds a statement, of any number of lines, to the list and the file, unless it is the one just before. */
void history_keep(const char *statement);

#endif
