/* Calling rows of the function table with values written as text. */
#include "harness.h"

#include <stdio.h>
#include <string.h>

#include "runtime/model/print.h"

static bool skip(const char **words, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(*words, word, n) != 0)
        return false;
    *words += n;
    return true;
}

static value read_set(arena *a, type element, str text)
{
    value v = {.type = type_set_of(element)}, *items = ARENA_ARRAY(a, text.n + 1, value);
    v.missing = str_equal(text, STR("?"));
    while (!v.missing) {
        size_t end = str_find(text, STR("; "));
        str item = {text.p, end == SIZE_MAX ? text.n : end};
        cr_assert(value_parse(element, item, &items[v.as.set.count++]), "no value: %.*s", STR_ARG(item));
        if (end == SIZE_MAX)
            break;
        text = (str){text.p + end + 2, text.n - end - 2};
    }
    v.as.set.items = items;
    return v;
}

value value_of(arena *a, const char *words)
{
    const char *rest = words;
    bool set = skip(&rest, "set ");
    value v = {.missing = true};
    type_kind kind;
    const char *space = strchr(rest, ' ');
    cr_assert(space && (type_kind_named((str){rest, (size_t)(space - rest)}, &kind) || skip(&rest, "link ")), "no type: %s", words);
    str text = str_of(space + 1);
    if (rest == space + 1) {
        v.type = type_of(TYPE_LINK);
        v.missing = str_equal(text, STR("?"));
        sscanf(text.p, "%u", &v.as.row);
        return v;
    }
    if (set)
        return read_set(a, type_of(kind), text);
    if (str_equal(text, STR("?")))
        v.type = type_of(kind);
    else
        cr_assert(value_parse(type_of(kind), text, &v), "no value: %s", words);
    return v;
}

param_kind param_for(type t)
{
    static const param_kind scalars[TYPE_KIND_COUNT] = {
        [TYPE_BOOL] = PARAM_BOOL,     [TYPE_INT] = PARAM_INT,           [TYPE_NUMBER] = PARAM_NUMBER,
        [TYPE_MONEY] = PARAM_MONEY,   [TYPE_TEXT] = PARAM_TEXT,         [TYPE_DATE] = PARAM_DATE,
        [TYPE_PERIOD] = PARAM_PERIOD, [TYPE_DURATION] = PARAM_DURATION, [TYPE_LINK] = PARAM_ANY,
    };
    static const param_kind sets[TYPE_KIND_COUNT] = {
        [TYPE_BOOL] = PARAM_SET_BOOL,     [TYPE_INT] = PARAM_SET_INT,      [TYPE_NUMBER] = PARAM_SET_NUMBER,
        [TYPE_MONEY] = PARAM_SET_MONEY,   [TYPE_TEXT] = PARAM_SET_TEXT,    [TYPE_DATE] = PARAM_SET_DATE,
        [TYPE_PERIOD] = PARAM_SET_PERIOD, [TYPE_DURATION] = PARAM_SET_ANY, [TYPE_LINK] = PARAM_SET_ANY,
    };
    return t.set ? sets[t.kind] : scalars[t.kind];
}

static bool takes(param_kind p, type t)
{
    if (p == PARAM_ANY)
        return true;
    return p == param_for(t) || (p == PARAM_SET_ANY && t.set) || (p == PARAM_REGEX && t.kind == TYPE_TEXT && !t.set);
}

const function *row_for(const char *name, const type *types, size_t count)
{
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        const function *f = &stdlib_functions.rows[i];
        bool fits = strcmp(f->name, name) == 0 && f->arg_count == count;
        for (size_t k = 0; fits && k < count; k++)
            fits = takes(f->args[k], types[k]);
        if (fits)
            return f;
    }
    return NULL;
}

type result_type(const function *f, const type *types)
{
    static const struct {
        param_kind param;
        type type;
    } known[] = {
        {PARAM_BOOL, {.kind = TYPE_BOOL}},
        {PARAM_INT, {.kind = TYPE_INT}},
        {PARAM_NUMBER, {.kind = TYPE_NUMBER}},
        {PARAM_MONEY, {.kind = TYPE_MONEY}},
        {PARAM_TEXT, {.kind = TYPE_TEXT}},
        {PARAM_DATE, {.kind = TYPE_DATE}},
        {PARAM_PERIOD, {.kind = TYPE_PERIOD}},
        {PARAM_DURATION, {.kind = TYPE_DURATION}},
        {PARAM_SET_INT, {.kind = TYPE_INT, .set = true}},
        {PARAM_SET_TEXT, {.kind = TYPE_TEXT, .set = true}},
        {PARAM_SET_PERIOD, {.kind = TYPE_PERIOD, .set = true}},
    };
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (known[i].param == f->result)
            return known[i].type;
    return f->result == PARAM_SET_ANY ? type_set_of(types[0]) : type_element(types[0]);
}

static void print_result(sbuf *out, const value *v)
{
    if (v->missing)
        sbuf_char(out, '?');
    else if (v->type.kind == TYPE_LINK)
        sbuf_printf(out, "%u", v->as.row);
    else
        value_print(out, v);
}

const char *result_text(arena *a, const vec *v, size_t i)
{
    sbuf out = {0};
    value got;
    cr_assert_eq(vec_value(a, v, i, NULL, &got), ST_OK);
    if (!v->type.set || got.missing)
        print_result(&out, &got);
    for (size_t k = 0; v->type.set && !got.missing && k < got.as.set.count; k++) {
        sbuf_add(&out, k ? STR("; ") : STR(""));
        print_result(&out, &got.as.set.items[k]);
    }
    str text = arena_str(a, sbuf_str(&out));
    sbuf_free(&out);
    return text.p;
}

status call_row(const function *f, function_call *call, const vec *args, vec *out)
{
    const vec *pointers[FUNCTION_ARGS_MAX];
    type types[FUNCTION_ARGS_MAX];
    for (size_t k = 0; k < f->arg_count; k++) {
        pointers[k] = &args[k];
        types[k] = args[k].type;
    }
    *out = (vec){.type = result_type(f, types)};
    TRY(f->eval(call, pointers, out));
    for (size_t i = 0; f->class != FN_MEASURE && i < call->count; i++) {
        bool missing = false;
        for (size_t k = 0; k < f->arg_count; k++)
            missing = missing || vec_missing(&args[k], i);
        if (!missing)
            continue;
        if (f->class == FN_PREDICATE) {
            out->as.bools[i] = 0;
        } else if (!out->type.set) {
            if (!out->missing)
                out->missing = ARENA_ARRAY(call->scratch, out->count, uint8_t);
            out->missing[i] = 1;
        }
    }
    return ST_OK;
}
