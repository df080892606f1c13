"""Scripts: a query with the definitions it uses (let, param, def)."""
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from clauses import Query
from tree import Env, Node, Row


@dataclass
class Variable(Node):
    """`$name`, which stands for a literal wherever one may."""
    name: str
    literal: Any

    def text(self):
        return f"${self.name}"

    def value(self, row, env):
        return self.literal.value(row, env)

    def items(self, row, env):
        return self.literal.items(row, env)


@dataclass
class LetValue:
    variable: Variable
    word: str  # let or param
    annotation: Any  # the name of a type, or None

    def text(self):
        kind = f": {self.annotation}" if self.annotation else ""
        return f"{self.word} ${self.variable.name}{kind} = {self.variable.literal.as_value()}"


@dataclass
class NamedQuery(Query):
    """A query that has a name; where it is used the name stands."""
    name: str = ""

    def mention(self):
        return self.name


@dataclass
class LetQuery:
    query: NamedQuery

    def text(self):
        return f"let {self.query.name} = {self.query.text()}"


@dataclass
class Function:
    """`def name($a, …) = body`; the body's fields are the parameters."""
    name: str
    parameters: list
    body: Any

    def text(self):
        return f"def {self.name}({', '.join(self.parameters)}) = {self.body.text()}"


@dataclass
class UserCall(Node):
    function: Function
    arguments: list

    def text(self):
        return f"{self.function.name}({', '.join(argument.text() for argument in self.arguments)})"

    def value(self, row, env):
        values = [argument.value(row, env) for argument in self.arguments]
        inner = Row(dict(zip(self.function.parameters, values)))
        return self.function.body.value(inner, Env([inner]))


@dataclass
class DefinedField:
    """`def collection.name = e`"""
    collection: str
    name: str
    node: Any

    def text(self):
        return f"def {self.collection}.{self.name} = {self.node.text()}"


@dataclass
class Script:
    """Definitions and a query; with `split` the query is two statements, the second of which goes on from the first after so many clauses."""
    definitions: list
    query: Query
    split: Any = None

    def text(self):
        return self.preamble() + self.statements()

    def preamble(self):
        return "".join(definition.text() + ";\n" for definition in self.definitions)

    def statements(self):
        if self.split is None:
            return self.query.text()
        first, rest = self.query.clauses[:self.split], self.query.clauses[self.split:]
        return self.query.with_clauses(first).text() + ";\n" + " ".join(clause.text() for clause in rest)

    def csv(self, collections, careful=False):
        """What is printed; if `careful`, a KeyError where a clause names what is not there."""
        with defined(self.definitions, collections):
            first = self.query.with_clauses(self.query.clauses[:self.split]).table(collections).csv() if self.split is not None else ""
            return first + self.query.table(collections, careful).csv()


@contextmanager
def defined(definitions, collections):
    """While it lasts, the collections have the fields that definitions give them."""
    try:
        for definition in definitions:
            if isinstance(definition, DefinedField):
                define(definition, collections)
        yield
    finally:
        for definition in definitions:
            if not isinstance(definition, DefinedField):
                continue
            collection = collections[definition.collection]
            collection.computed_types.pop(definition.name, None)
            for record in collection.records:
                record.fields.pop(definition.name, None)


def define(definition, collections):
    node = definition.node
    collections[definition.collection].define(definition.name, node.type, lambda record: node.value(Row({}, home=record), None))
