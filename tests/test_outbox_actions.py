"""Actions in the outbox: beside everything else, tried again, never assumed done."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.engine.effects import Run, Show
from bot.store import queue
from tests.posting import Here
from tests.rig import until

READ = Run("picture/1/0/a", "read_picture", {"reference": "r"})


class Hands:
    """Carries actions out when told to; each ending is what is returned, then nothing more."""

    def __init__(self, *endings: float | Exception | None) -> None:
        self.endings = list(endings)
        self.rows: list[queue.Row] = []
        self.go = asyncio.Event()
        self.go.set()

    async def carry_out(self, row: queue.Row) -> float | None:
        """Note the row, wait to be told, end."""
        self.rows.append(row)
        await self.go.wait()
        ending = self.endings.pop(0) if self.endings else None
        if isinstance(ending, Exception):
            raise ending
        return ending


def with_hands(folder: Path, *endings: float | Exception | None) -> tuple[Here, Hands]:
    """Return a store and an outbox whose actions are carried out by hand."""
    here, hands = Here(folder), Hands(*endings)
    here.outbox._carry_out = hands.carry_out
    return here, hands


async def until_moved(here: Here, holds: Callable[[], object]) -> None:
    """Let the clock move until something holds."""

    def moved() -> bool:
        here.clock.move(seconds=0.1)
        here.outbox.wake()
        return bool(holds())

    await until(moved)


async def ended(here: Here, running: asyncio.Task[object]) -> None:
    """Stop the outbox and close its store."""
    here.outbox.stop()
    await running
    await here.store.close()


async def test_an_action_holds_up_nobody(tmp_path: Path) -> None:
    """It goes after the words before it, and the words after it do not wait."""
    here, hands = with_hands(tmp_path)
    hands.go.clear()
    await here.put(5, Show(("before",)), READ, Show(("after",)))
    running = asyncio.create_task(here.outbox.run())
    await until_moved(here, lambda: len(here.telegram.sent) == 2 and hands.rows)
    hands.go.set()
    await ended(here, running)

    assert [words for _, words, _ in here.telegram.sent] == ["before", "after"]


async def test_two_actions_at_once_and_the_others_wait(tmp_path: Path) -> None:
    """However many people send pictures, the machine is not filled with them."""
    here, hands = with_hands(tmp_path)
    hands.go.clear()
    for chat in range(5, 10):
        await here.put(chat, READ)
    running = asyncio.create_task(here.outbox.run())
    await until_moved(here, lambda: len(hands.rows) == 2)
    assert len(hands.rows) == 2
    hands.go.set()
    await until_moved(here, lambda: len({row.id for row in hands.rows}) == 5)
    await ended(here, running)


async def test_an_action_is_tried_again_when_it_says_so_or_fails(tmp_path: Path) -> None:
    """The row stays until its answer took it away; each try counts."""
    here, hands = with_hands(tmp_path, 1.0, RuntimeError("no"), None)
    await here.put(5, READ)
    running = asyncio.create_task(here.outbox.run())
    await until_moved(here, lambda: len(hands.rows) == 3)
    await ended(here, running)

    assert [row.tries for row in hands.rows] == [1, 2, 3]


async def test_an_action_cut_off_by_a_crash_runs_again(tmp_path: Path) -> None:
    """Reading twice harms nothing, so it is never assumed done."""
    here, hands = with_hands(tmp_path)
    await here.put(5, READ)
    for _ in range(3):
        await here.store.transact(
            lambda db: queue.claim(db, here.store.keys, here.clock.now(), 9, aside=1)
        )
        await here.outbox.recover()
    running = asyncio.create_task(here.outbox.run())
    await until_moved(here, lambda: hands.rows)
    await ended(here, running)

    assert hands.rows[0].crashed == 3
