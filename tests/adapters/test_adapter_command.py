"""`riposte desk adapter`: faults said at once without a value, a server that ends when told."""

import asyncio
import os
import re
import string
import sys
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.adapters import told
from bot.cli import call

GIVEN = {
    "DESK_URL": "http://127.0.0.1:9/v1",
    "DESK_KEY": "riposte_desk_x",
    "DESK_SECRET": "whsec_eA==",
    "HOOK_KEY": "an-unguessable-part",
    "CHATWOOT_URL": "https://chat.example.fr/",
    "CHATWOOT_ACCOUNT": "1",
    "CHATWOOT_INBOX": "4",
    "CHATWOOT_TOKEN": "a-token-of-theirs",
    "ZENDESK_URL": "https://mutuelle.zendesk.com",
    "ZENDESK_USER": "bot@example.com",
    "ZENDESK_TOKEN": "a-token-of-theirs",
    "ZENDESK_SECRET": "a-secret-of-theirs",
}


def test_every_fault_is_said_at_once_and_no_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names of what is missing or of the wrong form; exit 78."""
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOOK_KEY", "short")
    monkeypatch.setenv("CHATWOOT_ACCOUNT", "one")
    monkeypatch.setenv("CHATWOOT_URL", "chat.example.fr")
    monkeypatch.delenv("DESK_KEY")

    assert call(["desk", "adapter", "chatwoot"]) == 78
    shown = capsys.readouterr().err
    for name in ("HOOK_KEY", "CHATWOOT_ACCOUNT", "CHATWOOT_URL", "DESK_KEY"):
        assert name in shown
    assert not any(value in shown for value in ("short", "chat.example", "token"))


@pytest.mark.parametrize("name", ["chatwoot", "zendesk"])
async def test_it_listens_until_told_to_stop(tmp_path: Path, name: str) -> None:
    """The doors are there, refuse who did not sign, and the end is a fine one."""
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).parent / "riposte"),
        *("desk", "adapter", name, "--port", "0", "--lang", "en"),
        cwd=tmp_path,
        env=os.environ | GIVEN,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
    address = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert address is not None
    assert GIVEN["HOOK_KEY"] not in line
    async with ClientSession() as http:
        for path in ("/riposte", "/hook/another-key"):
            assert (await http.post(address[0] + path, json={})).status == 401
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 30) == 0


def test_both_languages_say_the_same() -> None:
    """The same entries with the same places to fill."""

    def places(words: told.Words) -> dict[str, set[str | None]]:
        return {key: {p[1] for p in string.Formatter().parse(words[key])} for key in words}

    assert places(told.words("fr")) == places(told.words("en"))
