/* What is told of columns whose dates or numbers are written as a spreadsheet writes them. */
#include "base/text.h"
#include "import/loading.h"

void load_hint_spelt(loading *l, diag *d, size_t column, size_t item, type_kind kind)
{
    const table_column *c = &l->table.columns[column];
    type_kind wanted = kind == TYPE_INT ? TYPE_NUMBER : kind;
    spelt s = spelt_find(c);
    if (s.kind == wanted && !s.settled) {
        diag_hint(l->bag, d, "the values can be read in two ways, and none of the column tells which: write them as %s in the file",
                  wanted == TYPE_DATE ? "2025-10-28" : "1234.5");
        return;
    }
    for (size_t i = 0; s.kind == TYPE_NONE && i < c->item_count && spelt_alone(column_text(c, c->items[item])) == wanted; i++) {
        str text = c->items[i] == CODE_NONE ? (str){0} : column_text(c, c->items[i]);
        if (str_trim(text).n == 0 || spelt_alone(text) == wanted)
            continue;
        diag_hint(l->bag, d, "such values are read where all of the column are written so; \"%.*s\" in line %zu is not", LOAD_SHOWN(text),
                  load_line(l, c, i));
        return;
    }
}

/* ---- Columns that are text for it ---- */

/* One of them. A note tells of all for which the same words do. */
struct spelt_column {
    str name, value, here; /* as it is typed; its first such value; how that is written here, or empty */
    type_kind kind;
    bool set, told;
    size_t line;
};

status load_note_spelt(loading *l, const table_column *c, const spelt *found)
{
    char room[SPELT_MAX];
    str value = column_text(c, c->items[found->item]);
    struct spelt_column *one = arena_push(l->scratch, (void **)&l->spelt, &l->spelt_count, &l->spelt_capacity, sizeof *one);
    if (!one)
        return ST_NO_MEMORY;
    *one = (struct spelt_column){.kind = found->kind, .set = c->ends != NULL, .line = load_line(l, c, found->item)};
    one->name = arena_str(l->scratch, load_name(l, c->name));
    one->value = arena_str(l->scratch, text_cut(value, 60));
    one->here = arena_str(l->scratch, spelt_here(found, value, room));
    return l->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

enum { NAMED_MAX = 5 }; /* columns in one note; of more their number is told */

static bool is_alike(const struct spelt_column *a, const struct spelt_column *b)
{
    return a->kind == b->kind && (a->here.n > 0) == (b->here.n > 0);
}

/* The columns like the one at `first`, which are told with it: their names, and settings that say what they are. */
static size_t gather(loading *l, size_t first, str *names, str *settings)
{
    const struct spelt_column *one = &l->spelt[first];
    size_t count = 0, last = first;
    for (size_t i = first; i < l->spelt_count; i++)
        last = is_alike(one, &l->spelt[i]) ? i : last;
    for (size_t i = first; i < l->spelt_count; i++) {
        struct spelt_column *c = &l->spelt[i];
        if (!is_alike(one, c) || (c->told = true, count++ >= NAMED_MAX))
            continue;
        const char *between = count == 1 ? "" : i == last ? " and " : ", ";
        *names = arena_printf(l->scratch, "%.*s%s%.*s", STR_ARG(*names), between, STR_ARG(c->name));
        *settings = arena_printf(l->scratch, "%.*s%s%.*s = %s%s", STR_ARG(*settings), count == 1 ? "" : ", ", STR_ARG(c->name),
                                 c->set ? "set of " : "", type_kind_name(c->kind));
    }
    return count;
}

static void tell_alike(loading *l, size_t first)
{
    const struct spelt_column *one = &l->spelt[first];
    str names = {0}, settings = {0};
    size_t count = gather(l, first, &names, &settings);
    bool date = one->kind == TYPE_DATE;
    if (count > NAMED_MAX)
        names = arena_printf(l->scratch, "%.*s and %zu more", STR_ARG(names), count - NAMED_MAX);
    const char *way = date ? "with the year first, as in 2025-10-28" : "without a comma, as in 1234 or 1.234";
    diag *d =
        load_say(l, N_LOAD_SPELT, l->request->where, ": the column%s %.*s %s text, because line %zu has \"%.*s\": a %s is written %.*s%s",
                 count > 1 ? "s" : "", STR_ARG(names), count > 1 ? "are" : "is", one->line, STR_ARG(one->value), type_kind_name(one->kind),
                 STR_ARG(one->here), one->here.n > 0 ? "" : way);
    if (one->here.n > 0 && count == 1)
        diag_hint(l->bag, d, "say what is meant: with %.*s, or %.*s = %stext", STR_ARG(settings), STR_ARG(names),
                  one->set ? "set of " : "");
    else if (one->here.n > 0)
        diag_hint(l->bag, d, "say what is meant: with %.*s%s", STR_ARG(settings), count > NAMED_MAX ? ", …" : "");
    else
        diag_hint(l->bag, d, "the values can be read in two ways: in a spreadsheet, give the cells the format %s and save them again",
                  date ? "yyyy-mm-dd" : "0.00");
}

void load_tell_spelt(loading *l)
{
    for (size_t i = 0; i < l->spelt_count; i++)
        if (!l->spelt[i].told)
            tell_alike(l, i);
}
