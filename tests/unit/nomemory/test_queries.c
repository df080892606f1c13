/* Queries and questions about answers, without memory: run and written in every format of rows, and formatted. */
#include <criterion/criterion.h>

#include "jobs.h"

static const char *const queries[] = {
    "activities where project = CyberEast+ and month = 2025-10 and title matches /a.*/i select start, country, project sort by start desc "
    "first 5",
    "activities where country in (Ukraine, Moldova) and not (title ~ training) add n = days * 2.5, m = if days > 3 then upper(title) else "
    "\"x\" "
    "drop title rename n as k",
    "activities expand project group by month, project show count, sum(days), list(title), median(days), count distinct(country)",
    "projects select name, budget / 0, lower(name) + \"x\" distinct by name count",
    "activities where start = 2025-12 group by country as missing, online pivot partner show count, list(title) as t, sum(days) / count "
    "sort by online first 3",
    "activities group by country pivot month where title ~ a; activities group by country pivot month; sort by titel",
    "activities where joint or online and when within 2025-10 count by country in (Ukraine, Moldova)",
    "activities where country = Ukrane and titel ~ x; projects wher name = ; ( select",
    "projects budget; treaty events; activities where country Ukraine; which countries had nothing this quarter",
    "activities to \"no/such/folder.csv\"",
    "activities expand project where project = CyberEast+ select project first 3 to ics; activities group by month show count to ics; "
    "projects count to ics",
    "explain E0203; explain N0702; explain E0230",
    "show codes; show operators; describe \"??\"; describe xyzzy",
};

enum { QUERIES = sizeof queries / sizeof *queries };

Test(nomemory, queries)
{
    fail_in_turn_each(job_run, queries, QUERIES);
}

Test(nomemory, formatting)
{
    fail_in_turn_each(job_format, queries, QUERIES);
}

/* About answers: why rows are there or not, what emptied one, what a query asks. */
static const char *const questions[] = {
    "why projects where budget > EUR 1M and (ceiling or name ~ cyber) expand implemented_by top 2 by budget",
    "why not \"GLACY-e\" in projects where budget < avg(budget) count by parent where count > 1",
    "why not \"glacy\" in projects where ceiling append (projects where budget > EUR 50M); why not \"Octopuss Project\"",
    "why not \"Octopus\" in projects join claims as c on c.about = name distinct by scope sort by name first 1",
    "projects where name = Octpus and budget > EUR 1 and ceiling; projects where when = 2031-01; projects where budget > EUR 90M",
    "projects where ceiling and not ceiling; projects where name = Octopus and name = CyberSEE first 2",
    "say projects where budget > EUR 1M and not (ceiling or name ~ cyber) and when in 2025..2027 sort by name group by scope show "
    "sum(budget)",
};

enum { QUESTIONS = sizeof questions / sizeof *questions };

Test(nomemory, questions)
{
    fail_in_turn_each(job_run, questions, QUESTIONS);
    fail_in_turn_each(job_format, questions, QUESTIONS);
}
