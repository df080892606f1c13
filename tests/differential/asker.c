/* Asks a session many texts, one after the other, and tells of each apart what the program would print: the other half of tests/differential/run.
 *
 * A process is too dear for each of some hundred thousand queries, and in one script a single wrong query would leave all others unanswered. So texts come in on standard
 * input, each behind a line with its length, and answers go out: a line with the exit status and the lengths of standard output and standard error, then those two.
 *
 *     asker [--db FILE|URL] [--backend NAME] [--today DATE] [--timeout MS]
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cyq.h"

typedef struct buffer {
    char *bytes;
    size_t length, capacity;
} buffer;

static int buffer_add(void *to, const char *bytes, size_t length)
{
    buffer *b = to;
    if (b->capacity - b->length < length) {
        size_t capacity = (b->length + length) * 2 + 4096;
        char *grown = realloc(b->bytes, capacity);
        if (!grown)
            return 1;
        b->bytes = grown;
        b->capacity = capacity;
    }
    if (length)
        memcpy(b->bytes + b->length, bytes, length);
    b->length += length;
    return 0;
}

typedef struct asker {
    cyq_session *session;
    cyq_diagnostics *said;
    buffer out, err;
} asker;

/* As the program leaves (cli/program.c). */
static int exit_status(cyq_status s)
{
    switch (s) {
    case CYQ_OK:
    case CYQ_RESULT:
    case CYQ_DONE:
        return 0;
    case CYQ_ERROR:
        return 1;
    case CYQ_MISUSE:
        return 2;
    case CYQ_IO:
        return 3;
    default:
        return 4;
    }
}

static void take_diagnostics(asker *a)
{
    for (size_t i = 0; i < cyq_diagnostics_count(a->said); i++) {
        const char *text = cyq_diagnostics_text(a->said, i, false);
        buffer_add(&a->err, text, strlen(text));
    }
    cyq_diagnostics_clear(a->said);
}

static cyq_status run_next(asker *a, cyq_script *script)
{
    cyq_result *result;
    cyq_status s = cyq_script_next(script, a->said, &result);
    take_diagnostics(a);
    if (s != CYQ_RESULT)
        return s;
    const char *format = cyq_result_format(result);
    cyq_status written = cyq_result_write(result, format ? format : "csv", NULL, buffer_add, &a->out);
    cyq_result_free(result);
    return written == CYQ_OK ? s : written;
}

static cyq_status run_text(asker *a, const char *text, size_t length)
{
    cyq_script *script;
    cyq_status s = cyq_script_open(a->session, "query", text, length, a->said, &script);
    take_diagnostics(a);
    while (s >= 0 && s != CYQ_DONE)
        s = run_next(a, script);
    cyq_script_close(script);
    return s;
}

static void tell(const char *bytes, size_t length)
{
    if (length > 0) /* of nothing there may be no bytes to point at */
        fwrite(bytes, 1, length, stdout);
}

/* Tells the answer and forgets it. */
static void answer(asker *a, int status)
{
    printf("%d %zu %zu\n", status, a->out.length, a->err.length);
    tell(a->out.bytes, a->out.length);
    tell(a->err.bytes, a->err.length);
    fflush(stdout);
    a->out.length = a->err.length = 0;
}

/* Reads the next text; NULL at the end. */
static char *read_text(size_t *length)
{
    char line[32];
    if (!fgets(line, sizeof line, stdin))
        return NULL;
    *length = strtoul(line, NULL, 10);
    char *text = malloc(*length + 1);
    if (text && fread(text, 1, *length, stdin) == *length)
        return text;
    free(text);
    return NULL;
}

static void answer_all(asker *a)
{
    size_t length;
    for (char *text; (text = read_text(&length)); free(text))
        answer(a, exit_status(run_text(a, text, length)));
}

static bool read_options(int argc, char **argv, cyq_config *config)
{
    for (int i = 1; i + 1 < argc; i += 2) {
        const char *option = argv[i], *value = argv[i + 1];
        if (strcmp(option, "--db") == 0)
            config->database = value;
        else if (strcmp(option, "--today") == 0)
            config->today = value;
        else if (strcmp(option, "--timeout") == 0)
            config->timeout_ms = strtoul(value, NULL, 10);
        else if (strcmp(option, "--backend") == 0)
            config->backend = value;
        else
            return false;
    }
    return argc % 2 == 1;
}

int main(int argc, char **argv)
{
    asker a = {0};
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    if (!read_options(argc, argv, &config)) {
        fputs("usage: asker [--db FILE|URL] [--backend NAME] [--today DATE] [--timeout MS]\n", stderr);
        return 2;
    }
    cyq_status s = cyq_diagnostics_new(&a.said);
    if (s == CYQ_OK)
        s = cyq_session_open(&config, a.said, &a.session);
    take_diagnostics(&a);
    answer(&a, exit_status(s)); /* first of all, how opening went */
    if (s == CYQ_OK)
        answer_all(&a);
    cyq_session_close(a.session);
    cyq_diagnostics_free(a.said);
    free(a.out.bytes);
    free(a.err.bytes);
    return exit_status(s);
}
