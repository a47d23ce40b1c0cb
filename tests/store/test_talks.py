"""Conversations in the database: one owner, sealed, gone when delivered, nothing left of a wish."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.engine.person import Person
from bot.handoff.hours import Hours, parse
from bot.handoff.model import Facts, Scope
from bot.store import desks, handoffs, people, talks, talks_desk
from bot.store.copies import back_up, restore
from bot.store.desks import Desk, Key
from bot.store.sealing import derive
from bot.store.store import connect
from bot.store.talks_desk import Owned, State, Why

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
KEYS = derive(bytes(range(32)))
FACTS = Facts("plan", None, (), None, None, "fr", "Europe/Paris", "A1", 3, NOW.date())
HOURS = Hours("Europe/Paris", parse("mon-fri 9:00-18:00"), within=240)
SOON = NOW + timedelta(hours=4)


class House:
    """A desk, and one person it sent."""

    def __init__(self, path: Path) -> None:
        self.db = connect(path)
        self.desk: Desk = desks.add(self.db, "demo", "Mutuelle", NOW)
        desks.set_hours(self.db, self.desk, HOURS)
        self.person, self.handoff = self.sent(1)

    def sent(self, chat: int) -> tuple[int, str]:
        """Return one more person whom the desk sent, and by which hand-off."""
        person = people.create(self.db, KEYS, chat, Person(), NOW).id
        minted = handoffs.fresh(timedelta(hours=1), NOW)
        key = Key("k", self.desk, frozenset(Scope), None)
        handoffs.mint(self.db, KEYS, key, minted, FACTS, NOW)
        handoffs.redeem(self.db, KEYS, minted.token, person, NOW)
        return person, minted.id

    def asked(self) -> str:
        """Let the person ask."""
        summary = {"language": "fr"}
        talks.ask(self.db, KEYS, self.person, self.handoff, SOON, summary, NOW)
        found = talks.going_on(self.db, self.person)
        assert found is not None
        return found[0]

    def taken(self) -> str:
        """Let agent 7 take it."""
        number = self.asked()
        assert talks_desk.take(self.db, number, 7, None, NOW) == self.person
        return number

    def says(self, text: str, now: datetime = NOW) -> None:
        """Let the person write."""
        talks.relay(self.db, KEYS, self.person, {"text": text}, now)

    def count(self, what: str) -> int:
        """Count rows."""
        (count,) = self.db.execute(f"SELECT count(*) FROM {what}").fetchone()
        return int(count)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a desk with one person."""
    return House(tmp_path / "riposte.db")


def test_the_card_of_a_desk(house: House) -> None:
    """The last desk that sent them and takes conversations; none otherwise."""
    card = talks.card(house.db, KEYS, house.person, NOW)
    assert card is not None
    assert (card.desk, card.case, card.answer_by) == ("Mutuelle", "A1", SOON)
    assert not card.down
    desks.set_hours(house.db, house.desk, Hours("Europe/Paris", ((),) * 7, 60))
    assert talks.card(house.db, KEYS, house.person, NOW) is None
    desks.set_hours(house.db, house.desk, None)
    assert talks.card(house.db, KEYS, house.person, NOW) is None
    desks.set_hours(house.db, house.desk, HOURS)
    handoffs.revoke(house.db, KEYS, house.desk, house.handoff, NOW)
    assert talks.card(house.db, KEYS, house.person, NOW) is None


def test_asking_shows_the_person_and_nothing_more(house: House) -> None:
    """One wish at a time; of a hand-off that is another's, none."""
    other, _ = house.sent(2)
    talks.ask(house.db, KEYS, other, house.handoff, SOON, {}, NOW)
    assert talks_desk.of_desk(house.db, KEYS, house.desk) == []
    assert house.count("desk_event") == 0
    number = house.asked()
    assert house.asked() == number
    (one,) = talks_desk.of_desk(house.db, KEYS, house.desk)
    assert (one.case, one.queue, one.state, one.summary) == (
        "A1",
        3,
        State.WAITING,
        {"language": "fr"},
    )
    with pytest.raises(handoffs.Gone):
        handoffs.revoke(house.db, KEYS, house.desk, house.handoff, NOW)
    seen = handoffs.view(house.db, KEYS, house.desk, house.handoff, NOW)
    assert seen is not None
    assert (seen.status, seen.agreed) == (handoffs.Status.OPENED, ())


