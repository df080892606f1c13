/* What the tests of failing memory have in common: sessions, and what is done with each result of a text. */
#ifndef CYQ_NOMEMORY_JOBS_H
#define CYQ_NOMEMORY_JOBS_H

#include "failing.h"

typedef cyq_status (*in_session)(cyq_session *session, const char *text, cyq_diagnostics *said);
typedef cyq_status (*with_result)(cyq_result *result, cyq_diagnostics *said, void *user);

/* Opens a session on the database (NULL: on what is built in), with the modules of that folder (NULL: none), and closes it after the job. */
cyq_status job_in(const char *database, const char *modules, in_session what, const char *text, cyq_diagnostics *said);
/* Runs the text and hands out each result. CYQ_DONE at the end. */
cyq_status job_results(cyq_session *session, const char *text, cyq_diagnostics *said, with_result what, void *user);

/* A sink that adds up lengths in the size_t that `user` points to. */
int job_take(void *user, const char *bytes, size_t length);

/* Runs the text and writes its results in every format of rows: on what is built in, or on a database. */
cyq_status job_run(const char *text, cyq_diagnostics *said);
cyq_status job_run_on(const char *database, const char *text, cyq_diagnostics *said);
/* The same in a session at hand. */
cyq_status job_run_in(cyq_session *session, const char *text, cyq_diagnostics *said);
/* Formats the text. */
cyq_status job_format(const char *text, cyq_diagnostics *said);

#endif
