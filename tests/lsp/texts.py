"""Cases of an editor and its texts: what is said of them, and what is asked about them."""
import os
import random
import subprocess

import editors
from client import Client

CASES = []
TIMED = []


def case(function):
    CASES.append(function)
    return function


def code(diagnostics):
    return [d["code"] for d in diagnostics]


def write(place, name, text):
    with open(os.path.join(place, name), "w", encoding="utf-8") as file:
        file.write(text)


# ---- The beginning ----

@case
def begin_vscode(cyq, place):
    """VS Code: what the server can, positions in UTF-16, status 0 after shutdown and exit"""
    with Client(cyq, place) as c:
        result = c.start(editors.vscode(place))
        can = result["capabilities"]
        assert can["positionEncoding"] == "utf-16" and can["textDocumentSync"] == {"openClose": True, "change": 2, "save": True}
        assert "." in can["completionProvider"]["triggerCharacters"] and " " in can["completionProvider"]["triggerCharacters"]
        for name in ("hoverProvider", "documentFormattingProvider", "documentSymbolProvider", "definitionProvider"):
            assert can[name] is True
        assert result["serverInfo"]["name"] == "cyq"
        assert c.stop() == 0
    assert c.said == b"", c.said


@case
def begin_neovim(cyq, place):
    """Neovim: positions in bytes, which it offers first"""
    with Client(cyq, place) as c:
        assert c.start(editors.neovim(place))["capabilities"]["positionEncoding"] == "utf-8"
        assert c.stop() == 0


@case
def begin_small(cyq, place):
    """an editor that says nothing of what it can: UTF-16, plain text, flat symbols"""
    with Client(cyq, place) as c:
        assert c.start({"processId": None, "rootUri": None, "capabilities": {}})["capabilities"]["positionEncoding"] == "utf-16"
        c.open("a.cyq", "let ours = activities\nours\n")
        hover = c.at("a.cyq", {"line": 1, "character": 1})
        assert hover["contents"]["kind"] == "plaintext" and "`" not in hover["contents"]["value"]
        symbols = c.result("textDocument/documentSymbol", {"textDocument": {"uri": c.uri("a.cyq")}})
        assert symbols[0]["location"]["range"]["end"] == {"line": 0, "character": 21}


# ---- Diagnostics ----

@case
def mistake(cyq, place):
    """a mistake: its range, severity, code, what was expected, and the hint"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        (d,) = c.open("a.cyq", "activities where projct = GLACY-e\n", version=7)
        assert c.version == 7
        assert d["range"] == {"start": {"line": 0, "character": 17}, "end": {"line": 0, "character": 23}}, d
        assert d["severity"] == 1 and d["source"] == "cyq" and d["code"] == "E0301", d
        first, expected, hint = d["message"].split("\n")
        assert (first, hint) == ('activities has no field "projct"', "hint: did you mean project?"), d
        assert expected.startswith("expected a field of activities"), d


@case
def behind_wide(cyq, place):
    """a mistake behind emoji, CJK and accents, in UTF-16 and in bytes"""
    text = '# 😀\nactivities where title ~ "😀 東京 é" and projct = GLACY-e\n'
    for who in (editors.vscode, editors.neovim):
        with Client(cyq, place) as c:
            c.start(who(place))
            (d,) = c.open("a.cyq", text)
            assert c.slice(text, d["range"]) == "projct"
            expected = 39 if who is editors.vscode else 39 + 2 + 4 + 1  # the emoji has 2 units or 4 bytes, each sign 1 or 3, the é 1 or 2
            assert d["range"]["start"] == {"line": 1, "character": expected}, d


@case
def warnings_and_notes(cyq, place):
    """a warning, a note, and further places"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        (d,) = c.open("a.cyq", "activities where country = Moldowa\n")
        assert d["severity"] == 2 and "Moldova" in d["message"], d
        said = c.open("b.cyq", "let x = activities\nlet x = projects\n")
        assert said, "a name that is defined twice is told"
        (d,) = c.open("c.cyq", "activities where days > 3 or joint and online\n")
        assert d["severity"] == 2 and d["range"]["start"]["line"] == 0


