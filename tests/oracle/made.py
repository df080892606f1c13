"""Made-up data: random rows for the built-in collections and for some more that have every type, and the SQLite file that cyq opens."""
import copy
import random
import sqlite3
import unicodedata
from fractions import Fraction

import days
from dataset import BOOL, DATE, DURATION, INT, MONEY, NUMBER, PERIOD, TEXT, Collection, Type, define_computed, read_schemas
from values import Date, Duration, Money, Period, Record, elements, many, print_duration, print_number

THING = {
    "name": TEXT, "code": TEXT, "n": INT, "x": NUMBER, "price": MONEY, "cost": MONEY, "on": DATE, "when": PERIOD, "spell": PERIOD, "ok": BOOL,
    "sure": BOOL, "stay": DURATION, "span": DURATION, "tags": TEXT.set(), "nums": INT.set(), "dates": DATE.set(), "spells": PERIOD.set(), "sizes": NUMBER.set(), "costs": MONEY.set(),
    "stays": DURATION.set(), "precision": TEXT, "tentative": BOOL, "owner": Type("link", "people"), "friends": Type("link", "people", True),
    "part_of": Type("link", "things"), "places": Type("link", "countries", True),
}
PERSON = {"name": TEXT, "also": TEXT.set(), "born": DATE, "height": NUMBER, "home": Type("link", "countries"), "boss": Type("link", "people")}
MORE = {"things": THING, "people": PERSON, "nothing": THING, "lone": THING}

WORDS = """Ukraine Türkiye Côte d'Ivoire North Macedonia Kosovo CyberEast+ GLACY-e training on evidence online in person desk study Łódź Straße Ærø naïve façade
24/7 e-evidence workshop round-table café résumé Zürich São Tomé Ώμέγα Ωμεγα київ Київ OSINT osint Osint İzmir ısı the of and or not 10% a b c""".split()
AWKWARD = ['say "hi"', "one, two", "semi;colon", "back\\slash", "line\nbreak", "tab\there", "  spaced  out ", "Ångström–unit", "“quoted”", "it’s", "-",
           "a-b", "a b", "A B", "a–b", "(x)", "x+y"]


