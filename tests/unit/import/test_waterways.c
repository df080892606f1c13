/* A newsletter of our own making: other quarter, other names, the same grammar. */
#include "import_test.h"

static imported x;

static void setup(void)
{
    size_t n = 0;
    char *text = read_whole("tests/import/waterways-2031-q1.md", &n);
    cr_assert_not_null(text);
    import_text(&x, "somewhere/waterways-2031-q1.md", (str){text, n});
    free(text);
    cr_assert_eq(x.done, ST_OK);
}

static void teardown(void)
{
    import_end(&x);
}

TestSuite(waterways, .init = setup, .fini = teardown);

Test(waterways, is_counted)
{
    cr_expect_eq(x.summary.documents, 1);
    cr_expect_eq(x.summary.listings, 14);
    cr_expect_eq(x.summary.activities, 12);
    cr_expect_eq(x.summary.merged, 2);
    cr_expect_eq(x.summary.projects, 3);
    cr_expect_eq(x.summary.stories, 4);
    cr_expect_eq(x.summary.contradictions, 1);
    cr_expect_eq(rows_of(&x, "activities"), 12);
    cr_expect_eq(rows_of(&x, "countries"), 250);
    expect_cell(&x, "documents", 0, "id", "2031-Q1");
    expect_cell(&x, "documents", 0, "title", "WATERWAYS UPDATE");
    expect_cell(&x, "documents", 0, "period", "2031-Q1");
    expect_cell(&x, "documents", 0, "file", "waterways-2031-q1.md");
    expect_cell(&x, "documents", 0, "imported", "");
}

Test(waterways, a_lead_is_read_whatever_its_spelling)
{
    size_t row = row_where(&x, "activities", "title", "Reading tide tables, \"the quick way\"");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "activities", row, "project", "LAKE-w; RiverGuard+");
    expect_cell(&x, "activities", row, "place", "Valparaíso, Chile");
    expect_cell(&x, "activities", row, "city", "Valparaíso");
    expect_cell(&x, "activities", row, "country", "Chile");
    expect_cell(&x, "activities", row, "mode", "in person; online");
    expect_cell(&x, "activities", row, "when", "2031-01-28..2031-02-02");
    expect_cell(&x, "activities", row, "source", "2031-Q1:68");
}

Test(waterways, a_project_and_a_partner_nobody_has_heard_of)
{
    size_t row = row_where(&x, "activities", "title", "Walk along the dyke");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "activities", row, "project", "DYKES");
    expect_cell(&x, "activities", row, "partner", "AquaLab");
    expect_cell(&x, "activities", row, "country", "Kosovo");
    expect_cell(&x, "activities", row, "place", "Kosovo");
    size_t project = row_where(&x, "projects", "name", "DYKES");
    expect_cell(&x, "projects", project, "budget", "USD 750000");
    expect_cell(&x, "projects", project, "parent", "");
    cr_expect_eq(reported(&x, W_IMPORT_LEFT_OVER, "\"Delta\", of which DYKES is a part, is no project"), 1);
}

Test(waterways, countries_in_a_title_are_no_place)
{
    size_t row = row_where(&x, "activities", "title", "Workshops on fog: Fiji, Tonga");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "activities", row, "country", "");
    expect_cell(&x, "activities", row, "place", "");
    expect_cell(&x, "activities", row, "scope", "unspecified");
}

Test(waterways, listings_are_one_activity_by_identity_only)
{
    size_t row = row_where(&x, "activities", "title", "A study of EJCN charts");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "activities", row, "source", "2031-Q1:71; 2031-Q1:75; 2031-Q1:91");
    expect_cell(&x, "activities", row, "listed", "2031-01; 2031-02; 2031-04");
    expect_cell(&x, "activities", row, "section", "coming next; inventory");
    expect_cell(&x, "activities", row, "precision", "month");
    cr_expect_eq(row_where(&x, "activities", "title", "A study of EJCEN charts"), SIZE_MAX);
    cr_expect_eq(reported(&x, N_IMPORT_MERGED, "3 listings are one activity: 2031-Q1:71, 2031-Q1:75, 2031-Q1:91"), 1);
    cr_expect_eq(reported_line(&x, N_IMPORT_READ, "spelt differently"), 71);
    size_t surveys = 0;
    for (size_t i = 0; i < rows_of(&x, "activities"); i++)
        surveys += strcmp(cell_text(&x, "activities", i, "title"), "Survey of buoys") == 0;
    cr_expect_eq(surveys, 3, "the same title on other dates, and in another country, is another activity");
}

