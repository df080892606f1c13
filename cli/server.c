/* Gathering the settings of a server: their order, the environment, what is usual. */
#include "cli/server.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/output.h"

/* ---- A list of settings ---- */

const char *server_value(const server_settings *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->items[i].name, name) == 0)
            return s->items[i].value;
    return NULL;
}

bool server_add(server_settings *s, const char *name, const char *value)
{
    if (server_value(s, name))
        return true;
    cyq_argument *grown = realloc(s->items, (s->count + 1) * sizeof *grown);
    s->items = grown ? grown : s->items;
    char *kept_name = strdup(name), *kept_value = strdup(value);
    if (!grown || !kept_name || !kept_value) {
        free(kept_name);
        free(kept_value);
        complain("out of memory");
        return false;
    }
    s->items[s->count++] = (cyq_argument){sizeof(cyq_argument), kept_name, kept_value};
    return true;
}

/* A password may be among them. */
static void free_setting(cyq_argument *a)
{
    char *name = (char *)a->name, *value = (char *)a->value;
    explicit_bzero(value, strlen(value));
    free(name);
    free(value);
}

void server_drop(server_settings *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->items[i].name, name) == 0) {
            free_setting(&s->items[i]);
            s->items[i] = s->items[--s->count];
        }
}

void server_forget(server_settings *s)
{
    for (size_t i = 0; i < s->count; i++)
        free_setting(&s->items[i]);
    free(s->items);
    *s = (server_settings){0};
}

/* ---- What --db means ---- */

static bool is_url(const char *text)
{
    return strncmp(text, "postgresql://", 13) == 0 || strncmp(text, "postgres://", 11) == 0;
}

/* word = … */
static bool is_keywords(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz_");
    return n > 0 && text[n + strspn(text + n, " ")] == '=';
}

bool server_is_meant(const char *database)
{
    return is_url(database) || (is_keywords(database) && access(database, F_OK) != 0);
}

/* scheme://user:password@host/name?setting=value, of which neither the password nor the settings are shown. */
static void show_url(const char *url, char *out, size_t size)
{
    const char *begin = strstr(url, "://") + 3;
    size_t host = strcspn(begin, "/?");
    while (host > 0 && begin[host - 1] != '@')
        host--;
    size_t user = host > 0 ? strcspn(begin, ":@") : 0, rest = strcspn(begin + host, "?");
    snprintf(out, size, "%.*s%.*s%s%.*s", (int)(begin - url), url, (int)user, begin, host > 0 ? "@" : "", (int)rest, begin + host);
}

void server_show(const char *database, char *out, size_t size)
{
    if (is_url(database))
        show_url(database, out, size);
    else
        snprintf(out, size, "%s", server_is_meant(database) && strstr(database, "pass") ? "a PostgreSQL server" : database);
}

/* ---- The environment ---- */

/* libpq's variables and what they set (PostgreSQL, "Environment Variables"). PGSERVICE and those of files are looked at by name. */
static const struct {
    const char *variable, *name;
} variables[] = {
    {"PGHOST", "host"},
    {"PGHOSTADDR", "hostaddr"},
    {"PGPORT", "port"},
    {"PGDATABASE", "dbname"},
    {"PGUSER", "user"},
    {"PGPASSWORD", "password"},
    {"PGPASSFILE", "passfile"},
    {"PGCHANNELBINDING", "channel_binding"},
    {"PGOPTIONS", "options"},
    {"PGAPPNAME", "application_name"},
    {"PGSSLMODE", "sslmode"},
    {"PGSSLCOMPRESSION", "sslcompression"},
    {"PGSSLCERT", "sslcert"},
    {"PGSSLKEY", "sslkey"},
    {"PGSSLROOTCERT", "sslrootcert"},
    {"PGSSLCRL", "sslcrl"},
    {"PGSSLCRLDIR", "sslcrldir"},
    {"PGSSLSNI", "sslsni"},
    {"PGREQUIREPEER", "requirepeer"},
    {"PGSSLMINPROTOCOLVERSION", "ssl_min_protocol_version"},
    {"PGSSLMAXPROTOCOLVERSION", "ssl_max_protocol_version"},
    {"PGGSSENCMODE", "gssencmode"},
    {"PGKRBSRVNAME", "krbsrvname"},
    {"PGGSSLIB", "gsslib"},
    {"PGCONNECT_TIMEOUT", "connect_timeout"},
    {"PGTARGETSESSIONATTRS", "target_session_attrs"},
};

