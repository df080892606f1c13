"""Highlights lines as editors do: a TextMate grammar by a small engine of its own, and Vim's syntax file by Vim. Both give, for each line, the kind of each character."""
import json
import os
import re
import subprocess
import tempfile

from derive_words import KINDS

SCOPES = {f"{scope}.cyq": kind for kind, scope, _, _ in KINDS}
GROUPS = {f"cyq{group}": kind for kind, _, group, _ in KINDS}


def runs(line, kinds):
    """The (kind, text) of each stretch of one kind."""
    found, at = [], 0
    while at < len(line):
        end = at
        while end < len(line) and kinds[end] == kinds[at]:
            end += 1
        if kinds[at]:
            found.append((kinds[at], line[at:end]))
        at = end
    return found


class TextMate:
    """What of TextMate's rules the grammar uses: match with captures, begin and end, include."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.grammar = json.load(file)
        self.compiled = {}

    def regex(self, text):
        if text not in self.compiled:
            self.compiled[text] = re.compile(text)
        return self.compiled[text]

    def rules(self, patterns):
        for pattern in patterns:
            if "include" in pattern:
                part = self.grammar["repository"][pattern["include"].removeprefix("#")]
                yield from [part] if "begin" in part else self.rules(part["patterns"])
            else:
                yield pattern

    def first(self, patterns, line, at, limit):
        """The leftmost match of the patterns, the first of them where several begin at one place."""
        best, rule = None, None
        for pattern in self.rules(patterns):
            found = self.regex(pattern.get("match") or pattern["begin"]).search(line, at, limit)
            if found and (best is None or found.start() < best.start()):
                best, rule = found, pattern
        return best, rule

    def paint(self, kinds, found, captures):
        for at, capture in captures.items():
            begin, end = found.span(int(at))
            if "name" in capture:
                kinds[begin:end] = [SCOPES[capture["name"]]] * (end - begin)
            if "patterns" in capture:
                self.walk([capture["patterns"]], found.string, kinds, begin, end)

    def walk(self, stack, line, kinds, at, limit):
        """`stack` has the patterns of what is open, or the regions themselves."""
        while True:
            top = stack[-1]
            patterns = top["patterns"] if isinstance(top, dict) else top
            found, rule = self.first(patterns, line, at, limit)
            ended = self.regex(top["end"]).search(line, at, limit) if isinstance(top, dict) else None
            if ended and (found is None or ended.start() <= found.start()):
                stack.pop()
                at = ended.end()
                continue
            if found is None:
                return
            if "name" in rule:
                kinds[found.start():found.end()] = [SCOPES[rule["name"]]] * len(found[0])
            self.paint(kinds, found, rule.get("captures") or rule.get("beginCaptures") or {})
            if "begin" in rule:
                stack.append(rule)
            elif found.end() == found.start():
                raise AssertionError(f"a rule takes nothing at {at} of: {line}")
            at = found.end()

    def lines(self, lines):
        stack, told = [self.grammar["patterns"]], []
        for line in lines:
            kinds = [None] * len(line)
            self.walk(stack, line, kinds, 0, len(line))
            told.append(kinds)
        return told

    def patterns(self):
        """All regular expressions of the grammar."""
        def inside(value):
            if isinstance(value, dict):
                for name, part in value.items():
                    if name in ("match", "begin", "end"):
                        yield part
                    else:
                        yield from inside(part)
            elif isinstance(value, list):
                for part in value:
                    yield from inside(part)
        return list(inside({name: self.grammar[name] for name in ("patterns", "repository")}))


ASK_VIM = r"""
set encoding=utf-8 nomodeline
let &runtimepath = $FOLDER . ',' . &runtimepath
filetype plugin on
syntax on
execute 'edit ' . fnameescape($SAMPLE)
let told = [&filetype . '|' . &commentstring]
for number in range(1, line('$'))
  let groups = []
  for at in range(strchars(getline(number)))
    call add(groups, synIDattr(synID(number, byteidx(getline(number), at) + 1, 1), 'name'))
  endfor
  call add(told, join(groups, ','))
endfor
call writefile(told, $TOLD)
quitall!
"""


class Vim:
    def __init__(self, folder):
        self.folder = folder
        self.filetype = None  # of the last lines, with its comment

    def lines(self, lines, name="sample.cyq"):
        with tempfile.TemporaryDirectory(prefix="cyq-test-") as place:
            ask, sample, told = (os.path.join(place, file) for file in ("ask.vim", name, "told"))
            for path, text in ((ask, ASK_VIM), (sample, "\n".join(lines) + "\n")):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            environment = {"PATH": os.environ["PATH"], "HOME": place, "LC_ALL": "C.UTF-8", "TERM": "dumb", "FOLDER": self.folder, "SAMPLE": sample, "TOLD": told}
            done = subprocess.run(["vim", "-N", "-e", "-s", "-u", "NONE", "-i", "NONE", "-n", "-S", ask], cwd=place, env=environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
            if not os.path.exists(told):
                raise AssertionError("vim says:\n" + done.stdout.decode("utf-8", "replace"))
            with open(told, encoding="utf-8") as file:
                self.filetype, *rows = file.read().split("\n")
        return [[self.kind(group) for group in row.split(",")] if line else [] for line, row in zip(lines, rows)]

    @staticmethod
    def kind(group):
        """cyqSignCompared is a Sign."""
        fitting = [name for name in GROUPS if group.startswith(name)]
        return GROUPS[max(fitting, key=len)] if fitting else None
