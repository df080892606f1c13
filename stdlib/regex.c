/* `matches`: regular expressions by PCRE2, with limits, in the memory of the query.
 *
 * A pattern is compiled once and only read afterwards. The just-in-time compiler is left out: its code lies in pages of its own that only an explicit
 * release gives back, and an arena releases nothing one by one. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "stdlib/eval.h"

#include <stdio.h>

enum {
    MATCH_LIMIT = 1000000,   /* steps of one match; what needs more is not computable */
    HEAP_LIMIT_KIB = 20000,  /* memory of one match */
    PATTERN_MAX = 64 * 1024, /* bytes */
    MESSAGE_SIZE = 256
};

static void *give_memory(size_t size, void *memory)
{
    return arena_alloc(memory, size);
}

static void take_memory(void *block, void *memory)
{
    (void)block;
    (void)memory;
}

static uint32_t options_for(bool ignore_case)
{
    return PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (ignore_case ? PCRE2_CASELESS : 0);
}

/* The message of PCRE2 in the form of ours. */
static status say_why(arena *memory, int error, str *message)
{
    char text[MESSAGE_SIZE];
    if (pcre2_get_error_message(error, (PCRE2_UCHAR *)text, sizeof text) < 0)
        snprintf(text, sizeof text, "error %d", error);
    *message = arena_printf(memory, "the regular expression is not well formed: %s", text);
    return message->n ? ST_ERROR : ST_NO_MEMORY;
}

status eval_matches_prepare(arena *memory, const value *constant, bool ignore_case, void **prepared, str *message, size_t *at)
{
    str pattern = constant->as.text;
    *at = 0;
    if (pattern.n > PATTERN_MAX) {
        *message = STR("the regular expression is too long (64 KiB at most)");
        return ST_ERROR;
    }
    pcre2_general_context *general = pcre2_general_context_create(give_memory, take_memory, memory);
    pcre2_compile_context *context = general ? pcre2_compile_context_create(general) : NULL;
    if (!context)
        return ST_NO_MEMORY;
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)(pattern.n ? pattern.p : ""), pattern.n, options_for(ignore_case), &error, &offset, context);
    if (!code && error == PCRE2_ERROR_HEAP_FAILED)
        return ST_NO_MEMORY;
    *at = (size_t)offset;
    *prepared = code;
    return code ? ST_OK : say_why(memory, error, message);
}

/* The working memory of a run of matches. */
typedef struct matcher {
    const pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
} matcher;

static status start(matcher *m, function_call *call)
{
    pcre2_general_context *general = pcre2_general_context_create(give_memory, take_memory, call->scratch);
    if (!general)
        return ST_NO_MEMORY;
    m->code = call->prepared;
    m->data = pcre2_match_data_create(1, general);
    m->context = pcre2_match_context_create(general);
    if (!m->data || !m->context)
        return ST_NO_MEMORY;
    pcre2_set_match_limit(m->context, MATCH_LIMIT);
    pcre2_set_heap_limit(m->context, HEAP_LIMIT_KIB);
    return ST_OK;
}

/* Whether the text matches; *limited if that could not be found out. */
static status match(const matcher *m, str text, bool *found, bool *limited)
{
    PCRE2_SPTR subject = (PCRE2_SPTR)(text.n ? text.p : "");
    int result = pcre2_match(m->code, subject, text.n, 0, PCRE2_NO_UTF_CHECK, m->data, m->context);
    *found = result >= 0;
    *limited = result < 0 && result != PCRE2_ERROR_NOMATCH;
    return result == PCRE2_ERROR_NOMEMORY ? ST_NO_MEMORY : ST_OK;
}

status eval_matches(function_call *call, const vec *const *args, vec *out)
{
    matcher m;
    TRY(vec_make(call->scratch, type_of(TYPE_BOOL), call->count, false, out));
    TRY(start(&m, call));
    for (size_t i = 0; i < call->count; i++) {
        bool found, limited;
        if (vec_missing(args[0], i))
            continue;
        TRY(match(&m, vec_text(args[0], i), &found, &limited));
        out->as.bools[i] = found;
        call->uncomputable += limited;
    }
    return ST_OK;
}
