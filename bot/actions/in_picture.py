"""What a verdict on a picture adds: the links and codes as they were read, and a doubt.

Letters such as l and I look alike in a picture, so a link read there proves nothing in favour of a
sender: the best a picture can earn by its words is "cannot tell". A QR code is exact.
"""

from collections.abc import Mapping

from bot.check.links import find_links
from bot.check.model import Verdict
from bot.check.normal import normal
from bot.engine.events import Sign
from bot.flow.model import Value

MOST_TOLD = 2  # links, and codes
LONGEST_TOLD = 80  # characters of one


def in_picture(
    inputs: Mapping[str, Value], text: str, verdict: str
) -> tuple[str, tuple[Sign, ...]]:
    """Return the verdict a picture allows, and what is to be told of how it was read."""
    erased = (Sign("picture.secret"),) if inputs.get("secret") else ()
    if inputs.get("picture") == "unread":
        return verdict, (Sign("picture.unread"), *erased)
    held = inputs.get("codes")
    codes = held.split("\n") if isinstance(held, str) else []
    links = find_links(normal(text)).links
    written = dict.fromkeys(text[link.start : link.end] for link in links)
    seen = [link for link in written if not any(link in code for code in codes)]
    told = [Sign("picture.code", _short(code)) for code in codes[:MOST_TOLD]]
    told += [Sign("picture.link", _short(link.rpartition("://")[2])) for link in seen[:MOST_TOLD]]
    if verdict == Verdict.KNOWN_SENDER.value and (seen or not codes):
        verdict = Verdict.CANNOT_TELL.value
    return verdict, (*told, *erased)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TOLD else text[: LONGEST_TOLD - 1] + "…"
