/* cyq_import: documents to a database, beside what it has already, with the report handed to the host. */
#include "engine/to.h"
#include "import/carry.h"
#include "import/database.h"
#include "import/import.h"

/* What one import works with. */
typedef struct importing {
    arena memory, scratch;
    diag_bag report;
    database_stamp was;
    const dataset *before; /* what the database has; NULL: there is none */
    const dataset *data;
    import_summary summary;
    limits bounds;
    atomic_bool never; /* interrupted: `summary` is where a host stops */
    limits_watch watch;
} importing;

/* As with save. */
static status check_name(importing *im, str path)
{
    const char *promise = to_file_promise(path);
    if (!promise)
        return ST_OK;
    diag *d = diag_add(&im->report, E_SAVE_FORMAT, NULL, (span){0}, "import writes a database, not %s", promise);
    diag_hint(&im->report, d, "give it a name such as programme.db");
    return ST_ERROR;
}

/* What is in the file already grows; it is read whole, so that it may be replaced. */
static status read_before(importing *im, str path)
{
    if (!database_look(path, &im->scratch, &im->was))
        return ST_NO_MEMORY;
    if (!im->was.ours)
        return ST_OK;
    return database_read(&im->memory, &im->scratch, path, NULL, &im->report, &im->before);
}

static status read_documents(importing *im, const cyq_document *documents, size_t count, day imported)
{
    const import_reference *reference;
    import_options options = {.imported = imported, .before = im->before, .control = &im->watch.control};
    import_input *inputs = ARENA_ARRAY(&im->scratch, count, import_input);
    if (!inputs)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        inputs[i] = (import_input){str_of(documents[i].name), {documents[i].text, documents[i].length}};
    TRY(import_reference_read(&im->memory, &reference));
    TRY(import_documents(&im->memory, &im->scratch, inputs, count, reference, &options, &im->report, &im->data, &im->summary));
    return im->before ? carry_collections(&im->memory, &im->scratch, im->before, im->data, &im->report, &im->data) : ST_OK;
}

static status tell_summary(const importing *im, cyq_write_function summary, void *user)
{
    sbuf text = {0};
    import_print_summary(&text, &im->summary);
    status s = text.failed ? ST_NO_MEMORY : host_sink_write(&(host_sink){summary, user}, sbuf_str(&text));
    sbuf_free(&text);
    return s;
}

static bool usable(const cyq_document *documents, size_t count)
{
    bool good = documents && count;
    for (size_t i = 0; good && i < count; i++)
        good = documents[i].name && (documents[i].text || !documents[i].length);
    return good;
}

cyq_status cyq_import_with(const cyq_document *documents, size_t count, const cyq_import_config *config, cyq_diagnostics *report)
{
    cyq_import_config how;
    importing im = {0};
    day when = 0;
    if (!usable(documents, count) || !config || !host_struct(&how, sizeof how, config) || !how.database)
        return CYQ_MISUSE;
    im.report.memory = &im.memory;
    im.bounds = (limits){.progress = how.progress, .progress_user = how.progress_user};
    limits_start(&im.watch, &im.bounds, &im.never);
    bool misused = how.imported && day_read("the date of the import", how.imported, &im.report, &when) != ST_OK;
    status s = misused ? ST_ERROR : check_name(&im, str_of(how.database));
    if (s == ST_OK)
        s = read_before(&im, str_of(how.database));
    if (s == ST_OK)
        s = read_documents(&im, documents, count, when);
    if (s == ST_OK && how.summary)
        s = tell_summary(&im, how.summary, how.user);
    if (s == ST_OK)
        s = database_write_over(im.data, str_of(how.database), &im.was, &im.scratch, &im.watch.control, &im.report);
    s = diagnostics_take(report, &im.report, s);
    arena_free(&im.scratch);
    arena_free(&im.memory);
    return misused ? CYQ_MISUSE : status_shown(s);
}

cyq_status cyq_import(const cyq_document *documents, size_t count, const char *imported, const char *database, cyq_diagnostics *report,
                      cyq_write_function summary, void *user)
{
    cyq_import_config how = {.size = sizeof how, .imported = imported, .database = database, .summary = summary, .user = user};
    return cyq_import_with(documents, count, &how, report);
}
