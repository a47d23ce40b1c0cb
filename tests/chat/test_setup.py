"""What Telegram is told at start."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fake_telegram import TOKEN, Fake, refusal, telegram

from bot.chat.client import Client
from bot.chat.outcome import Broken, Revoked
from bot.chat.presenting import Presentation
from bot.chat.setup import Webhook, connect, listen, present

FRENCH = Presentation("fr", {"menu": "Le menu", "stop": "Arrêter"}, "Bonjour.", "Aide.")
OTHERS = Presentation("", {"menu": "The menu"}, "Hello.", "Help.")


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Client, Fake]]:
    """Open a client against a fake."""
    async with telegram() as fake:
        client = Client(TOKEN, key=b"k", api=fake.url)
        await client.open()
        try:
            yield client, fake
        finally:
            await client.close()


async def test_the_bot_introduces_itself_in_both_languages() -> None:
    """Commands, description and page text per language, and the menu button."""
    async with connected() as (client, fake):
        assert await present(client.bot, [FRENCH, OTHERS]) == 0

    french, others = fake.asked("setMyCommands")
    assert french["language_code"] == "fr"
    assert "Arrêter" in french["commands"] or "Arr\\u00eater" in french["commands"]
    assert "language_code" not in others
    assert [d["description"] for d in fake.asked("setMyDescription")] == ["Bonjour.", "Hello."]
    assert [d["short_description"] for d in fake.asked("setMyShortDescription")] == [
        "Aide.",
        "Help.",
    ]
    assert len(fake.asked("setChatMenuButton")) == 1


async def test_a_courtesy_that_fails_stops_nothing() -> None:
    """The texts stay from the last start, and only what failed is tried again, later."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with connected() as (client, fake):
        refused = refusal(429, "Too Many Requests", retry_after=900)
        fake.replies["setMyDescription"] = [refused, refused]

        assert await present(client.bot, [FRENCH], tries=2, sleep=sleep) == 1
        assert len(fake.asked("setMyShortDescription")) == 1
        assert await present(client.bot, [FRENCH], tries=2, sleep=sleep) == 0
    assert slept == [30.0]


async def test_connecting_waits_for_telegram() -> None:
    """A bot that starts before its network is up is not a failed bot."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with connected() as (client, fake):
        fake.replies["getMe"] = [(502, b""), refusal(429, "x", retry_after=4), b"<html>"]

        assert await connect(client.bot, sleep=sleep) is None
        assert client.bot.username == "riposte_test_bot"

    assert len(slept) == 3
    assert slept[1] == 4


async def test_a_revoked_token_is_told_without_being_named() -> None:
    """The library's error quotes the token; the outcome does not."""
    async with connected() as (client, fake):
        fake.replies["getMe"] = [refusal(401, "Unauthorized")]

        assert await connect(client.bot) == Revoked()


async def test_polling_takes_the_webhook_away_and_keeps_what_waits() -> None:
    """Waiting updates are never dropped."""
    async with connected() as (client, fake):
        assert await listen(client.bot, None) is None

    assert fake.asked("deleteWebhook")[0].get("drop_pending_updates") is None


async def test_a_webhook_is_set_with_its_secret() -> None:
    """With the four kinds and all the connections Telegram allows."""
    async with connected() as (client, fake):
        webhook = Webhook("https://example.org/telegram", "s3cret")
        assert await listen(client.bot, webhook) is None

        (asked,) = fake.asked("setWebhook")
        assert asked["secret_token"] == "s3cret"
        assert asked["max_connections"] == "100"
        assert "my_chat_member" in asked["allowed_updates"]

        fake.replies["setWebhook"] = [refusal(400, "Bad Request: bad webhook: …")]
        assert await listen(client.bot, webhook) == Broken("webhook")
