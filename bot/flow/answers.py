"""Answers: from what a person typed to a value, and whether a value still passes.

A refusal is a key of `texts.yml` and what the sentence speaks of; the wording is not known here.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from bot.flow import moments
from bot.flow.checks import Refused, check
from bot.flow.dates import Unclear
from bot.flow.model import LONGEST_TEXT, Ask, Kind, Value

LONGEST_MESSAGE = 4096
MEGABYTE = 1_000_000

Options = tuple[tuple[str, str], ...]
Day = TypeVar("Day", date, datetime)


def understand(
    ask: Ask, typed: str, *, now: datetime, language: str, options: Options = ()
) -> Value:
    """Return the value of a typed answer; `now` is local, options are those now offered.

    Raises Refused.
    """
    words = typed.strip()
    if not words and ask.kind in (Kind.TEXT, Kind.MESSAGE):
        raise Refused("error.empty")
    match ask.kind:
        case Kind.CHOICE:
            return _choice(words, options)
        case Kind.SEVERAL:
            return _several(words, options)
        case Kind.NUMBER:
            value: Value = _number(words, language)
        case Kind.DATE:
            value = _when(lambda: moments.parse_date(words, now))
        case Kind.MOMENT:
            wall = _when(lambda: moments.parse_moment(words, now))
            # Kept as it will be stored: a wall time that the clock skips has no other safe form.
            value = wall.replace(tzinfo=now.tzinfo).astimezone(UTC)
            _soon(value, now)
        case Kind.MESSAGE:
            value = typed[:LONGEST_MESSAGE]
        case Kind.TEXT:
            value = words
        case Kind.FILE:
            raise Refused("error.file")
        case _:
            raise Refused("error.photo")
    if ask.kind is Kind.TEXT and len(words) > ask.longest:
        raise Refused("error.length", most=ask.longest)
    check(ask.checks, value, now)
    return value


def accepts(ask: Ask, value: Value, *, now: datetime, options: tuple[str, ...]) -> bool:
    """Tell whether a kept value would still be taken: its kind, its options, its checks."""
    if not _of_kind(ask.kind, value, options):
        return False
    try:
        check(ask.checks, value, now)
    except Refused:
        return False
    return True


def refuse_file(ask: Ask, media_type: str, size: int) -> str | None:
    """Return why a picture or a file is not taken, as a key of `texts.yml`; None when it is."""
    for one in ask.checks:
        if one.name == "max_mb" and size > float(one.value) * MEGABYTE:
            return "error.too_big"
        if one.name == "types" and media_type and media_type not in one.value.split():
            return "error.file_type"
    return None


def _of_kind(kind: Kind, value: Value, options: tuple[str, ...]) -> bool:
    match kind:
        case Kind.CHOICE:
            return isinstance(value, str) and value in options
        case Kind.SEVERAL:
            return isinstance(value, tuple) and set(value) <= set(options)
        case Kind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case Kind.DATE:
            return isinstance(value, date) and not isinstance(value, datetime)
        case Kind.MOMENT:
            return isinstance(value, datetime)
        case _:
            return isinstance(value, str)


def plain(words: str) -> str:
    """Return words as they are compared: no case, accent, mark or emoji."""
    apart = unicodedata.normalize("NFKD", words.lower().replace("’", "'").replace("œ", "oe"))
    kept = "".join(c if c.isalnum() else " " for c in apart if not unicodedata.combining(c))
    return " ".join(kept.split())


def _choice(words: str, options: Options) -> str:
    wanted = plain(words)
    if not wanted:
        raise Refused("error.choose")
    offered = [(key, plain(label)) for key, label in options]
    for key, label in offered:
        if wanted in (label, key):
            return key
    if _RANK.fullmatch(wanted) and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1][0]
    began = [key for key, label in offered if label.startswith(wanted)]
    if len(began) == 1:
        return began[0]
    raise Refused("error.choose")


_RANK = re.compile(r"[0-9]{1,2}")
_BETWEEN = re.compile(r"[,;\n]|\s(?:et|and|&|\+)\s")


def _several(words: str, options: Options) -> tuple[str, ...]:
    """Read a list; a label may itself hold a comma or an “et”, so the whole is tried first."""
    try:
        chosen = {_choice(words, options)}
    except Refused:
        parts = _BETWEEN.split(words[:LONGEST_TEXT])
        chosen = {_choice(part, options) for part in parts if part.strip()}
    if not chosen:
        raise Refused("error.choose")
    return tuple(key for key, _ in options if key in chosen)


_EUROS = re.compile(r"euros?|eur|€")
_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]{3})+")


def _number(words: str, language: str) -> int | float:
    """Read “1 234,50 €” in French and “€1,234.50” in English; never guess at a thousand."""
    bare = "".join(c for c in words.lower().replace("−", "-") if not c.isspace())
    bare = _EUROS.sub("€", bare).strip("€").replace("€", ",")  # 12€50
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        whole, mark, rest = bare.rpartition("," if bare.rfind(",") > bare.rfind(".") else ".")
        single = len({c for c in whole if c in ".,"}) == 1 and mark not in whole
        bare = _thousands(whole) + "." + rest if single else ""
    elif points + commas > 1 or (commas and language == "en" and _GROUPED.fullmatch(bare)):
        bare = _thousands(bare)
    elif points and language != "en" and _GROUPED.fullmatch(bare):
        bare = ""  # “1.234” is a thousand to one reader, and not to another
    bare = bare.replace(",", ".")
    if not _PLAIN.fullmatch(bare):
        raise Refused("error.not_a_number")
    value = float(bare)
    return int(value) if value.is_integer() else value


def _thousands(written: str) -> str:
    """Return digits without the marks of their thousands; nothing when these stand elsewhere."""
    return re.sub("[.,]", "", written) if _GROUPED.fullmatch(written) else ""


def _when(read: Callable[[], Day]) -> Day:
    try:
        return read()
    except Unclear as unclear:
        raise Refused(unclear.key) from None


def _soon(value: datetime, now: datetime) -> None:
    """A moment is for later: never gone, and not beyond what anybody plans."""
    if value <= now:
        raise Refused("error.past_moment")
    if value > now + timedelta(days=400):
        raise Refused("error.too_far")
