/* Functions that other languages have: one table, from names to what is written here. */
#include "runtime/query/elsewhere.h"

#include "runtime/query/group.h"
#include "runtime/query/tried.h"

enum { ANY_COUNT = -1 };

/* %1, %2 … are the arguments. A way without them is an example. Of several rows for one call the first that checks is offered. */
typedef struct elsewhere {
    const char *name;
    int arguments; /* as many as it is for; ANY_COUNT */
    const char *way;
} elsewhere;

static const elsewhere rows[] = {
    /* What is missing. */
    {"coalesce", 2, "%1 ?? %2"},
    {"coalesce", 3, "%1 ?? %2 ?? %3"},
    {"nvl", 2, "%1 ?? %2"},
    {"ifnull", 2, "%1 ?? %2"},
    {"isnull", 2, "%1 ?? %2"},
    {"isnull", 1, "%1 is missing"},
    {"isempty", 1, "%1 is missing"},
    {"isblank", 1, "%1 is missing"},
    {"isna", 1, "%1 is missing"},
    {"isnotnull", 1, "%1 is known"},
    {"notnull", 1, "%1 is known"},
    {"isnotempty", 1, "%1 is known"},
    {"exists", 1, "%1 is known"},
    /* The clock and the calendar. */
    {"now", 0, "today"},
    {"today", 0, "today"},
    {"yesterday", 0, "yesterday"},
    {"tomorrow", 0, "tomorrow"},
    {"getdate", 0, "today"},
    {"curdate", 0, "today"},
    {"current_date", 0, "today"},
    {"sysdate", 0, "today"},
    {"startofday", 0, "today"},
    {"startofweek", 0, "this week"},
    {"endofweek", 0, "this week"},
    {"startofmonth", 0, "this month"},
    {"endofmonth", 0, "this month"},
    {"startofyear", 0, "this year"},
    {"endofyear", 0, "this year"},
    {"startofweek", 1, "%1.week"},
    {"startofmonth", 1, "%1.month"},
    {"endofmonth", 1, "%1.month"},
    {"startofyear", 1, "%1.year"},
    {"dayofweek", 1, "%1.weekday"},
    {"eomonth", ANY_COUNT, "start.month"},
    {"ago", ANY_COUNT, "today - 30 days"},
    {"date_trunc", ANY_COUNT, "start.month"},
    {"datepart", ANY_COUNT, "start.month"},
    {"date_part", ANY_COUNT, "start.month"},
    {"bin", ANY_COUNT, "start.week"},
    {"datediff", ANY_COUNT, "end - start"},
    {"date_diff", ANY_COUNT, "end - start"},
    {"dateadd", ANY_COUNT, "start + 30 days"},
    {"date_add", ANY_COUNT, "start + 30 days"},
    {"date_sub", ANY_COUNT, "start - 30 days"},
    {"edate", ANY_COUNT, "start + 1 month"},
    {"datetime", 1, "%1"},
    {"todatetime", 1, "%1"},
    {"date", 1, "%1"},
    {"to_date", 1, "%1"},
    {"timestamp", 1, "%1"},
    {"date", 3, "2025-10-07"},
    {"strftime", ANY_COUNT, "start.month"},
    {"date_format", ANY_COUNT, "start.month"},
    /* A choice. */
    {"iff", 3, "if %1 then %2 else %3"},
    {"iif", 3, "if %1 then %2 else %3"},
    {"ifelse", 3, "if %1 then %2 else %3"},
    {"case", 3, "if %1 then %2 else %3"},
    {"ifs", ANY_COUNT, "if days > 3 then \"long\" else \"short\""},
    {"switch", ANY_COUNT, "if days > 3 then \"long\" else \"short\""},
    /* Text. */
    {"concat", 2, "%1 + %2"},
    {"concat", 2, "text(%1) + text(%2)"},
    {"concat", 3, "%1 + %2 + %3"},
    {"concatenate", 2, "%1 + %2"},
    {"strcat", 2, "%1 + %2"},
    {"contains", 2, "%1 ~ %2"},
    {"includes", 2, "%1 ~ %2"},
    {"test", 2, "%1 ~ %2"},
    {"search", 2, "%2 ~ %1"},
    {"startswith", 2, "starts(%1, %2)"},
    {"starts_with", 2, "starts(%1, %2)"},
    {"endswith", 2, "ends(%1, %2)"},
    {"ends_with", 2, "ends(%1, %2)"},
    {"tolower", 1, "lower(%1)"},
    {"toupper", 1, "upper(%1)"},
    {"lcase", 1, "lower(%1)"},
    {"ucase", 1, "upper(%1)"},
    {"strlen", 1, "length(%1)"},
    {"len", 1, "length(%1)"},
    {"len", 1, "size(%1)"},
    {"array_length", 1, "size(%1)"},
    {"cardinality", 1, "size(%1)"},
    {"str", 1, "text(%1)"},
    {"tostring", 1, "text(%1)"},
    {"to_char", ANY_COUNT, "text(days)"},
    {"toint", 1, "round(%1)"},
    {"int", 1, "round(%1)"},
    {"ceiling", 1, "ceil(%1)"},
    /* Many rows. */
    {"dcount", 1, "count distinct(%1)"},
    {"count_distinct", 1, "count distinct(%1)"},
    {"countd", 1, "count distinct(%1)"},
    {"nunique", 1, "count distinct(%1)"},
    {"average", 1, "avg(%1)"},
    {"group_concat", 1, "list(%1)"},
    {"string_agg", ANY_COUNT, "list(title)"},
    {"array_agg", 1, "list(%1)"},
    {"make_list", 1, "list(%1)"},
    {"make_set", 1, "list(%1)"},
    {"collect", 1, "list(%1)"},
    {"take_any", 1, "first(%1)"},
    {"any_value", 1, "first(%1)"},
    {"countif", ANY_COUNT, "activities where country = Ukraine count"},
    {"sumif", ANY_COUNT, "activities where country = Ukraine show sum(days)"},
    {"row_number", ANY_COUNT, "add n = number() per country"},
    {"rownum", ANY_COUNT, "add n = number()"},
    {"rank", ANY_COUNT, "sort by days desc add n = number()"},
    {"lag", ANY_COUNT, "add before = previous(days)"},
    {"lead", ANY_COUNT, "add behind = next(days)"},
    {"cumsum", ANY_COUNT, "add so_far = running(days)"},
};

