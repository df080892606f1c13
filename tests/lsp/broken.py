"""Cases of what goes wrong between an editor and the server: order, framing, JSON, and one of them going away."""
import json
import os
import random
import subprocess
import time

import editors
import harness
from client import WAIT, Client, framed

CASES = []
PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS, NOT_INITIALIZED = -32700, -32600, -32601, -32602, -32002


def case(function):
    CASES.append(function)
    return function


def error(response):
    return response["error"]["code"]


@case
def order(cyq, place):
    """requests before initialize and after shutdown are refused, a second initialize too; notifications then are passed over"""
    with Client(cyq, place) as c:
        assert error(c.ask("textDocument/hover", {})) == NOT_INITIALIZED
        assert error(c.ask("shutdown")) == NOT_INITIALIZED
        c.notify("textDocument/didOpen", {"textDocument": {"uri": "file:///a.cyq", "languageId": "cyq", "version": 1, "text": "activitis"}})
        c.start(editors.vscode(place))
        assert error(c.ask("initialize", editors.vscode(place))) == INVALID_REQUEST
        assert c.result("shutdown") is None
        assert error(c.ask("textDocument/hover", {})) == INVALID_REQUEST
        c.notify("exit")
        assert c.process.wait(WAIT) == 0


@case
def exits(cyq, place):
    """exit without shutdown, and an editor that goes away: status 1"""
    for begun in (False, True):
        with Client(cyq, place) as c:
            if begun:
                c.start(editors.vscode(place))
            c.notify("exit")
            assert c.process.wait(WAIT) == 1
        with Client(cyq, place) as c:
            if begun:
                c.start(editors.vscode(place))
            c.process.stdin.close()
            assert c.process.wait(WAIT) == 1
    with Client(cyq, place) as c:  # in the middle of a message
        c.start(editors.vscode(place))
        c.raw(b"Content-Length: 1000\r\n\r\n{\"jsonrpc\"")
        c.process.stdin.close()
        assert c.process.wait(WAIT) == 1


@case
def deaf(cyq, place):
    """an editor that reads nothing any more: the server ends by itself, without a word of it"""
    reads, writes = os.pipe()
    server = subprocess.Popen([cyq, "lsp"], cwd=place, env=harness.environment(place), stdin=subprocess.PIPE, stdout=writes,
                              stderr=subprocess.PIPE)
    os.close(writes)
    os.close(reads)
    try:
        for n in range(1000):
            server.stdin.write(framed({"jsonrpc": "2.0", "id": n, "method": "nothing"}))
            server.stdin.flush()
            time.sleep(0.002)
    except BrokenPipeError:
        pass
    try:
        assert server.wait(WAIT) == 1 and server.stderr.read() == b""
    finally:
        server.kill()
        server.stderr.close()


@case
def unknown(cyq, place):
    """methods that are not known are refused, notifications passed over, responses too"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        assert error(c.ask("textDocument/semanticTokens/full", {})) == METHOD_NOT_FOUND
        assert error(c.ask("$/unknown")) == METHOD_NOT_FOUND
        assert error(c.ask("exit")) == METHOD_NOT_FOUND
        for name in ("$/setTrace", "$/cancelRequest", "workspace/didChangeConfiguration", "textDocument/didSave", "made/up", "shutdown"):
            c.notify(name, {"id": 1})
        c.send({"id": 77, "result": None})
        c.send({"id": 78, "error": {"code": 1, "message": "no"}})
        assert c.stop() == 0


@case
def requests(cyq, place):
    """what is JSON and no request, and requests without what they need"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        for wrong in ([], [{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}], {}, {"id": 1}, {"method": 3, "id": 1}, {"method": "shutdown", "id": {}},
                      {"method": "shutdown", "id": 1.5}):
            c.raw(framed(wrong))
            response = c.answer()
            assert error(response) == INVALID_REQUEST and response["id"] is None, (wrong, response)
        c.send({"id": "a text", "method": "textDocument/hover"})
        response = c.answer()
        assert response["id"] == "a text" and error(response) == INVALID_PARAMS
        for params in (None, [], 3, {}, {"textDocument": {}}, {"textDocument": {"uri": 3}}, {"textDocument": {"uri": "file:///none"}}):
            for method in ("completion", "hover", "formatting", "documentSymbol", "definition"):
                assert error(c.ask(f"textDocument/{method}", params)) == INVALID_PARAMS
        for params in (None, {}, {"textDocument": {"uri": "x"}}, {"textDocument": {"uri": 1, "text": "y"}}, {"contentChanges": [3]}):
            for method in ("didOpen", "didChange", "didClose"):
                c.notify(f"textDocument/{method}", params)
        assert c.stop() == 0


