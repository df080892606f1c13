/* What the tests of the public interface share. They know cyq.h and nothing of the inside. */
#ifndef CYQ_TESTS_API_H
#define CYQ_TESTS_API_H

#include <criterion/criterion.h>
#include <string.h>

#include "cyq.h"

/* A session on the built-in data, today being 2025-10-15. */
cyq_session *api_session(void);
cyq_session *api_session_with(cyq_config config);
/* Runs a text of one query that must succeed. To be freed by the caller. */
cyq_result *api_ask(cyq_session *session, const char *text);
/* Runs a whole text; the last status, and what was said in `said` (may be NULL). Results are thrown away. */
cyq_status api_run(cyq_session *session, const char *text, cyq_diagnostics *said);
/* The text of a cell, valid as cyq_result_text has it. */
const char *api_text(cyq_result *result, size_t row, size_t column);
/* The code of a diagnostic, "" if there is none at the index. */
const char *api_code(const cyq_diagnostics *said, size_t index);

/* A query that would run for very long. */
extern const char api_endless[];

#endif
