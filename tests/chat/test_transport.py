"""HTTP to Telegram: what was certainly not sent, what may have been, and no token in any error."""

import asyncio
import socket

import pytest
from aiohttp import web
from fake_telegram import HANG_UP, TOKEN, refusal, telegram
from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.chat import transport
from bot.chat.call import Upload
from bot.chat.transport import AiohttpRequest, NeverSent, Unanswered


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def failure(url: str, **options: float) -> TelegramError:
    """Call and return the error."""
    async with AiohttpRequest(**options) as request:  # type: ignore[arg-type]
        with pytest.raises(TelegramError) as caught:
            await request.call(f"{url}/bot{TOKEN}/sendMessage", {"chat_id": 5})
    return caught.value


def assert_silent(error: BaseException | None) -> None:
    """No address, token or port in the error nor in anything it drags along when printed."""
    assert error is not None
    assert TOKEN not in repr(error)
    assert "http" not in str(error)
    assert error.__suppress_context__
    assert error.__cause__ is None


async def test_nobody_listening_means_never_sent() -> None:
    """A refused connection cannot have delivered anything."""
    error = await failure(f"http://127.0.0.1:{free_port()}")

    assert isinstance(error, NeverSent)
    assert_silent(error)


async def test_a_connection_cut_after_the_request_is_unanswered() -> None:
    """Telegram may have done it."""
    async with telegram() as fake:
        fake.replies["sendMessage"] = [HANG_UP]
        error = await failure(fake.url)

    assert isinstance(error, Unanswered)
    assert_silent(error)


async def test_silence_after_the_request_is_unanswered() -> None:
    """A read timeout is not a proof that nothing happened."""

    async def silent(_r: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    error = await failure(f"http://127.0.0.1:{port}", read_timeout=0.05)
    server.close()

    assert isinstance(error, Unanswered)
    assert_silent(error)


async def test_an_endless_answer_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory has a ceiling, also when Telegram is not Telegram."""
    monkeypatch.setattr(transport, "MAX_ANSWER", 1000)
    async with telegram() as fake:
        fake.replies["sendMessage"] = [b"x" * 1001]
        error = await failure(fake.url)

    assert isinstance(error, Unanswered)


async def test_a_redirect_is_not_followed() -> None:
    """The token goes to nobody else."""
    async with telegram() as fake, AiohttpRequest() as request:
        fake.replies["sendMessage"] = [(302, b"")]
        answer = await request.call(f"{fake.url}/bot{TOKEN}/sendMessage", {})

    assert answer.status == 302


async def test_plain_values_travel_as_json_and_half_characters_do_no_harm() -> None:
    """Nested values stay nested."""
    async with telegram() as fake, AiohttpRequest() as request:
        await request.call(f"{fake.url}/bot{TOKEN}/sendMessage", {"a": [1, {"b": "é"}]})

    assert fake.asked("sendMessage") == [{"a": [1, {"b": "é"}]}]


async def test_a_file_keeps_its_name() -> None:
    """Accents and spaces arrive as they are."""
    async with telegram() as fake, AiohttpRequest() as request:
        upload = Upload("document", "lettre à envoyer.txt", "text/plain", "Chère".encode())
        await request.call(f"{fake.url}/bot{TOKEN}/sendDocument", {"chat_id": 5}, upload)

    assert fake.files == [("lettre à envoyer.txt", "text/plain", "Chère".encode())]
    assert fake.asked("sendDocument") == [{"chat_id": "5"}]


async def test_a_closed_session_sends_nothing() -> None:
    """After shutdown a call is certain not to have left."""
    request = AiohttpRequest()

    with pytest.raises(NeverSent):
        await request.call("http://127.0.0.1:1/", {})


async def test_the_library_works_over_it() -> None:
    """Its own methods, files and errors go through the same session."""
    async with telegram() as fake:
        bot = Bot(
            TOKEN,
            base_url=f"{fake.url}/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(),
        )
        async with bot:
            assert bot.username == "riposte_test_bot"
            sent = await bot.send_document(5, b"abc", filename="é.txt")
            assert sent.message_id == 101
            fake.replies["sendMessage"] = [
                refusal(401, "Unauthorized"),
                refusal(429, "Too Many Requests", retry_after=3),
                b"<html>" + TOKEN.encode(),
            ]
            with pytest.raises(InvalidToken):
                await bot.send_message(5, "x")
            with pytest.raises(RetryAfter):
                await bot.send_message(5, "x")
            with pytest.raises(TelegramError, match=r"^[Uu]nreadable answer$"):
                await bot.send_message(5, "x")

    assert fake.files[0][0] == "é.txt"


async def test_one_connection_is_kept_alive() -> None:
    """Calls one after another do not connect again."""
    peers: set[object] = set()

    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        peers.add(request.transport.get_extra_info("peername"))
        return web.json_response({"ok": True, "result": True})

    app = web.Application()
    app.router.add_post("/x", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with AiohttpRequest() as request:
        for _ in range(5):
            await request.call(f"http://127.0.0.1:{runner.addresses[0][1]}/x", {})
    await runner.cleanup()

    assert len(peers) == 1
