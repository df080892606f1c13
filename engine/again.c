/* A query that was cited, asked again. */
#include "engine/again.h"

#include "base/text.h"
#include "engine/about.h"

/* ---- Reading it ---- */

static bool may_stand(const ast_statement *s, bool last)
{
    switch (s->kind) {
    case AST_LET_VALUE:
    case AST_LET_QUERY:
    case AST_DEF:
    case AST_DEF_FIELD:
        return !last;
    case AST_RUN:
        return last;
    default:
        return false;
    }
}

static status check_statements(again *a)
{
    const ast_script *tree = a->text->tree;
    for (size_t i = 0; i < tree->statement_count; i++) {
        const ast_statement *s = tree->statements[i];
        if (may_stand(s, i + 1 == tree->statement_count))
            continue;
        diag *d = diag_add(&a->bag, E_CITED_STATEMENT, a->text->from, s->where, "this stands in no citation");
        diag_expect(&a->bag, d, "definitions, and one query behind them");
        return ST_ERROR;
    }
    return ST_OK;
}

status again_open(again *a, const data_source *source, day today, const preparing *like, const char *name, str text)
{
    *a = (again){0};
    a->bag.memory = &a->memory;
    TRY(scope_open(&a->apart, source, today, &a->bag));
    TRY(unit_open(name, text, NULL, &a->bag, &a->text));
    TRY(check_statements(a));
    const preparing how = {
        .scope = &a->apart, .files_forbidden = true, .limits = like->limits, .interrupted = like->interrupted, .looks = like->looks};
    TRY(statements_prepare(&a->checked, a->text, &how));
    if (a->checked.count > 0 && a->checked.items[a->checked.count - 1].plan)
        return ST_OK;
    diag_add(&a->bag, E_CITED_STATEMENT, a->text->from, (span){0}, "there is no query in the citation");
    return ST_ERROR;
}

void again_close(again *a)
{
    statements_free(&a->checked);
    unit_free(a->text);
    scope_free(&a->apart);
    arena_free(&a->memory);
}

status again_run(again *a, const exec_control *control, arena *memory, const result **rows)
{
    prepared *p = &a->checked.items[a->checked.count - 1];
    return data_run(a->apart.source, p->plan, p->data, memory, control, &p->bag, rows);
}

/* ---- What identifies figures ---- */

typedef struct hashing {
    sha256 sum;
    const exec_control *control;
} hashing;

static status add_bytes(void *data, str bytes)
{
    hashing *h = data;
    if (h->control && h->control->stop(h->control->stop_data))
        return ST_CANCELLED;
    sha256_add(&h->sum, bytes);
    return ST_OK;
}

status again_fingerprint(const result *r, const exec_control *control, char out[CITATION_HEX])
{
    hashing h = {.control = control};
    uint8_t hash[SHA256_BYTES];
    sha256_begin(&h.sum);
    TRY(export_result(export_format_find(STR("csv")), r, &(export_options){0}, (export_sink){add_bytes, &h}));
    sha256_end(&h.sum, hash);
    citation_hex(hash, out);
    return ST_OK;
}

str again_data(arena *a, const data_source *source)
{
    size_t rows = 0;
    for (size_t i = 0; i < source->data->count; i++)
        rows += source->data->collections[i].rows;
    sbuf safe = {0};
    text_print_safe(&safe, about_data(a, source));
    str name = safe.failed ? (str){0} : arena_str(a, sbuf_str(&safe));
    a->failed |= safe.failed;
    sbuf_free(&safe);
    return arena_printf(a, "%.*s, %zu rows in %zu collections", STR_ARG(name), rows, source->data->count);
}