@case
def places_beside(cyq, place):
    """a diagnostic that shows a second place has it as related information, where the editor takes it"""
    text = "def joined($a, $b, $a) = $a\n"
    for who, there in ((editors.vscode(place), True), ({"capabilities": {}}, False)):
        with Client(cyq, place) as c:
            c.start(who)
            d = c.open("a.cyq", text)[0]
            assert ("relatedInformation" in d) == there, d
            if there:
                (beside,) = d["relatedInformation"]
                assert c.offset(text, beside["location"]["range"]["start"]) in (11, 12) and beside["message"] == "the first one", d


@case
def many_mistakes(cyq, place):
    """several mistakes are told at once, and none when they are mended"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        assert len(c.open("a.cyq", "activities where projct = 1\nactivities where dayz > 3\n")) == 2
        c.change("a.cyq", 2, {"text": "activities where days > 3\n"})
        assert c.diagnostics("a.cyq") == [] and c.version == 2


@case
def closed_text(cyq, place):
    """a text that is closed has no diagnostics any more, and no answers"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        assert c.open("a.cyq", "activitis\n")
        c.notify("textDocument/didClose", {"textDocument": {"uri": c.uri("a.cyq")}})
        assert c.diagnostics("a.cyq") == []
        assert c.ask("textDocument/hover", {"textDocument": {"uri": c.uri("a.cyq")}, "position": {"line": 0, "character": 0}})["error"]["code"] == -32602


@case
def line_ends(cyq, place):
    """CRLF, lone CR and a byte order mark move no place"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        (d,) = c.open("a.cyq", "# one\r\n# two\ractivities where projct = GLACY-e\r\n")
        assert d["range"] == {"start": {"line": 2, "character": 17}, "end": {"line": 2, "character": 23}}, d
        (d,) = c.open("b.cyq", "\ufeffactivities where projct = GLACY-e")
        assert d["range"]["start"] == {"line": 0, "character": 18}, d


@case
def modules(cyq, place):
    """a module beside the text is found, and a mistake in it is told where it is used"""
    write(place, "mine.cyq", "let mine = activities where days > 3\n")
    write(place, "wrong.cyq", "# A module.\nlet wrong = activities where dayz > 3\n")
    os.mkdir(os.path.join(place, "a folder"))
    write(os.path.join(place, "a folder"), "near.cyq", "let near = projects\n")
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        assert c.open("a.cyq", 'use "./mine.cyq"\nmine count\n') == []
        assert c.open("a folder/b.cyq", 'use "./near.cyq"\nnear count\n') == []
        text = '# 😀\nuse "./wrong.cyq"\n'
        said = c.open("c.cyq", text)
        assert any("wrong.cyq, line 2: " in d["message"] and c.slice(text, d["range"]) == '"./wrong.cyq"' for d in said), said


@case
def long_names(cyq, place):
    """a module's name and a value of any length reach the editor whole"""
    name = "m" + "é" * 100
    folder = "f" * 150
    os.mkdir(os.path.join(place, folder))
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        for more in ("", "x"):
            write(os.path.join(place, folder), f"{more}{name}.cyq", "let wrong = activities where dayz > 3\n")
            said = c.open(f"{folder}/{more}a.cyq", f'use "./{more}{name}.cyq"\n')
            assert any(f"{more}{name}.cyq, line 1: " in d["message"] for d in said), said
            value = f"{more}b " + "é" * 400
            text = f'projects add v = "{value}"\nwhere v = {value}\n'
            c.open("h.cyq", text)
            assert hover(c, text, value, 1) == (f"```cyq\n{value}: value, 7 rows\n```", value), hover(c, text, value, 1)


@case
def saved_module(cyq, place):
    """when a module is saved, the texts that use it are checked anew"""
    write(place, "mine.cyq", "let mine = activities where dayz > 3\n")
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        assert c.open("a.cyq", 'use "./mine.cyq"\nmine count\n') != []
        write(place, "mine.cyq", "let mine = activities where days > 3\n")
        c.notify("textDocument/didSave", {"textDocument": {"uri": c.uri("mine.cyq")}})
        assert c.diagnostics("a.cyq") == []


