/* Keys, links, and tables that are nothing but links. */
#include "runtime/sql/foreign_tables.h"

/* ---- Keys ---- */

/* Can links hold its values? However a link is followed, by the database or by what is read from it, it must come to the same row. */
static bool can_be_key(const foreign_column *c)
{
    return c->unique && c->exact && (c->kind == TYPE_INT || c->kind == TYPE_TEXT);
}

static size_t primary_key(const foreign_table *t)
{
    for (size_t i = 0; i < t->column_count && t->key_columns == 1; i++)
        if (t->columns[i].key && can_be_key(&t->columns[i]))
            return i;
    return FOREIGN_NONE;
}

/* The column that a link means, in the table it leads to. */
static size_t target_column(const foreign_catalogue *f, const foreign_table *to, const foreign_link *l)
{
    return l->target.n ? foreign_find_column(f, to, l->target) : primary_key(to);
}

/* A table without a primary key of one column has the first key that some link leads to. */
static void find_keys(const foreign_catalogue *f, foreign_table_role *roles)
{
    for (size_t i = 0; i < f->count; i++)
        roles[i].key = primary_key(&f->tables[i]);
    for (size_t i = 0; i < f->count; i++)
        for (size_t k = 0; k < f->tables[i].link_count; k++) {
            const foreign_link *l = &f->tables[i].links[k];
            size_t to = foreign_find_table(f, l->schema, l->table);
            if (to == SIZE_MAX || roles[to].key != FOREIGN_NONE)
                continue;
            size_t column = target_column(f, &f->tables[to], l);
            if (column != SIZE_MAX && can_be_key(&f->tables[to].columns[column]))
                roles[to].key = column;
        }
}

/* ---- Links ---- */

static void find_leads(const foreign_catalogue *f, foreign_table_role *roles, size_t at)
{
    const foreign_table *t = &f->tables[at];
    for (size_t i = 0; i < t->column_count; i++)
        roles[at].leads[i] = FOREIGN_NONE;
    for (size_t k = 0; k < t->link_count; k++) {
        const foreign_link *l = &t->links[k];
        size_t to = foreign_find_table(f, l->schema, l->table);
        if (to == SIZE_MAX || roles[at].leads[l->column] != FOREIGN_NONE)
            continue;
        size_t column = target_column(f, &f->tables[to], l);
        const foreign_column *here = &t->columns[l->column], *there = column == SIZE_MAX ? NULL : &f->tables[to].columns[column];
        if (there && column == roles[to].key && here->exact && here->kind == there->kind && here->form == there->form) {
            roles[at].leads[l->column] = to;
            roles[at].checked[l->column] = l->checked;
        }
    }
}

/* Exactly two foreign keys, and no other column but a key. */
static bool is_link_table(const foreign_catalogue *f, const foreign_table_role *roles, size_t at, foreign_set *out)
{
    const foreign_table *t = &f->tables[at];
    size_t links[2], count = 0;
    if (t->view || t->wide_links || t->link_count != 2 || t->column_count < 2 || t->column_count > 3)
        return false;
    for (size_t i = 0; i < t->column_count; i++) {
        if (roles[at].leads[i] != FOREIGN_NONE && count < 2)
            links[count++] = i;
        else if (roles[at].key != i || t->columns[i].key != 1)
            return false;
    }
    if (count != 2)
        return false;
    *out = (foreign_set){at, roles[at].leads[links[0]], roles[at].leads[links[1]], links[0], links[1]};
    return out->owner != at && out->target != at;
}

/* A table that rows of another lead to has to be a collection. */
static void mark_targets(const foreign_catalogue *f, const foreign_table_role *roles, bool *targets)
{
    for (size_t i = 0; i < f->count; i++)
        for (size_t k = 0; k < f->tables[i].column_count; k++)
            if (roles[i].leads[k] != FOREIGN_NONE)
                targets[roles[i].leads[k]] = true;
}

static bool has_fields(const foreign_table *t)
{
    for (size_t i = 0; i < t->column_count; i++)
        if (t->columns[i].kind != TYPE_NONE)
            return true;
    return false;
}

status foreign_find_roles(const foreign_catalogue *f, arena *a, foreign_roles *out)
{
    bool *targets = ARENA_ARRAY(a, f->count, bool);
    out->tables = ARENA_ARRAY(a, f->count, foreign_table_role);
    if (!targets || !out->tables)
        return ST_NO_MEMORY;
    find_keys(f, out->tables);
    for (size_t i = 0; i < f->count; i++) {
        out->tables[i].leads = ARENA_ARRAY(a, f->tables[i].column_count, size_t);
        out->tables[i].checked = ARENA_ARRAY(a, f->tables[i].column_count, bool);
        if (!out->tables[i].leads || !out->tables[i].checked)
            return ST_NO_MEMORY;
        find_leads(f, out->tables, i);
    }
    mark_targets(f, out->tables, targets);
    for (size_t i = 0; i < f->count; i++) {
        foreign_set set;
        bool links = !targets[i] && is_link_table(f, out->tables, i, &set);
        out->tables[i].collection = links || !has_fields(&f->tables[i]) ? FOREIGN_NONE : out->collection_count++;
        foreign_set *added = links ? arena_push(a, (void **)&out->sets, &out->set_count, &out->set_capacity, sizeof *added) : NULL;
        if (added)
            *added = set;
    }
    return a->failed ? ST_NO_MEMORY : ST_OK;
}
