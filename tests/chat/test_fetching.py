"""Files fetched from a Telegram that misbehaves: into memory, and never more than is wanted."""

from typing import Any

import pytest
from fake_telegram import HANG_UP, TOKEN, Fake, refusal, telegram

from bot.chat.client import Client
from bot.chat.files import Fetch, Fetched, Lost, TooHeavy
from bot.chat.outcome import Retry, Throttled

PATH = "photos/file_1.jpg"


def found(path: object = PATH, **more: object) -> tuple[int, dict[str, Any]]:
    """Return Telegram's answer to getFile."""
    return 200, {"ok": True, "result": {"file_id": "a", "file_path": path, **more}}


async def fetched(**replies: object) -> tuple[Fetch, Fake]:
    """Fetch a file of at most 10 bytes; `getFile` and `file` are what Telegram answers."""
    async with telegram() as fake:
        for name, reply in replies.items():
            # A download that was hung up on is asked once more by the client itself.
            fake.replies[PATH if name == "file" else name] += [reply] * 3
        client = Client(TOKEN, key=b"k" * 32, api=fake.url)
        await client.open()
        try:
            return await client.fetch("a", 10), fake
        finally:
            await client.close()


async def test_a_file_comes_into_memory() -> None:
    """First its path, then its bytes."""
    ended, fake = await fetched(getFile=found(file_size=5), file=b"bytes")

    assert ended == Fetched(b"bytes")
    assert fake.asked("getFile") == [{"file_id": "a"}]


async def test_an_announced_size_is_believed_when_it_is_too_much() -> None:
    """Nothing is downloaded then."""
    ended, fake = await fetched(getFile=found(file_size=11))

    assert ended == TooHeavy()
    assert not fake.asked(PATH)


async def test_a_size_that_lies_is_cut_off() -> None:
    """The bytes are counted as they come."""
    ended, _ = await fetched(getFile=found(file_size=3), file=b"x" * 11)

    assert ended == TooHeavy()


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../../x", "a/../b", "http://elsewhere.example/x", "", None, 7, "a//b", "a b"],
)
async def test_a_strange_path_is_not_followed(path: object) -> None:
    """Only what Telegram's own paths are made of."""
    ended, fake = await fetched(getFile=found(path))

    assert ended == Lost()
    assert len(fake.seen) == 1


@pytest.mark.parametrize(
    ("reply", "ended"),
    [
        (refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable"), Lost()),
        (refusal(429, "Too Many Requests: retry after 3", retry_after=3), Throttled(3.5)),
        (refusal(502, "Bad Gateway"), Retry(2.0)),
        (HANG_UP, Retry(2.0)),
        (b"[" * 100_000, Lost()),
        (b"no json", Lost()),
    ],
)
async def test_a_refused_reference(reply: object, ended: Fetch) -> None:
    """What passes is tried again, what is gone is gone."""
    assert (await fetched(getFile=reply))[0] == ended


@pytest.mark.parametrize(
    ("reply", "ended"), [((404, b""), Lost()), ((503, b""), Retry(2.0)), (HANG_UP, Retry(2.0))]
)
async def test_a_refused_download(reply: object, ended: Fetch) -> None:
    """The same for the bytes."""
    assert (await fetched(getFile=found(), file=reply))[0] == ended
