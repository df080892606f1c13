/* Host tool of the build: cyq_embed DIRECTORY OUT.c reads the CSV files of the built-in data and writes it as one C file of constants, so that the library has it
 * ready without any work. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/model/data_csv.h"

/* ---- Constants ---- */

/* A literal in octal where it is not plain ASCII. Lines are not broken: texts are short. */
static void print_literal(FILE *out, str s)
{
    fputc('"', out);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '?')
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void print_str(FILE *out, str s)
{
    fputc('{', out);
    print_literal(out, s);
    fprintf(out, ", %zu}", s.n);
}

static void print_int(FILE *out, int64_t i)
{
    if (i == INT64_MIN)
        fputs("INT64_MIN", out);
    else
        fprintf(out, "INT64_C(%" PRId64 ")", i);
}

/* Between the items of a list: a few to a line. */
static void print_separator(FILE *out, size_t i)
{
    fputs(i % 16 == 15 ? ",\n" : ", ", out);
}

static void print_packed(FILE *out, const col_ints *c, size_t i)
{
    uint64_t v = (uint64_t)col_int_at(c, i) - (uint64_t)c->base;
    fprintf(out, c->width == 8 ? "UINT64_C(%" PRIu64 ")" : "%" PRIu64, v);
}

/* The array of a col_ints, where it has one. */
static void print_int_array(FILE *out, const char *name, const char *part, const col_ints *c, size_t count)
{
    if (!c->width)
        return;
    fprintf(out, "static const uint%d_t %s_%s[] = {\n", c->width * 8, name, part);
    for (size_t i = 0; i < count; i++) {
        print_packed(out, c, i);
        print_separator(out, i);
    }
    fputs("};\n", out);
}

static void print_ints(FILE *out, const char *name, const char *part, const col_ints *c)
{
    fprintf(out, "    .%s = {", part);
    if (c->width)
        fprintf(out, ".data = %s_%s, ", name, part);
    fprintf(out, ".width = %d, .base = ", c->width);
    print_int(out, c->base);
    fputs("},\n", out);
}

static void print_words(FILE *out, const char *name, const char *part, const uint64_t *words, size_t count)
{
    fprintf(out, "static const uint64_t %s_%s[] = {\n", name, part);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "UINT64_C(%" PRIu64 ")", words[i]);
        print_separator(out, i);
    }
    fputs("};\n", out);
}

static void print_decimals(FILE *out, const char *name, const dec *decimals, size_t count)
{
    fprintf(out, "static const dec %s_decimals[] = {\n", name);
    for (size_t i = 0; i < count; i++) {
        fputs("(dec)", out);
        print_int(out, (int64_t)(decimals[i] >> 64));
        fprintf(out, " * TWO_TO_64 + (dec)UINT64_C(%" PRIu64 "),\n", (uint64_t)decimals[i]);
    }
    fputs("};\n", out);
}

/* ---- Columns ---- */

static void print_texts(FILE *out, const char *name, const char *part, const str *texts, size_t count)
{
    fprintf(out, "static const str %s_%s[] = {\n", name, part);
    for (size_t i = 0; i < count; i++) {
        print_str(out, texts[i]);
        fputs(",\n", out);
    }
    fputs("};\n", out);
}

static void print_dict(FILE *out, const char *name, const dict *d)
{
    if (d->count) {
        print_texts(out, name, "text", d->text, d->count);
        print_texts(out, name, "fold", d->fold, d->count);
    }
    fprintf(out, "static const dict %s_dict = {.count = %zu, .sorted = %s", name, d->count, d->sorted ? "true" : "false");
    if (d->count)
        fprintf(out, ", .text = %s_text, .fold = %s_fold", name, name);
    fputs("};\n", out);
}

static void print_type(FILE *out, type t)
{
    fprintf(out, "{.kind = %d, .set = %s, .target = %d}", t.kind, t.set ? "true" : "false", t.target);
}

static void print_column(FILE *out, const char *name, const col *c);

/* All that a column points to. */
static void print_parts(FILE *out, const char *name, const col *c)
{
    print_int_array(out, name, "first", &c->first, c->count);
    print_int_array(out, name, "second", &c->second, c->count);
    if (c->missing)
        print_words(out, name, "missing", c->missing, (c->count + 63) / 64);
    if (c->decimals)
        print_decimals(out, name, c->decimals, c->count);
    if (c->dict)
        print_dict(out, name, c->dict);
    if (c->offsets) {
        print_words(out, name, "offsets", c->offsets, c->count + 1);
        print_int_array(out, name, "items", &c->items, (size_t)c->offsets[c->count]);
    }
    if (c->elements) {
        char elements[64];
        snprintf(elements, sizeof elements, "%s_elements", name);
        print_column(out, elements, c->elements);
    }
}

static void print_column(FILE *out, const char *name, const col *c)
{
    print_parts(out, name, c);
    fprintf(out, "static const col %s = {\n    .type = ", name);
    print_type(out, c->type);
    fprintf(out, ",\n    .count = %zu,\n    .places = %d,\n", c->count, c->places);
    print_ints(out, name, "first", &c->first);
    print_ints(out, name, "second", &c->second);
    print_ints(out, name, "items", &c->items);
    if (c->missing)
        fprintf(out, "    .missing = %s_missing,\n", name);
    if (c->decimals)
        fprintf(out, "    .decimals = %s_decimals,\n", name);
    if (c->dict)
        fprintf(out, "    .dict = &%s_dict,\n", name);
    if (c->offsets)
        fprintf(out, "    .offsets = %s_offsets,\n", name);
    if (c->elements)
        fprintf(out, "    .elements = &%s_elements,\n", name);
    fputs("};\n\n", out);
}

