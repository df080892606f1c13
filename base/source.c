/* Reading a text: is it UTF-8, one kind of line end, one normal form, and where do its lines begin? */
#include "base/source.h"

#include "base/text.h"

#include <string.h>

span span_join(span a, span b)
{
    return (span){a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

static str without_bom(str text)
{
    return str_starts(text, STR("\xEF\xBB\xBF")) ? (str){text.p + 3, text.n - 3} : text;
}

/* Appends `text` as NFC with CRLF made LF. A line end never composes with what follows, so pieces can be normalised alone. */
static status add_clean(sbuf *out, str text)
{
    for (size_t at = str_find(text, STR("\r\n")); at != SIZE_MAX; at = str_find(text, STR("\r\n"))) {
        TRY(text_nfc_add(out, (str){text.p, at}));
        sbuf_char(out, '\n');
        text = (str){text.p + at + 2, text.n - at - 2};
    }
    return text_nfc_add(out, text);
}

static status keep_text(arena *a, source *s, const sbuf *clean)
{
    char *p = clean->failed ? NULL : arena_alloc(a, clean->n + 2);
    if (!p)
        return ST_NO_MEMORY;
    if (clean->n)
        memcpy(p, clean->p, clean->n);
    p[clean->n] = '\n';
    s->text = (str){p, clean->n};
    return ST_OK;
}

static status find_lines(arena *a, source *s)
{
    const char *end = s->text.p + s->text.n;
    size_t lines = 1;
    for (const char *p = s->text.p; (p = memchr(p, '\n', (size_t)(end - p))); p++)
        lines++;
    uint32_t *begin = ARENA_ARRAY(a, lines, uint32_t);
    if (!begin)
        return ST_NO_MEMORY;
    size_t line = 0;
    for (const char *p = s->text.p; (p = memchr(p, '\n', (size_t)(end - p))); p++)
        begin[++line] = (uint32_t)(p + 1 - s->text.p);
    s->line_begin = begin;
    s->line_count = lines;
    return ST_OK;
}

status source_read(arena *a, str name, str text, const source **out, size_t *bad)
{
    if (text.n > SOURCE_MAX)
        return ST_LIMIT;
    size_t valid = text_valid(text);
    if (valid < text.n) {
        if (bad)
            *bad = valid;
        return ST_ERROR;
    }
    source *s = ARENA_NEW(a, source);
    if (!s)
        return ST_NO_MEMORY;
    s->name = arena_str(a, name);
    if (s->name.n != name.n)
        return ST_NO_MEMORY;
    sbuf clean = {0};
    status done = add_clean(&clean, without_bom(text));
    if (done == ST_OK)
        done = keep_text(a, s, &clean);
    sbuf_free(&clean);
    TRY(done);
    TRY(find_lines(a, s));
    *out = s;
    return ST_OK;
}

/* 0-based index of the line that holds the offset. */
static size_t line_of(const source *s, uint32_t offset)
{
    size_t low = 0, high = s->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (s->line_begin[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

source_place source_locate(const source *s, uint32_t offset)
{
    size_t line = line_of(s, offset);
    size_t end = offset < s->text.n ? offset : s->text.n;
    size_t column = 1;
    for (size_t at = s->line_begin[line]; at < end; column++) {
        size_t length = 1;
        text_decode(s->text, at, &length);
        at += length;
        if (at > end) /* the offset is inside this character */
            break;
    }
    return (source_place){line + 1, column};
}

str source_line(const source *s, size_t line)
{
    if (line == 0 || line > s->line_count)
        return (str){"", 0};
    size_t begin = s->line_begin[line - 1];
    size_t end = line < s->line_count ? s->line_begin[line] - 1 : s->text.n;
    return (str){s->text.p + begin, end - begin};
}

str source_slice(const source *s, span where)
{
    size_t end = where.end < s->text.n ? where.end : s->text.n;
    size_t begin = where.begin < end ? where.begin : end;
    return (str){s->text.p + begin, end - begin};
}
