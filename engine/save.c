/* save: all collections as they are at the statement, into one SQLite file. */
#include "engine/engine.h"

#include "import/database.h"

/* A name that ends like that of another format asks for something that save is not for. */
static status check_name(prepared *p, const source *from, const ast_statement *s)
{
    const export_format *other = export_format_for_file(s->file);
    if (!other)
        return ST_OK;
    diag *d = diag_add(&p->bag, E_SAVE_FORMAT, from, s->file_where, "save writes a database, not %s", other->name);
    diag_expect(&p->bag, d, "a name such as \"programme.db\"");
    diag_hint(&p->bag, d, "the rows of a query are written by to: `activities to %s \"%.*s\"`", other->name,
              STR_ARG(text_cut(s->file, 60)));
    return ST_ERROR;
}

status save_prepare(prepared *p, const unit *text, const ast_statement *s, const preparing *in)
{
    TRY(check_name(p, text->from, s));
    if (in->files_forbidden) {
        diag_add(&p->bag, E_FILES_FORBIDDEN, text->from, s->where, "statements may not write files here");
        return ST_ERROR;
    }
    p->saves = true;
    return ST_OK;
}

/* What was said of the file belongs to the statement that names it. */
static void place_diagnostics(diag_bag *bag, size_t begin, const source *from, span where)
{
    for (size_t i = begin; i < bag->count; i++) {
        bag->items[i]->from = from;
        bag->items[i]->where = where;
    }
}

status save_run(cyq_session *session, prepared *p, const source *from, const ast_statement *s)
{
    limits_watch watch;
    arena scratch = {0};
    size_t said = p->bag.count;
    limits_start(&watch, &session->limits, &session->interrupted);
    const dataset *whole;
    status done = data_load_all(&session->source, p->data, &scratch, &watch.control, &p->bag, &whole);
    if (done == ST_OK)
        done = database_write(whole, s->file, &scratch, &watch.control, &p->bag);
    place_diagnostics(&p->bag, said, from, s->file_where);
    arena_free(&scratch);
    return limits_explain(&watch, done, &p->bag, from, p->where);
}
