/* Diagnostics as people read them: head, place, the line with what is underlined, hints. */
#include "base/diag.h"

#include <string.h>

#include "base/text.h"

/* Columns of a source line that are shown when nobody says how many there are, and at least, however narrow the terminal. */
enum { SHOWN = 100, SHOWN_LEAST = 20 };
/* Bytes that a column may take: marks have no width of their own, and a character may bear any number of them. */
enum { BYTES_A_COLUMN = 16 };

static const char *const STYLES[] = {[DIAG_ERROR] = "\x1b[1;31m", [DIAG_WARNING] = "\x1b[1;33m", [DIAG_NOTE] = "\x1b[1;36m"};
static const char FRAME[] = "\x1b[1;34m", STRONG[] = "\x1b[1m", PLAIN[] = "\x1b[0m";

typedef struct renderer {
    sbuf *out;
    const diag *d;
    bool colour;
    size_t width;  /* of the terminal; 0: none */
    size_t gutter; /* columns of the longest line number */
    size_t shown;  /* columns of a source line at most */
    size_t room;   /* columns behind the bar, for marks and their text; SIZE_MAX: as many as they need */
} renderer;

/* The part of a line that is shown: its bytes [from, to), with `…` where something is left out. */
typedef struct view {
    size_t number; /* of the line, 1-based */
    size_t begin;  /* offset of the line in the source */
    str line;
    size_t from, to;
} view;

static void style(renderer *r, const char *s)
{
    if (r->colour)
        sbuf_add(r->out, str_of(s));
}

static void styled(renderer *r, const char *s, str text)
{
    style(r, s);
    text_print_safe(r->out, text);
    style(r, PLAIN);
}

static str slice(str s, size_t from, size_t to)
{
    return (str){s.p + from, to - from};
}

/* --- which part of a line --- */

/* The end of the longest piece from `at` on that is no wider than `columns`. */
static size_t forward(str line, size_t at, size_t columns)
{
    size_t length = 1, most = columns * BYTES_A_COLUMN;
    for (size_t begin = at; at < line.n && at - begin < most; at += length) {
        text_decode(line, at, &length);
        size_t width = text_safe_width(slice(line, at, at + length));
        if (width > columns)
            break;
        columns -= width;
    }
    return at;
}

/* The begin of the longest piece up to `at` that is no wider than `columns` and does not start with a mark of the character before. */
static size_t backward(str line, size_t at, size_t columns)
{
    size_t begin = at, end = at, most = columns * BYTES_A_COLUMN;
    while (at > 0 && end - at < most) {
        size_t before = at - 1;
        while (before > 0 && ((unsigned char)line.p[before] & 0xC0) == 0x80)
            before--;
        size_t width = text_safe_width(slice(line, before, at));
        if (width > columns)
            break;
        columns -= width;
        at = before;
        if (width > 0 || at == 0)
            begin = at;
    }
    return begin;
}

/* The piece of the line at `offset` that fits. A line is cut on the left only when its caret stands in the last fifth of what fits or behind; a
 * little less than half is then left before the caret. */
static view view_around(const renderer *r, uint32_t offset)
{
    const source *s = r->d->from;
    view v = {.number = source_locate(s, offset).line};
    v.line = source_line(s, v.number);
    v.begin = (size_t)(v.line.p - s->text.p);
    size_t caret = offset < v.begin + v.line.n ? offset - v.begin : v.line.n;
    bool whole = backward(v.line, caret, r->shown) == 0 && forward(v.line, 0, r->shown) == v.line.n;
    if (!whole && backward(v.line, caret, r->shown * 4 / 5) > 0)
        v.from = backward(v.line, caret, r->shown * 2 / 5);
    v.to = forward(v.line, v.from, r->shown);
    return v;
}

/* Byte of the line that an offset of the source means, moved to the nearest that is shown. */
static size_t shown_byte(const view *v, uint32_t offset)
{
    size_t at = offset > v->begin ? offset - v->begin : 0;
    return at < v->from ? v->from : at > v->to ? v->to : at;
}

