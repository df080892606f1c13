"""Expressions as trees: `text()` is an expression's CyQL, `value(row, env)` what it gives for a row."""
import re
from dataclasses import dataclass, field
from typing import Any

import arithmetic
import functions
from compare import Span, compare, compile_pattern, is_missing
from dataset import PERIOD, Type
from values import Date, Record, elements, many_reached, reached, same

# How tightly an expression binds; brackets go around one that binds less than its place needs.
IF, OR, AND, NOT, COMPARE, SPECIAL, SUM, PRODUCT, SIGN, ATOM = range(10)


class Row:
    """A row on its way through the clauses: its own cells, else the fields of the collection's row it came from, else of a row joined to it."""

    __slots__ = ("cells", "home", "joined")

    def __init__(self, cells, home=None, joined=None):
        self.cells, self.home, self.joined = cells, home, joined or {}

    def get(self, name):
        if name in self.cells:
            return self.cells[name]
        prefix, dot, rest = name.partition(".")
        if dot and prefix in self.joined:
            other = self.joined[prefix]
            return None if other is None else other.get(rest)
        return self.home.get(name)

    def with_cells(self, **cells):
        return Row({**self.cells, **cells}, self.home, self.joined)


class Env:
    """What aggregates and windows of a clause see: its rows, and which of them is looked at. Remembers what they found."""

    def __init__(self, rows):
        self.rows, self.at, self.found = rows, None, {}

    def remember(self, node, find):
        if id(node) not in self.found:
            self.found[id(node)] = find()
        return self.found[id(node)]


def bracketed(node, rank, value_position=False):
    text = node.as_value() if value_position else node.text()
    return text if node.rank >= rank else f"({text})"


@dataclass
class Node:
    type: Type

    rank = ATOM

    def as_value(self):
        """The text in value position, right of a comparison."""
        return self.text()

    def text_in_on(self):
        """The text right of a comparison in the `on` of a join."""
        return bracketed(self, SUM)

    def reach(self, row, env):
        """The values an aggregate or measure gets from a row: a path gives one for each row it reaches."""
        return reached(self.value(row, env))

    def items(self, row, env):
        """The alternatives that this is, right of a comparison."""
        return elements(self.value(row, env))


@dataclass
class Literal(Node):
    known: Any
    spelling: str
    phrase: Any = None  # another spelling, for value position only

    def text(self):
        return self.spelling

    def as_value(self):
        return self.phrase or self.spelling

    def value(self, row, env):
        return self.known

    def items(self, row, env):
        return [self.known]


@dataclass
class Range(Node):
    """A range of numbers or money, in value position only."""
    low: Any
    high: Any

    def text(self):
        return (self.low.text() if self.low else "") + ".." + (self.high.text() if self.high else "")

    def items(self, row, env):
        return [Span(self.low and self.low.known, self.high and self.high.known)]


@dataclass
class Choice(Node):
    """A list in value position."""
    options: list

    def text(self):
        return "(" + ", ".join(option.as_value() for option in self.options) + ")"

    def text_in_on(self):
        return "(" + ", ".join(option.text() for option in self.options) + ")"

    def items(self, row, env):
        return [item for option in self.options for item in option.items(row, env)]


@dataclass
class Pattern(Node):
    pattern: str
    caseless: bool

    def text(self):
        return f"/{self.pattern}/" + ("i" if self.caseless else "")

    def items(self, row, env):
        return [compile_pattern(self.pattern, self.caseless)]


@dataclass
class Path(Node):
    """A field, and what is reached from it: fields of rows it links to, parts of dates and periods."""
    root: str
    steps: list = field(default_factory=list)

    def text(self):
        return ".".join([quoted_name(self.root), *self.steps])

    def as_value(self):
        return self.text() if self.root.endswith(")") or self.root.startswith("$") else "." + self.text()

    def reach(self, row, env):
        values = reached(row.get(self.root))
        for step in self.steps:
            values = [found for value in values for found in reached(take(value, step))]
        return values

    def value(self, row, env):
        values = self.reach(row, env)
        if self.type.many:
            return many_reached(values)
        return values[0] if values else None


def take(value, step):
    return value.get(step) if isinstance(value, Record) else functions.part(step, value)


def fitted(value, kind):
    """A value where one of this type stands: a date is a period of a day."""
    return functions.as_period(value) if isinstance(value, Date) and kind == PERIOD else value


def quoted_name(name):
    """A name as a query writes it: in backquotes if it is no word and no expression that prints like it."""
    plain = name.lstrip("$").replace(".", "").replace("_", "").replace(" via ", "").isalnum() or name.endswith(")")
    return name if plain and name.lower() not in RESERVED else f"`{name}`"


def plain_name(name):
    """A name where only a name can stand."""
    return name if re.fullmatch(r"\w+", name) and name.lower() not in RESERVED else f"`{name}`"


RESERVED = {"if", "not", "and", "or", "is", "true", "false", "missing", "null"}


@dataclass
class Call(Node):
    name: str
    arguments: list

    def text(self):
        return f"{self.name}({', '.join(argument.text() for argument in self.arguments)})"

    def value(self, row, env):
        if self.name in functions.MEASURES:
            return functions.MEASURES[self.name](self.arguments[0].reach(row, env))
        if self.name in functions.OF_SETS:
            return functions.OF_SETS[self.name](*(elements(argument.value(row, env)) for argument in self.arguments))
        if self.name == "gaps":
            periods, whole = (argument.value(row, env) for argument in self.arguments)
            return whole and functions.gaps(elements(periods), functions.as_period(whole))
        return functions.call(self.name, [argument.value(row, env) for argument in self.arguments])


