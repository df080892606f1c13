/* The forms of words and signs: forms.def as rows. */
#include "parser/forms.h"

/* clang-format off */
const form form_table[] = {
#define FORM(id, syntax, text, example) {NULL, TOK_##id, false, syntax, text, example},
#define OPERATOR(sign, syntax, text, example) {sign, TOK_EOF, true, syntax, text, example},
#define SIGN(sign, syntax, text, example) {sign, TOK_EOF, false, syntax, text, example},
#include "parser/forms.def"
#undef FORM
#undef OPERATOR
#undef SIGN
};
/* clang-format on */
const size_t form_count = sizeof form_table / sizeof *form_table;

const keyword *form_keyword(const form *f)
{
    return f->sign ? NULL : keyword_of(f->kind);
}

str form_word(const form *f)
{
    return f->sign ? str_of(f->sign) : form_keyword(f)->text;
}

const char *form_kind_name(const form *f)
{
    const keyword *k = form_keyword(f);
    return k ? keyword_class_name(k->class) : f->operator_ ? "operator" : "sign";
}
