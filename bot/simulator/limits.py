"""What Telegram accepts: each method's parameters and the limits on what is sent. Pure.

Written from the published Bot API. A call that breaks one is refused as Telegram refuses it; a
parameter that Telegram does not know is refused too, although Telegram itself would let it pass.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_DATA = 64  # bytes of callback data
MAX_BUTTONS = 100
MAX_ROW = 8
MAX_ENTITIES = 100
MAX_NOTICE = 200  # of the words that answer a tap
ENTITIES = frozenset(
    "mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough"
    " spoiler blockquote expandable_blockquote code pre text_link text_mention custom_emoji".split()
)
ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document"
    " choose_sticker find_location record_video_note upload_video_note".split()
)
COMMAND = re.compile(r"[a-z0-9_]{1,32}")

_SENDS = "chat_id text entities parse_mode link_preview_options reply_markup disable_notification"
_SENDS += " protect_content reply_parameters message_thread_id allow_paid_broadcast"
_FILES = "caption caption_entities parse_mode reply_markup disable_notification protect_content"
_EDITS = "chat_id message_id inline_message_id reply_markup"

# Method → its parameters; the ones marked * cannot be left out.
METHODS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        name: (
            frozenset(part.rstrip("*") for part in parameters.split()),
            frozenset(part[:-1] for part in parameters.split() if part.endswith("*")),
        )
        for name, parameters in {
            "getMe": "",
            "getUpdates": "offset limit timeout allowed_updates",
            "setWebhook": "url* secret_token allowed_updates max_connections drop_pending_updates"
            " ip_address certificate",
            "deleteWebhook": "drop_pending_updates",
            "getWebhookInfo": "",
            "sendMessage": _SENDS.replace("chat_id text", "chat_id* text*"),
            "sendDocument": f"chat_id* document* thumbnail disable_content_type_detection {_FILES}",
            "sendPhoto": f"chat_id* photo* has_spoiler {_FILES}",
            "sendChatAction": "chat_id* action* message_thread_id",
            "editMessageText": f"text* entities parse_mode link_preview_options {_EDITS}",
            "editMessageReplyMarkup": _EDITS,
            "deleteMessage": "chat_id* message_id*",
            "deleteMessages": "chat_id* message_ids*",
            "answerCallbackQuery": "callback_query_id* text show_alert url cache_time",
            "leaveChat": "chat_id*",
            "getChat": "chat_id*",
            "getFile": "file_id*",
            "setMyCommands": "commands* scope language_code",
            "getMyCommands": "scope language_code",
            "deleteMyCommands": "scope language_code",
            "setMyDescription": "description language_code",
            "setMyShortDescription": "short_description language_code",
            "setMyName": "name language_code",
            "setChatMenuButton": "chat_id menu_button",
        }.items()
    }
)


def units(text: str) -> int:
    """Return a length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fault(method: str, params: Mapping[str, object]) -> str | None:
    """Return Telegram's words for what is wrong with a call; None when it is accepted."""
    known, required = METHODS[method]
    strange = sorted(params.keys() - known)
    if strange:
        return f"Bad Request: unknown parameter {strange[0]}"
    for name in sorted(required - params.keys()):
        if name == "text":
            return "Bad Request: message text is empty"
        return f"Bad Request: parameter {name} is required"
    if "text" in required:
        wrong = _words(params.get("text"), params.get("entities"), MAX_TEXT, "message is too long")
        if wrong:
            return wrong
    if "caption" in params:
        wrong = _words(
            params["caption"],
            params.get("caption_entities"),
            MAX_CAPTION,
            "message caption is too long",
        )
        if wrong:
            return wrong
    for name in ("parse_mode",):
        if name in params and params[name] not in ("HTML", "Markdown", "MarkdownV2"):
            return "Bad Request: unsupported parse_mode"
    return _markup(params.get("reply_markup")) or _lists(method, params)


def _words(text: object, entities: object, most: int, too_long: str) -> str | None:
    if not isinstance(text, str):
        return "Bad Request: message text must be a string"
    if not text.strip():
        return "Bad Request: message text is empty"
    if units(text) > most:
        return f"Bad Request: {too_long}"
    if entities is None:
        return None
    if not isinstance(entities, list) or len(entities) > MAX_ENTITIES:
        return "Bad Request: can't parse entities"
    for entity in entities:
        if not isinstance(entity, dict) or entity.get("type") not in ENTITIES:
            return "Bad Request: can't parse MessageEntity"
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int):
            return "Bad Request: can't parse MessageEntity"
        if offset < 0 or length <= 0 or offset + length > units(text):
            return f"Bad Request: entity beginning at offset {offset} ends after the text"
    return None


def _markup(markup: object) -> str | None:
    if markup is None:
        return None
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return "Bad Request: object expected as reply markup"
    if sum(len(row) for row in rows) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in rows):
        return "Bad Request: reply markup is too long"
    for button in (button for row in rows for button in row):
        if not isinstance(button, dict) or not str(button.get("text", "")).strip():
            return "Bad Request: inline keyboard button text must be non-empty"
        if button.keys() - {"text", "callback_data", "url"}:
            return "Bad Request: can't parse inline keyboard button: unknown field"
        data = button.get("callback_data")
        if data is None and "url" not in button:
            return "Bad Request: text buttons are unallowed in the inline keyboard"
        if data is not None and not 1 <= len(str(data).encode()) <= MAX_DATA:
            return "Bad Request: BUTTON_DATA_INVALID"
    return None


def _lists(method: str, params: Mapping[str, object]) -> str | None:
    match method:
        case "deleteMessages":
            ids = params["message_ids"]
            if not isinstance(ids, list) or not 1 <= len(ids) <= MAX_BUTTONS:
                return "Bad Request: message identifiers are not specified"
        case "setMyCommands":
            commands = params["commands"]
            if not isinstance(commands, list) or len(commands) > MAX_BUTTONS:
                return "Bad Request: too many commands"
            for command in commands:
                name, text = command.get("command", ""), command.get("description", "")
                if not COMMAND.fullmatch(name) or not 1 <= len(text) <= 256:  # noqa: PLR2004
                    return "Bad Request: BOT_COMMAND_INVALID"
        case "sendChatAction" if params["action"] not in ACTIONS:
            return "Bad Request: wrong parameter action in request"
        case "answerCallbackQuery" if units(str(params.get("text", ""))) > MAX_NOTICE:
            return "Bad Request: MESSAGE_TOO_LONG"
        case "setMyDescription" if units(str(params.get("description", ""))) > 512:  # noqa: PLR2004
            return "Bad Request: description is too long"
        case "setMyShortDescription" if (
            units(str(params.get("short_description", ""))) > 120  # noqa: PLR2004
        ):
            return "Bad Request: short description is too long"
        case "getUpdates":
            limit = params.get("limit", 100)
            if not isinstance(limit, int) or not 1 <= limit <= 100:  # noqa: PLR2004
                return "Bad Request: limit must be between 1 and 100"
    return None
