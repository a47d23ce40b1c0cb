"""How fast one may send: Telegram's limits as token buckets. Pure arithmetic on a given clock.

A chat gets one message a second, after a short burst. For the whole bot Telegram names a limit for
bulk notifications only, so answers to people who wait never queue behind it: they take from the
common bucket without asking, and what nobody waits for asks first. When Telegram refuses several
chats at once, everybody asks for a while.
"""

from dataclasses import dataclass, field

from bot.chat.markup import MAX_TEXT
from bot.engine.effects import Document, Outgoing, Show

OVERALL = 30.0  # bulk messages a second for a bot
TRICKLE = 3.0  # of them a second go even while answers use up everything
PER_CHAT = 1.0  # a second, on average
CHAT_BURST = 3.0
STRICT_SECONDS = 60.0


@dataclass(slots=True)
class Bucket:
    """Fills at `rate` a second up to `size`."""

    rate: float
    size: float
    level: float
    at: float

    def holds(self, now: float) -> float:
        """Return what is in it."""
        return min(self.size, self.level + max(0.0, now - self.at) * self.rate)

    def ready_in(self, now: float) -> float:
        """Return the seconds until one may be taken."""
        return max(0.0, (1.0 - self.holds(now)) / self.rate)

    def take(self, now: float, count: int = 1) -> None:
        """Take some; at worst it is empty."""
        self.level = max(0.0, self.holds(now) - count)
        self.at = now


@dataclass(slots=True)
class Pace:
    """The bot's own buckets, and one for each person written to lately."""

    overall: Bucket
    trickle: Bucket
    people: dict[int, Bucket] = field(default_factory=dict)
    strict_until: float = 0.0

    def resting(self, now: float) -> dict[int, float]:
        """Return who was written to a moment ago, and the seconds until they may be again.

        Whoever's bucket is full again is dropped, so this holds the last seconds' people only.
        """
        waits = {}
        for person, bucket in tuple(self.people.items()):
            wait = bucket.ready_in(now)
            if wait > 0:
                waits[person] = wait
            elif bucket.holds(now) >= bucket.size:
                del self.people[person]
        return waits

    def answers(self, now: float, most: int) -> int:
        """Return how many answers to waiting people may go now."""
        return most if now >= self.strict_until else min(most, int(self.overall.holds(now)))

    def bulk(self, now: float, answers: int) -> int:
        """Return how many messages that nobody waits for may go now, beside so many answers."""
        return max(int(self.overall.holds(now)) - answers, int(self.trickle.holds(now)))

    def more_in(self, now: float) -> float:
        """Return the seconds until the common bucket gives one more."""
        return min(self.overall.ready_in(now), self.trickle.ready_in(now))

    def took(self, person: int, now: float, count: int = 1, *, bulk: bool = False) -> None:
        """Note messages on their way; `bulk` when nobody waits for them."""
        if not count:
            return
        self.overall.take(now, count)
        if bulk:
            self.trickle.take(now, count)
        bucket = self.people.get(person)
        if bucket is None:
            bucket = self.people[person] = Bucket(PER_CHAT, CHAT_BURST, CHAT_BURST, now)
        bucket.take(now, count)

    def slow_down(self, now: float) -> None:
        """Telegram refused several chats at once: for a while, answers keep to the limit too."""
        self.strict_until = now + STRICT_SECONDS


def pace(now: float) -> Pace:
    """Return a fresh pace."""
    return Pace(Bucket(OVERALL, OVERALL, OVERALL, now), Bucket(TRICKLE, TRICKLE, TRICKLE, now))


def weight(effect: Outgoing) -> int:
    """Return how many messages Telegram will count: long screens travel in several."""
    match effect:
        case Show(paragraphs):
            return 1 + sum(map(len, paragraphs)) // MAX_TEXT
        case Document():
            return 1
        case _:
            return 0
