/* Texts stay as long as something may point into them, and no longer. */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "engine/engine.h"

static unit *keep(cyq_session *s, bool defines, bool fresh)
{
    unit *u = calloc(1, sizeof *u);
    u->defines = defines;
    unit_keep(s, u, fresh);
    return u;
}

static size_t kept(const cyq_session *s)
{
    size_t count = 0;
    for (const unit *u = s->kept; u; u = u->next)
        count++;
    return count;
}

static void let_go_of_all(cyq_session *s)
{
    while (s->kept) {
        unit *next = s->kept->next;
        unit_free(s->kept);
        s->kept = next;
    }
}

Test(units, a_fresh_query_ends_the_chain_before_it)
{
    cyq_session s = {0};
    unit_release(&s, keep(&s, false, true));
    unit_release(&s, keep(&s, false, false));
    unit_release(&s, keep(&s, false, false));
    cr_expect_eq(kept(&s), 3, "each goes on from the one before");
    unit_release(&s, keep(&s, false, true));
    cr_expect_eq(kept(&s), 1);
    let_go_of_all(&s);
}

Test(units, what_defines_stays_with_all_it_may_name)
{
    cyq_session s = {0};
    unit_release(&s, keep(&s, false, true));
    unit_release(&s, keep(&s, true, false));
    unit_release(&s, keep(&s, false, true));
    unit_release(&s, keep(&s, false, true));
    cr_expect_eq(kept(&s), 3, "the query, the definition after it, and the last query");
    let_go_of_all(&s);
}

Test(units, a_text_that_runs_stays_until_its_end)
{
    cyq_session s = {0};
    unit *running = keep(&s, false, true);
    unit_release(&s, keep(&s, false, true));
    cr_expect_eq(kept(&s), 2);
    unit_release(&s, running);
    cr_expect_eq(kept(&s), 1);
    let_go_of_all(&s);
}

Test(units, what_only_asks_what_there_is_goes_at_once)
{
    static const struct {
        const char *text;
        size_t kept;
    } texts[] = {
        {"describe days", 0}, {"show functions; explain E0203", 0}, {"", 0}, {"activities; describe days", 1}, {"explain activities", 1}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cyq_session s = {0};
        arena said = {0};
        diag_bag bag = {.memory = &said};
        unit *u;
        cr_assert_eq(unit_open("query", str_of(texts[i].text), NULL, &bag, &u), ST_OK);
        unit_keep(&s, u, false);
        cr_expect_eq(kept(&s), 1, "as long as it runs");
        unit_release(&s, u);
        cr_expect_eq(kept(&s), texts[i].kept, "%s", texts[i].text);
        let_go_of_all(&s);
        arena_free(&said);
    }
}
