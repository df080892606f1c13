/* Framing. Nobody is trusted to count: memory grows with what has come, never with what a header promises, and behind a message that is broken the next
 * Content-Length is looked for. */
#include "cli/lsp_frame.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/output.h"

enum {
    HEADER_MAX = 1024,              /* of a line; of a longer one its end is looked at */
    MESSAGE_MAX = 128 * 1024 * 1024 /* twice the longest text that is read */
};

/* ---- Bytes ---- */

static bool reserve(frames *f)
{
    enum { PIECE = 64 * 1024 };
    if (f->begin > 0) {
        memmove(f->bytes, f->bytes + f->begin, f->end - f->begin);
        f->end -= f->begin;
        f->begin = 0;
    }
    if (f->capacity - f->end >= PIECE)
        return true;
    size_t capacity = f->capacity * 2 + PIECE;
    char *more = realloc(f->bytes, capacity);
    if (!more) {
        complain("out of memory");
        return false;
    }
    f->bytes = more;
    f->capacity = capacity;
    return true;
}

/* Reads what there is, waiting for some. False when nothing comes any more. */
static bool fill(frames *f)
{
    if (!reserve(f))
        return false;
    ssize_t n;
    do
        n = read(STDIN_FILENO, f->bytes + f->end, f->capacity - f->end);
    while (n < 0 && errno == EINTR);
    f->end += n > 0 ? (size_t)n : 0;
    return n > 0;
}

bool frames_waiting(const frames *f, int milliseconds)
{
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
    return f->begin < f->end || poll(&in, 1, milliseconds) > 0;
}

/* ---- Headers ---- */

/* A line without its end, cut at its begin. */
static bool read_line(frames *f, char line[HEADER_MAX])
{
    char *end;
    while (f->begin == f->end || !(end = memchr(f->bytes + f->begin, '\n', f->end - f->begin))) {
        if (f->end - f->begin > HEADER_MAX)
            f->begin = f->end - HEADER_MAX;
        if (!fill(f))
            return false;
    }
    size_t length = (size_t)(end - (f->bytes + f->begin)), next = f->begin + length + 1;
    length -= length > 0 && end[-1] == '\r';
    size_t kept = length < HEADER_MAX - 1 ? length : HEADER_MAX - 1;
    memcpy(line, f->bytes + f->begin + (length - kept), kept);
    line[kept] = 0;
    f->begin = next;
    return true;
}

/* The number behind the last Content-Length of a line: what is left of a broken message may stand before it. */
static bool read_length(const char *line, size_t length, uint64_t *out)
{
    static const char name[] = "content-length:";
    const char *found = NULL;
    for (size_t i = 0; i + sizeof name <= length; i++)
        if (strncasecmp(line + i, name, sizeof name - 1) == 0)
            found = line + i + sizeof name - 1;
    if (!found)
        return false;
    found += strspn(found, " \t");
    size_t digits = strspn(found, "0123456789");
    if (digits == 0 || digits > 18 || found[digits + strspn(found + digits, " \t")])
        return false;
    *out = strtoull(found, NULL, 10);
    return true;
}

/* ---- Messages ---- */

static bool skip(frames *f, uint64_t count)
{
    while (count > 0) {
        size_t there = f->end - f->begin, part = there < count ? there : (size_t)count;
        f->begin += part;
        count -= part;
        if (count > 0 && !fill(f))
            return false;
    }
    return true;
}

static frame read_body(frames *f, uint64_t length, const char **body, const char **why)
{
    *why = "the message is too long";
    if (length > MESSAGE_MAX)
        return skip(f, length) ? FRAME_BROKEN : FRAME_GONE;
    while (f->end - f->begin < length)
        if (!fill(f))
            return FRAME_GONE;
    *body = f->bytes + f->begin;
    f->begin += (size_t)length;
    return FRAME_MESSAGE;
}

frame frames_next(frames *f, const char **body, size_t *length, const char **why)
{
    char line[HEADER_MAX];
    bool begun = false, known = false;
    uint64_t count = 0;
    while (!known || *line) {
        if (!read_line(f, line))
            return FRAME_GONE;
        if (read_length(line, strlen(line), &count))
            known = true;
        if (!*line && begun && !known) {
            *why = "a header without a Content-Length";
            return FRAME_BROKEN;
        }
        begun = begun || *line;
    }
    *length = (size_t)count;
    return read_body(f, count, body, why);
}

void frames_send(json_t *message)
{
    char header[64];
    char *body = message ? json_dumps(message, JSON_COMPACT) : NULL;
    json_decref(message);
    if (!body) {
        complain("out of memory");
        return;
    }
    int n = snprintf(header, sizeof header, "Content-Length: %zu\r\n\r\n", strlen(body));
    output_write_screen(header, (size_t)n);
    output_write_screen(body, strlen(body));
    free(body);
}
