/* Everything that has a name in a session, from the tables of the language and what was defined. */
#include "engine/entries.h"

#include <stdlib.h>
#include <string.h>

#include "parser/forms.h"
#include "runtime/model/function.h"
#include "stdlib/functions.h"

void entries_add(entries *out, entry e)
{
    entry *room = arena_push(out->memory, (void **)&out->items, &out->count, &out->capacity, sizeof *room);
    if (room)
        *room = e;
}

str entries_take(entries *out, sbuf *b)
{
    out->memory->failed |= b->failed;
    str text = arena_str(out->memory, sbuf_str(b));
    sbuf_free(b);
    return text;
}

/* ---- Data ---- */

void entries_collections(entries *out, const dataset *data)
{
    for (size_t i = 0; i < data->count; i++) {
        const collection *c = &data->collections[i];
        entries_add(out, (entry){.kind = ENTRY_COLLECTION,
                                 .said = "collection",
                                 .word = c->name,
                                 .name = c->name,
                                 .help = c->help,
                                 .example = arena_printf(out->memory, "%.*s count", STR_ARG(c->name))});
    }
}

str entries_type(arena *memory, const dataset *data, type t)
{
    sbuf words = {0};
    entries out = {.memory = memory};
    dataset_type_words(&words, data, t);
    return entries_take(&out, &words);
}

/* A query that looks at a field: its values and how often each is there, or where they lie. */
str entries_field_query(arena *memory, str collection, str field, type t)
{
    switch ((type_kind)t.kind) {
    case TYPE_BOOL:
    case TYPE_TEXT:
    case TYPE_LINK:
        return arena_printf(memory, "%.*s count by %.*s", STR_ARG(collection), STR_ARG(field));
    default:
        return t.set ? arena_printf(memory, "%.*s count by %.*s", STR_ARG(collection), STR_ARG(field))
                     : arena_printf(memory, "%.*s show min(%.*s), max(%.*s)", STR_ARG(collection), STR_ARG(field), STR_ARG(field));
    }
}

void entries_fields(entries *out, const dataset *data)
{
    for (size_t i = 0; i < data->count; i++)
        for (size_t k = 0; k < data->collections[i].field_count; k++) {
            const collection *c = &data->collections[i];
            const field *f = &c->fields[k];
            entries_add(out, (entry){.kind = ENTRY_FIELD,
                                     .said = "field",
                                     .word = f->name,
                                     .name = arena_printf(out->memory, "%.*s.%.*s", STR_ARG(c->name), STR_ARG(f->name)),
                                     .form = entries_type(out->memory, data, f->type),
                                     .help = f->help,
                                     .example = entries_field_query(out->memory, c->name, f->name, f->type)});
        }
}

/* ---- The tables of the language ---- */

void entries_functions(entries *out)
{
    for (size_t i = 0; i < stdlib_functions.count; i++) {
        const function *f = &stdlib_functions.rows[i];
        sbuf form = {0};
        function_signature(&form, f);
        entries_add(out, (entry){.kind = f->operator_ ? ENTRY_OPERATOR : ENTRY_FUNCTION,
                                 .said = function_kind_name(f),
                                 .called = !f->operator_,
                                 .word = str_of(f->name),
                                 .name = str_of(f->name),
                                 .form = entries_take(out, &form),
                                 .help = str_of(f->help),
                                 .example = str_of(f->example)});
    }
}

void entries_words(entries *out)
{
    for (size_t i = 0; i < form_count; i++) {
        const form *f = &form_table[i];
        entries_add(out, (entry){.kind = ENTRY_WORD,
                                 .said = form_kind_name(f),
                                 .word = form_word(f),
                                 .name = form_word(f),
                                 .form = str_of(f->syntax),
                                 .help = str_of(f->text),
                                 .example = str_of(f->example)});
    }
}

void entries_types(entries *out)
{
    for (unsigned kind = TYPE_NONE + 1; kind < TYPE_KIND_COUNT; kind++) {
        const type_info *info = type_kind_info((type_kind)kind);
        entries_add(out, (entry){.kind = ENTRY_TYPE,
                                 .said = "type",
                                 .word = str_of(info->name),
                                 .name = str_of(info->name),
                                 .form = str_of(info->literals),
                                 .help = str_of(info->text),
                                 .example = str_of(info->example)});
    }
}

/* to csv [safe] */
static str format_form(arena *a, const export_format *f)
{
    str form = arena_printf(a, "to %s", f->name);
    for (size_t i = 0; i < EXPORT_OPTION_COUNT; i++)
        if (strcmp(export_option_table[i].format, f->name) == 0)
            form = arena_printf(a, "%.*s [%s]", STR_ARG(form), export_option_table[i].name);
    return form;
}

/* What it is, and what its options do. */
static str format_help(arena *a, const export_format *f)
{
    str help = str_of(f->help);
    for (size_t i = 0; i < EXPORT_OPTION_COUNT; i++)
        if (strcmp(export_option_table[i].format, f->name) == 0)
            help = arena_printf(a, "%.*s; %s %s", STR_ARG(help), export_option_table[i].name, export_option_table[i].help);
    return help;
}

void entries_formats(entries *out)
{
    for (size_t i = 0; i < export_format_count; i++) {
        const export_format *f = &export_formats[i];
        entries_add(out, (entry){.kind = ENTRY_FORMAT,
                                 .said = "format",
                                 .word = str_of(f->name),
                                 .name = str_of(f->name),
                                 .form = format_form(out->memory, f),
                                 .help = format_help(out->memory, f),
                                 .example = str_of(f->example)});
    }
}

static int by_code(const void *a, const void *b)
{
    const diag_code_info *x = *(const diag_code_info *const *)a, *y = *(const diag_code_info *const *)b;
    return x->severity != y->severity ? (int)x->severity - (int)y->severity : strcmp(x->code, y->code);
}

/* Errors, warnings, notes, each in the order of their codes. What a code stands for is its title. */
void entries_codes(entries *out)
{
    const diag_code_info *codes[DIAG_CODE_COUNT];
    for (int i = 0; i < DIAG_CODE_COUNT; i++)
        codes[i] = diag_info((diag_code)i);
    qsort(codes, DIAG_CODE_COUNT, sizeof *codes, by_code);
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        const diag_code_info *c = codes[i];
        entries_add(out, (entry){.kind = ENTRY_CODE,
                                 .said = diag_severity_name(c->severity),
                                 .word = str_of(c->code),
                                 .name = str_of(c->code),
                                 .definition = str_of(c->title),
                                 .help = str_of(c->help),
                                 .example = str_of(c->example)});
    }
}

/* ---- All ---- */

status entries_all(entries *out, check_env *env)
{
    const dataset *data = check_dataset(env);
    entries_collections(out, data);
    entries_fields(out, data);
    entries_defined(out, env);
    entries_functions(out);
    entries_words(out);
    entries_types(out);
    entries_formats(out);
    entries_modules(out);
    entries_codes(out);
    return out->memory->failed ? ST_NO_MEMORY : ST_OK;
}
