"""PostgreSQL servers of one's own, on loopback: made, started, asked through psql, stopped.

Everything lies in one folder: a data directory and a log for each server, the passwords (readable by their owner only), and `cluster.json`, which says what runs where. PostgreSQL does
not run as root; a root who calls makes the user postgres, or else nobody, the owner of the data directories."""
import glob
import json
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess

OWNER, READER, DATABASE = "owner", "reader", "programme"
STATE, PASSWORDS = "cluster.json", "pgpass"
ATTEMPTS = 5

# What a server of an example may leave out is the safety of its files when the power fails (fsync): take these two lines out for data that matters.
SETTINGS = """
fsync = off
full_page_writes = off
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
max_connections = 40
shared_buffers = {memory}MB
work_mem = 64MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
random_page_cost = 1.1
jit = off
password_encryption = 'scram-sha-256'
"""


class Failed(Exception):
    """Something that the user can do something about; the text says what."""


def programs():
    """The folder with initdb and pg_ctl: the newest version as Debian has them, else where the PATH finds them."""
    found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    found.sort(key=lambda path: int(re.search(r"/(\d+)/bin", path)[1]))
    path = found[-1] if found else shutil.which("initdb")
    if not path:
        raise Failed("PostgreSQL is not installed (Debian: apt install postgresql)")
    return os.path.dirname(os.path.realpath(path))


def unprivileged():
    """The user that the servers run as, None for the caller."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            pass
    raise Failed("PostgreSQL does not run as root, and there is no user postgres or nobody")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Cluster:
    """The servers of a folder. `ports`: by name, `coordinator`, `shard0`, `shard1` …"""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        self.bin, self.user = programs(), unprivileged()
        self.ports, self.passwords, self.about = {}, {}, {}

    # ---- What is remembered ----

    @staticmethod
    def opened(folder):
        cluster = Cluster(folder)
        try:
            with open(os.path.join(cluster.folder, STATE), encoding="utf-8") as file:
                state = json.load(file)
            with open(cluster.passfile, encoding="utf-8") as file:
                cluster.passwords = dict(line.strip().split(":")[3:] for line in file)
        except OSError as error:
            raise Failed(f"{folder} holds no cluster made by setup: {error.strerror}") from error
        cluster.ports, cluster.about = state["ports"], state["about"]
        return cluster

    @property
    def passfile(self):
        return os.path.join(self.folder, PASSWORDS)

    @property
    def shards(self):
        return [name for name in self.ports if name.startswith("shard")]

    def remember(self):
        with open(os.path.join(self.folder, STATE), "w", encoding="utf-8") as file:
            json.dump({"ports": self.ports, "about": self.about}, file, indent=2)

    # ---- Making and ending ----

    def make(self):
        if os.path.exists(os.path.join(self.folder, STATE)):
            raise Failed(f"{self.folder} holds a cluster already; examples/cluster/teardown removes it")
        os.makedirs(self.folder, exist_ok=True)
        self.passwords = {user: secrets.token_hex(16) for user in (OWNER, READER)}
        with open(os.open(self.passfile, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"127.0.0.1:*:*:{user}:{password}\n" for user, password in self.passwords.items())

    def add(self, names, memory):
        """Makes servers and starts them. The others begin as copies of the first before its first start, which is quicker than initdb."""
        self.ports = {name: free_port() for name in names}
        self.remember()
        first = os.path.join(self.folder, names[0])
        os.mkdir(first, 0o700)
        self.give(first)
        self.write(names[0], "password", self.passwords[OWNER])
        self.run_as_owner("initdb", "-D", "data", "-U", OWNER, "-A", "scram-sha-256", "--pwfile=password", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions",
                          place=first)
        os.remove(os.path.join(first, "password"))
        for name in names[1:]:
            subprocess.run(["cp", "-a", first, os.path.join(self.folder, name)], check=True)
        for name in names:
            self.start(name, memory)

    def start(self, name, memory):
        for attempt in range(ATTEMPTS):
            self.write(name, "data/postgresql.auto.conf", SETTINGS.format(port=self.ports[name], memory=memory))
            try:
                self.run_as_owner("pg_ctl", "-D", "data", "-l", "log", "-w", "-s", "start", place=os.path.join(self.folder, name))
                return
            except Failed:
                if attempt == ATTEMPTS - 1:  # else somebody was faster to the port
                    raise
            self.ports[name] = free_port()
            self.remember()

    def give(self, path):
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def write(self, name, file, text):
        path = os.path.join(self.folder, name, file)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
        self.give(path)

    def remove(self):
        """Stops all servers and removes what was made, and nothing else."""
        for name in self.ports:
            place = os.path.join(self.folder, name)
            if os.path.exists(os.path.join(place, "data", "postmaster.pid")):
                self.run_as_owner("pg_ctl", "-D", "data", "-m", "immediate", "-w", "-s", "stop", place=place)
            shutil.rmtree(place, ignore_errors=True)
        for name in (STATE, PASSWORDS):
            if os.path.exists(os.path.join(self.folder, name)):
                os.remove(os.path.join(self.folder, name))
        if not os.listdir(self.folder):
            os.rmdir(self.folder)

    def run_as_owner(self, program, *words, place):
        """In the server's folder, which the user that the server runs as may perhaps reach by no path."""
        command = [os.path.join(self.bin, program), *words]
        change = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        # pg_ctl leaves the server with the output it was given: a file, not a pipe that nobody would ever see the end of.
        with open(os.path.join(self.folder, "said"), "w+", encoding="utf-8") as said:
            done = subprocess.run(command, cwd=place, text=True, stdout=said, stderr=said, env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"}, check=False,
                                  stdin=subprocess.DEVNULL, **change)
            said.seek(0)
            text = said.read()
        os.remove(os.path.join(self.folder, "said"))
        if done.returncode:
            raise Failed(f"{program} failed: {text.strip()}")

    # ---- Asking ----

    def environment(self, name, user, database):
        """By these variables psql and cyq find a server."""
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "PGHOST": "127.0.0.1", "PGPORT": str(self.ports[name]), "PGUSER": user,
                "PGDATABASE": database, "PGPASSFILE": self.passfile, "PGOPTIONS": os.environ.get("PGOPTIONS", "")}

    def psql(self, name, sql, user=OWNER, database=DATABASE, values=(), form="-At"):
        """Runs statements; gives what psql prints. `values`: psql variables."""
        words = [word for key, value in dict(values).items() for word in ("-v", f"{key}={value}")]
        done = subprocess.run([os.path.join(self.bin, "psql"), "-Xq", form, "-v", "ON_ERROR_STOP=1", *words, "-f", "-"], input=sql, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False, env=self.environment(name, user, database))
        if done.returncode:
            raise Failed(f"{name}: {done.stderr.strip()}")
        return done.stdout
