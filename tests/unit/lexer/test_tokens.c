/* Which bytes make which token. */
#include <criterion/criterion.h>

#include "lexer/keywords.h"
#include "lexer/lexer.h"

static const char *kind_name(token_kind kind)
{
    static const char *const names[] = {
        [TOK_EOF] = "end",     [TOK_WORD] = "word",  [TOK_NUMBER] = "number", [TOK_DATE] = "date", [TOK_QUOTED_NAME] = "quoted",
        [TOK_STRING] = "text", [TOK_VARIABLE] = "$", [TOK_FIELD] = "field",   [TOK_PATH] = "path", [TOK_CALL] = "call",
        [TOK_REGEX] = "regex",
    };
    return keyword_of(kind) ? "keyword" : kind <= TOK_REGEX ? names[kind] : "sign";
}

/* The tokens as `kind:text` with spaces between, then the codes of what was said. */
static void tokens(sbuf *out, const char *text)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    lexer *l = NULL;
    size_t bad = 0;
    token t;
    cr_assert_eq(source_read(&memory, STR("query"), str_of(text), &from, &bad), ST_OK);
    cr_assert_eq(lexer_open(&memory, from, &bag, &l), ST_OK);
    while (lexer_next(l, &t) == ST_OK && t.kind != TOK_EOF)
        sbuf_printf(out, "%s%s:%.*s%s", out->n > 0 ? " " : "", kind_name(t.kind), STR_ARG(t.text),
                    t.raw           ? "(raw)"
                    : t.ignore_case ? "(i)"
                                    : "");
    for (size_t i = 0; i < bag.count; i++)
        sbuf_printf(out, "%s!%s", out->n > 0 ? " " : "", diag_info(bag.items[i]->code)->code);
    lexer_close(l);
    arena_free(&memory);
}

static void expect_tokens(const char *text, const char *wanted)
{
    sbuf out = {0};
    tokens(&out, text);
    cr_expect_str_eq(out.p ? out.p : "", wanted, "%s\ngives\n%s", text, out.p);
    sbuf_free(&out);
}

#define TOKENS(name, text, wanted)                                                                                                         \
    Test(tokens, name)                                                                                                                     \
    {                                                                                                                                      \
        expect_tokens(text, wanted);                                                                                                       \
    }

/* ---- Words ---- */

TOKENS(words, "activities _x x_1 été Ωmega 日本", "word:activities word:_x word:x_1 word:été word:Ωmega word:日本")
TOKENS(joiners, "GLACY-e 24/7 2nd d'Ivoire a+b C&A", "word:GLACY-e word:24/7 word:2nd word:d'Ivoire word:a+b word:C&A")
TOKENS(typographic_joiners, "d’Ivoire a‐b a‑b a–b", "word:d’Ivoire word:a‐b word:a‑b word:a–b")
TOKENS(joiner_needs_a_letter, "a- b a -b a& b", "word:a sign:- word:b word:a sign:- word:b word:a sign:& word:b")
TOKENS(trailing_plus, "CyberEast+ CyberEast+, (A+) B+|C+;D+",
       "word:CyberEast+ word:CyberEast+ sign:, sign:( word:A+ sign:) word:B+ sign:| word:C+ sign:; word:D+")
TOKENS(trailing_plus_at_the_line_end, "CyberEast+\nx", "word:CyberEast+ word:x")
TOKENS(plus_before_a_sign, "a+=b a+\"x\"", "word:a sign:+ sign:= word:b word:a sign:+ text:x")
TOKENS(plus_before_no_break_space, "A+\u00a0b", "word:A+ word:b")
TOKENS(other_spaces, "a\u00a0b\u2003c\u3000d\u200be\u202ff", "word:a word:b word:c word:d word:e word:f")
TOKENS(control_spaces, "a\tb\rc\vd\fe", "word:a word:b word:c word:d word:e")
TOKENS(combining_marks_belong_to_words, "x\u0302y", "word:x\u0302y")
TOKENS(keywords_in_any_case, "WHERE Sort and", "keyword:WHERE word:Sort keyword:and")
TOKENS(names_in_backquotes, "`First day` `where`", "quoted:First day quoted:where")

/* ---- Numbers and dates ---- */

TOKENS(numbers, "12 3.9 1_000 3.9M 5k 2bn 40% 2.5%",
       "number:12 number:3.9 number:1_000 number:3.9M number:5k number:2bn number:40% number:2.5%")
