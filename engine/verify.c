/* Citations in pages, and whether they still hold. */
#include <stdlib.h>
#include <string.h>

#include "engine/again.h"

struct cyq_citations {
    arena memory;
    const citation_found *found;
    cyq_citation *shown;
    size_t count;
};

/* ---- Reading ---- */

static void show(arena *a, const citation_found *f, cyq_citation *out)
{
    static const cyq_citation_state states[] = {
        [CITATION_WHOLE] = CYQ_CITATION_WHOLE, [CITATION_DAMAGED] = CYQ_CITATION_DAMAGED, [CITATION_FOREIGN] = CYQ_CITATION_FOREIGN};
    *out = (cyq_citation){.size = sizeof *out,
                          .state = states[f->state],
                          .line = f->line,
                          .query = arena_str(a, f->said.query).p,
                          .data = arena_str(a, f->said.data).p,
                          .today = arena_str(a, f->said.today).p,
                          .rows = f->said.rows,
                          .fingerprint = arena_str(a, f->said.fingerprint).p};
}

static status read_all(cyq_citations *c, str text)
{
    TRY(citation_read(&c->memory, text, &c->found, &c->count));
    c->shown = ARENA_ARRAY(&c->memory, c->count + 1, cyq_citation);
    for (size_t i = 0; c->shown && i < c->count; i++)
        show(&c->memory, &c->found[i], &c->shown[i]);
    return c->memory.failed ? ST_NO_MEMORY : ST_OK;
}

cyq_status cyq_citations_read(const char *text, size_t length, cyq_citations **out)
{
    if (!out)
        return CYQ_MISUSE;
    *out = NULL;
    if (!text && length)
        return CYQ_MISUSE;
    cyq_citations *c = calloc(1, sizeof *c);
    if (!c)
        return CYQ_NO_MEMORY;
    status s = read_all(c, (str){text, length});
    if (s == ST_OK)
        *out = c;
    else
        cyq_citations_free(c);
    return status_shown(s);
}

void cyq_citations_free(cyq_citations *citations)
{
    if (!citations)
        return;
    arena_free(&citations->memory);
    free(citations);
}

size_t cyq_citations_count(const cyq_citations *citations)
{
    return citations ? citations->count : 0;
}

cyq_status cyq_citations_get(const cyq_citations *citations, size_t index, cyq_citation *out)
{
    if (!out || index >= cyq_citations_count(citations) || out->size < sizeof out->size)
        return CYQ_MISUSE;
    cyq_citation shown = citations->shown[index];
    shown.size = out->size;
    memcpy(out, &shown, out->size < sizeof *out ? out->size : sizeof *out);
    return CYQ_OK;
}

/* ---- Asking again ---- */

static status run(cyq_session *session, again *a, uint64_t *rows, char digits[CITATION_HEX])
{
    limits_watch watch;
    arena memory = {0};
    const result *r;
    limits_start(&watch, &session->limits, &session->interrupted);
    status s = watch.control.stop(watch.control.stop_data) ? ST_CANCELLED : again_run(a, &watch.control, &memory, &r);
    if (s == ST_OK)
        s = again_fingerprint(r, &watch.control, digits);
    if (s == ST_OK)
        *rows = r->rows;
    s = limits_explain(&watch, s, &a->bag, a->text->from, (span){0});
    arena_free(&memory);
    return s;
}

/* Of mistakes alone it is told: what else there is to say of the query was told when it was asked first. */
static status tell(again *a, cyq_diagnostics *diagnostics, status s)
{
    if (s == ST_OK)
        return s;
    s = diagnostics_take(diagnostics, &a->bag, s);
    return statements_tell(&a->checked, diagnostics, s);
}

static status ask_again(cyq_session *session, const cyq_citation *said, const char *name, cyq_diagnostics *diagnostics, uint64_t *rows,
                        char digits[CITATION_HEX])
{
    again a = {0};
    day on;
    preparing like = preparing_in(session, &session->scope, false);
    a.bag.memory = &a.memory;
    status s = day_read("the citation's today", said->today, &a.bag, &on);
    if (s == ST_OK)
        s = again_open(&a, &session->source, on, &like, name, str_of(said->query));
    if (s == ST_OK)
        s = run(session, &a, rows, digits);
    s = tell(&a, diagnostics, s);
    again_close(&a);
    return s;
}

cyq_status cyq_citation_verify(cyq_session *session, cyq_citations *citations, size_t index, const char *name, cyq_diagnostics *diagnostics,
                               cyq_verification *out)
{
    cyq_verification now = {.size = sizeof now};
    char digits[CITATION_HEX] = {0};
    if (!session || !name || !out || out->size < sizeof out->size || index >= cyq_citations_count(citations))
        return CYQ_MISUSE;
    const citation_found *found = &citations->found[index];
    if (found->state != CITATION_WHOLE)
        return CYQ_MISUSE;
    atomic_store(&session->interrupted, false);
    status s = ask_again(session, &citations->shown[index], name, diagnostics, &now.rows, digits);
    if (s != ST_OK)
        return status_shown(s);
    now.holds = now.rows == found->said.rows && memcmp(digits, found->said.fingerprint.p, CITATION_HEX) == 0;
    now.data = again_data(&citations->memory, &session->source).p;
    if (!now.data)
        return CYQ_NO_MEMORY;
    now.size = out->size;
    memcpy(out, &now, out->size < sizeof *out ? out->size : sizeof *out);
    return CYQ_OK;
}
