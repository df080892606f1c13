/* Values that stand by themselves: literals, lists, and what is computed of them. */
#include "runtime/query/declared.h"

#include "base/text.h"
#include "runtime/query/typed.h"
#include "runtime/query/expr.h"
#include "runtime/query/fold.h"
#include "runtime/query/let_query.h"
#include "runtime/query/literal.h"
#include "runtime/query/operand.h"
#include "runtime/query/words.h"

/* What is being read. */
typedef struct reading {
    const ast_name *name; /* of the variable */
    const type *wanted;   /* of one element where a set is; NULL: as it looks */
} reading;

/* ---- What is told ---- */

/* In the words in which a comparison would tell it. */
static void tell_wrong(checker *k, const reading *r, const ast_expr *e)
{
    ast_expr variable = {.kind = AST_VAR, .name = *r->name, .where = r->name->where};
    operand o = {.written = &variable, .variable = true, .type = *r->wanted, .op = AST_OP_EQ, .sign = STR("=")};
    operand_tell_wrong(k, &o, e, e->kind == AST_STRING ? e->text : e->kind == AST_PHRASE ? literal_text(k, e) : checker_text(k, e));
}

static void tell_long_day(checker *k, const reading *r, const ast_expr *e)
{
    str text = checker_text(k, e);
    diag *d = diag_add(k->bag, E_NOT_A_TIME, k->from, e->where, "$%.*s is one day, and %.*s is more than one", STR_ARG(r->name->text),
                       STR_ARG(text));
    diag_expect(k->bag, d, "a day, as in %s", words_example(TYPE_DATE));
    diag_hint(k->bag, d, "a time of any length is a period: `$%.*s: period`", STR_ARG(r->name->text));
}

static void tell_type(checker *k, const reading *r, const ast_expr *e, type given)
{
    diag *d = diag_add(k->bag, E_WRONG_VALUE, k->from, e->where, "$%.*s is %.*s, and this is %.*s", STR_ARG(r->name->text),
                       STR_ARG(words_type(k, *r->wanted)), STR_ARG(words_type(k, given)));
    diag_expect(k->bag, d, "%.*s, as in %s", STR_ARG(words_type(k, *r->wanted)), words_example((type_kind)r->wanted->kind));
}

static void tell_not_constant(checker *k, const reading *r, const ast_expr *e)
{
    diag *d = diag_add(k->bag, E_NO_ROW, k->from, e->where, "$%.*s would depend on rows", STR_ARG(r->name->text));
    diag_expect(k->bag, d, "a value that is known before anything runs");
    diag_hint(k->bag, d, "a query gets a name without $: `let %.*s = …`", STR_ARG(r->name->text));
}

/* `let $ours = activities`: the name of rows is no text, or it would be in quotes. */
static bool tell_rows(checker *k, const reading *r, const ast_expr *e, str text)
{
    if (dataset_find(k->env->data, text) < 0 && !let_query_find(k->env, text))
        return false;
    diag *d = diag_add(k->bag, E_DOLLAR, k->from, e->where, "%.*s has rows, and $ names a value", STR_ARG(text));
    diag_expect(k->bag, d, "a value");
    diag_hint(k->bag, d, "a query has no $: `let %.*s = %.*s`", STR_ARG(r->name->text), STR_ARG(text));
    diag_hint(k->bag, d, "the text stands in quotes: `let $%.*s = \"%.*s\"`", STR_ARG(r->name->text), STR_ARG(text));
    return true;
}

/* ---- One value ---- */

/* An int or a date is taken where a number or a period is wanted. */
static bool convert(value *v, type wanted)
{
    if (v->type.set != wanted.set)
        return false;
    if (v->type.kind == TYPE_INT && wanted.kind == TYPE_NUMBER && !v->type.set)
        v->as.number = dec_of_int(v->as.integer);
    else if (v->type.kind == TYPE_DATE && wanted.kind == TYPE_PERIOD && !v->type.set)
        v->as.period = (period){v->as.date, v->as.date};
    else if (v->type.kind != wanted.kind)
        return false;
    v->type = wanted;
    return true;
}

