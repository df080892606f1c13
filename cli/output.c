/* The standard streams. */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/progress.h"

static int target = STDOUT_FILENO; /* where results go */
static char target_name[PATH_MAX]; /* of a file */
static int failure;                /* errno of the first write to standard output that failed */
static volatile sig_atomic_t stopped;
static cyq_write_function printer; /* what output_print writes with; NULL: to the screen as it is */
static void *printer_user;

void output_start(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            while (open("/dev/null", fd ? O_RDONLY : O_WRONLY) < 0 && errno == EINTR) /* the wrong direction: reading or writing fails */
                ;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length && !stopped) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes += n;
        length -= (size_t)n;
    }
    return true;
}

int output_write_screen(const char *bytes, size_t length)
{
    progress_clear();
    if (!failure && !write_all(STDOUT_FILENO, bytes, length))
        failure = errno;
    return failure || stopped;
}

int output_write(void *user, const char *bytes, size_t length)
{
    (void)user;
    if (target == STDOUT_FILENO)
        return output_write_screen(bytes, length);
    if (write_all(target, bytes, length))
        return stopped;
    complain("the file for results: %s", strerror(errno));
    output_to(NULL);
    return 1;
}

bool output_to(const char *path)
{
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : STDOUT_FILENO;
    if (fd < 0) {
        complain("%s: %s", path, strerror(errno));
        return false;
    }
    if (target != STDOUT_FILENO && close(target) != 0)
        complain("the file for results: %s", strerror(errno));
    target = fd;
    snprintf(target_name, sizeof target_name, "%s", path ? path : "");
    return true;
}

const char *output_file(void)
{
    return target_name;
}

