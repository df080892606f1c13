/* Reading citations back out of pages that anyone may have had in hand: what does not fit is damage, and nothing is believed that the block's own digits do not bear out. */
#include "base/text.h"
#include "export/citation.h"

/* What a block is read from. */
typedef struct reading {
    arena *memory;
    str rest;
    size_t line; /* of what is left, from 1 */
    citation_found *items;
    size_t count, capacity;
} reading;

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next line without its end, and without what may stand before it: blanks, the sign of a comment or of a letter that is answered to. */
static str next_line(reading *r)
{
    size_t end = str_find(r->rest, STR("\n"));
    str line = {r->rest.p, end == SIZE_MAX ? r->rest.n : end};
    size_t past = end == SIZE_MAX ? r->rest.n : end + 1;
    r->rest = (str){r->rest.p + past, r->rest.n - past};
    r->line++;
    while (line.n && !is_alnum(line.p[0]))
        line = (str){line.p + 1, line.n - 1};
    while (line.n && (line.p[line.n - 1] == '\r' || line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t'))
        line.n--;
    return line;
}

/* Takes `key: ` off a line; false if it begins otherwise. */
static bool take_key(str line, str key, str *value)
{
    if (!str_starts(line, key))
        return false;
    *value = (str){line.p + key.n, line.n - key.n};
    return true;
}

/* ---- XML and HTML ---- */

static str unescaped(arena *a, str text)
{
    static const struct {
        str reference;
        char c;
    } rows[] = {
        {STR_INIT("&amp;"), '&'}, {STR_INIT("&lt;"), '<'}, {STR_INIT("&gt;"), '>'}, {STR_INIT("&quot;"), '"'}, {STR_INIT("&#39;"), '\''}};
    sbuf out = {0};
    for (size_t i = 0; i < text.n;) {
        str rest = {text.p + i, text.n - i};
        size_t k = 0;
        while (k < sizeof rows / sizeof *rows && !str_starts(rest, rows[k].reference))
            k++;
        bool found = k < sizeof rows / sizeof *rows;
        sbuf_char(&out, found ? rows[k].c : text.p[i]);
        i += found ? rows[k].reference.n : 1;
    }
    str made = out.failed ? (str){0} : arena_str(a, sbuf_str(&out));
    a->failed |= out.failed;
    sbuf_free(&out);
    return made;
}

/* ---- A block ---- */

/* Nothing that a terminal or a page would not show as it stands. */
static bool is_plain(arena *a, str text)
{
    sbuf safe = {0};
    text_print_safe(&safe, text);
    bool plain = text_valid(text) == text.n && str_equal(sbuf_str(&safe), text);
    a->failed |= safe.failed;
    sbuf_free(&safe);
    return plain;
}

static bool read_rows(str digits, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9' || *out > (UINT64_MAX - 9) / 10)
            return false;
        *out = *out * 10 + (uint64_t)(digits.p[i] - '0');
    }
    return digits.n > 0;
}

/* Are these the digits of a block that says the same? */
static bool is_sealed(arena *a, const citation *c, str end)
{
    sbuf again = {0};
    citation_print(&again, c);
    bool same = again.n > end.n + 1 && str_ends((str){again.p, again.n - 1}, end);
    a->failed |= again.failed;
    sbuf_free(&again);
    return same;
}

/* The line with which a block ends. */
static bool is_end(str line)
{
    return str_starts(line, STR("end of citation "));
}

/* The lines behind the first one, each as it was written; else only the first of them are taken. */
static bool read_lines(reading *r, bool escaped, citation *c)
{
    static const str keys[] = {STR_INIT("query: "), STR_INIT("data: "), STR_INIT("today: "), STR_INIT("rows: "), STR_INIT("sha256: ")};
    str rows = {0};
    str *const values[] = {&c->query, &c->data, &c->today, &rows, &c->fingerprint};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        reading before = *r;
        str value;
        bool taken = take_key(next_line(r), keys[i], &value);
        if (taken && escaped)
            value = unescaped(r->memory, value);
        if (!taken || !is_plain(r->memory, value)) {
            *r = before;
            return false;
        }
        *values[i] = value;
    }
    return read_rows(rows, &c->rows) && c->fingerprint.n == CITATION_HEX;
}

/* Up to and with the end of the block, which another may come before where lines were lost. *end is empty then. */
static void pass_to_end(reading *r, str *end)
{
    *end = (str){0};
    while (r->rest.n) {
        reading before = *r;
        str line = next_line(r);
        if (is_end(line)) {
            *end = line;
            return;
        }
        if (str_starts(line, STR("cyq citation "))) {
            *r = before;
            return;
        }
    }
}

static citation_state read_block(reading *r, str form, citation *c)
{
    bool escaped = str_equal(form, STR("1, escaped")), known = escaped || str_equal(form, STR("1"));
    bool read = known && read_lines(r, escaped, c);
    str end, next = r->rest;
    pass_to_end(r, &end);
    if (!known)
        return CITATION_FOREIGN;
    bool at_once = end.n && str_find((str){next.p, (size_t)(end.p - next.p)}, STR("\n")) == SIZE_MAX;
    return read && at_once && is_sealed(r->memory, c, end) ? CITATION_WHOLE : CITATION_DAMAGED;
}

status citation_read(arena *a, str text, const citation_found **out, size_t *count)
{
    reading r = {.memory = a, .rest = text, .line = 1};
    while (r.rest.n && !a->failed) {
        citation_found found = {.line = r.line, .state = CITATION_DAMAGED};
        str form, line = next_line(&r);
        if (take_key(line, STR("cyq citation "), &form))
            found.state = read_block(&r, form, &found.said);
        else if (!is_end(line)) /* an end without a beginning is what is left of one */
            continue;
        citation_found *room = arena_push(a, (void **)&r.items, &r.count, &r.capacity, sizeof *room);
        if (room)
            *room = found;
    }
    *out = r.items;
    *count = r.count;
    return a->failed ? ST_NO_MEMORY : ST_OK;
}
