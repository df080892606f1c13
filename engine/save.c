/* save: all collections as they are at the statement, into one SQLite file, or into a script that makes them in PostgreSQL. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "engine/to.h"
#include "import/database.h"

/* What it is to be shows in the name, as with the formats of to. */
static bool is_script(str file)
{
    return file.n > 4 && str_equal_nocase((str){file.p + file.n - 4, 4}, STR(".sql"));
}

/* A name that ends like that of something else asks for what save is not for. */
static status check_name(prepared *p, const source *from, const ast_statement *s)
{
    const export_format *other = export_format_for_file(s->file);
    const char *promise = to_file_promise(s->file);
    if (!promise)
        return ST_OK;
    diag *d = diag_add(&p->bag, E_SAVE_FORMAT, from, s->file_where, "save writes a database, not %s", promise);
    diag_expect(&p->bag, d, "a name such as \"programme.db\"");
    if (other)
        diag_hint(&p->bag, d, "the rows of a query are written by to: `activities to %s \"%.*s\"`", other->name,
                  STR_ARG(text_cut(s->file, 60)));
    else
        diag_hint(&p->bag, d, "the rows of a query are written by to: `activities to csv \"activities.csv\"`");
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

/* A file that is there and is none of ours stays: the name may be that of somebody's own script. */
static status check_script(const char *path, const source *from, span where, diag_bag *bag)
{
    char head[sizeof DATABASE_SCRIPT_HEAD - 1];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return ST_OK;
    ssize_t n = read(file, head, sizeof head);
    close(file);
    if (n <= 0 || ((size_t)n == sizeof head && memcmp(head, DATABASE_SCRIPT_HEAD, sizeof head) == 0))
        return ST_OK;
    return diag_add(bag, E_DATABASE_OCCUPIED, from, where, "%s exists and is no script of cyq; it was left as it is", path) ? ST_IO
                                                                                                                            : ST_NO_MEMORY;
}

static status write_script(prepared *p, const dataset *data, const source *from, const ast_statement *s, arena *scratch,
                           const exec_control *control)
{
    const char *path = arena_str(scratch, s->file).p;
    file_out *out;
    TRY(path ? check_script(path, from, s->file_where, &p->bag) : ST_NO_MEMORY);
    TRY(file_out_open(path, &p->bag, from, s->file_where, &out));
    status done = database_write_script(data, file_out_write, out, scratch, control, &p->bag);
    status closed = file_out_close(out, done == ST_OK, &p->bag, from, s->file_where);
    return closed != ST_OK && (done == ST_OK || done == ST_IO) ? closed : done;
}

/* Told as a database's own failure would be, before anything is read for it. */
static status check_folder(prepared *p, const source *from, const ast_statement *s)
{
    str path = arena_str(&p->memory, s->file);
    str folder = path.p ? file_missing_folder(path.p) : (str){0};
    if (!path.p)
        return ST_NO_MEMORY;
    if (!folder.n)
        return ST_OK;
    diag_add(&p->bag, is_script(s->file) ? E_FILE_WRITE : E_DATABASE_WRITE, from, s->file_where,
             "%s cannot be written: there is no folder %.*s", path.p, STR_ARG(folder));
    return ST_IO;
}

status save_run(cyq_session *session, prepared *p, const source *from, const ast_statement *s)
{
    TRY(check_folder(p, from, s));
    limits_watch watch;
    arena scratch = {0};
    size_t said = p->bag.count;
    limits_start(&watch, &session->limits, &session->interrupted);
    const dataset *whole;
    status done = data_load_all(&session->source, p->data, &scratch, &watch.control, &p->bag, &whole);
    if (done == ST_OK)
        done = is_script(s->file) ? write_script(p, whole, from, s, &scratch, &watch.control)
                                  : database_write(whole, s->file, &scratch, &watch.control, &p->bag);
    place_diagnostics(&p->bag, said, from, s->file_where);
    arena_free(&scratch);
    return limits_explain(&watch, done, &p->bag, from, p->where);
}
