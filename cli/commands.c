/* cyq fmt and cyq check. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/gather.h"
#include "cli/output.h"
#include "cli/program.h"

/* ---- What both do with each file ---- */

/* Gives each file's text to `work`; the worst exit status. */
static int for_each_file(const options *o, int (*work)(void *data, const char *path, const char *text, size_t length), void *data)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < o->word_count; i++) {
        char *text;
        size_t length;
        if (!file_read(o->words[i], &text, &length)) {
            status = program_worse(status, EXIT_FILES);
            continue;
        }
        status = program_worse(status, work(data, o->words[i], text, length));
        free(text);
    }
    return output_finish(status);
}

static bool has_files(const options *o, const char *usage)
{
    bool scripts = true;
    if (!o->word_count)
        complain("which files? %s", usage);
    for (size_t i = 0; i < o->word_count; i++)
        scripts = !file_is_other(o->words[i], true) && scripts;
    return o->word_count > 0 && scripts;
}

/* ---- check ---- */

static int check_file(void *data, const char *path, const char *text, size_t length)
{
    program *p = data;
    cyq_status s = cyq_text_check(p->session, file_title(path), text, length, p->said);
    output_diagnostics(p->said, p->options);
    if (s == CYQ_NO_MEMORY)
        complain("out of memory");
    return program_status(s);
}

int command_check(const options *o)
{
    program p;
    if (!has_files(o, "cyq check FILE..."))
        return EXIT_USAGE;
    int status = program_open(&p, o);
    if (status == EXIT_DONE)
        status = for_each_file(o, check_file, &p);
    program_close(&p);
    return status;
}

/* ---- fmt ---- */

/* A formatted text on its way. */
typedef struct formatted {
    const options *options;
    cyq_diagnostics *said;
    gathered out;
} formatted;

/* What is done with the formatted text of a file. */
static int use_formatted(formatted *f, const char *path, bool same)
{
    if (f->options->compare) {
        if (!same)
            complain("%s is not formatted", file_title(path));
        return same ? EXIT_DONE : EXIT_WRONG;
    }
    if (!f->options->rewrite || strcmp(path, "-") == 0) {
        output_write(NULL, f->out.text, f->out.length);
        return EXIT_DONE;
    }
    if (same)
        return EXIT_DONE;
    cyq_status s = cyq_file_write(path, f->out.text, f->out.length, f->said);
    output_diagnostics(f->said, f->options);
    return program_status(s);
}

static int format_file(void *data, const char *path, const char *text, size_t length)
{
    formatted *f = data;
    f->out = (gathered){0};
    cyq_status s = cyq_text_format(file_title(path), text, length, f->said, gather, &f->out);
    output_diagnostics(f->said, f->options);
    int status = program_status(s);
    if (s == CYQ_IO || s == CYQ_NO_MEMORY) { /* gather refuses only without memory */
        complain("out of memory");
        status = EXIT_STOPPED;
    }
    if (s == CYQ_OK)
        status = use_formatted(f, path, f->out.length == length && (length == 0 || memcmp(f->out.text, text, length) == 0));
    free(f->out.text);
    return status;
}

int command_fmt(const options *o)
{
    formatted f = {.options = o};
    if (!has_files(o, "cyq fmt FILE..., or - for standard input"))
        return EXIT_USAGE;
    if (cyq_diagnostics_new(&f.said) != CYQ_OK) {
        complain("out of memory");
        return EXIT_STOPPED;
    }
    output_fit(f.said);
    int status = for_each_file(o, format_file, &f);
    cyq_diagnostics_free(f.said);
    return status;
}
