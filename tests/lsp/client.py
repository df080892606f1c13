"""An editor, as far as the language server sees it: messages, texts, positions."""
import json
import os
import queue
import subprocess
import threading

import harness

WAIT = 60


def framed(message):
    body = json.dumps(message, ensure_ascii=False).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def read_message(stream):
    """The next message, or None at the end. What is no message is an error of the server."""
    length = None
    while True:
        line = stream.readline()
        if not line:
            return None
        if line == b"\r\n":
            break
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    body = stream.read(length)
    assert len(body) == length, "the server's Content-Length is wrong"
    return json.loads(body)


class Gone(Exception):
    """The server left while an answer was waited for."""


class Client:
    """One run of the server. Ends it when left, if the case did not."""

    def __init__(self, cyq, place, *options):
        self.process = subprocess.Popen([cyq, "--today", "2025-10-15", *options, "lsp", "--stdio"], cwd=place, env=harness.environment(place),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.place, self.utf8, self.next_id = place, False, 0
        self.said, self.answers, self.notices = b"", queue.Queue(), queue.Queue()
        self.threads = [threading.Thread(target=work, daemon=True) for work in (self.listen, self.overhear)]
        for thread in self.threads:
            thread.start()

    def listen(self):
        while (message := read_message(self.process.stdout)) is not None:
            (self.notices if "method" in message else self.answers).put(message)
        self.answers.put(None)
        self.notices.put(None)

    def overhear(self):
        self.said = self.process.stderr.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for thread in self.threads:
            thread.join(WAIT)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                stream.close()
            except OSError:
                pass

    # ---- Messages ----

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        self.raw(framed({"jsonrpc": "2.0", **message}))

    def notify(self, method, params=None):
        self.send({"method": method, **({} if params is None else {"params": params})})

    @staticmethod
    def taken(from_):
        message = from_.get(timeout=WAIT)
        if message is None:
            raise Gone()
        return message

    def answer(self):
        return self.taken(self.answers)

    def ask(self, method, params=None):
        """The whole response."""
        self.next_id += 1
        self.send({"id": self.next_id, "method": method, **({} if params is None else {"params": params})})
        response = self.answer()
        assert response["id"] == self.next_id, response
        return response

    def result(self, method, params=None):
        response = self.ask(method, params)
        assert "result" in response, response
        return response["result"]

    def start(self, params):
        result = self.result("initialize", params)
        self.utf8 = result["capabilities"]["positionEncoding"] == "utf-8"
        self.notify("initialized", {})
        return result

    def stop(self):
        """As editors leave; the exit status."""
        self.result("shutdown")
        self.notify("exit")
        return self.process.wait(WAIT)

    # ---- Texts ----

    def uri(self, name):
        return "file://" + os.path.join(self.place, name).replace(" ", "%20")

    def open(self, name, text, version=1):
        """Opens a text; its diagnostics."""
        self.notify("textDocument/didOpen", {"textDocument": {"uri": self.uri(name), "languageId": "cyq", "version": version, "text": text}})
        return self.diagnostics(name)

    def change(self, name, version, *changes):
        self.notify("textDocument/didChange", {"textDocument": {"uri": self.uri(name), "version": version}, "contentChanges": list(changes)})

    def diagnostics(self, name):
        while True:
            message = self.taken(self.notices)
            assert message["method"] == "textDocument/publishDiagnostics", message
            if message["params"]["uri"] == self.uri(name):
                self.version = message["params"]["version"]
                return message["params"]["diagnostics"]

    def at(self, name, position, method="textDocument/hover"):
        return self.result(method, {"textDocument": {"uri": self.uri(name)}, "position": position})

    # ---- Positions, counted by the other's rules ----

    def units(self, text):
        return len(text.encode()) if self.utf8 else len(text.encode("utf-16-le")) // 2

    def position(self, text, offset):
        before = text[:offset].split("\n")
        return {"line": len(before) - 1, "character": self.units(before[-1])}

    def offset(self, text, position):
        lines = text.split("\n")
        at = sum(len(line) + 1 for line in lines[:position["line"]])
        line, n = lines[position["line"]], 0
        while self.units(line[:n]) < position["character"]:
            n += 1
        assert self.units(line[:n]) == position["character"], "a position inside a character"
        return at + n

    def slice(self, text, span):
        return text[self.offset(text, span["start"]):self.offset(text, span["end"])]

    def apply(self, text, edits):
        for edit in sorted(edits, key=lambda e: self.offset(text, e["range"]["start"]), reverse=True):
            start, end = (self.offset(text, edit["range"][k]) for k in ("start", "end"))
            text = text[:start] + edit["newText"] + text[end:]
        return text
