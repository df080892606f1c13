"""Asks the built cyq what the language has: for script/reference. What is documented is what the program says."""
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from harness import Place, furnish, run

TODAY = "2025-10-15"
COMMAND = "$ "  # before an example that is a command line
HEAD = re.compile(r"(error|warning|note)\[(\w+)\]: ")
OPTION = re.compile(r"^  (?:(-\w), |    )(--[\w-]+)(?: ([A-Z]+))? +(\S.*)$")


@dataclass
class Entry:
    """One thing that has a name. `form` is a signature, a syntax or how values are written; `output` is what the example gives."""

    name: str
    kind: str
    form: str
    help: str
    example: str = ""
    definition: str = ""
    output: str = ""
    lacks: list = field(default_factory=list)  # what is wrong with it, a line each


class Program:
    """The built cyq, asked in folders that look like the project's."""

    def __init__(self, cyq):
        self.cyq = os.path.abspath(cyq)

    def run(self, arguments, script=None):
        """(exit status, standard output, standard error) of one call; `script` lies beside it as script.cyq."""
        with Place() as place:
            furnish(place, self.cyq)
            if script is not None:
                with open(os.path.join(place, "script.cyq"), "w", encoding="utf-8") as file:
                    file.write(script + "\n")
            return run([self.cyq, "--today", TODAY, *arguments], place)

    def shell(self, command):
        """What a command line prints, both outputs together as a terminal shows them."""
        with Place() as place:
            furnish(place, self.cyq)
            printed = run(["bash", "-c", command], place, merge=True, path_first=os.path.join(place, ".bin"))[1]
            # A server of tests/postgres/with has a folder and a port of its own each time.
            return re.sub(r"/tmp/cyq-pg-\w+(, port \d+)?", lambda at: "/run/postgresql" + (", port 5432" if at[1] else ""), printed)

    def ask(self, statements):
        """The rows that each statement lists."""
        status, out, err = self.run(["--format", "json", "-f", "script.cyq"], "\n".join(statements))
        if status != 0:
            raise SystemExit(f"script/reference: cyq cannot be asked:\n{err}")
        answers, at, decoder = [], 0, json.JSONDecoder()
        while at < len(out.rstrip()):
            rows, at = decoder.raw_decode(out, at)
            answers.append([{name: cell or "" for name, cell in row.items()} for row in rows])
            at += len(out[at:]) - len(out[at:].lstrip())
        return answers


def quoted(name):
    return json.dumps(name, ensure_ascii=False)


# ---- What there is ----


def listed(program, word):
    """The entries of a list of `show`, described."""
    rows = program.ask([f"show {word}"])[0]
    names = list(dict.fromkeys(row["name"] for row in rows))
    described = {}
    for answer in program.ask([f"describe {quoted(name)}" for name in names]):
        described.update({(row["name"], row["form"]): row for row in answer if "form" in row})
    entries = []
    for row in rows:
        form = row.get("signature", row.get("form", row.get("written", "")))
        told = described.get((row["name"], form), {})
        entries.append(Entry(row["name"], told.get("kind", ""), form, row["help"], told.get("example", "")))
    return entries


def codes(program):
    """The codes of messages. The title is the definition, the message that the example gives the output."""
    rows = program.ask([f"explain {row['code']}" for row in program.ask(["show codes"])[0]])
    return [Entry(row["code"], row["severity"], "", row["help"], row["example"], row["title"], row["message"]) for (row,) in rows]


def modules(program):
    """(module, what it defines), for each. What a module defines has no example of its own; docs/modules.md shows them at work."""
    names = [row["name"] for row in program.ask(["show modules"])[0]]
    told = []
    for name, answer in zip(names, program.ask([f"describe {name}" for name in names])):
        entries = [Entry(row["name"], row["kind"], row["form"], row["help"], "", row["definition"]) for row in answer]
        at = [entry.kind for entry in entries].index("module")  # before it stands what else has the name, behind it what it defines
        told.append((entries[at], entries[at + 1:]))
        for entry in entries[at:]:
            complete(entry, ["help"])
    return told


def unwrapped(help_text):
    """The text of `cyq --help` with each option and call in one line again; an example (`$ `) keeps its own."""
    return re.sub(r"\n {25,}(?! |\$ )", " ", help_text)


def options(program):
    """The options, as `cyq --help --verbose` prints them: a line each, and one with the example."""
    entries = []
    for line in unwrapped(program.run(["--help", "--verbose"])[1]).splitlines():
        option = OPTION.match(line)
        if option:
            form = " ".join(part for part in (option[2], option[3]) if part)
            entries.append(Entry(option[2], "option", form if not option[1] else f"{option[1]}, {form}", option[4]))
        elif line.strip().startswith(COMMAND) and entries:
            entries[-1].example = line.strip()
    return entries


# ---- What the examples give ----


def complete(entry, texts):
    """Notes which of the texts that an entry must have are empty."""
    entry.lacks += [f"it has no {name}" for name in texts if not getattr(entry, name)]


def run_script(program, entry):
    """The example's output, as csv where it does not say otherwise itself."""
    status, entry.output, err = program.run(["--format", "csv", "-f", "script.cyq"], entry.example)
    if status != 0:
        entry.lacks.append(f"its example does not run:\n{entry.example}\n{err}")


def first_message(text, code):
    """The message of a code, out of all that a program says."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        head = HEAD.match(line)
        if not head or head[2] != code:
            continue
        end = at + 1
        while end < len(lines) and re.match(r"\s|\d+ \|", lines[end]):
            end += 1
        return "\n".join(lines[at:end])
    return ""


def run_code(program, entry):
    if entry.example.startswith(COMMAND):
        entry.output = first_message(program.shell(entry.example.removeprefix(COMMAND)), entry.name)
    if not entry.output:
        entry.lacks.append(f"its example does not give it:\n{entry.example}")


def run_option(program, entry):
    entry.output = program.shell(entry.example.removeprefix(COMMAND))
    if not entry.output:
        entry.lacks.append("its example prints nothing")


def run_examples(work):
    """Runs each (function, program, entry), several at a time."""
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        for job in [pool.submit(*item) for item in work if item[2].example]:
            job.result()


PAGES = {"function": "functions", "measure": "measures", "aggregate": "aggregates", "window function": "windows", "clause": "clauses", "statement": "statements",
         "word": "words", "sign": "words", "operator": "operators"}


def by_page(entries):
    """Entries by the page that their kind belongs to."""
    told = {}
    for entry in entries:
        if entry.kind not in PAGES:
            raise SystemExit(f"script/reference: {entry.name} is of a kind that has no page: {entry.kind or 'none'}")
        told.setdefault(PAGES[entry.kind], []).append(entry)
    return told


def ask_all(program):
    """All entries by the name of their page, complete with what their examples give."""
    told = {
        **by_page(listed(program, "functions") + listed(program, "words")),
        "operators": listed(program, "operators"),
        "types": listed(program, "types"),
        "formats": listed(program, "formats"),
        "codes": codes(program),
        "options": options(program),
    }
    runners = {"codes": run_code, "options": run_option}
    texts = {"codes": ["definition", "help", "example"], "types": ["help", "example"]}
    for page, entries in told.items():
        for entry in entries:
            complete(entry, texts.get(page, ["form", "help", "example"]))
    run_examples([(runners.get(page, run_script), program, entry) for page, entries in told.items() for entry in entries])
    return told
