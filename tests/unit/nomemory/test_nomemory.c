/* Every allocation of the library fails in turn, once alone and once with all that come after it: the call then says CYQ_NO_MEMORY, or does
 * without, and leaves nothing behind. The linker leads the library's allocations here (tests/CMakeLists.txt). Of SQLite's, which are many,
 * some fail; those inside PCRE2 and cmark go their own way.
 *
 * Long because each kind of job is a few lines beside the one allocator that fails them all. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "include/cyq.h"

/* ---- Memory that fails ---- */

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

/* Before SQLite is used for the first time in this process, which is the test's own. */
static void see_memory_of_sqlite(void)
{
    cr_assert_eq(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &sqlite_memory), SQLITE_OK);
    sqlite3_mem_methods seen = sqlite_memory;
    seen.xMalloc = sqlite_malloc;
    seen.xRealloc = sqlite_realloc;
    cr_assert_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &seen), SQLITE_OK);
    memory.of_sqlite = true;
}

/* ---- What is tried ---- */

typedef cyq_status (*job)(const char *text, cyq_diagnostics *said);

static int take(void *user, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)user += length;
    return 0;
}

/* Pictures are drawn below. */
static bool is_picture(const char *format)
{
    return strcmp(format, "chart") == 0 || strcmp(format, "timeline") == 0 || strcmp(format, "calendar") == 0;
}

static cyq_status write_everywhere(cyq_result *r)
{
    size_t taken = 0;
    cyq_status s = CYQ_OK;
    for (size_t i = 0; i < cyq_format_count() && s == CYQ_OK; i++) {
        const char *format = cyq_format_name(i);
        if (is_picture(format) || (s = cyq_result_check(r, format, NULL)) == CYQ_ERROR)
            s = CYQ_OK; /* it has no time, and so is no calendar */
        else if (s == CYQ_OK)
            s = cyq_result_write(r, format, NULL, take, &taken);
    }
    return s;
}

static cyq_status run_in(cyq_session *session, const char *text, cyq_diagnostics *said)
{
    cyq_script *script = NULL;
    cyq_status s = cyq_script_open(session, "query", text, strlen(text), said, &script);
    while (s >= 0 && s != CYQ_DONE) {
        cyq_result *r = NULL;
        s = cyq_script_next(script, said, &r);
        cyq_status written = r ? write_everywhere(r) : CYQ_OK;
        s = written < 0 ? written : s;
        cyq_result_free(r);
    }
    cyq_script_close(script);
    return s;
}

static cyq_status run_on(const char *database, const char *text, cyq_diagnostics *said)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15", .database = database};
    cyq_session *session = NULL;
    cyq_status s = cyq_session_open(&config, said, &session);
    if (s == CYQ_OK)
        s = run_in(session, text, said);
    cyq_session_close(session);
    return s;
}

static cyq_status run(const char *text, cyq_diagnostics *said)
{
    return run_on(NULL, text, said);
}

static cyq_status format(const char *text, cyq_diagnostics *said)
{
    size_t taken = 0;
    return cyq_text_format("query", text, strlen(text), said, take, &taken);
}

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

/* Of the allocations every `step`-th. */
static void fail_in_turn(job what, const char *text, size_t step)
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

/* ---- Tests ---- */

static const char *const queries[] = {
    "activities where project = CyberEast+ and month = 2025-10 and title matches /a.*/i select start, country, project sort by start desc "
    "first 5",
    "activities where country in (Ukraine, Moldova) and not (title ~ training) add n = days * 2.5, m = if days > 3 then upper(title) else "
    "\"x\" "
    "drop title rename n as k",
    "activities expand project group by month, project show count, sum(days), list(title), median(days), count distinct(country)",
    "projects select name, budget / 0, lower(name) + \"x\" distinct by name count",
    "activities where start = 2025-12 group by country as missing, online pivot partner show count, list(title) as t, sum(days) / count "
    "sort by online first 3",
    "activities group by country pivot month where title ~ a; activities group by country pivot month; sort by titel",
    "activities where joint or online and when within 2025-10 count by country in (Ukraine, Moldova)",
    "activities where country = Ukrane and titel ~ x; projects wher name = ; ( select",
    "activities to \"no/such/folder.csv\"",
    "activities expand project where project = CyberEast+ select project first 3 to ics; activities group by month show count to ics; "
    "projects count to ics",
    "explain E0203; explain N0702; explain E0230",
    "show codes; show operators; describe \"??\"; describe xyzzy",
};

Test(nomemory, queries)
{
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        fail_in_turn(run, queries[i], 1);
}

