/* cyq_units(unit, first, last): the months, quarters … that a period touches, as rows to join with. A table-valued function after SQLite's own generate_series. */
#include <string.h>

#include "base/calendar.h"
#include "runtime/sql/sqlite_functions.h"

enum { COLUMN_FIRST, COLUMN_LAST, COLUMN_UNIT, COLUMN_FROM, COLUMN_UNTIL };

typedef struct units_cursor {
    sqlite3_vtab_cursor base; /* first: SQLite sees only this */
    cal_unit unit;
    period all, at; /* at.first is 0 behind the last */
    sqlite3_int64 row;
} units_cursor;

static int connect(sqlite3 *db, void *data, int count, const char *const *args, sqlite3_vtab **out, char **message)
{
    (void)data;
    (void)count;
    (void)args;
    (void)message;
    int declared = sqlite3_declare_vtab(db, "CREATE TABLE x (first, last, unit HIDDEN, \"from\" HIDDEN, until HIDDEN)");
    if (declared != SQLITE_OK)
        return declared;
    *out = sqlite3_malloc(sizeof **out);
    if (!*out)
        return SQLITE_NOMEM;
    memset(*out, 0, sizeof **out);
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

/* All three arguments must be there: they are the first three of what the filter gets. */
static int best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    int found = 0;
    (void)table;
    for (int i = 0; i < info->nConstraint; i++) {
        int column = info->aConstraint[i].iColumn;
        if (column < COLUMN_UNIT || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (!info->aConstraint[i].usable)
            return SQLITE_CONSTRAINT;
        info->aConstraintUsage[i].argvIndex = column - COLUMN_UNIT + 1;
        info->aConstraintUsage[i].omit = 1;
        found++;
    }
    info->estimatedCost = found == 3 ? 2 : 1e9;
    info->estimatedRows = 2;
    return found == 3 ? SQLITE_OK : SQLITE_CONSTRAINT;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    (void)table;
    units_cursor *c = sqlite3_malloc(sizeof *c);
    if (!c)
        return SQLITE_NOMEM;
    memset(c, 0, sizeof *c);
    *out = &c->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static day day_of(sqlite3_value *v)
{
    period p;
    cal_unit precision;
    const char *text = (const char *)sqlite3_value_text(v);
    bool good = text && cal_parse(str_of(text), &p, &precision) == CAL_IS_DATE && precision == CAL_DAY;
    return good ? p.first : 0;
}

static int filter(sqlite3_vtab_cursor *cursor, int number, const char *name, int count, sqlite3_value **args)
{
    units_cursor *c = (units_cursor *)cursor;
    (void)number;
    (void)name;
    c->row = 1;
    c->at = (period){0};
    const char *unit = count == 3 ? (const char *)sqlite3_value_text(args[0]) : NULL;
    if (!unit || !cal_unit_named(str_of(unit), &c->unit))
        return SQLITE_OK;
    c->all = (period){day_of(args[1]), day_of(args[2])};
    if (c->all.first && c->all.last && c->all.first <= c->all.last && !cal_open(c->all))
        c->at = cal_around(c->all.first, c->unit, 0);
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *cursor)
{
    units_cursor *c = (units_cursor *)cursor;
    c->row++;
    c->at = cal_around(c->at.first, c->unit, 1);
    if (c->at.first > c->all.last)
        c->at.first = 0;
    return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *cursor)
{
    return ((units_cursor *)cursor)->at.first == 0;
}

static int column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int number)
{
    const units_cursor *c = (const units_cursor *)cursor;
    sbuf text = {0};
    if (number > COLUMN_LAST)
        return SQLITE_OK;
    cal_print_day(&text, number == COLUMN_FIRST ? c->at.first : c->at.last);
    if (text.failed)
        return SQLITE_NOMEM;
    sqlite3_result_text64(context, text.p, text.n, SQLITE_TRANSIENT, SQLITE_UTF8);
    sbuf_free(&text);
    return SQLITE_OK;
}

static int row_id(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = ((const units_cursor *)cursor)->row;
    return SQLITE_OK;
}

bool sqlite_units_register(sqlite3 *db)
{
    static const sqlite3_module module = {.xConnect = connect,
                                          .xBestIndex = best_index,
                                          .xDisconnect = disconnect,
                                          .xOpen = open_cursor,
                                          .xClose = close_cursor,
                                          .xFilter = filter,
                                          .xNext = next,
                                          .xEof = at_end,
                                          .xColumn = column,
                                          .xRowid = row_id};
    return sqlite3_create_module_v2(db, "cyq_units", &module, NULL, NULL) == SQLITE_OK;
}
