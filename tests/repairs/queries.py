"""Makes the queries that tests/repairs/run asks, and knows their parts: which condition stands where, so that one can be changed or left out."""
import datetime
import itertools
import json
import re
import subprocess

SETS_OF_TIMES = ("month", "quarter", "year", "listed")
LONGEST = 60  # of values: what is longer is cut in messages
COMPARED = {"int", "number", "money"}
TIMES = {"date", "period"}
COLLECTIONS = ["activities", "activities", "activities", "projects", "countries", "stories", "treaty_events", "claims", "saved_dates", "figures"]
BEFORE = ["sort by {field} desc", "first {n}", "distinct by {field}", "last {n}", "limit {n} offset 2"]


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


class Condition:
    """One of the conditions that `and` joins; with `has all` each element is one for itself."""

    def __init__(self, left, operator="", value="", elements=None):
        self.left, self.operator, self.value, self.elements = left, operator, value, elements or []
        self.meant = None  # where the value is misspelt: the condition that is right
        if elements:
            self.value = f"({', '.join(elements)})"
        self.text = f"{left} {operator} {self.value}" if operator else left

    def without(self, element):
        """Without an element of its list; None where that was the only one, so that nothing is asked any more."""
        rest = [one for one in self.elements if one != element]
        return Condition(self.left, self.operator, elements=rest) if rest else None


class Case:
    """A query as its clauses: [word, text or conditions]."""

    def __init__(self, clauses):
        self.clauses = clauses
        self.text = self.written(clauses)

    @staticmethod
    def written(clauses):
        parts = []
        for word, what in clauses:
            if word != "where":
                parts.append(what)
            elif what:
                parts.append("where " + " and ".join(condition.text for condition in what))
        return " ".join(parts)

    def where_at(self, column):
        """Which clause the column lies in."""
        return next(i for i in range(len(self.clauses)) if column - 1 <= len(self.up_to(i)))

    def up_to(self, clause):
        return self.written(self.clauses[:clause + 1])

    def end_of_run(self, clause):
        """The last of the `where`s that follow that one with nothing between that drops rows."""
        last = clause
        for i in range(clause + 1, len(self.clauses)):
            if self.clauses[i][0] == "where":
                last = i
            elif self.clauses[i][0] not in ("sort", "add"):
                break
        return last

    def begin_of_run(self, clause):
        first = clause
        for i in range(clause - 1, 0, -1):
            if self.clauses[i][0] == "where":
                first = i
            elif self.clauses[i][0] not in ("sort", "add"):
                break
        return first

    def base(self, clause):
        """What comes in: the rows before that run of `where`s."""
        return self.up_to(self.begin_of_run(clause) - 1)

    def before(self, clause, text):
        """The query up to that condition; None where it has no such condition."""
        changed = self.clauses[:clause] + [["where", []]]
        for condition in self.clauses[clause][1]:
            for element in condition.elements if condition.operator == "has all" else []:
                if f"{condition.left} = {element}" == text:
                    return self.written(changed)
                changed[-1][1].append(Condition(condition.left, "=", element))
            if condition.text == text:
                return self.written(changed)
            if condition.operator != "has all":
                changed[-1][1].append(condition)
        return None

    def changed(self, clause, at, condition):
        """The clauses to the end of the run, with another condition, or none, in that place."""
        clauses = [[word, list(what) if word == "where" else what] for word, what in self.clauses[:self.end_of_run(clause) + 1]]
        where, i = at
        clauses[where][1][i:i + 1] = [condition] if condition else []
        return Case(clauses)

    def places(self, clause):
        """(where, which, condition) of the run."""
        run = range(self.begin_of_run(clause), self.end_of_run(clause) + 1)
        return [(i, k, condition) for i in run if self.clauses[i][0] == "where" for k, condition in enumerate(self.clauses[i][1])]

    def without(self, clause, parts):
        """The queries that a hint may mean: each part is a condition, or an element of a list."""
        if not parts:
            return [self.written(self.clauses[:self.end_of_run(clause) + 1])]
        queries = []
        for i, k, condition in self.places(clause):
            for element in condition.elements:
                if parts[0] == f"`{element}` in the list":
                    queries += self.changed(clause, (i, k), condition.without(element)).without(clause, parts[1:])
            if parts[0] == f"`{condition.text}`":
                queries += self.changed(clause, (i, k), None).without(clause, parts[1:])
        return queries

    def smaller(self, clause, parts):
        """The queries with one part less left out, whichever they are: the smallest change is none of these if they have no rows."""
        every = []
        for _, _, condition in self.places(clause):
            every += [f"`{element}` in the list" for element in condition.elements] if condition.operator == "has all" else [f"`{condition.text}`"]
        fewer = itertools.islice(itertools.combinations(dict.fromkeys(every), len(parts) - 1), 20) if len(parts) > 1 else []
        return [query for some in fewer for query in self.without(clause, list(some))[:1]]

    def with_condition(self, clause, text):
        """The queries with this condition in the place of one with the same left side, or of two that exclude each other."""
        queries = []
        same = [(i, k, one) for i, k, one in self.places(clause) if one.operator and text.startswith(one.left + " ")]
        for i, k, _ in same:
            once = self.changed(clause, (i, k), Condition(text))
            queries.append(once.text)
            queries += [once.changed(clause, (i2, k2), None).text for i2, k2, _ in same if (i2, k2) != (i, k)]
        return queries

    def meant(self):
        """The query with the value that is meant, where all that is asked for is one that is misspelt."""
        if len(self.clauses) != 2 or len(self.clauses[1][1]) != 1 or not self.clauses[1][1][0].meant:
            return None
        return self.changed(1, (1, 0), self.clauses[1][1][0].meant).text

    def nearer(self, clause, text):
        """Queries for what is nearer than the suggested value, which must have no rows."""
        same = [(i, k, one) for i, k, one in self.places(clause) if one.operator and text.startswith(one.left + " ")]
        if len(same) != 1:
            return []
        i, k, old = same[0]
        operator, value = text[len(old.left) + 1:].split(" ", 1)
        if operator in (">=", "<=") and not days_of(value):
            return [self.changed(clause, (i, k), Condition(old.left, operator[0], value)).text]
        beside = beside_of(value) if operator == old.operator and operator in "<>" and old.left not in SETS_OF_TIMES else {}
        if beside:
            return [self.changed(clause, (i, k), Condition(old.left, operator, beside[operator])).text]
        between = nearer_than(old, value) if operator == old.operator == "=" else []
        return [self.changed(clause, (i, k), Condition(f"({' and '.join(f'{old.left} {one}' for one in between)})")).text] if between else []


