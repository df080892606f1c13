/* What may stand at the end of a text: the grammar is given a token that stands in no rule, and says what it would have taken. */
#include "parser/spot.h"

void spot_pass(parsing *p)
{
    parse_spot *s = p->spot;
    piece *room = arena_push(p->memory, (void **)&s->pieces, &s->count, &s->capacity, sizeof *room);
    if (room)
        *room = p->current;
}

/* Words on other lines belong to no phrase. */
static bool on_a_new_line(const parse_spot *s)
{
    uint32_t end = s->count > 0 ? s->pieces[s->count - 1].t.where.end : 0;
    return str_find(source_slice(s->from, (span){end, (uint32_t)s->from->text.n}), STR("\n")) != SIZE_MAX;
}

bool spot_reached(parsing *p)
{
    parse_spot *s = p->spot;
    bool first = !s->reached;
    s->reached = true;
    s->value_first = p->f.value_last;
    s->in_phrase = p->f.phrase_last && !on_a_new_line(s);
    return first;
}

void spot_take(parsing *p, const bool expected[])
{
    parse_spot *s = p->spot;
    for (unsigned role = 0; role < ROLE_KINDS; role++)
        s->expected[role] = expected[role];
    s->known = true;
    p->stopped = ST_CANCELLED;
}

parse_spot_break parse_spot_ends(const parse_spot *s)
{
    if (!s->known || !s->expected[ROLE_END] || s->count == 0 || !on_a_new_line(s))
        return SPOT_GOES_ON;
    str between = source_slice(s->from, (span){s->pieces[s->count - 1].t.where.end, (uint32_t)s->from->text.n});
    bool blank = false, empty = false;
    for (size_t i = 0; i < between.n; i++) {
        blank = blank || (empty && between.p[i] == '\n');
        empty = between.p[i] == '\n' || (empty && (between.p[i] == ' ' || between.p[i] == '\t'));
    }
    return blank ? SPOT_ENDS : SPOT_MAY_END;
}
