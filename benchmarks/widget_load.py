"""What the chat's script costs a page before anybody uses it: time on the main thread of a phone.

    python -m benchmarks.widget_load [--loads 9] [--slowdown 4]

Run it in the desk environment (``.sharewell/venv/desk/bin/python``) after `npm run build` in widget/, with Chromium
installed. It opens the demo shop in a headless browser with an empty cache and a processor slowed down. Times are those
of the thread's processor time, which other programs on the machine hardly change.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks.console_browser import FLAGS
from benchmarks.path import row
from tests.e2e.shop_site import SCRIPT, ShopSite

LIMIT_MS: Final = 30.0
TRACED: Final = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
IDLE_MS: Final = 300


def main() -> None:
    """Load, print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--loads", type=int, default=9)
    arguments.add_argument("--slowdown", type=float, default=4.0, help="how much slower than this machine")
    options = arguments.parse_args()
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not executable:
        raise SystemExit("There is no Chromium on this machine: apt-get install chromium")
    if not SCRIPT.is_file():
        raise SystemExit("There is no build: npm run build in widget/")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Script)
    Thread(target=server.serve_forever, daemon=True).start()
    with ShopSite(f"http://127.0.0.1:{server.server_port}") as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        times = [busy(browser, site, options.slowdown) for _ in range(options.loads)]
        browser.close()
    server.shutdown()
    row(f"main thread at 1/{options.slowdown:g} speed, median", statistics.median(times), "ms", LIMIT_MS)
    row("the quickest load", min(times), "ms")
    row("the slowest load", max(times), "ms")


def busy(browser: Browser, site: ShopSite, slowdown: float) -> float:
    """Milliseconds of processor time of the main thread's tasks in which the script is compiled or run, until the page is idle."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    browser.start_tracing(page=page, categories=TRACED)
    page.goto(f"{site.origin}/shop.html", wait_until="load")
    page.wait_for_timeout(IDLE_MS)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    context.close()
    ours = [event for event in events if "/widget/v1." in _address(event) and event["ph"] == "X"]
    main = {_thread(event) for event in ours if event["name"] == "EvaluateScript"}
    assert len(main) == 1, "the script did not run once"
    tasks = [event for event in events if event["name"] == "RunTask" and _thread(event) in main]
    return sum(float(task["tdur"]) for task in tasks if any(_within(event, task) for event in ours)) / 1000


def _thread(event: dict[str, Any]) -> tuple[int, int]:
    return event["pid"], event["tid"]


def _address(event: dict[str, Any]) -> str:
    data = event.get("args", {}).get("data")
    return str(data.get("url", "")) if isinstance(data, dict) else ""


def _within(event: dict[str, Any], task: dict[str, Any]) -> bool:
    inside: bool = task["ts"] <= event["ts"] < task["ts"] + task["dur"]
    return inside and _thread(event) == _thread(task)


class Script(BaseHTTPRequestHandler):
    """A desk that serves nothing but the script."""

    def do_GET(self) -> None:
        body = SCRIPT.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


if __name__ == "__main__":
    main()