Test(nomemory, formatting)
{
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        fail_in_turn(format, queries[i], 1);
}

/* Of the end of a text. */
static cyq_status complete(const char *text, cyq_diagnostics *said)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    cyq_session *session = NULL;
    cyq_completions *all = NULL;
    cyq_status s = cyq_session_open(&config, said, &session);
    if (s == CYQ_OK)
        s = cyq_complete(session, text, strlen(text), strlen(text), &all);
    cyq_completions_free(all);
    cyq_session_close(session);
    return s;
}

Test(nomemory, completing)
{
    static const char *const texts[] = {
        "let $q = 2025-Q4; let mine = activities select title, country\nmine where co",
        "activities where project.fu",
        "activities where country = Bo",
        "activities join projects as p on project = p.id sort b",
        "activities to csv ",
        "load \"a",
        "use calendar\n\ncl",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        fail_in_turn(complete, texts[i], 1);
}

/* ---- Pages ---- */

/* What they say beside their rows is kept, of results that go to the host and of those that go into a file (which is none). */
static cyq_status make_pages(const char *text, cyq_diagnostics *said)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    cyq_session *session = NULL;
    cyq_script *script = NULL;
    size_t taken = 0;
    cyq_status s = cyq_session_open(&config, said, &session);
    cyq_session_keep_about(session, true);
    if (s == CYQ_OK)
        s = cyq_script_open(session, "query", text, strlen(text), said, &script);
    while (s >= 0 && s != CYQ_DONE) {
        cyq_result *r = NULL;
        s = cyq_script_next(script, said, &r);
        cyq_status written = r ? cyq_result_write(r, cyq_result_format(r) ? cyq_result_format(r) : "html", NULL, take, &taken) : CYQ_OK;
        s = written < 0 ? written : s;
        cyq_result_free(r);
    }
    cyq_script_close(script);
    cyq_session_close(session);
    return s;
}

Test(nomemory, pages)
{
    static const char *const texts[] = {
        "let $c = (Moldova, Georgia); let mine = activities where country = $c; mine select title, when, mode, days first 3; group by mode "
        "show count to html bar",
        "projects select name, country, budget first 2 append (projects select title as name, country, budget); why "
        "projects where name = Octopus",
        "describe projects; say projects; activities first 1 to html timeline \"no/such/folder.html\"",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        fail_in_turn(make_pages, texts[i], 1);
}

/* ---- What is asked at the prompt ---- */

static cyq_status sources(const char *text, cyq_diagnostics *said)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    cyq_session *session = NULL;
    cyq_script *script = NULL;
    cyq_result *r = NULL;
    cyq_status s = cyq_session_open(&config, said, &session);
    if (s == CYQ_OK)
        s = run_in(session, text, said);
    if (s == CYQ_DONE)
        s = cyq_sources_open(session, 0, said, &script);
    if (s == CYQ_OK)
        s = cyq_script_next(script, said, &r);
    cyq_result_free(r);
    cyq_script_close(script);
    cyq_session_close(session);
    return s;
}

Test(nomemory, sources)
{
    fail_in_turn(sources, "activities where project = Octopus select start", 1);
    fail_in_turn(sources, "activities where start = 2025-10-07 group by project, mode", 1);
}

static void count_part(void *user, size_t from, size_t to, cyq_highlight_kind kind)
{
    *(size_t *)user += to - from + (size_t)kind;
}

static cyq_status highlight(const char *text, cyq_diagnostics *said)
{
    size_t counted = 0;
    (void)said;
    return cyq_highlight(text, strlen(text), count_part, &counted);
}

Test(nomemory, highlighting)
{
    fail_in_turn(highlight, "activities where title = \"\\u{e9}\" # a comment\nsort by (start", 1);
}

static cyq_status outline(const char *text, cyq_diagnostics *said)
{
    cyq_outline *made = NULL;
    cyq_place place;
    (void)said;
    cyq_status s = cyq_outline_read(text, strlen(text), &made);
    cyq_outline_free(made);
    return s == CYQ_OK ? cyq_text_word(text, strlen(text), 1, 5, &place) : s;
}

Test(nomemory, outlining)
{
    fail_in_turn(outline, "let $q = 2025-Q4; let mine = activities where (\n# Help.\ndef twice($x) = $x * 2; load \"a.csv\"", 1);
}

/* ---- Pictures ---- */

