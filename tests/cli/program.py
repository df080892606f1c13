"""The program as the harnesses of this folder run it: in a folder of its own, with its streams in pipes or on a pseudo-terminal."""
import argparse
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import ROOT, Place, Tally, environment  # noqa: E402


class Wrong(Exception):
    pass


class NoTerminal(Exception):
    pass


def expect(true, story):
    if not true:
        raise Wrong(story)


class Program:
    """The program in a folder of its own."""

    def __init__(self, cyq, folder):
        self.cyq, self.folder = cyq, folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def start(self, *arguments, more=None, **options):
        settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.Popen([self.cyq, *arguments], cwd=self.folder, env={**environment(self.folder), **(more or {})}, **settings)

    def run(self, *arguments, stdin=None, more=None, **options):
        if stdin is not None:
            options["stdin"] = subprocess.PIPE
        process = self.start(*arguments, more=more, **options)
        out, err = process.communicate((stdin or "").encode() if stdin is not None else None, timeout=60)
        return process.returncode, (out or b"").decode("utf-8", "replace"), (err or b"").decode("utf-8", "replace")

    def expect(self, *arguments, status=0, out=None, err=None, **options):
        """Runs and compares: a text must be equal, a pattern must be found."""
        got = self.run(*arguments, **options)
        story = f"cyq {' '.join(arguments)}\nstatus {got[0]}\n--- stdout\n{got[1]}--- stderr\n{got[2]}"
        expect(got[0] == status, f"wanted status {status}\n{story}")
        for what, want, text in (("stdout", out, got[1]), ("stderr", err, got[2])):
            if isinstance(want, re.Pattern):
                expect(want.search(text), f"wanted {want.pattern} on {what}\n{story}")
            elif want is not None:
                expect(text == want, f"wanted on {what}:\n{want}\n{story}")
        return got


class Terminal:
    """The program on a pseudo-terminal, without a pager unless one is given; everything it prints gathers in `seen`."""

    def __init__(self, program, *arguments, columns=80, rows=30, **more):
        self.seen, self.status = "", None
        try:
            self.pid, self.fd = pty.fork()
        except OSError as error:
            raise NoTerminal(str(error)) from error
        if self.pid == 0:
            os.chdir(program.folder)
            settings = {**environment(program.folder), "TERM": "xterm", "PAGER": "", **more}
            os.execve("/bin/sh", ["sh", "-c", f'stty cols {columns} rows {rows}; exec "$0" "$@"', program.cyq, *arguments], settings)

    def read(self, seconds):
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.seen += data.decode("utf-8", "replace")
        return bool(data)

    def wait(self, pattern, seconds=20):
        """Waits until the pattern is seen; forgets all up to its end and gives what stood before and in it."""
        end = time.time() + seconds
        while not (found := re.search(pattern, self.seen)):
            expect(time.time() < end, f"waited for {pattern}, saw\n{self.seen}")
            if not self.read(0.1):
                found = re.search(pattern, self.seen)
                expect(found, f"ended before {pattern}, saw\n{self.seen}")
                break
        text, self.seen = self.seen[:found.end()], self.seen[found.end():]
        return text

    def send(self, text):
        os.write(self.fd, text.encode())

    def finish(self, seconds=20):
        """Waits for the end; gives the exit status and all that was printed meanwhile."""
        end = time.time() + seconds
        while self.read(0.1):
            expect(time.time() < end, f"did not end, saw\n{self.seen}")
        _, status = os.waitpid(self.pid, 0)
        self.status = os.waitstatus_to_exitcode(status)
        return self.status, self.seen

    def close(self):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)


class on_terminal:
    def __init__(self, *arguments, **settings):
        self.arguments, self.settings = arguments, settings

    def __enter__(self):
        self.terminal = Terminal(*self.arguments, **self.settings)
        return self.terminal

    def __exit__(self, *_):
        self.terminal.close()


def run_cases(cases, about):
    """The main program of a harness: its cases, functions that take a Program."""
    options = argparse.ArgumentParser(description=about)
    options.add_argument("cyq", nargs="?", default=os.path.join(ROOT, "build/cyq"))
    options.add_argument("-k", dest="pattern", default="", help="only cases whose name holds this")
    options = options.parse_args()
    tally = Tally()
    for function in cases:
        if options.pattern not in function.__name__:
            continue
        try:
            with Place() as folder:
                function(Program(os.path.abspath(options.cyq), folder))
            tally.good()
        except Wrong as wrong:
            tally.bad(function.__name__.replace("_", " "), str(wrong))
        except NoTerminal as none:
            tally.skip(function.__name__.replace("_", " "), f"there is no pseudo-terminal here: {none}")
        except subprocess.TimeoutExpired as late:
            tally.bad(function.__name__.replace("_", " "), f"took too long: {late.cmd}")
    tally.finish()
