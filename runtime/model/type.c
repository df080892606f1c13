/* The types of the language: comparing, deriving and naming them. */
#include "runtime/model/type.h"

static const type_info kinds[TYPE_KIND_COUNT] = {
    [TYPE_NONE] = {"nothing", "", "", ""},
#define TYPE(kind, name, text, literals, example) [TYPE_##kind] = {name, text, literals, example},
#include "runtime/model/types.def"
#undef TYPE
};

const type_info *type_kind_info(type_kind kind)
{
    return (unsigned)kind < TYPE_KIND_COUNT ? &kinds[kind] : &kinds[TYPE_NONE];
}

bool type_equal(type a, type b)
{
    return a.kind == b.kind && a.set == b.set && (a.kind != TYPE_LINK || a.target == b.target);
}

type type_of(type_kind kind)
{
    return (type){.kind = (uint8_t)kind};
}

type type_set_of(type element)
{
    element.set = true;
    return element;
}

type type_element(type set)
{
    set.set = false;
    return set;
}

const char *type_kind_name(type_kind kind)
{
    return type_kind_info(kind)->name;
}

void type_kind_list(sbuf *out, const char *last)
{
    str names[TYPE_LINK - TYPE_BOOL];
    for (unsigned k = TYPE_BOOL; k < TYPE_LINK; k++)
        names[k - TYPE_BOOL] = str_of(kinds[k].name);
    sbuf_list(out, names, TYPE_LINK - TYPE_BOOL, last);
}

bool type_kind_named(str word, type_kind *out)
{
    for (unsigned k = TYPE_BOOL; k < TYPE_LINK; k++) {
        if (str_equal_nocase(word, str_of(kinds[k].name))) {
            *out = (type_kind)k;
            return true;
        }
    }
    return false;
}
