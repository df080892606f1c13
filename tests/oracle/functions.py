"""The functions, measures and aggregates of docs/language.md, one value at a time."""
from fractions import Fraction

import arithmetic
import days
from dataset import length, units
from values import Date, Money, Period, Record, fold, lower, many, order, show


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


def upper(text):
    return "".join("ẞ" if c == "ß" else c.upper() if len(c.upper()) == 1 else c for c in text)


FUNCTIONS = {
    "lower": lambda text: "".join(map(lower, text)),
    "upper": upper,
    "trim": str.strip,
    "length": len,
    "starts": lambda text, start: fold(text).startswith(fold(start)),
    "ends": lambda text, end: fold(text).endswith(fold(end)),
    "replace": lambda text, old, new: text.replace(old, new) if old else text,
    "text": show,
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
    "weekday": lambda date: days.weekday(date.day),
    "period": period_of,
    **{unit: around(unit) for unit in days.AROUND},
}


def call(name, arguments):
    """A function's value; where an argument is missing, missing, or false if it answers yes or no."""
    arguments = [argument.name() if isinstance(argument, Record) else argument for argument in arguments]
    if any(argument is None for argument in arguments):
        return False if name in ("starts", "ends") else None
    return FUNCTIONS[name](*arguments)


def part(name, value):
    """`.month` of a date or period and the like."""
    return FUNCTIONS[name](value)


def pairs(values):
    ranked = many(values) or ()
    return many(f"{show(a)} + {show(b)}" for index, a in enumerate(ranked) for b in ranked[index + 1:])


def one_currency(values):
    """Whether values can be compared: two currencies never mix."""
    return len({value.currency for value in values if isinstance(value, Money)}) <= 1


def least(values):
    return min(values, key=order) if values and one_currency(values) else None


def greatest(values):
    return max(values, key=order) if values and one_currency(values) else None


MEASURES = {"size": len, "total": arithmetic.total, "mean": arithmetic.mean, "least": least, "greatest": greatest, "pairs": pairs}

AGGREGATES = {
    "count": len, "sum": arithmetic.total, "avg": arithmetic.mean, "min": least, "max": greatest, "median": arithmetic.median,
    "first": lambda values: values[0] if values else None, "last": lambda values: values[-1] if values else None, "list": many,
    "any": any, "all": all,
}
