"""When everybody waits: Telegram is unwell, or finds the whole bot too fast. Pure arithmetic."""

from dataclasses import dataclass, field

UNWELL_AT = 5  # failures of Telegram in a row: then everything waits, longer each time
LONGEST_PAUSE = 60.0  # seconds
MANY_THROTTLED = 3  # chats within a second: then it is the bot, not the chat, that is too fast


@dataclass(slots=True)
class Weather:
    """What Telegram answered lately, and until when nothing is sent; moments are monotonic."""

    paused_until: float = 0.0
    _refused: list[float] = field(default_factory=list)  # moments at which a chat was throttled
    _unwell: int = 0  # failures in a row

    def throttled(self, now: float, after: float) -> bool:
        """Note that a chat must wait `after` seconds; tell whether everybody must.

        Only when several chats were refused within a second.
        """
        self._refused = [at for at in self._refused if now - at < 1.0] + [now]
        if len(self._refused) < MANY_THROTTLED:
            return False
        self.paused_until = max(self.paused_until, now + after)
        return True

    def feel(self, now: float, *, unseen: bool) -> None:
        """Let a Telegram that fails again and again recover, instead of spending the tries on it.

        `unseen`: nobody saw how the call ended. What was under way together counts once.
        """
        if not unseen:
            self._unwell = 0
        elif now >= self.paused_until:
            self._unwell += 1
            if self._unwell >= UNWELL_AT:
                pause = min(LONGEST_PAUSE, 2.0 ** min(self._unwell - UNWELL_AT, 6))
                self.paused_until = now + pause
