/* Samples of stored periods. */
#include "runtime/sql/sample.h"

#include "runtime/sql/ask.h"
#include "runtime/sql/keys.h"

/* Up to one row in so many an R-tree is worth asking; measured, see docs/performance.md. */
enum { FEW_IN = 10 };

size_t sample_size(size_t rows)
{
    return rows < SAMPLES_MAX ? rows : SAMPLES_MAX;
}

/* The days of a row; false if it has none. */
static bool days_of(sql_cursor *cursor, size_t columns, period *out)
{
    period one[2];
    cal_unit unit;
    for (size_t c = 0; c < columns; c++) {
        str text = cursor->connection->driver->cell(cursor, c) == SQL_CELL_TEXT ? cursor->connection->driver->text(cursor, c) : STR("");
        if (cal_parse(text, &one[c], &unit) != CAL_IS_DATE || unit != CAL_DAY)
            return false;
    }
    *out = (period){one[0].first, one[columns - 1].first};
    return out->first <= out->last;
}

static void question(sbuf *text, const sql_table *t, const sql_field *f, size_t rows)
{
    size_t count = sample_size(rows);
    sbuf_add(text, STR("SELECT "));
    for (size_t c = 0; c < f->column_count; c++) {
        sbuf_add(text, c ? STR(", ") : STR(""));
        sql_name(text, f->columns[c]);
    }
    sbuf_add(text, STR(" FROM "));
    sql_table_name(text, t->schema, t->name);
    sbuf_add(text, STR(" WHERE "));
    sql_name(text, t->key);
    for (size_t i = 0; i < count; i++)
        sbuf_printf(text, "%s%zu", i ? ", " : " IN (", count > 1 ? 1 + i * (rows - 1) / (count - 1) : 1);
    sbuf_char(text, ')');
}

status sample_periods(sql_connection *c, const sql_table *t, const sql_field *f, size_t rows, diag_bag *bag, period *out, size_t *count)
{
    sql_cursor *cursor;
    sbuf text = {0};
    bool row = true;
    *count = 0;
    if (rows == 0)
        return ST_OK;
    question(&text, t, f, rows);
    status done = sql_start(c, &text, NULL, 0, bag, &cursor);
    sbuf_free(&text);
    TRY(done);
    done = sql_next(cursor, bag, &row);
    while (done == ST_OK && row && *count < SAMPLES_MAX) {
        *count += days_of(cursor, f->column_count, &out[*count]);
        done = sql_next(cursor, bag, &row);
    }
    sql_close(cursor);
    return done;
}

status sample_layout(sql_connection *c, arena *a, const dataset *data, sql_layout *layout, diag_bag *bag)
{
    for (size_t i = 0; i < layout->count; i++) {
        sql_table *t = &layout->tables[i];
        for (size_t k = 0; k < t->field_count; k++) {
            sql_field *f = &t->fields[k];
            if (!f->days.n)
                continue;
            period *some = ARENA_ARRAY(a, SAMPLES_MAX, period);
            if (!some)
                return ST_NO_MEMORY;
            TRY(sample_periods(c, t, f, data->collections[i].rows, bag, some, &f->sample_count));
            f->sampled = sample_size(data->collections[i].rows);
            f->sample = some;
        }
    }
    return ST_OK;
}

static bool lies_in(day d, period p)
{
    return p.first <= d && d <= p.last;
}

bool sample_says_few(const sql_field *f, period firsts, period lasts)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->sample_count; i++)
        kept += lies_in(f->sample[i].first, firsts) && lies_in(f->sample[i].last, lasts);
    return kept * FEW_IN <= f->sampled;
}
