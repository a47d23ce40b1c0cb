"""A person handed over: bound to the first who opens, told of as they agree, else invisible."""

import asyncio
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.engine.events import Handed, Started
from bot.engine.person import Person
from bot.handing import MOST_GUESSES, Guesses, hand_in
from bot.handoff.model import Facts, News, Scope, mark_of
from bot.simulator.phone import Phone
from bot.store import desk_events, desks, handoffs, people
from bot.store.desks import Key
from bot.store.sealing import Keys, derive
from bot.store.store import connect
from tests.desks import Desk, desk
from tests.rig import said

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
FACTS = Facts("plan", None, ("nir",), None, None, "fr", "Europe/Paris", "A1", 0, NOW.date())


async def _opened(one: Desk, **changes: Any) -> tuple[str, Phone]:
    made = await one.mint(**changes)
    phone = await one.rig.phone()
    await one.rig.write(phone, "/start " + made.json["url"].partition("start=")[2])
    return made.json["id"], phone


async def _agree(one: Desk, phone: Phone, *labels: str) -> None:
    await one.rig.press(phone, "Je choisis" if labels else "Ne rien dire")
    for label in labels:
        await one.rig.press(phone, f"⬜ {label}")
    if labels:
        await one.rig.press(phone, "Continuer")


async def test_the_person_sees_who_sent_them_and_the_code(tmp_path: Path) -> None:
    """Desk, case and spoken code; the message with the link leaves the chat; the plan follows."""
    async with desk(tmp_path) as one:
        made = await one.mint()
        phone = await one.rig.phone()
        start = "/start " + made.json["url"].partition("start=")[2]
        await one.rig.write(phone, start)

        assert "Mutuelle Demo vous envoie ici" in said(phone)
        assert "MUT-2026-0041" in said(phone)
        assert made.json["code"] in said(phone)
        assert start not in [message.get("text") for message in phone.messages]
        await _agree(one, phone)
        assert "Votre plan" in said(phone)
        assert not one.rig.refused()


async def test_who_agrees_to_nothing_is_invisible(tmp_path: Path) -> None:
    """Every answer is what it would be had nobody opened the link, whatever they then do."""
    async with desk(tmp_path) as one:
        number, phone = await _opened(one)
        twin = await one.mint(case="MUT-2026-0042")
        await _agree(one, phone)
        await one.rig.write(phone, "/human")
        one.seen.clear()

        mine = await one.ask("GET", f"/v1/handoffs/{number}")
        nobody = await one.ask("GET", f"/v1/handoffs/{twin.json['id']}")
        for name in ("status", "agreed", "topic", "queue"):
            assert mine.json[name] == nobody.json[name]
        assert await one.events() == []
        assert (await one.ask("GET", "/v1/desk")).json["callback"]["waiting"] == 0
        replay = await one.mint(key="key-1")
        page = await one.ask("GET", "/h/" + replay.json["page"].rpartition("/")[2])
        assert page.status == 200
        assert (await one.ask("DELETE", f"/v1/handoffs/{number}")).status == 204
        assert "opened" not in "".join(one.seen)


async def test_news_is_told_as_agreed_and_no_longer_after_withdrawing(tmp_path: Path) -> None:
    """Only the kinds agreed to; changing one's mind in the chat ends it, and that is said last."""
    async with desk(tmp_path) as one:
        number, phone = await _opened(one)
        await _agree(one, phone, "J’ai ouvert le lien", "Un geste est fait")
        await one.rig.write(phone, "/human")
        kinds = [event["type"] for event in await one.events()]
        assert kinds == ["handoff.opened"]
        seen = (await one.ask("GET", f"/v1/handoffs/{number}")).json
        assert (seen["status"], seen["agreed"]) == ("opened", ["opened", "task_done"])
        assert (await one.ask("DELETE", f"/v1/handoffs/{number}")).status == 409

        again = (await one.mint(key="key-1")).json["url"].partition("start=")[2]
        await one.rig.write(phone, "/start " + again)
        await _agree(one, phone)
        told = await one.events(1)
        assert [event["type"] for event in told] == ["handoff.withdrawn"]
        assert told[0]["data"] == {
            "sequence": 2,
            "handoff": number,
            "case": "MUT-2026-0041",
            "queue": 3,
            "code": None,
            "conversation": None,
        }


