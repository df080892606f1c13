"""Random expressions over the fields of a table, typed, with values near those that the rows have."""
import re

from dataset import BOOL, DATE, DURATION, INT, MONEY, NUMBER, PERIOD, TEXT, Type, is_backwards
from literals import Literals
from tree import Aggregate, Binary, Call, Compare, Env, If, Known, Literal, Logic, Negative, Not, Part, Path, Pattern, Window, walk
from uncertain import Weighed, looks_at_home, may_weigh
from values import elements

DATE_PARTS = {"year": PERIOD, "half": PERIOD, "quarter": PERIOD, "month": PERIOD, "week": PERIOD, "day": PERIOD, "weekday": INT}
PERIOD_PARTS = {"start": DATE, "end": DATE, "days": INT, "month": PERIOD.set(), "quarter": PERIOD.set(), "year": PERIOD.set()}

# Sets with an element for each day or week of a period, which is many.
MANY_DAYS = ("day", "week")

EQUALITY = ["=", "=", "=", "!=", "==", "!==", "in", "not in"]
ORDER = ["<", "<=", ">", ">="]
TEXTUAL = ["~", "~", "!~", "matches", "not matches"]
TEMPORAL = ["overlaps", "within", "within", "contains", "not within", "not contains"]
SETWISE = ["has all", "has all", "only", "not has all", "not only"]
NUMERIC = ("int", "number")
ONE_NAME = ("projects", "countries", "organisations", "people")  # collections whose rows have different names
TIMES = ("when", "start", "end", "days", "week", "month", "quarter", "year", "precision", "tentative")
LENGTHS = ["days", "weeks", "months", "years", "workdays"]