/* A period where a single day is wanted. */
static bool as_day(checker *k, const reading *r, const ast_expr *e, value *v)
{
    if (v->as.period.first != v->as.period.last) {
        tell_long_day(k, r, e);
        return false;
    }
    *v = (value){.type = type_of(TYPE_DATE), .as.date = v->as.period.first};
    return true;
}

static bool read_phrase(checker *k, const reading *r, const ast_expr *e, value *out)
{
    if (!r->wanted) {
        bool read = literal_natural(k, e, out) == LITERAL_OK;
        return read && !(out->type.kind == TYPE_TEXT && e->word_count == 1 && tell_rows(k, r, e, out->as.text));
    }
    literal_result read = literal_read(k, e, (type_kind)r->wanted->kind, out);
    if (read == LITERAL_OK && r->wanted->kind == TYPE_DATE)
        return as_day(k, r, e, out);
    if (read == LITERAL_OK && convert(out, *r->wanted))
        return true;
    if (read != LITERAL_TOLD)
        tell_wrong(k, r, e);
    return false;
}

static bool read_string(checker *k, const reading *r, const ast_expr *e, value *out)
{
    *out = (value){.type = type_of(TYPE_TEXT), .as.text = e->text};
    if (!r->wanted || r->wanted->kind == TYPE_TEXT)
        return true;
    tell_wrong(k, r, e);
    return false;
}

/* What is computed of literals, variables and functions. */
static bool read_computed(checker *k, const reading *r, const ast_expr *e, value *out)
{
    folded f;
    const plan_expr *made = expr_check(k, e);
    if (typed_is_nothing(made))
        return false;
    if (!fold(k, made, &f)) {
        if (!checker_failed(k))
            tell_not_constant(k, r, e);
        return false;
    }
    if (f.uncomputable)
        diag_add(k->bag, N_NOT_COMPUTED, k->from, e->where, "this could not be computed, so that it is missing");
    *out = f.value;
    if (!r->wanted || out->type.set || convert(out, *r->wanted)) /* a set counts as its elements */
        return true;
    tell_type(k, r, e, out->type);
    return false;
}

static bool read_range(checker *k, const reading *r, const ast_expr *e, value *out)
{
    literal_result read = literal_time_range(k, e, out);
    if (read == LITERAL_NOT)
        return read_computed(k, r, e, out);
    if (read == LITERAL_TOLD || !r->wanted || r->wanted->kind == TYPE_PERIOD)
        return read == LITERAL_OK;
    if (r->wanted->kind == TYPE_DATE)
        return as_day(k, r, e, out);
    tell_wrong(k, r, e);
    return false;
}

static bool read_one(checker *k, const reading *r, const ast_expr *e, value *out)
{
    e = expr_bare(e);
    switch (e->kind) {
    case AST_PHRASE:
        return read_phrase(k, r, e, out);
    case AST_STRING:
        return read_string(k, r, e, out);
    case AST_RANGE:
        return read_range(k, r, e, out);
    default:
        return read_computed(k, r, e, out);
    }
}

/* ---- Sets ---- */

typedef struct elements {
    value *items;
    size_t count, capacity;
    type type; /* that all of them have; TYPE_NONE before the first */
} elements;

/* The type that both have: numbers with whole numbers are numbers, days with longer times periods. */
static bool unify(type *all, type one)
{
    static const struct {
        type_kind narrow, wide;
    } wider[] = {{TYPE_INT, TYPE_NUMBER}, {TYPE_DATE, TYPE_PERIOD}};
    if (all->kind == TYPE_NONE)
        all->kind = one.kind;
    for (size_t i = 0; i < sizeof wider / sizeof *wider; i++)
        if ((all->kind == wider[i].narrow && one.kind == wider[i].wide) || (all->kind == wider[i].wide && one.kind == wider[i].narrow))
            all->kind = (uint8_t)wider[i].wide;
    return all->kind == one.kind || all->kind == TYPE_NUMBER || all->kind == TYPE_PERIOD;
}

