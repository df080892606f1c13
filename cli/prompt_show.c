/* Commands of the prompt that show something. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <readline/history.h>

#include "cli/output.h"
#include "cli/pager.h"
#include "cli/prompt.h"

static size_t screen_width(const prompt *p)
{
    size_t width = output_options(&p->options).width;
    return width ? width : SIZE_MAX;
}

void prompt_say_wrapped(const prompt *p, const char *text, size_t indent)
{
    size_t width = screen_width(p);
    size_t room = width > indent + 20 ? width - indent - 1 : 20;
    while (strlen(text) > room) {
        size_t end = room;
        while (end > 1 && text[end] != ' ')
            end--;
        output_print("%.*s\n%*s", (int)end, text, (int)indent, "");
        text += end + (text[end] == ' ');
    }
    output_print("%s\n", text);
}

void prompt_collections(prompt *p, const char *argument)
{
    (void)argument;
    cyq_collection c = {.size = sizeof c};
    for (size_t i = 0; cyq_session_collection(p->program->session, i, &c) == CYQ_OK; i++) {
        char row[128];
        int indent = snprintf(row, sizeof row, "  %-15s %4zu  ", c.name, c.rows);
        output_print("%s", row);
        prompt_say_wrapped(p, c.help, indent > 0 ? (size_t)indent : 0);
    }
}

/* ---- Help ---- */

static void say_commands(const prompt *p)
{
    output_print("\nCommands:\n");
    for (size_t i = 0; i < prompt_command_count; i++) {
        const prompt_command *c = &prompt_commands[i];
        char call[32];
        snprintf(call, sizeof call, "%s %s", c->name, c->argument);
        output_print("  %-21s ", call);
        prompt_say_wrapped(p, c->help, 24);
    }
}

static void say_formats(void)
{
    output_print("\nTo write an answer in a format or into a file, end the query with to:\n"
                 "  activities to csv                    activities to \"activities.csv\"\n"
                 " ");
    for (size_t i = 0; i < cyq_format_count(); i++)
        output_print(" %s%s", cyq_format_name(i), i + 1 < cyq_format_count() ? "," : "\n");
}

static void say_all(prompt *p)
{
    output_print("A query is a collection and clauses:\n"
                 "  activities where project = CyberEast+ and month = 2025-10\n"
                 "  activities count by country\n"
                 "  activities select * first 1          all fields that there are\n"
                 "A line that begins with a clause goes on from the answer just seen:\n"
                 "  where mode = online\n"
                 "Why a row is in an answer, or is not, and what a query asks:\n"
                 "  why activities where joint and country = Moldova\n"
                 "  why, say, why not \"Help Course\"      of the answer just seen\n"
                 "  say activities where joint\n"
                 "\nThe collections:\n");
    prompt_collections(p, "");
    say_formats();
    output_print("\nWhat there is, what it does, and what a message means:\n"
                 "  show functions                       .help round\n"
                 "  show codes                           explain E0203\n");
    say_commands(p);
    output_print("\nTab shows what may come.\n"
                 "Enter runs a query or goes on with an incomplete one; an empty line ends it.\n"
                 "The arrows bring back earlier queries and Ctrl-R searches them.\n"
                 "Ctrl-C clears the line or stops the query; .quit or Ctrl-D leaves.\n"
                 "In a long answer the arrows and space move, / searches, q leaves.\n"
                 "The language is described in docs/language.md and docs/reference,\n"
                 "the data in docs/data.md.\n");
}

/* It is taller than most screens. */
static void page_all(prompt *p)
{
    pager page;
    if (!pager_wanted(&p->options)) {
        say_all(p);
        return;
    }
    pager_begin(&page);
    output_print_with(pager_write, &page);
    say_all(p);
    output_print_with(NULL, NULL);
    pager_end(&page);
}

/* The command of the name, with its dot or without. */
static const prompt_command *command_named(const char *name)
{
    for (size_t i = 0; i < prompt_command_count; i++)
        if (strcasecmp(prompt_commands[i].name + (*name != '.'), name) == 0)
            return &prompt_commands[i];
    return NULL;
}

/* Runs `word argument`. */
static void run_with(prompt *p, const char *word, const char *argument)
{
    size_t size = strlen(word) + strlen(argument) + 2;
    char *statement = malloc(size);
    if (!statement)
        return;
    snprintf(statement, size, "%s %s", word, argument);
    program_run(p->program, "query", statement, strlen(statement));
    prompt_settle(p);
    free(statement);
}

void prompt_help(prompt *p, const char *argument)
{
    const prompt_command *c = *argument ? command_named(argument) : NULL;
    if (!*argument)
        page_all(p);
    else if (c && (*argument == '.' || strcasecmp(argument, "describe") != 0))
        output_print("%s %s\n  %s\n", c->name, c->argument, c->help);
    else
        run_with(p, "describe", argument);
}

/* ---- Names and queries ---- */

void prompt_describe(prompt *p, const char *argument)
{
    if (*argument)
        run_with(p, "describe", argument);
    else
        complain("describe what? .describe activities");
}

void prompt_explain(prompt *p, const char *argument)
{
    if (*argument || p->last)
        run_with(p, "explain", *argument ? argument : p->last);
    else
        complain("there is no query yet: .explain activities where joint");
}

void prompt_source(prompt *p, const char *argument)
{
    char *end;
    unsigned long long row = strtoull(argument, &end, 10);
    if (*argument && (*end || row == 0 || *argument == '-'))
        complain("which row? .source, or .source 3 for the third alone; not %s", argument);
    else {
        p->program->results = 0;
        program_sources(p->program, row);
        prompt_settle(p);
    }
}

void prompt_last(prompt *p, const char *argument)
{
    (void)argument;
    if (!p->last) {
        complain("no statement has run yet");
        return;
    }
    output_shown(STDOUT_FILENO, p->last, strlen(p->last));
    output_print("\n");
}

void prompt_history(prompt *p, const char *argument)
{
    (void)p;
    enum { USUALLY = 20 };
    long wanted = *argument ? strtol(argument, NULL, 10) : USUALLY;
    HIST_ENTRY *const *all = history_list();
    long count = history_length, first = wanted > 0 && wanted < count ? count - wanted : 0;
    if (wanted <= 0)
        complain("how many statements? .history 20");
    for (long i = first; wanted > 0 && all && i < count; i++) {
        output_shown(STDOUT_FILENO, all[i]->line, strlen(all[i]->line));
        output_print("\n");
    }
}
