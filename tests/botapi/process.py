"""`riposte run` in a process of its own, told where its Telegram is."""

import asyncio
import os
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.store.sealing import load_keys
from bot.store.store import Store, connect
from tests.botapi.server import TOKEN, Server
from tests.rig import shipped_release


def lived_in(folder: Path) -> Path:
    """Leave in a folder what a bot that has run there leaves: a key, and its release published.

    So the guidance is not checked anew at each start; what a first start is like has other tests.
    """
    keys, release = load_keys(folder / "riposte.key"), shipped_release()
    with closing(connect(folder / "riposte.db")) as db:
        Store(db, keys).publish_now(release.hash, release.files, datetime.now(UTC))
    return folder


class Process:
    """One bot on one folder; started, signalled, restarted."""

    def __init__(self, server: Server | None, folder: Path, **more: str) -> None:
        self.folder = folder
        self.words = b""
        self.module: tuple[str, ...] = ("bot", "run")
        self._environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "RIPOSTE_TELEGRAM_TOKEN": server.token if server else TOKEN,
            "RIPOSTE_DATABASE": str(folder / "riposte.db"),
            "RIPOSTE_KEY_FILE": str(folder / "riposte.key"),
            "RIPOSTE_HTTP": "127.0.0.1:0",
            **({"RIPOSTE_TELEGRAM_API": server.url} if server else {}),
            **more,
        }
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> "Process":
        """Start it."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *self.module,
            env={k: v for k, v in self._environment.items() if v != "(unset)"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._reading = asyncio.create_task(self._read())
        return self

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        while piece := await self._process.stdout.read(65536):
            self.words += piece

    async def end(self, how: int) -> int:
        """Send a signal and return the exit code."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.send_signal(how)
        return await self.over()

    async def over(self, seconds: float = 30) -> int:
        """Wait until it ends; return its exit code."""
        assert self._process is not None
        assert self._reading is not None
        await asyncio.wait_for(self._process.wait(), seconds)
        await self._reading
        assert self._process.returncode is not None
        return self._process.returncode
