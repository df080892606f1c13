/* Names of events: a digest of what identifies the row. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "export/cell_print.h"
#include "export/event.h"

/* Half of a digest is enough: two rows of a billion meet by chance once in 10^20 results. */
enum { UID_BYTES = 16 };

typedef struct seen {
    uint8_t digest[UID_BYTES];
    uint64_t times; /* 0: the place is free */
} seen;

struct event_uids {
    seen *places;       /* by the first bytes of the digest */
    size_t place_count; /* a power of two, more than there are rows */
};

event_uids *event_uids_new(size_t rows)
{
    event_uids *u = calloc(1, sizeof *u);
    if (!u)
        return NULL;
    u->place_count = 16;
    while (u->place_count / 2 < rows)
        u->place_count *= 2;
    u->places = calloc(u->place_count, sizeof *u->places);
    if (u->places)
        return u;
    free(u);
    return NULL;
}

void event_uids_free(event_uids *u)
{
    if (u)
        free(u->places);
    free(u);
}

/* How often the digest came before. */
static uint64_t seen_before(event_uids *u, const uint8_t digest[UID_BYTES])
{
    size_t at = 0;
    for (size_t i = 0; i < sizeof at; i++)
        at = at << 8 | digest[i];
    at &= u->place_count - 1;
    while (u->places[at].times && memcmp(u->places[at].digest, digest, UID_BYTES) != 0)
        at = (at + 1) & (u->place_count - 1);
    memcpy(u->places[at].digest, digest, UID_BYTES);
    return u->places[at].times++;
}

/* Each value with its length, so that no two rows run into the same bytes; what is missing is told from what is empty. */
static bool add_value(sha256 *s, const dataset *data, const col *c, size_t row, sbuf *scratch)
{
    char length[32];
    bool present = cell_present(c, row);
    sbuf_clear(scratch);
    cell_print(scratch, CELL_PLAIN, data, c, row);
    int n = snprintf(length, sizeof length, "%c%zu:", present ? '=' : '-', scratch->n);
    sha256_add(s, (str){length, (size_t)n});
    sha256_add(s, sbuf_str(scratch));
    return !scratch->failed;
}

/* Is there anything to tell it by? The first of several is the name of the collection. */
static bool is_identified(const event_columns *columns, size_t row)
{
    for (size_t i = 1; i < columns->identity_count; i++)
        if (cell_present(columns->identity[i].data, row))
            return true;
    return false;
}

static bool add_row(sha256 *s, const result *r, const event_columns *columns, size_t row, sbuf *scratch)
{
    bool added = true;
    for (size_t i = 0; i < columns->identity_count && added; i++)
        added = add_value(s, r->data, columns->identity[i].data, row, scratch);
    if (added && !is_identified(columns, row))
        added = add_value(s, r->data, columns->time, row, scratch) && add_value(s, r->data, columns->name, row, scratch);
    return added;
}

static void begin(sha256 *s)
{
    sha256_begin(s);
    sha256_add(s, STR("cyq event 1\n")); /* the way it is made has a number: another way would have another */
}

status event_uid(event_uids *u, const result *r, const event_columns *columns, size_t row, sbuf *scratch, char out[EVENT_UID])
{
    uint8_t digest[SHA256_BYTES];
    char again[32];
    sha256 s;
    begin(&s);
    if (!add_row(&s, r, columns, row, scratch))
        return ST_NO_MEMORY;
    sha256_end(&s, digest);
    uint64_t before = seen_before(u, digest);
    if (before) {
        begin(&s);
        sha256_add(&s, (str){(const char *)digest, sizeof digest});
        sha256_add(&s, (str){again, (size_t)snprintf(again, sizeof again, "%llu", (unsigned long long)before + 1)});
        sha256_end(&s, digest);
    }
    for (size_t i = 0; i < UID_BYTES; i++)
        snprintf(out + 2 * i, 3, "%02x", digest[i]);
    memcpy(out + 2 * UID_BYTES, "@cyq", sizeof "@cyq");
    return ST_OK;
}
