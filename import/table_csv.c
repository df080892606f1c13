/* CSV (RFC 4180, by libcsv) and TSV into a table of cells. */
#include <csv.h>
#include <string.h>

#include "base/text.h"
#include "import/loading.h"

/* What is known while a text is read. libcsv calls back and cannot be stopped within a piece, so the first failure is kept and the rest passed over. */
typedef struct csv_reader {
    loading *l;
    bool tabs;       /* TSV: nothing is quoted, \t \n \\ are escapes */
    bool header;     /* the header row was read */
    size_t line;     /* that has been reached, 1-based */
    size_t row_line; /* where the row began */
    size_t cells;    /* of the row so far */
    bool after_cr;   /* the last line ended in \r: a \n now belongs to it */
    sbuf text;       /* of the cell at hand */
    status failed;
} csv_reader;

static status refuse(csv_reader *r, size_t line, const char *what)
{
    return load_refuse(r->l, E_LOAD_FORM, r->l->request->where, ", line %zu: %s", line, what);
}

/* ---- Cells ---- */

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

static size_t lines_in(str s)
{
    size_t lines = 0;
    for (size_t i = 0; i < s.n; i++)
        lines += s.p[i] == '\n' || (s.p[i] == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'));
    return lines;
}

static void unescape(sbuf *out, str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char next = i + 1 < s.n ? s.p[i + 1] : 0;
        bool escape = s.p[i] == '\\' && (next == 't' || next == 'n' || next == 'r' || next == '\\');
        sbuf_char(out, !escape ? s.p[i] : next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : '\\');
        i += escape;
    }
}

/* The cell as text in NFC; it is good until the next one. */
static status tidy(csv_reader *r, str cell, str *out)
{
    *out = cell;
    if (is_ascii(cell) && !(r->tabs && memchr(cell.p, '\\', cell.n)))
        return ST_OK;
    sbuf_clear(&r->text);
    if (r->tabs) {
        sbuf plain = {0};
        unescape(&plain, cell);
        status done = plain.failed ? ST_NO_MEMORY : text_nfc_add(&r->text, sbuf_str(&plain));
        sbuf_free(&plain);
        TRY(done);
    } else {
        TRY(text_nfc_add(&r->text, cell));
    }
    *out = sbuf_str(&r->text);
    return r->text.failed ? ST_NO_MEMORY : ST_OK;
}

/* White space in a header cell is one space. */
static status take_name(csv_reader *r, str cell)
{
    sbuf name = {0};
    table_column *added;
    cell = str_trim(cell);
    for (size_t i = 0; i < cell.n; i++) {
        bool blank = cell.p[i] == ' ' || (cell.p[i] >= '\t' && cell.p[i] <= '\r');
        bool begun = name.n && name.p[name.n - 1] != ' ';
        if (!blank || begun)
            sbuf_char(&name, blank ? ' ' : cell.p[i]);
        if (name.failed)
            return ST_NO_MEMORY;
    }
    status done = load_add_column(r->l, sbuf_str(&name), &added);
    sbuf_free(&name);
    return done;
}

static status take_cell(csv_reader *r, const char *bytes, size_t n)
{
    str cell = {bytes ? bytes : "", n};
    table *t = &r->l->table;
    size_t column = r->cells++, lines = lines_in(cell);
    if (column == 0)
        r->row_line = r->line;
    r->line += lines;
    r->after_cr = false;
    if (r->header && column >= t->column_count)
        return ST_OK; /* told at the end of the row, when they are counted */
    TRY(tidy(r, cell, &cell));
    if (!r->header)
        return take_name(r, cell);
    return bytes ? column_add(&t->columns[column], cell, RAW_CELL) : column_add_missing(&t->columns[column]);
}

/* ---- Rows ---- */

static status end_row(csv_reader *r)
{
    table *t = &r->l->table;
    size_t cells = r->cells;
    r->cells = 0;
    if (!r->header) {
        r->header = true;
        return ST_OK;
    }
    if (cells != t->column_count)
        return load_refuse(r->l, E_LOAD_FORM, r->l->request->where, ", line %zu: the row has %zu cell%s, the header has %zu", r->row_line,
                           cells, cells == 1 ? "" : "s", t->column_count);
    return table_add_row(t, r->l->scratch, r->row_line);
}

