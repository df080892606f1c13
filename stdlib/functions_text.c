/* Functions of text that give text or numbers. */
#include "stdlib/eval.h"

#include <utf8proc.h>

#include "base/text.h"
#include "runtime/model/print.h"

/* ---- Letters ---- */

static bool add_code_point(sbuf *out, uint32_t c)
{
    if (!sbuf_reserve(out, 4))
        return false;
    out->n += (size_t)utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)out->p + out->n);
    out->p[out->n] = '\0';
    return true;
}

static status map_letters(function_call *call, const vec *from, vec *out, utf8proc_int32_t (*map)(utf8proc_int32_t))
{
    text_results r;
    sbuf mapped = {0};
    TRY(text_results_begin(&r, call, call->count, out));
    status done = ST_OK;
    for (size_t i = 0; done == ST_OK && i < call->count; i++) {
        str text = vec_text(from, i);
        sbuf_clear(&mapped);
        for (size_t at = 0, length = 0; at < text.n; at += length)
            add_code_point(&mapped, (uint32_t)map((utf8proc_int32_t)text_decode(text, at, &length)));
        done = mapped.failed ? ST_NO_MEMORY : text_results_put(&r, sbuf_str(&mapped));
    }
    sbuf_free(&mapped);
    return done == ST_OK ? text_results_end(&r) : done;
}

status eval_lower(function_call *call, const vec *const *args, vec *out)
{
    return map_letters(call, args[0], out, utf8proc_tolower);
}

status eval_upper(function_call *call, const vec *const *args, vec *out)
{
    return map_letters(call, args[0], out, utf8proc_toupper);
}

status eval_trim(function_call *call, const vec *const *args, vec *out)
{
    text_results r;
    TRY(text_results_begin(&r, call, call->count, out));
    for (size_t i = 0; i < call->count; i++)
        TRY(text_results_put(&r, str_trim(vec_text(args[0], i))));
    return text_results_end(&r);
}

/* ---- Length ---- */

/* Code points: the bytes that do not go on from one before. */
static int64_t characters(str s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

status eval_length(function_call *call, const vec *const *args, vec *out)
{
    TRY(vec_make(call->scratch, type_of(TYPE_INT), call->count, false, out));
    for (size_t i = 0; i < call->count; i++)
        out->as.ints[i] = characters(vec_text(args[0], i));
    return ST_OK;
}

/* ---- Putting together ---- */

static void replace_all(sbuf *out, str text, str what, str with)
{
    for (size_t at = what.n ? str_find(text, what) : SIZE_MAX; at != SIZE_MAX; at = str_find(text, what)) {
        sbuf_add(out, (str){text.p, at});
        sbuf_add(out, with);
        text = (str){text.p + at + what.n, text.n - at - what.n};
    }
    sbuf_add(out, text);
}

static void put_replaced(sbuf *out, const vec *const *args, size_t i)
{
    replace_all(out, vec_text(args[0], i), vec_text(args[1], i), vec_text(args[2], i));
}

static void put_joined(sbuf *out, const vec *const *args, size_t i)
{
    sbuf_add(out, vec_text(args[0], i));
    sbuf_add(out, vec_text(args[1], i));
}

static void put_printed(sbuf *out, const vec *const *args, size_t i)
{
    value v = vec_scalar(args[0], i);
    value_print(out, &v);
}

static void put_currency(sbuf *out, const vec *const *args, size_t i)
{
    char code[4];
    sbuf_add(out, money_currency_text(args[0]->as.moneys[vec_at(args[0], i)].currency, code));
}

/* A text for each row, written by `put`. */
static status written_texts(function_call *call, const vec *const *args, vec *out, void (*put)(sbuf *, const vec *const *, size_t))
{
    text_results r;
    sbuf written = {.limit = arena_beside(call->scratch).limit};
    TRY(text_results_begin(&r, call, call->count, out));
    status done = ST_OK;
    for (size_t i = 0; done == ST_OK && i < call->count; i++) {
        sbuf_clear(&written);
        put(&written, args, i);
        done = written.failed ? ST_NO_MEMORY : text_results_put(&r, sbuf_str(&written));
    }
    sbuf_free(&written);
    return done == ST_OK ? text_results_end(&r) : done;
}

status eval_replace(function_call *call, const vec *const *args, vec *out)
{
    return written_texts(call, args, out, put_replaced);
}

status eval_join(function_call *call, const vec *const *args, vec *out)
{
    return written_texts(call, args, out, put_joined);
}

status eval_text(function_call *call, const vec *const *args, vec *out)
{
    return written_texts(call, args, out, put_printed);
}

status eval_currency(function_call *call, const vec *const *args, vec *out)
{
    return written_texts(call, args, out, put_currency);
}
