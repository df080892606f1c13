/* Is a text a plain name? The scanner itself answers: what it reads as one word is one. */
#include "lexer/lexer.h"

bool lexer_is_plain_name(str text)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    lexer *l = NULL;
    token word = {0}, end = {0};
    size_t bad = 0;
    bool plain = source_read(&memory, STR("name"), text, &from, &bad) == ST_OK && lexer_open(&memory, from, &bag, &l) == ST_OK &&
                 lexer_next(l, &word) == ST_OK && lexer_next(l, &end) == ST_OK && word.kind == TOK_WORD && end.kind == TOK_EOF &&
                 word.where.begin == 0 && word.where.end == from->text.n && bag.count == 0;
    lexer_close(l);
    arena_free(&memory);
    return plain;
}
