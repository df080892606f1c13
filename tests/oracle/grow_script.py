"""Random scripts: a random query, and the definitions it came to use."""
import random

from clauses import Table
from dataset import PERIOD
from grow import Grower
from grow_query import QueryGrower
from script import DefinedField, Function, LetQuery, LetValue, NamedQuery, Script, UserCall, Variable, define, defined
from tree import Choice, Literal, Row


class Definer:
    """Collects definitions; their names are of this case alone, for many cases are asked in one script."""

    grower = Grower  # what grows their expressions

    def __init__(self, rng, number, collections):
        self.rng, self.number, self.collections = rng, number, collections
        self.definitions = []

    def fresh(self, letter):
        return f"{letter}{self.number}_{len(self.definitions)}"

    def variable(self, literal):
        """A variable for a literal or a list of them."""
        variable = Variable(literal.type, self.fresh("v"), literal)
        base = literal.type.base
        # A year alone is a number where nothing says that it is a period.
        one = isinstance(literal, Literal)
        annotation = base if one and (base == "period" or self.rng.random() < 0.4) else None
        word = self.rng.choice(["let", "param"]) if annotation else "let"
        self.definitions.append(LetValue(variable, word, annotation))
        return variable

    @staticmethod
    def may_be_variable(right):
        """Whether this can be a variable's value: a literal, or a list of them without years, which nothing could say are no numbers."""
        if isinstance(right, Choice):
            return all(isinstance(option, Literal) and not (option.type == PERIOD and option.as_value().isdigit()) for option in right.options)
        return isinstance(right, Literal)

    def named(self, query):
        """A query under a name."""
        named = NamedQuery(query.source, query.clauses, self.fresh("q"))
        self.definitions.append(LetQuery(named))
        return named

    def call(self, grower, base):
        """A call of a function of one's own that gives a value of a base type; None if none came about."""
        arguments = [grower.path(lambda kind: kind.base == base or self.rng.random() < 0.1) for _ in range(self.rng.choice([1, 1, 2]))]
        if None in arguments:
            return None
        names = ["$a", "$b"][:len(arguments)]
        rows = [Row({name: argument.value(row, None) for name, argument in zip(names, arguments)}) for row in grower.table.rows[:20]]
        inner = self.grower(self.rng, self.collections, Table(names, {name: argument.type for name, argument in zip(names, arguments)}, rows))
        body = inner.computed(base, 2)
        if body is None or body.type.many:
            return None
        function = Function(self.fresh("f"), names, body)
        self.definitions.append(function)
        return UserCall(body.type, function, arguments)

    def field(self):
        """A computed field of some collection."""
        name = self.rng.choice(list(self.collections))
        collection = self.collections[name]
        table = Table(list(collection.fields), collection.types(), [Row({}, home=record) for record in collection.records])
        grower = self.grower(self.rng, self.collections, table)
        base = self.rng.choice(["int", "number", "text", "date", "period", "money", "bool"])
        node = grower.predicate(1) if base == "bool" else grower.scalar(base, 2)
        if node:
            made = DefinedField(name, self.fresh("d"), node)
            self.definitions.append(made)
            define(made, self.collections)


def grow_script(seed, number, collections):
    rng = random.Random(seed)
    definer = Definer(rng, number, collections)
    with defined(definer.definitions, collections):
        if rng.random() < 0.1:
            definer.field()
        query = QueryGrower(rng, collections, definer).query()
    split = rng.randrange(len(query.clauses)) if query.clauses and rng.random() < 0.06 else None
    return Script(definer.definitions, query, split)
