"""The client written from the page alone, end to end: a person with a phone on the other side.

What the page lacked when it was written, and says now: how an address and a secret for callbacks
come about, what each kind of news means and when it comes, which codes stand in `error`, whether
news about conversations is agreed to like other news, that one may say only what one owns, how two
secrets overlap. tests/api/test_contract.py holds each of these to the page.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from bot import callbacks
from bot.api.signing import shown
from bot.simulator.phone import Phone
from bot.store import desks
from tests.desk import client
from tests.desks import make
from tests.rig import Rig, rig, said, until

MINT = {
    "topic": "plan",
    "case": "MUT-2026-0042",
    "consent_version": "2026-11-01",
    "breach": "viamedis_almerys_2024",
    "leaked": ["nir", "iban"],
}


@dataclass
class Meeting:
    """A desk with its receiver, and a bot."""

    rig: Rig
    desk: client.Desk
    inbox: client.Inbox
    address: str

    async def comes(self, kind: str) -> dict[str, object]:
        """Wait for a callback of a kind."""

        def there() -> list[dict[str, object]]:
            return [one for one in self.inbox.pieces if one["type"] == f"handoff.{kind}"]

        await until(there, f"no callback {kind}")
        return there()[-1]


@pytest.fixture
async def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Meeting]:
    """Return a running service, and an insurer's program that knows an address and a key."""
    monkeypatch.setattr(callbacks, "LOOK_SECONDS", 0.02)
    async with rig(tmp_path, inside=frozenset({"127.0.0.1"})) as given, ClientSession() as http:
        key = (await make(given, http)).key
        inbox = client.Inbox("")
        runner = web.AppRunner(client.app(inbox))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address = f"http://127.0.0.1:{runner.addresses[0][1]}/riposte"

        def listen(db: object) -> bytes | None:
            found = desks.by_name(db, "demo")  # type: ignore[arg-type]
            assert found is not None
            keys = given.bot.store.keys
            return desks.call_at(db, keys, found, address)  # type: ignore[arg-type]

        secret = await given.bot.store.transact(listen)
        assert secret is not None
        inbox.secret = shown(secret)
        desk = client.Desk(http, f"{given.bot.address}/v1", key)
        try:
            yield Meeting(given, desk, inbox, address)
        finally:
            await runner.cleanup()


async def _opened(meeting: Meeting, choice: str) -> tuple[dict[str, object], Phone]:
    made = await client.ask(meeting.desk, "POST", "/handoffs", MINT, once="one-1")
    phone = await meeting.rig.phone()
    await meeting.rig.write(phone, "/start " + made["url"].partition("start=")[2])
    assert made["code"] in said(phone)
    await meeting.rig.press(phone, choice)
    return made, phone


async def test_a_desk_helps_somebody(meeting: Meeting) -> None:
    """Link, news by call and by cursor, a wish for a human, words both ways, back to a task."""
    desk, given = meeting.desk, meeting.rig
    made, phone = await _opened(meeting, "Tout cela, d’accord")
    assert (await meeting.comes("opened"))["data"]["case"] == MINT["case"]  # type: ignore[index]
    status = await client.ask(desk, "GET", f"/handoffs/{made['id']}")
    assert status["status"] == "opened"

    await given.write(phone, "/human")
    await given.press(phone, "Demander un conseiller")
    number = (await meeting.comes("human_wanted"))["data"]["conversation"]  # type: ignore[index]
    path = f"/conversations/{number}"
    waiting = (await client.ask(desk, "GET", "/conversations"))["conversations"]
    assert [one["id"] for one in waiting] == [number]
    assert waiting[0]["summary"]["breaches"] == ["viamedis_almerys_2024"]

    await client.ask(desk, "POST", f"{path}/take", {"agent": 7}, once="take-1")
    await given.quiet()
    await given.write(phone, "Le message parle de ma carte Vitale.")
    await meeting.comes("human_message")
    heard, after = await client.messages(desk, str(number), 0)
    assert [one["text"] for one in heard] == ["Le message parle de ma carte Vitale."]

    answer = {"agent": 7, "text": "C’est une arnaque, n’ouvrez pas le lien."}
    first = await client.ask(desk, "POST", f"{path}/messages", answer, once="say-1")
    assert await client.ask(desk, "POST", f"{path}/messages", answer, once="say-1") == first
    await given.quiet()
    assert said(phone) == "Mutuelle Demo\nC’est une arnaque, n’ouvrez pas le lien."
    assert sum("C’est une arnaque" in str(one.get("text")) for one in phone.messages) == 1

    body = {"agent": 7, "task": "ameli"}
    ended = await client.ask(desk, "POST", f"{path}/return", body, once="return-1")
    await given.quiet()
    assert (ended["state"], ended["why"]) == ("ended", "returned")
    assert "ameli" in said(phone)
    await client.messages(desk, str(number), after)
    await meeting.comes("human_ended")

    by_cursor = [piece async for piece in client.news(desk, 0)]
    assert by_cursor == meeting.inbox.pieces
    assert [one["data"]["sequence"] for one in by_cursor] == list(range(1, len(by_cursor) + 1))
    assert meeting.inbox.refused == 0
    assert not given.refused()


async def test_a_desk_learns_nothing_of_who_said_no(meeting: Meeting) -> None:
    """The status stays as it was, and no news comes, by call or by cursor."""
    made, _ = await _opened(meeting, "Ne rien dire")

    status = await client.ask(meeting.desk, "GET", f"/handoffs/{made['id']}")

    assert (status["status"], status["agreed"]) == ("minted", [])
    assert [piece async for piece in client.news(meeting.desk, 0)] == []
    assert meeting.inbox.pieces == []


async def test_a_refusal_is_a_code(meeting: Meeting) -> None:
    """What a program must tell apart is on the page: the status, `error`, and fields by name."""
    with pytest.raises(client.Refused) as refused:
        await client.ask(meeting.desk, "POST", "/handoffs", MINT | {"case": "Dupont"}, once="x")
    assert (refused.value.status, refused.value.error) == (422, "unprocessable")
    assert [one["field"] for one in refused.value.fields] == ["case"]
    path = "/conversations/cv_000000000000000000000000"
    with pytest.raises(client.Refused) as refused:
        await client.ask(meeting.desk, "GET", path)
    assert (refused.value.status, refused.value.error) == (404, "not_found")
    page = await (await meeting.desk.http.get(f"{meeting.desk.base}/")).text()
    for code in ("unprocessable", "not_found", "owned"):
        assert re.search(rf"<code>{code}</code>", page), code


async def test_a_forged_call_is_refused(meeting: Meeting) -> None:
    """The client's own receiver takes only what is signed."""
    answer = await meeting.desk.http.post(meeting.address, json={"id": "x", "type": "y"})

    assert answer.status == 401
    assert meeting.inbox.pieces == []
