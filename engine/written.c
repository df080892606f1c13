/* Values as one types them: the parser itself says what needs quotes. */
#include "engine/written.h"

#include "base/text.h"
#include "parser/parser.h"

bool written_is_phrase(str text)
{
    if (!text_is_safe(text))
        return false;
    arena scratch = {0};
    diag_bag aside = {.memory = &scratch};
    const source *from;
    const ast_script *tree = NULL;
    size_t bad;
    str query = arena_printf(&scratch, "a where b = %.*s", STR_ARG(text));
    bool read = query.n > 0 && source_read(&scratch, STR("value"), query, &from, &bad) == ST_OK &&
                parse(&scratch, from, &aside, &tree) == ST_OK && aside.count == 0 && tree->statement_count == 1 &&
                tree->comment_count == 0 && tree->statements[0]->kind == AST_RUN && tree->statements[0]->query->clause_count == 1;
    const ast_expr *e = read ? tree->statements[0]->query->clauses[0]->expr : NULL;
    bool phrase = e && e->kind == AST_COMPARE && e->right->kind == AST_PHRASE && str_equal(source_slice(from, e->right->where), text);
    arena_free(&scratch);
    return phrase;
}
