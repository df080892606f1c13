/* Pictures as SVG: the frame, its colours, and what all of them share. One element, which refers to nothing outside of it. */
#include <string.h>

#include "base/text.h"
#include "export/citation.h"
#include "export/draw.h"
#include "export/markup.h"

enum { LETTER = 7, NARROW_LETTER = 5 };

/* What can be told apart without colours is: series by their dashes and marks, shades by their numbers. */
const str picture_style = STR_INIT(
    ".cyq-picture{max-width:100%;height:auto;font:12px system-ui,-apple-system,\"Segoe UI\",\"DejaVu Sans\",sans-serif}"
    ".cyq-back{fill:#fff}.cyq-text{fill:#1a1d21}.cyq-title{fill:#1a1d21;font-size:15px;font-weight:600}.cyq-quiet{fill:#59626d}"
    ".cyq-line{stroke:#dde1e6}.cyq-axis{stroke:#59626d}.cyq-frame{fill:none;stroke:#c9ced6}.cyq-path{stroke-width:2}"
    ".cyq-s0{fill:#0b6bb8;stroke:#0b6bb8}.cyq-s1{fill:#c2570c;stroke:#c2570c}.cyq-s2{fill:#157a4d;stroke:#157a4d}"
    ".cyq-s3{fill:#8a4bbf;stroke:#8a4bbf}.cyq-s4{fill:#a8232b;stroke:#a8232b}.cyq-s5{fill:#6b5f00;stroke:#6b5f00}"
    ".cyq-s6{fill:#006d77;stroke:#006d77}.cyq-s7{fill:#555;stroke:#555}"
    ".cyq-s1.cyq-path{stroke-dasharray:6 3}.cyq-s2.cyq-path{stroke-dasharray:2 3}.cyq-s3.cyq-path{stroke-dasharray:9 3 2 3}"
    ".cyq-s4.cyq-path{stroke-dasharray:12 4}.cyq-s5.cyq-path{stroke-dasharray:4 4}.cyq-s6.cyq-path{stroke-dasharray:1 4}"
    ".cyq-s7.cyq-path{stroke-dasharray:9 2 2 2 2 2}.cyq-picture .cyq-path{fill:none}"
    ".cyq-h0{fill:#f4f5f7}.cyq-h1{fill:#dceafa}.cyq-h2{fill:#b3d2f4}.cyq-h3{fill:#7db2ea}.cyq-h4{fill:#1c67b4}"
    ".cyq-on{fill:#fff}.cyq-strip{fill:#dceafa;stroke:#7db2ea}"
    "@media screen and (prefers-color-scheme:dark){"
    ".cyq-back{fill:#14171b}.cyq-text,.cyq-title{fill:#e8eaed}.cyq-quiet{fill:#a4acb7}.cyq-line{stroke:#2c323a}.cyq-axis{stroke:#a4acb7}"
    ".cyq-frame{stroke:#454c56}"
    ".cyq-s0{fill:#6db3f2;stroke:#6db3f2}.cyq-s1{fill:#f5a25d;stroke:#f5a25d}.cyq-s2{fill:#6fcf97;stroke:#6fcf97}"
    ".cyq-s3{fill:#c59bf0;stroke:#c59bf0}.cyq-s4{fill:#f28b82;stroke:#f28b82}.cyq-s5{fill:#d9c74a;stroke:#d9c74a}"
    ".cyq-s6{fill:#5fd0d8;stroke:#5fd0d8}.cyq-s7{fill:#b5b5b5;stroke:#b5b5b5}"
    ".cyq-h0{fill:#1d2126}.cyq-h1{fill:#1d3047}.cyq-h2{fill:#24486f}.cyq-h3{fill:#2c649f}.cyq-h4{fill:#8cc0f5}"
    ".cyq-on{fill:#0b0d10}.cyq-strip{fill:#1d3047;stroke:#2c649f}}");

