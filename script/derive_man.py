"""Writes the manual pages: cyq(1) of what `cyq --help` and the tables of docs/program.md say, cyql(7) of the tables of the language."""
import os
import re
import textwrap

from harness import ROOT
from reference_ask import unwrapped
from reference_pages import runs

DATE = "2026-11-29"  # of the pages' frame: what stands in this file
MADE = r'.\" Made by script/reference from the tables of the program and the language: change those, then run it again.'
WIDTH = 78

# ---- Roff ----


def plain(text, code=False):
    """A text that roff shows as it stands; in code a dash is a minus sign, which can be copied."""
    special = {"\\": r"\e", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq", **({"-": r"\-"} if code else {})}
    return "".join(special.get(c, c) for c in text)


def lead(line):
    """A line that roff does not take for a request."""
    return r"\&" + line if line.startswith((".", "'")) else line


def strong(text):
    return rf"\fB{plain(text, code=True)}\fR"


def prose(text):
    """Markdown of one paragraph: code between backquotes is bold, links are their texts."""
    text = re.sub(r"\[([^\]]*)\]\([^)\s]*\.\w+[^)\s]*\)|\[([^\]]*)\]\(#[^)]*\)", lambda at: at[1] or at[2], text)
    marked = "".join(strong(part[1:-1].replace("\\|", "|")) if at % 2 else plain(part) for at, part in enumerate(re.split(r"(`[^`]+`)", text)))
    return "\n".join(lead(line) for line in textwrap.wrap(marked, WIDTH, break_long_words=False, break_on_hyphens=False))


def sentence(text):
    """A line of help as a sentence; `fmt: …` and `auto, …` begin with a word that is typed so."""
    typed = re.match(r"\w+[:,]", text)
    return (text if typed else text[:1].upper() + text[1:]) + ("" if text.endswith((".", "…")) else ".")


def code(lines):
    """Lines as they stand, behind a paragraph."""
    shown = "\n".join(lead(plain(line, code=True)) if line else r"\&" for line in lines)
    return f".PP\n.nf\n.RS 4\n{shown}\n.RE\n.fi"


def item(heads, *bodies):
    """Heads in bold, one a line, and below them paragraphs, or lines of code that come as a list."""
    out = [f"{'.TQ' if at else '.TP'}\n{strong(head)}" for at, head in enumerate(heads)]
    for at, body in enumerate(body for body in bodies if body):
        if isinstance(body, list):
            out.append(".RS\n" + code(body) + "\n.RE")
        else:
            out.append((".IP\n" if at else "") + prose(body))
    return "\n".join(out)


def page(name, section, version, parts):
    """`parts`: (heading, pieces) each."""
    head = f'{MADE}\n.TH {name.upper()} {section} {DATE} "cyq {version}"\n.nh\n.ad l'
    body = "\n".join("\n".join([f".SH {heading}", *pieces]) for heading, pieces in parts)
    return re.sub(r"^(\.SH .*)\n\.PP$", r"\1", f"{head}\n{body}\n", flags=re.MULTILINE)  # a paragraph begins there by itself


# ---- cyq(1) ----


def table_of(path, heading):
    """The rows of the first table whose head's first cell is `heading`, in a page of docs/."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        lines = file.read().splitlines()
    at = next((at for at, line in enumerate(lines) if line.startswith(f"| {heading} |")), None)
    if at is None:
        raise SystemExit(f"script/reference: {path} has no table of {heading}")
    rows = []
    for line in lines[at + 2:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return rows


def calls_of(help_text):
    """(command line, what it does), as the help begins."""
    return re.findall(r"^  (cyq\S*(?: \S+)*?)  +(\S.*)$", unwrapped(help_text).split("\nOptions:")[0], re.MULTILINE)


def last_examples(help_text):
    return [line[2:] for line in help_text.rstrip().split("\n\n")[-1].splitlines()]


ENVIRONMENT = [
    (["CYQ_PATH"], "The folders in which `use` looks for modules, with `:` between them, where `--module-path` does not say so."),
    (["NO_COLOR"], "If it is set and not empty, nothing is coloured."),
    (["VISUAL", "EDITOR"], "The editor of the prompt's command `.edit`."),
    (["TMPDIR"], "The folder of the file that is edited there; `/tmp` where it is not set."),
    (["PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD"], "What a `postgresql://` address leaves open, as for every client of PostgreSQL."),
    (["XDG_CONFIG_HOME", "XDG_STATE_HOME"], "Where the files of the next section lie."),
]
PLACES = [
    (["$XDG_CONFIG_HOME/cyq/rc", "~/.config/cyq/rc"], "Commands of the prompt and statements that run at every start of the prompt."),
    (["$XDG_STATE_HOME/cyq/history", "~/.local/state/cyq/history"], "The statements of the prompt, those of earlier days, too."),
]
PROGRAM = """Without a query on a terminal cyq is a prompt: Enter runs a complete query and goes on with an incomplete one, Tab writes or shows what may come. From a pipe it
reads a script. It comes with the facts of one newsletter; `--db` asks other data. The language is described in cyql(7)."""
SCRIPTS = """A script is a file of statements. Its `param`s are its options, given as NAME=VALUE; with `--help` behind `-f FILE` it says what it is for and which params it
has. A first line `#!/usr/bin/env \\-S cyq \\-f` makes the file a program."""


def cyq_page(told, help_text, version):
    calls = calls_of(help_text)
    dots = [item([", ".join(re.findall(r"`([^`]*)`", cell))], sentence(says)) for cell, says in table_of("docs/program.md", "command")]
    if not calls:
        raise SystemExit("script/reference: cyq --help does not begin with its calls")
    synopsis = [".nf", *(strong(call) for call, _ in calls), ".fi"]
    options = [item([e.form], sentence(e.help), [e.example]) for e in told["options"]]
    return page("cyq", 1, version, [
        ("NAME", [rf"cyq \- {plain('asks questions of a programme of activities, in CyQL')}"]),
        ("SYNOPSIS", synopsis),
        ("DESCRIPTION", [prose(PROGRAM), *(item([call], sentence(says)) for call, says in calls)]),
        ("OPTIONS", [prose("Where an example names files that are not its own, they are those of the project's folder."), *options]),
        ("SCRIPTS", [prose(SCRIPTS.replace("\\-", "-"))]),
        ("THE PROMPT", [prose("Lines that begin with a dot are commands. They change how results are shown, never what they are."), *dots]),
        ("EXIT STATUS", [item([status], sentence(means)) for status, means in table_of("docs/program.md", "exit status")]),
        ("ENVIRONMENT", [item(names, says) for names, says in ENVIRONMENT]),
        ("FILES", [item(names, says) for names, says in PLACES]),
        ("EXAMPLES", [code(last_examples(help_text))]),
        ("SEE ALSO", [r"\fBcyql\fR(7)"]),
    ])


# ---- cyql(7) ----

LANGUAGE = """CyQL asks questions that read like sentences. A query is a source, such as a collection, and any number of clauses, which apply in the order in which they are
written. Every expression has a type before the query runs, and a mistake gets a message with its place and with what to write instead."""
LINES = """A statement ends at the end of its line, at `;` or at a blank line; it goes on where it is plainly unfinished, or where the next line begins with a clause. `#` begins
a comment. Words and names ignore case. A clause with no source before it goes on from the last query."""
VALUES = """Right of a comparison, words are one text and need no quotes: `country = North Macedonia`. A text that has a word of the language such as `and` in it wants them:
`"Bosnia and Herzegovina"`. A time is a period at the precision that is written, `=` between times is true when they share a day; a set has many values, `=` is true when one of them
fits. What is missing is never equal to anything, and the negative forms are true of it."""
SYNTAX = """Capitals stand for what is written in their place: CONDITION is true or false, E any expression, KEY one that rows are grouped by, V what may stand right of `in`, Q the name of
a query or a query in brackets, N a number. What stands in `[ ]` may be left out, `…` is repeated."""


def with_examples(entries):
    """An item for each name: its forms that say the same stand together, with the example of the first."""
    out = []
    for _, same in runs(entries, lambda e: (e.name, e.help)):
        forms = list(dict.fromkeys(e.form for e in same if e.form)) or [same[0].name]
        out.append(item(forms, sentence(same[0].help), same[0].example.splitlines()))
    return out


def short(entries):
    """The same without examples: those of functions are on the reference's pages."""
    return [item([e.form for e in same], sentence(text)) for (_, text), same in runs(entries, lambda e: (e.name, e.help))]


EXAMPLES = [
    "activities where project = CyberEast+ and month = 2025-10 select start, country, source",
    "activities count by project",
    "projects select name, budget sort by budget desc, name",
    'activities where country = Moldova and when = 2025-Q4 to csv "moldova.csv"',
]


def cyql_page(told, version):
    types = [item([e.name], *([f"Written {e.form}."] if e.form else []), e.help) for e in told["types"]]
    return page("cyql", 7, version, [
        ("NAME", [r"cyql \- the query language of cyq"]),
        ("DESCRIPTION", [prose(LANGUAGE), code(EXAMPLES[:1])]),
        ("LINES AND WORDS", [prose(LINES), ".PP", prose(VALUES)]),
        ("TYPES", [prose("Every value has one of these types, and every one of them makes a type of sets, such as `set of text`."), *types]),
        ("CLAUSES", [prose(SYNTAX), *with_examples(told["clauses"])]),
        ("STATEMENTS", [prose("A query by itself is a statement; the others begin with a word of their own."), *with_examples(told["statements"])]),
        ("OPERATORS", short(told["operators"])),
        ("WORDS AND SIGNS", short(told["words"])),
        ("FUNCTIONS", [prose("Called with the values of one row. Where an argument is missing the result is, too."), *short(told["functions"])]),
        ("MEASURES AND SETS", short(told["measures"])),
        ("AGGREGATES", [prose("Over rows: in `show`, after `group by`, and beside rows in `where` and `add`. What is missing is passed over."), *short(told["aggregates"])]),
        ("WINDOW FUNCTIONS", [prose("In `add`: beside a row, of the rows around it."), *short(told["windows"])]),
        ("FORMATS", with_examples(told["formats"])),
        ("EXAMPLES", [code(EXAMPLES)]),
        ("SEE ALSO", [r"\fBcyq\fR(1)"]),
    ])


def files(told, help_text, version):
    """The text of each page by its file's name under man/."""
    return {"cyq.1": cyq_page(told, help_text, version), "cyql.7": cyql_page(told, version)}
