/* Names: what rows come from, the columns that they have at the cursor, functions, variables, and what single words name. */
#include "engine/complete.h"

#include <string.h>

#include "base/text.h"
#include "lexer/comments.h"
#include "lexer/keywords.h"
#include "lexer/lexer.h"
#include "runtime/model/function.h"
#include "stdlib/functions.h"

/* ---- Entries ---- */

static void add_entry(completing *c, cyq_completion_kind kind, const entry *e)
{
    complete_add(c, kind, e->word, c->word, e->form, e->help.n > 0 ? e->help : e->definition, true);
}

static entries entries_here(completing *c)
{
    return (entries){.memory = c->memory};
}

static void add_all(completing *c, cyq_completion_kind kind, const entries *list)
{
    for (size_t i = 0; i < list->count; i++)
        add_entry(c, kind, &list->items[i]);
}

static entries all_defined(completing *c)
{
    entries list = entries_here(c);
    entries_defined(&list, c->session->scope.env);
    return list;
}

static void add_defined(completing *c, cyq_completion_kind kind, const char *said, const entries *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].said, said) == 0)
            add_entry(c, kind, &list->items[i]);
}

static void add_collections(completing *c)
{
    entries list = entries_here(c);
    entries_collections(&list, check_dataset(c->session->scope.env));
    add_all(c, CYQ_COMPLETION_COLLECTION, &list);
}

static void add_variables(completing *c)
{
    entries list = all_defined(c);
    add_defined(c, CYQ_COMPLETION_VARIABLE, "parameter", &list);
    add_defined(c, CYQ_COMPLETION_VARIABLE, "value", &list);
}

/* ---- Sources ---- */

void complete_sources(completing *c)
{
    bool wanted = complete_expects(c, TOK_WORD) && complete_expects(c, TOK_LPAREN) && !complete_expects(c, TOK_STRING);
    if (!wanted || c->spot.value_first || c->spot.in_phrase)
        return;
    entries list = all_defined(c);
    if (c->place.last == TOK_WHY && complete_expects(c, TOK_NOT))
        complete_add(c, CYQ_COMPLETION_WORD, STR("not"), c->word, (str){0}, STR("which clause dropped a row: why not \"Help Course\""),
                     true);
    add_collections(c);
    add_defined(c, CYQ_COMPLETION_QUERY, "query", &list);
}

/* ---- Columns ---- */

/* In backquotes where it could not be written as it is; what is named as an expression prints is written so. */
static str written(completing *c, str name)
{
    bool expression = str_find(name, STR("(")) != SIZE_MAX || str_find(name, STR(".")) != SIZE_MAX;
    const keyword *k = keyword_find(name);
    if (expression || (k && k->traits & KW_NAME) || lexer_is_plain_name(name))
        return name;
    return arena_printf(c->memory, "`%.*s`", STR_ARG(name));
}

static void add_field(completing *c, const offered *o)
{
    str form = o->type.kind == TYPE_NONE ? (str){0} : entries_type(c->memory, check_dataset(c->session->scope.env), o->type);
    str help = o->from ? comment_above(c->memory, o->from, o->where.begin) : o->help;
    complete_add(c, CYQ_COMPLETION_FIELD, written(c, o->name), c->word, form, help, true);
}

/* What is shown first, then what is stored, what is computed, and ways backwards. */
static void add_fields(completing *c, const offered_list *names)
{
    for (int turn = 0; turn < 4; turn++)
        for (size_t i = 0; i < names->count; i++) {
            const offered *o = &names->items[i];
            int at = o->backwards ? 3 : o->from ? 2 : o->shown ? 0 : 1;
            if (at == turn)
                add_field(c, o);
        }
}

/* ---- Functions ---- */

/* Is the function at home in the clause? */
static bool fits_clause(const completing *c, const function *f, bool first)
{
    bool show = c->place.clause == TOK_SHOW;
    bool add = c->place.clause == TOK_ADD || c->place.clause == TOK_WHERE;
    switch (f->class) {
    case FN_AGGREGATE:
        return show ? first : add && !first;
    case FN_WINDOW:
        return c->place.clause == TOK_ADD && !first;
    default:
        return !first;
    }
}

