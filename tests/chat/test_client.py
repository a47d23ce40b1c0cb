"""Effects carried out against a Telegram that misbehaves."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from fake_telegram import HANG_UP, SILENCE, TOKEN, Fake, refusal, telegram

from bot.chat import client as client_module
from bot.chat.client import Client
from bot.chat.outcome import Ambiguous, Broken, Delivered, Gone, Outcome, Retry, Throttled
from bot.engine.effects import Button, Document, Erase, Freeze, Manner, Order, Show
from tests.rig import until

KEY = b"k" * 32
LONG = Show(("a" * 3000, "b" * 3000))
EDIT = Show(("Un",), manner=Manner.EDIT)


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Client, Fake, list[float]]]:
    """Run a client against a fake; the third value lists how long it slept."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with telegram() as fake:
        client = Client(TOKEN, key=KEY, api=fake.url + "/", sleep=sleep)
        await client.open()
        try:
            yield client, fake, slept
        finally:
            await client.close()


async def test_a_screen_is_sent_and_named() -> None:
    """The id that comes back is the living screen."""
    async with connected() as (client, fake, _):
        assert await client.deliver(5, Show(("Un",)), None) == Delivered(101)
        assert await client.deliver(5, Show(("Deux",), manner=Manner.EDIT), 101) == Delivered(102)

    assert [method for method, _ in fake.seen] == ["sendMessage", "editMessageText"]


async def test_a_lost_screen_is_sent_anew() -> None:
    """The person deleted it, or it is too old to be edited."""
    async with connected() as (client, fake, _):
        fake.replies["editMessageText"] = [refusal(400, "Bad Request: message to edit not found")]

        assert await client.deliver(5, EDIT, 9) == Delivered(101)
        assert fake.asked("sendMessage")[0]["text"] == "Un"


async def test_an_unchanged_screen_is_delivered() -> None:
    """Nothing changed, so nothing is owed; the screen is still the same message."""
    async with connected() as (client, fake, _):
        fake.replies["editMessageText"] = [refusal(400, "Bad Request: message is not modified")]

        assert await client.deliver(5, EDIT, 9) == Delivered(9)


async def test_erasing_what_is_gone_is_done() -> None:
    """The wish is already true."""
    async with connected() as (client, fake, _):
        fake.replies["deleteMessage"] = [refusal(400, "Bad Request: message to delete not found")]

        assert await client.deliver(5, Erase(), 9) == Delivered()
        assert await client.deliver(5, Freeze(), 9) == Delivered()
        assert await client.deliver(5, Freeze(), None) == Delivered()


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (HANG_UP, Ambiguous()),
        ((502, b"<html>"), Ambiguous(unwell=True)),
        ((200, b"{"), Ambiguous()),
        (refusal(429, "Too Many Requests", retry_after=3), Throttled(3.5)),
        (refusal(403, "Forbidden: bot was blocked by the user"), Gone()),
    ],
)
async def test_how_a_message_can_fail(reply: object, expected: Outcome) -> None:
    """Each failure is told by what it means for the message."""
    async with connected() as (client, fake, _):
        fake.replies["sendMessage"] = [reply]

        assert await client.deliver(5, Show(("Un",)), None) == expected
        assert len(fake.asked("sendMessage")) == 1


