"""The one writer: work runs in the loop, COMMIT in a thread, and groups form by themselves.

While a commit is on its way to the disk, what arrives waits; as soon as it ends, all of it goes
into the next transaction. Nobody lingers for company, so one person alone waits for one commit, and
a hundred at once share one (R:performance 3).
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

MOST_TOGETHER = 256
LOCKED_SECONDS = 5.0  # how long another process may hold the database before work fails
LOCKED_LOOK = 0.05


@dataclass(slots=True)
class _Waiting:
    work: Work[Any]
    ended: asyncio.Future[Any]


class Writer:
    """Runs work inside grouped, durable transactions on one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: list[_Waiting] = []
        self._alone: list[_Waiting] = []
        self._running: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="commit")

    async def transact(self, work: Work[T]) -> T:
        """Run `work` in a transaction; return after its COMMIT reached the disk.

        What `work` raises is raised here, and nothing it wrote stays; its neighbours are not
        touched. `work` may be run again when a commit failed, so it must only write.
        """
        return await self._ended(self._waiting, work)

    async def alone(self, work: Work[T]) -> T:
        """Run `work` in the thread between two transactions: a checkpoint, say."""
        return await self._ended(self._alone, work)

    async def _ended(self, line: list[_Waiting], work: Work[T]) -> T:
        ended: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        line.append(_Waiting(work, ended))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        return await ended

    async def idle(self) -> None:
        """Wait until nothing is being written."""
        while self._running is not None and not self._running.done():
            await self._running

    async def close(self) -> None:
        """Finish what waits, and end the thread."""
        await self.idle()
        self._thread.shutdown()

    async def _run(self) -> None:
        while self._waiting or self._alone:
            while self._alone:
                await self._by_itself(self._alone.pop(0))
            group = self._waiting[:MOST_TOGETHER]
            del self._waiting[: len(group)]
            if not group:
                continue
            try:
                await self._begin()
            except sqlite3.Error as error:  # held by another process: nobody's fault in particular
                for one in group:
                    _fail(one, error)
                continue
            try:
                await self._commit(group)
            except sqlite3.Error as error:
                await self._one_by_one(group, error)

    async def _by_itself(self, one: _Waiting) -> None:
        loop = asyncio.get_running_loop()
        try:
            result = await loop.run_in_executor(self._thread, one.work, self._connection)
        except sqlite3.Error as error:
            _fail(one, error)
        else:
            if not one.ended.done():
                one.ended.set_result(result)

    async def _begin(self) -> None:
        """Open a transaction; the loop goes on while another process holds the file."""
        deadline = asyncio.get_running_loop().time() + LOCKED_SECONDS
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                late = asyncio.get_running_loop().time() > deadline
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or late:
                    raise
                await asyncio.sleep(LOCKED_LOOK)
            else:
                return

    async def _one_by_one(self, group: list[_Waiting], error: sqlite3.Error) -> None:
        """A group failed as a whole: find out which of its members can still be kept."""
        for one in group:
            if one.ended.done():
                continue
            if len(group) == 1:
                _fail(one, error)
                continue
            try:
                await self._begin()
                await self._commit([one])
            except sqlite3.Error as own:
                _fail(one, own)

    async def _commit(self, group: list[_Waiting]) -> None:
        connection = self._connection
        outcomes: list[tuple[_Waiting, Any, BaseException | None]] = []
        changes = connection.total_changes
        try:
            outcomes.extend(self._savepoint(one) for one in group)
            if connection.total_changes == changes:  # they only looked: nothing goes to the disk
                connection.execute("COMMIT")
            else:
                loop = asyncio.get_running_loop()
                await loop.run_in_executor(self._thread, connection.execute, "COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        for one, result, error in outcomes:
            if one.ended.done():  # whoever waited was cancelled
                continue
            if error is None:
                one.ended.set_result(result)
            else:
                one.ended.set_exception(error)

    def _savepoint(self, one: _Waiting) -> tuple[_Waiting, Any, BaseException | None]:
        connection = self._connection
        connection.execute("SAVEPOINT one")
        try:
            result = one.work(connection)
        except sqlite3.OperationalError:
            raise  # the disk or a lock: the whole group's affair
        except Exception as error:  # noqa: BLE001 - it is handed to whoever asked
            connection.execute("ROLLBACK TO one")
            connection.execute("RELEASE one")
            return one, None, error
        connection.execute("RELEASE one")
        return one, result, None


def _fail(one: _Waiting, error: sqlite3.Error) -> None:
    if not one.ended.done():
        one.ended.set_exception(error)
