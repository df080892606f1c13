"""Numbers, money, durations and time reckoned with: every result exact, rounded once, missing where it cannot be computed."""
from fractions import Fraction

import days
from values import Date, Duration, Money, Period

LIMIT = 10**18
PLACES, MONEY_PLACES = 12, 2


def round_half_away(number, places):
    scaled = abs(Fraction(number)) * Fraction(10) ** places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return (-1 if number < 0 else 1) * Fraction(whole) / Fraction(10) ** places


def number(value):
    """A result as a number may hold it: twelve decimals, eighteen digits before them."""
    rounded = round_half_away(value, PLACES)
    return rounded if abs(rounded) < LIMIT else None


def integer(value):
    return value if abs(value) < LIMIT else None


def plain(value):
    """A result that is an int if it was one."""
    return integer(value) if isinstance(value, int) else number(value)


def money(currency, amount):
    rounded = round_half_away(amount, MONEY_PLACES)
    return Money(currency, rounded) if abs(rounded) < LIMIT else None


def move(value, duration, sign):
    """A date or period, a duration later or earlier."""
    step = days.plus_days if duration.unit == "day" else days.plus_months
    count = sign * duration.count
    if isinstance(value, Date):
        moved = step(value.day, count)
        return None if moved is None else Date(moved)
    first = value.first if value.first == days.FIRST else step(value.first, count)
    if value.last == days.LAST:
        last = value.last
    elif duration.unit == "day":
        last = step(value.last, count)
    else:
        after = step(value.last + 1, count)
        last = None if after is None or first is None else max(after - 1, first)
    return None if first is None or last is None else Period(first, last)


def add(a, b, sign=1):
    if isinstance(a, str):
        return a + b
    if isinstance(a, Money):
        return money(a.currency, a.amount + sign * b.amount) if a.currency == b.currency else None
    if isinstance(a, Date) and isinstance(b, Date):
        return Duration("day", a.day - b.day)
    if isinstance(a, (Date, Period)):
        return move(a, b, sign)
    if isinstance(a, Duration):
        return Duration(a.unit, a.count + sign * b.count) if a.unit == b.unit else None
    return plain(a + sign * b)


def multiply(a, b):
    if isinstance(b, (Money, Duration)):
        a, b = b, a
    if isinstance(a, Money):
        return money(a.currency, a.amount * b)
    if isinstance(a, Duration):
        return Duration(a.unit, a.count * b)
    return plain(a * b)


def divide(a, b):
    if isinstance(b, Money):
        return number(a.amount / b.amount) if a.currency == b.currency and b.amount != 0 else None
    if b == 0:
        return None
    return money(a.currency, a.amount / b) if isinstance(a, Money) else number(Fraction(a) / Fraction(b))


def common(a, b):
    """The common part of two periods or dates."""
    a, b = (Period(value.day, value.day) if isinstance(value, Date) else value for value in (a, b))
    first, last = max(a.first, b.first), min(a.last, b.last)
    return Period(first, last) if first <= last else None


def binary(sign, a, b):
    """`a sign b`, missing where one of them is."""
    if a is None or b is None:
        return None
    if sign == "+":
        return add(a, b)
    if sign == "-":
        return add(a, b, -1)
    return {"*": multiply, "/": divide, "&": common}[sign](a, b)


def negative(a):
    if a is None:
        return None
    if isinstance(a, Money):
        return Money(a.currency, -a.amount)
    return Duration(a.unit, -a.count) if isinstance(a, Duration) else -a


def total(values):
    """The sum of numbers, of money in one currency or of durations of one unit; None for nothing, overflow or a mixture."""
    if not values:
        return None
    if isinstance(values[0], Money):
        currencies = {value.currency for value in values}
        return money(values[0].currency, sum(value.amount for value in values)) if len(currencies) == 1 else None
    if isinstance(values[0], Duration):
        units = {value.unit for value in values}
        return Duration(values[0].unit, sum(value.count for value in values)) if len(units) == 1 else None
    return plain(sum(values))


def mean(values):
    if not values:
        return None
    if isinstance(values[0], Money):
        currencies = {value.currency for value in values}
        return money(values[0].currency, sum(value.amount for value in values) / len(values)) if len(currencies) == 1 else None
    return number(Fraction(sum(values)) / len(values))


def median(values):
    """The middle one, or the mean of the two in the middle."""
    if not values:
        return None
    if isinstance(values[0], Money) and len({value.currency for value in values}) > 1:
        return None
    ranked = sorted(values)
    middle = len(ranked) // 2
    return mean(ranked[middle:middle + 1] if len(ranked) % 2 else ranked[middle - 1:middle + 1])
