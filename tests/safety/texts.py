"""No text of the data, and none of a query, breaks a cell, forges a row or a column, or controls what shows it."""
import csv
import io
import os
import shutil
import sqlite3
import subprocess
import unicodedata

import hazards
from hazards import HARMFUL, SOURCES, TEXTS, skeleton
from program import Skip
from readers import EXACT, SHOWN, expect, read_csv, read_rendered, read_svg, read_tsv

READ_AS_XML = " svg"
SAFE_EXCEPT = {"csv", "tsv", "json", "jsonl"}  # these give what there is


def sources(p):
    hazards.furnish(p.folder)
    return list(SOURCES.items())[:1] if p.few else SOURCES.items()


def normal(text):
    return unicodedata.normalize("NFC", text)


def harmless(text, what, allowed=""):
    found = HARMFUL.search("".join(c for c in text if c not in allowed))
    expect(not found, f"{what}: {text[max(0, text.find(found[0]) - 60):][:120]!r}" if found else "")


def case_exact_formats_give_the_texts_back(p):
    for source, (words, load) in sources(p):
        for name, read in EXACT.items():
            table = read(p.good(*words, load + f"t select n, k to {name}"))
            expect(table[0] == ["n", "k"] and len(table) == len(TEXTS) + 1, f"{source}, {name}: {len(table)} rows")
            for (n, k), text in zip(table[1:], TEXTS):
                expect(k == normal(text), f"{source}, {name}, row {n}: {k!r} is not {text!r}")
            # what stands last in a line, and alone
            table = read(p.good(*words, load + f"t select k to {name}"))
            expect(table[1:] == [[normal(text)] for text in TEXTS], f"{source}, {name}: one column gives other texts")


def case_what_is_written_can_be_loaded(p):
    hazards.furnish(p.folder)
    load = SOURCES["csv"][1]
    wanted = p.good(load + 't where k != "" to json')
    for name in EXACT:  # tsv has nothing that tells the empty text from what is missing
        p.good(load + f't where k != "" to {name} "again.{name}"')
        again = p.good(f'load "again.{name}" as u with k = text, n = int, day = date\nu to json')
        expect(again == wanted, f"{name}: " + next((f"{a!r} is not {b!r}" for a, b in zip(again.split("\n"), wanted.split("\n")) if a != b), "other rows"))


def cells_shown(table, names, what):
    expect(table[0] == names, f"{what}: columns {table[0]}")
    expect(len(table) == len(TEXTS) + 1, f"{what}: {len(table) - 1} rows, not {len(TEXTS)}")
    for n, (row, text) in enumerate(zip(table[1:], TEXTS)):
        expect(len(row) == len(names), f"{what}, row {n}: cells {row}")
        expect(row[0].strip() == str(n) and row[2] != "", f"{what}, row {n}: {row}")
        if what.endswith(("latex", "org")) or "rendered" in what and "http://" in text:
            continue  # the escapes of the first are many; the last takes what follows an address as it is written
        expect(skeleton(row[1]) == skeleton(normal(text)), f"{what}, row {n}: {row[1]!r} is not {text!r}")


