/* Which definitions a query uses is told by the names in it: one that only looks as if it were used does no harm beside the others. */
#include "runtime/query/cite.h"

#include <string.h>

#include "runtime/query/computed.h"
#include "runtime/query/declared.h"
#include "runtime/query/def_function.h"
#include "runtime/query/let_query.h"
#include "runtime/query/say.h"
#include "runtime/query/variable.h"
#include "runtime/model/print.h"

/* Definitions that lead to each other, in a row. */
enum { CITE_DEPTH_MAX = 1000 };

typedef struct citing {
    checker *k;
    const definition **all; /* that hold, the oldest first */
    bool *cited;
    size_t count, depth;
    sbuf out;
    bool too_deep;
} citing;

/* ---- What there is ---- */

static bool is_citable(const check_env *env, const definition *d)
{
    bool named = d->space >= SPACE_EVERY || d->space == SPACE_QUERY || d->space == SPACE_FUNCTION || d->space == SPACE_VARIABLE;
    bool of_prelude = d->of_library && !d->of_module;
    return named && !of_prelude && definition_counts(env, d);
}

static status collect(citing *c)
{
    const check_env *env = c->k->env;
    for (const definition *d = env->definitions; d; d = d->earlier)
        c->count += is_citable(env, d);
    c->all = ARENA_ARRAY(c->k->memory, c->count + 1, const definition *);
    c->cited = ARENA_ARRAY(c->k->memory, c->count + 1, bool);
    if (!c->all || !c->cited)
        return ST_NO_MEMORY;
    size_t at = c->count;
    for (const definition *d = env->definitions; d; d = d->earlier)
        if (is_citable(env, d))
            c->all[--at] = d;
    return ST_OK;
}

/* ---- One as a statement ---- */

static bool is_inner(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static str quoted(checker *k, str text)
{
    const ast_expr string = {.kind = AST_STRING, .text = text};
    return checker_text(k, &string);
}

static void add_value(checker *k, sbuf *b, const value *v)
{
    if (v->type.kind == TYPE_TEXT)
        sbuf_add(b, quoted(k, v->as.text));
    else
        value_print(b, v);
}

static void add_variable(checker *k, sbuf *b, const variable *v)
{
    const value *is = &v->value;
    sbuf_printf(b, "let $%.*s: %.*s = ", STR_ARG(v->as.name), STR_ARG(declared_words(k, is->type)));
    if (is->missing)
        sbuf_add(b, STR("missing"));
    else if (!is->type.set)
        add_value(k, b, is);
    bool list = is->type.set && !is->missing && is->as.set.count > 1;
    sbuf_add(b, list ? STR("(") : STR(""));
    for (size_t i = 0; is->type.set && !is->missing && i < is->as.set.count; i++) {
        sbuf_add(b, i ? STR(", ") : STR(""));
        add_value(k, b, &is->as.set.items[i]);
    }
    sbuf_add(b, list ? STR(")") : STR(""));
}

/* As it was written, which is in backquotes where it has to be; of a field without the dot. */
static str written_name(const definition *d)
{
    str name = source_slice(d->from, d->where);
    return str_starts(name, STR(".")) ? (str){name.p + 1, name.n - 1} : name;
}

static bool is_word(str name)
{
    bool word = name.n > 0;
    for (size_t i = 0; i < name.n; i++)
        word = word && is_inner(name.p[i]) && !(i == 0 && name.p[i] >= '0' && name.p[i] <= '9');
    return word;
}

static void add_field(checker *k, sbuf *b, const computed *f)
{
    str of = f->as.space < 0 ? STR("*") : checker_collection(k, (uint16_t)f->as.space)->name;
    const char *quote = f->as.space < 0 || is_word(of) ? "" : "`";
    sbuf_printf(b, "def %s%.*s%s.%.*s = %.*s", quote, STR_ARG(of), quote, STR_ARG(written_name(&f->as)), STR_ARG(checker_text(k, f->body)));
}

static str statement_of(checker *k, const definition *d)
{
    sbuf b = {0};
    str query, begins;
    const let_query *l;
    const def_function *f;
    switch (d->space) {
    case SPACE_VARIABLE:
        add_variable(k, &b, (const variable *)d);
        break;
    case SPACE_QUERY:
        l = (const let_query *)d;
        if (say_written(k, l->query, &l->last, &query, &begins) == ST_OK)
            sbuf_printf(&b, "let %.*s = %.*s", STR_ARG(written_name(d)), STR_ARG(query));
        break;
    case SPACE_FUNCTION:
        f = (const def_function *)d;
        sbuf_printf(&b, "def %.*s = %.*s", STR_ARG(def_function_head(k, f)), STR_ARG(checker_text(k, f->body)));
        break;
    default:
        add_field(k, &b, (const computed *)d);
    }
    return checker_take(k, &b);
}

/* ---- Which of them ---- */

/* Does the text name it? Only a variable has a $ before its name. */
static bool names(str text, const definition *d)
{
    str name = d->name;
    for (size_t i = 0; name.n && i + name.n <= text.n; i++) {
        char before = i > 0 ? text.p[i - 1] : ' ', behind = i + name.n < text.n ? text.p[i + name.n] : ' ';
        bool begins = !is_inner(before) || !is_inner(name.p[0]), ends = !is_inner(behind) || !is_inner(name.p[name.n - 1]);
        bool variable = before == '$';
        if (begins && ends && variable == (d->space == SPACE_VARIABLE) && str_equal_nocase((str){text.p + i, name.n}, name))
            return true;
    }
    return false;
}

/* What the text uses, each behind what it uses itself. */
static void add_used(citing *c, str text)
{
    c->too_deep = c->too_deep || c->depth >= CITE_DEPTH_MAX;
    for (size_t i = 0; !c->too_deep && i < c->count; i++) {
        if (c->cited[i] || !names(text, c->all[i]))
            continue;
        c->cited[i] = true;
        str statement = statement_of(c->k, c->all[i]);
        c->depth++;
        add_used(c, statement);
        c->depth--;
        sbuf_printf(&c->out, "%.*s; ", STR_ARG(statement));
    }
}

status cite_whole(checker *k, str written, str *out)
{
    citing c = {.k = k};
    TRY(collect(&c));
    add_used(&c, written);
    sbuf_add(&c.out, written);
    *out = checker_take(k, &c.out);
    return checker_failed(k) ? ST_NO_MEMORY : c.too_deep ? ST_LIMIT : ST_OK;
}
