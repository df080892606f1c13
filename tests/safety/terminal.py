"""What a terminal is sent: no text moves its cursor, also where colours, wrapping and the prompt send controls of their own."""
import re

import hazards
from hazards import HARMFUL, SOURCES, TEXTS
from readers import expect

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# What texts would have the terminal do, and no colour or line editor does.
HOSTILE = re.compile("\x1b\\]52|\x1b\\]8|\x1b\\]0|\x1b\\[2J\x1b\\[31m|\x1bP1|[\u0080-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029]|red\x1b|\x7fete|\b\b\bspace|\x0eout|\vtt")


def harmless(text, what):
    found = HARMFUL.search(text)
    expect(not found, f"{what}: {text[max(0, text.find(found[0]) - 60):][:120]!r}" if found else "")


def case_formats_on_a_terminal(p):
    """As off it; with colours the same text. Wide, narrow, and so narrow that rows are written by themselves."""
    hazards.furnish(p.folder)
    load = SOURCES["csv"][1]
    for form in p.formats():
        if form.split()[0] in ("csv", "tsv", "json", "jsonl", "ics"):
            continue
        for width in (100,) if p.few else (200, 100, 40):
            status, plain = p.on_terminal(load + f"t select n, k, day to {form}", size=(1000, width), more={"NO_COLOR": "1"})
            expect(status == 0, f"{form}: {status} {plain}")
            harmless(plain, f"{form} at {width}")
            status, coloured = p.on_terminal(load + f"t select n, k, day to {form}", size=(1000, width))
            expect(COLOUR.sub("", coloured) == plain, f"{form} at {width}: colours change the text")


def case_messages_on_a_terminal(p):
    hazards.furnish(p.folder)
    load = SOURCES["csv"][1]
    few = TEXTS[:20:4] if p.few else TEXTS[:40]
    script = "\n".join(f't where k = "{text}" and n > 1000' for text in (t.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") for t in few) if "\r" not in text)
    for query in (script, script.replace("where", "wher"), "t where k = \x1b[2J\x1b[31mred", "\u009b2J", "t select `\x1b]52;c;aGFja2Vk\x07`"):
        _, plain = p.on_terminal("--color", "never", load + query)
        harmless(plain, query[:60])
        _, coloured = p.on_terminal(load + query)
        expect(COLOUR.sub("", coloured) == plain, f"{query[:60]!r}: colours change the text")


def case_the_prompt_completes_with_such_values(p):
    """Tab shows them, inserts them, and the statement is echoed and answered."""
    hazards.furnish(p.folder)
    typed = ['load "t.csv" as t with k = text\n', "t where k = \t\t", "\x15", "t where k = red\t", "\x15", "t where k = \"\t\t", "\x15", "t where n < 20\n", 't where k = "nosuch" and n = 1\n',
             "t where k ~ clip select k\n", 'load "names.csv" as u\n', "u select \t\t", "\x15", ".describe u\n", ".history\n", ".last\n", ".quit\n"]
    _, seen = p.on_terminal(typed=typed, size=(500, 100), more={"TERM": "xterm", "INPUTRC": "/dev/null"})
    expect("clip" in seen and "loaded" not in seen, seen[-500:])
    found = HOSTILE.search(seen)
    expect(not found, f"{seen[max(0, found.start() - 200):found.end() + 50]!r}" if found else "")


def case_scripts_and_their_help(p):
    bad = "\x1b[2J\x1b[31mred \u202e \u009b31m \x07"
    with open(p.path("s.cyq"), "w", encoding="utf-8") as file:
        file.write(f"# What this is for {bad}\n\n# The country {bad}\nparam $c: text = \"x{bad}\"\nactivities where country = $c count\n")
    for words in ("-f", "s.cyq", "--help"), ("-f", "s.cyq", f"d={bad}"), ("-f", "s.cyq", f"c={bad}"), ("-f", "s.cyq"), ("check", "s.cyq"):
        status, plain = p.on_terminal("--color", "never", *words)
        expect(status in (0, 1, 2), f"{words}: {status}")
        harmless(plain, f"{words}")
