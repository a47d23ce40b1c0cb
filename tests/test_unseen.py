"""Whoever refused is invisible to the desk: whatever they do, it sees what it saw before.

And a conversation that a put-back copy forgot does not swallow anybody's words.
"""

import asyncio
import sqlite3
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.actions.letter import letter
from bot.clock import FrozenClock
from bot.engine.commands_reminders import ZONES
from bot.engine.effects import Run
from bot.engine.events import (
    Chose,
    DeskTook,
    Event,
    Finished,
    Left,
    Ordered,
    Sent,
    Sign,
    Started,
    Typed,
)
from bot.engine.flow_screens import SKIP
from bot.engine.person import Person
from bot.engine.play import CONTINUE
from bot.engine.replay import replay
from bot.flow.release import Release
from bot.handoff.hours import Hours, parse
from bot.handoff.model import Facts, News, Scope
from bot.service import Service
from bot.store import (
    answers,
    counted,
    desk_events,
    desks,
    handoffs,
    people,
    talks,
    talks_desk,
    waves,
)
from bot.store.desks import Desk, Key
from bot.store.sealing import derive
from bot.store.store import Store, connect
from tests.counting import SIGN, crowd
from tests.rig import shipped_release

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
KEYS = derive(bytes(range(32)))
HOURS = Hours("Europe/Paris", parse("mon-sun 0:00-24:00"), within=60, holidays=False)
FACTS = Facts("plan", None, ("nir", "iban"), None, None, "fr", "Europe/Paris", "A1", 3, NOW.date())
CHAT = 4_815_162_342
MARK = (b"k" * 32, b"b" * 32)
SETTLED = ("done", "not_for_me", "refused", "not_yet", "later", "begin")
ORDERS = (
    "menu",
    "plan",
    "tasks",
    "human",
    "sharing",
    "export",
    "privacy",
    "stop",
    "resume",
    "back",
)


SCAM = "Votre colis est bloqué, payez les frais avant demain sur exemple-x.com"


def _checked(run: Run, _person: Person, _release: Release) -> Finished:
    return Finished(run.key, "danger", (Sign(SIGN), Sign("words.pay")))


