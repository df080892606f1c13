/* The axes of pictures: round ticks, and where a value lies. Integers and exact decimals throughout. */
#include "export/picture.h"

#include <string.h>

/* Of days there may be more, since drawers leave labels out that have no room. */
enum { TICKS_MOST = 6, DAYS_MOST = 9, TICKS_ROOM = 32 };

/* ---- Numbers ---- */

int64_t picture_place(dec number, dec lo, dec hi)
{
    dec range = hi - lo, from = number - lo;
    if (from <= 0)
        return 0;
    return from >= range ? PICTURE_FULL : (int64_t)((from * PICTURE_FULL + range / 2) / range);
}

static dec floor_to(dec number, dec step)
{
    dec rest = number % step;
    return number - rest - (rest < 0 ? step : 0);
}

/* The smallest of 1, 2, 5, 10, 20 … that leaves no more than the most ticks in between. */
static dec round_step(dec range, bool whole)
{
    dec step = whole ? DEC_ONE : 1;
    for (size_t i = 0; range / step >= TICKS_MOST; i++)
        step = i % 3 == 1 ? step / 2 * 5 : step * 2; /* 1 2 5 10 */
    return step;
}

status picture_axis_of_numbers(arena *a, dec *lo, dec *hi, bool whole, picture_axis *out)
{
    if (*lo == *hi)
        *hi = *lo + DEC_ONE;
    dec step = round_step(*hi - *lo, whole);
    dec first = floor_to(*lo, step), last = -floor_to(-*hi, step);
    picture_tick *ticks = ARENA_ARRAY(a, TICKS_ROOM, picture_tick);
    sbuf text = {0};
    size_t count = 0;
    for (dec at = first; ticks && at <= last && count < TICKS_ROOM; at += step) {
        sbuf_clear(&text);
        dec_print(&text, at, true);
        ticks[count++] = (picture_tick){picture_place(at, first, last), arena_str(a, sbuf_str(&text))};
    }
    bool failed = text.failed || !ticks || a->failed;
    sbuf_free(&text);
    *lo = first;
    *hi = last;
    out->ticks = ticks;
    out->tick_count = failed ? 0 : count;
    return failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- Days ---- */

int64_t picture_place_of_day(int64_t d, period all)
{
    int64_t range = (int64_t)all.last - all.first + 1, from = d - all.first;
    if (from <= 0)
        return 0;
    return from >= range ? PICTURE_FULL : from * PICTURE_FULL / range;
}

typedef struct pace {
    cal_unit unit;
    int years; /* of years: how many */
} pace;

/* The first beginning of the unit from a day on; 0 if there is none on the calendar. */
static day beginning_from(day d, pace p)
{
    period here = cal_around(d, p.unit, 0);
    if (here.first < d)
        here = cal_around(d, p.unit, 1);
    while (here.first && p.years > 1 && cal_civil(here.first).year % p.years)
        here = cal_around(here.first, p.unit, 1);
    return here.first;
}

static day beginning_after(day d, pace p)
{
    return cal_around(d, p.unit, p.years > 1 ? p.years : 1).first;
}

static str tick_text(arena *a, day d, cal_unit unit)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    civil c = cal_civil(d);
    if (unit == CAL_YEAR)
        return arena_printf(a, "%d", c.year);
    if (unit == CAL_DAY || unit == CAL_WEEK)
        return arena_printf(a, "%d %s", c.day, months[c.month - 1]);
    return arena_printf(a, "%s %d", months[c.month - 1], c.year);
}

/* Gathers the beginnings in a period; more than there is room for when they are too many. */
static size_t gather(day *days, period all, pace p)
{
    size_t count = 0;
    for (day d = beginning_from(all.first, p); d && d <= all.last && count <= DAYS_MOST; d = beginning_after(d, p))
        days[count++] = d;
    return count;
}

status picture_axis_of_days(arena *a, period all, picture_axis *out)
{
    static const pace paces[] = {{CAL_DAY, 0},    {CAL_WEEK, 0},   {CAL_MONTH, 0},   {CAL_QUARTER, 0}, {CAL_HALF, 0},  {CAL_YEAR, 1},
                                 {CAL_YEAR, 2},   {CAL_YEAR, 5},   {CAL_YEAR, 10},   {CAL_YEAR, 20},   {CAL_YEAR, 50}, {CAL_YEAR, 100},
                                 {CAL_YEAR, 200}, {CAL_YEAR, 500}, {CAL_YEAR, 1000}, {CAL_YEAR, 2000}};
    day days[DAYS_MOST + 1];
    size_t count = DAYS_MOST + 1, i = 0;
    for (; i < sizeof paces / sizeof *paces && count > DAYS_MOST; i++)
        count = gather(days, all, paces[i]);
    picture_tick *ticks = ARENA_ARRAY(a, count + 1, picture_tick);
    sbuf name = {0};
    cal_print_pretty(&name, all);
    out->name = arena_str(a, sbuf_str(&name));
    for (size_t k = 0; ticks && k < count; k++)
        ticks[k] = (picture_tick){picture_place_of_day(days[k], all), tick_text(a, days[k], paces[i - 1].unit)};
    bool failed = name.failed || !ticks || a->failed;
    sbuf_free(&name);
    out->ticks = ticks;
    out->tick_count = failed ? 0 : count;
    return failed ? ST_NO_MEMORY : ST_OK;
}
