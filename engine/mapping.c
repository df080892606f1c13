/* Reading mappings: the statement `load` as it is for files, with the name of a table in the place of the file's. */
#include "engine/mapping.h"

#include <stdlib.h>

#include "base/file.h"
#include "engine/engine.h"
#include "engine/load_settings.h"

/* Larger than any mapping is. */
enum { MAPPING_MOST = 1 << 20 };

static status refuse_statement(const source *from, const ast_statement *s, diag_bag *bag)
{
    diag *d = diag_add(bag, E_MAPPING, from, s->where, "a mapping only says what tables are");
    diag_expect(bag, d, "load \"TABLE\" with …");
    diag_hint(bag, d, "as in load \"orders\" as sales with when = ordered..shipped, customer links customers");
    return ST_ERROR;
}

static status read_statement(const source *from, const ast_statement *s, arena *a, diag_bag *bag, foreign_said *out)
{
    if (s->kind != AST_LOAD)
        return refuse_statement(from, s, bag);
    *out = (foreign_said){.table = s->file, .table_where = s->file_where, .setting_count = s->setting_count};
    if (s->has_name) {
        out->name = s->name.text;
        out->name_where = s->name.where;
    }
    return load_settings_read(from, s, a, bag, &out->settings);
}

static status read_tree(const source *from, arena *a, diag_bag *bag, foreign_mapping *out)
{
    const ast_script *tree;
    bag->most_errors = MISTAKES_TOLD;
    TRY(parse(a, from, bag, &tree));
    if (bag->error_count)
        return ST_ERROR;
    foreign_said *said = ARENA_ARRAY(a, tree->statement_count, foreign_said);
    if (!said)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < tree->statement_count; i++)
        TRY(read_statement(from, tree->statements[i], a, bag, &said[i]));
    *out = (foreign_mapping){from, said, tree->statement_count};
    return ST_OK;
}

static status read_file(const char *path, diag_bag *bag, file_content *out)
{
    file_request r = {.path = path, .most = MAPPING_MOST, .too_long = "it is longer than the 1 MB that are read"};
    status done = file_read_whole(&r, out);
    if (done == ST_IO)
        diag_add(bag, E_MAPPING, NULL, (span){0, 0}, "the mapping %s cannot be read: %s", path, out->reason);
    return done;
}

status mapping_read(const char *path, arena *a, diag_bag *bag, const foreign_mapping **out)
{
    file_content file = {0};
    const source *from = NULL;
    size_t bad = 0;
    foreign_mapping *made = ARENA_NEW(a, foreign_mapping);
    status done = made ? read_file(path, bag, &file) : ST_NO_MEMORY;
    if (done == ST_OK)
        done = source_read(a, str_of(path), (str){file.bytes, file.n}, &from, &bad);
    if (done == ST_ERROR)
        diag_add(bag, E_BAD_UTF8, NULL, (span){0, 0}, "%s is not valid UTF-8", path);
    free(file.bytes);
    if (done == ST_OK)
        done = read_tree(from, a, bag, made);
    *out = made;
    return done;
}
