/* Datasets in SQLite files: what is written is read, what is not ours is left alone, what is damaged is refused. */
#include "import_test.h"

#include <dirent.h>
#include <errno.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/database.h"

static char directory[64], path[96];
static arena a, scratch;
static diag_bag bag;

static void setup(void)
{
    strcpy(directory, "/tmp/cyq-database-XXXXXX");
    cr_assert_not_null(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/data.db", directory);
    bag = (diag_bag){.memory = &a};
}

static size_t files_in_directory(bool remove_them)
{
    size_t count = 0;
    DIR *d = opendir(directory);
    cr_assert_not_null(d);
    for (struct dirent *e = readdir(d); e; e = readdir(d)) {
        char name[512];
        if (*e->d_name == '.')
            continue;
        count++;
        snprintf(name, sizeof name, "%s/%s", directory, e->d_name);
        if (remove_them)
            remove(name);
    }
    closedir(d);
    return count;
}

static void teardown(void)
{
    files_in_directory(true);
    rmdir(directory);
    arena_free(&scratch);
    arena_free(&a);
}

TestSuite(database, .init = setup, .fini = teardown);

static const char *last_message(void)
{
    return bag.count ? arena_str(&a, bag.items[bag.count - 1]->message).p : "";
}

static status write_to(const dataset *d)
{
    status done = database_write(d, str_of(path), &scratch, NULL, &bag);
    arena_free(&scratch);
    return done;
}

static status read_from(const dataset **out)
{
    status done = database_read(&a, &scratch, str_of(path), NULL, &bag, out);
    arena_free(&scratch);
    return done;
}

static void expect_refused(status done, diag_code code, const char *text)
{
    cr_expect_eq(done, ST_IO);
    cr_assert(bag.count && bag.items[bag.count - 1]->code == code, "status %d, \"%s\"", (int)done, last_message());
    cr_expect_neq(str_find(str_of(last_message()), str_of(text)), SIZE_MAX, "\"%s\" lacks \"%s\"", last_message(), text);
}

/* Both have the same collections, fields, faces, help and rows. */
static void expect_same(const dataset *one, const dataset *other)
{
    cr_assert_eq(one->count, other->count);
    for (size_t i = 0; i < one->count; i++) {
        const collection *c = &one->collections[i], *d = &other->collections[i];
        cr_assert(str_equal(c->name, d->name) && str_equal(c->help, d->help) && c->field_count == d->field_count && c->rows == d->rows);
        for (size_t k = 0; k < c->field_count; k++) {
            cr_expect(str_equal(c->fields[k].name, d->fields[k].name) && type_equal(c->fields[k].type, d->fields[k].type));
            cr_expect(c->fields[k].face == d->fields[k].face && str_equal(c->fields[k].help, d->fields[k].help));
        }
        sbuf x = {0}, y = {0};
        cr_assert(data_csv_write(&x, one, i) == ST_OK && data_csv_write(&y, other, i) == ST_OK);
        cr_expect_str_eq(x.p, y.p, "%.*s", STR_ARG(c->name));
        sbuf_free(&x);
        sbuf_free(&y);
    }
}

static imported waterways(void)
{
    imported x;
    size_t n = 0;
    char *text = read_whole("tests/import/waterways-2031-q1.md", &n);
    cr_assert_not_null(text);
    import_text(&x, "waterways-2031-q1.md", (str){text, n});
    free(text);
    cr_assert_eq(x.done, ST_OK);
    return x;
}

Test(database, an_import_comes_back_whole)
{
    imported x = waterways();
    const dataset *back = NULL;
    cr_assert_eq(write_to(x.data), ST_OK, "%s", last_message());
    cr_assert_eq(read_from(&back), ST_OK, "%s", last_message());
    expect_same(x.data, back);
    cr_expect_eq(files_in_directory(false), 1, "nothing is left beside the file");
    import_end(&x);
}

/* ---- Any dataset ---- */

static const field_spec odd_fields[] = {
    {"id", "text", true, "key \"quoted\""},
    {"when", "period", false, ""},
    {"when_first", "text", false, "a name that a column of the period has, too"},
    {"WHEN_LAST", "int", false, ""},
    {"row", "bool", false, ""},
    {"a \"b\"", "number", false, ""},
    {"price", "money", false, ""},
    {"price_currency", "text", false, ""},
    {"span", "duration", false, ""},
    {"born", "date", false, ""},
    {"next", "link odd", false, ""},
    {"others", "set of link odd", false, ""},
    {"words", "set of text", false, ""},
    {"numbers", "set of number", false, ""},
    {"prices", "set of money", false, ""},
    {"times", "set of period", false, ""},
    {"odd", "set of int", false, ""},
};
static const field_spec twin_fields[] = {{"name", "text", true, ""}};
static const collection_spec odd_specs[] = {
    {"odd", "everything there is", odd_fields, sizeof odd_fields / sizeof *odd_fields, NULL},
    {"odd_words", "named like a set's table", twin_fields, 1, "name"},
    {"sqlite_x", "a name that SQLite keeps", twin_fields, 1, NULL},
};

static const dataset *odd_dataset(void)
{
    static const char rows[] =
        "id,when,when_first,WHEN_LAST,row,\"a \"\"b\"\"\",price,price_currency,span,born,next,others,words,numbers,prices,times,odd\n"
        "one,2025-10-07..,\"\",-9223372036854775808,true,0.000000000001,EUR 0.01,x,3 days,0001-01-01,two,one; two,a\\; b; \\\\,-1.5; 2,EUR "
        "1; USD "
        "2.50,2025; 2025-10-07,1; 2\n"
        "two,..2025-10-07,\"it's \"\"so\"\"\",9223372036854775807,false,-999999999999999999.5,USD -999999999999999999,,-2 "
        "months,9999-12-31,one,,é; "
        "z,,,..,\n"
        "three,,,,,,,,,,,,,,,,\n";
    const str texts[] = {str_of(rows), STR("name\ntwin\n"), STR("name\nx\n")};
    const dataset *d = NULL;
    arena way = {0};
    cr_assert_eq(data_csv_read(&a, &way, odd_specs, 3, texts, &bag, &d), ST_OK, "%s", last_message());
    arena_free(&way);
    return d;
}

Test(database, every_type_and_awkward_names)
{
    const dataset *d = odd_dataset(), *back = NULL;
    cr_assert_eq(write_to(d), ST_OK, "%s", last_message());
    cr_assert_eq(read_from(&back), ST_OK, "%s", last_message());
    expect_same(d, back);
}

/* ---- SQL on the file ---- */

static void run_sql(const char *sql)
{
    sqlite3 *db = NULL;
    char *message = NULL;
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, &message), SQLITE_OK, "%s: %s", sql, message);
    sqlite3_close(db);
}

