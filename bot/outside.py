"""Carries out the actions that take their time, outside every transaction: reading a picture.

An action waits as a row of the outbox, so it survives the process; it may run twice and still
answers once (`Service.settle`). What it learns goes into its answer and nowhere else.
"""

from collections import deque
from dataclasses import dataclass, field, replace

from bot.chat.client import Client
from bot.chat.files import Fetched, Lost, TooHeavy
from bot.chat.outcome import Retry, Throttled
from bot.engine.effects import Run
from bot.engine.events import Finished, Read
from bot.engine.pictures import READ
from bot.pictures.model import MOST_BYTES, Reading, Unread
from bot.pictures.worker import Worker, can_read
from bot.privacy.secrets import find, mask
from bot.service import Service
from bot.store.queue import Row

MOST_TRIES = 4
MOST_CRASHES = 3  # tries that a former process did not survive
SHORTEST_WAIT = 1.0  # seconds; doubled with each try
# One child reads for everybody: who sends picture after picture must not make the others wait.
MOST_RECENT, RECENT = 8, 300.0  # pictures of one person, in so many seconds
MOST_REMEMBERED = 1000  # people


@dataclass(frozen=True, slots=True)
class Outside:
    """What actions outside are carried out with."""

    service: Service
    client: Client
    worker: Worker
    recent: dict[int, deque[float]] = field(default_factory=dict)

    async def carry_out(self, row: Row) -> float | None:
        """See an action to its answer, or return the seconds after which to try again."""
        assert isinstance(row.effect, Run)
        run = row.effect
        answer = await self._answer(row, run)
        if isinstance(answer, float):
            return answer
        self.service.counts[f"outside {run.action} {answer.outcome}"] += 1
        await self.service.settle(row, answer)
        self.service.memory.let_go(row.person, run.key)
        return None

    async def _answer(self, row: Row, run: Run) -> Finished | Read | float:
        if run.action != READ:
            return Finished(run.key, "failed")
        carried = self.service.memory.carried(row.person, run.key)
        if run.inputs.get("captioned") and carried is None:
            return Read(run.key, "failed")  # the words beside it went with a former process
        caption = (carried or {}).get("caption", "")
        if row.crashed > MOST_CRASHES:
            return Read(run.key, "failed")
        too_many = row.tries == 1 and self._too_many(row.person)
        seen = Unread.BUSY if too_many else await self._see(run)
        match seen:
            case Reading():
                return guarded(_read(run.key, seen, caption))
            case Unread.BUSY | Retry() | Throttled() if row.tries < MOST_TRIES and not too_many:
                asked = seen.after if isinstance(seen, Retry | Throttled) else 0.0
                return max(asked, float(SHORTEST_WAIT * 2.0**row.tries))
            case Unread() if not caption:
                return Read(run.key, seen.value)
            case _ if caption:
                return guarded(Read(run.key, "read", text=caption, unread=True))
            case _:
                return Read(run.key, "failed")

    def _too_many(self, person: int) -> bool:
        """Note one more picture of a person; tell whether there were too many of late."""
        now = self.service.clock.monotonic()
        times = self.recent.pop(person, None) or deque(maxlen=MOST_RECENT)
        self.recent[person] = times  # the last to have sent something is the last forgotten
        if len(self.recent) > MOST_REMEMBERED:
            del self.recent[next(iter(self.recent))]
        full = len(times) == MOST_RECENT and now - times[0] < RECENT
        if not full:
            times.append(now)
        return full

    async def _see(self, run: Run) -> Reading | Unread | Retry | Throttled | Lost:
        if not can_read():
            return Unread.OFF
        fetched = await self.client.fetch(str(run.inputs["reference"]), MOST_BYTES)
        match fetched:
            case Fetched(content):
                return await self.worker.read(content)
            case TooHeavy():
                return Unread.TOO_BIG
            case _:
                return fetched


def _read(key: str, seen: Reading, caption: str) -> Read:
    text = "\n\n".join(part for part in (seen.text, caption, *seen.codes) if part.strip())
    return Read(key, "read", text=text, sender=seen.sender, codes=seen.codes)


def guarded(event: Read) -> Read:
    """Return what was read without the secrets in it; what was found is named, not kept."""
    names: set[str] = set()

    def without(text: str) -> str:
        found = find(text)
        names.update(str(one.secret) for one in found)
        return mask(text, found)

    text, codes = without(event.text), tuple(without(code) for code in event.codes)
    sender = without(event.sender)
    return replace(event, text=text, codes=codes, sender=sender, secrets=frozenset(names))