static bool add_element(checker *k, const reading *r, const ast_expr *e, elements *all, value v)
{
    type before = all->type;
    if (v.missing)
        return true;
    if (r->wanted && !convert(&v, *r->wanted)) {
        tell_type(k, r, e, v.type);
        return false;
    }
    value converted = v;
    if (!unify(&all->type, v.type) || !convert(&converted, all->type)) {
        diag *d = diag_add(k->bag, E_BRANCHES, k->from, e->where, "this is %.*s, and what stands before it in the list is %.*s",
                           STR_ARG(words_type(k, v.type)), STR_ARG(words_type(k, before)));
        diag_expect(k->bag, d, "values of one type");
        return false;
    }
    value *room = arena_push(k->memory, (void **)&all->items, &all->count, &all->capacity, sizeof *room);
    if (room)
        *room = v;
    return room;
}

/* One item of a list; what is a set itself adds its elements. */
static bool add_item(checker *k, const reading *r, const ast_expr *e, elements *all)
{
    value v;
    if (!read_one(k, r, e, &v))
        return false;
    if (!v.type.set)
        return add_element(k, r, e, all, v);
    for (size_t i = 0; !v.missing && i < v.as.set.count; i++)
        if (!add_element(k, r, e, all, v.as.set.items[i]))
            return false;
    return true;
}

static bool finish(checker *k, elements *all, type element, value *out)
{
    for (size_t i = 0; i < all->count; i++)
        convert(&all->items[i], element);
    *out = (value){.type = type_set_of(element), .missing = all->count == 0};
    out->as.set.items = all->items;
    out->as.set.count = all->count;
    return fold_set(k, out);
}

static bool read_set(checker *k, const reading *r, const ast_expr *e, value *out)
{
    elements all = {0};
    const ast_expr *bare = expr_bare(e);
    bool list = bare->kind == AST_LIST, read = true;
    for (size_t i = 0; i < (list ? bare->item_count : 1); i++)
        read &= add_item(k, r, list ? bare->items[i] : bare, &all);
    return read && finish(k, &all, r->wanted ? *r->wanted : all.type, out);
}

/* ---- No value ---- */

/* `= missing`: there is no value until one is given. In quotes it is text. */
static bool says_missing(const ast_expr *e)
{
    e = expr_bare(e);
    return e->kind == AST_PHRASE && e->word_count == 1 && str_equal_nocase(e->words[0].text, STR("missing"));
}

static bool read_missing(checker *k, const ast_name *name, const ast_expr *e, const type *wanted, value *out)
{
    if (wanted) {
        *out = (value){.type = *wanted, .missing = true};
        return true;
    }
    diag *d = diag_add(k->bag, E_MISSING_OF_WHAT, k->from, e->where, "$%.*s has no value here, and no type", STR_ARG(name->text));
    diag_expect(k->bag, d, "a value, or a type before the `=`");
    diag_hint(k->bag, d, "say of which type it would be: `$%.*s: period = missing`", STR_ARG(name->text));
    diag_hint(k->bag, d, "the word as a text stands in quotes: \"missing\"");
    return false;
}

/* ---- All of it ---- */

bool declared_read(checker *k, const ast_name *name, const ast_expr *e, const type *wanted, value *out)
{
    place outer = k->at;
    type element = wanted ? type_element(*wanted) : (type){0};
    reading r = {.name = name, .wanted = wanted ? &element : NULL};
    if (says_missing(e))
        return read_missing(k, name, e, wanted, out);
    bool list = expr_bare(e)->kind == AST_LIST;
    k->at = (place){.without_rows = true};
    bool read = (wanted ? wanted->set : list) ? read_set(k, &r, e, out) : read_one(k, &r, e, out);
    k->at = outer;
    if (!read || !wanted || out->type.set == wanted->set)
        return read;
    tell_type(k, &(reading){name, wanted}, e, out->type);
    return false;
}

