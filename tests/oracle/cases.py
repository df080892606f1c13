"""One case: a random query, its answer by the oracle, and what must hold of the answers of cyq."""
import csv
import difflib
import io
import re
from collections import Counter

from clauses import Where
from dataset import BOOL
from grow_script import grow_script
from script import Script
from tree import Not


class Case:
    """Grown from a seed; `asked` is what to ask, the query itself first."""

    def __init__(self, seed, number, collections):
        self.script = grow_script(f"{seed} {number}", number, collections)
        self.parts = partition_of(self.script.query)
        self.asked = self.script.preamble(), [self.script.statements(), *(query.text() for query in self.parts)]

    def problem(self, answers, collections):
        """The first problem that the answers show, or None."""
        return answer_problem(self.script, answers[0], collections) or (self.parts and partition_problem(self.script, self.parts, answers[1:])) or None


class Problem:
    def __init__(self, script, story, kind):
        self.script, self.story, self.kind = script, story, kind


def partition_of(query):
    """Of the last `where`: what reaches it, what it keeps, and what its negation keeps."""
    at = [index for index, clause in enumerate(query.clauses) if isinstance(clause, Where)]
    if not at:
        return []
    before, where = query.clauses[:at[-1]], query.clauses[at[-1]]
    return [query.with_clauses(clauses) for clauses in (before, [*before, where], [*before, Where(Not(BOOL, where.condition))])]


def error_code(answer):
    """What tells one error from another: its code, and its message without the names in it."""
    found = re.search(r"error\[\w+\]: .*", answer.error)
    return re.sub(r'"[^"]*"', "", found[0]) if found else answer.error.split("\n")[0]


def answer_problem(script, answer, collections):
    if answer.error:
        return Problem(script, f"cyq does not answer: {answer.error}", error_code(answer))
    expected = script.csv(collections)
    if answer.text == expected:
        return None
    lines = difflib.unified_diff(expected.splitlines(), answer.text.splitlines(), "expected", "cyq", lineterm="", n=2)
    return Problem(script, "\n".join(list(lines)[:60]), "another answer")


csv.field_size_limit(10**9)


def lines_of(text):
    return [tuple(line) for line in csv.reader(io.StringIO(text))][1:]


def is_part(some, everything):
    """Whether some rows stand among all, in order."""
    rest = iter(everything)
    return all(row in rest for row in some)


def partition_problem(script, parts, answers):
    for part, answer in zip(parts, answers):
        if answer.error:
            return Problem(Script(script.definitions, part), f"cyq does not answer: {answer.error}", error_code(answer))
    everything, kept, left = (lines_of(answer.text) for answer in answers)
    if Counter(kept) + Counter(left) == Counter(everything) and is_part(kept, everything) and is_part(left, everything):
        return None
    counts = f"of {len(everything)} rows `where p` keeps {len(kept)} and `where not p` keeps {len(left)}"
    return Problem(Script(script.definitions, parts[1]), f"where p and where not p do not part the rows: {counts}", "no partition")


def find_again(kind, script, asker, collections):
    """The problem of this kind that a script shows, or None."""
    try:
        if kind == "no partition":
            parts = partition_of(script.query)
            problem = parts and partition_problem(script, parts, asker.ask([(script.preamble(), [part.text() for part in parts])])[0])
        else:
            script.csv(collections, careful=True)  # first: what is no query is no candidate
            problem = answer_problem(script, asker.ask([(script.preamble(), [script.statements()])])[0][0], collections)
    except (AttributeError, KeyError, TypeError, IndexError, ValueError, AssertionError):
        return None
    return problem if problem and problem.kind == kind else None
