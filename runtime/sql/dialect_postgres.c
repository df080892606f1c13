/* PostgreSQL, and what speaks its protocol: nothing is registered there, so folding is written out. */
#include <string.h>

#include "base/text.h"
#include "runtime/sql/dialect.h"

/* ---- Folding ---- */

static bool is_long(const text_fold_row *row)
{
    return strlen(row->to) > 1 && (unsigned char)row->to[0] < 0x80;
}

/* A text without spaces at its ends, and one where there are several. */
static str trimmed(arena *a, str x)
{
    return arena_printf(a, "btrim(regexp_replace(%.*s, '  +', ' ', 'g'))", STR_ARG(x));
}

/* The text in NFD, each character translated (marks are left out), then the few that become two letters, then white space as base/text_fold.c treats it. */
static str fold_any(arena *a, str x, const size_t tables[2])
{
    str text = arena_printf(a, "translate(normalize(%.*s, NFD), $%zu::text, $%zu::text)", STR_ARG(x), tables[0], tables[1]);
    for (size_t i = 0; i < text_fold_table_count; i++) {
        sbuf letter = {0};
        if (!is_long(&text_fold_table[i]))
            continue;
        text_encode(&letter, text_fold_table[i].from);
        text = letter.failed ? (str){0} : arena_printf(a, "replace(%.*s, '%s', '%s')", STR_ARG(text), letter.p, text_fold_table[i].to);
        sbuf_free(&letter);
    }
    return trimmed(a, text);
}

/* A text of as many bytes as characters is ASCII, and needs the first step only. Nothing here asks what the server's locale takes for a small letter. */
static str fold(arena *a, str x, const size_t tables[2])
{
    str plain = trimmed(a, arena_printf(a, "translate(%.*s, $%zu::text, $%zu::text)", STR_ARG(x), tables[0], tables[1]));
    str any = fold_any(a, x, tables);
    return arena_printf(a, "CASE WHEN octet_length(%.*s) = char_length(%.*s) THEN %.*s ELSE %.*s END", STR_ARG(x), STR_ARG(x),
                        STR_ARG(plain), STR_ARG(any));
}

/* The letter that folds to these two, or 0. */
static uint32_t letter_of(const char *folded, size_t n)
{
    for (size_t i = 0; n == 2 && (unsigned char)folded[0] < 0x80 && i < text_fold_table_count; i++)
        if (is_long(&text_fold_table[i]) && memcmp(text_fold_table[i].to, folded, n) == 0)
            return text_fold_table[i].from;
    return 0;
}

/* What a character of a text in NFD is translated to; its length, 0 for one that goes. One that becomes two letters stands for itself, and so does its capital. */
static size_t translated(uint32_t c, char out[TEXT_FOLD_MAX])
{
    size_t n = text_fold_char(c, out);
    uint32_t letter = letter_of(out, n);
    if (letter == 0)
        return n;
    sbuf spelt = {0};
    text_encode(&spelt, letter);
    n = spelt.failed ? 0 : spelt.n;
    memcpy(out, spelt.p, n);
    sbuf_free(&spelt);
    return n;
}

/* The character that a text is; 0 if it is none or several. */
static uint32_t one_character(const char *p, size_t n)
{
    size_t length = 0;
    uint32_t c = n > 0 ? text_decode((str){p, n}, 0, &length) : 0;
    return length == n ? c : 0;
}

enum { CHARACTERS_FOLDED = 0x20000 /* beyond these none has another case or a decomposition into others */ };

/* The database looks through the list for each character of a text: these come first, also those that stay as they are, as they are frequent in what people write. */
static const char frequent[] = " etaoinsrhldcumfpgwybvkxjqzETAOINSRHLDCUMFPGWYBVKXJQZ0123456789-.,:;()'\"/&!#$%*+<=>?@[\\]^_`{|}~";

bool dialect_fold_tables(arena *a, str *from, str *to)
{
    sbuf before = {0}, after = {0}, gone = {0};
    char folded[TEXT_FOLD_MAX];
    for (const char *at = frequent; *at; at++) {
        sbuf_char(&before, *at);
        sbuf_add(&after, (str){folded, translated((unsigned char)*at, folded)});
    }
    for (uint32_t c = 1; c < CHARACTERS_FOLDED; c++) {
        if ((c < 0x80 && strchr(frequent, (int)c)) || (c >= 0xD800 && c < 0xE000))
            continue;
        size_t n = translated(c, folded);
        uint32_t one = one_character(folded, n);
        if (n == 0) {
            text_encode(&gone, c);
        } else if (one != 0 && one != c) {
            text_encode(&before, c);
            sbuf_add(&after, (str){folded, n});
        }
    }
    sbuf_add(&before, sbuf_str(&gone));
    *from = arena_str(a, sbuf_str(&before));
    *to = arena_str(a, sbuf_str(&after));
    bool done = !before.failed && !after.failed && !gone.failed && !a->failed;
    sbuf_free(&before);
    sbuf_free(&after);
    sbuf_free(&gone);
    return done;
}

