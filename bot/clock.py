"""Time, for everything that is not pure; and its frozen twin, for tests."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the moving parts ask the time of."""

    def now(self) -> datetime:
        """Return the wall clock's moment, aware, UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only grow."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class RealClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the wall clock's moment, aware, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class FrozenClock:
    """Stands still until it is moved; sleeping moves it."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._start = now

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds it was moved by."""
        return (self._now - self._start).total_seconds()

    def move(self, **span: float) -> None:
        """Let time pass."""
        self._now += timedelta(**span)

    async def sleep(self, seconds: float) -> None:
        """Let that much time pass at once, and others have their turn."""
        self.move(seconds=max(seconds, 0.0))
        await asyncio.sleep(0)