class House:
    """A bot without Telegram: one desk that is called back, one link."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(connect(folder / "riposte.db"), KEYS)
        self.clock = FrozenClock(NOW)
        actions = {"check_message": _checked, "letter": letter}
        self.service = Service(self.store, shipped_release(), actions, self.clock)
        self.minted = handoffs.fresh(timedelta(hours=72), NOW)
        self.desk: Desk = desks.add(self.db, "demo", "Mutuelle", NOW)
        desks.call_at(self.db, KEYS, self.desk, "https://hooks.example/x")
        desks.set_hours(self.db, self.desk, HOURS)
        key = Key("k", self.desk, frozenset(Scope), None)
        handoffs.mint(self.db, KEYS, key, self.minted, FACTS, NOW)
        answers.remember(self.db, KEYS, self.desk, self.minted.id, MARK, b"{}", NOW)

    @property
    def db(self) -> sqlite3.Connection:
        return self.store.connection

    def fill(self) -> None:
        """Let fourteen others be counted, of messages of yesterday: one more would be seen."""
        crowd(self.db, KEYS, self.desk, 14, NOW - timedelta(days=1))
        for _ in range(14):
            waves.count(self.db, ("danger", SIGN), NOW - timedelta(days=1))

    async def does(self, event: Event) -> None:
        """Let the person do something, and all reminders that are due come."""
        await self.service.handle(None, CHAT, event)
        await self.service.fire()
        await self.service.look_after()

    def person(self) -> Person | None:
        """Return the person as kept."""
        known = people.find(self.db, KEYS, CHAT)
        return known.person if known is not None else None

    def seen(self) -> dict[str, Any]:
        """Return all a desk can get, by every door, and every row behind the doors."""
        now = NOW  # what ends by the clock alone is no news of anybody
        return {
            "handoff": handoffs.view(self.db, KEYS, self.desk, self.minted.id, now),
            "page": handoffs.alive(self.db, KEYS, self.minted.token, now),
            "events": desk_events.after(self.db, self.desk.id, 0, 1000),
            "conversations": talks_desk.of_desk(self.db, KEYS, self.desk),
            "calls": desks.to_call(self.db, KEYS, self.clock.now()),
            "untold": desks.untold(self.db, self.desk),
            "again": answers.recall(self.db, KEYS, self.desk, MARK[0], now),
            "desk": self.db.execute("SELECT * FROM desk").fetchall(),
            "card": counted.card(self.db, self.desk, now),
            "cards to come": [
                counted.people(self.db, self.desk, (now + timedelta(days=days)).date())
                for days in range(60)
            ],
            "everybody": waves.counted(self.db, now),  # of days that are over: not of now
            **{
                table: self.db.execute(f"SELECT * FROM {table}").fetchall()
                for table in (
                    "consent",
                    "counting",
                    "counted",
                    "counted_card",
                    "desk_event",
                    "talk",
                    "talk_message",
                )
            },
        }


moves = st.one_of(
    st.tuples(st.just("order"), st.sampled_from(ORDERS)),
    st.tuples(st.sampled_from(SETTLED), st.integers(0, 9)),
    st.tuples(st.just("tap"), st.integers(0, 12)),
    st.tuples(st.just("type"), st.sampled_from(("oui", "demain 10h", "je veux mourir", "12"))),
    st.tuples(st.just("check"), st.just(SCAM)),
    st.tuples(st.just("wait"), st.integers(1, 20)),
    st.tuples(st.just("zone"), st.sampled_from(ZONES)),
    st.tuples(st.just("left"), st.just(0)),
    st.tuples(st.just("photo"), st.just(0)),
    st.tuples(st.just("forget"), st.just(0)),
)


def _event(house: House, what: str, value: Any) -> Event | None:
    person = house.person() or Person()
    match what:
        case "order":
            return Ordered(value)
        case "tap":
            return _tap(house, person, value)
        case "type":
            return Typed(value, distress="mourir" in value)
        case "check":
            return Typed(value, forwarded=True)
        case "zone":
            return Ordered("zone", value)
        case "left":
            return Left()
        case "photo":
            return Sent("f", picture=True)
        case "forget":
            return Ordered("forget", "yes")
        case "wait":
            house.clock.move(days=value)
            return Ordered("plan")
    flows = sorted(name for name, flow in house.service.release.flows.items() if flow.task)
    return Ordered(what, flows[value % len(flows)])


def _tap(house: House, person: Person, value: int) -> Event | None:
    if not person.sessions:
        return None
    session = person.sessions[-1]
    if session.release != house.service.release.hash:
        return None
    need = replay(house.service.release, session).need
    if need is None:
        return None
    options = [o.key for o in need.options] + [i.key for i in need.items] + [CONTINUE, SKIP]
    if need.key == "agree":  # refusing is what this is about
        return Chose(session.number, session.seq, "nothing")
    return Chose(session.number, session.seq, options[value % len(options)])


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(moves, max_size=25))
def test_no_desk_sees_anything_of_whoever_refused(life: list[tuple[str, Any]]) -> None:
    """Opened, refused, tasks done, messages checked, erased: every answer stays the same.

    And so does every number of the card, on that day and on those that follow.
    """

    async def live(folder: Path) -> None:
        house = House(folder)
        house.fill()
        before = house.seen()
        assert before["card"] == before["everybody"][1:] == [(SIGN, 10, 0)]
        await house.does(Started("h_" + house.minted.token))
        await house.does(_event(house, "tap", 0) or Ordered("menu"))
        assert (house.person() or Person()).profile["leaked"] == ("nir", "iban")
        for what, value in life:
            event = _event(house, what, value)
            if event is not None:
                await house.does(event)
            assert house.seen() == before
        await house.store.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(live(Path(folder)))


async def test_the_same_life_is_seen_by_whom_it_was_agreed(tmp_path: Path) -> None:
    """So that the test above can fail: agreed to all, one task done is told, one check counted."""
    house = House(tmp_path)
    house.fill()
    before = house.seen()
    await house.does(Started("h_" + house.minted.token))
    session = (house.person() or Person()).sessions[-1]
    await house.does(Chose(session.number, session.seq, "everything"))
    await house.does(Ordered("done", "ameli"))
    await house.does(Typed(SCAM, forwarded=True))

    after = house.seen()
    assert after["events"] != before["events"]
    assert after["card"] == before["card"]  # while the day lasts
    assert before["cards to come"][1] == [(SIGN, 10, 0)]
    assert after["cards to come"][1] == [(SIGN, 15, 0)]
    kinds = [told.kind for told in desk_events.after(house.db, house.desk.id, 0, 10)]
    assert kinds == [News.OPENED, News.TRIAGE_DONE, News.TASK_DONE]
    await house.store.close()


async def test_a_conversation_the_desk_knows_nothing_of(tmp_path: Path) -> None:
    """After a copy was put back: the person is told, and their words are the bot's again."""
    house = House(tmp_path)
    await _wished(house)
    (one,) = talks_desk.of_desk(house.db, KEYS, house.desk)
    assert (house.person() or Person()).talk is not None
    house.db.execute("UPDATE talk SET state = 'ended'")

    await house.does(Typed("vous êtes là ?"))
    assert (house.person() or Person()).talk is None
    shown = house.db.execute("SELECT count(*) FROM outbox").fetchone()
    assert shown[0] > 0
    assert talks.going_on(house.db, 1) is None
    assert one.summary is not None
    await house.store.close()


async def _wished(house: House) -> str:
    """Let the person refuse all news, and ask for a human; return the conversation."""
    await house.does(Started("h_" + house.minted.token))
    session = (house.person() or Person()).sessions[-1]
    await house.does(Chose(session.number, session.seq, "nothing"))
    await house.does(Ordered("human"))
    session = (house.person() or Person()).sessions[-1]
    await house.does(Ordered("ask_human", "", session.number, session.seq))
    (one,) = talks_desk.of_desk(house.db, KEYS, house.desk)
    return one.id


async def test_words_for_a_human_are_no_answer_to_a_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever letter was begun and is lost from memory, they reach the desk."""
    house = House(tmp_path)
    number = await _wished(house)

    def take(db: sqlite3.Connection) -> None:
        person = talks_desk.take(db, number, 7, None, NOW)
        assert person is not None
        house.service.desk_does(db, person, DeskTook(), NOW)

    await house.store.transact(take)
    await house.does(Ordered("privacy"))
    monkeypatch.setattr("bot.engine.letters.missing", lambda _person, _held: True)
    await house.does(Typed("vous êtes là ?"))

    said = talks_desk.read(house.db, KEYS, number, 0, 10)
    assert [message.text for message in said] == ["vous êtes là ?"]
    await house.store.close()


async def test_whom_nobody_answers_is_told_once(tmp_path: Path) -> None:
    """When the promised time is over, and no more until it is given up."""
    house = House(tmp_path)
    await _wished(house)
    assert await house.service.look_after() == 0

    house.clock.move(minutes=61)
    assert await house.service.look_after() == 1
    assert await house.service.look_after() == 0
    talk = (house.person() or Person()).talk
    assert talk is not None
    assert talk.late
    house.clock.move(days=4)
    assert await house.service.look_after() == 1
    assert (house.person() or Person()).talk is None
    await house.store.close()
