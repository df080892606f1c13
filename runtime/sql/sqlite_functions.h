/* What SQLite lacks for the language: folding, the order of decimals, the calendar. */
#ifndef CYQ_SQL_SQLITE_FUNCTIONS_H
#define CYQ_SQL_SQLITE_FUNCTIONS_H

#include <sqlite3.h>
#include <stdbool.h>

/* Registers them on a connection:
 *   cyq_fold(text)            the folded form (base/text.h)
 *   cyq_order(number)         a text that compares as the number does, which is written as csv prints it; NULL if it is none
 *   cyq_text(x), cyq_number(x), cyq_date(x)
 *                             what the column of a database that is not ours holds as a text in NFC, a number as csv prints it, a date; NULL if it is none (cells.h)
 *   cyq_days(first, last)     how many days a period of two YYYY-MM-DD has; NULL with an open end
 *   cyq_weekday(date)         1 for Monday
 *   cyq_first(date, unit), cyq_last(date, unit)    of the month, quarter … around a date
 *   cyq_units(unit, first, last)                   a table of the months … that a period touches, with columns first and last; empty with an open end
 * All are deterministic and change nothing. False if there is no memory. */
bool sqlite_functions_register(sqlite3 *db);
/* sqlite_units.c */
bool sqlite_units_register(sqlite3 *db);

#endif
