/* What the drawers of pictures share. */
#ifndef CYQ_EXPORT_DRAW_H
#define CYQ_EXPORT_DRAW_H

#include "export/picture.h"

/* A text of at most `width` columns: what does not fit ends in `…`. `*cut` (may be NULL) becomes true where it was cut. */
void draw_cut(sbuf *out, str text, size_t width, bool *cut);

/* ---- With characters ---- */

typedef struct text_canvas {
    sbuf *out;
    const picture *p;
    size_t width; /* columns in all */
    bool colour;
} text_canvas;

/* A text in a field of `width` columns, at its left or its right; blanks fill it. */
void draw_field(text_canvas *t, str text, size_t width, bool right);
/* Takes the blanks at a line's end away and ends it. */
void draw_end_line(sbuf *out);
/* A text in the colour of a series, which is an extra where colours are wanted. */
void draw_coloured(text_canvas *t, str text, size_t series);
/* The line of an axis and the labels below it, `before` columns from the left and `width` wide. */
void draw_axis(text_canvas *t, const picture_axis *axis, size_t before, size_t width);
/* The wider of the texts, at most `most`. */
size_t draw_widest(const str *texts, size_t count, size_t most);

void draw_text_lanes(text_canvas *t);
void draw_text_plot(text_canvas *t);
void draw_text_grid(text_canvas *t);
void draw_text_months(text_canvas *t);

/* ---- As SVG ---- */

enum { SVG_WIDTH = 800, SVG_MARGIN = 16, SVG_LINE = 20 };

/* An SVG in the making: what stands inside. The head, with its height, is written when all else is known. */
typedef struct svg_canvas {
    sbuf *out;
    const picture *p;
    long width, y; /* user units: of all, and used from the top so far */
} svg_canvas;

/* Units that a text takes, about. */
long svg_width(str text);
/* A text with its class, from an anchor (start, middle, end). What is wider than `room` units is cut, and stands whole in a <title>. */
void svg_text(svg_canvas *s, const char *class_name, long x, long y, const char *anchor, str text, long room);
void svg_line(svg_canvas *s, const char *class_name, long x1, long y1, long x2, long y2);
/* A group that says its name and its value where one points at it; what is drawn between the two calls belongs to it. */
void svg_open(svg_canvas *s, str name, str value);
void svg_close(svg_canvas *s);
/* A rectangle: a class, and a number behind it unless that is negative. */
void svg_box(svg_canvas *s, const char *class_name, long number, long x, long y, long width, long height);
/* Below s->y: the lines of the ticks of an axis from `top`, over x from `left`, `width` wide, and the axis with its labels. */
void svg_axis(svg_canvas *s, const picture_axis *axis, long left, long width, long top);

void draw_svg_lanes(svg_canvas *s);
void draw_svg_plot(svg_canvas *s);
void draw_svg_grid(svg_canvas *s);
void draw_svg_months(svg_canvas *s);

#endif
