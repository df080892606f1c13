/* Words and texts of the host's own: what was probably meant, and how it may be shown. */
#include <string.h>

#include "base/text.h"
#include "engine/engine.h"

size_t cyq_text_safe(const char *text, size_t length, char *out, size_t room)
{
    str s = {text, text ? length : 0};
    size_t all = 0, written = 0, taken = 1;
    bool full = room == 0;
    for (size_t at = 0; at < s.n; at += taken) {
        str safe = text_safe_char(s, at, &taken);
        all += safe.n;
        full = full || safe.n >= room - written;
        if (full)
            continue;
        memcpy(out + written, safe.p, safe.n);
        written += safe.n;
    }
    if (room)
        out[written] = '\0';
    return all;
}

size_t cyq_word_nearest(const char *word, const char *const *words, size_t count)
{
    arena scratch = {0};
    str *list = word && words ? ARENA_ARRAY(&scratch, count, str) : NULL;
    for (size_t i = 0; list && i < count; i++)
        list[i] = str_of(words[i]);
    int64_t nearest = list ? text_nearest(str_of(word), list, count) : -1;
    arena_free(&scratch);
    return nearest < 0 ? SIZE_MAX : (size_t)nearest;
}