async def test_erasing_tells_whoever_was_promised_news(tmp_path: Path) -> None:
    """After /forget nothing leads to the person; the desk learns that they erased all."""
    async with desk(tmp_path) as one:
        number, phone = await _opened(one)
        await _agree(one, phone, "Une date limite approche")
        await one.rig.write(phone, "/forget")
        await one.rig.press(phone, "Oui, tout effacer")

        kinds = [event["type"] for event in await one.events()]
        assert kinds == ["handoff.erased"]
        row = one.rig.bot.store.connection.execute(
            "SELECT person_id FROM handoff WHERE id = ?", (number,)
        ).fetchone()
        assert row == (None,)


async def test_a_task_done_is_told_with_its_name(tmp_path: Path) -> None:
    """The code is the flow's name; done twice is told once."""
    async with desk(tmp_path) as one:
        _, phone = await _opened(one)
        await _agree(one, phone, "Un geste est fait")
        await one.rig.press(phone, "▫️ Protéger mon compte ameli")
        await one.rig.press(phone, "Déjà fait")

        (event,) = await one.events()
        assert event["type"] == "handoff.task_done"
        assert event["data"]["code"] == "ameli"


async def test_a_second_opener_gets_the_neutral_sentence(tmp_path: Path) -> None:
    """The first may open it again; another person, a made-up and an over-long link read alike."""
    async with desk(tmp_path) as one:
        made = await one.mint()
        start = "/start " + made.json["url"].partition("start=")[2]
        first, second = await one.rig.phone(), await one.rig.phone()
        await one.rig.write(first, start)
        await one.rig.write(second, start)
        neutral = said(second)

        assert "ne marche pas" in neutral
        assert "Mutuelle" not in neutral
        for other in ("h_" + "A" * 22, "h_", "h_" + "A" * 60, "h_../../etc"):
            await one.rig.write(second, "/start " + other)
            assert said(second) == neutral or "/" in other
        await one.rig.write(first, start)
        assert "vous envoie ici" in said(first)


async def test_the_export_holds_what_desks_said(tmp_path: Path) -> None:
    """All that is kept: who sent them, what was said, what was agreed to."""
    async with desk(tmp_path) as one:
        _, phone = await _opened(one)
        await _agree(one, phone, "Un geste est fait")
        await one.rig.write(phone, "/export")

        sent = next(m["document"] for m in reversed(phone.messages) if "document" in m)
        file = one.rig.api.state.file(sent["file_id"])
        assert file is not None
        (kept,) = json.loads(file.content)["handoffs"]
        assert kept["desk"] == "Mutuelle Demo"
        assert kept["case"] == "MUT-2026-0041"
        assert kept["agreed"] == ["task_done"]


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    """Return a database with one desk, in a transaction."""
    connection = connect(tmp_path / "riposte.db")
    connection.execute("BEGIN IMMEDIATE")
    desks.add(connection, "demo", "Mutuelle Démo", NOW)
    return connection


KEYS: Keys = derive(bytes(range(32)))


def _person(db: sqlite3.Connection, chat: int) -> int:
    return people.create(db, KEYS, chat, Person(), NOW).id


def _mint(db: sqlite3.Connection, **lives: float) -> handoffs.Minted:
    found = desks.by_name(db, "demo")
    assert found is not None
    key = Key("k", found, frozenset(Scope), None)
    minted = handoffs.fresh(timedelta(**lives or {"hours": 1}), NOW)
    handoffs.mint(db, KEYS, key, minted, FACTS, NOW)
    return minted


def test_what_ended_opens_nothing(db: sqlite3.Connection) -> None:
    """A link past its time is as one that never was; its hash stays thirty days."""
    person, minted = _person(db, 1), _mint(db, hours=1)
    late = NOW + timedelta(hours=1)

    assert handoffs.redeem(db, KEYS, minted.token, person, late) is None
    assert handoffs.alive(db, KEYS, minted.token, late) is None
    handoffs.prune(db, late + timedelta(days=29))
    assert db.execute("SELECT mark FROM handoff").fetchone() == (mark_of(minted.token),)
    handoffs.prune(db, late + timedelta(days=31))
    assert db.execute("SELECT mark FROM handoff").fetchone() is None


