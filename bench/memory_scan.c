/* Times the question "project = P and month = M" on a million generated rows: nanoseconds a row, the best of several runs.
 *
 * The plan is made by hand, so that nothing but the executor is measured. */
#define _POSIX_C_SOURCE 199309L
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "runtime/memory/exec.h"
#include "stdlib/functions.h"

enum { ROWS = 1000000, RUNS = 7, PROJECTS = 7, PROJECT = 0, WHEN = 1, DAYS = 2 };

static const field_spec fields[] = {{"project", "set of text", true, ""}, {"when", "period", true, ""}, {"days", "int", false, ""}};
static const collection_spec spec = {"activities", "", fields, sizeof fields / sizeof *fields, NULL};
static const char *const names[PROJECTS] = {"CyberEast+", "CYBERKOP", "CyberSEE", "CyberSouth+", "CyberSPEX", "GLACY-e", "Octopus"};

/* xorshift64 (Marsaglia, "Xorshift RNGs"): the same rows in every run. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* One or two projects, a first day in two years, 1 to 10 days. */
static status add_row(dataset_builder *b, uint64_t *state)
{
    uint64_t r = next_random(state);
    str projects[2] = {str_of(names[r % PROJECTS]), str_of(names[(r >> 8) % PROJECTS])};
    day first = cal_day((civil){2024, 7, 1}) + (day)((r >> 16) % 730);
    int64_t days = 1 + (int64_t)((r >> 32) % 10);
    cell cells[] = {{.texts = projects, .count = 1 + (r >> 40) % 2},
                    {.v = {.type = type_of(TYPE_PERIOD), .as.period = {first, first + (day)days - 1}}},
                    {.v = {.type = type_of(TYPE_INT), .as.integer = days}}};
    return dataset_builder_row(b, 0, cells);
}

static status generate(arena *memory, const dataset **out)
{
    arena scratch = {0};
    uint64_t state = 88172645463325252;
    dataset_builder *b = dataset_builder_new(&scratch, &spec, 1, LINKS_BY_TEXT);
    status st = b ? ST_OK : ST_NO_MEMORY;
    for (size_t i = 0; i < ROWS && st == ST_OK; ++i)
        st = add_row(b, &state);
    if (st == ST_OK)
        st = dataset_builder_finish(b, memory, out, NULL);
    arena_free(&scratch);
    return st;
}

