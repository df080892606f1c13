"""Random literals near given values: numbers, money, texts and phrases, dates at every precision, relative dates."""
import re
import unicodedata
from fractions import Fraction

import days
from dataset import BOOL, DATE, DURATION, INT, MONEY, NUMBER, PERIOD, TEXT
from tree import Choice, Literal, Range
from values import Date, Duration, Money, Period, print_number, print_period

TODAY = days.day(2025, 10, 15)

# Words that are no part of a phrase, or that a phrase is not begun with.
RESERVED = set("""and or then else asc desc per as not is in within contains matches only has all overlaps where select add drop rename sort first last limit top
distinct group count show expand left join append except intersect to missing null true false today yesterday tomorrow this next if pivot with ties from offset known
by on for of use let def param load save explain describe any each via day days week weeks month months quarter quarters year years null none empty""".split())
WORD = re.compile(r"[^\W\d_]{2,}([-’'&/][^\W\d_]+)*\Z")


def quoted(text):
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\u{d}"}
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'


def is_phrase(text):
    words = text.split(" ")
    return text == "in person" or all(WORD.match(word) and word.lower() not in RESERVED for word in words)


class Literals:
    def __init__(self, rng):
        self.rng = rng

    def chance(self, probability):
        return self.rng.random() < probability

    # Texts

    def text(self, text, exactly=False):
        rng = self.rng
        if not exactly and self.chance(0.3):
            text = rng.choice([str.upper, str.lower, unaccented, dashed, lambda t: t.replace("-", " "), lambda t: f" {t}  "])(text)
            text = unicodedata.normalize("NFC", text)
        phrase = text if is_phrase(text) and self.chance(0.7) else None
        if phrase is None and "'" not in text and not re.search(r"[\n\r]", text) and self.chance(0.15):
            return Literal(TEXT, text, f"'{text}'")
        return Literal(TEXT, text, quoted(text), phrase)

    def part_of_text(self, text):
        """Some stretch of a text."""
        if len(text) < 3:
            return self.text(text)
        start = self.rng.randrange(len(text) - 2)
        return self.text(text[start:start + self.rng.randint(2, 9)])

    # Numbers

    def number(self, value):
        value = Fraction(value)
        text = print_number(value)
        if value and value % 1000 == 0 and self.chance(0.3):
            text = print_number(value / 1000) + "k"
        elif value and value % 10**5 == 0 and self.chance(0.6):
            text = print_number(value / 10**6) + "M"
        elif abs(value) >= 1000 and value.denominator == 1 and self.chance(0.2):
            text = text[:-3] + "_" + text[-3:]
        elif 0 < value < 2 and (value * 1000).denominator == 1 and self.chance(0.3):
            text = print_number(value * 100) + "%"
        literal = Literal(INT if value.denominator == 1 else NUMBER, int(value) if value.denominator == 1 else value, text)
        if value < 0:
            literal.rank = 8
        return literal

    def near_number(self, value):
        return self.number(value + self.rng.choice([0, 0, 0, 1, -1, 2, 10, -5, Fraction(1, 2), Fraction(-1, 8)]))

    def money(self, value):
        value = value or Money("EUR", Fraction(1000000))
        amount = abs(value.amount + self.rng.choice([0, 0, 0, 1, -1, 1000, Fraction(1, 2), Fraction(1, 100)]))
        currency = value.currency if self.chance(0.9) else self.rng.choice(["EUR", "USD", "CHF"])
        return Literal(MONEY, Money(currency, amount), f"{currency} {self.number(amount).spelling.replace('%', '') if amount >= 2 else print_number(amount)}")

    # Time

    def duration(self, value=None):
        rng = self.rng
        if value is not None and value.unit == "day" and value.count >= 0 and self.chance(0.5):
            count = value.count
            return Literal(DURATION, value, f"{count} day" + ("" if count == 1 else "s"))
        count, (unit, size, plural) = rng.randint(1, 20), rng.choice([("day", 1, "days"), ("day", 7, "weeks")])
        return Literal(DURATION, Duration(unit, count * size), f"{count} {plural if count > 1 else plural[:-1]}")

    def any_duration(self):
        rng = self.rng
        if self.chance(0.5):
            return self.duration()
        count, (size, plural) = rng.randint(1, 14), rng.choice([(1, "months"), (12, "years")])
        return Literal(DURATION, Duration("month", count * size), f"{count} {plural if count > 1 else plural[:-1]}")

    def date(self, value=None):
        day = self.some_day(value)
        return Literal(DATE, Date(day), days.iso(day))

    def some_day(self, value=None):
        """A day in or near a date or period, within the years that tests use."""
        rng = self.rng
        if value is None:
            value = Period(days.day(2025, 1, 1), days.day(2026, 3, 31))
        first, last = (value.day, value.day) if isinstance(value, Date) else value
        if first == days.FIRST:
            first = max(days.FIRST + 1, last - 400)
        if last == days.LAST:
            last = min(days.LAST - 1, first + 400)
        day = rng.choice([first, last, rng.randint(min(first, last), max(first, last))]) + rng.choice([0, 0, 0, 0, 1, -1, 7, -30])
        return min(max(day, days.day(1800, 1, 1)), days.day(2200, 12, 31))

    def precision(self, day):
        """A period around a day as (text, first, last)."""
        rng = self.rng
        year, month, _ = days.parts(day)
        unit = rng.choice(["day", "day", "month", "month", "month", "quarter", "half", "year", "week"])
        if unit == "half":
            half = 1 if month <= 6 else 2
            return f"{year}-H{half}", days.day(year, 6 * half - 5, 1), days.day(year, 6 * half, 30 if half == 1 else 31)
        if unit == "week":
            iso_year, week = days.iso_week_of(day)
            return f"{iso_year}-W{week:02d}", *days.week_around(day)
        first, last = days.AROUND[unit](day)
        return print_period(Period(first, last)), first, last

    def simple_period(self, value=None):
        """A literal without a range in it: a day alone is a date."""
        text, first, last = self.precision(self.some_day(value))
        if first == last:
            return Literal(DATE, Date(first), text)
        # A year alone is a number where no time is expected.
        return Literal(PERIOD, Period(first, last), text if len(text) > 4 else f"({text}-01..{text}-12)", text)

    def time(self, value=None):
        """A literal of time for value position: at some precision, a range, or relative to today."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.5:
            return self.simple_period(value)
        if kind < 0.62:
            return self.relative()
        one, other = self.precision(self.some_day(value)), self.precision(self.some_day(value))
        if one[1] > other[1] or one[2] > other[2]:
            one, other = other, one
        if one[1] > other[2]:
            return self.simple_period(value)
        if kind < 0.72:
            return period(f"{one[0]}..", one[1], days.LAST)
        if kind < 0.8:
            return period(f"..{one[0]}", days.FIRST, one[2])
        return period(f"{one[0]}..{other[0]}", one[1], other[2])

    def relative(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.2:
            word, shift = rng.choice([("today", 0), ("yesterday", -1), ("tomorrow", 1)])
            return Literal(DATE, Date(TODAY + shift), word)
        if kind < 0.6:
            word, unit = rng.choice(["this", "last", "next"]), rng.choice(["week", "month", "quarter", "year"])
            first, last = days.AROUND[unit](TODAY)
            if word != "this":
                first, last = days.AROUND[unit](first - 1 if word == "last" else last + 1)
            return Literal(PERIOD, Period(first, last), f"{word} {unit}")
        count, (unit, length) = rng.randint(2, 40), rng.choice([("days", 1), ("weeks", 7)])
        if self.chance(0.5):
            return Literal(PERIOD, Period(TODAY - count * length + 1, TODAY), f"last {count} {unit}")
        return Literal(PERIOD, Period(TODAY, TODAY + count * length - 1), f"next {count} {unit}")

    # Anything

    def near(self, kind, value, exactly=False):
        """A literal of a type near a value, which may be None; for value position."""
        rng, base = self.rng, kind.base
        if base in ("int", "number"):
            return self.near_number(value if value is not None else rng.randint(-3, 60))
        if base == "money":
            return self.money(value)
        if base == "duration":
            return self.duration(value)
        if base == "bool":
            known = self.chance(0.5)
            return Literal(BOOL, known, "true" if known else "false")
        if base in ("date", "period"):
            if exactly and value is not None and self.chance(0.6):
                return exact_time(value)
            return self.date(value) if exactly and base == "date" else self.time(value)
        if base == "link" and value is not None:
            value = rng.choice(value.names()) if value.names() and self.chance(0.8) else value.name()
        return self.text(value or rng.choice(["Ukraine", "online", "CyberEast+", "Türkiye", "e"]), exactly and self.chance(0.8))

    def choice(self, kind, values):
        """A list of literals, ranges among them where the type has some."""
        options = [self.near(kind.one(), value) for value in values]
        if kind.base in ("int", "number", "money") and self.chance(0.2):
            options[0] = self.span(kind, values[0])
        return Choice(kind.set(), options)

    def span(self, kind, value):
        """A range of numbers or money."""
        low, high = self.near(kind, value), self.near(kind, value)
        if kind.base == "money" and low.known.currency != high.known.currency:
            high = low
        # Negative ends are left out: cyq does not take them yet.
        if low.text().startswith("-"):
            low = self.near(kind, None)
        if high.text().startswith("-"):
            high = self.near(kind, None)
        if low.text().startswith("-") or high.text().startswith("-"):
            low = high = self.number(3)
        if low.known > high.known:
            low, high = high, low
        return self.rng.choice([Range(kind, low, high), Range(kind, low, high), Range(kind, low, None), Range(kind, None, high)])


def period(text, first, last):
    literal = Literal(PERIOD, Period(first, last), f"({text})", text)
    return literal


def exact_time(value):
    if isinstance(value, Date):
        return Literal(DATE, value, days.iso(value.day))
    text = print_period(value)
    return Literal(PERIOD, value, text) if ".." not in text else period(text, *value)


def unaccented(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def dashed(text):
    return text.replace(" ", "–")
