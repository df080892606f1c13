/* JSON (an array of objects) and JSONL (an object a line) into a table of cells.
 *
 * jansson reads one object at a time, so that memory is that of the table. It knows no exact decimals, so numbers are given to it as strings: every string
 * of an object gets a letter in front, `s`, or `n` where it was a number. */
#include <jansson.h>
#include <string.h>

#include "base/text.h"
#include "import/json_text.h"
#include "import/loading.h"
#include "runtime/model/print.h"

/* Objects within objects. */
enum { NESTED_MAX = 32 };

typedef struct json_reader {
    loading *l;
    str text;
    size_t at;       /* read so far */
    size_t line;     /* of `counted` */
    size_t counted;  /* where lines are counted to */
    size_t column;   /* the one that the next key is expected to be */
    sbuf marked;     /* the object at hand, as jansson reads it */
    sbuf value;      /* a value in NFC */
    size_t row_line; /* where the object begins */
} json_reader;

/* ---- Places ---- */

static size_t line_at(json_reader *r, size_t at)
{
    for (; r->counted < at; r->counted++)
        r->line += r->text.p[r->counted] == '\n';
    return r->line;
}

/* Says what is wrong at an offset of the text. */
static status refuse_at(json_reader *r, size_t at, str what)
{
    size_t line = 1, begin = 0, column = 1, length = 1;
    for (size_t i = 0; i < at; i++)
        if (r->text.p[i] == '\n') {
            line++;
            begin = i + 1;
        }
    for (size_t i = begin; i < at; i += length, column++)
        text_decode(r->text, i, &length);
    return load_refuse(r->l, E_LOAD_FORM, r->l->request->where, ", line %zu, column %zu: %.*s", line, column, STR_ARG(what));
}

/* ---- Cells ---- */

static status tidy(json_reader *r, str text, str *out)
{
    sbuf_clear(&r->value);
    *out = text;
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] >= 0x80) {
            TRY(text_nfc_add(&r->value, text));
            *out = sbuf_str(&r->value);
            return r->value.failed ? ST_NO_MEMORY : ST_OK;
        }
    return ST_OK;
}

/* The column of a key, which has cells for all rows before this one and none for it. */
static status find_column(json_reader *r, str key, table_column **out)
{
    table *t = &r->l->table;
    size_t at = r->column;
    if (at >= t->column_count || !str_equal(t->columns[at].name, key)) {
        at = table_find_column(t, key);
        if (at == SIZE_MAX || !str_equal(t->columns[at].name, key))
            at = t->column_count;
    }
    if (at == t->column_count)
        TRY(load_add_column(r->l, key, out));
    *out = &t->columns[at];
    r->column = at + 1;
    TRY(column_pad(*out, t->rows));
    return column_rows(*out) == t->rows
               ? ST_OK
               : load_refuse(r->l, E_LOAD_FORM, r->l->request->where, ", line %zu: the object has two values called \"%.*s\"", r->row_line,
                             LOAD_SHOWN(key));
}

/* A string as jansson has it, without the letter in front; *raw says what it was. */
static str unmarked(const json_t *v, uint8_t *raw)
{
    const char *p = json_string_value(v);
    *raw = p[0] == 'n' ? RAW_NUMBER : RAW_STRING;
    return (str){p + 1, json_string_length(v) - 1};
}

static str member(const json_t *object, const char *key)
{
    uint8_t raw;
    const json_t *v = json_object_get(object, key);
    return json_is_string(v) ? unmarked(v, &raw) : (str){NULL, 0};
}

static bool is_day_or_open(str s)
{
    value v;
    return s.n == 0 || value_parse(type_of(TYPE_DATE), s, &v);
}

/* Money and periods as cyq writes them are one value: {"currency":"EUR","amount":"12"}, {"start":"…","end":"…"}. */
static bool as_value(const json_t *object, sbuf *out)
{
    str currency = member(object, "scurrency"), amount = member(object, "samount");
    str start = member(object, "sstart"), end = member(object, "send");
    bool is_null = json_is_null(json_object_get(object, "sstart")) || json_is_null(json_object_get(object, "send"));
    sbuf_clear(out);
    if (json_object_size(object) != 2)
        return false;
    if (currency.n == 3 && amount.n)
        sbuf_printf(out, "%.*s %.*s", STR_ARG(currency), STR_ARG(amount));
    else if ((start.n || end.n) && (is_null || (start.p && end.p)) && is_day_or_open(start) && is_day_or_open(end))
        sbuf_printf(out, "%.*s..%.*s", STR_ARG(start), STR_ARG(end));
    return out->n > 0;
}

