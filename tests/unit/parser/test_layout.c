/* The canonical layout: lines, blank lines, comments. */
#include "parse_test.h"

#include <stdio.h>

#define LONG_A "activities where title ~ training on electronic evidence and country in (Ukraine, Moldova, Georgia)"

FORMAT(layout, short_queries_stay_on_a_line, "activities\n  where joint\n  count", "activities where joint count\n")
FORMAT(layout, long_queries_have_a_clause_a_line, LONG_A " select title, country sort by start desc",
       "activities\n  where title ~ training on electronic evidence and country in (Ukraine, Moldova, Georgia)\n  select title, country\n  "
       "sort by start desc\n")
FORMAT(layout, from_the_last_query,
       "where title ~ training on electronic evidence and country in (Ukraine, Moldova, Georgia)\n| select title, country | count",
       "where title ~ training on electronic evidence and country in (Ukraine, Moldova, Georgia)\n  | select title, country\n  | count\n")
FORMAT(layout, heads, "let ours = " LONG_A " count",
       "let ours = activities\n  where title ~ training on electronic evidence and country in (Ukraine, Moldova, Georgia)\n  count\n")
FORMAT(layout, width_counts_characters_not_bytes,
       "activities where title ~ éééééééééééééééééééééééééééééééééééééééééééééé and city ~ éééééééééé count",
       "activities where title ~ éééééééééééééééééééééééééééééééééééééééééééééé and city ~ éééééééééé count\n")
FORMAT(layout, one_space, "activities   where\ta=b   c and( d ) select  a ,b", "activities where a = b c and (d) select a, b\n")
FORMAT(layout, numbers_and_words_as_written, "a where b = EUR 3.90M and c = 1_000 and D = E",
       "a where b = EUR 3.90M and c = 1_000 and D = E\n")
FORMAT(layout, quotes_stay, "a where b = \"x\" and c = 'y' and d = \"it's\"", "a where b = \"x\" and c = 'y' and d = \"it's\"\n")
FORMAT(layout, escapes, "a where b = \"\\u{41}\\n\\u{1}\"", "a where b = \"A\\n\\u{1}\"\n")
FORMAT(layout, backquotes_stay, "a select `b`, `c d` as `e f`", "a select `b`, `c d` as `e f`\n")
FORMAT(layout, signs, "a where - -b > 3 and not c", "a where - -b > 3 and not c\n")
FORMAT(layout, semicolons_become_lines, "a; b count;c", "a\nb count\nc\n")
FORMAT(layout, blank_lines_become_one, "\n\na\n\n\n\nb\nc\n\n", "a\n\nb\nc\n")
FORMAT(layout, a_statement_from_the_last_keeps_its_blank_line, "a; where b; count", "a\n\nwhere b\n\ncount\n")
FORMAT(layout, nothing, "", "")

/* ---- Comments ---- */

FORMAT(comments, alone, "# a  \n\n\n#b\n", "# a\n\n#b\n")
FORMAT(comments, before_statements, "# a\n# b\nx\n\n# c\ny", "# a\n# b\nx\n\n# c\ny\n")
FORMAT(comments, behind_statements, "x # a\ny count    # b\n# c", "x  # a\ny count  # b\n# c\n")
FORMAT(comments, between_clauses, "x\n# a\nwhere b # c\n\n# d\n\ncount # e", "x\n  # a\n  where b  # c\n\n# d\n\ncount  # e\n")
FORMAT(comments, behind_the_source, "x # a\n  where b\n  count", "x  # a\n  where b\n  count\n")
FORMAT(comments, inside_a_clause_go_before_it, "x where a in ( # one\n b, # two\n c) count",
       "x\n  # one\n  # two\n  where a in (b, c)\n  count\n")
FORMAT(comments, inside_a_plain_statement_go_before_it, "y\ndef f($a) = # one\n $a + # two\n 1", "y\n# one\n# two\ndef f($a) = $a + 1\n")
FORMAT(comments, inside_a_source_go_before_the_statement, "( # one\n x count) first 3", "# one\n(x count) first 3\n")
FORMAT(comments, after_semicolons, "a; b # c\nd", "a\nb  # c\nd\n")
FORMAT(comments, before_a_statement_from_the_last, "a; # b\nwhere c", "a  # b\n\nwhere c\n")
FORMAT(comments, and_blank_before_a_statement_from_the_last, "a\n# b\n\nwhere c", "a\n# b\n\nwhere c\n")
FORMAT(comments, at_the_end, "a\n\n# b\n# c", "a\n\n# b\n# c\n")
FORMAT(comments, hash_in_a_text_is_none, "a where b = \"# c\" # d", "a where b = \"# c\"  # d\n")

/* ---- Names of columns ---- */

static void expect_name(const char *expression, const char *name)
{
    char text[512];
    parsed p;
    sbuf out = {0};
    snprintf(text, sizeof text, "activities select %s", expression);
    parse_text(&p, str_of(text));
    cr_assert_eq(p.bag.count, 0, "%s", text);
    ast_format_expr(&out, p.script->statements[0]->query->clauses[0]->items.items[0].expr);
    cr_expect_str_eq(out.p, name);
    sbuf_free(&out);
    parsed_free(&p);
}

Test(column_name, is_the_expression)
{
    static const char *const rows[][2] = {
        {"count", "count"},
        {"sum( budget )", "sum(budget)"},
        {"start.month", "start.month"},
        {"a+1", "a+1"},
        {"a +1", "a + 1"},
        {"count distinct( country )", "count distinct(country)"},
        {"if a then b else c", "if a then b else c"},
        {"a   ??  \"none\"", "a ?? \"none\""},
        {"`First day`", "`First day`"},
        {"size(activities via  partner)", "size(activities via partner)"},
        {"size( country.activities  via country.days )", "size(country.activities via country.days)"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_name(rows[i][0], rows[i][1]);
}

Test(format, bad_nodes_do_not_break_it)
{
    parsed p;
    parse_text(&p, STR("activities where (a b) and = select ,\n= 3\nx join ( = ) on y"));
    cr_assert_gt(p.bag.error_count, 0);
    cr_expect_not_null(parsed_format(&p));
    parsed_free(&p);
}
