"""One function for each Bot API method: from parameters to a result, or a refusal in its words."""

import time
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.simulator.about import (
    delete_commands,
    delete_webhook,
    get_commands,
    keep_as,
    set_webhook,
    webhook_info,
)
from bot.simulator.calls import (
    BOT,
    DOING_SECONDS,
    TOO_OLD,
    Notice,
    Refused,
    Telegram,
    chat_of,
    kept,
    own_message,
    put,
    result,
)
from bot.simulator.files import get_file, send_file
from bot.simulator.state import Json

TAP_LIFETIME = 60.0  # seconds in which a tap can be answered
UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup"
    " are exactly the same as a current content and reply markup of the message"
)


def _send_message(telegram: Telegram, params: Json) -> object:
    chat = chat_of(telegram, params)
    return put(telegram, chat, kept(params, "text", "entities", "reply_markup"))


def _edit_text(telegram: Telegram, params: Json) -> object:
    chat, number, message = own_message(telegram, params)
    if "text" not in message:
        raise Refused(400, "Bad Request: there is no text in the message to edit")
    body = kept(params, "text", "entities", "reply_markup")
    if body == kept(message, "text", "entities", "reply_markup"):
        raise Refused(400, UNCHANGED)
    return _edited(telegram, chat, number, body)


def _edit_markup(telegram: Telegram, params: Json) -> object:
    chat, number, message = own_message(telegram, params)
    body = {k: v for k, v in message.items() if k not in _ADDED}
    changed = {k: v for k, v in body.items() if k != "reply_markup"}
    changed |= kept(params, "reply_markup")
    if changed == body:
        raise Refused(400, UNCHANGED)
    return _edited(telegram, chat, number, changed, quiet=True)


_ADDED = ("message_id", "date", "mine", "edit_date")


def _edited(
    telegram: Telegram, chat: int, number: int, body: Json, *, quiet: bool = False
) -> object:
    telegram.doing.pop(chat, None)
    telegram.state.edit_message(chat, number, body, quiet=quiet)
    return result(telegram, chat, telegram.state.message(chat, number) or {})


def _delete(telegram: Telegram, params: Json) -> object:
    chat, number = chat_of(telegram, params), int(params["message_id"])
    message = telegram.state.message(chat, number)
    if message is None:
        raise Refused(400, "Bad Request: message to delete not found")
    if _too_old(telegram, message):
        raise Refused(400, "Bad Request: message can't be deleted for everyone")
    telegram.state.delete_message(chat, number)
    return True


def _delete_several(telegram: Telegram, params: Json) -> object:
    """Delete what can be deleted; Telegram passes over the rest in silence."""
    chat = chat_of(telegram, params)
    for number in params["message_ids"]:
        message = telegram.state.message(chat, int(number))
        if message is not None and not _too_old(telegram, message):
            telegram.state.delete_message(chat, int(number))
    return True


def _too_old(telegram: Telegram, message: Json) -> bool:
    return bool(telegram.state.now() - message["date"] > TOO_OLD)


def _answer_tap(telegram: Telegram, params: Json) -> object:
    tap = telegram.taps.pop(str(params["callback_query_id"]), None)
    if tap is None or time.monotonic() - tap.at > TAP_LIFETIME:
        raise Refused(
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        )
    if params.get("text"):
        number, alert = time.time_ns() // 1000, bool(params.get("show_alert"))
        telegram.notices[tap.chat] = Notice(number, str(params["text"]), alert)
        telegram.state.changed += 1
    return True


def _doing(telegram: Telegram, params: Json) -> object:
    telegram.doing[chat_of(telegram, params)] = time.monotonic() + DOING_SECONDS
    telegram.state.changed += 1
    return True


def _chat(telegram: Telegram, params: Json) -> object:
    chat = chat_of(telegram, params)
    person = telegram.state.person(chat) or {}
    return {"id": chat, "type": "private", "first_name": person.get("name", "")}


def _not_in_a_group(telegram: Telegram, params: Json) -> object:
    chat_of(telegram, params)
    raise Refused(400, "Bad Request: chat member status can't be changed in private chats")


def _yes(telegram: Telegram, params: Json) -> object:
    if "chat_id" in params:
        chat_of(telegram, params)
    return True


ANSWERS: Mapping[str, Callable[[Telegram, Json], object]] = MappingProxyType(
    {
        "getMe": lambda _telegram, _params: BOT,
        "sendMessage": _send_message,
        "sendDocument": send_file("document"),
        "sendPhoto": send_file("photo"),
        "sendChatAction": _doing,
        "editMessageText": _edit_text,
        "editMessageReplyMarkup": _edit_markup,
        "deleteMessage": _delete,
        "deleteMessages": _delete_several,
        "answerCallbackQuery": _answer_tap,
        "leaveChat": _not_in_a_group,
        "getChat": _chat,
        "getFile": get_file,
        "setMyCommands": keep_as("commands", "commands"),
        "getMyCommands": get_commands,
        "deleteMyCommands": delete_commands,
        "setMyDescription": keep_as("description", "description"),
        "setMyShortDescription": keep_as("about", "short_description"),
        "setMyName": keep_as("name", "name"),
        "setChatMenuButton": _yes,
        "setWebhook": set_webhook,
        "deleteWebhook": delete_webhook,
        "getWebhookInfo": webhook_info,
    }
)
