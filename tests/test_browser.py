"""The demo as a newcomer meets it: one command, a page, a phone, both languages."""

import asyncio
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
SLOW = 20_000  # milliseconds for anything to appear


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def demo(folder: Path, port: int) -> AsyncIterator[str]:
    """Run `riposte demo` until the block ends; it must end well."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        "--port",
        str(port),
        "--folder",
        str(folder),
        "--no-browser",
        env={"PATH": os.environ["PATH"]},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), 30)
    assert str(port).encode() in line
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0


@asynccontextmanager
async def page(address: str, *, width: int = 1280, language: str = "fr") -> AsyncIterator[Page]:
    """Open the demo in Chromium; no error may reach the console."""
    wrong: list[str] = []
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        view = await browser.new_page(viewport={"width": width, "height": 800}, locale=language)
        view.on("pageerror", lambda error: wrong.append(str(error)))
        await view.goto(address)
        yield view
        await browser.close()
    assert not wrong


async def _tap(view: Page, label: str) -> None:
    await view.locator(".keys button", has_text=label).last.click(timeout=SLOW)


async def _says(view: Page, words: str) -> None:
    await expect(view.locator("#chat")).to_contain_text(words, timeout=SLOW)


async def test_a_newcomer_is_guided_in_french_then_in_english(tmp_path: Path) -> None:
    """Greeting, first hour, a scam checked, the plan, the other language; then after a restart."""
    port = _port()
    async with demo(tmp_path / "demo", port) as address, page(address) as view:
        await _says(view, "Je suis un service automatique")
        await _tap(view, "De l’argent est parti")
        await _tap(view, "Un prélèvement inconnu")
        await _says(view, "Appelez votre banque maintenant")
        await view.locator(".sample").nth(1).click()
        await _says(view, "Danger")
        await view.locator("#write").fill("/plan")
        await view.keyboard.press("Enter")
        await _says(view, "Prochain geste")
        await view.locator("#en").click()
        await _says(view, "I now speak English with you")
        await expect(view.locator("h2")).to_have_text("A demonstration")
    async with demo(tmp_path / "demo", port) as address, page(address) as view:
        await _says(view, "Je suis un service automatique")
        await _says(view, "I now speak English with you")


async def test_the_page_works_by_keyboard_and_on_a_small_screen(tmp_path: Path) -> None:
    """Tab reaches the buttons, Enter taps, nothing is wider than the phone; several people."""
    async with demo(tmp_path / "demo", _port()) as address, page(address, width=360) as view:
        await _says(view, "Que se passe-t-il")
        await view.locator(".keys button").first.focus()
        await view.keyboard.press("Enter")
        await _says(view, "Comment l’argent est-il parti")
        wide = await view.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide
        await view.locator("#add").click()
        await view.locator(".start").click()
        await _says(view, "Que se passe-t-il")
        await expect(view.locator("#people button")).to_have_count(2)
        assert await view.locator("#chat").get_attribute("aria-live") == "polite"
