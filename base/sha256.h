/* SHA-256 (FIPS 180-4): a name for bytes that no other bytes have. Pure, allocates nothing. */
#ifndef CYQ_BASE_SHA256_H
#define CYQ_BASE_SHA256_H

#include "base/str.h"

enum { SHA256_BYTES = 32 };

typedef struct sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    uint8_t block[64];
} sha256;

void sha256_begin(sha256 *s);
void sha256_add(sha256 *s, str bytes);
/* Nothing may be added afterwards. */
void sha256_end(sha256 *s, uint8_t out[SHA256_BYTES]);

#endif
