/* Embedding cyq: asks one question and prints the rows, or what was wrong with it. Takes the question as its argument. */
#include <stdio.h>
#include <string.h>

#include "cyq.h"

static void print_rows(cyq_result *result)
{
    for (size_t row = 0; row < cyq_result_row_count(result); row++) {
        for (size_t column = 0; column < cyq_result_column_count(result); column++) {
            const char *text;
            if (cyq_result_text(result, row, column, &text, NULL) == CYQ_OK)
                printf("%s%s: %s", column ? ", " : "", cyq_result_column_name(result, column), text);
        }
        printf("\n");
    }
}

static void print_diagnostics(const cyq_diagnostics *said)
{
    for (size_t i = 0; i < cyq_diagnostics_count(said); i++)
        fputs(cyq_diagnostics_text(said, i, false), stderr);
}

int main(int argc, char **argv)
{
    const char *question = argc > 1 ? argv[1] : "activities where project = CyberEast+ and month = 2025-10 select start, country";
    cyq_config config = {.size = sizeof config, .today = "2025-10-15", .timeout_ms = 5000};
    cyq_diagnostics *said = NULL;
    cyq_session *session = NULL;
    cyq_script *script = NULL;
    cyq_result *result = NULL;
    cyq_diagnostics_new(&said);
    cyq_status status = cyq_session_open(&config, said, &session);
    if (status == CYQ_OK)
        status = cyq_script_open(session, "question", question, strlen(question), said, &script);
    while (status >= 0 && (status = cyq_script_next(script, said, &result)) >= 0 && status != CYQ_DONE) {
        print_rows(result);
        cyq_result_free(result);
    }
    print_diagnostics(said);
    cyq_script_close(script);
    cyq_session_close(session);
    cyq_diagnostics_free(said);
    return status < 0;
}
