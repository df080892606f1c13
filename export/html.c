/* html: one page that holds all it needs, to be sent on: what was asked, the answer, and where it comes from.
 *
 * Nothing in it refers to anything outside, and it says so to the browser: of styles and scripts only its own are allowed, by their digests, so that
 * no data can become one even if its escaping failed. */
#include "export/html.h"

#include "base/sha256.h"
#include "base/text.h"
#include "export/citation.h"
#include "export/markup.h"
#include "export/picture.h"
#include "export/writers.h"

void html_text(sbuf *out, sbuf *scratch, str text)
{
    size_t end;
    sbuf_clear(scratch);
    while ((end = str_find(text, STR("\n"))) != SIZE_MAX) {
        text_print_safe(scratch, (str){text.p, end});
        sbuf_char(scratch, '\n');
        text = (str){text.p + end + 1, text.n - end - 1};
    }
    text_print_safe(scratch, text);
    markup_escape(out, sbuf_str(scratch));
    out->failed = out->failed || scratch->failed;
}

/* ---- The head ---- */

/* `'sha256-…'`, in base64. */
static void put_digest(sbuf *out, str text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t bytes[SHA256_BYTES + 1] = {0}; /* a multiple of three; the last is padding */
    sha256 s;
    sha256_begin(&s);
    sha256_add(&s, text);
    sha256_end(&s, bytes);
    sbuf_add(out, STR(" 'sha256-"));
    for (size_t i = 0; i < SHA256_BYTES + 1; i += 3) {
        uint32_t three = (uint32_t)bytes[i] << 16 | (uint32_t)bytes[i + 1] << 8 | bytes[i + 2];
        for (int shift = 18; shift >= 0; shift -= 6)
            sbuf_char(out, i + 3 > SHA256_BYTES && shift == 0 ? '=' : digits[three >> shift & 63]);
    }
    sbuf_char(out, '\'');
}

static void put_policy(sbuf *out)
{
    sbuf_add(out, STR("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"));
    put_digest(out, html_style);
    put_digest(out, picture_style);
    sbuf_add(out, STR("; script-src"));
    put_digest(out, html_script);
    sbuf_add(out, STR("; base-uri 'none'; form-action 'none'\">\n"));
}

static void put_head(sbuf *out, sbuf *scratch, const export_about *about)
{
    sbuf_add(out, STR("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"));
    put_policy(out);
    sbuf_add(out, STR("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"referrer\" content=\"no-referrer\">\n<title>"));
    html_text(out, scratch, about->title);
    sbuf_add(out, STR("</title>\n<style>"));
    sbuf_add(out, html_style);
    sbuf_add(out, STR("</style>\n</head>\n<body>\n<main>\n<h1>"));
    html_text(out, scratch, about->title);
    sbuf_add(out, STR("</h1>\n"));
}

/* ---- What was asked ---- */

static void put_between(sbuf *out, sbuf *scratch, const char *before, str text, const char *after)
{
    if (!text.n)
        return;
    sbuf_add(out, str_of(before));
    html_text(out, scratch, text);
    sbuf_add(out, str_of(after));
}

static void put_question(sbuf *out, sbuf *scratch, const export_about *about)
{
    put_between(out, scratch, "<p>", about->says, "</p>\n");
    put_between(out, scratch, "<pre><code>", about->query, "</code></pre>\n");
    for (size_t i = 0; i < about->value_count; i++)
        put_between(out, scratch, i ? ", <code>" : "<p class=\"with\">with <code>", about->values[i], "</code>");
    if (about->value_count)
        sbuf_add(out, STR("</p>\n"));
}

/* ---- Where it comes from ---- */

static void put_fact(sbuf *out, sbuf *scratch, const char *name, str text)
{
    if (!text.n)
        return;
    sbuf_printf(out, "<dt>%s</dt>", name);
    put_between(out, scratch, "<dd>", text, "</dd>\n");
}

/* Its lines stand by themselves, as who reads them back wants them. */
static void put_citation(sbuf *out, str citation)
{
    if (!citation.n)
        return;
    sbuf_add(out, STR("<dt>Citation</dt><dd><pre>\n"));
    citation_escaped(out, citation);
    sbuf_add(out, STR("</pre></dd>\n"));
}

static void put_facts(sbuf *out, sbuf *scratch, const export_about *about, str citation)
{
    sbuf_add(out, STR("<footer>\n<dl>\n"));
    if (about->source_count) {
        sbuf_printf(out, "<dt>%s</dt><dd><ul>", about->source_count == 1 ? "Source" : "Sources");
        for (size_t i = 0; i < about->source_count; i++)
            put_between(out, scratch, "<li>", about->sources[i], "</li>");
        sbuf_add(out, STR("</ul></dd>\n"));
    }
    put_fact(out, scratch, "Data", about->data);
    put_fact(out, scratch, "Asked on", about->today);
    put_citation(out, citation);
    sbuf_add(out, STR("</dl>\n</footer>\n"));
}

static void put_foot(sbuf *out, sbuf *scratch, const export_about *about, str citation)
{
    if (about->source_count || about->data.n || about->today.n)
        put_facts(out, scratch, about, citation);
    sbuf_add(out, STR("</main>\n<script>"));
    sbuf_add(out, html_script);
    sbuf_add(out, STR("</script>\n</body>\n</html>\n"));
}

/* ---- The page ---- */

static status put_pictures(export_out *out, const result *r, const export_options *options)
{
    export_choice page = {export_format_find(STR("html")), options->chosen}, pictures[PICTURES_OF_PAGE];
    size_t count = picture_choices(&page, pictures);
    for (size_t i = 0; i < count; i++) {
        sbuf_add(&out->buffer, STR("<figure>\n"));
        TRY(export_picture_svg(&out->buffer, &pictures[i], r));
        sbuf_add(&out->buffer, STR("</figure>\n"));
        TRY(export_flow(out));
    }
    return ST_OK;
}

status export_html(export_out *out, const result *r, const export_options *options)
{
    static const export_about nothing = {.title = STR_INIT("Answer")};
    const export_about *about = options->about ? options->about : &nothing;
    sbuf scratch = {0};
    put_head(&out->buffer, &scratch, about);
    put_question(&out->buffer, &scratch, about);
    status s = put_pictures(out, r, options);
    if (s == ST_OK)
        s = html_table(out, r, options);
    if (s == ST_OK)
        put_foot(&out->buffer, &scratch, about, citation_wanted(options));
    sbuf_free(&scratch);
    return s;
}