def days_of(text):
    """(first, last) day of a time as it is written, or None."""
    if ".." in text:
        first, last = (days_of(part) for part in text.split(".."))
        return (first[0], last[1]) if first and last else None
    found = re.fullmatch(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])))?", text)
    if not found:
        return None
    year, month, day, quarter = (int(part) if part else None for part in found.groups())
    if day:
        return (datetime.date(year, month, day),) * 2
    first, months = (1, 12) if not month and not quarter else (month, 1) if month else (3 * quarter - 2, 3)
    end = first + months
    return datetime.date(year, first, 1), datetime.date(year + (end > 12), (end - 1) % 12 + 1, 1) - datetime.timedelta(days=1)


def beside_of(text):
    """The units after and before one of the calendar, by the comparison for which they are nearer to what is later, or earlier, than all rows."""
    days = days_of(text) if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else None
    if not days or days[0].year < 2 or days[1].year > 9998:
        return {}
    one = datetime.timedelta(days=1)
    return {">": str(days[1] + one)[:len(text)], "<": str(days[0] - one)[:len(text)]}


def nearer_than(old, new):
    """Comparisons that hold of what is nearer to the old value than the new one, and the new one is not."""
    coarse = old.left in ("quarter", "year", "week") or old.left == "month" and re.search(r"-\d\d-", old.value)
    if days_of(old.value) and days_of(new) and not coarse and not re.fullmatch(r"\d{4}", old.value):
        (first, last), (new_first, new_last) = days_of(old.value), days_of(new)
        gap = (new_first - last).days if new_first > last else (first - new_last).days
        gap -= 1 if first == last else 4  # months have different lengths
        step = datetime.timedelta(days=gap)
        return [f"= {first - step}..{last + step}"] if gap > 0 else []
    numbers = [re.fullmatch(r"((?:EUR )?)(-?\d+)", text) for text in (old.value, new)]
    if all(numbers) and numbers[0][1] == numbers[1][1]:
        unit, value, distance = numbers[0][1], int(numbers[0][2]), abs(int(numbers[0][2]) - int(numbers[1][2]))
        return [f"> {unit}{value - distance}" if not unit or value >= distance else f"> {unit}0", f"< {unit}{value + distance}"]
    return []


