/* Values for the params of a script: NAME=VALUE words, and the help that lists them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

enum { LEFT_WIDTH = 18, LEFT_MAX = 200 };

static void print_param(const cyq_param *f, int width)
{
    char left[LEFT_MAX];
    snprintf(left, sizeof left, "%s=…", f->name);
    int shown = (int)strlen(f->name) + 2;
    output_print("  %s%*s", left, width - shown + 2, "");
    output_print("%s%s", f->type, f->required ? ", must be given" : "");
    if (f->fallback)
        output_print("; %.900s if not given", f->fallback);
    if (*f->help)
        output_print("\n  %*s%.900s", width + 2, "", f->help);
    output_print("\n");
}

static void print_params(const cyq_params *params)
{
    int width = 0;
    cyq_param f = {.size = sizeof f};
    for (size_t i = 0; cyq_params_get(params, i, &f) == CYQ_OK; i++)
        width = (int)strlen(f.name) + 2 > width ? (int)strlen(f.name) + 2 : width;
    for (size_t i = 0; cyq_params_get(params, i, &f) == CYQ_OK; i++)
        print_param(&f, width);
}

static void print_help(const cyq_params *params, const char *path)
{
    const char *about = cyq_params_about(params);
    size_t count = cyq_params_count(params);
    if (*about) {
        output_write(NULL, about, strlen(about));
        output_print("\n\n");
    }
    output_print("  cyq -f %.900s%s\n", path, count ? " [NAME=VALUE...]" : "");
    output_print(count ? "\nValues for its params:\n" : "\nIt has no params.\n");
    print_params(params);
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
        print_help(params, file_title(path));
    cyq_params_free(params);
    free(text);
    return program_status(s);
}
