"""A failure as a case of tests/script: with its tables, how they become a database, and what memory answers."""
import os
import subprocess
import tempfile

from asking import TODAY
from harness import environment


def case_text(name, world, script, backend, tools, place):
    """The text of a .cyqt file. What it expects is what the program answers in memory."""
    files = world.files()
    text = world.session() + script.text()
    with tempfile.TemporaryDirectory(dir=place) as folder:
        world.write(folder)
        subprocess.run([tools.cyq, "-f", "make.cyq"], cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
        done = subprocess.run([tools.cyq, "--db", "world.db", "--backend", "memory", "--format", "csv", "--today", TODAY, text], cwd=folder, env=environment(folder),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    lines = [f"## Found by tests/differential/run: {backend}.", "", f"# {name}", "#! first: -f make.cyq", "#! --db world.db", text.rstrip("\n")]
    for file, content in files.items():
        part(lines, f"---- file {file}", content)
    part(lines, "----", done.stdout.decode("utf-8", "replace"))
    if done.stderr:
        part(lines, "---- stderr", done.stderr.decode("utf-8", "replace"))
    if done.returncode:
        lines.append(f"---- exit {done.returncode}")
    return "\n".join(lines) + "\n"


def part(lines, mark, text):
    """Blank lines at the end count only before `---- end`."""
    lines.append(mark)
    lines += text.split("\n")[:-1] if text.endswith("\n") else text.split("\n")
    if text.endswith("\n\n") or text == "\n":
        lines.append("---- end")


def save(folder, name, text):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name + ".cyqt")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path