@case
def odd_texts(cyq, place):
    """a NUL in a text, a URI that is no file, changes that make no sense"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        assert c.open("a.cyq", "activities\0where\n")[0]["severity"] == 1
        for uri in ("untitled:Untitled-1", "file:///%00%zz%4", "", "file://server/share/a.cyq", "\u202e"):
            c.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "cyq", "version": 1, "text": "activitis\n"}})
            said = c.taken(c.notices)["params"]
            assert said["uri"] == uri and said["diagnostics"][0]["range"]["end"]["character"] == 9, said
        back = {"start": {"line": 0, "character": 5}, "end": {"line": 0, "character": 2}}
        for wrong in ([{"range": back, "text": "x"}], [{"range": {}, "text": "x"}], [{"text": 3}], [{}], [3], {}, None, 3):
            c.notify("textDocument/didChange", {"textDocument": {"uri": c.uri("a.cyq"), "version": 2}, "contentChanges": wrong})
        c.change("a.cyq", 3, {"text": "projects\n"})
        assert c.diagnostics("a.cyq") == []


@case
def framing(cyq, place):
    """headers in other spellings, messages in pieces and several at once"""
    body = b'{"jsonrpc":"2.0","id":1,"method":"none"}'
    length = str(len(body)).encode()
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        for header in (b"content-length:" + length + b"\r\n\r\n", b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: " + length + b"\r\n\r\n",
                       b"Content-Length:   " + length + b" \n\n", b"\r\n\r\nContent-Length: " + length + b"\r\n\r\n"):
            c.raw(header + body)
            assert error(c.answer()) == METHOD_NOT_FOUND
        for byte in b"Content-Length: " + length + b"\r\n\r\n" + body:
            c.raw(bytes([byte]))
        assert error(c.answer()) == METHOD_NOT_FOUND
        c.raw((b"Content-Length: " + length + b"\r\n\r\n" + body) * 100)
        for _ in range(100):
            assert error(c.answer()) == METHOD_NOT_FOUND
        assert c.stop() == 0


@case
def bad_frames(cyq, place):
    """behind bad JSON, wrong lengths and rubbish the next message is understood"""
    good = framed({"jsonrpc": "2.0", "id": 99, "method": "none"})
    body = b'{"jsonrpc":"2.0","id":1,"method":"none"}'
    broken = {
        "bad JSON": b"Content-Length: 5\r\n\r\n{oops",
        "no UTF-8": b"Content-Length: 4\r\n\r\n\"\xff\xfe\"",
        "half a surrogate": b'Content-Length: 8\r\n\r\n"\\ud83d"',
        "empty": b"Content-Length: 0\r\n\r\n",
        "deep": b"Content-Length: 100000\r\n\r\n" + b"[" * 100000,
        "too short": b"Content-Length: 20\r\n\r\n" + body,
        "no length": b"Content-Type: x\r\n\r\n",
        "no number": b"Content-Length: many\r\n\r\n",
        "negative": b"Content-Length: -5\r\n\r\n",
        "too many digits": b"Content-Length: 99999999999999999999\r\n\r\n",
        "rubbish": b"\x00\xff" * 100000 + b"\r\n\r\n",
    }
    for name, bytes_ in broken.items():
        with Client(cyq, place) as c:
            c.start(editors.vscode(place))
            c.raw(bytes_ + good)
            response = c.answer()
            assert error(response) == PARSE_ERROR and response["id"] is None, (name, response)
            assert c.answer()["id"] == 99, name
            assert c.stop() == 0
    with Client(cyq, place) as c:  # a length that swallows the next: the one behind it is understood
        c.start(editors.vscode(place))
        c.raw(b"Content-Length: %d\r\n\r\n" % (len(body) + 15) + body + good + good)
        assert error(c.answer()) == PARSE_ERROR
        while (response := c.answer())["id"] is None:
            assert error(response) == PARSE_ERROR  # the rest of what was swallowed
        assert response["id"] == 99
        assert c.stop() == 0


@case
def huge(cyq, place):
    """a message that is too long is read over, and memory is not taken for what is only promised"""
    with Client(cyq, place) as c:
        c.start(editors.vscode(place))
        length, piece = 130 * 1024 * 1024, b" " * (1024 * 1024)
        c.raw(b"Content-Length: %d\r\n\r\n" % length)
        for _ in range(length // len(piece)):
            c.raw(piece)
        assert error(c.answer()) == PARSE_ERROR
        with open(f"/proc/{c.process.pid}/status", encoding="ascii") as file:
            memory = next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
        assert memory < 400 * 1024, f"{memory} kB"
        assert c.stop() == 0


def session(place):
    """A short visit of an editor, as messages."""
    text = {"uri": f"file://{place}/a.cyq"}
    here = {"textDocument": text, "position": {"line": 0, "character": 17}}
    for n, (method, params) in enumerate((
            ("initialize", editors.neovim(place)), ("textDocument/completion", here), ("textDocument/hover", here),
            ("textDocument/formatting", here), ("textDocument/documentSymbol", here), ("textDocument/definition", here), ("shutdown", None))):
        yield {"jsonrpc": "2.0", "id": n, "method": method, "params": params}
        if n == 0:
            yield {"jsonrpc": "2.0", "method": "initialized", "params": {}}
            yield {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {
                **text, "languageId": "cyq", "version": 1, "text": "activities where projct = \"😀\"\nlet q = projects\n"}}}
            yield {"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"textDocument": {**text, "version": 2}, "contentChanges": [
                {"range": {"start": {"line": 0, "character": 5}, "end": {"line": 1, "character": 3}}, "text": "東京"}]}}
    yield {"jsonrpc": "2.0", "method": "exit"}


VALUES = [None, 0, -1, 2 ** 62, "", "x\0y", [], {}, True, 1.5, "😀", "file:///"]


def spoil(chance, value):
    """Another value somewhere inside."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        return {**value, key: spoil(chance, value[key])}
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        return value[:at] + [spoil(chance, value[at])] + value[at + 1:]
    return chance.choice(VALUES)


