"""Zendesk's agents and a person, through the adapter: nothing twice, nothing lost, no name."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import callbacks
from bot.adapters.serving import System
from bot.adapters.zendesk import Zendesk
from tests.adapters.meeting import SECRET, WORDS, Meeting, meeting
from tests.adapters.theirs import TOKEN, US, FakeZendesk, zendesk_headers
from tests.rig import said

TICKET = 35


@pytest.fixture
async def both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Meeting, FakeZendesk]]:
    """Return everybody, with calls that are looked for and repeated at once."""
    monkeypatch.setattr(callbacks, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(callbacks, "FIRST_WAIT", 0.01)
    fake = FakeZendesk(now=_stamp())
    async with meeting(tmp_path, fake.app()) as one:
        zendesk = Zendesk(one.ours, one.theirs, "bot@example.com", TOKEN, SECRET, WORDS)
        await one.adapt(System(zendesk.news, zendesk.hook, zendesk.signed))
        yield one, fake


def _stamp(hours: float = 0) -> str:
    # A minute ahead: a comment is written after the person asked, whose second may be rounded up.
    at = datetime.now(UTC) + timedelta(hours=hours, minutes=1)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


async def _knock(one: Meeting, event: dict[str, str]) -> int:
    body = json.dumps(event).encode()
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return await one.hook(body, zendesk_headers(SECRET, body, now))


async def test_somebody_is_helped_from_zendesk(both: tuple[Meeting, FakeZendesk]) -> None:
    """A ticket by the hand-off's id, words both ways, solved with a tag: on to that task."""
    one, fake = both
    number, phone = await one.asked()
    await one.told()
    ticket = fake.tickets[TICKET]
    assert ticket["external_id"].startswith("ho_")
    assert (ticket["subject"], ticket["requester_id"]) == ("Riposte MUT-2026-0041", US)
    assert "viamedis_almerys_2024" in fake.texts(TICKET)[0]

    assert await _knock(one, fake.says(TICKET, "Je lis votre message.")) == 204
    assert said(phone) == "Mutuelle Demo\nJe lis votre message."
    await one.rig.write(phone, "On me demande mon IBAN.")
    await one.told()
    assert fake.texts(TICKET)[-1] == "On me demande mon IBAN."

    ticket["status"] = "solved"
    ticket["tags"].append("riposte_ameli")
    assert await _knock(one, {"ticket": str(TICKET)}) == 204
    await one.told()
    assert "ameli" in said(phone)
    over = (await one.desk.ask("GET", f"/v1/conversations/{number}")).json
    assert (over["state"], over["why"]) == ("ended", "returned")
    assert fake.texts(TICKET)[-1] == WORDS["over_returned"]
    assert not one.rig.refused()


async def test_what_comes_twice_is_done_once(both: tuple[Meeting, FakeZendesk]) -> None:
    """Knocks again and in any order, answers lost after the work was done: one of each."""
    one, fake = both
    fake.lose = 1
    _, phone = await one.asked()
    await one.told()
    assert len(fake.tickets) == 1
    event = fake.says(TICKET, "Premier mot")
    fake.says(TICKET, "Entre nous", public=False)
    fake.says(TICKET, "Deuxième mot")
    assert [await _knock(one, event) for _ in range(3)] == [204] * 3
    texts = [str(m.get("text")) for m in phone.messages]
    assert [sum(word in text for text in texts) for word in ("Premier", "Deuxième")] == [1, 1]
    assert not any("Entre nous" in text for text in texts)

    fake.lose = 2
    for text in ("un", "deux", "trois", "quatre"):
        await one.rig.write(phone, text)
    await one.told()
    assert [t for t in fake.texts(TICKET) if len(t) < 7] == ["un", "deux", "trois", "quatre"]
    before = len(phone.messages)
    assert await _knock(one, event) == 204  # what we wrote, coming back
    assert len(phone.messages) == before


async def test_an_agent_is_told_what_did_not_arrive(both: tuple[Meeting, FakeZendesk]) -> None:
    """A card number in a reply: an internal note, once; an old reply is not said again."""
    one, fake = both
    _, phone = await one.asked()
    await one.told()
    event = fake.says(TICKET, "Votre carte 4970 1000 0000 0014")
    assert [await _knock(one, event) for _ in range(2)] == [204] * 2
    fake.now = _stamp(-30)
    assert await _knock(one, fake.says(TICKET, "Un mot d’hier")) == 204

    assert fake.texts(TICKET).count(WORDS["refused_422"]) == 1
    assert "4970" not in str(phone.messages)
    assert "hier" not in str(phone.messages)


@pytest.mark.long
async def test_a_second_wish_is_the_same_ticket_until_it_is_closed(
    both: tuple[Meeting, FakeZendesk],
) -> None:
    """Solved it opens again; closed, which is for ever at Zendesk, a new one begins."""
    one, fake = both
    _, phone = await one.asked()
    await one.told()
    for status, tickets in (("solved", 1), ("closed", 2)):
        newest = max(fake.tickets)
        fake.tickets[newest]["status"] = "solved"
        await _knock(one, {"ticket": str(newest)})
        await one.told()
        fake.tickets[newest]["status"] = status
        await one.again(phone)
        await one.told()
        assert len(fake.tickets) == tickets
        assert fake.tickets[max(fake.tickets)]["status"] in ("new", "open")


async def test_only_who_signed_is_heard(both: tuple[Meeting, FakeZendesk]) -> None:
    """Unsigned, altered, old, or about a ticket that is none of ours: nothing happens."""
    one, fake = both
    _, phone = await one.asked()
    await one.told()
    body = json.dumps(fake.says(TICKET, "Je lis")).encode()
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    before = len(phone.messages)
    assert await one.hook(body) == 401
    assert await one.hook(body + b" ", zendesk_headers(SECRET, body, now)) == 401
    assert await one.hook(body, zendesk_headers(SECRET, body, "2026-01-01T00:00:00Z")) == 401
    assert await one.hook(body, zendesk_headers(SECRET, body, "soon")) == 401
    assert await _knock(one, {"ticket": "../users/me"}) == 400
    fake.tickets[99] = {"id": 99, "external_id": None, "status": "open", "tags": []}
    assert await _knock(one, {"ticket": "99"}) == 204
    assert len(phone.messages) == before


async def test_nothing_of_the_person_but_codes_reaches_them(
    both: tuple[Meeting, FakeZendesk],
) -> None:
    """In all that was sent there: no name, no Telegram number, no e-mail."""
    one, fake = both
    _, phone = await one.asked()
    await one.rig.write(phone, "Bonjour")
    await one.told()
    sent = "\n".join(fake.told)
    assert "Test" not in sent
    assert str(phone.person) not in sent
    assert "@" not in sent
