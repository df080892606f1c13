"""Random queries over awkward data, on a few rows of each collection only: what a clause makes of more is for the backends to say."""
import random

from clauses import Count, Cut, Distinct, Drop, Expand, Group, Item, Key, Query, Rename, Select, Show, Sort, Table, Where
from combine import Combine
from dataclasses import dataclass
from dataset import BOOL, INT, TEXT
from grow_query import QueryGrower
from grow_script import Definer
from script import Script, defined
from tree import Known, Literal, Logic, Not
from wild import WildGrower, name_text

MANY_ROWS = 300
CONSTANTS = [Literal(BOOL, True, "true"), Literal(BOOL, False, "false"), Literal(INT, 1, "1"), Literal(INT, 2, "2"), Literal(TEXT, "name", '"name"')]
MOST = 12  # rows of a table that queries are grown on
HARD = (ArithmeticError, ValueError, TypeError, AssertionError, AttributeError, KeyError, IndexError)


@dataclass
class To:
    """Last of all: another format."""
    format: str

    def text(self):
        return f"to {self.format}"

    def apply(self, table):
        return table


class WildRename(Rename):
    def text(self):
        return "rename " + ", ".join(f"{name_text(old)} as {name_text(new)}" for old, new in self.names)


class WildDrop(Drop):
    def text(self):
        return "drop " + ", ".join(map(name_text, self.names))


class WildExpand(Expand):
    def text(self):
        return f"expand {name_text(self.name)}" + (f" in {self.kept.as_value()}" if self.kept else "")


def few(table, rng):
    if len(table.rows) <= MOST:
        return table
    at = sorted(rng.sample(range(len(table.rows)), MOST))
    made = table.with_rows([table.rows[index] for index in at])
    if table.before and len(table.before.rows) == len(table.rows):
        made.before = table.before.with_rows([table.before.rows[index] for index in at])
    else:
        made.before = None
    return made


def applied(clause, table, rng):
    """What a clause makes of a few rows; of none where it cannot be reckoned here."""
    try:
        return few(clause.apply(table), rng)
    except HARD:
        return clause.apply(table.with_rows([]))


class WildQueryGrower(QueryGrower):
    MORE = 0.45  # how likely a clause follows what is mostly the last

    def grower(self, table, beside=None):
        return WildGrower(self.rng, self.collections, table, beside, self.definer)

    def query(self):
        rng = self.rng
        query = Query(self.source(), [])
        query.joint = rng.choice([" ", " ", " ", "\n", " | "])
        table = few(query.table(self.collections), rng)
        for _ in range(rng.choice([1, 1, 2, 2, 3, 3, 4, 5, 6, 8])):
            made = self.clause(table, query.clauses[-1] if query.clauses else None)
            if made is None:
                continue
            clause, _ = made
            query.clauses += clause if isinstance(clause, Chain) else [clause]
            table = applied(clause, table, rng)
            if not table.columns or isinstance(clause, (Show, Count)) and self.chance(0.7):
                break
            if isinstance(clause, Group) and not self.chance(self.MORE):
                break
        return query

    def clause(self, table, before):
        kind = self.rng.random()
        if kind < 0.25 and not table.pivoted:
            return self.where(table), False
        if kind < 0.3 and not table.pivoted:
            made = self.among(table)
            return made and (made, False)
        return super().clause(table, before)

    def small(self, most):
        """The collections here are a few rows each; what has many would make a join of two of them long."""
        query = super().small(most)
        if len(self.collections[query.source].all_records) > MANY_ROWS:
            query.clauses.append(Cut(self.rng.choice(["first", "last"]), 50))
        return query

    def telling(self, table):
        grower = self.grower(table, "where")
        condition = grower.predicate(self.rng.choice([0, 0, 1, 1, 2]))
        return self.nested(grower, condition) if self.chance(0.01) else condition

    def nested(self, grower, condition):
        """In more brackets than a database may take."""
        for _ in range(self.rng.choice([12, 20, 30, 60])):
            beside = grower.path(lambda kind: True)
            condition = Logic(BOOL, self.rng.choice(["and", "or"]), Known(BOOL, beside, self.chance(0.5)), condition) if beside else Not(BOOL, condition)
        return condition

    def sort(self, table):
        """At times by what is the same for all rows."""
        made = super().sort(table)
        if made and self.chance(0.08):
            made.keys.insert(self.rng.randint(0, len(made.keys)), (self.rng.choice(CONSTANTS), self.rng.choice(["", "desc"])))
        return made

    def key(self, grower, taken):
        if not self.chance(0.03):
            return super().key(grower, taken)
        item = self.item(self.rng.choice(CONSTANTS), taken)
        return Key(item.node, item.alias)

    def among(self, table):
        """append, except or intersect by columns, of the same `select` on both sides."""
        if not table.whole:
            return None
        grower, taken = self.grower(table), set()
        select = Select([self.item(grower.path(lambda kind: True), taken) for _ in range(self.rng.choice([1, 1, 2, 3]))])
        query = Query(table.whole, [*([Where(grower.predicate(1))] if self.chance(0.8) else []), select])
        return Chain([select, Combine(self.rng.choice(["append", "except", "except", "intersect"]), query, self.collections)])

    def drop(self, table):
        made = super().drop(table)
        return made and spellable(made.names) and WildDrop(made.names)

    def rename(self, table):
        made = super().rename(table)
        return made and spellable([old for old, _ in made.names]) and WildRename(made.names)

    def expand(self, table):
        made = super().expand(table)
        return None if made is None or "`" in made.name else WildExpand(made.name, made.kept)

    def join(self, table):
        return super().join(few(table, self.rng))


def spellable(names):
    """Whether a clause can name these: not what has backquotes inside it, as a column called by its expression may."""
    return not any("`" in name for name in names)


class Chain(list):
    """Clauses that come together."""

    def text(self):
        return " ".join(clause.text() for clause in self)

    def apply(self, table):
        for clause in self:
            table = clause.apply(table)
        return table


class WildDefiner(Definer):
    grower = WildGrower


def grow_wild(seed, number, collections, tries=20):
    """A script; the same for the same seed. What cannot be grown is grown anew."""
    for again in range(tries):
        rng = random.Random(f"{seed} {number} {again}")
        definer = WildDefiner(rng, number, collections)
        try:
            with defined(definer.definitions, collections):
                if rng.random() < 0.06:
                    definer.field()
                query = WildQueryGrower(rng, collections, definer).query()
            query.text()
        except HARD + (RecursionError,):
            continue
        if rng.random() < 0.12:
            query.clauses.append(To(rng.choice(["json", "jsonl", "tsv", "markdown", "table"])))
        return Script(definer.definitions, query, None)
    return Script([], Query(next(iter(collections)), [Count()]), None)


