/* Names that nothing answers to: what could have been meant. */
#include "runtime/query/names.h"

#include <string.h>

#include "base/text.h"
#include "runtime/query/beside.h"
#include "runtime/query/guess.h"
#include "runtime/query/let_query.h"
#include "runtime/query/name_list.h"
#include "runtime/query/pivot.h"
#include "runtime/query/synonyms.h"
#include "runtime/query/tried.h"
#include "runtime/query/typed.h"
#include "runtime/query/words.h"

bool names_here(checker *k, str name, type *out)
{
    const visible *v = k->at.scope ? scope_find(k->at.scope, name) : NULL;
    if (!v)
        return false;
    *out = scope_value(k, v, (span){0, 0})->type;
    return true;
}

/* ---- Fields ---- */

static diag *unknown_field(checker *k, const ast_name *name)
{
    const scope *s = k->at.scope;
    int32_t collection = k->at.row ? k->at.row->collection : s ? s->collection : -1;
    diag *d;
    if (collection < 0) {
        d = diag_add(k->bag, E_UNKNOWN_FIELD, k->from, name->where, "there is no column \"%.*s\" here", STR_ARG(name->text));
        if (s && s->count > 0)
            diag_expect(k->bag, d, "%s%.*s", s->count > 1 ? "one of " : "", STR_ARG(words_names(k, s)));
        return d;
    }
    str of = checker_collection(k, (uint16_t)collection)->name;
    d = diag_add(k->bag, E_UNKNOWN_FIELD, k->from, name->where, "%.*s has no field \"%.*s\"", STR_ARG(of), STR_ARG(name->text));
    const scope *fields = k->at.row ? scope_of_collection(k, k->at.row->collection, (span){0, 0}) : s;
    str some = fields ? words_some(k, fields) : (str){0};
    diag_expect(k->bag, d, "expected a field of %.*s%s%.*s", STR_ARG(of), some.n > 0 ? ", such as " : "", STR_ARG(some));
    return d;
}

/* It was there, until a clause took it away. */
static bool hint_gone(checker *k, diag *d, str name)
{
    const gone *g = k->at.scope ? scope_find_gone(k->at.scope, &name) : NULL;
    if (!g)
        return false;
    const char *clause = words_clause(g->by);
    if (g->from == k->from)
        diag_label_at(k->bag, d, g->where,
                      g->by == AST_RENAME ? "%s gives %.*s another name from here on" : "%s leaves %.*s out from here on", clause,
                      STR_ARG(name));
    if (g->by == AST_SELECT)
        diag_hint(k->bag, d, "name it in the select, or put this clause before it");
    else if (g->by == AST_GROUP || g->by == AST_COUNT || g->by == AST_SHOW)
        diag_hint(k->bag, d, "use it before %s, or make it one of the keys", clause);
    else if (g->by == AST_RENAME)
        diag_hint(k->bag, d, "use its new name, or put this clause before rename");
    else
        diag_hint(k->bag, d, "put this clause before %s", clause);
    return true;
}

static const ast_name *made_by(const ast_items *items, str name)
{
    for (size_t i = 0; i < items->count; i++)
        if (items->items[i].has_alias && str_equal_nocase(items->items[i].alias.text, name))
            return &items->items[i].alias;
    return NULL;
}

/* It will be there: the clause at hand makes it, or one behind it. */
static bool hint_made_later(checker *k, diag *d, str name)
{
    for (size_t i = k->reading_at; k->reading && !k->at.row && i < k->reading->clause_count; i++) {
        const ast_clause *c = k->reading->clauses[i];
        const ast_name *made = made_by(&c->items, name);
        made = made ? made : made_by(&c->show, name);
        if (!made)
            continue;
        const char *clause = words_clause(c->kind);
        diag_label_at(k->bag, d, made->where, "it is made here");
        if (i > k->reading_at)
            diag_hint(k->bag, d, "put this clause behind the %s that makes it", clause);
        else
            diag_hint(k->bag, d, "%s looks at the rows as they came in: use %.*s in a clause behind it", clause, STR_ARG(name));
        return true;
    }
    return false;
}

/* `activities.country`: the rows are those of activities. */
static bool hint_own(checker *k, diag *d, str name)
{
    const scope *s = k->at.scope;
    if (k->at.row || !s || s->collection < 0 || !str_equal_nocase(checker_collection(k, (uint16_t)s->collection)->name, name))
        return false;
    diag_hint(k->bag, d, "leave out `%.*s.`: the fields of the rows at hand are written without it", STR_ARG(name));
    return true;
}

