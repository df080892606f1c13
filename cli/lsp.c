/* cyq lsp: reads messages, keeps the order that the protocol wants, and hands each to the part that answers it. */
#include "cli/lsp.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/lsp_frame.h"
#include "cli/output.h"
#include "cli/program.h"

/* ---- Messages out ---- */

json_t *lsp_text(const char *text)
{
    json_t *made = json_string(text);
    return made ? made : json_string("");
}

static void send_result(const json_t *id, json_t *result)
{
    frames_send(json_pack("{s:s, s:O, s:o}", "jsonrpc", "2.0", "id", (json_t *)id, "result", result ? result : json_null()));
}

/* `id` NULL: of a message that has none that can be told. */
static void send_error(const json_t *id, int code, const char *message)
{
    frames_send(json_pack("{s:s, s:O, s:{s:i, s:o}}", "jsonrpc", "2.0", "id", id ? (json_t *)id : json_null(), "error", "code", code,
                          "message", lsp_text(message)));
}

/* ---- The beginning and the end ---- */

static bool has_text(const json_t *list, const char *text)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
    {
        if (json_is_string(item) && strcmp(json_string_value(item), text) == 0)
            return true;
    }
    return false;
}

static json_t *at(const json_t *from, const char *first, const char *second)
{
    return json_object_get(json_object_get(from, first), second);
}

static json_t *initialize(lsp *s, const json_t *params, lsp_error *error)
{
    if (s->started) {
        *error = (lsp_error){LSP_INVALID_REQUEST, "initialize comes once"};
        return NULL;
    }
    const json_t *can = json_object_get(params, "capabilities"), *texts = json_object_get(can, "textDocument");
    s->started = true;
    s->utf8 = has_text(at(can, "general", "positionEncodings"), "utf-8");
    s->markdown = has_text(at(texts, "hover", "contentFormat"), "markdown");
    s->related = json_is_true(at(texts, "publishDiagnostics", "relatedInformation"));
    s->hierarchical = json_is_true(at(texts, "documentSymbol", "hierarchicalDocumentSymbolSupport"));
    return json_pack("{s:{s:s, s:{s:b, s:i, s:b}, s:{s:[s,s,s,s,s]}, s:b, s:b, s:b, s:b}, s:{s:s, s:s}}", "capabilities",
                     "positionEncoding", s->utf8 ? "utf-8" : "utf-16", "textDocumentSync", "openClose", 1, "change", 2 /* by pieces */,
                     "save", 1, "completionProvider", "triggerCharacters", " ", ".", "$", "\"", "'", "hoverProvider", 1,
                     "documentFormattingProvider", 1, "documentSymbolProvider", 1, "definitionProvider", 1, "serverInfo", "name", "cyq",
                     "version", cyq_version());
}

static json_t *stop(lsp *s, const json_t *params, lsp_error *error)
{
    (void)params;
    (void)error;
    s->stopped = true;
    return NULL;
}

static json_t *leave(lsp *s, const json_t *params, lsp_error *error)
{
    (void)params;
    (void)error;
    s->left = true;
    return NULL;
}

/* ---- Texts ---- */

static document *find(const lsp *s, const char *uri)
{
    document *d = s->documents;
    while (d && strcmp(d->uri, uri) != 0)
        d = d->next;
    return d;
}

document *lsp_asked(const lsp *s, const json_t *params, size_t *offset, lsp_error *error)
{
    const char *uri = json_string_value(at(params, "textDocument", "uri"));
    document *d = uri ? find(s, uri) : NULL;
    if (d && (!offset || document_read_position(d, json_object_get(params, "position"), offset)))
        return d;
    *error = (lsp_error){LSP_INVALID_PARAMS, d ? "a position is wanted" : "there is no such text open"};
    return NULL;
}

static void forget(lsp *s, const document *gone)
{
    for (document **p = &s->documents; *p; p = &(*p)->next)
        if (*p == gone) {
            document *next = (*p)->next;
            document_free(*p);
            *p = next;
            return;
        }
}

static void take_version(document *d, const json_t *params)
{
    const json_t *version = at(params, "textDocument", "version");
    if (json_is_integer(version))
        d->version = json_integer_value(version);
}

static json_t *did_open(lsp *s, const json_t *params, lsp_error *error)
{
    const char *uri = json_string_value(at(params, "textDocument", "uri"));
    const json_t *text = at(params, "textDocument", "text");
    if (!uri || !json_is_string(text)) {
        error->code = LSP_INVALID_PARAMS;
        return NULL;
    }
    forget(s, find(s, uri));
    document *d = document_new(uri, json_string_value(text), json_string_length(text), s->utf8);
    if (!d) {
        complain("out of memory");
        return NULL;
    }
    take_version(d, params);
    d->next = s->documents;
    s->documents = d;
    return NULL;
}

/* A change without a range is the whole text. */
static bool change(document *d, const json_t *change)
{
    const json_t *text = json_object_get(change, "text"), *range = json_object_get(change, "range");
    size_t from = 0, to = d->length;
    if (!json_is_string(text))
        return false;
    if (json_is_object(range) && (!document_read_position(d, json_object_get(range, "start"), &from) ||
                                  !document_read_position(d, json_object_get(range, "end"), &to) || from > to))
        return false;
    return document_replace(d, from, to, json_string_value(text), json_string_length(text));
}