static bool shows(const view *v, uint32_t offset)
{
    return offset >= v->begin + v->from && offset <= v->begin + v->to;
}

/* --- the rows of a snippet --- */

static void bar(renderer *r)
{
    style(r, FRAME);
    sbuf_repeat(r->out, ' ', r->gutter + 1);
    sbuf_char(r->out, '|');
    style(r, PLAIN);
}

static void line_row(renderer *r, const view *v)
{
    style(r, FRAME);
    sbuf_printf(r->out, "%*zu |", (int)r->gutter, v->number);
    style(r, PLAIN);
    if (v->line.n)
        sbuf_char(r->out, ' ');
    if (v->from > 0)
        sbuf_add(r->out, STR("…"));
    text_print_safe(r->out, slice(v->line, v->from, v->to));
    if (v->to < v->line.n)
        sbuf_add(r->out, STR("…"));
    sbuf_char(r->out, '\n');
}

/* A text that is wider than the room, in rows below, broken between words where it has some. */
static void text_rows(renderer *r, const char *look, str text)
{
    for (size_t at = 0, end; at < text.n; at = end) {
        end = forward(text, at, r->room - 1);
        size_t space = end;
        while (end < text.n && space > at && text.p[space] != ' ')
            space--;
        end = space > at ? space : end;
        style(r, PLAIN);
        sbuf_char(r->out, '\n');
        bar(r);
        sbuf_char(r->out, ' ');
        style(r, look);
        text_print_safe(r->out, slice(text, at, end));
        end += end < text.n && text.p[end] == ' ';
    }
}

/* The text of marks that end at `column`: behind them, or in the rows below where only those have the room. */
static void mark_text(renderer *r, size_t column, const char *look, str lead, str text)
{
    size_t width = text_safe_width(lead) + text_safe_width(text);
    if (width >= r->room) {
        sbuf all = {0};
        sbuf_printf(&all, "%.*s%.*s", STR_ARG(lead), STR_ARG(text));
        text_rows(r, look, sbuf_str(&all));
        r->out->failed |= all.failed;
        sbuf_free(&all);
        return;
    }
    if (column + 1 + width > r->room && column > 0) {
        style(r, PLAIN);
        sbuf_char(r->out, '\n');
        bar(r);
        sbuf_repeat(r->out, ' ', r->room - width < column ? r->room - width : column);
        style(r, look);
    }
    sbuf_char(r->out, ' ');
    sbuf_add(r->out, lead);
    text_print_safe(r->out, text);
}

/* A row of marks below what `where` covers of the line; one mark at least. `lead` and `text` follow it. */
static void mark_row(renderer *r, const view *v, span where, const char *look, char mark, str lead, str text)
{
    size_t begin = shown_byte(v, where.begin), end = shown_byte(v, where.end);
    size_t column = (v->from > 0) + text_safe_width(slice(v->line, v->from, begin));
    size_t width = end > begin ? text_safe_width(slice(v->line, begin, end)) : 0;
    bar(r);
    sbuf_repeat(r->out, ' ', column + 1);
    style(r, look);
    sbuf_repeat(r->out, mark, width ? width : 1);
    if (text.n)
        mark_text(r, column + (width ? width : 1), look, lead, text);
    style(r, PLAIN);
    sbuf_char(r->out, '\n');
}

static void label_row(renderer *r, const view *v, const diag_label *label)
{
    mark_row(r, v, label->where, FRAME, '-', STR(""), label->text);
}

/* The labels that the first line does not show, neighbours on one line together. */
static void other_snippets(renderer *r, const view *first)
{
    const diag *d = r->d;
    view v = *first;
    for (size_t i = 0; i < d->label_count; i++) {
        uint32_t at = d->labels[i].where.begin;
        if (shows(first, at))
            continue;
        if (!shows(&v, at)) {
            v = view_around(r, at);
            bar(r);
            sbuf_char(r->out, '\n');
            line_row(r, &v);
        }
        label_row(r, &v, &d->labels[i]);
    }
}

