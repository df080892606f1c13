"""Texts that could move a cursor, forge a column or end a cell, the tables that hold them, and what may not reach a reader."""
import csv
import json
import os
import re
import sqlite3

# What no terminal may be sent: controls but the line end, C1 controls, separators of lines, marks and overrides of direction.
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

TEXTS = [
    "\x1b[2J\x1b[31mred", "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "\x1b]52;c;aGFja2Vk\x07clip", "\x1b]0;title\x07", "\x1bP1$r0m\x1b\\",
    "\u009b2Jcsi", "\u009d52;c;eA==\u009cosc", "\u0090dcs\u009c", "bell\a", "back\b\b\bspace", "del\x7fete", "shift\x0eout\x0f", "vt\vff\f",
    "left\u200eto\u200fright\u061cmarks", "\u202eesrever\u202c", "\u202aembed\u202b\u202dover", "\u2066iso\u2067la\u2068tes\u2069",
    "zero\u200bwidth\u200cnon\u200djoin\u2060er\ufeff", "\ufeffbom", "soft\u00adhyphen", "tab\there", "\tfirst", "last\t", "lf\nhere", "\nfirst", "last\n", "cr\rhere", "\rfirst", "last\r",
    "crlf\r\nhere", "nel\u0085here", "ls\u2028here", "ps\u2029here", "two\n\nlines", "a | b", "|", "a \\| b", "\\", "ends in \\", "\\\\|", "quote \" here", "\"quoted\"", "\"", "it's", "'", "a,b;c",
    "\\t is no tab, \\n no end", "</script><script>alert(1)</script>", "<!-- --> -->", "]]>", "<img src=x onerror=alert(1)>", "</td></tr></table>", "</title></style>", "</text></svg>",
    "&lt;b&gt; &amp;amp; &#x1b;", "javascript:alert(1)", "[x](javascript:alert(1))", "`code` *b* _i_ ~~s~~", "# no head", "--- | ---", "1. no list", "http://example.org www.example.org a@example.org",
    "=cmd()", "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0", "\\input{x} $x$ % & # _ { } ~ ^", "\\end{tabular}\\\\", "\\verb|x|", "#+BEGIN_SRC sh", "* no heading", "|-",
    "END:VEVENT", "END:VCALENDAR\r\nBEGIN:VCALENDAR", "a\\nb\\,c\\;d", "日本語" * 30, "ｆｕｌｌ　ｗｉｄｔｈ", "e" + "\u0301" * 40, "\u0301alone", "👩‍👩‍👧‍👦🇲🇩", "x" * 74 + "😀", "\ufffereversed\uffff", "\U000e0041tag",
    "missing", "null", "–", "true", "007", " blanks ", "two  blanks", "",
]


def skeleton(text):
    """What must be left of a text when it is shown: all but white space and what may be replaced."""
    return re.sub("[\\s\ufffd\u200b\ufffe\uffff]|" + HARMFUL.pattern, "", text)


def rows():
    """(number, text, day) of the table."""
    return [(i, text, f"2025-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}") for i, text in enumerate(TEXTS)]


def names():
    """Names of columns, all different when folded, none empty."""
    return [f"{text} {i}" for i, text in enumerate(TEXTS) if len(text) < 100]


def write_csv(path, table):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)


def furnish(place):
    """t.csv, t.jsonl and t.db: columns day, k, n; names.csv: columns with such names."""
    head = ["n", "k", "day"]
    write_csv(os.path.join(place, "t.csv"), [head, *rows()])
    with open(os.path.join(place, "t.jsonl"), "w", encoding="utf-8") as file:
        file.writelines(json.dumps(dict(zip(head, row))) + "\n" for row in rows())
    with sqlite3.connect(os.path.join(place, "t.db")) as db:
        db.execute("create table t (n integer primary key, k text, day date)")
        db.executemany("insert into t values (?, ?, ?)", rows())
    db.close()
    write_csv(os.path.join(place, "names.csv"), [names(), [str(i) for i in range(len(names()))]])


SOURCES = {
    "csv": ([], 'load "t.csv" as t with k = text\n'),
    "jsonl": ([], 'load "t.jsonl" as t with k = text, day = date\n'),
    "SQLite": (["--db", "t.db"], ""),
    "SQLite in memory": (["--db", "t.db", "--backend", "memory"], ""),
}
