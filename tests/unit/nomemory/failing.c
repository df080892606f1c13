/* Memory that fails. */
#include "failing.h"

#include <criterion/criterion.h>

#include <stdlib.h>

#include <sqlite3.h>

static struct {
    bool watched, for_good, of_sqlite; /* only SQLite's allocations are seen, or only the others */
    size_t seen, fails_at;
    long live; /* allocations that were not freed */
} memory;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
char *__real_strdup(const char *s);
char *__real_realpath(const char *path, char *resolved);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);
void __wrap_free(void *p);
char *__wrap_strdup(const char *s);
char *__wrap_realpath(const char *path, char *resolved);

static bool fails_among(bool of_sqlite)
{
    if (!memory.watched || memory.of_sqlite != of_sqlite)
        return false;
    size_t n = memory.seen++;
    return memory.for_good ? n >= memory.fails_at : n == memory.fails_at;
}

static bool fails(void)
{
    return fails_among(false);
}

static void *counted(void *p)
{
    memory.live += memory.watched && p;
    return p;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *p, size_t size)
{
    if (fails())
        return NULL;
    void *q = __real_realloc(p, size);
    return p ? q : counted(q);
}

void __wrap_free(void *p)
{
    memory.live -= memory.watched && p;
    __real_free(p);
}

char *__wrap_strdup(const char *s)
{
    return fails() ? NULL : counted(__real_strdup(s));
}

char *__wrap_realpath(const char *path, char *resolved)
{
    return counted(__real_realpath(path, resolved));
}

static sqlite3_mem_methods sqlite_memory;

static void *sqlite_malloc(int size)
{
    return fails_among(true) ? NULL : sqlite_memory.xMalloc(size);
}

static void *sqlite_realloc(void *p, int size)
{
    return fails_among(true) ? NULL : sqlite_memory.xRealloc(p, size);
}

void fail_in_sqlite(void)
{
    cr_assert_eq(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &sqlite_memory), SQLITE_OK);
    sqlite3_mem_methods seen = sqlite_memory;
    seen.xMalloc = sqlite_malloc;
    seen.xRealloc = sqlite_realloc;
    cr_assert_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &seen), SQLITE_OK);
    memory.of_sqlite = true;
}

/* ---- What is tried ---- */

/* One try: the job, and the reading of what it had to say. */
static cyq_status attempt(job what, const char *text)
{
    cyq_diagnostics *said = NULL;
    cyq_status s = cyq_diagnostics_new(&said);
    if (s == CYQ_OK)
        s = what(text, said);
    for (size_t i = 0; i < cyq_diagnostics_count(said); i++)
        (void)cyq_diagnostics_text(said, i, true);
    cyq_diagnostics_free(said);
    return s;
}

static cyq_status watch(job what, const char *text, size_t fails_at, bool for_good)
{
    memory.seen = 0;
    memory.live = 0;
    memory.fails_at = fails_at;
    memory.for_good = for_good;
    memory.watched = true;
    cyq_status s = attempt(what, text);
    memory.watched = false;
    return s;
}

static void fail_at(job what, const char *text, size_t n, bool for_good, cyq_status good)
{
    cyq_status s = watch(what, text, n, for_good);
    cr_expect(s == CYQ_NO_MEMORY || s == good, "%.60s: without allocation %zu: %d, not %d", text, n, (int)s, (int)good);
    cr_expect_eq(memory.live, 0, "%.60s: without allocation %zu: %ld are not freed", text, n, memory.live);
    cr_expect_eq(sqlite3_memory_used(), 0, "%.60s: without allocation %zu: SQLite still holds something", text, n);
}

/* The sanitizers make a try several times slower; what they look for shows in a part of the tries, too. */
#ifdef __SANITIZE_ADDRESS__
enum { STRIDE = 10 };
#else
enum { STRIDE = 1 };
#endif

void fail_in_turn(job what, const char *text, size_t step)
{
    cyq_status good = watch(what, text, SIZE_MAX, false);
    size_t all = memory.seen;
    cr_assert_neq(good, CYQ_NO_MEMORY);
    cr_expect_gt(all, step);
    if (step * STRIDE < all)
        step *= STRIDE;
    cr_expect_eq(watch(what, text, 0, true), CYQ_NO_MEMORY);
    for (size_t n = 0; n < all; n += step) {
        fail_at(what, text, n, false, good);
        fail_at(what, text, n, true, good);
    }
}

void fail_in_turn_each(job what, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        fail_in_turn(what, texts[i], 1);
}
