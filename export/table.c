/* table: columns for people. Measured by display width; off a terminal of any width and nothing cut, on one fitted to it by
 * wrapping the widest columns of text. */
#include "base/text.h"
#include "export/cell_print.h"
#include "export/writers.h"

enum {
    GAP = 2,       /* blanks between columns */
    NARROWEST = 8, /* no column of text is made narrower than this */
    WORD_MAX = 20, /* words up to here are broken only when all else was tried */
    LINES_MAX = 4  /* of one row when columns are wrapped; what is then left over is cut with `…` */
};

#define STYLE_HEADER "\x1b[1m"
#define STYLE_DIM "\x1b[2m"
#define STYLE_OFF "\x1b[0m"

typedef struct table_column {
    size_t width;
    size_t word; /* the widest word, within NARROWEST and WORD_MAX */
    bool right;  /* figures */
    bool shrink; /* text, which can be wrapped */
    str rest;    /* of the row at hand: what is still to be printed */
    bool missing;
} table_column;

typedef struct table {
    const result *r;
    const export_options *options;
    table_column *columns;
    bool fitted; /* columns are narrower than their content: rows may need several lines */
    sbuf raw;    /* one cell as it prints */
    sbuf safe;   /* the cells of one row made harmless */
    size_t *ends;
} table;

static const str missing_mark = {"–", sizeof "–" - 1};

/* Appends the text of a cell to t->safe; true if there is a value. */
static bool add_cell(table *t, size_t column, size_t row)
{
    const col *c = t->r->columns[column].data;
    bool present = cell_present(c, row);
    sbuf_clear(&t->raw);
    cell_print(&t->raw, CELL_PRETTY, t->r->data, c, row);
    if (t->raw.failed)
        t->safe.failed = true;
    text_print_safe(&t->safe, sbuf_str(&t->raw));
    if (!present && t->options->terminal)
        sbuf_add(&t->safe, missing_mark);
    return present;
}

/* Takes the text in t->safe into the measures of a column. */
static void measure(table_column *c, str text)
{
    size_t width = text_width(text);
    c->width = width > c->width ? width : c->width;
    for (size_t from = 0; c->shrink && c->word < WORD_MAX && from < text.n;) {
        size_t end = from;
        while (end < text.n && text.p[end] != ' ')
            end++;
        size_t word = text_width((str){text.p + from, end - from});
        c->word = word > c->word ? word : c->word;
        from = end + 1;
    }
    c->word = c->word < WORD_MAX ? c->word : WORD_MAX;
}

static status measure_column(table *t, size_t k)
{
    const result_column *from = &t->r->columns[k];
    table_column *c = &t->columns[k];
    uint8_t kind = from->data->type.kind;
    c->right = cell_is_figure(from->data->type);
    c->shrink = from->data->type.set || kind == TYPE_TEXT || kind == TYPE_LINK;
    c->word = NARROWEST;
    sbuf_clear(&t->safe);
    text_print_safe(&t->safe, from->name);
    measure(c, sbuf_str(&t->safe));
    for (size_t i = 0; i < t->r->rows; i++) {
        sbuf_clear(&t->safe);
        add_cell(t, k, i);
        if (t->safe.failed)
            return ST_NO_MEMORY;
        measure(c, sbuf_str(&t->safe));
    }
    return ST_OK;
}

static size_t total_width(const table *t)
{
    size_t total = 0;
    for (size_t k = 0; k < t->r->column_count; k++)
        total += t->columns[k].width + (k ? GAP : 0);
    return total;
}

/* The widest column of text that is still wider than it must be, and in `*next` the width of the second widest, or what the widest may come down to. */
static table_column *widest_column(table *t, bool break_words, size_t *next)
{
    table_column *widest = NULL;
    size_t second = 0;
    for (size_t k = 0; k < t->r->column_count; k++) {
        table_column *c = &t->columns[k];
        if (!c->shrink || c->width <= (break_words ? NARROWEST : c->word))
            continue;
        if (!widest || c->width > widest->width) {
            second = widest ? widest->width : 0;
            widest = c;
        } else if (c->width > second) {
            second = c->width;
        }
    }
    size_t least = widest && !break_words ? widest->word : NARROWEST;
    *next = second > least ? second : least;
    return widest;
}

/* Narrows the widest columns of text until the table fits or none can give any more: the widest comes down to the next widest, again and again. */
static void narrow(table *t, bool break_words)
{
    size_t total = total_width(t), next;
    while (total > t->options->width) {
        table_column *widest = widest_column(t, break_words, &next);
        if (!widest)
            return;
        size_t over = total - t->options->width;
        size_t step = widest->width > next ? widest->width - next : 1;
        step = step < over ? step : over;
        widest->width -= step;
        total -= step;
        t->fitted = true;
    }
}

/* Words stay whole as long as it can be helped. */
static void fit(table *t)
{
    if (!t->options->width)
        return;
    narrow(t, false);
    narrow(t, true);
}

