/* Names of other rows of a join that nothing answers to: `b.whn`. */
#include "runtime/query/names.h"

#include "base/text.h"
#include "runtime/query/beside.h"
#include "runtime/query/name_list.h"
#include "runtime/query/synonyms.h"

/* The fields of a side, without its name and backquotes. */
typedef struct fields {
    str *names;
    size_t count;
} fields;

static str without_backquotes(str name)
{
    return name.n > 2 && name.p[0] == '`' && name.p[name.n - 1] == '`' ? (str){name.p + 1, name.n - 2} : name;
}

static fields fields_of(checker *k, str side)
{
    const scope *s = k->at.scope;
    fields f = {.names = ARENA_ARRAY(k->memory, s->count, str)};
    for (size_t i = 0; f.names && i < s->count; i++) {
        str name = s->names[i].name;
        if (name.n > side.n && name.p[side.n] == '.' && str_equal_nocase((str){name.p, side.n}, side))
            f.names[f.count++] = without_backquotes((str){name.p + side.n + 1, name.n - side.n - 1});
    }
    return f;
}

/* The position of the field that was probably meant, or -1. */
static int64_t meant(const fields *f, str name)
{
    int64_t near = text_nearest(name, f->names, f->count);
    for (size_t i = 0; near < 0 && synonym(name, i).n > 0; i++)
        for (size_t k = 0; k < f->count; k++)
            near = str_equal_nocase(f->names[k], synonym(name, i)) ? (int64_t)k : near;
    return near;
}

static void tell_field(checker *k, const ast_expr *path)
{
    str side = path->left->name.text, name = path->name.text;
    fields f = fields_of(k, side);
    int64_t near = meant(&f, name);
    diag *d = diag_add(k->bag, E_UNKNOWN_FIELD, k->from, path->name.where, "%.*s has no field \"%.*s\"", STR_ARG(side), STR_ARG(name));
    diag_expect(k->bag, d, "a field of that side of the join");
    if (near >= 0) {
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(beside_name(k, side, f.names[near])));
        return;
    }
    name_list all = {.items = f.names, .count = f.count};
    str text = name_list_text(k, &all);
    diag_hint(k->bag, d, "it has %.*s", STR_ARG(text));
}

bool names_hint_side(checker *k, diag *d, str name)
{
    const scope *s = k->at.row ? NULL : k->at.scope;
    str found[2];
    size_t count = 0;
    for (const side *one = s ? s->sides : NULL; one && count < 2; one = one->earlier) {
        fields f = fields_of(k, one->name);
        for (size_t i = 0; i < f.count && count < 2; i++)
            if (str_equal_nocase(f.names[i], name))
                found[count++] = beside_name(k, one->name, f.names[i]);
    }
    if (count == 1)
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(found[0]));
    else if (count == 2)
        diag_hint(k->bag, d, "did you mean %.*s or %.*s?", STR_ARG(found[0]), STR_ARG(found[1]));
    return count > 0;
}

bool names_hint_near_side(checker *k, diag *d, str name)
{
    const scope *s = k->at.row ? NULL : k->at.scope;
    for (const side *one = s ? s->sides : NULL; one; one = one->earlier) {
        fields f = fields_of(k, one->name);
        int64_t near = meant(&f, name);
        if (near < 0)
            continue;
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(beside_name(k, one->name, f.names[near])));
        return true;
    }
    return false;
}

/* `b.when`, where only a side of another name has a `when`. */
static bool tell_other_side(checker *k, const ast_expr *path)
{
    str name = path->left->name.text;
    for (const side *one = k->at.scope->sides; one; one = one->earlier) {
        const visible *v = scope_find(k->at.scope, beside_name(k, one->name, path->name.text));
        if (!v)
            continue;
        diag *d = diag_add(k->bag, E_UNKNOWN_FIELD, k->from, path->left->where,
                           "there is no side \"%.*s\" of a join here, nor such a field", STR_ARG(name));
        diag_expect(k->bag, d, "a name of a side, or a field");
        diag_hint(k->bag, d, "did you mean %.*s?", STR_ARG(v->name));
        return true;
    }
    return false;
}

bool names_unknown_side(checker *k, const ast_expr *path)
{
    const scope *s = k->at.row ? NULL : k->at.scope;
    const ast_expr *left = path->left;
    if (!s || s->open || (left->kind != AST_NAME && left->kind != AST_FIELD) || scope_find(s, left->name.text))
        return false;
    ast_name whole = {.text = beside_name(k, left->name.text, path->name.text), .where = path->where};
    str gone = whole.text;
    if (scope_find_gone(s, &gone))
        names_unknown_field(k, &whole);
    else if (beside_has(s, left->name.text))
        tell_field(k, path);
    else
        return tell_other_side(k, path);
    return true;
}
