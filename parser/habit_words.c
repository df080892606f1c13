/* Words where a clause is wanted that cannot be one, formats, and two names side by side. */
#include "parser/habits.h"

#include "base/text.h"
#include "lexer/keywords.h"

/* ---- Clauses ---- */

/* `top days`, `top by days` */
static void hint_top(parsing *p, diag *d)
{
    const token *by = &p->f.ahead[0];
    str key = habit_rest(p, by->kind == TOK_BY ? by->where.end : p->current.t.where.end, "a sort by", HABIT_CLAUSE);
    if (key.n > 0)
        diag_hint(p->bag, d, "the largest first: `top 3 by %.*s`", STR_ARG(key));
}

/* `first three`, `first -3`, `top by days` */
bool habit_number(parsing *p, const bool expected[])
{
    const keyword *k = keyword_of(p->current.t.kind);
    const token *next = &p->f.ahead[0], *number = &p->f.ahead[1];
    if (!k || !(k->traits & KW_NUMBERED) || p->current.role != TOK_WORD || !(expected[TOK_WHERE] || expected[TOK_OFFSET]))
        return false;
    bool negative = next->kind == TOK_MINUS && number->kind == TOK_NUMBER;
    diag *d = negative ? habit_add(p, E_NO_NUMBER, span_join(next->where, number->where), "a number of rows is 0 or more")
                       : habit_add(p, E_NO_NUMBER, p->current.t.where, "\"%.*s\" has no number behind it", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, k->kind == TOK_TOP ? "a number" : "%.*s and a number", STR_ARG(k->text));
    if (k->kind == TOK_TOP)
        hint_top(p, d);
    else if (negative && k->kind != TOK_LAST)
        diag_hint(p->bag, d, "from the end: `last %.*s`", STR_ARG(number->text));
    else if (str_equal_nocase(next->text, STR("all")))
        diag_hint(p->bag, d, "all rows come where no clause cuts: leave it out");
    else
        diag_hint(p->bag, d, "for example: `%.*s 10`", STR_ARG(k->text));
    return true;
}

enum { FORMATS_MOST = 32 };

/* `to out.csv`, `to > out.csv` */
static bool to_file(parsing *p)
{
    const token *name = &p->f.ahead[0];
    name += name->kind == TOK_GT;
    const token *ending = name + 1;
    if (name->kind != TOK_WORD || ending->kind != TOK_PATH || !format_known(ending->text))
        return false;
    str file = source_slice(p->from, span_join(name->where, ending->where));
    diag *d = habit_add(p, E_UNKNOWN_FORMAT, span_join(name->where, ending->where), "the name of a file stands in quotes");
    diag_expect(p->bag, d, "to and a format or a file");
    diag_hint(p->bag, d, "write `to \"%.*s\"`", STR_ARG(file));
    return true;
}

/* `to csv out.csv`: the format is known, and the file's name has no quotes. */
static bool bare_file(parsing *p)
{
    const piece *name = filter_past(&p->f, 1);
    size_t to = 1;
    while (to < FILTER_PAST - 2 && habit_before(p, to) == TOK_WORD)
        to++;
    if (p->current.role != TOK_PATH || habit_before(p, 0) != TOK_WORD || to == 1 || habit_before(p, to) != TOK_TO)
        return false;
    str before = source_slice(p->from, span_join(filter_past(&p->f, to + 1)->t.where, filter_past(&p->f, 2)->t.where));
    span where = span_join(name->t.where, p->current.t.where);
    diag *d = habit_add(p, E_SYNTAX, where, "the name of a file stands in quotes");
    diag_expect(p->bag, d, "a file's name in quotes");
    diag_hint(p->bag, d, "write `%.*s \"%.*s\"`", STR_ARG(before), STR_ARG(source_slice(p->from, where)));
    return true;
}

/* Which formats have the option. */
static void hint_formats_with(parsing *p, diag *d, str option)
{
    str names[FORMATS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < format_count && count < FORMATS_MOST; i++)
        if (format_takes(format_table[i], option))
            names[count++] = format_table[i];
    sbuf list = {0};
    sbuf_list(&list, names, count, " and ");
    diag_hint(p->bag, d, "it is an option of %s", list.p ? list.p : "other formats");
    sbuf_free(&list);
}

