/* Datasets as scripts for psql: the whole text of a small one. That the scripts do what they should is seen by tests/postgres/run. */
#include "import_test.h"

#include "import/database.h"

static const field_spec place_fields[] = {{"name", "text", true, "what it is called"}, {"near", "set of link places", false, ""}};
static const field_spec visit_fields[] = {
    {"title", "text", true, ""}, {"when", "period", true, ""},        {"place", "link places", true, ""}, {"cost", "money", false, ""},
    {"held", "bool", false, ""}, {"notes", "set of text", false, ""}, {"lasts", "duration", false, ""},   {"share", "number", false, ""}};
static const collection_spec specs[] = {{"places", "Where it's at", place_fields, 2, "name"}, {"visits", "", visit_fields, 8, NULL}};

static const char expected[] =
    "COPY cyq_made FROM stdin;\ncyq_form\ncyq_collections\ncyq_fields\nplaces\nplaces_near\nvisits\nvisits_notes\n\\.\n"
    "…"
    "CREATE TABLE \"places\" (\"row\" bigint NOT NULL, \"name\" text COLLATE \"C\");\n"
    "COMMENT ON TABLE \"places\" IS 'Where it''s at';\n"
    "CREATE TABLE \"places_near\" (\"places\" bigint NOT NULL, \"near\" bigint NOT NULL);\n"
    "CREATE TABLE \"visits\" (\"row\" bigint NOT NULL, \"title\" text COLLATE \"C\", \"when_first\" date, \"when_last\" date, \"place\" "
    "bigint, \"cost\" "
    "numeric, \"cost_currency\" text COLLATE \"C\", "
    "\"held\" boolean, \"lasts\" text COLLATE \"C\", \"share\" numeric);\n"
    "CREATE TABLE \"visits_notes\" (\"visits\" bigint NOT NULL, \"notes\" text COLLATE \"C\" NOT NULL);\n"
    "COPY cyq_form FROM stdin;\n3\n\\.\n"
    "COPY cyq_collections FROM stdin;\n0\tplaces\tWhere it's at\tplaces\trow\tname\n1\tvisits\t\tvisits\trow\t\\N\n\\.\n"
    "COPY cyq_fields FROM stdin;\n"
    "0\t0\tname\ttext\tt\twhat it is called\tplaces\tname\n0\t1\tnear\tset of link places\tf\t\tplaces_near\tnear\n"
    "1\t0\ttitle\ttext\tt\t\tvisits\ttitle\n1\t1\twhen\tperiod\tt\t\tvisits\twhen_first\n1\t2\tplace\tlink places\tt\t\tvisits\tplace\n"
    "1\t3\tcost\tmoney\tf\t\tvisits\tcost\n1\t4\theld\tbool\tf\t\tvisits\theld\n1\t5\tnotes\tset of text\tf\t\tvisits_notes\tnotes\n"
    "1\t6\tlasts\tduration\tf\t\tvisits\tlasts\n1\t7\tshare\tnumber\tf\t\tvisits\tshare\n\\.\n"
    "COPY \"places\" FROM stdin;\n1\tTiran\303\253\n2\t\n\\.\n"
    "COPY \"places_near\" FROM stdin;\n1\t2\n2\t2\n2\t1\n\\.\n"
    "COPY \"visits\" FROM stdin;\n1\ta\\tb\\\\\\n\t0001-01-01\t2025-10-07\t2\t3.5\tEUR\ttrue\t2 "
    "months\t-0.25\n2\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\n\\.\n"
    "COPY \"visits_notes\" FROM stdin;\n1\t\n1\t\\\\.\n\\.\n"
    "ALTER TABLE \"places\" ADD PRIMARY KEY (\"row\");\n"
    "ALTER TABLE \"visits\" ADD PRIMARY KEY (\"row\");\n"
    "ALTER TABLE \"places_near\" ADD PRIMARY KEY (\"places\", \"near\");\n"
    "CREATE INDEX ON \"places_near\" (\"near\", \"places\");\n"
    "ALTER TABLE \"places_near\" ADD FOREIGN KEY (\"places\") REFERENCES \"places\" (\"row\");\n"
    "ALTER TABLE \"places_near\" ADD FOREIGN KEY (\"near\") REFERENCES \"places\" (\"row\");\n"
    "CREATE INDEX ON \"visits\" (\"when_first\", \"when_last\");\n"
    "CREATE INDEX ON \"visits\" (\"place\");\n"
    "ALTER TABLE \"visits\" ADD FOREIGN KEY (\"place\") REFERENCES \"places\" (\"row\");\n"
    "ALTER TABLE \"visits_notes\" ADD PRIMARY KEY (\"visits\", \"notes\");\n"
    "CREATE INDEX ON \"visits_notes\" (\"notes\", \"visits\");\n"
    "ALTER TABLE \"visits_notes\" ADD FOREIGN KEY (\"visits\") REFERENCES \"visits\" (\"row\");\n"
    "ANALYZE cyq_form;\nANALYZE cyq_collections;\nANALYZE cyq_fields;\nANALYZE \"places\";\nANALYZE \"places_near\";\nANALYZE "
    "\"visits\";\nANALYZE \"visits_notes\";\n"
    "COMMIT;\n";