/* A column of the name comes first, and is what is meant: days, not days(when). */
static bool is_column(const completing *c, const char *name)
{
    for (size_t i = 0; i < c->offer.names.count; i++)
        if (str_equal_nocase(c->offer.names.items[i].name, str_of(name)))
            return true;
    return false;
}

/* Of all rows `count` is written without brackets. */
static void add_function(completing *c, const function *f)
{
    sbuf form = {0};
    entries room = entries_here(c);
    bool bare = f->class == FN_AGGREGATE && f->arg_count == 0;
    if (is_column(c, f->name) || (bare && c->place.clause != TOK_SHOW))
        return;
    function_signature(&form, f);
    str text = arena_printf(c->memory, "%s%s", f->name, bare ? "" : f->arg_count ? "(" : "()");
    complete_add(c, CYQ_COMPLETION_FUNCTION, text, c->word, entries_take(&room, &form), str_of(f->help), f->arg_count == 0);
}

static void add_functions(completing *c, bool first)
{
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        const function *f = &stdlib_functions.rows[i];
        if (!f->operator_ && fits_clause(c, f, first))
            add_function(c, f);
    }
}

static void add_defined_functions(completing *c)
{
    entries list = all_defined(c);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].called)
            complete_add(c, CYQ_COMPLETION_FUNCTION, arena_printf(c->memory, "%.*s(", STR_ARG(list.items[i].word)), c->word,
                         list.items[i].form, list.items[i].help, false);
}

/* ---- Where an operand is wanted ---- */

/* `drop`, `rename`: a column and nothing else. */
static bool wants_column(const completing *c)
{
    bool name = complete_expects(c, TOK_WORD) && complete_expects(c, TOK_QUOTED_NAME) && !complete_expects(c, TOK_LPAREN);
    return name && (c->place.clause == TOK_DROP || c->place.clause == TOK_RENAME) && c->place.last != TOK_AS;
}

void complete_names(completing *c)
{
    bool operand = complete_expects(c, TOK_STRING) && complete_expects(c, TOK_FIELD) && complete_expects(c, ROLE_RELATIVE);
    if (c->spot.value_first) {
        if (c->dot)
            add_fields(c, &c->offer.names);
        else
            add_variables(c);
        return;
    }
    if (wants_column(c) || (c->dot && operand)) {
        add_fields(c, &c->offer.names);
        return;
    }
    if (!operand)
        return;
    if (c->place.clause == TOK_SHOW && c->place.last != TOK_LPAREN)
        add_functions(c, true);
    add_fields(c, &c->offer.names);
    if (c->place.clause == TOK_EXPAND)
        return;
    add_variables(c);
    add_functions(c, false);
    add_defined_functions(c);
}

/* ---- Behind a dot ---- */

/* Functions of one time are its parts. */
static void add_parts(completing *c)
{
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        const function *f = &stdlib_functions.rows[i];
        bool of_time = f->arg_count == 1 && (f->args[0] == PARAM_DATE || f->args[0] == PARAM_PERIOD);
        if (of_time && f->class == FN_SCALAR && !f->operator_) {
            sbuf form = {0};
            entries room = entries_here(c);
            function_signature(&form, f);
            complete_add(c, CYQ_COMPLETION_FIELD, str_of(f->name), c->word, entries_take(&room, &form), str_of(f->help), true);
        }
    }
}

/* The fields behind `projects.`, which `def`, `describe` name. */
static bool add_fields_of(completing *c, str collection)
{
    const visible_name *names;
    size_t count;
    const dataset *data = check_dataset(c->session->scope.env);
    int32_t of = dataset_find(data, collection);
    if (of < 0 || check_visible(c->session->scope.env, c->memory, (uint16_t)of, &names, &count) != ST_OK)
        return false;
    for (size_t i = 0; i < count; i++)
        complete_add(c, CYQ_COMPLETION_FIELD, written(c, names[i].name), c->word, entries_type(c->memory, data, names[i].type), (str){0},
                     true);
    return true;
}

