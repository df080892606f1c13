/* From the lines of an inventory to its rows.
 *
 * A row is one line, unless the conversion broke it: then it goes on, line by line, until it has its date. A line with words before a tab begins
 * a new row, and two rows that share a line are parted where the first has its date. */
#include "import/rows.h"

#include "import/dates.h"
#include "import/lead.h"
#include "import/listing.h"

#include <string.h>

/* A row is never broken into more lines than this; what goes on longer is something else. */
enum { MOST_LINES = 12 };

typedef struct gatherer {
    reading *r;
    facts *f;
    issue *in;
    sbuf text; /* the row so far */
    uint32_t first, last;
    bool has_tab;
    bool coming;
    period listed;
    uint32_t last_words; /* the last line of the document that has any */
} gatherer;

static bool has_words(str line)
{
    for (size_t i = 0; i < line.n; i++)
        if ((unsigned char)line.p[i] >= 0x80 || (line.p[i] >= '0' && line.p[i] <= '9') || (line.p[i] >= 'A' && line.p[i] <= 'Z') ||
            (line.p[i] >= 'a' && line.p[i] <= 'z'))
            return true;
    return false;
}

static bool is_open(const gatherer *g)
{
    return g->first != 0;
}

static void forget(gatherer *g)
{
    sbuf_clear(&g->text);
    g->first = g->last = 0;
    g->has_tab = false;
}

/* ---- Finished rows ---- */

static status report_damaged(gatherer *g)
{
    str words = str_trim(sbuf_str(&g->text));
    bool at_end = g->last == g->last_words;
    span where = issue_span(g->in, g->first, g->last);
    issue_mark(g->in, g->first, g->last);
    diag *d = NULL;
    if (at_end) {
        d = diag_add(g->r->report, E_IMPORT_CUT, g->in->from, where, "the document ends in the middle of a row");
        diag_expect(g->r->report, d, "its dates at the end, as in: , <i>online</i>, 04–05 November 2025");
        diag_hint(g->r->report, d, "the file was cut off here; get the whole document and import it again");
        return d ? ST_ERROR : ST_NO_MEMORY;
    }
    d = diag_add(g->r->report, W_IMPORT_LEFT_OVER, g->in->from, where,
                 words.n && g->has_tab ? "the row has no dates, so it was not read" : "this is no row of an inventory, so it was not read");
    return d ? ST_OK : ST_NO_MEMORY;
}

/* A row whose tab became spaces: what it begins with is still a name. */
static status divide_by_name(gatherer *g, str text, str *divided)
{
    *divided = text;
    for (size_t at = text.n < 120 ? text.n : 120; at > 0; at--) {
        bool known = false;
        lead names = {0};
        if (text.p[at - 1] != ' ')
            continue;
        TRY(lead_read_known(g->r, g->f, (str){text.p, at - 1}, &names, &known));
        if (!known)
            continue;
        *divided = arena_printf(g->r->scratch, "%.*s\t%.*s", (int)(at - 1), text.p, (int)(text.n - at), text.p + at);
        span where = issue_span(g->in, g->first, g->first);
        bool told = diag_add(g->r->report, N_IMPORT_READ, g->in->from, where, "the row has no tab; it is divided after \"%.*s\"",
                             (int)(at - 1), text.p);
        return told && divided->n ? ST_OK : ST_NO_MEMORY;
    }
    return ST_OK;
}

/* The end of the first row in a text that holds two: after the date before the second row's lead. SIZE_MAX if it holds one. */
static size_t end_of_first(str text)
{
    const char *tab = text.n ? memchr(text.p, '\t', text.n) : NULL;
    const char *second = tab ? memchr(tab + 1, '\t', (size_t)(text.p + text.n - tab - 1)) : NULL;
    if (!second)
        return SIZE_MAX;
    size_t stop = (size_t)(second - text.p);
    for (size_t at = stop; at > (size_t)(tab - text.p); at--)
        if ((text.p[at - 1] == ' ' || text.p[at - 1] == ')') && listing_is_whole((str){text.p, at}))
            return at;
    return SIZE_MAX;
}

static status read_row(gatherer *g, str text)
{
    row one = {.text = str_trim(text), .at = {g->in, g->first, g->last}, .coming = g->coming, .listed = g->listed};
    bool understood = false;
    /* A last row without its year was cut off, too, although the year could be guessed. */
    if (g->last != g->last_words || listing_is_whole(one.text))
        TRY(listing_read(g->r, g->f, &one, &understood));
    if (!understood)
        return report_damaged(g);
    issue_mark(g->in, g->first, g->last);
    return ST_OK;
}

static status finish(gatherer *g)
{
    if (!is_open(g))
        return ST_OK;
    if (g->text.failed)
        return ST_NO_MEMORY;
    str text = arena_str(g->r->scratch, str_trim(sbuf_str(&g->text)));
    if (g->r->scratch->failed)
        return ST_NO_MEMORY;
    date_found date;
    bool prose_at_end = g->last == g->last_words && str_ends(text, STR("."));
    status done = ST_OK;
    if (!g->has_tab && dates_at_end(text, 0, &date)) {
        done = divide_by_name(g, text, &text);
    }
    for (size_t end = end_of_first(text); done == ST_OK && end != SIZE_MAX; end = end_of_first(text)) {
        done = read_row(g, (str){text.p, end});
        text = (str){text.p + end, text.n - end};
    }
    if (done == ST_OK && (memchr(text.p, '\t', text.n) || (g->last == g->last_words && !prose_at_end)))
        done = read_row(g, text);
    forget(g);
    return done;
}