TOKENS(dates, "2025 2025-H2 2025-Q4 2025-10 2025-W41 2025-10-07",
       "number:2025 date:2025-H2 date:2025-Q4 date:2025-10 date:2025-W41 date:2025-10-07")
TOKENS(impossible_dates_are_dates, "2025-13 2025-02-30 2025-W53", "date:2025-13 date:2025-02-30 date:2025-W53")
TOKENS(what_only_looks_so_is_a_word, "3days 5-3 2025-10-7 2nd 5x", "word:3days word:5-3 word:2025-10-7 word:2nd word:5x")
TOKENS(ranges, "2025-10..2025-12 1.5..2.5 ..3 a..b",
       "date:2025-10 sign:.. date:2025-12 number:1.5 sign:.. number:2.5 sign:.. number:3 word:a sign:.. word:b")
TOKENS(no_number, "10.000.000 7.10.2025 3.9Mio", "number:10.000.000 number:7.10.2025 number:3.9Mio !E0108 !E0108 !E0108")

/* ---- Fields, variables, calls ---- */

TOKENS(paths_and_fields, "a.b .c a .d (e).f $x.y `g h`.i",
       "word:a path:b field:c word:a field:d sign:( word:e sign:) path:f $:x path:y quoted:g h path:i")
TOKENS(field_after_an_operator, "a =.b (.c,.d)", "word:a sign:= field:b sign:( field:c sign:, field:d sign:)")
TOKENS(paths_of_keywords, "start.month where.x", "word:start path:month keyword:where path:x")
TOKENS(quoted_steps, "a.`b c` .`d e`", "word:a path:b c field:d e")
TOKENS(three_dots, ".a...b", "field:a sign:.. field:b")
TOKENS(initials_are_no_path, "U.S. a.b.c a.b..c", "word:U.S. word:a path:b path:c word:a path:b sign:.. word:c !E0102")
TOKENS(variables, "$x $été $q4 $", "$:x $:été $:q4 $: !E0112")
TOKENS(calls, "days(x) count(x) first (x) f(g(y))",
       "call:days sign:( word:x sign:) call:count sign:( word:x sign:) keyword:first sign:( word:x sign:) "
       "call:f sign:( call:g sign:( word:y sign:) sign:)")
TOKENS(
    keywords_that_take_brackets, "in(x) not(y) and(z) where(a)",
    "keyword:in sign:( word:x sign:) keyword:not sign:( word:y sign:) keyword:and sign:( word:z sign:) keyword:where sign:( word:a sign:)")

/* ---- Quotes ---- */

TOKENS(strings, "\"a b\" 'c \"d\"' \"\" ''", "text:a b text:c \"d\"(raw) text: text:(raw)")
TOKENS(escapes, "\"a\\n\\t\\\"\\\\\\u{41}\\u{1F600}\"", "text:a\n\t\"\\A😀")
TOKENS(raw_has_no_escapes, "'a\\n'", "text:a\\n(raw)")
TOKENS(escapes_are_normalised, "\"e\\u{301}\"", "text:é")
TOKENS(bad_escapes, "\"\\q\" \"\\u{}\" \"\\u{110000}\" \"\\u{D800}\" \"\\u41\" \"\\u{0}\"",
       "text:q text:u{} text:u{110000} text:u{D800} text:u41 text:u{0} !E0106 !E0106 !E0106 !E0106 !E0106 !E0106")
TOKENS(unclosed, "\"a b\nc", "text:a b word:c !E0103")
TOKENS(unclosed_raw, "'a b\nc", "text:a b(raw) word:c !E0103")
TOKENS(unclosed_at_a_backslash, "\"a\\\nb", "text:a word:b !E0103")
TOKENS(unclosed_backquote, "`a b\nc ``", "quoted:a b word:c quoted: !E0111 !E0111")
TOKENS(curly_quotes, "“a b” ‘c’ „d“ x“", "text:a b text:c text:d word:x !E0104 !E0104 !E0104 !E0104")

/* ---- Patterns ---- */

TOKENS(patterns, "matches /a b/ matches /c\\/d/i x / y", "keyword:matches regex:a b keyword:matches regex:c\\/d(i) word:x sign:/ word:y")
TOKENS(pattern_may_be_something_else, "matches \"a\" matches $x matches\n/b/",
       "keyword:matches text:a keyword:matches $:x keyword:matches sign:/ word:b sign:/")
