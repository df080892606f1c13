/* What the ending of a file's name promises, and that nothing else is written there.
 *
 * A format is what `to` says, and the file's name is only a name as long as its ending says nothing: `to csv "out.txt"`, `to json "x.json.bak"`. An
 * ending that is another format's, or that of files which cyq does not write, would deceive whoever opens the file. */
#include "engine/to.h"

#include "lexer/lexer.h"

/* What such an ending is, and what cyq writes that serves as well. */
typedef struct foreign_ending {
    const char *ending, *what;
    const char *format; /* NULL: a picture */
    const char *then;   /* how it serves */
} foreign_ending;

static const foreign_ending FOREIGN[] = {
    {"pdf", "PDF", "html", ": a browser prints that to PDF"},
    {"docx", "files of Word", "html", ": Word opens that"},
    {"doc", "files of Word", "html", ": Word opens that"},
    {"rtf", "RTF", "html", ": Word and Writer open that"},
    {"odt", "files of Writer", "html", ": Writer opens that"},
    {"xlsx", "files of Excel", "csv", ": Excel opens that"},
    {"xls", "files of Excel", "csv", ": Excel opens that"},
    {"ods", "files of Calc", "csv", ": Calc opens that"},
    {"png", "PNG", NULL, ""},
    {"jpg", "JPEG", NULL, ""},
    {"jpeg", "JPEG", NULL, ""},
    {"gif", "GIF", NULL, ""},
};

/* What save writes, and no query. */
static const char *const DATABASES[] = {"db", "sqlite", "sqlite3", "sql"};

static const char *const PICTURES[] = {"chart bar", "timeline", "calendar"};

enum { FOREIGN_COUNT = sizeof FOREIGN / sizeof *FOREIGN, DATABASE_COUNT = sizeof DATABASES / sizeof *DATABASES };
enum { PICTURE_COUNT = sizeof PICTURES / sizeof *PICTURES };

/* ---- Endings ---- */

/* Behind the last dot of the name; empty where there is none, or nothing before it. */
static str ending_of(str file)
{
    size_t dot = file.n;
    while (dot && file.p[dot - 1] != '.' && file.p[dot - 1] != '/')
        dot--;
    bool ends = dot > 1 && file.p[dot - 1] == '.' && file.p[dot - 2] != '/';
    return ends ? (str){file.p + dot, file.n - dot} : (str){0};
}

static bool ends_with(str file, const char *ending)
{
    return str_equal_nocase(ending_of(file), str_of(ending));
}

static const foreign_ending *foreign_of(str file)
{
    for (size_t i = 0; i < FOREIGN_COUNT; i++)
        if (ends_with(file, FOREIGN[i].ending))
            return &FOREIGN[i];
    return NULL;
}

static bool is_database(str file)
{
    for (size_t i = 0; i < DATABASE_COUNT; i++)
        if (ends_with(file, DATABASES[i]))
            return true;
    return false;
}

const char *to_file_foreign(str file)
{
    const foreign_ending *foreign = foreign_of(file);
    return foreign ? foreign->what : is_database(file) ? "databases" : NULL;
}

const char *to_file_promise(str file)
{
    const export_format *format = export_format_for_file(file);
    const foreign_ending *foreign = foreign_of(file);
    if (format)
        return format->name;
    return foreign ? foreign->what : ends_with(file, "svg") ? "SVG" : NULL;
}

static bool draws(const export_choice *choice)
{
    for (size_t i = 0; i < PICTURE_COUNT; i++)
        if (str_starts(str_of(PICTURES[i]), str_of(choice->format->name)))
            return true;
    return false;
}

/* ---- What could be written instead ---- */

/* Ways to say it, each in backquotes. */
typedef struct ways {
    prepared *p;
    sbuf text;
    size_t count;
} ways;

/* `to FORMAT "…"`: the name with another ending, or, with NULL, as it is. */
static void add_way(ways *w, str format, const char *ending)
{
    str file = w->p->plan->file;
    size_t stem = file.n - (ending ? ending_of(file).n : 0);
    sbuf name = {0};
    sbuf_printf(&name, "%.*s%s", STR_ARG(((str){file.p, stem})), ending ? ending : "");
    sbuf_printf(&w->text, "%s`to %.*s ", w->count ? ", or " : "", STR_ARG(format));
    lexer_quote(&w->text, sbuf_str(&name));
    sbuf_char(&w->text, '`');
    w->text.failed |= name.failed;
    w->count++;
    sbuf_free(&name);
}

/* Pictures of the columns at hand. Where there is none, *lacking says what the first of them would need. */
static status add_pictures(ways *w, export_misfit *lacking)
{
    for (size_t i = 0; i < PICTURE_COUNT; i++) {
        export_choice choice;
        export_misfit why = {0};
        if (!export_choose(str_of(PICTURES[i]), &choice))
            continue;
        status s = to_fits_columns(w->p, &choice, &why);
        if (s == ST_OK)
            add_way(w, str_of(PICTURES[i]), "svg");
        else if (s != ST_ERROR)
            return s;
        else if (i == 0)
            *lacking = why;
    }
    return ST_OK;
}