/* ---- Lines ---- */

static bool is_dash(str line)
{
    static const char *const dashes[] = {"–", "-", "—"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (str_starts(line, str_of(dashes[i])))
            return true;
    return false;
}

/* Whether a line goes on with a row that could be at its end: what no row begins with does, and a mode where there was none yet. */
static bool goes_on(const gatherer *g, str line)
{
    str words = str_trim(line), mode = STR("<i>");
    bool has_mode = str_find(sbuf_str(&g->text), mode) != SIZE_MAX;
    return is_dash(words) || str_starts(words, STR("(T")) || str_starts(words, STR("(t")) ||
           (!has_mode && str_find(words, mode) != SIZE_MAX);
}

typedef enum lead_part { NO_LEAD, PART_OF_LEAD, WHOLE_LEAD } lead_part;

/* The gathered words without a tab might be a lead whose title stands on the next line. */
static status lead_so_far(gatherer *g, lead_part *part)
{
    str words = str_trim(sbuf_str(&g->text));
    lead names = {0};
    bool known = false;
    *part = PART_OF_LEAD;
    if (str_ends(words, STR(",")) || str_ends(words, STR("&")) || str_ends(words, STR("–")) || str_ends(words, STR("-")))
        return ST_OK;
    TRY(lead_read_known(g->r, g->f, words, &names, &known));
    *part = known ? WHOLE_LEAD : NO_LEAD;
    return ST_OK;
}

static status begins_row(gatherer *g, str line, bool *yes)
{
    const char *tab = memchr(line.p, '\t', line.n);
    bool words_before_tab = tab && str_trim((str){line.p, (size_t)(tab - line.p)}).n;
    *yes = true;
    if (!is_open(g) || g->last - g->first >= MOST_LINES)
        return ST_OK;
    if (!g->has_tab) {
        lead_part part = NO_LEAD;
        TRY(lead_so_far(g, &part));
        date_found date;
        bool dated = dates_at_end(str_trim(sbuf_str(&g->text)), 0, &date) && !goes_on(g, line);
        *yes = part == NO_LEAD && (words_before_tab || dated);
        return ST_OK;
    }
    *yes = words_before_tab || (listing_is_whole(sbuf_str(&g->text)) && !goes_on(g, line));
    return ST_OK;
}

static status feed(gatherer *g, uint32_t number)
{
    str line = source_line(g->in->from, number);
    if (!has_words(line))
        return ST_OK;
    bool new_row = false;
    lead_part part = NO_LEAD;
    TRY(begins_row(g, line, &new_row));
    if (new_row)
        TRY(finish(g));
    if (is_open(g) && !g->has_tab)
        TRY(lead_so_far(g, &part));
    if (!is_open(g))
        g->first = number;
    bool more_lead = memchr(line.p, '\t', line.n) || str_starts(line, STR("&")) || str_starts(line, STR(","));
    /* A lead alone on its line: the line's end stands for the tab. */
    sbuf_char(&g->text, part == WHOLE_LEAD && !more_lead ? '\t' : ' ');
    sbuf_add(&g->text, str_ends(line, STR("\\")) ? (str){line.p, line.n - 1} : line);
    g->has_tab = g->text.p && memchr(g->text.p, '\t', g->text.n);
    g->last = number;
    return g->text.failed ? ST_NO_MEMORY : ST_OK;
}

/* ---- Sections ---- */

static bool is_footnote(const md_block *block)
{
    return block->kind == MD_PARAGRAPH && str_starts(block->text, STR("*"));
}

static status read_heading(gatherer *g, const md_block *block)
{
    date_found date;
    TRY(finish(g));
    g->listed = (period){0, 0};
    if (dates_whole(block->text, &date) && date.month_only) {
        g->listed = date.when;
        issue_mark(g->in, block->first, block->last);
    }
    return ST_OK;
}

/* A blank line ends what has not even a lead; a row that has no date yet may go on behind it. */
static status end_paragraph(gatherer *g)
{
    lead_part part = NO_LEAD;
    if (!is_open(g) || g->has_tab)
        return ST_OK;
    TRY(lead_so_far(g, &part));
    return part == NO_LEAD ? finish(g) : ST_OK;
}

static status read_section(gatherer *g, const section *s)
{
    g->coming = s->kind == SECTION_COMING;
    g->listed = (period){0, 0};
    for (size_t b = s->first_block; b < s->end_block; b++) {
        const md_block *block = &g->in->md.blocks[b];
        if (block->kind == MD_HEADING) {
            TRY(read_heading(g, block));
            continue;
        }
        if (is_footnote(block))
            continue;
        for (uint32_t line = block->first; line <= block->last; line++)
            TRY(feed(g, line));
        TRY(end_paragraph(g));
    }
    return finish(g);
}

static uint32_t last_line_with_words(const issue *i)
{
    for (uint32_t line = (uint32_t)i->from->line_count; line > 0; line--)
        if (str_trim(source_line(i->from, line)).n)
            return line;
    return 0;
}

status rows_read(reading *r, facts *f, issue *i)
{
    gatherer g = {.r = r, .f = f, .in = i, .last_words = last_line_with_words(i)};
    status done = ST_OK;
    for (size_t s = 0; s < i->section_count && done == ST_OK; s++)
        if (i->sections[s].kind == SECTION_INVENTORY || i->sections[s].kind == SECTION_COMING)
            done = read_section(&g, &i->sections[s]);
    sbuf_free(&g.text);
    return done;
}
