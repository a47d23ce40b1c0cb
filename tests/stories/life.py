"""One person, their phone and fourteen months: real service, real SQLite, real actions.

The clock is moved from one thing that falls due to the next. A story is written once, in French
words; whoever reads English taps what stands there in English. What a story expects is worked out
here from the calendar alone, with nothing of the bot's own reckoning.
"""

import json
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from bot.actions.calendar import calendar
from bot.actions.check_message import check_message
from bot.actions.letter import letter
from bot.actions.pack import pack
from bot.clock import FrozenClock
from bot.engine.effects import Button, Document, Freeze, Lane, Manner, Option, Show
from bot.engine.events import Chose, Event, Ordered, Started, Typed
from bot.engine.person import Person
from bot.engine.person_json import to_json
from bot.engine.plan import plan
from bot.engine.reminders import instant
from bot.flow.text import places
from bot.guard import guarded
from bot.outbox import Outbox
from bot.service import Service
from bot.store import owed as owed_rows
from bot.store import people
from bot.store.sealing import load_keys
from bot.store.store import Store, connect
from bot.upkeep import Upkeep
from tests.restarts import CHAT, Bot, Wire
from tests.rig import shipped_release

MARKS = re.compile(r"^(?:🔴|▫️|⏳|🔁|✅|⬜) ")
LETTERS = re.compile(r"[^\W\d_]{2}")
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


def plain(said: str) -> str:
    """Return words with ordinary spaces."""
    return said.replace("\u00a0", " ").replace("\u202f", " ")


@lru_cache(maxsize=1)
def dictionary() -> tuple[tuple[str, str], ...]:
    """Return every French sentence of the release beside its English."""
    catalogue = shipped_release().words("en").catalogue
    return tuple((plain(french), plain(english)) for (_, french), english in catalogue.items())


