"""What is looked at before anything else: secrets and cries in what came in, in memory only."""

from dataclasses import replace

from bot.chat.decode import Decoded
from bot.engine.events import Event, Sent, Started, Typed
from bot.privacy.distress import distressed
from bot.privacy.secrets import find, mask
from bot.service import Service


async def take(service: Service, decoded: Decoded) -> None:
    """Look for secrets in memory, before anything else, and hand the event on."""
    if decoded.chat is None or decoded.event is None:
        return
    event = guarded(decoded.event, decoded.words, decoded.language)
    await service.handle(
        decoded.update_id, decoded.chat, event, decoded.message_id, language=decoded.language
    )


def guarded(event: Event, words: str, language: str | None) -> Event:
    """Return the event without the secrets in its words; what was found is named, not kept."""
    match event:
        case Typed(text=text):
            found = find(text)
            codes = frozenset(str(one.secret) for one in found)
            return replace(event, text=mask(text, found), secrets=codes, distress=distressed(text))
        case Sent(caption=caption):
            found = find(caption)
            codes = frozenset(str(one.secret) for one in found)
            masked, hurt = mask(caption, found), distressed(caption)
            return replace(event, caption=masked, name="", secrets=codes, distress=hurt)
        case Started(language=None):
            return replace(event, language=language)
    found = find(words)
    if found:
        return Typed("", secrets=frozenset(str(one.secret) for one in found))
    return event