def case_formats_for_people_keep_cells_and_send_no_control(p):
    """Those of them that are not known here are asked not to send a control character, and to be right."""
    for source, (words, load) in sources(p):
        for form in p.formats():
            name = form.split()[0]
            if name in SAFE_EXCEPT:
                continue
            written = p.good(*words, load + f"t select n, k, day to {form}")
            if name == "ics":
                harmless(written.replace("\r\n", "\n"), f"{source}, {form}", allowed="\t\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
                continue
            harmless(written, f"{source}, {form}")
            if form.endswith(READ_AS_XML):
                read_svg(written)
            elif form in SHOWN:
                cells_shown(SHOWN[form](written), ["n", "k", "day"], f"{source}, {form}")
            if form == "markdown" and (table := read_rendered(written)):
                cells_shown(table, ["n", "k", "day"], f"{source}, rendered {form}")


def case_a_table_has_a_line_for_each_row(p):
    for source, (words, load) in sources(p):
        lines = p.good(*words, load + "t select n, k, n as m to table").split("\n")
        expect(lines[-1] == "" and len(lines) == len(TEXTS) + 3, f"{source}: {len(lines)} lines")
        for n, line in enumerate(lines[2:-1]):
            expect(line.split()[0] == line.split()[-1] == str(n), f"{source}: {line!r}")
            expect(skeleton(normal(TEXTS[n])) in skeleton(line), f"{source}: {line!r} has not {TEXTS[n]!r}")


def case_pictures_of_every_kind_are_harmless(p):
    for source, (words, load) in sources(p):
        for query in ("t select k, n to chart", "t select k, n, day to chart heat", "t select day, n, k first 7 to chart line", "t select k, day to timeline", "t select k, day to calendar"):
            for form in ("", READ_AS_XML):
                written = p.good(*words, load + query + form)
                harmless(written, f"{source}, {query}{form}")
                if form:
                    read_svg(written)


def case_names_of_columns(p):
    """As awkward as the texts."""
    hazards.furnish(p.folder)
    load = 'load "names.csv" as t\n'
    names = p.good(load + "t to json")
    for name, read in EXACT.items():
        table = read(p.good(load + f"t to {name}"))
        expect([len(row) for row in table] == [len(hazards.names())] * 2, f"{name}: {[len(row) for row in table]} cells")
        expect(table[0] == list(EXACT["json"](names)[0]), f"{name}: other names")
        expect([skeleton(n) for n in table[0]] == [skeleton(normal(n)) for n in hazards.names()], f"{name}: {table[0]}")
    for form in p.formats():
        if form.split()[0] in SAFE_EXCEPT or {"ics", "chart", "timeline", "calendar", "bar", "line", "heat"} & set(form.split()):
            continue
        written = p.good(load + f"t to {form}")
        harmless(written, form)
        if form in SHOWN:
            table = SHOWN[form](written)
            expect([len(row) for row in table] == [len(hazards.names())] * 2, f"{form}: {[len(row) for row in table]} cells")
    for query in ("describe t", "explain t", "say t"):
        harmless(p.good("--format", "table", load + query), query)


def case_names_of_collections_and_files(p):
    bad = ["a\x1b[2J\x1b]52;c;aGk=\x07b", "a\u202eb\u200f", "a\u0085b\u009b31mc", "a\nb\rc\x7f"]
    with sqlite3.connect(p.path("odd.db")) as db:
        for i, name in enumerate(bad):
            db.execute(f'create table "{name}" (n integer primary key, "k{name}" text)')
            db.execute(f'insert into "{name}" values ({i}, ?)', (name,))
    db.close()
    for words in ("--format", "table", "show collections"), ("--format", "markdown", "show collections"), ("x",), ("describe x",):
        status, out, err = p.run("--db", "odd.db", *words)
        harmless(out.decode() + err.decode(), f"{words}")
    for name in bad[:1] if p.few else bad:
        for ending in (".csv", ".xyz", ".db", ".cyq"):
            file = name + ending
            with open(p.path(file), "w", encoding="utf-8") as out:
                out.write("n\n1\n1,2\n")
            for words in (f'load "{quoted(file)}" as t; t',), ("-f", file), ("--db", file, "activities"), ("check", file), ("fmt", file), ("import", file, "-o", "no/" + file), ("-f", "no" + file), \
                         (f'projects to csv "no/{quoted(file)}"',), (f'use "./{quoted(file)}"',), ("--mapping", file, "--db", file, "x"), ("--format", file, "x"), ("--" + file,), \
                         (f'save "{quoted(file)}"',), ("-f", "-", file + "=1"):
                status, out, err = p.run(*words)
                expect(status in (0, 1, 2, 3), f"{words}: {status}")
                harmless(err.decode("utf-8", "backslashreplace") + (out.decode() if words[0] != "fmt" else ""), f"{words}")


def quoted(text):
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\u{a}").replace("\r", "\\u{d}")


def case_messages_and_notes(p):
    """What a query itself holds, what its values are like, and what notes say of the data."""
    hazards.furnish(p.folder)
    load = SOURCES["csv"][1]
    for i, text in enumerate(TEXTS[::6] if p.few else TEXTS):
        as_text = '"' + quoted(text).replace("\t", "\\t") + '"'
        queries = [f"t where k = {as_text} and n = 100000", f"t where k = {as_text} and k = {as_text[:-1]}x\"", f"why t where k = {as_text}", f"why not {as_text} in t where n = 100000",
                   f"say t where k = {as_text}", f"explain t where k = {as_text}", f"t where {text}", f"t where k = {as_text} {text} select", f"`{text}`", f"t select `{text}`", text,
                   f"t where k = '{text}' to {text}", f"describe {as_text}", f"t where k matches /{text}/", f"# {text}\nt wher", f"t select k as `{text}` to table"]
        # The first are right and run at once; of the wrong ones each tells of itself alone, and so takes a run.
        wrong = queries[6:]
        for query in wrong[i % 5::5]:
            status, out, err = p.run(load + query)
            expect(status in (0, 1), f"{query!r}: {status}")
            harmless(out.decode("utf-8", "backslashreplace") + err.decode("utf-8", "backslashreplace"), repr(query))
        status, out, err = p.run("--format", "table", load + "\n".join(queries[:6]) + "\n")
        expect(status in (0, 1), f"{text!r}: {status} {err!r}")
        harmless(out.decode() + err.decode(), repr(queries[:6]))


def case_formulas(p):
    """csv safe and tsv safe: no cell of text begins as a formula does, no other cell is changed, numbers stay numbers."""
    formulas = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=", "-", "+x", "\n=1", "=\"a\"", "-5", "+5", "5"]
    others = ["a=1", " =1", "1-1", "'=1", "", "x@y"]
    hazards.write_csv(p.path("f.csv"), [["k", "n", "v", "b"], *([text, i - 3, f"{i - 3}.5", f"EUR {i - 3}"] for i, text in enumerate(formulas + others))])
    load = 'load "f.csv" as f with k = text, n = int, v = number, b = money\n'
    for form, read in ("csv safe", read_csv), ("tsv safe", read_tsv):
        plain = read(p.good(load + f"f to {form.split()[0]}"))
        table = read(p.good(load + f"f to {form}"))
        for text, row, old in zip(formulas + others, table[1:], plain[1:]):
            cell = row[0]
            expect(old[0] == text, f"{form}: {old[0]!r} is not {text!r}")
            if text in formulas and text != "5" and text != "\n=1":
                expect(cell == "'" + text, f"{form}: {cell!r} for {text!r}")
            elif text in others:
                expect(cell == text, f"{form}: {cell!r} for {text!r}")
            expect(cell[:1] not in ("=", "+", "-", "@", "\t", "\r"), f"{form}: {cell!r}")
            expect(row[1] == old[1] and row[2] == old[2] and float(row[2]) is not None and int(row[1]) is not None, f"{form}: {row}")
    # Names of columns are texts, too, and so are names of rows that links lead to, and sets.
    hazards.write_csv(p.path("g.csv"), [["=a", "+b", "c"], ["x", "=1;=2", "@z"], ["@z", "-q", "x"]])
    load = 'load "g.csv" as g with `+b` = set, `=a` = text, c links g, key = `=a`\n'
    for form, read in ("csv safe", read_csv), ("tsv safe", read_tsv):
        for row in read(p.good(load + f"g to {form}")):
            for cell in row:
                expect(cell[:1] not in ("=", "+", "-", "@", "\t", "\r"), f"{form}: {row}")


