/* What goes wrong with a server, in the words of this program and the server's own. */
#include <string.h>

#include "base/text.h"
#include "runtime/sql/postgres_inside.h"

/* ---- Texts of others ---- */

void postgres_add_safe(sbuf *out, const char *text)
{
    str s = {text, strcspn(text, "\n")};
    while (s.n) {
        size_t good = text_valid(s);
        text_print_safe(out, (str){s.p, good});
        if (good < s.n)
            sbuf_add(out, STR("\xEF\xBF\xBD"));
        good += good < s.n;
        s = (str){s.p + good, s.n - good};
    }
}

/* The class and number of an error as the protocol has it (PostgreSQL, "PostgreSQL Error Codes"), and the message alone. libpq was told to write
 * `FATAL:  28P01: password authentication failed …`; without a code the whole is the message. */
static const char *split_code(const char *said, char code[6])
{
    static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    code[0] = '\0';
    for (const char *at = strstr(said, ":  "); at; at = strstr(at + 1, ":  ")) {
        if (strspn(at + 3, alphabet) == 5 && at[8] == ':' && at[9] == ' ') {
            memcpy(code, at + 3, 5);
            code[5] = '\0';
            return at + 10;
        }
    }
    return said;
}

/* ---- Connecting ---- */

/* "the server at db.example.org, port 5432, database programme, as user ann" */
static void add_tried(sbuf *out, const postgres *p)
{
    const char *host = postgres_setting(&p->settings, "host"), *address = postgres_setting(&p->settings, "hostaddr");
    const char *port = postgres_setting(&p->settings, "port"), *user = postgres_setting(&p->settings, "user");
    const char *database = postgres_setting(&p->settings, "dbname");
    sbuf_add(out, STR("the PostgreSQL server at "));
    postgres_add_safe(out, host ? host : address ? address : "the local socket");
    sbuf_add(out, STR(", port "));
    postgres_add_safe(out, port ? port : "5432");
    sbuf_add(out, STR(", database "));
    postgres_add_safe(out, database ? database : user);
    sbuf_add(out, STR(", user "));
    postgres_add_safe(out, user);
}

typedef struct advice {
    diag_code code;
    const char *what, *hint;
} advice;

/* What a failure to connect is, and what to do about it. */
static advice advise(const postgres *p, const char *code, bool timed_out)
{
    if (timed_out)
        return (advice){E_SERVER_REACH, "did not answer in time",
                        "is the host right, and may it be reached from here? connect_timeout says how long to wait"};
    if (p->pq.PQconnectionNeedsPassword(p->link))
        return (advice){E_SERVER_PASSWORD, "wants a password",
                        "give it by a password file (~/.pgpass), PGPASSWORD, or postgresql://USER:PASSWORD@HOST/DATABASE"};
    if (strcmp(code, "28P01") == 0)
        return (advice){E_SERVER_PASSWORD, "refuses the password", "check the user and the password"};
    if (strncmp(code, "28", 2) == 0)
        return (advice){E_SERVER_PASSWORD, "refuses the user", "check the user's name, and what the server's pg_hba.conf allows from here"};
    if (strcmp(code, "3D000") == 0)
        return (advice){E_SERVER_DATABASE, "has no such database", "psql -l lists the databases of a server"};
    if (!*code)
        return (advice){E_SERVER_REACH, "cannot be reached", "is it running, and are the host and the port right?"};
    return (advice){E_SERVER_ANSWER, "refuses the connection", "the server's own log may say more"};
}

status postgres_refuse_connect(postgres *p, const char *said, bool timed_out, diag_bag *bag)
{
    char code[6];
    sbuf tried = {0}, reason = {0};
    const char *message = split_code(said, code);
    advice a = advise(p, code, timed_out);
    add_tried(&tried, p);
    postgres_add_safe(&reason, message);
    diag *d = NULL;
    if (!tried.failed && !reason.failed)
        d = diag_add(bag, a.code, NULL, (span){0, 0}, "%s, %s%s%s", tried.p, a.what, reason.n && !timed_out ? ": " : "",
                     timed_out  ? ""
                     : reason.p ? reason.p
                                : "");
    diag_hint(bag, d, "%s", a.hint);
    sbuf_free(&tried);
    sbuf_free(&reason);
    return d ? ST_IO : ST_NO_MEMORY;
}

/* ---- Statements ---- */

status postgres_refuse_lost(postgres *p, diag_bag *bag)
{
    sbuf reason = {0};
    char code[6];
    postgres_add_safe(&reason, split_code(p->pq.PQerrorMessage(p->link), code));
    p->lost = true;
    diag *d = reason.failed ? NULL
                            : diag_add(bag, E_SERVER_LOST, NULL, (span){0, 0}, "the connection to %s was lost%s%s", p->base.shown,
                                       reason.n ? ": " : "", reason.n ? reason.p : "");
    diag_hint(bag, d, "ask again: the next statement connects anew");
    sbuf_free(&reason);
    return d ? ST_IO : ST_NO_MEMORY;
}

/* Has the server ended the connection with this code? Class 57P: an administrator, a crash, a shutdown. Class 08 may also be that of a server behind it, where a foreign table lies. */
static bool ends_connection(const postgres *p, const PGresult *r, const char *code)
{
    const char *severity = p->pq.PQresultErrorField(r, PG_DIAG_SEVERITY_NONLOCALIZED);
    bool lost = strncmp(code, "08", 2) == 0 && !(severity && strcmp(severity, "ERROR") == 0);
    return strncmp(code, "57P0", 4) == 0 || lost || p->pq.PQstatus(p->link) == CONNECTION_BAD;
}

static diag_code code_for(const char *code)
{
    if (strcmp(code, "57014") == 0)
        return E_SERVER_STOPPED;
    return E_SERVER_ANSWER;
}

status postgres_refuse_result(postgres *p, const PGresult *r, diag_bag *bag)
{
    const char *code = p->pq.PQresultErrorField(r, PG_DIAG_SQLSTATE), *said = p->pq.PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
    const char *hint = p->pq.PQresultErrorField(r, PG_DIAG_MESSAGE_HINT);
    code = code ? code : "";
    /* A limit of time that the server kept for us is the session's own: whoever set it says so. */
    if (strcmp(code, "57014") == 0 && (p->stopping || p->bounds.timeout_ms))
        return ST_CANCELLED;
    if (ends_connection(p, r, code))
        return postgres_refuse_lost(p, bag);
    p->base.overflowed |= strcmp(code, "22003") == 0; /* numeric_value_out_of_range */
    sbuf text = {0}, advised = {0};
    postgres_add_safe(&text, said ? said : p->pq.PQresultErrorMessage(r));
    postgres_add_safe(&advised, hint ? hint : "");
    diag *d = text.failed || advised.failed
                  ? NULL
                  : diag_add(bag, code_for(code), NULL, (span){0, 0}, "%s says: %s", p->base.shown, text.p ? text.p : "nothing");
    if (advised.n)
        diag_hint(bag, d, "%s", advised.p);
    sbuf_free(&text);
    sbuf_free(&advised);
    if (!d)
        return ST_NO_MEMORY;
    return strcmp(code, "57014") == 0 ? ST_LIMIT : ST_IO;
}
