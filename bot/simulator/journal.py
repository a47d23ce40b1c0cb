"""What went between the bot and the stand-in, for whoever looks behind the screen: no words of it.

Kept in memory and short: kinds, methods and statuses, never what was said.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.simulator.state import Json

LONGEST = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One update handed to the bot (`status` 0), or one call it made."""

    number: int
    name: str
    status: int
    words: str


class Journal:
    """The last exchanges, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=LONGEST)
        self._count = 0

    def update(self, number: int, kind: str) -> None:
        """Note an update, by its kind."""
        self._add(kind, 0, f"#{number}")

    def call(self, method: str, status: int, words: str = "") -> None:
        """Note a call and how it was answered; `words` are Telegram's when it refused."""
        self._add(method, status, words)

    def entries(self) -> Sequence[Json]:
        """Return what the page shows."""
        return [asdict(entry) for entry in self._entries]

    def _add(self, name: str, status: int, words: str) -> None:
        self._count += 1
        self._entries.append(Entry(self._count, name, status, words))
