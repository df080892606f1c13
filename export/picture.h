/* Pictures: what chart, timeline and calendar show, as marks that know nothing of the device they are drawn on.
 *
 *     result ─picture_make→ picture ─picture_text, picture_svg→ bytes
 *
 * Lengths are whole numbers and values exact decimals, so that a picture is the same to the byte everywhere. All texts in a picture are harmless
 * (text_print_safe); what a device wants escaped is its drawer's business. Pure, safe in any thread. */
#ifndef CYQ_EXPORT_PICTURE_H
#define CYQ_EXPORT_PICTURE_H

#include "export/export.h"

typedef enum picture_kind { PICTURE_BAR, PICTURE_LINE, PICTURE_HEAT, PICTURE_TIMELINE, PICTURE_CALENDAR } picture_kind;

/* Places along an axis are whole numbers from 0 to this. */
enum { PICTURE_FULL = 1000000 };
/* What is not drawn is said: pictures of more than this cannot be read. */
enum {
    PICTURE_LANES_MAX = 200,
    PICTURE_SERIES_MAX = 8,
    PICTURE_POINTS_MAX = 10000,
    PICTURE_ACROSS_MAX = 60,
    PICTURE_MONTHS_MAX = 24,
    PICTURE_ENTRIES_MAX = 100
};
/* The shades of a heat map, from 1; 0 is none. */
enum { PICTURE_LEVELS = 4 };

typedef struct picture_tick {
    int64_t at;
    str label;
} picture_tick;

typedef struct picture_axis {
    str name; /* a unit (EUR, days), a time (May – Dec 2025); may be empty */
    const picture_tick *ticks;
    size_t tick_count;
} picture_axis;

typedef struct picture_mark {
    size_t lane;             /* bars: which; heat: which row. A line's point has none */
    size_t series;           /* which column of values; heat: which column of cells */
    int64_t from, to;        /* along the axis; a point of a line lies at x = from, y = to */
    bool open_from, open_to; /* goes on beyond the end of the axis */
    bool missing;            /* there is no value: nothing to draw, but its text */
    int level;               /* heat: its shade */
    str text;                /* the value as people read it */
    str label;               /* a point's: where it is along x */
} picture_mark;

/* ---- Calendars ---- */

typedef struct picture_entry {
    str label, when;
} picture_entry;

/* A stretch of days within one week. */
typedef struct picture_strip {
    size_t week, line;         /* line: below the numbers of the days, from 0 */
    int first, last;           /* days of the week, 0 Monday .. 6 Sunday */
    bool from_before, goes_on; /* begins before this week or month, ends after it */
    size_t entry;              /* of the month */
} picture_strip;

enum { PICTURE_WEEKS = 6 };

typedef struct picture_month {
    str name;                     /* Oct 2025 */
    int lead, length;             /* days of the first week that are the month's before; days it has */
    const picture_entry *entries; /* numbered from 1 as they are shown */
    size_t entry_count;
    const picture_strip *strips;
    size_t strip_count;
    size_t lines[PICTURE_WEEKS]; /* how many lines of strips a week has */
    int weeks;
} picture_month;

/* ---- A picture ---- */

typedef struct picture {
    picture_kind kind;
    str title;              /* count by country */
    str about;              /* A bar chart of 12 rows. */
    str nothing;            /* why there is nothing to draw, instead of it; else empty */
    picture_axis along, up; /* below bars and lines; beside lines */
    int64_t zero;           /* where bars begin */
    const str *lanes;       /* labels: of bars, of the rows of a heat map */
    size_t lane_count;
    const str *series; /* names: of columns of values, of the columns of a heat map */
    size_t series_count;
    const picture_mark *marks; /* in order of lanes, then of series; of a line in order of series, then along it */
    size_t mark_count;
    const picture_month *months; /* those in which something happens */
    size_t month_count;
    str citation;     /* lines that an SVG has in its <metadata>; may be empty */
    const str *notes; /* what is said below: what was left out, what shades mean */
    size_t note_count;
} picture;

/* The kind of picture that a format with its options is; false if it is none. */
bool picture_kind_of(const export_choice *choice, picture_kind *out);
/* The pictures that it shows: itself, or those that a page is to have, as formats of their own. How many. */
enum { PICTURES_OF_PAGE = 5 };
size_t picture_choices(const export_choice *choice, export_choice out[PICTURES_OF_PAGE]);
/* "chart bar", "timeline": static. */
str picture_kind_name(picture_kind kind);

/* Whether the columns of a result suit a picture, as far as their names and types tell. ST_ERROR with the reason in *why; ST_NO_MEMORY. */
status picture_fits_columns(arena *a, picture_kind kind, const export_column *columns, size_t count, export_misfit *why);
/* Makes the picture of a result, in `a`. ST_ERROR when it cannot be drawn of this result, with the reason in *why; ST_NO_MEMORY. */
status picture_make(arena *a, picture_kind kind, const result *r, picture *out, export_misfit *why);

/* Draws with characters, `width` columns wide (0: 80). A failure is in out->failed. */
void picture_text(sbuf *out, const picture *p, const export_options *options);
/* Draws as one SVG element: no script, no outside resource, light and dark by prefers-color-scheme; fit to stand in a page of HTML as it is or in a
 * file of its own. A failure is in out->failed. */
void picture_svg(sbuf *out, const picture *p);
/* What stands in its <style>, the same for all. */
extern const str picture_style;

/* ---- Axes ---- */

/* An axis of numbers from at most `lo` to at least `hi` with round ticks: *lo and *hi become its ends, which differ. `whole`: no tick between whole
 * numbers. */
status picture_axis_of_numbers(arena *a, dec *lo, dec *hi, bool whole, picture_axis *out);
/* An axis of the days of a period that is not open, with ticks at the beginnings of days, weeks, months, quarters or years. */
status picture_axis_of_days(arena *a, period all, picture_axis *out);
/* Where a number lies between two others, lo < hi. */
int64_t picture_place(dec number, dec lo, dec hi);
/* Where the beginning of a day lies. */
int64_t picture_place_of_day(int64_t d, period all);

#endif
