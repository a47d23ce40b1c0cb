"""The demo's clock: the machine's own, which somebody may put forward to see what comes later."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class Hours:
    """A clock that can be put forward. Whoever sleeps on it wakes when it is."""

    def __init__(self, ahead: float = 0.0) -> None:
        self.ahead = ahead  # seconds before the machine's clock
        self._bell = asyncio.Event()

    def now(self) -> datetime:
        """Return its moment, aware, UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def seconds(self) -> float:
        """Return its moment as Telegram writes it: seconds since 1970."""
        return time.time() + self.ahead

    def monotonic(self) -> float:
        """Return seconds that only grow; putting the clock forward does not touch them."""
        return time.monotonic()

    def put_forward(self, seconds: float) -> None:
        """Let that much time have passed; it never goes back."""
        self.ahead += max(seconds, 0.0)
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    async def sleep(self, seconds: float) -> None:
        """Wait until that much time has passed here, or until the clock was put forward."""
        try:
            async with asyncio.timeout(max(seconds, 0.0)):
                await self._bell.wait()
        except TimeoutError:
            pass