class Maker:
    """Makes queries at random of what the collections have."""

    def __init__(self, program, random):
        self.random, self.fields, self.values, self.expanded = random, {}, {}, None
        for collection in dict.fromkeys(COLLECTIONS):
            described = self.ask(program, f"describe {collection}")
            self.fields[collection] = [(row["field"], row["type"]) for row in described
                                       if row["kind"] != "backwards" and row["field"] not in ("day", "week", "source", "id") and "duration" not in row["type"]]
            names = [field for field, _ in self.fields[collection]]
            for row in self.ask(program, f"{collection} select {', '.join(names)}"):
                for name in names:
                    values = row[name] if isinstance(row[name], list) else [row[name]]
                    self.values.setdefault((collection, name), []).extend(v for v in values if v is not None and len(str(v)) <= LONGEST)

    @staticmethod
    def ask(program, query):
        return json.loads(subprocess.run([program.cyq, "--format", "json", query], capture_output=True, check=True, cwd=program.place).stdout)

    def written(self, value, kind=""):
        """A value as the language writes it, of a field of that kind."""
        if isinstance(value, dict) and "currency" in value:
            return f"{value['currency']} {value['amount']}"
        if isinstance(value, dict):
            return self.period(value["start"], value["end"])
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str) and (kind in ("text", "link") or not days_of(value)):
            bare = re.fullmatch(r"[A-Z][a-z]+( [A-Z][a-z]+)?", value) and self.random.random() < 0.5 and " and " not in value
            return value if bare and value.lower().split()[0] not in ("first", "last", "this", "next", "not", "top") else quoted(value)
        return str(value)

    @staticmethod
    def period(first, last):
        if first == last:
            return first
        for text in (first[:7], first[:4]):
            if days_of(text) and tuple(str(day) for day in days_of(text)) == (first, last):
                return text
        return f"{first}..{last}"

    def misspelt(self, text):
        at = self.random.randrange(1, max(2, len(text)))
        kind = self.random.randrange(3)
        if kind == 0:
            text = text[:at] + text[at + 1:]
        elif kind == 1:
            text = text[:at] + self.random.choice("aeimnrst") + text[at:]
        else:
            text = text[:at] + text[at:at + 2][::-1] + text[at + 2:]
        return " ".join(text.split())  # messages show one blank

    def time(self):
        year, month = self.random.choice((2019, 2024, 2025, 2025, 2025, 2026, 2026, 2031)), self.random.randrange(1, 13)
        return self.random.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}", f"{year}-{month:02}", f"{year}-Q{(month + 2) // 3}",
                                   f"{year}-{month:02}-{self.random.randrange(1, 29):02}", f"{year}-{month:02}..{year}-12"))

    def condition(self, collection):
        name, kind = self.random.choice(self.fields[collection])
        if self.random.random() < 0.35 and collection == "activities":
            name, kind = self.random.choice([f for f in self.fields[collection] if f[0] in ("project", "country", "month", "days", "joint", "mode", "title")])
        is_set, kind = kind.startswith("set of ") and name != self.expanded, kind.removeprefix("set of ").split()[0]
        values = self.values[collection, name]
        roll = self.random.random()
        if roll < 0.04 or not values:
            return Condition(f"{name} is {self.random.choice(('missing', 'known'))}")
        if is_set and roll < 0.1:
            return Condition(f"size({name})", self.random.choice((">", ">=", "=", "<")), str(self.random.choice((0, 1, 2, 5, 9))))
        value = self.written(self.random.choice(values), kind)
        if is_set and roll < 0.25:
            chosen = dict.fromkeys(self.written(self.random.choice(values), kind) for _ in range(self.random.choice((2, 3))))
            return Condition(name, self.random.choice(("has all", "only")), elements=list(chosen))
        if kind == "bool":
            return Condition(self.random.choice((name, f"not {name}")))
        if kind in TIMES:
            when = self.time() if roll < 0.75 else value
            return Condition(name, self.random.choice(("=", "=", "=", "=", "<", ">", "<=", ">=", "within")), when)
        if kind in COMPARED:
            low, high = (f(json.loads(re.sub("^[A-Z]+ ", "", self.written(v))) for v in values) for f in (min, max))
            unit = value[:4] if kind == "money" else ""
            number = int(self.random.choice((low - 1, low, high, high + 1, (low + high) // 2, high * 10, -5)))
            number = abs(number) if unit else number
            return Condition(name, self.random.choice(("=", "<", ">", "<=", ">=")), f"{unit}{number}")
        return self.text_condition(name, kind, value)

    def text_condition(self, name, kind, value):
        plain = value.strip('"').replace('\\"', "'").replace("\\", "")
        meant = None
        if self.random.random() < 0.5 and len(plain) > 3:
            value, meant = quoted(self.misspelt(plain)), value
        roll = self.random.random()
        if roll < 0.15 and kind == "text":
            return Condition(name, "~", quoted(self.random.choice(plain.split() or ["a"])))
        if roll < 0.2 and kind == "text":
            return Condition(name, "~", quoted(self.misspelt(plain.split()[-1]) if plain.split() else "zq"))
        if roll < 0.3:
            return Condition(name, "in", elements=[value, quoted(plain + "x")])
        condition = Condition(name, self.random.choice(("=", "=", "=", "=", "!=", "==")), value)
        if meant and condition.operator == "=" and len(plain) > 6:
            condition.meant = Condition(name, "=", meant)
        return condition

    def conditions(self, collection):
        """What one `where` asks."""
        joined = [self.condition(collection) for _ in range(self.random.choice((1, 1, 2, 2, 2, 3, 4)))]
        if self.random.random() < 0.15 and joined[0].operator == "=":
            left = joined[0].left
            kind = dict(self.fields[collection]).get(left, "").removeprefix("set of ").split(" ")[0]
            values = [self.written(v, kind) for v in self.values.get((collection, left), [])]
            joined += [Condition(left, "=", self.random.choice(values))] if values else []
        if len(joined) > 1 and self.random.random() < 0.15 and len(joined[-2].text + joined[-1].text) < 2 * LONGEST:
            joined[-2:] = [Condition(f"({joined[-2].text} or {joined[-1].text})")]
        elif self.random.random() < 0.05:
            joined[-1] = Condition(f"not ({joined[-1].text})")
        return joined

    def grouped(self):
        """A query that asks of groups, or of rows beside others."""
        condition = Condition("count", self.random.choice((">", ">=", "=", "<")), str(self.random.choice((0, 1, 40, 120))))
        collection, key = self.random.choice((("activities", "country"), ("activities", "project"), ("activities", "month"), ("stories", "project"), ("claims", "about")))
        first = [["where", self.conditions(collection)]] if self.random.random() < 0.3 else []
        values = [self.written(v, "text") for v in self.values[collection, key] if isinstance(v, str) and not days_of(v)]
        if values and self.random.random() < 0.5:
            value = self.random.choice(values)
            more = [Condition(key, "=", value if self.random.random() < 0.5 else quoted(self.misspelt(value.strip('"'))))]
        else:
            more = [Condition(f"{key} is {self.random.choice(('known', 'missing'))}")]
        source = self.random.choice((collection, f"({collection} append {collection})", f"({collection} where source is known)"))
        return Case([["source", source], *first, ["count", f"count by {key}"], ["where", [condition] + more]])

    def case(self):
        self.expanded = None
        if self.random.random() < 0.1:
            return self.grouped()
        collection = self.random.choice(COLLECTIONS)
        clauses, self.expanded = [["source", collection]], None
        if self.random.random() < 0.2:
            field = self.random.choice([f for f, kind in self.fields[collection] if not kind.startswith("set")])
            text = self.random.choice(BEFORE).format(field=field, n=self.random.choice((1, 3, 20)))
            clauses.append([text.split()[0], text])
        elif collection == "activities" and self.random.random() < 0.1:
            self.expanded = self.random.choice(("project", "month", "mode"))
            clauses.append(["expand", "expand " + self.expanded])
        for i in range(self.random.choice((1, 1, 1, 2))):
            if i and self.random.random() < 0.4:
                text = self.random.choice((f"sort by {self.fields[collection][0][0]}", "first 30", "distinct", "add n = 1"))
                clauses.append([text.split()[0], text])
            clauses.append(["where", self.conditions(collection)])
        if self.random.random() < 0.15:
            clauses.append(["first", "first 2"])
        elif self.random.random() < 0.1:
            clauses.append(["group", f"group by {self.fields[collection][0][0]}"])
        return Case(clauses)
