/* Leads: splitting them into names, and telling projects, bodies and partners apart. */
#include "import/lead.h"

#include "base/text.h"

#include <string.h>

/* Words behind a name that say what it is, and belong to no name. */
static const char *const kinds_of_thing[] = {"project", "projects", "action", "actions", "programme", "joint"};

static str last_word(str words)
{
    size_t at = words.n;
    while (at && words.p[at - 1] != ' ')
        at--;
    return (str){words.p + at, words.n - at};
}

str lead_name(str words)
{
    str name = issue_bare(words);
    for (;;) {
        str last = last_word(name);
        bool kind = false;
        for (size_t i = 0; i < sizeof kinds_of_thing / sizeof *kinds_of_thing; i++)
            kind |= str_equal_nocase(last, str_of(kinds_of_thing[i]));
        if (!kind || last.n == name.n)
            return name;
        name = str_trim((str){name.p, name.n - last.n});
    }
}

str lead_key(arena *scratch, str words)
{
    str folded = {0};
    if (text_fold_in(scratch, lead_name(words), &folded) != ST_OK)
        return (str){0};
    str key = arena_str(scratch, folded);
    char *p = (char *)key.p;
    size_t n = 0;
    for (size_t i = 0; i < key.n; i++)
        if (p[i] != ' ' && p[i] != '*')
            p[n++] = p[i];
    return (str){p, n};
}

/* The first dash between spaces. */
static size_t find_dash(str words, size_t *length)
{
    static const char *const dashes[] = {" – ", " - ", " — "};
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t at = str_find(words, str_of(dashes[i]));
        if (at < best) {
            best = at;
            *length = strlen(dashes[i]);
        }
    }
    return best;
}

void lead_split_parent(str words, str *parent, str *name)
{
    size_t length = 0, at = find_dash(words, &length);
    *parent = (str){0};
    if (at != SIZE_MAX) {
        *parent = lead_name((str){words.p, at});
        words = (str){words.p + at + length, words.n - at - length};
    }
    *name = lead_name(words);
}

size_t lead_project(const reading *r, const facts *f, str words)
{
    str parent, name;
    size_t whole = names_find_key(&f->project_keys, lead_key(r->scratch, words));
    lead_split_parent(words, &parent, &name);
    if (whole != SIZE_MAX || !parent.n)
        return whole;
    size_t child = names_find_key(&f->project_keys, lead_key(r->scratch, name));
    bool fits = child != SIZE_MAX && str_equal(lead_key(r->scratch, f->projects.items[child].parent), lead_key(r->scratch, parent));
    return fits ? child : SIZE_MAX;
}

/* ---- Names of a lead ---- */

/* What stands between names. `firm` ones always divide; the others only where they leave a known name on some side. */
static const struct {
    const char *text;
    bool firm;
} dividers[] = {{",", true}, {";", true}, {"&", false}, {" and ", false}, {"/", false}, {" – ", false}, {" - ", false}, {" — ", false}};

enum { DIVIDERS = sizeof dividers / sizeof *dividers };

/* Most names that a lead is read for: a lead is a line in a table, not a list without end. */
enum { MOST_NAMES = 64 };

typedef struct namer {
    reading *r;
    const facts *f;
    lead *out;
    bool known_only, unknown, project_or_body;
    size_t names;
} namer;

static bool is_known(const namer *n, str words)
{
    return lead_project(n->r, n->f, words) != SIZE_MAX || reference_organisation(n->r->reference, n->r->scratch, lead_name(words));
}

static bool take_name(namer *n, str words)
{
    size_t project = lead_project(n->r, n->f, words);
    arena *a = n->r->a;
    if (project != SIZE_MAX) {
        n->project_or_body = true;
        return list_add_new(&n->out->projects, a, n->f->projects.items[project].name);
    }
    str name = issue_bare(words);
    const organisation_entry *o = reference_organisation(n->r->reference, n->r->scratch, lead_name(words));
    if (o && o->body) {
        n->project_or_body = true;
        return list_add_new(&n->out->bodies, a, o->name);
    }
    if (!o)
        n->unknown = true;
    if (!o && n->known_only)
        return true;
    return list_add_new(&n->out->partners, a, o ? o->name : arena_str(a, name));
}