def test_words_before_it_is_taken_go_nowhere(house: House) -> None:
    """The desk owns nothing yet."""
    house.asked()
    house.says("bonjour")
    assert house.count("talk_message") == 0


def test_what_is_said_is_sealed_and_goes_when_it_is_delivered(house: House) -> None:
    """Not in the file; kept while it goes on; gone as soon as it is over and read."""
    number = house.taken()
    house.says("Une phrase secrète")
    assert talks_desk.say(house.db, KEYS, number, 7, "Réponse", NOW) == (2, house.person)
    sealed = b"".join(row[0] for row in house.db.execute("SELECT body FROM talk_message"))
    assert "secrète".encode() not in sealed
    said = talks_desk.read(house.db, KEYS, number, 0, 10)
    assert [(m.seq, m.side, m.text) for m in said] == [
        (1, "person", "Une phrase secrète"),
        (2, "desk", "Réponse"),
    ]
    talks_desk.finish(house.db, number, 7, Why.ENDED, NOW)
    assert house.count("talk_message") == 2  # it was shown, but nobody said that it arrived
    assert [one.unread for one in talks_desk.of_desk(house.db, KEYS, house.desk)] == [1]
    assert talks_desk.read(house.db, KEYS, number, 2, 10) == []
    assert house.count("talk_message") == 0
    assert talks_desk.of_desk(house.db, KEYS, house.desk) == []
    assert talks_desk.by_id(house.db, KEYS, number).summary is None


def test_a_conversation_is_in_nobody_elses_export(house: House) -> None:
    """What is kept of it is given to the person, and to no other."""
    other, _ = house.sent(2)
    house.taken()
    house.says("Une phrase à moi")

    (mine,) = talks.kept_of(house.db, KEYS, house.person)
    assert [line["text"] for line in mine["messages"]] == ["Une phrase à moi"]
    assert talks.kept_of(house.db, KEYS, other) == []


def test_what_is_never_read_goes_after_three_days(house: House) -> None:
    """And that there was a conversation, after thirty."""
    number = house.taken()
    house.says("bonjour")
    talks.leave(house.db, house.person, NOW)
    talks.prune(house.db, NOW + timedelta(hours=71))
    assert house.count("talk_message") == 1
    talks.prune(house.db, NOW + timedelta(hours=73))
    assert house.count("talk_message") == 0
    assert talks_desk.by_id(house.db, KEYS, number).why is Why.LEFT
    talks.prune(house.db, NOW + timedelta(days=31))
    assert house.count("talk") == 0
    talks.leave(house.db, house.person, NOW)


def test_one_owner_at_a_time(house: House) -> None:
    """Compare and set: whoever is wrong about the owner gets nothing."""
    number = house.asked()
    with pytest.raises(Owned):
        talks_desk.say(house.db, KEYS, number, 7, "bonjour", NOW)
    with pytest.raises(Owned):
        talks_desk.take(house.db, number, 7, 8, NOW)
    assert talks_desk.take(house.db, number, 7, None, NOW) == house.person
    assert talks_desk.take(house.db, number, 7, None, NOW) is None
    with pytest.raises(Owned):
        talks_desk.take(house.db, number, 8, None, NOW)
    assert talks_desk.take(house.db, number, 8, 7, NOW) is None
    with pytest.raises(Owned):
        talks_desk.finish(house.db, number, 7, Why.ENDED, NOW)
    talks_desk.finish(house.db, number, 8, Why.RETURNED, NOW)
    with pytest.raises(Owned):
        talks_desk.take(house.db, number, 8, None, NOW)