/* ---- Collections ---- */

static void print_fields(FILE *out, size_t number, const collection *c)
{
    char name[64];
    for (size_t f = 0; f < c->field_count; f++) {
        snprintf(name, sizeof name, "c%zu_f%zu", number, f);
        print_column(out, name, c->fields[f].data);
    }
    fprintf(out, "static const field c%zu_fields[] = {\n", number);
    for (size_t f = 0; f < c->field_count; f++) {
        fputs("    {.name = ", out);
        print_str(out, c->fields[f].name);
        fputs(", .type = ", out);
        print_type(out, c->fields[f].type);
        fprintf(out, ", .face = %s, .help = ", c->fields[f].face ? "true" : "false");
        print_str(out, c->fields[f].help);
        fprintf(out, ", .data = &c%zu_f%zu},\n", number, f);
    }
    fputs("};\n\n", out);
}

static void print_positions(FILE *out, size_t number, const collection *c)
{
    if (!c->rows)
        return;
    fprintf(out, "static const uint32_t c%zu_position[] = {\n", number);
    for (size_t row = 0; row < c->rows; row++) {
        fprintf(out, "%" PRIu32, c->position[row]);
        print_separator(out, row);
    }
    fputs("};\n\n", out);
}

static void print_collection(FILE *out, size_t number, const collection *c)
{
    fputs("    {.name = ", out);
    print_str(out, c->name);
    fputs(", .help = ", out);
    print_str(out, c->help);
    fprintf(out, ",\n     .fields = c%zu_fields, .field_count = %zu, .rows = %zu", number, c->field_count, c->rows);
    fprintf(out, ", .name_field = %" PRId32 ", .also_field = %" PRId32 ", .key_field = %" PRId32, c->name_field, c->also_field,
            c->key_field);
    if (c->rows)
        fprintf(out, ", .position = c%zu_position", number);
    fputs("},\n", out);
}

static void print_dataset(FILE *out, const dataset *d)
{
    fputs("/* The built-in data. Made from stdlib/data by the build; change the files there instead. */\n"
          "#include \"stdlib/functions.h\"\n\n"
          "#define TWO_TO_64 ((dec)1 << 64)\n\n",
          out);
    for (size_t i = 0; i < d->count; i++) {
        print_fields(out, i, &d->collections[i]);
        print_positions(out, i, &d->collections[i]);
    }
    fputs("static const collection collections[] = {\n", out);
    for (size_t i = 0; i < d->count; i++)
        print_collection(out, i, &d->collections[i]);
    fprintf(out, "};\n\nstatic const dataset data = {.collections = collections, .count = %zu};\n\n", d->count);
    fputs("const dataset *stdlib_data(void)\n{\n    return &data;\n}\n", out);
}

/* ---- Files ---- */

static bool read_file(const char *path, sbuf *out)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    for (size_t n = 1; n > 0 && sbuf_reserve(out, 65536); out->n += n)
        n = fread(out->p + out->n, 1, 65536, in);
    bool done = !ferror(in) && !out->failed;
    fclose(in);
    return done;
}

static bool read_texts(const char *directory, sbuf *buffers, str *texts)
{
    for (size_t i = 0; i < dataset_spec_count; i++) {
        char path[4096];
        int n = snprintf(path, sizeof path, "%s/%s.csv", directory, dataset_specs[i].name);
        if (n < 0 || (size_t)n >= sizeof path || !read_file(path, &buffers[i])) {
            fprintf(stderr, "cyq_embed: cannot read %s: %s\n", path, strerror(errno));
            return false;
        }
        texts[i] = sbuf_str(&buffers[i]);
    }
    return true;
}

static bool write_file(const char *path, const dataset *d)
{
    FILE *out = fopen(path, "wb");
    if (out)
        print_dataset(out, d);
    bool done = out && !ferror(out);
    done = out && fclose(out) == 0 && done;
    if (!done)
        fprintf(stderr, "cyq_embed: cannot write %s: %s\n", path, strerror(errno));
    return done;
}

static void print_diagnostics(const diag_bag *bag)
{
    sbuf text = {0};
    for (size_t i = 0; i < bag->count; i++)
        diag_render(&text, bag->items[i], false);
    fputs(bag->count && !text.failed ? text.p : "cyq_embed: no memory\n", stderr);
    sbuf_free(&text);
}

static bool embed(const char *directory, const char *path, sbuf *buffers, str *texts)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const dataset *d = NULL;
    bool done = read_texts(directory, buffers, texts);
    if (done && data_csv_read(&memory, &memory, dataset_specs, dataset_spec_count, texts, &bag, &d) != ST_OK) {
        done = false;
        print_diagnostics(&bag);
    }
    done = done && write_file(path, d);
    arena_free(&memory);
    return done;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: cyq_embed DIRECTORY OUT.c\n", stderr);
        return 2;
    }
    sbuf *buffers = calloc(dataset_spec_count, sizeof *buffers);
    str *texts = calloc(dataset_spec_count, sizeof *texts);
    bool done = buffers && texts && embed(argv[1], argv[2], buffers, texts);
    for (size_t i = 0; buffers && i < dataset_spec_count; i++)
        sbuf_free(&buffers[i]);
    free(buffers);
    free(texts);
    return done ? 0 : 1;
}
