/* A plan as one text, for tests. Fields by name, temps as #n, elements of the n-th enclosing set as @n. */
#include "plan_text.h"

static void print_const(sbuf *out, const value *v)
{
    char code[4];
    if (v->missing) {
        sbuf_add(out, STR("missing"));
        return;
    }
    if (v->type.set) {
        sbuf_char(out, '{');
        for (size_t i = 0; i < v->as.set.count; i++)
            print_const(out, &v->as.set.items[i]);
        sbuf_char(out, '}');
        return;
    }
    switch ((type_kind)v->type.kind) {
    case TYPE_BOOL:
        sbuf_add(out, v->as.boolean ? STR("true") : STR("false"));
        break;
    case TYPE_INT:
        sbuf_printf(out, "%lld", (long long)v->as.integer);
        break;
    case TYPE_NUMBER:
        dec_print(out, v->as.number, false);
        sbuf_char(out, 'n');
        break;
    case TYPE_MONEY:
        sbuf_printf(out, "%.*s ", STR_ARG(money_currency_text(v->as.money.currency, code)));
        dec_print(out, money_amount(v->as.money), false);
        break;
    case TYPE_TEXT:
        sbuf_printf(out, "\"%.*s\"", STR_ARG(v->as.text));
        break;
    case TYPE_DATE:
        cal_print_day(out, v->as.date);
        sbuf_char(out, 'd');
        break;
    case TYPE_PERIOD:
        cal_print(out, v->as.period);
        break;
    case TYPE_DURATION:
        sbuf_printf(out, "%lld %s", (long long)v->as.duration.amount, v->as.duration.months ? "months" : "days");
        break;
    default:
        sbuf_char(out, '?');
    }
}

static const char *node_name(const plan_expr *e)
{
    static const char *const names[] = {
        [PLAN_AND] = "and", [PLAN_OR] = "or",   [PLAN_NOT] = "not", [PLAN_IF] = "if", [PLAN_ELSE] = "else", [PLAN_IS_MISSING] = "missing",
        [PLAN_ANY] = "any", [PLAN_MAP] = "map",
    };
    return e->kind == PLAN_CALL ? e->function->name : names[e->kind];
}

static void print_operator(sbuf *out, const dataset *data, const plan *p);

static void print_query(sbuf *out, const dataset *data, const plan_subquery *q)
{
    sbuf_add(out, STR("query("));
    print_operator(out, data, q->root);
    sbuf_add(out, STR("; "));
    plan_text_expr(out, data, q->column);
    sbuf_char(out, ')');
}

void plan_text_expr(sbuf *out, const dataset *data, const plan_expr *e)
{
    switch (e->kind) {
    case PLAN_CONST:
        print_const(out, &e->constant);
        return;
    case PLAN_QUERY:
        print_query(out, data, e->query);
        return;
    case PLAN_FIELD:
        for (uint32_t i = 0; i < e->index; i++)
            sbuf_char(out, '$'); /* as many as there are slots before */
        sbuf_add(out, data->collections[e->collection].fields[e->field].name);
        return;
    case PLAN_TEMP:
        sbuf_printf(out, "#%u", e->index);
        return;
    case PLAN_ELEMENT:
        sbuf_printf(out, "@%u", e->index);
        return;
    case PLAN_DEREF:
        plan_text_expr(out, data, e->args[0]);
        sbuf_printf(out, ".%.*s", STR_ARG(data->collections[e->collection].fields[e->field].name));
        return;
    case PLAN_ROW:
        for (uint32_t i = 0; i < e->index; i++)
            sbuf_char(out, '$');
        sbuf_add(out, STR("row"));
        return;
    case PLAN_BACK:
        plan_text_expr(out, data, e->args[0]);
        sbuf_printf(out, "<%.*s.%.*s", STR_ARG(data->collections[e->collection].name),
                    STR_ARG(data->collections[e->collection].fields[e->field].name));
        return;
    default:
        break;
    }
    sbuf_printf(out, "%s(", node_name(e));
    for (size_t i = 0; i < e->arg_count; i++) {
        if (i > 0)
            sbuf_add(out, STR(", "));
        plan_text_expr(out, data, e->args[i]);
    }
    sbuf_char(out, ')');
}

