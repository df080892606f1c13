/* The files that psql looks into: services and passwords. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/output.h"
#include "cli/server.h"

enum { PATH_ROOM = 4096 };

/* A line without its end; NULL at the end of the file. `*line` is getline's. */
static char *next_line(FILE *file, char **line, size_t *room)
{
    ssize_t n = getline(line, room, file);
    while (n > 0 && ((*line)[n - 1] == '\n' || (*line)[n - 1] == '\r'))
        (*line)[--n] = '\0';
    return n < 0 ? NULL : *line;
}

static char *trim(char *text)
{
    size_t n = strlen(text);
    while (n > 0 && isspace((unsigned char)text[n - 1]))
        text[--n] = '\0';
    while (isspace((unsigned char)*text))
        text++;
    return text;
}

/* ---- Services ---- */

/* Where Debian's libpq looks when PGSYSCONFDIR does not say. */
static const char SYSTEM_FOLDER[] = "/etc/postgresql-common";

static bool is_heading(const char *text, const char *service)
{
    size_t n = strlen(service);
    return text[0] == '[' && strncmp(text + 1, service, n) == 0 && text[n + 1] == ']';
}

static bool take_setting(server_settings *s, const char *path, char *text)
{
    char *equal = strchr(text, '=');
    if (!equal || strncmp(text, "service=", 8) == 0) {
        complain("%s: %s in a service sets nothing that can be set there", path, equal ? "service" : "a line");
        return false;
    }
    *equal = '\0';
    return server_add(s, text, equal + 1);
}

/* False when something is wrong; `*found`: the service stands there. */
static bool read_services(server_settings *s, const char *path, const char *service, bool *found)
{
    char *line = NULL, *text;
    size_t room = 0;
    bool inside = false, good = true;
    FILE *file = fopen(path, "re");
    *found = false;
    if (!file)
        return errno == ENOENT || errno == ENOTDIR ? true : (complain("%s cannot be read: %s", path, strerror(errno)), false);
    while (good && (text = next_line(file, &line, &room))) {
        text = trim(text);
        if (*text == '[' && inside)
            break;
        inside |= is_heading(text, service);
        if (inside && *text && *text != '#' && *text != '[')
            good = take_setting(s, path, text);
    }
    *found = inside;
    free(line);
    fclose(file);
    return good;
}

bool server_read_service(server_settings *s, const char *service, const char *home)
{
    char paths[2][PATH_ROOM] = {"", ""};
    const char *own = getenv("PGSERVICEFILE"), *folder = getenv("PGSYSCONFDIR");
    bool found = false;
    if (own && *own)
        snprintf(paths[0], PATH_ROOM, "%s", own);
    else if (home)
        snprintf(paths[0], PATH_ROOM, "%s/.pg_service.conf", home);
    snprintf(paths[1], PATH_ROOM, "%s/pg_service.conf", folder && *folder ? folder : SYSTEM_FOLDER);
    for (size_t i = 0; i < 2 && !found; i++)
        if (*paths[i] && !read_services(s, paths[i], service, &found))
            return false;
    if (!found)
        complain("there is no service %s in %s%s%s", service, paths[0], *paths[0] ? " or " : "", paths[1]);
    return found;
}

/* ---- Passwords ---- */

/* Compares the field at *at, in which \ takes the meaning of : and \, with a value, and goes behind it. */
static bool field_is(const char **at, const char *value)
{
    const char *c = *at;
    bool any = c[0] == '*' && c[1] == ':', same = true;
    if (any)
        c++;
    for (; !any && *c && *c != ':'; c++) {
        c += *c == '\\' && c[1];
        same = same && *value && *c == *value;
        value += *value != '\0' && same;
    }
    same = any || (same && !*value);
    *at = c + (*c == ':');
    return same && *c == ':';
}

/* The value of the first of several hosts or ports: the password is one for all. */
static void first_of(char *out, size_t size, const char *list, const char *usual)
{
    snprintf(out, size, "%.*s", list ? (int)strcspn(list, ",") : (int)strlen(usual), list ? list : usual);
}

static bool take_password(server_settings *s, FILE *file)
{
    char host[1024], port[64];
    const char *given = server_value(s, "host") ? server_value(s, "host") : server_value(s, "hostaddr");
    char *line = NULL, *text;
    size_t room = 0;
    bool found = false, good = true;
    first_of(host, sizeof host, given, "localhost");
    first_of(port, sizeof port, server_value(s, "port"), "5432");
    /* The folder of the usual socket is called localhost, too. */
    bool usual = !*host || strcmp(host, "/var/run/postgresql") == 0 || strcmp(host, "/tmp") == 0;
    while (good && !found && (text = next_line(file, &line, &room))) {
        const char *at = text;
        bool fits = *text != '#' && field_is(&at, usual ? "localhost" : host);
        fits = fits && field_is(&at, port) && field_is(&at, server_value(s, "dbname")) && field_is(&at, server_value(s, "user"));
        if (!fits)
            continue;
        char *password = (char *)at, *end = password;
        for (const char *c = at; *c; c++) {
            c += *c == '\\' && c[1];
            *end++ = *c;
        }
        *end = '\0';
        found = true;
        good = server_add(s, "password", password);
    }
    if (line)
        explicit_bzero(line, room);
    free(line);
    return good;
}

bool server_read_password(server_settings *s, const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return true; /* as psql: no such file, no password */
    if (!S_ISREG(info.st_mode)) {
        complain("the password file %s is no plain file, and is not read", path);
        return true;
    }
    if (info.st_mode & (S_IRWXG | S_IRWXO)) {
        complain("the password file %s may be read by others, and is not: chmod 600 %s", path, path);
        return true;
    }
    FILE *file = fopen(path, "re");
    bool good = !file || take_password(s, file);
    if (file)
        fclose(file);
    return good;
}
