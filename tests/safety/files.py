"""Files that cannot be written, or only in part: the status that says so, one message, the old file as it was, and nothing left beside it."""
import os
import resource
import shutil
import signal
import subprocess
import time

from readers import expect
from program import Skip

ENDINGS = {"table": "txt", "markdown": "md", "chart": "txt", "timeline": "txt", "calendar": "txt", "latex": "tex"}
BIG = "activities expand day select title, day, when, days"
NEWSLETTER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "import", "waterways-2031-q1.md")


def writers(p):
    """(words, file): everything that makes a file, each of more than a few blocks."""
    for form in p.formats(citable=True):
        if "heat" in form:
            continue
        ending = "svg" if form.endswith("svg") else ENDINGS.get(form.split()[0], form.split()[0])
        yield (f'{BIG} to {form} "out.{ending}"',), f"out.{ending}"
    yield ('save "out.db"',), "out.db"
    yield ('save "out.sql"',), "out.sql"
    yield ("import", NEWSLETTER, "-o", "out.db"), "out.db"


def content(path):
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def one_error(err, words):
    text = err.decode()
    told = [line for line in text.split("\n") if line.startswith(("error[", "cyq: "))]
    expect(len(told) == 1, f"{words}: {text}")


def fails_and_leaves(p, words, name, old, folder, status=3, **options):
    """The program must fail so, and the folder must be as it was."""
    before = sorted(os.listdir(folder))
    got, _, err = p.run(*words, **options)
    expect(got == status, f"{words}: {got} {err.decode()}")
    one_error(err, words)
    expect(sorted(os.listdir(folder)) == before, f"{words}: {sorted(os.listdir(folder))}, before {before}")
    expect(content(os.path.join(folder, name)) == old, f"{words}: the old file is another")


def old_one(p, name):
    """What is there before: a file of the kind that may be replaced."""
    if name.endswith(".db"):
        p.good('save "old.db"')
        os.replace(p.path("old.db"), p.path(name))
    else:
        with open(p.path(name), "w", encoding="utf-8") as file:
            file.write("-- cyq\nold\n")
    return content(p.path(name))


def limited():
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))


def case_files_that_may_not_grow(p):
    """As with ulimit -f, whose signal a program gets that does not refuse it."""
    for words, name in writers(p):
        fails_and_leaves(p, words, name, None, p.folder, preexec_fn=limited)
        fails_and_leaves(p, words, name, old_one(p, name), p.folder, preexec_fn=limited)
        os.remove(p.path(name))
    for words in (BIG + " to csv",), ("fmt", "-w", "s.cyq"):
        with open(p.path("s.cyq"), "w", encoding="utf-8") as file:
            file.write("activities   where joint\n" * 100)
        script = content(p.path("s.cyq"))
        with open(p.path("redirected"), "wb") as file:
            status, _, err = p.run(*words, stdout=file, preexec_fn=limited)
        expect(status == 3, f"{words}: {status}")
        one_error(err, words)
        expect(content(p.path("s.cyq")) == script, f"{words}: the script is another")


def on_small_disk(p, words, size="96k", before=""):
    """Runs in p.path("disk") on a disk of that size; (status, files left there, standard error)."""
    script = f"mount -t tmpfs -o size={size} tmpfs disk && cd disk && {before or 'true'}; " + 'shift 0; "$@"; status=$?; echo; echo "left: $(ls -A | tr "\\n" " ")"; md5sum * 2>/dev/null; exit $status'
    done = subprocess.run(["unshare", "-m" if os.geteuid() == 0 else "-rm", "sh", "-c", script, "sh", *p.command(words)], cwd=p.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr


def case_a_disk_that_is_full(p):
    if not shutil.which("unshare"):
        raise Skip("no unshare")
    os.mkdir(p.path("disk"))
    if on_small_disk(p, ["projects count"])[0] != 0:
        raise Skip("no disk can be mounted")
    for words, name in writers(p):
        if words[0] == BIG or "calendar" in words[0] or "chart" in words[0] or "timeline" in words[0]:
            continue  # too small to fill it
        fill = f'printf "old" > {name}; head -c 86000 /dev/zero > filler' if not name.endswith(".db") else "head -c 60000 /dev/zero > filler"
        status, out, err = on_small_disk(p, words, before=fill)
        expect(status == 3, f"{words}: {status} {err.decode()}")
        one_error(err, words)
        left = out.split("left: ")[1].split("\n")[0].split()
        expect(left == sorted(["filler"] + ([] if name.endswith(".db") else [name])), f"{words}: {left}")
        if name in left:
            expect("149603e6c03516362a8da23f624db945  " + name in out, f"{words}: the old file is another")


def nobody():
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)