static int take_cell(void *out, int columns, char **cells, char **names)
{
    (void)columns;
    (void)names;
    snprintf(out, 128, "%s", cells[0] ? cells[0] : "NULL");
    return 0;
}

static void expect_sql(const char *sql, const char *want)
{
    sqlite3 *db = NULL;
    char got[128] = "";
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, sql, take_cell, got, NULL), SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    cr_expect_str_eq(got, want, "%s is %s", sql, got);
    sqlite3_close(db);
}

Test(database, the_file_is_plain_for_other_tools)
{
    imported x = waterways();
    cr_assert_eq(write_to(x.data), ST_OK, "%s", last_message());
    expect_sql("SELECT count(*) FROM activities", "12");
    expect_sql("SELECT group_concat(name, ', ') FROM (SELECT p.name FROM activities a JOIN activities_project l ON l.activities = a.row "
               "JOIN projects p ON p.row = l.project WHERE a.when_first = '2031-01-28' ORDER BY 1)",
               "LAKE-w, RiverGuard+");
    expect_sql("SELECT c.name FROM activities a JOIN countries c ON c.row = a.country WHERE a.title = 'Bureau meeting'", "France");
    expect_sql("SELECT budget || ' ' || budget_currency FROM projects WHERE name = 'RiverGuard+'", "2000000.5 EUR");
    expect_sql("SELECT when_last FROM activities WHERE title = 'A study of EJCN charts'", "2031-05-31");
    expect_sql("SELECT type FROM cyq_fields WHERE name = 'listed'", "set of period");
    expect_sql("SELECT count(*) FROM pragma_foreign_key_check", "0");
    import_end(&x);
}

