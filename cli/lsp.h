/* cyq lsp, inside: the language server's state, and the parts that answer. An editor writes JSON-RPC to standard input and reads standard output.
 *
 * One thread, one session: a message is answered before the next one is read. Nothing of a text is ever run; what is asked of the library is to check,
 * complete, describe and format it. */
#ifndef CYQ_CLI_LSP_H
#define CYQ_CLI_LSP_H

#include <jansson.h>

#include "cli/lsp_document.h"
#include "cyq.h"

typedef struct lsp {
    cyq_session *session;
    document *documents;
    bool utf8;         /* positions count bytes; otherwise UTF-16 units, as the protocol has it where nothing is agreed */
    bool markdown;     /* the editor shows it in hovers */
    bool related;      /* it shows further places of diagnostics */
    bool hierarchical; /* it takes symbols with two ranges */
    bool files;        /* names of files may be looked up */
    bool started, stopped, left;
    int check_ms; /* how long the last check took */
} lsp;

/* The codes that the protocol has for what is wrong with a request. */
enum {
    LSP_PARSE_ERROR = -32700,
    LSP_INVALID_REQUEST = -32600,
    LSP_METHOD_NOT_FOUND = -32601,
    LSP_INVALID_PARAMS = -32602,
    LSP_INTERNAL_ERROR = -32603,
    LSP_NOT_INITIALIZED = -32002
};

typedef struct lsp_error {
    int code; /* 0: none */
    const char *message;
} lsp_error;

/* Answers a request: its result, which the caller owns, NULL standing for null; or sets `error`. What a notification's gives is thrown away. */
typedef json_t *(*lsp_answer)(lsp *s, const json_t *params, lsp_error *error);

json_t *lsp_complete(lsp *s, const json_t *params, lsp_error *error);
json_t *lsp_hover(lsp *s, const json_t *params, lsp_error *error);
json_t *lsp_format(lsp *s, const json_t *params, lsp_error *error);
json_t *lsp_symbols(lsp *s, const json_t *params, lsp_error *error);
json_t *lsp_definition(lsp *s, const json_t *params, lsp_error *error);

/* Sends the diagnostics of all texts that changed since they were checked. */
void lsp_check_changed(lsp *s);
/* Sends that a text has none (any more). */
void lsp_check_nothing(const document *d);

/* What requests about a text name: the text itself, and the byte of a position in it, where `offset` is not NULL. NULL with `error` set. */
document *lsp_asked(const lsp *s, const json_t *params, size_t *offset, lsp_error *error);
/* A text as JSON; what is no UTF-8 becomes empty. */
json_t *lsp_text(const char *text);
/* The name that stands at byte `at` of a text, its bytes [*from, *to). */
bool lsp_word(const document *d, size_t at, size_t *from, size_t *to);
/* The definition of a name in the text, the last one before byte `at` or else the first; false if there is none. `name` is `length` bytes. */
bool lsp_defined(const cyq_outline *outline, const document *d, const char *name, size_t length, size_t at, cyq_outline_item *out);

#endif
