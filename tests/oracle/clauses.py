"""Clauses and queries as trees: `text()` is their CyQL, `apply(table)` what they make of a table."""
import dataclasses
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from compare import compare
from dataset import INT, is_backwards
from tree import ATOM, SUM, Env, Path, Row, bracketed, plain_name, quoted_name
from values import csv, elements, order, same, show, sorted_by


class Table:
    """Rows with the names of the columns that show, in order, and the types of all fields that can be named."""

    pivoted = False  # some columns have no names that a clause may use

    def __init__(self, columns, types, rows, before=None, whole=None):
        self.columns, self.types, self.rows = columns, types, rows
        self.before = before  # the table before the `select` that gave this one
        self.whole = whole  # the name of the collection whose rows these are, all of their fields with them

    def fields(self):
        """The types without those of links that could be walked backwards."""
        return {name: kind for name, kind in self.types.items() if name in self.columns or not is_backwards(name, kind)}

    def with_rows(self, rows):
        table = Table(self.columns, self.types, rows, whole=self.whole)
        table.pivoted = self.pivoted
        return table

    def csv(self):
        return csv(self.columns, [[row.get(name) for name in self.columns] for row in self.rows])


@dataclass
class Item:
    """An expression with its alias, if it has one; in `add` also with the keys of its `per`."""
    node: Any
    alias: Any = None
    per: list = field(default_factory=list)

    def name(self):
        return self.alias or self.node.text()

    def text(self):
        return self.node.text() + (f" as {quoted_name(self.alias)}" if self.alias else "")


@dataclass
class Key(Item):
    """A key of groups; `kept` is the V of `in V`."""
    kept: Any = None

    def text(self):
        node = bracketed(self.node, SUM)  # `in V` after a condition would be its own
        return node + (f" as {quoted_name(self.alias)}" if self.alias else "") + (f" in {self.kept.as_value()}" if self.kept else "")

    def values(self, row):
        return kept_elements(self.node.value(row, None), self.kept)


def kept_elements(value, kept):
    """The elements of a value, or one missing; with `kept` only those in it."""
    if kept is None:
        return elements(value) or [None]
    return [element for element in elements(value) if compare("in", element, kept.items(None, None), False)]


@dataclass
class Where:
    condition: Any

    def text(self):
        return f"where {self.condition.text()}"

    def apply(self, table):
        return table.with_rows(list(rows_where(self.condition, table)))


def rows_where(condition, table):
    env = Env(table.rows)
    for env.at, row in enumerate(table.rows):
        if condition.value(row, env) is True:
            yield row


@dataclass
class Select:
    items: list

    def text(self):
        return "select " + ", ".join(item.text() for item in self.items)

    def apply(self, table):
        types = {item.name(): item.node.type for item in self.items}
        env, rows = Env(table.rows), []
        for env.at, row in enumerate(table.rows):
            rows.append(Row({item.name(): item.node.value(row, env) for item in self.items}))
        return Table(list(types), types, rows, before=table)


@dataclass
class SelectAll:
    """`select *`: every field that is stored; `fields` are their names."""
    fields: list

    def text(self):
        return "select *"

    def apply(self, table):
        rows = [Row({name: row.get(name) for name in self.fields}) for row in table.rows]
        return Table(self.fields, {name: table.types[name] for name in self.fields}, rows, before=table)


@dataclass
class Add:
    items: list  # with aliases

    def text(self):
        return "add " + ", ".join(self.item_text(item) for item in self.items)

    @staticmethod
    def item_text(item):
        return f"{quoted_name(item.alias)} = {item.node.text()}" + per_text(item.per)

    def apply(self, table):
        sets = next((item.per for item in self.items if any(key.type.many for key in item.per)), [])
        spread = [(index, other) for index, row in enumerate(table.rows) for other in under_elements(row, sets)]
        columns = {item.alias: column(item, table.rows, spread, item.per == sets) for item in self.items}
        rows = [row.with_cells(**{name: values[index] for name, values in columns.items()}) for index, (_, row) in enumerate(spread)]
        types = element_types({**table.types, **{item.alias: item.node.type for item in self.items}}, sets_among(sets), table)
        return Table(in_place(types, {*table.columns, *columns, *sets_among(sets)}), types, rows)


