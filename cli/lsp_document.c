/* Open texts, and places in them. */
#include "cli/lsp_document.h"

#include <stdlib.h>
#include <string.h>

/* ---- Names ---- */

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* file:///a%20b is /a b. What names no file of this machine stays as it is. */
static char *name_of(const char *uri)
{
    static const char scheme[] = "file://";
    char *name = strdup(uri);
    if (!name || strncmp(uri, scheme, sizeof scheme - 1) != 0 || uri[sizeof scheme - 1] != '/')
        return name;
    char *out = name;
    for (const char *p = uri + sizeof scheme - 1; *p; p++) {
        int high = *p == '%' ? hex(p[1]) : -1, low = high >= 0 ? hex(p[2]) : -1;
        bool coded = low >= 0 && high + low > 0;
        *out++ = coded ? (char)(high * 16 + low) : *p;
        p += coded ? 2 : 0;
    }
    *out = 0;
    return name;
}

/* ---- Texts ---- */

static size_t copy_clean(char *out, const char *text, size_t length)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        bool pair = text[i] == '\r' && i + 1 < length && text[i + 1] == '\n';
        if (!pair)
            out[n++] = text[i] == '\r' ? '\n' : text[i];
    }
    return n;
}

static bool find_lines(const char *text, size_t length, size_t **lines, size_t *count)
{
    size_t n = 1, at = 0;
    for (size_t i = 0; i < length; i++)
        n += text[i] == '\n';
    size_t *begin = calloc(n, sizeof *begin);
    if (!begin)
        return false;
    for (size_t i = 0; i < length; i++)
        if (text[i] == '\n')
            begin[++at] = i + 1;
    *lines = begin;
    *count = n;
    return true;
}

bool document_replace(document *d, size_t from, size_t to, const char *text, size_t length)
{
    size_t *lines, count;
    char *made = malloc(from + length + (d->length - to) + 1);
    if (!made)
        return false;
    if (from > 0)
        memcpy(made, d->text, from);
    size_t n = from + copy_clean(made + from, text, length);
    if (to < d->length)
        memcpy(made + n, d->text + to, d->length - to);
    n += d->length - to;
    made[n] = 0;
    if (!find_lines(made, n, &lines, &count)) {
        free(made);
        return false;
    }
    free(d->text);
    free(d->lines);
    d->text = made;
    d->length = n;
    d->lines = lines;
    d->line_count = count;
    d->changed = true;
    return true;
}

document *document_new(const char *uri, const char *text, size_t length, bool utf8)
{
    document *d = calloc(1, sizeof *d);
    if (!d)
        return NULL;
    d->uri = strdup(uri);
    d->name = name_of(uri);
    d->utf8 = utf8;
    if (d->uri && d->name && document_replace(d, 0, 0, text, length))
        return d;
    document_free(d);
    return NULL;
}

void document_free(document *d)
{
    if (!d)
        return;
    free(d->uri);
    free(d->name);
    free(d->text);
    free(d->lines);
    free(d);
}

/* ---- Characters ---- */

static size_t character_length(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
}

/* How an editor counts it. */
static json_int_t units(const document *d, unsigned char lead)
{
    return d->utf8 ? (json_int_t)character_length(lead) : lead >= 0xF0 ? 2 : 1;
}

static size_t line_end(const document *d, size_t line)
{
    return line + 1 < d->line_count ? d->lines[line + 1] - 1 : d->length;
}

/* ---- To bytes ---- */

size_t document_offset(const document *d, json_int_t line, json_int_t character)
{
    if (line >= (json_int_t)d->line_count)
        return d->length;
    size_t at = d->lines[line], end = line_end(d, (size_t)line);
    for (json_int_t n = 0; at < end; at += character_length((unsigned char)d->text[at])) {
        n += units(d, (unsigned char)d->text[at]);
        if (n > character)
            break;
    }
    return at < end ? at : end;
}

bool document_read_position(const document *d, const json_t *position, size_t *out)
{
    const json_t *line = json_object_get(position, "line"), *character = json_object_get(position, "character");
    if (!json_is_integer(line) || !json_is_integer(character) || json_integer_value(line) < 0 || json_integer_value(character) < 0)
        return false;
    *out = document_offset(d, json_integer_value(line), json_integer_value(character));
    return true;
}

/* The library does not count a byte order mark. */
static size_t first_byte(const document *d, size_t line)
{
    bool mark = line == 0 && d->length >= 3 && memcmp(d->text, "\xEF\xBB\xBF", 3) == 0;
    return d->lines[line] + (mark ? 3 : 0);
}

size_t document_byte(const document *d, size_t line, size_t column)
{
    if (line == 0)
        return 0;
    if (line > d->line_count)
        return d->length;
    size_t at = first_byte(d, line - 1), end = line_end(d, line - 1);
    for (size_t n = 1; n < column && at < end; n++)
        at += character_length((unsigned char)d->text[at]);
    return at < end ? at : end;
}

/* ---- From bytes ---- */

size_t document_line(const document *d, size_t byte)
{
    size_t low = 0, high = d->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (d->lines[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t document_column(const document *d, size_t byte)
{
    size_t column = 1;
    for (size_t at = first_byte(d, document_line(d, byte)); at < byte; at += character_length((unsigned char)d->text[at]))
        column++;
    return column;
}

static json_t *position(const document *d, size_t byte)
{
    size_t line = document_line(d, byte);
    json_int_t character = 0;
    for (size_t at = d->lines[line]; at < byte; at += character_length((unsigned char)d->text[at]))
        character += units(d, (unsigned char)d->text[at]);
    return json_pack("{s:I, s:I}", "line", (json_int_t)line, "character", character);
}

json_t *document_range(const document *d, size_t from, size_t to)
{
    return json_pack("{s:o, s:o}", "start", position(d, from), "end", position(d, to));
}

json_t *document_place(const document *d, cyq_place p)
{
    return document_range(d, document_byte(d, p.line, p.column), document_byte(d, p.end_line, p.end_column));
}
