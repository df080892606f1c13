/* Opens the documents of an import. What a database has besides is opened from the texts that it keeps. */
#include "import/documents.h"

#include "base/text.h"
#include "import/stored.h"

/* ---- One document ---- */

/* An error about a document that has no line to show. */
static status refuse(reading *r, diag_code code, str name, const char *message)
{
    return diag_add(r->report, code, NULL, (span){0, 0}, "%.*s: %s", STR_ARG(name), message) ? ST_ERROR : ST_NO_MEMORY;
}

/* The text up to the first wrong byte is fine, so that line can be shown, with a place behind its last good character. */
static status refuse_encoding(reading *r, const import_input *in, size_t bad)
{
    const source *from = NULL;
    TRY(source_read(r->a, in->name, (str){in->text.p, bad}, &from, NULL));
    uint32_t end = (uint32_t)from->text.n;
    source_place at = source_locate(from, end);
    unsigned byte = (unsigned char)in->text.p[bad];
    diag *d = byte == 0 ? diag_add(r->report, E_IMPORT_ENCODING, from, (span){end, end},
                                   "line %zu, column %zu: a NUL byte, which no text has", at.line, at.column)
                        : diag_add(r->report, E_IMPORT_ENCODING, from, (span){end, end},
                                   "line %zu, column %zu: the bytes here are not UTF-8 (the first is 0x%02X)", at.line, at.column, byte);
    diag_hint(r->report, d,
              in->text.n - bad < 4 ? "the file seems to be cut off here; get the whole document" : "save the document as UTF-8");
    return d ? ST_ERROR : ST_NO_MEMORY;
}

static bool is_empty(str text)
{
    return str_trim(str_starts(text, STR("\xEF\xBB\xBF")) ? (str){text.p + 3, text.n - 3} : text).n == 0;
}

static status open_document(reading *r, const import_input *in, issue **out)
{
    const source *from = NULL;
    size_t bad = 0;
    if (is_empty(in->text))
        return refuse(r, E_IMPORT_EMPTY, in->name, "the document is empty");
    status opened = source_read(r->a, in->name, in->text, &from, &bad);
    if (opened == ST_ERROR)
        return refuse_encoding(r, in, bad);
    if (opened == ST_LIMIT)
        return refuse(r, E_IMPORT_TOO_LONG, in->name, "the document is longer than 64 MB");
    TRY(opened);
    return issue_open(r, from, out);
}

/* ---- All of them ---- */

static status check_same_issue(reading *r, issue *const *issues, size_t count)
{
    const issue *last = issues[count - 1];
    for (size_t i = 0; i + 1 < count; i++)
        if (str_equal(issues[i]->id, last->id)) {
            diag *d = diag_add(r->report, E_IMPORT_TWICE, last->from, (span){0, 0}, "%.*s and %.*s are the same issue, %.*s",
                               STR_ARG(issues[i]->file), STR_ARG(last->file), STR_ARG(last->id));
            diag_hint(r->report, d, "import one of them");
            return d ? ST_ERROR : ST_NO_MEMORY;
        }
    return ST_OK;
}

static status open_given(reading *r, const import_input *documents, size_t count, day imported, issue **issues)
{
    for (size_t i = 0; i < count; i++) {
        TRY(open_document(r, &documents[i], &issues[i]));
        issues[i]->given = true;
        issues[i]->imported = imported;
        TRY(check_same_issue(r, issues, i + 1));
    }
    return ST_OK;
}

/* A document that is given again: nothing of it changes if its text has not, not even the file and the day that it came by. */
static bool is_given(issue *const *issues, size_t count, const stored_document *was)
{
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(issues[i]->id, was->id))
            continue;
        issues[i]->before = str_equal(issues[i]->from->text, was->text);
        issues[i]->replaced = !issues[i]->before;
        if (issues[i]->before) {
            issues[i]->imported = was->imported;
            issues[i]->file = was->file;
        }
        return true;
    }
    return false;
}

static status report_again(reading *r, issue *const *issues, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const issue *one = issues[i];
        const char *what = one->before     ? "was imported before with the same text; nothing of it changes"
                           : one->replaced ? "was imported before with another text, which this one replaces"
                                           : NULL;
        if (what &&
            !diag_add(r->report, N_IMPORT_AGAIN, NULL, (span){0, 0}, "%.*s: %.*s %s", STR_ARG(one->from->name), STR_ARG(one->id), what))
            return ST_NO_MEMORY;
    }
    return ST_OK;
}

static status open_stored(reading *r, const dataset *before, const stored_document *was, issue **out)
{
    import_input in = {was->file.n ? was->file : was->id, was->text};
    if (was->text.n) {
        TRY(open_document(r, &in, out));
        (*out)->id = was->id;
    } else {
        TRY(stored_without_text(r, before, was, out));
    }
    (*out)->imported = was->imported;
    (*out)->before = true;
    return ST_OK;
}

/* Few documents, mostly in order. One without a period comes first: any other knows better. */
static void sort_by_period(issue **issues, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && cal_compare(issues[k - 1]->period, issues[k]->period) > 0; k--) {
            issue *later = issues[k - 1];
            issues[k - 1] = issues[k];
            issues[k] = later;
        }
}

status documents_open(reading *r, const import_input *documents, size_t count, const import_options *options, facts *f)
{
    const stored_document *stored = NULL;
    size_t stored_count = 0;
    if (options->before)
        TRY(stored_documents(r, options->before, &stored, &stored_count));
    issue **issues = ARENA_ARRAY(r->a, count + stored_count, issue *);
    if (!issues)
        return ST_NO_MEMORY;
    TRY(open_given(r, documents, count, options->imported, issues));
    f->issues = issues;
    f->issue_count = count;
    for (size_t i = 0; i < stored_count; i++)
        if (!is_given(issues, count, &stored[i]))
            TRY(open_stored(r, options->before, &stored[i], &issues[f->issue_count++]));
    TRY(report_again(r, issues, count));
    sort_by_period(issues, f->issue_count);
    return ST_OK;
}
