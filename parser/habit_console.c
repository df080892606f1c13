/* What belongs around a query and not into it: the prompt, the program's own name, and files, which a statement of their own reads. */
#include "parser/habits.h"

#include "lexer/keywords.h"

static bool begins_statement(unsigned role)
{
    return role == ROLE_END || role == ROLE_KINDS;
}

static bool begins_clause(unsigned role)
{
    return role < TOK_KINDS && keyword_in((token_kind)role, KW_CLAUSE);
}

/* ---- The prompt ---- */

static void tell_prompt(parsing *p, span where, const char *what, str query)
{
    diag *d = habit_add(p, E_SYNTAX, where, "the %s is not part of the query", what);
    diag_expect(p->bag, d, "the query alone");
    if (query.n > 0 && habit_parses(query))
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(query));
    p->f.silent = true;
}

/* `cyq> activities count`, `> activities count` */
static bool prompt(parsing *p, const bool expected[])
{
    const piece *name = filter_past(&p->f, 1);
    bool named = habit_after_source(p) && !p->current.t.spaced && str_equal_nocase(habit_text_before(p, 0), STR("cyq"));
    bool alone = begins_statement(habit_before(p, 0)) && expected[ROLE_LAST_QUERY];
    if (p->current.t.kind != TOK_GT || !(named || alone))
        return false;
    span where = named ? span_join(name->t.where, p->current.t.where) : p->current.t.where;
    tell_prompt(p, where, "prompt", habit_rest(p, p->current.t.where.end, "", HABIT_STATEMENT));
    return true;
}

/* `cyq activities count`, `cyq "activities count"`, `cyq import news.md -o news.db` */
static bool program(parsing *p)
{
    static const char *const commands[] = {"import", "fmt", "check", "verify", "lsp", "help", NULL};
    const piece *name = filter_past(&p->f, 1);
    unsigned role = p->current.role;
    bool behind = role == TOK_WORD || role == TOK_STRING || role == TOK_MINUS;
    if (!habit_after_source(p) || !behind || !str_equal_nocase(habit_text_before(p, 0), STR("cyq")))
        return false;
    if (role == TOK_MINUS || habit_one_of(habit_text(p), commands)) {
        diag *d =
            habit_add(p, E_SYNTAX, name->t.where, "\"%.*s\" starts the program, and is running already", STR_ARG(syntax_text(p, name)));
        diag_expect(p->bag, d, "a query or another statement");
        diag_hint(p->bag, d, "its commands and options are given in a terminal, where it is started");
        p->f.silent = true;
        return true;
    }
    bool quoted = role == TOK_STRING;
    tell_prompt(p, name->t.where, "program's name",
                quoted ? p->current.t.text : habit_rest(p, p->current.t.where.begin, "", HABIT_STATEMENT));
    return true;
}

/* ---- Files ---- */

/* `projects > p.csv`, `projects > "p.csv"` */
static bool into_file(parsing *p)
{
    const token *file = &p->f.ahead[0], *ending = &p->f.ahead[1];
    if (p->current.t.kind != TOK_GT || p->f.ahead_count < 2)
        return false;
    bool path = file->kind == TOK_WORD && ending->kind == TOK_PATH && format_known(ending->text);
    if (!path && file->kind != TOK_STRING)
        return false;
    const char *quote = path ? "\"" : "";
    str name = source_slice(p->from, path ? span_join(file->where, ending->where) : file->where);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\">\" does not write a file");
    diag_expect(p->bag, d, "to and the file's name in quotes");
    diag_hint(p->bag, d, "write `%.*s to %s%.*s%s`", STR_ARG(habit_text_before(p, 0)), quote, STR_ARG(name), quote);
    return true;
}

/* How a file of that name is read, and as what: `load "staff.csv"` where its own name will do for the collection. */
static str load_of(parsing *p, str file, str *name)
{
    str stem = str_file_stem(file);
    bool plain = lexer_is_plain_name(stem);
    *name = plain ? stem : STR("mine");
    return arena_printf(p->memory, "load \"%.*s\"%s", STR_ARG(file), plain ? "" : " as mine");
}

/* A name of a file that a hint can repeat: on one line, without what would end its quotes. */
static bool is_shown(str file)
{
    return file.n > 0 && str_find(file, STR("\n")) == SIZE_MAX && str_find(file, STR("\"")) == SIZE_MAX &&
           str_find(file, STR("\\")) == SIZE_MAX;
}

