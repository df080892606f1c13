"""Off a terminal the same bytes, whatever the environment says: results of every format, files, and messages."""
import os
import shutil
import subprocess

import hazards
from hazards import SOURCES
from readers import expect
from streams import SMALL

LOCALES = ("de_DE.UTF-8", "tr_TR.UTF-8", "ja_JP.EUC-JP")
SETTINGS = [
    {}, {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": "20", "LINES": "3"}, {"TERM": "dumb", "COLUMNS": "500"}, {"TERM": "", "COLUMNS": "x"}, {"LC_ALL": "C"}, {"LANG": "C.UTF-8"},
    {"LC_ALL": "en_US.UTF-8", "LANG": "en_US"}, {"LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"}, {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}, {"LC_ALL": "ja_JP.EUC-JP"}, {"NO_COLOR": "1"},
    {"CLICOLOR_FORCE": "1", "FORCE_COLOR": "1", "CLICOLOR": "1"}, {"PAGER": "less", "LESS": "-R", "CYQ_PAGER": "false"}, {"PAGER": "false"}, {"TZ": "Asia/Tokyo"}, {"TZ": "America/Los_Angeles", "SOURCE_DATE_EPOCH": "0"},
    {"TMPDIR": "/nonexistent", "EDITOR": "false", "VISUAL": "false", "SHELL": "/bin/false"}, {"HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent", "XDG_STATE_HOME": "/nonexistent"},
]


def locales(p):
    """LOCPATH with the locales, where they can be made; else they are only named."""
    if not shutil.which("localedef"):
        return {}
    os.mkdir(p.path("locales"))
    for name in LOCALES:
        language, charset = name.split(".")
        subprocess.run(["localedef", "-i", language, "-f", charset, p.path(f"locales/{name}")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    return {"LOCPATH": p.path("locales")} if os.listdir(p.path("locales")) else {}


def bare(p):
    """Nothing but what the program cannot do without, and what a sanitizer was told."""
    kept = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
    return {"PATH": "/usr/bin:/bin", "HOME": p.folder, **kept}


def asked(p):
    hazards.furnish(p.folder)
    load = SOURCES["csv"][1]
    forms = [form for form in p.formats() if "heat" not in form]
    scripts = [";\n".join(SMALL + form for form in forms), load + ";\n".join(f"t select k, n, day to {form}" for form in forms)]
    scripts += ["projects select name, budget, when, country", "countries sort by name select name, also first 60 to table", "activities where title ~ İstanbul or city = istanbul or country = TÜRKİYE select title, city to csv",
                'activities where title matches /\\w+ı/i count', "activities select upper(title), lower(title) first 5 to json"]
    wrong = ["activities wher country", "activities where country = Moldvoa", "activities where country != Ukraine count", "activities where country = Moldova and month = 2026-02", "projects show sum(budget) / 0",
             'load "none.csv"', load + "t where k = nosuchthing and n = 3", 'projects to csv "none/x.csv"']
    return [(script,) for script in scripts + wrong] + [("--nosuch",), ("-f", "none.cyq"), ("--help",), ("--help", "--verbose"), ("explain", "E0203"), ("--db", "t.db", "t to table"), ("--db", "t.db", "--backend", "memory", "t count to csv")]


def case_results_and_messages_are_the_same_everywhere(p):
    made = locales(p)
    questions = asked(p)
    first = [p.run(*words, env=bare(p)) for words in questions]
    for words, (status, out, err) in zip(questions, first):
        expect(b"\x1b[" not in err and (b"\x1b[" not in out or "t select k" in words[-1]), f"{words}: colours off a terminal")
        expect(status in (0, 1, 2, 3), f"{words}: {status} {err}")
    for more in SETTINGS:
        for words, wanted in zip(questions, first):
            got = p.run(*words, env={**bare(p), **made, **more})
            expect(got == wanted, f"{words} with {more}:\n{got}\nand without\n{wanted}"[:2500])


def case_files_are_the_same_everywhere(p):
    """A file has the bytes that are printed, whatever its format and the environment."""
    for form in p.formats():
        if "heat" in form:
            continue
        ending = "svg" if form.endswith("svg") else "txt"
        wanted = p.good(SMALL + form)
        for more in {}, {"COLUMNS": "20", "TERM": "xterm", "LC_ALL": "C"}:
            p.good(SMALL + f'{form} "out.{ending}"', env={**bare(p), **more})
            with open(p.path("out." + ending), encoding="utf-8", newline="") as file:
                expect(file.read() == wanted, f"{form}: the file has other bytes than what is printed, with {more}")


def case_a_window_does_not_count_in_a_pipe(p):
    """Standard error a terminal, standard output none: the result is as ever."""
    for form in p.formats():
        if "heat" not in form:
            wanted = p.good(SMALL + form)
            with open(p.path("q.cyq"), "w", encoding="utf-8") as file:
                file.write(SMALL + form + "\n")
            p.on_terminal("--format", "csv", "-f", "q.cyq", size=(5, 30), stdout=p.path("piped"))
            with open(p.path("piped"), encoding="utf-8", newline="") as file:
                expect(file.read() == wanted, form)
