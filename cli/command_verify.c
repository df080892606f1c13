/* cyq verify: asks again what pages cite, and says of each figure whether it still holds. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/program.h"

/* Who wrote a page is not known: its queries may take no more than this, unless more is allowed. */
enum { VERIFY_TIMEOUT_MS = 60 * 1000 };
static const uint64_t VERIFY_MEMORY = (uint64_t)1 << 30;

/* Texts of a page, which may be long: nothing of them is cut. */
static void say(const char *before, const char *text)
{
    output_write(NULL, before, strlen(before));
    if (*text)
        output_write(NULL, text, strlen(text));
    output_write(NULL, "\n", 1);
}

static void say_place(const char *path, const cyq_citation *c)
{
    char line[32];
    int n = snprintf(line, sizeof line, ":%zu: ", c->line);
    output_shown(STDOUT_FILENO, path, strlen(path));
    output_write(NULL, line, (size_t)n);
}

static const char *rows_word(uint64_t rows)
{
    return rows == 1 ? "row" : "rows";
}

static int say_verified(const cyq_citation *c, const cyq_verification *now)
{
    bool same_data = strcmp(c->data, now->data) == 0;
    if (now->holds)
        output_print("holds: %" PRIu64 " %s\n", now->rows, rows_word(now->rows));
    else if (now->rows != c->rows)
        output_print("differs: %" PRIu64 " %s then, %" PRIu64 " now\n", c->rows, rows_word(c->rows), now->rows);
    else
        output_print("differs: %" PRIu64 " %s then and now, but not the same\n", c->rows, rows_word(c->rows));
    say("  ", c->query);
    if (same_data && now->holds)
        return EXIT_DONE;
    say("  data then: ", c->data);
    say("  data now:  ", now->data);
    return now->holds ? EXIT_DONE : EXIT_WRONG;
}

/* Asks one again, and says what came of it. */
static int verify_whole(program *p, const char *path, cyq_citations *all, size_t index, const cyq_citation *c)
{
    cyq_verification now = {.size = sizeof now};
    char *name = malloc(strlen(path) + 64);
    if (!name) {
        complain("out of memory");
        return EXIT_STOPPED;
    }
    sprintf(name, "citation in line %zu of %s", c->line, path);
    cyq_status s = cyq_citation_verify(p->session, all, index, name, p->said, &now);
    free(name);
    say_place(path, c);
    if (s == CYQ_OK)
        return say_verified(c, &now);
    output_print("%s\n", s == CYQ_ERROR ? "cannot be asked again" : "was not asked to its end");
    say("  ", c->query);
    output_diagnostics(p->said, p->options);
    if (s == CYQ_NO_MEMORY)
        complain("out of memory");
    return program_status(s);
}

static int verify_one(program *p, const char *path, cyq_citations *all, size_t index)
{
    cyq_citation c = {.size = sizeof c};
    cyq_citations_get(all, index, &c);
    if (c.state == CYQ_CITATION_WHOLE)
        return verify_whole(p, path, all, index, &c);
    say_place(path, &c);
    output_print("%s\n", c.state == CYQ_CITATION_FOREIGN ? "a citation of a form that this version of cyq does not know"
                                                         : "damaged: this is not the citation that was written");
    return EXIT_WRONG;
}

/* The next one, and whether there may be others: a Ctrl-C that comes between two stops no query, and what was to be said then was not. */
static int verify_next(program *p, const char *path, cyq_citations *all, size_t index)
{
    int status = verify_one(p, path, all, index);
    if (!output_is_stopped() || status == EXIT_STOPPED)
        return status;
    complain("stopped: interrupted");
    return EXIT_STOPPED;
}

static int verify_text(program *p, const char *path, const char *text, size_t length)
{
    cyq_citations *all;
    int status = EXIT_DONE;
    cyq_status s = cyq_citations_read(text, length, &all);
    if (s != CYQ_OK) {
        complain("out of memory");
        return EXIT_STOPPED;
    }
    if (!cyq_citations_count(all)) {
        complain("%s cites nothing: `to markdown citable` and its like write what can be verified", path);
        status = EXIT_WRONG;
    }
    for (size_t i = 0; i < cyq_citations_count(all) && status != EXIT_STOPPED; i++)
        status = program_worse(status, verify_next(p, path, all, i));
    cyq_citations_free(all);
    return status;
}

/* While the file is read, a signal ends the program as it ends any other: it may be standard input, which need not come to an end. */
static int verify_file(program *p, const char *path)
{
    char *text;
    size_t length;
    listening before;
    if (!file_read(path, &text, &length))
        return EXIT_FILES;
    program_listen(p, &before);
    int status = verify_text(p, file_title(path), text, length);
    program_listen_no_more(&before);
    free(text);
    return status;
}

static int verify_files(program *p, const options *o)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < o->word_count && status != EXIT_STOPPED; i++)
        status = program_worse(status, verify_file(p, o->words[i]));
    return status;
}

int command_verify(const options *o)
{
    program p;
    options safe = *o;
    if (!o->word_count) {
        complain("which files? cyq verify FILE...");
        return EXIT_USAGE;
    }
    safe.safe = true;
    safe.timeout_ms = o->timeout_ms ? o->timeout_ms : VERIFY_TIMEOUT_MS;
    safe.max_memory = o->max_memory ? o->max_memory : VERIFY_MEMORY;
    int status = program_open(&p, &safe);
    if (status == EXIT_DONE)
        status = verify_files(&p, &safe);
    program_close(&p);
    return output_finish(status);
}