@dataclass
class Part(Node):
    """A part of what a call gives: `start(when).month`."""
    inner: Call
    step: str

    def text(self):
        return f"{self.inner.text()}.{self.step}"

    def reach(self, row, env):
        return [found for value in self.inner.reach(row, env) for found in reached(take(value, self.step))]

    def value(self, row, env):
        values = self.reach(row, env)
        if self.type.many:
            return many_reached(values)
        return values[0] if values else None


@dataclass
class Binary(Node):
    sign: str
    left: Node
    right: Node

    @property
    def rank(self):
        return {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}.get(self.sign, SPECIAL)

    def spelt(self, value_position):
        left, right = (ATOM, ATOM) if self.rank == SPECIAL else (self.rank, self.rank + 1)
        return f"{bracketed(self.left, left, value_position)} {self.sign} {bracketed(self.right, right, value_position)}"

    def text(self):
        return self.spelt(False)

    def as_value(self):
        return self.spelt(True)

    def value(self, row, env):
        left = self.left.value(row, env)
        if self.sign == "??":
            return fitted(self.right.value(row, env) if left is None else left, self.type)
        return arithmetic.binary(self.sign, left, self.right.value(row, env))


@dataclass
class Negative(Node):
    inner: Node

    rank = SIGN

    def text(self):
        return "-" + bracketed(self.inner, ATOM)

    def as_value(self):
        return "-" + bracketed(self.inner, ATOM, True)

    def value(self, row, env):
        return arithmetic.negative(self.inner.value(row, env))


@dataclass
class If(Node):
    condition: Node
    yes: Node
    no: Node

    rank = IF

    def spelt(self, value_position):
        yes, no = bracketed(self.yes, SPECIAL, value_position), bracketed(self.no, SPECIAL, value_position)
        return f"if {self.condition.text()} then {yes} else {no}"

    def text(self):
        return self.spelt(False)

    def as_value(self):
        return f"({self.spelt(True)})"

    def value(self, row, env):
        return fitted((self.yes if self.condition.value(row, env) is True else self.no).value(row, env), self.type)


@dataclass
class Compare(Node):
    left: Node
    operator: str
    right: Node
    is_set: bool = False
    in_on: bool = False  # in the `on` of a join, where every bare word is a field

    rank = COMPARE

    def text(self):
        right = self.right.text_in_on() if self.in_on else self.right.as_value()
        return f"{bracketed(self.left, SPECIAL + 1)} {self.operator} {right}"

    def value(self, row, env):
        return compare(self.operator, self.left.value(row, env), self.right.items(row, env), self.is_set)


@dataclass
class Known(Node):
    inner: Node
    is_known: bool

    rank = COMPARE

    def text(self):
        return f"{bracketed(self.inner, SPECIAL + 1)} is {'known' if self.is_known else 'missing'}"

    def value(self, row, env):
        return is_missing(self.inner.value(row, env)) != self.is_known


@dataclass
class Logic(Node):
    word: str
    left: Node
    right: Node

    @property
    def rank(self):
        return OR if self.word == "or" else AND

    def text(self):
        return f"{bracketed(self.left, self.rank)} {self.word} {bracketed(self.right, self.rank + 1)}"

    def value(self, row, env):
        left, right = self.left.value(row, env) is True, self.right.value(row, env) is True
        return left and right if self.word == "and" else left or right


@dataclass
class Not(Node):
    inner: Node

    rank = NOT

    def text(self):
        return "not " + bracketed(self.inner, ATOM)

    def value(self, row, env):
        return self.inner.value(row, env) is not True


# Aggregates: over the rows of the environment


@dataclass
class Aggregate(Node):
    name: str  # of functions.AGGREGATES, or "count"
    argument: Any = None
    distinct: bool = False
    called: bool = False  # with empty brackets, as `where` wants a bare count

    def text(self):
        if self.argument is None:
            return self.name + ("()" if self.called else "")
        return f"{self.name}{' distinct' if self.distinct else ''}({self.argument.text()})"

    def value(self, row, env):
        return env.remember(self, lambda: self.over(env.rows))

    def over(self, rows):
        if self.argument is None:
            return len(rows)
        inner = Env(rows)
        values = [value for row in rows for value in self.argument.reach(row, inner)]
        if self.distinct:
            return len({same(value) for value in values})
        return functions.AGGREGATES[self.name](values)


@dataclass
class Window(Node):
    """What looks at the rows around a row: share, running, previous, next, number."""
    name: str
    argument: Any = None

    def text(self):
        return f"{self.name}({self.argument.text() if self.argument else ''})"

    def value(self, row, env):
        if self.name == "number":
            return env.at + 1
        values = env.remember(self, lambda: [self.argument.value(other, Env(env.rows)) for other in env.rows])
        return getattr(self, self.name)(values, env.at)

    @staticmethod
    def share(values, at):
        whole = arithmetic.total([value for value in values if value is not None])
        return arithmetic.binary("/", values[at], whole)

    @staticmethod
    def running(values, at):
        return arithmetic.total([value for value in values[:at + 1] if value is not None])

    @staticmethod
    def previous(values, at):
        return values[at - 1] if at > 0 else None

    @staticmethod
    def next(values, at):
        return values[at + 1] if at + 1 < len(values) else None


@dataclass
class Answers(Node):
    """A query of one column, right of `in`."""
    query: Any
    collections: Any

    has_query = True

    def text(self):
        return f"({self.query.text()})"

    def items(self, row, env):
        if not hasattr(self, "found"):
            table = self.query.table(self.collections)
            self.found = [item for row in table.rows for item in elements(row.get(table.columns[0]))]
        return self.found


def walk(node):
    """The node and all nodes under it."""
    yield node
    for value in vars(node).values() if isinstance(node, Node) else []:
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Node):
                yield from walk(inner)