static cyq_status write_pictures(cyq_result *r, cyq_diagnostics *said)
{
    static const char *const pictures[] = {"chart bar svg",  "chart line",   "chart line svg", "chart heat",
                                           "chart heat svg", "timeline svg", "calendar svg",   "chart bar heat"};
    size_t taken = 0;
    cyq_status s = CYQ_OK;
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures && s == CYQ_OK; i++) {
        s = cyq_result_check(r, pictures[i], said);
        if (s != CYQ_NO_MEMORY)
            s = cyq_result_write(r, pictures[i], NULL, take, &taken);
    }
    return s;
}

/* What a picture lacks is drawn, too. */
static cyq_status draw(const char *text, cyq_diagnostics *said)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    cyq_session *session = NULL;
    cyq_script *script = NULL;
    cyq_result *r = NULL;
    cyq_status s = cyq_session_open(&config, said, &session);
    if (s == CYQ_OK)
        s = cyq_script_open(session, "query", text, strlen(text), said, &script);
    if (s == CYQ_OK)
        s = cyq_script_next(script, said, &r);
    if (s == CYQ_RESULT)
        s = write_pictures(r, said);
    cyq_result_free(r);
    cyq_script_close(script);
    cyq_session_close(session);
    return s;
}

Test(nomemory, pictures)
{
    static const char *const drawn[] = {
        "projects select name, budget, when first 4",
        "activities where start = 2025-10 first 5 select start, project, size(section) as n, listed",
        "activities where start = 2025-12 group by project, mode show count",
    };
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        fail_in_turn(draw, drawn[i], 1);
}

/* ---- Citations ---- */

typedef struct page {
    char text[8 * 1024];
    size_t length;
} page;

static int put(void *user, const char *bytes, size_t length)
{
    page *p = user;
    if (p->length + length > sizeof p->text)
        return 1;
    memcpy(p->text + p->length, bytes, length);
    p->length += length;
    return 0;
}

/* Writes what can be cited, in its own format. */
static cyq_status write_page(cyq_session *session, const char *text, cyq_diagnostics *said, page *out)
{
    cyq_script *script = NULL;
    cyq_status s = cyq_script_open(session, "query", text, strlen(text), said, &script);
    while (s >= 0 && s != CYQ_DONE) {
        cyq_result *r = NULL;
        s = cyq_script_next(script, said, &r);
        cyq_status written = r ? cyq_result_write(r, cyq_result_format(r), NULL, put, out) : CYQ_OK;
        s = written < 0 ? written : s;
        cyq_result_free(r);
    }
    cyq_script_close(script);
    return s;
}

static cyq_status verify_page(cyq_session *session, const page *p, cyq_diagnostics *said)
{
    cyq_citations *all = NULL;
    cyq_status s = cyq_citations_read(p->text, p->length, &all);
    for (size_t i = 0; s == CYQ_OK && i < cyq_citations_count(all); i++) {
        cyq_verification now = {.size = sizeof now};
        s = cyq_citation_verify(session, all, i, "citation", said, &now);
        cr_expect(s != CYQ_OK || now.holds);
    }
    cr_expect(s != CYQ_OK || cyq_citations_count(all) == 1);
    cyq_citations_free(all);
    return s;
}

static cyq_status cite(const char *text, cyq_diagnostics *said)
{
    page p = {.length = 0};
    cyq_config config = {.size = sizeof config, .today = "2025-10-15"};
    cyq_session *session = NULL;
    cyq_status s = cyq_session_open(&config, said, &session);
    if (s == CYQ_OK)
        s = write_page(session, text, said, &p);
    if (s == CYQ_DONE)
        s = verify_page(session, &p, said);
    cyq_session_close(session);
    return s;
}

Test(nomemory, citing)
{
    fail_in_turn(cite, "let $c: set of text = (Moldova, Ukraine); let ours = activities where country = $c; ours count to markdown citable",
                 1);
    fail_in_turn(cite, "projects first 2 select name, budget to chart svg citable", 1);
}

/* About answers: why rows are there or not, what emptied one, what a query asks. */
static const char *const questions[] = {
    "why projects where budget > EUR 1M and (ceiling or name ~ cyber) expand implemented_by top 2 by budget",
    "why not \"GLACY-e\" in projects where budget < avg(budget) count by parent where count > 1",
    "why not \"glacy\" in projects where ceiling append (projects where budget > EUR 50M); why not \"Octopuss Project\"",
    "why not \"Octopus\" in projects join claims as c on c.about = name distinct by scope sort by name first 1",
    "projects where name = Octpus and budget > EUR 1 and ceiling; projects where when = 2031-01; projects where budget > EUR 90M",
    "projects where ceiling and not ceiling; projects where name = Octopus and name = CyberSEE first 2",
    "say projects where budget > EUR 1M and not (ceiling or name ~ cyber) and when in 2025..2027 sort by name group by scope show "
    "sum(budget)",
};

