/* The settings of a connection, so complete that libpq has nothing left to look up.
 *
 * libpq fills what a caller leaves open: from the environment (PGHOST …), from a service file, from a password file, from ~/.postgresql. This library reads none of these, so each of libpq's
 * keywords gets a value here:
 *
 * - What nobody set has libpq's built-in default, or is empty; an empty value is a value, and libpq then asks no variable.
 * - `service` alone cannot be given empty: libpq would look for a service of that name. It is left out. A variable PGSERVICE then still makes libpq look for that service
 *   in its files, and fail if there is none; but nothing in them can change a setting, since each has its value. The variables PGDATESTYLE, PGTZ and PGGEQO go to the server at the start;
 *   the first two are overruled at once, the third chooses no result. The program takes all of these variables out of its environment before.
 * - An empty path of a file means the one in ~/.postgresql (or ~/.pgpass). So the paths that nobody set are of a file that cannot exist, which libpq takes as having none.
 * - GSSAPI encryption, which would look for tickets by variables of its own, is used only where it is asked for.
 *
 * What is left: OpenSSL reads its own configuration, and the resolver of names the system's. */
#include <stdlib.h>
#include <string.h>

#include "runtime/sql/postgres_inside.h"

/* Not even root can make a file below this. */
#define NO_FILE "/dev/null/none"

/* What is otherwise than libpq would have it, where nobody said anything. */
static const sql_setting ours[] = {
    {"application_name", "cyq"}, {"gssencmode", "disable"}, {"passfile", NO_FILE},  {"sslcert", NO_FILE},     {"sslkey", NO_FILE},
    {"sslrootcert", NO_FILE},    {"sslcrl", NO_FILE},       {"sslcrldir", NO_FILE}, {"connect_timeout", "0"},
};

/* What is decided here, whatever was said: all text comes as UTF-8. */
static const sql_setting decided[] = {{"client_encoding", "UTF8"}};

static const char *find(const sql_setting *items, size_t count, const char *keyword)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i].keyword, keyword) == 0)
            return items[i].value;
    return NULL;
}

const char *postgres_setting(const postgres_settings *s, const char *keyword)
{
    return find(s->items, s->count, keyword);
}

static bool is_keyword(const PQconninfoOption *known, const char *keyword)
{
    while (known->keyword && strcmp(known->keyword, keyword) != 0)
        known++;
    return known->keyword != NULL;
}

/* A service is a place to look settings up, which the caller does. */
static bool is_lookup(const char *keyword)
{
    return strcmp(keyword, "service") == 0;
}

static status refuse(diag_bag *bag, const char *what, const char *hint)
{
    diag *d = diag_add(bag, E_SERVER_SETTING, NULL, (span){0, 0}, "%s", what);
    diag_hint(bag, d, "%s", hint);
    return d ? ST_IO : ST_NO_MEMORY;
}

static status refuse_keyword(postgres *p, const char *keyword, diag_bag *bag)
{
    sbuf shown = {0};
    postgres_add_safe(&shown, keyword);
    str message = arena_printf(&p->memory, "PostgreSQL's client library knows no setting \"%s\"", shown.p ? shown.p : "");
    sbuf_free(&shown);
    return message.n ? refuse(bag, message.p, "the usual ones are host, port, dbname, user, password, sslmode and connect_timeout")
                     : ST_NO_MEMORY;
}

/* Sets one in a list that has room. */
static void set(postgres *p, sql_setting *items, size_t *count, const char *keyword, const char *value)
{
    size_t at = 0;
    while (at < *count && strcmp(items[at].keyword, keyword) != 0)
        at++;
    items[at] = (sql_setting){arena_str(&p->memory, str_of(keyword)).p, arena_str(&p->memory, str_of(value)).p};
    *count += at == *count;
}

/* The text that was given, taken apart by libpq; what libpq says of a wrong one may quote a password, and is not shown. */
static status read_url(postgres *p, const char *url, diag_bag *bag, PQconninfoOption **out)
{
    char *said = NULL;
    *out = p->pq.PQconninfoParse(url, &said);
    free(said);
    if (*out)
        return ST_OK;
    return refuse(bag, "the address of the server is no address of PostgreSQL",
                  "write it as postgresql://user@host:5432/database; in names and passwords @ is %40, : is %3A, / is %2F, % is %25");
}

static size_t count_options(const PQconninfoOption *o)
{
    size_t n = 0;
    while (o[n].keyword)
        n++;
    return n;
}

static status gather(postgres *p, const PQconninfoOption *given, const sql_setting *settings, size_t count, diag_bag *bag)
{
    size_t known = count_options(given);
    sql_setting *items = ARENA_ARRAY(&p->memory, known, sql_setting);
    if (!items)
        return ST_NO_MEMORY;
    p->settings = (postgres_settings){items, 0};
    for (const PQconninfoOption *o = given; o->keyword; o++)
        if (o->val && *o->val && !is_lookup(o->keyword))
            set(p, items, &p->settings.count, o->keyword, o->val);
    for (size_t i = 0; i < count; i++) {
        if (!is_keyword(given, settings[i].keyword) || is_lookup(settings[i].keyword))
            return refuse_keyword(p, settings[i].keyword, bag);
        if (settings[i].value && *settings[i].value)
            set(p, items, &p->settings.count, settings[i].keyword, settings[i].value);
    }
    return p->memory.failed ? ST_NO_MEMORY : ST_OK;
}

static status check(const postgres *p, diag_bag *bag)
{
    const char *mode = postgres_setting(&p->settings, "sslmode");
    if (!postgres_setting(&p->settings, "user"))
        return refuse(bag, "no user is named for the server", "write postgresql://USER@HOST/DATABASE");
    if (mode && strncmp(mode, "verify-", 7) == 0 && !postgres_setting(&p->settings, "sslrootcert"))
        return refuse(bag, "the server's certificate is to be verified, but by no root certificate", "name its file: sslrootcert=root.crt");
    return ST_OK;
}

status postgres_settings_read(postgres *p, const char *url, const sql_setting *settings, size_t count, diag_bag *bag)
{
    PQconninfoOption *given;
    TRY(read_url(p, url ? url : "", bag, &given));
    status done = gather(p, given, settings, count, bag);
    p->pq.PQconninfoFree(given);
    TRY(done);
    return check(p, bag);
}

static void add_setting(sbuf *out, const char *keyword, const char *value)
{
    sbuf_printf(out, "%s='", keyword);
    for (const char *c = value; *c; c++) {
        if (*c == '\'' || *c == '\\')
            sbuf_char(out, '\\');
        sbuf_char(out, *c);
    }
    sbuf_add(out, STR("' "));
}

void postgres_conninfo(sbuf *out, const postgres *p, const sql_setting *host, size_t count)
{
    char *said = NULL;
    PQconninfoOption *known = p->pq.PQconninfoParse("", &said);
    free(said);
    out->failed |= !known;
    for (const PQconninfoOption *o = known; o && o->keyword; o++) {
        if (is_lookup(o->keyword))
            continue;
        const char *value = find(decided, sizeof decided / sizeof *decided, o->keyword);
        value = value ? value : find(host, count, o->keyword);
        value = value ? value : postgres_setting(&p->settings, o->keyword);
        value = value ? value : find(ours, sizeof ours / sizeof *ours, o->keyword);
        value = value ? value : o->compiled;
        if (value || o->envvar) /* what has no variable has no second place to be looked up either */
            add_setting(out, o->keyword, value ? value : "");
    }
    p->pq.PQconninfoFree(known);
}
