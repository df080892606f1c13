/* Where a module's text is: the standard library, the folder of the text that uses it, the folders of the search path. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "engine/modules.h"
#include "stdlib/functions.h"

/* One search. */
typedef struct search {
    const unit *user;
    const ast_statement *statement;
    const preparing *in;
    arena *memory;
    diag_bag *bag;
    sbuf looked; /* the places where it was not: "a.cyq, lib/a.cyq" */
    size_t places;
} search;

static span place(const search *s)
{
    return s->statement->has_name ? s->statement->name.where : s->statement->file_where;
}

/* ---- Files ---- */

static status refuse(const search *s, str path, const char *reason)
{
    diag_add(s->bag, E_MODULE_READ, s->user->from, place(s), "%.*s cannot be read: %s", STR_ARG(path), reason);
    return ST_IO;
}

static status identify(const search *s, str path, module_found *out)
{
    char *real = realpath(path.p, NULL);
    if (!real)
        return errno == ENOMEM ? ST_NO_MEMORY : refuse(s, path, "it has gone");
    out->identity = arena_str(s->memory, str_of(real));
    out->shown = path;
    free(real);
    return s->memory->failed ? ST_NO_MEMORY : ST_OK;
}

static status note_absent(search *s, str path)
{
    sbuf_printf(&s->looked, "%s%.*s", s->places++ ? ", " : "", STR_ARG(path));
    return s->looked.failed ? ST_NO_MEMORY : ST_OK;
}

/* ST_OK also where there is no such file, with out->identity empty. */
static status try_file(search *s, str path, module_found *out)
{
    if (s->memory->failed || memchr(path.p, 0, path.n))
        return s->memory->failed ? ST_NO_MEMORY : ST_OK;
    file_content file;
    status done = file_read_whole(
        &(file_request){.path = path.p, .most = SOURCE_MAX, .too_long = "it is longer than the 64 MB that are read"}, &file);
    out->bytes = file.bytes;
    out->text = (str){file.bytes, file.n};
    if (file.absent)
        return note_absent(s, path);
    return done == ST_OK ? identify(s, path, out) : done == ST_IO ? refuse(s, path, file.reason) : done;
}

/* ---- Folders ---- */

/* The folder of a text by its name, with the slash; empty for the current one. */
static str folder_of(str name)
{
    while (name.n && name.p[name.n - 1] != '/')
        name.n--;
    return name;
}

static str without_dot(str file)
{
    return str_starts(file, STR("./")) ? (str){file.p + 2, file.n - 2} : file;
}

static status try_in(search *s, str folder, str file, module_found *out)
{
    bool slash = folder.n && folder.p[folder.n - 1] != '/';
    return try_file(s, arena_printf(s->memory, "%.*s%s%.*s", STR_ARG(folder), slash ? "/" : "", STR_ARG(without_dot(file))), out);
}

/* The folders of the search path, one after the other. */
static status try_path(search *s, str file, module_found *out)
{
    str path = s->in->module_path;
    status done = ST_OK;
    for (size_t begin = 0, end; begin < path.n && done == ST_OK && !out->identity.n; begin = end + 1) {
        for (end = begin; end < path.n && path.p[end] != ':';)
            end++;
        if (end > begin)
            done = try_in(s, (str){path.p + begin, end - begin}, file, out);
    }
    return done;
}

static status try_files(search *s, str file, module_found *out)
{
    bool absolute = str_starts(file, STR("/")), relative = str_starts(file, STR("./")) || str_starts(file, STR("../"));
    if (absolute)
        return try_file(s, arena_str(s->memory, file), out);
    TRY(try_in(s, folder_of(s->user->from->name), file, out));
    return relative || out->identity.n ? ST_OK : try_path(s, file, out);
}

/* ---- What is told ---- */

/* The module of the standard library that was probably meant. */
static bool hint_nearest(const search *s, diag *d)
{
    str names[64];
    size_t count = 0;
    for (const char *name; count < 64 && (name = stdlib_module_name(count)); count++)
        names[count] = str_of(name);
    int64_t near = text_nearest(s->statement->has_name ? s->statement->name.text : s->statement->file, names, count);
    if (near >= 0)
        diag_hint(s->bag, d, "did you mean `use %.*s`?", STR_ARG(names[near]));
    return near >= 0;
}

/* True if it is clear what was meant. */
static bool hint_standard(const search *s, diag *d)
{
    bool quoted = !s->statement->has_name;
    if (!quoted || !stdlib_module(s->statement->file))
        return hint_nearest(s, d);
    diag_hint(s->bag, d, "a module of the standard library has no quotes: `use %.*s`", STR_ARG(s->statement->file));
    return true;
}

static status forbid(const search *s)
{
    diag *d = diag_add(s->bag, E_FILES_FORBIDDEN, s->user->from, s->statement->where, "statements may not read files here");
    if (!hint_standard(s, d))
        diag_hint(s->bag, d, "the modules of the standard library can be used: `show modules` lists them");
    return ST_ERROR;
}

static status tell_missing(search *s)
{
    const ast_statement *u = s->statement;
    str shown = u->has_name ? u->name.text : u->file;
    diag *d = diag_add(s->bag, E_NO_MODULE, s->user->from, place(s), "there is no module \"%.*s\"", STR_ARG(text_cut(shown, 200)));
    if (!hint_standard(s, d) && u->has_name)
        diag_hint(s->bag, d, "`show modules` lists those of the standard library");
    if (s->looked.n)
        diag_hint(s->bag, d, "looked for as %.*s", STR_ARG(sbuf_str(&s->looked)));
    if (!s->in->module_path.n && (u->has_name || u->file.p[0] != '/'))
        diag_hint(s->bag, d, "further folders are named by --module-path or CYQ_PATH");
    return s->bag->memory->failed ? ST_NO_MEMORY : ST_ERROR;
}

/* ---- All of it ---- */

static bool find_standard(const ast_statement *u, module_found *out)
{
    const char *text = u->has_name ? stdlib_module(u->name.text) : NULL;
    if (!text)
        return false;
    *out = (module_found){.identity = u->name.text, .shown = u->name.text, .standard = true, .text = str_of(text)};
    return true;
}

static status find_file(search *s, module_found *out)
{
    const ast_statement *u = s->statement;
    str file = u->has_name ? arena_printf(s->memory, "%.*s.cyq", STR_ARG(u->name.text)) : u->file;
    TRY(try_files(s, file, out));
    return out->identity.n ? ST_OK : tell_missing(s);
}

status module_find(const unit *user, const ast_statement *statement, const preparing *in, arena *memory, diag_bag *bag, module_found *out)
{
    search s = {.user = user, .statement = statement, .in = in, .memory = memory, .bag = bag};
    *out = (module_found){0};
    if (find_standard(statement, out))
        return ST_OK;
    if (in->files_forbidden)
        return forbid(&s);
    status found = find_file(&s, out);
    sbuf_free(&s.looked);
    return found;
}
