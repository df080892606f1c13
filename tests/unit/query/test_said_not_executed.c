/* What the language has and this version does not run: what is said, in full. */
#include <criterion/criterion.h>

#include "fixture.h"

Test(query_said_not_executed, pivot)
{
    expect_said("activities group by country pivot project",
                "error[E0601]: pivot is part of the language, but this version of cyq does not run it yet\n"
                "  --> query:1:35\n"
                "  |\n"
                "1 | activities group by country pivot project\n"
                "  |                                   ^^^^^^^\n"
                "  = hint: make it a second key: `group by month, project`\n");
}