/* About what the fonts of screens take at this size: rather too much than too little. */
static long letter_width(uint32_t c)
{
    static const char narrow[] = "iljtfrI.,:;'|!()[] ", wide[] = "mwMW@%";
    if (c < 0x80 && c && strchr(narrow, (int)c))
        return 5;
    if (c < 0x80 && c && strchr(wide, (int)c))
        return 12;
    return (c >= 'A' && c <= 'Z') ? 9 : 7;
}

long svg_width(str text)
{
    long width = 0;
    size_t length = 1;
    for (size_t at = 0; at < text.n; at += length) {
        uint32_t c = text_decode(text, at, &length);
        width += c < 0x80 ? letter_width(c) : (long)text_width((str){text.p + at, length}) * LETTER;
    }
    return width;
}

/* As many columns of a text as take no more than `room` units. */
static bool fit(sbuf *out, str text, long room)
{
    bool cut = false;
    size_t columns = text_width(text);
    if (svg_width(text) > room)
        columns = (size_t)(room > 0 ? room : 0) / NARROW_LETTER < columns ? (size_t)room / NARROW_LETTER : columns;
    draw_cut(out, text, columns, &cut);
    while (svg_width(sbuf_str(out)) > room && columns && !out->failed) {
        sbuf_clear(out);
        draw_cut(out, text, --columns, &cut);
    }
    return cut;
}

void svg_text(svg_canvas *s, const char *class_name, long x, long y, const char *anchor, str text, long room)
{
    sbuf shown = {0};
    bool cut = fit(&shown, text, room > 0 ? room : 0);
    if (cut)
        svg_open(s, text, STR(""));
    sbuf_printf(s->out, "<text class=\"%s\" x=\"%ld\" y=\"%ld\" text-anchor=\"%s\">", class_name, x, y, anchor);
    markup_escape(s->out, sbuf_str(&shown));
    sbuf_add(s->out, STR("</text>\n"));
    if (cut)
        svg_close(s);
    s->out->failed = s->out->failed || shown.failed;
    sbuf_free(&shown);
}

void svg_line(svg_canvas *s, const char *class_name, long x1, long y1, long x2, long y2)
{
    sbuf_printf(s->out, "<path class=\"%s\" d=\"M%ld %ldL%ld %ld\"/>\n", class_name, x1, y1, x2, y2);
}

void svg_open(svg_canvas *s, str name, str value)
{
    sbuf_add(s->out, STR("<g><title>"));
    markup_escape(s->out, name);
    sbuf_add(s->out, name.n && value.n ? STR(": ") : STR(""));
    markup_escape(s->out, value);
    sbuf_add(s->out, STR("</title>\n"));
}

void svg_close(svg_canvas *s)
{
    sbuf_add(s->out, STR("</g>\n"));
}

void svg_box(svg_canvas *s, const char *class_name, long number, long x, long y, long width, long height)
{
    sbuf_printf(s->out, "<rect class=\"%s", class_name);
    if (number >= 0)
        sbuf_printf(s->out, "%ld", number);
    sbuf_printf(s->out, "\" x=\"%ld\" y=\"%ld\" width=\"%ld\" height=\"%ld\"/>\n", x, y, width, height);
}

/* Every how many-th label has room beside the others. */
static size_t find_stride(const picture_axis *axis, long left, long width)
{
    for (size_t stride = 1; stride < axis->tick_count; stride++) {
        long until = 0;
        size_t i = 0;
        for (; i < axis->tick_count; i += stride) {
            long x = left + axis->ticks[i].at * width / PICTURE_FULL, half = svg_width(axis->ticks[i].label) / 2;
            if (x - half < until)
                break;
            until = x + half + LETTER;
        }
        if (i >= axis->tick_count)
            return stride;
    }
    return axis->tick_count;
}

