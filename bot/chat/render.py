"""From an effect to the calls that carry it out. Pure, and within limits by construction.

Words arrive finished; this file only decides how they travel: edited in place or sent below, in
how many messages, with which buttons. Link previews are always off: a preview would make
Telegram fetch an address that a criminal may own.
"""

import re
from collections.abc import Mapping

from bot.chat.call import ApiCall, Upload
from bot.chat.callbacks import seal
from bot.chat.markup import MAX_CAPTION, MAX_TEXT, Piece, clean, pieces
from bot.engine.effects import (
    Button,
    Document,
    Erase,
    Forget,
    Freeze,
    Hold,
    Manner,
    Outgoing,
    Run,
    Show,
)

_NO_PREVIEW: Mapping[str, object] = {"is_disabled": True}
_UNFIT_FOR_NAMES = re.compile(r'[\x00-\x1f\x7f"\\/:]')


def calls(effect: Outgoing, chat: int, target: int | None, key: bytes) -> tuple[ApiCall, ...]:
    """Return what to call, in order, to carry out `effect`; empty when there is nothing to do.

    `target` is the message acted upon: the living screen for `Show` and `Freeze`, the person's
    message for `Erase`. Raises `callbacks.TooLongError` for a button that cannot be written.
    """
    match effect:
        case Show():
            return _show(effect, chat, target, key)
        case Freeze():
            return () if target is None else (_freeze(chat, target),)
        case Document():
            return _document(effect, chat)
        case Erase():
            if target is None:
                return ()
            return (ApiCall("deleteMessage", {"chat_id": chat, "message_id": target}),)
        case Forget(receipt):
            return _show(receipt, chat, target, key)
        case Run() | Hold():  # not a matter of the chat
            return ()


def _show(show: Show, chat: int, screen: int | None, key: bytes) -> tuple[ApiCall, ...]:
    parts = pieces("\n\n".join(show.paragraphs))
    if not parts:
        return ()
    keyboard = _keyboard(show.buttons, chat, key)
    last = len(parts) - 1
    sends = tuple(
        _send(
            part,
            chat,
            keyboard if at == last else None,
            silent=show.silent or at < last,
        )
        for at, part in enumerate(parts)
    )
    if show.manner is Manner.KEYS and screen is not None:
        under: dict[str, object] = {"chat_id": chat, "message_id": screen}
        if keyboard:
            under["reply_markup"] = keyboard
        return (ApiCall("editMessageReplyMarkup", under, otherwise=sends[-1]),)
    if show.manner is Manner.NEW or screen is None:
        return sends
    if show.manner is Manner.BELOW or len(sends) > 1:  # one screen cannot hold it all
        return (_freeze(chat, screen, beside=True), *sends)
    edit = {
        "chat_id": chat,
        "message_id": screen,
        **_text(parts[0]),
        "link_preview_options": _NO_PREVIEW,
        **({"reply_markup": keyboard} if keyboard else {}),
    }
    return (ApiCall("editMessageText", edit, otherwise=sends[0]),)


def _send(
    part: Piece, chat: int, keyboard: Mapping[str, object] | None, *, silent: bool
) -> ApiCall:
    params: dict[str, object] = {
        "chat_id": chat,
        **_text(part),
        "link_preview_options": _NO_PREVIEW,
    }
    if keyboard:
        params["reply_markup"] = keyboard
    if silent:  # of several messages in a row only the last one rings
        params["disable_notification"] = True
    return ApiCall("sendMessage", params)


def _freeze(chat: int, screen: int, *, beside: bool = False) -> ApiCall:
    under = {"chat_id": chat, "message_id": screen}
    return ApiCall("editMessageReplyMarkup", under, beside=beside)


def _document(document: Document, chat: int) -> tuple[ApiCall, ...]:
    parts = pieces(document.caption, first=MAX_CAPTION, rest=MAX_TEXT)
    params: dict[str, object] = {"chat_id": chat}
    if parts:
        params["caption"] = parts[0].text
        if parts[0].bold:
            params["caption_entities"] = _bold(parts[0])
    if document.protect:
        params["protect_content"] = True
    name = _UNFIT_FOR_NAMES.sub("_", clean(document.name))
    upload = Upload("document", name, document.media_type, document.content)
    more = tuple(_send(part, chat, None, silent=True) for part in parts[1:])
    return (ApiCall("sendDocument", params, upload), *more)


def _text(part: Piece) -> dict[str, object]:
    return {"text": part.text, **({"entities": _bold(part)} if part.bold else {})}


def _bold(part: Piece) -> list[dict[str, object]]:
    return [{"type": "bold", "offset": b.offset, "length": b.length} for b in part.bold]


def _keyboard(
    rows: tuple[tuple[Button, ...], ...], chat: int, key: bytes
) -> Mapping[str, object] | None:
    keyboard = [
        [{"text": clean(b.label), "callback_data": seal(b.press, chat, key)} for b in row]
        for row in rows
        if row
    ]
    return {"inline_keyboard": keyboard} if keyboard else None
