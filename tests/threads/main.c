/* Sessions side by side in threads: queries of every kind, formatting, and imports with a database each. A plain program, because ThreadSanitizer and
 * Criterion do not go together. Ends with the tally line. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cyq.h"

enum { THREADS = 8, ROUNDS = 10 };

/* What one thread works with; every answer must be the one that was given before the threads began. */
typedef struct worker {
    const char *newsletter;
    size_t length;
    char database[64];
    int wrong;
} worker;

static const char *const queries[] = {
    "activities where project = CyberEast+ and month = 2025-10 and title matches /o.*n/i select start, country, project",
    "activities expand project group by month, project show count, sum(days), list(title), median(days)",
    "projects select name, budget / 3, lower(name) + \"x\" sort by budget desc",
    "activities where country != Ukrane count by country",
};
enum { QUERIES = sizeof queries / sizeof *queries };

typedef struct text {
    char bytes[64 * 1024];
    size_t length;
} text;

static text expected[QUERIES];

static int take(void *user, const char *bytes, size_t length)
{
    text *t = user;
    if (length > sizeof t->bytes - t->length)
        return 1;
    memcpy(t->bytes + t->length, bytes, length);
    t->length += length;
    return 0;
}

/* The csv of a query; false if it has none. */
static bool ask(cyq_session *session, const char *query, text *out)
{
    cyq_script *script = NULL;
    cyq_result *r = NULL;
    cyq_diagnostics *said = NULL;
    out->length = 0;
    bool good = cyq_diagnostics_new(&said) == CYQ_OK && cyq_script_open(session, "query", query, strlen(query), said, &script) == CYQ_OK &&
                cyq_script_next(script, said, &r) == CYQ_RESULT && cyq_result_write(r, "csv", NULL, take, out) == CYQ_OK;
    cyq_result_free(r);
    cyq_script_close(script);
    cyq_diagnostics_free(said);
    return good;
}

static cyq_session *open_session(const char *database)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15", .database = database};
    cyq_session *session = NULL;
    return cyq_session_open(&config, NULL, &session) == CYQ_OK ? session : NULL;
}

static int ask_all(void)
{
    int wrong = 0;
    text *got = malloc(sizeof *got);
    cyq_session *session = open_session(NULL);
    for (size_t i = 0; i < QUERIES; i++)
        wrong += !got || !session || !ask(session, queries[i], got) || got->length != expected[i].length ||
                 memcmp(got->bytes, expected[i].bytes, got->length) != 0;
    cyq_session_close(session);
    free(got);
    return wrong;
}

static int import_and_ask(const worker *w)
{
    text *got = malloc(sizeof *got), *summary = calloc(1, sizeof *summary);
    cyq_document document = {.name = "letter.md", .text = w->newsletter, .length = w->length};
    bool good = got && summary && cyq_import(&document, 1, "2031-04-01", w->database, NULL, take, summary) == CYQ_OK;
    cyq_session *session = good ? open_session(w->database) : NULL;
    good = session && ask(session, "activities select title, when", got) && got->length > 100;
    cyq_session_close(session);
    free(summary);
    free(got);
    return !good;
}

static void *work(void *user)
{
    worker *w = user;
    for (int i = 0; i < ROUNDS; i++)
        w->wrong += ask_all() + import_and_ask(w);
    return NULL;
}

static size_t read_newsletter(char *into, size_t room)
{
    FILE *f = fopen(CYQ_SOURCE_DIR "/tests/import/waterways-2031-q1.md", "rb");
    size_t n = f ? fread(into, 1, room, f) : 0;
    if (f)
        fclose(f);
    return n;
}

static int run_threads(const char *folder, const char *newsletter, size_t length)
{
    pthread_t threads[THREADS];
    worker workers[THREADS] = {0};
    int failed = 0;
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (worker){.newsletter = newsletter, .length = length};
        snprintf(workers[i].database, sizeof workers[i].database, "%s/%d.db", folder, i);
        if (pthread_create(&threads[i], NULL, work, &workers[i]) != 0)
            return THREADS;
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        if (workers[i].wrong)
            printf("--- thread %d: %d wrong answers\n", i, workers[i].wrong);
        failed += workers[i].wrong > 0;
        remove(workers[i].database);
    }
    return failed;
}

int main(void)
{
    static char newsletter[16 * 1024];
    char folder[] = "/tmp/cyq-threads-XXXXXX";
    size_t length = read_newsletter(newsletter, sizeof newsletter);
    cyq_session *session = open_session(NULL);
    int failed = length == 0 || !session || !mkdtemp(folder);
    for (size_t i = 0; !failed && i < QUERIES; i++)
        failed = !ask(session, queries[i], &expected[i]);
    cyq_session_close(session);
    failed = failed ? THREADS : run_threads(folder, newsletter, length);
    rmdir(folder);
    printf("%d passed, %d failed\n", THREADS - failed, failed);
    return failed > 0;
}
