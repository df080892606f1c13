/* What becomes of schemas that anyone made: the collections, fields, types, and where they lie. Each case is a script that makes a database, and how that is seen. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/sql/foreign.h"
#include "runtime/sql/sqlite.h"

static const char *const forms[] = {"", " printed", " numeric", " timestamp", " as text"};

static void describe_field(sbuf *out, const dataset *d, const field *f, const sql_field *column)
{
    sbuf_printf(out, "  %.*s: ", STR_ARG(f->name));
    dataset_type_words(out, d, f->type);
    sbuf_printf(out, "%s", forms[column->form]);
    if (column->table.n)
        sbuf_printf(out, " %.*s(%.*s)", STR_ARG(column->table), STR_ARG(column->owner));
    for (size_t i = 0; i < column->column_count; i++)
        if (!str_equal(column->columns[i], f->name))
            sbuf_printf(out, " <%.*s>", STR_ARG(column->columns[i]));
    sbuf_char(out, '\n');
}

static void describe(sbuf *out, const dataset *d, const sql_layout *layout)
{
    cr_assert_eq(d->count, layout->count);
    for (size_t i = 0; i < d->count; i++) {
        const collection *c = &d->collections[i];
        const sql_table *t = &layout->tables[i];
        cr_assert_eq(c->field_count, t->field_count);
        sbuf_printf(out, "%.*s %zu", STR_ARG(c->name), c->rows);
        if (t->key.n)
            sbuf_printf(out, " key %.*s", STR_ARG(t->key));
        for (size_t k = 0; k < t->order_count; k++)
            sbuf_printf(out, "%s%.*s", k ? ", " : " by ", STR_ARG(t->order[k]));
        if (c->name_field >= 0)
            sbuf_printf(out, " called %.*s", STR_ARG(c->fields[c->name_field].name));
        if (c->help.n)
            sbuf_printf(out, " (%.*s)", STR_ARG(c->help));
        sbuf_char(out, '\n');
        for (size_t k = 0; k < c->field_count; k++)
            describe_field(out, d, &c->fields[k], &t->fields[k]);
    }
}

static sql_connection *open_made(const char *script, diag_bag *bag)
{
    sqlite3 *db;
    sql_connection *c;
    char *error = NULL;
    cr_assert_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, script, NULL, NULL, &error), SQLITE_OK, "%s", error);
    cr_assert_eq(sqlite_adopt(db, STR("made"), bag, &c), ST_OK);
    return c;
}

/* The collections of a database as text; where it is refused, what is said. */
static void read_made(sbuf *out, const char *script, const foreign_mapping *mapping)
{
    arena memory = {0}, told = {0};
    diag_bag bag = {.memory = &told};
    sql_layout layout;
    const dataset *d;
    sql_connection *c = open_made(script, &bag);
    cr_assert_eq(c->driver->begin(c, NULL, &bag), ST_OK);
    if (foreign_read(c, mapping, &memory, &bag, &layout, &d) == ST_OK)
        describe(out, d, &layout);
    c->driver->end(c);
    for (size_t i = 0; i < bag.count; i++)
        diag_render(out, bag.items[i], false);
    c->driver->disconnect(c);
    arena_free(&memory);
    arena_free(&told);
}

static void expect(const char *script, const char *expected)
{
    sbuf out = {0};
    read_made(&out, script, NULL);
    cr_assert_str_eq(out.p ? out.p : "", expected, "%s\ngives\n%s", script, out.p);
    sbuf_free(&out);
}

/* ---- Keys and links ---- */

Test(foreign, links_are_named_without_their_ending)
{
    expect("CREATE TABLE artist(artist_id INTEGER PRIMARY KEY, name TEXT);"
           "CREATE TABLE album(AlbumId INTEGER PRIMARY KEY, title TEXT, ArtistId INT REFERENCES artist, otherID INT REFERENCES "
           "artist(artist_id), "
           "maker INT REFERENCES artist, id INT REFERENCES artist, PAID INT REFERENCES artist)",
           "artist 0 key artist_id by artist_id called name\n"
           "  artist_id: int\n"
           "  name: text\n"
           "album 0 key AlbumId by AlbumId called title\n"
           "  AlbumId: int\n"
           "  title: text\n"
           "  Artist: link artist <ArtistId>\n"
           "  other: link artist <otherID>\n"
           "  maker: link artist\n"
           "  id: link artist\n"
           "  PAID: link artist\n");
}

