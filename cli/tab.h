/* Tab at the prompt. */
#ifndef CYQ_CLI_TAB_H
#define CYQ_CLI_TAB_H

#include "cyq.h"

/* What Tab looks at. All of it must live as long as the prompt. */
typedef struct tab_place {
    cyq_session *session;
    char *const *pending;        /* the lines before the one that is edited; *pending may be NULL */
    const char *const *commands; /* those that begin with a dot, with the help of each behind it */
    size_t command_count;
} tab_place;

/* Binds Tab for readline. */
void tab_bind(const tab_place *place);

#endif
