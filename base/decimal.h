/* Exact decimals: 18 digits before and 12 after the point, as an integer scaled by 10^12.
 *
 * Every operation rounds once, half away from zero, and says false when the result does not fit (its `out` is then
 * unchanged). Pure, safe in any thread. */
#ifndef CYQ_BASE_DECIMAL_H
#define CYQ_BASE_DECIMAL_H

#include "base/str.h"

__extension__ typedef __int128 dec; /* the number times DEC_ONE */

#define DEC_ONE ((dec)1000000000000)

dec dec_of_int(int64_t i); /* |i| < 10^18 fits; larger saturates nowhere: every int64 fits in the 128 bits but may fail dec_fits */
bool dec_fits(dec d);      /* |d| < 10^18 */
/* True with the value when d is whole and an int64. */
bool dec_to_int(dec d, int64_t *out);
bool dec_add(dec a, dec b, dec *out);
bool dec_sub(dec a, dec b, dec *out);
bool dec_mul(dec a, dec b, dec *out);
bool dec_div(dec a, dec b, dec *out); /* false for b = 0, too */
bool dec_mod(dec a, dec b, dec *out); /* sign of a */
/* To `places` digits after the point, -18..12 (beyond either end as at that end), half away from zero. */
bool dec_round(dec d, int places, dec *out);
/* Towards minus or plus infinity. The floor of a number below 1 - 10^18 is one that dec_fits denies. */
dec dec_floor(dec d);
bool dec_ceil(dec d, dec *out);

/* Plain digits with an optional sign, point and exponent (`-3.25`, `1e3`); false if it is none, is out of range, or has more than 12 places that
 * are not zero. */
bool dec_parse(str text, dec *out);
/* A literal of the language with an optional sign: `12`, `3.9`, `1_000`, `3.9M`, `5k`, `2bn`, `40%` (letters in any case). Limits as above. */
bool dec_parse_literal(str text, dec *out);
/* No trailing zeros: 3900000, 0.25, -1.5. `grouped` puts commas between thousands. */
void dec_print(sbuf *out, dec d, bool grouped);

/* Money: an exact amount in hundredths, and its currency. */
typedef struct money {
    dec cents;         /* a plain count of hundredths, not times DEC_ONE: 350 is 3.50; less than 10^20 */
    uint32_t currency; /* three upper-case letters, packed: money_currency("EUR"); 0 is none */
} money;

/* 0 if the text is not three ASCII letters (any case). */
uint32_t money_currency(str code);
str money_currency_text(uint32_t currency, char out[4]);
/* From a decimal amount, rounded to hundredths half away from zero. */
bool money_of(dec amount, uint32_t currency, money *out);
dec money_amount(money m); /* exact: hundredths fit in a decimal */
/* `EUR 3900000`, `EUR 3900000.50` as csv prints it (decimals only if any, then two); grouped: `EUR 3,900,000`. Reading takes both,
 * the currency in any case, and refuses more than two decimals that are not zero. */
bool money_parse(str text, money *out);
void money_print(sbuf *out, money m, bool grouped);

#endif