def case_latex_is_typeset(p):
    """By LaTeX itself, where it is installed: no text is a command to it, or ends a cell or a row."""
    if not shutil.which("lualatex"):
        raise Skip("no LaTeX is installed (texlive-latex-base, lmodern)")
    hazards.furnish(p.folder)
    load = SOURCES["csv"][1]
    for form in "latex", "latex long":
        p.good(load + f't select n, k, day to {form} "t.tex"')
        with open(p.path("page.ltx"), "w", encoding="utf-8") as file:
            file.write("\\documentclass{article}\n\\usepackage{longtable}\n\\begin{document}\n\\input{t.tex}\n\\end{document}\n")
        done = subprocess.run(["lualatex", "-no-shell-escape", "-interaction=nonstopmode", "page.ltx"], cwd=p.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        said = done.stdout.decode("utf-8", "replace")
        expect(done.returncode == 0 and "\n!" not in said, f"{form}: " + "\n".join(said[max(0, said.find("\n!")):].split("\n")[:8]))


def case_calendars_hold_what_they_can(p):
    try:
        import icalendar
    except ImportError:
        return
    for source, (words, load) in sources(p):
        written = p.good(*words, load + "t select k as name, day, n to ics")
        calendar = icalendar.Calendar.from_ical(written)
        events = calendar.walk("VEVENT")
        expect(len(events) == len(TEXTS), f"{source}: {len(events)} events")
        for event, (n, text, day) in zip(events, hazards.rows()):
            summary = str(event.get("SUMMARY", ""))
            if "\\\\" in text or "\\n" in text:
                continue  # the reader makes one of two backslashes
            expect(skeleton(summary) == skeleton(normal(text)) or not text.strip(), f"{source}: {summary!r} is not {text!r}")
            expect(str(event["DTSTART"].dt) == day, f"{source}: {day}")
            expect(f"n: {n}" in str(event.get("DESCRIPTION", "")).split("\n"), f"{source}: {event.get('DESCRIPTION')!r}")


def case_csv_says_which_cell_is_empty_and_which_missing(p):
    """What is missing and the empty text are two things, alone in a line, too."""
    with open(p.path("e.csv"), "w", encoding="utf-8") as file:
        file.write('k\n""\n\na\n')
    out = p.good('load "e.csv" as e with k = text\ne to csv')
    expect(out.startswith('k\n""\n'), repr(out))
    expect([row for row in csv.reader(io.StringIO(out)) if row][1:] == [[""], ["a"]] or out == 'k\n""\n""\na\n' or out == 'k\n""\n\na\n', repr(out))


def case_what_others_open_is_not_run(p):
    """A page or picture holds no script and no address but those that the data has."""
    hazards.furnish(p.folder)
    for form in p.formats():
        if form.endswith(READ_AS_XML):
            written = p.good(SOURCES["csv"][1] + f"t select k, n, day to {form}")
            expect("<script" not in written and "<img" not in written and "onerror=" not in written.replace("onerror=alert(1)&gt;", ""), form)
    expect(os.path.exists(p.path("t.csv")), "the table is gone")
