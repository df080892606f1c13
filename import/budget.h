/* Amounts of money as documents print them: `EUR 5.550 million`, `Up to EUR 10.000.000,00`. */
#ifndef CYQ_IMPORT_BUDGET_H
#define CYQ_IMPORT_BUDGET_H

#include "base/decimal.h"

typedef struct budget {
    money amount;
    bool ceiling; /* "up to" */
} budget;

/* The first amount with a currency in the text; false if there is none. Pure. */
bool budget_read(str text, budget *out);

#endif
