"""Stands between tests/differential/run and the asker and spoils answers, for the selftest: spoil.py WAY ASKER [OPTIONS]. All backends are memory."""
import re
import subprocess
import sys


def texts(backend, text, answer):
    return (answer[0], re.sub(r"[aeiou]", "u", answer[1]), answer[2]) if backend == "sqlite" else answer


def order(backend, text, answer):
    status, out, err = answer
    lines = out.split("\n")
    return (status, "\n".join([lines[0], *reversed(lines[1:-1]), lines[-1]]), err) if backend == "sqlite" and len(lines) > 3 and '"' not in out else answer


def last_row(backend, text, answer):
    return without_last(answer) if backend == "sqlite" else answer


def without_last(answer):
    status, out, err = answer
    lines = out.split("\n")
    return (status, "\n".join(lines[:-2] + lines[-1:]), err) if len(lines) > 2 and '"' not in out else answer


def notes(backend, text, answer):
    return (answer[0], answer[1], "") if backend == "sqlite" and "error[" not in answer[2] else answer


def status(backend, text, answer):
    return (3, answer[1], answer[2]) if backend == "sqlite" and " sort by " in text else answer


def dies(backend, text, answer):
    return None if backend == "sqlite" and " distinct" in text else answer


def mute(backend, text, answer):
    return (1, "", "error[E0000]: no") if backend == "sqlite" else answer


def where_loses(backend, text, answer):
    return without_last(answer) if re.search(r"where not \(", text) and ";" not in text else answer


def count_lies(backend, text, answer):
    return (answer[0], re.sub(r"\d+\n$", "77\n", answer[1]), answer[2]) if re.search(r"\bcount$", text) else answer


def first_is_last(backend, text, answer):
    return without_last(answer) if re.search(r"first \d+$", text) else answer


def distinct_loses(backend, text, answer):
    return without_last(answer) if re.search(r"distinct\s*\|?\s*distinct$", text) else answer


def has_all_is_false(backend, text, answer):
    status, out, err = answer
    return (status, "", err) if re.search(r"(==|in|has all|known|missing|within|>=|<=).* to jsonl$", text, re.DOTALL) and " as p0" in text and "where" in text else answer


WAYS = {"nothing": lambda backend, text, answer: answer, "texts": texts, "order": order, "last-row": last_row, "notes": notes, "status": status, "dies": dies, "mute": mute,
        "where-loses": where_loses, "count-lies": count_lies, "first-is-last": first_is_last, "distinct-loses": distinct_loses, "has-all-is-false": has_all_is_false}


def read_answer(stream):
    status, out, err = map(int, stream.readline().split())
    return status, stream.read(out).decode("utf-8"), stream.read(err).decode("utf-8")


def write_answer(answer):
    out, err = answer[1].encode("utf-8"), answer[2].encode("utf-8")
    sys.stdout.buffer.write(b"%d %d %d\n" % (answer[0], len(out), len(err)) + out + err)
    sys.stdout.buffer.flush()


def main():
    way, program, *options = sys.argv[1:]
    at = options.index("--backend") + 1
    backend, options[at] = options[at], "memory"
    with subprocess.Popen([program, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asker:
        write_answer(read_answer(asker.stdout))
        while line := sys.stdin.buffer.readline():
            text = sys.stdin.buffer.read(int(line))
            asker.stdin.write(line + text)
            asker.stdin.flush()
            answer = WAYS[way](backend, text.decode("utf-8"), read_answer(asker.stdout))
            if answer is None:
                asker.kill()
                sys.exit(7)
            write_answer(answer)
        asker.stdin.close()


if __name__ == "__main__":
    main()
