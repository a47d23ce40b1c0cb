"""One Chromium for all tests of a file: each has a window of its own, which shares nothing."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

PATH = shutil.which("chromium") or shutil.which("chromium-browser")
# For a file's `pytestmark`: the windows live in the loop of the browser.
NEEDED = [
    pytest.mark.skipif(PATH is None, reason="Chromium is not installed"),
    pytest.mark.asyncio(loop_scope="module"),
]


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """Run a browser until the block ends."""
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=PATH, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(name="chromium", scope="module", loop_scope="module")
async def a_chromium() -> AsyncIterator[Browser]:
    """Return a browser; starting one takes longer than most tests."""
    async with launched() as browser:
        yield browser
