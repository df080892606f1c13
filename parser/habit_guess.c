/* Hints that are guesses: of what was meant by a word that may be a collection, a column or a value. The parser knows no names; who does asks whether the
 * whole query works (diag_settle), and only what works is shown. */
#include "parser/habits.h"

enum { LONGEST = 1000 }; /* bytes of a query that is tried */

/* How many pieces stand before the query of a statement, whose first is `back` pieces ago: `let name =`, `explain`, `why not "…" in`. */
static size_t before_query(const parsing *p, size_t back)
{
    enum { LET_NAME_DEFINE = 3, WHY_NOT_TEXT_IN = 4 };
    switch (habit_before(p, back)) {
    case TOK_LET:
        return LET_NAME_DEFINE;
    case TOK_EXPLAIN:
    case TOK_SAY:
        return 1;
    case TOK_WHY:
        return back > 0 && habit_before(p, back - 1) == TOK_NOT ? WHY_NOT_TEXT_IN : 1;
    default:
        return 0;
    }
}

str habit_with(parsing *p, uint32_t end, str text)
{
    size_t pieces = 0; /* of this statement, before the current one */
    while (habit_before(p, pieces) != ROLE_END && habit_before(p, pieces) != ROLE_KINDS)
        pieces++;
    bool first = pieces == p->f.past_count - 1, whole = first || habit_before(p, pieces) == ROLE_END;
    size_t skip = pieces > 0 ? before_query(p, pieces - 1) : 0;
    const piece *from = skip <= pieces ? filter_past(&p->f, pieces - skip) : NULL;
    if (!whole || !from || (from->role == ROLE_LAST_QUERY && !first) || end < from->t.where.begin)
        return (str){0};
    str before = source_slice(p->from, (span){from->t.where.begin, end});
    return before.n + text.n > LONGEST ? (str){0} : arena_printf(p->memory, "%.*s%.*s", STR_ARG(before), STR_ARG(text));
}

void habit_guess(parsing *p, diag *d, habit_guessed when, str query, const char *format, ...)
{
    if (query.n == 0 || !habit_parses(query))
        return;
    va_list args;
    va_start(args, format);
    str hint = arena_vprintf(p->memory, format, args);
    va_end(args);
    diag_guess_that(p->bag, d, query, when == HABIT_ELSE, "%.*s", STR_ARG(hint));
}

void habit_guess_none(parsing *p, diag *d)
{
    diag_guess_that(p->bag, d, (str){0}, true, "the collections that there are: `show collections`");
}
