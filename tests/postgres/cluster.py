"""A PostgreSQL server of one's own for a while: a fresh cluster in a temporary folder, on a socket there and on a free port of loopback.

It belongs to an unprivileged user, since PostgreSQL does not run as root: the caller, or, when that is root, postgres or else nobody."""
import contextlib
import glob
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ATTEMPTS = 5
PATIENCE = 60  # seconds
USER, DATABASE = "cyq", "cyq"
# Who may come in how: everybody by trust, but for the two roles that tests of passwords make.
ACCESS = """\
local all locked scram-sha-256
host all locked all scram-sha-256
local all banned reject
host all banned all reject
local all all trust
host all all 127.0.0.1/32 trust
host all all ::1/128 trust
"""
# What a lost power supply would do does not matter to a server that lives for a test.
SETTINGS = """\
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 100
shared_buffers = 64MB
unix_socket_directories = '{socket}'
listen_addresses = '127.0.0.1'
port = {port}
"""


class Unavailable(Exception):
    """PostgreSQL is not installed, or cannot be run by anybody here; the text says which."""


def programs():
    """The folder with initdb and postgres: that of the newest version as Debian has them, else where the PATH finds them."""
    found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    found.sort(key=lambda path: int(re.search(r"/(\d+)/bin", path).group(1)) if re.search(r"/(\d+)/bin", path) else 0)
    path = found[-1] if found else shutil.which("initdb")
    if not path:
        raise Unavailable("PostgreSQL is not installed (Debian's package postgresql)")
    return os.path.dirname(os.path.realpath(path))


def owner():
    """The user that the server runs as, None for the caller."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Unavailable("PostgreSQL does not run as root, and there is no user postgres or nobody")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Cluster:
    """`with Cluster() as server:`; server.environment has the variables by which psql and cyq find it. Gone at the end, and when this process dies."""

    def __init__(self, encoding="UTF8", locale="C.UTF-8", lasting=None):
        self.encoding, self.locale = encoding, locale
        self.bin, self.owner = programs(), owner()
        self.lasting = lasting  # a folder: the server outlives this process
        self.process = None

    def command(self, *words):
        """As the owner; the server ends when we do, unless it is to last."""
        as_owner = ["--reuid", str(self.owner.pw_uid), "--regid", str(self.owner.pw_gid), "--clear-groups"] if self.owner else []
        dies = [] if self.lasting else ["--pdeathsig", "QUIT"]
        return ["setpriv", *as_owner, *dies, *words] if as_owner or dies else list(words)

    def __enter__(self):
        self.folder = self.lasting or tempfile.mkdtemp(prefix="cyq-pg-")
        try:
            self.make()
            for attempt in range(ATTEMPTS):
                if self.start(last=attempt == ATTEMPTS - 1):
                    break
            self.prepare()
        except BaseException:
            self.__exit__()
            raise
        return self

    def make(self):
        self.data = os.path.join(self.folder, "data")
        self.log = os.path.join(self.folder, "log")
        os.makedirs(self.folder, exist_ok=True)
        os.chmod(self.folder, 0o755)
        if self.owner:
            os.chown(self.folder, self.owner.pw_uid, self.owner.pw_gid)
        clean = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "HOME": self.folder}
        made = subprocess.run(self.command(os.path.join(self.bin, "initdb"), "-D", self.data, "-U", USER, "-A", "trust", "-E", self.encoding,
                                           "--locale", self.locale, "--no-sync", "--no-instructions"),
                              env=clean, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if made.returncode:
            raise Unavailable(f"initdb failed: {made.stdout.strip()}")
        self.write("pg_hba.conf", ACCESS)

    def write(self, name, text):
        path = os.path.join(self.data, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        if self.owner:
            os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def start(self, last):
        """False if it did not come up, as when somebody was faster to the port."""
        self.port = free_port()
        self.write("postgresql.conf", SETTINGS.format(socket=self.folder, port=self.port))
        clean = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "HOME": self.folder}
        with open(self.log, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(self.command(os.path.join(self.bin, "postgres"), "-D", self.data), env=clean, cwd="/",
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        self.environment = {"PGHOST": self.folder, "PGPORT": str(self.port), "PGUSER": USER, "PGDATABASE": DATABASE}
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.psql("SELECT 1", "postgres").returncode == 0:
                return True
            time.sleep(0.02)
        self.halt()
        if last:
            with open(self.log, encoding="utf-8", errors="replace") as log:
                raise Unavailable(f"the server does not start: {log.read()[-2000:]}")
        return False

    def psql(self, sql="", database=DATABASE, user=USER, file=None):
        """Runs statements, or a file of them; texts come to the byte."""
        words = ["-f", file] if file else ["-c", sql]
        done = subprocess.run([os.path.join(self.bin, "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", *words],
                              env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": self.folder, **self.environment, "PGDATABASE": database, "PGUSER": user},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        done.stdout, done.stderr = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return done

    def prepare(self):
        for sql in (f"CREATE DATABASE {DATABASE}", "CREATE ROLE locked LOGIN PASSWORD 'open sesame'", "CREATE ROLE banned LOGIN"):
            done = self.psql(sql, "postgres")
            if done.returncode:
                raise Unavailable(done.stderr)

    def load_programme(self, cyq):
        """The program's built-in data, as its users would put it there."""
        script = os.path.join(self.folder, "programme.sql")
        for words in ([cyq, "--today", "2025-10-15", f'save "{script}"'], [os.path.join(self.bin, "psql"), "-Xq", "-f", script]):
            done = subprocess.run(words, env={**os.environ, **self.environment}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if done.returncode or done.stdout:
                raise Unavailable(f"{' '.join(words)}: {done.stdout}")

    def spread_activities(self):
        done = self.psql(file=os.path.join(os.path.dirname(os.path.abspath(__file__)), "spread.sql"))
        if done.returncode:
            raise Unavailable(done.stderr)

    def refused(self):
        """The statements that the server has refused so far, as its log says; one that was stopped on purpose is none, nor is a sum that does not fit: there memory has to do the work."""
        with open(self.log, encoding="utf-8", errors="replace") as log:
            lines = log.read().splitlines()
        found = [at for at, line in enumerate(lines) if " ERROR: " in line and "canceling statement" not in line and "bigint out of range" not in line]
        return [" ".join(line.strip() for line in lines[at:at + 12]) for at in found]  # the statement follows

    def url(self, user=USER, database=DATABASE):
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def halt(self):
        """SIGQUIT: at once, with all that it started."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.process = None

    def __exit__(self, *_):
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)


def stop_lasting(folder):
    """Ends a server that was to last; True if there was one."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        with open(os.path.join(folder, "data", "postmaster.pid"), encoding="utf-8") as file:
            pid = int(file.readline())
        os.kill(pid, signal.SIGQUIT)
        for _ in range(500):
            os.kill(pid, 0)
            time.sleep(0.02)
    existed = os.path.isdir(os.path.join(folder, "data"))
    shutil.rmtree(folder, ignore_errors=True)
    return existed
