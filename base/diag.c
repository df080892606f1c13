/* The table of codes, and diagnostics as they are put together. How they look is in diag_render.c. */
#include "base/diag.h"

#include <string.h>

static const diag_code_info INFO[DIAG_CODE_COUNT] = {
#define DIAG(id, code, severity, title, example, help) [id] = {code, severity, title, example, help},
#include "base/diag_codes.def"
#undef DIAG
};

const char *diag_severity_name(diag_severity severity)
{
    static const char *const names[] = {[DIAG_ERROR] = "error", [DIAG_WARNING] = "warning", [DIAG_NOTE] = "note"};
    return names[severity];
}

const diag_code_info *diag_info(diag_code code)
{
    return (unsigned)code < DIAG_CODE_COUNT ? &INFO[code] : NULL;
}

diag_code diag_find(str code)
{
    int i = 0;
    while (i < DIAG_CODE_COUNT && !str_equal_nocase(code, str_of(INFO[i].code)))
        i++;
    return (diag_code)i;
}

/* The last place up to `at` where a character begins. */
static size_t character_at(const char *p, size_t at)
{
    while (at > 0 && ((unsigned char)p[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* A long text without its middle, in place: what is said behind somebody's long word is still to be read. */
static str without_middle(char *p, size_t n)
{
    static const char GAP[] = "…";
    size_t head = character_at(p, DIAG_TEXT_MAX * 3 / 4);
    size_t tail = character_at(p, n - DIAG_TEXT_MAX / 5);
    memcpy(p + head, GAP, sizeof GAP - 1);
    head += sizeof GAP - 1;
    memmove(p + head, p + tail, n - tail + 1);
    return (str){p, head + n - tail};
}

/* Formatted text in the bag's memory; p is NULL if there is none left. */
static str format_in(diag_bag *bag, const char *format, va_list args)
{
    bool failed_before = bag->memory->failed;
    bag->memory->failed = false;
    str s = arena_vprintf(bag->memory, format, args);
    if (bag->memory->failed)
        return (str){NULL, 0};
    bag->memory->failed = failed_before;
    return s.n > DIAG_TEXT_MAX ? without_middle((char *)s.p, s.n) : s;
}

/* Is it one of too many? It then counts, and is not kept. */
static bool is_over(diag_bag *bag, diag_severity severity)
{
    if (severity == DIAG_ERROR) {
        bool over = bag->most_errors && bag->error_count >= bag->most_errors;
        bag->error_count += over;
        return over;
    }
    if (severity != DIAG_WARNING || !bag->warnings)
        return false;
    bag->warnings->exceeded = bag->warnings->left == 0;
    bag->warnings->left -= !bag->warnings->exceeded;
    return bag->warnings->exceeded;
}

diag *diag_add(diag_bag *bag, diag_code code, const source *from, span where, const char *format, ...)
{
    const diag_code_info *info = diag_info(code);
    diag *d = info && !is_over(bag, info->severity) ? ARENA_NEW(bag->memory, diag) : NULL;
    if (!d)
        return NULL;
    *d = (diag){.code = code, .severity = info->severity, .from = from, .where = where};
    va_list args;
    va_start(args, format);
    d->message = format_in(bag, format, args);
    va_end(args);
    diag **place = d->message.p ? arena_push(bag->memory, (void **)&bag->items, &bag->count, &bag->capacity, sizeof *place) : NULL;
    if (!place)
        return NULL;
    *place = d;
    bag->error_count += info->severity == DIAG_ERROR;
    return d;
}

void diag_pass(diag_bag *bag, diag *d)
{
    bool over = d->severity == DIAG_ERROR && bag->most_errors && bag->error_count >= bag->most_errors;
    bag->error_count += d->severity == DIAG_ERROR;
    diag **place = over ? NULL : arena_push(bag->memory, (void **)&bag->items, &bag->count, &bag->capacity, sizeof *place);
    if (place)
        *place = d;
}

void diag_expect(diag_bag *bag, diag *d, const char *format, ...)
{
    if (!d)
        return;
    va_list args;
    va_start(args, format);
    str text = format_in(bag, format, args);
    va_end(args);
    str word = STR("expected ");
    if (str_starts(text, word))
        text = (str){text.p + word.n, text.n - word.n};
    d->expected = text;
}

void diag_label_at(diag_bag *bag, diag *d, span where, const char *format, ...)
{
    if (!d)
        return;
    va_list args;
    va_start(args, format);
    str text = format_in(bag, format, args);
    va_end(args);
    diag_label *label = text.p ? arena_push(bag->memory, (void **)&d->labels, &d->label_count, &d->label_capacity, sizeof *label) : NULL;
    if (label)
        *label = (diag_label){where, text};
}

static bool add_hint(diag_bag *bag, diag *d, const char *format, va_list args)
{
    str text = format_in(bag, format, args);
    str *hint = text.p ? arena_push(bag->memory, (void **)&d->hints, &d->hint_count, &d->hint_capacity, sizeof *hint) : NULL;
    if (hint)
        *hint = text;
    return hint != NULL;
}

void diag_hint(diag_bag *bag, diag *d, const char *format, ...)
{
    if (!d)
        return;
    va_list args;
    va_start(args, format);
    add_hint(bag, d, format, args);
    va_end(args);
}

void diag_guess_that(diag_bag *bag, diag *d, str query, bool otherwise, const char *format, ...)
{
    if (!d)
        return;
    va_list args;
    va_start(args, format);
    bool added = add_hint(bag, d, format, args);
    va_end(args);
    diag_guess *guess = added ? arena_push(bag->memory, (void **)&d->guesses, &d->guess_count, &d->guess_capacity, sizeof *guess) : NULL;
    if (guess)
        *guess = (diag_guess){d->hint_count - 1, arena_str(bag->memory, query), otherwise};
}

void diag_settle(diag *d, diag_works *works, void *data)
{
    bool any = false;
    size_t kept = 0, next = 0;
    str *hints = (str *)d->hints;
    for (size_t i = 0; i < d->hint_count; i++) {
        const diag_guess *guess = next < d->guess_count && d->guesses[next].hint == i ? &d->guesses[next++] : NULL;
        bool asked = guess && !(any && (guess->otherwise || !works));
        bool stands = !guess || (asked && (guess->query.n == 0 || !works || works(data, guess->query)));
        any = any || (guess && stands);
        if (stands)
            hints[kept++] = hints[i];
    }
    d->hint_count = kept;
    d->guess_count = 0;
}
