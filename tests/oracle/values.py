"""Values: what there is beside Python's own, how each prints, folds, sorts and is told from another."""
import unicodedata
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import days

# A bool is a bool, an int an int, a number a Fraction, a text a str, what is missing None. The others:


class Money(NamedTuple):
    currency: str
    amount: Fraction


class Date(NamedTuple):
    day: int


class Period(NamedTuple):
    first: int
    last: int


class Duration(NamedTuple):
    unit: str  # "day" or "month"
    count: int


class Many(tuple):
    """A set: its distinct elements in sort order; `reached` has every value a path reached, equal ones included, which aggregates and measures
    count. An empty set is missing and is therefore never made: see `many`."""

    reached = ()


class Record:
    """A row of a collection; as a value, a link to it."""

    def __init__(self, collection, index, fields):
        self.collection, self.index, self.fields = collection, index, fields

    def get(self, name):
        if name not in self.fields:
            self.fields[name] = self.collection.computed[name](self)
        return self.fields[name]

    def name(self):
        return self.fields.get(self.collection.name_field)

    def names(self):
        """Every text that finds it by `=`."""
        also = self.fields.get("also") if self.collection.has_also else None
        return [text for text in (self.name(), *(also or ())) if text is not None]


# Folding

LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ð": "d", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "ς": "σ"}
QUOTES = {**dict.fromkeys("‘’‚‛ʼ", "'"), **dict.fromkeys("“”„‟", '"')}
DASHES = set("-‐‑‒–—―−")


def lower(character):
    """The simple lower case of one character: never more than one."""
    small = character.lower()
    return small if len(small) == 1 else small[0]


@lru_cache(maxsize=100000)
def fold(text):
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    letters = []
    for character in map(lower, plain):
        character = LETTERS.get(character, QUOTES.get(character, character))
        letters.append(" " if character in DASHES or character.isspace() else character)
    return " ".join("".join(letters).split())


# Printing


def print_number(number):
    number = Fraction(number)
    sign, number = ("-" if number < 0 else ""), abs(number)
    scaled = number * 10**12
    assert scaled.denominator == 1, f"{number} has more than 12 decimals"
    whole, rest = divmod(scaled.numerator, 10**12)
    decimals = f"{rest:012d}".rstrip("0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def print_money(money):
    amount = money.amount * 100
    assert amount.denominator == 1, f"{money} has more than 2 decimals"
    whole, cents = divmod(abs(amount.numerator), 100)
    return f"{money.currency} {'-' if amount < 0 else ''}{whole}" + (f".{cents:02d}" if cents else "")


def print_period(period):
    first, last = period
    if first == days.FIRST or last == days.LAST:
        return ("" if first == days.FIRST else days.iso(first)) + ".." + ("" if last == days.LAST else days.iso(last))
    if first == last:
        return days.iso(first)
    if (first, last) == days.year_around(first):
        return days.iso(first)[:4]
    if (first, last) == days.quarter_around(first):
        year, month, _ = days.parts(first)
        return f"{year:04d}-Q{(month + 2) // 3}"
    if days.month_around(first)[0] == first and days.month_around(last)[1] == last:
        start, end = days.iso(first)[:7], days.iso(last)[:7]
        return start if start == end else f"{start}..{end}"
    return f"{days.iso(first)}..{days.iso(last)}"


def print_duration(duration):
    return f"{duration.count} {duration.unit}" + ("" if abs(duration.count) == 1 else "s")


def show(value):
    """A value as csv prints it; None for one that is missing."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Fraction)):
        return print_number(value)
    if isinstance(value, Record):
        return value.name()
    if isinstance(value, Many):
        return "; ".join(show(element) or "" for element in value)
    printers = {Money: print_money, Period: print_period, Duration: print_duration, Date: lambda date: days.iso(date.day)}
    return printers[type(value)](value)


def csv_field(text):
    if text is None:
        return ""
    if text == "" or any(c in text for c in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def csv(names, rows):
    return "".join(",".join(map(csv_field, line)) + "\n" for line in [names, *([show(value) for value in row] for row in rows)])


# Order and sameness


def order(value):
    """A key by which values of one type sort; of what is missing, see `sorted_by`."""
    if isinstance(value, str):
        return fold(value), value
    if isinstance(value, Record):
        return (value.name() is None, *order(value.name() or ""), value.index)
    if isinstance(value, Many):
        return tuple(order(element) for element in value)
    return value


def same(value):
    """A key that is equal for values that print the same: exact texts, links by row, sets by their elements."""
    if isinstance(value, Record):
        return value.collection.name, value.index
    if isinstance(value, Many):
        return frozenset(map(same, value))
    return value


def many(values):
    """The set of these values; None if there are none."""
    distinct = {same(value): value for value in values if value is not None}
    if not distinct:
        return None
    found = Many(sorted(distinct.values(), key=order))
    found.reached = found
    return found


def many_reached(values):
    """The set of the values that a path reached."""
    found = many(values)
    if found:
        found.reached = values
    return found


def elements(value):
    """What a value holds: the elements of a set, one alone, or none."""
    if value is None:
        return []
    return list(value) if isinstance(value, Many) else [value]


def reached(value):
    """What aggregates and measures see of a value."""
    return value.reached if isinstance(value, Many) else elements(value)


def sorted_by(rows, keys):
    """Rows in the order of `keys`, pairs of (key of a row, whether descending); stable, missing last both ways."""
    for key, descending in reversed(keys):
        known = [row for row in rows if key(row) is not None]
        missing = [row for row in rows if key(row) is None]
        known.sort(key=lambda row: order(key(row)), reverse=descending)
        rows = known + missing
    return rows
