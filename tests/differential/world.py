"""Random worlds: collections with random fields of every type and links between them, their rows, and the files that make a database of them."""
import copy
import json
import os
import random
import re

from awkward import COLLECTIONS, FIELDS, Values
from dataset import PERIOD, TEXT, Collection, Type, define_computed
from literals import RESERVED
from values import Record, csv_field, elements, many, order, print_duration, print_money, print_number, print_period, Period, Date, Money, Duration, days

BASES = ["bool", "int", "number", "money", "text", "text", "text", "date", "period", "period", "duration", "link", "link"]
SAMPLE = 10  # rows of a collection that queries are grown on
ROWS = [0, 1, 2, 3, 8, 8, 15, 15, 15, 30, 30, 60]
SOURCE = "source"


class World:
    """`stored` are the collections of the database, `loaded` those that each session loads beside it."""

    def __init__(self, collections, loaded=()):
        self.made = collections  # name: Collection
        self.loaded = set(loaded)

    def everything(self):
        """What queries are grown on: the collections with computed fields, and a few rows of each."""
        found = {name: Collection(name, dict(made.fields), list(made.face)) for name, made in self.made.items()}
        for name, collection in found.items():
            collection.records = self.made[name].records
            collection.name_field, collection.key = name_field(self.made[name]), self.made[name].key
            for record in collection.records:
                record.collection = collection
                record.fields.setdefault(SOURCE, f"{name}.jsonl:{record.index + 1}")
            collection.fields.setdefault(SOURCE, TEXT)
        define_computed({**found, "activities": NOWHERE})
        for collection in found.values():
            for name in set(collection.computed) & set(collection.fields):
                del collection.computed[name], collection.computed_types[name]
        return {name: sampled(collection) for name, collection in found.items() if name != "activities"}

    # Files

    def write(self, folder):
        """The tables, and scripts that load them: one that saves the database, one for each session. Gives the names of the files."""
        files = self.files()
        for name, text in files.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                file.write(text)

    def files(self):
        files = {file_name(collection): table_text(collection) for collection in self.made.values()}
        files["make.cyq"] = self.loads(lambda name: name not in self.loaded) + 'save "world.db";\n'
        return files

    def session(self):
        """What each session says first."""
        return self.loads(lambda name: name in self.loaded)

    def loads(self, wanted):
        return "".join(load_statement(collection) for name, collection in self.made.items() if wanted(name))

    def size(self):
        return sum(len(collection.records) for collection in self.made.values())


NOWHERE = Collection("activities", {"project": TEXT.set(), "mode": TEXT.set()}, [])