/* An empty line is nothing, but in a table of one column it is a row without a value, as csv prints it. */
static status take_empty_line(csv_reader *r)
{
    table *t = &r->l->table;
    if (!r->header || t->column_count != 1)
        return ST_OK;
    TRY(column_add_missing(&t->columns[0]));
    return table_add_row(t, r->l->scratch, r->line);
}

/* `end` is the character that ended the line, or -1 at the end of the text. */
static status take_line(csv_reader *r, int end)
{
    bool rest_of_crlf = r->after_cr && end == '\n' && r->cells == 0;
    r->after_cr = end == '\r';
    if (rest_of_crlf)
        return ST_OK;
    TRY(r->cells ? end_row(r) : take_empty_line(r));
    r->line++;
    return ST_OK;
}

static void on_cell(void *bytes, size_t n, void *data)
{
    csv_reader *r = data;
    if (r->failed == ST_OK)
        r->failed = take_cell(r, bytes, n);
}

static void on_line(int end, void *data)
{
    csv_reader *r = data;
    if (r->failed == ST_OK)
        r->failed = take_line(r, end);
}

/* ---- Texts ---- */

/* Blanks belong to the value. */
static int is_no_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* A header without a comma but with a semicolon is that of a spreadsheet whose commas stand before decimals. */
static char separator_of(str text)
{
    bool quoted = false, semicolon = false;
    for (size_t i = 0; i < text.n && (quoted || (text.p[i] != '\n' && text.p[i] != '\r')); i++) {
        if (text.p[i] == '"')
            quoted = !quoted;
        else if (!quoted && text.p[i] == ',')
            return ',';
        else if (!quoted && text.p[i] == ';')
            semicolon = true;
    }
    return semicolon ? ';' : ',';
}

/* Between two pieces a load can be stopped. */
enum { PIECE = 1 << 16 };

static status feed(csv_reader *r, struct csv_parser *parser, str text)
{
    for (size_t at = 0; at < text.n; at += PIECE) {
        size_t n = text.n - at < PIECE ? text.n - at : PIECE;
        size_t taken = csv_parse(parser, text.p + at, n, on_cell, on_line, r);
        TRY(r->failed);
        if (taken < n && csv_error(parser) != CSV_EPARSE)
            return ST_NO_MEMORY;
        if (taken < n)
            return refuse(r, lines_in((str){text.p, at + taken}) + 1,
                          "a quote stands where none may; in a cell with quotes each is doubled, and the cell is put in quotes");
        TRY(load_poll(r->l, text.n));
    }
    size_t line = r->line;
    if (csv_fini(parser, on_cell, on_line, r) != 0)
        return csv_error(parser) == CSV_EPARSE ? refuse(r, line, "a quote opens a cell and is not closed") : ST_NO_MEMORY;
    return r->failed;
}

static status parse(csv_reader *r, str text, unsigned char options, char separator)
{
    struct csv_parser parser;
    if (csv_init(&parser, options | CSV_EMPTY_IS_NULL | CSV_REPALL_NL) != 0)
        return ST_NO_MEMORY;
    csv_set_space_func(&parser, is_no_space);
    csv_set_delim(&parser, (unsigned char)separator);
    if (r->tabs)
        csv_set_quote(&parser, 0); /* no text has a NUL */
    status done = feed(r, &parser, text);
    csv_free(&parser);
    sbuf_free(&r->text);
    if (done == ST_OK && !r->header)
        done = load_refuse(r->l, E_LOAD_FORM, r->l->request->where, " is empty; its first row has to name the columns");
    return done;
}

status table_read_csv(loading *l, str text)
{
    csv_reader r = {.l = l, .line = 1};
    return parse(&r, text, CSV_STRICT | CSV_STRICT_FINI, separator_of(text));
}

status table_read_tsv(loading *l, str text)
{
    csv_reader r = {.l = l, .line = 1, .tabs = true};
    return parse(&r, text, 0, '\t');
}
