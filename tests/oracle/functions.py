"""The functions, measures and aggregates of docs/language.md, one value at a time."""
from fractions import Fraction

import arithmetic
import days
from dataset import is_open, length, units
from values import Date, Duration, Money, Period, Record, fold, lower, many, order, same, show


def of_number(function):
    """A function of a number that also takes money, in its own currency."""
    def call(value, *more):
        if isinstance(value, Money):
            return arithmetic.money(value.currency, function(value.amount, *more))
        return arithmetic.plain(function(value, *more))
    return call


def floor(number):
    return number if isinstance(number, int) else number.numerator // number.denominator


def modulo(number, divisor):
    """The remainder with the sign of what is divided."""
    if divisor == 0:
        return None
    rest = abs(Fraction(number)) % abs(Fraction(divisor))
    return arithmetic.number(-rest if number < 0 else rest)


def period_of(first, last=None):
    last = last or first
    return Period(first.day, last.day) if first.day <= last.day else None


def around(unit):
    def call(value):
        if isinstance(value, Period):
            return units(unit, value)
        return Period(*days.AROUND[unit](value.day))
    return call


def as_period(value):
    return Period(value.day, value.day) if isinstance(value, Date) else value


def of_period(function):
    """A function of a period that also takes a date, as a period of one day."""
    return lambda value: function(as_period(value))


def weekdays(period):
    return None if is_open(period) else many(days.weekday(day) for day in range(period.first, min(period.last, period.first + 6) + 1))


def upper(text):
    return "".join("ẞ" if c == "ß" else c.upper() if len(c.upper()) == 1 else c for c in text)


def overlap(first, other):
    both = arithmetic.common(first, other)
    return length(both) if both else 0


def whole_months(period):
    """How many whole months fit in, counted from the first day."""
    count = 0
    while (after := days.plus_months(period.first, count + 1)) is not None and after <= period.last + 1:
        count += 1
    return count


def workdays(period):
    """The days from Monday to Friday."""
    return [Period(day, day) for day in range(period.first, period.last + 1) if days.weekday(day) <= 5]


def unless_open(function):
    return of_period(lambda period: None if is_open(period) else function(period))


def merged(periods):
    """One period of those that overlap or touch."""
    found = []
    for first, last in sorted(periods):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return many(Period(*part) for part in found)


def gaps(periods, whole):
    """What of a period none of the others covers."""
    found, at = [], whole.first
    for first, last in merged(periods) or ():
        if at < first:
            found.append((at, min(first - 1, whole.last)))
        at = max(at, last + 1)
    if at <= whole.last:
        found.append((at, whole.last))
    return many(Period(first, last) for first, last in found if first <= last)


FUNCTIONS = {
    "lower": lambda text: "".join(map(lower, text)),
    "upper": upper,
    "trim": str.strip,
    "length": len,
    "starts": lambda text, start: fold(text).startswith(fold(start)),
    "ends": lambda text, end: fold(text).endswith(fold(end)),
    "replace": lambda text, old, new: text.replace(old, new) if old else text,
    "text": show,
    "currency": lambda amount: amount.currency,
    "abs": of_number(abs),
    "round": of_number(lambda number, places=0: arithmetic.round_half_away(number, int(places))),
    "floor": floor,
    "ceil": lambda number: -floor(-number),
    "sign": lambda number: (number > 0) - (number < 0),
    "mod": modulo,
    "number": lambda number: number,
    "start": of_period(lambda period: Date(period.first)),
    "end": of_period(lambda period: Date(period.last)),
    "days": of_period(length),
    "weekday": lambda value: days.weekday(value.day) if isinstance(value, Date) else weekdays(value),
    "period": period_of,
    "overlap": lambda a, b: overlap(as_period(a), as_period(b)),
    "weeks": unless_open(lambda period: length(period) // 7),
    "months": unless_open(whole_months),
    "years": unless_open(lambda period: whole_months(period) // 12),
    "workday": unless_open(lambda period: many(workdays(period))),
    "workdays": unless_open(lambda period: len(workdays(period))),
    **{unit: around(unit) for unit in days.AROUND},
}


def call(name, arguments):
    """A function's value; where an argument is missing, missing, or false if it answers yes or no."""
    arguments = [argument.name() if isinstance(argument, Record) else argument for argument in arguments]
    if any(argument is None for argument in arguments):
        return False if name in ("starts", "ends") else None
    return FUNCTIONS[name](*arguments)


# Functions of sets, for which an empty one counts as a set
OF_SETS = {
    "together": lambda a, b: many([*a, *b]),
    "common": lambda a, b: many(value for value in a if same(value) in map(same, b)),
    "without": lambda a, b: many(value for value in a if same(value) not in map(same, b)),
    "set": lambda *values: many(value for part in values for value in part) if all(values) else None,
    "merged": merged,
}


def part(name, value):
    """`.month` of a date or period and the like."""
    return FUNCTIONS[name](value)


def pairs(values):
    ranked = many(values) or ()
    return many(f"{show(a)} + {show(b)}" for index, a in enumerate(ranked) for b in ranked[index + 1:])


def comparable(values):
    """Two currencies never mix, nor do days and months."""
    return len({value[0] for value in values if isinstance(value, (Money, Duration))}) <= 1


def least(values):
    return min(values, key=order) if values and comparable(values) else None


def greatest(values):
    return max(values, key=order) if values and comparable(values) else None


MEASURES = {"size": len, "total": arithmetic.total, "mean": arithmetic.mean, "least": least, "greatest": greatest, "pairs": pairs}

AGGREGATES = {
    "count": len, "sum": arithmetic.total, "avg": arithmetic.mean, "min": least, "max": greatest, "median": arithmetic.median,
    "first": lambda values: values[0] if values else None, "last": lambda values: values[-1] if values else None, "list": many,
    "any": any, "all": all,
}