def column(item, came, spread, by_element):
    """The values of an item of `add` for the rows that go on, pairs of (which row it was, the row under an element). Aggregates see the rows as they came in."""
    members = list(enumerate(row for _, row in spread)) if by_element and item.per else list(enumerate(came))
    groups = {}
    for index, row in members:
        groups.setdefault(tuple(same(shown_key(key, row) if by_element else key.value(row, None)) for key in item.per), []).append(index)
    rows = [came[origin] for origin, _ in spread] if by_element and item.per else came
    found = {}
    for group in groups.values():
        env = Env([rows[index] for index in group])
        for env.at, index in enumerate(group):
            found[index] = item.node.value(rows[index], env)
    return [found[index if by_element and item.per else origin] for index, (origin, _) in enumerate(spread)]


def shown_key(key, row):
    """A key of a row that stands under its elements."""
    return row.get(key.text()) if key.type.many else key.value(row, None)


def per_text(keys):
    return " per " + ", ".join(bracketed(key, ATOM) for key in keys) if keys else ""


def under_elements(row, keys):
    """The row once for each element of those of the keys that are sets: their columns show the element."""
    sets = [key for key in keys if key.type.many]
    choices = combinations([elements(key.value(row, None)) or [None] for key in sets])
    return [row.with_cells(**{key.text(): value for key, value in zip(sets, values)}) if sets else row for values in choices]


def element_types(types, names, table):
    """The types with those of the columns that show elements: in place, at the end where no field of the table is shown."""
    found = dict(types)
    for name, kind in names.items():
        if name in found and name not in table.fields():
            del found[name]
        found[name] = kind.one()
    return found


def sets_among(keys):
    return {key.text(): key.type for key in keys if key.type.many}


@dataclass
class Drop:
    names: list

    def text(self):
        return "drop " + ", ".join(map(plain_name, self.names))

    def apply(self, table):
        types = {name: kind for name, kind in table.types.items() if name not in self.names}
        return Table([name for name in table.columns if name not in self.names], types, table.rows)


@dataclass
class Rename:
    names: list  # pairs (old, new)

    def text(self):
        return "rename " + ", ".join(f"{plain_name(old)} as {plain_name(new)}" for old, new in self.names)

    def apply(self, table):
        names = dict(self.names)
        types = {names.get(name, name): kind for name, kind in table.types.items()}
        shown = {names.get(name, name) for name in table.columns} | set(names.values())
        return Table(in_place(types, shown), types, [row.with_cells(**{new: row.get(old) for old, new in self.names}) for row in table.rows])


def in_place(types, shown):
    """The columns that show, each in its place: a field of a collection that shows because a clause names it stands where the collection has it."""
    return [name for name in types if name in shown]


@dataclass
class Sort:
    keys: list  # pairs (expression, "", "asc" or "desc")

    def text(self):
        return "sort by " + ", ".join((node.text() + " " + way).strip() for node, way in self.keys)

    def apply(self, table):
        by = [(lambda pair, node=node: node.value(pair[1], None), way == "desc") for node, way in self.keys]
        return table.with_rows([row for row, _ in sorted_by(with_before(table), by)])


def with_before(table):
    """The rows, each with one that also has what the `select` just before left out."""
    if not table.before:
        return [(row, row) for row in table.rows]
    return [(row, Row(row.cells, home=before)) for row, before in zip(table.rows, table.before.rows)]


@dataclass
class Cut:
    word: str  # first, last or limit
    count: int
    offset: Any = None

    def text(self):
        return f"{self.word} {self.count}" + (f" offset {self.offset}" if self.offset is not None else "")

    def apply(self, table):
        start = self.offset or 0
        rows = table.rows[max(0, len(table.rows) - self.count):] if self.word == "last" else table.rows[start:start + self.count]
        return table.with_rows(rows)