async def test_nobody_there_is_safe_to_retry() -> None:
    """It never left."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    client = Client(TOKEN, key=KEY, api=f"http://127.0.0.1:{port}")
    await client.open()

    assert isinstance(await client.deliver(5, Show(("Un",)), None), Retry)
    await client.close()


async def test_the_second_of_two_messages_waits_for_its_pace() -> None:
    """Refused for pace, it is sent a little later; the first is not repeated."""
    async with connected() as (client, fake, slept):
        fake.replies["sendMessage"] = [
            (200, {"ok": True, "result": {"message_id": 7}}),
            refusal(429, "Too Many Requests", retry_after=1),
        ]

        assert await client.deliver(5, LONG, None) == Delivered(101)
        assert [p["text"][0] for p in fake.asked("sendMessage")] == ["a", "b", "b"]
        assert slept == [1.5]


async def test_half_a_screen_is_never_reported_as_safe_to_repeat() -> None:
    """With one message out, a retry of the whole would double it."""
    async with connected() as (client, fake, _):
        fake.replies["sendMessage"] = [
            (200, {"ok": True, "result": {"message_id": 7}}),
            *[refusal(429, "Too Many Requests", retry_after=99)] * 3,
        ]

        assert await client.deliver(5, LONG, None) == Ambiguous()


@pytest.mark.parametrize("reply", [HANG_UP, (502, b"<html>"), (200, b"{")])
async def test_how_taking_buttons_off_ends_is_no_matter(reply: object) -> None:
    """The new screen comes, whatever became of the one above."""
    async with connected() as (client, fake, _):
        fake.replies["editMessageReplyMarkup"] = [reply]

        ended = await client.deliver(5, Show(("Deux",), manner=Manner.BELOW), 9)

        assert isinstance(ended, Delivered)
        assert [method for method, _ in fake.seen] == ["editMessageReplyMarkup", "sendMessage"]


async def test_nobody_waits_long_for_a_screen_because_of_the_one_above(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Telegram does not answer to taking its buttons off: after a moment the new one is sent."""
    monkeypatch.setattr(client_module, "FIRST_SECONDS", 0.01)
    monkeypatch.setattr(client_module, "CLOSING_SECONDS", 0.01)
    async with connected() as (client, fake, _):
        fake.replies["editMessageReplyMarkup"] = [SILENCE]

        ended = await client.deliver(5, Show(("Deux",), manner=Manner.BELOW), 9)

        assert ended == Delivered(101)


async def test_buttons_refused_for_pace_are_taken_off_a_little_later() -> None:
    """The outbox does not come back for them, so it is tried again here."""
    async with connected() as (client, fake, slept):
        fake.replies["editMessageReplyMarkup"] = [refusal(429, "Too Many Requests", retry_after=1)]

        await client.deliver(5, Show(("Deux",), manner=Manner.BELOW), 9)

        await until(lambda: len(fake.asked("editMessageReplyMarkup")) == 2)
        assert slept == [1.5]


async def test_what_runs_beside_is_finished_before_the_end() -> None:
    """A tap that was being answered when the bot ended is answered."""
    async with connected() as (client, fake, _):
        client.answer("7")
        await client.close()

        assert len(fake.asked("answerCallbackQuery")) == 1


async def test_a_document_is_uploaded() -> None:
    """The text arrives as a file with its caption."""
    async with connected() as (client, fake, _):
        letter = Document("lettre.txt", "text/plain", b"Madame,", "À **signer**")

        assert await client.deliver(5, letter, None) == Delivered()
        assert fake.files == [("lettre.txt", "text/plain", b"Madame,")]
        assert fake.asked("sendDocument")[0]["caption"] == "À signer"


async def test_a_button_that_cannot_be_written_is_our_mistake() -> None:
    """It is told by a code and nothing is sent."""
    async with connected() as (client, fake, _):
        show = Show(("Un",), ((Button("x", Order("open", "x" * 60)),),))

        assert await client.deliver(5, show, None) == Broken("button")
        assert fake.seen == []


async def test_taps_are_answered_beside_everything_else() -> None:
    """Nobody waits for it, and its failure harms nothing."""
    async with connected() as (client, fake, _):
        fake.replies["answerCallbackQuery"] = [refusal(400, "Bad Request: query is too old")]
        client.answer("77")
        client.leave(-100)
        await asyncio.gather(*client._beside)

    assert fake.asked("answerCallbackQuery") == [{"callback_query_id": "77"}]
    assert fake.asked("leaveChat") == [{"chat_id": -100}]


async def test_a_refusal_is_logged_by_code_only(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the token nor what was said reaches the log."""
    async with connected() as (client, fake, _):
        fake.replies["sendMessage"] = [refusal(400, "Bad Request: can't parse entities: secret")]

        assert await client.deliver(5, Show(("secret",)), None) == Broken("markup")

    assert "markup" in caplog.text
    assert "secret" not in caplog.text
    assert TOKEN not in caplog.text
