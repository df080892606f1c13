/* chart, timeline, calendar: the formats that draw, and whether a result can be drawn. */
#include <string.h>

#include "export/citation.h"
#include "export/picture.h"
#include "export/writers.h"

/* Bars, lines and a heat map are three charts, not one. */
static status one_kind(const export_choice *choice, arena *a, export_misfit *why)
{
    static const export_option kinds[] = {EXPORT_chart_bar, EXPORT_chart_line, EXPORT_chart_heat};
    const char *named[3];
    size_t count = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (choice->options >> kinds[i] & 1)
            named[count++] = export_option_table[kinds[i]].name;
    if (count < 2)
        return ST_OK;
    why->message = arena_printf(a, "a chart is %s or %s, not both", named[0], named[1]);
    why->hint = arena_printf(a, "ask twice: `to chart %s`, and `to chart %s`", named[0], named[1]);
    return a->failed ? ST_NO_MEMORY : ST_ERROR;
}

size_t picture_choices(const export_choice *choice, export_choice out[PICTURES_OF_PAGE])
{
    static const struct {
        export_option of_page;
        const char *format;
        uint64_t options;
    } pictures[] = {{EXPORT_html_bar, "chart", (uint64_t)1 << EXPORT_chart_bar},
                    {EXPORT_html_line, "chart", (uint64_t)1 << EXPORT_chart_line},
                    {EXPORT_html_heat, "chart", (uint64_t)1 << EXPORT_chart_heat},
                    {EXPORT_html_timeline, "timeline", 0},
                    {EXPORT_html_calendar, "calendar", 0}};
    _Static_assert(sizeof pictures / sizeof *pictures == PICTURES_OF_PAGE, "as many as there is room for");
    picture_kind kind;
    size_t count = 0;
    if (picture_kind_of(choice, &kind)) {
        out[0] = *choice;
        return 1;
    }
    for (size_t i = 0; i < PICTURES_OF_PAGE; i++)
        if (choice->options >> pictures[i].of_page & 1)
            out[count++] = (export_choice){export_format_find(str_of(pictures[i].format)), pictures[i].options};
    return count;
}

static status fits(const export_choice *choice, picture_kind kind, const result *r, arena *a, picture *out, export_misfit *why)
{
    TRY(one_kind(choice, a, why));
    return picture_make(a, kind, r, out, why);
}

status export_fits_columns(const export_choice *choice, const export_column *columns, size_t count, arena *a, export_misfit *why)
{
    export_choice pictures[PICTURES_OF_PAGE];
    size_t picture_count = picture_choices(choice, pictures);
    for (size_t i = 0; i < picture_count; i++) {
        picture_kind kind;
        if (!picture_kind_of(&pictures[i], &kind))
            continue;
        TRY(one_kind(&pictures[i], a, why));
        TRY(picture_fits_columns(a, kind, columns, count, why));
    }
    return ST_OK;
}

status export_fits(const export_choice *choice, const result *r, arena *a, export_misfit *why)
{
    export_choice pictures[PICTURES_OF_PAGE];
    size_t picture_count = picture_choices(choice, pictures);
    for (size_t i = 0; i < picture_count; i++) {
        picture_kind kind;
        picture drawn;
        if (picture_kind_of(&pictures[i], &kind))
            TRY(fits(&pictures[i], kind, r, a, &drawn, why));
    }
    return ST_OK;
}

static bool ends_in(str path, str ending)
{
    return path.n >= ending.n && str_equal_nocase((str){path.p + path.n - ending.n, ending.n}, ending);
}

/* A page that has the picture. */
static void make_page(export_choice *choice, picture_kind kind)
{
    static const export_option of_page[] = {[PICTURE_BAR] = EXPORT_html_bar,
                                            [PICTURE_LINE] = EXPORT_html_line,
                                            [PICTURE_HEAT] = EXPORT_html_heat,
                                            [PICTURE_TIMELINE] = EXPORT_html_timeline,
                                            [PICTURE_CALENDAR] = EXPORT_html_calendar};
    uint64_t citable = export_is_citable(choice) ? (uint64_t)1 << EXPORT_html_citable : 0;
    *choice = (export_choice){export_format_find(STR("html")), (uint64_t)1 << of_page[kind] | citable};
}

void export_choose_for_file(export_choice *choice, str path)
{
    static const export_option svg[] = {EXPORT_chart_svg, EXPORT_timeline_svg, EXPORT_calendar_svg};
    picture_kind kind;
    const export_format *ending = export_format_for_file(path);
    if (!picture_kind_of(choice, &kind))
        return;
    if (ending && ending->write == export_html)
        make_page(choice, kind);
    for (size_t i = 0; i < sizeof svg / sizeof *svg && ends_in(path, STR(".svg")); i++)
        if (strcmp(choice->format->name, export_option_table[svg[i]].format) == 0)
            choice->options |= (uint64_t)1 << svg[i];
}

/* The picture of a result, or one that says why there is none. */
static status make(arena *a, const export_choice *choice, const result *r, picture *out)
{
    picture_kind kind;
    export_misfit why = {0};
    if (!picture_kind_of(choice, &kind))
        return ST_ERROR;
    status s = fits(choice, kind, r, a, out, &why);
    if (s != ST_ERROR)
        return s;
    *out = (picture){.kind = kind, .nothing = arena_printf(a, "%.*s; %.*s", STR_ARG(why.message), STR_ARG(why.hint))};
    return a->failed ? ST_NO_MEMORY : ST_OK;
}

status export_picture_svg(sbuf *out, const export_choice *choice, const result *r)
{
    arena memory = {0};
    picture p;
    status s = make(&memory, choice, r, &p);
    if (s == ST_OK)
        picture_svg(out, &p);
    arena_free(&memory);
    return s == ST_OK && out->failed ? ST_NO_MEMORY : s;
}

static status draw(export_out *out, const char *format, const result *r, const export_options *options)
{
    export_choice choice = {export_format_find(str_of(format)), options->chosen};
    arena memory = {0};
    picture p;
    status s = make(&memory, &choice, r, &p);
    uint64_t svg = (uint64_t)1 << EXPORT_chart_svg | (uint64_t)1 << EXPORT_timeline_svg | (uint64_t)1 << EXPORT_calendar_svg;
    if (s == ST_OK)
        p.citation = citation_wanted(options);
    if (s == ST_OK && options->chosen & svg)
        picture_svg(&out->buffer, &p);
    else if (s == ST_OK)
        picture_text(&out->buffer, &p, options);
    arena_free(&memory);
    return s == ST_OK ? export_flow(out) : s;
}

status export_chart(export_out *out, const result *r, const export_options *options)
{
    return draw(out, "chart", r, options);
}

status export_timeline(export_out *out, const result *r, const export_options *options)
{
    return draw(out, "timeline", r, options);
}

status export_calendar(export_out *out, const result *r, const export_options *options)
{
    return draw(out, "calendar", r, options);
}
