/* The line that says how far long work is. */
#include "cli/progress.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/output.h"

enum { SILENT_MS = 500, LINE_SIZE = 200 };

static int64_t begun; /* in milliseconds of the monotonic clock */
static bool drawn;

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(void)
{
    begun = now_ms();
}

/* A line that belongs to this program: a job in the background writes into that of another. */
static bool is_ours(void)
{
    return output_can_erase(STDERR_FILENO) && tcgetpgrp(STDERR_FILENO) == getpgrp();
}

/* 1234567 as 1,234,567. */
static void print_number(char out[32], uint64_t n)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, n), to = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out[to++] = ',';
        out[to++] = digits[i];
    }
    out[to] = 0;
}

void progress_show(void *user, const char *what, uint64_t done, uint64_t total)
{
    (void)user;
    char part[40] = "", line[LINE_SIZE], number[32];
    int64_t lasted = now_ms() - begun;
    if (lasted < SILENT_MS || !is_ours())
        return;
    if (total)
        snprintf(part, sizeof part, ", %d%%", (int)((double)done / (double)total * 100));
    print_number(number, done);
    if (!total && done)
        snprintf(part, sizeof part, ", %s", number);
    snprintf(line, sizeof line, "%s%s, %" PRId64 " s", what, part, lasted / 1000);
    size_t width = output_screen_width(STDERR_FILENO);
    if (strlen(line) >= width) /* a line that is wrapped could not be taken away */
        line[width - 1] = 0;
    drawn = true;
    fprintf(stderr, "\r%s\033[K", line);
}

void progress_clear(void)
{
    if (!drawn)
        return;
    drawn = false;
    fputs("\r\033[K", stderr);
}