/* A time in quotes stands without them. */
static str argument_text(checker *k, const ast_expr *e)
{
    period p;
    bool time = e->kind == AST_STRING && cal_parse_range(e->text, &p) == CAL_IS_DATE;
    return time ? e->text : checker_text(k, e);
}

static str filled(checker *k, const char *way, const ast_expr *call)
{
    sbuf b = {0};
    for (; *way; way++) {
        size_t i = way[0] == '%' ? (size_t)(way[1] - '1') : call->item_count;
        if (i >= call->item_count) {
            sbuf_char(&b, *way);
            continue;
        }
        str text = argument_text(k, call->items[i]);
        sbuf_add(&b, text);
        way++;
    }
    return checker_take(k, &b);
}

static bool is_row(const elsewhere *r, const ast_expr *call)
{
    return str_equal_nocase(str_of(r->name), call->name.text) && (r->arguments == ANY_COUNT || (size_t)r->arguments == call->item_count);
}

/* As a condition by itself, as the value of one, or as a time. In the items of a `show` over the rows that it shows. */
static bool checks(checker *k, str way)
{
    place outer = k->at;
    group_enter_rows(k);
    bool fits = tried_condition(k, way) || tried_condition(k, arena_printf(k->memory, "(%.*s) is known", STR_ARG(way))) ||
                tried_condition(k, arena_printf(k->memory, "start = %.*s", STR_ARG(way)));
    k->at = outer;
    return fits;
}

bool elsewhere_hint(checker *k, diag *d, const ast_expr *call)
{
    str example = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!is_row(&rows[i], call))
            continue;
        str way = filled(k, rows[i].way, call);
        if (rows[i].arguments == ANY_COUNT) {
            example = way;
        } else if (checks(k, way)) {
            diag_hint(k->bag, d, "write `%.*s`", STR_ARG(way));
            return true;
        }
    }
    if (example.n > 0)
        diag_hint(k->bag, d, "for example: `%.*s`", STR_ARG(example));
    return example.n > 0;
}
