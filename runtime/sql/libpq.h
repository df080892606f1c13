/* libpq, PostgreSQL's own client library, taken into the process when the first connection wants it: who never asks a server needs it neither installed nor loaded. */
#ifndef CYQ_SQL_LIBPQ_H
#define CYQ_SQL_LIBPQ_H

#include <libpq-fe.h>

#include "base/diag.h"

/* What the driver uses of it; all of it is in libpq since PostgreSQL 12. */
#define LIBPQ_FUNCTIONS(USE)                                                                                                               \
    USE(PQconnectStart)                                                                                                                    \
    USE(PQconnectPoll)                                                                                                                     \
    USE(PQstatus)                                                                                                                          \
    USE(PQsocket)                                                                                                                          \
    USE(PQfinish)                                                                                                                          \
    USE(PQconninfoParse)                                                                                                                   \
    USE(PQconninfoFree)                                                                                                                    \
    USE(PQerrorMessage)                                                                                                                    \
    USE(PQsetErrorVerbosity)                                                                                                               \
    USE(PQsetNoticeReceiver)                                                                                                               \
    USE(PQconnectionNeedsPassword)                                                                                                         \
    USE(PQparameterStatus)                                                                                                                 \
    USE(PQsetnonblocking)                                                                                                                  \
    USE(PQsetSingleRowMode)                                                                                                                \
    USE(PQsendQuery)                                                                                                                       \
    USE(PQsendQueryParams)                                                                                                                 \
    USE(PQflush)                                                                                                                           \
    USE(PQconsumeInput)                                                                                                                    \
    USE(PQisBusy)                                                                                                                          \
    USE(PQgetResult)                                                                                                                       \
    USE(PQresultStatus)                                                                                                                    \
    USE(PQresultErrorField)                                                                                                                \
    USE(PQresultErrorMessage)                                                                                                              \
    USE(PQclear)                                                                                                                           \
    USE(PQnfields)                                                                                                                         \
    USE(PQntuples)                                                                                                                         \
    USE(PQftype)                                                                                                                           \
    USE(PQgetisnull)                                                                                                                       \
    USE(PQgetvalue)                                                                                                                        \
    USE(PQgetlength)                                                                                                                       \
    USE(PQgetCancel)                                                                                                                       \
    USE(PQcancel)                                                                                                                          \
    USE(PQfreeCancel)

typedef struct libpq {
#define LIBPQ_MEMBER(name) __typeof__(&name) name;
    LIBPQ_FUNCTIONS(LIBPQ_MEMBER)
#undef LIBPQ_MEMBER
} libpq;

/* Fills the table. ST_IO with E_SERVER_LIBRARY where the library or a function of it is missing. The library stays in the process until its end: it sets up
 * OpenSSL, which cannot be taken out again. Safe in any number of threads. */
status libpq_load(libpq *out, diag_bag *bag);

#endif
