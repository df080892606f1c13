"""Clauses that take a second query: join, append, except, intersect."""
from dataclasses import dataclass
from typing import Any

from clauses import Table
from compare import compare
from tree import Node, Row
from values import elements, same


@dataclass
class SameField(Node):
    """A bare field in the `on` of a join: the field of that name is equal on both sides."""
    name: str
    prefix: str

    def text(self):
        return self.name

    def value(self, row, env):
        return compare("=", row.get(self.name), elements(row.get(f"{self.prefix}.{self.name}")), False)


@dataclass
class Join:
    query: Any
    name: Any  # None: the collection's
    condition: Any
    left: bool
    collections: Any

    has_query = True

    def prefix(self):
        return self.name or self.query.mention()

    def text(self):
        name = f" as {self.name}" if self.name else ""
        return f"{'left ' if self.left else ''}join {self.query.mention()}{name} on {self.condition.text()}"

    def apply(self, table):
        other = self.query.table(self.collections)
        rows = []
        for row in table.rows:
            pairs = [self.pair(row, match) for match in other.rows]
            kept = [pair for pair in pairs if self.condition.value(pair, None) is True]
            rows += kept or ([self.pair(row, None)] if self.left else [])
        return Table(*self.columns(table, other), rows)

    def pair(self, row, match):
        return Row(row.cells, row.home, {**row.joined, self.prefix(): match})

    def columns(self, table, other):
        """The names that show, and the types of all."""
        prefix = self.prefix()
        types = {**table.fields(), **{f"{prefix}.{name}": kind for name, kind in other.fields().items()}}
        return table.columns + [f"{prefix}.{name}" for name in other.columns], types


@dataclass
class Combine:
    """`append`, `except` and `intersect`."""
    word: str
    query: Any
    collections: Any

    has_query = True

    def text(self):
        return f"{self.word} {self.query.mention()}"

    def apply(self, table):
        other = self.query.table(self.collections)
        assert set(other.columns) == set(table.columns)
        if self.word == "append":
            if table.whole and table.whole == other.whole:
                return table.with_rows(table.rows + other.rows)
            types = {name: table.types[name] for name in table.columns}
            return Table(table.columns, types, [Row({name: row.get(name) for name in table.columns}) for row in table.rows + other.rows])
        theirs = {self.key(row, table.columns) for row in other.rows}
        return table.with_rows([row for row in table.rows if (self.key(row, table.columns) in theirs) == (self.word == "intersect")])

    @staticmethod
    def key(row, columns):
        return tuple(same(row.get(name)) for name in columns)