Test(nomemory, questions)
{
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        fail_in_turn(run, questions[i], 1);
        fail_in_turn(format, questions[i], 1);
    }
}

/* ---- Modules and values from outside ---- */

static char modules[] = "/tmp/cyq-nomemory-modules-XXXXXX";

static void write_module(const char *name, const char *text)
{
    char path[sizeof modules + 16];
    snprintf(path, sizeof path, "%s/%s", modules, name);
    FILE *f = fopen(path, "wb");
    cr_assert_not_null(f);
    cr_assert_eq(fwrite(text, 1, strlen(text), f), strlen(text));
    cr_assert_eq(fclose(f), 0);
}

static cyq_status use(const char *text, cyq_diagnostics *said)
{
    cyq_config config = {.size = sizeof config, .today = "2025-10-15", .module_path = modules};
    cyq_argument given[] = {{sizeof *given, "country", "Moldova"}, {sizeof *given, "days", "1, 2"}};
    cyq_session *session = NULL;
    cyq_script *script = NULL;
    cyq_params *params = NULL;
    cyq_status s = cyq_session_open(&config, said, &session);
    if (s == CYQ_OK)
        s = cyq_params_read(session, "query", text, strlen(text), said, &params);
    if (s == CYQ_OK)
        s = cyq_script_open_with(session, "query", text, strlen(text), given, 2, said, &script);
    cyq_params_free(params);
    cyq_script_close(script);
    cyq_session_close(session);
    return s;
}

Test(nomemory, modules)
{
    cr_assert_not_null(mkdtemp(modules));
    write_module("good.cyq", "# A module.\nuse other\nparam $days: set of int\nlet some = activities where days in $days");
    write_module("other.cyq", "param $country: text = Ukraine\ndef twice($x) = $x * 2");
    write_module("round.cyq", "let x = projects\nuse \"./round.cyq\"");
    fail_in_turn(use, "# About.\n\nuse good\nsome where country = $country select twice(days)", 1);
    fail_in_turn(use, "param $contry: text\nuse good", 1);
    fail_in_turn(use, "use round", 1);
    fail_in_turn(use, "use nowhere", 1);
    static const char *const files[] = {"good.cyq", "other.cyq", "round.cyq", ""};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[sizeof modules + 16];
        snprintf(path, sizeof path, "%s/%s", modules, files[i]);
        cr_expect_eq(remove(path), 0);
    }
}

/* The newsletter of tests/import/ and the database made of it. */
static char newsletter[16 * 1024];
static char database[] = "/tmp/cyq-nomemory-XXXXXX";

static void read_newsletter(void)
{
    FILE *f = fopen(CYQ_SOURCE_DIR "/tests/import/waterways-2031-q1.md", "rb");
    cr_assert_not_null(f);
    newsletter[fread(newsletter, 1, sizeof newsletter - 1, f)] = '\0';
    fclose(f);
    cr_assert_not_null(mkdtemp(database));
    cr_assert_eq(chdir(database), 0);
}

static void forget_newsletter(void)
{
    cr_expect_eq(unlink("a.db"), 0);
    cr_expect_eq(rmdir(database), 0, "something lies beside the database");
}

static cyq_status import(const char *text, cyq_diagnostics *said)
{
    size_t taken = 0;
    cyq_document document = {.name = "a.md", .text = text, .length = strlen(text)};
    return cyq_import(&document, 1, "2031-04-01", "a.db", said, take, &taken);
}

static cyq_status run_imported(const char *text, cyq_diagnostics *said)
{
    return run_on("a.db", text, said);
}

Test(nomemory, importing, .init = read_newsletter, .fini = forget_newsletter)
{
    fail_in_turn(import, newsletter, 1);
}

Test(nomemory, databases, .init = read_newsletter, .fini = forget_newsletter)
{
    cr_assert_eq(import(newsletter, NULL), CYQ_OK);
    fail_in_turn(run_imported, "activities select *", 1);
}

Test(nomemory, importing_without_memory_for_sqlite, .init = read_newsletter, .fini = forget_newsletter)
{
    see_memory_of_sqlite();
    fail_in_turn(import, newsletter, 19);
}

Test(nomemory, databases_without_memory_for_sqlite, .init = read_newsletter, .fini = forget_newsletter)
{
    see_memory_of_sqlite();
    cr_assert_eq(import(newsletter, NULL), CYQ_OK);
    fail_in_turn(run_imported, "activities select *", 19);
}