/* Takes a line of at most `width` columns off `rest`, at a blank where there is one. */
static str take_line(str *rest, size_t width)
{
    str line = text_cut(*rest, width);
    if (line.n == rest->n) {
        *rest = (str){rest->p + rest->n, 0};
        return line;
    }
    if (line.n == 0) { /* one character wider than the column */
        size_t length;
        text_decode(*rest, 0, &length);
        line.n = length;
    }
    size_t cut = line.n;
    if (rest->p[line.n] != ' ')
        while (cut > 0 && rest->p[cut - 1] != ' ')
            cut--;
    if (cut > 0)
        line.n = cut;
    *rest = (str){rest->p + line.n, rest->n - line.n};
    *rest = str_trim(*rest);
    return str_trim(line);
}

static void pad(sbuf *out, size_t columns)
{
    sbuf_repeat(out, ' ', columns);
}

static void put_styled(sbuf *out, str text, const char *style)
{
    if (style && text.n) {
        sbuf_add(out, str_of(style));
        sbuf_add(out, text);
        sbuf_add(out, STR(STYLE_OFF));
    } else {
        sbuf_add(out, text);
    }
}

/* Prints one line of the row at hand; true if some column has more. On the last line that a row may have, what has more ends in `…`. */
static bool put_line(table *t, sbuf *out, const char *style, bool last)
{
    bool more = false;
    size_t behind = 0; /* blanks that are due before the next text: none stand at a line's end */
    for (size_t k = 0; k < t->r->column_count; k++) {
        table_column *c = &t->columns[k];
        str line = t->fitted ? take_line(&c->rest, c->width) : c->rest;
        bool cut = t->fitted && last && c->rest.n > 0;
        if (cut)
            line = text_cut(line, c->width - 1);
        size_t used = text_width(line) + (cut ? 1 : 0);
        size_t free_space = c->width > used ? c->width - used : 0;
        behind += (k ? GAP : 0) + (c->right ? free_space : 0);
        if (line.n) {
            pad(out, behind);
            behind = 0;
            put_styled(out, line, c->missing && t->options->colour ? STYLE_DIM : style);
            sbuf_add(out, cut ? STR("…") : STR(""));
        } else {
            behind += used;
        }
        behind += c->right ? 0 : free_space;
        more = more || (t->fitted && c->rest.n > 0);
    }
    sbuf_char(out, '\n');
    return more;
}

/* Prints the row whose cells lie in t->safe, each up to its entry of t->ends. */
static void put_row(table *t, sbuf *out, const char *style)
{
    for (size_t k = 0, from = 0; k < t->r->column_count; k++) {
        t->columns[k].rest = (str){t->safe.p + from, t->ends[k] - from};
        from = t->ends[k];
    }
    for (size_t line = 1; put_line(t, out, style, line == LINES_MAX) && line < LINES_MAX; line++)
        ;
}

static status put_header(table *t, sbuf *out)
{
    sbuf_clear(&t->safe);
    for (size_t k = 0; k < t->r->column_count; k++) {
        text_print_safe(&t->safe, t->r->columns[k].name);
        t->columns[k].missing = false;
        t->ends[k] = t->safe.n;
    }
    if (t->safe.failed)
        return ST_NO_MEMORY;
    put_row(t, out, t->options->colour ? STYLE_HEADER : NULL);
    if (t->options->colour)
        sbuf_add(out, STR(STYLE_DIM));
    for (size_t k = 0; k < t->r->column_count; k++) {
        pad(out, k ? GAP : 0);
        for (size_t i = 0; i < t->columns[k].width; i++)
            sbuf_add(out, STR("─"));
    }
    sbuf_add(out, t->options->colour ? STR(STYLE_OFF "\n") : STR("\n"));
    return ST_OK;
}

static status put_rows(table *t, export_out *out)
{
    for (size_t i = 0; i < t->r->rows; i++) {
        sbuf_clear(&t->safe);
        for (size_t k = 0; k < t->r->column_count; k++) {
            t->columns[k].missing = !add_cell(t, k, i);
            t->ends[k] = t->safe.n;
        }
        if (t->safe.failed)
            return ST_NO_MEMORY;
        put_row(t, &out->buffer, NULL);
        TRY(export_flow(out));
    }
    return ST_OK;
}

/* How many rows: for people only, so that what is piped on holds nothing but the table. */
static void put_footer(const table *t, sbuf *out)
{
    sbuf figure = {0};
    dec_print(&figure, dec_of_int((int64_t)t->r->rows), true);
    sbuf_printf(out, "%s%s row%s%s\n", t->options->colour ? STYLE_DIM : "", figure.p ? figure.p : "", t->r->rows == 1 ? "" : "s",
                t->options->colour ? STYLE_OFF : "");
    out->failed = out->failed || figure.failed;
    sbuf_free(&figure);
}

static status write_table(table *t, export_out *out)
{
    for (size_t k = 0; k < t->r->column_count; k++)
        TRY(measure_column(t, k));
    fit(t);
    TRY(put_header(t, &out->buffer));
    TRY(put_rows(t, out));
    if (t->options->terminal)
        put_footer(t, &out->buffer);
    return ST_OK;
}

status export_table(export_out *out, const result *r, const export_options *options)
{
    arena scratch = {0};
    table t = {.r = r, .options = options};
    t.columns = ARENA_ARRAY(&scratch, r->column_count, table_column);
    t.ends = ARENA_ARRAY(&scratch, r->column_count, size_t);
    status s = t.columns && t.ends ? write_table(&t, out) : ST_NO_MEMORY;
    sbuf_free(&t.raw);
    sbuf_free(&t.safe);
    arena_free(&scratch);
    return s;
}
