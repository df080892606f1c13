/* Hints for values of text: what the column holds instead. */
#include "runtime/query/declared.h"
#include "runtime/query/literal.h"
#include "runtime/query/operand.h"
#include "runtime/query/tried.h"
#include "runtime/query/values.h"
#include "runtime/query/words.h"

bool operand_is_time(checker *k, const ast_expr *v)
{
    value number;
    return v->kind == AST_PHRASE && declared_would_read(k, v, TYPE_PERIOD) && literal_read(k, v, TYPE_NUMBER, &number) != LITERAL_OK;
}

void operand_hint_text_time(checker *k, diag *d, const operand *o, const ast_expr *v)
{
    str example = values_example(k, o->origin), name = checker_text(k, o->written);
    if (example.n > 0 && operand_is_time(k, v))
        diag_hint(k->bag, d, "%.*s holds texts, such as \"%.*s\"", STR_ARG(name), STR_ARG(example));
}

void operand_hint_values(checker *k, diag *d, const operand *o)
{
    enum { SHOWN_MAX = 200 }; /* bytes of all of them */
    str few[VALUES_FEW], text = {0};
    size_t count = values_few(k, o->origin, few);
    str name = checker_text(k, o->written);
    for (size_t i = 0; i < count && text.n <= SHOWN_MAX; i++) {
        str typed = tried_value(k, name, o->sign, few[i]); /* `"a, b"` in quotes, so that it is one of them */
        text = arena_printf(k->memory, "%.*s%s%.*s", STR_ARG(text),
                            i == 0          ? ""
                            : i + 1 < count ? ", "
                                            : " and ",
                            STR_ARG(typed.n > 0 ? typed : few[i]));
    }
    if (count == 0 || text.n > SHOWN_MAX)
        return;
    diag_hint(k->bag, d, count == 1 ? "the only value of %.*s is %.*s" : "the values of %.*s are %.*s", STR_ARG(name), STR_ARG(text));
}

void operand_hint_in_name(checker *k, diag *d, const operand *o, const ast_expr *v, str text)
{
    enum { LEAST = 3 }; /* letters: what is shorter is in many words */
    const scope *s = k->at.row ? NULL : k->at.scope;
    const collection *c = s && s->collection >= 0 ? checker_collection(k, (uint16_t)s->collection) : NULL;
    const field *f = c && c->name_field >= 0 ? &c->fields[c->name_field] : NULL;
    if (!f || f->type.kind != TYPE_TEXT || f->type.set || f == o->origin.field || text.n < LEAST || o->negated)
        return;
    size_t count = values_containing(k, (stored){c, f}, text);
    str name = tried_name(k, f->name), part = arena_printf(k->memory, "%.*s ~ %.*s", STR_ARG(name), STR_ARG(checker_text(k, v)));
    if (count == 0 || !tried_in_silence(k, part))
        return;
    str typed = words_typed(k, part);
    diag_hint(k->bag, d, "%.*s has it in %zu value%s: %.*s", STR_ARG(name), count, count == 1 ? "" : "s", STR_ARG(typed));
}
