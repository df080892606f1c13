"""The calendar: days are ordinals of Python's proleptic Gregorian calendar, from 0001-01-01 (1) to 9999-12-31."""
from datetime import date

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def day(year, month, number):
    return date(year, month, number).toordinal()


def parts(ordinal):
    found = date.fromordinal(ordinal)
    return found.year, found.month, found.day


def month_length(year, month):
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days if (year, month) != (9999, 12) else 31


def month_around(ordinal):
    year, month, _ = parts(ordinal)
    return day(year, month, 1), day(year, month, month_length(year, month))


def quarter_around(ordinal):
    year, month, _ = parts(ordinal)
    first = (month - 1) // 3 * 3 + 1
    return day(year, first, 1), day(year, first + 2, month_length(year, first + 2))


def half_around(ordinal):
    year, month, _ = parts(ordinal)
    return (day(year, 1, 1), day(year, 6, 30)) if month <= 6 else (day(year, 7, 1), day(year, 12, 31))


def year_around(ordinal):
    year = parts(ordinal)[0]
    return day(year, 1, 1), day(year, 12, 31)


def week_around(ordinal):
    """Monday to Sunday, as far as they lie in the years 1 to 9999."""
    monday = ordinal - (ordinal - 1) % 7
    return monday, min(monday + 6, LAST)


def day_around(ordinal):
    return ordinal, ordinal


AROUND = {"day": day_around, "week": week_around, "month": month_around, "quarter": quarter_around, "half": half_around, "year": year_around}


def touched(unit, first, last):
    """All periods of a unit that share a day with first..last, in order."""
    found, at = [], first
    while at <= last:
        found.append(AROUND[unit](at))
        at = found[-1][1] + 1
    return found


def plus_days(ordinal, count):
    """The day `count` days later, or None outside the calendar."""
    return ordinal + count if FIRST <= ordinal + count <= LAST else None


def plus_months(ordinal, count):
    """The same day of the month `count` months later, or that month's last day; None outside the calendar."""
    year, month, number = parts(ordinal)
    index = year * 12 + month - 1 + count
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return day(year, month, min(number, month_length(year, month)))


def weekday(ordinal):
    return (ordinal - 1) % 7 + 1


def iso(ordinal):
    return date.fromordinal(ordinal).isoformat()


def from_iso(text):
    return date.fromisoformat(text).toordinal()


def iso_week_of(ordinal):
    found = date.fromordinal(ordinal).isocalendar()
    return found[0], found[1]