/* ---- The rest ---- */

static str by_code_point(arena *a, str x)
{
    return str_ends(x, STR(" COLLATE \"C\"")) ? x : arena_printf(a, "%.*s COLLATE \"C\"", STR_ARG(x));
}

static str in_order(arena *a, str x)
{
    (void)a;
    return x; /* numeric */
}

static str units(arena *a, const char *unit, str first, str last, str alias)
{
    const char *step = strcmp(unit, "quarter") == 0 ? "3 months" : unit;
    return arena_printf(
        a,
        "generate_series(date_trunc('%s', CASE WHEN %.*s > DATE '0001-01-01' AND %.*s < DATE '9999-12-31' THEN %.*s::timestamp "
        "END), %.*s::timestamp, INTERVAL '%s%s') AS %.*s(first)",
        unit, STR_ARG(first), STR_ARG(last), STR_ARG(first), STR_ARG(last), step == unit ? "1 " : "", step, STR_ARG(alias));
}

static str unit_part(arena *a, const char *unit, str alias, size_t part)
{
    const char *step = strcmp(unit, "quarter") == 0 ? "3 months" : unit;
    if (part == 0 || strcmp(unit, "day") == 0)
        return arena_printf(a, "%.*s.first::date", STR_ARG(alias));
    return arena_printf(a, "(%.*s.first + INTERVAL '%s%s' - INTERVAL '1 day')::date", STR_ARG(alias), step == unit ? "1 " : "", step);
}

/* The first days of the units of two centuries are an array, which is made once and sent to where the rows are; width_bucket finds a day in it. date_trunc would say the same of all days,
 * but servers that hold parts of a table are not asked for it, since its constant text has a collation that comes from no column. */
static str unit_table(arena *a, const char *unit, str table)
{
    const char *step = strcmp(unit, "quarter") == 0 ? "3 months" : strcmp(unit, "year") == 0 ? "1 year" : "1 month";
    if (strcmp(unit, "day") == 0)
        return (str){0};
    return arena_printf(
        a,
        "%.*s AS (SELECT ARRAY(SELECT generate_series(TIMESTAMP '1900-01-01', TIMESTAMP '2099-12-31', INTERVAL '%s')::date) "
        "AS days)",
        STR_ARG(table), step);
}

static str unit_around(arena *a, const char *unit, str day, str table)
{
    if (strcmp(unit, "day") == 0)
        return day;
    return arena_printf(a,
                        "CASE WHEN %.*s >= DATE '1900-01-01' AND %.*s < DATE '2100-01-01' THEN (SELECT days FROM %.*s)[width_bucket(%.*s, "
                        "(SELECT days FROM %.*s))] ELSE %.*s END",
                        STR_ARG(day), STR_ARG(day), STR_ARG(table), STR_ARG(day), STR_ARG(table), STR_ARG(day));
}

/* An array that is made once: its keys are sent to where the rows are. */
static str in_query(arena *a, str key, str query, bool wanted, bool inside)
{
    (void)inside;
    return arena_printf(a, "%.*s %s (ARRAY%.*s)", STR_ARG(key), wanted ? "= ANY" : "<> ALL", STR_ARG(query));
}

static str among(arena *a, str key, type key_type, size_t param)
{
    return arena_printf(a, "%.*s = ANY ($%zu::%s)", STR_ARG(key), param, key_type.kind == TYPE_INT ? "bigint[]" : "text[]");
}

#define POSTGRES(how_it_folds)                                                                                                             \
    {                                                                                                                                      \
        .functions = FUNCTION_POSTGRES, .mark = '$', .truth = {"FALSE", "TRUE"},                                                           \
        .casts = {[TYPE_BOOL] = "::boolean", [TYPE_INT] = "::bigint", [TYPE_NUMBER] = "::numeric", [TYPE_MONEY] = "::numeric",             \
                  [TYPE_TEXT] = "::text",    [TYPE_DATE] = "::date",  [TYPE_PERIOD] = "::date",    [TYPE_LINK] = "::bigint"},              \
        .fold_has_tables = true, .fold = how_it_folds, .by_code_point = by_code_point, .in_order = in_order, .units = units,               \
        .unit_part = unit_part, .unit_around = unit_around, .unit_table = unit_table, .among = among, .in_query = in_query,                \
    }

const sql_dialect dialect_postgres = POSTGRES(fold), dialect_postgres_unfolded = POSTGRES(NULL);