@dataclass
class Top:
    count: int
    node: Any
    per: list = field(default_factory=list)
    ties: bool = False

    def text(self):
        return f"top {self.count} by {self.node.text()}" + per_text(self.per) + (" with ties" if self.ties else "")

    def apply(self, table):
        groups = {}
        for row, seen in with_before(table):
            for other, look in zip(under_elements(row, self.per), under_elements(seen, self.per)):
                groups.setdefault(tuple(same(shown_key(key, look)) for key in self.per), []).append((other, look, self.node.value(seen, None)))
        by = [(lambda members, key=key: shown_key(key, members[0][1]), False) for key in self.per]
        kept = [row for members in sorted_by(list(groups.values()), by) for row, _, _ in self.largest(members)]
        types = element_types(table.types, sets_among(self.per), table)
        return Table(in_place(types, {*table.columns, *sets_among(self.per)}), types, kept)

    def largest(self, members):
        """Of triples whose last is what they are ranked by."""
        ranked = sorted_by(members, [(itemgetter(2), True)])
        kept = ranked[:self.count]
        if self.ties and kept:
            kept += [member for member in ranked[self.count:] if same(member[2]) == same(kept[-1][2])]
        return kept


@dataclass
class Distinct:
    by: list = field(default_factory=list)

    def text(self):
        return "distinct" + (" by " + ", ".join(node.text() for node in self.by) if self.by else "")

    def apply(self, table):
        seen, rows = set(), []
        for row in table.rows:
            values = [node.value(row, None) for node in self.by] if self.by else [row.get(name) for name in table.columns]
            key = tuple(map(same, values))
            if key not in seen:
                seen.add(key)
                rows.append(row)
        return table.with_rows(rows)


@dataclass
class Group:
    """`group by … [show …]`; as `count` the short form."""
    keys: list
    shows: list  # empty: nothing is said
    short: bool = False

    def text(self):
        by = ", ".join(key.text() for key in self.keys)
        if self.short:
            return f"count by {by}"
        return f"group by {by}" + (" show " + ", ".join(item.text() for item in self.shows) if self.shows else "")

    def apply(self, table):
        groups = {}
        for row in table.rows:
            for values in combinations([key.values(row) for key in self.keys]):
                groups.setdefault(tuple(map(same, values)), (values, []))[1].append(row)
        by = [(lambda group, index=index: group[0][index], False) for index in range(len(self.keys))]
        ranked = sorted_by(list(groups.values()), by)
        types = {key.name(): key.node.type.one() for key in self.keys}
        rows = [dict(zip(types, values)) for values, _ in ranked]
        return aggregated(types, self.shows, [(cells, members) for cells, (_, members) in zip(rows, ranked)])


@dataclass
class Pivot:
    """`group by … pivot … [show …]`"""
    keys: list
    across: Key
    shows: list

    def text(self):
        shows = " show " + ", ".join(item.text() for item in self.shows) if self.shows else ""
        return f"group by {', '.join(key.text() for key in self.keys)} pivot {self.across.text()}{shows}"

    def groups(self, table):
        """The values of the keys of each row, those of each column, and the rows of each cell that has some."""
        rows, columns, cells = {}, {}, {}
        for row in table.rows:
            for *values, value in combinations([key.values(row) for key in [*self.keys, self.across]]):
                place = tuple(map(same, values))
                rows.setdefault(place, values)
                columns.setdefault(same(value), value)
                cells.setdefault((place, same(value)), []).append(row)
        return rows, columns, cells

    def size(self, table):
        """How many cells there are."""
        rows, columns, _ = self.groups(table)
        return len(rows) * len(columns)

    def apply(self, table):
        rows, columns, cells = self.groups(table)
        ranked = sorted_by(list(rows.items()), [(lambda pair, index=index: pair[1][index], False) for index in range(len(self.keys))])
        across = sorted_by(list(columns.items()), [(lambda pair: pair[1], False)])
        types = {key.name(): key.node.type.one() for key in self.keys}
        names = names_apart([*types, *(self.column_name(value, name) for _, value in across for name in self.show_names())])
        made = []
        for place, values in ranked:
            found = [value for column, _ in across for value in self.cell(cells.get((place, column), []))]
            made.append(Row(dict(zip(names, [*values, *found]))))
        pivoted = Table(names, types, made)
        pivoted.pivoted = True
        return pivoted

    def show_names(self):
        return [item.name() for item in self.shows] or ["count"]

    def column_name(self, value, name):
        printed = "missing" if value is None else show(value) or ""
        return printed if len(self.show_names()) == 1 else f"{printed} {name}"

    def cell(self, members):
        env = Env(members)
        return [item.node.value(None, env) for item in self.shows] or [len(members)]


