"""What must hold of a backend's answers beside their being the same as another's: checks that ask a query again in other ways.

A check's `queries` are asked behind the definitions of its script; `story` says what is wrong with the answers, or None.
"""
import json
from itertools import takewhile
from dataclasses import dataclass, field
from typing import Any

from ask import Answer as OracleAnswer
from cases import lines_of, partition_of, partition_problem
from clauses import Count, Cut, Distinct, Item, Pivot, Select, Where
from dataset import BOOL
from literals import quoted
from script import NamedQuery
from tree import Choice, Compare, Known, Literal, Logic, walk
from values import fold
from wild import WildPath
from wild_query import To


@dataclass
class Check:
    script: Any
    queries: list = field(default_factory=list)


class Partition(Check):
    """`where p` and `where not p` part the rows, each in its order."""
    kind = "no partition"

    @classmethod
    def of(cls, script, rng, collections):
        parts = partition_of(script.query)
        return cls(script, parts) if parts else None

    def story(self, answers):
        problem = partition_problem(self.script, partition_of(self.script.query), [OracleAnswer(answer.out) for answer in answers])
        return problem and problem.story


class Cuts(Check):
    """`count` says how many rows there are, `first n` gives the first of them, `last n` the last."""
    kind = "no prefix"

    @classmethod
    def of(cls, script, rng, collections):
        query = plain_query(script.query)
        if query is None:
            return None
        check = cls(script)
        check.n = rng.choice([0, 1, 2, 3, 5, 10])
        clauses = query.clauses
        tried = [clauses, [*clauses, Count()], [*clauses, Cut("first", check.n)], [*clauses, Cut("last", check.n)], [*clauses, Cut("limit", check.n, 2)]]
        check.queries = [query.with_clauses(each) for each in tried]
        return check

    def story(self, answers):
        rows, count, first, last, middle = (lines_of(answer.out) for answer in answers)
        if count != [(str(len(rows)),)]:
            return f"there are {len(rows)} rows, and count says {count}"
        wanted = {"first": rows[:self.n], "last": rows[max(0, len(rows) - self.n):], "limit": rows[2:2 + self.n]}
        for word, found in (("first", first), ("last", last), ("limit", middle)):
            if found != wanted[word]:
                return f"{word} {self.n} gives\n{found}\nof\n{rows}"
        return None


class Once(Check):
    """`distinct` a second time does nothing, and takes nothing away but what is there before."""
    kind = "no idempotence"

    @classmethod
    def of(cls, script, rng, collections):
        query = plain_query(script.query)
        if query is None:
            return None
        once = [*query.clauses, Distinct()]
        return cls(script, [query, query.with_clauses(once), query.with_clauses([*once, Distinct()])])

    def story(self, answers):
        rows, once, twice = (lines_of(answer.out) for answer in answers)
        if once != twice:
            return f"distinct gives\n{once}\nand distinct distinct\n{twice}"
        kept = list(dict.fromkeys(once))
        rest = iter(rows)
        return None if all(row in rest for row in kept) else f"distinct gives\n{once}\nof\n{rows}"


def plain_query(query):
    """The query without the format at its end; None where columns depend on the data, as no clause may follow then."""
    clauses = [clause for clause in query.clauses if not isinstance(clause, To)]
    if any(isinstance(clause, Pivot) for clause in clauses) or isinstance(query.source, NamedQuery) and any(isinstance(clause, Pivot) for clause in query.source.clauses):
        return None
    return query.with_clauses(clauses)


