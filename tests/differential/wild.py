"""Random expressions over awkward data: the oracle's, with names that want backquotes, values at the ends of what there is, and more of what SQL is asked to do."""
import re

import days
from awkward import EDGE_DAYS, TEXTS
from dataset import BOOL, INT, PERIOD, TEXT
from grow import MANY_DAYS, NUMERIC, TIMES, Grower
from literals import Literals, quoted
from tree import Aggregate, Binary, Call, Compare, If, Known, Literal, Path
from values import Date, Period, elements, print_period
from world import WORDS


def plain(name):
    """Whether a name can stand as it is."""
    return re.fullmatch(r"[^\W\d]\w*", name) is not None and name.lower() not in WORDS


class WildPath(Path):
    """A path each of whose names is put in backquotes where it must be."""

    def text(self):
        return ".".join([name_text(self.root), *(step if plain(step) or step in DOTTED else f"`{step}`" for step in self.steps)])

    def as_value(self):
        text = self.text()
        return text if text.startswith(("`", "$")) or self.root.endswith(")") else "." + text


DOTTED = {"year", "half", "quarter", "month", "week", "day", "weekday", "start", "end", "days"}


def is_expression(name):
    """The name of a column that is called as the expression in it prints; any other name is a word, or has what no word has."""
    return name.endswith(")") and "(" in name and name != "f(x)" or name.startswith("$") and len(name) > 1 or " via " in name or "." in name and name != "a.b"


def name_text(name):
    """A name as a query writes it: of a field, of a column called by its expression, or of a field on the other side of a join."""
    if " via " in name:
        before, field = name.split(" via ")
        return f"{name_text(before)} via {field if plain(field) else f'`{field}`'}"
    prefix, dot, rest = name.partition(".")
    if is_expression(name) and dot and plain(prefix) and "(" not in prefix:
        return f"{prefix}.{rest}" if re.fullmatch(r"\w+(\.\w+)*", rest) and (plain(rest) or rest in DOTTED or "." in rest and rest != "a.b") else f"{prefix}.`{rest}`"
    return name if is_expression(name) or plain(name) else f"`{name}`"


class WildLiterals(Literals):
    """Literals at the ends of the calendar too, and texts that no row may have."""

    edges = 0.06

    def some_day(self, value=None):
        if self.chance(self.edges):
            return self.rng.choice(EDGE_DAYS)
        if value is not None and self.chance(0.4):
            first, last = (value.day, value.day) if isinstance(value, Date) else value
            return min(max(self.rng.choice([first, first, last, first - 1, last + 1]), days.FIRST), days.LAST)
        return super().some_day(value)

    def precision(self, day):
        year = days.parts(day)[0]
        if year in (1, 9999):
            return days.iso(day), day, day
        text, first, last = super().precision(day)
        if re.fullmatch(r"\d+-[HW]\d+", text) and year < 1000:
            return print_period(Period(*days.month_around(day))), *days.month_around(day)
        return text, first, last

    def text(self, text, exactly=False):
        if self.chance(self.edges):
            text = self.rng.choice(TEXTS)
        if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85]", text):
            return Literal(TEXT, text, escaped(text))
        made = super().text(text, exactly)
        return Literal(TEXT, text, escaped(text)) if not made.spelling.isprintable() and "\\" not in made.spelling else made


def escaped(text):
    return "".join(f"\\u{{{ord(c):x}}}" if not c.isprintable() and c not in "\n\t\r" else c for c in quoted(text))


class WildGrower(Grower):
    def __init__(self, rng, collections, table, beside=None, definer=None):
        super().__init__(rng, collections, table, beside, definer)
        self.literals = WildLiterals(rng)

    def all_paths(self):
        for name, kind in self.table.types.items():
            if name in MANY_DAYS and (self.is_long(name) or not self.chance(0.2)):
                continue
            if "`" in name:
                continue
            path = WildPath(kind, name, [])
            yield path
            if name not in MANY_DAYS and not is_expression(name) or re.fullmatch(r"\w+\.\w+", name) and name not in self.table.columns:
                yield from self.longer(path, 2)

    def longer(self, path, depth):
        """Some of a path's continuations: all of them are thousands."""
        steps = list(self.steps_from(path.type))
        for step, kind in self.rng.sample(steps, min(len(steps), 2 + depth)):
            further = WildPath(kind._replace(many=kind.many or path.type.many), path.root, [*path.steps, step])
            if further.text() in self.table.types:
                continue
            yield further
            if depth > 1 and kind.base in ("link", "date", "period"):
                yield from self.longer(further, depth - 1)

    def steps_from(self, kind):
        if kind.base == "link":
            return [(name, found) for name, found in self.collections[kind.target].types().items() if name not in MANY_DAYS and " via " not in name]
        return super().steps_from(kind)

    def sample(self, node, count=1):
        try:
            return super().sample(node, count)
        except (ArithmeticError, ValueError, TypeError, AssertionError, AttributeError, KeyError, IndexError):
            return [None] * count

    def is_long(self, name):
        return any(len(elements(row.get(name))) > 60 for row in self.table.rows if not row.home or (row.home.fields.get("when") is None or span(row.home.fields["when"]) < 400)) or \
            any(row.home and row.home.fields.get("when") and span(row.home.fields["when"]) >= 400 for row in self.table.rows)

    def left_side(self, depth):
        found = super().left_side(depth)
        if found is None:
            raise KeyError("nothing to compare")
        return found

    def operators(self, kind):
        found = super().operators(kind)
        if kind.base == "text":
            found = found + ["<", "<=", ">", ">=", "~", "in", "="]
        if kind.base in ("date", "period"):
            found = found + ["=", "=", "overlaps", "within", "<", ">="]
        return found

    def predicate(self, depth):
        """More of missing values than the oracle asks for, and of conditions on links walked backwards."""
        kind = self.rng.random()
        if kind < 0.05:
            found = self.path(lambda kind: True)
            if found:
                return Known(BOOL, found, self.chance(0.5))
        if kind < 0.1:
            measured = self.measure("size", lambda kind: kind.many)
            if measured:
                return Compare(BOOL, measured, self.rng.choice(["=", ">", "<=", "!=", "in"]), self.literals.number(self.rng.randint(0, 3)), False)
        if kind < 0.14 and depth > 0:
            left, right = self.path(lambda kind: kind.base == "text" and not kind.many), self.literals.text("a")
            if left:
                return Compare(BOOL, Binary(left.type, "??", left, right), self.rng.choice(["=", "!=", "==", "~"]), self.literals.near(TEXT, self.sample(left)[0]), False)
        return super().predicate(depth)


def span(period):
    return 0 if period.first == days.FIRST or period.last == days.LAST else period.last - period.first