def test_nobody_shares_for_another(db: sqlite3.Connection) -> None:
    """A hand-off is agreed to by the person it is bound to."""
    mine, other, minted = _person(db, 1), _person(db, 2), _mint(db)
    handoffs.redeem(db, KEYS, minted.token, mine, NOW)

    assert not handoffs.share(db, KEYS, minted.id, other, News, NOW)
    assert desk_events.agreed(db, minted.id) == ()


def test_what_a_desk_took_back_tells_nothing(db: sqlite3.Connection) -> None:
    """Somebody who opened a link that was then revoked can agree: nobody hears of it."""
    mine, minted = _person(db, 1), _mint(db)
    handoffs.redeem(db, KEYS, minted.token, mine, NOW)
    found = desks.by_name(db, "demo")
    assert found is not None
    handoffs.revoke(db, KEYS, found, minted.id, NOW)
    handoffs.share(db, KEYS, minted.id, mine, News, NOW)

    assert desk_events.after(db, found.id, 0, 10) == []


def test_who_guesses_is_not_looked_at(db: sqlite3.Connection) -> None:
    """After five links that open nothing, the right one does not either, for an hour."""
    person, minted, guesses = _person(db, 1), _mint(db, hours=5), Guesses()
    right = Started(f"h_{minted.token}")
    for _ in range(MOST_GUESSES):
        assert hand_in(db, KEYS, person, Started("h_wrong"), guesses, NOW) == Handed(None)

    assert hand_in(db, KEYS, person, right, guesses, NOW) == Handed(None)
    later = NOW + timedelta(hours=1, seconds=1)
    handed = hand_in(db, KEYS, person, right, guesses, later)
    assert isinstance(handed, Handed)
    assert handed.inputs is not None


def test_a_key_and_its_heir(db: sqlite3.Connection) -> None:
    """The former key opens for seven more days; a third one waits until one has ended."""
    found = desks.by_name(db, "demo")
    assert found is not None
    first, _ = desks.make_key(db, KEYS, found, frozenset(Scope), NOW)
    second, _ = desks.make_key(db, KEYS, found, frozenset(Scope), NOW)
    with pytest.raises(desks.TooMany):
        desks.make_key(db, KEYS, found, frozenset(Scope), NOW)
    later = NOW + timedelta(days=7)

    assert desks.find_key(db, KEYS, first, later - timedelta(seconds=1)) is not None
    assert desks.find_key(db, KEYS, first, later) is None
    assert desks.find_key(db, KEYS, second, later) is not None
    desks.make_key(db, KEYS, found, frozenset(Scope), later)


async def _race(path: Path, rounds: int) -> None:
    """Open each link from two connections at once, as two processes would."""
    first, second = connect(path), connect(path)
    for connection in (first, second):
        connection.execute("PRAGMA busy_timeout = 20000")
        connection.execute("PRAGMA synchronous = OFF")  # this is about order, not about power cuts
    first.execute("BEGIN IMMEDIATE")
    desks.add(first, "demo", "Mutuelle Démo", NOW)
    persons = [_person(first, 1), _person(first, 2)]
    tokens = [_mint(first).token for _ in range(rounds)]
    first.execute("COMMIT")
    loop = asyncio.get_running_loop()

    def open_it(connection: sqlite3.Connection, person: int, token: str) -> bool:
        connection.execute("BEGIN IMMEDIATE")
        opened = handoffs.redeem(connection, KEYS, token, person, NOW)
        connection.execute("COMMIT")
        return opened is not None

    for token in tokens:
        won = await asyncio.gather(
            loop.run_in_executor(None, open_it, first, persons[0], token),
            loop.run_in_executor(None, open_it, second, persons[1], token),
        )
        assert sorted(won) == [False, True]
    first.close()
    second.close()


async def test_two_at_once_and_one_has_it(tmp_path: Path) -> None:
    """Of two who open a link at the same moment, exactly one gets it: 200 races."""
    await _race(tmp_path / "riposte.db", 200)


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_ten_thousand_races(tmp_path: Path) -> None:
    """The same, 10,000 times."""
    await _race(tmp_path / "riposte.db", 10_000)