/* A link that can be used here leads to a row with such a field. */
static bool hint_path(checker *k, diag *d, str name)
{
    name_list here = name_list_here(k);
    for (size_t i = 0; i < here.count; i++) {
        type t = {0};
        const plan_expr *e = NULL;
        if (k->at.row) {
            int32_t f = collection_find(checker_collection(k, k->at.row->collection), here.items[i]);
            if (f >= 0)
                t = checker_collection(k, k->at.row->collection)->fields[f].type;
        } else if ((e = k->at.scope->names[i].expr)) {
            t = e->type;
        }
        if (t.kind != TYPE_LINK)
            continue;
        const collection *c = checker_collection(k, t.target);
        int32_t f = collection_find(c, name);
        if (f < 0)
            continue;
        str path = words_typed(k, beside_name(k, tried_name(k, here.items[i]), c->fields[f].name));
        diag_hint(k->bag, d, "%.*s is a field of %.*s: write %.*s", STR_ARG(c->fields[f].name), STR_ARG(c->name), STR_ARG(path));
        return true;
    }
    return false;
}

/* Does a word such as `days+1` begin with a name that is visible here? */
static bool begins_with_name(const name_list *here, str word)
{
    for (size_t i = 1; i + 1 < word.n; i++)
        if (strchr("+-/&", word.p[i]) && name_list_has(here, (str){word.p, i}))
            return true;
    return false;
}

bool names_hint_word(checker *k, diag *d, str word)
{
    sbuf advice = {0};
    bool any = parse_word_advice(word, &advice);
    str text = checker_take(k, &advice);
    if (any)
        diag_hint(k->bag, d, "\"%.*s\" is one word; %.*s", STR_ARG(word), STR_ARG(text));
    return any;
}

/* `days+1`, `5-3`: what was meant is no name. */
static bool hint_joined(checker *k, diag *d, str name)
{
    name_list here = name_list_here(k);
    bool number = name.n > 0 && name.p[0] >= '0' && name.p[0] <= '9';
    return (number || begins_with_name(&here, name)) && names_hint_word(k, d, name);
}

/* `where count > 3`: of what? */
static void hint_count(checker *k, diag *d)
{
    diag_hint(k->bag, d, "rows are counted by a clause before: `count by … where count > …`");
    diag_hint(k->bag, d, "how many a field has is its size: `size(…)`");
}

/* The name of an aggregate or window function without its brackets. */
static void hint_over_rows(checker *k, diag *d, const function *f)
{
    if (f->class == FN_WINDOW)
        diag_hint(k->bag, d, "%s looks at the rows around a row: `add x = %s(%s)`", f->name, f->name, f->arg_count ? "…" : "");
    else if (k->at.clause == AST_WHERE && str_equal(str_of(f->name), STR("count")))
        hint_count(k, d);
    else if (!k->at.over)
        diag_hint(k->bag, d, "%s is an aggregate: it stands in `show %s%s`", f->name, f->name, f->arg_count ? "(…)" : "");
    else
        diag_hint(k->bag, d, "%s is an aggregate: write `%s(%s)`", f->name, f->name, f->arg_count ? "…" : "");
}

static bool hint_function(checker *k, diag *d, str name)
{
    const function *found = NULL;
    for (size_t i = 0; i < k->env->functions->count; i++) {
        const function *f = &k->env->functions->rows[i];
        if (!f->operator_ && str_equal_nocase(str_of(f->name), name) && (!found || f->class == FN_WINDOW))
            found = f;
    }
    if (!found)
        return false;
    if (found->class == FN_AGGREGATE || found->class == FN_WINDOW)
        hint_over_rows(k, d, found);
    else
        diag_hint(k->bag, d, "%s is a function: write `%s(…)`", found->name, found->name);
    return true;
}

/* `projects select name where size(activities) > 3`: there is no row left that anything could link to. */
static bool hint_backwards(checker *k, diag *d, str name)
{
    const scope *s = k->at.scope;
    if (!s || s->collection >= 0 || !s->gone || dataset_find(k->env->data, name) < 0)
        return false;
    diag_hint(k->bag, d, "links are walked backwards from the rows of a collection: put this before %s", words_clause(s->gone->by));
    return true;
}

/* `claims where contradict`: what is there under a name already, of the same rows. */
static void hint_queries(checker *k, diag *d, str of)
{
    enum { QUERIES_MAX = 5 };
    name_list l = {0};
    for (const definition *q = k->env->definitions; q && l.count < QUERIES_MAX; q = q->earlier) {
        const ast_source *source = q->space == SPACE_QUERY ? &((const let_query *)q)->query->source : NULL;
        if (source && source->kind == AST_FROM_NAME && str_equal_nocase(source->name.text, of) && definition_counts(k->env, q))
            name_list_add(k, &l, q->name);
    }
    str names = name_list_text(k, &l);
    if (l.count > 0)
        diag_hint(k->bag, d, "of %.*s there %s the named quer%s %.*s", STR_ARG(of), l.count == 1 ? "is" : "are", l.count == 1 ? "y" : "ies",
                  STR_ARG(names));
}

