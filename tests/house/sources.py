"""House rules that are read from the source text: directions of includes, lengths, words, opening comments."""
import os
import re

CODE = (".c", ".h", ".l", ".y")
LONGEST_FUNCTION, LONGEST_FILE = 60, 600
REASON = re.compile(r"\blong because\b", re.IGNORECASE)
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<(cyq\.h)>)')
LEFT_BEHIND = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\bnot (yet )?implemented\b|\bstub(s|bed)?\b|(?<![\w.])/(work|home|root)/\w", re.IGNORECASE)


def read_lines(root, path):
    return open(os.path.join(root, path), encoding="utf-8").read().splitlines()


def read_rooms(root):
    """rooms.txt as {room: rooms it may include}, itself among them."""
    rooms = {}
    for line in read_lines(root, "rooms.txt"):
        if line and not line.startswith("#"):
            room, allowed = line.split(":")
            rooms[room] = {room, *allowed.split()}
    return rooms


def files_under(root, folders, endings):
    found = []
    for folder in folders:
        for directory, _, names in os.walk(os.path.join(root, folder)):
            found += [os.path.relpath(os.path.join(directory, name), root) for name in names if name.endswith(endings)]
    return sorted(set(found))


def room_of(path, rooms):
    """The room a path lies in: the longest that fits."""
    fitting = [room for room in rooms if path.startswith(room + "/")]
    return max(fitting, key=len) if fitting else None


def target_of(include, rooms):
    if include in ("cyq.h", "include/cyq.h"):
        return "include"
    return room_of(include, rooms)


def includes_of(root, path):
    for number, line in enumerate(read_lines(root, path), 1):
        found = INCLUDE.match(line)
        if found:
            yield number, found[1] or found[2]


def check_directions(root):
    """No arrow points up: a room includes only the rooms that rooms.txt allows it."""
    rooms = read_rooms(root)
    wrong = []
    for path in files_under(root, rooms, CODE):
        allowed = rooms[room_of(path, rooms)]
        for number, include in includes_of(root, path):
            target = target_of(include, rooms)
            if target is None:
                wrong.append(f'{path}:{number}: "{include}" is no path from the root into a room')
            elif target not in allowed:
                wrong.append(f'{path}:{number}: {room_of(path, rooms)} may not include "{include}"')
    return wrong


def check_circles(root):
    """rooms.txt itself has no circle: each room names only rooms that stand above it in the file."""
    seen, wrong = {"include"}, []
    for room, allowed in read_rooms(root).items():
        seen.add(room)
        wrong += [f"rooms.txt: {room} names {other}, which stands below it" for other in sorted(allowed - seen)]
    return wrong


def check_strangers(root):
    """Examples and the tests of the public interface know include/cyq.h and no room."""
    rooms = read_rooms(root)
    wrong = []
    for path in files_under(root, ("examples", "tests/api"), CODE):
        wrong += [f'{path}:{number}: includes "{include}" from inside the library'
                  for number, include in includes_of(root, path) if room_of(include, rooms)]
    return wrong


def start_of(lines, brace):
    """The first line of the signature whose body opens at lines[brace]."""
    at = brace
    while at > 0 and lines[at - 1].strip() and not lines[at - 1].rstrip().endswith((";", "}", "*/", "%%")) and not lines[at - 1].startswith(("//", "#")):
        at -= 1
    return at


def comment_above(lines, at):
    above = []
    while at > 0 and re.match(r"\s*(/?\*|//)|.*\*/$", lines[at - 1]):
        at -= 1
        above.append(lines[at])
    return "\n".join(reversed(above))


def functions(lines):
    """(first line, last line) of each function, counted from 0: a body opens by `{` and ends by `}` in the first column."""
    opened = None
    for number, line in enumerate(lines):
        if line == "{":
            opened = number
        elif line == "}" and opened is not None:
            yield start_of(lines, opened), number
            opened = None


def check_functions(root):
    """No function is longer than 60 lines, unless a comment above it says `Long because …`."""
    wrong = []
    for path in files_under(root, (*read_rooms(root), "include", "tests", "examples"), CODE):
        lines = read_lines(root, path)
        for first, last in functions(lines):
            if last - first + 1 > LONGEST_FUNCTION and not REASON.search(comment_above(lines, first)):
                wrong.append(f"{path}:{first + 1}: a function of {last - first + 1} lines")
    return wrong


def check_files(root):
    """No file is longer than 600 lines, unless its opening comment says `Long because …`."""
    wrong = []
    for path in files_under(root, (*read_rooms(root), "include", "tests", "examples"), CODE):
        lines = read_lines(root, path)
        if len(lines) > LONGEST_FILE and not REASON.search("\n".join(lines[:15])):
            wrong.append(f"{path}: {len(lines)} lines")
    return wrong


def check_purposes(root):
    """Each file opens with a comment of its purpose."""
    wrong = []
    for path in files_under(root, (*read_rooms(root), "include", "tests", "examples"), CODE):
        opening = next((line.strip() for line in read_lines(root, path) if line.strip() not in ("", "%{", "%top{")), "")
        if not opening.startswith(("/*", "//")):
            wrong.append(f"{path}: opens without a comment")
    return wrong


def check_words(root):
    """Nothing was left behind to be done, and no path of a machine."""
    wrong = []
    for path in files_under(root, (*read_rooms(root), "include", "tests", "examples", "cmake"), (*CODE, ".def", ".cyq", ".cmake", "CMakeLists.txt")):
        for number, line in enumerate(read_lines(root, path), 1):
            if LEFT_BEHIND.search(line):
                wrong.append(f"{path}:{number}: {line.strip()}")
    return wrong


CHECKS = [check_directions, check_circles, check_strangers, check_functions, check_files, check_purposes, check_words]
