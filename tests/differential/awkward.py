"""Awkward names, texts and other values: what a database may hold and what its engine could take for something else."""
import unicodedata
from fractions import Fraction

import days
from values import Date, Duration, Money, Period

# Texts that differ only by what folding takes away, texts of many scripts, and texts that need care in SQL, CSV and JSON.
TEXTS = [
    "", " ", "a", "A", "á", "Á", "à", "ä", "aa", "a b", "a-b", "a–b", "a  b", " a b ", "A B", "a\u00a0b", "a\tb", "a\nb", "b", "B", "ab", "Straße", "STRASSE", "strasse", "ẞ", "ß", "ss",
    "Ærø", "aero", "AEro", "œuvre", "oeuvre", "Łódź", "lodz", "LODZ", "ıI", "ii", "İi", "Þór", "thor", "Đà Nẵng", "da nang", "ħ", "h", "ΣΊΣΥΦΟΣ", "σισυφος", "Київ", "київ", "Ёлка", "елка",
    "한국어", "한국", "각", "각하", "हिन्दी", "हिन्दि", "தமிழ்", "ไทย", "ไท", "日本語", "日本", "עברית", "عربي", "مرحبا بالعالم", "e\u0323\u0307", "x\u0300y", "q\u0301", "q", "\U0001d5ba", "😀", "😀😁",
    "\U00020000", "it's", "it’s", "its", "'", "''", '"', 'say "hi"', "“hi”", '"hi"', "\\", "\\n", "a\\b", "%", "a%", "_", "a_b", "a*b", "?", "[a]", "a,b", "a;b", "a; b", ";", "x'; DROP TABLE y; --",
    "$1", ":x", "@p", "null", "NULL", "true", "0", "00", "1", "01", "1.0", "1e3", "-1", "2025", "2025-10", "2025-10-07", "EUR 5", "3 days", "missing", "\u0001", "\u001f", "a\r\nb", "a\rb", "\u2028",
    "\ufeff", "\u200b", "ﬁ", "fi", "Å", "Å", "…", "-", "--", "—", "- -", "x" * 300, "z", "Z", "Ž", "ž", "~", "\x7f", "\x85", "\u3000a", "И", "й", "и",
]
TEXTS = sorted({unicodedata.normalize("NFC", text) for text in TEXTS})

FIELDS = """n x price day born spell tags score title also code id note owner parent source row key value start end days month joint online
first last count number order table from select where group by and not null true date period text when_first when_last price_currency rowid oid _rowid_ user default name_""".split()
FIELDS += ["first day", "Größe", "naïve", "naive", "名前", "a-b", "it's", "1st", "say \"hi\"", "a.b", "x y", "X Y Z", "сумма", "semi;colon", "100%", "$", "a", "b1", "B2", "f(x)", "\\", "a–c", "'q'"]
COLLECTIONS = """things people visits orders order groups values tables user Größen таблица t x_y index notes events a b c item parts team_2 check cyq_x sqlite_x things_tags rows main temp""".split()

EDGE_DAYS = [days.day(1, 1, 2), days.day(1, 2, 28), days.day(1, 12, 31), days.day(4, 2, 29), days.day(1582, 10, 10), days.day(1900, 2, 28), days.day(1969, 12, 31), days.day(1970, 1, 1), days.day(2000, 2, 29),
             days.day(2024, 2, 29), days.day(2024, 12, 30), days.day(2025, 1, 31), days.day(2025, 10, 15), days.day(9999, 1, 1), days.day(9999, 11, 30), days.day(9999, 12, 30), days.LAST, days.FIRST]
EDGE_INTS = [0, 0, 1, -1, 2, 7, 10, 100, 2**31 - 1, 2**31, -2**31 - 1, 2**53, 2**53 + 1, 10**17, 10**18 - 1, 1 - 10**18, 2**63 - 1, -2**63]
EDGE_NUMBERS = [Fraction(text) for text in """0 1 -1 0.5 -0.5 0.1 0.2 0.3 1.5 2.5 -2.5 0.000000000001 -0.000000000001 0.333333333333 0.666666666667 999999999999999999.999999999999 -999999999999999999.999999999999
100000000000000000 12345678.9 12345678.900000000001 9007199254740993 0.999999999999""".split()]
CURRENCIES = ["EUR", "EUR", "EUR", "USD", "CHF"]


class Values:
    """Random values of each type; `edges` is how many of them are awkward, `near` whether they lie close together, so that equal ones are many."""

    def __init__(self, rng, edges, near):
        self.rng, self.edges, self.near = rng, edges, near

    def edge(self):
        return self.rng.random() < self.edges

    def text(self):
        rng = self.rng
        if self.edge():
            return rng.choice(TEXTS)
        words = ["Ukraine", "Türkiye", "training", "on", "evidence", "Zürich", "workshop", "GLACY-e", "CyberEast+", "online", "in person", "Côte d'Ivoire"]
        text = " ".join(rng.choices(words, k=rng.choice([1, 1, 2, 3])))
        return rng.choice([text, text, text, text.upper(), text.replace(" ", "-"), f"{text} {rng.randrange(30)}"])

    def int(self):
        rng = self.rng
        if self.edge():
            return rng.choice(EDGE_INTS)
        return rng.randint(-3, 9) if self.near else rng.randint(-10**rng.randint(1, 9), 10**rng.randint(1, 9))

    def number(self):
        rng = self.rng
        if self.edge():
            return rng.choice(EDGE_NUMBERS)
        if self.near:
            return Fraction(rng.randint(-20, 40), rng.choice([1, 2, 4, 10]))
        return Fraction(rng.randint(-10**rng.randint(1, 15), 10**rng.randint(1, 15)), 10**rng.choice([0, 1, 2, 3, 6, 12]))

    def money(self):
        rng = self.rng
        if self.edge():
            amount = rng.choice([Fraction(0), Fraction(1, 100), Fraction(-1, 100), Fraction(10**18 - 1), Fraction(99999999999999999999, 100), Fraction(-5), Fraction(5, 2)])
        else:
            amount = Fraction(rng.randint(-5, 20) * (1 if self.near else 12345), rng.choice([1, 1, 4, 100]))
        return Money(rng.choice(CURRENCIES), amount)

    def day(self):
        rng = self.rng
        if self.edge():
            return rng.choice(EDGE_DAYS)
        return days.day(2025, 9, 20) + rng.randrange(45) if self.near else days.day(2023, 1, 1) + rng.randrange(1500)

    def date(self):
        return Date(self.day())

    def period(self):
        rng, first = self.rng, self.day()
        kind = rng.random()
        if kind < 0.3:
            return Period(*rng.choice([days.month_around, days.quarter_around, days.year_around, days.week_around])(first))
        if kind < 0.3 + self.edges / 3:
            return Period(days.FIRST, first)
        if kind < 0.3 + self.edges * 2 / 3:
            return Period(first, days.LAST)
        if kind < 0.3 + self.edges * 0.7:
            return Period(days.FIRST, days.LAST)
        if kind < 0.9:
            return Period(first, min(days.LAST, first + rng.choice([0, 0, 1, 2, 6, 13, 30])))
        last = days.month_around(min(days.LAST, first + 70))[1]
        return Period(days.month_around(first)[0], last)

    def duration(self):
        rng = self.rng
        unit = "day" if rng.random() < 0.75 else "month"
        return Duration(unit, rng.choice([0, 1, 1, 2, 3, 7, 12, 30, 365]) if not self.edge() else rng.choice([0, -1, 3652058, 119987, -30]))

    def bool(self):
        return self.rng.random() < 0.5

    def of(self, base):
        return getattr(self, base)()
