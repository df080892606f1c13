/* Connecting to PostgreSQL: settings, refusals, and what is not looked up. */
#include "server.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SETTINGS(...)                                                                                                                      \
    (const sql_setting[])                                                                                                                  \
    {                                                                                                                                      \
        __VA_ARGS__,                                                                                                                       \
        {                                                                                                                                  \
            0                                                                                                                              \
        }                                                                                                                                  \
    }

static void expect_refusal(const char *url, const sql_setting *settings, diag_code code, const char *text)
{
    talk t = {0};
    cr_expect_eq(server_try(&t, url, settings, NULL), ST_IO, "%s", text);
    server_expect(&t, code, text);
    server_close(&t);
}

SERVER_TEST(connecting, refusals_say_what_was_tried)
{
    const sql_setting loopback = {"host", "127.0.0.1"};
    expect_refusal(NULL, SETTINGS(loopback, {"port", "1"}), E_SERVER_REACH, "127.0.0.1, port 1, database cyq, user cyq, cannot be reached");
    expect_refusal(NULL, SETTINGS({"host", "/nowhere"}), E_SERVER_REACH, "at /nowhere, port");
    expect_refusal(NULL, SETTINGS({"host", "no.such.host.invalid"}), E_SERVER_REACH, "no.such.host.invalid");
    expect_refusal(NULL, SETTINGS({"user", "nobody_here"}), E_SERVER_PASSWORD, "nobody_here");
    expect_refusal(NULL, SETTINGS({"user", "banned"}), E_SERVER_PASSWORD, "refuses the user");
    expect_refusal(NULL, SETTINGS({"user", "locked"}), E_SERVER_PASSWORD, "wants a password");
    expect_refusal(NULL, SETTINGS({"user", "locked"}, {"password", "wrong sesame"}), E_SERVER_PASSWORD, "refuses the password");
    expect_refusal(NULL, SETTINGS({"dbname", "nothing"}), E_SERVER_DATABASE, "\"nothing\" does not exist");
    expect_refusal(NULL, SETTINGS({"dbname", "bell\a\xff"}), E_SERVER_DATABASE, "bell\xEF\xBF\xBD\xEF\xBF\xBD");
    expect_refusal(NULL, SETTINGS({"sslmodus", "off"}), E_SERVER_SETTING, "no setting \"sslmodus\"");
    expect_refusal(NULL, SETTINGS({"service", "x"}), E_SERVER_SETTING, "no setting \"service\"");
    expect_refusal(NULL, SETTINGS({"sslmode", "sesam"}), E_SERVER_REACH, "sslmode");
    expect_refusal(NULL, SETTINGS({"sslmode", "verify-full"}), E_SERVER_SETTING, "sslrootcert=");
    expect_refusal("postgresql://cyq:open%2sesame@host/x", NULL, E_SERVER_SETTING, "postgresql://user@host");
    expect_refusal("host=x open sesame", NULL, E_SERVER_SETTING, "postgresql://user@host");
}

SERVER_TEST(connecting, a_user_is_wanted)
{
    talk t = {0};
    diag_bag bag = {.memory = &t.memory};
    const sql_setting settings[] = {{"host", "127.0.0.1"}};
    cr_expect_eq(postgres_open(NULL, settings, 1, NULL, &bag, &t.c), ST_IO);
    t.bag = bag;
    server_expect(&t, E_SERVER_SETTING, "no user is named");
    server_close(&t);
}

SERVER_TEST(connecting, passwords_and_addresses)
{
    talk t = {0};
    server_open(&t, SETTINGS({"user", "locked"}, {"password", "open sesame"}), NULL);
    cr_expect_str_eq(server_ask(&t, "SELECT current_user", NULL, 0), "locked");
    server_close(&t);
    t = (talk){0};
    str url = arena_printf(&t.memory, "postgresql://locked:open%%20sesame@127.0.0.1:%s/cyq?application_name=it%%27s%%5C", server_port());
    t.bag = (diag_bag){.memory = &t.memory};
    cr_assert_eq(postgres_open(url.p, NULL, 0, NULL, &t.bag, &t.c), ST_OK);
    cr_assert_eq(t.c->driver->begin(t.c, NULL, &t.bag), ST_OK);
    cr_expect_str_eq(server_ask(&t, "SELECT current_setting('application_name')", NULL, 0), "it's\\");
    cr_expect_str_eq(t.c->shown, "cyq at 127.0.0.1");
    cr_expect(postgres_is(t.c) && postgres_is_utf8(t.c));
    server_close(&t);
}

