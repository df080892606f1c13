/* What expressions become: operands and values, phrases, literals, operators and how they bind. */
#include "parse_test.h"

/* ---- Values: one text ---- */

TREE(value, one_word, "project = CyberEast+", "(= project [CyberEast+])")
TREE(value, words_are_one_text, "country = North Macedonia", "(= country [North Macedonia])")
TREE(value, small_words_inside, "title ~ training on evidence for the use of data by law",
     "(~ title [training on evidence for the use of data by law])")
TREE(value, begins_with_a_keyword, "mode = in person and mode = online", "(and (= mode [in person]) (= mode [online]))")
TREE(value, begins_with_a_clause_word, "title ~ first steps", "(~ title [first steps])")
TREE(value, may_be_first_and_a_number, "title ~ first 3 days", "(~ title [first 3 days])")
TREE(value, sort_by_may_be_its_beginning, "title ~ sort by hand", "(~ title [sort by hand])")
TREE(value, and_may_be_its_beginning, "title ~ and so on", "(~ title [and so on])")
TREE(value, only_its_first_word_is_free, "title ~ not or x", "(or (~ title [not]) x)")
TREE(value, on_inside_after_join_as_first_word, "title ~ join us on evidence", "(~ title [join us on evidence])")
TREE(value, apostrophe, "country = COTE D'IVOIRE", "(= country [COTE D'IVOIRE])")
TREE(value, number_inside, "title ~ phase 2 of 3", "(~ title [phase 2 of 3])")
TREE(value, to_without_a_format_is_text, "title ~ access to justice", "(~ title [access to justice])")
TREE(value, left_top_group_are_text, "title ~ the left top group next door", "(~ title [the left top group next door])")
TREE(value, ends_at_and_or, "a = x y and b = z or c = w", "(or (and (= a [x y]) (= b [z])) (= c [w]))")
TREE(value, ends_at_operator_words, "not a = b", "(not (= a [b]))")
TREE(value, strings, "a = \"x and y\" and b == 'z'", "(and (= a \"x and y\") (== b \"z\"))")
TREE(value, escapes, "a = \"\\u{e9}\\t\\\"\\\\\"", "(= a \"\u00e9\t\"\\\")")
TREE(value, raw_has_no_escapes, "a = '\\n'", "(= a \"\\n\")")
TREE(value, fields, "start = .end and budget > .parent.budget", "(and (= start .end) (> budget .parent>budget))")
TREE(value, backquoted_is_a_field, "start = `First day`", "(= start .First day)")
TREE(value, variables, "country = $country and when = $p.start", "(and (= country $country) (= when $p>start))")
TREE(value, calls_take_operands, "start = first_day(when)", "(= start (first_day when))")
TREE(value, arithmetic, "budget > EUR 3M + 2 * .budget - -5", "(> budget (- (+ [EUR 3M] (* [2] .budget)) (- [5])))")
TREE(value, first_word_after_a_sign, "title = in + by the way", "(= title (+ [in] [by the way]))")
TREE(value, other_and_common, "when = .a & .b ?? 2025", "(= when (?? (& .a .b) [2025]))")
TREE(value, ranges, "when = 2025-10..2025-12", "(= when (.. [2025-10] [2025-12]))")
TREE(value, open_ranges, "when = 2025-10-07.. and when in ..2025-12", "(and (= when (.. [2025-10-07] _)) (in when (.. _ [2025-12])))")
TREE(value, ranges_of_money_and_durations, "budget in EUR 3M..EUR 5M and x in 3 days..5 days",
     "(and (in budget (.. [EUR 3M] [EUR 5M])) (in x (.. [3 days] [5 days])))")
TREE(value, ranges_of_relative_dates, "when = today..next week", "(= when (.. [today] [next week]))")
TREE(value, ranges_of_fields, "x in .a...b", "(in x (.. .a .b))")
TREE(value, relative_dates, "start in last 90 days and when = this week", "(and (in start [last 90 days]) (= when [this week]))")
TREE(value, brackets, "a = (b)", "(= a (paren [b]))")
TREE(value, conditional_in_brackets, "mode = (if joint then in person else if a = b then c d else online)",
     "(= mode (paren (if joint [in person] (if (= a [b]) [c d] [online]))))")
TREE(value, impossible_dates_are_dates, "start > 2025-13", "(> start [2025-13])")
TREE(value, keyword_case, "A = b AND NOT c IS MISSING", "(and (= A [b]) (not (missing c)))")
TREE(value, no_break_space_is_a_space, "country = North\u00a0Macedonia", "(= country [North Macedonia])")

/* ---- Lists and queries behind in ---- */