/* `to chart "c.svg" heat`: an option behind the file's name. */
static bool option_late(parsing *p)
{
    size_t to = 1;
    while (to < FILTER_PAST - 2 && habit_before(p, to) == TOK_WORD)
        to++;
    str word = habit_text(p);
    if (to == 1 || habit_before(p, 0) != TOK_STRING || habit_before(p, to) != TOK_TO || format_of_option(word).n == 0)
        return false;
    str before = source_slice(p->from, span_join(filter_past(&p->f, to + 1)->t.where, filter_past(&p->f, 2)->t.where));
    str file = source_slice(p->from, filter_past(&p->f, 1)->t.where), format = habit_text_before(p, to - 1);
    if (!format_takes(format, word)) {
        diag *d = habit_add(p, E_FORMAT_OPTION, p->current.t.where, "%.*s has no option \"%.*s\"", STR_ARG(format), STR_ARG(word));
        diag_expect(p->bag, d, "another clause or the end of the statement");
        hint_formats_with(p, d, word);
        return true;
    }
    diag *d = habit_add(p, E_SYNTAX, p->current.t.where, "\"%.*s\" stands behind the file's name", STR_ARG(word));
    diag_expect(p->bag, d, "options before the file's name");
    diag_hint(p->bag, d, "write `%.*s %.*s %.*s`", STR_ARG(before), STR_ARG(word), STR_ARG(file));
    return true;
}

/* What comes nearest to a format that there is not, however it is spelt; NULL if nothing does. */
static const char *format_meant(str word)
{
    static const struct {
        const char *word, *format;
    } rows[] = {{"pie", "chart bar"},  {"plot", "chart bar"},    {"graph", "chart bar"}, {"histogram", "chart bar"},
                {"bars", "chart bar"}, {"picture", "chart bar"}, {"gantt", "timeline"},  {"heatmap", "chart heat"},
                {"excel", "csv"},      {"xlsx", "csv"},          {"xls", "csv"},         {"spreadsheet", "csv"},
                {"pdf", "html"},       {"word", "html"},         {"docx", "html"},       {"page", "html"},
                {"md", "markdown"},    {"tex", "latex"},         {"ical", "ics"},        {"txt", "table"},
                {"text", "table"},     {"screen", "table"}};
    enum { COUNT = sizeof rows / sizeof *rows };
    str names[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        names[i] = str_of(rows[i].word);
    int64_t nearest = text_nearest(word, names, COUNT);
    return nearest < 0 ? NULL : rows[nearest].format;
}

bool habit_format(parsing *p, const bool expected[])
{
    const token *format = &p->f.ahead[0];
    if (option_late(p) || bare_file(p))
        return true;
    if (p->current.t.kind != TOK_TO || p->current.role != TOK_WORD || !expected[TOK_WHERE])
        return false;
    if (to_file(p))
        return true;
    if (format->kind != TOK_WORD || format->before != BREAK_NONE) {
        diag *d = habit_add(p, E_UNKNOWN_FORMAT, p->current.t.where, "\"to\" has no format behind it");
        diag_expect(p->bag, d, "to and a format or a file: to csv, to \"out.csv\"");
        return true;
    }
    int64_t nearest = text_nearest(format->text, format_table, format_count);
    const char *meant = format_meant(format->text);
    diag *d = habit_add(p, E_UNKNOWN_FORMAT, format->where, "there is no format \"%.*s\"", STR_ARG(format->text));
    sbuf formats = {0};
    format_list(&formats);
    diag_expect(p->bag, d, "a format such as %s", formats.p ? formats.p : "csv");
    sbuf_free(&formats);
    str of = format_of_option(format->text);
    if (of.n)
        diag_hint(p->bag, d, "it is an option, which stands behind its format: `to %.*s %.*s`", STR_ARG(of), STR_ARG(format->text));
    else if (nearest >= 0)
        diag_hint(p->bag, d, "did you mean %.*s?", STR_ARG(format_table[nearest]));
    else if (meant)
        diag_hint(p->bag, d, "what comes nearest: `to %s`", meant);
    else
        diag_hint(p->bag, d, "the formats that there are: `show formats`");
    return true;
}

/* `projects as csv`, `projects format csv` */
bool habit_as_format(parsing *p, const bool expected[])
{
    static const char *const words[] = {"as", "format", "output", "export", "into", "in", "save"};
    const token *format = &p->f.ahead[0];
    bool known = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        known = known || str_equal_nocase(p->current.t.text, str_of(words[i]));
    if (!known || !expected[TOK_WHERE] || expected[p->current.role] || !format_known(format->text) || format->before != BREAK_NONE)
        return false;
    str name = format->text;
    diag *d = habit_add(p, E_UNKNOWN_CLAUSE, p->current.t.where, "\"%.*s\" is not a clause", STR_ARG(habit_text(p)));
    diag_expect(p->bag, d, "to and a format");
    diag_hint(p->bag, d, "write `to %.*s`, or `to %.*s \"FILE\"` for a file", STR_ARG(name), STR_ARG(name));
    return true;
}
