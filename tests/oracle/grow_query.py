"""Random queries: clause after clause, each over the table that the clauses before it gave."""
import random

from clauses import Add, Count, Cut, Distinct, Drop, Expand, Group, Item, Key, Query, Rename, Select, SelectAll, Show, Sort, Where
from grow import Grower
from tree import Path


# What may occur beside the basics.
FEATURES = set()


class QueryGrower:
    """Grows one query; `features` are the names of what may occur beside the basics."""

    def __init__(self, rng, collections, features):
        self.rng, self.collections, self.features = rng, collections, features
        self.names = 0

    def chance(self, probability):
        return self.rng.random() < probability

    def fresh(self):
        self.names += 1
        return f"c{self.names}"

    def grower(self, table):
        return Grower(self.rng, self.collections, table, self.features)

    def query(self):
        rng = self.rng
        names = [name for name, collection in self.collections.items() for _ in range(1 + min(len(collection.fields), 17) // 3)]
        query = Query(rng.choice(names), [])
        table = query.table(self.collections)
        for _ in range(rng.choice([1, 1, 2, 2, 2, 3, 3, 4, 5])):
            made = self.clause(table, query.clauses[-1] if query.clauses else None)
            if made is None:
                continue
            clause, last = made
            query.clauses.append(clause)
            table = clause.apply(table)
            if last or not table.columns:
                break
        return query

    def clause(self, table, before):
        """A clause and whether it is the last; None where it cannot be made."""
        ways = [(9, self.where), (4, self.select), (2, self.add), (1, self.drop), (1, self.rename), (3, self.sort), (2, self.cut), (1, self.distinct),
                (5, self.group), (2, self.show), (2, self.expand)]
        way = self.rng.choices([way for _, way in ways], [weight for weight, _ in ways])[0]
        if way == self.show and isinstance(before, Group) and before.text().startswith("group") and not before.shows:
            return None  # it would belong to the group by
        clause = way(table)
        return clause and (clause, self.chance(0.75) if isinstance(clause, (Group, Show, Count)) else False)

    def where(self, table):
        return Where(self.grower(table).predicate(self.rng.choice([0, 0, 1, 1, 2, 3])))

    def expression(self, grower):
        """Anything a column may hold."""
        rng = self.rng
        if self.chance(0.45):
            return grower.path(lambda kind: True)
        if self.chance(0.12):
            return grower.predicate(1)
        if self.chance(0.1):
            return grower.measure("pairs", lambda kind: True) or grower.path(lambda kind: True)
        return grower.scalar(rng.choice(["int", "number", "text", "date", "period", "money", "duration"]), 2) or grower.path(lambda kind: True)

    def item(self, node, taken):
        """A node under a name of its own: its text for a plain path or call of one, if it is free."""
        bare = isinstance(node, Path) or type(node).__name__ in ("Call", "Aggregate") and all(isinstance(a, Path) for a in getattr(node, "arguments", [node]) if a)
        if type(node).__name__ == "Aggregate":
            bare = node.argument is None or isinstance(node.argument, Path)
        if bare and node.text() not in taken and self.chance(0.6):
            taken.add(node.text())
            return Item(node)
        return Item(node, self.fresh())

    def select(self, table):
        if self.chance(0.05) and table.rows and table.rows[0].home and not table.rows[0].cells:
            return SelectAll(list(table.rows[0].home.collection.fields)) if set(table.rows[0].home.collection.types()) == set(table.types) else None
        grower, taken = self.grower(table), set()
        return Select([self.item(self.expression(grower), taken) for _ in range(self.rng.randint(1, 4))])

    def add(self, table):
        grower = self.grower(table)
        return Add([Item(self.expression(grower), self.fresh()) for _ in range(self.rng.randint(1, 2))])

    def drop(self, table):
        if len(table.columns) < 2:
            return None
        return Drop(self.rng.sample(table.columns, self.rng.randint(1, len(table.columns) - 1)))

    def rename(self, table):
        return Rename([(name, self.fresh()) for name in self.rng.sample(table.columns if self.chance(0.8) else list(table.types), self.rng.randint(1, min(2, len(table.columns))))])

    def sort(self, table):
        grower = self.grower(table.before if table.before and self.chance(0.3) else table)
        keys = []
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            # Sets are left out: how they sort is being settled.
            node = grower.path(lambda kind: not kind.many) if self.chance(0.8) else grower.scalar(self.rng.choice(["int", "number", "text", "date"]), 1)
            if node:
                keys.append((node, self.rng.choice(["", "asc", "desc", "desc"])))
        return Sort(keys) if keys else None

    def cut(self, table):
        count = self.rng.choice([0, 1, 2, 3, 5, 10, 30, 1000])
        word = self.rng.choice(["first", "last", "limit"])
        return Cut(word, count, self.rng.choice([None, 0, 1, 3, 50]) if word == "limit" else None)

    def distinct(self, table):
        grower = self.grower(table)
        return Distinct([grower.path(lambda kind: True) for _ in range(self.rng.choice([0, 1, 1, 2]))])

    def key(self, grower, taken):
        node = grower.path(lambda kind: True) if self.chance(0.85) else self.expression(grower)
        if isinstance(node, Path) and node.type.base == "period" and node.steps[-1:] in (["day"], ["week"]):
            return None
        item, kept = self.item(node, taken), None
        if self.chance(0.2):
            values = grower.sample(node, self.rng.randint(1, 3))
            kept = grower.literals.choice(node.type, values) if self.chance(0.6) else grower.literals.near(node.type.one(), values[0])
        return Key(item.node, item.alias, kept)

    def group(self, table):
        grower, taken = self.grower(table), set()
        keys = [key for key in (self.key(grower, taken) for _ in range(self.rng.choice([1, 1, 1, 2, 2, 3]))) if key]
        if not keys:
            return None
        if "count" not in taken and self.chance(0.25):
            return Count() if self.chance(0.2) else Group(keys, [], self.chance(0.6))
        return Group(keys, [self.item(grower.aggregate(), taken) for _ in range(self.rng.choice([1, 1, 2, 3]))])

    def show(self, table):
        grower, taken = self.grower(table), set()
        return Show([self.item(grower.aggregate(), taken) for _ in range(self.rng.randint(1, 4))])

    def expand(self, table):
        sets = [name for name, kind in table.types.items() if kind.many and kind.base != "bool" and name not in ("day", "week")]
        if not sets:
            return None
        name, kept = self.rng.choice(sets), None
        if self.chance(0.3):
            grower = self.grower(table)
            node = Path(table.types[name], name, [])
            kept = grower.literals.choice(node.type, grower.sample(node, 2)) if self.chance(0.6) else grower.literals.near(node.type.one(), grower.sample(node)[0])
        return Expand(name, kept)


def grow_query(seed, collections, features):
    return QueryGrower(random.Random(seed), collections, features).query()