typedef status cell_adder(table_column *c, str text, uint8_t raw);

/* A plain value; *taken is false for a list or an object that is none. */
static status add_plain(json_reader *r, table_column *c, const json_t *v, cell_adder *add, bool *taken)
{
    uint8_t raw;
    str text;
    *taken = true;
    if (json_is_boolean(v))
        return add(c, json_is_true(v) ? STR("true") : STR("false"), RAW_BOOL);
    if (json_is_string(v)) {
        TRY(tidy(r, unmarked(v, &raw), &text));
        return add(c, text, raw);
    }
    *taken = json_is_object(v) && as_value(v, &r->value);
    return !*taken ? ST_OK : r->value.failed ? ST_NO_MEMORY : add(c, sbuf_str(&r->value), RAW_STRING);
}

static status add_list(json_reader *r, table_column *c, const json_t *list)
{
    bool nested = false;
    TRY(column_begin_list(c));
    for (size_t i = 0; i < json_array_size(list); i++) {
        bool taken = true;
        const json_t *v = json_array_get(list, i);
        if (!json_is_null(v))
            TRY(add_plain(r, c, v, column_add_item, &taken));
        nested = nested || !taken;
    }
    if (nested && c->nested++ == 0)
        c->nested_line = r->row_line;
    return column_end_list(c);
}

/* ---- Objects ---- */

static status add_object(json_reader *r, const json_t *object, str prefix, unsigned depth);

static status add_member(json_reader *r, str name, const json_t *v, unsigned depth)
{
    table_column *c;
    bool taken = true;
    if (json_is_object(v) && !as_value(v, &r->value))
        return add_object(r, v, name, depth + 1);
    TRY(find_column(r, name, &c));
    if (json_is_null(v))
        return ST_OK;
    return json_is_array(v) ? add_list(r, c, v) : add_plain(r, c, v, column_add, &taken);
}

/* The members of an object within the row are columns of their own: place.city. */
static status add_object(json_reader *r, const json_t *object, str prefix, unsigned depth)
{
    const char *key;
    json_t *v;
    if (depth > NESTED_MAX)
        return load_refuse(r->l, E_LOAD_FORM, r->l->request->where, ", line %zu: objects lie more than %d deep", r->row_line, NESTED_MAX);
    json_object_foreach((json_t *)object, key, v)
    {
        sbuf name = {0};
        if (*key != 's')
            return load_refuse(r->l, E_LOAD_FORM, r->l->request->where, ", line %zu: a number stands where a name is wanted", r->row_line);
        sbuf_printf(&name, "%.*s%s", STR_ARG(prefix), prefix.n ? "." : "");
        status done = text_nfc_add(&name, str_of(key + 1));
        if (done == ST_OK)
            done = name.failed ? ST_NO_MEMORY : add_member(r, sbuf_str(&name), v, depth);
        sbuf_free(&name);
        TRY(done);
    }
    return ST_OK;
}

/* What jansson says, in the words of this program; by how it begins. */
static const struct {
    const char *said, *told;
} mistakes[] = {
    {"premature end", "the text ends within an object"},
    {"unexpected newline", "a line ends within a text in quotes"},
    {"control character", "a text in quotes has a control character, which is written \\u00…"},
    {"invalid escape", "there is no such \\ in a text"},
    {"invalid Unicode", "half a \\u pair stands alone"},
    {"\\u0000", "a text cannot hold \\u0000"},
    {"duplicate object key", "the object has two values of this name"},
    {"string or '}' expected", "a name in quotes or } is wanted"},
    {"':' expected", "a : is wanted between a name and its value"},
    {"'}' expected", "a comma or } is wanted"},
    {"']' expected", "a comma or ] is wanted"},
    {"maximum parsing depth", "lists and objects lie too deep in each other"},
    {"", "a value is wanted: text in quotes, a number, true, false, null, a list or an object"},
};

/* jansson shows the piece of text before which it stops: ` near '12'`. */
static size_t shown_length(str said)
{
    size_t near = str_find(said, STR(" near '"));
    return near == SIZE_MAX || said.n < near + 8 ? 0 : said.n - near - 8;
}

static status refuse_json(json_reader *r, size_t begin, size_t end, const json_error_t *e)
{
    size_t position = e->position > 0 ? (size_t)e->position : 0, shown = shown_length(str_of(e->text)), i = 0;
    position -= shown < position ? shown : position;
    while (!str_starts(str_of(e->text), str_of(mistakes[i].said)))
        i++;
    return refuse_at(r, begin + json_text_origin((str){r->text.p + begin, end - begin}, position), str_of(mistakes[i].told));
}

