"""What is in a SQLite file of cyq's: its tables with their columns, and their rows in the form that PostgreSQL's COPY reads."""
import sqlite3
import subprocess

from servers import Failed

TYPES = {"bool": "boolean", "int": "bigint", "link": "bigint", "number": "numeric", "money": "numeric", "date": "date", "period": "date"}
TEXT = 'text COLLATE "C"'  # cyq sorts by code points; any other collation would keep its sorting from the shards
BATCH = 20_000


class Table:
    """A table as it is to be made: `columns` are (name, type), `key` the primary key's, `owner` the column that the shard is counted from, `links` columns with the key of another table."""

    def __init__(self, name, owner, is_set):
        self.name, self.owner, self.is_set = name, owner, is_set
        self.columns, self.periods, self.links, self.key = [(owner, "bigint")], [], [], [owner]

    def add(self, names, kind):
        kind = kind.removeprefix("set of ")
        base = kind.split()[0]
        for at, name in enumerate(names):
            self.columns.append((name, TEXT if base == "money" and at else TYPES.get(base, TEXT)))
        if base == "period":
            self.periods.append(names)
        if base == "link":
            self.links.append(names[0])
        if self.is_set:
            self.key += names

    def made(self, more=""):
        """As CREATE TABLE wants it."""
        return ", ".join(f"{quoted(name)} {kind}{' NOT NULL' if name in self.key else ''}" for name, kind in self.columns) + more

    def indexes(self):
        """What a question looks for: periods by their days, sets and links by their values."""
        wanted = [list(names) for names in self.periods if not self.is_set]
        wanted += [[*self.key[1:], self.owner]] if self.is_set else [[name] for name in self.links]
        return [f"CREATE INDEX ON {quoted(self.name)} ({', '.join(map(quoted, columns))});" for columns in wanted]


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


class Stored:
    """An opened file. `tables`: all of them, the collections' and those of their sets."""

    def __init__(self, path):
        self.path = path
        self.database = connect(path)
        try:
            self.version = self.database.execute("PRAGMA user_version").fetchone()[0]
            self.collections = self.database.execute("SELECT position, name, table_name, key_column FROM cyq_collections ORDER BY position").fetchall()
            self.tables = {}
            for position, name, table, key in self.collections:
                self.read_tables(position, name, table, key)
        except sqlite3.Error as error:
            raise Failed(f"{path} is no database of cyq's: {error}") from error

    def read_tables(self, position, collection, table, key):
        self.tables[table] = Table(table, key, False)
        fields = self.database.execute("SELECT type, table_name, column_name FROM cyq_fields WHERE collection = ? ORDER BY position", (position,)).fetchall()
        for kind, place, column in fields:
            names = [row[1] for row in self.database.execute(f"PRAGMA table_info({quoted(place)})")]
            if place != table:
                self.tables[place] = Table(place, names[0], True)
            at = names.index(column)
            width = 2 if kind.removeprefix("set of ").split()[0] in ("period", "money") else 1
            self.tables[place].add(names[at:at + width], kind)

    def of_collection(self, collection):
        """The tables that hold a collection: its own, then those of its sets."""
        found = [(position, table) for position, name, table, _ in self.collections if name == collection]
        if not found:
            raise Failed(f"{self.path} has no collection {collection}; it has {', '.join(row[1] for row in self.collections)}")
        sets = self.database.execute("SELECT DISTINCT table_name FROM cyq_fields WHERE collection = ? AND table_name <> ?", found[0]).fetchall()
        return [self.tables[found[0][1]], *(self.tables[name] for name, in sets)]


def connect(path):
    try:
        return sqlite3.connect(f"file:{path.replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode=ro", uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise Failed(f"{path}: {error}") from error


def line_of(columns):
    """An SQL expression for one row as COPY reads it: values with tabs between them, \\N where there is none."""
    cells = []
    for name, kind in columns:
        cell = quoted(name)
        if kind == TEXT:
            for found, written in (("'\\'", "'\\\\'"), ("char(10)", "'\\n'"), ("char(13)", "'\\r'"), ("char(9)", "'\\t'")):
                cell = f"replace({cell}, {found}, {written})"
        cells.append(f"coalesce({cell}, '\\N')")
    return " || char(9) || ".join(cells)


def copy(path, table, columns, condition, command, environment):
    """Sends rows of a table to a psql that reads them by \\copy … FROM pstdin. Gives their number."""
    count = 0
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8") as psql:
        database = connect(path)  # one of its own: tables are copied at the same time
        rows = database.execute(f"SELECT {line_of(columns)} FROM {quoted(table)}{condition}")
        try:
            while batch := rows.fetchmany(BATCH):
                count += len(batch)
                psql.stdin.write("".join(f"{line}\n" for line, in batch))
            psql.stdin.close()
        except BrokenPipeError:
            pass  # psql says why
        database.close()
        said = psql.stderr.read()
        if psql.wait():
            raise Failed(f"{table}: {said.strip()}")
    return count
