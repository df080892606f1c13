/* Being stopped by a signal. */
#include "cli/signals.h"

#include <errno.h>
#include <stddef.h>
#include <sys/wait.h>

static const int numbers[STOPPING_SIGNALS] = {SIGINT, SIGTERM, SIGHUP};
static void (*stop_now)(void);
static volatile sig_atomic_t ended_by; /* 0: by none */

static void on_signal(int number)
{
    if (number != SIGINT)
        ended_by = number;
    stop_now();
}

void signals_listen(listening *l, void (*stop)(void))
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    stop_now = stop;
    for (int i = 0; i < STOPPING_SIGNALS; i++) {
        sigaction(numbers[i], &action, &l->before[i]);
        if (numbers[i] != SIGINT && l->before[i].sa_handler == SIG_IGN) /* as nohup has it */
            sigaction(numbers[i], &l->before[i], NULL);
    }
}

void signals_leave_off(const listening *l)
{
    for (int i = 0; i < STOPPING_SIGNALS; i++)
        sigaction(numbers[i], &l->before[i], NULL);
    if (ended_by)
        raise((int)ended_by);
}

int signals_wait_for(pid_t child)
{
    int status = -1;
    struct sigaction before, ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGINT, &ignore, &before);
    pid_t ended;
    while ((ended = waitpid(child, &status, 0)) < 0 && errno == EINTR)
        ;
    sigaction(SIGINT, &before, NULL);
    return ended == child ? status : -1;
}
