/* Footnotes on the designation of countries. */
#include "import/misc.h"

#include "import/place.h"

static bool add_note(reading *r, facts *f, issue *i, const md_block *block, str country, str text, bool labelled)
{
    footnote *n = FACT_ADD(r, f->footnotes);
    if (!n)
        return false;
    *n = (footnote){country, issue_unmarked(r->a, text), labelled, {i, block->first, block->last}};
    issue_mark(i, block->first, block->last);
    return true;
}

/* "** Kosovo: This designation …", or the country somewhere in the sentence. */
static status read_note(reading *r, facts *f, issue *i, const md_block *block)
{
    str text = issue_bare(block->text);
    size_t colon = str_find(text, STR(":"));
    str_list labelled = {0};
    bool all = false;
    if (colon != SIZE_MAX && colon < 60)
        TRY(place_countries(r, (str){text.p, colon}, &labelled, &all));
    bool done = true;
    if (all && labelled.count == 1) {
        done = add_note(r, f, i, block, labelled.items[0], (str){text.p + colon + 1, text.n - colon - 1}, true);
    } else {
        str country = place_first_country(r, text);
        if (country.n)
            done = add_note(r, f, i, block, country, text, false);
    }
    return done && !r->a->failed && !r->scratch->failed ? ST_OK : ST_NO_MEMORY;
}

status notes_read(reading *r, facts *f, issue *i)
{
    for (size_t b = 0; b < i->md.count; b++) {
        const md_block *block = &i->md.blocks[b];
        if (block->kind == MD_PARAGRAPH && str_starts(block->text, STR("*")))
            TRY(read_note(r, f, i, block));
    }
    return ST_OK;
}

str notes_of(const facts *f, str country)
{
    const footnote *best = NULL;
    for (size_t i = 0; i < f->footnotes.count; i++) {
        const footnote *n = &f->footnotes.items[i];
        if (str_equal(n->country, country) && (!best || (n->labelled && !best->labelled)))
            best = n;
    }
    return best ? best->text : (str){0};
}
