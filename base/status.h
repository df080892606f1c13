/* The one return type of functions that can fail. */
#ifndef CYQ_BASE_STATUS_H
#define CYQ_BASE_STATUS_H

typedef enum status {
    ST_OK = 0,
    ST_ERROR,     /* wrong input; a diagnostic in the diag_bag at hand tells the story */
    ST_NO_MEMORY, /* an allocation failed; no diagnostic could be promised */
    ST_IO,        /* a file or database could not be read or written; a diagnostic tells */
    ST_LIMIT,     /* a limit of time, rows, memory or depth was met; a diagnostic tells */
    ST_CANCELLED  /* the host asked to stop */
} status;

/* Returns from the calling function with the status of `call` unless it is ST_OK. */
#define TRY(call)                                                                                                                          \
    do {                                                                                                                                   \
        status try_status_ = (call);                                                                                                       \
        if (try_status_ != ST_OK)                                                                                                          \
            return try_status_;                                                                                                            \
    } while (0)

#endif
