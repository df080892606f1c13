/* table: columns for people. Measured by display width; off a terminal of any width and nothing cut, on one fitted to it by
 * wrapping the widest columns of text, or, where that leaves columns too narrow to read, written as records. So is a single row that does not
 * fit as it is, or that has a text of several lines: nothing stands below it to be compared with. */
#include "base/text.h"
#include "export/cell_print.h"
#include "export/people.h"
#include "export/writers.h"

enum {
    GAP = 2,       /* blanks between columns */
    NARROWEST = 8, /* no column of text is made narrower than this, */
    BROKEN = 12,   /* and none with longer words narrower than this */
    WORD_MAX = 20, /* words up to here are broken only when all else was tried */
    LINES_MAX = 4  /* of one row when columns are wrapped; what is then left over is cut with `…` */
};

typedef struct table_column {
    size_t width;
    size_t sum;  /* the widths of all cells */
    size_t word; /* the widest word, within NARROWEST and WORD_MAX */
    bool right;  /* figures */
    bool shrink; /* text, which can be wrapped */
    bool lines;  /* some text has several */
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
    size_t cut; /* rows in which a text was cut */
    bool tall;  /* the row before took several lines */
} table;

static bool add_cell(table *t, size_t column, size_t row)
{
    return people_cell(&t->safe, &t->raw, t->r, t->options, column, row);
}

/* Takes the text in t->safe into the measures of a column. */
static void measure(table_column *c, str text)
{
    size_t width = text_width(text);
    c->width = width > c->width ? width : c->width;
    c->sum += width;
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
        c->lines = c->lines || str_find(sbuf_str(&t->raw), STR("\n")) != SIZE_MAX;
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

/* How far columns of text come down, in this order: to what most cells need, to the longest word, to a part of a word. */
typedef enum narrowing { TO_USUAL, TO_WORD, TO_BROKEN } narrowing;

static size_t least_width(const table *t, const table_column *c, narrowing to)
{
    size_t usual = c->sum / (t->r->rows + 1) * 5 / 4;
    if (to == TO_BROKEN)
        return c->word < BROKEN ? c->word : BROKEN;
    return to == TO_USUAL && usual > c->word ? usual : c->word;
}

/* The widest column of text that is still wider than it must be, and in `*next` the width of the second widest, or what the widest may come
 * down to. */
static table_column *widest_column(table *t, narrowing to, size_t *next)
{
    table_column *widest = NULL;
    size_t second = 0;
    for (size_t k = 0; k < t->r->column_count; k++) {
        table_column *c = &t->columns[k];
        if (!c->shrink || c->width <= least_width(t, c, to))
            continue;
        if (!widest || c->width > widest->width) {
            second = widest ? widest->width : 0;
            widest = c;
        } else if (c->width > second) {
            second = c->width;
        }
    }
    size_t least = widest ? least_width(t, widest, to) : 0;
    *next = second > least ? second : least;
    return widest;
}

/* Narrows the widest columns of text until the table fits, which is true, or none can give any more: the widest comes down to the next widest,
 * again and again. */
static bool narrow(table *t, narrowing to)
{
    size_t total = total_width(t), next;
    while (total > t->options->width) {
        table_column *widest = widest_column(t, to, &next);
        if (!widest)
            return false;
        size_t over = total - t->options->width;
        size_t step = widest->width > next ? widest->width - next : 1;
        step = step < over ? step : over;
        widest->width -= step;
        total -= step;
        t->fitted = true;
    }
    return true;
}

/* Columns of short texts do not give way to one long text among them, and words stay whole, as long as it can be helped. False when the table
 * cannot be read at this width. */
static bool fit(table *t)
{
    return !t->options->width || narrow(t, TO_USUAL) || narrow(t, TO_WORD) || narrow(t, TO_BROKEN);
}

/* A row alone that is read better as a record. */
static bool stands_alone(const table *t)
{
    bool lines = false;
    for (size_t k = 0; k < t->r->column_count; k++)
        lines = lines || t->columns[k].lines;
    return t->r->rows == 1 && t->r->column_count > 1 && (lines || (t->options->width && total_width(t) > t->options->width));
}

static void pad(sbuf *out, size_t columns)
{
    sbuf_repeat(out, ' ', columns);
}

/* Prints one line of the row at hand; true if some column has more. On the last line that a row may have, what has more ends in `…`. */
static bool put_line(table *t, sbuf *out, const char *style, bool last)
{
    bool more = false;
    size_t behind = 0; /* blanks that are due before the next text: none stand at a line's end */
    for (size_t k = 0; k < t->r->column_count; k++) {
        table_column *c = &t->columns[k];
        str line = t->fitted ? people_line(&c->rest, c->width) : c->rest;
        bool cut = t->fitted && last && c->rest.n > 0;
        if (cut)
            line = text_cut(line, c->width - 1);
        size_t used = text_width(line) + (cut ? 1 : 0);
        size_t free_space = c->width > used ? c->width - used : 0;
        behind += (k ? GAP : 0) + (c->right ? free_space : 0);
        if (line.n) {
            pad(out, behind);
            behind = 0;
            people_styled(out, line, c->missing && t->options->colour ? STYLE_DIM : style);
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

/* Prints the row whose cells lie in t->safe, each up to its entry of t->ends. True if some column had more than its lines hold. */
static bool put_row(table *t, sbuf *out, const char *style)
{
    for (size_t k = 0, from = 0; k < t->r->column_count; k++) {
        t->columns[k].rest = (str){t->safe.p + from, t->ends[k] - from};
        from = t->ends[k];
    }
    bool more = true;
    for (size_t line = 1; more && line <= LINES_MAX; line++)
        more = put_line(t, out, style, line == LINES_MAX);
    return more;
}

/* Will the row in t->safe take several lines? */
static bool is_tall(const table *t)
{
    bool tall = false;
    for (size_t k = 0, from = 0; t->fitted && k < t->r->column_count; k++) {
        tall = tall || text_width((str){t->safe.p + from, t->ends[k] - from}) > t->columns[k].width;
        from = t->ends[k];
    }
    return tall;
}

/* A row of several lines has an empty one on either side, so that it is seen where it ends. */
static void put_apart(table *t, sbuf *out, size_t row)
{
    bool tall = is_tall(t);
    if (row && (tall || t->tall))
        sbuf_char(out, '\n');
    t->tall = tall;
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
        put_apart(t, &out->buffer, i);
        t->cut += put_row(t, &out->buffer, NULL);
        TRY(export_flow(out));
    }
    return ST_OK;
}

static status write_table(table *t, export_out *out)
{
    for (size_t k = 0; k < t->r->column_count; k++)
        TRY(measure_column(t, k));
    bool as_records = stands_alone(t) || !fit(t);
    if (as_records && t->r->column_count > 1 && t->r->rows)
        return export_records(out, t->r, t->options);
    TRY(put_header(t, &out->buffer));
    TRY(put_rows(t, out));
    if (t->options->terminal) /* for people only: what is piped on holds nothing but the table */
        people_count(&out->buffer, t->options, t->r->rows, t->cut);
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
