/* libical, taken into the process when the first calendar is written: it brings libraries with it that take longer to load than most queries run. */
#ifndef CYQ_EXPORT_LIBICAL_H
#define CYQ_EXPORT_LIBICAL_H

#include <libical/ical.h>

#include "base/diag.h"

/* What the writer uses of it; all of it is in libical since its third version. */
#define LIBICAL_FUNCTIONS(USE)                                                                                                             \
    USE(icalcomponent_new)                                                                                                                 \
    USE(icalcomponent_free)                                                                                                                \
    USE(icalcomponent_add_property)                                                                                                        \
    USE(icalcomponent_as_ical_string_r)                                                                                                    \
    USE(icalproperty_new)                                                                                                                  \
    USE(icalproperty_set_value)                                                                                                            \
    USE(icalproperty_add_parameter)                                                                                                        \
    USE(icalparameter_new_value)                                                                                                           \
    USE(icalparameter_free)                                                                                                                \
    USE(icalvalue_new_text)                                                                                                                \
    USE(icalvalue_new_string)                                                                                                              \
    USE(icalvalue_new_uri)                                                                                                                 \
    USE(icalvalue_new_status)                                                                                                              \
    USE(icalvalue_new_transp)                                                                                                              \
    USE(icalvalue_free)                                                                                                                    \
    USE(icalmemory_free_buffer)

typedef struct libical {
#define LIBICAL_MEMBER(name) __typeof__(&name) name;
    LIBICAL_FUNCTIONS(LIBICAL_MEMBER)
#undef LIBICAL_MEMBER
} libical;

/* Fills the table. ST_IO with E_ICS_LIBRARY where the library or a function of it is missing; `bag` may be NULL. The library stays in the process until its end, since
 * it has something to free at the end of each thread. Safe in any number of threads. */
status libical_load(libical *out, diag_bag *bag);

#endif
