"""What the Python harnesses share: a clean place to run cyq in, and the tally line that each of them ends with."""
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIMEOUT = 60
SERVER = ("PGHOST", "PGPORT", "PGUSER", "PGDATABASE")  # where tests/postgres/with has one; nothing else asks a server


class Tally:
    """Counts cases; prints the bad ones as they come and the totals at the end."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def good(self):
        self.passed += 1

    def bad(self, name, story):
        self.failed += 1
        print(f"--- {name}\n{story.rstrip()}\n", flush=True)

    def skip(self, name, reason):
        self.skipped += 1
        print(f"skipped: {name}: {reason}", flush=True)

    def finish(self):
        """Prints the tally line and leaves with the status that fits it."""
        line = f"{self.passed} passed, {self.failed} failed"
        print(line + (f", {self.skipped} skipped" if self.skipped else ""), flush=True)
        sys.exit(self.failed > 0)


def environment(home, path_first=None):
    """The few variables a case may see, so that no answer hangs on the machine; sanitizers keep their options."""
    kept = {k: v for k, v in os.environ.items() if k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", *SERVER)}
    path = os.environ.get("PATH", "/usr/bin:/bin")
    return {"PATH": f"{path_first}:{path}" if path_first else path, "HOME": home, "LC_ALL": "C.UTF-8", **kept}


class Place:
    """A folder of its own for one run of the program, gone afterwards; `with Place() as directory`."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="cyq-test-")
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


ON_BACKEND = """#!/bin/sh
case " $* " in
" import "* | " fmt "* | *" --backend "*{more}) exec {cyq} "$@" ;;
*) exec {cyq} --backend {backend} "$@" ;;
esac
"""


def furnish(place, cyq, backend=None):
    """Makes a place look like the project's folder: everything by its name, and cyq with the tools of its build in .bin, for the PATH. With a backend
    cyq runs on that one wherever the command line names none."""
    for name in os.listdir(ROOT):
        if not name.startswith((".", "build")):
            os.symlink(os.path.join(ROOT, name), os.path.join(place, name))
    os.mkdir(os.path.join(place, ".bin"))
    for tool in ("cyq", "cyq_embed"):
        built = os.path.join(os.path.dirname(cyq), tool)
        if os.path.exists(built):
            os.symlink(built, os.path.join(place, ".bin", tool))
    if backend:
        wrapper = os.path.join(place, ".bin", "cyq")
        os.remove(wrapper)
        with open(wrapper, "w", encoding="utf-8") as file:
            more = ' | *" --db "*' if backend == "postgres" else ""  # a file is none of a server's
            file.write(ON_BACKEND.format(cyq=cyq, backend=backend, more=more))
        os.chmod(wrapper, 0o755)


def run(command, place, stdin="", merge=False, path_first=None):
    """Runs `command` in `place`; gives (exit status, stdout, stderr) as text, status None when it took too long."""
    try:
        done = subprocess.run(command, cwd=place, env=environment(place, path_first), input=stdin.encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT if merge else subprocess.PIPE, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return None, "", f"took longer than {TIMEOUT} seconds"
    return done.returncode, done.stdout.decode("utf-8", "replace"), (done.stderr or b"").decode("utf-8", "replace")