async def test_races_to_take(tmp_path: Path) -> None:
    """Two agents at the same moment, from two connections: exactly one has it, 200 times."""
    house = House(tmp_path / "riposte.db")
    numbers = []
    for _ in range(200):
        numbers.append(house.asked())
        house.db.execute("UPDATE talk SET person_id = NULL")
    house.db.execute("UPDATE talk SET person_id = ?", (house.person,))
    second = connect(tmp_path / "riposte.db")
    loop = asyncio.get_running_loop()
    for connection in (house.db, second):
        connection.execute("PRAGMA busy_timeout = 20000")
        connection.execute("PRAGMA synchronous = OFF")  # about order, not about power cuts

    def take(connection: sqlite3.Connection, number: str, agent: int) -> bool:
        connection.execute("BEGIN IMMEDIATE")
        try:
            talks_desk.take(connection, number, agent, None, NOW)
        except Owned:
            return False
        finally:
            connection.execute("COMMIT")
        return True

    for number in numbers:
        won = await asyncio.gather(
            loop.run_in_executor(None, take, house.db, number, 1),
            loop.run_in_executor(None, take, second, number, 2),
        )
        assert sorted(won) == [False, True]
    second.close()


def test_erased(house: House) -> None:
    """Nothing of what was said, nothing that leads back; the desk sees that they left."""
    number = house.taken()
    house.says("bonjour")
    known = people.by_id(house.db, KEYS, house.person)
    assert known is not None
    people.forget(house.db, KEYS, known, NOW)

    assert house.count("talk_message") == 0
    gone = talks_desk.by_id(house.db, KEYS, number)
    assert (gone.state, gone.why, gone.summary) == (State.ENDED, Why.LEFT, None)
    assert talks_desk.read(house.db, KEYS, number, 0, 10) == []
    with pytest.raises(Owned):
        talks_desk.say(house.db, KEYS, number, 7, "encore là ?", NOW)


def _overdue(house: House, **later: float) -> list[str]:
    found = talks.overdue(house.db, NOW + timedelta(**later))
    return [why for _, _, why in found]


def test_nobody_came_as_promised(house: House) -> None:
    """Said once; given up three days later."""
    number = house.asked()
    assert _overdue(house, hours=3.9) == []
    assert talks.next_due(house.db) == SOON
    assert _overdue(house, hours=4) == ["late"]
    talks.given_up(house.db, number, "late", NOW)
    assert talks.next_due(house.db) is None
    assert _overdue(house, hours=5) == []
    assert _overdue(house, hours=4 + 72) == ["silent"]
    talks.given_up(house.db, number, "silent", NOW)
    assert talks_desk.by_id(house.db, KEYS, number).why is Why.UNANSWERED
    assert _overdue(house, days=30) == []


def test_nobody_says_anything_any_more(house: House) -> None:
    """A day after the last word of either side the conversation is the bot's again."""
    number = house.taken()
    house.says("bonjour", NOW + timedelta(hours=20))
    assert _overdue(house, hours=25) == []
    assert _overdue(house, hours=44) == ["silent"]
    talks.given_up(house.db, number, "silent", NOW)
    assert talks.going_on(house.db, house.person) is None


def test_a_receiver_that_fails(house: House) -> None:
    """A wish hears of it at once; who is talking, when their words are not read."""
    number = house.asked()
    since = int((NOW - timedelta(minutes=10)).timestamp())
    house.db.execute("UPDATE desk SET failing_since = ?", (since,))
    card = talks.card(house.db, KEYS, house.person, NOW)
    assert card is not None
    assert card.down
    assert _overdue(house) == ["down"]
    talks.given_up(house.db, number, "down", NOW)
    assert _overdue(house) == []
    talks_desk.take(house.db, number, 7, None, NOW)
    house.says("bonjour")
    assert _overdue(house) == []
    assert _overdue(house, minutes=16) == ["down"]
    talks_desk.read(house.db, KEYS, number, 1, 10)
    assert _overdue(house, minutes=16) == []


def test_a_copy_brings_no_conversation_back(tmp_path: Path) -> None:
    """What ended since the copy was made is over in it too, without a word of it."""
    house = House(tmp_path / "riposte.db")
    number = house.taken()
    house.says("bonjour")
    back_up(tmp_path / "riposte.db", tmp_path / "copy.db")
    talks.leave(house.db, house.person, NOW)
    house.db.close()
    restore(tmp_path / "copy.db", tmp_path / "riposte.db")

    house.db = connect(tmp_path / "riposte.db")
    assert talks.going_on(house.db, house.person) is None
    assert house.count("talk_message") == 0
    assert talks_desk.by_id(house.db, KEYS, number).state is State.ENDED
