/* Collecting the cells of a table file. */
#include "import/table.h"

#include <stdlib.h>

/* ---- Tables ---- */

static status begin_column(table_column *c, size_t limit)
{
    c->memory = calloc(1, sizeof *c->memory);
    if (!c->memory)
        return ST_NO_MEMORY;
    c->memory->limit = limit;
    c->values = dict_builder_new(c->memory);
    return c->values ? ST_OK : ST_NO_MEMORY;
}

void column_free(table_column *c)
{
    if (!c->memory)
        return;
    arena_free(c->memory);
    free(c->memory);
    c->memory = NULL;
}

table_column *table_add_column(table *t, arena *a, str name)
{
    table_column *c = arena_push(a, (void **)&t->columns, &t->column_count, &t->column_capacity, sizeof *c);
    if (!c)
        return NULL;
    c->name = arena_str(a, name);
    return begin_column(c, 0) == ST_OK && !a->failed ? c : NULL;
}

size_t table_find_column(const table *t, str name)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (str_equal_nocase(t->columns[i].name, name))
            return i;
    return SIZE_MAX;
}

status table_add_row(table *t, arena *a, size_t line)
{
    uint32_t *at = t->rows < UINT32_MAX - 1 ? arena_push(a, (void **)&t->lines, &t->rows, &t->line_capacity, sizeof *at) : NULL;
    if (!at)
        return ST_NO_MEMORY;
    *at = line < UINT32_MAX ? (uint32_t)line : UINT32_MAX;
    return ST_OK;
}

void table_free(table *t)
{
    for (size_t i = 0; i < t->column_count; i++)
        column_free(&t->columns[i]);
    t->column_count = 0;
}

size_t table_bytes(const table *t)
{
    size_t bytes = 0;
    for (size_t i = 0; i < t->column_count; i++)
        bytes += t->columns[i].memory ? t->columns[i].memory->used : 0;
    return bytes;
}

/* ---- Cells ---- */

static status push(table_column *c, uint32_t **list, size_t *count, size_t *capacity, size_t value)
{
    uint32_t *at = arena_push(c->memory, (void **)list, count, capacity, sizeof *at);
    if (!at)
        return ST_NO_MEMORY;
    *at = (uint32_t)value;
    return ST_OK;
}

static status push_item(table_column *c, uint32_t code)
{
    if (c->item_count >= UINT32_MAX - 1)
        return ST_NO_MEMORY;
    return push(c, &c->items, &c->item_count, &c->item_capacity, code);
}

static status push_end(table_column *c)
{
    return push(c, &c->ends, &c->end_count, &c->end_capacity, c->item_count);
}

status column_add_item(table_column *c, str text, uint8_t raw)
{
    uint32_t code;
    TRY(dict_builder_add(c->values, text, &code));
    if (code == c->raw_count && !arena_push(c->memory, (void **)&c->raw, &c->raw_count, &c->raw_capacity, sizeof *c->raw))
        return ST_NO_MEMORY;
    c->raw[code] |= raw;
    return push_item(c, code);
}

status column_add(table_column *c, str text, uint8_t raw)
{
    TRY(column_add_item(c, text, raw));
    return c->ends ? push_end(c) : ST_OK;
}

status column_add_missing(table_column *c)
{
    return c->ends ? push_end(c) : push_item(c, CODE_NONE);
}

status column_pad(table_column *c, size_t rows)
{
    while (column_rows(c) < rows)
        TRY(column_add_missing(c));
    return ST_OK;
}

/* ---- Lists ---- */

/* From one item a row to lists: the missing items go. */
static status become_lists(table_column *c)
{
    size_t rows = c->item_count;
    c->item_count = 0;
    c->end_capacity = rows + 1;
    c->ends = ARENA_ARRAY(c->memory, c->end_capacity, uint32_t);
    if (!c->ends)
        return ST_NO_MEMORY;
    for (size_t row = 0; row < rows; row++) {
        uint32_t code = c->items[row];
        if (code != CODE_NONE)
            c->items[c->item_count++] = code;
        c->ends[c->end_count++] = (uint32_t)c->item_count;
    }
    return ST_OK;
}

status column_begin_list(table_column *c)
{
    return c->ends ? ST_OK : become_lists(c);
}

status column_end_list(table_column *c)
{
    return push_end(c);
}

size_t column_rows(const table_column *c)
{
    return c->ends ? c->end_count : c->item_count;
}

void column_row(const table_column *c, size_t row, size_t *begin, size_t *end)
{
    *begin = !c->ends ? row : row ? c->ends[row - 1] : 0;
    *end = !c->ends ? row + (c->items[row] != CODE_NONE) : c->ends[row];
}

size_t column_row_of(const table_column *c, size_t item)
{
    if (!c->ends)
        return item;
    size_t low = 0, high = c->end_count;
    while (low < high) { /* the first row that ends behind the item */
        size_t middle = low + (high - low) / 2;
        if (c->ends[middle] <= item)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- Splitting ---- */

static status add_pieces(table_column *to, str cell)
{
    for (size_t begin = 0, end; begin <= cell.n; begin = end + 1) {
        for (end = begin; end < cell.n && cell.p[end] != ';';)
            end++;
        str piece = str_trim((str){cell.p + begin, end - begin});
        if (piece.n)
            TRY(column_add_item(to, piece, RAW_CELL));
    }
    return column_end_list(to);
}

static status split(table_column *c)
{
    table_column lists = {.name = c->name};
    status done = begin_column(&lists, c->memory->limit);
    if (done == ST_OK)
        done = column_begin_list(&lists);
    for (size_t row = 0; row < c->item_count && done == ST_OK; row++)
        done = c->items[row] == CODE_NONE ? column_end_list(&lists) : add_pieces(&lists, column_text(c, c->items[row]));
    column_free(done == ST_OK ? c : &lists);
    if (done == ST_OK)
        *c = lists;
    return done;
}

status column_make_lists(table_column *c)
{
    bool cells = c->raw_count && c->raw[0] & RAW_CELL;
    return cells && !c->ends ? split(c) : column_begin_list(c);
}

size_t column_longest(const table_column *c)
{
    size_t longest = 1;
    for (size_t row = 0; c->ends && row < column_rows(c); row++) {
        size_t begin, end;
        column_row(c, row, &begin, &end);
        longest = end - begin > longest ? end - begin : longest;
    }
    return longest;
}
