"""Asks cyq many queries in one process, and finds each one's answer in what it prints."""
import os
import re
import subprocess

from harness import environment

TIMEOUT = 120


class Answer:
    """What cyq printed for a query; `error` is what it said on standard error where it did not answer."""

    def __init__(self, text, error=None):
        self.text, self.error = text, error


class Asker:
    """Asks of one data set: the built-in one, a database, or what statements at the head of each script load."""

    def __init__(self, cyq, place, database=None, loads=""):
        self.command = [*cyq, "--format", "csv", "--today", "2025-10-15", *(["--db", database] if database else [])]
        self.place, self.loads, self.runs = place, loads, 0
        self.data = f"made-up data, {os.path.basename(database)}" if database else "made-up tables" if loads else "the built-in data"

    def ask(self, asked):
        """The answers to what is asked: pairs of (definitions, queries that use them). A list of answers for each."""
        if not asked:
            return []
        status, out, err = self.run(asked)
        counts = [len(queries) for _, queries in asked]
        if status == 0:
            answers = [Answer(text) for text in split(out, sum(counts))]
            if len(answers) == sum(counts):
                rest = iter(answers)
                return [[next(rest) for _ in range(count)] for count in counts]
        if len(asked) > 1:
            # A script is checked as a whole: one wrong query, and none is answered.
            middle = len(asked) // 2
            return self.ask(asked[:middle]) + self.ask(asked[middle:])
        definitions, queries = asked[0]
        if len(queries) > 1:
            return [[answer for query in queries for answer in self.ask([(definitions, [query])])[0]]]
        return [[Answer(None, f"exit status {status}\n{err}")]]

    def run(self, asked):
        """Each query is followed by one that prints a mark."""
        self.runs += 1
        path = os.path.join(self.place, f"{self.runs}.cyq")
        number = 0
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.loads)
            for definitions, queries in asked:
                file.write(definitions)
                for query in queries:
                    file.write(f"{query};\n\nfigures show count as mark_{number}_end;\n\n")
                    number += 1
        command = [*self.command, "-f", path]
        try:
            done = subprocess.run(command, cwd=self.place, env=environment(self.place), stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return None, "", f"took longer than {TIMEOUT} seconds"
        finally:
            os.unlink(path)
        return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def split(out, count):
    """What stands before each mark."""
    answers, start = [], 0
    for index in range(count):
        mark = re.compile(rf"^mark_{index}_end\n\d+\n", re.MULTILINE).search(out, start)
        if not mark:
            break
        answers.append(out[start:mark.start()])
        start = mark.end()
    return answers
