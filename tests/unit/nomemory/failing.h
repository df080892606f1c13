/* Memory that fails: every allocation of the library in turn, once alone and once with all that come after it. The call then says CYQ_NO_MEMORY, or does without, and leaves nothing
 * behind. The linker leads the library's allocations here (tests/CMakeLists.txt). Of SQLite's, which are many, some fail; those inside PCRE2 and cmark go their own way. */
#ifndef CYQ_NOMEMORY_FAILING_H
#define CYQ_NOMEMORY_FAILING_H

#include "include/cyq.h"

/* Runs something on a text; what it has to say goes into `said`. */
typedef cyq_status (*job)(const char *text, cyq_diagnostics *said);

/* Of the allocations that the job makes every `step`-th fails. It must end as it does with all of them, or with CYQ_NO_MEMORY. */
void fail_in_turn(job what, const char *text, size_t step);
/* The same for a list of texts, every allocation. */
void fail_in_turn_each(job what, const char *const *texts, size_t count);

/* From here on only SQLite's allocations fail. Before SQLite is used for the first time in this process, which is the test's own. */
void fail_in_sqlite(void);

#endif