TREE(list, values, "project in (CyberEast+, in person, GLACY-e)", "(in project (list [CyberEast+] [in person] [GLACY-e]))")
TREE(list, of_one, "project in (GLACY-e)", "(in project (list [GLACY-e]))")
TREE(list, has_all, "project has all (A, B) and not project only (C)",
     "(and (has-all project (list [A] [B])) (not (only project (list [C]))))")
TREE(list, has_all_without_space, "project has all(A, B)", "(has-all project (list [A] [B]))")
TREE(list, negated, "a not in (b) or a not has all (c, d) or a not only (e)",
     "(or (or (not-in a (list [b])) (not-has-all a (list [c] [d]))) (not-only a (list [e])))")
TREE(list, of_ranges, "start in (2025-Q1, 2025-Q3..)", "(in start (list [2025-Q1] (.. [2025-Q3] _)))")
TREE(list, over_lines, "a in (\n  b,\n  c\n)", "(in a (list [b] [c]))")
TREE(list, equality, "mode == (online, in person)", "(== mode (list [online] [in person]))")
TREE(list, like_any, "title ~ (osint, dark web)", "(~ title (list [osint] [dark web]))")
TREE(list, variable, "country in $countries", "(in country $countries)")
TREE(list, query, "country in (activities where joint select country)", "(in country (query activities where joint select country))")
TREE(list, query_with_pipe, "country in (activities | select country)", "(in country (query activities | select country))")
TREE(list, query_in_brackets, "a in ((activities first 3) select country)", "(in a (query (activities first 3) select country))")
TREE(list, nested_values, "a in ((b), (c, d))", "(in a (list (paren [b]) (list [c] [d])))")
TREE(list, query_of_count, "a in (activities count by country)", "(in a (query activities count by country))")

/* ---- Operators ---- */

TREE(compare, all_signs, "a != b and a !== c and a !~ d and a < 1 and a <= 2 and a > 3 and a >= 4",
     "(and (and (and (and (and (and (not-= a [b]) (not-== a [c])) (not-~ a [d])) (< a [1])) (<= a [2])) (> a [3])) (>= a [4]))")
TREE(compare, time, "a overlaps 2025 and a within 2025-Q3 and a contains 2025-10-07 and a not overlaps 2024",
     "(and (and (and (overlaps a [2025]) (within a [2025-Q3])) (contains a [2025-10-07])) (not-overlaps a [2024]))")
TREE(compare, patterns, "a matches /x\\/y/i and a not matches /z/", "(and (matches a /x\\/y/i) (not-matches a /z/))")
TREE(compare, pattern_as_text, "a matches \"x\" or a matches $p", "(or (matches a \"x\") (matches a $p))")
TREE(compare, is, "a is missing or a is not missing or a is known or a is not known",
     "(or (or (or (missing a) (not-missing a)) (known a)) (not-known a))")
TREE(compare, missing_and_known_are_names, "missing = 1 and known is known", "(and (= missing [1]) (known known))")
TREE(bind, not_then_and_then_or, "not a and b or c", "(or (and (not a) b) c)")
TREE(bind, brackets, "not (a or b) and c", "(and (not (paren (or a b))) c)")
TREE(bind, arithmetic, "a + b * c - d / e > 0", "(> (- (+ a (* b c)) (/ d e)) [0])")
TREE(bind, common_before_product, "a * b & c > 0", "(> (* a (& b c)) [0])")
TREE(bind, other_is_loosest, "a ?? b + 1 ?? c > 0", "(> (?? a (?? (+ b <1>) c)) [0])")
TREE(bind, signs, "-a - -b > - 1", "(> (- (- a) (- b)) (- [1]))")
TREE(bind, conditional, "if a then b else c or d", "(if a b (or c d))")

/* ---- Operands ---- */

TREE(operand, literals, "3 days < 2025-10 + EUR 3M", "(< <3 days> (+ [2025-10] [EUR 3M]))")
TREE(operand, literal_on_the_left, "EUR 3M > 2 and 2025-10 overlaps when", "(and (> <EUR 3M> [2]) (overlaps <2025-10> [when]))")
TREE(operand, relative, "this week overlaps 2025 and last 90 days overlaps 2025 and next 2 weeks contains 2025",
     "(and (and (overlaps <this week> [2025]) (overlaps <last 90 days> [2025])) (contains <next 2 weeks> [2025]))")
TREE(operand, ranges, "first_day..last_day overlaps 2025", "(overlaps (.. first_day last_day) [2025])")
TREE(operand, paths, "project.funding ~ European and today.month = 3", "(and (~ project>funding [European]) (= today>month [3]))")
TREE(operand, path_of_brackets, "(a & b).start = 2025", "(= (paren (& a b))>start [2025])")
TREE(operand, path_in_backquotes, "a.`b c` = 1", "(= a>b c [1])")
TREE(operand, field_with_a_dot, ".end = 2025", "(= .end [2025])")
TREE(operand, keywords_as_names, "count = 1 and first > 2 and left = 3 and this = 4 and show = 5 and number = 6 and via = 7",
     "(and (and (and (and (and (and (= count [1]) (> first [2])) (= left [3])) (= this [4])) (= show [5])) (= number [6])) (= via [7]))")