Test(foreign, a_link_takes_no_name_of_a_column)
{
    expect("CREATE TABLE a(id INTEGER PRIMARY KEY);"
           "CREATE TABLE b(a TEXT, a_id INT REFERENCES a(id), Other_Id INT REFERENCES a, other INT, x_id INT REFERENCES a, xId INT "
           "REFERENCES a)",
           "a 0 key id by id called name\n"
           "  id: int\n"
           "  name: text as text <id>\n"
           "b 0 by a, a_id, Other_Id, other, x_id, xId called a\n"
           "  a: text\n"
           "  a_id: link a\n"
           "  Other_Id: link a\n"
           "  other: int\n"
           "  x: link a <x_id>\n"
           "  xId: link a\n");
}

Test(foreign, a_link_table_is_a_set)
{
    expect("CREATE TABLE playlist(id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE track(id INTEGER PRIMARY KEY, name TEXT);"
           "CREATE TABLE playlist_track(playlist_id INT REFERENCES playlist, track_id INT REFERENCES track, PRIMARY KEY(playlist_id, "
           "track_id))",
           "playlist 0 key id by id called name\n"
           "  id: int\n"
           "  name: text\n"
           "  track: set of link track playlist_track(playlist_id) <track_id>\n"
           "track 0 key id by id called name\n"
           "  id: int\n"
           "  name: text\n");
}

Test(foreign, a_link_table_may_have_a_key_and_nothing_else)
{
    const char *tables = "CREATE TABLE a(id TEXT PRIMARY KEY) WITHOUT ROWID; CREATE TABLE b(id INTEGER PRIMARY KEY, a TEXT);";
    char sql[1000];
    const char *set = "a 0 key id by id called id\n  id: text\n  b: set of link b ab(a)\nb 0 key id by id called a\n  id: int\n  a: text\n";
    snprintf(sql, sizeof sql, "%s CREATE TABLE ab(id INTEGER PRIMARY KEY, a TEXT REFERENCES a, b INT REFERENCES b)", tables);
    expect(sql, set);
    snprintf(sql, sizeof sql, "%s CREATE TABLE ab(a TEXT REFERENCES a, b INT REFERENCES b, rank INT)", tables);
    expect(sql, "a 0 key id by id called id\n  id: text\nb 0 key id by id called a\n  id: int\n  a: text\n"
                "ab 0 by a, b, rank\n  a: link a\n  b: link b\n  rank: int\n");
}

Test(foreign, link_tables_between_the_same_are_told_apart_by_their_names)
{
    expect("CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT); CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT, friends TEXT);"
           "CREATE TABLE authors(book INT REFERENCES book, person INT REFERENCES person);"
           "CREATE TABLE editors(book INT REFERENCES book, person INT REFERENCES person);"
           "CREATE TABLE friends(one INT REFERENCES person, other INT REFERENCES person)",
           "book 0 key id by id called title\n"
           "  id: int\n"
           "  title: text\n"
           "  authors: set of link person authors(book) <person>\n"
           "  editors: set of link person editors(book) <person>\n"
           "person 0 key id by id called name\n"
           "  id: int\n"
           "  name: text\n"
           "  friends: text\n"
           "  friends_: set of link person friends(one) <other>\n");
}

Test(foreign, link_tables_that_lead_to_and_fro_are_told_apart_by_their_names)
{
    expect("CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT); CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT);"
           "CREATE TABLE authors(book INT REFERENCES book, person INT REFERENCES person);"
           "CREATE TABLE readers(person INT REFERENCES person, book INT REFERENCES book)",
           "book 0 key id by id called title\n"
           "  id: int\n"
           "  title: text\n"
           "  authors: set of link person authors(book) <person>\n"
           "person 0 key id by id called name\n"
           "  id: int\n"
           "  name: text\n"
           "  readers: set of link book readers(person) <book>\n");
}

