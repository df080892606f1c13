"""Writes the TextMate grammar (VS Code, GitHub, bat) and what VS Code wants beside it.

No token of the language but a list in brackets crosses a line. The patterns keep to what Oniguruma and Python's `re` read alike, so that tests can apply them; at a
place the first that fits wins, and the last takes a whole word, so that none of the others begins inside one."""
import json
import re

from derive_words import KINDS

JOINER = "[-+/&'’‐‑–]"
END = rf"(?![\w]|{JOINER}\w|\+(?:[\s),;|]|$))"  # behind a word
WORD = rf"\w+(?:{JOINER}\w+)*(?:\+(?=[\s),;|]|$))?"
NAME = r"(?:`[^`]*`|\w+)"
GAP = r"[ \t]+"
DATE = r"\d{4}(?:-(?:[HQ]\d|W\d\d|\d\d(?:-\d\d)?))"
COMPARE = r"!==|==|!=|<=|>=|=|!~|~|<|>"
SCOPE = {kind: f"{scope}.cyq" for kind, scope, _, _ in KINDS}


def either(words):
    """Any of the words, the longest first; two words with any space between them."""
    return "|".join(word.replace(" ", GAP) for word in sorted(words, key=lambda w: (-len(w), w)))


def word(words):
    return f"(?:{either(words)}){END}"


def rule(kind, match, captures=None):
    made = {"match": "(?i)" + match} if kind is None else {"match": "(?i)" + match, "name": SCOPE[kind]}
    if captures:
        made["captures"] = {str(at): inside if isinstance(inside, dict) else {"name": SCOPE[inside]} for at, inside in captures.items()}
    return made


def region(begin, end, patterns, **begins_with):
    """From one place to another, over lines. `begins_with`: the kinds of what is in brackets in `begin`, or of all of it."""
    made = {"begin": "(?i)" + begin, "end": "(?i)" + end, "patterns": patterns}
    if begins_with:
        made["beginCaptures"] = {at.removeprefix("at"): {"name": SCOPE[kind]} for at, kind in begins_with.items()}
    return made


def part(name):
    return {"include": f"#{name}"}


# ---- Patterns that are made of the words ----


def numbers(words, any_case=False):
    suffix = "|".join("".join(f"[{c.lower()}{c.upper()}]" if any_case else c for c in s) for s in words.suffixes if s != "%")
    return rf"\d[\d_]*(?:\.\d+)?(?:(?:{suffix})(?!\w)|%)?"


def times(words):
    unit = f"(?:{either(words.units)})"
    return rf"(?:this|last|next){GAP}{unit}{END}|(?:last|next){GAP}\d+{GAP}{unit}{END}"


def begins_clause(words):
    """Where a clause begins, and with it whatever comes before ends."""
    plain = words.those("clause", without=["KW_NUMBERED", "KW_TEXT"])
    return rf"{word(plain)}|{word(words.those('clause', 'KW_NUMBERED'))}(?={GAP}[\d$])|to{GAP}(?:\"|'|{word(words.formats)})"


def ends_phrase(words):
    inside = words.those("word", without=["KW_TEXT"]) + words.those("operator", without=["KW_TEXT"])
    return f"{word(inside)}|{begins_clause(words)}"


def phrase(words):
    """Words that are one text without quotes: right of a comparison, and in a list of values."""
    whole = rf"{WORD}(?![\w(`]|\.[\w`]|\.\.|{JOINER}\w)"
    other = rf"if{END}|{word([*words.constants, 'missing'])}|{times(words)}|[a-z]{{3}}{GAP}{numbers(words)}{END}|(?:{DATE}|{numbers(words)}){END}"
    return rf"(?!{other}){whole}(?:{GAP}(?!{ends_phrase(words)}){whole})*"


# ---- The grammar ----


def texts():
    escapes = {"patterns": [rule("escape", r"\\(?:[nt\"\\]|u\{[\da-fA-F]+\})")]}
    return [
        rule("comment", r"#.*$"),
        rule("string", r'"(?:[^"\\]|\\.)*"?', {0: escapes}),
        rule("string", r"'[^']*'?"),
        rule(None, rf"(matches)(\s+)(/(?:[^/\\]|\\.)*/i?)", {1: "operator", 3: "pattern"}),
    ]


def names():
    return [
        rule("variable", r"\$\w+"),
        rule("field", rf"(?<!\.)\.(?:`[^`]*`|{WORD})"),
        rule("field", r"`[^`]*`"),
    ]


LET = rf"(let)({GAP})({NAME})(\s*)(=)"
DEF = rf"(def)({GAP}(?:\*\.|{NAME}\.)?)({NAME})(\([^)]*\))?(\s*)(=)"