/* The longest beginning of at most `most` bytes that cuts no character. */
static size_t piece_of(const char *text, size_t length, size_t most)
{
    if (length <= most)
        return length;
    size_t n = most;
    while (n > most - 4 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    return n;
}

static void write_shown(int fd, const char *bytes, size_t length)
{
    if (fd != STDOUT_FILENO)
        write_all(fd, bytes, length);
    else if (printer)
        printer(printer_user, bytes, length);
    else
        output_write_screen(bytes, length);
}

void output_print_with(cyq_write_function write, void *user)
{
    printer = write;
    printer_user = user;
}

void output_shown(int fd, const char *text, size_t length)
{
    enum { PIECE = 500 };
    char shown[3 * PIECE + 1]; /* what is not shown takes three bytes */
    while (length) {
        const char *end = memchr(text, '\n', length);
        size_t n = piece_of(text, end ? (size_t)(end - text) : length, PIECE);
        size_t bytes = cyq_text_safe(text, n, shown, sizeof shown);
        bool line_end = end == text + n;
        if (line_end)
            shown[bytes++] = '\n';
        write_shown(fd, shown, bytes);
        text += n + line_end;
        length -= n + line_end;
    }
}

void output_print(const char *format, ...)
{
    char line[1024];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (length > 0)
        output_shown(STDOUT_FILENO, line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1);
}

size_t output_text_width(const char *text, size_t bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

void output_words(const char *text, size_t indent, size_t width)
{
    for (size_t at = indent; *text; text += strspn(text, " ")) {
        size_t bytes = strcspn(text, " "), wide = output_text_width(text, bytes);
        bool first = at == indent, fits = !width || at + 1 + wide <= width;
        if (!first && !fits)
            output_print("\n%*s", (int)indent, "");
        else if (!first)
            output_print(" ");
        output_shown(STDOUT_FILENO, text, bytes);
        at = first || !fits ? indent + wide : at + 1 + wide;
        text += bytes;
    }
}

void output_stop(void)
{
    stopped = 1;
}

void output_go_on(void)
{
    stopped = 0;
}

bool output_is_stopped(void)
{
    return stopped;
}

bool output_is_screen(void)
{
    return target == STDOUT_FILENO;
}

bool output_is_over(void)
{
    return failure != 0;
}

int output_finish(int status)
{
    if (!failure || failure == EPIPE)
        return status;
    complain("standard output: %s", strerror(failure));
    return EXIT_FILES;
}

void complain(const char *format, ...)
{
    enum { LONGEST = 8000 }; /* a path has up to 4096 bytes */
    char message[LONGEST], shown[3 * LONGEST];
    va_list args;
    progress_clear();
    va_start(args, format);
    int length = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (length < 0)
        return;
    cyq_text_safe(message, strlen(message), shown, sizeof shown);
    fprintf(stderr, "cyq: %s\n", shown);
}

/* A line of its own on standard error, in dim letters. */
static void tell_dim(const options *o, const char *text)
{
    bool dim = output_has_colour(o, STDERR_FILENO);
    progress_clear();
    fprintf(stderr, "%s%s%s\n", dim ? "\033[2m" : "", text, dim ? "\033[0m" : "");
}

void output_tell_file(const options *o, const char *file, uint64_t rows)
{
    char shown[3 * PATH_MAX + 1], line[sizeof shown + 64];
    cyq_text_safe(file, strlen(file), shown, sizeof shown);
    if (rows == UINT64_MAX)
        snprintf(line, sizeof line, "%s: written", shown);
    else
        snprintf(line, sizeof line, "%s: %llu row%s", shown, (unsigned long long)rows, rows == 1 ? "" : "s");
    tell_dim(o, line);
}

void output_tell_load(const options *o, const char *name, uint64_t rows, const char *columns)
{
    enum { LONGEST = 1000 };
    static const char more[] = ", …";
    const size_t more_width = 3;
    char text[LONGEST + sizeof more], shown[3 * sizeof text], *comma;
    size_t width = output_screen_width(STDERR_FILENO);
    int whole =
        snprintf(text, LONGEST, "%s: %llu row%s%s%s", name, (unsigned long long)rows, rows == 1 ? "" : "s", *columns ? "; " : "", columns);
    bool cut = false, lacks = whole >= LONGEST;
    while ((lacks || output_text_width(text, strlen(text)) + (cut ? more_width : 0) > width) && (comma = strrchr(text, ','))) {
        *comma = 0;
        cut = true;
        lacks = false;
    }
    if (cut)
        strcat(text, more);
    cyq_text_safe(text, strlen(text), shown, sizeof shown);
    tell_dim(o, shown);
}

bool output_can_erase(int fd)
{
    const char *term = getenv("TERM");
    return isatty(fd) && term && *term && strcmp(term, "dumb") != 0;
}

bool output_has_colour(const options *o, int fd)
{
    const char *no = getenv("NO_COLOR");
    if (o->colour != COLOUR_AUTO)
        return o->colour == COLOUR_ALWAYS;
    return output_can_erase(fd) && !(no && *no);
}

size_t output_screen_width(int fd)
{
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const char *columns = getenv("COLUMNS");
    long width = columns ? strtol(columns, NULL, 10) : 0;
    return width > 0 && width < 100000 ? (size_t)width : 80;
}

size_t output_screen_height(int fd)
{
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24;
}

void output_fit(cyq_diagnostics *list)
{
    cyq_diagnostics_fit(list, isatty(STDERR_FILENO) ? output_screen_width(STDERR_FILENO) : 0);
}

void output_diagnostics(cyq_diagnostics *list, const options *o)
{
    bool colour = output_has_colour(o, STDERR_FILENO);
    progress_clear();
    for (size_t i = 0; i < cyq_diagnostics_count(list); i++)
        fputs(cyq_diagnostics_text(list, i, colour), stderr);
    cyq_diagnostics_clear(list);
}

cyq_write_options output_options(const options *o)
{
    bool terminal = isatty(target);
    return (cyq_write_options){
        .size = sizeof(cyq_write_options),
        .width = !terminal  ? 0
                 : o->width ? o->width
                            : output_screen_width(target),
        .colour = output_has_colour(o, target),
        .terminal = terminal,
        .rows = terminal ? o->shown_rows : 0,
        .missing = terminal ? o->missing : NULL,
    };
}
