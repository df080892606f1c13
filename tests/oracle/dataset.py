"""Collections: what docs/data.md says of their fields, their rows, and the computed fields of the prelude."""
import csv
import os
import re
from fractions import Fraction
from typing import NamedTuple, Optional

import days
from compare import compare
from values import Date, Money, Period, Record, elements, many


class Type(NamedTuple):
    base: str  # bool int number money text date period duration link
    target: Optional[str] = None  # a link's collection
    many: bool = False

    def one(self):
        return self._replace(many=False)

    def set(self):
        return self._replace(many=True)

    def __str__(self):
        return ("set of " if self.many else "") + self.base + (f" {self.target}" if self.target else "")


def read_type(text):
    many_of = text.startswith("set of ")
    base, _, target = text.removeprefix("set of ").partition(" ")
    return Type(base, target or None, many_of)


BOOL, INT, NUMBER, TEXT, DATE, PERIOD = map(Type, ("bool", "int", "number", "text", "date", "period"))
MONEY, DURATION = Type("money"), Type("duration")


class Collection:
    def __init__(self, name, fields, face):
        self.name, self.fields, self.face = name, fields, face or list(fields)
        texts = [field for field, kind in fields.items() if kind == TEXT]
        self.name_field = next((field for field in ("name", "title", *texts) if fields.get(field) == TEXT), None)
        self.has_also = fields.get("also") == TEXT.set()
        self.computed, self.computed_types = {}, {}
        self.records = []

    def define(self, name, kind, function):
        """A computed field."""
        self.computed[name], self.computed_types[name] = function, kind

    def types(self):
        return {**self.fields, **self.computed_types}


def read_schemas(root):
    """The collections that docs/data.md lists, without rows."""
    found, name, fields, face = {}, None, {}, []
    lines = open(os.path.join(root, "docs/data.md"), encoding="utf-8").read().splitlines() + ["## end"]
    for line in lines:
        heading = re.match(r"## (\w+)$", line)
        if heading or line.startswith("## "):
            if fields:
                found[name] = Collection(name, fields, face)
            name, fields, face = heading and heading[1], {}, []
        row = re.match(r"\| (\**)`(\w+)`\** \| ([a-z_ ]+) \|", line)
        if row and name:
            fields[row[2]] = read_type(row[3])
            if row[1]:
                face.append(row[2])
    return found


# Values as csv prints them


def read_period(text):
    """A period as csv prints it; None if it ends before it starts."""
    if ".." in text:
        start, end = text.split("..")
        first = read_period(start)[0] if start else days.FIRST
        last = read_period(end)[1] if end else days.LAST
        return Period(first, last) if first <= last else None
    if quarter := re.fullmatch(r"(\d{4})-Q(\d)", text):
        return Period(*days.quarter_around(days.day(int(quarter[1]), int(quarter[2]) * 3, 1)))
    if len(text) == 4:
        return Period(*days.year_around(days.day(int(text), 1, 1)))
    if len(text) == 7:
        return Period(*days.month_around(days.from_iso(text + "-01")))
    return Period(days.from_iso(text), days.from_iso(text))


def read_money(text):
    currency, amount = text.split(" ")
    return Money(currency, Fraction(amount))


READERS = {"text": str, "bool": lambda text: text == "true", "int": int, "number": Fraction, "money": read_money, "date": lambda text: Date(days.from_iso(text)),
           "period": read_period}


def split_set(text):
    """The elements of a set as the data files write it: joined with `; `, `\\;` and `\\\\` inside an element."""
    return [re.sub(r"\\(.)", r"\1", part) for part in re.findall(r"(?:[^;\\]|\\.)+", text.replace("; ", ";"))] if text else []


class Links:
    """Finds the rows that links name: by `id`, or else by name."""

    def __init__(self, collections):
        self.known = {}
        for collection in collections.values():
            keys = [field for field in ("id", collection.name_field) if field in collection.fields]
            self.known[collection.name] = {record.fields[key]: record for key in reversed(keys) for record in collection.records}

    def resolve(self, kind, raw):
        return self.known[kind.target][raw]


def load_csv(collections, folder):
    """Fills the collections from the CSV files of a folder; links are resolved when all rows are there."""
    for collection in collections.values():
        with open(os.path.join(folder, collection.name + ".csv"), encoding="utf-8", newline="") as file:
            for index, line in enumerate(csv.DictReader(file)):
                fields = {name: read_cell(kind, line[name]) for name, kind in collection.fields.items()}
                collection.records.append(Record(collection, index, fields))
    links = Links(collections)
    for collection in collections.values():
        for name, kind in collection.fields.items():
            if kind.base == "link":
                for record in collection.records:
                    raw = record.fields[name]
                    found = [links.resolve(kind, text) for text in raw or []]
                    record.fields[name] = (many(found) if kind.many else found[0]) if found else None


def read_cell(kind, text):
    if text == "":
        return None
    if kind.base == "link":
        return split_set(text) if kind.many else [text]
    if kind.many:
        return many(map(READERS[kind.base], split_set(text)))
    return READERS[kind.base](text)


# Computed fields: those of the prelude, and links walked backwards


def of_when(function):
    def compute(record):
        when = record.fields["when"]
        return None if when is None else function(when)
    return compute


def is_open(period):
    return period.first == days.FIRST or period.last == days.LAST


def units(name, period):
    """The set of periods of a unit that a period touches."""
    return None if is_open(period) else many(Period(*around) for around in days.touched(name, *period))


def length(period):
    return None if is_open(period) else period.last - period.first + 1


def define_prelude(collections):
    for collection in collections.values():
        if collection.fields.get("when") == PERIOD:
            collection.define("start", DATE, of_when(lambda when: Date(when.first)))
            collection.define("end", DATE, of_when(lambda when: Date(when.last)))
            collection.define("days", INT, of_when(length))
            for unit in ("day", "week", "month", "quarter", "year"):
                collection.define(unit, PERIOD.set(), of_when(lambda when, unit=unit: units(unit, when)))
    activities = collections["activities"]
    activities.define("joint", BOOL, lambda record: len(elements(record.fields["project"])) >= 2)
    activities.define("online", BOOL, lambda record: compare("=", record.fields["mode"], ["online"], True))
    activities.define("hybrid", BOOL, lambda record: compare("has all", record.fields["mode"], ["in person", "online"], True))


def is_backwards(name, kind):
    """Whether a field of this name and type is a link walked backwards: no field of the collection that a clause could rename."""
    return kind.many and kind.base == "link" and name.split(" via ")[0] == kind.target


def define_backwards(collections):
    """Each collection with links is a field of the collections they lead to, `via` the field that leads here, and by its name alone if only one does."""
    leading = {}
    for source in collections.values():
        for field, kind in source.fields.items():
            if kind.base == "link":
                leading.setdefault((kind.target, source.name), []).append(field)
    for (target, source), fields in leading.items():
        for field in fields:
            names = [f"{source} via {field}", *([source] if len(fields) == 1 else [])]
            for name in names:
                if name not in collections[target].types():
                    collections[target].define(name, Type("link", source, True), backwards(collections[source], field))


def backwards(source, field):
    def compute(record):
        return many(other for other in source.records if record in elements(other.fields[field]))
    return compute


def read_built_in(root):
    """The built-in collections, without computed fields."""
    collections = read_schemas(root)
    load_csv(collections, os.path.join(root, "stdlib/data"))
    return collections


def built_in(root):
    collections = read_built_in(root)
    define_computed(collections)
    return collections


def define_computed(collections):
    define_prelude(collections)
    define_backwards(collections)
