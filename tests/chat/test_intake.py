"""The door: taps answered, floods kept out, one person in order, nobody blocked by a poison."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from fake_telegram import text

from bot.chat.decode import Decoded
from bot.chat.intake import MAX_TRIES, Intake, Unhandled
from bot.chat.strict import Spoiled
from bot.engine.events import Left, Stray, Typed

KEY = b"k" * 32
Handle = Callable[[Decoded], Awaitable[None]]


class World:
    """What an intake touches, remembered."""

    def __init__(self, handle: Handle | None = None) -> None:
        self.handled: list[Decoded] = []
        self.answered: list[str] = []
        self.left: list[int] = []
        self.clock = 0.0
        self.intake = Intake(
            handle or self.note,
            KEY,
            self.answered.append,
            self.left.append,
            monotonic=lambda: self.clock,
        )

    async def note(self, decoded: Decoded) -> None:
        """Handle by remembering."""
        self.handled.append(decoded)

    async def take(self, update: object) -> None:
        """Pass one update through."""
        decoded = self.intake.read(update)
        if decoded is not None:
            await self.intake.take(decoded)


def tap(update_id: int) -> dict[str, Any]:
    """Return a tap that we never made."""
    body = {"id": "77", "from": {"id": 5, "is_bot": False}, "data": "x"}
    return {"update_id": update_id, "callback_query": body}


def picture(update_id: int, caption: str = "") -> dict[str, Any]:
    """Return one of several pictures sent together."""
    update = text(update_id)
    del update["message"]["text"]
    photo = [{"file_id": "s", "width": 9, "height": 9}]
    update["message"] |= {"photo": photo, "media_group_id": "g", "caption": caption}
    return update


async def test_a_tap_is_answered_before_it_is_handled() -> None:
    """The app's spinner stops at once."""
    world = World()
    await world.take(tap(1))

    assert world.answered == ["77"]
    assert len(world.handled) == 1


async def test_a_group_is_left_and_nothing_is_handled() -> None:
    """Its message goes nowhere."""
    world = World()
    update = text(1)
    update["message"]["chat"] = {"id": -100, "type": "group"}
    await world.take(update)

    assert (world.left, world.handled) == ([-100], [])


async def test_pictures_sent_together_are_one_event() -> None:
    """Ten pictures, one answer; the next album is another."""
    world = World()
    for update_id in range(10):
        await world.take(picture(update_id + 1))
    await world.take(text(11))

    assert [d.update_id for d in world.handled] == [1, 11]


async def test_a_flood_becomes_one_notice() -> None:
    """Sixty updates, then one notice, then silence; blocking is always heard."""
    world = World()
    for update_id in range(1, 101):
        await world.take(text(update_id))
    change = {"chat": {"id": 5, "type": "private"}, "new_chat_member": {"status": "kicked"}}
    await world.take({"update_id": 200, "my_chat_member": change})

    events = [d.event for d in world.handled]
    assert events == [*[Typed("bonjour")] * 60, Stray("flood"), Left()]
    assert world.intake.counts["dropped"] == 39


async def test_one_person_is_served_in_order_others_at_once() -> None:
    """The second update of a person waits for the first; another person does not."""
    gate = asyncio.Event()
    done: list[int] = []

    async def handle(decoded: Decoded) -> None:
        if decoded.update_id == 1:
            await gate.wait()
        done.append(decoded.update_id)

    world = World(handle)
    first = asyncio.create_task(world.take(text(1)))
    await asyncio.sleep(0)
    second = asyncio.create_task(world.take(text(2)))
    await world.take(text(3, chat=6))
    assert done == [3]
    gate.set()
    await asyncio.gather(first, second)

    assert done == [3, 1, 2]
    assert world.intake._turns == {}


async def test_an_update_that_always_fails_is_given_up() -> None:
    """It is quarantined by code at once, its person told, and the next one is served."""

    async def handle(decoded: Decoded) -> None:
        if isinstance(decoded.event, Typed) and decoded.update_id == 1:
            raise ValueError("bonjour")
        world.handled.append(decoded)

    world = World(handle)
    await world.take(text(1))
    await world.take(text(2))

    told = [(d.update_id, d.event) for d in world.handled]
    assert told == [(1, Stray("failed")), (2, Typed("bonjour"))]
    assert world.intake.counts["quarantined"] == 1


async def test_words_under_a_later_picture_of_an_album_are_heard() -> None:
    """They may hold a secret that must leave the chat."""
    world = World()
    for update_id in (1, 2):
        await world.take(picture(update_id))
    await world.take(picture(3, "mon code est 1234"))

    assert [d.update_id for d in world.handled] == [1, 3]


async def test_a_full_disk_is_no_fault_of_the_update() -> None:
    """It is tried for as long as it takes; no tap is answered twice meanwhile."""

    async def handle(_decoded: Decoded) -> None:
        raise OSError("disk full")

    world = World(handle)
    for _ in range(3 * MAX_TRIES):
        with pytest.raises(Unhandled):
            await world.take(tap(1))

    assert world.intake.counts["quarantined"] == 0
    assert world.answered == ["77"]


async def test_malformed_updates_are_counted_without_content(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The log has a code and the id."""
    world = World()
    await world.take({"update_id": 7, "message": {"text": "mon secret"}})
    await world.take(Spoiled(8))
    await world.take("nonsense")

    assert world.intake.counts["quarantined"] == 3
    assert "secret" not in caplog.text
    assert "chat" in caplog.text


async def test_failures_are_logged_by_type_only(caplog: pytest.LogCaptureFixture) -> None:
    """An error's text may quote a person."""

    async def handle(_decoded: Decoded) -> None:
        raise ValueError("FR76 3000")

    await World(handle).take(text(1))

    assert "ValueError" in caplog.text
    assert "FR76" not in caplog.text
