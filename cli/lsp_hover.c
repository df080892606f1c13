/* Hover: what the name under the cursor is. Three may know: completion, what can stand there (a column with its type, a value with its rows), the text itself, what it
 * defines, and `describe`, which knows the words and functions of the language. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/lsp.h"

/* One hover under way. */
typedef struct hover {
    lsp *s;
    const document *d;
    size_t from, to; /* of the name, which completion may find to be longer: sort by */
    FILE *out;
    size_t parts;
} hover;

/* ---- As Markdown, or plain ---- */

static void part(hover *h)
{
    if (h->parts++ > 0)
        fputs("\n\n", h->out);
}

/* Pieces of code in backquotes stay; all else is prose of anyone, which makes no links, pictures or tags. */
static void write_prose(hover *h, const char *text)
{
    const char *code = NULL; /* the backquote that ends the piece */
    part(h);
    for (; *text; text++) {
        if (h->s->markdown && *text == '`' && !code)
            code = strchr(text + 1, '`');
        else if (text == code)
            code = NULL;
        else if (h->s->markdown && !code && strchr("\\*_<>[]#&!`|~", *text))
            fputc('\\', h->out);
        fputc(*text, h->out);
    }
}

/* A text that has a fence itself is written with a longer one. */
static void write_code(hover *h, const char *text, size_t length)
{
    size_t longest = 2, run = 0;
    for (size_t i = 0; i < length; i++) {
        run = text[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    int fence = h->s->markdown ? (int)(longest < 80 ? longest + 1 : 81) : 0;
    static const char marks[] = "`````````````````````````````````````````````````````````````````````````````````";
    part(h);
    fprintf(h->out, "%.*s%s%.*s%s%.*s", fence, marks, fence ? "cyq\n" : "", (int)length, text, fence ? "\n" : "", fence, marks);
}

static void write_code_text(hover *h, const char *text)
{
    write_code(h, text, strlen(text));
}

/* ---- What completion knows ---- */

static const char *noun_of(cyq_completion_kind kind)
{
    static const char *const nouns[] = {[CYQ_COMPLETION_COLLECTION] = "collection", [CYQ_COMPLETION_QUERY] = "query",
                                        [CYQ_COMPLETION_FIELD] = "field",           [CYQ_COMPLETION_VALUE] = "value",
                                        [CYQ_COMPLETION_FUNCTION] = "function",     [CYQ_COMPLETION_VARIABLE] = "variable",
                                        [CYQ_COMPLETION_FORMAT] = "format",         [CYQ_COMPLETION_OPTION] = "option",
                                        [CYQ_COMPLETION_MODULE] = "module",         [CYQ_COMPLETION_TYPE] = "type",
                                        [CYQ_COMPLETION_CODE] = "message"};
    return kind < sizeof nouns / sizeof *nouns && nouns[kind] ? nouns[kind] : "word of the language";
}

/* Its name in the text, without the bracket of a function. */
static size_t name_length(const cyq_completion *c)
{
    size_t length = strlen(c->text);
    if (c->kind == CYQ_COMPLETION_FUNCTION)
        length = strcspn(c->text, "(");
    return length;
}

/* Is it what stands in the text? Of several the longest. */
static bool find_candidate(hover *h, const cyq_completions *all, cyq_completion *out)
{
    cyq_completion c = {.size = sizeof c};
    size_t longest = 0;
    for (size_t i = 0; cyq_completions_get(all, i, &c) == CYQ_OK; i++) {
        size_t length = name_length(&c);
        bool there = c.from <= h->from && c.from + length >= h->to && c.from + length <= h->d->length;
        if (!there || length <= longest || strncasecmp(h->d->text + c.from, c.text, length) != 0)
            continue;
        longest = length;
        *out = c;
    }
    if (longest > 0) {
        h->from = out->from;
        h->to = out->from + longest;
    }
    return longest > 0;
}

/* `name: what, more`. Names and values may be of any length, and what is cut in the middle of a character could not be sent. */
static void write_line(hover *h, const char *name, size_t length, const char *what, const char *more)
{
    size_t size = length + strlen(what) + strlen(more) + sizeof ": , ";
    char *line = malloc(size);
    if (!line)
        return;
    snprintf(line, size, "%.*s: %s%s%s", (int)length, name, what, *more ? ", " : "", more);
    write_code_text(h, line);
    free(line);
}

static void write_collection(hover *h, const cyq_completion *c)
{
    cyq_collection found = {.size = sizeof found};
    for (size_t i = 0; cyq_session_collection(h->s->session, i, &found) == CYQ_OK; i++)
        if (strcasecmp(found.name, c->text) == 0) {
            char rows[48];
            snprintf(rows, sizeof rows, "collection, %zu rows", found.rows);
            write_line(h, found.name, strlen(found.name), rows, "");
            write_prose(h, found.help);
            return;
        }
    write_code_text(h, c->text);
}

static void write_head(hover *h, const cyq_completion *c)
{
    write_line(h, c->text, name_length(c), noun_of(c->kind), c->kind == CYQ_COMPLETION_VALUE ? c->help : c->form);
}

static void write_candidate(hover *h, const cyq_completion *c)
{
    if (c->kind == CYQ_COMPLETION_COLLECTION) {
        write_collection(h, c);
        return;
    }
    write_head(h, c);
    if (*c->help && c->kind != CYQ_COMPLETION_VALUE)
        write_prose(h, c->help);
}

/* ---- What the text says ---- */

/* `known` is what completion says of it, or NULL: its type. False where the text does not define it. */
static bool write_definition(hover *h, const cyq_completion *known)
{
    enum { SHOWN = 600 };
    cyq_outline *outline;
    cyq_outline_item item;
    size_t quote = h->d->text[h->from] == '`' && h->to - h->from > 2;
    if (cyq_outline_read(h->d->text, h->d->length, &outline) != CYQ_OK)
        return false;
    bool defined = lsp_defined(outline, h->d, h->d->text + h->from + quote, h->to - h->from - 2 * quote, h->from, &item);
    if (defined) {
        size_t begin = document_byte(h->d, item.place.line, item.place.column);
        size_t end = document_byte(h->d, item.place.end_line, item.place.end_column);
        if (known && *known->form)
            write_head(h, known);
        if (end - begin <= SHOWN)
            write_code(h, h->d->text + begin, end - begin);
        if (*item.help)
            write_prose(h, item.help);
    }
    cyq_outline_free(outline);
    return defined;
}

/* ---- What `describe` says ---- */

static cyq_result *describe(const hover *h, const char *name, size_t length)
{
    char statement[200];
    cyq_script *script;
    cyq_result *result = NULL;
    bool sign = strcspn(name, "=!<>~&?+-*/.:") == 0;
    int n = snprintf(statement, sizeof statement, "describe %s%.*s%s", sign ? "\"" : "", (int)length, name, sign ? "\"" : "");
    if (n < 0 || (size_t)n >= sizeof statement || cyq_script_open(h->s->session, "describe", statement, (size_t)n, NULL, &script) != CYQ_OK)
        return NULL;
    if (cyq_script_next(script, NULL, &result) != CYQ_RESULT)
        result = NULL;
    cyq_script_close(script);
    return result;
}

static const char *cell(cyq_result *r, size_t row, const char *column)
{
    const char *text = "";
    for (size_t i = 0; i < cyq_result_column_count(r); i++)
        if (strcmp(cyq_result_column_name(r, i), column) == 0)
            cyq_result_text(r, row, i, &text, NULL);
    return text;
}

/* Each form and what it does; of a module what it is, not all that it defines. */
static void write_described(hover *h, cyq_result *r)
{
    enum { FORMS = 6 };
    for (size_t i = 0; i < cyq_result_row_count(r) && i < FORMS; i++) {
        const char *form = cell(r, i, "form");
        if (i > 0 && !*form)
            continue;
        write_code_text(h, *form ? form : cell(r, i, "name"));
        if (*cell(r, i, "definition"))
            write_prose(h, cell(r, i, "definition"));
        if (*cell(r, i, "help"))
            write_prose(h, cell(r, i, "help"));
        if (i == 0 && *cell(r, i, "example")) {
            write_prose(h, "For example:");
            write_code_text(h, cell(r, i, "example"));
        }
    }
}

static void write_words(hover *h, const char *name, size_t length)
{
    cyq_result *r = describe(h, name, length);
    if (r && strcmp(cyq_result_column_name(r, 0), "field") != 0) /* the fields of a collection: too many */
        write_described(h, r);
    cyq_result_free(r);
}

/* ---- All of it ---- */

static bool is_described(cyq_completion_kind kind)
{
    return kind == CYQ_COMPLETION_WORD || kind == CYQ_COMPLETION_FUNCTION || kind == CYQ_COMPLETION_FORMAT ||
           kind == CYQ_COMPLETION_MODULE || kind == CYQ_COMPLETION_TYPE || kind == CYQ_COMPLETION_CODE;
}

static void write_all(hover *h)
{
    cyq_completions *all = NULL;
    cyq_completion c;
    bool known = cyq_complete(h->s->session, h->d->text, h->d->length, h->to, &all) == CYQ_OK && find_candidate(h, all, &c);
    bool value = known && c.kind == CYQ_COMPLETION_VALUE; /* which may be called as a query is */
    if (!value && write_definition(h, known ? &c : NULL))
        known = false;
    else if (known && !is_described(c.kind))
        write_candidate(h, &c);
    if (h->parts == 0)
        write_words(h, known ? c.text : h->d->text + h->from, known ? name_length(&c) : h->to - h->from);
    if (h->parts == 0 && known)
        write_candidate(h, &c);
    cyq_completions_free(all);
}

json_t *lsp_hover(lsp *s, const json_t *params, lsp_error *error)
{
    size_t at, size;
    char *text = NULL;
    hover h = {.s = s, .d = lsp_asked(s, params, &at, error)};
    if (!h.d || !lsp_word(h.d, at, &h.from, &h.to) || !(h.out = open_memstream(&text, &size)))
        return NULL;
    write_all(&h);
    bool written = fclose(h.out) == 0 && h.parts > 0;
    json_t *shown = !written ? NULL
                             : json_pack("{s:{s:s, s:o}, s:o}", "contents", "kind", s->markdown ? "markdown" : "plaintext", "value",
                                         lsp_text(text), "range", document_range(h.d, h.from, h.to));
    free(text);
    return shown;
}
