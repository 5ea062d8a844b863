"""What a community manager feels: the first load, the next comment after approving, scrolling a long queue.

    python -m benchmarks.console_browser [--rows 1100000]

Run it in the desk environment (``.sharewell/venv/desk/bin/python``), with Chromium installed. It fills a private
PostgreSQL as benchmarks/console.py does (an eleventh of the comments waits), starts a real web process and opens the
console in a headless browser with an empty profile. Times are those of the page's own clock.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

from benchmarks.console import WAITING_SHARE, database, environment_for, fill, furnish, web
from benchmarks.path import percentile, row
from desk.main import Desk
from desk.settings import ROOT, read_settings
from desk.supervisor import start
from desk.supervisor.running import Running
from desk.web.guard import COOKIE

FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
APPROVALS: Final = 20
SCROLL_S: Final = 12
LIMITS: Final = {"script": 200.0, "usable": 1500.0, "next": 100.0, "frames": 50.0}

# From the key to the first frame that shows another comment's conversation.
NEXT: Final = """
() => new Promise((done) => {
  const before = location.pathname;
  let pressed = 0;
  window.addEventListener('keydown', (event) => { if (event.key === 'Enter') pressed = performance.now(); },
    { capture: true });
  const look = () => {
    const shown = document.querySelector('#conversation-title') && document.querySelector('.editor-text');
    if (pressed && location.pathname !== before && shown) done(performance.now() - pressed);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
"""
# Frames while the list is scrolled steadily, a window's height every quarter of a second.
SCROLL: Final = """
(seconds) => new Promise((done) => {
  const list = document.querySelector('.queue-scroll');
  const began = performance.now();
  const gaps = [];
  let last = began;
  const frame = (now) => {
    gaps.push(now - last);
    last = now;
    list.scrollTop += list.clientHeight / 15;
    if (now - began < 1000 * seconds) requestAnimationFrame(frame);
    else done({ gaps: gaps.slice(1), reached: Math.round(list.scrollTop / 100), height: list.scrollHeight });
  };
  requestAnimationFrame(frame);
})
"""


def main() -> None:
    """Fill, open the browser, print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rows", type=int, default=1_100_000, help="comments in all")
    options = arguments.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder,
        start(Path(folder), only=("postgres",)) as running,
    ):
        environment = asyncio.run(_filled(running, options.rows))
        print(f"{options.rows:,} comments, {options.rows // WAITING_SHARE:,} of them waiting", flush=True)
        with web(environment) as address:
            _measure(address)


async def _filled(running: Running, rows: int) -> dict[str, str]:
    url = await database(running, "browser")
    environment = environment_for(running, url)
    desk = Desk(read_settings(environment))
    await desk.open()
    try:
        await fill(url, rows, await furnish(desk))
    finally:
        await desk.close()
    return environment


def _measure(address: str) -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("There is no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": COOKIE, "value": "bench", "url": address}])
        page = context.new_page()
        _load(page, address)
        _approve(page)
        _scroll(page)
        browser.close()


def _load(page: Page, address: str) -> None:
    scripts: dict[str, int] = {}
    began = time.perf_counter()
    page.goto(address)
    page.locator("a.row").first.wait_for(timeout=60_000)
    usable = 1000 * (time.perf_counter() - began)
    for name in page.evaluate(
        "() => performance.getEntriesByType('resource').filter((e) => e.name.endsWith('.js')).map((e) => e.name)"
    ):
        file = ROOT / "console" / "dist" / name.removeprefix(address).lstrip("/")
        if file.is_file():
            scripts[name] = len(gzip.compress(file.read_bytes(), 9))
    html = (ROOT / "console" / "dist" / "index.html").read_text("utf-8")
    first = sum(size for name, size in scripts.items() if name.removeprefix(address) in html)
    row("script of the first load, compressed", first / 1000, "kB", LIMITS["script"])
    row("and what follows when there is time", (sum(scripts.values()) - first) / 1000, "kB")
    row("usable: the queue is there", usable, "ms", LIMITS["usable"])
    began = time.perf_counter()
    page.reload()
    page.locator("a.row").first.wait_for(timeout=60_000)
    row("again, from the cache", 1000 * (time.perf_counter() - began), "ms")


def _approve(page: Page) -> None:
    page.locator("a.row").first.click()
    page.locator(".editor-text").wait_for(timeout=30_000)
    times: list[float] = []
    for _ in range(APPROVALS):
        page.wait_for_timeout(700)  # what a person needs at the least; the next one is fetched meanwhile
        page.locator(".editor-text").fill("Thank you for telling us.")
        page.wait_for_timeout(600)
        waiting = page.evaluate_handle(f"() => ({{ done: ({NEXT})() }})")
        page.locator(".editor-text").press("Control+Enter")
        times.append(float(page.evaluate("(one) => one.done", waiting)))
    row("approve → the next comment on screen, p50", percentile(times, 50), "ms")
    row("approve → the next comment on screen, p95", percentile(times, 95), "ms", LIMITS["next"])


def _scroll(page: Page) -> None:
    told: dict[str, Any] = page.evaluate(SCROLL, SCROLL_S)
    gaps = sorted(told["gaps"])
    row("scrolling: frames a second", 1000 * len(gaps) / sum(gaps), "", LIMITS["frames"], higher=True)
    row("the longest frame of a hundred", percentile(gaps, 99), "ms")
    row("rows scrolled by", told["reached"], "")


if __name__ == "__main__":
    main()
