"""What each method does in the world, and the words Telegram refuses it with."""

import time
from typing import Any

from tests.botapi.wire import Fault, File
from tests.botapi.world import BOT, Chat, Message, World, shown

CALLBACK_SECONDS = 15.0
SETTERS = {
    "setMyCommands": "commands",
    "setMyDescription": "description",
    "setMyShortDescription": "short_description",
    "setMyName": "name",
    "setChatMenuButton": "menu_button",
}


class Refusal(Exception):  # noqa: N818 - an answer
    """A refusal that a careful client may well get: no fault of anybody."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def perform(world: World, method: str, given: dict[str, Any]) -> Any:  # noqa: C901, PLR0912 - a table of methods
    """Do what a checked call asks; return its result. Raises Refusal or Fault."""
    match method:
        case "getMe":
            return {**BOT, "can_join_groups": False, "supports_inline_queries": False}
        case "sendMessage":
            chat = _open(world, given["chat_id"])
            return shown(world.sent_message(chat, given, None), chat)
        case "sendDocument" | "sendPhoto":
            chat = _open(world, given["chat_id"])
            file = given.get("document", given.get("photo"))
            if not isinstance(file, File):
                raise Refusal(400, "Bad Request: wrong remote file identifier specified")
            return shown(world.sent_message(chat, given, file.content), chat)
        case "editMessageText":
            chat = _open(world, given["chat_id"])
            message = _own(chat, given["message_id"])
            if message.document is not None:
                raise Refusal(400, "Bad Request: there is no text in the message to edit")
            return _edit(chat, message, given["text"], given.get("entities", []), given)
        case "editMessageReplyMarkup":
            chat = _open(world, given["chat_id"])
            message = _own(chat, given["message_id"])
            return _edit(chat, message, message.text, message.entities, given)
        case "deleteMessage":
            _delete(_open(world, given["chat_id"]), given["message_id"])
            return True
        case "deleteMessages":
            chat = _open(world, given["chat_id"])
            for number in given["message_ids"]:  # those that cannot be found are skipped
                if number in chat.messages:
                    _delete(chat, number)
            return True
        case "answerCallbackQuery":
            asked = world.callbacks.pop(given["callback_query_id"], None)
            if asked is None or time.monotonic() - asked > CALLBACK_SECONDS:
                words = "query is too old and response timeout expired or query ID is invalid"
                raise Refusal(400, f"Bad Request: {words}")
            return True
        case "leaveChat":
            world.left.append(given["chat_id"])
            return True
        case "deleteWebhook":
            world.webhook = None
            return True
        case "setWebhook":
            if not given["url"].startswith(("https://", "http://127.0.0.1")):
                words = "bad webhook: An HTTPS URL must be provided for webhook"
                raise Refusal(400, f"Bad Request: {words}")
            world.webhook = (given["url"], given.get("secret_token", ""))
            return True
        case _ if method in SETTERS:
            place = (method, given.get("language_code", ""))
            world.settings[str(place)] = given.get(SETTERS[method])
            return True
        case "sendChatAction":
            return True
        case "getFile":
            words = "wrong file_id or the file is temporarily unavailable"
            raise Refusal(400, f"Bad Request: {words}")
        case "getWebhookInfo":
            url = world.webhook[0] if world.webhook else ""
            waiting = len(world.queue)
            return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}
    raise Fault(f"{method} is not expected of this bot")


def _open(world: World, number: int | str) -> Chat:
    chat = world.chats.get(number) if isinstance(number, int) else None
    if chat is None:
        raise Refusal(400, "Bad Request: chat not found")
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return chat


def _own(chat: Chat, number: int) -> Message:
    message = chat.messages.get(number)
    if message is None:
        raise Refusal(400, "Bad Request: message to edit not found")
    if not message.mine:
        raise Refusal(400, "Bad Request: message can't be edited")
    return message


def _edit(
    chat: Chat, message: Message, text: str, entities: list[dict[str, Any]], given: dict[str, Any]
) -> dict[str, Any]:
    buttons = given.get("reply_markup", {}).get("inline_keyboard", [])
    if (text, entities, buttons) == (message.text, message.entities, message.buttons):
        same = "specified new message content and reply markup are exactly the same"
        raise Refusal(
            400,
            f"Bad Request: message is not modified: {same} as a current content and reply markup"
            " of the message",
        )
    message.text, message.entities, message.buttons = text, entities, buttons
    message.edits += 1
    return shown(message, chat)


def _delete(chat: Chat, number: int) -> None:
    if number not in chat.messages:
        raise Refusal(400, "Bad Request: message to delete not found")
    del chat.messages[number]
    chat.deleted.add(number)