def definitions(words):
    """What gets a name: no value follows these `=`."""
    return [
        rule(None, LET, {1: "statement", 3: "name", 5: "sign"}),
        rule(None, DEF, {1: "statement", 3: "name", 4: {"patterns": [part("names")]}, 6: "sign"}),
        rule(None, rf"(add)({GAP})({NAME})(\s*)(=)(?![=~])", {1: "clause", 3: "name", 5: "sign"}),
        rule(None, rf"(with)({GAP})({NAME})(\s*)(=)(?![=~])", {1: "word", 3: "name", 5: "sign"}),
        rule(None, rf"(,)(\s*)({NAME})(\s*)(=)(?![=~])", {3: "name", 5: "sign"}),
        rule(None, rf"(:)(\s*)((?:set{GAP}of{GAP})?(?:link{GAP}\w+|{either(words.types)})){END}", {3: "type"}),
    ]


def unnumbered(pattern):
    """The pattern without groups that count."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def keyword_rules(words):
    small = words.those("word", without=["KW_NAME"])  # this and next are only times, and via stands below
    return [
        rule("function", rf"(?:{either(words.functions)})(?=\()"),
        rule(None, rf"(^|;)(\s*)(?!(?:{unnumbered(LET)}|{unnumbered(DEF)}))({word(words.those('statement'))})", {3: "statement"}),
        rule(None, rf"(to)({GAP})((?:{either(words.formats)})(?:{GAP}(?:{either(words.options)}))*){END}", {1: "clause", 3: "format"}),
        rule("clause", r"to(?=\s+[\"'])"),
        rule("time", times(words)),
        rule("clause", rf"{word(words.those('clause', 'KW_NUMBERED'))}(?=\s+[\d$])"),
        rule("clause", rf"{word(words.those('clause', without=['KW_NUMBERED', 'KW_TEXT']))}"),
        rule("word", rf"{word(small + ['via'])}"),
        rule("operator", word(words.those("operator"))),
        rule("constant", word(words.constants)),
    ]


def literals(words):
    return [
        rule("time", rf"(?:{DATE}|\d{{4}}(?=\.\.)){END}|(?<=\.\.)\d{{4}}{END}"),
        {"match": rf"[A-Z]{{3}}{GAP}{numbers(words, any_case=True)}{END}", "name": SCOPE["money"]},  # in small letters it may be any word
        rule("duration", rf"\d[\d_]*{GAP}(?:{either(words.units)}){END}"),
        rule("number", rf"{numbers(words)}{END}"),
        rule("call", r"\w+(?=\()"),
        rule("sign", r"!==|==|!=|<=|>=|\?\?|\.\.|!~|[-+*/&=~<>|]"),
        rule(None, WORD),
    ]


def grammar(words):
    list_of = rf"({either(['in', 'has all', 'only'])})(\s*)(\()(?!\s*{WORD}\s+(?:{begins_clause(words)}))"
    everything = [part(name) for name in ("texts", "names", "definitions", "on", "list", "compared", "keywords", "literals")]
    inside = [part(name) for name in ("texts", "names", "brackets", "keywords", "literals")]
    return {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "comment": "Made by script/reference from the tables of the language: change those, then run it again.",
        "name": "CyQL",
        "scopeName": "source.cyq",
        "fileTypes": ["cyq"],
        "firstLineMatch": r"^#!.*\bcyq\b",
        "patterns": everything,
        "repository": {
            "texts": {"patterns": texts()},
            "names": {"patterns": names()},
            "definitions": {"patterns": definitions(words)},
            "keywords": {"patterns": keyword_rules(words)},
            "literals": {"patterns": literals(words)},
            "compared": {"patterns": [rule(None, rf"({COMPARE})(\s*)({phrase(words)})", {1: "sign", 3: "phrase"})]},
            # In the condition of a join every bare word is a field.
            "on": region(rf"on{END}", rf"(?=$|[;|)]|{begins_clause(words)})", inside, at0="word"),
            "brackets": region(r"\(", r"\)", inside),
            "list": region(list_of, r"\)", [part("texts"), part("names"), part("brackets"), rule("phrase", phrase(words)), part("keywords"), part("literals")], at1="operator"),
        },
    }


# ---- Files ----


def told(value):
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def files(words, version):
    """The text of each file by its name under editors/vscode/."""
    package = {
        "name": "cyq",
        "displayName": "CyQL",
        "description": "Highlighting of CyQL, the query language of cyq",
        "version": version,
        "publisher": "cyq",
        "license": "Apache-2.0",
        "engines": {"vscode": "^1.60.0"},
        "categories": ["Programming Languages"],
        "contributes": {
            "languages": [{"id": "cyq", "aliases": ["CyQL", "cyq"], "extensions": [".cyq"], "firstLine": r"^#!.*\bcyq\b", "configuration": "./language-configuration.json"}],
            "grammars": [{"language": "cyq", "scopeName": "source.cyq", "path": "./cyq.tmLanguage.json"}],
        },
    }
    pairs = [["(", ")"], ['"', '"'], ["'", "'"], ["`", "`"]]
    configuration = {
        "comments": {"lineComment": "#"},
        "brackets": [["(", ")"]],
        "autoClosingPairs": [{"open": first, "close": last, "notIn": ["string", "comment"]} for first, last in pairs],
        "surroundingPairs": pairs,
        "wordPattern": rf"\$?\w+({JOINER}\w+)*\+?",
    }
    return {"cyq.tmLanguage.json": told(grammar(words)), "language-configuration.json": told(configuration), "package.json": told(package)}
