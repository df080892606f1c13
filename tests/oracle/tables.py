"""Made-up data as CSV files, and the `load` statements that read them beside the built-in data."""
import os
import random

from dataset import PERIOD, TEXT, Collection, define_computed, read_built_in
from made import KINDS, MORE, Maker
from values import csv_field, show

ORDER = ["people", "things", "nothing", "lone"]  # each after those it links to


def loaded(root, seed, index):
    """The built-in collections, and made-up ones as they are after `load`: with a field that says where a row was read."""
    missing, sizes, variety = KINDS[index % len(KINDS)]
    maker = Maker(random.Random(f"{seed} table {index}"), missing, sizes, variety)
    maker.awkward = False
    collections = read_built_in(root)
    for name in ORDER:
        collections[name] = Collection(name, {**MORE[name], "source": TEXT}, list(MORE[name]))
        maker.fill(collections[name])
    made = {name: collections[name] for name in ORDER}
    maker.key(made)
    maker.link(collections, made)
    for name, collection in made.items():
        lines = [2]
        for record in collection.records:
            record.fields["source"] = f"{name}.csv:{lines[-1]}"
            lines.append(lines[-1] + csv_line(collection, record).count("\n"))
    define_computed(collections)
    return collections


def csv_line(collection, record):
    return ",".join(csv_field(show(record.fields[name])) for name in collection.face) + "\n"


def write_tables(collections, folder):
    for name in ORDER:
        collection = collections[name]
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            file.write(",".join(collection.face) + "\n")
            file.writelines(csv_line(collection, record) for record in collection.records)


def load_statements(collections, folder):
    """A `load` for each file; types are named, as a column without a value shows none."""
    return "".join(load_statement(collections[name], os.path.join(folder, name + ".csv")) for name in ORDER)


def load_statement(collection, path):
    settings = []
    for name in collection.face:
        kind = collection.fields[name]
        if kind.base == "link":
            settings += [f"{name} links {kind.target}", *([f"{name} = set"] if kind.many else [])]
        elif kind != PERIOD or collection.name != "things":  # the periods of things are recognised
            settings.append(f"{name} = {'set of ' if kind.many else ''}{kind.base}")
    return f'load "{path}" as {collection.name} with {", ".join(settings)};\n'