/* ---- Keys ---- */

static const field_spec person_fields[] = {{"name", "text", true, ""},
                                           {"number", "int", true, ""},
                                           {"boss", "link people", true, ""},
                                           {"friends", "set of link people", true, ""}};
static const collection_spec person_specs[] = {{"people", "", person_fields, 4, "number"}};

/* Two of one name, known by their numbers. */
static const dataset *people(void)
{
    const str texts[] = {STR("name,number,boss,friends\nAnna,1,2,2; 3\nAnna,2,,1\nBo,3,1,\n")};
    const dataset *d = NULL;
    cr_assert_eq(data_csv_read(&a, &scratch, person_specs, 1, texts, &bag, &d), ST_OK, "%s", last_message());
    return d;
}

Test(database, links_lead_to_the_row_and_not_to_its_name)
{
    const dataset *d = people(), *back = NULL;
    cr_assert_eq(write_to(d), ST_OK, "%s", last_message());
    cr_assert_eq(read_from(&back), ST_OK, "%s", last_message());
    expect_same(d, back);
    const collection *c = &back->collections[0];
    cr_expect_eq(c->key_field, 1);
    cr_expect_eq(col_value(c->fields[2].data, 0).as.row, 1, "the second Anna");
    cr_expect_eq(col_value(c->fields[2].data, 2).as.row, 0);
    cr_expect_eq(col_set_size(c->fields[3].data, 0), 2);
}

Test(database, a_file_of_the_first_form_is_read)
{
    const dataset *d = odd_dataset(), *back = NULL;
    cr_assert_eq(write_to(d), ST_OK, "%s", last_message());
    run_sql("ALTER TABLE cyq_collections DROP COLUMN key_field; PRAGMA user_version = 1");
    cr_assert_eq(read_from(&back), ST_OK, "%s", last_message());
    expect_same(d, back);
}

Test(database, a_key_that_is_none_is_refused)
{
    static const char *const wrong[] = {"'next'", "'words'", "'nothing'", "''", "x'00'"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const dataset *back = NULL;
        char sql[96];
        cr_assert_eq(write_to(odd_dataset()), ST_OK, "%s", last_message());
        snprintf(sql, sizeof sql, "UPDATE cyq_collections SET key_field = %s WHERE name = 'odd'", wrong[i]);
        run_sql(sql);
        expect_refused(read_from(&back), E_DATABASE_DAMAGED, "can be the key of odd");
    }
}

/* ---- The place that is written to ---- */

static void put_file(const char *name, const char *bytes)
{
    FILE *file = fopen(name, "wb");
    cr_assert_not_null(file);
    fputs(bytes, file);
    fclose(file);
}

Test(database, an_old_database_is_replaced_as_a_whole)
{
    const dataset *d = odd_dataset(), *back = NULL;
    imported x = waterways();
    struct stat info;
    cr_assert_eq(write_to(x.data), ST_OK);
    chmod(path, 0600);
    cr_assert_eq(write_to(d), ST_OK, "%s", last_message());
    cr_assert_eq(read_from(&back), ST_OK);
    cr_expect_eq(back->count, 3);
    cr_expect(stat(path, &info) == 0 && (info.st_mode & 0777) == 0600, "it stays as private as it was");
    cr_expect_eq(files_in_directory(false), 1);
    import_end(&x);
}

