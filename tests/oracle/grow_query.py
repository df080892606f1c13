"""Random queries: clause after clause, each over the table that the clauses before it gave."""
import math

from clauses import Add, Count, Cut, Distinct, Drop, Expand, Group, Item, Key, Pivot, Query, Rename, Select, SelectAll, Show, Sort, Table, Top, Where, paths_in, rows_where
from combine import Combine, Join, SameField
from dataset import BOOL, INT
from grow import Grower
from tree import Aggregate, Answers, Choice, Compare, Logic, Path, Window, walk

MOST_CELLS = 20000  # of a pivot: enough for many columns, and far from more than there may be
MOST_PLACES = 100000  # of rows in groups: keys that are large sets put a row under each of their combinations


class QueryGrower:
    """Grows one query."""

    def __init__(self, rng, collections, definer=None):
        self.rng, self.collections, self.definer = rng, collections, definer
        self.names = 0
        self.beside = False  # whether a `where` has an aggregate

    def chance(self, probability):
        return self.rng.random() < probability

    def fresh(self):
        self.names += 1
        return f"c{self.names}"

    def grower(self, table, beside=None):
        return Grower(self.rng, self.collections, table, beside, self.definer)

    def query(self):
        rng = self.rng
        query = Query(self.source(), [])
        query.joint = rng.choice([" ", " ", " ", "\n", " | ", "\n| "])
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

    def source(self):
        """A collection, the larger ones more often; sometimes a query in brackets or under a name."""
        kind = self.rng.random()
        if kind < 0.05:
            return self.small(1000)
        if kind < 0.1:
            return self.definer.named(self.small(1000))
        names = [name for name, collection in self.collections.items() for _ in range(1 + min(len(collection.fields), 17) // 3)]
        return self.rng.choice(names)

    def clause(self, table, before):
        """A clause and whether it is the last; None where it cannot be made."""
        ways = [(9, self.where), (4, self.select), (4, self.add), (1, self.drop), (1, self.rename), (3, self.sort), (2, self.cut), (1, self.distinct),
                (5, self.group), (2, self.pivot), (2, self.show), (2, self.expand), (3, self.top), (2, self.join), (2, self.combine), (1, self.where_in)]
        if table.pivoted:
            ways = [(2, self.sort), (3, self.cut)]
        way = self.rng.choices([way for _, way in ways], [weight for weight, _ in ways])[0]
        if way == self.show and isinstance(before, Group) and before.text().startswith("group") and not before.shows:
            return None  # it would belong to the group by
        clause = way(table)
        return clause and (clause, self.chance(0.75) if isinstance(clause, (Group, Pivot, Show, Count)) else False)

    def where(self, table):
        condition = self.telling(table)
        self.beside = self.beside or any(isinstance(node, Aggregate) for node in walk(condition))
        return Where(condition)

    def telling(self, table):
        """A condition; of some tries the first that keeps some rows and leaves some out, if there is one."""
        grower = self.grower(table, "where")
        for _ in range(3):
            condition = grower.predicate(self.rng.choice([0, 0, 1, 1, 2, 3]))
            kept = sum(1 for _ in rows_where(condition, table))
            if 0 < kept < len(table.rows) or not table.rows or self.chance(0.1):
                break
        return condition

    def expression(self, grower):
        """Anything a column may hold."""
        rng = self.rng
        if self.chance(0.35):
            return grower.path(lambda kind: True)
        if self.chance(0.12):
            return grower.predicate(1)
        if self.chance(0.1):
            return grower.any_set() or grower.path(lambda kind: True)
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
        grower, rng = self.grower(table, "add"), self.rng
        items = [Item(self.expression(grower), self.fresh()) for _ in range(rng.randint(1, 2))]
        if self.chance(0.5):
            base = rng.choice(["int", "number", "text", "date", "period", "money"])
            items.append(Item(grower.beside_rows(base) or Aggregate(INT, "count", called="count" in table.types), self.fresh()))
        keys = self.per_keys(grower)
        for item in items:
            if any(isinstance(node, (Aggregate, Window)) for node in walk(item.node)) and self.chance(0.6):
                item.per = keys if self.chance(0.8) else [key for key in self.per_keys(grower) if not key.type.many]
        # Paths as keys of two items are left out: cyq does not see that they are the same if they end in a computed field.
        if any(key.type.many and key.steps for key in keys):
            for item in [item for item in items if item.per is keys][1:]:
                item.per = []
        roots = {key.root for key in keys if key.type.many}
        # What an item sees of the column that shows the element is not its matter.
        return None if any(path.root in roots for item in items for path in paths_in(item.node)) else Add(items)

    def per_keys(self, grower):
        keys = [grower.path(lambda kind: True) for _ in range(self.rng.choice([1, 1, 1, 2]))]
        return list({key.text(): key for key in keys}.values())

    def top(self, table):
        grower = self.grower(table)
        node = grower.path(lambda kind: not kind.many) if self.chance(0.7) else grower.scalar(self.rng.choice(["int", "number", "date"]), 1)
        # A link walked backwards as key is left out: cyq does not show its column.
        per = [key for key in self.per_keys(grower) if key.text() in table.fields() or key.steps] if self.chance(0.5) else []
        return node and Top(self.rng.choice([0, 1, 1, 2, 3, 5, 20]), node, per, self.chance(0.3))

    def small(self, most):
        """A query of few rows, all fields of a collection's rows with them."""
        query = Query(self.rng.choice(list(self.collections)), [])
        table = query.table(self.collections)
        for _ in range(self.rng.choice([0, 0, 1, 2])):
            query.clauses.append(self.where(table))
            table = query.clauses[-1].apply(table)
        if len(table.rows) > most:
            query.clauses.append(Cut("first", most))
        return query

    def join(self, table):
        if len(table.rows) > 120 or len(table.types) > 60:
            return None
        query = self.small(2000 // max(len(table.rows), 1))
        if self.chance(0.15):
            query = self.definer.named(query)
        taken = {name.split(".")[0] for name in table.types}
        name = self.fresh() if query.mention().startswith("(") or self.chance(0.5) or query.mention() in taken else None
        join = Join(query, name, None, self.chance(0.35), self.collections)
        other = query.table(self.collections)
        parts = [part for part in (self.join_part(table, other, join) for _ in range(self.rng.choice([1, 1, 2, 3]))) if part]
        parts.sort(key=lambda part: not isinstance(part, SameField))
        if not parts:
            return None
        join.condition = parts[0]
        for part in parts[1:]:
            join.condition = Logic(BOOL, "and" if self.chance(0.8) or isinstance(parts[0], SameField) else "or", join.condition, part)
        for node in walk(join.condition):
            if isinstance(node, Compare):
                node.in_on = True
        return join

    def join_part(self, table, other, join):
        """A condition of a join: a field that both sides have, a comparison of two fields, or one of one side with a value."""
        rng, kind = self.rng, self.rng.random()
        if kind < 0.4:
            both = [name for name, found in table.fields().items() if other.fields().get(name) == found and found.base != "bool" and name.isidentifier()]
            return SameField(BOOL, rng.choice(both), join.prefix()) if both else None
        columns, types = join.columns(table, other)
        joined = self.grower(Table(columns, types, [join.pair(row, match) for row in table.rows[:6] for match in other.rows[:6]]))
        left = joined.path(lambda kind: kind.base != "bool")
        if kind < 0.8:
            right = joined.other_side(left, False)
            if right and isinstance(right, Path):
                operators = [operator for operator in joined.operators(left.type) if operator not in ("matches", "not matches") and "has" not in operator and "only" not in operator]
                operator = rng.choice([word for word in operators if word.rstrip("=") != "!" and (word != "==" or left.type.many == right.type.many)])
                return Compare(BOOL, left, operator, right, left.type.many or right.type.many)
        made = joined.comparison(left)
        # A list behind `=` and the like is left out: cyq does not read it in `on`.
        return None if isinstance(made.right, Choice) and made.operator.split(" ")[-1] not in ("in", "all", "only") else made

    def combine(self, table):
        """append, except or intersect: of rows of the same collection, or after a `select` of the same columns."""
        # Aggregates on either side are left out: after them cyq does not see that these are rows of the same collection.
        if not table.whole or len(table.rows) > 400 or self.beside:
            return None
        wheres = [Where(self.grower(table).predicate(1)) for _ in range(self.rng.choice([0, 1, 1, 2]))]
        query = Query(table.whole, wheres)
        if self.chance(0.15):
            query = self.definer.named(query)
        return Combine(self.rng.choice(["append", "except", "intersect"]), query, self.collections)

    def where_in(self, table):
        """`e in (a query of one column)`"""
        query = self.small(60)
        if self.chance(0.15):
            query = Query(self.definer.named(query), [])
        other = self.grower(query.table(self.collections)).path(lambda kind: kind.base != "bool")
        query.clauses.append(Select([Item(other)]))
        fits = {"int": ("int", "number"), "number": ("int", "number"), "date": ("date", "period"), "period": ("date", "period")}.get(other.type.base, (other.type.base,))
        left = self.grower(table).path(lambda kind: kind.base in fits and kind.target == other.type.target)
        return left and Where(Compare(BOOL, left, self.rng.choice(["in", "not in"]), Answers(other.type, query, self.collections), True))

    def drop(self, table):
        if len(table.columns) < 2:
            return None
        return Drop(self.rng.sample(table.columns, self.rng.randint(1, len(table.columns) - 1)))

    def rename(self, table):
        names = list(table.fields())
        return Rename([(name, self.fresh()) for name in self.rng.sample(table.columns if self.chance(0.8) else names, self.rng.randint(1, min(2, len(table.columns))))])

    def sort(self, table):
        grower = self.grower(table.before if table.before and self.chance(0.3) else table)
        keys = []
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            node = grower.path(lambda kind: True) if self.chance(0.8) else grower.scalar(self.rng.choice(["int", "number", "text", "date"]), 1)
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
        if not keys or self.places(keys, table) > MOST_PLACES:
            return None
        if "count" not in taken and self.chance(0.25):
            return Count() if self.chance(0.2) else Group(keys, [], self.chance(0.6))
        return Group(keys, [self.item(grower.aggregate(), taken) for _ in range(self.rng.choice([1, 1, 2, 3]))])

    @staticmethod
    def places(keys, table):
        """How often the rows stand under keys."""
        return sum(math.prod(len(key.values(row)) for key in keys) for row in table.rows)

    def pivot(self, table):
        grower, taken = self.grower(table), set()
        keys = [self.key(grower, taken) for _ in range(self.rng.choice([2, 2, 3]))]
        if None in keys or self.places(keys, table) > MOST_PLACES:
            return None
        shows = [self.item(grower.aggregate(), taken) for _ in range(self.rng.choice([0, 1, 1, 2, 3]))]
        if "count" in taken and not shows:
            return None
        made = Pivot(keys[:-1], keys[-1], shows)
        return made if made.size(table) <= MOST_CELLS else None

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
