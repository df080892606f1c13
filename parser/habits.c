/* Mistakes that are known by their look: slips, and habits from other languages. Each is told with the way it is written here. */
#include "parser/syntax.h"

#include "lexer/keywords.h"

static bool stray_bracket(parsing *p, const bool expected[])
{
    if (p->current.role != TOK_RPAREN || !p->f.stray || expected[TOK_RPAREN])
        return false;
    diag *d = diag_add(p->bag, E_STRAY_BRACKET, p->from, p->current.t.where, "this bracket closes nothing");
    diag_expect(p->bag, d, "no ), or a ( before it");
    return true;
}

typedef bool habit(parsing *p, const bool expected[]);

static habit *const HABITS[] = {stray_bracket};

bool habit_report(parsing *p, const bool expected[])
{
    for (size_t i = 0; i < sizeof HABITS / sizeof *HABITS; i++)
        if (HABITS[i](p, expected))
            return true;
    return false;
}
