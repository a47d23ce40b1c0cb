"""The tutorial for an insurer's developer, typed as it stands, beside the real demo."""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.api.app import make_app, serve

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "bot" / "api" / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent
END = "--- that was all ---"


async def _port() -> int:
    """Return a port that was free a moment ago."""
    server = await serve(make_app([]), "127.0.0.1", 0)
    await server.stop()
    return server.port


class Shell:
    """A terminal in which somebody types the blocks, one after the other."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.shown = ""

    async def types(self, block: str) -> str:
        """Type a block; return what it showed when all of it has ended."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{block}\necho; echo '{END}'\n".encode())
        shown = ""
        while END not in shown:
            shown += (await asyncio.wait_for(stdout.readline(), 60)).decode()
            assert self._process.returncode is None, shown
        self.shown += shown
        return shown

    async def sees(self, words: str) -> None:
        """Wait until the receiver has printed something."""
        stdout = self._process.stdout
        assert stdout is not None
        while words not in self.shown:
            self.shown += (await asyncio.wait_for(stdout.readline(), 30)).decode()


class Camille:
    """Who sits before the demo's page."""

    def __init__(self, http: ClientSession, address: str) -> None:
        self._http, self._address = http, address

    async def state(self) -> Any:
        """Return what the page shows."""
        async with self._http.get(f"{self._address}/demo/state") as answer:
            return await answer.json()

    async def acts(self, **act: Any) -> None:
        """Do something on the page."""
        act["person"] = (await self.state())["person"]
        own = {"Origin": self._address}  # as the page's own script asks
        async with self._http.post(f"{self._address}/demo/act", json=act, headers=own) as answer:
            assert answer.status == 200, await answer.text()

    async def sees(self, words: str) -> Any:
        """Wait until something is on the screen; return the message."""
        async with asyncio.timeout(30):
            while True:
                for message in reversed((await self.state())["messages"]):
                    if words in json.dumps(message, ensure_ascii=False).replace("\u00a0", " "):
                        return message
                await asyncio.sleep(0.05)

    async def touches(self, label: str) -> None:
        """Tap a button once it is there."""
        message = await self.sees(label)
        for row in message["reply_markup"]["inline_keyboard"]:
            for button in row:
                if button["text"].replace("\u00a0", " ") == label:
                    data = button["callback_data"]
                    await self.acts(do="tap", message=message["message_id"], data=data)
                    return
        raise AssertionError(label)


@asynccontextmanager
async def _process(*words: str, **more: Any) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *words, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.STDOUT, **more
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.communicate(), 30)


async def test_fifteen_minutes_as_they_are_written(tmp_path: Path) -> None:
    """From a running demo to a call verified and a person helped; each promised line appears."""
    page, calls = await _port(), await _port()

    def here(block: str) -> str:
        return block.replace(":8080", f":{page}").replace("9000", str(calls))

    first, enter, call, mint, talk, back, events, adapter = (
        here(block) for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    )
    assert first == "make demo\n"
    (receiver,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "receiver.py").write_text(here(receiver), encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(BIN)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RIPOSTE_")}
    demo = ("demo", "--port", str(page), "--no-browser")
    async with (
        _process(str(BIN / "riposte"), *demo, cwd=tmp_path, env=kept) as running,
        ClientSession() as http,
        _process("bash", cwd=tmp_path, env=kept) as terminal,
    ):
        assert running.stdout is not None
        while b"Desk API" not in await asyncio.wait_for(running.stdout.readline(), 60):
            pass
        shell, camille = Shell(terminal), Camille(http, f"http://127.0.0.1:{page}")

        try:
            assert '"state":"off"' in await shell.types(enter)
            tried = await shell.types(f"{call}echo ended with $?")
            assert "ended with 0" in tried, tried
            assert re.search("This receiver conforms|Ce récepteur est conforme", tried), tried
            code, url = (await shell.types(mint)).split()[:2]

            await camille.acts(do="write", text="/start " + url.partition("start=")[2])
            await camille.sees(code)
            await camille.touches("Tout cela, d’accord")
            await shell.sees("handoff.opened MUT-2026-0041")
            await shell.sees("handoff.triage_done MUT-2026-0041")
            await camille.acts(do="write", text="/human")
            await camille.touches("Demander un conseiller")
            await shell.sees("handoff.human_wanted MUT-2026-0041")

            assert '"state":"taken"' in await shell.types(talk)
            await camille.sees("Bonjour, je suis là. Que s’est-il passé ?")
            await camille.acts(do="write", text="Un appel étrange")
            await shell.sees("handoff.human_message MUT-2026-0041")
            heard = await shell.types(back)
            assert "Un appel étrange" in heard
            assert '"why":"returned"' in heard
            assert '"messages":[],"next":2' in heard
            await shell.sees("handoff.human_ended MUT-2026-0041")
            await camille.sees("vous propose la suite")
            assert "handoff.human_ended" in await shell.types(events)
            assert "chatwoot" in await shell.types(adapter)
        finally:
            await shell.types("kill %1")