Test(foreign, a_table_that_others_lead_to_is_no_set)
{
    expect("CREATE TABLE a(id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE ab(id INTEGER PRIMARY KEY, a INT REFERENCES a, b INT "
           "REFERENCES a);"
           "CREATE TABLE c(ab INT REFERENCES ab)",
           "a 0 key id by id called name\n"
           "  id: int\n"
           "  name: text\n"
           "ab 0 key id by id called name\n"
           "  id: int\n"
           "  a: link a\n"
           "  b: link a\n"
           "  name: text as text <id>\n"
           "c 0 by ab\n"
           "  ab: link ab\n");
}

Test(foreign, links_that_lead_nowhere_stay_columns)
{
    expect("CREATE TABLE a(x INT, y INT, z TEXT UNIQUE, PRIMARY KEY(x, y));"
           "CREATE TABLE b(ax INT, ay INT, az TEXT REFERENCES a(z), no INT REFERENCES nowhere, odd INT REFERENCES a(z), wrong TEXT "
           "REFERENCES a(none), "
           "FOREIGN KEY(ax, ay) REFERENCES a(x, y))",
           "a 0 key z by z called z\n"
           "  x: int\n"
           "  y: int\n"
           "  z: text\n"
           "b 0 by ax, ay, az, no, odd, wrong called wrong\n"
           "  ax: int\n"
           "  ay: int\n"
           "  az: link a\n"
           "  no: int\n"
           "  odd: int\n"
           "  wrong: text\n");
}

Test(foreign, a_key_that_is_a_link_is_both)
{
    expect("CREATE TABLE person(person_id INTEGER PRIMARY KEY, name TEXT);"
           "CREATE TABLE staff(person_id INTEGER PRIMARY KEY REFERENCES person, room TEXT); CREATE TABLE boss(id INTEGER PRIMARY KEY "
           "REFERENCES boss)",
           "person 0 key person_id by person_id called name\n"
           "  person_id: int\n"
           "  name: text\n"
           "staff 0 key person_id by person_id called room\n"
           "  person_id: int\n"
           "  person: link person <person_id>\n"
           "  room: text\n"
           "boss 0 key id by id called name\n"
           "  id: int\n"
           "  id_: link boss <id>\n"
           "  name: text as text <id>\n");
}

Test(foreign, rows_are_ordered_by_their_key)
{
    expect("CREATE TABLE a(b INT, c INT, d INT, PRIMARY KEY(c, b)); INSERT INTO a VALUES(1, 2, 3);"
           "CREATE TABLE e(f INT, g INT, PRIMARY KEY(g)); INSERT INTO e VALUES(1, NULL), (2, NULL);"
           "CREATE TABLE h(i BLOB PRIMARY KEY, j INT); INSERT INTO h VALUES(x'00', 1);"
           "CREATE TABLE k(l TEXT NOT NULL UNIQUE, m INT); INSERT INTO k VALUES('a', 1); CREATE TABLE n(o TEXT REFERENCES k(l))",
           "a 1 by c, b\n"
           "  b: int\n"
           "  c: int\n"
           "  d: int\n"
           "e 2 key g by g, f called name\n"
           "  f: int\n"
           "  g: int\n"
           "  name: text as text <g>\n"
           "h 1 by i (left out: i (BLOB))\n"
           "  j: int\n"
           "k 1 key l by l called l\n"
           "  l: text\n"
           "  m: int\n"
           "n 0 by o\n"
           "  o: link k\n");
}

/* ---- Types ---- */

Test(foreign, types_are_what_is_declared_where_nothing_is_stored)
{
    expect("CREATE TABLE t(a INTEGER, b VARCHAR(20), c NUMERIC(10, 2), d REAL, e BOOLEAN, f DATE, g DATETIME, h TIMESTAMP, i BLOB, j, k "
           "DOUBLE, l CLOB, "
           "m TINYINT(1), n DECIMAL)",
           "t 0 by a, b, c, d, e, f, g, h, j, k, l, m, n called b (left out: i (BLOB))\n"
           "  a: int\n"
           "  b: text\n"
           "  c: number numeric\n"
           "  d: number numeric\n"
           "  e: bool\n"
           "  f: date\n"
           "  g: date\n"
           "  h: date\n"
           "  j: text\n"
           "  k: number numeric\n"
           "  l: text\n"
           "  m: int\n"
           "  n: number numeric\n");
}

