/* Aggregates on their way into an operator. */
#include "runtime/query/gather.h"

#include "runtime/query/typed.h"

const plan_expr *gather_add(checker *k, const plan_aggregate *made)
{
    gathered *over = k->at.over;
    plan_aggregate *room = arena_push(k->memory, (void **)&over->items, &over->count, &over->capacity, sizeof *room);
    if (!room)
        return &typed_nothing;
    *room = *made;
    room->part = over->part;
    return typed_temp(k, made->type, over->first_temp + over->count - 1, made->where);
}