static json_t *did_change(lsp *s, const json_t *params, lsp_error *error)
{
    document *d = lsp_asked(s, params, NULL, error);
    size_t i;
    json_t *one;
    if (!d)
        return NULL;
    json_array_foreach(json_object_get(params, "contentChanges"), i, one)
    {
        if (!change(d, one)) { /* what follows counts on it */
            error->code = LSP_INVALID_PARAMS;
            return NULL;
        }
    }
    take_version(d, params);
    return NULL;
}

static json_t *did_close(lsp *s, const json_t *params, lsp_error *error)
{
    const document *d = lsp_asked(s, params, NULL, error);
    if (!d)
        return NULL;
    lsp_check_nothing(d);
    forget(s, d);
    return NULL;
}

/* What is saved may be a module or a table of any text that is open. */
static json_t *did_save(lsp *s, const json_t *params, lsp_error *error)
{
    (void)params;
    (void)error;
    for (document *d = s->documents; d; d = d->next)
        d->changed = true;
    return NULL;
}

/* ---- Dispatch ---- */

typedef struct method {
    const char *name;
    bool notification;
    lsp_answer answer;
} method;

static const method methods[] = {
    {"initialize", false, initialize},
    {"shutdown", false, stop},
    {"textDocument/completion", false, lsp_complete},
    {"textDocument/hover", false, lsp_hover},
    {"textDocument/formatting", false, lsp_format},
    {"textDocument/documentSymbol", false, lsp_symbols},
    {"textDocument/definition", false, lsp_definition},
    {"exit", true, leave},
    {"textDocument/didOpen", true, did_open},
    {"textDocument/didChange", true, did_change},
    {"textDocument/didSave", true, did_save},
    {"textDocument/didClose", true, did_close},
};

static const method *find_method(const char *name, bool notification)
{
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (methods[i].notification == notification && strcmp(methods[i].name, name) == 0)
            return &methods[i];
    return NULL;
}

static void answer(lsp *s, const json_t *id, const char *name, const json_t *params)
{
    lsp_error error = {0};
    const method *m = find_method(name, false);
    json_t *result = NULL;
    if (!s->started && !(m && m->answer == initialize))
        error = (lsp_error){LSP_NOT_INITIALIZED, "initialize comes first"};
    else if (s->stopped)
        error = (lsp_error){LSP_INVALID_REQUEST, "the server was shut down"};
    else if (!m)
        error = (lsp_error){LSP_METHOD_NOT_FOUND, "this server has no such method"};
    else
        result = m->answer(s, params, &error);
    if (error.code != 0)
        send_error(id, error.code, error.message);
    else
        send_result(id, result);
}

/* Those that are not known, or make no sense, are passed over: nobody waits for an answer. */
static void notice(lsp *s, const char *name, const json_t *params)
{
    lsp_error error = {0};
    const method *m = find_method(name, true);
    if (m && (m->answer == leave || (s->started && !s->stopped)))
        json_decref(m->answer(s, params, &error));
}

static void take_message(lsp *s, const json_t *message)
{
    const json_t *id = json_object_get(message, "id"), *params = json_object_get(message, "params");
    const char *name = json_string_value(json_object_get(message, "method"));
    bool reply = id && (json_object_get(message, "result") || json_object_get(message, "error"));
    if (!json_is_object(message) || (!name && !reply) || (id && !json_is_string(id) && !json_is_integer(id)))
        send_error(NULL, LSP_INVALID_REQUEST, "this is no request of JSON-RPC");
    else if (name && id)
        answer(s, id, name, params);
    else if (name)
        notice(s, name, params);
}

static void take_body(lsp *s, const char *body, size_t length)
{
    json_error_t wrong;
    json_t *message = json_loadb(body, length, JSON_ALLOW_NUL, &wrong);
    if (message)
        take_message(s, message);
    else
        send_error(NULL, LSP_PARSE_ERROR, wrong.text);
    json_decref(message);
}

/* ---- The loop ---- */

static bool has_changed(const lsp *s)
{
    for (const document *d = s->documents; d; d = d->next)
        if (d->changed)
            return true;
    return false;
}

/* Who types waits for completion, not for diagnostics: a text is checked when nothing else is to be done, and one that takes long to check (it loads a large
 * table) when nobody has typed for as long. */
static void serve(lsp *s)
{
    enum { PAUSE_MS = 25, LONG_MS = 200 };
    frames in = {0};
    while (!s->left && !output_is_over()) {
        const char *body, *why;
        size_t length;
        if (has_changed(s) && !frames_waiting(&in, s->check_ms > LONG_MS ? s->check_ms : PAUSE_MS)) {
            lsp_check_changed(s);
            continue;
        }
        switch (frames_next(&in, &body, &length, &why)) {
        case FRAME_MESSAGE:
            take_body(s, body, length);
            break;
        case FRAME_BROKEN:
            send_error(NULL, LSP_PARSE_ERROR, why);
            break;
        case FRAME_GONE:
            s->left = true;
        }
    }
    free(in.bytes);
}

int command_lsp(const options *o)
{
    program p;
    if (o->word_count > 0) {
        complain("cyq lsp takes no files: an editor gives it texts");
        return EXIT_USAGE;
    }
    if (isatty(STDIN_FILENO))
        complain("this speaks the language server protocol with an editor, which starts it (docs/editors.md)");
    int status = program_open(&p, o);
    if (status == EXIT_DONE) {
        lsp s = {.session = p.session, .files = !o->safe};
        serve(&s);
        while (s.documents)
            forget(&s, s.documents);
        status = s.stopped ? EXIT_DONE : EXIT_WRONG; /* as the protocol has it */
    }
    program_close(&p);
    return output_finish(status);
}