/* The format that was named, in a file with an ending of its own. */
static void add_named(ways *w)
{
    const plan_query *q = w->p->plan;
    const export_format *f = export_format_find(q->format);
    const export_choice named = {f, 0};
    sbuf words = {0};
    sbuf_printf(&words, "%s", f->name);
    for (size_t i = 0; i < q->option_count; i++)
        sbuf_printf(&words, " %.*s", STR_ARG(q->options[i]));
    add_way(w, sbuf_str(&words), draws(&named) ? "svg" : f->extension);
    w->text.failed |= words.failed;
    sbuf_free(&words);
}

/* Closes the list as a hint; without a way, what a picture would have needed. */
static status hint(ways *w, diag *d, const char *then, const export_misfit *lacking)
{
    if (w->count)
        diag_hint(&w->p->bag, d, "write %.*s%s", STR_ARG(sbuf_str(&w->text)), then);
    else if (lacking->hint.n)
        diag_hint(&w->p->bag, d, "%.*s", STR_ARG(lacking->hint));
    bool failed = w->text.failed;
    sbuf_free(&w->text);
    return failed ? ST_NO_MEMORY : ST_ERROR;
}

/* ---- What is said ---- */

static diag *say(prepared *p, diag_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));
static diag *say(prepared *p, diag_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str message = arena_vprintf(&p->memory, format, args);
    va_end(args);
    return diag_add(&p->bag, code, p->plan->from, p->plan->to_where, "%.*s", STR_ARG(message));
}

static status hint_pictures(prepared *p, diag *d, bool named)
{
    ways w = {.p = p};
    export_misfit lacking = {0};
    TRY(add_pictures(&w, &lacking));
    if (named)
        add_named(&w);
    return hint(&w, d, "", &lacking);
}

static status refuse_database(prepared *p, diag_code code)
{
    sbuf file = {0};
    diag *d = say(p, code, "`to` writes no databases");
    lexer_quote(&file, p->plan->file);
    if (!file.failed)
        diag_hint(&p->bag, d, "save writes one, of all collections: `save %.*s`", STR_ARG(sbuf_str(&file)));
    bool failed = file.failed;
    sbuf_free(&file);
    return failed ? ST_NO_MEMORY : ST_ERROR;
}

/* An ending that tells a format, but none of ours. */
static status refuse_foreign(prepared *p, diag_code code, const foreign_ending *foreign)
{
    const export_format *named = export_format_find(p->plan->format);
    const export_format *instead = foreign->format ? export_format_find(str_of(foreign->format)) : NULL;
    diag *d = say(p, code, "cyq writes no %s", foreign->what);
    ways w = {.p = p};
    const export_misfit lacking = {0};
    if (!instead && !(named && draws(&(export_choice){named, 0})))
        return hint_pictures(p, d, named != NULL);
    if (!instead || instead == named)
        add_named(&w);
    else
        add_way(&w, str_of(instead->name), instead->extension);
    return hint(&w, d, foreign->then, &lacking);
}

/* ---- Without a format ---- */

static status refuse_unknown(prepared *p)
{
    const foreign_ending *foreign = foreign_of(p->plan->file);
    if (foreign)
        return refuse_foreign(p, E_FORMAT_ENDING, foreign);
    if (is_database(p->plan->file))
        return refuse_database(p, E_FORMAT_ENDING);
    diag *d = say(p, E_FORMAT_ENDING, "the file's name does not tell its format");
    if (ends_with(p->plan->file, "svg"))
        return hint_pictures(p, d, false);
    diag_hint(&p->bag, d, "say the format, `to csv \"…\"`, or end the name as in out.csv");
    return ST_ERROR;
}

status to_file_format(prepared *p, const export_format **out)
{
    *out = export_format_for_file(p->plan->file);
    return *out ? ST_OK : refuse_unknown(p);
}

/* ---- With a format ---- */

/* Is the ending that of another format? A text file may hold any of them. */
static const export_format *other_format(const prepared *p)
{
    const export_format *f = export_format_for_file(p->plan->file);
    return f == p->output.format || ends_with(p->plan->file, "txt") ? NULL : f;
}

/* The other format, if the rows can be written in it, or the one that was named. */
static status refuse_other(prepared *p, const export_format *other)
{
    const plan_query *q = p->plan;
    diag *d = say(p, E_FILE_PROMISE, "%s does not write .%s files", export_format_find(q->format)->name, other->extension);
    ways w = {.p = p};
    const export_misfit lacking = {0};
    if (!export_wants_events(other) || q->hidden_count)
        add_way(&w, str_of(other->name), NULL);
    add_named(&w);
    return hint(&w, d, "", &lacking);
}

status to_file_check(prepared *p)
{
    const foreign_ending *foreign = foreign_of(p->plan->file);
    const export_format *other = other_format(p);
    if (!p->plan->format.n)
        return ST_OK;
    if (foreign)
        return refuse_foreign(p, E_FILE_PROMISE, foreign);
    if (is_database(p->plan->file))
        return refuse_database(p, E_FILE_PROMISE);
    if (ends_with(p->plan->file, "svg") && !draws(&p->output))
        return hint_pictures(p, say(p, E_FILE_PROMISE, "%s does not write .svg files", p->output.format->name), true);
    return other ? refuse_other(p, other) : ST_OK;
}