Test(database, a_link_to_a_database_is_followed)
{
    char link[96];
    struct stat info;
    const dataset *d = odd_dataset(), *back = NULL;
    cr_assert_eq(write_to(d), ST_OK);
    snprintf(link, sizeof link, "%s/link.db", directory);
    cr_assert_eq(symlink(path, link), 0);
    cr_assert_eq(database_write(d, str_of(link), &scratch, NULL, &bag), ST_OK);
    cr_expect(lstat(link, &info) == 0 && S_ISLNK(info.st_mode));
    cr_expect_eq(read_from(&back), ST_OK);
}

Test(database, what_is_not_ours_is_left_alone)
{
    const dataset *d = odd_dataset();
    put_file(path, "my diary\n");
    expect_refused(write_to(d), E_DATABASE_OCCUPIED, "exists and is no database of cyq");
    size_t n = 0;
    char *kept = read_whole(path, &n);
    cr_expect_str_eq(kept, "my diary\n");
    free(kept);
    remove(path);
    run_sql("CREATE TABLE t (x)");
    expect_refused(write_to(d), E_DATABASE_OCCUPIED, "exists and is no database of cyq");
    remove(path);
    put_file(path, "");
    cr_expect_eq(write_to(d), ST_OK, "an empty file has nothing to lose: %s", last_message());
    remove(path);
    mkdir(path, 0777);
    expect_refused(write_to(d), E_DATABASE_OCCUPIED, "is no file");
    rmdir(path);
    snprintf(path, sizeof path, "%s/no/such/place.db", directory);
    expect_refused(write_to(d), E_DATABASE_WRITE, "cannot be written: No such file or directory");
}

Test(database, one_that_is_being_changed_is_left_alone)
{
    const dataset *d = odd_dataset();
    char journal[128];
    cr_assert_eq(write_to(d), ST_OK);
    snprintf(journal, sizeof journal, "%s-journal", path);
    put_file(journal, "half a change");
    expect_refused(write_to(d), E_DATABASE_OCCUPIED, "left in the middle of a change");
}

/* ---- Files that cannot be read ---- */

Test(database, files_that_have_nothing_to_read)
{
    const dataset *back = NULL;
    expect_refused(read_from(&back), E_DATABASE_OPEN, "there is no such file");
    put_file(path, "this is a text, and a rather long one, so that nobody takes it for the head of a database");
    expect_refused(read_from(&back), E_DATABASE_OPEN, "this is no SQLite database");
    put_file(path, "");
    expect_refused(read_from(&back), E_DATABASE_FOREIGN, "has no table with a column that can be read");
    remove(path);
    run_sql("CREATE VIEW activities AS SELECT 'a' AS title");
    expect_refused(read_from(&back), E_DATABASE_FOREIGN, "has no table with a column that can be read");
    remove(path);
    cr_assert_eq(write_to(odd_dataset()), ST_OK);
    run_sql("PRAGMA user_version = 7");
    expect_refused(read_from(&back), E_DATABASE_FOREIGN, "has form 7; this cyq reads the forms 1 to 3");
}

