"""What people see and do on their phones reaches the bot, and the other way round."""

import asyncio
import json

import pytest

from bot.simulator.acts import Acts
from bot.simulator.calls import TOO_OLD
from bot.simulator.hours import Hours
from bot.simulator.phone import Phone
from bot.simulator.state import State
from tests.simulator.rooms import ask, stand_in


async def updates(address: str) -> list[dict]:
    """Return what waits for the bot."""
    return (await ask(address, "getUpdates"))[1]["result"]


async def test_the_answer_to_a_tap_is_shown_to_whoever_tapped() -> None:
    """Once, on their phone only; an answer to nothing is refused."""
    async with stand_in() as (api, address):
        first, second = Phone.new(api, "A", "fr"), Phone.new(api, "B", "fr")
        await ask(address, "sendMessage", chat_id=first.person, text="a")
        await first.tap(1, "x")
        number = (await updates(address))[0]["callback_query"]["id"]
        answer = {"callback_query_id": number, "text": "Nous avons avancé", "show_alert": True}
        assert (await ask(address, "answerCallbackQuery", **answer))[0] == 200
        notice = api.telegram.notices[first.person]
        assert (notice.text, notice.alert) == ("Nous avons avancé", True)
        assert second.person not in api.telegram.notices
        assert (await ask(address, "answerCallbackQuery", **answer))[0] == 400


async def test_typing_shows_until_something_comes() -> None:
    """The bot says it is at work; its message ends that."""
    async with stand_in() as (api, address):
        chat = Phone.new(api, "A", "fr").person
        await ask(address, "sendChatAction", chat_id=chat, action="typing")
        assert api.telegram.typing(chat)
        await ask(address, "sendMessage", chat_id=chat, text="voilà")
        assert not api.telegram.typing(chat)


async def test_a_person_changes_what_they_wrote() -> None:
    """The bot hears of it as an edited message; nobody edits what the bot wrote."""
    async with stand_in() as (api, address):
        phone = Phone.new(api, "A", "fr")
        await phone.write("un")
        await phone.edit(1, "deux")
        await ask(address, "sendMessage", chat_id=phone.person, text="a")
        with pytest.raises(LookupError):
            await phone.edit(2, "b")
        changed = (await updates(address))[1]["edited_message"]
        assert (changed["message_id"], changed["text"]) == (1, "deux")
        assert changed["edit_date"] >= changed["date"]


async def test_only_words_that_changed_are_marked_as_edited() -> None:
    """Taking buttons away leaves no mark; a document has no text to edit."""
    async with stand_in() as (api, address):
        phone = Phone.new(api, "A", "fr")
        keys = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
        own = {"chat_id": phone.person, "message_id": 1}
        await ask(address, "sendMessage", chat_id=phone.person, text="a", reply_markup=keys)
        assert (await ask(address, "editMessageReplyMarkup", **own))[0] == 200
        assert "edit_date" not in phone.screen
        assert (await ask(address, "editMessageText", **own, text="b"))[0] == 200
        assert "edit_date" in phone.screen


async def test_an_old_message_can_no_longer_be_deleted() -> None:
    """After 48 hours one is refused, and passed over among several, as Telegram does."""
    hours = Hours()
    async with stand_in(State(None, hours.seconds)) as (api, address):
        phone = Phone.new(api, "A", "fr")
        chat = phone.person
        await ask(address, "sendMessage", chat_id=chat, text="old")
        hours.put_forward(TOO_OLD + 10)
        await ask(address, "sendMessage", chat_id=chat, text="new")
        _, refused = await ask(address, "deleteMessage", chat_id=chat, message_id=1)
        assert "can't be deleted" in refused["description"]
        assert (await ask(address, "deleteMessages", chat_id=chat, message_ids=[1, 2]))[0] == 200
        assert [m["text"] for m in phone.messages] == ["old"]


async def test_the_clock_is_put_forward_and_sleepers_wake() -> None:
    """Time passes at once, never back; Telegram's own clock goes with it."""
    hours = Hours()
    before = hours.now()
    sleeping = asyncio.create_task(hours.sleep(3600))
    await asyncio.sleep(0)
    hours.put_forward(86_400)
    hours.put_forward(-50)
    await sleeping
    assert (hours.now() - before).days == 1
    await hours.sleep(0)
    async with stand_in(State(None, hours.seconds)) as (api, _):
        phone = Phone.new(api, "A", "fr")
        await phone.write("demain")
        assert phone.messages[0]["date"] >= int(before.timestamp()) + 86_400


async def test_later_says_whether_anything_was_due() -> None:
    """Without a reminder the clock stays; what moves it is handed in."""
    async with stand_in() as (api, _):
        acts = Acts(api)
        assert await acts.do({"do": "later"}) == {"moved": False}

        async def moved() -> bool:
            return True

        acts.later = moved
        assert await acts.do({"do": "later"}) == {"moved": True}


async def test_a_fault_asked_for_hits_one_call_and_never_the_poll() -> None:
    """What somebody breaks behind the screen is the next call the bot makes."""
    async with stand_in() as (api, address):
        chat = Phone.new(api, "A", "fr").person
        await Acts(api).do({"do": "fault", "kind": "throttled"})
        assert (await ask(address, "getUpdates"))[0] == 200
        status, refused = await ask(address, "sendMessage", chat_id=chat, text="a")
        assert (status, refused["parameters"]["retry_after"]) == (429, 2)
        assert (await ask(address, "sendMessage", chat_id=chat, text="a"))[0] == 200


async def test_the_look_behind_the_screen_shows_no_words() -> None:
    """Kinds, methods and statuses; never what was said."""
    async with stand_in() as (api, address):
        phone = Phone.new(api, "A", "fr")
        await phone.write("mon secret")
        await ask(address, "sendMessage", chat_id=phone.person, text="je le garde")
        await ask(address, "sendMessage", chat_id=99, text="je le garde")
        shown = json.dumps(api.journal.entries(), ensure_ascii=False)
        names = [(entry["name"], entry["status"]) for entry in api.journal.entries()]
        assert names == [("message", 0), ("sendMessage", 200), ("sendMessage", 400)]
        assert "secret" not in shown
        assert "garde" not in shown
