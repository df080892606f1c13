/* Functions: in words, for listings and the reference; and what their evaluators may ask. */
#include "runtime/model/function.h"

static void add_param(sbuf *out, param_kind p)
{
    static const char *const names[] = {
        [PARAM_NONE] = "nothing",
        [PARAM_BOOL] = "bool",
        [PARAM_INT] = "int",
        [PARAM_NUMBER] = "number",
        [PARAM_MONEY] = "money",
        [PARAM_TEXT] = "text",
        [PARAM_DATE] = "date",
        [PARAM_PERIOD] = "period",
        [PARAM_DURATION] = "duration",
        [PARAM_ANY] = "any",
        [PARAM_SET_ANY] = "set of any",
        [PARAM_SET_BOOL] = "set of bool",
        [PARAM_SET_INT] = "set of int",
        [PARAM_SET_NUMBER] = "set of number",
        [PARAM_SET_MONEY] = "set of money",
        [PARAM_SET_TEXT] = "set of text",
        [PARAM_SET_DATE] = "set of date",
        [PARAM_SET_PERIOD] = "set of period",
        [PARAM_REGEX] = "/pattern/",
    };
    sbuf_add(out, str_of(names[p]));
}

static void add_written(sbuf *out, const function *f)
{
    if (f->arg_count == 2) {
        add_param(out, f->args[0]);
        sbuf_char(out, ' ');
    }
    sbuf_add(out, str_of(f->name));
    if (f->arg_count == 2)
        sbuf_char(out, ' ');
    add_param(out, f->args[f->arg_count - 1]);
}

static void add_called(sbuf *out, const function *f)
{
    sbuf_add(out, str_of(f->name));
    for (size_t i = 0; i < f->arg_count; i++) {
        sbuf_add(out, i ? STR(", ") : STR("("));
        add_param(out, f->args[i]);
    }
    if (f->arg_count || f->class != FN_AGGREGATE) /* the aggregate `count` stands without brackets */
        sbuf_add(out, f->arg_count ? STR(")") : STR("()"));
}

status function_poll(const function_call *call, size_t made)
{
    enum { EVERY = 1024 };
    return call->poll && made % EVERY == EVERY - 1 ? call->poll(call->poll_data) : ST_OK;
}

void function_signature(sbuf *out, const function *f)
{
    if (f->operator_)
        add_written(out, f);
    else
        add_called(out, f);
    sbuf_add(out, STR(": "));
    add_param(out, f->result);
}

const char *function_kind_name(const function *f)
{
    switch (f->class) {
    case FN_MEASURE:
        return "measure";
    case FN_AGGREGATE:
        return "aggregate";
    case FN_WINDOW:
        return "window function";
    case FN_SCALAR:
    case FN_PREDICATE:
    case FN_MODAL:
        break;
    }
    return f->operator_ ? "operator" : "function";
}
