/* cyq import: newsletters into a SQLite file. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/program.h"
#include "cli/signals.h"

/* ---- Ctrl-C ---- */

/* The moment to stop is before the file is written: writing takes little time, and half done would leave a file behind. */
static volatile sig_atomic_t interrupted;

static void on_stop(void)
{
    interrupted = 1;
}

/* ---- The report ---- */

enum { SUMMARY_MAX = 4096 };

typedef struct summary {
    char text[SUMMARY_MAX];
    size_t length;
} summary;

/* Keeps the counts for the end; refuses, which stops the import, after a Ctrl-C. */
static int keep_summary(void *user, const char *bytes, size_t length)
{
    summary *s = user;
    size_t room = sizeof s->text - s->length;
    if (interrupted)
        return 1;
    memcpy(s->text + s->length, bytes, length < room ? length : room);
    s->length += length < room ? length : room;
    return 0;
}

static void tell_shown(const char *before, const char *text, const char *behind)
{
    fputs(before, stderr);
    output_shown(STDERR_FILENO, text, strlen(text));
    fputs(behind, stderr);
}

/* One line for a finding, below the name of its document. */
static void tell_briefly(const cyq_diagnostic *d, const char **source)
{
    static const char *const words[] = {[CYQ_SEVERITY_ERROR] = "error", [CYQ_SEVERITY_WARNING] = "warning", [CYQ_SEVERITY_NOTE] = "note"};
    if (!*source || strcmp(*source, d->source) != 0)
        tell_shown("", d->source, ":\n");
    *source = d->source;
    fprintf(stderr, "  line %zu: %s[%s]: ", d->line, words[d->severity], d->code);
    tell_shown("", d->message, "\n");
}

/* All findings, each with its line. What is about no line, and errors, are told as ever. */
static bool tell_findings(const cyq_diagnostics *report)
{
    const char *source = NULL;
    cyq_diagnostic d = {.size = sizeof d};
    for (size_t i = 0; cyq_diagnostics_get(report, i, &d) == CYQ_OK; i++)
        if (d.severity == CYQ_SEVERITY_ERROR || !d.line)
            fputs(cyq_diagnostics_text(report, i, false), stderr);
        else
            tell_briefly(&d, &source);
    return source != NULL;
}

static bool has_code(const cyq_diagnostics *report, const char *code)
{
    cyq_diagnostic d = {.size = sizeof d};
    for (size_t i = 0; cyq_diagnostics_get(report, i, &d) == CYQ_OK; i++)
        if (strcmp(d.code, code) == 0)
            return true;
    return false;
}

/* Where to read on. */
static void tell_more(const options *o, bool briefly, bool contradictory)
{
    if (briefly)
        fputs("\nThe findings with their lines of the document: cyq import --verbose\n", stderr);
    if (contradictory) {
        fprintf(stderr, "%sWhat is said in several ways stands side by side in claims:\n", briefly ? "" : "\n");
        tell_shown("  cyq --db ", o->output, " 'claims group by about, field show count distinct(normal) as figures where figures > 1'\n");
    }
}

/* Findings, then the summary apart from them, then how to learn more. */
static void tell(const options *o, cyq_diagnostics *report, const summary *counts, bool done)
{
    bool any = cyq_diagnostics_count(report) > 0, contradictory = has_code(report, "W0702"), brief = false;
    if (o->verbose)
        output_diagnostics(report, o);
    else
        brief = tell_findings(report);
    if (!done)
        return;
    if (any)
        fputc('\n', stderr);
    fflush(stderr);
    if (counts->length)
        output_write(NULL, counts->text, counts->length);
    tell_more(o, brief, contradictory);
}

/* ---- The command ---- */

static void free_documents(cyq_document *documents, char **texts, size_t count)
{
    for (size_t i = 0; texts && i < count; i++)
        free(texts[i]);
    free(texts);
    free(documents);
}

/* Reads all files before anything else is done; an exit status. */
static int read_documents(const options *o, cyq_document *documents, char **texts)
{
    for (size_t i = 0; i < o->word_count; i++) {
        if (!file_read(o->words[i], &texts[i], &documents[i].length))
            return EXIT_FILES;
        documents[i].name = file_title(o->words[i]);
        documents[i].text = texts[i];
    }
    return EXIT_DONE;
}

static int import(const options *o, const cyq_document *documents)
{
    char date[DATE_SIZE];
    summary counts = {.length = 0};
    listening before;
    cyq_diagnostics *report = NULL;
    cyq_status s = cyq_diagnostics_new(&report);
    output_fit(report);
    signals_listen(&before, on_stop);
    cyq_import_config how = {
        .size = sizeof how,
        .imported = program_date(o, date),
        .database = o->output,
        .summary = keep_summary,
        .user = &counts,
        .progress = progress_show,
    };
    progress_begin();
    if (s == CYQ_OK)
        s = cyq_import_with(documents, o->word_count, &how, report);
    progress_clear();
    signals_leave_off(&before);
    bool stopped = interrupted && s == CYQ_IO && cyq_diagnostics_error_count(report) == 0;
    tell(o, report, &counts, s == CYQ_OK);
    if (stopped)
        complain("stopped: interrupted; %s is as it was", o->output);
    if (s == CYQ_NO_MEMORY)
        complain("out of memory");
    cyq_diagnostics_free(report);
    return stopped ? EXIT_STOPPED : program_status(s);
}

int command_import(const options *o)
{
    static const char usage[] = "cyq import FILE... -o DB";
    if (!o->word_count || !o->output) {
        complain("%s %s", o->word_count ? "which database is to be written?" : "which files?", usage);
        return EXIT_USAGE;
    }
    cyq_document *documents = calloc(o->word_count, sizeof *documents);
    char **texts = calloc(o->word_count, sizeof *texts);
    int status = documents && texts ? read_documents(o, documents, texts) : EXIT_STOPPED;
    if (status == EXIT_DONE)
        status = import(o, documents);
    free_documents(documents, texts, o->word_count);
    return output_finish(status);
}