class PivotRow(Check):
    """A row of the answer is taken, and a condition made that holds for it: the row must be among those that fulfil the condition.

    It takes two steps: `queries` ask for the rows, `second` gives the check of one of them."""
    kind = "no pivot row"

    @classmethod
    def of(cls, script, rng, collections):
        query = script.query
        if not isinstance(query.source, str):
            return None
        types = collections[query.source].types()
        wheres = list(takewhile(lambda clause: isinstance(clause, Where), query.clauses))
        looked = [node for clause in query.clauses[:len(wheres) + 1] for part in parts_of(clause) for node in walk(part)]
        fields = sorted({node.text(): node for node in looked if type(node) is WildPath and node.root in types}.items())
        if not fields:
            return None
        fields = [node for _, node in fields]
        check = cls(script)
        check.fields = rng.sample(fields, min(len(fields), 4))
        check.query = query.with_clauses(wheres)
        check.rng = rng
        check.queries = [check.asked([])]
        return check

    def asked(self, more):
        items = [Item(node, f"p{index}") for index, node in enumerate(self.fields)]
        return self.query.with_clauses([*self.query.clauses, *more, Select(items), To("jsonl")])

    def story(self, answers):
        return None

    def second(self, answers):
        """The check of one of the rows; None where there is none, or nothing to say of it."""
        rows = answers[0].out.split("\n")[:-1]
        if not rows:
            return None
        row = self.rng.choice(rows)
        values = json.loads(row, parse_float=str)
        conditions = [made for made in (holding(node, values[f"p{index}"], self.rng) for index, node in enumerate(self.fields)) if made]
        if not conditions:
            return None
        condition = conditions[0]
        for other in conditions[1:]:
            condition = Logic(BOOL, "and", condition, other)
        return RowAmong(self.script, [self.asked([Where(condition)])], row)


@dataclass
class RowAmong(Check):
    row: str = ""
    kind = "no pivot row"

    def story(self, answers):
        return None if self.row in answers[0].out.split("\n") else f"the row\n{self.row}\nis not among those of\n{self.queries[0].text()}\nwhich gives\n{answers[0].shown()}"


def parts_of(clause):
    """The expressions of a clause."""
    found = []
    for value in vars(clause).values():
        for part in value if isinstance(value, list) else [value]:
            part = part[0] if isinstance(part, tuple) else getattr(part, "node", part)
            found.append(part)
    return [part for part in found if hasattr(part, "type")]


def holding(node, value, rng):
    """A condition that holds where an expression has this value, as JSON prints it; None where none can be written."""
    kind = node.type
    if value is None or value == []:
        return None if kind.base == "link" else Known(BOOL, node, False)
    if kind.many:
        literals = [literal_of(kind.base, element) for element in value]
        if None in literals or kind.base == "bool" or len(value) > 8:
            return Known(BOOL, node, True)
        return Compare(BOOL, node, rng.choice(["has all", "has all", "in", "only", "=="]), Choice(kind, literals), True)
    literal = literal_of(kind.base, value)
    if literal is None:
        return Known(BOOL, node, True)
    operators = ["==", "=", "in"]
    if kind.base in ("date", "period"):
        operators += ["within", "contains", ">=", "<=", "overlaps"]
    if kind.base in ("int", "number", "text", "money"):
        operators += [">=", "<="]
    if kind.base == "text" and fold(value):
        operators += ["~"]
    operator = rng.choice(operators)
    return Compare(BOOL, node, operator, Choice(kind.set(), [literal]) if operator == "in" else literal, False)


def literal_of(base, value):
    """What a value that JSON printed is as a literal; None where it has no spelling."""
    if base == "link" and value == "":
        return None  # as a row without a name prints
    if base == "bool":
        spelling = "true" if value else "false"
    elif base in ("text", "link"):
        spelling = quoted(value) if value.isprintable() else None
    elif base in ("int", "number"):
        spelling = str(value) if len(str(value)) <= 17 else None
    elif base == "money":
        spelling = None if value["amount"].startswith("-") or len(value["amount"]) > 17 else f"{value['currency']} {value['amount']}"
    elif base == "period":
        first, last = value["start"], value["end"]
        spelling = None if not first or not last else f"{first}..{last}"
    elif base == "duration":
        spelling = None if value.startswith("-") else value
    else:
        spelling = value
    return None if spelling is None else Literal(None, value, spelling)


CHECKS = [Partition, Partition, Cuts, Once, PivotRow]
