/* Several mistakes in one text are each told once, and what is right around them is still read. */
#include "parse_test.h"

CODES(recovery, none, "activities where joint", "")
CODES(recovery, one_a_statement, "activities where = 3\nprojects select; claims were x", "E0201 E0202 E0203")
CODES(recovery, one_a_clause, "activities where = 3 select a, , b sort by", "E0201 E0201 E0202")
CODES(recovery, no_second_in_a_clause, "activities where = = 3 ) ( x and and y", "E0201")
CODES(recovery, scanner_and_grammar_once, "activities where days ? 3 ? 4", "E0102 E0102")
CODES(recovery, repaired_signs_are_no_cascade, "activities where a && b || c <> d [", "E0109 E0109 E0109 E0109")
CODES(recovery, brackets_keep_what_follows, "activities where (a b) and c = d select x,", "E0201 E0202")
CODES(recovery, brackets_of_a_call, "activities select f(a b), c sort by", "E0201 E0202")
CODES(recovery, unclosed_bracket_ends_with_its_statement, "activities where a in (b, c; projects where = 3", "E0204 E0201")
CODES(recovery, unclosed_bracket_ends_at_a_blank_line, "activities where a in (b, c\n\nprojects where = 3", "E0204 E0201")
CODES(recovery, unclosed_brackets_are_one_mistake, "activities where ((((a", "E0204")
CODES(recovery, stray_brackets, "activities where a) count by b)", "E0205 E0205")
CODES(recovery, after_a_bad_beginning, "= 3\nactivities where = 3", "E0222 E0201")
CODES(recovery, bad_statement_words, "let; use 3\nactivities where =", "E0202 E0201 E0201")
CODES(recovery, pipes, "activities | were x | count | | first", "E0203 E0201")
CODES(recovery, in_a_joined_query, "activities join (projects where =) as p on a = b select ,", "E0201 E0201")

Test(recovery, the_rest_of_the_tree_is_there)
{
    parsed p;
    parse_text(&p, STR("activities where = 3 select a, b sort by; projects count"));
    cr_assert_eq(p.result, ST_OK);
    cr_assert_eq(p.bag.error_count, 2);
    cr_assert_eq(p.script->statement_count, 2);
    const ast_query *q = p.script->statements[0]->query;
    cr_assert_eq(q->clause_count, 3);
    cr_expect_eq(q->clauses[0]->kind, AST_BAD_CLAUSE);
    cr_expect_eq(q->clauses[1]->kind, AST_SELECT);
    cr_expect_eq(q->clauses[1]->items.count, 2);
    cr_expect_eq(q->clauses[2]->kind, AST_BAD_CLAUSE);
    cr_expect_eq(p.script->statements[1]->query->clauses[0]->kind, AST_COUNT);
    parsed_free(&p);
}

Test(recovery, a_bad_bracket_is_a_bad_node)
{
    parsed p;
    parse_text(&p, STR("activities where (a b) and c = d"));
    cr_assert_eq(p.script->statement_count, 1);
    const ast_expr *e = p.script->statements[0]->query->clauses[0]->expr;
    cr_assert_eq(e->kind, AST_BINARY);
    cr_expect_eq(e->left->kind, AST_BAD);
    cr_expect_eq(e->right->kind, AST_COMPARE);
    parsed_free(&p);
}

/* ---- Is it whole? ---- */

static void expect_state(const char *text, parse_state wanted)
{
    cr_expect_eq(parse_is_complete(str_of(text)), wanted, "%s", text);
}

Test(complete, whole_statements)
{
    static const char *const texts[] = {
        "",
        "   ",
        "# only this",
        "activities",
        "activities where joint",
        "activities;",
        "activities where mode = in",
        "activities select *",
        "activities select count",
        "activities where when = 2025-10..",
        "activities where (joint)",
        "let $x = 3",
        "activities count by a # and",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_state(texts[i], PARSE_COMPLETE);
}

Test(complete, more_is_to_come)
{
    static const char *const texts[] = {
        "activities where",
        "activities where joint and",
        "activities where (joint",
        "activities where a in (b,",
        "activities select a,",
        "activities |",
        "activities where a =",
        "activities sort by",
        "activities first 3 |",
        "let",
        "let $x =",
        "let x = ",
        "def f($a",
        "activities join projects",
        "activities top 3",
        "load \"x\" with",
        "activities where a =  # which",
        "why not",
        "why not \"x\" in",
        "why (",
        "save",
        "activities group by a +",
        "activities where not",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_state(texts[i], PARSE_UNFINISHED);
}

Test(complete, mistakes_that_more_will_not_mend)
{
    static const char *const texts[] = {
        "activities where title ~ \"osint",
        "activities were x and",
        "activities where = 3 and",
        "activities where (a b",
        "activities select `x",
        "activities where;",
        "activities where in (a, b sort by",
        "activities where && (",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_state(texts[i], PARSE_COMPLETE);
}

Test(complete, text_that_is_no_text)
{
    cr_expect_eq(parse_is_complete(STR("activities where \xff")), PARSE_COMPLETE);
}
