/* Hints for values of text: what the column holds instead. */
#include "runtime/query/declared.h"
#include "runtime/query/literal.h"
#include "runtime/query/operand.h"
#include "runtime/query/values.h"

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
