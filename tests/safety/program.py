"""The program in a folder of its own, asked in every way that the cases need."""
import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import TIMEOUT, environment  # noqa: E402


class Skip(Exception):
    """This machine cannot try it."""


class Program:
    def __init__(self, cyq, folder, few):
        self.cyq, self.folder, self.few = cyq, folder, few

    def path(self, name):
        return os.path.join(self.folder, name)

    def command(self, words):
        return [self.cyq, "--today", "2025-10-15", *words]

    def run(self, *words, stdin=b"", more=None, env=None, **options):
        """(exit status, standard output, standard error) as bytes."""
        settings = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "input": stdin, **options}
        if "stdin" in settings:
            del settings["input"]
        done = subprocess.run(self.command(words), cwd=self.folder, env={**environment(self.folder), **(more or {})} if env is None else env, timeout=TIMEOUT,
                              **settings)
        return done.returncode, done.stdout or b"", done.stderr or b""

    def good(self, *words, **options):
        """What is printed by a run that must succeed."""
        status, out, err = self.run(*words, **options)
        if status != 0:
            raise AssertionError(f"{words}: exit status {status}\n{err.decode('utf-8', 'backslashreplace')}")
        return out.decode("utf-8")

    def formats(self, citable=False):
        """Every format with each of its options, and alone, as what stands behind `to`; what only rows can have that were not loaded, where it is asked for."""
        all_of_them = []
        for row in json.loads(self.good("--format", "json", "show formats")):
            all_of_them += [row["name"], *(f"{row['name']} {option}" for option in re.findall(r"\[(\w+)\]", row["form"]) if citable or option != "citable")]
        return all_of_them

    def on_terminal(self, *words, typed=(), size=(60, 100), more=None, stdout=None):
        """(exit status, what the terminal is sent), line ends as the program wrote them; `typed` are the texts that one types, with a pause before each; `stdout` is a
        file that takes what is printed in the terminal's place."""
        child, master = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
            if stdout:
                os.dup2(os.open(stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), 1)
            os.execve(self.cyq, self.command(words), {**environment(self.folder), "TERM": "xterm-256color", "PAGER": "cat", **(more or {})})
        out, ends, waiting = b"", time.time() + TIMEOUT, list(typed)
        while time.time() < ends:
            ready, _, _ = select.select([master], [], [], 0.3 if waiting else 5)
            if not ready and waiting:
                os.write(master, waiting.pop(0).encode())
                continue
            try:
                piece = os.read(master, 65536) if ready else b""
            except OSError:
                piece = b""
            if not piece and ready:
                break
            out += piece
        os.close(master)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), out.replace(b"\r\n", b"\n").decode("utf-8", "backslashreplace")
