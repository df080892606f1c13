/* Opens copies of a database, each with one byte changed, and asks each the same queries: flip DATABASE BACKEND FOLDER FIRST STEP QUERY...
 *
 * Changes the bytes FIRST, FIRST + STEP … in turn; the copies are made in FOLDER. Prints a line for each: its number, how the byte is changed (the mask), and
 * `same` (the answers are those of the database itself), `told` (an error was) or `other`. A plain program, so that thousands of copies take seconds and a sanitizer sees
 * all of them; what is to be made of the lines is tests/database/run's business. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cyq.h"

typedef struct text {
    char *bytes;
    size_t length, capacity;
} text;

static int take(void *user, const char *bytes, size_t length)
{
    text *t = user;
    if (length > t->capacity - t->length) {
        size_t capacity = (t->length + length) * 2;
        char *more = realloc(t->bytes, capacity);
        if (!more)
            return 1;
        t->bytes = more;
        t->capacity = capacity;
    }
    memcpy(t->bytes + t->length, bytes, length);
    t->length += length;
    return 0;
}

/* Adds the csv of a query; false if there is an error. */
static bool ask(cyq_session *session, const char *query, text *out)
{
    cyq_script *script = NULL;
    cyq_result *r = NULL;
    bool good = cyq_script_open(session, "query", query, strlen(query), NULL, &script) == CYQ_OK &&
                cyq_script_next(script, NULL, &r) == CYQ_RESULT && cyq_result_write(r, "csv", NULL, take, out) == CYQ_OK;
    cyq_result_free(r);
    cyq_script_close(script);
    return good;
}

static bool ask_all(const char *database, const char *backend, char **queries, int count, text *out)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15", .database = database, .backend = backend, .timeout_ms = 20000};
    cyq_session *session = NULL;
    bool good = cyq_session_open(&config, NULL, &session) == CYQ_OK;
    out->length = 0;
    for (int i = 0; good && i < count; i++)
        good = ask(session, queries[i], out);
    cyq_session_close(session);
    return good;
}

static bool read_file(const char *path, text *out)
{
    char block[65536];
    FILE *file = fopen(path, "rb");
    bool whole = file != NULL;
    for (size_t n = 1; whole && n > 0;) {
        n = fread(block, 1, sizeof block, file);
        whole = take(out, block, n) == 0;
    }
    if (file)
        fclose(file);
    return whole;
}

static bool write_file(const char *path, const text *t)
{
    FILE *file = fopen(path, "wb");
    bool whole = file && fwrite(t->bytes, 1, t->length, file) == t->length;
    return file && fclose(file) == 0 && whole;
}

/* Any but 0: from the place alone, so that it can be made again. */
static unsigned char mask_at(size_t at)
{
    unsigned mask = (unsigned)(at * 2654435761u >> 11) & 0xFF;
    return (unsigned char)(mask ? mask : 1);
}

int main(int argc, char **argv)
{
    text file = {0}, wanted = {0}, got = {0};
    char path[4096];
    if (argc < 7 || !read_file(argv[1], &file) || !ask_all(argv[1], argv[2], argv + 6, argc - 6, &wanted)) {
        fputs("usage: flip DATABASE BACKEND FOLDER FIRST STEP QUERY...\n", stderr);
        return 2;
    }
    size_t first = strtoul(argv[4], NULL, 10), step = strtoul(argv[5], NULL, 10);
    snprintf(path, sizeof path, "%s/flipped-%zu.db", argv[3], first);
    for (size_t at = first; at < file.length; at += step ? step : file.length) {
        file.bytes[at] = (char)(file.bytes[at] ^ mask_at(at));
        if (!write_file(path, &file)) {
            perror(path);
            return 3;
        }
        bool good = ask_all(path, argv[2], argv + 6, argc - 6, &got);
        bool same = good && got.length == wanted.length && memcmp(got.bytes, wanted.bytes, got.length) == 0;
        printf("%zu %u %s\n", at, (unsigned)mask_at(at), same ? "same" : good ? "other" : "told");
        fflush(stdout);
        file.bytes[at] = (char)(file.bytes[at] ^ mask_at(at));
    }
    remove(path);
    free(file.bytes);
    free(wanted.bytes);
    free(got.bytes);
    return 0;
}
