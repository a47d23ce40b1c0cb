"""What must hold of a whole life, whoever lived it: checked at the end of each story."""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import pairwise

from pypdf import PdfReader

from bot.engine.effects import Document
from bot.flow.legible import Level, level, names
from bot.flow.lint_acts import orders
from bot.flow.lint_words import SAFE
from tests import ics
from tests.rig import shipped_release
from tests.stories.life import Life
from tests.stories.wording import pages, pattern, plain

NEUTRAL = ("reminder.neutral", "reminder.several", "reminder.late")
AGE = {"fr": 13.0, "en": 12.0}  # years: the limits of rule T10
FILES = re.compile(
    r"lettre-\d+(?:-en)?\.pdf|riposte-\d{4}-\d\d-\d\d\.(?:pdf|ics)|riposte-[\d-]{10}-(?:en\.pdf|log\.json)"
)
LONGEST_MESSAGE = 4096  # UTF-16 units


@dataclass(frozen=True, slots=True)
class Figures:
    """What a life asked of its reader."""

    screens: int
    reminders: int
    files: int
    middle: float  # years
    highest: float
    longest: int  # UTF-16 units of the longest screen
    sentence: int  # words of the longest sentence


async def ends_well(life: Life) -> Figures:
    """Check every promise on everything this person saw and on every byte kept about them."""
    screens = [(line, line.what) for line in life.lines if line.show is not None]
    for line, said in screens:
        assert line.show is not None
        assert line.show.buttons, f"no way out of: {said}"
        assert not re.search(r"[{}]", said), said
        assert len(said.encode("utf-16-le")) // 2 <= LONGEST_MESSAGE
        told = "\n".join(part for part in said.split("\n\n") if part not in _titles(life))
        assert len(orders(told, life.language)) <= 1, said
        assert not SAFE[life.language].search(_own(said).lower()), said
        assert all(plain(b.label).strip() for row in line.show.buttons for b in row)
    _wrote_decently(life)
    assert all(FILES.fullmatch(file.name) for file in life.files), [f.name for f in life.files]
    await _kept_nothing(life)
    return figures(life)


def figures(life: Life) -> Figures:
    """Measure how hard the messages were to read."""
    said = [line.what for line in life.lines if line.show is not None]
    known = names(said)
    measured: list[Level] = [level(_own(one), life.language, known) for one in said]
    ages = sorted(one.age for one in measured if one.age is not None)
    assert ages[-1] <= AGE[life.language], [
        one.sentences for one in measured if one.age == ages[-1]
    ]
    return Figures(
        screens=len(said),
        reminders=sum(1 for _ in life.reminded()),
        files=len(life.files),
        middle=ages[len(ages) // 2],
        highest=ages[-1],
        longest=max(len(one.encode("utf-16-le")) // 2 for one in said),
        sentence=max(one.longest for one in measured),
    )


def _own(said: str) -> str:
    """Return a screen without its source lines: a publisher's name is not ours."""
    return "\n".join(
        line for line in said.split("\n") if not line.startswith(("Source :", "Source:"))
    )


def _titles(life: Life) -> set[str]:
    release = shipped_release()
    words = release.words(life.language)
    return {f"**{plain(words.translate(flow.title))}**" for flow in release.flows.values()}


def _wrote_decently(life: Life) -> None:
    """Whatever came unasked says nothing of what it is about, and came by day."""
    words = shipped_release().words(life.language)
    neutral = [re.compile(pattern(plain(words.translate(words.texts[key])))) for key in NEUTRAL]
    for line in life.reminded():
        assert 8 <= line.at.hour < 21, line
        for part in line.what.split("\n\n"):
            assert any(one.fullmatch(part) for one in neutral), part
        assert line.show is not None
        for row in line.show.buttons:
            for button in row:
                assert f"**{plain(button.label)}**" not in _titles(life), button.label
    for before, after in pairwise(life.reminded()):
        assert (after.at, after.what) != (before.at, before.what), "said twice"


async def _kept_nothing(life: Life) -> None:
    """No byte on disk holds what was typed, in any encoding it could be stored in."""
    disk = life.bot.stored()
    opened = await life.kept()
    for secret in life.private:
        for form in (secret, json.dumps(secret)[1:-1], secret.lower(), secret.upper()):
            assert form.encode() not in disk, secret
            assert form.encode("utf-16-le") not in disk, secret
            assert form not in opened, secret
    assert b"%PDF" not in disk
    for line in life.reminded():  # what waits to be sent is sealed, and gone once it is sent
        assert line.what.encode() not in disk
    assert not life.bot.service.memory.held()


def letter_reads(life: Life, made: list[Document], *parts: str) -> None:
    """Check a letter: complete, no place left unfilled, in French, a copy for English readers."""
    own = shipped_release().words("en")
    copied = plain(own.translate(own.texts["paper.copy"]))
    letter, *copies = made
    assert len(copies) == (life.language == "en")
    assert [copied in pages(one) for one in made] == [False, True][: len(made)]
    words = pages(letter)
    for part in parts:
        assert part in words, f"{part!r} is not in: {words}"
    assert words.count("Je vous prie d’agréer") == 1
    for at, one in enumerate(made):
        read = pages(one)
        assert not re.search(r"[{}|]|\bNone\b", read), read
        paper = PdfReader(BytesIO(one.content))
        root = paper.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"], "not tagged"
        assert str(root["/Lang"]).startswith(("fr", "en")[at])
        for page in paper.pages:
            width, height = float(page.mediabox.width), float(page.mediabox.height)
            assert (round(width), round(height)) == (595, 842), "not A4"


def chain_holds(kept: Document) -> list[dict[str, object]]:
    """Work the hash chain of an exported log out again, from its documented nine lines."""
    entries: list[dict[str, object]] = json.loads(kept.content)["entries"]
    before = "0" * 64
    for entry in entries:
        lines = (
            "riposte log 1",
            before,
            str(entry["number"]),
            entry["recorded"],
            entry["day"],
            entry["event"],
            entry.get("reference") or "",
            "yes" if entry.get("screenshot") else "no",
            str(entry["withdraws"]) if entry.get("withdraws") else "",
        )
        before = sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
        assert before == entry["sha256"]
    return entries


def calendar_reads(life: Life, file: Document) -> list[ics.Part]:
    """Check a calendar file with a strict reader; return its events."""
    events = [part for part in ics.read(file.content).parts if part.name == "VEVENT"]
    words = shipped_release().words(life.language)
    summary = plain(words.translate(words.texts["calendar.summary"]))
    for event in events:
        assert plain(event.text("SUMMARY")) == summary
        assert event.parts[0].name == "VALARM"
    assert len({event.text("UID") for event in events}) == len(events)
    return events