static void print_keys(sbuf *out, const dataset *data, const plan_key *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sbuf_add(out, i ? STR(", ") : STR(" "));
        plan_text_expr(out, data, keys[i].expr);
        sbuf_add(out, keys[i].descending ? STR(" desc") : STR(""));
        if (keys[i].in) {
            sbuf_add(out, STR(" in "));
            plan_text_expr(out, data, keys[i].in);
        }
    }
}

static void print_aggregates(sbuf *out, const dataset *data, const plan *p)
{
    sbuf_add(out, p->whole ? STR(" whole") : STR(""));
    for (size_t i = 0; i < p->aggregate_count; i++) {
        const plan_aggregate *a = &p->aggregates[i];
        sbuf_printf(out, "%s%s%s", i ? ", " : " show ", a->distinct ? "distinct " : "", a->function->name);
        if (a->arg) {
            sbuf_char(out, '(');
            plan_text_expr(out, data, a->arg);
            sbuf_char(out, ')');
        }
        if (p->kind == PLAN_WINDOW && p->parts[a->part].key_count > 0) {
            sbuf_add(out, STR(" per"));
            print_keys(out, data, p->parts[a->part].keys, p->parts[a->part].key_count);
        }
    }
}

static void print_columns(sbuf *out, const dataset *data, const plan_expr *const *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        sbuf_add(out, i ? STR(", ") : STR(" "));
        plan_text_expr(out, data, columns[i]);
    }
}

static void print_other(sbuf *out, const dataset *data, const plan *p)
{
    print_columns(out, data, p->columns, p->column_count);
    sbuf_printf(out, "%s (", p->left ? " left" : "");
    print_operator(out, data, p->other);
    sbuf_char(out, ')');
    print_columns(out, data, p->other_columns, p->column_count);
}

static void print_operator(sbuf *out, const dataset *data, const plan *p)
{
    static const char *const names[] = {
        [PLAN_SCAN] = "scan",   [PLAN_FILTER] = "filter",     [PLAN_EXPAND] = "expand", [PLAN_SORT] = "sort",
        [PLAN_SLICE] = "slice", [PLAN_DISTINCT] = "distinct", [PLAN_GROUP] = "group",   [PLAN_WINDOW] = "window",
        [PLAN_JOIN] = "join",   [PLAN_APPEND] = "append",     [PLAN_EXCEPT] = "except", [PLAN_INTERSECT] = "intersect",
        [PLAN_PIVOT] = "pivot",
    };
    if (p->input)
        print_operator(out, data, p->input);
    sbuf_printf(out, "%s%s", p->input ? "; " : "", names[p->kind]);
    if (p->kind == PLAN_SCAN)
        sbuf_printf(out, " %.*s", STR_ARG(data->collections[p->collection].name));
    if (p->other)
        print_other(out, data, p);
    if (p->expr) {
        sbuf_char(out, ' ');
        plan_text_expr(out, data, p->expr);
    }
    if (p->in) {
        sbuf_add(out, STR(" in "));
        plan_text_expr(out, data, p->in);
    }
    for (size_t i = 0; i < p->note_count; i++)
        sbuf_printf(out, " note %.*s", STR_ARG(p->notes[i].name));
    if (p->kind == PLAN_SLICE)
        sbuf_printf(out, " %llu+%llu%s%s", (unsigned long long)p->skip, (unsigned long long)p->take, p->from_end ? " from end" : "",
                    p->note_ties ? " ties" : "");
    else
        print_keys(out, data, p->keys, p->key_count);
    if (p->kind == PLAN_GROUP || p->kind == PLAN_PIVOT || p->kind == PLAN_WINDOW)
        print_aggregates(out, data, p);
    if (p->kind == PLAN_PIVOT) {
        sbuf_add(out, STR(" each"));
        print_columns(out, data, p->columns, p->column_count);
    }
}

void plan_text(sbuf *out, const dataset *data, const plan_query *q)
{
    print_operator(out, data, q->root);
    sbuf_add(out, STR("; out"));
    for (size_t i = 0; i < q->output_count; i++) {
        sbuf_printf(out, "%s%.*s = ", i ? ", " : " ", STR_ARG(q->outputs[i].name));
        plan_text_expr(out, data, q->outputs[i].expr);
    }
    for (size_t i = 0; q->pivot && i < q->pivot->column_count; i++)
        sbuf_printf(out, "; pivoted %.*s", STR_ARG(q->pivot_names[i]));
}