void svg_axis(svg_canvas *s, const picture_axis *axis, long left, long width, long top)
{
    long last = 0;
    for (size_t i = 0; i < axis->tick_count; i++) {
        long x = left + axis->ticks[i].at * width / PICTURE_FULL;
        if (i == 0 || x > last) /* thousands of ticks share few places */
            svg_line(s, "cyq-line", x, top, x, s->y);
        last = x;
    }
    svg_line(s, "cyq-axis", left, s->y, left + width, s->y);
    s->y += SVG_LINE;
    for (size_t i = 0, stride = find_stride(axis, left, width); i < axis->tick_count; i += stride)
        svg_text(s, "cyq-quiet", left + axis->ticks[i].at * width / PICTURE_FULL, s->y, "middle", axis->ticks[i].label, width / 2);
    if (axis->name.n) {
        s->y += SVG_LINE;
        svg_text(s, "cyq-quiet", left + width, s->y, "end", axis->name, width);
    }
    s->y += SVG_LINE / 2;
}

/* ---- The frame ---- */

static void write_head(sbuf *out, const picture *p, long width, long height)
{
    sbuf_printf(out,
                "<svg class=\"cyq-picture\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %ld %ld\" width=\"%ld\" "
                "height=\"%ld\">\n<title>",
                width, height, width, height);
    markup_escape(out, p->title.n ? p->title : STR("a picture"));
    sbuf_add(out, STR("</title>\n<desc>"));
    markup_escape(out, p->nothing.n ? p->nothing : p->about);
    for (size_t i = 0; i < p->note_count; i++) {
        sbuf_char(out, ' ');
        markup_escape(out, p->notes[i]);
        sbuf_char(out, '.');
    }
    sbuf_add(out, STR("</desc>\n"));
    if (p->citation.n) {
        sbuf_add(out, STR("<metadata>\n"));
        citation_escaped(out, p->citation);
        sbuf_add(out, STR("</metadata>\n"));
    }
    sbuf_add(out, STR("<style>"));
    sbuf_add(out, picture_style);
    sbuf_add(out, STR("</style>\n"));
    sbuf_printf(out, "<rect class=\"cyq-back\" width=\"%ld\" height=\"%ld\"/>\n", width, height);
}

static void draw_inside(svg_canvas *s)
{
    static void (*const drawers[])(svg_canvas *) = {[PICTURE_BAR] = draw_svg_lanes,
                                                    [PICTURE_LINE] = draw_svg_plot,
                                                    [PICTURE_HEAT] = draw_svg_grid,
                                                    [PICTURE_TIMELINE] = draw_svg_lanes,
                                                    [PICTURE_CALENDAR] = draw_svg_months};
    const picture *p = s->p;
    s->y = SVG_MARGIN + 8;
    if (p->title.n) {
        svg_text(s, "cyq-title", SVG_MARGIN, s->y, "start", p->title, SVG_WIDTH - 2 * SVG_MARGIN - 100); /* its letters are larger */
        s->y += SVG_LINE + 4;
    }
    if (p->nothing.n) {
        svg_text(s, "cyq-text", SVG_MARGIN, s->y, "start", p->nothing, SVG_WIDTH - 2 * SVG_MARGIN);
        s->y += SVG_LINE / 2;
    } else {
        drawers[p->kind](s);
    }
    for (size_t i = 0; i < p->note_count; i++) {
        s->y += SVG_LINE;
        svg_text(s, "cyq-quiet", SVG_MARGIN, s->y, "start", p->notes[i], s->width - 2 * SVG_MARGIN);
    }
}

void picture_svg(sbuf *out, const picture *p)
{
    sbuf inside = {0};
    svg_canvas s = {.out = &inside, .p = p, .width = SVG_WIDTH};
    draw_inside(&s);
    write_head(out, p, s.width, s.y + SVG_MARGIN);
    sbuf_add(out, sbuf_str(&inside));
    sbuf_add(out, STR("</svg>\n"));
    out->failed = out->failed || inside.failed;
    sbuf_free(&inside);
}
