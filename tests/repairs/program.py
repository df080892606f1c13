"""The program, asked many questions at once."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from harness import environment  # noqa: E402

TIMEOUT = 120


class Program:
    def __init__(self, cyq, place):
        self.cyq, self.place = cyq, place

    def run(self, script, *options):
        """(standard output, standard error) of a script, which must be right."""
        with open(os.path.join(self.place, "script.cyq"), "w", encoding="utf-8") as file:
            file.write(script)
        done = subprocess.run([self.cyq, "--today", "2025-10-15", "--format", "csv", *options, "-f", "script.cyq"], cwd=self.place,
                              env=environment(self.place), stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        if done.returncode:
            raise RuntimeError(f"exit status {done.returncode}\n" + err[max(0, err.find("error[")):][:2000])
        return out, err

    def counts(self, queries):
        """How many rows each of the queries has."""
        if not queries:
            return []
        out = self.run(";\n".join(f"({query}) show count as n" for query in queries) + "\n")[0].split("\n")
        return [int(n) for n in out[1::2]]