@case
def nothing_runs(cyq, place):
    """nothing of a text is run: no file is written, whatever is asked"""
    text = 'save "programme.db"\nactivities to csv "a.csv"\nprojects to "b.json"\ndescribe projects\n'
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        assert c.open("a.cyq", text) == []
        for line in range(4):
            c.at("a.cyq", {"line": line, "character": 3})
            c.at("a.cyq", {"line": line, "character": 5}, "textDocument/completion")
        assert c.stop() == 0
    assert os.listdir(place) == []


@case
def loads(cyq, place):
    """a table is loaded to know its columns, but not with --safe"""
    write(place, "visits.csv", "town,guests\nBonn,3\n")
    text = 'load "visits.csv" as visits\nvisits where gusts > 2\n'
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        (d,) = c.open("a.cyq", text)
        assert c.slice(text, d["range"]) == "gusts" and "guests" in d["message"]
    with Client(cyq, place, "--safe") as c:
        c.start(editors.vscode(place))
        said = c.open("a.cyq", text)
        assert any("may not read" in d["message"] for d in said), said


# ---- Completion ----

def complete(c, marked, name="c.cyq"):
    """The items at the | of a text."""
    offset = marked.index("|")
    text = marked.replace("|", "", 1)
    c.open(name, text)
    found = c.at(name, c.position(text, offset), "textDocument/completion")
    assert found["isIncomplete"] is True
    items = found["items"]
    order = [i.get("sortText", i["label"]) for i in items]
    assert order == sorted(order), "in our order"
    return text, items


def labels(items):
    return [i["label"] for i in items]


@case
def complete_fields(cyq, place):
    """after `where ` the fields of the collection, with type and help"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        text, items = complete(c, "activities where |\n")
        assert {"title", "project", "country", "days"} <= set(labels(items))
        field = next(i for i in items if i["label"] == "country")
        assert field["kind"] == 5 and "countries" in field["detail"] and field["documentation"], field
        assert field["textEdit"]["range"] == {"start": {"line": 0, "character": 17}, "end": {"line": 0, "character": 17}}
        _, items = complete(c, "projects where par|\n")
        assert labels(items)[0] == "parent" and "title" not in labels(items)


@case
def complete_values(cyq, place):
    """after an operator the values of the column, the most frequent first, quoted where they must be"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        text, items = complete(c, "activities where project = |\n")
        rows = [int(i["detail"].split()[0]) for i in items if i["kind"] == 12]
        assert rows and rows == sorted(rows, reverse=True) and items[0]["detail"] == f"{rows[0]} rows"
        text, items = complete(c, "# 😀\nactivities where title ~ \"😀\" and country = bos|\n")
        item = items[0]
        assert c.apply(text, [item["textEdit"]]).endswith('country = "Bosnia and Herzegovina"\n'), item
        assert item["filterText"].startswith("bos "), "what the editor's own rules would leave out"
        text, items = complete(c, "activities where country = turk|\n")
        assert c.apply(text, [items[0]["textEdit"]]) == "activities where country = Türkiye\n"


