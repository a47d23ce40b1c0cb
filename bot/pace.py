"""How fast one may send: Telegram's limits as token buckets. Pure arithmetic on a given clock."""

from dataclasses import dataclass, field

OVERALL = 30.0  # messages a second for a bot
PER_CHAT = 1.0  # a second, on average
CHAT_BURST = 4.0


@dataclass(slots=True)
class Bucket:
    """Fills at `rate` a second up to `size`."""

    rate: float
    size: float
    level: float
    at: float

    def ready_in(self, now: float) -> float:
        """Return the seconds until one may be taken."""
        level = min(self.size, self.level + (now - self.at) * self.rate)
        return max(0.0, (1.0 - level) / self.rate)

    def take(self, now: float) -> None:
        """Take one."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate) - 1.0
        self.at = now


@dataclass(slots=True)
class Pace:
    """The bot's own bucket, and one for each chat written to lately."""

    overall: Bucket
    chats: dict[int, Bucket] = field(default_factory=dict)

    def wait(self, chat: int, now: float) -> float:
        """Return the seconds until a message may go to this chat."""
        own = self.chats.get(chat)
        return max(self.overall.ready_in(now), own.ready_in(now) if own else 0.0)

    def took(self, chat: int, now: float) -> None:
        """Note a message sent."""
        self.overall.take(now)
        bucket = self.chats.setdefault(chat, Bucket(PER_CHAT, CHAT_BURST, CHAT_BURST, now))
        bucket.take(now)
        if len(self.chats) > 10_000:  # noqa: PLR2004 - full again long ago
            full = [c for c, b in self.chats.items() if b.ready_in(now) == 0 and c != chat]
            for chat_id in full[:5_000]:
                del self.chats[chat_id]


def pace(now: float) -> Pace:
    """Return a fresh pace."""
    return Pace(Bucket(OVERALL, OVERALL, OVERALL, now))