Test(foreign, types_are_what_is_stored)
{
    expect(
        "CREATE TABLE t(a INTEGER, b INTEGER, c INTEGER, d BOOLEAN, e DATE, f DATE, g DATE, h, i, j, k TEXT, l BLOB, m BOOLEAN, n NUMERIC);"
        "INSERT INTO t VALUES(1, 1, 1, 1, '2025-10-07', '2025-10-07 12:00', '2025-10-07', 1, 1, x'00', 'a', 'a', 'yes', 1);"
        "INSERT INTO t VALUES(2, 1.5, 'x', 2, '2025-02-28', '', 'soon', 2.5, 'x', x'01', x'00', 'b', 1, 2);"
        "INSERT INTO t(a) VALUES(NULL)",
        "t 3 by a, b, c, d, e, f, g, h, i, k, l, m, n called c (left out: j)\n"
        "  a: int\n"
        "  b: number numeric\n"
        "  c: text as text\n"
        "  d: int\n"
        "  e: date\n"
        "  f: date timestamp\n"
        "  g: text\n"
        "  h: number numeric\n"
        "  i: text as text\n"
        "  k: text as text\n"
        "  l: text\n"
        "  m: text as text\n"
        "  n: number numeric\n");
}

Test(foreign, a_date_that_is_none_makes_no_plain_dates)
{
    expect("CREATE TABLE t(a DATE, b DATE, c DATE, d TIMESTAMP);"
           "INSERT INTO t VALUES('2025-02-30', '0000-00-00', 20251007, '2025-10-07T10:00:00Z');"
           "INSERT INTO t VALUES('2025-02-28', '2025-1-1', NULL, '2025-10-07')",
           "t 2 by a, b, c, d called b\n"
           "  a: date timestamp\n"
           "  b: text\n"
           "  c: int\n"
           "  d: date timestamp\n");
}

Test(foreign, keys_of_several_storage_classes_are_no_keys)
{
    expect("CREATE TABLE a(id PRIMARY KEY, name TEXT); INSERT INTO a VALUES(1, 'one'), ('1', 'other');"
           "CREATE TABLE b(a REFERENCES a); INSERT INTO b VALUES(1)",
           "a 2 by id called name\n"
           "  id: text as text\n"
           "  name: text\n"
           "b 1 by a\n"
           "  a: int\n");
}

Test(foreign, strict_tables_and_generated_columns)
{
    expect("CREATE TABLE t(id INTEGER PRIMARY KEY, a ANY, b INT, c INT GENERATED ALWAYS AS (b * 2), d TEXT AS (b || '') STORED) STRICT;"
           "INSERT INTO t(a, b) VALUES('x', 1), (x'00', 2), (3, 3)",
           "t 3 key id by id called a\n"
           "  id: int\n"
           "  a: text as text\n"
           "  b: int\n"
           "  c: int\n"
           "  d: text\n");
}

/* ---- Names ---- */

Test(foreign, names_that_are_no_words)
{
    expect("CREATE TABLE \"a \"\"b\"\"`c\nd\"(\"x\ty\" INT, \"\" INT, \" \" INT, \"select\" INT, \"cafe\u0301\" INT, \"caf\u00e9\" INT); "
           "CREATE TABLE \"\"(a INT)",
           "a \"b\"_c_d 0 by x\ty, ,  , select, cafe\u0301, caf\u00e9\n"
           "  x_y: int <x\ty>\n"
           "  _: int <>\n"
           "  __: int < >\n"
           "  select: int\n"
           "  caf\u00e9: int <cafe\u0301>\n"
           "  caf\u00e9_: int <caf\u00e9>\n"
           "_ 0 by a\n"
           "  a: int\n");
}

/* ---- What is left out ---- */

Test(foreign, views_and_virtual_tables_are_left_out)
{
    expect("CREATE TABLE t(a INT); CREATE VIEW v AS SELECT a FROM t; CREATE VIRTUAL TABLE f USING fts5(text); CREATE VIRTUAL TABLE r USING "
           "rtree(id, a, b);"
           "CREATE TABLE s(id INTEGER PRIMARY KEY AUTOINCREMENT); CREATE TEMP TABLE u(a INT)",
           "t 0 by a\n"
           "  a: int\n"
           "s 0 key id by id called name\n"
           "  id: int\n"
           "  name: text as text <id>\n");
}

