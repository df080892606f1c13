/* What stands behind `with`: settings of columns. */
#include "engine/load_settings.h"

#include "base/text.h"

/* Where it is said, and where mistakes go. */
typedef struct said {
    const source *from;
    diag_bag *bag;
} said;

static status refuse_setting(said *job, span where, const char *expected)
{
    diag *d = diag_add(job->bag, E_LOAD_SETTING, job->from, where, "this says nothing about a file's columns");
    diag_expect(job->bag, d, "%s", expected);
    diag_hint(job->bag, d, "settings are written when = first_day..last_day, project links projects, key = id, price = number, tags = set");
    return ST_ERROR;
}

static status refuse_type(said *job, span where)
{
    sbuf expected = {0};
    sbuf_add(&expected, STR("a type: "));
    type_kind_list(&expected, ", ");
    sbuf_add(&expected, STR(", set, set of text …"));
    status refused = refuse_setting(job, where, expected.failed ? "a type" : expected.p);
    sbuf_free(&expected);
    return refused;
}

static bool is_column(const ast_expr *e)
{
    return e && e->kind == AST_NAME && !e->has_via;
}

/* number, set: a word that names a type does so whatever columns there are; a column of that name stands in backquotes. */
static bool read_type(const ast_name *word, load_setting *out)
{
    type_kind kind = TYPE_NONE;
    if (word->quoted)
        return false;
    out->type.set = str_equal_nocase(word->text, STR("set"));
    bool found = out->type.set || type_kind_named(word->text, &kind);
    out->type.kind = (uint8_t)kind;
    return found;
}

/* set of text */
static status read_words(said *job, const ast_setting *s, load_setting *out)
{
    type_kind kind = TYPE_NONE;
    str words[3] = {{0}}, rest = s->type.text;
    size_t count = 0;
    for (rest = str_trim(rest); rest.n && count < 3; rest = str_trim(rest)) {
        size_t n = 0;
        while (n < rest.n && rest.p[n] > ' ')
            n++;
        words[count++] = (str){rest.p, n};
        rest = (str){rest.p + n, rest.n - n};
    }
    bool good = count == 3 && !rest.n && str_equal_nocase(words[0], STR("set")) && str_equal_nocase(words[1], STR("of"));
    if (!good || !type_kind_named(words[2], &kind))
        return refuse_type(job, s->type.where);
    out->type = (type){.kind = (uint8_t)kind, .set = true};
    return ST_OK;
}

static status read_columns(said *job, const ast_setting *s, load_setting *out)
{
    const ast_expr *e = s->expr, *first = e->kind == AST_RANGE ? e->left : e, *last = e->kind == AST_RANGE ? e->right : e;
    if (!is_column(first) || !is_column(last))
        return refuse_setting(job, e->where, "a column, first..last of two columns, or a type");
    bool one = first == last;
    if (one && read_type(&first->name, out))
        return ST_OK;
    out->kind = one && !s->name.quoted && str_equal_nocase(s->name.text, STR("key")) ? LOAD_KEY : LOAD_PERIOD;
    out->first = first->name.text;
    out->first_where = first->where;
    out->last = last->name.text;
    out->last_where = last->where;
    return ST_OK;
}

static status read_setting(said *job, const ast_setting *s, load_setting *out)
{
    *out = (load_setting){.kind = LOAD_TYPE, .where = s->where, .name = s->name.text, .name_where = s->name.where};
    if (s->links) {
        out->kind = LOAD_LINKS;
        out->target = s->target.text;
        out->target_where = s->target.where;
        return ST_OK;
    }
    return s->has_type ? read_words(job, s, out) : read_columns(job, s, out);
}

status load_settings_read(const source *from, const ast_statement *s, arena *scratch, diag_bag *bag, const load_setting **out)
{
    said job = {from, bag};
    load_setting *settings = ARENA_ARRAY(scratch, s->setting_count, load_setting);
    status done = settings ? ST_OK : ST_NO_MEMORY;
    for (size_t i = 0; i < s->setting_count && done == ST_OK; i++)
        done = read_setting(&job, &s->settings[i], &settings[i]);
    *out = settings;
    return done;
}
