/* Markdown by way of cmark-gfm: blocks with their lines, and plain words. */
#include "import/markdown.h"

#include <cmark-gfm.h>
#include <setjmp.h>
#include <string.h>

/* ---- Memory for cmark ----
 *
 * cmark's own allocator aborts the process when memory runs out, and the hooks it offers get no context. So while cmark runs, this thread
 * notes the arena to use and the place to leave for when that is exhausted; nothing outlives the call. */

typedef struct cmark_run {
    arena *memory;
    cmark_mem hooks;
    jmp_buf out_of_memory;
} cmark_run;

/* NULL but while cmark runs in this thread. */
static _Thread_local cmark_run *running;

/* Each allocation is led by its size, which realloc needs. */
enum { HEAD = 16 };

static void *run_alloc(size_t size)
{
    char *p = size > SIZE_MAX - HEAD ? NULL : arena_alloc(running->memory, size + HEAD);
    if (!p)
        longjmp(running->out_of_memory, 1);
    memcpy(p, &size, sizeof size);
    return p + HEAD;
}

static void *run_calloc(size_t count, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes))
        longjmp(running->out_of_memory, 1);
    return run_alloc(bytes);
}

static void *run_realloc(void *old, size_t size)
{
    size_t before = 0;
    if (old)
        memcpy(&before, (char *)old - HEAD, sizeof before);
    if (old && size <= before)
        return old;
    void *p = run_alloc(size);
    if (before)
        memcpy(p, old, before);
    return p;
}

static void run_free(void *p)
{
    (void)p; /* the arena goes as a whole */
}

static cmark_node *parse(cmark_run *run, str text)
{
    run->hooks = (cmark_mem){run_calloc, run_realloc, run_free};
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &run->hooks);
    cmark_parser_feed(parser, text.p, text.n);
    return cmark_parser_finish(parser);
}

/* ---- Plain words ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Control characters would collide with the marks and are nobody's words. */
static void add_words(sbuf *out, const char *words)
{
    for (const char *p = words ? words : ""; *p; p++)
        sbuf_char(out, (unsigned char)*p < ' ' || *p == 0x7F ? ' ' : *p);
}

static bool tag_is(const char *html, const char *tag)
{
    size_t n = strlen(tag);
    return strncmp(html, tag, n) == 0 && (html[n] == '>' || html[n] == ' ');
}

/* Ordinals come out of the conversion as `33 <sup>rd</sup>`. */
static void join_ordinal(sbuf *out)
{
    size_t n = out->n;
    while (n && is_space(out->p[n - 1]))
        n--;
    if (n && n < out->n && out->p[n - 1] >= '0' && out->p[n - 1] <= '9') {
        out->n = n;
        out->p[n] = '\0';
    }
}

static void add_html(sbuf *out, const char *html, bool marks)
{
    if (!html)
        return;
    if (tag_is(html, "<sup"))
        join_ordinal(out);
    else if (tag_is(html, "<br") || strcmp(html, "<br/>") == 0)
        sbuf_char(out, ' ');
    else if (marks && (tag_is(html, "<i") || tag_is(html, "<em")))
        sbuf_char(out, MD_EMPHASIS_BEGIN);
    else if (marks && (tag_is(html, "</i") || tag_is(html, "</em")))
        sbuf_char(out, MD_EMPHASIS_END);
}

static void add_inline(sbuf *out, cmark_node *node, cmark_event_type event, bool marks)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
        add_words(out, cmark_node_get_literal(node));
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        sbuf_char(out, ' ');
    else if (type == CMARK_NODE_HTML_INLINE)
        add_html(out, cmark_node_get_literal(node), marks);
    else if (type == CMARK_NODE_EMPH && marks)
        sbuf_char(out, event == CMARK_EVENT_ENTER ? MD_EMPHASIS_BEGIN : MD_EMPHASIS_END);
}

static void add_plain(sbuf *out, cmark_node *block, bool marks)
{
    cmark_iter *iter = cmark_iter_new(block);
    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter))
        add_inline(out, cmark_iter_get_node(iter), event, marks);
}

/* Runs of white space become one space; none at the ends. */
static str tidy(arena *a, const sbuf *words)
{
    char *p = words->failed ? NULL : arena_alloc(a, words->n + 1);
    if (!p) {
        a->failed = true; /* the buffer's failure is this arena's, too: callers look there */
        return (str){"", 0};
    }
    size_t n = 0;
    for (size_t i = 0; i < words->n; i++) {
        bool space = is_space(words->p[i]);
        if (!space || (n && p[n - 1] != ' '))
            p[n++] = space ? ' ' : words->p[i];
    }
    return str_trim((str){p, n});
}

static bool has_markup(str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < ' ' || strchr("\\`*_<&[]!\x7f", text.p[i]))
            return true;
    return false;
}

