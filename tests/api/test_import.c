/* Documents to a database through the public interface. */
#include "api.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Test(import, calls_that_are_wrong)
{
    cyq_document document = {"a.md", "text", 4}, nameless = {NULL, "text", 4}, empty = {"a.md", NULL, 4};
    cyq_diagnostics *said = NULL;
    cyq_diagnostics_new(&said);
    cr_expect_eq(cyq_import(NULL, 1, NULL, "x.db", NULL, NULL, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_import(&document, 0, NULL, "x.db", NULL, NULL, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_import(&document, 1, NULL, NULL, NULL, NULL, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_import(&nameless, 1, NULL, "x.db", NULL, NULL, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_import(&empty, 1, NULL, "x.db", NULL, NULL, NULL), CYQ_MISUSE);
    cr_expect_eq(cyq_import(&document, 1, "today", "x.db", said, NULL, NULL), CYQ_MISUSE);
    cr_expect_str_eq(api_code(said, 0), "E0741");
    cr_expect_neq(access("x.db", F_OK), 0);
    cyq_diagnostics_free(said);
}

Test(import, what_is_no_newsletter_makes_no_database)
{
    static const char *const texts[] = {"", "# A recipe\n\nTwo eggs.\n", "\xff\xfe"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cyq_document document = {"a.md", texts[i], strlen(texts[i])};
        cyq_diagnostics *said = NULL;
        cyq_diagnostics_new(&said);
        cr_expect_eq(cyq_import(&document, 1, "2025-10-15", "no.db", said, NULL, NULL), CYQ_ERROR);
        cr_expect_eq(cyq_diagnostics_error_count(said), 1);
        cr_expect_neq(access("no.db", F_OK), 0);
        cyq_diagnostics_free(said);
    }
}

static int count_bytes(void *user, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)user += length;
    return access("made.db", F_OK) == 0; /* the summary comes before the file */
}

static int refuse(void *user, const char *bytes, size_t length)
{
    (void)user;
    return bytes && length ? 1 : 0;
}

Test(import, a_summary_that_is_refused_stops_it)
{
    static const char text[] = "# WATERWAYS UPDATE\n\nJanuary – March 2031\n\n## Inventory of activities (January – March 2031)\n\n"
                               "### January 2031\n\nOctopus\tWorkshop, Chile, <i>online</i>, 05 January 2031\n";
    cyq_document document = {"a.md", text, sizeof text - 1};
    char folder[] = "/tmp/cyq-import-XXXXXX";
    size_t told = 0;
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
    cr_expect_eq(cyq_import(&document, 1, NULL, "made.db", NULL, refuse, NULL), CYQ_IO);
    cr_expect_neq(access("made.db", F_OK), 0);
    cr_expect_eq(cyq_import(&document, 1, NULL, "made.db", NULL, count_bytes, &told), CYQ_OK);
    cr_expect_eq(access("made.db", F_OK), 0);
    cr_expect_gt(told, 0);
    unlink("made.db");
    cr_expect_eq(rmdir(folder), 0, "nothing else is left");
}
