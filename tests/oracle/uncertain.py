"""certainly and possibly: a condition at every time that a row may have, one after the other."""
from dataclasses import dataclass

import days
from dataset import PERIOD
from tree import Node, Path, Row, walk
from values import Period, Record

UNITS = {"week", "month", "quarter", "half", "year"}
MOST_TIMES = 15000  # that the rows of a table may have together: it takes a while to look at each


def has_uncertain_time(collection):
    return collection.fields.get("when") == PERIOD and {"precision", "tentative"} & set(collection.fields)


def periods(when, unit):
    """All the periods that one may be which is known only by a unit."""
    if unit not in UNITS:
        return [when]
    around = days.AROUND[unit]
    starts = [when.first] if when.first == days.FIRST else range(when.first, min(around(when.first)[1], when.last) + 1)
    ends = [when.last] if when.last == days.LAST else range(max(around(when.last)[0], when.first), when.last + 1)
    return [Period(start, end) for start in starts for end in ends if start <= end]


def times(record):
    """All the times that a row may have; None where it may have none."""
    when = record.fields["when"]
    if when is None:
        return [None]
    unit = record.fields.get("precision")
    return periods(when, unit and unit.lower()) + ([None] if record.fields.get("tentative") else [])


def at_time(record, when):
    stored = {name: record.fields[name] for name in record.collection.fields}
    return Record(record.collection, record.index, {**stored, "when": when})


@dataclass
class Weighed(Node):
    word: str  # certainly, possibly
    inner: Node

    def text(self):
        return f"{self.word}({self.inner.text()})"

    def value(self, row, env):
        holds = (self.inner.value(Row(row.cells, at_time(row.home, when), row.joined), env) is True for when in times(row.home))
        return all(holds) if self.word == "certainly" else any(holds)


def may_weigh(table):
    """Whether a condition on the rows' own time can be weighed: they are rows of a collection, as it stores them, and have few times."""
    homes = [row.home for row in table.rows]
    if not homes or None in homes or not has_uncertain_time(homes[0].collection):
        return False
    return sum(len(times(home)) for home in homes) <= MOST_TIMES


def looks_at_home(node, table):
    """Whether all that a condition looks at are fields of the row itself, none of them carried along as a column or a way to other rows."""
    home, cells = table.rows[0].home, table.rows[0].cells
    paths = [inner for inner in walk(node) if isinstance(inner, Path)]
    known = home.collection.types()
    return all(path.root not in cells and path.root in known and known[path.root].base != "link" for path in paths) and bool(paths)