@case
def complete_quotes(cyq, place):
    """a quote that the editor has closed is not closed twice"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        text, items = complete(c, 'activities where country = "Mol|"\n')
        assert c.apply(text, [items[0]["textEdit"]]) == 'activities where country = "Moldova"\n', items[0]
        text, items = complete(c, 'activities where country = "Mol|\n')
        assert c.apply(text, [items[0]["textEdit"]]) == 'activities where country = "Moldova"\n', items[0]


@case
def complete_rest(cyq, place):
    """clauses, what the text defines, formats; nothing in comments and texts"""
    with Client(cyq, place) as c:
        c.start(editors.neovim(place))
        assert "sort by" in labels(complete(c, "activities s|\n")[1])
        assert "ours" in labels(complete(c, "let ours = activities\n\nour|\n")[1])
        assert "$q4" in labels(complete(c, "let $q4 = 2025-Q4\nactivities where when = $|\n")[1])
        assert "csv" in labels(complete(c, "activities to |\n")[1])
        assert complete(c, "# activities where |\n")[1] == []
        assert complete(c, 'activities select "wh|"\n')[1] == []


@case
def complete_files(cyq, place):
    """between the quotes of load the names of files, but not with --safe"""
    write(place, "visits.csv", "a\n1\n")
    write(place, ".hidden", "")
    os.mkdir(os.path.join(place, "data"))
    write(os.path.join(place, "data"), "more.csv", "a\n1\n")
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        c.notify("textDocument/didOpen", {"textDocument": {"uri": c.uri("a.cyq"), "version": 1, "languageId": "cyq", "text": 'load "v"\nload "data/m'}})
        items = c.at("a.cyq", {"line": 0, "character": 7}, "textDocument/completion")["items"]
        assert labels(items) == ["visits.csv"] and items[0]["kind"] == 17
        items = c.at("a.cyq", {"line": 0, "character": 6}, "textDocument/completion")["items"]
        assert labels(items) == ["data", "visits.csv"] and items[0]["kind"] == 19
        items = c.at("a.cyq", {"line": 1, "character": 12}, "textDocument/completion")["items"]
        assert labels(items) == ["more.csv"] and items[0]["textEdit"]["range"]["start"]["character"] == 11
        assert labels(complete(c, 'use "./m|"', "data/b.cyq")[1]) == ["more.csv"], "of the script's own folder"
        assert complete(c, 'load "m|"', "data/b.cyq")[1] == []
    with Client(cyq, place, "--safe") as c:
        c.start(editors.vscode(place))
        assert complete(c, 'load "v|')[1] == []


# ---- Hover ----

def hover(c, text, word, nth=0):
    """What is shown at a word of the open text h.cyq, and the text it is shown for."""
    offset = -1
    for _ in range(nth + 1):
        offset = text.index(word, offset + 1)
    shown = c.at("h.cyq", c.position(text, offset + len(word) // 2))
    return (shown["contents"]["value"], c.slice(text, shown["range"])) if shown else (None, None)


@case
def hovers(cyq, place):
    """hover: fields, values, functions, clauses, operators, collections, and what the text defines"""
    text = ("# Where it is: 😀 where\n\n# The last quarter.\nlet $q4 = 2025-Q4\nlet ours = activities where country = Moldova and mode = in person\n"
            "def activities.long = days > 30\n\nours where start in $q4 and long sort by start select upper(title) to csv\n"
            "activities where project.funding ~ \"where\"\n")
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        assert c.open("h.cyq", text) == []
        for word, nth, shown, holds in (
                ("country", 0, "country", ["country: field, link countries"]),
                ("person", 0, "in person", ["in person: value, ", " row"]),
                ("Moldova", 0, "Moldova", ["Moldova: value, "]),
                ("upper", 0, "upper", ["upper(text): text", "For example"]),
                ("where", 2, "where", ["where CONDITION", "Keeps the rows"]),
                ("sort", 0, "sort by", ["sort by"]),
                ("by", 0, "sort by", ["sort by"]),
                ("and", 0, "and", ["CONDITION and CONDITION"]),
                ("in $q4", 0, None, []),
                ("~", 0, "~", ["contains"]),
                ("activities", 0, "activities", ["activities: collection, ", " rows"]),
                ("csv", 0, "csv", ["csv"]),
                ("funding", 0, "funding", ["funding: field"]),
                ("$q4", 1, "$q4", ["let $q4 = 2025-Q4", "The last quarter"]),
                ("ours", 1, "ours", ["let ours = activities where country = Moldova and mode = in person"]),
                ("long", 1, "long", ["def activities.long = days > 30"])):
            value, there = hover(c, text, word, nth)
            assert value is not None, word
            assert shown is None or there == shown, (word, there)
            assert all(part in value for part in holds), (word, value)
        assert hover(c, text, "where", 0)[0] is None, "in a comment"
        assert hover(c, text, '"where"')[0] is None, "in a text"
        assert hover(c, text, "2025-Q4")[0] is None, "a date says what it is"


@case
def hover_is_tame(cyq, place):
    """a comment of anyone's makes no links, pictures or tags in a hover, and no fence ends early"""
    text = ("# <b>no</b> ![x](http://x.example/y.png) [l](command:x) `kept *so*` and a ` alone [m](n)\n"
            "let ours = activities where title ~ \"```\"\nours\n")
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        c.open("h.cyq", text)
        value, _ = hover(c, text, "ours", 1)
        assert "\\!\\[x\\](http" in value and "\\<b\\>" in value and "`kept *so*`" in value and "\\[m\\]" in value, value
        assert value.startswith("````cyq\n"), value


