/* Modules, imports and databases, without memory. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "jobs.h"

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

static cyq_status use_in(cyq_session *session, const char *text, cyq_diagnostics *said)
{
    cyq_argument given[] = {{sizeof *given, "country", "Moldova"}, {sizeof *given, "days", "1, 2"}};
    cyq_script *script = NULL;
    cyq_params *params = NULL;
    cyq_status s = cyq_params_read(session, "query", text, strlen(text), said, &params);
    if (s == CYQ_OK)
        s = cyq_script_open_with(session, "query", text, strlen(text), given, 2, said, &script);
    cyq_params_free(params);
    cyq_script_close(script);
    return s;
}

static cyq_status use(const char *text, cyq_diagnostics *said)
{
    return job_in(NULL, modules, use_in, text, said);
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
    return cyq_import(&document, 1, "2031-04-01", "a.db", said, job_take, &taken);
}

static cyq_status run_imported(const char *text, cyq_diagnostics *said)
{
    return job_run_on("a.db", text, said);
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
    fail_in_sqlite();
    fail_in_turn(import, newsletter, 19);
}

Test(nomemory, databases_without_memory_for_sqlite, .init = read_newsletter, .fini = forget_newsletter)
{
    fail_in_sqlite();
    cr_assert_eq(import(newsletter, NULL), CYQ_OK);
    fail_in_turn(run_imported, "activities select *", 19);
}