static const dataset *make(arena *a, arena *scratch)
{
    const str near_first[] = {STR("")}, near_second[] = {STR("Tiranë"), STR("")}, notes[] = {STR("\\."), STR("")};
    dataset_builder *b = dataset_builder_new(scratch, specs, 2, LINKS_BY_TEXT);
    const cell places[][2] = {{{.text = STR("Tiranë")}, {.texts = near_first, .count = 1}},
                              {{.text = STR("")}, {.texts = near_second, .count = 2}}};
    cell visit[8] = {{.text = STR("a\tb\\\n")}, {0}, {.text = STR("")}, {0}, {0}, {.texts = notes, .count = 2}, {0}, {0}}, nothing[8];
    visit[1].v = (value){.type = type_of(TYPE_PERIOD), .as.period = {CAL_FIRST, cal_day((civil){2025, 10, 7})}};
    visit[3].v = (value){.type = type_of(TYPE_MONEY), .as.money = {350, money_currency(STR("EUR"))}};
    visit[4].v = (value){.type = type_of(TYPE_BOOL), .as.boolean = true};
    visit[6].v = (value){.type = type_of(TYPE_DURATION), .as.duration = {2, true}};
    visit[7].v = (value){.type = type_of(TYPE_NUMBER), .as.number = -DEC_ONE / 4};
    for (size_t i = 0; i < 8; i++)
        nothing[i] = (cell){.missing = true};
    const dataset *made = NULL;
    cr_assert(b);
    for (size_t i = 0; i < 2; i++)
        cr_assert_eq(dataset_builder_row(b, 0, places[i]), ST_OK);
    cr_assert_eq(dataset_builder_row(b, 1, visit), ST_OK);
    cr_assert_eq(dataset_builder_row(b, 1, nothing), ST_OK);
    cr_assert_eq(dataset_builder_finish(b, a, &made, NULL), ST_OK);
    return made;
}

static status gather(void *data, str bytes)
{
    sbuf_add(data, bytes);
    return ST_OK;
}

/* Where `…` stands, anything may. */
static void expect_text(const char *text)
{
    const char *gap = strstr(expected, "…");
    size_t head = (size_t)(gap - expected), tail = strlen(gap) - strlen("…");
    const char *begin = strstr(text, "COPY cyq_made");
    cr_assert(begin && strlen(begin) > head + tail);
    cr_expect_eq(strncmp(begin, expected, head), 0, "%s", text);
    cr_expect_str_eq(begin + strlen(begin) - tail, gap + strlen("…"));
}

Test(script, the_whole_text_of_a_small_one)
{
    arena a = {0}, scratch = {0};
    diag_bag bag = {.memory = &a};
    sbuf text = {0};
    const dataset *d = make(&a, &scratch);
    cr_assert_eq(database_write_script(d, gather, &text, &scratch, NULL, &bag), ST_OK);
    cr_expect(str_starts(sbuf_str(&text), STR(DATABASE_SCRIPT_HEAD "\n")));
    expect_text(text.p);
    sbuf_free(&text);
    arena_free(&scratch);
    arena_free(&a);
}

static status refuse(void *data, str bytes)
{
    (void)bytes;
    ++*(int *)data;
    return ST_IO;
}

static bool stop(void *data)
{
    (void)data;
    return true;
}

Test(script, ends_where_its_sink_or_its_host_says_so)
{
    arena a = {0}, scratch = {0};
    diag_bag bag = {.memory = &a};
    sbuf text = {0};
    int refused = 0;
    const exec_control control = {.stop = stop};
    const dataset *d = make(&a, &scratch);
    cr_expect_eq(database_write_script(d, refuse, &refused, &scratch, NULL, &bag), ST_IO);
    cr_expect_eq(refused, 1);
    cr_expect_eq(database_write_script(d, gather, &text, &scratch, &control, &bag), ST_CANCELLED);
    sbuf_free(&text);
    arena_free(&scratch);
    arena_free(&a);
}

Test(script, a_table_has_at_most_1600_columns)
{
    for (size_t count = 1599; count <= 1600; count++) {
        arena a = {0}, scratch = {0};
        diag_bag bag = {.memory = &a};
        sbuf text = {0};
        field_spec *fields = ARENA_ARRAY(&a, count, field_spec);
        for (size_t i = 0; i < count; i++)
            fields[i] = (field_spec){arena_printf(&a, "f%zu", i).p, "int", false, ""};
        const collection_spec wide = {"wide", "", fields, count, NULL};
        const dataset *d;
        dataset_builder *b = dataset_builder_new(&scratch, &wide, 1, LINKS_BY_TEXT);
        cr_assert_eq(dataset_builder_finish(b, &a, &d, NULL), ST_OK);
        cr_expect_eq(database_write_script(d, gather, &text, &scratch, NULL, &bag), count == 1599 ? ST_OK : ST_IO);
        if (bag.count)
            cr_expect(str_equal(bag.items[0]->message, STR("wide would have 1601 columns; a table of PostgreSQL has at most 1600")));
        sbuf_free(&text);
        arena_free(&scratch);
        arena_free(&a);
    }
}