/* The first function of a name whose first parameter is of a kind (PARAM_NONE: that has none). */
static const function *find(const char *name, param_kind first)
{
    for (size_t i = 0; i < stdlib_functions.count; ++i) {
        const function *f = &stdlib_functions.rows[i];
        if (strcmp(f->name, name) == 0 && (f->arg_count ? f->args[0] : PARAM_NONE) == first)
            return f;
    }
    return NULL;
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Runs a plan of one output several times. */
static int measure(const char *what, const dataset *data, const plan *root, const plan_expr *output)
{
    plan_output outputs[] = {{STR("x"), output}};
    plan_query query = {.root = root, .outputs = outputs, .output_count = 1};
    double best = 1e9;
    size_t rows = 0;
    for (int i = 0; i < RUNS; ++i) {
        arena memory = {0};
        diag_bag bag = {.memory = &memory};
        const result *r = NULL;
        double begin = seconds();
        status st = exec_run(&memory, &query, data, NULL, &bag, &r);
        double took = seconds() - begin;
        best = took < best ? took : best;
        rows = r ? r->rows : 0;
        arena_free(&memory);
        if (st != ST_OK)
            return 1;
    }
    printf("%-32s %8.2f ns/row  %8zu rows\n", what, best * 1e9 / ROWS, rows);
    return 0;
}

/* The parts of the question, which point at each other. */
typedef struct question {
    plan_expr project, when, days, text, month, element, period_element, equal, overlap, months, in_project, in_month, all;
    const plan_expr *equal_args[2], *overlap_args[2], *months_args[1], *project_args[2], *month_args[2], *all_args[2];
} question;

static plan_expr stored(uint16_t at, type t)
{
    return (plan_expr){.kind = PLAN_FIELD, .type = t, .field = at};
}

static plan_expr over(plan_expr_kind kind, type t, const function *f, const plan_expr *const *args, size_t count)
{
    return (plan_expr){.kind = kind, .type = t, .function = f, .args = args, .arg_count = count};
}

/* project = CyberEast+ and month = 2025-10. */
static void ask(question *q)
{
    type yes = type_of(TYPE_BOOL), text = type_of(TYPE_TEXT), period_type = type_of(TYPE_PERIOD);
    period october = {cal_day((civil){2025, 10, 1}), cal_day((civil){2025, 10, 31})};
    q->project = stored(PROJECT, type_set_of(text));
    q->when = stored(WHEN, period_type);
    q->days = stored(DAYS, type_of(TYPE_INT));
    q->text = (plan_expr){.kind = PLAN_CONST, .type = text, .constant = {.type = text, .as.text = STR("cybereast+")}};
    q->month = (plan_expr){.kind = PLAN_CONST, .type = period_type, .constant = {.type = period_type, .as.period = october}};
    q->element = (plan_expr){.kind = PLAN_ELEMENT, .type = text};
    q->period_element = (plan_expr){.kind = PLAN_ELEMENT, .type = period_type};
    q->equal_args[0] = &q->element, q->equal_args[1] = &q->text;
    q->equal = over(PLAN_CALL, yes, find("=", PARAM_TEXT), q->equal_args, 2);
    q->project_args[0] = &q->project, q->project_args[1] = &q->equal;
    q->in_project = over(PLAN_ANY, yes, NULL, q->project_args, 2);
    q->overlap_args[0] = &q->period_element, q->overlap_args[1] = &q->month;
    q->overlap = over(PLAN_CALL, yes, find("overlaps", PARAM_PERIOD), q->overlap_args, 2);
    q->months_args[0] = &q->when;
    q->months = over(PLAN_CALL, type_set_of(period_type), find("month", PARAM_PERIOD), q->months_args, 1);
    q->month_args[0] = &q->months, q->month_args[1] = &q->overlap;
    q->in_month = over(PLAN_ANY, yes, NULL, q->month_args, 2);
    q->all_args[0] = &q->in_project, q->all_args[1] = &q->in_month;
    q->all = over(PLAN_AND, yes, NULL, q->all_args, 2);
}

static int measure_all(const dataset *data)
{
    question q;
    ask(&q);
    plan scan = {.kind = PLAN_SCAN};
    plan by_project = {.kind = PLAN_FILTER, .input = &scan, .expr = &q.in_project};
    plan by_month = {.kind = PLAN_FILTER, .input = &scan, .expr = &q.in_month};
    plan by_both = {.kind = PLAN_FILTER, .input = &scan, .expr = &q.all};
    plan_key keys[] = {{.expr = &q.project}};
    plan_aggregate counts[] = {{.function = find("count", PARAM_NONE), .type = type_of(TYPE_INT)}};
    plan group = {.kind = PLAN_GROUP, .input = &scan, .keys = keys, .key_count = 1, .aggregates = counts, .aggregate_count = 1};
    plan_key sort_keys[] = {{.expr = &q.when}};
    plan sort = {.kind = PLAN_SORT, .input = &scan, .keys = sort_keys, .key_count = 1};
    plan_expr temp = {.kind = PLAN_TEMP, .type = type_of(TYPE_INT), .index = 1};
    return measure("project = P", data, &by_project, &q.days) | measure("month = M", data, &by_month, &q.days) |
           measure("project = P and month = M", data, &by_both, &q.days) | measure("group by project", data, &group, &temp) |
           measure("sort by when", data, &sort, &q.days);
}

int main(void)
{
    arena memory = {0};
    const dataset *data = NULL;
    int failed = generate(&memory, &data) != ST_OK || measure_all(data);
    arena_free(&memory);
    return failed;
}
