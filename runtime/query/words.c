/* Types and clauses in the words of messages. */
#include "runtime/query/words.h"

#include "runtime/query/tried.h"

static const struct {
    const char *one, *many, *example;
} type_words[TYPE_KIND_COUNT] = {
    [TYPE_NONE] = {"a value", "values", "3"},
    [TYPE_BOOL] = {"true or false", "truth values", "true"},
    [TYPE_INT] = {"a whole number", "whole numbers", "3"},
    [TYPE_NUMBER] = {"a number", "numbers", "2.5"},
    [TYPE_MONEY] = {"an amount of money", "amounts of money", "EUR 5M"},
    [TYPE_TEXT] = {"text", "texts", "\"some text\""},
    [TYPE_DATE] = {"a date", "dates", "2025-10-07"},
    [TYPE_PERIOD] = {"a period", "periods", "2025-10"},
    [TYPE_DURATION] = {"a length of time", "lengths of time", "3 days"},
    [TYPE_LINK] = {"a link to", "links to", "\"its name\""},
};

str words_type(checker *k, type t)
{
    if (t.kind == TYPE_LINK) {
        str to = checker_collection(k, t.target)->name;
        return arena_printf(k->memory, "%s %.*s", t.set ? "a set of links to" : "a link to", STR_ARG(to));
    }
    return t.set ? arena_printf(k->memory, "a set of %s", type_words[t.kind].many) : str_of(type_words[t.kind].one);
}

const char *words_example(type_kind kind)
{
    return type_words[kind].example;
}

const char *words_param(param_kind kind)
{
    static const char *const words[] = {
        [PARAM_NONE] = "nothing",
        [PARAM_BOOL] = "a condition",
        [PARAM_INT] = "a whole number",
        [PARAM_NUMBER] = "a number",
        [PARAM_MONEY] = "an amount of money",
        [PARAM_TEXT] = "text",
        [PARAM_DATE] = "a date",
        [PARAM_PERIOD] = "a period",
        [PARAM_DURATION] = "a length of time",
        [PARAM_ANY] = "any value",
        [PARAM_SET_ANY] = "a set",
        [PARAM_SET_BOOL] = "a set of truth values",
        [PARAM_SET_INT] = "a set of whole numbers",
        [PARAM_SET_NUMBER] = "a set of numbers",
        [PARAM_SET_MONEY] = "a set of amounts of money",
        [PARAM_SET_TEXT] = "a set of texts",
        [PARAM_SET_DATE] = "a set of dates",
        [PARAM_SET_PERIOD] = "a set of periods",
        [PARAM_REGEX] = "a pattern",
    };
    return words[kind];
}

const char *words_clause(ast_clause_kind kind)
{
    static const char *const words[] = {
        [AST_WHERE] = "where",
        [AST_SELECT] = "select",
        [AST_ADD] = "add",
        [AST_DROP] = "drop",
        [AST_RENAME] = "rename",
        [AST_SORT] = "sort by",
        [AST_FIRST] = "first",
        [AST_LAST] = "last",
        [AST_LIMIT] = "limit",
        [AST_TOP] = "top",
        [AST_DISTINCT] = "distinct",
        [AST_GROUP] = "group by",
        [AST_COUNT] = "count",
        [AST_SHOW] = "show",
        [AST_EXPAND] = "expand",
        [AST_JOIN] = "join",
        [AST_APPEND] = "append",
        [AST_EXCEPT] = "except",
        [AST_INTERSECT] = "intersect",
        [AST_TO] = "to",
        [AST_BAD_CLAUSE] = "this clause",
    };
    return words[kind];
}

str words_typed(checker *k, str text)
{
    bool quoted = str_find(text, STR("`")) != SIZE_MAX;
    return arena_printf(k->memory, quoted ? "`` %.*s ``" : "`%.*s`", STR_ARG(text));
}

static void add_name(checker *k, sbuf *out, size_t before, str name)
{
    sbuf_add(out, before > 0 ? STR(", ") : STR(""));
    sbuf_add(out, tried_name(k, name));
}

enum { SOME_NAMES = 6 };

str words_some(checker *k, const scope *s)
{
    sbuf b = {0};
    size_t listed = 0;
    for (size_t i = 0; i < s->count && listed < SOME_NAMES; i++)
        if (s->names[i].shown && str_find(s->names[i].name, STR(".")) == SIZE_MAX)
            add_name(k, &b, listed++, s->names[i].name);
    return checker_take(k, &b);
}

enum { NAMES_LISTED = 40 }; /* more than any collection of the newsletter has */

/* What people look for first: columns that are shown, computed fields, the rest. */
static int rank_of(const visible *v)
{
    return v->shown ? 0 : v->computed ? 1 : 2;
}

str words_names(checker *k, const scope *s)
{
    sbuf b = {0};
    size_t listed = 0;
    for (int rank = 0; rank <= 2; rank++)
        for (size_t i = 0; i < s->count && listed < NAMES_LISTED; i++)
            if (rank_of(&s->names[i]) == rank)
                add_name(k, &b, listed++, s->names[i].name);
    if (listed < s->count)
        sbuf_printf(&b, " and %zu more", s->count - listed);
    return checker_take(k, &b);
}
