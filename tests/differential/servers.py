"""The PostgreSQL server that a run starts for itself, and the worlds in it: each in a schema of its own."""
import os
import sys
from contextlib import contextmanager

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "postgres"))
try:
    import cluster
except ImportError:  # tests/postgres/ is not there
    cluster = None

FAILED = "the world does not get into PostgreSQL"


def why_no_server():
    """Why there can be no server; None where there can."""
    if not cluster:
        return "there is no tests/postgres/cluster.py"
    try:
        cluster.programs()
        cluster.owner()
    except cluster.Unavailable as reason:
        return str(reason)
    return None


class Server:
    def __init__(self, running):
        self.running = running

    @staticmethod
    def schema(folder):
        """A name that no other world has."""
        return f"w_{os.path.basename(folder).lower()}_{os.getpid()}"

    def load(self, script):
        """Puts what a script of cyq's makes into a schema; gives the URL that leads there, or None and what psql said."""
        folder = os.path.dirname(script)
        schema = self.schema(folder)
        own = os.path.join(folder, "schema.sql")
        with open(script, encoding="utf-8") as file, open(own, "w", encoding="utf-8") as out:
            out.write(f'CREATE SCHEMA "{schema}";\nSET search_path = "{schema}";\n{file.read()}')
        done = self.running.psql(file=own)
        if done.returncode:
            return None, f"{FAILED}: {done.stderr}"
        return f"{self.running.url()}?options=-csearch_path%3D{schema}", ""

    def drop(self, folder):
        self.running.psql(f'DROP SCHEMA IF EXISTS "{self.schema(folder)}" CASCADE')


@contextmanager
def start_server(wanted):
    """A Server while it lasts; None where none is wanted."""
    if not wanted:
        yield None
        return
    with cluster.Cluster() as running:
        yield Server(running)
