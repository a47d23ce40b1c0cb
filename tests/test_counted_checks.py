"""A message checked in the chat counts for the desk by consent, with its answer or not at all."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.actions.letter import letter
from bot.clock import FrozenClock
from bot.engine.effects import Run
from bot.engine.events import Chose, Event, Finished, Ordered, Sign, Started, Typed
from bot.engine.person import Person
from bot.flow.release import Release
from bot.handoff.model import Facts, Scope
from bot.service import Service
from bot.store import counted, desks, handoffs, people
from bot.store.desks import Desk, Key
from bot.store.sealing import derive
from bot.store.store import Store, connect
from tests.counting import SIGN
from tests.rig import shipped_release

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
KEYS = derive(bytes(range(32)))
FACTS = Facts("plan", None, (), None, None, "fr", "Europe/Paris", "A1", 0, NOW.date())
SCAM = "Votre colis est bloqué, payez les frais avant demain sur exemple-x.com"


def _checked(run: Run, _person: Person, _release: Release) -> Finished:
    return Finished(run.key, "danger", (Sign(SIGN, "exemple-x.com"),))


class House:
    """A bot without Telegram, and one desk."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(connect(folder / "riposte.db"), KEYS)
        actions = {"check_message": _checked, "letter": letter}
        self.service = Service(self.store, shipped_release(), actions, FrozenClock(NOW))
        self.db: sqlite3.Connection = self.store.connection
        self.desk: Desk = desks.add(self.db, "demo", "Mutuelle", NOW)
        self.updates = 0

    async def does(self, chat: int, event: Event, update: int | None = None) -> bool:
        """Let somebody do something; an update of their own unless it is an earlier one."""
        self.updates += 1
        return await self.service.handle(update or self.updates, chat, event)

    async def comes(self, chat: int, *choices: str) -> None:
        """Let somebody open a link of the desk, and agree."""
        minted = handoffs.fresh(timedelta(hours=1), NOW)
        handoffs.mint(
            self.db, KEYS, Key("k", self.desk, frozenset(Scope), None), minted, FACTS, NOW
        )
        await self.does(chat, Started("h_" + minted.token))
        for choice in choices:
            known = people.find(self.db, KEYS, chat)
            assert known is not None
            session = known.person.sessions[-1]
            await self.does(chat, Chose(session.number, session.seq, choice))

    async def checks(self, chat: int, update: int | None = None) -> bool:
        """Let somebody have a message checked."""
        return await self.does(chat, Typed(SCAM, forwarded=True), update)

    def rows(self, table: str) -> list[Any]:
        """Return what stands in a table."""
        return self.db.execute(f"SELECT * FROM {table}").fetchall()

    def shown(self) -> list[tuple[str, int, int]]:
        """Return the desk's card of tomorrow, before anybody looked at it."""
        return counted.people(self.db, self.desk, TOMORROW.date())


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Return a house."""
    made = House(tmp_path)
    yield made
    made.db.close()


@pytest.mark.parametrize(
    ("choices", "counts"),
    [
        (("everything",), True),
        (("some", "counted", "continue"), True),
        (("some", "opened", "continue"), False),
        (("nothing",), False),
        ((), False),  # not answered yet
        (("all",), False),  # a button from before anybody could be counted: they are asked
    ],
)
async def test_the_tenth_who_agrees_fills_the_card(
    house: House, choices: tuple[str, ...], counts: bool
) -> None:
    """By one tap or by the line of its own; whoever did not agree leaves it empty."""
    for chat in range(1, 10):
        await house.comes(chat, "everything")
        await house.checks(chat)
    assert house.shown() == []
    await house.comes(77, *choices)
    await house.checks(77)
    assert house.shown() == ([(SIGN, 10, 0)] if counts else [])
    assert set(house.rows("found")) == {("2026-11-25", SIGN, 10), ("2026-11-25", "danger", 10)}


async def test_it_ends_with_a_tap_and_with_erasing(house: House) -> None:
    """By /sharing and by /forget, at once; nothing of them is left among the marks."""
    for chat in range(1, 12):
        await house.comes(chat, "everything")
        await house.checks(chat)
    (handoff,) = house.db.execute(
        "SELECT handoff.id FROM handoff JOIN person p ON p.id = person_id WHERE p.lookup = ?",
        (KEYS.pseudonym(1),),
    ).fetchone()
    await house.does(1, Ordered("sharing", f"{handoff[3:11]}.counted", tapped=True))
    assert (len(house.rows("counted")), house.shown()) == (10, [(SIGN, 10, 0)])
    await house.checks(1)
    assert len(house.rows("counted")) == 10
    await house.does(2, Ordered("forget", "yes"))
    assert (len(house.rows("counted")), house.shown()) == (9, [])


async def test_what_is_not_kept_is_not_counted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It breaks off before the answer is kept: no number moves. The update comes again: by one."""
    await house.comes(1, "everything")
    before = house.updates + 1

    def dies(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("bot.store.queue.enqueue", dies)
        with pytest.raises(RuntimeError):
            await house.checks(1, before)
    assert (house.rows("counted"), house.rows("found")) == ([], [])
    assert await house.checks(1, before)
    assert not await house.checks(1, before)
    assert len(house.rows("counted")) == 1
    assert set(house.rows("found")) == {("2026-11-25", SIGN, 1), ("2026-11-25", "danger", 1)}