Test(foreign, databases_with_nothing_to_read)
{
    expect("CREATE VIEW v AS SELECT 1", "error[E0722]: made: it has no table with a column that can be read\n");
    expect("CREATE TABLE t(a BLOB); INSERT INTO t VALUES(x'00')", "error[E0722]: made: it has no table with a column that can be read\n");
}

/* ---- Many ---- */

Test(foreign, the_most_columns_there_can_be)
{
    sbuf sql = {0}, out = {0};
    sbuf_add(&sql, STR("CREATE TABLE t("));
    for (int i = 0; i < 2000; i++)
        sbuf_printf(&sql, "%sc%d %s", i ? ", " : "", i, i % 2 ? "TEXT" : "DATE");
    sbuf_add(&sql, STR("); INSERT INTO t(c0, c1, c1999) VALUES('2025-10-07', 'a', x'00')"));
    read_made(&out, sql.p, NULL);
    cr_assert(strstr(out.p, "  c0: date\n  c1: text\n"));
    cr_assert(strstr(out.p, "  c1999: text as text\n") || strstr(out.p, "left out: c1999"));
    sbuf_free(&sql);
    sbuf_free(&out);
}

Test(foreign, thousands_of_tables)
{
    sbuf sql = {0}, out = {0};
    for (int i = 0; i < 4096; i++)
        sbuf_printf(&sql, "CREATE TABLE t%d(id INTEGER PRIMARY KEY, name TEXT, next INT REFERENCES t%d);", i, (i + 1) % 4096);
    read_made(&out, sql.p, NULL);
    cr_assert(strstr(out.p, "t4095 0 key id by id called name\n  id: int\n  name: text\n  next: link t0\n"));
    sbuf_clear(&out);
    sbuf_add(&sql, STR("CREATE TABLE more(a)"));
    read_made(&out, sql.p, NULL);
    cr_assert_str_eq(out.p, "error[E0722]: made: it has 4097 tables; at most 4096 can be read\n");
    sbuf_free(&sql);
    sbuf_free(&out);
}

/* ---- Mappings ---- */

/* One setting, as `load "t" with …` says it. */
static void expect_mapped(const char *script, const char *table, const char *name, const load_setting *settings, size_t count,
                          const char *expected)
{
    arena memory = {0};
    size_t bad;
    const source *from;
    sbuf out = {0};
    cr_assert_eq(source_read(&memory, STR("map.cyq"), STR("load \"t\" with said"), &from, &bad), ST_OK);
    foreign_said said = {.table = str_of(table), .table_where = {5, 8}, .name = str_of(name), .settings = settings, .setting_count = count};
    foreign_mapping mapping = {from, &said, 1};
    read_made(&out, script, &mapping);
    cr_assert_str_eq(out.p ? out.p : "", expected, "%s", out.p);
    sbuf_free(&out);
    arena_free(&memory);
}

static load_setting said(load_setting_kind kind, const char *name, const char *first, const char *last)
{
    span where = {14, 18};
    return (load_setting){kind,  where, str_of(name), str_of(first), str_of(last),      str_of(first),
                          where, where, where,        where,         type_of(TYPE_NONE)};
}

static const char orders[] =
    "CREATE TABLE customer(id TEXT PRIMARY KEY, name TEXT);"
    "CREATE TABLE orders(number INT, customer TEXT, ordered DATE, shipped DATETIME, paid TEXT, amount TEXT);"
    "INSERT INTO orders VALUES(1, 'A', '2025-10-07', '2025-10-09 10:00', '2025-10-10', '1.5'), (2, 'B', '2025-10-08', NULL, '', '2');";

Test(foreign, a_mapping_says_what_the_database_does_not)
{
    load_setting settings[] = {said(LOAD_PERIOD, "when", "ordered", "shipped"),
                               said(LOAD_LINKS, "CUSTOMER", "customer", ""),
                               said(LOAD_KEY, "key", "number", ""),
                               said(LOAD_TYPE, "paid", "", ""),
                               said(LOAD_TYPE, "amount", "", ""),
                               said(LOAD_PERIOD, "sent", "shipped", "shipped")};
    settings[3].type = type_of(TYPE_DATE);
    settings[4].type = type_of(TYPE_NUMBER);
    expect_mapped(orders, "ORDERS", "sales", settings, 6,
                  "customer 0 key id by id called name\n"
                  "  id: text\n"
                  "  name: text\n"
                  "sales 2 key number by number called name (the table orders)\n"
                  "  number: int\n"
                  "  customer: link customer\n"
                  "  ordered: date\n"
                  "  shipped: date timestamp\n"
                  "  paid: date timestamp\n"
                  "  amount: number printed\n"
                  "  when: period timestamp <ordered> <shipped>\n"
                  "  sent: period timestamp <shipped>\n"
                  "  name: text as text <number>\n");
}

