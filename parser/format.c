/* A whole script in its canonical layout: a statement on one line where it fits, else a clause a line; comments stay with what they stand
 * by; one blank line where there were some. */
#include "parser/format.h"

#include "base/text.h"

enum { LINE_WIDTH = 100 };

typedef struct layout {
    sbuf *out;
    const ast_script *script;
    size_t comment;   /* the next to be written */
    uint32_t written; /* the source up to here is in `out` */
    size_t begin;     /* of the script in `out` */
} layout;

static const span *next_comment(const layout *l)
{
    return l->comment < l->script->comment_count ? &l->script->comments[l->comment] : NULL;
}

/* ---- The source between two places ---- */

static size_t lines_between(const layout *l, uint32_t from, uint32_t to)
{
    size_t lines = 0;
    for (uint32_t i = from; i < to; i++)
        lines += l->script->from->text.p[i] == '\n';
    return lines;
}

static bool has_blank_line(const layout *l, uint32_t from, uint32_t to)
{
    bool empty = false;
    for (uint32_t i = from; i < to; i++) {
        char c = l->script->from->text.p[i];
        if (c == '\n' && empty)
            return true;
        empty = c == '\n' || (empty && (c == ' ' || c == '\t' || c == '\r'));
    }
    return false;
}

/* A blank line where the source has one; never at the beginning, nor before a line end is due. */
static void keep_blank(layout *l, uint32_t begin)
{
    if (l->out->n > l->begin && begin > l->written && has_blank_line(l, l->written, begin))
        sbuf_char(l->out, '\n');
}

static void indent(layout *l, bool deeper)
{
    if (deeper)
        sbuf_add(l->out, STR("  "));
}

/* ---- Comments ---- */

static void write_comment(layout *l, const span *c)
{
    sbuf_add(l->out, str_trim(source_slice(l->script->from, *c)));
    l->comment++;
    l->written = c->end;
}

/* The comments before `place`, each on a line of its own. Those inside what begins at `begin` stand before it: the blank line that counts is
 * the one there. */
static void write_comments_before(layout *l, uint32_t place, uint32_t begin, bool deeper)
{
    for (const span *c = next_comment(l); c && c->begin < place; c = next_comment(l)) {
        if (!deeper)
            keep_blank(l, c->begin < begin ? c->begin : begin);
        indent(l, deeper);
        write_comment(l, c);
        sbuf_char(l->out, '\n');
    }
}

/* The comment that stands behind `end` on its line and before `next`; then the line's end. */
static void end_line(layout *l, uint32_t end, uint32_t next)
{
    const span *c = next_comment(l);
    l->written = end > l->written ? end : l->written;
    if (c && c->begin >= end && c->begin < next && lines_between(l, end, c->begin) == 0) {
        sbuf_add(l->out, STR("  "));
        write_comment(l, c);
    }
    sbuf_char(l->out, '\n');
}

/* ---- Statements ---- */

static bool has_clauses(const ast_statement *s)
{
    return s->query && s->query->clause_count > 0;
}

static void write_one_line(sbuf *out, const ast_statement *s)
{
    if (s->query) {
        format_head(out, s);
        ast_format_query(out, s->query);
    } else {
        format_plain_statement(out, s);
    }
}

/* Where the statement's own lines begin to be told apart: behind its head and source, or behind the first clause where no source is written. */
static uint32_t head_end(const ast_statement *s)
{
    const ast_query *q = s->query;
    return q->source.kind == AST_FROM_LAST ? q->clauses[0]->where.end : q->source.where.end;
}

static bool comment_within(const layout *l, uint32_t begin, uint32_t end)
{
    for (size_t i = l->comment; i < l->script->comment_count && l->script->comments[i].begin < end; i++)
        if (l->script->comments[i].begin >= begin)
            return true;
    return false;
}

/* A clause a line. A comment inside a clause goes before it: no line is its own there. */
static void write_clauses(layout *l, const ast_statement *s, uint32_t next)
{
    const ast_query *q = s->query;
    size_t first = q->source.kind == AST_FROM_LAST ? 1 : 0;
    format_head(l->out, s);
    format_source(l->out, &q->source);
    if (first == 1)
        format_clause(l->out, q->clauses[0]);
    end_line(l, head_end(s), q->clause_count > first ? q->clauses[first]->where.begin : next);
    for (size_t i = first; i < q->clause_count; i++) {
        const ast_clause *c = q->clauses[i];
        write_comments_before(l, c->where.end, c->where.begin, true);
        indent(l, true);
        format_clause(l->out, c);
        end_line(l, c->where.end, i + 1 < q->clause_count ? q->clauses[i + 1]->where.begin : next);
    }
}

static void write_statement(layout *l, const ast_statement *s, uint32_t next)
{
    bool clauses = has_clauses(s);
    write_comments_before(l, clauses ? head_end(s) : s->where.end, s->where.begin, false);
    keep_blank(l, s->where.begin);
    bool inside = clauses && comment_within(l, head_end(s), s->where.end);
    size_t line = l->out->n;
    write_one_line(l->out, s);
    str written = {l->out->p + line, l->out->n - line};
    bool fits = l->out->failed || text_width(written) <= LINE_WIDTH;
    if (!clauses || (fits && !inside)) {
        end_line(l, s->where.end, next);
        return;
    }
    l->out->n = line;
    write_clauses(l, s, next);
}

/* A statement that goes on from the last query is known by the blank line before it. */
static bool wants_blank(const layout *l, const ast_statement *s)
{
    const ast_query *q = s->kind == AST_RUN ? s->query : NULL;
    return q && q->source.kind == AST_FROM_LAST && !has_blank_line(l, l->written, s->where.begin);
}

void ast_format(sbuf *out, const ast_script *script)
{
    layout l = {.out = out, .script = script, .begin = out->n};
    uint32_t end = (uint32_t)script->from->text.n;
    for (size_t i = 0; i < script->statement_count; i++) {
        const ast_statement *s = script->statements[i];
        uint32_t next = i + 1 < script->statement_count ? script->statements[i + 1]->where.begin : end;
        if (i > 0 && wants_blank(&l, s))
            sbuf_char(out, '\n');
        write_statement(&l, s, next);
    }
    write_comments_before(&l, end, end, false);
}