/* Nothing is near: what there is. */
static void hint_all(checker *k, diag *d, str name)
{
    const scope *s = k->at.row ? scope_of_collection(k, k->at.row->collection, (span){0, 0}) : k->at.scope;
    bool text = k->at.row || k->at.clause == AST_SELECT || k->at.clause == AST_ADD || k->at.clause == AST_JOIN;
    str guess = text ? (str){0} : guess_condition(k, name);
    if (text)
        diag_hint(k->bag, d, "text stands in quotes: \"%.*s\"", STR_ARG(name));
    else if (guess.n > 0)
        diag_hint(k->bag, d, "it is a value: %.*s", STR_ARG(words_typed(k, guess)));
    if (!s || s->collection < 0 || guess.n > 0)
        return;
    str all = words_names(k, s);
    if (!str_equal(words_some(k, s), all))
        diag_hint(k->bag, d, "it has %.*s", STR_ARG(all));
    if (k->at.clause == AST_WHERE && !k->inside)
        hint_queries(k, d, checker_collection(k, (uint16_t)s->collection)->name);
}

/* `` `country = Ukraine` ``: backquotes make one name of what they enclose. */
static bool hint_backquotes(checker *k, diag *d, const ast_name *name)
{
    if (!name->quoted || str_find(name->text, STR(" ")) == SIZE_MAX || !tried_condition(k, name->text))
        return false;
    diag_hint(k->bag, d, "what stands in backquotes is one name; without them it is a condition: %.*s", STR_ARG(name->text));
    return true;
}

bool names_hint_list(checker *k, diag *d, str word)
{
    size_t count;
    const str *lists = parse_show_lists(&count);
    int64_t near = text_nearest(word, lists, count);
    for (size_t i = 0; near < 0 && synonym(word, i).n > 0; i++)
        for (size_t l = 0; near < 0 && l < count; l++)
            near = str_equal(synonym(word, i), lists[l]) ? (int64_t)l : -1;
    if (near >= 0)
        diag_hint(k->bag, d, "the statement `show %.*s`, alone on its line, lists all %.*s", STR_ARG(lists[near]), STR_ARG(lists[near]));
    return near >= 0;
}

/* `where upcoming` */
static bool hint_condition_named(checker *k, diag *d, str name)
{
    str condition = k->at.clause == AST_WHERE ? synonym_condition(name) : (str){0};
    if (condition.n == 0 || !tried_condition(k, condition))
        return false;
    diag_hint(k->bag, d, "did you mean `%.*s`?", STR_ARG(condition));
    return true;
}

/* `b`, after a join: a side has fields, but is none. */
static bool hint_side(checker *k, diag *d, str name)
{
    if (!k->at.scope || !beside_has(k->at.scope, name))
        return false;
    diag_hint(k->bag, d, "%.*s is a side of the join; its fields are written `%.*s.…`", STR_ARG(name), STR_ARG(name));
    return true;
}

/* A query in brackets stands for itself. */
static bool hint_around(checker *k, diag *d, str name)
{
    if (!k->around || !scope_find(k->around, name))
        return false;
    diag_hint(k->bag, d,
              "%.*s is a column of the query around these brackets, which the one inside cannot see; `join` puts rows of both side by side",
              STR_ARG(name));
    return true;
}

/* `.5`: a number without the digit before its point. */
static bool hint_number(checker *k, diag *d, const ast_name *name)
{
    dec number;
    if (name->quoted || !dec_parse_literal(name->text, &number))
        return false;
    diag_hint(k->bag, d, "a number has a digit before its point: `0.%.*s`", STR_ARG(name->text));
    return true;
}

/* `select all` */
static bool hint_all_columns(checker *k, diag *d, str name)
{
    bool all = str_equal_nocase(name, STR("all")) || str_equal_nocase(name, STR("everything"));
    if (all && k->at.clause == AST_SELECT)
        diag_hint(k->bag, d, "all columns: `select *`");
    return all && k->at.clause == AST_SELECT;
}

void names_unknown_field(checker *k, const ast_name *name)
{
    if (k->at.scope && k->at.scope->open)
        return;
    diag *d = unknown_field(k, name);
    if (!d)
        return;
    if (pivot_hint_name(k, d))
        return;
    name_list here = name_list_here(k);
    name_list_add_backwards(k, &here, k->at.row ? k->at.row->collection : k->at.scope ? k->at.scope->collection : -1);
    if (hint_own(k, d, name->text) || hint_side(k, d, name->text) || hint_around(k, d, name->text) || hint_gone(k, d, name->text) ||
        hint_backwards(k, d, name->text) || hint_made_later(k, d, name->text) || names_hint_side(k, d, name->text) ||
        hint_joined(k, d, name->text) || hint_backquotes(k, d, name) || name_list_hint_synonym(k, d, &here, name->text) ||
        (k->at.clause == AST_SHOW && names_hint_list(k, d, name->text)))
        return;
    if (hint_condition_named(k, d, name->text) || hint_number(k, d, name) || hint_all_columns(k, d, name->text))
        return;
    bool path = hint_path(k, d, name->text);
    str near = name_list_nearest(&here, name->text);
    if (hint_function(k, d, name->text))
        return;
    if (near.n > 0)
        name_list_ask(k, d, near);
    else if (!path && !names_hint_near_side(k, d, name->text))
        hint_all(k, d, name->text);
}