# ---- Formatting ----

def formatted(c, name):
    return c.result("textDocument/formatting", {"textDocument": {"uri": c.uri(name)}, "options": {"tabSize": 4, "insertSpaces": True}})


@case
def formats(cyq, place):
    """formatting gives what cyq fmt prints, by an edit of the lines that change"""
    messy = "# 😀 all\nprojects count\n\nactivities   where days>3 # long\n  count by  country\n\nprojects\n"
    write(place, "a.cyq", messy)
    wanted = subprocess.run([cyq, "fmt", "a.cyq"], cwd=place, capture_output=True, check=True).stdout.decode()
    for who in (editors.vscode, editors.neovim):
        with Client(cyq, place) as c:
            c.start(who(place))
            c.open("a.cyq", messy)
            edits = formatted(c, "a.cyq")
            assert len(edits) == 1 and edits[0]["range"]["start"]["line"] == 3, edits
            assert c.apply(messy, edits) == wanted
            c.open("b.cyq", wanted)
            assert formatted(c, "b.cyq") == []
            c.open("c.cyq", "projects   count")
            assert c.apply("projects   count", formatted(c, "c.cyq")) == "projects count\n"
            c.open("d.cyq", "")
            assert c.apply("", formatted(c, "d.cyq")) in ("", "\n")


@case
def format_mistakes(cyq, place):
    """a text with a mistake of syntax is left alone"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        c.open("a.cyq", "activities where (\nprojects   count\n")
        assert formatted(c, "a.cyq") is None


# ---- Symbols ----

@case
def symbols(cyq, place):
    """the names that a text defines, and where the one under the cursor is"""
    text = ("use calendar\n# Which.\nparam $country: text = Moldova\nlet $q = 2025-Q4\nlet ours = activities where country = $country\n"
            "def twice($x) = $x * 2\ndef activities.long = days > 30\nours where long and when = $q\n  select twice(days)\nwhere (\n")
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        c.open("a.cyq", text)
        found = c.result("textDocument/documentSymbol", {"textDocument": {"uri": c.uri("a.cyq")}})
        assert [s["name"] for s in found] == ["calendar", "$country", "$q", "ours", "twice", "long"], found
        assert [s["kind"] for s in found] == [2, 13, 14, 11, 12, 8]
        assert found[1]["detail"] == "Which." and c.slice(text, found[1]["range"]) == "param $country: text = Moldova"
        for s in found:
            assert c.slice(text, s["selectionRange"]) == s["name"]
        for name, use in (("$country", "= $country"), ("$q", "= $q\n"), ("ours", "ours where"), ("twice", "twice(days)"), ("long", "long and")):
            at = text.index(use) + use.index(name.strip("$")) + 1
            where = c.at("a.cyq", c.position(text, at), "textDocument/definition")
            assert where["uri"] == c.uri("a.cyq") and c.slice(text, where["range"]) == name
            assert c.offset(text, where["range"]["start"]) < at
        assert c.at("a.cyq", c.position(text, text.index("days)")), "textDocument/definition") is None


# ---- Changes ----

PIECES = ["😀", "東京", "é", "x", " ", "\n", "let a = activities\n", "# c\n", "where", "projct", "= Moldova", "\n\n", '"', "(", ")"]


@case
def changes(cyq, place):
    """changes of pieces, at random, leave the same text as the whole of it"""
    for seed, who in enumerate((editors.vscode, editors.neovim, editors.vscode)):
        chance = random.Random(seed)
        with Client(cyq, place) as c:
            c.start(who(place))
            text = "let q = activities where projct = 1\n"
            c.open("a.cyq", text)
            for version in range(2, 60):
                edits = []
                for _ in range(chance.randint(1, 3)):
                    at = chance.randint(0, len(text))
                    end = min(len(text), at + chance.choice((0, 0, 1, 3, 20)))
                    new = "".join(chance.choices(PIECES, k=chance.randint(0, 3)))
                    edits.append({"range": {"start": c.position(text, at), "end": c.position(text, end)}, "rangeLength": c.units(text[at:end]),
                                  "text": new})
                    text = text[:at] + new + text[end:]
                c.change("a.cyq", version, *edits)
            seen = c.diagnostics("a.cyq")
            while c.version < 59:
                seen = c.diagnostics("a.cyq")
            names = [c.result("textDocument/documentSymbol", {"textDocument": {"uri": c.uri("a.cyq")}})]
            assert seen == c.open("b.cyq", text), text
            names.append(c.result("textDocument/documentSymbol", {"textDocument": {"uri": c.uri("b.cyq")}}))
            assert names[0] == names[1], text


@case
def wild_positions(cyq, place):
    """positions behind the line, behind the text and inside a character are cut to what there is; those that are none are refused"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        c.open("a.cyq", "projects where 😀\nprojects")
        for line, character in ((0, 99), (99, 0), (0, 16), (2 ** 40, 2 ** 40), (0, 0)):
            for method in ("completion", "hover", "definition"):
                c.at("a.cyq", {"line": line, "character": character}, f"textDocument/{method}")
        for wrong in ({"line": -1, "character": 0}, {"line": 0}, {}, [], 3, None, {"line": "0", "character": "0"}, {"line": 0.5, "character": 1}):
            response = c.ask("textDocument/hover", {"textDocument": {"uri": c.uri("a.cyq")}, "position": wrong})
            assert response["error"]["code"] == -32602, response


