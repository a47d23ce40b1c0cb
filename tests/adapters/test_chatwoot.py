"""Chatwoot's agents and a person, through the adapter: nothing twice, nothing lost, no name."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import callbacks
from bot.adapters.chatwoot import Chatwoot
from bot.adapters.serving import System
from tests.adapters.meeting import SECRET, WORDS, Meeting, meeting, stamp
from tests.adapters.theirs import INBOX, TOKEN, FakeChatwoot, chatwoot_headers
from tests.rig import said, until


@pytest.fixture
async def both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Meeting, FakeChatwoot]]:
    """Return everybody, with calls that are looked for and repeated at once."""
    monkeypatch.setattr(callbacks, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(callbacks, "FIRST_WAIT", 0.01)
    fake = FakeChatwoot()
    async with meeting(tmp_path, fake.app()) as one:
        await one.adapt(_system(one))
        yield one, fake


def _system(one: Meeting, secret: str = "") -> System:
    chatwoot = Chatwoot(one.ours, one.theirs, 1, INBOX, TOKEN, secret, WORDS)
    return System(chatwoot.news, chatwoot.hook, chatwoot.signed)


def _texts(fake: FakeChatwoot, kind: int) -> list[str]:
    return [m["content"] for m in fake.messages if m.get("message_type") == kind]


async def test_somebody_is_helped_from_chatwoot(both: tuple[Meeting, FakeChatwoot]) -> None:
    """A note with what is known, words both ways, and on to a task when the agent is done."""
    one, fake = both
    number, phone = await one.asked()
    await one.told()
    (contact,) = fake.contacts
    assert contact["identifier"].startswith("ho_")
    assert (contact["name"], contact["email"]) == ("MUT-2026-0041", None)
    assert fake.conversations[1]["custom_attributes"] == {"riposte": number}
    assert fake.conversations[1]["status"] == "open"
    assert "viamedis_almerys_2024" in _texts(fake, 1)[0]
    assert fake.messages[0]["private"]

    assert await one.hook(fake.said(1, "Bonjour, je lis votre message.")) == 204
    assert said(phone) == "Mutuelle Demo\nBonjour, je lis votre message."
    await one.rig.write(phone, "On me demande mon IBAN.")
    await one.told()
    assert _texts(fake, 0) == ["On me demande mon IBAN."]

    assert await one.hook(fake.moved(1, "resolved", "ameli")) == 204
    await one.told()
    assert "ameli" in said(phone)
    over = (await one.desk.ask("GET", f"/v1/conversations/{number}")).json
    assert (over["state"], over["why"]) == ("ended", "returned")
    assert _texts(fake, 1)[-1] == WORDS["over_returned"]
    rows = one.rig.bot.store.connection.execute("SELECT count(*) FROM talk_message").fetchone()
    assert rows == (0,)  # all was read, so nothing is kept
    assert not one.rig.refused()


async def test_what_comes_twice_is_done_once(both: tuple[Meeting, FakeChatwoot]) -> None:
    """A webhook again, our own message coming back, a failure half-way: one of each."""
    one, fake = both
    _, phone = await one.asked()
    await one.told()
    event = fake.said(1, "Premier mot")
    assert [await one.hook(event) for _ in range(3)] == [204] * 3
    assert sum("Premier mot" in str(m.get("text")) for m in phone.messages) == 1

    fake.down = 2
    for text in ("un", "deux", "trois", "quatre", "cinq"):
        await one.rig.write(phone, text)
    await one.told()
    assert _texts(fake, 0) == ["un", "deux", "trois", "quatre", "cinq"]
    before = len(phone.messages)
    ours = [m for m in fake.messages if m.get("message_type") == 0]
    for back in ours:
        echo = fake.said(1, back["content"], message_type="incoming", sender={"id": 1})
        assert await one.hook(echo) == 204
    assert await one.hook(fake.said(1, "une note", private=True)) == 204
    assert len(phone.messages) == before

    assert await one.hook(fake.moved(1, "resolved")) == 204
    await one.told()
    assert await one.hook(fake.moved(1, "resolved")) == 204  # ours, coming back
    assert _texts(fake, 1).count(WORDS["over_ended"]) == 1


async def test_an_agent_is_told_what_did_not_arrive(both: tuple[Meeting, FakeChatwoot]) -> None:
    """A card number, a file, a word after the end: a note that only agents see, once."""
    one, fake = both
    _, phone = await one.asked()
    await one.told()
    secret = fake.said(1, "Votre carte 4970 1000 0000 0014")
    assert [await one.hook(secret) for _ in range(2)] == [204] * 2
    assert await one.hook(fake.said(1, None, attachments=[{"id": 1}])) == 204
    assert "4970" not in str(phone.messages)
    assert _texts(fake, 1)[1:] == [WORDS["refused_422"], WORDS["refused_file"]]

    await one.rig.press(phone, "Quitter la conversation")
    await one.told()
    assert fake.conversations[1]["status"] == "resolved"
    assert await one.hook(fake.said(1, "Vous êtes là ?")) == 204
    assert _texts(fake, 1)[-2:] == [WORDS["over_left"], WORDS["refused_409"]]


@pytest.mark.long
async def test_another_agent_takes_over(both: tuple[Meeting, FakeChatwoot]) -> None:
    """Whoever answers in Chatwoot owns the conversation; a second wish is a second one."""
    one, fake = both
    number, phone = await one.asked()
    await one.told()
    await one.hook(fake.said(1, "Bonjour"))
    await one.hook(fake.said(1, "Je reprends", sender={"id": 123_456, "type": "user"}))
    assert said(phone) == "Mutuelle Demo\nJe reprends"
    now = (await one.desk.ask("GET", f"/v1/conversations/{number}")).json
    assert now["agent"] == 23_456
    await one.hook(fake.moved(1, "pending"))
    await one.again(phone)
    await one.told()
    assert len(fake.contacts) == 1
    assert len(fake.conversations) == 2


async def test_what_agents_can_set_leads_nowhere_else(
    both: tuple[Meeting, FakeChatwoot],
) -> None:
    """An unknown task ends the conversation all the same; an id that is none is no address."""
    one, fake = both
    number, _ = await one.asked()
    await one.told()
    fake.conversations[1]["custom_attributes"]["riposte"] = "../handoffs/ho_1?"
    assert await one.hook(fake.said(1, "Je lis")) == 204
    assert await one.hook(fake.moved(1, "resolved")) == 204
    assert _texts(fake, 1)[-1] == WORDS["refused_404"]
    fake.conversations[1]["custom_attributes"]["riposte"] = number
    assert await one.hook(fake.moved(1, "resolved", "no_such_task")) == 204
    over = (await one.desk.ask("GET", f"/v1/conversations/{number}")).json
    assert (over["state"], over["why"]) == ("ended", "ended")


async def test_only_who_signed_is_heard(both: tuple[Meeting, FakeChatwoot]) -> None:
    """A wrong address, an unsigned or altered webhook, forged news: 401, and nothing happens."""
    one, fake = both
    _, phone = await one.asked()
    await one.told()
    await one.adapt(_system(one, SECRET))
    body = json.dumps(fake.said(1, "Bonjour")).encode()
    good = chatwoot_headers(SECRET, body, stamp())
    before = len(phone.messages)
    assert await one.hook(body) == 401
    assert await one.hook(body + b" ", good) == 401
    assert await one.hook(body, chatwoot_headers("another", body, stamp())) == 401
    assert await one.hook(body, chatwoot_headers(SECRET, body, "1700000000")) == 401
    wrong = await one.desk.session.post(f"{one.adapter}/hook/x", data=body, headers=good)
    assert wrong.status == 401
    forged = await one.desk.session.post(f"{one.adapter}/riposte", json={"type": "x"})
    assert forged.status == 401
    assert len(phone.messages) == before
    assert await one.hook(b"[1, 2]", chatwoot_headers(SECRET, b"[1, 2]", stamp())) == 204
    assert await one.hook(b"no json", chatwoot_headers(SECRET, b"no json", stamp())) == 400
    assert await one.hook(body, good) == 204
    assert said(phone) == "Mutuelle Demo\nBonjour"


async def test_a_chatwoot_that_forgets_marks_is_not_trusted(
    both: tuple[Meeting, FakeChatwoot],
) -> None:
    """Where `source_id` is not kept a message could come twice unseen: the call fails, visibly."""
    one, fake = both
    fake.forget = True
    await one.asked()

    await until(
        lambda: one.rig.bot.store.connection.execute("SELECT failing_since FROM desk").fetchone()[0]
    )


async def test_other_news_is_a_note(both: tuple[Meeting, FakeChatwoot]) -> None:
    """Where there is a conversation, what the person agreed to tell stands there; else nowhere."""
    one, fake = both
    _, phone = await one.asked()
    await one.told()
    assert len(fake.conversations) == 1
    await one.rig.write(phone, "/forget")
    await one.rig.press(phone, "Oui, tout effacer")
    await one.told()
    assert _texts(fake, 1)[-1] == WORDS["news"].format(what="erased")


async def test_nothing_of_the_person_but_codes_reaches_them(
    both: tuple[Meeting, FakeChatwoot],
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
