/* Tab at the prompt. */
#ifndef CYQ_CLI_TAB_H
#define CYQ_CLI_TAB_H

#include "cli/prompt.h"

/* Binds Tab for readline, at this prompt. */
void tab_bind(const prompt *at);

#endif
