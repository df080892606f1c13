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

static bool begins_character(const source *s, size_t at)
{
    return ((unsigned char)s->text.p[at] & 0xC0) != 0x80;
}

static status count_characters(arena *a, source *s)
{
    uint32_t *before = ARENA_ARRAY(a, s->text.n / SOURCE_STRIDE + 1, uint32_t);
    if (!before)
        return ST_NO_MEMORY;
    uint32_t count = 0;
    for (size_t at = 0; at < s->text.n; at++) {
        if (at % SOURCE_STRIDE == 0)
            before[at / SOURCE_STRIDE] = count;
        count += begins_character(s, at);
    }
    if (s->text.n % SOURCE_STRIDE == 0)
        before[s->text.n / SOURCE_STRIDE] = count;
    s->characters = before;
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
    TRY(count_characters(a, s));
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

/* Characters that begin before the offset, which lies in the text or at its end. */
static size_t characters_before(const source *s, size_t offset)
{
    size_t at = offset / SOURCE_STRIDE * SOURCE_STRIDE, count = s->characters[offset / SOURCE_STRIDE];
    for (; at < offset; at++)
        count += begins_character(s, at);
    return count;
}

source_place source_locate(const source *s, uint32_t offset)
{
    size_t line = line_of(s, offset);
    size_t end = offset < s->text.n ? offset : s->text.n;
    while (end > s->line_begin[line] && !begins_character(s, end)) /* the offset is inside a character: the one that it is in */
        end--;
    return (source_place){line + 1, characters_before(s, end) - characters_before(s, s->line_begin[line]) + 1};
}

size_t source_characters(const source *s, span where)
{
    size_t end = where.end < s->text.n ? where.end : s->text.n;
    return where.begin < end ? characters_before(s, end) - characters_before(s, where.begin) : 0;
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
