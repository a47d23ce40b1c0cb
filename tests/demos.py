"""The demo in a process of its own, and its page in a window."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.async_api import Browser, Locator, Page, expect

SLOW = 20_000  # milliseconds for anything to appear


CONTRAST = Path(__file__).parent / "contrast.js"


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(folder: Path, port: int) -> Iterator[str]:
    """Run `riposte demo` until the block ends; it must end well."""
    command = (sys.executable, "-m", "bot", "demo", "--folder", str(folder), "--no-browser")
    process = subprocess.Popen(
        command,
        env={"PATH": os.environ["PATH"], "RIPOSTE_HTTP": f"127.0.0.1:{port}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert str(port) in process.stdout.readline()
        address = f"http://127.0.0.1:{port}/"
        assert urlopen(address).status == 200  # it is there as soon as it is said
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")


@asynccontextmanager
async def page(chromium: Browser, address: str, *, width: int = 1280) -> AsyncIterator[Page]:
    """Open the demo in a window; no error may reach the console, no request leave the machine."""
    wrong: list[str] = []
    context = await chromium.new_context(
        viewport={"width": width, "height": 800},
        locale="fr-FR",
        reduced_motion="reduce",
    )
    view = await context.new_page()
    view.on("pageerror", lambda error: wrong.append(str(error)))
    view.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    view.on(
        "request",
        lambda asked: None if asked.url.startswith((address, "blob:")) else wrong.append(asked.url),
    )
    await view.goto(address)
    await expect(view.locator("#people button").first).to_be_visible(timeout=SLOW)
    yield view
    await context.close()
    assert not wrong


async def _newcomer(view: Page) -> None:
    """Give somebody else the phone, and press Start."""
    await view.locator("#add").click()
    await view.locator(".start").click(timeout=SLOW)
    await _says(view, "service automatique")


def _keys(view: Page) -> Locator:
    return view.locator(".message.bot").last.locator(".keys button")


async def _tap(view: Page, label: str) -> None:
    await view.locator(".keys button", has_text=label).last.click(timeout=SLOW)


async def _write(view: Page, words: str) -> None:
    await view.locator("#write").fill(words)
    await view.keyboard.press("Enter")


async def _card(view: Page, title: str) -> None:
    await view.locator(".card", has_text=title).first.click()


async def _says(view: Page, words: str) -> None:
    await expect(view.locator("#chat")).to_contain_text(words, timeout=SLOW)
