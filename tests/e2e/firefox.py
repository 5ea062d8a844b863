"""Debian's Firefox, driven by WebDriver BiDi over its own socket (https://w3c.github.io/webdriver-bidi/)."""

from __future__ import annotations

import contextlib
import itertools
import json
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_START_S = 60.0
_ANSWER_S = 60.0
ENTER = "\ue007"
ESCAPE = "\ue00c"


class Firefox:
    """One tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._call("session.new", capabilities={})
        self._tab = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def go(self, address: str) -> None:
        """Open an address, and wait until it is loaded."""
        self._call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def reload(self) -> None:
        """Load the page anew."""
        self._call("browsingContext.reload", context=self._tab, wait="complete")

    def find(self, role: str, name: str, seconds: float = 20.0) -> str:
        """The reference of the one element with this role and accessible name, as soon as it is there."""
        deadline = time.monotonic() + seconds
        within: list[dict[str, Any]] = []
        while time.monotonic() < deadline:
            within = self._nodes({"type": "css", "value": "sharewell-chat"})
            root = within[0]["value"].get("shadowRoot") if within else None
            if root:
                locator = {"type": "accessibility", "value": {"role": role, "name": name}}
                found = self._nodes(locator, startNodes=[{"sharedId": root["sharedId"]}])
                if found:
                    return str(found[0]["sharedId"])
            time.sleep(0.1)
        raise AssertionError(f"there is no {role} {name!r}: {self.text()[-500:]!r}")

    def click(self, element: str) -> None:
        """With the mouse, in the middle of it."""
        origin = {"type": "element", "element": {"sharedId": element}}
        moves = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._perform({"type": "pointer", "id": "mouse", "actions": moves})

    def type(self, text: str) -> None:
        """On the keyboard."""
        strokes = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": strokes})

    def text(self) -> str:
        """All that the chat shows."""
        return str(self.evaluate("document.querySelector('sharewell-chat')?.shadowRoot.querySelector('dialog')?.innerText ?? ''"))  # fmt: skip

    def evaluate(self, expression: str) -> Any:
        """A string, number or truth value that the page computes."""
        target = {"context": self._tab}
        told = self._call("script.evaluate", expression=expression, target=target, awaitPromise=True)
        assert told["type"] == "success", told
        return told["result"].get("value")

    def _nodes(self, locator: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
        nodes: list[dict[str, Any]] = self._call(
            "browsingContext.locateNodes", context=self._tab, locator=locator, **more
        )["nodes"]
        return nodes

    def _perform(self, source: dict[str, Any]) -> None:
        self._call("input.performActions", context=self._tab, actions=[source])

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told: dict[str, Any] = json.loads(self._socket.recv(_ANSWER_S))
            if told.get("id") == number:
                assert told["type"] == "success", f"{method}: {told.get('error')}: {told.get('message')}"
                return told["result"]  # type: ignore[no-any-return]


@contextlib.contextmanager
def open_firefox(executable: str, folder: Path) -> Iterator[Firefox]:
    """A headless one with an empty profile in ``folder``."""
    profile, output = folder / "profile", folder / "firefox.log"
    profile.mkdir()
    (profile / "user.js").write_text(
        'user_pref("app.update.enabled", false);\nuser_pref("datareporting.policy.dataSubmissionEnabled", false);\n'
        'user_pref("browser.startup.homepage", "about:blank");\nuser_pref("browser.startup.page", 0);\n'
        'user_pref("intl.accept_languages", "en-GB");\nuser_pref("network.captive-portal-service.enabled", false);\n'
        'user_pref("network.connectivity-service.enabled", false);\nuser_pref("browser.safebrowsing.downloads.enabled", false);\n',
        encoding="utf-8",
    )
    command = [executable, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with output.open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        with connect(_address(process, output) + "/session", max_size=None, ping_interval=None) as socket:
            yield Firefox(socket)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[bytes], output: Path) -> str:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        if found := _LISTENING.search(output.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"Firefox did not start: {output.read_text('utf-8', 'replace')[-2000:]}")
