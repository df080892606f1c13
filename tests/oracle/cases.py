"""One case: a random query, its answer by the oracle, and what must hold of the answers of cyq."""
import csv
import difflib
import io
import re
from collections import Counter

from clauses import Where
from dataset import BOOL
from grow_query import grow_query
from tree import Not


class Case:
    """Grown from a seed; `queries` are the texts to ask, the first of them the query itself."""

    def __init__(self, seed, collections):
        self.seed = seed
        self.query = grow_query(seed, collections)
        self.parts = partition_of(self.query)
        self.queries = [query.text() for query in [self.query, *self.parts]]

    def problem(self, answers, collections):
        """The first problem that the answers show, or None."""
        return answer_problem(self.query, answers[0], collections) or (partition_problem(self.parts, answers[1:]) if self.parts else None)


class Problem:
    def __init__(self, query, story, kind):
        self.query, self.story, self.kind = query, story, kind


def partition_of(query):
    """Of the last `where`: what reaches it, what it keeps, and what its negation keeps."""
    at = [index for index, clause in enumerate(query.clauses) if isinstance(clause, Where)]
    if not at:
        return []
    before, where = query.clauses[:at[-1]], query.clauses[at[-1]]
    return [query.with_clauses(clauses) for clauses in (before, [*before, where], [*before, Where(Not(BOOL, where.condition))])]


def error_code(answer):
    found = re.search(r"error\[(\w+)\]", answer.error)
    return found[1] if found else answer.error.split("\n")[0]


def answer_problem(query, answer, collections):
    if answer.error:
        return Problem(query, f"cyq does not answer: {answer.error}", error_code(answer))
    expected = query.table(collections).csv()
    if answer.text == expected:
        return None
    lines = difflib.unified_diff(expected.splitlines(), answer.text.splitlines(), "expected", "cyq", lineterm="", n=2)
    return Problem(query, "\n".join(list(lines)[:60]), "another answer")


csv.field_size_limit(10**9)


def lines_of(text):
    return [tuple(line) for line in csv.reader(io.StringIO(text))][1:]


def is_part(some, everything):
    """Whether some rows stand among all, in order."""
    rest = iter(everything)
    return all(row in rest for row in some)


def partition_problem(parts, answers):
    for part, answer in zip(parts, answers):
        if answer.error:
            return Problem(part, f"cyq does not answer: {answer.error}", error_code(answer))
    everything, kept, left = (lines_of(answer.text) for answer in answers)
    if Counter(kept) + Counter(left) == Counter(everything) and is_part(kept, everything) and is_part(left, everything):
        return None
    counts = f"of {len(everything)} rows `where p` keeps {len(kept)} and `where not p` keeps {len(left)}"
    return Problem(parts[1], f"where p and where not p do not part the rows: {counts}", "no partition")


def find_again(kind, query, asker, collections):
    """Whether a query shows a problem of this kind."""
    try:
        if kind == "no partition":
            parts = partition_of(query)
            problem = parts and partition_problem(parts, asker.ask([part.text() for part in parts]))
        else:
            query.table(collections, careful=True)  # first: what is no query is no candidate
            problem = answer_problem(query, asker.ask([query.text()])[0], collections)
    except (AttributeError, KeyError, TypeError, IndexError, ValueError, AssertionError):
        return None
    return problem if problem and problem.kind == kind else None
