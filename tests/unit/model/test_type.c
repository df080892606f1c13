/* Types: names and derivation. */
#include "fixtures.h"

Test(type, sets_and_elements)
{
    type link = {.kind = TYPE_LINK, .target = 3};
    cr_expect(type_equal(type_element(type_set_of(link)), link));
    cr_expect_not(type_equal(type_set_of(link), link));
    cr_expect_not(type_equal(link, (type){.kind = TYPE_LINK, .target = 4}));
    cr_expect(type_equal((type){.kind = TYPE_INT, .target = 1}, type_of(TYPE_INT)), "only links have targets");
}

Test(type, every_name_is_read_back)
{
    for (int k = TYPE_BOOL; k < TYPE_LINK; k++) {
        type_kind found = TYPE_NONE;
        cr_expect(type_kind_named(str_of(type_kind_name((type_kind)k)), &found));
        cr_expect_eq((int)found, k);
    }
    type_kind found = TYPE_NONE;
    cr_expect(type_kind_named(STR("Money"), &found) && found == TYPE_MONEY, "case does not count");
    cr_expect_not(type_kind_named(STR("link"), &found), "a link needs a collection");
    cr_expect_not(type_kind_named(STR("nothing"), &found));
    cr_expect_not(type_kind_named(STR(""), &found));
}

Test(type, a_kind_that_is_none_has_a_name_too)
{
    cr_expect_str_eq(type_kind_name((type_kind)99), type_kind_name(TYPE_NONE));
}