def case_folders_in_which_nobody_may_write(p):
    options = {}
    os.mkdir(p.path("locked"))
    if os.geteuid() == 0:
        os.chmod(p.folder, 0o755)
        options["preexec_fn"] = nobody
        if p.run("--version", **options)[0] != 0:
            raise Skip("root may write everywhere, and nobody else can run the program")
    for words, name in writers(p):
        old = old_one(p, name)
        shutil.copy(p.path(name), p.path("locked/" + name))
        os.chmod(p.path("locked/" + name), 0o644)
        os.chmod(p.path("locked"), 0o555)
        there = tuple(word.replace("out.", "locked/out.") for word in words)
        fails_and_leaves(p, there, name, old, p.path("locked"), **options)
        os.chmod(p.path("locked"), 0o755)
        os.remove(p.path("locked/" + name))
        os.remove(p.path(name))


def case_what_is_no_file(p):
    """A folder, a file as a folder, a folder that is not there, a link that leads nowhere good."""
    for words, name in writers(p):
        os.mkdir(p.path(name))
        status, _, err = p.run(*words)
        expect(status == 3, f"{words} where a folder is: {status} {err.decode()}")
        one_error(err, words)
        expect(os.listdir(p.folder) == [name] and os.listdir(p.path(name)) == [], f"{words}: {os.listdir(p.folder)}")
        os.rmdir(p.path(name))
        for folder in "none/", "file/":
            with open(p.path("file"), "w", encoding="utf-8") as file:
                file.write("x")
            there = tuple(word.replace("out.", folder + "out.") for word in words)
            fails_and_leaves(p, there, "file", b"x", p.folder)
            os.remove(p.path("file"))
    os.symlink("loop.csv", p.path("loop.csv"))
    status, _, err = p.run('projects to csv "loop.csv"')
    expect(status == 3, f"a link to itself: {status}")
    one_error(err, "a link to itself")


def case_what_cannot_be_read(p):
    os.mkdir(p.path("folder"))
    os.mkdir(p.path("folder.csv"))
    for words, wanted in ((("-f", "none.cyq"), 3), (("-f", "folder"), 3), (("--db", "none.db", "projects"), 3), (("--db", "folder", "projects"), 3), (('load "none.csv"',), 3), (('load "folder.csv"',), 3),
                          (("check", "none.cyq"), 3), (("fmt", "folder"), 3), (("import", "none.md", "-o", "x.db"), 3), (("import", "folder", "-o", "x.db"), 3), (('use "./none.cyq"',), 1)):
        status, out, err = p.run(*words)
        expect(status == wanted, f"{words}: {status} {err.decode()}")
        one_error(err, words)
        expect(out == b"", f"{words}: {out}")
    expect(sorted(os.listdir(p.folder)) == ["folder", "folder.csv"], os.listdir(p.folder))


def case_a_run_that_is_stopped(p):
    """By the signals that end programs: nothing half is left, the old file stays."""
    old = b"old\n"
    with open(p.path("out.csv"), "wb") as file:
        file.write(old)
    large = 'activities add a = day, b = day expand a expand b select title, a, b, title as c to csv "out.csv"'
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        process = subprocess.Popen(p.command([large]), cwd=p.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        until = time.time() + 20
        while time.time() < until and len(os.listdir(p.folder)) < 2 and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(number)
        process.communicate(timeout=60)
        expect(process.returncode in (0, 4, -number), f"{number.name}: {process.returncode}")
        if process.returncode == 0:
            raise Skip("it was written before it could be stopped")
        expect(os.listdir(p.folder) == ["out.csv"] and content(p.path("out.csv")) == old, f"{number.name}: {os.listdir(p.folder)}")


def case_one_output_fails_and_the_others_are_whole(p):
    """A script with several: what was written before the one that fails is there, what comes after is not begun."""
    status, out, err = p.run('projects to csv "one.csv"; projects to csv "none/two.csv"; projects count to csv; projects to csv "three.csv"')
    expect(status == 3, status)
    one_error(err, "several outputs")
    expect(content(p.path("one.csv")).count(b"\n") == 8, "the first file is not whole")
    expect(not os.path.exists(p.path("none")) and (out == b"") == (not os.path.exists(p.path("three.csv"))), f"{out} {os.listdir(p.folder)}")
