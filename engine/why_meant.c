/* why not: which rows are meant by a name or a source, and on which ways they could come into the answer. */
#include "engine/why_not.h"

#include "base/text.h"

/* ---- Ways ---- */

/* `up` are the operators from the root to here, the root first. */
typedef struct climb {
    const plan *op;
    bool other;
    const struct climb *above;
    size_t height;
} climb;

static status add_way(following *f, const climb *leaf)
{
    arena *m = &f->a->memory;
    way w = {.ops = ARENA_ARRAY(m, leaf->height, const plan *), .other = ARENA_ARRAY(m, leaf->height, bool), .count = leaf->height};
    if (!w.ops || !w.other)
        return ST_NO_MEMORY;
    size_t at = 0;
    bool other = false;
    for (const climb *c = leaf; c; c = c->above, at++) {
        w.ops[at] = c->op;
        w.other[at] = other; /* whether the one before came from its other side */
        other = c->other;
    }
    f->ways[f->way_count++] = w;
    return ST_OK;
}

/* A side that is still to be gone down. */
typedef struct side {
    const plan *op;
    const climb *above;
} side;

/* Down the inputs to where rows are read; other sides are left for later. */
static status descend(following *f, const plan *op, bool other, const climb *above, side *later, size_t *later_count)
{
    for (;; other = false, op = op->input) {
        climb *here = ARENA_NEW(&f->a->memory, climb);
        if (!here)
            return ST_NO_MEMORY;
        *here = (climb){op, other, above, above ? above->height + 1 : 1};
        above = here;
        if (op->kind == PLAN_SCAN)
            return add_way(f, here);
        if ((op->kind == PLAN_JOIN || op->kind == PLAN_APPEND) && *later_count < WAYS_MAX)
            later[(*later_count)++] = (side){op->other, here};
    }
}

/* The query's own rows first. */
static status find_ways(following *f, const plan *root)
{
    side later[WAYS_MAX];
    size_t count = 0;
    TRY(descend(f, root, false, NULL, later, &count));
    for (size_t i = 0; i < count && f->way_count < WAYS_MAX; i++)
        TRY(descend(f, later[i].op, true, later[i].above, later, &count));
    return ST_OK;
}

/* ---- The rows that are meant ---- */

static status take_candidates(following *f, const plan *scan, const result *r)
{
    for (size_t i = 0; i < r->rows; i++) {
        f->found++;
        if (f->row_count == CANDIDATES_MAX)
            continue;
        value link = col_value(r->columns[0].data, i);
        f->rows[f->row_count++] = (candidate){.collection = scan->collection, .number = link.as.row, .name = ask_text(f->a, r, 0, i)};
    }
    return f->a->memory.failed ? ST_NO_MEMORY : ST_OK;
}

static bool seen_before(const following *f, size_t way)
{
    for (size_t i = 0; i < way; i++)
        if (f->ways[i].ops[0]->collection == f->ways[way].ops[0]->collection)
            return true;
    return false;
}

static status find_candidates(following *f, probe_match how)
{
    f->how = how;
    for (size_t i = 0; i < f->way_count; i++) {
        const plan *scan = f->ways[i].ops[0];
        const plan_expr *meant, *row = probe_row(&f->a->probe, scan->collection, 0);
        const result *r;
        if (seen_before(f, i))
            continue;
        TRY(probe_matches(&f->a->probe, scan->collection, 0, how, f->text, &meant));
        if (!meant || !row)
            continue;
        TRY(ask(f->a, probe_columns(&f->a->probe, scan, meant, &row, 1), &r));
        TRY(take_candidates(f, scan, r));
    }
    return ST_OK;
}

static bool has_namesake(const following *f, size_t at)
{
    for (size_t i = 0; i < f->row_count; i++)
        if (i != at && str_equal(f->rows[i].name, f->rows[at].name))
            return true;
    return false;
}

/* Where the row was read; empty where nobody knows. */
static status find_source(following *f, const candidate *c, str *out)
{
    const collection *of = &f->a->p->data->collections[c->collection];
    int32_t source = collection_find(of, STR("source"));
    const plan *scan = NULL;
    *out = (str){0};
    for (size_t w = 0; w < f->way_count; w++)
        scan = f->ways[w].ops[0]->collection == c->collection ? f->ways[w].ops[0] : scan;
    if (source < 0 || !scan)
        return ST_OK;
    plan_expr place = {.kind = PLAN_FIELD,
                       .type = of->fields[source].type,
                       .collection = c->collection,
                       .field = (uint16_t)source,
                       .size = 1,
                       .height = 1};
    const plan_expr *meant, *columns[] = {probe_row(&f->a->probe, c->collection, 0), &place};
    const result *r;
    TRY(probe_matches(&f->a->probe, c->collection, 0, f->how, f->text, &meant));
    if (!columns[0])
        return ST_NO_MEMORY;
    TRY(ask(f->a, probe_columns(&f->a->probe, scan, meant, columns, 2), &r));
    for (size_t row = 0; row < r->rows; row++)
        if (c->number == col_value(r->columns[0].data, row).as.row)
            *out = ask_text(f->a, r, 1, row);
    return ST_OK;
}

