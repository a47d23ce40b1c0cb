"""Delivery: order, pace, and what each ending of a call leads to. Frozen clock, fake Telegram."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.chat.outcome import (
    Ambiguous,
    Broken,
    Conflict,
    Delivered,
    Gone,
    Outcome,
    Retry,
    Revoked,
    Throttled,
)
from bot.engine.effects import Document, Effect, Lane, Promise, Show
from bot.outbox import Outbox
from tests.posting import Here
from tests.rig import until


async def test_a_person_gets_things_in_order(tmp_path: Path) -> None:
    """One after the other, however many wait."""
    here = Here(tmp_path)
    await here.put(1, *(Show((str(n),)) for n in range(5)))

    await here.pass_time(20)

    assert [words for _, words, _ in here.telegram.sent] == ["0", "1", "2", "3", "4"]
    assert here.waiting() == 0
    await here.store.close()


@pytest.mark.parametrize("ending", [Retry(), Throttled(2.0)])
async def test_what_was_refused_is_sent_again(tmp_path: Path, ending: Outcome) -> None:
    """Never sent, or refused for pace: nothing is doubled by trying again."""
    here = Here(tmp_path, ending)
    await here.put(1, Show(("a",)))

    await here.pass_time(30)

    assert [words for _, words, _ in here.telegram.sent] == ["a", "a"]
    assert here.waiting() == 0
    await here.store.close()


async def test_a_throttled_chat_holds_up_nobody_else(tmp_path: Path) -> None:
    """Only the chat that was throttled waits."""
    here = Here(tmp_path, Throttled(1000.0))
    await here.put(1, Show(("a",)))
    await here.put(2, Show(("b",)), Show(("c",)))

    await here.pass_time(10)

    assert [words for _, words, _ in here.telegram.sent][:3] == ["a", "b", "c"]
    await here.store.close()


@pytest.mark.parametrize(
    ("effect", "tries"),
    [
        (Show(("a",)), 3),
        (Show(("a",), promise=Promise.REMINDER), 5),
        (Document("a", "text/plain", b"b"), 1),
    ],
)
async def test_nobody_knows_whether_it_arrived(tmp_path: Path, effect: Effect, tries: int) -> None:
    """A reply goes again, without a sound and not for ever; a document never twice."""
    here = Here(tmp_path, *(Ambiguous() for _ in range(9)))
    await here.put(1, effect)

    await here.pass_time(600)

    assert len(here.telegram.sent) == tries
    assert all(silent for _, _, silent in here.telegram.sent[1:])
    assert here.waiting() == 0
    await here.store.close()


async def test_who_is_gone_and_what_is_broken(tmp_path: Path) -> None:
    """A person who left is told to the service; a call that can never work is dropped."""
    here = Here(tmp_path, Gone())
    await here.put(1, Show(("a",)))
    await here.pass_time(5)
    assert here.telegram.gone
    await here.store.close()

    folder = tmp_path / "b"
    folder.mkdir()
    here = Here(folder, Broken("markup"))
    await here.put(1, Show(("a",)), Show(("b",)))
    await here.pass_time(10)
    assert [words for _, words, _ in here.telegram.sent] == ["a", "b"]
    await here.store.close()


@pytest.mark.parametrize("ending", [Revoked(), Conflict()])
async def test_a_refused_token_or_a_rival_ends_everything(
    tmp_path: Path, ending: Revoked | Conflict
) -> None:
    """Everything stops and everything is kept."""
    here = Here(tmp_path, ending)
    await here.put(1, Show(("a",)))

    running = asyncio.create_task(here.outbox.run())
    await until(lambda: here.outbox.ended is not None)

    assert await running == ending
    assert here.waiting() == 1
    await here.store.close()


async def test_a_fault_in_sending_stops_nobody(tmp_path: Path) -> None:
    """What cannot even be tried is dropped with a code, and the next goes on."""
    here = Here(tmp_path)

    async def broken(chat: int, effect: Effect, target: int | None) -> Outcome:
        raise RuntimeError

    here.outbox._send = broken
    await here.put(1, Show(("a",)))
    await here.pass_time(5)

    assert here.outbox.counts["broken"] == 1
    await here.store.close()


async def test_what_waits_for_its_pace_is_not_claimed(tmp_path: Path) -> None:
    """A process that dies meanwhile has sent none of it, and must not believe otherwise."""
    here = Here(tmp_path)
    here.stand_still()
    await here.put(1, *(Show((str(n),)) for n in range(9)))

    await here.pass_time(0.5)

    assert 0 < len(here.telegram.sent) < 9
    assert here.claimed() == 0
    await here.outbox.recover()
    assert here.outbox.counts["repeated"] == 0
    await here.store.close()


async def test_many_who_wait_for_their_pace_hold_up_nobody(tmp_path: Path) -> None:
    """However many people wrote too fast, somebody who did not is answered at once."""
    here = Here(tmp_path)
    here.stand_still()
    for chat in range(1, 101):
        await here.put(chat, *(Show((f"{chat}.{n}",)) for n in range(6)))
    running = asyncio.create_task(here.outbox.run())
    await until(lambda: len(here.telegram.sent) == 300)  # three each; the clock stands still
    await here.put(500, Show(("hello",)))
    here.outbox.wake()

    await until(lambda: here.telegram.sent[-1][1] == "hello", "it waits behind the others")
    here.outbox.stop()
    await running
    await here.store.close()


async def test_an_idle_outbox_does_not_look_all_the_time(tmp_path: Path) -> None:
    """A person whose first message must wait an hour, with another behind it, costs nothing."""
    here = Here(tmp_path, Throttled(3600.0))
    await here.put(1, Show(("a",)), Show(("b",)))
    looks, began = 0, here.clock.monotonic()
    transact = here.store.transact

    def counted(work: object) -> object:
        nonlocal looks
        looks += here.clock.monotonic() - began <= 900
        return transact(work)  # type: ignore[arg-type]

    here.store.transact = counted  # type: ignore[method-assign,assignment]
    running = asyncio.create_task(here.outbox.run())
    await until(lambda: here.clock.monotonic() - began > 900)
    here.outbox.stop()
    await running

    assert looks < 150  # every half minute, not every hundredth of a second
    await here.store.close()


async def test_answers_do_not_queue_behind_reminders(tmp_path: Path) -> None:
    """Telegram's thirty a second are for what nobody waits for; who waits is served first."""
    here = Here(tmp_path)
    for chat in range(1, 61):
        bulk = Show((f"r{chat}",), lane=Lane.DEADLINE, promise=Promise.REMINDER)
        await here.put(chat, bulk)
    for chat in range(100, 150):
        await here.put(chat, Show((f"a{chat}",)))
    here.stand_still()

    running = asyncio.create_task(here.outbox.run())
    await until(lambda: len(here.telegram.sent) >= 53)
    await asyncio.sleep(0.05)
    here.outbox.stop()
    await running

    words = [words for _, words, _ in here.telegram.sent]
    assert all(one.startswith("a") for one in words[:50])
    assert sum(one.startswith("r") for one in words) == 3  # a trickle: answers took the rest
    await here.store.close()


