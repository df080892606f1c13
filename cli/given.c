/* Values for the params of a script: NAME=VALUE words, and the help that lists them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/program.h"

/* ---- Giving ---- */

static size_t name_length(const char *word)
{
    size_t n = 0;
    while ((word[n] >= 'a' && word[n] <= 'z') || (word[n] >= 'A' && word[n] <= 'Z') || (word[n] >= '0' && word[n] <= '9') ||
           word[n] == '_' || (unsigned char)word[n] >= 0x80)
        n++;
    return n;
}

bool program_is_given(const char *word)
{
    size_t n = name_length(word);
    return n > 0 && word[n] == '=';
}

static bool give_one(program *p, const char *word)
{
    size_t n = name_length(word);
    char *name = malloc(n + 1);
    if (!name)
        return false;
    memcpy(name, word, n);
    name[n] = 0;
    p->given[p->given_count++] = (cyq_argument){sizeof(cyq_argument), name, word + n + 1};
    return true;
}

static bool check_word(const char *word)
{
    size_t n = name_length(word);
    if (program_is_given(word))
        return true;
    if (word[0] == '$' && program_is_given(word + 1))
        complain("%s: a param is given without its $: %s", word, word + 1);
    else if (n > 0 && word[n] == 0)
        complain("%s: which value? A param of the script is given as %s=VALUE", word, word);
    else
        complain("%s: behind -f FILE only values for the script's params can stand, as NAME=VALUE; -f FILE --help lists them", word);
    return false;
}

bool program_give(program *p, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!check_word(words[i]))
            return false;
    p->given = calloc(count + 1, sizeof *p->given);
    bool given = p->given;
    for (size_t i = 0; given && i < count; i++)
        given = give_one(p, words[i]);
    if (!given)
        complain("out of memory");
    return given;
}

void program_take_back(program *p)
{
    for (size_t i = 0; i < p->given_count; i++)
        free((char *)p->given[i].name);
    free(p->given);
    p->given = NULL;
    p->given_count = 0;
}

/* ---- Help ---- */

static void print_text(const char *text)
{
    output_shown(STDOUT_FILENO, text, strlen(text));
}

/* `left` is how many columns the longest name has. */
static void print_param(const cyq_param *f, size_t left, size_t width)
{
    size_t indent = left + 6; /* "  name=…  " */
    output_print("  ");
    print_text(f->name);
    output_print("=…%*s%s", (int)(left - output_text_width(f->name, strlen(f->name)) + 2), "", f->type);
    if (f->required)
        output_print(", must be given");
    if (f->fallback && strcasecmp(f->fallback, "missing") == 0)
        output_print(", may be left out");
    else if (f->fallback) {
        output_print("; ");
        print_text(f->fallback);
        output_print(" if not given");
    }
    output_print("\n");
    if (!*f->help)
        return;
    output_print("%*s", (int)indent, "");
    output_words(f->help, indent, width);
    output_print("\n");
}

static void print_params(const cyq_params *params, size_t width)
{
    size_t left = 0;
    cyq_param f = {.size = sizeof f};
    for (size_t i = 0; cyq_params_get(params, i, &f) == CYQ_OK; i++) {
        size_t wide = output_text_width(f.name, strlen(f.name));
        left = wide > left ? wide : left;
    }
    for (size_t i = 0; cyq_params_get(params, i, &f) == CYQ_OK; i++)
        print_param(&f, left, width);
}

/* What may be given, by the words of its type; of a set for one of its elements. */
static const char *sample(const char *type)
{
    static const struct {
        const char *type, *value;
    } samples[] = {{"bool", "true"}, {"int", "3"},           {"number", "1.5"},     {"money", "EUR 1000"},
                   {"text", "WORD"}, {"date", "2025-10-15"}, {"period", "2025-10"}, {"duration", "3 days"}};
    static const char set_of[] = "set of ";
    if (strncmp(type, set_of, sizeof set_of - 1) == 0)
        type += sizeof set_of - 1;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (strcmp(samples[i].type, type) == 0)
            return samples[i].value;
    return "NAME";
}

/* ` name=value`, in quotes where the shell wants them. A fallback in quotes, or with a sign of the language in it, is not what would be typed. */
static void print_example(const cyq_param *f)
{
    const char *value = f->fallback && *f->fallback && strcasecmp(f->fallback, "missing") != 0 ? f->fallback : NULL;
    if (!value || value[strcspn(value, "\"'`$()|&;<>*?!#\\")])
        value = sample(f->type);
    const char *quote = strpbrk(value, " \t") ? "'" : "";
    output_print(" ");
    print_text(f->name);
    output_print("=%s", quote);
    print_text(value);
    output_print("%s", quote);
}

/* A call with all that must be given, and the first that may be. */
static void print_call(const cyq_params *params, const char *path)
{
    bool optional = false;
    cyq_param f = {.size = sizeof f};
    output_print("\nFor example: cyq -f ");
    print_text(path);
    for (size_t i = 0; cyq_params_get(params, i, &f) == CYQ_OK; i++) {
        if (!f.required && optional)
            continue;
        optional = optional || !f.required;
        print_example(&f);
    }
    output_print("\n");
}

static void print_help(const cyq_params *params, const char *path, size_t width)
{
    const char *about = cyq_params_about(params);
    size_t count = cyq_params_count(params);
    if (*about) {
        output_words(about, 0, width);
        output_print("\n\n");
    }
    output_print("  cyq -f ");
    print_text(path);
    output_print(count ? " [NAME=VALUE...]\n\nValues for its params:\n" : "\n\nIt has no params.\n");
    print_params(params, width);
    if (count)
        print_call(params, path);
    output_print("\nOptions are those of cyq: cyq --help\n");
}

int program_help_script(program *p, const char *path)
{
    char *text;
    size_t length;
    cyq_params *params;
    if (!file_read(path, &text, &length))
        return EXIT_FILES;
    cyq_status s = cyq_params_read(p->session, file_title(path), text, length, p->said, &params);
    output_diagnostics(p->said, p->options);
    if (s == CYQ_NO_MEMORY)
        complain("out of memory");
    if (s == CYQ_OK)
        print_help(params, file_title(path), output_options(p->options).width);
    cyq_params_free(params);
    free(text);
    return program_status(s);
}
