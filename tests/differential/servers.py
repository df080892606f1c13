"""The PostgreSQL server that a run starts for itself, and the worlds in it."""
from contextlib import contextmanager


def why_no_server():
    """Why there can be no server; None where there can."""
    return "not yet"


@contextmanager
def start_server(folder, wanted):
    yield None
