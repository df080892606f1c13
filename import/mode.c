/* The spellings of modes. */
#include "import/mode.h"

#include "base/text.h"

#include <string.h>

static const struct {
    const char *spelling; /* folded: hyphens are spaces */
    const char *mode, *and_mode;
} spellings[] = {
    {"in person", "in person", NULL},     {"inperson", "in person", NULL},
    {"onsite", "in person", NULL},        {"on site", "in person", NULL},
    {"face to face", "in person", NULL},  {"physical", "in person", NULL},
    {"online", "online", NULL},           {"on line", "online", NULL},
    {"virtual", "online", NULL},          {"remote", "online", NULL},
    {"hybrid", "in person", "online"},    {"desk research", "desk research", NULL},
    {"desk study", "desk study", NULL},   {"desk review", "desk study", NULL},
    {"desk work", "desk research", NULL}, {"global", NULL, NULL},
};

static const char *const dividers[] = {",", ";", "/", "&", "+", " and ", " or "};

static bool take(reading *r, str word, mode_found *out, bool *known)
{
    str folded = {0};
    if (text_fold_in(r->scratch, issue_bare(word), &folded) != ST_OK)
        return false;
    *known = false;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (!str_equal(folded, str_of(spellings[i].spelling)))
            continue;
        *known = true;
        out->global |= !spellings[i].mode;
        return (!spellings[i].mode || list_add_new(&out->modes, r->a, str_of(spellings[i].mode))) &&
               (!spellings[i].and_mode || list_add_new(&out->modes, r->a, str_of(spellings[i].and_mode)));
    }
    return true;
}

/* `, and` and the like leave an empty piece, which says nothing. */
status mode_read(reading *r, str words, mode_found *out, bool *all)
{
    mode_found found = {0};
    *all = false;
    words = issue_bare(words);
    for (size_t pieces = 0; words.n && pieces < 16; pieces++) {
        size_t at = words.n, length = 0;
        for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++) {
            size_t here = str_find(words, str_of(dividers[i]));
            if (here < at) {
                at = here;
                length = strlen(dividers[i]);
            }
        }
        bool known = at == 0;
        if (at && !take(r, (str){words.p, at}, &found, &known))
            return ST_NO_MEMORY;
        if (!known)
            return ST_OK;
        words = str_trim((str){words.p + at + length, words.n - at - length});
        *all = !words.n && (found.modes.count || found.global);
    }
    if (*all)
        *out = found;
    return ST_OK;
}
