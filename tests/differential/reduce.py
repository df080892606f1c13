"""Makes a failure smaller: first the query, then the data."""
import copy
import os
import shutil
import tempfile

from asking import Database
from shrink import shrink
from values import Many, Record, many
from world import SOURCE, World, name_field

MOST_QUERIES = 300  # candidates looked at
MOST_WORLDS = 250


class Reducer:
    """`fails(script, database)` gives the story of a failure, or None."""

    def __init__(self, tools, backends, place):
        self.tools, self.backends, self.place = tools, backends, place

    def reduce(self, world, script, fails):
        """The world and the script that are left."""
        with Open(self, world) as database:
            script = shrink(script, lambda candidate: self.still(fails, candidate, database), MOST_QUERIES)
        world = self.shrink_world(world, lambda candidate: self.fails_on(candidate, script, fails))
        with Open(self, world) as database:
            script = shrink(script, lambda candidate: self.still(fails, candidate, database), MOST_QUERIES)
        return world, script

    @staticmethod
    def still(fails, script, database):
        try:
            script.text()
            return fails(script, database)
        except (AttributeError, TypeError, KeyError, IndexError, ValueError):
            return None  # the tree of that candidate is no query

    def fails_on(self, world, script, fails):
        with Open(self, world) as database:
            return not database.problem and self.still(fails, script, database)

    @staticmethod
    def shrink_world(world, fails):
        looked, again = 0, True
        while again:
            again = False
            for candidate in smaller_worlds(world):
                looked += 1
                if looked > MOST_WORLDS:
                    return world
                if fails(candidate):
                    world, again = candidate, True
                    break
        return world


class Open:
    def __init__(self, reducer, world):
        self.reducer, self.world = reducer, world

    def __enter__(self):
        self.folder = tempfile.mkdtemp(dir=self.reducer.place)
        self.database = Database(self.world, self.folder, self.reducer.tools, self.reducer.backends)
        return self.database

    def __exit__(self, *_):
        self.database.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def smaller_worlds(world):
    """Worlds like this, each a little smaller: without a collection, with all in the database, without some rows, without a field, with a value missing."""
    for name in reversed(world.made):
        if not any(kind.base == "link" and kind.target == name for other, made in world.made.items() if other != name for kind in made.fields.values()):
            made, known = copied(world)
            del made.made[name]
            yield made
    if world.loaded:
        made, _ = copied(world)
        made.loaded = set()
        yield made
    for name, collection in world.made.items():
        count = len(collection.records)
        size = count
        while size >= 1:
            for start in range(0, count, size):
                yield without_rows(world, name, range(start, min(start + size, count)))
            size //= 2
            if count > 200 and size < count // 64:
                break
    for name, collection in world.made.items():
        for field in collection.fields:
            if len(collection.fields) > 1 and field != collection.key:
                made, _ = copied(world)
                del made.made[name].fields[field]
                made.made[name].face = list(made.made[name].fields)
                yield made
    for name, collection in world.made.items():
        if len(collection.records) <= 6:
            for record in collection.records:
                for field in collection.fields:
                    if record.fields[field] is not None and field != collection.key:
                        made, _ = copied(world)
                        made.made[name].records[record.index].fields[field] = None
                        yield made


def without_rows(world, name, gone):
    made, known = copied(world)
    collection = made.made[name]
    lost = {id(collection.records[index]) for index in gone}
    collection.records = [record for record in collection.records if id(record) not in lost]
    for index, record in enumerate(collection.records):
        record.index = index
    for other in made.made.values():
        for record in other.records:
            for field, value in record.fields.items():
                if isinstance(value, Record) and id(value) in lost:
                    record.fields[field] = None
                elif isinstance(value, Many) and any(id(element) in lost for element in value):
                    record.fields[field] = many(element for element in value if id(element) not in lost)
    return made


def copied(world):
    """A copy of a world whose rows link to each other as there; the records by the identity of those they are copies of."""
    made, known = {}, {}
    for name, collection in world.made.items():
        other = copy.copy(collection)
        other.fields, other.face = dict(collection.fields), list(collection.face)
        other.name_field = name_field(other)
        other.records = [Record(other, record.index, {field: record.fields.get(field) for field in [*collection.fields, SOURCE]}) for record in collection.records]
        known.update((id(old), new) for old, new in zip(collection.records, other.records))
        made[name] = other
    for collection in made.values():
        for record in collection.records:
            for field, value in record.fields.items():
                if isinstance(value, Record):
                    record.fields[field] = known.get(id(value))
                elif isinstance(value, Many) and value and isinstance(value[0], Record):
                    record.fields[field] = many(known.get(id(element)) for element in value)
    return World(made, world.loaded & set(made)), known
