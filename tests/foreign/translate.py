"""The tables of a SQLite file as a script for PostgreSQL: the same names, keys and links, the types that the declared ones mean there."""
import re
import sqlite3

TYPES = [("bool", "boolean"), ("timestamp", "timestamp"), ("datetime", "timestamp"), ("date", "date"), ("int", "bigint"), ("char", "text"), ("clob", "text"), ("text", "text"), ("blob", "bytea"),
         ("real", "double precision"), ("floa", "double precision"), ("doub", "double precision"), ("num", "numeric"), ("dec", "numeric")]


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def type_of(declared):
    return next(there for here, there in TYPES if here in declared.lower())  # StopIteration: there is none


def literal(value, kind):
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    if kind == "boolean":
        return "true" if value else "false"
    return "'" + str(value).replace("'", "''") + "'"


def script(path, schema):
    """Everything in a new schema."""
    database = sqlite3.connect(path)
    lines, links = [f"CREATE SCHEMA {schema};", f"SET search_path = {schema};", "SET standard_conforming_strings = on;"], []
    names = [name for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid")]
    for name in names:
        columns = database.execute("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?) ORDER BY cid", (name,)).fetchall()
        kinds = [type_of(declared) for _, declared, _, _ in columns]
        keys = [quoted(column) for column, _, _, key in sorted(columns, key=lambda c: c[3]) if key]
        parts = [f"{quoted(column)} {kind}{' NOT NULL' if needed else ''}" for (column, _, needed, _), kind in zip(columns, kinds)]
        parts += [f"PRIMARY KEY ({', '.join(keys)})"] if keys else []
        lines.append(f"CREATE TABLE {quoted(name)} ({', '.join(parts)});")
        for row in database.execute(f"SELECT * FROM {quoted(name)}"):
            lines.append(f"INSERT INTO {quoted(name)} VALUES ({', '.join(map(literal, row, kinds))});")
        broken = {number for _, _, _, number in database.execute(f"PRAGMA foreign_key_check({quoted(name)})")}
        for number, in database.execute("SELECT DISTINCT id FROM pragma_foreign_key_list(?)", (name,)).fetchall():
            found = database.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) WHERE id = ? ORDER BY seq', (name, number)).fetchall()
            here, there = (", ".join(quoted(row[at]) for row in found if row[at]) for at in (0, 2))
            there = f" ({there})" if there else ""
            links.append(f"ALTER TABLE {quoted(name)} ADD FOREIGN KEY ({here}) REFERENCES {quoted(found[0][1])}{there}{' NOT VALID' if number in broken else ''};")
    database.close()
    return "\n".join(lines + links) + "\n"
