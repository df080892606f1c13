/* The memory of one lifetime. */
#include "base/arena.h"

#include "check.h"

#include <string.h>

Test(arena, allocations_are_zeroed_aligned_and_apart)
{
    arena a = {0};
    unsigned char *before = NULL;
    size_t size_before = 0;
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *p = arena_alloc(&a, size);
        cr_assert_not_null(p);
        cr_expect_eq((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++)
            cr_assert_eq(p[i], 0);
        memset(p, 0xAB, size);
        for (size_t i = 0; i < size_before; i++)
            cr_assert_eq(before[i], 0xAB);
        before = p;
        size_before = size;
    }
    cr_expect_not(a.failed);
    arena_free(&a);
    cr_expect_null(a.blocks);
    cr_expect_eq(a.used, 0);
}

Test(arena, large_allocations_leave_the_current_block_in_use)
{
    arena a = {0};
    char *first = arena_alloc(&a, 16);
    char *large = arena_alloc(&a, 5 * 1024 * 1024);
    char *second = arena_alloc(&a, 16);
    cr_assert(first && large && second);
    large[5 * 1024 * 1024 - 1] = 1;
    cr_expect_eq(second - first, 16);
    arena_free(&a);
}

Test(arena, a_large_first_allocation)
{
    arena a = {0};
    char *large = arena_alloc(&a, 3 * 1024 * 1024);
    char *small = arena_alloc(&a, 1);
    cr_assert(large && small);
    large[3 * 1024 * 1024 - 1] = *small;
    arena_free(&a);
}

Test(arena, beside_another)
{
    arena a = {.limit = 64}, free_hand = {0};
    cr_expect_eq(arena_beside(&free_hand).limit, 0);
    cr_expect_eq(arena_beside(&a).limit, 64);
    cr_expect_not_null(arena_alloc(&a, 48));
    arena b = arena_beside(&a);
    cr_expect_null(arena_alloc(&b, 17));
    arena_free(&b);
    cr_expect_not_null(arena_alloc(&a, 16));
    b = arena_beside(&a);
    cr_expect_null(arena_alloc(&b, 1), "nothing is left, and that is not without a limit");
    arena_free(&a);
    arena_free(&b);
}

Test(arena, limit)
{
    arena a = {.limit = 64};
    cr_expect_not_null(arena_alloc(&a, 48));
    cr_expect_null(arena_alloc(&a, 17));
    cr_expect(a.failed);
    cr_expect_not_null(arena_alloc(&a, 16), "what fits still fits");
    cr_expect_eq(a.used, 64);
    cr_expect_null(arena_alloc(&a, 0), "even nothing takes a place");
    cr_expect(a.failed);
    arena_free(&a);
    cr_expect_eq(a.limit, 64);
    cr_expect_not(a.failed);
    cr_expect_not_null(arena_alloc(&a, 64));
    arena_free(&a);
}

Test(arena, sizes_that_overflow)
{
    arena a = {0};
    cr_expect_null(arena_alloc(&a, SIZE_MAX));
    cr_expect_null(arena_alloc(&a, SIZE_MAX - 20));
    cr_expect_null(arena_array(&a, SIZE_MAX / 2, 3));
    cr_expect(a.failed);
    cr_expect_eq(a.used, 0);
    arena_free(&a);
}

Test(arena, text)
{
    arena a = {0};
    str s = arena_str(&a, STR("abc"));
    CHECK_TEXT(s, "abc");
    cr_expect_eq(s.p[3], '\0');
    CHECK_TEXT(arena_str(&a, (str){NULL, 0}), "");
    str f = arena_printf(&a, "%d %s", 7, "days");
    CHECK_TEXT(f, "7 days");
    cr_expect_eq(f.p[f.n], '\0');
    arena_free(&a);
}

Test(arena, text_without_memory_is_empty)
{
    arena a = {.limit = 16};
    cr_expect_eq(arena_str(&a, STR("more than sixteen bytes")).n, 0);
    cr_expect(a.failed);
    cr_expect_eq(arena_printf(&a, "%s", "more than sixteen bytes").n, 0);
    arena_free(&a);
}

typedef struct item {
    int number;
    const char *text;
} item;

Test(arena, push)
{
    arena a = {0};
    item *items = NULL;
    size_t count = 0, capacity = 0;
    for (int i = 0; i < 1000; i++) {
        item *it = arena_push(&a, (void **)&items, &count, &capacity, sizeof *it);
        cr_assert_not_null(it);
        cr_expect_eq(it->number, 0);
        cr_expect_null(it->text);
        it->number = i;
        it->text = "x";
    }
    cr_expect_eq(count, 1000);
    for (int i = 0; i < 1000; i++)
        cr_assert_eq(items[i].number, i);
    count = 10;
    item *again = arena_push(&a, (void **)&items, &count, &capacity, sizeof *again);
    cr_assert_not_null(again);
    cr_expect_eq(again->number, 0, "a place that is used again is zeroed");
    arena_free(&a);
}

Test(arena, push_without_memory_keeps_what_is_there)
{
    arena a = {.limit = 4 * sizeof(item)};
    item *items = NULL;
    size_t count = 0, capacity = 0;
    for (int i = 0; i < 4; i++)
        cr_assert_not_null(arena_push(&a, (void **)&items, &count, &capacity, sizeof *items));
    items[3].number = 9;
    cr_expect_null(arena_push(&a, (void **)&items, &count, &capacity, sizeof *items));
    cr_expect_eq(count, 4);
    cr_expect_eq(items[3].number, 9);
    cr_expect(a.failed);
    arena_free(&a);
}
