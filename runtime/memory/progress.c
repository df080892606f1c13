/* How far a run is. It is only noted: whoever watches the run looks when it is asked whether to stop. */
#include "runtime/memory/exec.h"

exec_progress exec_stage(const exec_control *control, const char *what, uint64_t total)
{
    exec_progress *p = control ? control->progress : NULL, before = {0};
    if (!p)
        return before;
    before = *p;
    *p = (exec_progress){.what = what, .total = total};
    return before;
}

void exec_stage_back(const exec_control *control, exec_progress before)
{
    if (control && control->progress)
        *control->progress = before;
}

void exec_advance(const exec_control *control, uint64_t more)
{
    exec_progress *p = control ? control->progress : NULL;
    if (!p)
        return;
    p->done = p->total && more > p->total - p->done ? p->total : p->done + more;
}
