/* Messages as they come and go: a header with Content-Length, an empty line, so many bytes of JSON. */
#ifndef CYQ_CLI_LSP_FRAME_H
#define CYQ_CLI_LSP_FRAME_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* What was read from standard input and not yet handed out. Zero is empty; `bytes` is freed by free(). */
typedef struct frames {
    char *bytes;
    size_t begin, end, capacity;
} frames;

typedef enum frame {
    FRAME_MESSAGE,
    FRAME_BROKEN, /* what came is no message; reading goes on with the next that can be found */
    FRAME_GONE    /* nothing comes any more */
} frame;

/* Waits for a message. Its body lives until the next call; of a broken one `*why` says what is wrong, a static text. */
frame frames_next(frames *f, const char **body, size_t *length, const char **why);
/* Has anything more come, or does it within so many milliseconds? */
bool frames_waiting(const frames *f, int milliseconds);
/* Writes a message and frees it; NULL, as of memory that failed, writes none. */
void frames_send(json_t *message);

#endif
