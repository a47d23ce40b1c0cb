"""`riposte desk` as an operator types it, and the conformance kit against right and wrong ends."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from aiohttp import web
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from bot.api.app import make_app, serve
from bot.api.signing import shown
from bot.cli import call
from bot.store.store import connect

SECRET = shown(bytes(range(32)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that the settings point at, read by somebody English."""
    monkeypatch.setenv("RIPOSTE_DATABASE", str(tmp_path / "riposte.db"))
    monkeypatch.setenv("RIPOSTE_KEY_FILE", str(tmp_path / "riposte.key"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return tmp_path


def _rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(folder / "riposte.db")
    found = db.execute(query).fetchall()
    db.close()
    return found


def test_a_desk_and_its_keys(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Added, given two keys, one revoked; a key is shown once and kept as a hash."""
    assert call(["desk", "add", "harmonie", "--title", "Harmonie Mutuelle"]) == 0
    assert call(["desk", "add", "harmonie"]) == 64
    assert call(["desk", "key", "harmonie"]) == 0
    first = capsys.readouterr().out.split()[-1]
    assert call(["desk", "key", "harmonie", "--scope", "handoffs:write", "--signed"]) == 0
    *_, second, secret = capsys.readouterr().out.split()

    assert first.startswith("riposte_desk_")
    assert second.startswith("riposte_desk_")
    assert secret.startswith("whsec_")
    kept = b"".join(p.read_bytes() for p in folder.glob("riposte.db*"))
    assert first.encode() not in kept
    assert second.encode() not in kept
    assert call(["desk", "key", "harmonie"]) == 64
    assert "--revoke" in capsys.readouterr().err
    assert call(["desk", "list"]) == 0
    listed = capsys.readouterr().out
    assert "Harmonie Mutuelle  not called" in listed
    assert "handoffs:write signed" in listed
    ((number,),) = _rows(folder, "SELECT id FROM desk_key WHERE signing IS NULL")
    assert call(["desk", "key", "harmonie", "--revoke", str(number)]) == 0
    assert call(["desk", "key", "harmonie", "--revoke", str(number)]) == 64
    assert call(["desk", "key", "nobody"]) == 64


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "Harmonie"],
        ["add", "h"],
        ["add", "harmonie", "--title", "A\nB"],
        ["add", "harmonie", "--title", "A" * 61],
        ["add", "harmonie", "--title", "**A**"],
        ["callback", "harmonie"],
        ["callback", "harmonie", "https://exemple.fr/", "--off"],
        ["callback", "harmonie", "http://exemple.fr/"],
        ["callback", "harmonie", "https://127.0.0.1/"],
        ["callback", "harmonie", "nonsense"],
        ["callback", "nobody", "https://exemple.fr/"],
        ["conformance", "http://127.0.0.1:1/", "--secret", "é"],
        ["key", "harmonie", "--scope", "all"],
    ],
)
def test_what_is_refused(folder: Path, arguments: list[str]) -> None:
    """A usage error, and nothing is written."""
    assert call(["desk", *arguments]) == 64
    assert not (folder / "riposte.db").exists() or not _rows(folder, "SELECT 1 FROM desk")


def test_where_a_desk_is_called(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The secret is shown once and sealed; off and on again."""
    call(["desk", "add", "harmonie"])
    assert call(["desk", "callback", "harmonie", "https://exemple.fr/hook"]) == 0
    secret = capsys.readouterr().out.split()[-1]
    assert secret.startswith("whsec_")
    assert call(["desk", "list"]) == 0
    assert "called" in capsys.readouterr().out
    db = connect(folder / "riposte.db")
    db.execute("UPDATE desk SET stopped_at = 1, failing_since = 1")
    db.close()
    call(["desk", "list"])
    assert "calls stopped (--again)" in capsys.readouterr().out
    assert call(["desk", "callback", "harmonie", "--again"]) == 0
    assert _rows(folder, "SELECT stopped_at, failing_since FROM desk") == [(None, None)]
    assert call(["desk", "callback", "harmonie", "--off"]) == 0
    assert _rows(folder, "SELECT callback, secret FROM desk") == [(None, None)]


def test_the_doctor_looks_at_desks(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Links that lead to this machine only, and a desk that is called no more."""
    call(["desk", "add", "harmonie"])
    call(["desk", "callback", "harmonie", "https://exemple.fr/hook"])
    db = connect(folder / "riposte.db")
    db.execute("UPDATE desk SET stopped_at = 1")
    db.close()
    call(["doctor"])
    said = capsys.readouterr().out
    assert "problem   the pages of links have an address" in said
    assert "problem   1 desks are called no more" in said

    monkeypatch.setenv("RIPOSTE_PUBLIC_URL", "https://riposte.exemple.fr")
    call(["desk", "callback", "harmonie", "--again"])
    call(["doctor"])
    said = capsys.readouterr().out
    assert "ok        the pages of links have an address" in said
    assert "ok        0 desks are called no more" in said


def test_a_host_inside_must_be_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RIPOSTE_CALLBACK_HOSTS lets one in, and no other."""
    call(["desk", "add", "harmonie"])
    monkeypatch.setenv("RIPOSTE_CALLBACK_HOSTS", "chatwoot.interne, 127.0.0.1")

    assert call(["desk", "callback", "harmonie", "http://chatwoot.interne:3000/hook"]) == 0
    assert call(["desk", "callback", "harmonie", "http://127.0.0.2/hook"]) == 64


Judge = Callable[[dict[str, str], bytes], int]


def _right(headers: dict[str, str], body: bytes) -> int:
    try:
        Webhook(SECRET).verify(body, headers)
    except WebhookVerificationError:
        return 401
    return 204


def _trusting(_headers: dict[str, str], _body: bytes) -> int:
    return 200


def _strict_about_types(headers: dict[str, str], body: bytes) -> int:
    known = ("handoff.opened", "handoff.task_done", "handoff.triage_done", "handoff.plan_complete")
    return _right(headers, body) if json.loads(body)["type"] in known else 400


def _tried(judge: Judge) -> int:
    """Run the kit against a receiver that answers as `judge` says, in a thread of its own."""
    ready, over, where = Event(), Event(), []

    async def end() -> None:
        async def take(request: web.Request) -> web.Response:
            return web.Response(status=judge(dict(request.headers), await request.read()))

        server = await serve(make_app([web.post("/hook", take)]), "127.0.0.1", 0)
        where.append(server.address)
        ready.set()
        await asyncio.to_thread(over.wait)
        await server.stop()

    thread = Thread(target=lambda: asyncio.run(end()))
    thread.start()
    ready.wait()
    try:
        return call(["desk", "conformance", f"{where[0]}/hook", "--secret", SECRET])
    finally:
        over.set()
        thread.join()


def test_a_right_receiver_conforms(capsys: pytest.CaptureFixture[str]) -> None:
    """One built on the standard's own package passes every trial."""
    assert _tried(_right) == 0
    assert capsys.readouterr().out.count("ok ") == 10


def test_a_trusting_receiver_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    """One that takes all is told what it should have refused."""
    assert _tried(_trusting) == 1
    out = capsys.readouterr().out
    assert out.count("ok ") == 6
    assert out.count(": 200 (") == 10


def test_a_receiver_that_chokes_on_news_of_tomorrow(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown type is to be taken."""
    assert _tried(_strict_about_types) == 1


def test_nobody_there(capsys: pytest.CaptureFixture[str]) -> None:
    """Said once."""
    assert call(["desk", "conformance", "http://127.0.0.1:9/", "--secret", SECRET]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_when_a_desk_answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A week, a promise, days off; what is no week is said; and none at all."""
    assert call(["desk", "add", "harmonie"]) == 0
    week = "mon-fri 9:00-18:00; sat 9:00-12:00"
    given = ["desk", "hours", "harmonie", "--open", week, "--within", "30m", "--off", "2026-12-24"]
    assert call(given) == 0
    ((kept,),) = _rows(folder, "SELECT hours FROM desk")
    hours = json.loads(str(kept))
    assert (hours["within"], hours["off"], hours["holidays"]) == (30, ["2026-12-24"], True)
    assert hours["week"][5] == [[540, 720]]

    for wrong in (
        ["--open", "lundi"],
        ["--open", week, "--within", "soon"],
        ["--open", week, "--within", "999h"],
        ["--open", week, "--off", "tomorrow"],
        ["--open", week, "--none"],
        [],
    ):
        assert call(["desk", "hours", "harmonie", *wrong]) == 64, wrong
    assert call(["desk", "hours", "nobody", "--open", week]) == 64
    assert call(["desk", "hours", "harmonie", "--none"]) == 0
    assert _rows(folder, "SELECT hours FROM desk") == [(None,)]
    assert "Traceback" not in capsys.readouterr().err