/* `open "staff.csv"`, `let staff = load "staff.csv"` */
static bool opened(parsing *p)
{
    static const char *const verbs[] = {"open", "import", "read", "load", "source", "attach", "include", NULL};
    const piece *verb = filter_past(&p->f, 1);
    bool named = habit_before(p, 1) == ROLE_DEFINE;
    if (p->current.role != TOK_STRING || !habit_after_source(p) || !habit_one_of(habit_text_before(p, 0), verbs))
        return false;
    str name = {0}, load = load_of(p, p->current.t.text, &name);
    diag *d = habit_add(p, E_SYNTAX, verb->t.where, "\"%.*s\" does not read a file here", STR_ARG(syntax_text(p, verb)));
    diag_expect(p->bag, d, named ? "load at the beginning of the statement, and the name behind as" : "load");
    if (named && is_shown(p->current.t.text))
        diag_hint(p->bag, d, "write `load \"%.*s\" as %.*s`", STR_ARG(p->current.t.text), STR_ARG(habit_text_before(p, 2)));
    else if (is_shown(p->current.t.text))
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(load));
    p->f.silent = true;
    return true;
}

/* `activities join "staff.csv" on …` */
static bool source_in_file(parsing *p)
{
    unsigned clause = habit_before(p, 0);
    bool wanted = clause == TOK_JOIN || clause == TOK_LEFT_JOIN || clause == TOK_APPEND || clause == TOK_EXCEPT || clause == TOK_INTERSECT;
    if (p->current.role != TOK_STRING || !wanted)
        return false;
    str file = p->current.t.text, name = {0}, load = load_of(p, file, &name);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a file is no collection before it is read");
    diag_expect(p->bag, d, "a collection, or a query in brackets");
    if (is_shown(file))
        diag_hint(p->bag, d, "read it in a statement before this one, `%.*s`, and write `%.*s` here", STR_ARG(load), STR_ARG(name));
    p->f.silent = true;
    return true;
}

/* `load "staff.csv" select name` */
static bool query_behind_load(parsing *p)
{
    bool named = habit_before(p, 1) == TOK_AS && habit_before(p, 2) == TOK_STRING && habit_before(p, 3) == TOK_LOAD;
    bool plain = habit_before(p, 0) == TOK_STRING && habit_before(p, 1) == TOK_LOAD;
    if (!begins_clause(p->current.role) || !(named || plain))
        return false;
    str file = filter_past(&p->f, named ? 3 : 1)->t.text, name = {0}, load = load_of(p, file, &name);
    if (named) {
        name = habit_text_before(p, 0);
        load = arena_printf(p->memory, "load \"%.*s\" as %.*s", STR_ARG(file), STR_ARG(name));
    }
    str clauses = habit_rest(p, p->current.t.where.begin, "a", HABIT_STATEMENT);
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "a query cannot stand in the statement that reads a file");
    diag_expect(p->bag, d, "with and settings, as and a name or the end of the statement");
    if (clauses.n > 0 && is_shown(file))
        diag_hint(p->bag, d, "write `%.*s; %.*s %.*s`", STR_ARG(load), STR_ARG(name), STR_ARG(clauses));
    p->f.silent = true;
    return true;
}

/* ---- why ---- */

/* `why not Europol in activities`, `why isn't "Europol" in activities`, `why is "Europol" in activities` */
static bool why_words(parsing *p)
{
    bool isnt = habit_before(p, 0) == TOK_WORD && habit_before(p, 1) == TOK_WHY && str_starts(habit_text_before(p, 0), STR("isn"));
    bool lacks_quotes = habit_before(p, 0) == TOK_NOT && habit_before(p, 1) == TOK_WHY && p->current.role != TOK_STRING;
    bool is = habit_before(p, 0) == TOK_WHY && p->current.role == TOK_IS;
    if (!isnt && !lacks_quotes && !is)
        return false;
    str rest = is ? (str){0} : habit_rest(p, p->current.t.where.begin, "a where b =", HABIT_STATEMENT), in = STR(" in ");
    size_t at = str_find(rest, in);
    str text = at == SIZE_MAX ? rest : (str){rest.p, at}, behind = at == SIZE_MAX ? (str){0} : (str){rest.p + at, rest.n - at};
    const char *quote = p->current.role == TOK_STRING ? "" : "\"";
    str query = arena_printf(p->memory, "why not %s%.*s%s%.*s", quote, STR_ARG(text), quote, STR_ARG(behind));
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "%.*s cannot stand after \"%.*s\"", STR_ARG(syntax_quoted(p, &p->current)),
                        STR_ARG(habit_text_before(p, 0)));
    diag_expect(p->bag, d, lacks_quotes ? "a row's name or source in quotes" : "a query behind why, or not and a row's name in quotes");
    if (text.n > 0 && habit_parses(query))
        diag_hint(p->bag, d, "write `%.*s`", STR_ARG(query));
    if (is)
        diag_hint(p->bag, d,
                  "why rows are there: `why activities where joint`; why one is not: `why not \"its title\" in activities where joint`");
    p->f.silent = true;
    return true;
}

bool habit_console(parsing *p, const bool expected[])
{
    return prompt(p, expected) || program(p) || opened(p) || source_in_file(p) || query_behind_load(p) || why_words(p) ||
           (expected[TOK_WHERE] && habit_after_source(p) && into_file(p));
}
