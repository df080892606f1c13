"""Readers that go away, streams that are closed, and a standard output that is full: the right exit status, one message at most, no other harm."""
import os
import subprocess

import hazards
from hazards import SOURCES
from readers import expect

SMALL = "activities where start = 2025-11 select title, when, days to "
BIG = "activities expand day expand project append (activities expand day expand project) select title, when, size(mode) as days, day to "


def queries(p):
    """Something small and something of more than what a pipe holds, in each format."""
    pictures = ("chart", "bar", "line", "calendar")
    return [(form, (SMALL if any(word in form for word in pictures) else size) + form) for form in p.formats(citable=True) if "heat" not in form for size in (SMALL, BIG)]


def read_and_go(p, *words, most=1, stdin=subprocess.DEVNULL):
    """(status, standard error) where the reader takes that much and goes."""
    process = subprocess.Popen(p.command(words), cwd=p.folder, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if most:
        process.stdout.read(most)
    process.stdout.close()
    process.stdout = None
    err = process.communicate(timeout=60)[1]
    return process.returncode, err


def case_readers_that_go_away(p):
    for form, query in queries(p):
        for most in (0, 1):
            status, err = read_and_go(p, query, most=most)
            expect((status, err) == (0, b""), f"{query}, {most} bytes read: {status} {err!r}")


def case_readers_of_scripts_that_go_away(p):
    with open(p.path("s.cyq"), "w", encoding="utf-8") as file:
        file.write("\n".join([BIG + "csv"] * 20 + ['projects count to csv "made.csv"']) + "\n")
    for words in ("-f", "s.cyq"), ("fmt", "s.cyq"), ("--help", "--verbose"), ("--format", "json", "show functions"):
        for most in (0, 1):
            status, err = read_and_go(p, *words, most=most)
            expect((status, err) == (0, b""), f"{words}: {status} {err!r}")
    with open(p.path("s.cyq"), "rb") as script:
        expect(read_and_go(p, stdin=script) == (0, b""), "a script on standard input")


def shell(p, redirect, *words, stdin=b""):
    return p.run(*words, stdin=stdin) if not redirect else subprocess.run(
        ["sh", "-c", f'exec "$0" "$@" {redirect}', *p.command(words)], cwd=p.folder, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)


def one_message(err, what):
    lines = err.decode().split("\n")
    expect(len(lines) == 2 and lines[0].startswith("cyq: standard output: ") and lines[1] == "", f"{what}: {err!r}")


def case_standard_output_is_closed(p):
    for form, query in queries(p):
        done = shell(p, ">&-", query)
        expect(done.returncode == 3, f"{query}: {done.returncode} {done.stderr}")
        one_message(done.stderr, query)
    done = shell(p, ">&-", 'projects count to csv "made.csv"')
    expect((done.returncode, done.stderr) == (0, b""), f"nothing was printed: {done}")
    with open(p.path("made.csv"), encoding="utf-8") as made:
        expect(made.read() == "count\n7\n", "the file has something else")


def case_a_full_disk_behind_standard_output(p):
    with open("/dev/full", "wb") as full:
        for _, query in queries(p):
            status, _, err = p.run(query, stdout=full)
            expect(status == 3, f"{query}: {status} {err!r}")
            one_message(err, query)
        status, _, err = p.run(stdin=b"projects count\nactivities count\n" * 50, stdout=full)
        expect(status == 3, f"a script: {status}")
        one_message(err, "a script")


def case_standard_error_is_closed_or_full(p):
    """What cannot be told is not told, and reaches no file instead."""
    noted = "activities where country != Ukraine"
    wanted = p.good(noted + " to csv").encode()
    for redirect in "2>&-", "2>/dev/full":
        done = shell(p, redirect, noted + " to csv")
        expect((done.returncode, done.stdout) == (0, wanted), f"{redirect}: {done.returncode}")
        done = shell(p, redirect, noted + ' to csv "made.csv"; projects count to csv')
        with open(p.path("made.csv"), "rb") as made:
            expect((done.returncode, done.stdout, made.read()) == (0, b"count\n7\n", wanted), f"{redirect}: the file has something else")
        expect(shell(p, redirect, "activities wher").returncode == 1, "a mistake")


def case_all_streams_are_closed(p):
    """Files must not come into their places."""
    for redirect in "<&-", "<&- >&-", "<&- >&- 2>&-", ">&- 2>&-":
        for query, name in ('activities to csv "made.csv"', "made.csv"), ('save "made.db"', "made.db"), ('activities where country != Ukraine to json "made.json"', "made.json"):
            done = shell(p, redirect, query)
            expect(done.returncode == 0, f"{query} {redirect}: {done.returncode} {done.stderr}")
            again = p.path("again-" + name)
            p.good(query.replace("made.", "again-made."))
            with open(p.path(name), "rb") as one, open(again, "rb") as two:
                expect(one.read() == two.read(), f"{query} {redirect}: another file")
        expect(shell(p, redirect, "--db", "made.db", 'activities count to csv "n.csv"').returncode == 0, f"a database {redirect}")
    expect(shell(p, "<&-").returncode in (0, 3), "nothing to read at all")
    expect(shell(p, "<&-", "-f", "-").returncode == 3, "a script that cannot be read")


def case_messages_with_a_reader_that_goes_away(p):
    """Standard error into a pipe that nobody reads."""
    hazards.furnish(p.folder)
    for words in (["activities wher"], [SOURCES["csv"][1] + "t where k = nosuchthing"], ["--nosuch"]):
        reader, writer = os.pipe()
        os.close(reader)
        status, _, _ = p.run(*words, stderr=writer)
        os.close(writer)
        expect(status in (0, 1, 2), f"{words}: {status}")