static size_t find_divider(str words, size_t from, bool firm, size_t *length)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < DIVIDERS; i++) {
        if (dividers[i].firm != firm)
            continue;
        size_t at = str_find((str){words.p + from, words.n - from}, str_of(dividers[i].text));
        if (at != SIZE_MAX && at + from < best) {
            best = at + from;
            *length = strlen(dividers[i].text);
        }
    }
    return best;
}

/* `CyberSEE Project & Octopus Project – CYBERKOP Action`: a name as it stands, or parted where that gives a known one. */
static bool take_names(namer *n, str words)
{
    for (words = issue_bare(words); words.n; n->names++) {
        size_t length = 0, at = 0;
        if (is_known(n, words) || n->names >= MOST_NAMES)
            return take_name(n, words);
        for (at = find_divider(words, 0, false, &length); at != SIZE_MAX; at = find_divider(words, at + length, false, &length))
            if (is_known(n, (str){words.p, at}))
                break;
        if (at == SIZE_MAX) { /* no known name in front: perhaps one behind */
            at = find_divider(words, 0, false, &length);
            if (at == SIZE_MAX || !is_known(n, (str){words.p + at + length, words.n - at - length}))
                return take_name(n, words);
        }
        if (!take_name(n, (str){words.p, at}))
            return false;
        words = issue_bare((str){words.p + at + length, words.n - at - length});
    }
    return true;
}

static status read_names(namer *n, str words)
{
    while (words.n && n->names < MOST_NAMES) {
        size_t length = 0, at = find_divider(words, 0, true, &length);
        str piece = {words.p, at == SIZE_MAX ? words.n : at};
        if (!take_names(n, piece))
            return ST_NO_MEMORY;
        n->names++;
        words = at == SIZE_MAX ? (str){0} : (str){words.p + at + length, words.n - at - length};
    }
    return n->r->a->failed || n->r->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

status lead_read(reading *r, const facts *f, str words, lead *out)
{
    namer n = {.r = r, .f = f, .out = out};
    return read_names(&n, words);
}

status lead_read_known(reading *r, const facts *f, str words, lead *out, bool *known)
{
    lead found = {0};
    namer n = {.r = r, .f = f, .out = &found, .known_only = true};
    TRY(read_names(&n, words));
    *known = n.project_or_body && !n.unknown;
    if (*known)
        *out = found;
    return ST_OK;
}

/* ---- Names in sentences ---- */

static bool is_name_end(str text, size_t at)
{
    if (at >= text.n)
        return true;
    unsigned char c = (unsigned char)text.p[at];
    return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' || c >= 0xC3);
}

status lead_read_beginning(reading *r, const facts *f, str sentence, lead *out, bool *found)
{
    *found = false;
    namer n = {.r = r, .f = f, .out = out};
    for (size_t end = 1; end <= sentence.n && end < 80 && !*found; end++) {
        str words = {sentence.p, end};
        if (!is_name_end(sentence, end) || !is_known(&n, words))
            continue;
        const organisation_entry *o = reference_organisation(r->reference, r->scratch, lead_name(words));
        if (lead_project(r, f, words) == SIZE_MAX && !(o && o->body))
            continue;
        if (!take_name(&n, words))
            return ST_NO_MEMORY;
        *found = true;
    }
    return r->a->failed || r->scratch->failed ? ST_NO_MEMORY : ST_OK;
}

/* Where a name stands as a word of its own. */
static bool mentions(str text, str name)
{
    for (size_t from = 0; from < text.n;) {
        size_t at = str_find((str){text.p + from, text.n - from}, name);
        if (at == SIZE_MAX)
            return false;
        at += from;
        if ((at == 0 || is_name_end(text, at - 1)) && is_name_end(text, at + name.n))
            return true;
        from = at + name.n;
    }
    return false;
}

status lead_mentions(reading *r, const facts *f, str text, lead *out)
{
    for (size_t i = 0; i < f->projects.count; i++) {
        const project *p = &f->projects.items[i];
        if (p->lasting && p->name.n && mentions(text, p->name) && !list_add_new(&out->projects, r->a, p->name))
            return ST_NO_MEMORY;
    }
    return ST_OK;
}
