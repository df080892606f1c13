"""Writes the pages of docs/reference/ from what reference_ask found."""
import csv
import io
import re

MADE = "<!-- Made by script/reference from the tables of the language: change those, then run it again. -->"
LONGEST = 14  # lines of an output that is shown

# ---- Pieces of Markdown ----


def prose(text):
    """A text as Markdown that shows it as it stands: outside of its backquotes nothing is markup."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if at % 2 else re.sub(r"([*<>|\\\[\]])", r"\\\1", part) for at, part in enumerate(parts))


def sentence(text):
    """A line of help, which begins small and has no stop, as a sentence."""
    text = prose(text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…")) else ".")


def code(text):
    fence = "``" if "`" in text else "`"
    inside = f" {text} " if text.startswith("`") or text.endswith("`") else text
    return f"{fence}{inside}{fence}"


def block(tag, text):
    return f"```{tag}\n{text.removesuffix(chr(10))}\n```\n"


def anchor(heading):
    """The place that a heading makes in the page."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def link(page, name):
    place = anchor(name)
    return f"[{code(name)}]({page}.md#{place})" if place else f"[{code(name)}]({page}.md)"


def short(text):
    """Code that is short enough for a table; nothing for longer."""
    return code(text) if 0 < len(text) <= 60 else ""


def cell(text):
    """Inside a table, where even code must not have a bare bar."""
    return re.sub(r"(?<!\\)\|", r"\\|", text)


# ---- An example and what it gives ----


def tag_of(entry):
    """How the output's block is tagged: by the format that the example's last clause says."""
    asked = re.search(r"\bto (\w+)(?: \w+)*$", entry.example)
    if not asked:
        return "csv"
    return asked[1] if asked[1] in ("csv", "json", "markdown") else "text"


def shown_output(entry):
    lines = entry.output.splitlines()
    if not lines:
        return ""
    if len(lines) <= LONGEST or tag_of(entry) == "text":
        return "\n" + block(tag_of(entry), entry.output)
    rows = len(list(csv.reader(io.StringIO(entry.output)))) - 1
    return f"\nIt gives {rows} rows.\n" if tag_of(entry) == "csv" else ""


def script_example(entry):
    return block("cyq", entry.example) + shown_output(entry)


def console_example(entry):
    return block("console", f"{entry.example}\n{entry.output}")


def code_example(entry):
    return block("", entry.example) + "\n" + block("text", entry.output)


# ---- Entries ----


def runs(entries, key):
    """The entries in runs of the same key, in order of the first of each."""
    found = {}
    for entry in entries:
        found.setdefault(key(entry), []).append(entry)
    return found.items()


def named(entries, example, level="##"):
    """A heading for each name, and below it what each form of it does; forms with the same text stand together."""
    out = []
    for name, forms in runs(entries, lambda e: e.name):
        out.append(f"{level} {code(name) if not anchor(name) else name}\n")
        for text, same in runs(forms, lambda e: e.help):
            out.append("  \n".join(code(e.form) for e in same if e.form) + ("\n\n" if any(e.form for e in same) else "") + sentence(text) + "\n")
            out += [example(e) for e in same]
    return "\n".join(out)


def grouped(groups, example):
    """Sections of names: (heading, entries) each."""
    return "\n".join(f"## {heading}\n\n{named(entries, example, '###')}" for heading, entries in groups if entries)


def contents(page, entries):
    names = dict.fromkeys(e.name for e in entries)
    return " · ".join(link(page, name).replace(f"({page}.md#", "(#") for name in names if anchor(name))


def page(title, lead, body):
    return f"{MADE}\n\n# {title}\n\n{lead}\n\n{body}".rstrip() + "\n"


# ---- The pages ----

SUBJECTS = {"text": "Text", "date": "Time", "period": "Time", "duration": "Time", "int": "Numbers and money", "number": "Numbers and money",
            "money": "Numbers and money", "bool": "Conditions"}


def subject(forms):
    """What a function is about: the type of its first argument, where it is of one."""
    first = re.match(r"[\w ]+\(([\w ]+)", forms[0].form)
    return SUBJECTS.get(first[1] if first else "", "Any type")


def functions_page(entries):
    groups = {}
    for _, forms in runs(entries, lambda e: e.name):
        groups.setdefault(subject(forms), []).extend(forms)
    order = ["Text", "Numbers and money", "Time", "Conditions", "Any type"]
    return page("Functions",
                "Called by name, with the values of one row: `length(title)`. A function of a date or period may be written behind a dot, `start.month`. "
                "Where an argument is missing the result is, too.\n\n" + contents("functions", entries),
                grouped([(name, groups.get(name)) for name in order], script_example))


def operators_page(entries):
    def heading(entry):
        if entry.form.endswith(": bool"):
            return "Comparing"
        return "Computing" if re.search(r": \w", entry.form) else "Words and signs"
    groups = dict(runs(entries, heading))
    return page("Operators", "What stands between values. `show operators` lists them, `describe \"=\"` describes one.",
                grouped([(name, groups.get(name)) for name in ("Comparing", "Computing", "Words and signs")], script_example))


