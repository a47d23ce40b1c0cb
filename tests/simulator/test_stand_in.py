"""The stand-in is as strict as Telegram, keeps its memory, and lets nobody else in."""

from pathlib import Path

import aiohttp
import pytest

from bot.simulator.limits import fault
from bot.simulator.phone import Phone
from bot.simulator.state import State
from tests.simulator.rooms import ask, stand_in


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"chat_id": 1, "text": "a", "colour": "red"}, "unknown parameter colour"),
        ("sendMessage", {"chat_id": 1}, "message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": "  "}, "message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": 7}, "must be a string"),
        ("sendMessage", {"chat_id": 1, "text": "é" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": 1, "text": "😀" * 2049}, "message is too long"),
        ("sendMessage", {"chat_id": 1, "text": "a", "entities": [{}]}, "MessageEntity"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
            "ends after the text",
        ),
        ("sendMessage", {"chat_id": 1, "text": "a", "reply_markup": 3}, "reply markup"),
        ("sendDocument", {"chat_id": 1, "document": "x", "caption": "a" * 1025}, "caption"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "a", "entities": [{"type": "b", "offset": 0, "length": 1}]},
            "MessageEntity",
        ),
        ("getUpdates", {"limit": 101}, "limit"),
        ("sendChatAction", {"chat_id": 1, "action": "thinking"}, "wrong parameter action"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "é" * 201}, "TOO_LONG"),
        ("setMyCommands", {"commands": [{"command": "Aide", "description": "a"}]}, "COMMAND"),
        ("deleteMessages", {"chat_id": 1, "message_ids": []}, "message identifiers"),
        ("setMyDescription", {"description": "a" * 513}, "too long"),
        ("setMyShortDescription", {"short_description": "a" * 121}, "too long"),
        ("setMyCommands", {"commands": [{"command": "", "description": "a"}]}, "COMMAND"),
    ],
)
def test_a_call_beyond_the_limits_is_refused(
    method: str, params: dict[str, object], words: str
) -> None:
    """In Telegram's words."""
    assert words in (fault(method, params) or "")


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "", "callback_data": "x"}, "non-empty"),
        ({"text": "a"}, "unallowed"),
        ({"text": "a", "callback_data": "x", "colour": "red"}, "unknown field"),
    ],
)
def test_a_button_beyond_the_limits_is_refused(button: dict[str, str], words: str) -> None:
    """64 bytes of data, a label, and no field Telegram does not know."""
    params = {"chat_id": 1, "text": "a", "reply_markup": {"inline_keyboard": [[button]]}}

    assert words in (fault("sendMessage", params) or "")


async def test_calls_answer_as_telegrams_do() -> None:
    """Unknown token 401, unknown method 404, chats and messages that are not there 400."""
    async with stand_in() as (api, address):
        assert (await ask(address, "getMe", token="2:other"))[0] == 401
        assert (await ask(address, "danceNow"))[0] == 404
        assert (await ask(address, "sendMessage", chat_id=9, text="a"))[0] == 400
        phone = Phone.new(api, "A", "fr")
        status, sent = await ask(address, "sendMessage", chat_id=phone.person, text="a")
        assert (status, sent["result"]["text"]) == (200, "a")
        number = sent["result"]["message_id"]
        edit = {"chat_id": phone.person, "message_id": number, "text": "a"}
        assert "not modified" in (await ask(address, "editMessageText", **edit))[1]["description"]
        assert (await ask(address, "editMessageText", **{**edit, "text": "b"}))[0] == 200
        assert (await ask(address, "editMessageText", **{**edit, "message_id": 99}))[0] == 400
        delete = {"chat_id": phone.person, "message_id": number}
        assert (await ask(address, "deleteMessage", **delete))[0] == 200
        assert (await ask(address, "deleteMessage", **delete))[0] == 400
        tap = await ask(address, "answerCallbackQuery", callback_query_id="7")
        assert "too old" in tap[1]["description"]
        await phone.block()
        assert (await ask(address, "sendMessage", chat_id=phone.person, text="a"))[0] == 403


async def test_updates_wait_until_they_are_confirmed() -> None:
    """The same come again until an offset confirms them; a webhook excludes polling."""
    async with stand_in() as (api, address):
        phone = Phone.new(api, "A", "fr")
        await phone.write("un")
        await phone.write("deux")
        first = (await ask(address, "getUpdates"))[1]["result"]
        assert len(first) == 2
        again = (await ask(address, "getUpdates", offset=first[0]["update_id"] + 1))[1]["result"]
        assert [u["message"]["text"] for u in again] == ["deux"]
        hook = f"{address}/nowhere"
        assert (await ask(address, "setWebhook", url=hook, secret_token="a"))[0] == 200
        assert (await ask(address, "getUpdates"))[0] == 409
        assert (await ask(address, "getWebhookInfo"))[1]["result"]["url"] == hook
        assert (await ask(address, "deleteWebhook"))[0] == 200


async def test_the_chat_is_there_after_a_restart(tmp_path: Path) -> None:
    """People, messages and unconfirmed updates survive."""
    state = State(tmp_path / "t.db")
    async with stand_in(state) as (api, _):
        await Phone.new(api, "A", "fr").write("bonjour")
    state.close()

    again = State(tmp_path / "t.db")
    assert [m["text"] for m in again.messages(again.people()[0]["id"])] == ["bonjour"]
    assert len(again.pending(9)) == 1
    again.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({}, 403),
    ],
)
async def test_other_sites_cannot_drive_the_phone(headers: dict[str, str], status: int) -> None:
    """Only pages of this machine, by its loopback name."""
    async with stand_in() as (_, address), aiohttp.ClientSession() as session:
        act = {"do": "add", "name": "x", "language": "fr"}
        async with session.post(f"{address}/demo/act", json=act, headers=headers) as answer:
            assert answer.status == status


async def test_the_page_adds_people_and_acts_for_them() -> None:
    """What the page asks for is done; rubbish is refused."""
    async with stand_in() as (api, address), aiohttp.ClientSession() as session:
        own = {"Origin": address}

        async def act(**what: object) -> int:
            async with session.post(f"{address}/demo/act", json=what, headers=own) as answer:
                return answer.status

        assert await act(do="add", name="A", language="fr") == 200
        person = api.state.people()[0]["id"]
        assert await act(do="write", person=person, text="salut") == 200
        assert await act(do="forward", person=person, text="colis", sender="X") == 200
        assert await act(do="forward", person=person, text="a", sender="X", known=True) == 200
        assert await act(do="language", person=person, language="en") == 200
        assert await act(do="block", person=person, blocked=True) == 200
        assert await act(do="tap", person=person, message=1, data="x") == 200
        assert await act(do="dance", person=person) == 400
        assert await act(do="write") == 400
        assert await act(do="write", person=person, text=" ") == 400
        assert await act(do="write", person=9, text="a") == 400
        assert await act(do="fault", kind="flood") == 400
        async with session.get(f"{address}/demo/state") as answer:
            shown = await answer.json()
        assert [m.get("text") for m in shown["messages"]][:2] == ["salut", "colis"]
        forwards = [u["message"] for u in (await ask(address, "getUpdates"))[1]["result"][1:3]]
        assert [m["forward_origin"]["type"] for m in forwards] == ["hidden_user", "user"]
        for path, status in (("/", 200), ("/phone.js", 200), ("/demo/file/1/1", 404)):
            async with session.get(address + path) as answer:
                assert answer.status == status
                if status == 200:
                    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
