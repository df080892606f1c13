/* cyq import: newsletters into a SQLite file. */
#include <stdlib.h>
#include <string.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/program.h"

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
    cyq_diagnostics *report = NULL;
    cyq_status s = cyq_diagnostics_new(&report);
    if (s == CYQ_OK)
        s = cyq_import(documents, o->word_count, program_date(o, date), o->output, report, output_write, NULL);
    output_diagnostics(report, o);
    if (s == CYQ_NO_MEMORY)
        complain("out of memory");
    cyq_diagnostics_free(report);
    return s == CYQ_IO && output_is_over() ? EXIT_DONE : program_status(s);
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
