/* Listings: which statements ask for one, and how its columns are filled. */
#include "engine/listing.h"

/* ---- Statements ---- */

typedef status listing_maker(const listing_job *job);

static listing_maker *maker_of(const ast_statement *s)
{
    switch (s->kind) {
    case AST_SHOW_LIST:
        return listing_show;
    case AST_DESCRIBE:
        return listing_describe;
    case AST_EXPLAIN:
        return listing_explain;
    case AST_SAY:
        return listing_say;
    default:
        return NULL;
    }
}

bool listing_asked(const ast_statement *s)
{
    return maker_of(s) != NULL;
}

status listing_prepare(prepared *p, const unit *text, const ast_statement *s, check_env *env, const data_source *source)
{
    arena scratch = {0};
    listing_job job = {.p = p, .text = text, .statement = s, .env = env, .data = check_dataset(env), .source = source, .scratch = &scratch};
    status made = maker_of(s)(&job);
    arena_free(&scratch);
    return made;
}

/* ---- Columns ---- */

void listing_begin(listing *l, arena *memory, const dataset *data, const listing_column *columns, size_t count)
{
    *l = (listing){.memory = memory, .data = data, .columns = columns, .column_count = count};
    l->builders = ARENA_ARRAY(&l->scratch, count, col_builder *);
    for (size_t i = 0; l->builders && i < count; i++) {
        l->builders[i] = col_builder_new(&l->scratch, type_of(columns[i].kind), NULL);
        if (!l->builders[i])
            l->state = ST_NO_MEMORY;
    }
    if (!l->builders)
        l->state = ST_NO_MEMORY;
}

static void add(listing *l, value v)
{
    size_t column = l->cells++ % l->column_count;
    v.type = type_of(l->columns[column].kind);
    if (l->state == ST_OK)
        l->state = col_builder_add(l->builders[column], &v);
}

void listing_text(listing *l, str text)
{
    add(l, (value){.missing = text.n == 0, .as.text = text});
}

void listing_int(listing *l, int64_t n)
{
    add(l, (value){.as.integer = n});
}

void listing_bool(listing *l, bool b)
{
    add(l, (value){.as.boolean = b});
}

void listing_missing(listing *l)
{
    add(l, (value){.missing = true});
}

static status finish(const listing *l, const result **out)
{
    result *r = ARENA_NEW(l->memory, result);
    result_column *columns = ARENA_ARRAY(l->memory, l->column_count, result_column);
    if (!r || !columns)
        return ST_NO_MEMORY;
    for (size_t i = 0; i < l->column_count; i++) {
        columns[i].name = str_of(l->columns[i].name);
        TRY(col_builder_finish(l->builders[i], l->memory, &columns[i].data));
    }
    *r = (result){.columns = columns, .column_count = l->column_count, .rows = l->cells / l->column_count, .data = l->data};
    *out = r;
    return ST_OK;
}

status listing_finish(listing *l, const result **out)
{
    status s = l->state == ST_OK ? finish(l, out) : l->state;
    arena_free(&l->scratch);
    return s;
}