def names_apart(names):
    """The names, those that were there before with the first number that makes them new."""
    apart, numbers = {}, {}
    for name in names:
        new = name
        while new in apart:
            numbers[name] = numbers.get(name, 1) + 1
            new = f"{name} ({numbers[name]})"
        apart[new] = True
    return list(apart)


def combinations(lists):
    """Every choice of one element from each list."""
    found = [()]
    for options in lists:
        found = [(*chosen, option) for chosen in found for option in options]
    return found


def aggregated(types, shows, groups):
    """A row for each group: its key's cells and the aggregates over its rows; a count where nothing is said."""
    if not shows:
        return Table([*types, "count"], {**types, "count": INT}, [Row({**cells, "count": len(members)}) for cells, members in groups])
    types = {**types, **{item.name(): item.node.type for item in shows}}
    rows = []
    for cells, members in groups:
        env = Env(members)
        rows.append(Row({**cells, **{item.name(): item.node.value(None, env) for item in shows}}))
    return Table(list(types), types, rows)


@dataclass
class Count:
    """`count` alone."""

    def text(self):
        return "count"

    def apply(self, table):
        return aggregated({}, [], [({}, table.rows)])


@dataclass
class Show:
    items: list

    def text(self):
        return "show " + ", ".join(item.text() for item in self.items)

    def apply(self, table):
        return aggregated({}, self.items, [({}, table.rows)])


@dataclass
class Expand:
    name: str
    kept: Any = None

    def text(self):
        return f"expand {self.name if ' via ' in self.name else plain_name(self.name)}" + (f" in {self.kept.as_value()}" if self.kept else "")

    def apply(self, table):
        rows = [row.with_cells(**{self.name: value}) for row in table.rows for value in kept_elements(row.get(self.name), self.kept)]
        types = element_types(table.types, {self.name: table.types[self.name]}, table)
        return Table(in_place(types, {*table.columns, self.name}), types, rows)


@dataclass
class Query:
    """A source and its clauses. The source is a collection or a query in brackets."""
    source: Any
    clauses: list

    joint = " "  # what stands before a clause

    def text(self):
        return self.joint.join([self.source_text(), *(clause.text() for clause in self.clauses)])

    def source_text(self):
        return self.source.mention() if isinstance(self.source, Query) else self.source

    def mention(self):
        """The text where a query stands inside another."""
        return self.text() if isinstance(self.source, str) and not self.clauses else f"({self.text()})"

    def table(self, collections, careful=False):
        """The answer; if `careful`, a KeyError where a clause names what is not there."""
        table = self.source.table(collections, careful) if isinstance(self.source, Query) else collection_table(collections[self.source])
        for clause in self.clauses:
            if careful:
                check_names(clause, table)
            table = clause.apply(table)
        return table

    def with_clauses(self, clauses):
        query = Query(self.source, clauses)
        query.joint = self.joint
        return query


def check_names(clause, table):
    known = {**table.types, **(table.before.types if table.before and isinstance(clause, (Sort, Top)) else {})}
    for path in paths_in(clause):
        if path.root not in known:
            raise KeyError(path.root)


def paths_in(part):
    """All paths in a clause or expression."""
    if isinstance(part, Path):
        yield part
    if getattr(part, "has_query", False):
        return  # what it names is its own
    values = vars(part).values() if dataclasses.is_dataclass(part) else part if isinstance(part, (list, tuple)) else ()
    for value in values:
        yield from paths_in(value)


def collection_table(collection):
    return Table(list(collection.face), collection.types(), [Row({}, home=record) for record in collection.records], whole=collection.name)