TREE(operand, keyword_in_backquotes, "`where` = 3", "(= where [3])")
TREE(operand, calls, "days(when) > 3 and f() = 1 and last(a, b + 1) = 2",
     "(and (and (> (days when) [3]) (= (f) [1])) (= (last a (+ b <1>)) [2]))")
TREE(operand, condition_in_a_call, "any(project = X) and count(country = North Macedonia) > 1",
     "(and (any (= project [X])) (> (count (= country [North Macedonia])) [1]))")
TREE(operand, count_distinct, "count distinct(country) > 3 and count distinct (a) > 1",
     "(and (> (distinct-count country) [3]) (> (distinct-count a) [1]))")
TREE(operand, via, "size(activities via partner) > 3", "(> (size activities^partner) [3])")
TREE(operand, via_in_a_path, "size(country.activities via country.title) > 3", "(> (size country>activities^country>title) [3])")
TREE(operand, comparison_in_brackets, "(a = b c) and d", "(and (paren (= a [b c])) d)")

/* ---- Shapes that only look alike ---- */

Test(shape, in_the_condition_of_a_join_words_are_fields)
{
    parsed p;
    parse_text(&p, STR("activities join activities as b on country and when = b.when and id < b.id and (x = y or z in (u, v))"));
    cr_assert_eq(p.bag.count, 0);
    const ast_clause *join = p.script->statements[0]->query->clauses[0];
    cr_expect_eq(join->kind, AST_JOIN);
    cr_expect(join->has_name && str_equal(join->name.text, STR("b")));
    cr_expect_str_eq(parsed_tree(&p), "(and (and (and country (= when b>when)) (< id b>id)) (paren (or (= x y) (in z (list u v)))))");
    parsed_free(&p);
}

Test(shape, after_a_definition_words_are_fields)
{
    parsed p;
    parse_text(&p, STR("def activities.long = days(when) > 30"));
    cr_expect_str_eq(parsed_tree(&p), "(> (days when) [30])");
    parsed_free(&p);
    parse_text(&p, STR("load \"x.csv\" with when = first_day..last_day"));
    const ast_statement *s = p.script->statements[0];
    cr_assert_eq(s->setting_count, 1);
    cr_expect_eq(s->settings[0].expr->kind, AST_RANGE);
    cr_expect_eq(s->settings[0].expr->left->kind, AST_NAME);
    parsed_free(&p);
    parse_text(&p, STR("load \"x.csv\" with price = number, tags = set of text"));
    s = p.script->statements[0];
    cr_assert_eq(s->setting_count, 2);
    cr_expect(s->settings[0].expr->kind == AST_NAME && !s->settings[0].has_type);
    cr_expect(s->settings[1].has_type && !s->settings[1].expr && str_equal(s->settings[1].type.text, STR("set of text")));
    cr_expect(str_equal(source_slice(p.from, s->settings[1].where), STR("tags = set of text")));
    parsed_free(&p);
}

Test(shape, places_are_exact)
{
    parsed p;
    parse_text(&p, STR("activities where  country not  in (a, b)"));
    const ast_expr *e = p.script->statements[0]->query->clauses[0]->expr;
    cr_expect(str_equal(source_slice(p.from, e->where), STR("country not  in (a, b)")));
    cr_expect(str_equal(source_slice(p.from, e->op_where), STR("not  in")));
    cr_expect(str_equal(source_slice(p.from, e->right->items[1]->where), STR("b")));
    parsed_free(&p);
    parse_text(&p, STR("activities where country is  not missing"));
    e = p.script->statements[0]->query->clauses[0]->expr;
    cr_expect(str_equal(source_slice(p.from, e->op_where), STR("is  not missing")));
    parsed_free(&p);
}

Test(shape, kinds_of_words)
{
    parsed p;
    parse_text(&p, STR("activities where a = b 12 2025 2025-10 3.9M 2025-W41 2025-02-30"));
    const ast_expr *value = p.script->statements[0]->query->clauses[0]->expr->right;
    static const ast_word_kind kinds[] = {AST_WORD_TEXT,   AST_WORD_NUMBER, AST_WORD_NUMBER, AST_WORD_DATE,
                                          AST_WORD_NUMBER, AST_WORD_DATE,   AST_WORD_DATE};
    cr_assert_eq(value->word_count, sizeof kinds / sizeof *kinds);
    for (size_t i = 0; i < value->word_count; i++)
        cr_expect_eq(value->words[i].kind, kinds[i], "word %zu", i);
    parsed_free(&p);
}
