"""One person, their phone and fourteen months: real service, real SQLite, real actions.

The clock is moved from one thing that falls due to the next. A story is written once, in French
words; whoever reads English taps what stands there in English. What a story expects is worked out
here from the calendar alone, with nothing of the bot's own reckoning.
"""

import json
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.actions.instant import INSTANT
from bot.clock import FrozenClock
from bot.engine.effects import Button, Document, Freeze, Lane, Manner, Option, Show
from bot.engine.events import Chose, Event, Ordered, Started, Typed
from bot.engine.person import Person
from bot.engine.person_json import to_json
from bot.engine.plan import plan
from bot.engine.reminders import instant
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
from tests.stories.wording import _cut, plain, said, wordings

MARKS = re.compile(r"^(?:🔴|▫️|⏳|🔁|✅|⬜) ")
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


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
        if show.manner in {Manner.EDIT, Manner.BELOW} and self.screens:
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


def born(folder: Path, language: str, start: datetime, zone: str = "Europe/Paris") -> Life:
    """Return somebody who has not yet opened the conversation; `start` is on their clock."""
    moment = start.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    clock = FrozenClock(moment)
    store = Store(connect(folder / "a.db"), load_keys(folder / "a.key"))
    service = Service(store, shipped_release(), INSTANT, clock)
    wire = Wire()
    outbox = Outbox(
        store, wire.send, clock, wipe=wire.wipe, gone=service.unreachable, memory=service.memory
    )
    return Life(Bot(folder, clock, service, outbox, wire, store), language, start, zone)
