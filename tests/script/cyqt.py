"""The .cyqt file: parsed into cases and written back. The format is described in README.md beside this file."""
import re

MARK = re.compile(r"----( stderr| end| exit (\d+)| file (\w[\w./-]*)( rows (\d+))?)?$")


class FormatError(Exception):
    """A .cyqt file that does not keep to its format; the text says where."""


class Case:
    def __init__(self, path, line, name):
        self.path, self.line, self.name = path, line, name
        self.before = []        # lines between the case before and this one
        self.option_lines = []  # the `#!` lines as written
        self.query = []
        self.file_parts = {}    # the marks of files: what stands under them
        self.stdout, self.stderr, self.exit = "", "", 0
        self.any_stderr = False
        self.arguments, self.data, self.made, self.via, self.run, self.first = [], None, None, ["argument"], None, None

    def where(self):
        return f"{self.path}:{self.line}: {self.name}"

    def text(self):
        return "\n".join(self.query)

    def files(self):
        """The texts to put into the folder of the case, by name."""
        marks = {mark: MARK.match(mark) for mark in self.file_parts}
        return {marks[mark][3]: grown(text, marks[mark][5], self) for mark, text in self.file_parts.items()}


def grown(text, rows, case):
    """The text of a file: as it stands, or, where its mark says so, with its last line once for each row, `{…}` in it computed."""
    if rows is None:
        return text
    *head, line = text.splitlines(keepends=True) or [""]
    try:
        row = compile(f"rf'''{line}'''", "row", "eval")
        return "".join(head) + "".join(eval(row, {"i": i}) for i in range(1, int(rows) + 1))
    except Exception as error:
        raise FormatError(f"{case.where()}: the row {line.rstrip()} cannot be computed: {error}") from error


def read_option(case, line, number):
    """One `#!` line: command-line options, or `key: value`."""
    case.option_lines.append(line)
    words = line[2:].split()
    if not words:
        raise FormatError(f"{case.path}:{number}: `#!` says nothing")
    key, values = words[0], words[1:]
    if key.startswith("-"):
        case.arguments += words
    elif key == "stderr:" and values == ["any"]:
        case.any_stderr = True
    elif key == "data:" and len(values) == 1:
        case.data = values[0]
    elif key == "made:" and len(values) == 1 and values[0].endswith(".sql"):
        case.made = values[0]
    elif key == "via:" and values and values[0] in ("argument", "file", "stdin"):
        case.via = values
    elif key == "run:" and values:
        case.run = values
    elif key == "first:" and values:
        case.first = values
    else:
        raise FormatError(f"{case.path}:{number}: `{line}` is no option; see tests/script/README.md")


def as_text(lines, whole):
    """The text that expectation lines stand for; trailing blank lines belong to it only where `---- end` closed it."""
    lines = list(lines)
    while not whole and lines and not lines[-1]:
        lines.pop()
    return "".join(line + "\n" for line in lines)


def read_case(path, lines, start):
    """Reads the case whose `# name` is lines[start]; gives it and the number of the line after it."""
    case = Case(path, start + 1, lines[start][2:].strip())
    at = start + 1
    while at < len(lines) and lines[at].startswith("#!"):
        read_option(case, lines[at], at + 1)
        at += 1
    while at < len(lines) and not MARK.match(lines[at]):
        case.query.append(lines[at])
        at += 1
    if at == len(lines):
        raise FormatError(f"{case.where()}: there is no `----`")
    section, body, parts = None, [], {}  # parts by "stdout", "stderr", or the whole mark of a file

    def close(whole=False):
        if section:
            if section in parts:
                raise FormatError(f"{case.where()}: two parts `{section}`")
            parts[section] = as_text(body, whole)
        body.clear()

    while at < len(lines):
        line, mark = lines[at], MARK.match(lines[at])
        if line.startswith(("# ", "## ")) and not lines[at - 1]:
            break
        if mark:
            close(whole=line == "---- end")
            section = {"----": "stdout", "---- stderr": "stderr"}.get(line, line if mark[3] else None)
            if mark[2]:
                case.exit = int(mark[2])
        elif section:
            body.append(line)
        elif line:
            raise FormatError(f"{path}:{at + 1}: text outside of any part")
        at += 1
    close()
    case.stdout, case.stderr = parts.pop("stdout", ""), parts.pop("stderr", "")
    case.file_parts = parts
    names = [MARK.match(mark)[3] for mark in parts]
    if len(set(names)) < len(names):
        raise FormatError(f"{case.where()}: two files of one name")
    return case, at


def read(path, shown_path=None):
    """All cases of a file, in order."""
    lines = open(path, encoding="utf-8", newline="").read().split("\n")
    cases, at, before, names = [], 0, [], set()
    while at < len(lines):
        if not lines[at].startswith("# "):
            if lines[at] and not lines[at].startswith("##"):
                raise FormatError(f"{path}:{at + 1}: expected `# name` of a case, or a `##` remark")
            before.append(lines[at])
            at += 1
            continue
        case, at = read_case(shown_path or path, lines, at)
        if case.name in names:
            raise FormatError(f"{case.where()}: the name is taken")
        names.add(case.name)
        case.before, before = before, []
        cases.append(case)
    return cases


def write_part(out, mark, text):
    """One part as it stands in the file; `---- end` where trailing blank lines count."""
    out.append(mark)
    out += text.split("\n")[:-1]
    if text.endswith("\n\n") or text == "\n":
        out.append("---- end")


def write(path, cases):
    """Writes the cases back, remarks and options kept; this is what --bless does."""
    out = []
    for number, case in enumerate(cases):
        out += case.before if number == 0 or case.before else []
        out += [f"# {case.name}", *case.option_lines, *case.query]
        for mark, text in case.file_parts.items():
            write_part(out, mark, text)
        write_part(out, "----", case.stdout)
        if case.stderr and not case.any_stderr:
            write_part(out, "---- stderr", case.stderr)
        if case.exit:
            out.append(f"---- exit {case.exit}")
        out.append("")
    while out and not out[-1]:
        out.pop()
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("\n".join(out) + "\n")
