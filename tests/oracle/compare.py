"""Comparisons. One rule serves all: `=` shares something, `!=` shares nothing, `==` is exactly the same."""
import re

from values import Date, Duration, Many, Money, Period, Record, elements, fold


class Span:
    """A range of numbers or money; a bound that is None is open."""

    def __init__(self, low, high):
        self.low, self.high = low, high

    def holds(self, value):
        return (self.low is None or at_most(self.low, value)) and (self.high is None or at_most(value, self.high))


def extent(value):
    """The days of a date or period as first and last."""
    return (value.day, value.day) if isinstance(value, Date) else tuple(value)


def is_time(value):
    return isinstance(value, (Date, Period))


def equal(a, b):
    """Whether two values that are there share something."""
    if isinstance(b, Span):
        return b.holds(a)
    if is_time(a):
        (first, last), (other_first, other_last) = extent(a), extent(b)
        return first <= other_last and other_first <= last
    if isinstance(a, Record) and isinstance(b, Record):
        return a is b
    if isinstance(a, Record):
        return fold(b) in map(fold, a.names())
    if isinstance(b, Record):
        return equal(b, a)
    return fold(a) == fold(b) if isinstance(a, str) else a == b


def exact(a, b):
    if isinstance(b, Span):
        return b.holds(a)
    if is_time(a):
        return extent(a) == extent(b)
    if isinstance(a, Record) and isinstance(b, Record):
        return a is b
    if isinstance(a, Record):
        return a.name() == b
    return exact(b, a) if isinstance(b, Record) else a == b


def text_of(value):
    return value.name() if isinstance(value, Record) else value


def holds(a, b):
    """`a ~ b`"""
    a, b = text_of(a), text_of(b)
    return a is not None and b is not None and fold(b) in fold(a)


def comparable(a, b):
    """Two values of an ordered type as something Python orders, or None where they have no order."""
    if isinstance(a, Money):
        return (a.amount, b.amount) if a.currency == b.currency else None
    if isinstance(a, Duration):
        return (a.count, b.count) if a.unit == b.unit else None
    a, b = text_of(a), text_of(b)
    if a is None or b is None:
        return None
    return (fold(a), fold(b)) if isinstance(a, str) else (a, b)


def below(a, b):
    if is_time(a):
        return extent(a)[1] < extent(b)[0]
    pair = comparable(a, b)
    return pair is not None and pair[0] < pair[1]


def at_most(a, b):
    if is_time(a):
        return extent(a)[1] <= extent(b)[1]
    pair = comparable(a, b)
    return pair is not None and pair[0] <= pair[1]


def above(a, b):
    return extent(a)[0] > extent(b)[1] if is_time(a) else below(b, a)


def at_least(a, b):
    return extent(a)[0] >= extent(b)[0] if is_time(a) else at_most(b, a)


def within(a, b):
    (first, last), (other_first, other_last) = extent(a), extent(b)
    return other_first <= first and last <= other_last


def matches(a, b):
    """`b` is a compiled pattern."""
    a = text_of(a)
    return a is not None and b.search(a) is not None


PAIRWISE = {"=": equal, "in": equal, "overlaps": equal, "~": holds, "<": below, "<=": at_most, ">": above, ">=": at_least,
            "within": within, "contains": lambda a, b: within(b, a), "matches": matches}
NEGATED = {"!=": "=", "!==": "==", "!~": "~", "not in": "in", "not within": "within", "not contains": "contains", "not matches": "matches",
           "not has all": "has all", "not only": "only", "not overlaps": "overlaps"}


def compare(operator, left, alternatives, is_set):
    """`left operator (alternatives)`; with `is_set`, `==` compares whole sets. Never missing."""
    if operator in NEGATED:
        return not compare(NEGATED[operator], left, alternatives, is_set)
    mine, theirs = elements(left), alternatives
    if operator == "==":
        if not mine or not theirs:
            return False
        if not is_set:
            return exact(mine[0], theirs[0])
        return all(any(exact(a, b) for b in theirs) for a in mine) and all(any(exact(a, b) for a in mine) for b in theirs)
    if operator == "has all":
        return bool(mine) and all(any(equal(a, b) for a in mine) for b in theirs)
    if operator == "only":
        return bool(mine) and all(any(equal(a, b) for b in theirs) for a in mine)
    return any(PAIRWISE[operator](a, b) for a in mine for b in theirs)


def compile_pattern(pattern, caseless):
    return re.compile(pattern, re.IGNORECASE if caseless else 0)


def is_missing(value):
    return value is None or isinstance(value, Many) and not value


