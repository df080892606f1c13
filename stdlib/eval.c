/* Reporting rows without a result, and making results of type text. */
#include "stdlib/eval.h"

#include "base/text.h"

bool eval_has_missing(const vec *const *args, size_t count, size_t i)
{
    for (size_t k = 0; k < count; k++)
        if (vec_missing(args[k], i))
            return true;
    return false;
}

status eval_none(function_call *call, vec *out, size_t i)
{
    if (!out->missing)
        out->missing = ARENA_ARRAY(call->scratch, out->count, uint8_t);
    if (!out->missing)
        return ST_NO_MEMORY;
    out->missing[i] = 1;
    return ST_OK;
}

status eval_uncomputable(function_call *call, const vec *const *args, size_t count, vec *out, size_t i)
{
    if (eval_has_missing(args, count, i))
        return ST_OK;
    call->uncomputable++;
    return eval_none(call, out, i);
}

status eval_mixed(function_call *call, const vec *const *args, size_t count, vec *out, size_t i)
{
    if (eval_has_missing(args, count, i))
        return ST_OK;
    call->mixed_currencies++;
    return eval_none(call, out, i);
}

status text_results_begin(text_results *r, function_call *call, size_t count, vec *out)
{
    *r = (text_results){.call = call, .scratch = call->scratch, .texts = dict_builder_new(call->scratch), .out = out};
    return r->texts ? vec_make(call->scratch, type_of(TYPE_TEXT), count, false, out) : ST_NO_MEMORY;
}

status text_results_put(text_results *r, str text)
{
    TRY(function_poll(r->call, r->count));
    TRY(text_nfc(r->scratch, text, &text));
    return dict_builder_add(r->texts, text, &r->out->as.text.codes[r->count++]);
}

status text_results_end(text_results *r)
{
    uint32_t *renumber;
    TRY(dict_builder_finish(r->texts, r->scratch, r->scratch, &r->out->as.text.dict, &renumber));
    for (size_t i = 0; i < r->count; i++)
        r->out->as.text.codes[i] = renumber[r->out->as.text.codes[i]];
    return ST_OK;
}
