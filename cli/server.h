/* The settings of a connection to PostgreSQL, gathered as psql gathers them: what was written, then a service file, then the environment, then what is usual.
 *
 * The library reads neither environment nor files of settings, and has libpq read none; so the program does, and hands all of it over. */
#ifndef CYQ_CLI_SERVER_H
#define CYQ_CLI_SERVER_H

#include <stdbool.h>
#include <stddef.h>

#include "cyq.h"

/* libpq's keywords (host, port, dbname, user …) and their values. Each is there once. Zero-initialised is empty. */
typedef struct server_settings {
    cyq_argument *items; /* names and values are the list's own */
    size_t count;
} server_settings;

/* Does the value of --db mean a server? `postgresql://…`, `postgres://…`, or keyword=value where no file is called so. */
bool server_is_meant(const char *database);
/* Such a text as it may be shown to who looks over a shoulder: where it has a password, without that; else as it is. Cut to `size` bytes. */
void server_show(const char *database, char *out, size_t size);
/* Gathers. `database` is such a text, or the name of a database, or NULL. False when something is wrong, and standard error says what. Takes what libpq would read itself out of the
 * environment: to be called once, before there are threads. */
bool server_gather(server_settings *out, const char *database);
void server_forget(server_settings *s);

/* ---- For the files of it ---- */

/* The value, or NULL. */
const char *server_value(const server_settings *s, const char *name);
/* Adds a setting unless it is there; copies. An empty value is one. False without memory, which is said. */
bool server_add(server_settings *s, const char *name, const char *value);
void server_drop(server_settings *s, const char *name);
/* server_text.c: adds what a URL or a text of keyword=value says. */
bool server_read_text(server_settings *s, const char *text);
/* server_files.c: adds what the service says; the password for the server, if a password file has it. `home` may be NULL. */
bool server_read_service(server_settings *s, const char *service, const char *home);
bool server_read_password(server_settings *s, const char *file);

#endif