def sampled(collection):
    few = copy.copy(collection)
    records = collection.records
    step = max(1, len(records) // SAMPLE)
    few.all_records = records
    few.records = records[::step][:SAMPLE]
    return few


def name_field(collection):
    texts = [field for field, kind in collection.fields.items() if kind == TEXT]
    return next((field for field in ("name", "title") if collection.fields.get(field) == TEXT), texts[0] if texts else SOURCE)


def quoted(name):
    return name if re.fullmatch(r"[a-z]\w*", name, re.ASCII) and name not in WORDS else f"`{name}`"


# Words that are always put in backquotes: those that mean something somewhere, among them types and units.
WORDS = RESERVED | set("""bool int number money text date period duration link set links key true false null table number share row if use param let def first last limit top
start end count and not or is where select order value source title name also""".split()) - {"name", "title", "also", "value", "source", "order", "row", "start", "end"}


# Growing


def grow_world(seed):
    rng = random.Random(f"{seed} world")
    values = Values(rng, rng.choice([0.05, 0.2, 0.5]), rng.random() < 0.6)
    collections = {}
    for name in names(rng, COLLECTIONS, rng.choice([1, 2, 2, 3, 3, 4, 6])):
        collections[name] = grow_collection(rng, name, list(collections))
    for collection in collections.values():
        fill(rng, values, collection, collections)
    cut = rng.choice([0, 0, 0, 1, 2]) if len(collections) > 1 else 0
    return World(collections, list(collections)[len(collections) - min(cut, len(collections) - 1):] if cut else [])


def names(rng, pool, count):
    """Names that differ also where case does not count."""
    found = {}
    for name in rng.sample(pool, len(pool)):
        found.setdefault(name.lower(), name)
    return list(found.values())[:count]


def grow_collection(rng, name, before):
    """With links to itself and to those before it, which is the order in which tables are loaded."""
    fields = {}
    if rng.random() < 0.7:
        fields[rng.choice(["name", "name", "title"])] = TEXT
    if rng.random() < 0.25:
        fields["also"] = TEXT.set()
    if rng.random() < 0.5:
        fields["when"] = PERIOD
        if rng.random() < 0.2:
            fields["precision"] = TEXT
    for field in names(rng, [word for word in FIELDS if word not in fields], rng.choice([1, 3, 5, 8, 12])):
        base = rng.choice(BASES)
        kind = Type(base, rng.choice([name, *before, *before]) if base == "link" else None, rng.random() < 0.3)
        fields[field] = kind
    if {"source", "Source"} & set(fields):
        fields = {field: TEXT if field == SOURCE else kind for field, kind in fields.items()}
    collection = Collection(name, fields, list(fields))
    # Rows that links are to lead to need a name of their own, or a key.
    collection.key = next((field for field in ("id", "code", "key", "row") if fields.get(field) in (TEXT, Type("int"))), None) if rng.random() < 0.8 else None
    return collection


def fill(rng, values, collection, collections):
    missing = {field: rng.choice([0, 0.1, 0.1, 0.3, 0.9, 1]) for field in collection.fields}
    count = rng.choice(ROWS) if rng.random() < 0.97 else rng.choice([1500, 3000])
    pools = {field: [values.of(kind.base) for _ in range(rng.choice([2, 5, 12, 40]))] for field, kind in collection.fields.items() if kind.base != "link"}
    if "precision" in pools:
        pools["precision"] = ["day", "day", "month", "Month", "week", "quarter", "year", "roughly"]
    for index in range(count):
        fields = {field: draw(rng, kind, pools.get(field, []), missing[field]) for field, kind in collection.fields.items()}
        collection.records.append(Record(collection, index, fields))
    if collection.key:
        give_keys(rng, values, collection)
    for field, kind in collection.fields.items():
        if kind.base == "link":
            reachable = reachable_rows(collections.get(kind.target, collection))
            for record in collection.records:
                record.fields[field] = draw(rng, kind, reachable, missing[field])


def draw(rng, kind, pool, missing):
    if not pool or rng.random() < missing:
        return None
    if kind.many:
        return many(rng.choices(pool, k=rng.choice([1, 1, 2, 2, 3, 5] if rng.random() < 0.97 else [70])))
    return rng.choice(pool)


def give_keys(rng, values, collection):
    """A key is never missing, and never the same twice, folded or not."""
    kind, taken = collection.fields[collection.key], set()
    for record in collection.records:
        base = record.fields[collection.key]
        key = base if base is not None else values.of(kind.base)
        while spelling(key) in taken or key == "":
            key = rng.randint(-10**6, 10**6) if kind.base == "int" else f"k{rng.randrange(10**6)}"
        taken.add(spelling(key))
        record.fields[collection.key] = key


def spelling(key):
    return order(key)[0].casefold() if isinstance(key, str) else key


def reachable_rows(collection):
    """The rows that a text can lead to: by the key, else by a name that no other row has."""
    if collection.key:
        return collection.records
    field, found = name_field(collection), {}
    for record in collection.records:
        name = record.fields.get(field)
        if name:
            found.setdefault(spelling(name), []).append(record)
    return [records[0] for records in found.values() if len(records) == 1]


# Tables


def file_name(collection):
    """Only the header of a CSV file can say which columns there are where no row is."""
    return collection.name + (".jsonl" if collection.records else ".csv")


def table_text(collection):
    if not collection.records:
        return ",".join(map(csv_field, collection.fields)) + "\n"
    return "".join(json.dumps(row_of(collection, record), ensure_ascii=False).replace("\u2028", "\\u2028").replace("\x85", "\\u0085").replace("\x7f", "\\u007f")
                   .replace("\ufeff", "\\ufeff") + "\n" for record in collection.records)


def row_of(collection, record):
    row = {}
    for field, kind in collection.fields.items():
        if record.index == 0 or record.fields[field] is not None:
            row[field] = cell_of(collection, kind, record.fields[field])
    return row


def cell_of(collection, kind, value):
    if value is None:
        return None
    if kind.many:
        return [cell_of(collection, kind.one(), element) for element in elements(value)]
    return value if isinstance(value, bool) else link_text(value) if isinstance(value, Record) else PRINT.get(type(value), print_number)(value)


PRINT = {str: str, Period: print_period, Date: lambda date: days.iso(date.day), Money: print_money, Duration: print_duration}


def link_text(record):
    key = record.collection.key or name_field(record.collection)
    value = record.fields[key]
    return value if isinstance(value, str) else print_number(value)


def load_statement(collection):
    settings = [f"{quoted(field)} = {'set of ' if kind.many else ''}{kind.base}" if kind.base != "link" else f"{quoted(field)} links {quoted(kind.target)}" for field, kind in collection.fields.items()]
    settings += [f"{quoted(field)} = set" for field, kind in collection.fields.items() if kind.base == "link" and kind.many]
    if collection.key:
        settings.append(f"key = {quoted(collection.key)}")
    return f'load "{file_name(collection)}" as {quoted(collection.name)} with {", ".join(settings)};\n'