/* `p.name`, where `p.` is what a join calls its other rows: `name`. */
static void add_of_side(completing *c, offered_list *out, str side, const offered *o)
{
    if (o->name.n <= side.n || !str_equal_nocase((str){o->name.p, side.n}, side))
        return;
    offered *room = arena_push(c->memory, (void **)&out->items, &out->count, &out->capacity, sizeof *room);
    if (!room)
        return;
    *room = *o;
    room->name = (str){o->name.p + side.n, o->name.n - side.n};
}

void complete_behind(completing *c)
{
    if (c->place.statement == TOK_DEF || c->place.statement == TOK_DESCRIBE)
        if (!c->place.in_query && add_fields_of(c, spot_path_before(&c->spot)))
            return;
    str side = arena_printf(c->memory, "%.*s.", STR_ARG(spot_path_before(&c->spot)));
    offered_list beside = {0};
    for (size_t i = 0; i < c->offer.names.count; i++)
        add_of_side(c, &beside, side, &c->offer.names.items[i]);
    if (beside.count > 0)
        add_fields(c, &beside);
    else if (c->offer.behind.count > 0)
        add_fields(c, &c->offer.behind);
    else if (c->offer.operand.kind == TYPE_DATE || c->offer.operand.kind == TYPE_PERIOD)
        add_parts(c);
}

/* ---- Single words ---- */

static void add_options(completing *c)
{
    for (size_t i = 0; i < EXPORT_OPTION_COUNT; i++) {
        const export_option_info *o = &export_option_table[i];
        if (str_equal_nocase(str_of(o->format), c->place.format))
            complete_add(c, CYQ_COMPLETION_OPTION, str_of(o->name), c->word, (str){0}, str_of(o->help), true);
    }
}

static void add_lists(completing *c)
{
    for (size_t i = 0; i < SHOW_LIST_COUNT; i++)
        complete_add(c, CYQ_COMPLETION_WORD, show_list_table[i], c->word, (str){0}, (str){0}, true);
}

/* What `describe` takes. */
static void add_everything(completing *c)
{
    entries functions = entries_here(c), formats = entries_here(c), modules = entries_here(c), words = entries_here(c);
    entries defined = all_defined(c);
    add_collections(c);
    add_defined(c, CYQ_COMPLETION_QUERY, "query", &defined);
    add_variables(c);
    entries_functions(&functions);
    entries_formats(&formats);
    entries_modules(&modules);
    entries_words(&words);
    add_all(c, CYQ_COMPLETION_FUNCTION, &functions);
    add_all(c, CYQ_COMPLETION_FORMAT, &formats);
    add_all(c, CYQ_COMPLETION_MODULE, &modules);
    add_all(c, CYQ_COMPLETION_WORD, &words);
}

static void add_codes(completing *c)
{
    entries codes = entries_here(c);
    if (c->word == c->text.n)
        return; /* a hundred of them, unless one is begun */
    entries_codes(&codes);
    for (size_t i = 0; i < codes.count; i++)
        complete_add(c, CYQ_COMPLETION_CODE, codes.items[i].word, c->word, (str){0}, codes.items[i].definition, true);
}

/* Is `show` the whole statement so far? */
static bool begins_list(const completing *c)
{
    return c->place.last == TOK_SHOW && c->spot.count >= 2 && c->spot.pieces[c->spot.count - 2].role == ROLE_LAST_QUERY;
}

void complete_named(completing *c)
{
    entries list = entries_here(c);
    switch (c->place.last) {
    case TOK_TO:
        entries_formats(&list);
        add_all(c, CYQ_COMPLETION_FORMAT, &list);
        return;
    case TOK_USE:
        entries_modules(&list);
        add_all(c, CYQ_COMPLETION_MODULE, &list);
        return;
    case TOK_COLON:
        entries_types(&list);
        add_all(c, CYQ_COMPLETION_TYPE, &list);
        return;
    case TOK_DESCRIBE:
        add_everything(c);
        return;
    case TOK_EXPLAIN:
        add_codes(c);
        return;
    case TOK_DEF:
    case TOK_LINKS:
        add_collections(c);
        return;
    case TOK_SHOW:
        if (begins_list(c))
            add_lists(c);
        return;
    default:
        if (c->place.clause == TOK_TO)
            add_options(c);
    }
}
