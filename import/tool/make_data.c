/* Makes the built-in data: cyq_make_data NEWSLETTER DIRECTORY writes one CSV for each collection into the directory.
 *
 * A tool of the project's own (script/data runs it), not a part of the library. The prose of stories stays out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/import.h"
#include "runtime/model/data_csv.h"

static bool read_file(const char *path, sbuf *out)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char block[65536];
    for (size_t n = fread(block, 1, sizeof block, file); n > 0; n = fread(block, 1, sizeof block, file))
        sbuf_add(out, (str){block, n});
    bool whole = !ferror(file) && !out->failed;
    fclose(file);
    return whole;
}

static bool write_file(const char *directory, const char *name, str text)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s.csv", directory, name) >= (int)sizeof path)
        return false;
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool whole = fwrite(text.p, 1, text.n, file) == text.n;
    return fclose(file) == 0 && whole;
}

static bool write_data(const dataset *data, const char *directory)
{
    sbuf csv = {0};
    bool whole = true;
    for (size_t i = 0; whole && i < data->count; i++) {
        sbuf_clear(&csv);
        whole = data_csv_write(&csv, data, i) == ST_OK && !csv.failed && write_file(directory, dataset_specs[i].name, sbuf_str(&csv));
    }
    sbuf_free(&csv);
    return whole;
}

static void print_report(const diag_bag *report, const import_summary *summary)
{
    sbuf out = {0};
    for (size_t i = 0; i < report->count; i++)
        diag_render(&out, report->items[i], false);
    import_print_summary(&out, summary);
    fprintf(stderr, "%.*s", STR_ARG(sbuf_str(&out)));
    sbuf_free(&out);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: cyq_make_data NEWSLETTER DIRECTORY\n");
        return 2;
    }
    arena a = {0}, scratch = {0};
    sbuf text = {0};
    diag_bag report = {.memory = &a};
    const import_reference *reference = NULL;
    const dataset *data = NULL;
    import_summary summary = {0};
    import_options options = {.without_prose = true};
    if (!read_file(argv[1], &text)) {
        perror(argv[1]);
        return 3;
    }
    import_input in = {str_of(argv[1]), sbuf_str(&text)};
    status done = import_reference_read(&a, &reference);
    if (done == ST_OK)
        done = import_documents(&a, &scratch, &in, 1, reference, &options, &report, &data, &summary);
    print_report(&report, &summary);
    bool written = done == ST_OK && write_data(data, argv[2]);
    if (done == ST_OK && !written)
        perror(argv[2]);
    sbuf_free(&text);
    arena_free(&scratch);
    arena_free(&a);
    return written ? 0 : done == ST_OK ? 3 : 1;
}