/* The text as a paragraph whatever it begins with: behind a word no list, heading or quote can begin. */
static bool parse_inline(sbuf *out, arena *memory, str text, bool marks)
{
    sbuf line = {0};
    cmark_run run = {.memory = memory};
    running = &run;
    volatile bool whole = false;
    sbuf_add(&line, STR("x "));
    for (size_t i = 0; i < text.n; i++)
        sbuf_char(&line, is_space(text.p[i]) ? ' ' : text.p[i]);
    if (!line.failed && setjmp(run.out_of_memory) == 0) {
        add_plain(out, parse(&run, sbuf_str(&line)), marks);
        whole = true;
    }
    running = NULL;
    sbuf_free(&line);
    return whole && !out->failed;
}

str md_inline(arena *a, str text, bool marks)
{
    sbuf words = {0};
    arena memory = {0};
    if (!has_markup(text)) {
        sbuf_add(&words, text);
    } else if (parse_inline(&words, &memory, text, marks) && words.n >= 2) {
        words.p[0] = ' ';
    } else {
        words.failed = true;
    }
    str plain = tidy(a, &words);
    arena_free(&memory);
    sbuf_free(&words);
    return plain;
}

/* ---- Blocks ---- */

typedef struct reader {
    arena *a;
    const source *from;
    md_block *blocks;
    size_t count, capacity;
    sbuf words;
} reader;

/* A row of a table over a line of dashes looks like a heading to Markdown; a tab tells it from one. */
static bool is_underlined_row(const source *from, uint32_t line)
{
    str text = str_trim(source_line(from, line));
    return !str_starts(text, STR("#")) && memchr(text.p, '\t', text.n);
}

/* Whether all words of a paragraph are bold. */
static bool all_strong(cmark_node *paragraph)
{
    size_t strong = 0;
    bool any = false;
    cmark_iter *iter = cmark_iter_new(paragraph);
    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter)) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (cmark_node_get_type(node) == CMARK_NODE_STRONG) {
            strong += event == CMARK_EVENT_ENTER ? 1 : (size_t)-1;
        } else if (cmark_node_get_type(node) == CMARK_NODE_TEXT) {
            if (!strong)
                return false;
            any = true;
        }
    }
    return any;
}

static md_kind kind_of(const reader *r, cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        return is_underlined_row(r->from, (uint32_t)cmark_node_get_start_line(node)) ? MD_PARAGRAPH : MD_HEADING;
    case CMARK_NODE_PARAGRAPH:
        return parent && cmark_node_get_type(parent) == CMARK_NODE_ITEM ? MD_ITEM : MD_PARAGRAPH;
    default:
        return MD_OTHER;
    }
}

static bool is_leaf_block(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_THEMATIC_BREAK:
        return true;
    default:
        return false;
    }
}

static bool add_block(reader *r, cmark_node *node)
{
    md_block *b = arena_push(r->a, (void **)&r->blocks, &r->count, &r->capacity, sizeof *b);
    if (!b)
        return false;
    int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
    uint32_t lines = (uint32_t)r->from->line_count;
    b->first = first < 1 ? 1 : (uint32_t)first > lines ? lines : (uint32_t)first;
    b->last = last < first ? b->first : (uint32_t)last > lines ? lines : (uint32_t)last;
    b->kind = kind_of(r, node);
    if (b->kind == MD_OTHER)
        return true;
    if (b->kind == MD_HEADING)
        b->level = cmark_node_get_heading_level(node);
    else
        b->strong = all_strong(node);
    sbuf_clear(&r->words);
    add_plain(&r->words, node, false);
    b->text = tidy(r->a, &r->words);
    return !r->words.failed && !r->a->failed;
}

static bool add_blocks(reader *r, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    for (cmark_event_type event = cmark_iter_next(iter); event != CMARK_EVENT_DONE; event = cmark_iter_next(iter)) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER && is_leaf_block(node) && !add_block(r, node))
            return false;
    }
    return true;
}

/* cmark counts the line after an underlined heading in with it. */
static void part_blocks(reader *r)
{
    for (size_t i = 0; i + 1 < r->count; i++) {
        md_block *b = &r->blocks[i];
        uint32_t next = r->blocks[i + 1].first;
        if (b->last >= next && next > b->first)
            b->last = next - 1;
    }
}

/* cmark ends lines at a lone carriage return, sources do not: line numbers would part. */
static str without_returns(arena *scratch, str text)
{
    str copy = arena_str(scratch, text);
    for (size_t i = 0; i < copy.n; i++)
        if (copy.p[i] == '\r')
            ((char *)copy.p)[i] = ' ';
    return copy;
}

status md_read(arena *a, arena *scratch, const source *from, md_document *out)
{
    str text = without_returns(scratch, from->text);
    reader r = {.a = a, .from = from};
    cmark_run run = {.memory = scratch};
    volatile bool whole = false;
    if (scratch->failed)
        return ST_NO_MEMORY;
    running = &run;
    if (setjmp(run.out_of_memory) == 0)
        whole = add_blocks(&r, parse(&run, text));
    running = NULL;
    sbuf_free(&r.words);
    if (!whole)
        return ST_NO_MEMORY;
    part_blocks(&r);
    *out = (md_document){r.blocks, r.count};
    return ST_OK;
}
