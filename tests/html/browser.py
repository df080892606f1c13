"""A headless Chromium, spoken to in its DevTools protocol over two pipes: no driver, no port, no module beside Python's own.

with Browser() as browser:
    page = browser.open("/tmp/page.html")
    page.ask("document.title")
    page.click("th button"); page.press("Enter")
    page.troubles   # what the console said, exceptions, requests other than for the page itself
"""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

OPTIONS = ["--headless=new", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
           "--disable-default-apps", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars", "--mute-audio", "--remote-debugging-pipe"]
PATIENCE = 20  # seconds for one answer
KEYS = {"Enter": (13, "\r"), "Tab": (9, ""), " ": (32, " ")}


def find():
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Lost(Exception):
    pass


class Browser:
    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="cyq-browser-")
        self.number, self.rest, self.pages = 0, b"", {}
        to_read, self.write_to = os.pipe()
        self.read_from, to_write = os.pipe()
        options = OPTIONS + [f"--user-data-dir={self.folder}"] + (["--no-sandbox"] if os.geteuid() == 0 else [])

        def place_pipes():  # Chromium reads from 3 and writes to 4
            high = os.dup(to_write), os.dup(to_read)
            os.dup2(high[1], 3)
            os.dup2(high[0], 4)

        self.process = subprocess.Popen([find(), *options, "about:blank"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        pass_fds=(3, 4), close_fds=True, preexec_fn=place_pipes,
                                        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": self.folder, "LC_ALL": "C.UTF-8"})
        os.close(to_read)
        os.close(to_write)
        return self

    def __exit__(self, *_):
        try:
            self.send("Browser.close")
            self.process.wait(10)
        except (Lost, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.write_to)
        os.close(self.read_from)
        shutil.rmtree(self.folder, ignore_errors=True)

    # ---- Messages ----

    def receive(self, until):
        """The next message; what belongs to a page is noted there."""
        while b"\0" not in self.rest:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.read_from], [], [], left)[0]:
                raise Lost("the browser does not answer")
            more = os.read(self.read_from, 1 << 16)
            if not more:
                raise Lost("the browser is gone")
            self.rest += more
        line, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(line)
        page = self.pages.get(message.get("sessionId"))
        if page and "method" in message:
            page.note(message["method"], message["params"])
        return message

    def send(self, method, session=None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self.write_to, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + PATIENCE
        while True:
            answer = self.receive(until)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Lost(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def open(self, path, **how):
        return Page(self, path, **how)


class Page:
    def __init__(self, browser, path, width=1000, height=1200, scheme="light", script=True):
        self.browser, self.troubles, self.loaded = browser, [], False
        self.url = "file://" + os.path.abspath(path)
        self.target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.send("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        browser.pages[self.session] = self
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.scheme(scheme)
        if not script:
            self.send("Emulation.setScriptExecutionDisabled", value=True)
        self.send("Page.navigate", url=self.url)
        until = time.monotonic() + PATIENCE
        while not self.loaded:
            browser.receive(until)

    def send(self, method, **params):
        return self.browser.send(method, self.session, **params)

    def close(self):
        self.browser.send("Target.closeTarget", targetId=self.target)

    def note(self, method, params):
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Runtime.consoleAPICalled":
            self.troubles.append(f"the console: {params['args']}")
        elif method == "Runtime.exceptionThrown":
            self.troubles.append(f"an exception: {params['exceptionDetails']}")
        elif method == "Log.entryAdded":
            self.troubles.append(f"the log: {params['entry']['text']}")
        elif method == "Network.requestWillBeSent" and params["request"]["url"] != self.url:
            self.troubles.append(f"a request: {params['request']['url']}")
        elif method == "Page.javascriptDialogOpening":
            self.troubles.append(f"a dialog: {params['message']}")

    def scheme(self, name, media="screen"):
        self.send("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": name}])

    def ask(self, expression):
        """What an expression in JavaScript gives; asked by the tools, so that the page's policy does not hold for it."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise Lost(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def click(self, selector, index=0):
        """Points at the middle of an element and clicks, as people do."""
        x, y = self.ask(f"(()=>{{const e=document.querySelectorAll({json.dumps(selector)})[{index}];e.scrollIntoView({{block:'center'}});"
                        "const r=e.getBoundingClientRect();return[r.x+r.width/2,r.y+r.height/2]})()")
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key):
        code, text = KEYS[key]
        self.send("Input.dispatchKeyEvent", type="keyDown", key=key, code="Space" if key == " " else key, windowsVirtualKeyCode=code, text=text)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=key, code="Space" if key == " " else key, windowsVirtualKeyCode=code)

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.send("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"]))