SERVER_TEST(connecting, hosts_are_tried_in_turn)
{
    talk t = {0};
    char ports[64];
    snprintf(ports, sizeof ports, "1,%s", server_port());
    server_open(&t, SETTINGS({"host", "127.0.0.1,localhost"}, {"port", ports}, {"target_session_attrs", "prefer-standby"}), NULL);
    cr_expect_str_eq(server_ask(&t, "SELECT 1", NULL, 0), "1");
    server_close(&t);
    expect_refusal(NULL, SETTINGS({"target_session_attrs", "standby"}), E_SERVER_REACH, "standby");
}

/* What another user of libpq would pick up. */
SERVER_TEST(connecting, neither_variables_nor_files_are_read)
{
    char folder[] = "/tmp/cyq-home-XXXXXX", path[64];
    cr_assert(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/.pgpass", folder);
    FILE *file = fopen(path, "w");
    cr_assert(file);
    fputs("*:*:*:*:open sesame\n", file);
    fclose(file);
    chmod(path, 0600);
    setenv("HOME", folder, 1);
    setenv("PGPASSFILE", path, 1);
    expect_refusal(NULL, SETTINGS({"user", "locked"}), E_SERVER_PASSWORD, "wants a password");
    setenv("PGPASSWORD", "open sesame", 1);
    expect_refusal(NULL, SETTINGS({"user", "locked"}), E_SERVER_PASSWORD, "wants a password");
    static const char *const variables[] = {"PGUSER",    "PGDATABASE",           "PGOPTIONS",         "PGAPPNAME",
                                            "PGSSLMODE", "PGTARGETSESSIONATTRS", "PGCONNECT_TIMEOUT", "PGCLIENTENCODING",
                                            "PGSSLCERT", "PGGSSENCMODE",         "PGHOSTADDR",        "PGREQUIREPEER"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        setenv(variables[i], "nonsense", 1);
    setenv("PGTZ", "Asia/Tokyo", 1);
    setenv("PGDATESTYLE", "German", 1);
    talk t = {0};
    server_open(&t, SETTINGS({"options", "-c timezone=Asia/Tokyo -c intervalstyle=iso_8601 -c bytea_output=escape"}), NULL);
    cr_expect_str_eq(server_ask(&t, "SELECT current_user || ' ' || current_setting('application_name')", NULL, 0), "cyq cyq");
    cr_expect_str_eq(server_ask(&t, "SELECT timestamptz '2025-10-07 00:00:00+00'", NULL, 0), "2025-10-07 00:00:00+00");
    cr_expect_str_eq(server_ask(&t, "SELECT interval '1 day' || ' ' || '\\x00ff'::bytea::text", NULL, 0), "1 day \\x00ff");
    server_close(&t);
    unlink(path);
    rmdir(folder);
}

/* Somebody listens and never says a word. */
static int silent_port(char port[16])
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    cr_assert(s >= 0 && bind(s, (struct sockaddr *)&at, n) == 0 && listen(s, 5) == 0 && getsockname(s, (struct sockaddr *)&at, &n) == 0);
    snprintf(port, 16, "%d", ntohs(at.sin_port));
    return s;
}

static bool at_third_look(void *data)
{
    return ++*(int *)data >= 3;
}

SERVER_TEST(connecting, waits_no_longer_than_it_may)
{
    char port[16];
    int silent = silent_port(port), looks = 0;
    time_t start = time(NULL);
    expect_refusal(NULL, SETTINGS({"host", "127.0.0.1"}, {"port", port}, {"connect_timeout", "1"}), E_SERVER_REACH,
                   "did not answer in time");
    cr_expect_leq(time(NULL) - start, 3);
    talk t = {0};
    const sql_bounds bounds = {.stop = at_third_look, .stop_data = &looks};
    cr_expect_eq(server_try(&t, NULL, SETTINGS({"host", "127.0.0.1"}, {"port", port}), &bounds), ST_CANCELLED);
    cr_expect_eq(t.bag.count, 0);
    server_close(&t);
    close(silent);
}

/* tests/postgres/run makes the database. */
SERVER_TEST(connecting, other_encodings_are_known)
{
    talk t = {0};
    if (server_try(&t, NULL, SETTINGS({"dbname", "latin"}), NULL) != ST_OK)
        cr_skip_test("no database in another encoding");
    cr_expect_not(postgres_is_utf8(t.c));
    cr_assert_eq(t.c->driver->begin(t.c, NULL, &t.bag), ST_OK);
    cr_expect_str_eq(server_ask(&t, "SELECT chr(228)", NULL, 0), "ä");
    server_close(&t);
}
