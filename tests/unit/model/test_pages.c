/* The page that lists the collections says what the schema says. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "runtime/model/dataset.h"

static void read_page(sbuf *page)
{
    FILE *in = fopen(CYQ_SOURCE_DIR "/docs/data.md", "rb");
    cr_assert(in != NULL, "docs/data.md cannot be opened");
    for (int c = fgetc(in); c != EOF; c = fgetc(in))
        sbuf_char(page, (char)c);
    fclose(in);
}

/* The table of one collection as the page holds it. */
static void print_section(sbuf *out, const collection_spec *c)
{
    sbuf_printf(out, "## %s\n\n%c%s.\n\n| field | type | what it is |\n| --- | --- | --- |\n", c->name, c->help[0] - 'a' + 'A',
                c->help + 1);
    for (size_t i = 0; i < c->field_count; i++) {
        const char *bold = c->fields[i].face ? "**" : "";
        sbuf_printf(out, "| %s`%s`%s | %s | %s |\n", bold, c->fields[i].name, bold, c->fields[i].type, c->fields[i].help);
    }
    sbuf_add(out, STR("\n"));
}

Test(pages, list_every_collection_as_the_schema_has_it)
{
    sbuf page = {0};
    read_page(&page);
    for (size_t i = 0; i < dataset_spec_count; i++) {
        sbuf section = {0};
        print_section(&section, &dataset_specs[i]);
        cr_assert_not(section.failed);
        cr_expect_neq(str_find(sbuf_str(&page), sbuf_str(&section)), SIZE_MAX, "docs/data.md should hold:\n%s", section.p);
        sbuf_free(&section);
    }
    sbuf_free(&page);
}
