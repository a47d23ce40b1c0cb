"""How much one person may send: a bucket of taps each, so that one flood drowns nobody else. Pure.

Nobody who waits for the answers must ever feel it. They come once a second at most (`bot.pace`), so
two updates a second pass, each doubled by a bad line even, and sixty at once. What is over is
acknowledged to Telegram and answered once in ten minutes.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import islice

PER_SECOND = 2.0
BURST = 60.0
NOTICE_SECONDS = 600.0
REMEMBERED = 10_000  # people; a bucket that is full again says nothing and is dropped


class Admission(Enum):
    """What becomes of an update."""

    PASS = auto()
    NOTICE = auto()  # too many: say so, once
    DROP = auto()


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    noticed: float | None = None


@dataclass(slots=True)
class Flood:
    """The buckets of everybody who wrote lately. Times are seconds of one monotonic clock."""

    per_second: float = PER_SECOND
    burst: float = BURST
    _buckets: dict[int, _Bucket] = field(default_factory=dict)

    def admit(self, chat: int, now: float) -> Admission:
        """Take one update of `chat` into account."""
        bucket = self._buckets.pop(chat, None) or _Bucket(self.burst, now)
        self._buckets[chat] = bucket  # at the end: the dictionary is in order of last use
        if len(self._buckets) > REMEMBERED:
            self._forget(now)
        bucket.left = min(self.burst, bucket.left + max(0.0, now - bucket.at) * self.per_second)
        bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return Admission.PASS
        if bucket.noticed is not None and now - bucket.noticed < NOTICE_SECONDS:
            return Admission.DROP
        bucket.noticed = now
        return Admission.NOTICE

    def _forget(self, now: float) -> None:
        full_again = self.burst / self.per_second
        for chat, bucket in list(islice(self._buckets.items(), 2)):  # the longest unused
            quiet = full_again if bucket.noticed is None else max(NOTICE_SECONDS, full_again)
            if now - bucket.at >= quiet:
                del self._buckets[chat]