static void snippet(renderer *r)
{
    const diag *d = r->d;
    view v = view_around(r, d->where.begin);
    bar(r);
    sbuf_char(r->out, '\n');
    line_row(r, &v);
    mark_row(r, &v, d->where, STYLES[d->severity], '^', STR("expected "), d->expected);
    for (size_t i = 0; i < d->label_count; i++)
        if (shows(&v, d->labels[i].where.begin))
            label_row(r, &v, &d->labels[i]);
    other_snippets(r, &v);
}

/* --- the whole --- */

/* A text that begins at column `at`, in rows that begin at `indent`, broken where a space is: a word is never torn, so that it can be copied. */
static void words(renderer *r, size_t at, size_t indent, str text)
{
    while (text.n > 0) {
        size_t end = 0;
        while (end < text.n && text.p[end] == ' ')
            end++;
        while (end < text.n && text.p[end] != ' ')
            end++;
        str word = slice(text, 0, end);
        size_t wide = text_safe_width(word);
        if (r->width && at + wide > r->width && at > indent && word.p[0] == ' ') {
            word = str_trim(word);
            wide = text_safe_width(word);
            sbuf_char(r->out, '\n');
            sbuf_repeat(r->out, ' ', indent);
            at = indent;
        }
        text_print_safe(r->out, word);
        at += wide;
        text = slice(text, end, text.n);
    }
}

static void head(renderer *r)
{
    const diag_code_info *info = diag_info(r->d->code);
    style(r, STYLES[r->d->severity]);
    sbuf_printf(r->out, "%s[%s]", diag_severity_name(r->d->severity), info ? info->code : "");
    style(r, PLAIN);
    style(r, STRONG);
    sbuf_add(r->out, STR(": "));
    size_t before = strlen(diag_severity_name(r->d->severity)) + strlen("[]: ") + (info ? strlen(info->code) : 0);
    words(r, before, r->gutter + strlen(" --> "), r->d->message);
    style(r, PLAIN);
    sbuf_char(r->out, '\n');
}

static void place(renderer *r)
{
    source_place at = source_locate(r->d->from, r->d->where.begin);
    sbuf_repeat(r->out, ' ', r->gutter + 1);
    styled(r, FRAME, STR("-->"));
    sbuf_char(r->out, ' ');
    text_print_safe(r->out, r->d->from->name);
    sbuf_printf(r->out, ":%zu:%zu\n", at.line, at.column);
}

static void hints(renderer *r)
{
    for (size_t i = 0; i < r->d->hint_count; i++) {
        sbuf_repeat(r->out, ' ', r->gutter + 1);
        styled(r, FRAME, STR("="));
        sbuf_char(r->out, ' ');
        styled(r, STRONG, STR("hint:"));
        sbuf_char(r->out, ' ');
        size_t before = r->gutter + strlen(" = hint: ");
        words(r, before, before, r->d->hints[i]);
        sbuf_char(r->out, '\n');
    }
}

/* Columns of the longest line number that will be shown. */
static size_t gutter_of(const diag *d)
{
    size_t last = d->from ? source_locate(d->from, d->where.begin).line : 1;
    for (size_t i = 0; d->from && i < d->label_count; i++) {
        size_t line = source_locate(d->from, d->labels[i].where.begin).line;
        last = line > last ? line : last;
    }
    size_t digits = 1;
    for (; last >= 10; last /= 10)
        digits++;
    return digits;
}

void diag_render_fitted(sbuf *out, const diag *d, bool colour, size_t width)
{
    renderer r = {.out = out, .d = d, .colour = colour, .width = width, .gutter = gutter_of(d), .shown = SHOWN, .room = SIZE_MAX};
    if (width) {
        size_t beside = r.gutter + sizeof " | " - 1, cuts = 2; /* an ellipsis on either side */
        r.shown = width > beside + cuts + SHOWN_LEAST ? width - beside - cuts : SHOWN_LEAST;
        r.room = r.shown + cuts;
    }
    head(&r);
    if (d->from) {
        place(&r);
        snippet(&r);
    }
    hints(&r);
}

void diag_render(sbuf *out, const diag *d, bool colour)
{
    diag_render_fitted(out, d, colour, 0);
}
