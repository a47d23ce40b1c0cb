"""One function for each Bot API method: from parameters to a result, or a refusal in its words."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.simulator.state import Json, State

BOT: Json = {
    "id": 4242,
    "is_bot": True,
    "first_name": "Riposte",
    "username": "riposte_demo_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
TAP_LIFETIME = 60.0  # seconds in which a tap can be answered


class Refused(Exception):  # noqa: N818 - Telegram's answer, not a fault of ours
    """Telegram's refusal: its code and its words."""

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class Telegram:
    """The stand-in: its memory, the taps waiting for an answer, and a bell for waiting polls."""

    state: State
    taps: dict[str, float]
    files: dict[str, bytes]  # attached to the call being made


def _chat(telegram: Telegram, params: Json) -> int:
    try:
        chat = int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        raise Refused(400, "Bad Request: chat_id is empty") from None
    person = telegram.state.person(chat)
    if person is None:
        raise Refused(400, "Bad Request: chat not found")
    if person["blocked"]:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    return chat


def _own(telegram: Telegram, params: Json, what: str) -> tuple[int, int, Json]:
    chat = _chat(telegram, params)
    number = int(params.get("message_id", 0))
    message = telegram.state.message(chat, number)
    if message is None:
        raise Refused(400, f"Bad Request: message to {what} not found")
    if not message["mine"]:
        raise Refused(400, f"Bad Request: message can't be {'edited' if what == 'edit' else what}")
    return chat, number, message


def _kept(params: Json, *names: str) -> Json:
    return {name: params[name] for name in names if params.get(name) is not None}


def _result(telegram: Telegram, chat: int, message: Json) -> Json:
    person = telegram.state.person(chat)
    name = person["name"] if person is not None else ""
    shown = {key: value for key, value in message.items() if key != "mine"}
    return {**shown, "chat": {"id": chat, "type": "private", "first_name": name}, "from": BOT}


def _send_message(telegram: Telegram, params: Json) -> object:
    chat = _chat(telegram, params)
    body = _kept(params, "text", "entities", "reply_markup", "disable_notification")
    return _result(telegram, chat, telegram.state.add_message(chat, body, mine=True))


def _send_file(kind: str) -> Callable[[Telegram, Json], object]:
    def send(telegram: Telegram, params: Json) -> object:
        chat = _chat(telegram, params)
        given = str(params[kind])
        name = given.removeprefix("attach://") if given.startswith("attach://") else kind
        content = telegram.files.get(name)
        if content is None:
            raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
        details = params.get("_file_name", kind)
        body = {
            **_kept(params, "caption", "caption_entities", "reply_markup"),
            kind: {
                "file_id": f"out-{chat}-{time.time_ns()}",
                "file_unique_id": "out",
                "file_name": details,
                "file_size": len(content),
            },
        }
        if kind == "photo":
            body["photo"] = [{**body["photo"], "width": 640, "height": 480}]
        message = telegram.state.add_message(chat, body, mine=True, file=content)
        return _result(telegram, chat, message)

    return send


def _edit_text(telegram: Telegram, params: Json) -> object:
    chat, number, message = _own(telegram, params, "edit")
    body = _kept(params, "text", "entities", "reply_markup")
    before = _kept(message, "text", "entities", "reply_markup")
    if body == before:
        raise Refused(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup"
            " are exactly the same as a current content and reply markup of the message",
        )
    telegram.state.edit_message(chat, number, body)
    return _result(telegram, chat, telegram.state.message(chat, number) or {})


def _edit_markup(telegram: Telegram, params: Json) -> object:
    chat, number, message = _own(telegram, params, "edit")
    body = {k: v for k, v in message.items() if k not in _ADDED}
    changed = {k: v for k, v in body.items() if k != "reply_markup"}
    if params.get("reply_markup"):
        changed["reply_markup"] = params["reply_markup"]
    if changed == body:
        raise Refused(400, "Bad Request: message is not modified")
    telegram.state.edit_message(chat, number, changed)
    return _result(telegram, chat, telegram.state.message(chat, number) or {})


_ADDED = ("message_id", "date", "mine", "edit_date")


