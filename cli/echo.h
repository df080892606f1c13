/* What was typed, in colours. */
#ifndef CYQ_CLI_ECHO_H
#define CYQ_CLI_ECHO_H

/* Draws a line of a statement anew in the place where readline left it, right after Enter; `before` are the lines of the statement above it (NULL: none), `mark` what the prompt was. Does nothing where it is
 * not certain which lines of the screen those are. */
void echo_coloured(const char *before, const char *mark, const char *line);

#endif