@case
def busy_editor(cyq, place):
    """one who types fast has the last text checked, and answers in between"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        text = "activities where country = "
        c.open("a.cyq", text)
        for n, letter in enumerate("Moldova"):
            c.change("a.cyq", n + 2, {"range": {"start": c.position(text, len(text)), "end": c.position(text, len(text))}, "text": letter})
            text += letter
            items = c.at("a.cyq", c.position(text, len(text)), "textDocument/completion")["items"]
            assert "Moldova" in labels(items), (text, labels(items))
            c.notify("$/cancelRequest", {"id": c.next_id})
        said = c.diagnostics("a.cyq")
        while c.version < 8:
            said = c.diagnostics("a.cyq")
        assert said == []


def busy(c):
    """Seconds that the server has computed."""
    with open(f"/proc/{c.process.pid}/stat", encoding="utf-8") as file:
        return sum(map(int, file.read().rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")


@case
def fast(cyq, place):
    """the diagnostics of 2,000 lines come within 100 ms"""
    block = ("let q{0} = activities where project = CyberEast+ and when = 2025-Q4\nq{0} where days > 3 count by country\n"
             "activities where country = Moldova and month = 2025-10\n  sort by start select title, country, start\n\n")
    text = "".join(block.format(n) for n in range(400)) + "projects where nme = x\n"
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        c.open("a.cyq", text)
        begun = busy(c)
        for version in range(2, 22):
            c.change("a.cyq", version, {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "\n"})
            (d,) = c.diagnostics("a.cyq")
            assert d["range"]["start"]["line"] == 2000 + version - 1
        took = (busy(c) - begun) / 20 + 0.025  # after a pause of 25 ms; what others do on the machine does not count
        assert took < 0.1, took


def memory(c):
    with open(f"/proc/{c.process.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


@case
def long_visit(cyq, place):
    """a long visit takes no more memory than a short one"""
    text = "let ours = activities where country = Moldova\n\nours where start in 2025-Q4 sort by start\n"
    sizes = []
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        c.open("a.cyq", text)
        for version in range(2, 502):
            for character in (0, 6, 12, 35):
                c.at("a.cyq", {"line": 2, "character": character})
            c.at("a.cyq", {"line": 2, "character": 11}, "textDocument/completion")
            c.change("a.cyq", version, {"text": text + "#" * (version % 50)})
            if version % 100 == 0:
                c.diagnostics("a.cyq")
                sizes.append(memory(c))
    assert sizes[-1] - sizes[0] < 2000, f"{sizes} kB"


TIMED += [fast, long_visit]
