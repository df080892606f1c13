"""The words of the language by what they are, for highlighting: asked of the built cyq, and read from the tables that it is built from where they say more than it
prints. Each highlighter turns them into patterns of its own."""
import os
import re
from dataclasses import dataclass

from harness import ROOT

# What is told apart: (kind, TextMate scope, Vim group, what Vim links it to).
KINDS = [
    ("comment", "comment.line.number-sign", "Comment", "Comment"),
    ("string", "string.quoted", "String", "String"),
    ("escape", "constant.character.escape", "Escape", "SpecialChar"),
    ("pattern", "string.regexp", "Pattern", "String"),
    ("phrase", "string.unquoted", "Phrase", "String"),
    ("number", "constant.numeric", "Number", "Number"),
    ("money", "constant.numeric.money", "Money", "Number"),
    ("duration", "constant.numeric.duration", "Duration", "Number"),
    ("time", "constant.other.time", "Time", "Constant"),
    ("constant", "constant.language", "Constant", "Boolean"),
    ("clause", "keyword.control.clause", "Clause", "Statement"),
    ("statement", "keyword.control.statement", "Statement", "PreProc"),
    ("word", "keyword.other", "Word", "Keyword"),
    ("operator", "keyword.operator.word", "Operator", "Operator"),
    ("sign", "keyword.operator.sign", "Sign", "Operator"),
    ("function", "support.function", "Function", "Function"),
    ("call", "entity.name.function.call", "Call", "Function"),
    ("type", "storage.type", "Type", "Type"),
    ("format", "support.constant.format", "Format", "Constant"),
    ("variable", "variable.other", "Variable", "Identifier"),
    ("field", "variable.other.member", "Field", "Identifier"),
    ("name", "entity.name.definition", "Name", "Identifier"),
]

CLASSES = {"KW_CLAUSE": "clause", "KW_SMALL": "word", "KW_OPERATOR": "operator", "KW_STATEMENT": "statement"}


@dataclass
class Keyword:
    """A row of lexer/keywords.def; `text` has one word or two."""

    text: str
    kind: str
    traits: set


@dataclass
class Words:
    keywords: list
    functions: list
    types: list
    formats: list
    options: list  # of all formats together
    constants: list
    units: list
    suffixes: list

    def those(self, kind, *traits, without=()):
        return [k.text for k in self.keywords if k.kind == kind and k.traits >= set(traits) and not k.traits & set(without)]


def rows(path, pattern):
    """The groups of each row of a table in a source file."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        found = re.findall(pattern, file.read(), re.MULTILINE)
    if not found:
        raise SystemExit(f"script/reference: {path} has no rows of the form {pattern}")
    return found


def keywords():
    table = rows("lexer/keywords.def", r'^KEYWORD\(\w+, "(\w+)", "(\w*)", (KW_\w+), ([\w| ]+), "')
    return [Keyword(f"{first} {second}".strip(), CLASSES[kind], set(re.findall(r"\w+", traits)) - {"0"})
            for first, second, kind, traits in table if kind in CLASSES]


def once(names):
    return list(dict.fromkeys(names))


def options_of(entries):
    """The options of formats: in the form of each, in brackets."""
    return once(word for entry in entries for word in re.findall(r"\[(\w+)\]", entry.form))


def words_of(told):
    """All of them, from what reference_ask found."""
    called = [e.name for page in ("functions", "measures", "aggregates", "windows") for e in told[page]]
    written = [word for e in told["types"] if e.name in ("bool", "date") for word in re.findall(r"\b[a-z]+\b", e.form)]
    return Words(
        keywords=keywords(),
        functions=once(called),
        types=[e.name for e in told["types"]],
        formats=[e.name for e in told["formats"]],
        options=options_of(told["formats"]),
        constants=once(written),
        units=[unit for pair in rows("base/calendar.c", r'\{"(\w+)", "(\w+)", CAL_\w+, \d+\}') for unit in pair],
        suffixes=[suffix for suffix in rows("base/decimal_text.c", r'\{"([\w%]+)", -?\d+\}')],
    )