static void expect_refused(load_setting setting, const char *message, const char *hint)
{
    char expected[600];
    snprintf(expected, sizeof expected, "error[E0726]: %s\n  --> map.cyq:1:15\n  |\n1 | load \"t\" with said\n  |               ^^^^%s\n",
             message, hint);
    expect_mapped(orders, "orders", "", &setting, 1, expected);
}

Test(foreign, a_mapping_that_does_not_fit)
{
    expect_mapped(orders, "order", "", NULL, 0,
                  "error[E0726]: the database has no table \"order\"\n  --> map.cyq:1:6\n  |\n1 | load \"t\" with said\n  |      ^^^\n"
                  "  = hint: did you mean orders?\n");
    expect_refused(said(LOAD_PERIOD, "when", "orderd", "shipped"), "the table orders has no column \"orderd\"",
                   "\n  = hint: did you mean ordered?");
    expect_refused(said(LOAD_PERIOD, "when", "nothing", "shipped"), "the table orders has no column \"nothing\"",
                   "\n  = hint: its columns are number, customer, ordered, shipped, paid and amount");
    expect_refused(said(LOAD_PERIOD, "when", "ordered", "paid"), "the column paid is text, not date",
                   "\n  = hint: texts that begin with a date as in 2025-10-07 can be read as dates: paid = date before it");
    expect_refused(said(LOAD_PERIOD, "when", "number", "number"), "the column number is int, not date", "");
    expect_refused(said(LOAD_PERIOD, "paid", "ordered", "shipped"), "there is a \"paid\" already", " expected a name for the new field");
    expect_refused(said(LOAD_LINKS, "customer", "customers", ""), "the database has no table \"customers\"",
                   "\n  = hint: did you mean customer?");
    expect_refused(said(LOAD_LINKS, "number", "customer", ""), "number is int, the key id of customer text", "");
    expect_refused(said(LOAD_LINKS, "number", "orders", ""), "the table orders has no key of one column that links could lead to",
                   "\n  = hint: say which it is: load \"orders\" with key = …");
    expect_refused(said(LOAD_KEY, "key", "ordered", ""),
                   "the column ordered cannot be a key: its values are neither all whole numbers nor all texts", "");
    load_setting typed = said(LOAD_TYPE, "customer", "", "");
    typed.type = type_of(TYPE_BOOL);
    expect_refused(typed, "the column customer is text and cannot be read as bool",
                   "\n  = hint: every column can be text, a text date or number, an int number");
}

/* ---- Collations ---- */

Test(foreign, no_statement_compares_by_a_collation_that_is_unknown)
{
    arena told = {0};
    diag_bag bag = {.memory = &told};
    sql_cursor *s;
    bool row = true;
    sql_connection *c = open_made("CREATE TABLE t(a TEXT COLLATE NOCASE, b INT COLLATE NOCASE); INSERT INTO t VALUES ('x', 2), ('y', 1);"
                                  "PRAGMA writable_schema = on; UPDATE sqlite_schema SET sql = replace(sql, 'NOCASE', 'LOCALIZED');"
                                  "PRAGMA writable_schema = reset",
                                  &bag);
    cr_assert_eq(c->driver->open(c, "SELECT a FROM t ORDER BY b", NULL, 0, &bag, &s), ST_OK);
    cr_assert_eq(c->driver->next(s, &bag, &row), ST_OK);
    cr_assert_str_eq(c->driver->text(s, 0).p, "y");
    c->driver->close(s);
    cr_assert_eq(c->driver->open(c, "SELECT a FROM t ORDER BY a", NULL, 0, &bag, &s), ST_OK);
    cr_assert_eq(c->driver->next(s, &bag, &row), ST_IO);
    c->driver->close(s);
    cr_assert_eq(bag.count, 1);
    cr_assert_eq(bag.items[0]->code, E_DATABASE_FOREIGN);
    c->driver->disconnect(c);
    arena_free(&told);
}
