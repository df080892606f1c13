/* Writing citations: the lines, and their place in each format. */
#include "export/citation.h"

#include <inttypes.h>
#include <string.h>

#include "export/markup.h"

/* ---- The lines ---- */

void citation_hex(const uint8_t hash[SHA256_BYTES], char out[CITATION_HEX])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 0xf];
    }
}

static void seal(str lines, char out[CITATION_HEX])
{
    sha256 s;
    uint8_t hash[SHA256_BYTES];
    sha256_begin(&s);
    sha256_add(&s, lines);
    sha256_end(&s, hash);
    citation_hex(hash, out);
}

void citation_print(sbuf *out, const citation *c)
{
    char digits[CITATION_HEX];
    sbuf_add(out, STR("cyq citation 1\n"));
    size_t begin = out->n;
    sbuf_printf(out, "query: %.*s\ndata: %.*s\ntoday: %.*s\nrows: %" PRIu64 "\nsha256: %.*s\n", STR_ARG(c->query), STR_ARG(c->data),
                STR_ARG(c->today), c->rows, STR_ARG(c->fingerprint));
    if (out->failed)
        return;
    seal((str){out->p + begin, out->n - begin}, digits);
    sbuf_printf(out, "end of citation %.*s\n", (int)CITATION_SEAL, digits);
}

/* ---- Their place ---- */

str citation_wanted(const export_options *options)
{
    bool citable = false;
    for (size_t i = 0; i < EXPORT_OPTION_COUNT; i++)
        citable = citable || (options->chosen >> i & 1 && strcmp(export_option_table[i].name, "citable") == 0);
    return citable && options->about ? options->about->citation : (str){0};
}

/* Each line with something before it. */
static void add_lines(sbuf *out, const char *before, str lines)
{
    size_t end;
    while ((end = str_find(lines, STR("\n"))) != SIZE_MAX) {
        sbuf_add(out, str_of(before));
        sbuf_add(out, (str){lines.p, end + 1});
        lines = (str){lines.p + end + 1, lines.n - end - 1};
    }
}

void citation_after(sbuf *out, const export_format *format, const export_options *options)
{
    static const struct {
        const char *format, *begin, *before, *end;
    } forms[] = {{"markdown", "\n```text\n", "", "```\n"},
                 {"org", "\n#+begin_example\n", "", "#+end_example\n"},
                 {"latex", "", "% ", ""},
                 {"table", "\n", "", ""},
                 {"chart", "\n", "", ""},
                 {"timeline", "\n", "", ""},
                 {"calendar", "\n", "", ""}};
    uint64_t svg = (uint64_t)1 << EXPORT_chart_svg | (uint64_t)1 << EXPORT_timeline_svg | (uint64_t)1 << EXPORT_calendar_svg;
    str lines = citation_wanted(options);
    for (size_t i = 0; lines.n && !(options->chosen & svg) && i < sizeof forms / sizeof *forms; i++)
        if (strcmp(format->name, forms[i].format) == 0) {
            sbuf_add(out, str_of(forms[i].begin));
            add_lines(out, forms[i].before, lines);
            sbuf_add(out, str_of(forms[i].end));
        }
}

void citation_escaped(sbuf *out, str lines)
{
    size_t first = str_find(lines, STR("\n"));
    size_t cut = first == SIZE_MAX ? lines.n : first;
    markup_escape(out, (str){lines.p, cut});
    sbuf_add(out, STR(", escaped"));
    markup_escape(out, (str){lines.p + cut, lines.n - cut});
}
