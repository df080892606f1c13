/* Diagnostics: a text is checked as `cyq check` does, and what is said of it goes to the editor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/lsp.h"
#include "cli/lsp_frame.h"
#include "cli/output.h"

/* ---- Texts ---- */

/* As people read it, but for what the editor shows itself: where it is when that is another text, what is wrong, what could stand there, ways to write it, each on its
 * line. NULL without memory. */
static char *message_of(const cyq_diagnostic *d, bool elsewhere)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    if (elsewhere)
        fprintf(out, "%s, line %zu: ", d->source, d->line);
    fputs(d->message, out);
    if (*d->expected)
        fprintf(out, "\nexpected %s", d->expected);
    for (size_t i = 0; i < d->hint_count; i++)
        fprintf(out, "\nhint: %s", d->hints[i]);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

/* ---- Places ---- */

static json_t *range_of(const document *d, size_t line, size_t column, size_t length)
{
    return document_range(d, document_byte(d, line, column), document_byte(d, line, column + length));
}

/* Of what is wrong in a module: the `use` by which it came, or else the begin of the text. */
static json_t *range_of_use(const document *d, const char *source)
{
    cyq_outline *outline;
    cyq_outline_item item = {.size = sizeof item};
    json_t *range = NULL;
    if (cyq_outline_read(d->text, d->length, &outline) != CYQ_OK)
        return document_range(d, 0, 0);
    for (size_t i = 0; !range && cyq_outline_get(outline, i, &item) == CYQ_OK; i++) {
        const char *name = strncmp(item.name, "./", 2) == 0 ? item.name + 2 : item.name;
        if (item.kind == CYQ_OUTLINE_MODULE && *name && strstr(source, name))
            range = document_place(d, item.name_place);
    }
    cyq_outline_free(outline);
    return range ? range : document_range(d, 0, 0);
}

/* ---- One diagnostic ---- */

static json_t *related(const document *d, const cyq_diagnostics *said, size_t index)
{
    json_t *all = json_array();
    cyq_label label = {.size = sizeof label};
    for (size_t i = 0; cyq_diagnostics_label(said, index, i, &label) == CYQ_OK; i++)
        json_array_append_new(all, json_pack("{s:{s:s, s:o}, s:o}", "location", "uri", d->uri, "range",
                                             range_of(d, label.line, label.column, label.length), "message", lsp_text(label.text)));
    return all;
}

static json_t *diagnostic(const lsp *s, const document *d, const cyq_diagnostics *said, size_t index)
{
    static const int severities[] = {[CYQ_SEVERITY_ERROR] = 1, [CYQ_SEVERITY_WARNING] = 2, [CYQ_SEVERITY_NOTE] = 3};
    cyq_diagnostic shown = {.size = sizeof shown};
    cyq_diagnostics_get(said, index, &shown);
    bool elsewhere = *shown.source && strcmp(shown.source, d->name) != 0;
    char *message = message_of(&shown, elsewhere);
    json_t *range = elsewhere ? range_of_use(d, shown.source) : range_of(d, shown.line, shown.column, shown.length);
    json_t *made = json_pack("{s:o, s:i, s:s, s:s, s:o}", "range", range, "severity", severities[shown.severity], "code", shown.code,
                             "source", "cyq", "message", lsp_text(message ? message : shown.message));
    json_t *places = s->related && !elsewhere ? related(d, said, index) : NULL;
    if (json_array_size(places) > 0)
        json_object_set(made, "relatedInformation", places);
    json_decref(places);
    free(message);
    return made;
}

/* ---- All of them ---- */

/* `list` becomes the message's. */
static void publish(const document *d, json_t *list)
{
    frames_send(json_pack("{s:s, s:s, s:{s:s, s:I, s:o}}", "jsonrpc", "2.0", "method", "textDocument/publishDiagnostics", "params", "uri",
                          d->uri, "version", d->version, "diagnostics", list));
}

void lsp_check_nothing(const document *d)
{
    publish(d, json_array());
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void check(lsp *s, document *d)
{
    enum { LONGEST_MS = 10000 };
    cyq_diagnostics *said;
    int64_t begun = now_ms();
    d->changed = false;
    if (cyq_diagnostics_new(&said) != CYQ_OK) {
        complain("out of memory");
        return;
    }
    if (cyq_text_check(s->session, d->name, d->text, d->length, said) == CYQ_NO_MEMORY)
        complain("out of memory");
    json_t *list = json_array();
    for (size_t i = 0; i < cyq_diagnostics_count(said); i++)
        json_array_append_new(list, diagnostic(s, d, said, i));
    cyq_diagnostics_free(said);
    publish(d, list);
    int64_t took = now_ms() - begun;
    s->check_ms = took < LONGEST_MS ? (int)took : LONGEST_MS;
}

void lsp_check_changed(lsp *s)
{
    for (document *d = s->documents; d; d = d->next)
        if (d->changed)
            check(s, d);
}
