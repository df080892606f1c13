/* Names that can be written in a query, each once. */
#include "runtime/sql/foreign_names.h"

#include "base/text.h"

bool foreign_name_taken(const foreign_names *names, str name)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_equal_nocase(names->items[i], name))
            return true;
    return false;
}

str foreign_name_take(foreign_names *names, arena *a, str name)
{
    while (!a->failed && foreign_name_taken(names, name))
        name = arena_printf(a, "%.*s_", STR_ARG(name));
    str *added = a->failed ? NULL : arena_push(a, (void **)&names->items, &names->count, &names->capacity, sizeof *added);
    if (added)
        *added = name;
    return added ? name : (str){"", 0};
}

str foreign_name_clean(arena *a, str bytes)
{
    sbuf safe = {0};
    for (size_t at = 0; at < bytes.n;) {
        size_t good = text_valid((str){bytes.p + at, bytes.n - at});
        for (size_t i = at; i < at + good; i++)
            sbuf_char(&safe, (unsigned char)bytes.p[i] < ' ' || bytes.p[i] == 0x7f || bytes.p[i] == '`' ? '_' : bytes.p[i]);
        at += good;
        if (at++ < bytes.n)
            sbuf_char(&safe, '_');
    }
    str name = str_trim(sbuf_str(&safe));
    if (!name.n)
        name = STR("_");
    str normal = {"", 0};
    if (safe.failed || text_nfc(a, name, &normal) != ST_OK)
        a->failed = true;
    normal = arena_str(a, normal);
    sbuf_free(&safe);
    return normal;
}

static bool is_small(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

str foreign_name_of_link(str column)
{
    static const str endings[] = {STR_INIT("_id"), STR_INIT("_ID"), STR_INIT("_Id"), STR_INIT(" id"),
                                  STR_INIT(" ID"), STR_INIT(" Id"), STR_INIT("Id"),  STR_INIT("ID")};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        str rest = {column.p, column.n - endings[i].n};
        if (column.n <= endings[i].n || !str_ends(column, endings[i]))
            continue;
        bool camel = endings[i].n == 2;
        if (!camel || is_small(rest.p[rest.n - 1]))
            return camel ? rest : str_trim(rest).n ? str_trim(rest) : column;
    }
    return column;
}
