/* Suggestions for words of the host's own. */
#include "engine/engine.h"

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