def pattern(template: str, held: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a regular expression for a sentence, whatever stands in its places."""
    found, end = [], 0
    for place in places(template):
        found.append(re.escape(template[end : place.start]))
        end = template.index("}", place.start) + 1
        found.append(held.get(place.name, ".*?"))
    return "".join((*found, re.escape(template[end:])))


def written(day: date, language: str) -> str:
    """Return a day as a person writes it, without the bot's own formats."""
    month = MONTHS[language].split()[day.month - 1]
    first = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{first} {month} {day.year}"


def months_on(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


HOLIDAYS = {  # the French ones that fall on a weekday within these stories, from a wall calendar
    *(date(2026, 12, 25), date(2027, 1, 1), date(2027, 3, 29), date(2027, 5, 6)),
    *(date(2027, 5, 17), date(2027, 7, 14), date(2027, 11, 1), date(2027, 11, 11)),
}


def working_days_on(day: date, count: int) -> date:
    """Return the day some working days later: neither Saturday nor Sunday nor a holiday."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in HOLIDAYS
    return day


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a life: when, by the person's clock, who, and what."""

    at: datetime
    who: str  # bot, person, reminder, file
    what: str
    show: Show | None = None


@dataclass
class Life:
    """A person and everything they saw."""

    bot: Bot
    language: str
    start: datetime
    zone: str = "Europe/Paris"
    lines: list[Line] = field(default_factory=list)
    screens: list[Show] = field(default_factory=list)  # with buttons that still stand, last last
    files: list[Document] = field(default_factory=list)
    private: set[str] = field(default_factory=set)

    # What the person does

    async def begins(self, payload: str | None = None) -> None:
        """Open the conversation."""
        self._note("person", f"/start {payload or ''}".strip())
        await self._does(Started(payload, self.language))
        await self._sees()

    async def taps(self, *labels: str) -> None:
        """Tap buttons, one after the other, by the words on them (in French)."""
        for label in labels:
            button = self._button(label)
            self._note("person", f"[{plain(button.label)}]")
            match button.press:
                case Option(session, seq, option):
                    await self._does(Chose(session, seq, option))
                case press:
                    await self._does(
                        Ordered(press.name, press.argument, press.session, press.seq, tapped=True)
                    )
            await self._sees()

    async def writes(
        self, french: str, english: str | None = None, *, private: bool = False
    ) -> None:
        """Write words; a command begins with a slash. Private ones must be found nowhere later."""
        words = english if english is not None and self.language == "en" else french
        if private:
            self.private.add(words)
        self._note("person", f"“{words}”")
        if words.startswith("/"):
            await self._does(Ordered(words[1:]))
        else:
            await self._does(guarded(Typed(words), words, None))
        await self._sees()

    async def fills(self, *fields: str | tuple[str, str] | None) -> list[Document]:
        """Fill a letter in, field by field; None leaves one empty. Return it, and its copy."""
        before = len(self.files)
        await self.taps("Remplir ici")
        for one in fields:
            if one is None:
                await self.taps("Laisser vide")
            elif isinstance(one, tuple):  # a date or a sum: no secret, and the letter rewrites it
                await self.writes(*one)
            else:
                await self.writes(one, private=True)
        return self.files[before:]

    async def blank(self) -> list[Document]:
        """Take a letter with blanks. Return it, and its copy."""
        before = len(self.files)
        await self.taps("Laisser des blancs")
        return self.files[before:]

    async def _does(self, event: Event) -> None:
        await self.bot.service.handle(None, CHAT, event, language=self.language)

    # Time

    @property
    def now(self) -> datetime:
        """The person's own clock."""
        return self.bot.clock.now().astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The person's own day."""
        return self.now.date()

    async def until(self, day: date, at: time = time(12)) -> list[datetime]:
        """Let time pass; return the moments, by the person's clock, at which the bot wrote."""
        goal = datetime.combine(day, at, ZoneInfo(self.zone)).astimezone(UTC)
        assert goal >= self.bot.clock.now(), "a story goes forward"
        wrote = []
        while True:
            due = await self.bot.store.transact(owed_rows.next_due)
            if due is None or due > goal:
                break
            owed = [r for r in (await self.bot.person()).reminders if r.due == due]
            assert all(instant(r.wall, r.zone) == r.due for r in owed)
            self._at(due - timedelta(seconds=1))
            assert await self.bot.service.fire() == 0, "it came too early"
            self._at(due)
            assert await self.bot.service.fire() == len(owed)
            heard = len(self.lines)
            await self._sees()
            if any(line.who == "reminder" for line in self.lines[heard:]):
                wrote.append(self.now.replace(second=0, microsecond=0))
        self._at(goal)
        await self._upkeep().prune()
        return wrote

    def _at(self, moment: datetime) -> None:
        ahead = (moment - self.bot.clock.now()).total_seconds()
        if ahead > 0:  # a letter typed at the minute of a reminder may be a second late
            self.bot.clock.move(seconds=ahead)

    def _upkeep(self) -> Upkeep:
        bot = self.bot
        return Upkeep(bot.store, bot.service, bot.clock, bot.folder / "a.db", None)  # type: ignore[arg-type]

    # What the person sees

    @property
    def screen(self) -> str:
        """The words of the last screen."""
        return plain("\n\n".join(self.screens[-1].paragraphs))

    @property
    def labels(self) -> list[str]:
        """The buttons of the last screen."""
        return [plain(button.label) for row in self.screens[-1].buttons for button in row]

    def reads(self, french: str, *days: date) -> bool:
        """Tell whether the last screen says this, in the person's language, with these days."""
        missing = [day for day in days if written(day, self.language) not in self.screen]
        return not missing and said(self.screen, french, self.language)

    def told(self, french: str) -> bool:
        """Tell whether any screen so far said this."""
        return any(
            said(plain("\n\n".join(line.show.paragraphs)), french, self.language)
            for line in self.lines
            if line.show is not None
        )

    async def owes(self) -> dict[str, datetime]:
        """Return what the bot has promised to write about, by key, on the person's clock."""
        return {r.key: r.wall for r in (await self.bot.person()).reminders}

    async def has_tasks(self, *expected: str) -> None:
        """Check what the plan holds, begun or not."""
        person = await self.bot.person()
        mine = plan(self.bot.service.release, person, self.bot.clock.now())
        held = {row.flow for row in (*mine.to_do, *mine.later, *mine.waiting, *mine.done)}
        assert held == set(expected), held ^ set(expected)

    async def stands(self) -> dict[str, str]:
        """Return where each task stands."""
        return {name: str(state.status) for name, state in (await self.bot.person()).tasks.items()}

    def _button(self, label: str) -> Button:
        wanted = wordings(label, self.language)
        for show in reversed(self.screens):
            for row in show.buttons:
                for button in row:
                    bare = MARKS.sub("", plain(button.label))
                    if any(re.fullmatch(one, bare) for one in wanted) or _cut(bare, wanted):
                        return button
        raise AssertionError(f"no button {label!r} in {self.labels} under:\n{self.screen}")

    async def _sees(self) -> None:
        for effect in await self.bot.sends():
            match effect:
                case Show(lane=Lane.DEADLINE):
                    self._screen("reminder", effect)
                case Show():
                    self._screen("bot", effect)
                case Document():
                    self.files.append(effect)
                    self._note("file", f"{effect.name} ({len(effect.content)} bytes)")
                case Freeze() if self.screens:
                    self.screens.pop()
                case _:
                    pass

    def _screen(self, who: str, show: Show) -> None:
        if show.manner is Manner.EDIT and self.screens:
            self.screens.pop()
        if show.manner is Manner.KEYS and self.screens:
            kept = self.screens.pop()
            self.screens.append(Show(kept.paragraphs, show.buttons))
            return
        self.screens.append(show)
        self.lines.append(Line(self.now, who, plain("\n\n".join(show.paragraphs)), show))

    def _note(self, who: str, what: str) -> None:
        self.lines.append(Line(self.now, who, what))

    def reminded(self) -> Iterator[Line]:
        """Yield every message the bot wrote of its own accord."""
        return (line for line in self.lines if line.who == "reminder")

    async def kept(self) -> str:
        """Return everything kept about the person, opened; nothing once they are forgotten."""
        store = self.bot.store
        known = await store.transact(lambda db: people.find(db, store.keys, CHAT))
        if known is None:
            return ""
        person: Person = known.person
        return json.dumps(to_json(person), ensure_ascii=False) + repr(person)


def said(screen: str, french: str, language: str) -> bool:
    """Tell whether a screen says a French sentence, or the English of one that holds it."""
    if language == "fr":
        return french in screen
    return any(
        re.search(pattern(english), screen, re.DOTALL)
        for known, english in dictionary()
        if french in known and english
    )


def _cut(label: str, wanted: tuple[str, ...]) -> bool:
    """Tell whether a label is the beginning of one that did not fit its button."""
    return label.endswith("…") and any(one.startswith(re.escape(label[:-1])) for one in wanted)


@lru_cache(maxsize=1000)
def wordings(label: str, language: str) -> tuple[str, ...]:
    """Return the expressions that a button with this French label may match."""
    if language == "fr":
        return (re.escape(label),)
    exact = [pattern(english) for french, english in dictionary() if french == label]
    return tuple(exact or _with_places(label))


@lru_cache(maxsize=1)
def _placed() -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    """Return the sentences with places: the French as an expression, its places, the English."""
    found = []
    for french, english in dictionary():
        names = tuple(place.name for place in places(french))
        if not names or not LETTERS.search(pattern(french).replace(".*?", "")):
            continue  # nothing but places would fit any label
        fits = re.compile(pattern(french).replace(".*?", "(.*?)"))
        found.append((fits, names, english))
    return tuple(found)


def _with_places(label: str) -> Iterator[str]:
    """Yield the English of labels with places; what stands in them may have an English too."""
    known: dict[str, str] = dict(dictionary())
    for fits, names, english in _placed():
        match = fits.fullmatch(label)
        if match is not None:
            held = {
                n: re.escape(known[g]) if g in known else ".*?"
                for n, g in zip(names, match.groups(), strict=True)
            }
            yield pattern(english, held)


def born(folder: Path, language: str, start: datetime, zone: str = "Europe/Paris") -> Life:
    """Return somebody who has not yet opened the conversation; `start` is on their clock."""
    moment = start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    clock = FrozenClock(moment)
    store = Store(connect(folder / "a.db"), load_keys(folder / "a.key"))
    actions = {
        "check_message": check_message,
        "letter": letter,
        "pack": pack,
        "calendar": calendar,
    }
    service = Service(store, shipped_release(), actions, clock)
    wire = Wire()
    outbox = Outbox(
        store, wire.send, clock, wipe=wire.wipe, gone=service.unreachable, memory=service.memory
    )
    return Life(Bot(folder, clock, service, outbox, wire, store), language, start, zone)


@lru_cache(maxsize=1000)
def pages(paper: Document) -> str:
    """Return the words of a PDF, spaces made one."""
    every = PdfReader(BytesIO(paper.content)).pages
    return plain(" ".join(" ".join(page.extract_text() for page in every).split()))