bool declared_would_read(checker *k, const ast_expr *literal, type_kind kind)
{
    checker trial = *k;
    diag_bag said = {.memory = k->memory};
    value v;
    literal = expr_bare(literal);
    trial.bag = &said;
    bool read = literal->kind == AST_PHRASE && literal_read(&trial, literal, kind, &v) == LITERAL_OK && v.type.kind == kind;
    k->no_memory |= trial.no_memory;
    return read;
}

/* ---- Types in words ---- */

static const char SET_OF[] = "set of ";

str declared_words(checker *k, type t)
{
    return arena_printf(k->memory, "%s%s", t.set ? SET_OF : "", type_kind_name((type_kind)t.kind));
}

/* Takes `head` from the front of the words, if it is there. */
static bool cut_head(str *words, const char *head)
{
    str h = str_of(head);
    if (words->n <= h.n || !str_equal_nocase((str){words->p, h.n}, h))
        return false;
    *words = str_trim((str){words->p + h.n, words->n - h.n});
    return true;
}

/* What other languages call it. */
static const char *known_elsewhere(str word)
{
    static const struct {
        const char *word, *type;
    } rows[] = {{"string", "text"},    {"str", "text"},       {"varchar", "text"},   {"word", "text"},      {"integer", "int"},
                {"whole", "int"},      {"boolean", "bool"},   {"truth", "bool"},     {"float", "number"},   {"double", "number"},
                {"decimal", "number"}, {"num", "number"},     {"numeric", "number"}, {"amount", "money"},   {"currency", "money"},
                {"day", "date"},       {"time", "period"},    {"datetime", "date"},  {"timestamp", "date"}, {"month", "period"},
                {"year", "period"},    {"quarter", "period"}, {"week", "period"},    {"range", "period"},   {"interval", "duration"},
                {"days", "duration"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_equal_nocase(word, str_of(rows[i].word)))
            return rows[i].type;
    return NULL;
}

static void expect_types(checker *k, diag *d)
{
    sbuf types = {0};
    type_kind_list(&types, " or ");
    diag_expect(k->bag, d, "%s, or a set of one: %stext", types.p ? types.p : "a type", SET_OF);
    sbuf_free(&types);
}

static bool tell_unknown_type(checker *k, const ast_name *words, str element)
{
    str names[TYPE_LINK - TYPE_BOOL];
    for (unsigned i = TYPE_BOOL; i < TYPE_LINK; i++)
        names[i - TYPE_BOOL] = str_of(type_kind_name((type_kind)i));
    bool set = cut_head(&element, "list of ") || element.n < words->text.n;
    type_kind kind;
    const char *elsewhere = known_elsewhere(element);
    int64_t near = elsewhere ? -1 : text_nearest(element, names, TYPE_LINK - TYPE_BOOL);
    diag *d = diag_add(k->bag, E_UNKNOWN_TYPE, k->from, words->where, "there is no type \"%.*s\"", STR_ARG(words->text));
    expect_types(k, d);
    if (type_kind_named(element, &kind))
        diag_hint(k->bag, d, "did you mean %s%s?", SET_OF, type_kind_name(kind));
    else if (elsewhere)
        diag_hint(k->bag, d, "it is called %s%s here", set ? SET_OF : "", elsewhere);
    else if (near >= 0)
        diag_hint(k->bag, d, "did you mean %s%.*s?", set ? SET_OF : "", STR_ARG(names[near]));
    return false;
}

bool declared_type(checker *k, const ast_name *words, type *out)
{
    type_kind kind;
    str element = words->text;
    bool set = cut_head(&element, SET_OF);
    if (!type_kind_named(element, &kind))
        return tell_unknown_type(k, words, element);
    *out = set ? type_set_of(type_of(kind)) : type_of(kind);
    return true;
}
