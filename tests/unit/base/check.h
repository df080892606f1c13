/* Assertions on the room's own types, shared by its tests. */
#ifndef CYQ_TESTS_UNIT_BASE_CHECK_H
#define CYQ_TESTS_UNIT_BASE_CHECK_H

#include "base/str.h"

#include <criterion/criterion.h>

#define CHECK_TEXT(actual, expected)                                                                                                       \
    do {                                                                                                                                   \
        str check_a = (actual), check_e = str_of(expected);                                                                                \
        cr_expect(str_equal(check_a, check_e), "got |%.*s|, expected |%.*s|", STR_ARG(check_a), STR_ARG(check_e));                         \
    } while (0)

/* For buffers: compares, then empties it for the next. */
#define CHECK_BUFFER(buffer, expected)                                                                                                     \
    do {                                                                                                                                   \
        CHECK_TEXT(sbuf_str(buffer), expected);                                                                                            \
        sbuf_clear(buffer);                                                                                                                \
    } while (0)

/* The next of a sequence of pseudo-random numbers that is the same in every run (Vigna, splitmix64). */
static inline uint64_t check_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

#endif
