"""The limits of the values: lengths as Telegram counts them, entities, keyboards, commands.

Lengths of messages and entities are in UTF-16 code units, of callback data in UTF-8 bytes, of
names and descriptions in characters.
"""

import re
from typing import Any

from tests.botapi import spec
from tests.botapi.wire import Fault, File

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_BUTTON_KINDS = frozenset(
    "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat"
    " switch_inline_query_chosen_chat copy_text callback_game pay".split()
)


def units(text: str) -> int:
    """Return a length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def check(method: str, given: dict[str, Any]) -> None:  # noqa: C901, PLR0912 - a table of limits
    """Raise Fault for a value outside what the documentation allows."""
    for name, value in given.items():
        match name:
            case "text" if method != "answerCallbackQuery":
                _text(value, given.get("entities", []), spec.MAX_TEXT, "message text is empty")
            case "text":
                _most(units(value), spec.MAX_CALLBACK_TEXT, "MESSAGE_TOO_LONG")
            case "caption":
                _text(value, given.get("caption_entities", []), spec.MAX_CAPTION, "")
            case "entities" | "caption_entities" if given.get("parse_mode"):
                raise Fault("entities and parse_mode together")
            case "parse_mode" if value not in {"HTML", "Markdown", "MarkdownV2"}:
                raise Fault("unsupported parse_mode")
            case "reply_markup":
                _keyboard(value)
            case "link_preview_options":
                _keys(
                    value,
                    "is_disabled url prefer_small_media prefer_large_media show_above_text",
                )
            case "commands":
                _commands(value)
            case "name":
                _most(len(value), spec.MAX_NAME, "name is too long")
            case "description":
                _most(len(value), spec.MAX_DESCRIPTION, "description is too long")
            case "short_description":
                _most(len(value), spec.MAX_SHORT, "short description is too long")
            case "language_code" if not re.fullmatch(r"([a-z]{2})?", value):
                raise Fault("invalid language code specified")
            case "menu_button":
                _menu_button(value)
            case "message_ids" if not 1 <= len(value) <= 100:
                raise Fault("message_ids: 1 to 100")
            case "document" | "photo" if isinstance(value, File):
                if not value.content:
                    raise Fault("file must be non-empty")
                _most(len(value.content), spec.MAX_UPLOAD, "Request Entity Too Large")
            case "allowed_updates" if not spec.UPDATES.issuperset(value):
                raise Fault("unknown kind in allowed_updates")
            case "max_connections" if not 1 <= value <= 100:
                raise Fault("max_connections: 1 to 100")
            case "secret_token" if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value):
                raise Fault("secret token contains unallowed characters")
            case "limit" if not 1 <= value <= 100:
                raise Fault("limit: 1 to 100")
            case "timeout" if value < 0:
                raise Fault("timeout is negative")
    if method.startswith("editMessage") and not {"chat_id", "message_id"} <= given.keys():
        raise Fault("message identifier is not specified")


def _text(text: str, entities: list[dict[str, Any]], most: int, empty: str) -> None:
    try:
        length = units(text)
    except UnicodeEncodeError:
        raise Fault("strings must be encoded in UTF-8") from None
    if empty and not text.strip():
        raise Fault(empty)
    if "\0" in text:
        raise Fault("NUL in a text")
    _most(length, most, "message is too long")
    _most(len(entities), spec.MAX_ENTITIES, "too many entities")
    spans = [_entity(one, text, length) for one in entities]
    for start, end in spans:
        for other_start, other_end in spans:
            if start < other_start < end < other_end:
                raise Fault("entities overlap")


def _entity(entity: dict[str, Any], text: str, length: int) -> tuple[int, int]:
    _keys(
        entity,
        "type offset length url user language custom_emoji_id unix_time date_time_format",
    )
    kind, offset, size = entity.get("type"), entity.get("offset"), entity.get("length")
    if kind not in spec.ENTITY_TYPES:
        raise Fault("unsupported entity type")
    for number in (offset, size):
        if not isinstance(number, int) or isinstance(number, bool):
            raise Fault("entity without offset or length")
    if offset < 0 or size <= 0 or offset + size > length:
        raise Fault("ENTITY_BOUNDS_INVALID")
    raw = text.encode("utf-16-le")
    try:
        inside = raw[2 * offset : 2 * (offset + size)].decode("utf-16-le")
    except UnicodeDecodeError:
        raise Fault("an entity cuts a character in half") from None
    if not inside.strip():
        raise Fault("an entity over nothing")
    for wanted, field in spec.EXCLUSIVE:
        if (kind == wanted) != (field in entity):
            raise Fault(f"{field} with {kind}")
    return offset, offset + size


def _keyboard(markup: dict[str, Any]) -> None:
    _keys(markup, "inline_keyboard")
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise Fault("object expected as reply markup")
    for row in rows:
        if not isinstance(row, list) or not row:
            raise Fault("an empty row of buttons")
        for button in row:
            _button(button)
    _most(sum(len(row) for row in rows), 100, "BUTTONS_TOO_MUCH")


def _button(button: dict[str, Any]) -> None:
    _keys(button, " ".join({"text", "icon_custom_emoji_id", "style", *_BUTTON_KINDS}))
    label = button.get("text")
    if not isinstance(label, str) or not label.strip():
        raise Fault("text buttons are not allowed to be empty")
    label.encode()
    if len(_BUTTON_KINDS & button.keys()) != 1:
        raise Fault("a button does exactly one thing")
    data = button.get("callback_data")
    if data is not None and not (isinstance(data, str) and 1 <= len(data.encode()) <= 64):
        raise Fault("BUTTON_DATA_INVALID")


def _commands(commands: list[dict[str, Any]]) -> None:
    _most(len(commands), spec.MAX_COMMANDS, "BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        _keys(one, "command description")
        if not _COMMAND.fullmatch(one.get("command", "")):
            raise Fault("BOT_COMMAND_INVALID")
        if not 1 <= len(one.get("description", "")) <= spec.MAX_COMMAND_TEXT:
            raise Fault("BOT_COMMAND_DESCRIPTION_INVALID")
    if len({one["command"] for one in commands}) != len(commands):
        raise Fault("a command twice")


def _menu_button(button: dict[str, Any]) -> None:
    if button.get("type") not in {"commands", "default", "web_app"}:
        raise Fault("unsupported menu button")
    _keys(button, "type" if button["type"] != "web_app" else "type text web_app")


def _keys(value: dict[str, Any], allowed: str) -> None:
    unknown = value.keys() - set(allowed.split())
    if unknown:
        raise Fault(f"unknown field {min(unknown)}")


def _most(count: int, most: int, words: str) -> None:
    if count > most:
        raise Fault(words)