@case
def fuzz_frames(cyq, place):
    """bytes of a visit that are changed, lost, doubled or put in: the server leaves by itself, in peace"""
    whole = b"".join(framed(m) for m in session(place))
    for seed in range(60):
        chance, bytes_ = random.Random(seed), bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at, many = chance.randrange(len(bytes_)), chance.choice((1, 1, 2, 30))
            kind = chance.randrange(4)
            if kind == 0:
                bytes_[at] = chance.randrange(256)
            elif kind == 1:
                del bytes_[at:at + many]
            elif kind == 2:
                bytes_[at:at] = bytes_[at:at + many]
            else:
                bytes_[at:at] = chance.randbytes(many)
        with Client(cyq, place) as c:
            try:
                c.raw(bytes(bytes_))
                c.process.stdin.close()
            except BrokenPipeError:
                pass
            assert c.process.wait(WAIT) in (0, 1), (seed, c.said)
        assert b"Sanitizer" not in c.said, (seed, c.said)


@case
def fuzz_values(cyq, place):
    """messages with other values somewhere inside: each request has one answer, and the server leaves in peace"""
    messages = list(session(place))
    for seed in range(60):
        chance = random.Random(seed)
        with Client(cyq, place) as c:
            asked = []
            for message in messages[:-2]:
                for _ in range(2):
                    spoiled = spoil(chance, message)
                    if not isinstance(spoiled, dict) or spoiled.get("method") == "exit":
                        continue
                    if "id" in spoiled:
                        asked.append(spoiled["id"])
                    c.raw(framed(spoiled))
                c.raw(framed(message))
                if "id" in message:
                    asked.append(message["id"])
            c.send({"id": "last", "method": "none"})
            seen = []
            while (response := c.answer())["id"] != "last":
                seen.append(response["id"])
            known = [i for i in asked if isinstance(i, (int, str)) and not isinstance(i, bool)]
            for i in set(known):
                assert seen.count(i) <= known.count(i), (seed, i)
            assert len(seen) >= len(known) - 2, (seed, json.dumps(asked), seen)
            c.notify("exit")
            assert c.process.wait(WAIT) in (0, 1), (seed, c.said)