class Maker:
    """Makes the rows of one data set. `missing` is how likely a value is missing, `sizes` how many rows collections have."""

    def __init__(self, rng, missing, sizes, variety):
        self.rng, self.missing, self.sizes, self.variety = rng, missing, sizes, variety
        self.awkward = True  # whether texts may have what sets and the edges of CSV fields would have to escape

    def texts(self, count):
        found = set()
        while len(found) < count:
            words = self.rng.choices(WORDS, k=self.rng.randint(1, 4))
            text = self.rng.choice(AWKWARD) if self.rng.random() < 0.15 else " ".join(words)
            text += f" {len(found)}" if len(found) > 40 else ""
            text = unicodedata.normalize("NFC", self.rng.choice([text, text, text.upper(), text.capitalize()]))
            if not any(map(unicodedata.combining, text)) and (self.awkward or text.strip() == text and not set(text) & set(";\\")):
                found.add(text)
        return sorted(found)

    def day(self):
        return days.day(2024, 6, 1) + self.rng.randrange(900)

    def period(self, may_be_open):
        rng, first = self.rng, self.day()
        last = first + rng.choice([0, 0, 0, 1, 2, 4, 6, 10, 30, 90])
        kind = rng.random()
        if kind < 0.3:
            first, last = rng.choice([days.month_around, days.quarter_around, days.year_around, days.week_around])(first)
        if kind < 0.1 and may_be_open:
            return Period(days.FIRST, last) if rng.random() < 0.5 else Period(first, days.LAST)
        if kind > 0.9:
            last = days.month_around(last + 60)[1]
            first = days.month_around(first)[0]
        return Period(first, last)

    def number(self):
        rng = self.rng
        places = rng.choice([0, 0, 1, 2, 3, 12])
        size = rng.choice([10, 10, 1000, 10**6, 10**15])
        return Fraction(rng.randint(-size, size), 10**places)

    def pool(self, kind, name):
        """The values that a field takes, some of them often."""
        rng, count = self.rng, self.variety
        if name == "precision":
            return ["day", "day", "day", "month", "month", "Month", "week", "quarter", "roughly"]
        if kind.base == "text":
            return self.texts(max(3, count if name in ("name", "title", "id", "tags") else count // 3))
        if kind.base == "int":
            return [rng.randint(-5, 12) if count < 100 else rng.randint(-10**rng.randint(1, 8), 10**rng.randint(1, 8)) for _ in range(count)]
        makers = {"number": self.number, "date": lambda: Date(self.day()), "period": lambda: self.period(name not in ("when", "spells")), "bool": lambda: rng.random() < 0.5,
                  "duration": lambda: Duration("day" if name != "span" or rng.random() < 0.6 else "month", rng.choice([0, 1, 1, 2, 3, 7, 12, 30, rng.randint(0, 400)])),
                  "money": lambda: Money("EUR" if name in ("price", "budget") else rng.choice(["EUR", "EUR", "USD", "CHF"]),
                                         Fraction(rng.choice([rng.randint(0, 50), rng.randint(0, 10**7), rng.randint(-500, 5000) * 10**5]), rng.choice([1, 100])))}
        return [makers[kind.base]() for _ in range(count)]

    def fill(self, collection):
        pools = {name: self.pool(kind, name) for name, kind in collection.fields.items() if kind.base != "link"}
        for index in range(self.sizes(collection.name)):
            fields = {name: self.value(kind, pools[name]) if kind.base != "link" else None for name, kind in collection.fields.items()}
            collection.records.append(Record(collection, index, fields))

    def value(self, kind, pool):
        rng = self.rng
        if rng.random() < self.missing or not pool:
            return None
        if kind.many:
            return many(rng.choices(pool, k=rng.choice([1, 1, 1, 2, 2, 3, 5])))
        return rng.choice(pool)

    def key(self, collections):
        """Gives every row that links lead to, forwards or backwards, a key of its own: cyq finds it by `id`, or else by its name."""
        targets = {name for collection in collections.values() for kind in collection.fields.values() if kind.base == "link" for name in (kind.target, collection.name)}
        for name in sorted(targets & set(collections)):
            collection = collections[name]
            field = "id" if "id" in collection.fields else collection.name_field
            for record, text in zip(collection.records, self.texts(len(collection.records))):
                record.fields[field] = text
                if record.name() is None:
                    record.fields[collection.name_field] = text

    def link(self, collections, made):
        for collection in made.values():
            for name, kind in collection.fields.items():
                if kind.base == "link":
                    for record in collection.records:
                        record.fields[name] = self.value(kind, collections[kind.target].records)


# What each made-up data set is like: how likely a value is missing, how many rows there are, how many different values a field takes.
KINDS = [
    (0.15, lambda name: {"nothing": 0, "lone": 1, "things": 60, "people": 9, "projects": 7, "countries": 12, "figures": 4}.get(name, 30), 12),
    (0.7, lambda name: {"nothing": 0, "lone": 1}.get(name, 25), 6),
    (0.05, lambda name: {"nothing": 0, "lone": 1, "things": 300, "people": 70, "countries": 90}.get(name, 8), 290),
    (0.3, lambda name: {"nothing": 0, "things": 1, "people": 2, "lone": 1, "activities": 2}.get(name, 0), 3),
    (0.1, lambda name: {"nothing": 0, "lone": 1}.get(name, 40), 3),
    (0.2, lambda name: {"nothing": 0, "lone": 1, "things": 2500, "people": 300}.get(name, 6), 40),  # the one with many rows stands last
]


def made_up(root, seed, index):
    """The data set of this index: the same for the same seed."""
    missing, sizes, variety = KINDS[index % len(KINDS)]
    maker = Maker(random.Random(f"{seed} data {index}"), missing, sizes, variety)
    collections = read_schemas(root)
    for name, fields in MORE.items():
        collections[name] = Collection(name, copy.copy(fields), [])
    for collection in collections.values():
        maker.fill(collection)
    maker.key(collections)
    maker.link(collections, collections)
    define_computed(collections)
    return collections


# The file


STORED = {"bool": "BOOLEAN", "int": "INTEGER", "date": "DATE", "link": "INTEGER"}


def columns_of(name, kind):
    """The columns that hold a field, as (name, SQL type)."""
    if kind.base == "period":
        return [(f"{name}_first", "DATE"), (f"{name}_last", "DATE")]
    if kind.base == "money":
        return [(name, "TEXT"), (f"{name}_currency", "TEXT")]
    return [(name, STORED.get(kind.base, "TEXT"))]


def cells_of(kind, value):
    """What those columns hold for a value."""
    if value is None:
        return [None] * len(columns_of("", kind))
    if kind.base == "period":
        return [days.iso(value.first), days.iso(value.last)]
    if kind.base == "money":
        return [print_number(value.amount), value.currency]
    if kind.base == "link":
        return [value.index + 1]
    return [{"date": lambda: days.iso(value.day), "number": lambda: print_number(value), "duration": lambda: print_duration(value),
             "bool": lambda: int(value)}.get(kind.base, lambda: value)()]


CATALOGUE = """
CREATE TABLE cyq_collections (position INTEGER PRIMARY KEY, name TEXT NOT NULL, help TEXT NOT NULL, table_name TEXT NOT NULL, key_column TEXT NOT NULL);
CREATE TABLE cyq_fields (collection INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, face INTEGER NOT NULL, help TEXT NOT NULL,
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, PRIMARY KEY (collection, position)) WITHOUT ROWID;
"""


def write_database(collections, path):
    """The file as `cyq import` writes it, for docs/import.md says what is in one."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA application_id = 1668903217")
        database.execute("PRAGMA user_version = 1")
        database.executescript(CATALOGUE)
        for position, collection in enumerate(collections.values()):
            database.execute("INSERT INTO cyq_collections VALUES (?, ?, '', ?, 'row')", (position, collection.name, collection.name))
            write_collection(database, position, collection)
    database.close()


def write_collection(database, position, collection):
    single = {name: kind for name, kind in collection.fields.items() if not kind.many}
    columns = [column for name, kind in single.items() for column in columns_of(name, kind)]
    database.execute(f'CREATE TABLE "{collection.name}" (row INTEGER PRIMARY KEY, ' + ", ".join(f'"{name}" {kind}' for name, kind in columns) + ")")
    marks = ", ".join("?" * (len(columns) + 1))
    for record in collection.records:
        cells = [cell for name, kind in single.items() for cell in cells_of(kind, record.fields[name])]
        database.execute(f'INSERT INTO "{collection.name}" VALUES ({marks})', (record.index + 1, *cells))
    all_shown = len(collection.face) == len(collection.fields)
    for number, (name, kind) in enumerate(collection.fields.items()):
        table = f"{collection.name}_{name}" if kind.many else collection.name
        face = 0 if all_shown else name in collection.face
        spelling = ("set of " if kind.many else "") + kind.base + (f" {kind.target}" if kind.target else "")
        database.execute("INSERT INTO cyq_fields VALUES (?, ?, ?, ?, ?, '', ?, ?)", (position, number, name, spelling, int(face), table, columns_of(name, kind)[0][0]))
        if kind.many:
            write_set(database, collection, name, kind, table)


def write_set(database, collection, name, kind, table):
    columns = columns_of(name, kind)
    names = ", ".join(f'"{column}"' for column, _ in columns)
    database.execute(f'CREATE TABLE "{table}" ("{collection.name}" INTEGER NOT NULL, ' + ", ".join(f'"{column}" {sql} NOT NULL' for column, sql in columns)
                     + f', PRIMARY KEY ("{collection.name}", {names})) WITHOUT ROWID')
    for record in collection.records:
        for element in elements(record.fields[name]):
            cells = (record.index + 1, *cells_of(kind, element))
            database.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(cells))})', cells)
