/* What all writers of SQL share: parameters, aliases, FROM and WHERE. */
#include "runtime/sql/emit.h"

#include <string.h>

const sql_dialect *dialect_of(const sql_connection *c)
{
    if (strcmp(c->driver->name, "SQLite") == 0)
        return &dialect_sqlite;
    return c->no_folding ? &dialect_postgres_unfolded : &dialect_postgres;
}

bool emit_refuse(emitter *em, str why)
{
    em->why = why;
    return false;
}

str emit_take(emitter *em, sbuf *b)
{
    str text = b->failed ? (str){0} : arena_str(em->a, sbuf_str(b));
    em->a->failed |= b->failed;
    sbuf_free(b);
    return text;
}

str emit_alias(emitter *em, str table)
{
    char letter = table.n ? (char)(table.p[0] | 0x20) : 't';
    if (letter < 'a' || letter > 'z')
        letter = 't';
    return arena_printf(em->a, "%c%u", letter, ++em->aliases);
}

str emit_truth(const emitter *em, bool is)
{
    return str_of(em->dialect->truth[is]);
}

static sql_param *new_param(emitter *em)
{
    return arena_push(em->a, (void **)&em->params, &em->param_count, &em->param_capacity, sizeof(sql_param));
}

static str param_text(emitter *em, type_kind cast)
{
    const char *as = em->dialect->casts[cast];
    return arena_printf(em->a, "%c%zu%s", em->dialect->mark, em->param_count, as ? as : "");
}

static bool same_text(const sql_param *p, str text)
{
    return p->kind == SQL_PARAM_TEXT && str_equal(p->text, text);
}

str emit_text(emitter *em, str text, type_kind cast)
{
    for (size_t i = 0; i < em->param_count; i++)
        if (same_text(&em->params[i], text)) {
            const char *as = em->dialect->casts[cast];
            return arena_printf(em->a, "%c%zu%s", em->dialect->mark, i + 1, as ? as : "");
        }
    sql_param *p = new_param(em);
    if (!p)
        return (str){0};
    *p = (sql_param){.kind = SQL_PARAM_TEXT, .text = text};
    return param_text(em, cast);
}

str emit_integer(emitter *em, int64_t n)
{
    sql_param *p = new_param(em);
    if (!p)
        return (str){0};
    *p = (sql_param){.kind = SQL_PARAM_INT, .integer = n};
    return param_text(em, TYPE_INT);
}

/* ---- FROM and WHERE ---- */

static bool add(emitter *em, str **list, size_t *count, size_t *capacity, str s)
{
    str *item = em->a->failed ? NULL : arena_push(em->a, (void **)list, count, capacity, sizeof *item);
    if (item)
        *item = s;
    return item;
}

/* What databases take of one statement is more than this: SQLite joins 64 tables, goes 1,000 conditions deep and reads a million bytes. */
enum { ITEMS_MAX = 40, CONDITIONS_MAX = 300, WRITTEN_MAX = 200000 };

/* What SQLite's parser holds of a bracket, a query in brackets and a CASE that are open, at most; of everything, it may hold 100, and some is for what stands around. */
enum { HELD_BRACKET = 3, HELD_QUERY = 9, HELD_CASE = 6, HELD_MAX = 70 };

static size_t held_by(str text)
{
    if (text.p[0] == '(')
        return str_starts(text, STR("(SELECT")) ? HELD_QUERY : HELD_BRACKET;
    return str_starts(text, STR("CASE ")) ? HELD_CASE : 0;
}

bool emit_parses(emitter *em, str text)
{
    size_t open[HELD_MAX / HELD_BRACKET], count = 0, held = 0;
    char quote = 0;
    for (size_t i = 0; em->dialect->functions == FUNCTION_SQLITE && i < text.n; i++) {
        str here = {text.p + i, text.n - i};
        size_t more = quote ? 0 : held_by(here);
        if (quote || *here.p == '"' || *here.p == '\'') {
            quote = quote == *here.p ? 0 : quote ? quote : *here.p;
        } else if (more) {
            held += more;
            if (held > HELD_MAX)
                return emit_refuse(em, STR("it is nested too deeply for SQL"));
            open[count++] = more;
        } else if (count && (*here.p == ')' || str_starts(here, STR("END")))) {
            held -= open[--count];
        }
    }
    return true;
}

static bool fits(emitter *em, size_t count, size_t most, str more)
{
    em->written += more.n;
    if (count >= most || em->written > WRITTEN_MAX)
        return emit_refuse(em, STR("it is too long for SQL"));
    return emit_parses(em, more);
}

bool from_add(emitter *em, sql_from *f, str item)
{
    return fits(em, f->item_count, ITEMS_MAX, item) && add(em, &f->items, &f->item_count, &f->item_capacity, item);
}

bool from_where(emitter *em, sql_from *f, str condition)
{
    return fits(em, f->condition_count, CONDITIONS_MAX, condition) &&
           add(em, &f->conditions, &f->condition_count, &f->condition_capacity, condition);
}

static void new_line(sbuf *out, size_t indent)
{
    sbuf_char(out, '\n');
    sbuf_repeat(out, ' ', indent);
}

/* Lines of what is written before stand further in; names, which may have line ends, stay as they are. */
static void add_lines(sbuf *out, str text, size_t indent)
{
    bool named = false;
    for (size_t i = 0; i < text.n; i++) {
        named ^= text.p[i] == '"';
        if (text.p[i] == '\n' && !named)
            new_line(out, indent);
        else
            sbuf_char(out, text.p[i]);
    }
}

void from_print(sbuf *out, const sql_from *f, size_t indent)
{
    for (size_t i = 0; i < f->item_count; i++) {
        new_line(out, i ? indent + 2 : indent);
        sbuf_add(out, i ? STR("") : STR("FROM "));
        add_lines(out, f->items[i], indent + 2);
    }
    for (size_t i = 0; i < f->condition_count; i++) {
        new_line(out, i ? indent + 2 : indent);
        sbuf_add(out, i ? STR("AND ") : STR("WHERE "));
        add_lines(out, f->conditions[i], indent + 2);
    }
}
