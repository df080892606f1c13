/* Asking further about a query that was checked. */
#include "engine/asking.h"

#include "base/text.h"
#include "export/cell_print.h"
#include "runtime/query/note.h"

enum { WRITTEN_MAX = 160 }; /* columns of a clause that is quoted */

void ask_begin(asking *a, const data_source *source, check_env *env, prepared *p, const exec_control *control)
{
    *a = (asking){.p = p, .source = source, .control = control ? *control : (exec_control){0}};
    a->most_rows = a->control.max_rows;
    a->control.max_rows = 0;
    a->probe = (probe){.env = env, .memory = &a->memory, .bag = &p->bag, .about = p->plan};
}

void ask_end(asking *a)
{
    arena_free(&a->memory);
}

status ask(asking *a, const plan_query *query, const result **out)
{
    diag_bag *bag = &a->p->bag;
    size_t said = bag->count;
    if (!query)
        return ST_NO_MEMORY;
    TRY(data_run(a->source, query, a->p->data, &a->memory, &a->control, bag, out));
    bag->count = said;
    return ST_OK;
}

status ask_poll(asking *a, size_t beside)
{
    const exec_control *c = &a->control;
    if (c->stop && c->stop(c->stop_data))
        return ST_CANCELLED;
    if (c->max_memory == 0 || a->memory.used + beside <= c->max_memory)
        return ST_OK;
    note_memory_limit(&a->p->bag, a->p->plan->from, a->p->where, c->max_memory);
    return ST_LIMIT;
}

str ask_text(asking *a, const result *r, size_t column, size_t row)
{
    sbuf b = {0};
    cell_print(&b, CELL_PLAIN, r->data, r->columns[column].data, row);
    if (b.failed)
        a->memory.failed = true;
    str text = arena_str(&a->memory, sbuf_str(&b));
    sbuf_free(&b);
    return text;
}

int64_t ask_int(const result *r, size_t column, size_t row)
{
    value v = col_value(r->columns[column].data, row);
    if (v.missing)
        return 0;
    return v.type.kind == TYPE_BOOL ? v.as.boolean : v.as.integer;
}

str ask_written(asking *a, const source *from, span where)
{
    if (!from || where.end <= where.begin)
        return (str){0};
    str text = source_slice(from, where);
    sbuf b = {0};
    for (size_t i = 0; i < text.n; i++) {
        bool space = text.p[i] == '\n' || text.p[i] == '\r' || text.p[i] == '\t' || text.p[i] == ' ';
        if (!space)
            sbuf_char(&b, text.p[i]);
        else if (b.n > 0 && b.p[b.n - 1] != ' ')
            sbuf_char(&b, ' ');
    }
    str line = text_cut(sbuf_str(&b), WRITTEN_MAX);
    str out = line.n < b.n ? arena_printf(&a->memory, "%.*s…", STR_ARG(line)) : arena_str(&a->memory, line);
    if (b.failed)
        a->memory.failed = true;
    sbuf_free(&b);
    return out;
}

str ask_clause(asking *a, const plan *op)
{
    if (op->kind == PLAN_SCAN)
        return check_dataset(a->probe.env)->collections[op->collection].name;
    return ask_written(a, op->from, op->where);
}

const plan_conjunct *ask_conjuncts(asking *a, const plan *filter, size_t most, size_t *count)
{
    *count = filter->conjunct_count;
    if (*count > 0 && *count <= most)
        return filter->conjuncts;
    plan_conjunct *whole = ARENA_NEW(&a->memory, plan_conjunct);
    *count = whole ? 1 : 0;
    if (whole)
        *whole = (plan_conjunct){.expr = filter->expr, .where = filter->where};
    return whole;
}

str ask_conjunct(asking *a, const plan *filter, const plan_conjunct *c)
{
    str text = c->shared ? arena_printf(&a->memory, "%.*s = %.*s", STR_ARG(ask_written(a, filter->from, c->left)),
                                        STR_ARG(ask_written(a, filter->from, c->value)))
                         : ask_written(a, filter->from, c->where);
    return text.n ? text : probe_print(&a->probe, filter->input, c->expr);
}

str ask_join(asking *a, str left, const char *between, str right)
{
    if (left.n == 0 || right.n == 0)
        return left.n ? left : right;
    return arena_printf(&a->memory, "%.*s%s%.*s", STR_ARG(left), between, STR_ARG(right));
}

/* Is there a comparison in it, whose left side is what is shown? */
static bool compares(str condition)
{
    for (size_t i = 0; i < condition.n; i++)
        if (condition.p[i] == '=' || condition.p[i] == '<' || condition.p[i] == '>' || condition.p[i] == '~')
            return true;
    static const char *const words[] = {" within ", " has all ", " contains ", " overlaps ", " in ", " only ", " matches "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find(condition, str_of(words[i])) != SIZE_MAX)
            return true;
    return false;
}

static str name_of(asking *a, asked_operands *o, size_t i)
{
    if (o->names[i].n == 0)
        o->names[i] = probe_print(&a->probe, o->rows, o->items[i]);
    return o->names[i];
}

str ask_values(asking *a, asked_operands *o, str condition, const result *r, size_t row)
{
    str all = {0};
    bool plain = o->count == 1 && (condition.n == 0 || compares(condition) || str_find(condition, name_of(a, o, 0)) != SIZE_MAX);
    for (size_t i = 0; i < o->count; i++) {
        str text = ask_text(a, r, o->first + i, row);
        text = text.n ? text : STR("missing");
        all = ask_join(a, all, ", ", plain ? text : ask_join(a, name_of(a, o, i), ": ", text));
    }
    return all;
}

/* In memory that is used again for each row. */
static void print_cells(const asked_operands *o, const result *r, size_t row, sbuf *out)
{
    sbuf_clear(out);
    for (size_t i = 0; i < o->count; i++) {
        cell_print(out, CELL_PLAIN, r->data, r->columns[o->first + i].data, row);
        sbuf_char(out, '\x1f');
    }
}

status ask_first_like(asking *a, const asked_operands *o, const result *r, size_t row, size_t *out)
{
    sbuf like = {0}, other = {0};
    status s = ST_OK;
    size_t i = 0;
    print_cells(o, r, row, &like);
    for (; i < row && s == ST_OK; i++) {
        if (i % ASK_BLOCK == 0)
            s = ask_poll(a, 0);
        print_cells(o, r, i, &other);
        if (str_equal(sbuf_str(&like), sbuf_str(&other)))
            break;
    }
    *out = i;
    bool failed = like.failed || other.failed;
    sbuf_free(&like);
    sbuf_free(&other);
    return failed ? ST_NO_MEMORY : s;
}

status ask_chain(asking *a, asked_chain *out)
{
    *out = (asked_chain){0};
    for (const plan *op = a->p->plan->root; op; op = op->input)
        out->count++;
    out->ops = ARENA_ARRAY(&a->memory, out->count, const plan *);
    if (!out->ops)
        return ST_NO_MEMORY;
    size_t at = out->count;
    for (const plan *op = a->p->plan->root; op; op = op->input)
        out->ops[--at] = op;
    return ST_OK;
}