def codes_page(entries):
    out = []
    for severity, of_one in runs(entries, lambda e: e.kind):
        out.append(f"## {severity.capitalize()}s\n")
        out += [f"### {e.name}\n\n**{sentence(e.definition)}** {prose(e.help)}\n\n{code_example(e)}" for e in of_one]
    return page("Codes of messages",
                "Every message has a code, which keeps its meaning for ever: E for errors, W for warnings, N for notes. `explain E0203` says the same as this page. "
                "Each is shown with an example and the message that it gives; a line that begins with `$` is for the shell, all others are scripts.",
                "\n".join(out))


def options_page(entries, help_text):
    body = "\n".join(f"## {e.name}\n\n{code(e.form)}\n\n{sentence(e.help)}\n\n{console_example(e)}" for e in entries)
    return page("Options of the program", "How the program is called is told in [program.md](../program.md).\n\n" + block("console", "$ cyq --help\n" + help_text).rstrip(), body)


def modules_page(told):
    out = []
    for module, definitions in told:
        out.append(f"## {module.name}\n\n{code(module.form)}\n\n{sentence(module.help)}\n\n| name | is | defined as | says |\n| --- | --- | --- | --- |")
        out += [f"| {cell(code(d.name))} | {cell(d.kind + (', ' + d.form if d.form else ''))} | {cell(short(d.definition))} | {cell(prose(d.help))} |" for d in definitions]
        out.append("")
    return page("Modules",
                "What the standard library defines in the language itself. `use` takes a module in; the prelude is there from the start. "
                "[modules.md](../modules.md) shows them at work. Once a module is used, `describe NAME` shows all of a definition.", "\n".join(out))


SIMPLE = {
    "measures": ("Measures and sets", "Called with a set of one row: `size(project)`. A path inside counts every row that it reaches, equal values included."),
    "aggregates": ("Aggregates", "Over rows: in `show`, after `group by`, and beside rows in `where` and `add`. What is missing is passed over; with nothing to go over "
                   "`count` is 0, `any` false, `all` true and every other one missing."),
    "windows": ("Window functions", "In `add`: beside a row, of the rows around it, in the order of the rows; with `per` of those that have the same keys."),
    "clauses": ("Clauses", "A query is a source and any number of clauses, applied in the order in which they are written.\n\n"
                "In the syntax capitals stand for what is written in their place: CONDITION is true or false, E any expression, KEY one that rows are grouped by, "
                "V what may stand right of `in`, Q the name of a query or a query in brackets, AGGREGATE a call such as `sum(days)`, N a number. "
                "`[…]` may be left out, `…` repeated."),
    "statements": ("Statements", "A script is a list of statements, one a line. A query by itself is one; the others begin with a word of their own."),
    "words": ("Words and signs", "The words that stand inside clauses, and the signs that stand between no values. Those that do are [operators](operators.md)."),
    "types": ("Types", "Every value has one of these types, and every one of them makes a type of sets, such as `set of text`. Below the name stands how values are written."),
    "formats": ("Formats", "How a result leaves: by the clause `to`, or for all results by `--format`."),
}

LINES = {"functions": "what is called with the values of one row", "measures": "what is called with a set", "aggregates": "what goes over rows",
         "windows": "what looks at the rows around a row", "operators": "what stands between values", "clauses": "what queries are made of",
         "statements": "what scripts are made of", "modules": "what the library defines in CyQL", "words": "the small words and the signs", "types": "what values can be", "formats": "how results leave",
         "options": "how the program is told what to do", "codes": "every message, with an example of it"}


def index_page(names_of):
    rows = [f"| [{title(name)}]({name}.md) | {line} | {len(names_of[name])} |" for name, line in LINES.items()]
    names = [f"**[{title(name)}]({name}.md)**: " + " · ".join(link(name, n) for n in names_of[name]) for name in LINES if name != "codes"]
    return page("Reference",
                "Every part of the language and the program, each with an example and what it gives. [language.md](../language.md) explains the language; "
                "`show`, `describe` and `explain` say what stands here at the prompt.",
                "| page | has | entries |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n\n## All names\n\n" + "\n\n".join(names) + "\n")


def title(name):
    special = {"functions": "Functions", "operators": "Operators", "codes": "Codes of messages", "options": "Options of the program", "modules": "Modules"}
    return special.get(name) or SIMPLE[name][0]


def all_pages(told, modules, help_text):
    """The text of each page by its file's name."""
    names = {name: list(dict.fromkeys(e.name for e in entries)) for name, entries in told.items()}
    names["modules"] = [module.name for module, _ in modules]
    pages = {
        "README": index_page(names),
        "modules": modules_page(modules),
        "functions": functions_page(told["functions"]),
        "operators": operators_page(told["operators"]),
        "codes": codes_page(told["codes"]),
        "options": options_page(told["options"], help_text),
    }
    for name, (heading, lead) in SIMPLE.items():
        pages[name] = page(heading, lead + "\n\n" + contents(name, told[name]), named(told[name], script_example))
    return {f"{name}.md": text for name, text in pages.items()}