/* The object at [begin, end) as a row. */
static status add_row(json_reader *r, size_t begin, size_t end)
{
    json_error_t error;
    str text = {r->text.p + begin, end - begin};
    if (text.n == 0 || text.p[0] != '{')
        return refuse_at(r, begin, STR("an object is wanted here, {…}: one for each row"));
    sbuf_clear(&r->marked);
    json_text_mark(&r->marked, text);
    if (r->marked.failed)
        return ST_NO_MEMORY;
    r->row_line = line_at(r, begin);
    r->column = 0;
    json_t *object = json_loadb(r->marked.p, r->marked.n, JSON_REJECT_DUPLICATES, &error);
    if (!object)
        return json_error_code(&error) == json_error_out_of_memory ? ST_NO_MEMORY : refuse_json(r, begin, end, &error);
    status done = add_object(r, object, (str){"", 0}, 0);
    json_decref(object);
    return done == ST_OK ? table_add_row(&r->l->table, r->l->scratch, r->row_line) : done;
}

/* ---- Texts ---- */

static void skip_blanks(json_reader *r)
{
    while (r->at < r->text.n && (r->text.p[r->at] == ' ' || (r->text.p[r->at] >= '\t' && r->text.p[r->at] <= '\r')))
        r->at++;
}

static char next_sign(json_reader *r)
{
    skip_blanks(r);
    return r->at < r->text.n ? r->text.p[r->at] : 0;
}

/* Rows between two questions whether to stop. */
enum { POLL_ROWS = 512 };

static status take_row(json_reader *r, size_t end)
{
    TRY(add_row(r, r->at, end));
    r->at = end;
    return r->l->table.rows % POLL_ROWS ? ST_OK : load_poll(r->l, r->text.n);
}

static status read_array(json_reader *r)
{
    if (next_sign(r) != '[')
        return refuse_at(r, r->at, STR("an array of objects is wanted, [{…}, …]"));
    r->at++;
    bool more = next_sign(r) != ']';
    while (more) {
        skip_blanks(r);
        TRY(take_row(r, json_text_end(r->text, r->at)));
        more = next_sign(r) == ',';
        r->at += more;
    }
    if (next_sign(r) != ']')
        return refuse_at(r, r->at, STR("a comma or the ] of the array is wanted"));
    r->at++;
    return next_sign(r) ? refuse_at(r, r->at, STR("the array is at its end, and something stands behind it")) : ST_OK;
}

static status read_lines(json_reader *r)
{
    while (next_sign(r)) {
        const char *newline = memchr(r->text.p + r->at, '\n', r->text.n - r->at);
        size_t line_end = newline ? (size_t)(newline - r->text.p) : r->text.n;
        TRY(take_row(r, json_text_end((str){r->text.p, line_end}, r->at)));
        while (r->at < line_end && (r->text.p[r->at] == ' ' || r->text.p[r->at] == '\t' || r->text.p[r->at] == '\r'))
            r->at++;
        if (r->at < line_end)
            return refuse_at(r, r->at, STR("a line has one object, and something stands behind it"));
    }
    return ST_OK;
}

/* Lists of objects have no place in a cell: their columns go, which is told. */
static void drop_nested(loading *l)
{
    table *t = &l->table;
    size_t kept = 0;
    for (size_t i = 0; i < t->column_count; i++) {
        table_column *c = &t->columns[i];
        if (c->nested) {
            load_say(l, W_LOAD_NESTED, l->request->where,
                     ": %.*s has a list of objects or of lists in %zu row%s (the first is line %zu) and is left out", LOAD_SHOWN(c->name),
                     c->nested, c->nested == 1 ? "" : "s", c->nested_line);
            column_free(c);
        } else {
            t->columns[kept++] = *c;
        }
    }
    t->column_count = kept;
}

static status finish(json_reader *r, status done)
{
    table *t = &r->l->table;
    sbuf_free(&r->marked);
    sbuf_free(&r->value);
    for (size_t i = 0; i < t->column_count && done == ST_OK; i++)
        done = column_pad(&t->columns[i], t->rows);
    if (done == ST_OK)
        drop_nested(r->l);
    return done;
}

status table_read_json(loading *l, str text)
{
    json_reader r = {.l = l, .text = text, .line = 1};
    return finish(&r, read_array(&r));
}

status table_read_jsonl(loading *l, str text)
{
    json_reader r = {.l = l, .text = text, .line = 1};
    return finish(&r, read_lines(&r));
}
