"""Where the words of a sign stand in a message, and whether they are turned round.

Patterns find words; “never give your code” has them too, and asks for nothing.
"""

import re
from typing import Any

from bot.check.seen import Seen

_DENIED = frozenset({"words.secret", "words.courier", "words.install", "words.link"})
_NOT = re.compile(r"\bn['e]\b|\bjamais\b|\baucune?\b|\bni\b|\bnever\b|\bdon'?t\b|\bnot\b")
# “Clique pas”, “faut pas cliquer”, “vous avez cliqué”: no demand, or done already.
_BID_NOT = re.compile(r"\w{1,20}(?:[ -](?:moi|le|la|les|surtout))? (?:pas|jamais|sur aucun)\b")
_SPOKEN_NOT = re.compile(r"\b(?:pas|sans|avez(?:.vous)?) (?:deja )?$")
# “We shall never ask you to …”: whatever the sentence names after it is not asked.
_NEVER_ASKED = re.compile(
    r"\bn(?:e |')(?:(?:vous|te|lui|leur|nous|l[ae]s?) ){0,2}"
    r"(?:demand|reclam|sollicit|exig|fer(?:a|ons|ont)\b|envo|enver)\w* (?:jamais|pas|aucune?|ni)\b"
    r"[^.!?\n]{0,170}$|\b(?:never|not) (?:ask|request|require)\w*\b[^.!?\n]{0,170}$"
)
SENTENCE = 230  # characters before a demand in which it may say so
BEFORE = 12  # characters before a demand in which it is turned round


def first(patterns: tuple[Any, ...], seen: Seen, name: str = "") -> tuple[int, int] | None:
    """Return where the words of a sign stand first."""
    found = (_match(pattern, seen.words, name) for pattern in patterns)
    match = min((one for one in found if one), key=lambda one: one.start(), default=None)
    return None if match is None else place(seen, match.start(), match.end())


def _match(pattern: Any, words: str, name: str) -> Any:
    match = pattern.search(words)
    if match is not None and name.startswith("words.") and _denied(match, words, name):
        # “Never give your code” asks for none: look on, in linear time.
        found = pattern.finditer(words, match.end())
        match = next((one for one in found if not _denied(one, words, name)), None)
    return match


def place(seen: Seen, start: int, end: int) -> tuple[int, int]:
    """Return where words stand in the original; a link behind them has signs of its own."""
    words = seen.words[start:end].removesuffix("http").rstrip(" :;,.")
    return seen.read.span(start, start + len(words) if words else end)


def _denied(match: Any, words: str, name: str) -> bool:
    before = words[max(0, match.start() - SENTENCE) : match.start()]
    if _NEVER_ASKED.search(before) is not None:
        return True
    if name not in _DENIED:
        return False
    near = max(0, match.start() - BEFORE)
    return (
        _NOT.search(words, near, match.end()) is not None
        or _BID_NOT.match(words, match.start()) is not None
        or _SPOKEN_NOT.search(words[near : match.start()]) is not None
    )
