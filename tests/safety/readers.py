"""Readers of the formats that know nothing of cyq: each gives the rows of texts that its reader sees, the names first; None where a format has no cells."""
import csv
import ctypes
import ctypes.util
import html.parser
import io
import json
import re
import xml.etree.ElementTree as ElementTree


def expect(true, story):
    if not true:
        raise AssertionError(story)


def read_csv(text):
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def read_tsv(text):
    expect(text.endswith("\n"), "the last line has no end")
    lines = [line.split("\t") for line in text[:-1].split("\n")]
    others = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    expect([len(row) or 1 for row in others] == [len(row) for row in lines], "a reader that takes CR for a line end sees other rows")
    meant = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return [[re.sub(r"\\(.)", lambda found: meant[found[1]], cell) for cell in line] for line in lines]


def read_json(text):
    objects = json.loads(text)
    return [list(objects[0]), *([str(value) for value in one.values()] for one in objects)]


def read_jsonl(text):
    return read_json("[" + ",".join(line for line in text.split("\n") if line) + "]")


def read_markdown(text):
    """A table of GFM: a cell ends at a | that no backslash escapes."""
    table = []
    for line in text.removesuffix("\n").split("\n"):
        expect(line.startswith("| ") and line.endswith(" |"), f"no row of a table: {line!r}")
        cells, cell, at = [], "", 2
        while at < len(line):
            if line[at] == "\\" and at + 1 < len(line) and not line[at + 1].isalnum() and line[at + 1].isascii() and line[at + 1] != " ":
                cell, at = cell + line[at + 1], at + 1
            elif entity := re.match(r"&(\w+|#\w+);", line[at:]):
                cell, at = cell + html.unescape(entity[0]), at + entity.end() - 1
            elif line[at] == "|":
                cells, cell = [*cells, cell.strip(" ")], ""
            else:
                cell += line[at]
            at += 1
        table.append(cells)
    expect(all(re.fullmatch(":?-+:?", cell) for cell in table[1]), "no line of dashes")
    return table[:1] + table[2:]


def render_markdown(text):
    """What the library of GFM itself makes of it, as HTML; None where it is not installed."""
    names = [ctypes.util.find_library(name) for name in ("cmark-gfm", "cmark-gfm-extensions")]
    if not all(names):
        return None
    cmark, extensions = (ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL) for name in names)
    for function in cmark.cmark_parser_new, cmark.cmark_find_syntax_extension, cmark.cmark_parser_finish, cmark.cmark_render_html, cmark.cmark_parser_get_syntax_extensions:
        function.restype = ctypes.c_void_p
    extensions.cmark_gfm_core_extensions_ensure_registered()
    parser = ctypes.c_void_p(cmark.cmark_parser_new(0))
    for name in b"table", b"strikethrough", b"autolink", b"tagfilter":
        cmark.cmark_parser_attach_syntax_extension(parser, ctypes.c_void_p(cmark.cmark_find_syntax_extension(ctypes.c_char_p(name))))
    written = text.encode()
    cmark.cmark_parser_feed(parser, ctypes.c_char_p(written), ctypes.c_size_t(len(written)))
    document = ctypes.c_void_p(cmark.cmark_parser_finish(parser))
    page = cmark.cmark_render_html(document, 1 << 17, ctypes.c_void_p(cmark.cmark_parser_get_syntax_extensions(parser)))  # raw HTML stays as it is
    shown = ctypes.string_at(page).decode()
    cmark.cmark_node_free(document)
    cmark.cmark_parser_free(parser)
    return shown


def read_rendered(text):
    """The cells that a reader of the rendered table sees, which must be text and nothing else; None as render_markdown."""
    shown = render_markdown(text)
    if shown is None:
        return None
    page = Page(shown)
    tags = {tag for tag, _ in page.seen}
    expect(tags <= {"table", "thead", "tbody", "tr", "th", "td", "a"}, f"texts became markup: {tags}")
    expect(all((attributes.get("href") or "http:").startswith(("http:", "mailto:")) for _, attributes in page.seen), "a text became an address")
    expect(len(page.tables) == 1, f"{len(page.tables)} tables")
    return page.tables[0]


def read_org(text):
    table = []
    for line in text.removesuffix("\n").split("\n"):
        if line.startswith("|-") or re.fullmatch(r"\|( (<[lcr]>)? *\|)+", line) and not table:
            continue  # a rule, and what says how columns are aligned
        if not line.startswith("|"):
            expect(line.startswith("#") or not line, f"no row of a table: {line!r}")
            continue
        table.append([cell.strip(" ").replace("\\vert{}", "|").replace("\\vert", "|") for cell in line[1:-1].split("|")])
    return table


def read_latex(text):
    """Rows end in a double backslash, cells in an ampersand that is not escaped."""
    table = []
    for line in text.split("\n"):
        if re.search(r"\\\\(\s|\[|$)", line):
            table.append([cell.strip() for cell in re.split(r"(?<!\\)&", re.sub(r"\\\\.*$", "", line))])
    return table


class Page(html.parser.HTMLParser):
    """The cells of the first table; every element and attribute that there is."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.seen, self.scripts, self.cell, self.raw = [], [], [], None, None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self.tables[-1][-1].append("")
            self.cell = tag
        elif tag in ("script", "style"):
            self.raw = tag

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = None
        elif tag == self.raw:
            self.raw = None

    def handle_data(self, data):
        if self.raw == "script":
            self.scripts.append(data)
        if self.cell:
            self.tables[-1][-1][-1] += data


def read_html(text):
    page = Page(text)
    for tag, attributes in page.seen:
        expect(not any(name.startswith("on") for name in attributes), f"<{tag} {attributes}>")
        expect(not any("javascript:" in (value or "") for value in attributes.values()), f"<{tag} {attributes}>")
    expect(not any("alert" in script for script in page.scripts), "a text is part of a script")
    return max(page.tables, key=len) if page.tables else None


def read_svg(text):
    root = ElementTree.fromstring(text)
    parts = {element.tag.split("}")[1] for element in root.iter()}
    expect(parts <= {"svg", "title", "desc", "style", "rect", "path", "text", "g", "line", "circle"}, f"parts of an SVG: {parts}")
    return None


EXACT = {"csv": read_csv, "tsv": read_tsv, "json": read_json, "jsonl": read_jsonl}
SHOWN = {"markdown": read_markdown, "html": read_html, "org": read_org, "latex": read_latex}
