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
    def __init__(self, cyq, place, database=None):
        self.command = [cyq, "--format", "csv", "--today", "2025-10-15", *(["--db", database] if database else [])]
        self.place, self.asked = place, 0
        self.data = f"made-up data, {os.path.basename(database)}" if database else "the built-in data"

    def ask(self, queries):
        """The answers to queries, each a text of one or several statements of which the last prints."""
        if not queries:
            return []
        status, out, err = self.run(queries)
        if status == 0:
            answers = split(out, len(queries))
            if len(answers) == len(queries):
                return [Answer(text) for text in answers]
        if len(queries) == 1:
            return [Answer(None, f"exit status {status}\n{err}")]
        # A script is checked as a whole: one wrong query, and none is answered.
        middle = len(queries) // 2
        return self.ask(queries[:middle]) + self.ask(queries[middle:])

    def run(self, queries):
        """Each query is followed by one that prints a mark."""
        self.asked += 1
        path = os.path.join(self.place, f"{self.asked}.cyq")
        with open(path, "w", encoding="utf-8") as file:
            for index, query in enumerate(queries):
                file.write(f"{query};\n\nfigures show count as mark_{index}_end;\n\n")
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
