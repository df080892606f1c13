/* Making a result citable. */
#include "engine/cite.h"

#include <string.h>

#include "engine/again.h"
#include "runtime/query/touched.h"

static diag *refuse(prepared *p, const char *why)
{
    return diag_add(&p->bag, E_UNCITABLE, p->plan->from, p->plan->to_where, "%s", why);
}

/* ---- Before it runs ---- */

/* A collection that was loaded and that the query reads: its file; empty if there is none. */
static status loaded_file(prepared *p, const scope *scope, str *out)
{
    arena memory = {0};
    touched t;
    status s = touched_new(&memory, p->data, &t);
    if (s == ST_OK)
        s = touched_query(&t, p->plan);
    for (size_t i = 0; s == ST_OK && i < p->data->count && !out->n; i++)
        if (t.collections[i].rows || t.collections[i].names || t.collections[i].fields)
            *out = loads_file(scope, i);
    arena_free(&memory);
    return s;
}

/* ST_ERROR where the text has a character that no page shows as it stands. */
static status check_shown(str text)
{
    sbuf safe = {0};
    text_print_safe(&safe, text);
    status s = safe.failed ? ST_NO_MEMORY : str_equal(sbuf_str(&safe), text) ? ST_OK : ST_ERROR;
    sbuf_free(&safe);
    return s;
}

static status refuse_loaded(prepared *p, str file)
{
    diag *d = refuse(p, "these rows cannot be cited: the query reads a file that was loaded");
    diag_expect(&p->bag, d, "rows of what was opened; %.*s is here alone", STR_ARG(file));
    diag_hint(&p->bag, d, "save it into a database, `save \"programme.db\"`, and ask that: cyq --db programme.db");
    return ST_ERROR;
}

/* Can what is cited be read by itself? */
static status check_alone(prepared *p, const preparing *in)
{
    again a;
    const preparing like = {.limits = in->limits, .interrupted = in->interrupted};
    status s = again_open(&a, in->scope->source, check_today(in->scope->env), &like, "citation", p->cited);
    again_close(&a);
    return s;
}

status cite_prepare(prepared *p, const preparing *in)
{
    str file = {0};
    if (p->asked || !p->about || !p->about->query.n) {
        refuse(p, "only the answer of a query can be cited");
        return ST_ERROR;
    }
    TRY(loaded_file(p, in->scope, &file));
    if (file.n)
        return refuse_loaded(p, file);
    status s = check_cite(in->scope->env, &p->memory, p->about->query, &p->cited);
    if (s == ST_OK && (s = check_shown(p->cited)) == ST_ERROR) {
        refuse(p, "these rows cannot be cited: the query has a control character, which a page cannot show");
        return ST_ERROR;
    }
    if (s == ST_OK)
        s = check_alone(p, in);
    if (s != ST_ERROR && s != ST_LIMIT)
        return s;
    refuse(p, "these rows cannot be cited: the query cannot be written down with its definitions so that it stands alone");
    return ST_ERROR;
}

/* ---- When its rows are there ---- */

/* Does the citation alone give the same rows? */
static status check_same(cyq_session *session, prepared *p, const exec_control *control, const char *digits)
{
    again a;
    arena memory = {0};
    const result *rows = NULL;
    char found[CITATION_HEX];
    preparing like = preparing_in(session, &session->scope, false);
    status s = again_open(&a, &session->source, session->today, &like, "citation", p->cited);
    if (s == ST_OK)
        s = again_run(&a, control, &memory, &rows);
    if (s == ST_OK)
        s = again_fingerprint(rows, control, found);
    again_close(&a);
    arena_free(&memory);
    if (s == ST_ERROR || (s == ST_OK && memcmp(found, digits, CITATION_HEX) != 0)) {
        refuse(p, "these rows cannot be cited: written down with its definitions, the query gives other rows");
        return ST_ERROR;
    }
    return s;
}

static str lines_of(arena *a, const citation *c)
{
    sbuf lines = {0};
    citation_print(&lines, c);
    a->failed |= lines.failed;
    str out = lines.failed ? (str){0} : arena_str(a, sbuf_str(&lines));
    sbuf_free(&lines);
    return out;
}

status cite_finish(cyq_session *session, prepared *p, const exec_control *control, cyq_result *result, export_about *about)
{
    arena *a = &result->memory;
    char digits[CITATION_HEX];
    if (!p->cited.n)
        return ST_OK;
    TRY(again_fingerprint(result->rows, control, digits));
    if (!str_equal(p->cited, p->about->query))
        TRY(check_same(session, p, control, digits));
    const citation c = {p->cited, again_data(a, &session->source), about->today, result->rows->rows, {digits, CITATION_HEX}};
    about->citation = lines_of(a, &c);
    return a->failed ? ST_NO_MEMORY : ST_OK;
}