static bool read_variables(server_settings *s)
{
    const char *require = getenv("PGREQUIRESSL"); /* the name of sslmode in days gone by */
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i].variable);
        if (value && *value && !server_add(s, variables[i].name, value))
            return false;
    }
    return !require || *require != '1' || server_add(s, "sslmode", "require");
}

/* libpq would send some of these to the server, and fail for a service that it does not find. */
static void clear_variables(void)
{
    static const char *const others[] = {"PGSERVICE",        "PGSERVICEFILE", "PGSYSCONFDIR", "PGREQUIRESSL",
                                         "PGCLIENTENCODING", "PGDATESTYLE",   "PGTZ",         "PGGEQO"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        unsetenv(variables[i].variable);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        unsetenv(others[i]);
}

/* ---- What is usual ---- */

/* HOME, or else what the system knows of the user. */
static const char *find_home(void)
{
    const char *home = getenv("HOME");
    const struct passwd *user = home && *home ? NULL : getpwuid(geteuid());
    return home && *home ? home : user ? user->pw_dir : NULL;
}

/* Certificates that lie where psql looks for them. */
static bool find_certificates(server_settings *s, const char *home)
{
    static const struct {
        const char *name, *file;
    } places[] = {{"sslcert", "postgresql.crt"}, {"sslkey", "postgresql.key"}, {"sslrootcert", "root.crt"}, {"sslcrl", "root.crl"}};
    for (size_t i = 0; home && i < sizeof places / sizeof *places; i++) {
        char path[4096];
        int n = snprintf(path, sizeof path, "%s/.postgresql/%s", home, places[i].file);
        if (n > 0 && (size_t)n < sizeof path && access(path, F_OK) == 0 && !server_add(s, places[i].name, path))
            return false;
    }
    return true;
}

static bool find_password(server_settings *s, const char *home)
{
    char usual[4096] = "";
    const char *file = server_value(s, "passfile");
    if (!file && home)
        snprintf(usual, sizeof usual, "%s/.pgpass", home);
    if (server_value(s, "password") || (!file && !*usual))
        return true;
    return server_read_password(s, file ? file : usual);
}

/* The user of the system, and a database called like the user. */
static bool name_user(server_settings *s)
{
    const struct passwd *user = server_value(s, "user") ? NULL : getpwuid(geteuid());
    if (!server_value(s, "user") && !user) {
        complain("which user of the server? The system has no name for you: postgresql://USER@HOST/DATABASE or PGUSER says it");
        return false;
    }
    return (!user || server_add(s, "user", user->pw_name)) && server_add(s, "dbname", server_value(s, "user"));
}

/* ---- All of it ---- */

static bool read_given(server_settings *s, const char *database)
{
    if (!database)
        return true;
    return is_url(database) || is_keywords(database) ? server_read_text(s, database) : server_add(s, "dbname", database);
}

/* "service" is where other settings stand; the library wants to know of them only. */
static bool follow_service(server_settings *s, const char *home)
{
    const char *service = server_value(s, "service");
    char *name = service ? strdup(service) : getenv("PGSERVICE") ? strdup(getenv("PGSERVICE")) : NULL;
    bool good = !name || !*name || server_read_service(s, name, home);
    free(name);
    server_drop(s, "service");
    return good;
}

bool server_gather(server_settings *out, const char *database)
{
    const char *home = find_home();
    bool good = read_given(out, database) && follow_service(out, home) && read_variables(out) && name_user(out) &&
                find_certificates(out, home) && find_password(out, home);
    clear_variables();
    return good;
}
