"""What a hostile or broken picture does to the child, and never to the bot."""

import asyncio
import io
import os
import struct
import sys
import zlib
from collections.abc import AsyncIterator, Callable
from functools import lru_cache, partial
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from bot.pictures import worker as worker_room
from bot.pictures.model import MOST_BYTES, Reading, Unread
from bot.pictures.worker import Worker
from tests.pictures.drawing import Bubble, code, jpeg, needs_font, png, screen
from tests.rig import until

MOST_RESIDENT = 700  # megabytes of the child, whatever it is given


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(name="worker", scope="module", loop_scope="module")
async def a_worker() -> AsyncIterator[Worker]:
    """Give all tests of this file one worker, as all people of a bot share one."""
    worker = Worker()
    yield worker
    await worker.close()


def resident(pid: int | None, what: str = "VmHWM") -> int:
    """Return the megabytes a process takes, or took at its peak."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(what))


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def raw_png(width: int, height: int, *more: bytes, body: bytes | None = None) -> bytes:
    """Return a black PNG of one bit a pixel, of any size, tightly packed."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    if body is None:
        packer = zlib.compressobj(9)
        line = bytes((width + 7) // 8 + 1)
        body = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def animated(kind: str) -> bytes:
    """Return a picture of a thousand frames."""
    frames = [Image.new("RGB", (200, 200), (n % 256, n // 4, 0)) for n in range(1000)]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=10)
    return out.getvalue()


def noise(kind: str, side: int) -> bytes:
    """Return a picture of noise: nothing in it can be packed, everything looks like letters."""
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(out, kind)
    return out.getvalue()


def progressive() -> bytes:
    """Return a JPEG of 20 million pixels in many passes."""
    out = io.BytesIO()
    Image.effect_mandelbrot((5000, 3900), (-2, -1.2, 1, 1.2), 9).save(out, "JPEG", progressive=True)
    return out.getvalue()


def many_codes() -> bytes:
    """Return a page of nine QR codes."""
    page = Image.new("RGB", (600, 600), "white")
    for n in range(9):
        page.paste(code(f"https://a{n}.example/", 190), (n % 3 * 200, n // 3 * 200))
    return png(page)


@lru_cache(maxsize=1)
def bomb() -> bytes:
    """Return 200 megabytes of nothing, packed."""
    return zlib.compress(bytes(200_000_000), 9)


HOSTILE: dict[str, tuple[Callable[[], bytes], set[Unread | None]]] = {
    "30,000 by 30,000": (partial(raw_png, 30_000, 30_000), {Unread.TOO_BIG}),
    "one pixel too many": (partial(raw_png, 5_000, 4_001), {Unread.TOO_BIG}),
    "as large as allowed": (partial(raw_png, 5_000, 4_000), {Unread.UNREADABLE}),
    "long and thin": (partial(raw_png, 16, 15_999), {Unread.UNREADABLE, Unread.TIMEOUT}),
    "a pixel": (partial(raw_png, 1, 1), {Unread.UNREADABLE}),
    "no pixel": (partial(raw_png, 0, 0), {Unread.UNREADABLE}),
    "a size that lies": (partial(raw_png, 4000, 4000, body=b"x"), {Unread.UNREADABLE}),
    "pixels that never end": (lambda: raw_png(100, 100, body=bomb()), set(Unread) | {None}),
    "a text bomb": (
        lambda: raw_png(64, 64, chunk(b"zTXt", b"a\0\0" + bomb())),
        {Unread.UNREADABLE, Unread.TOO_BIG},
    ),
    "a profile bomb": (
        lambda: raw_png(64, 64, chunk(b"iCCP", b"a\0\0" + bomb())),
        {Unread.UNREADABLE, Unread.TOO_BIG},
    ),
    "a thousand frames, PNG": (partial(animated, "PNG"), {Unread.UNREADABLE}),
    "a thousand frames, WebP": (partial(animated, "WEBP"), {Unread.UNREADABLE}),
    "noise, PNG": (partial(noise, "PNG", 1200), set(Unread) | {None}),
    "noise, JPEG": (partial(noise, "JPEG", 2000), set(Unread) | {None}),
    "many passes": (progressive, {Unread.UNREADABLE, None}),
    "half a JPEG": (
        lambda: jpeg(Image.effect_noise((800, 800), 90))[:20_000],
        {Unread.UNREADABLE},
    ),
    "six megabytes": (lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(6_000_000), {Unread.TOO_BIG}),
    "nothing": (bytes, {Unread.FOREIGN}),
    "a GIF": (lambda: b"GIF89a" + bytes(99), {Unread.FOREIGN}),
    "a PDF": (lambda: b"%PDF-1.7" + bytes(99), {Unread.FOREIGN}),
    "an SVG": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", {Unread.FOREIGN}),
    "a ZIP": (lambda: b"PK\x03\x04" + bytes(99), {Unread.FOREIGN}),
    "a HEIC": (lambda: b"\0\0\0\x18ftypheic" + bytes(99), {Unread.FOREIGN}),
    "a TIFF": (lambda: b"II*\0" + bytes(99), {Unread.FOREIGN}),
    "an AVI": (lambda: b"RIFF\0\0\0\0AVI " + bytes(99), {Unread.FOREIGN}),
    "a PNG's first bytes": (lambda: b"\x89PNG\r\n\x1a\n", {Unread.UNREADABLE}),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_picture_gets_a_code_and_harms_nothing(name: str, worker: Worker) -> None:
    """A code comes back, the child stays within its memory, and the next picture is read."""
    made, expected = HOSTILE[name]
    before = resident(os.getpid(), "VmRSS")
    data = made()
    read = await worker.read(data)
    if worker.child is not None:
        assert resident(worker.child) < MOST_RESIDENT

    assert (None if isinstance(read, Reading) else read) in expected
    after = await worker.read(png(code("https://a.example/b")))
    assert isinstance(after, Reading)
    assert after.codes == ("https://a.example/b",)
    assert resident(os.getpid(), "VmRSS") - before < 400  # the test's own pictures


async def test_codes_are_capped(worker: Worker) -> None:
    """A page of codes is a handful of codes."""
    read = await worker.read(many_codes())

    assert isinstance(read, Reading)
    assert len(read.codes) == 5


async def test_the_child_is_there_only_while_it_is_needed() -> None:
    """It starts with the first picture and gives its memory back when nobody sends one."""
    worker = Worker(idle_seconds=0.0)
    assert worker.child is None
    reading = asyncio.create_task(worker.read(png(code("https://a.example"))))
    await until(lambda: worker.child is not None)
    pid = worker.child
    assert isinstance(await reading, Reading)
    await until(lambda: not Path(f"/proc/{pid}").exists())

    assert worker.child is None
    await worker.close()


async def test_a_child_that_dies_is_replaced(worker: Worker) -> None:
    """One picture is lost to it; the next finds a new child."""
    first = await worker.read(png(code("https://a.example")))
    os.kill(worker.child or 0, 9)
    lost = await worker.read(png(code("https://a.example")))
    again = await worker.read(png(code("https://a.example")))

    assert isinstance(first, Reading)
    assert lost is Unread.UNREADABLE or isinstance(lost, Reading)
    assert isinstance(again, Reading)


STUCK = "import sys, time; sys.stdout.buffer.write(b'\\0\\0\\0\\2{}'); sys.stdout.flush(); "


async def test_a_child_that_hangs_is_ended() -> None:
    """The person is told after the time allowed, not never."""
    worker = Worker(command=(sys.executable, "-c", STUCK + "time.sleep(99)"), read_seconds=0.05)

    assert await worker.read(png(Image.new("RGB", (32, 32)))) is Unread.TIMEOUT
    assert worker.child is None


@pytest.mark.parametrize(
    "said", ["b'\\xff\\xff\\xff\\xff'", "b'\\0\\0\\0\\3[1]'", "b'\\0\\0\\0\\2{}'", "b''"]
)
async def test_a_child_that_was_taken_over_is_not_believed(said: str) -> None:
    """Whatever it answers, here it is a code."""
    answer = f"sys.stdin.buffer.read(4); sys.stdout.buffer.write({said}); sys.stdout.flush()"
    worker = Worker(command=(sys.executable, "-c", STUCK + answer))

    assert await worker.read(png(Image.new("RGB", (32, 32)))) is Unread.UNREADABLE
    await worker.close()


async def test_more_than_a_few_waiting_are_turned_away() -> None:
    """The queue is bounded; who waits is served in turn."""
    worker = Worker(
        command=(sys.executable, "-c", STUCK + "time.sleep(99)"), read_seconds=0.1, most_waiting=2
    )
    pictures = [png(Image.new("RGB", (32, 32)))] * 4
    read = await asyncio.gather(*(worker.read(one) for one in pictures))

    assert sorted(read) == [Unread.BUSY, Unread.BUSY, Unread.TIMEOUT, Unread.TIMEOUT]


async def test_a_picture_given_up_leaves_no_answer_for_the_next(worker: Worker) -> None:
    """A cancelled reading ends the child: its answer could be taken for another's."""
    reading = asyncio.create_task(worker.read(png(code("https://first.example"))))
    await until(lambda: worker.child is not None)
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    read = await worker.read(png(code("https://second.example")))

    assert isinstance(read, Reading)
    assert read.codes == ("https://second.example",)


async def test_without_the_extra_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot says that it cannot read pictures, and goes on."""
    monkeypatch.setattr(worker_room, "can_read", lambda: False)
    worker = Worker(command=("/nonexistent",))

    assert await worker.read(png(code("https://a.example"))) is Unread.OFF


async def test_the_size_is_judged_before_anything_starts() -> None:
    """Too many bytes, or bytes of no picture, cost no child."""
    worker = Worker(command=("/nonexistent",))

    assert await worker.read(b"\xff\xd8\xff" + bytes(MOST_BYTES)) is Unread.TOO_BIG
    assert await worker.read(b"PK\x03\x04") is Unread.FOREIGN


@needs_font
async def test_a_child_reads_many(worker: Worker) -> None:
    """One child serves one picture after the other, and does not grow."""
    picture = png(screen("AMELI", (Bubble("Bonjour, votre dossier est complet."),)))
    await worker.read(picture)
    await worker.read(picture)
    pid, early = worker.child, resident(worker.child, "VmRSS")
    for _ in range(5):
        assert isinstance(await worker.read(picture), Reading)

    assert worker.child == pid
    assert resident(pid, "VmRSS") - early < 60
