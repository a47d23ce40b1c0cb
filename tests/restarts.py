"""A service and an outbox over one database, that can be stopped and started in a test's middle."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from bot.actions.check_message import check_message
from bot.actions.letter import letter
from bot.chat.outcome import Outcome
from bot.clock import FrozenClock
from bot.engine.effects import Document, Effect, Show
from bot.engine.events import Chose, Event, Typed
from bot.engine.person import Person
from bot.guard import guarded
from bot.outbox import Outbox
from bot.service import Service
from bot.store import people
from bot.store.sealing import load_keys
from bot.store.store import Store, connect
from tests.posting import Telegram
from tests.rig import shipped_release
from tests.store.test_store import NOW

CHAT = 5


class Wire(Telegram):
    """A Telegram that keeps what it was given."""

    def __init__(self, *endings: Outcome) -> None:
        super().__init__(*endings)
        self.effects: list[Effect] = []

    async def send(self, chat: int, effect: Effect, target: int | None) -> Outcome:
        """Keep the effect and end the call."""
        self.effects.append(effect)
        return await super().send(chat, effect, target)


@dataclass
class Bot:
    """A service and an outbox over one database, under a frozen clock."""

    folder: Path
    clock: FrozenClock
    service: Service
    outbox: Outbox
    wire: Wire
    store: Store

    async def does(self, event: Event) -> None:
        """Handle one event."""
        await self.service.handle(None, CHAT, event)

    async def says(self, *words: str) -> None:
        """Type words, past the guard that looks for secrets."""
        for one in words:
            await self.does(guarded(Typed(one), one, None))

    async def taps(self, *options: str) -> None:
        """Tap answers under the question in front."""
        for option in options:
            session = (await self.person()).sessions[-1]
            await self.does(Chose(session.number, session.seq, option))

    async def person(self) -> Person:
        """Return the person as stored."""
        known = await self.store.transact(lambda db: people.find(db, self.store.keys, CHAT))
        assert known is not None
        return known.person

    async def sends(self) -> list[Effect]:
        """Let the outbox send what waits; return it."""
        before = len(self.wire.effects)
        for _ in range(60):
            await self.outbox._start()
            tasks = list(self.outbox._busy.values())
            for task in tasks:
                await task
            self.clock.move(seconds=2)
            if not self.store.counts()["outbox"] and not tasks:
                break
        return self.wire.effects[before:]

    def stored(self) -> bytes:
        """Return every byte on disk."""
        return b"".join(p.read_bytes() for p in sorted(self.folder.glob("a.db*")))


def started(folder: Path, clock: FrozenClock | None = None, *endings: Outcome) -> Bot:
    """Start a bot on a folder; twice on the same one is a restart."""
    clock = clock or FrozenClock(NOW)
    store = Store(connect(folder / "a.db"), load_keys(folder / "a.key"))
    actions = {"check_message": check_message, "letter": letter}
    service = Service(store, shipped_release(), actions, clock)
    wire = Wire(*endings)
    outbox = Outbox(
        store, wire.send, clock, wipe=wire.wipe, gone=service.unreachable, memory=service.memory
    )
    return Bot(folder, clock, service, outbox, wire, store)


async def restarted(bot: Bot) -> Bot:
    """Let the process end without a word, and start anew."""
    await bot.store.close()
    after = started(bot.folder, bot.clock)
    await after.outbox.recover()
    return after


def shown(effects: list[Effect]) -> str:
    """Return the words of all screens."""
    return "\n".join(p for e in effects if isinstance(e, Show) for p in e.paragraphs)


def papers(effects: list[Effect]) -> list[Document]:
    """Return the files that were given."""
    return [effect for effect in effects if isinstance(effect, Document)]


def words(paper: Document) -> str:
    """Return the words of a PDF, spaces made one."""
    pages = PdfReader(BytesIO(paper.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