TOKENS(unclosed_pattern, "matches /a\nb", "keyword:matches regex:a word:b !E0107")
TOKENS(pattern_at_the_end, "matches", "keyword:matches")

/* ---- Signs ---- */

TOKENS(signs, "= != == !== ~ !~ < <= > >= + - * / & ?? .. ( ) , ; : |",
       "sign:= sign:!= sign:== sign:!== sign:~ sign:!~ sign:< sign:<= sign:> sign:>= sign:+ sign:- sign:* sign:/ sign:& sign:?? sign:.. "
       "sign:( sign:) "
       "sign:, sign:; sign:: sign:|")
TOKENS(signs_touching, "a>=3 b=c d!=e", "word:a sign:>= number:3 word:b sign:= word:c word:d sign:!= word:e")
TOKENS(foreign_signs_are_read_as_meant, "a && b || !c <> d === e",
       "word:a keyword:&& word:b keyword:|| keyword:! word:c sign:<> word:d sign:=== word:e "
       "!E0109 !E0109 !E0109 !E0109 !E0109")
TOKENS(foreign_brackets_are_told_once, "[a {b} c]", "sign:[ word:a sign:{ word:b sign:} word:c sign:] !E0109 !E0109")
TOKENS(typographic_signs, "a ≠ b ≤ c − d … e — f",
       "word:a sign:≠ word:b sign:≤ word:c sign:− word:d sign:… word:e sign:— word:f !E0105 !E0105 !E0105 !E0105 !E0105")
TOKENS(without_meaning, "a ? b @ c ^ d \\ e . f", "word:a word:b word:c word:d word:e word:f !E0102 !E0109 !E0109 !E0102 !E0102")
TOKENS(control_characters, "a \x01 b", "word:a word:b !E0102")

/* ---- Comments and lines ---- */

TOKENS(comments, "a # b c\nd#e", "word:a word:d")
TOKENS(foreign_comments, "a -- b\nc // d\ne /* f\n g */ h", "word:a word:c word:e word:h !E0110 !E0110 !E0110")
TOKENS(hash_in_quotes, "\"a # b\" # c", "text:a # b")

static void breaks(const char *text, const token_break *wanted, size_t count)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    lexer *l = NULL;
    size_t bad = 0;
    token t;
    cr_assert_eq(source_read(&memory, STR("query"), str_of(text), &from, &bad), ST_OK);
    cr_assert_eq(lexer_open(&memory, from, &bag, &l), ST_OK);
    for (size_t i = 0; i < count; i++) {
        lexer_next(l, &t);
        cr_expect_eq(t.before, wanted[i], "token %zu of %s", i, text);
    }
    lexer_close(l);
    arena_free(&memory);
}

Test(lines, breaks_before_tokens)
{
    breaks("a b\nc\n\nd\n  \n e # x\nf\n# y\ng\n\n# z\nh",
           (const token_break[]){BREAK_NONE, BREAK_NONE, BREAK_LINE, BREAK_BLANK, BREAK_BLANK, BREAK_LINE, BREAK_LINE, BREAK_BLANK}, 8);
}

Test(lines, comments_are_kept)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    lexer *l = NULL;
    size_t bad = 0, count = 0;
    token t;
    cr_assert_eq(source_read(&memory, STR("query"), STR("# one\na # two \n"), &from, &bad), ST_OK);
    cr_assert_eq(lexer_open(&memory, from, &bag, &l), ST_OK);
    while (lexer_next(l, &t) == ST_OK && t.kind != TOK_EOF)
        ;
    const span *comments = lexer_comments(l, &count);
    cr_assert_eq(count, 2);
    cr_expect(str_equal(source_slice(from, comments[0]), STR("# one")));
    cr_expect(str_equal(source_slice(from, comments[1]), STR("# two ")));
    lexer_close(l);
    arena_free(&memory);
}

Test(lines, the_end_comes_again_and_again)
{
    arena memory = {0};
    diag_bag bag = {.memory = &memory};
    const source *from = NULL;
    lexer *l = NULL;
    size_t bad = 0;
    token t = {.kind = TOK_WORD};
    cr_assert_eq(source_read(&memory, STR("query"), STR("a matches"), &from, &bad), ST_OK);
    cr_assert_eq(lexer_open(&memory, from, &bag, &l), ST_OK);
    for (int i = 0; i < 6; i++)
        cr_assert_eq(lexer_next(l, &t), ST_OK);
    cr_expect_eq(t.kind, TOK_EOF);
    lexer_close(l);
    arena_free(&memory);
}
