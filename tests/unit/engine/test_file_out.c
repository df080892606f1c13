/* Files that are replaced in one step. */
#include <criterion/criterion.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/engine.h"

/* A folder of the test's own. */
typedef struct place {
    char folder[64];
    char path[96];
    arena said;
    diag_bag bag;
} place;

static void place_open(place *p)
{
    strcpy(p->folder, "/tmp/cyq-engine-XXXXXX");
    cr_assert_not_null(mkdtemp(p->folder));
    snprintf(p->path, sizeof p->path, "%s/file", p->folder);
    p->said = (arena){0};
    p->bag = (diag_bag){.memory = &p->said};
}

static size_t files_in(const place *p)
{
    DIR *folder = opendir(p->folder);
    size_t count = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

static void place_close(place *p)
{
    unlink(p->path);
    cr_expect_eq(files_in(p), 0, "something was left behind");
    rmdir(p->folder);
    arena_free(&p->said);
}

static void expect_content(const place *p, const char *want)
{
    char got[64] = "";
    FILE *file = fopen(p->path, "r");
    cr_assert_not_null(file);
    cr_expect_eq(fread(got, 1, sizeof got - 1, file), strlen(want));
    fclose(file);
    cr_expect_str_eq(got, want);
}

static file_out *begin(place *p)
{
    file_out *f = NULL;
    cr_assert_eq(file_out_open(p->path, &p->bag, NULL, (span){0}, &f), ST_OK);
    cr_assert_eq(file_out_write(f, STR("half")), ST_OK);
    return f;
}

Test(file_out, a_new_file_is_there_only_when_complete)
{
    place p;
    place_open(&p);
    file_out *f = begin(&p);
    cr_expect_neq(access(p.path, F_OK), 0);
    cr_assert_eq(file_out_write(f, STR(" and half")), ST_OK);
    cr_assert_eq(file_out_close(f, true, &p.bag, NULL, (span){0}), ST_OK);
    expect_content(&p, "half and half");
    place_close(&p);
}

Test(file_out, what_is_given_up_leaves_no_trace)
{
    place p;
    place_open(&p);
    cr_assert_eq(cyq_file_write(p.path, "old", 3, NULL), CYQ_OK);
    cr_expect_eq(file_out_close(begin(&p), false, &p.bag, NULL, (span){0}), ST_OK);
    expect_content(&p, "old");
    cr_expect_eq(files_in(&p), 1);
    place_close(&p);
}

Test(file_out, two_writers_do_not_meet)
{
    place p;
    place_open(&p);
    file_out *first = begin(&p), *second = begin(&p);
    cr_assert_eq(file_out_write(first, STR(" of the first")), ST_OK);
    cr_assert_eq(file_out_close(second, true, &p.bag, NULL, (span){0}), ST_OK);
    expect_content(&p, "half");
    cr_assert_eq(file_out_close(first, true, &p.bag, NULL, (span){0}), ST_OK);
    expect_content(&p, "half of the first");
    place_close(&p);
}

Test(file_out, rights_stay_and_links_are_followed)
{
    place p;
    char link[96];
    struct stat now;
    place_open(&p);
    snprintf(link, sizeof link, "%s/link", p.folder);
    cr_assert_eq(cyq_file_write(p.path, "old", 3, NULL), CYQ_OK);
    cr_assert_eq(chmod(p.path, 0600), 0);
    cr_assert_eq(symlink("file", link), 0);
    cr_assert_eq(cyq_file_write(link, "new", 3, NULL), CYQ_OK);
    expect_content(&p, "new");
    cr_expect(lstat(link, &now) == 0 && S_ISLNK(now.st_mode));
    cr_expect(stat(p.path, &now) == 0 && (now.st_mode & 0777) == 0600);
    unlink(link);
    place_close(&p);
}

Test(file_out, what_cannot_be_written_is_said)
{
    place p;
    file_out *f = (file_out *)1;
    place_open(&p);
    cr_expect_eq(file_out_open("/no/such/folder/file", &p.bag, NULL, (span){0}, &f), ST_IO);
    cr_expect_null(f);
    cr_expect_eq(file_out_open(p.folder, &p.bag, NULL, (span){0}, &f), ST_IO);
    cr_expect_eq(p.bag.error_count, 2);
    cr_expect_eq(p.bag.items[0]->code, E_FILE_WRITE);
    place_close(&p);
}

Test(file_out, a_full_device)
{
    place p;
    file_out *f = NULL;
    if (access("/dev/full", W_OK) != 0)
        cr_skip_test("there is no /dev/full");
    place_open(&p);
    cr_assert_eq(file_out_open("/dev/full", &p.bag, NULL, (span){0}, &f), ST_OK);
    cr_expect_eq(file_out_write(f, STR("x")), ST_IO);
    cr_expect_eq(file_out_write(f, STR("x")), ST_IO);
    cr_expect_eq(file_out_close(f, true, &p.bag, NULL, (span){0}), ST_IO);
    cr_expect_eq(p.bag.error_count, 1);
    place_close(&p);
}
