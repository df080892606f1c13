"""Asking one backend: a process of build/tests/asker that answers many texts, and the databases that are asked."""
import os
import shutil
import sqlite3
import subprocess
from contextlib import suppress
from typing import NamedTuple

from harness import environment

TODAY = "2025-10-15"
LONGEST = "10000"  # milliseconds that one text may take
UNASKED = "nothing can be asked"
PROCESS = 900  # seconds that all of them may


class Answer(NamedTuple):
    """What the program would print and leave with. `status` is None where the process ended instead."""
    status: object
    out: str
    err: str

    def is_cut(self):
        """Whether a limit ended it, which depends on the machine."""
        return self.status == 4 and "E0601" not in self.err

    def shown(self, most=1500):
        parts = [f"status {self.status}", self.out, self.err]
        return "\n".join(part if len(part) < most else part[:most] + " …" for part in parts)


class Asker:
    """Asks a database through one backend. `first` is said at the start of each process."""

    def __init__(self, tools, options, place, first=""):
        self.command = [*tools.asker, *options, "--today", TODAY, "--timeout", LONGEST]
        self.place, self.first, self.process = place, first, None
        self.heard = (lambda answer: answer._replace(err="") if answer.status == 0 else answer) if tools.silent else lambda answer: answer

    # Many at once

    def ask(self, texts):
        """An answer for each text, all of one process; where it ends early, a new one goes on behind the text that ended it."""
        answers = []
        while len(answers) < len(texts):
            found, end = self.run([self.first, *texts[len(answers):]])
            opened, found = found[:2], found[2:]
            if len(opened) < 2 or any(answer.status != 0 for answer in opened):
                failed = next((answer for answer in opened if answer.status != 0), end)
                return answers + [Answer(None, "", f"{UNASKED}: {failed.shown()}")] * (len(texts) - len(answers))
            answers += map(self.heard, found)
            if len(answers) < len(texts):
                answers.append(end)
        return answers

    def run(self, texts):
        try:
            done = subprocess.run(self.command, input=framed(texts), cwd=self.place, env=environment(self.place), capture_output=True, timeout=PROCESS)
        except subprocess.TimeoutExpired as late:
            return unframed(late.stdout or b""), Answer(None, "", f"took longer than {PROCESS} seconds")
        return unframed(done.stdout), Answer(None, "", f"the process ended with status {done.returncode}\n{done.stderr.decode('utf-8', 'replace')}")

    # One after the other

    def ask_one(self, text):
        """The answer to one text, in a process that goes on."""
        if self.process is None:
            self.process = subprocess.Popen(self.command, cwd=self.place, env=environment(self.place), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self.read()
            self.write(self.first)
        answer = self.write(text)
        if answer.status is None:
            self.close()
        return answer

    def write(self, text):
        try:
            self.process.stdin.write(framed([text]))
            self.process.stdin.flush()
        except OSError:
            return Answer(None, "", "the process ended")
        return self.read()

    def read(self):
        numbers = self.process.stdout.readline().split()
        if len(numbers) != 3:
            return Answer(None, "", "the process ended")
        status, out, err = map(int, numbers)
        return self.heard(Answer(status, text_of(self.process.stdout.read(out)), text_of(self.process.stdout.read(err))))

    def close(self):
        if self.process:
            self.process.kill()
            with suppress(OSError):
                self.process.communicate()
            self.process = None


def text_of(read):
    return read.decode("utf-8", "replace")


def framed(texts):
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    return b"".join(b"%d\n%b" % (len(part), part) for part in parts)


def unframed(out):
    answers, at = [], 0
    while (end := out.find(b"\n", at)) >= 0:
        status, length, said = map(int, out[at:end].split())
        if end + 1 + length + said > len(out):
            break
        at = end + 1
        answers.append(Answer(status, text_of(out[at:at + length]), text_of(out[at + length:at + length + said])))
        at += length + said
    return answers


# Databases

BACKENDS = ["memory", "sqlite", "bare", "postgres"]  # bare: as sqlite, of a file without its indexes


class Database:
    """A world's files in a folder, and an asker for each backend."""

    def __init__(self, world, folder, tools, backends):
        self.folder, self.tools = folder, tools
        world.write(folder)
        self.askers, self.problem = {}, self.run("-f", "make.cyq")
        for backend in backends:
            options = None if self.problem else self.options(backend)
            if options:
                self.askers[backend] = Asker(tools, options, folder, world.session())

    def run(self, *words):
        """What is wrong with a run of the program; None if all is well."""
        done = subprocess.run([self.tools.cyq, *words, "--today", TODAY], cwd=self.folder, env=environment(self.folder), stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=PROCESS, check=False)
        return f"{' '.join(words)}: {text_of(done.stderr)}" if done.returncode else None

    def options(self, backend):
        if backend == "bare":
            shutil.copy(os.path.join(self.folder, "world.db"), os.path.join(self.folder, "bare.db"))
            drop_indexes(os.path.join(self.folder, "bare.db"))
            return ["--db", "bare.db", "--backend", "sqlite"]
        if backend == "postgres":
            self.problem = self.run("--db", "world.db", 'save "world.sql"')
            url, said = (None, self.problem) if self.problem else self.tools.server.load(os.path.join(self.folder, "world.sql"))
            self.problem = self.problem or said
            return url and ["--db", url, "--backend", "postgres"]
        return ["--db", "world.db", "--backend", backend]

    def close(self):
        for asker in self.askers.values():
            asker.close()
        if self.tools.server:
            self.tools.server.drop(self.folder)


def drop_indexes(path):
    """All that only makes answers quicker: indexes that hold nothing unique, and virtual tables (R-trees) with the tables in their shadow."""
    with sqlite3.connect(path, isolation_level=None) as database:
        indexes = database.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%'").fetchall()
        virtual = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%'").fetchall()
        for kind, names in (("INDEX", indexes), ("TABLE", virtual)):
            for name, in names:
                quoted = name.replace('"', '""')
                database.execute(f'DROP {kind} "{quoted}"')
    database.close()