async def test_a_telegram_that_is_unwell_is_left_alone_and_nothing_is_given_up(
    tmp_path: Path,
) -> None:
    """Five failures in a row pause everything; a minute of 502 loses no reply."""
    here = Here(tmp_path, *(Ambiguous(unwell=True) for _ in range(12)))
    for chat in range(1, 7):
        await here.put(chat, Show((str(chat),)))

    await here.pass_time(400)

    assert here.waiting() == 0
    assert here.outbox.counts["assumed"] == 0
    assert here.outbox.counts["delivered"] == 6
    await here.store.close()


async def test_a_slow_farewell_holds_up_nobody(tmp_path: Path) -> None:
    """The last words to one person travel beside everybody else's messages."""
    here = Here(tmp_path)
    slow = asyncio.Event()

    async def wipe(chat: int, messages: tuple[int, ...]) -> Outcome:
        await slow.wait()
        return Delivered()

    here.outbox._wipe = wipe
    await here.forget(9)
    await here.put(1, Show(("a",)))
    running = asyncio.create_task(here.outbox.run())
    await until(lambda: here.telegram.sent)
    slow.set()
    await until(lambda: not here.store.counts()["farewell"])
    here.outbox.stop()
    await running

    assert [words for _, words, _ in here.telegram.sent] == ["a", "receipt"]
    await here.store.close()


@pytest.mark.parametrize("ending", [Retry(), Throttled(1.0), Revoked()])
async def test_a_farewell_is_kept_until_it_is_said(tmp_path: Path, ending: Outcome) -> None:
    """What could not be wiped is wiped later; a refused token forgets nothing unsaid."""
    here = Here(tmp_path, ending)
    here.stand_still()
    await here.forget(9)
    await here.pass_time(5)

    assert here.store.counts()["farewell"] == 1
    here.outbox = Outbox(
        here.store,
        here.telegram.send,
        here.clock,
        wipe=here.telegram.wipe,
        gone=here.telegram.left,
    )
    await here.outbox.recover()
    await here.pass_time(5)

    assert here.store.counts()["farewell"] == 0
    assert here.telegram.wiped == [(7, 8), (7, 8)]
    await here.store.close()


async def test_a_full_disk_is_waited_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was sent while nothing could be written is noted as soon as it can be, and sent once."""
    here = Here(tmp_path)
    monkeypatch.setattr("bot.store.store.INSIST_SECONDS", 0.001)
    await here.put(1, Show(("a",)), Show(("b",)))
    transact, left = here.store.transact, 5

    async def full(work: Callable[[sqlite3.Connection], object]) -> object:
        nonlocal left
        if here.telegram.sent and left:
            left -= 1
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
        return await transact(work)

    monkeypatch.setattr(here.store, "transact", full)
    await here.pass_time(10)

    assert left == 0
    assert [words for _, words, _ in here.telegram.sent] == ["a", "b"]
    assert here.waiting() == 0
    await here.store.close()