class Grower:
    """Grows expressions for one table. Aggregates and windows may stand `beside` rows in "where" and "add", named here."""

    def __init__(self, rng, collections, table, beside=None, definer=None):
        self.rng, self.collections, self.table, self.beside = rng, collections, table, beside
        self.definer = definer
        self.may_weigh = None  # not known yet
        self.env = Env(table.rows)
        self.literals = Literals(rng)
        self.paths = list(self.all_paths())

    def chance(self, probability):
        return self.rng.random() < probability

    # Fields and paths

    def all_paths(self):
        for name, kind in self.table.types.items():
            if name in MANY_DAYS and self.is_long(name):
                continue
            yield Path(kind, name, [])
            if name not in MANY_DAYS and re.fullmatch(r"\$?\w+|\w+\.\w+", name) and (name in self.table.columns or "." not in name):
                yield from self.longer(Path(kind, name, []), 2)

    def is_long(self, name):
        """Whether a field of days or weeks would make the test slow: some row's period is long."""
        return any(len(elements(row.get(name))) > 60 or (row.home and row.home.fields.get("days") or 0) > 400 for row in self.table.rows)

    def longer(self, path, depth):
        """A path's continuations."""
        for step, kind in self.steps_from(path.type):
            further = Path(kind._replace(many=kind.many or path.type.many), path.root, [*path.steps, step])
            if further.text() in self.table.types:
                continue  # it is that column then, and what follows goes on from its values
            yield further
            if depth > 1:
                yield from self.longer(further, depth - 1)

    def steps_from(self, kind):
        if kind.base == "link":
            return [(name, found) for name, found in self.collections[kind.target].types().items() if name not in MANY_DAYS]
        return {"date": DATE_PARTS, "period": PERIOD_PARTS}.get(kind.base, {}).items()

    def path(self, fits):
        """A path of a type that `fits`, short ones more often; None if there is none."""
        fitting = [path for path in self.paths if fits(path.type)]
        short = [path for path in fitting if not path.steps]
        if short and self.chance(0.65):
            fitting = short
        return self.rng.choice(fitting) if fitting else None

    def sample(self, node, count=1):
        """Values that an expression has in some rows; None where it has none."""
        found = []
        for _ in range(count):
            values = []
            for _ in range(4 if self.table.rows else 0):
                self.env.at = self.rng.randrange(len(self.table.rows))
                values = elements(node.value(self.table.rows[self.env.at], self.env))
                if values:
                    break
            found.append(self.rng.choice(values) if values else None)
        return found

    # Expressions of one value

    def scalar(self, base, depth):
        """An expression of one value of a base type; None where none can be made."""
        if self.definer and self.chance(0.03):
            made = self.definer.call(self, base)
            if made:
                return made
        if self.beside and self.chance(0.12):
            made = self.beside_rows(base)
            if made:
                return made
        if depth > 0 and self.chance(0.5):
            made = self.computed(base, depth)
            if made:
                return made
        fits = (lambda kind: kind.base in NUMERIC and not kind.many) if base in NUMERIC else lambda kind: kind.base == base and not kind.many
        return self.path(fits) or (self.computed(base, depth) if depth > 0 else None)

    def computed(self, base, depth):
        """A computed expression: one of the ways there are for its type, or None."""
        if base not in ("link", "bool") and self.chance(0.12):
            return self.conditional(base, depth - 1)
        if base not in ("link", "bool") and self.chance(0.08):
            return self.otherwise(base, depth - 1)
        if self.chance(0.1):
            made = self.part_of_call(base, depth - 1)
            if made:
                return made
        ways = {"int": self.integer, "number": self.arithmetic, "text": self.textual, "date": self.temporal, "period": self.stretch, "money": self.monetary,
                "duration": self.lasting}
        return ways[base](depth - 1) if base in ways else None

    def part_of_call(self, base, depth):
        """A part of a date or period that a call gives; None if none came about."""
        inner = self.computed(self.rng.choice(["date", "period"]), depth) if depth > 0 else None
        if not isinstance(inner, Call):
            return None
        step, kind = self.rng.choice(list(self.steps_from(inner.type)))
        return Part(kind, inner, step) if kind.base == base and not kind.many else None

    def branch(self, base, depth):
        """An operand: an expression, or a literal."""
        made = self.scalar(base, max(depth, 0)) if self.chance(0.75) else None
        return made or self.literal(base)

    def literal(self, base):
        """A literal, or a variable that is one."""
        made = self.plain_literal(base)
        return self.definer.variable(made) if self.definer and self.chance(0.08) else made

    def plain_literal(self, base):
        if base == "duration":
            return self.literals.duration()
        if base == "date":
            return self.literals.date()
        if base == "period":
            return self.literals.simple_period()
        known = self.sample(self.path(lambda kind: kind.base == base) or Literal(TEXT, None, ""))[0]
        return self.literals.near(Type("text" if base == "link" else base), known)

    def conditional(self, base, depth):
        condition, yes, no = self.predicate(min(depth, 1)), self.branch(base, depth), self.branch(base, depth)
        return If(wider(yes.type, no.type), condition, yes, no)

    def otherwise(self, base, depth):
        left = self.path(lambda kind: kind.base == base and not kind.many)
        if left is None:
            return None
        right = self.branch(base, depth)
        return Binary(wider(left.type, right.type), "??", left, right)

    def integer(self, depth):
        rng = self.rng
        ways = [lambda: self.call(INT, "length", "text", depth), *[lambda: self.call(INT, rng.choice(LENGTHS), "period", depth)] * 3,
                lambda: self.call(INT, "weekday", "date", depth), lambda: self.measure("size", lambda kind: kind.many), lambda: self.arithmetic(depth),
                lambda: self.call(INT, "overlap", "period", "period", depth)]
        return rng.choice(ways)()

    def call(self, kind, name, *bases_and_depth):
        *bases, depth = bases_and_depth
        arguments = [self.scalar(base, depth) for base in bases]
        return None if None in arguments else Call(kind, name, arguments)

    def measure(self, name, fits):
        path = self.path(lambda kind: kind.many and fits(kind) and (name != "pairs" or kind.base == "text" or kind.target in ONE_NAME))
        if path is None:
            return None
        if self.chance(0.15):
            path = self.set_near(path) or path
        kind = {"size": INT, "mean": NUMBER if path.type.base in NUMERIC else path.type.one(), "pairs": TEXT.set()}.get(name, path.type.one())
        return Call(kind, name, [path])

    def set_near(self, path):
        """A set made by a function, of a set path's type; None if none can be made."""
        kind, rng = path.type, self.rng
        if kind.base == "period" and self.chance(0.5):
            if self.chance(0.5):
                return Call(kind, "merged", [path])
            whole = self.branch("period", 0)
            return Call(kind, "gaps", [path, whole])
        if self.chance(0.3):
            parts = [self.path(lambda found: found == kind.one()) for _ in range(rng.randint(1, 3))]
            return None if None in parts else Call(kind, "set", parts)
        made = Call(kind, rng.choice(["together", "common", "without"]), [path, self.path(lambda found: found == kind)])
        steps = [(step, found) for step, found in self.steps_from(kind) if found.one() == kind.one()]
        if steps and self.chance(0.3):
            return Part(kind, made, rng.choice(steps)[0])
        return made

    def any_set(self):
        """A set that is no mere path."""
        path = self.path(lambda kind: kind.many)
        if path is None or self.chance(0.3):
            return self.call(PERIOD.set(), self.rng.choice(["month", "quarter", "half", "year"]), "period", 0)
        return self.set_near(path)

    def arithmetic(self, depth):
        rng = self.rng
        kind = rng.random()
        if kind < 0.45:
            sign = rng.choice("+-*/")
            left, right = self.branch("number", depth), self.branch("number", depth)
            return Binary(NUMBER if sign == "/" else wider(left.type, right.type), sign, left, right)
        if kind < 0.7:
            name = rng.choice(["abs", "round", "round", "floor", "ceil", "sign"])
            argument = self.branch("number", depth)
            more = [self.literals.number(rng.randint(0, 4))] if name == "round" and self.chance(0.5) else []
            return Call(INT if name in ("floor", "ceil", "sign") else argument.type, name, [argument, *more])
        if kind < 0.77:
            return Call(NUMBER, "mod", [self.branch("number", depth), self.branch("number", depth)])
        if kind < 0.87:
            return self.measure(rng.choice(["total", "mean", "least", "greatest"]), lambda kind: kind.base in NUMERIC)
        if kind < 0.92:
            inner = self.scalar("number", depth)
            return inner and Negative(inner.type, inner)
        left, right = self.scalar("money", depth), self.scalar("money", depth)
        return Binary(NUMBER, "/", left, right) if left and right else None

    def monetary(self, depth):
        rng = self.rng
        left = self.scalar("money", depth)
        if left is None:
            return None
        kind = rng.random()
        if kind < 0.4:
            return Binary(MONEY, rng.choice("+-"), left, self.branch("money", depth))
        if kind < 0.8:
            return Binary(MONEY, rng.choice("*/"), left, self.branch("number", depth))
        if kind < 0.9:
            return Call(MONEY, "abs", [left])
        return self.measure(rng.choice(["total", "mean", "least", "greatest"]), lambda kind: kind.base == "money")

    def textual(self, depth):
        rng = self.rng
        kind = rng.random()
        if kind < 0.36:
            return self.call(TEXT, rng.choice(["lower", "upper", "trim"]), "text", depth)
        if kind < 0.4:
            return self.call(TEXT, "currency", "money", depth)
        if kind < 0.6:
            return Binary(TEXT, "+", self.branch("text", depth), self.branch("text", depth))
        if kind < 0.7:
            text = self.scalar("text", depth)
            return text and Call(TEXT, "replace", [text, self.literals.part_of_text(self.sample(text)[0] or "ab"), self.literals.text("x")])
        if kind < 0.9:
            return self.call(TEXT, "text", rng.choice(["number", "date", "period", "money", "link"]), depth)
        return self.measure(rng.choice(["least", "greatest"]), lambda kind: kind.base == "text")

    def temporal(self, depth):
        rng = self.rng
        kind = rng.random()
        if kind < 0.5:
            date = self.scalar("date", depth)
            return date and Binary(DATE, rng.choice("+-"), date, self.some_duration())
        if kind < 0.9:
            return self.call(DATE, rng.choice(["start", "end"]), "period", depth)
        return self.measure(rng.choice(["least", "greatest"]), lambda kind: kind.base == "date")

    def stretch(self, depth):
        rng = self.rng
        kind = rng.random()
        if kind < 0.3:
            period = self.scalar("period", depth)
            return period and Binary(period.type, rng.choice("+-"), period, self.some_duration())
        if kind < 0.5:
            left, right = self.scalar("period", depth), self.scalar("period", depth)
            return Binary(PERIOD, "&", left, right) if left and right else None
        if kind < 0.75:
            return self.call(PERIOD, rng.choice(["month", "quarter", "half", "year", "week", "day"]), "date", depth)
        if kind < 0.9:
            return self.call(PERIOD, "period", *rng.choice([["date"], ["date", "date"]]), depth)
        return self.measure(rng.choice(["least", "greatest"]), lambda kind: kind.base == "period")

    def some_duration(self):
        return self.chance(0.2) and self.path(lambda kind: kind == DURATION) or self.literals.any_duration()

    def lasting(self, depth):
        left, right = self.branch("date", depth), self.branch("date", depth)
        if left is None or right is None:
            return None
        if self.chance(0.15):
            return self.measure(self.rng.choice(["least", "greatest"]), lambda kind: kind.base == "duration")
        difference = Binary(DURATION, "-", left, right)
        if self.chance(0.2):
            return Binary(DURATION, "*", difference, self.literals.number(self.rng.randint(-2, 5)))
        return Binary(DURATION, "+", difference, self.literals.duration()) if self.chance(0.2) else difference

    # Predicates

    def predicate(self, depth):
        kind = self.rng.random()
        if depth > 0 and kind < 0.3:
            return Logic(BOOL, self.rng.choice(["and", "or"]), self.predicate(depth - 1), self.predicate(depth - 1))
        if depth > 0 and kind < 0.4:
            return Not(BOOL, self.predicate(depth - 1))
        if 0.4 <= kind < 0.45:
            made = self.weighed(depth)
            if made:
                return made
        if kind < 0.48:
            found = self.path(lambda kind: kind == BOOL)
            if found:
                return found
        if 0.48 <= kind < 0.51:
            text = self.scalar("text", 0)
            if text:
                known = self.sample(text)[0] or "C"
                return Call(BOOL, self.rng.choice(["starts", "ends"]), [text, self.literals.text(known[:2] if self.chance(0.5) else known[-2:])])
        left = self.left_side(depth)
        if self.chance(0.08):
            return Known(BOOL, left, self.chance(0.5))
        return self.comparison(left)

    def weighed(self, depth):
        """A condition inside certainly or possibly; None where there is no uncertain time, or the condition looks elsewhere."""
        if self.may_weigh is None:
            self.may_weigh = may_weigh(self.table)
        beside, self.beside, definer, self.definer = self.beside, None, self.definer, None
        try:
            tried = [self.timed(depth) for _ in range(3)] if self.may_weigh else []
        finally:
            self.beside, self.definer = beside, definer
        fitting = [inner for inner in tried if inner and looks_at_home(inner, self.table)]
        return Weighed(BOOL, self.rng.choice(["certainly", "possibly"]), fitting[0]) if fitting else None

    def timed(self, depth):
        """A condition on time, alone or with another one."""
        own = [path for path in self.paths if path.root in TIMES and looks_at_home(path, self.table)]
        left = self.rng.choice(own) if own else None
        made = left and self.comparison(left)
        if made and depth > 0 and self.chance(0.6):
            made = Logic(BOOL, self.rng.choice(["and", "or"]), made, self.predicate(depth - 1))
        return Not(BOOL, made) if made and self.chance(0.2) else made

    def left_side(self, depth):
        if depth > 0 and self.chance(0.3):
            made = self.scalar(self.rng.choice(["int", "number", "text", "date", "period", "money", "duration"]), depth)
            if made:
                return made
        return self.chance(0.06) and self.any_set() or self.path(lambda kind: True)

    def operators(self, kind):
        """The operators there are for a type."""
        found = list(EQUALITY)
        if kind.base in ("text", "link"):
            found += TEXTUAL + ORDER[:2]
        elif kind.base in ("date", "period"):
            found += TEMPORAL + ORDER
        elif kind.base != "bool":
            found += ORDER
        return found + (SETWISE if kind.many and kind.base != "bool" else [])

    def comparison(self, left):
        kind = left.type
        operator = self.rng.choice(self.operators(kind))
        if operator in ("matches", "not matches"):
            right = self.pattern(self.sample(left)[0])
        else:
            right = self.right_side(left, operator)
        # A word that is also a field's name is left out beside a link walked backwards: cyq takes that for the value then.
        words = [node.known for node in walk(right) if isinstance(node, Literal)]
        if isinstance(left, Path) and is_backwards(left.root, kind) and any(isinstance(word, str) and word.lower() in self.table.types for word in words):
            return Known(BOOL, left, True)
        return Compare(BOOL, left, operator, right, kind.many or right.type.many)

    def right_side(self, left, operator):
        made = self.plain_right_side(left, operator)
        return self.definer.variable(made) if self.definer and self.chance(0.06) and self.definer.may_be_variable(made) else made

    def plain_right_side(self, left, operator):
        kind, rng = left.type, self.rng
        exactly = operator in ("==", "!==")
        if operator in ("has all", "only", "not has all", "not only") or exactly and kind.many and self.chance(0.6):
            return self.literals.choice(kind, self.sample(left, rng.randint(1, 3)))
        if self.chance(0.15) and operator not in ("in", "not in"):
            other = self.other_side(left, exactly)
            # A column called like a path is left out: cyq does not find it behind a dot yet.
            if other and not any(isinstance(node, Path) and ("." in node.root or " via " in node.text()) for node in walk(other)):
                return other
        if operator in ("in", "not in", "=", "!=", "~", "!~", "within") and self.chance(0.8 if operator.endswith("in") else 0.12):
            if operator.endswith("in") and kind.base in ("int", "number", "money") and not self.chance(0.6):
                return self.literals.span(kind.one(), self.sample(left)[0])
            choice = self.literals.choice(kind, self.sample(left, rng.randint(1, 4)))
            other = self.other_side(left, False) if self.chance(0.06) else None
            if isinstance(other, Path) and other.type == kind.one() and "." not in other.root and " via " not in other.text():
                choice.options.append(other)
            return choice
        if operator in ("~", "!~"):
            known = self.sample(left)[0]
            known = known if isinstance(known, str) or known is None else known.name()
            return self.literals.part_of_text(known or "an")
        return self.literals.near(kind.one(), self.sample(left)[0], exactly)

    def other_side(self, left, exactly):
        """A field, or an expression of one, to compare with."""
        kind = left.type
        if kind.base in NUMERIC and self.chance(0.4):
            return self.scalar("number", 1)
        fits = {"date": ("date", "period"), "period": ("date", "period"), "link": ("link", "text"), "text": ("text", "link")}
        bases = fits.get(kind.base, NUMERIC if kind.base in NUMERIC else (kind.base,))
        return self.path(lambda found: found.base in bases and (found.base != "link" or kind.base != "link" or found.target == kind.target)
                         and (not exactly or found.many == kind.many))

    def pattern(self, known):
        text = known if isinstance(known, str) else known.name() if known is not None and hasattr(known, "name") else "on"
        words = re.findall(r"[A-Za-z]{2,}", text or "on") or ["on"]
        word = self.rng.choice(words)[:5]
        shape = self.rng.choice(["{}", "^{}", "{}$", "{}[a-z]+", "[^ ]{}", "({}|zz)", "{}.*e"])
        return Pattern(TEXT, shape.format(word), self.chance(0.4))

    # Aggregates and windows

    def beside_rows(self, base):
        """An aggregate, or in `add` a window, as an expression of one value of a base type; None if none was made."""
        beside, self.beside = self.beside, None
        try:
            made = self.window(base) if beside == "add" and self.chance(0.5) else self.plain_aggregate()
        finally:
            self.beside = beside
        if made is None or made.type.many or made.type.base != base and not (is_number(made.type) and base in NUMERIC):
            return None
        if isinstance(made, Aggregate) and made.argument is None:
            made.called = True
        return made

    def window(self, base):
        rng = self.rng
        if base in NUMERIC:
            name = rng.choice(["share", "running", "previous", "next", "number"])
            if name == "number":
                return Window(INT, name)
            argument = self.scalar(base, 1)
            return argument and Window(NUMBER if name == "share" else argument.type, name, argument)
        argument = self.scalar(base, 1)
        name = rng.choice(["previous", "next", *(["running"] if base in ("money", "duration") else [])])
        return argument and Window(argument.type, name, argument)

    def aggregate(self):
        """An aggregate, or arithmetic over aggregates."""
        made = self.plain_aggregate()
        if is_number(made.type) and self.chance(0.12):
            other = self.plain_aggregate()
            if is_number(other.type):
                sign = self.rng.choice("+-*/")
                return Binary(NUMBER if sign == "/" else wider(made.type, other.type), sign, made, other)
        return made

    def plain_aggregate(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.2:
            return Aggregate(INT, "count")
        if kind < 0.35:
            return Aggregate(INT, "count", self.path(lambda kind: True), self.chance(0.5))
        if kind < 0.6:
            name = rng.choice(["sum", "avg", "median"])
            bases = ("int", "number", "money", *(["duration"] if name == "sum" else []))
            argument = self.path(lambda kind: kind.base in bases) if self.chance(0.7) else self.scalar("number", 1)
            if argument:
                return Aggregate(argument.type.one() if name == "sum" or argument.type.base == "money" else NUMBER, name, argument)
        if kind < 0.8:
            argument = self.path(lambda kind: kind.base not in ("bool", "link")) if self.chance(0.7) else self.scalar(rng.choice(["int", "date", "text", "period"]), 1)
            if argument:
                return Aggregate(argument.type.one(), rng.choice(["min", "max"]), argument)
        if kind < 0.88:
            argument = self.path(lambda kind: not kind.many)
            if argument:
                return Aggregate(argument.type, rng.choice(["first", "last"]), argument)
        if kind < 0.94:
            argument = self.path(lambda kind: True)
            return Aggregate(argument.type.set(), "list", argument)
        return Aggregate(BOOL, rng.choice(["any", "all"]), self.predicate(1))


def is_number(kind):
    return kind.base in NUMERIC and not kind.many


def wider(a, b):
    """The type of what may be either."""
    return NUMBER if {a.base, b.base} == {"int", "number"} else PERIOD if {a.base, b.base} == {"date", "period"} else a
