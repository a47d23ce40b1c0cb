"""The bot's side of reading pictures: a child started on demand, asked one picture at a time.

The child takes half a gigabyte while it works; it ends when nobody sent a picture for a while, and
its memory goes with it. Whatever a picture does to the child, here it is a code.
"""

import asyncio
import json
import signal
import struct
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec

from bot.pictures.model import MOST_BYTES, Reading, Unread, kind_of

PACKAGES = ("PIL", "rapidocr", "onnxruntime", "zxingcpp")
START_SECONDS = 30.0
READ_SECONDS = 20.0
IDLE_SECONDS = 60.0
MOST_WAITING = 8
MOST_READ = 200  # pictures by one child; a fresh one has forgotten the others
MOST_ANSWER = 1024 * 1024
LENGTH = struct.Struct(">I")
# Nothing of the bot's own environment: no token, no proxy, no path but the interpreter's own.
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "NO_PROXY": "*",
}


@lru_cache(maxsize=1)
def can_read() -> bool:
    """Tell whether the extra `pictures` is installed; nothing of it is imported."""
    return all(find_spec(name) is not None for name in PACKAGES)


class Worker:
    """Reads pictures. `close` ends the child; it may be used again after that."""

    def __init__(
        self,
        *,
        command: tuple[str, ...] = (sys.executable, "-m", "bot.pictures.reader"),
        read_seconds: float = READ_SECONDS,
        idle_seconds: float = IDLE_SECONDS,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._command = command
        self._read_seconds = read_seconds
        self._idle_seconds = idle_seconds
        self._most_waiting = most_waiting
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._child: Process | None = None
        self._read = 0
        self._idle: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[int | None]] = set()

    @property
    def child(self) -> int | None:
        """The process id of the child, while there is one."""
        return self._child.pid if self._child is not None else None

    async def read(self, data: bytes) -> Reading | Unread:
        """Return what a picture says, or why it cannot be said. Never raises for a picture."""
        if not can_read():
            return Unread.OFF
        if len(data) > MOST_BYTES:
            return Unread.TOO_BIG
        if kind_of(data) is None:
            return Unread.FOREIGN
        if self._waiting >= self._most_waiting:
            return Unread.BUSY
        self._waiting += 1
        try:
            async with self._turn:
                return await self._ask(data)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """End the child now."""
        self._rest(None)
        await self._end()
        await asyncio.gather(*self._ending, return_exceptions=True)

    async def _ask(self, data: bytes) -> Reading | Unread:
        self._rest(None)
        try:
            child = await self._started()
            async with asyncio.timeout(self._read_seconds):
                answer = await _exchange(child, data)
        except TimeoutError:
            await self._end()
            return Unread.TIMEOUT
        except (OSError, ValueError, asyncio.IncompleteReadError):
            # It died: the kernel ended it for its time, or a decoder fell over.
            code = await self._end(patience=1.0)
            return Unread.TIMEOUT if code == -signal.SIGXCPU else Unread.UNREADABLE
        except asyncio.CancelledError:
            await self._end()  # its answer would be taken for the next picture's
            raise
        self._read += 1
        if self._read >= MOST_READ:
            await self._end()
        else:
            self._rest(self._idle_seconds)
        return _reading(answer)

    async def _started(self) -> Process:
        if self._child is not None and self._child.returncode is None:
            return self._child
        self._child = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=ENVIRONMENT,
            start_new_session=True,  # Ctrl-C is for the bot; the child ends with its pipe
        )
        self._read = 0
        async with asyncio.timeout(START_SECONDS):
            await _answer(self._child)
        return self._child

    def _rest(self, seconds: float | None) -> None:
        """End the child after so many idle seconds; None: it is needed."""
        if self._idle is not None:
            self._idle.cancel()
        self._idle = None
        if seconds is not None:
            self._idle = asyncio.get_running_loop().call_later(seconds, self._let_go)

    def _let_go(self) -> None:
        if not self._turn.locked():
            task = asyncio.create_task(self._end())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    async def _end(self, *, patience: float = 0.0) -> int | None:
        """End the child; with patience, let one that is ending say first how."""
        child, self._child = self._child, None
        if child is None:
            return None
        with suppress(TimeoutError):
            return await asyncio.wait_for(child.wait(), patience)
        with suppress(ProcessLookupError):
            child.kill()
        return await child.wait()


async def _exchange(child: Process, data: bytes) -> dict[str, object]:
    assert child.stdin is not None
    child.stdin.write(LENGTH.pack(len(data)) + data)
    await child.stdin.drain()
    return await _answer(child)


async def _answer(child: Process) -> dict[str, object]:
    assert child.stdout is not None
    (length,) = LENGTH.unpack(await child.stdout.readexactly(LENGTH.size))
    if length > MOST_ANSWER:
        raise ValueError("too long an answer")
    answer = json.loads(await child.stdout.readexactly(length))
    if not isinstance(answer, dict):
        raise ValueError("not an answer")  # noqa: TRY004 - the same as other rubbish
    return answer


def _reading(answer: dict[str, object]) -> Reading | Unread:
    """Read an answer of a process that a stranger's picture may have taken over."""
    match answer:
        case {"unread": str(code)} if code in set(Unread):
            return Unread(code)
        case {"sender": str(sender), "text": str(text), "codes": list(codes), "lines": list(lines)}:
            sure = tuple((str(one[0]), float(one[1])) for one in lines if isinstance(one, list))
            return Reading(text, sender, tuple(str(code) for code in codes), sure)
    return Unread.UNREADABLE
