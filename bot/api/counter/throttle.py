"""How often one may try to sign in: few times from one place with one name, more in all.

Names that are nobody's count alike. Of this process alone; nothing of it is written down.
"""

from collections import deque
from dataclasses import dataclass, field

SPAN = 900.0  # seconds
MOST_BOTH, MOST_PLACE, MOST_NAME = 5, 30, 50
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Throttle:
    """The tries of late that failed."""

    tries: dict[tuple[str, str], deque[float]] = field(default_factory=dict)

    def closed(self, name: str, place: str, now: float) -> bool:
        """Tell whether enough was tried with this name from this place."""
        return any(self._count(key, now) >= most for key, most in _keys(name, place))

    def note(self, name: str, place: str, now: float) -> None:
        """Note a try, before it is known how it ends: tries at once must not slip through."""
        for key, most in _keys(name, place):
            times = self.tries.pop(key, None) or deque(maxlen=most)
            times.append(now)
            self.tries[key] = times  # the latest last
        while len(self.tries) > MOST_REMEMBERED:
            del self.tries[next(iter(self.tries))]

    def well(self, name: str, place: str) -> None:
        """Forget the last try of this name from this place: it was right."""
        for key, _ in _keys(name, place):
            times = self.tries.get(key)
            if times:
                times.pop()

    def _count(self, key: tuple[str, str], now: float) -> int:
        return sum(1 for at in self.tries.get(key, ()) if now - at < SPAN)


def _keys(name: str, place: str) -> tuple[tuple[tuple[str, str], int], ...]:
    return (((name, place), MOST_BOTH), (("", place), MOST_PLACE), ((name, ""), MOST_NAME))
