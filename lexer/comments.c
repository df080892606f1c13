/* Comments as texts: whole lines that begin with `#`, joined. */
#include "lexer/comments.h"

/* The system's line, `#!/usr/bin/env …`, is none of ours. */
static bool is_systems(const source *from, size_t line)
{
    return line == 1 && str_starts(source_line(from, line), STR("#!"));
}

static bool is_comment(const source *from, size_t line)
{
    str text = str_trim(source_line(from, line));
    return text.n > 0 && text.p[0] == '#' && !is_systems(from, line);
}

/* Lines first..last, without their marks. */
static str joined(arena *a, const source *from, size_t first, size_t last)
{
    sbuf all = {0};
    for (size_t line = first; line <= last; line++) {
        str text = str_trim(source_line(from, line));
        while (text.n > 0 && text.p[0] == '#')
            text = (str){text.p + 1, text.n - 1};
        text = str_trim(text);
        if (text.n == 0)
            continue;
        if (all.n > 0)
            sbuf_char(&all, ' ');
        sbuf_add(&all, text);
    }
    if (all.failed)
        a->failed = true;
    str copy = all.n && !all.failed ? arena_str(a, sbuf_str(&all)) : (str){0};
    sbuf_free(&all);
    return copy;
}

str comment_above(arena *a, const source *from, uint32_t at)
{
    size_t line = source_locate(from, at).line, first = line;
    while (first > 1 && is_comment(from, first - 1))
        first--;
    return first < line ? joined(a, from, first, line - 1) : (str){0};
}

str comment_at_top(arena *a, const source *from)
{
    size_t first = is_systems(from, 1) ? 2 : 1, last = first - 1;
    while (last < from->line_count && is_comment(from, last + 1))
        last++;
    return last >= first ? joined(a, from, first, last) : (str){0};
}