/* Rows of one name are told apart by where they were read. */
static status tell_apart(following *f)
{
    str sources[CANDIDATES_MAX] = {{0}};
    for (size_t i = 0; i < f->row_count; i++)
        if (has_namesake(f, i))
            TRY(find_source(f, &f->rows[i], &sources[i]));
    for (size_t i = 0; i < f->row_count; i++)
        if (sources[i].n)
            f->rows[i].name = arena_printf(&f->a->memory, "%.*s (%.*s)", STR_ARG(f->rows[i].name), STR_ARG(sources[i]));
    return ST_OK;
}

/* ---- Nothing has the name ---- */

/* Words of a text that was folded. */
static str next_word(str *rest)
{
    size_t begin = 0, end;
    while (begin < rest->n && rest->p[begin] == ' ')
        begin++;
    for (end = begin; end < rest->n && rest->p[end] != ' ';)
        end++;
    str word = {rest->p + begin, end - begin};
    *rest = (str){rest->p + end, rest->n - end};
    return word;
}

/* How many letters of the words that were asked for are in the name, or nearly. */
static size_t likeness(str asked, str name)
{
    size_t letters = 0;
    for (str rest = asked, word; (word = next_word(&rest)).n > 0;) {
        bool found = false;
        size_t limit = word.n / 4;
        for (str others = name, other; !found && (other = next_word(&others)).n > 0;)
            found = str_equal(word, other) || (limit > 0 && text_distance(word, other, limit) <= limit);
        letters += found ? word.n : 0;
    }
    return letters;
}

typedef struct nearest {
    str names[SHOWN_MAX];
    size_t letters[SHOWN_MAX];
} nearest;

static void take_near(nearest *n, str name, size_t letters)
{
    for (size_t i = 0; i < SHOWN_MAX; i++) {
        if (n->names[i].n && n->letters[i] >= letters)
            continue;
        for (size_t k = SHOWN_MAX - 1; k > i; k--) {
            n->names[k] = n->names[k - 1];
            n->letters[k] = n->letters[k - 1];
        }
        n->names[i] = name;
        n->letters[i] = letters;
        return;
    }
}

/* The names that have most of the words, half of the letters at least. */
static status find_nearest(following *f, const plan *scan, nearest *out)
{
    const plan_expr *row = probe_row(&f->a->probe, scan->collection, 0);
    const result *r;
    str asked;
    *out = (nearest){0};
    if (!row || f->a->p->data->collections[scan->collection].name_field < 0)
        return ST_OK;
    TRY(text_fold_in(&f->a->memory, f->text, &asked));
    TRY(ask(f->a, probe_columns(&f->a->probe, scan, NULL, &row, 1), &r));
    for (size_t i = 0; i < r->rows && i < NAMES_MAX; i++) {
        if (i % ASK_BLOCK == 0)
            TRY(ask_poll(f->a, 0));
        str name = ask_text(f->a, r, 0, i), folded;
        TRY(text_fold_in(&f->a->memory, name, &folded));
        size_t letters = likeness(asked, folded);
        if (letters * 2 >= asked.n && letters > 0)
            take_near(out, name, letters);
    }
    return ST_OK;
}

static status tell_nothing(following *f)
{
    prepared *p = f->a->p;
    const ast_name *asked = &p->asked->name;
    const plan *scan = f->ways[0].ops[0];
    str collection = p->data->collections[scan->collection].name;
    nearest near;
    TRY(find_nearest(f, scan, &near));
    diag *d = diag_add(&p->bag, E_NO_SUCH_ROW, p->plan->from, asked->where, "no row of %.*s has \"%.*s\" in its name, or was read there",
                       STR_ARG(collection), STR_ARG(f->text));
    diag_expect(&p->bag, d, "the name of a row or a part of it, or its source");
    for (size_t i = 0; i < SHOWN_MAX && near.names[i].n; i++)
        diag_hint(&p->bag, d, "did you mean \"%.*s\"?", STR_ARG(near.names[i]));
    return ST_ERROR;
}

static void tell_many(following *f)
{
    prepared *p = f->a->p;
    if (f->found > f->row_count)
        diag_add(&p->bag, N_MANY_ROWS_MEANT, p->plan->from, p->asked->name.where, "%zu rows are called so; these are the first %zu",
                 f->found, f->row_count);
}

status meant_find(following *f)
{
    TRY(find_ways(f, f->a->p->plan->root));
    TRY(find_candidates(f, PROBE_IS));
    if (f->row_count == 0)
        TRY(find_candidates(f, PROBE_HAS));
    if (f->row_count == 0)
        return tell_nothing(f);
    tell_many(f);
    return tell_apart(f);
}
