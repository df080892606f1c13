/* Look-ups in the table of keywords and its smaller sisters. */
#include "lexer/keywords.h"

#include "base/text.h"

const keyword keyword_table[] = {
#define KEYWORD(id, first, second, class, traits, help)                                                                                    \
    {TOK_##id,                                                                                                                             \
     {sizeof(second) > 1 ? first " " second : first, sizeof(second) > 1 ? sizeof(first " " second) - 1 : sizeof(first) - 1},               \
     {first, sizeof(first) - 1},                                                                                                           \
     {second, sizeof(second) - 1},                                                                                                         \
     class,                                                                                                                                \
     traits,                                                                                                                               \
     {help, sizeof(help) - 1}},
#include "lexer/keywords.def"
#undef KEYWORD
};
const size_t keyword_count = sizeof keyword_table / sizeof *keyword_table;

const str format_table[] = {
#define FORMAT(name, ending, help, example) STR_INIT(#name),
#define OPTION(format, option, help)
#include "base/formats.def"
#undef FORMAT
#undef OPTION
};
const size_t format_count = sizeof format_table / sizeof *format_table;

/* An option of a format, and the format. */
static const str option_table[][2] = {
#define FORMAT(name, ending, help, example)
#define OPTION(format, option, help) {STR_INIT(#option), STR_INIT(#format)},
#include "base/formats.def"
#undef FORMAT
#undef OPTION
};

const str show_list_table[SHOW_LIST_COUNT] = {
#define SHOW_LIST(id, word) [SHOW_##id] = STR_INIT(word),
#include "lexer/show_lists.def"
#undef SHOW_LIST
};

/* One kind for each row, in the table's order, is how the enumeration is made. */
enum { FIRST_KEYWORD = TOK_KINDS - (int)(sizeof keyword_table / sizeof *keyword_table) };

const keyword *keyword_of(token_kind kind)
{
    return (int)kind >= FIRST_KEYWORD && kind < TOK_KINDS ? &keyword_table[(int)kind - FIRST_KEYWORD] : NULL;
}

bool keyword_is(token_kind kind, unsigned traits)
{
    const keyword *k = keyword_of(kind);
    return k && (k->traits & traits) == traits;
}

bool keyword_in(token_kind kind, keyword_class class)
{
    const keyword *k = keyword_of(kind);
    return k && k->class == class;
}

const keyword *keyword_pair(str first, str second)
{
    for (size_t i = 0; i < keyword_count; i++) {
        const keyword *k = &keyword_table[i];
        if (k->first.n == first.n && k->second.n == second.n && str_equal_nocase(k->first, first) && str_equal_nocase(k->second, second))
            return k;
    }
    return NULL;
}

const keyword *keyword_find(str word)
{
    return keyword_pair(word, STR(""));
}

const char *keyword_class_name(keyword_class class)
{
    static const char *const names[] = {[KW_CLAUSE] = "clause",
                                        [KW_SMALL] = "word",
                                        [KW_OPERATOR] = "operator",
                                        [KW_STATEMENT] = "statement",
                                        [KW_FOREIGN] = "word of another language"};
    return names[class];
}

/* A misspelt word is measured against the first word of each keyword: the second is still to come. */
const keyword *keyword_near(str word, keyword_class class)
{
    str words[sizeof keyword_table / sizeof *keyword_table];
    const keyword *rows[sizeof keyword_table / sizeof *keyword_table];
    size_t count = 0;
    for (size_t i = 0; i < keyword_count; i++) {
        if (keyword_table[i].class != class)
            continue;
        rows[count] = &keyword_table[i];
        words[count++] = keyword_table[i].first;
    }
    int64_t nearest = text_nearest(word, words, count);
    return nearest < 0 ? NULL : rows[nearest];
}

bool format_known(str word)
{
    for (size_t i = 0; i < format_count; i++)
        if (str_equal_nocase(format_table[i], word))
            return true;
    return false;
}

str format_of_option(str word)
{
    for (size_t i = 0; i < sizeof option_table / sizeof *option_table; i++)
        if (str_equal_nocase(option_table[i][0], word))
            return option_table[i][1];
    return (str){0};
}

bool format_takes(str format, str option)
{
    for (size_t i = 0; i < sizeof option_table / sizeof *option_table; i++)
        if (str_equal_nocase(option_table[i][0], option) && str_equal_nocase(option_table[i][1], format))
            return true;
    return false;
}

void format_list(sbuf *out)
{
    sbuf_list(out, format_table, format_count, " or ");
}

bool show_list_find(str word, show_list *out)
{
    for (int i = 0; i < SHOW_LIST_COUNT; i++)
        if (str_equal_nocase(show_list_table[i], word)) {
            if (out)
                *out = (show_list)i;
            return true;
        }
    return false;
}