/* What somebody did to a good file, and what is said then. */
static const struct {
    const char *sql, *message;
} harms[] = {
    {"UPDATE odd SET WHEN_LAST_ = 'x' WHERE row_ = 1", "odd.WHEN_LAST_ in row 1 is not a whole number"},
    {"UPDATE odd SET id = x'ff'", "odd.id in row 1 is not text"},
    {"UPDATE odd SET id = CAST(x'ff' AS TEXT)", "odd.id in row 1 is not text in UTF-8"},
    {"UPDATE odd SET row = 7 WHERE row_ = 2", "odd.row in row 2 is not 0 or 1"},
    {"UPDATE odd SET born = '2025-02-30'", "odd.born in row 1 is not date"},
    {"UPDATE odd SET next = 9", "odd.next in row 1 is not the key of a row that is there"},
    {"UPDATE odd SET when_first = '9999-12-31', when_last = '0001-01-01'",
     "odd.when_first in row 1 is not a period that ends after it begins"},
    {"UPDATE odd SET price_currency = 'euro'", "odd.price in row 1 is not money"},
    {"INSERT INTO odd_words_ VALUES (17, 'lost')", "odd_words_.odd in row 17 is not the key of a row that is there"},
    {"DELETE FROM odd WHERE row_ = 1", "the rows of odd are not numbered from 1"},
    {"DROP TABLE odd_times", "the table odd_times is missing"},
    {"DROP VIEW odd_list; ALTER TABLE odd DROP COLUMN born", "no such column"},
    {"UPDATE cyq_fields SET type = 'rabbit' WHERE name = 'born'", "a type that does not exist"},
    {"UPDATE cyq_fields SET name = 'id' WHERE name = 'born'", "one that another has"},
    {"DELETE FROM cyq_fields", "cyq_fields has 0 rows for one collection"},
    {"DELETE FROM cyq_collections", "cyq_collections has 0 rows"},
    {"UPDATE cyq_collections SET position = position + 10", "is not numbered from 0"},
    {"ALTER TABLE odd RENAME TO other; CREATE VIEW odd AS SELECT * FROM other", "the table odd is missing"},
};

Test(database, what_does_not_fit_its_schema_is_refused_with_the_reason)
{
    const dataset *d = odd_dataset(), *back = NULL;
    for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
        remove(path);
        cr_assert_eq(write_to(d), ST_OK);
        char sql[256];
        /* The columns of `when` gave way to the fields that have their names. */
        snprintf(sql, sizeof sql, "PRAGMA foreign_keys = OFF; %s", harms[i].sql);
        run_sql(sql);
        expect_refused(read_from(&back), E_DATABASE_DAMAGED, harms[i].message);
    }
}

/* The whole file, byte by byte and cut at every page: refused or read, never a crash. */
Test(database, a_damaged_file_is_refused_or_read, .timeout = 300)
{
    imported x = waterways();
    const dataset *back = NULL;
    size_t n = 0, refused = 0;
    cr_assert_eq(write_to(x.data), ST_OK);
    import_end(&x);
    char *good = read_whole(path, &n);
    uint32_t seed = 20310101;
    for (size_t round = 0; round < 400; round++) {
        FILE *file = fopen(path, "wb");
        cr_assert_not_null(file);
        seed = seed * 1664525 + 1013904223;
        size_t length = round % 10 == 9 ? (seed >> 8) % n : n;
        fwrite(good, 1, length, file);
        for (size_t k = 0; k < 1 + round % 4 && length; k++) {
            seed = seed * 1664525 + 1013904223;
            fseek(file, (long)((round < 100 ? round : seed >> 4) % length), SEEK_SET);
            fputc((int)(seed >> 24), file);
        }
        fclose(file);
        status done = read_from(&back);
        cr_expect(done == ST_OK || done == ST_IO, "round %zu: status %d", round, (int)done);
        refused += done == ST_IO;
        arena_free(&a);
        bag = (diag_bag){.memory = &a};
    }
    cr_expect_gt(refused, 50);
    free(good);
}

Test(database, memory_that_runs_out_is_a_status)
{
    const dataset *d = odd_dataset(), *back = NULL;
    size_t failures = 0;
    cr_assert_eq(write_to(d), ST_OK);
    for (size_t limit = 256; limit < 400000; limit += limit / 8) {
        arena to = {.limit = limit}, way = {.limit = limit};
        diag_bag said = {.memory = &to};
        status done = database_write(d, str_of(path), &way, NULL, &said);
        cr_expect(done == ST_OK || done == ST_NO_MEMORY);
        arena_free(&way);
        way.limit = limit;
        done = database_read(&to, &way, str_of(path), NULL, &said, &back);
        cr_expect(done == ST_OK || done == ST_NO_MEMORY);
        failures += done == ST_NO_MEMORY;
        arena_free(&way);
        arena_free(&to);
    }
    cr_expect_gt(failures, 5);
    cr_expect_eq(files_in_directory(false), 1);
}
