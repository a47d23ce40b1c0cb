"""How well and how fast pictures are read, on screens drawn from labelled messages.

    RIPOSTE_CORPUS=folder python -m tests.bench.pictures [--each 30]

The folder holds messages_dev.jsonl: `text, lang, channel`. Without it, the messages written for the
tests are drawn. Prints, by phone size and colours: wrong characters, exact links, seconds, and the
child's memory. Nothing of the corpus is copied.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.pictures.model import Reading
from bot.pictures.worker import Worker
from tests.pictures.authored import MESSAGES
from tests.pictures.drawing import Bubble, Style, photographed, png, screen, sent_as_photo
from tests.pictures.measuring import level, links, wrong

SHORTEST, LONGEST = 30, 480  # characters of a message that fits a bubble
KINDS = {
    "1080x2340 PNG": png,
    "591x1280 JPEG": sent_as_photo,
    "photographed": photographed,
}


@dataclass(slots=True)
class Seen:
    """What was measured of one kind of screen."""

    missed: int = 0
    letters: int = 0
    exact: int = 0
    links: int = 0
    senders: int = 0
    pictures: int = 0
    unread: int = 0
    seconds: list[float] = field(default_factory=list)


def messages(each: int) -> list[tuple[str, str, bool]]:
    """Return (sender, text, French) to draw: of the corpus when it is there."""
    folder = os.environ.get("RIPOSTE_CORPUS")
    if folder is None:
        return [(sender, text, True) for sender, text in MESSAGES][:each]
    lines = (Path(folder) / "messages_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    draw = random.Random(3)  # the same screens each time
    chosen: list[tuple[str, str, bool]] = []
    for lang in ("fr", "en"):
        fit = [row["text"] for row in rows if row["lang"] == lang and fits(row)]
        with_link = [text for text in fit if links(text)]
        for pool in (with_link, fit):
            chosen += [
                (f"+33 6 {n:02d} 00 00 00", " ".join(text.split()), lang == "fr")
                for n, text in enumerate(draw.sample(pool, min(each // 4, len(pool))))
            ]
    return chosen


def fits(row: dict[str, str]) -> bool:
    """Tell whether a message is one a phone would show in a bubble, in letters a font has."""
    text = row["text"]
    plain = all(ord(c) < 0x250 or c in "’‘“”€–—…•\u202f" for c in text)
    return row["channel"] == "sms" and SHORTEST < len(text) < LONGEST and plain


async def measure(each: int) -> Iterator[str]:
    """Read every screen; return the lines of the table."""
    table: dict[str, Seen] = {}
    worker = Worker(idle_seconds=600)
    peak = 0
    for number, (sender, text, french) in enumerate(messages(each)):
        for kind, sent in KINDS.items():
            dark = bool(number % 2)
            style = Style(dark=dark, font=number, size=(36, 42, 48)[number % 3], french=french)
            data = sent(screen(sender, (Bubble(text),), style))
            started = time.perf_counter()
            read = await worker.read(data)
            seen = table.setdefault(f"{kind}, {'dark' if dark else 'light'}", Seen())
            seen.seconds.append(time.perf_counter() - started)
            seen.pictures += 1
            if not isinstance(read, Reading):
                seen.unread += 1
                continue
            seen.missed += wrong(text, read.text)
            seen.letters += len(level(text))
            seen.senders += read.sender.replace(" ", "") == sender.replace(" ", "")
            flat = level(read.text)
            seen.links += len(links(text))
            seen.exact += sum(level(link) in flat for link in links(text))
            peak = max(peak, resident(worker.child))
    await worker.close()
    return _lines(table, peak)


def resident(pid: int | None) -> int:
    """Return the megabytes the child took at its peak."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def _lines(table: dict[str, Seen], peak: int) -> Iterator[str]:
    for kind, seen in sorted(table.items()):
        yield (
            f"{kind:24} wrong {seen.missed / max(seen.letters, 1):6.2%}"
            f"  links {seen.exact}/{seen.links}  senders {seen.senders}/{seen.pictures}"
            f"  unread {seen.unread}  {statistics.median(seen.seconds):.2f} s"
            f" (slowest {max(seen.seconds):.2f})"
        )
    yield f"the child took at most {peak} MB"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=40, help="How many messages are drawn.")
    for line in asyncio.run(measure(parser.parse_args().each)):
        print(line)


if __name__ == "__main__":
    main()
