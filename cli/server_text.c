/* What --db says of a server: postgresql://user:password@host:port/database?name=value, or name=value name='value with blanks'. */
#include <stdlib.h>
#include <string.h>

#include "cli/output.h"
#include "cli/server.h"

/* A text of the user's may hold a password: what is wrong with it is said without showing it. */
static bool refuse(const char *what)
{
    complain("--db: %s; write postgresql://user@host:5432/database", what);
    return false;
}

/* ---- URLs ---- */

static int hex(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)((at - digits) % 16) : -1;
}

/* The first n bytes with %xx resolved, to be freed; NULL if a % is none, or stands for no character. */
static char *decode(const char *text, size_t n)
{
    char *out = malloc(n + 1);
    size_t length = 0;
    for (size_t i = 0; out && i < n; i++) {
        int high = text[i] == '%' && i + 2 < n ? hex(text[i + 1]) : -1, low = high >= 0 ? hex(text[i + 2]) : -1;
        if (text[i] == '%' && (low < 0 || high * 16 + low == 0)) {
            free(out);
            return NULL;
        }
        out[length++] = text[i] == '%' ? (char)(high * 16 + low) : text[i];
        i += text[i] == '%' ? 2 : 0;
    }
    if (out)
        out[length] = '\0';
    return out;
}

static bool add_decoded(server_settings *s, const char *name, const char *text, size_t n)
{
    char *value = decode(text, n);
    bool good = value ? server_add(s, name, value) : refuse("a % there is followed by no two hexadecimal digits (a % itself is %25)");
    if (value)
        explicit_bzero(value, strlen(value));
    free(value);
    return good;
}

/* Appends n bytes to a list with commas. */
static void list_add(char *list, bool first, const char *text, size_t n)
{
    size_t length = strlen(list);
    if (!first)
        list[length++] = ',';
    memcpy(list + length, text, n);
    list[length + n] = '\0';
}

/* host:port,[::1]:port: into two lists that have the room. */
static bool split_hosts(const char *text, size_t n, char *hosts, char *ports)
{
    bool first = true;
    for (size_t at = 0; at <= n; first = false) {
        size_t end = at;
        const char *host = text + at;
        if (at < n && text[at] == '[') {
            const char *close = memchr(text + at, ']', n - at);
            if (!close)
                return refuse("an address in brackets is not closed");
            host++;
            end = (size_t)(close - text);
        } else {
            while (end < n && text[end] != ':' && text[end] != ',')
                end++;
        }
        list_add(hosts, first, host, (size_t)(text + end - host));
        end += end < n && text[end] == ']';
        size_t port = end + (end < n && text[end] == ':');
        if (end < n && text[end] != ':' && text[end] != ',')
            return refuse("behind the address of a host stands neither a port nor another host");
        for (end = port; end < n && text[end] != ',';)
            end++;
        list_add(ports, first, text + port, end - port);
        at = end + 1;
    }
    return true;
}

static bool read_hosts(server_settings *s, const char *text, size_t n)
{
    char *hosts = calloc(1, n + 2), *ports = calloc(1, n + 2);
    bool good = hosts && ports ? split_hosts(text, n, hosts, ports) : (complain("out of memory"), false);
    if (good && hosts[strspn(hosts, ",")])
        good = add_decoded(s, "host", hosts, strlen(hosts));
    if (good && ports[strspn(ports, ",")])
        good = add_decoded(s, "port", ports, strlen(ports));
    free(hosts);
    free(ports);
    return good;
}

/* name=value&name=value. ssl=true is how Java says it. */
static bool read_parameters(server_settings *s, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "&"), name_length = strcspn(text, "=&");
        if (name_length == n)
            return refuse("behind ? stands a setting without a value");
        char *name = decode(text, name_length);
        if (!name)
            return refuse("a % there is followed by no two hexadecimal digits (a % itself is %25)");
        const char *value = text + name_length + 1;
        bool java = strcmp(name, "ssl") == 0 && n - name_length - 1 == 4 && strncmp(value, "true", 4) == 0;
        bool good = java ? server_add(s, "sslmode", "require") : add_decoded(s, name, value, n - name_length - 1);
        free(name);
        if (!good)
            return false;
        text += n + (text[n] == '&');
    }
    return true;
}

static bool read_url(server_settings *s, const char *text)
{
    const char *at = strstr(text, "://") + 3;
    size_t authority = strcspn(at, "/?");
    const char *user_end = memchr(at, '@', authority);
    const char *parameters = strchr(at, '?');
    /* What stands behind ? comes first in rank, as with libpq, where the later one counts. */
    if (parameters && !read_parameters(s, parameters + 1))
        return false;
    if (user_end) {
        const char *colon = memchr(at, ':', (size_t)(user_end - at));
        const char *name_end = colon ? colon : user_end;
        if (name_end > at && !add_decoded(s, "user", at, (size_t)(name_end - at)))
            return false;
        if (colon && colon + 1 < user_end && !add_decoded(s, "password", colon + 1, (size_t)(user_end - colon - 1)))
            return false;
        authority -= (size_t)(user_end + 1 - at);
        at = user_end + 1;
    }
    if (!read_hosts(s, at, authority))
        return false;
    at += authority;
    size_t n = *at == '/' ? strcspn(at + 1, "?") : 0;
    return n == 0 || add_decoded(s, "dbname", at + 1, n);
}

/* ---- Keywords ---- */

/* A value, plain or in quotes, with backslashes resolved, into `out`, which has the room; behind it, or NULL if the quotes are not closed. */
static const char *read_value(const char *at, char *out)
{
    bool quoted = *at == '\'';
    for (at += quoted; *at && (quoted ? *at != '\'' : *at != ' ' && *at != '\t' && *at != '\n'); at++) {
        at += *at == '\\' && at[1];
        *out++ = *at;
    }
    *out = '\0';
    return !quoted ? at : *at ? at + 1 : NULL;
}

static bool read_keywords(server_settings *s, const char *text)
{
    static const char blanks[] = " \t\r\n";
    size_t size = strlen(text) + 1;
    char *name = malloc(size), *value = malloc(size);
    bool good = name && value;
    server_settings found = {0}; /* of two of a name the later one counts */
    for (const char *at = text + strspn(text, blanks); good && *at; at += strspn(at, blanks)) {
        size_t n = strcspn(at, " \t\r\n=");
        const char *equal = at + n + strspn(at + n, blanks);
        good = n > 0 && *equal == '=' ? true : refuse("there is a word that sets nothing");
        if (!good)
            break;
        memcpy(name, at, n);
        name[n] = '\0';
        at = read_value(equal + 1 + strspn(equal + 1, blanks), value);
        good = at ? true : refuse("a value in quotes is not closed");
        if (!good)
            break;
        server_drop(&found, name);
        good = server_add(&found, name, value);
    }
    for (size_t i = 0; good && i < found.count; i++)
        good = server_add(s, found.items[i].name, found.items[i].value);
    server_forget(&found);
    free(name);
    free(value);
    return good;
}

bool server_read_text(server_settings *s, const char *text)
{
    return strstr(text, "://") && strncmp(text, "postgres", 8) == 0 ? read_url(s, text) : read_keywords(s, text);
}