def _delete(telegram: Telegram, params: Json) -> object:
    chat = _chat(telegram, params)
    if not telegram.state.delete_message(chat, int(params["message_id"])):
        raise Refused(400, "Bad Request: message to delete not found")
    return True


def _delete_several(telegram: Telegram, params: Json) -> object:
    chat = _chat(telegram, params)
    for number in params["message_ids"]:
        telegram.state.delete_message(chat, int(number))
    return True


def _answer_tap(telegram: Telegram, params: Json) -> object:
    put = telegram.taps.pop(str(params["callback_query_id"]), None)
    if put is None or time.monotonic() - put > TAP_LIFETIME:
        raise Refused(
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        )
    return True


def _set(name: str, parameter: str) -> Callable[[Telegram, Json], object]:
    def keep(telegram: Telegram, params: Json) -> object:
        language = str(params.get("language_code") or "")
        value = json.dumps(params.get(parameter), ensure_ascii=False)
        telegram.state.set(f"{name}:{language}", value)
        telegram.state.changed += 1
        return True

    return keep


def _commands(telegram: Telegram, params: Json) -> object:
    return commands(telegram.state, str(params.get("language_code") or ""))


def commands(state: State, language: str) -> list[Json]:
    """Return the commands shown to people whose app speaks a language."""
    kept = state.setting(f"commands:{language}") or state.setting("commands:")
    return list(json.loads(kept)) if kept else []


def _delete_commands(telegram: Telegram, params: Json) -> object:
    telegram.state.set(f"commands:{params.get('language_code') or ''}", None)
    return True


def _set_webhook(telegram: Telegram, params: Json) -> object:
    hook = {"url": params["url"], "secret": params.get("secret_token", "")}
    telegram.state.set("webhook", json.dumps(hook) if params["url"] else None)
    return True


def _delete_webhook(telegram: Telegram, params: Json) -> object:
    telegram.state.set("webhook", None)
    if params.get("drop_pending_updates"):
        telegram.state.confirm(2**62)
    return True


def _webhook_info(telegram: Telegram, _params: Json) -> object:
    hook = telegram.state.setting("webhook")
    url = json.loads(hook)["url"] if hook else ""
    waiting = len(telegram.state.pending(1000))
    return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}


def _chat_of(telegram: Telegram, params: Json) -> object:
    chat = _chat(telegram, params)
    person = telegram.state.person(chat) or {}
    return {"id": chat, "type": "private", "first_name": person.get("name", "")}


def _not_in_a_group(telegram: Telegram, params: Json) -> object:
    _chat(telegram, params)
    raise Refused(400, "Bad Request: chat member status can't be changed in private chats")


def _yes(telegram: Telegram, params: Json) -> object:
    if "chat_id" in params:
        _chat(telegram, params)
    return True


def _file(_telegram: Telegram, params: Json) -> object:
    return {"file_id": params["file_id"], "file_unique_id": "in", "file_path": "photos/in.jpg"}


CALLS: Mapping[str, Callable[[Telegram, Json], object]] = MappingProxyType(
    {
        "getMe": lambda _telegram, _params: BOT,
        "sendMessage": _send_message,
        "sendDocument": _send_file("document"),
        "sendPhoto": _send_file("photo"),
        "sendChatAction": _yes,
        "editMessageText": _edit_text,
        "editMessageReplyMarkup": _edit_markup,
        "deleteMessage": _delete,
        "deleteMessages": _delete_several,
        "answerCallbackQuery": _answer_tap,
        "leaveChat": _not_in_a_group,
        "getChat": _chat_of,
        "getFile": _file,
        "setMyCommands": _set("commands", "commands"),
        "getMyCommands": _commands,
        "deleteMyCommands": _delete_commands,
        "setMyDescription": _set("description", "description"),
        "setMyShortDescription": _set("about", "short_description"),
        "setMyName": _set("name", "name"),
        "setChatMenuButton": _yes,
        "setWebhook": _set_webhook,
        "deleteWebhook": _delete_webhook,
        "getWebhookInfo": _webhook_info,
    }
)