Test(waterways, a_row_may_be_broken_over_lines)
{
    size_t row = row_where(&x, "activities", "title", "A row that is broken over two lines and once more");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "activities", row, "country", "Malta");
    expect_cell(&x, "activities", row, "when", "2031-02-11");
    expect_cell(&x, "activities", row, "source", "2031-Q1:76");
}

Test(waterways, scopes_and_marks_of_doubt)
{
    size_t row = row_where(&x, "activities", "title", "Tell the pilots");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "activities", row, "scope", "global");
    expect_cell(&x, "activities", row, "mode", "");
    expect_cell(&x, "activities", row, "tentative", "true");
    expect_cell(&x, "activities", row, "when", "2030-12..2031-04");
}

Test(waterways, what_makes_no_sense_is_said_with_its_line)
{
    size_t row = row_where(&x, "activities", "title", "By pigeon");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "activities", row, "when", "");
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "no dates of the calendar"), 93);
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "stands where the mode does"), 93);
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "line 89 was not read"), 89);
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "line 127 was not read"), 127);
    cr_expect_eq(reported_line(&x, W_IMPORT_LEFT_OVER, "\"MarshLight\" is named in a heading"), 37);
    cr_expect_eq(reported_line(&x, W_IMPORT_CONTRADICTION, "the budget of LAKE-w is EUR 1300000 here, and EUR 1250000 in line 51"), 107);
}

Test(waterways, projects_show_the_inventory_and_keep_the_claims)
{
    size_t lake = row_where(&x, "projects", "name", "LAKE-w"), river = row_where(&x, "projects", "name", "RiverGuard+");
    expect_cell(&x, "projects", lake, "title", "Watching the Lakes of the World");
    expect_cell(&x, "projects", lake, "budget", "EUR 1300000");
    expect_cell(&x, "projects", lake, "country", "Chile; Fiji; Kosovo");
    expect_cell(&x, "projects", lake, "when", "2030-01..2032-12");
    expect_cell(&x, "projects", river, "budget", "EUR 2000000.50");
    expect_cell(&x, "projects", river, "ceiling", "true");
    expect_cell(&x, "projects", river, "scope", "Western Balkans");
    expect_cell(&x, "claims", row_where(&x, "claims", "source", "2031-Q1:119"), "normal", "Iceland; Norway; United States");
}

Test(waterways, news_of_treaties)
{
    size_t row = row_where(&x, "treaty_events", "kind", "accession");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "treaty_events", row, "state", "Iceland");
    expect_cell(&x, "treaty_events", row, "treaty", "Lake Convention");
    expect_cell(&x, "treaty_events", row, "rank", "12");
    expect_cell(&x, "treaty_events", row, "effect_date", "2031-06-01");
    cr_expect_eq(rows_of(&x, "treaty_events"), 5, "one row for each state that was invited");
    cr_expect_neq(row_where(&x, "treaty_events", "state", "Trinidad and Tobago"), SIZE_MAX);
    expect_cell(&x, "treaties", 0, "number", "ETS 999");
    expect_cell(&x, "treaties", 0, "opened", "2019-05-03");
    expect_cell(&x, "figures", 0, "value", "12");
}

Test(waterways, stories_keep_their_text_in_an_import)
{
    size_t row = row_where(&x, "stories", "headline", "LAKE-w and RiverGuard+: Harbour masters compare their charts");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "stories", row, "project", "LAKE-w; RiverGuard+");
    expect_cell(&x, "stories", row, "text", "They brought forty charts and left with one.");
    row = row_where(&x, "stories", "headline", "LAKE-w: Ferry pilots meet");
    cr_assert_neq(row, SIZE_MAX);
    expect_cell(&x, "stories", row, "mode", "in person");
    expect_cell(&x, "stories", row, "when", "2031-01-30..2031-02-02");
    expect_cell(&x, "stories", row, "city", "Suva");
}

Test(waterways, short_lists)
{
    expect_cell(&x, "saved_dates", 0, "title", "4th Estuary Forum");
    expect_cell(&x, "saved_dates", 0, "activity", "Estuary Forum, the 4th");
    expect_cell(&x, "saved_dates", 1, "activity", "");
    expect_cell(&x, "saved_dates", 1, "country", "Malta");
    expect_cell(&x, "highlights", 1, "headline", "Ferry pilots meet in Suva");
    expect_cell(&x, "countries", row_where(&x, "countries", "iso2", "XK"), "note", "This designation is a test's.");
}
