"""House rules that are read from what was built: exported symbols, calls, globals, headers compiled alone."""
import os
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

from sources import files_under, read_rooms

# What the library must never do, and the names by which an object would.
FORBIDDEN = {
    "prints": "printf vprintf puts putchar putchar_unlocked perror __printf_chk __vprintf_chk psignal stdout stderr stdin",
    "ends the process": "exit _exit _Exit quick_exit abort __assert_fail atexit at_quick_exit raise kill",
    "reads the environment": "getenv secure_getenv setenv unsetenv putenv clearenv environ __environ",
    "takes signals": "signal sigaction sigprocmask pthread_sigmask",
    "starts programs": "system popen fork vfork execve execv execvp execl execlp posix_spawn posix_spawnp",
    "changes the locale": "setlocale uselocale",
    "uses state of the whole process": "strtok rand srand random srandom localtime gmtime ctime asctime tmpnam chdir umask",
}
# A flex scanner names these as what it would read and write had it been given nothing; it is always given a text.
GENERATED = {".lex.c.o": {"stdin", "stdout"}}
# cmark's allocation hooks get no context, so a thread notes where to allocate and where to leave to while cmark runs in it.
PER_THREAD = {"markdown.c.o:running"}
WRITABLE = re.compile(r"^(\.data(?!\.rel\.ro)|\.bss|\.tdata|\.tbss|\*COM\*)")


def output_of(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def check_exports(root, build):
    """The shared library exports exactly the functions that include/cyq.h declares, and so does the static one: a program's own functions take the place of none."""
    header = output_of("cc", "-E", "-P", "-x", "c", os.path.join(root, "include/cyq.h"))
    declared = set(re.findall(r"\b(cyq_\w+)\s*\(", header))
    exported = {line.split()[-1] for line in output_of("nm", "-D", "--defined-only", os.path.join(build, "libcyq.so")).splitlines()}
    static = {line.split()[-1] for line in output_of("nm", "-g", "--defined-only", os.path.join(build, "libcyq.a")).splitlines() if line.count(" ") == 2}
    return [f"declared, not in {library}: {name}" for library, names in (("libcyq.so", exported), ("libcyq.a", static)) for name in sorted(declared - names)] + \
        [f"in {library}, not declared: {name}" for library, names in (("libcyq.so", exported), ("libcyq.a", static)) for name in sorted(names - declared)]


def check_calls(_, build):
    """No object of the library prints, exits, reads the environment, takes signals."""
    why = {name: reason for reason, names in FORBIDDEN.items() for name in names.split()}
    wrong = []
    for line in output_of("nm", "-A", "-u", os.path.join(build, "libcyq_inside.a")).splitlines():
        place, name = line.split(":", 2)[1], line.split()[-1]
        allowed = next((names for ending, names in GENERATED.items() if place.endswith(ending)), ())
        if name in why and name not in allowed:
            wrong.append(f"{place}: {name} {why[name]}")
    return wrong


def check_globals(_, build):
    """No object of the library has a variable that can change."""
    wrong = []
    for line in output_of("nm", "-A", "--defined-only", "--format=sysv", os.path.join(build, "libcyq_inside.a")).splitlines():
        columns = [column.strip() for column in line.split("|")]
        if len(columns) != 7 or not WRITABLE.match(columns[6]):
            continue
        if columns[0].split(":", 1)[1] not in PER_THREAD or columns[6] != ".tbss":
            wrong.append(f"{columns[0].split(':', 1)[1]}: in {columns[6]}")
    return wrong


def check_libraries(_, build):
    """The library needs no readline (GPL); only the program does. Neither needs libpq and libical, which are loaded when a server is asked and a calendar written."""
    wrong = []
    for name, unwanted in (("libcyq.so", ("readline", "libpq", "libical")), ("cyq", ("libpq", "libical"))):
        needed = re.findall(r"\(NEEDED\).*\[(.*)\]", output_of("readelf", "-d", os.path.join(build, name)))
        wrong += [f"{name} needs {library}" for library in needed if any(word in library for word in unwanted)]
    return wrong


def compile_alone(root, build, path, command):
    with tempfile.NamedTemporaryFile("w", suffix=".c") as file:
        file.write(f'#include "{path}"\n#include "{path}"\n')
        file.flush()
        done = subprocess.run([*command, "-fsyntax-only", f"-I{root}", f"-I{build}", f"-I{root}/include", file.name],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return [f"{' '.join(command)}: {done.stdout}"] if done.returncode else []


def check_public_header(root, build):
    """include/cyq.h compiles alone, twice over, as strict C17 and as C++17."""
    strict = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-pedantic-errors", "-Werror"]
    return compile_alone(root, build, "include/cyq.h", ["cc", "-std=c17", *strict]) + \
        compile_alone(root, build, "include/cyq.h", ["c++", "-x", "c++", "-std=c++17", *strict])


def system_folders(path):
    """The flags by which a build finds headers that lie in folders of their own, such as libpq's."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return " ".join(sorted(set(re.findall(r"-isystem \S+", file.read())))).split()


def check_headers(root, build):
    """Every header of a room compiles alone."""
    command = ["cc", "-std=gnu17", *system_folders(os.path.join(build, "compile_commands.json"))]
    paths = files_under(root, read_rooms(root), (".h",))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [story for found in pool.map(lambda path: compile_alone(root, build, path, command), paths) for story in found]


CHECKS = [check_exports, check_calls, check_globals, check_libraries, check_public_header, check_headers]
