"""Answers: from what a person typed to a value, and whether a value still passes.

A refusal is a key of `texts.yml` and what the sentence speaks of; the wording is not known here.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from stdnum import iban as iban_number
from stdnum.exceptions import ValidationError

from bot.flow import moments
from bot.flow.dates import Unclear
from bot.flow.model import Ask, Check, Kind, Value

LONGEST_TEXT = 1000
LONGEST_MESSAGE = 4096
LONGEST_MATCHED = 200
MEGABYTE = 1_000_000

Options = tuple[tuple[str, str], ...]
Day = TypeVar("Day", date, datetime)


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The words cannot be this question's answer; `key` names the sentence that says why."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values: Mapping[str, Value] = values


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
        case _:
            raise Refused("error.photo")
    if ask.kind is Kind.TEXT and len(words) > LONGEST_TEXT:
        raise Refused("error.length", most=LONGEST_TEXT)
    _check(ask.checks, value, now)
    return value


def accepts(ask: Ask, value: Value, *, now: datetime, options: tuple[str, ...]) -> bool:
    """Tell whether a kept value would still be taken: its kind, its options, its checks."""
    if not _of_kind(ask.kind, value, options):
        return False
    try:
        _check(ask.checks, value, now)
    except Refused:
        return False
    return True


def refuse_file(ask: Ask, media_type: str, size: int) -> str | None:
    """Return why a picture or a file is not taken, as a key of `texts.yml`; None when it is."""
    for check in ask.checks:
        if check.name == "max_mb" and size > float(check.value) * MEGABYTE:
            return "error.too_big"
        if check.name == "types" and media_type and media_type not in check.value.split():
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
    for key, label in options:
        if wanted in (plain(label), key):
            return key
    if _RANK.fullmatch(wanted) and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1][0]
    began = [key for key, label in options if plain(label).startswith(wanted)]
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


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A check: the kinds it fits, what its argument is, and how it refuses."""

    kinds: frozenset[Kind]
    argument: str  # number, flag, date, pattern, format, types
    refuse: Callable[[str, Value, datetime], bool]


def _below(argument: str, value: Value, _now: datetime) -> bool:
    return isinstance(value, int | float) and value < float(argument)


def _above(argument: str, value: Value, _now: datetime) -> bool:
    return isinstance(value, int | float) and value > float(argument)


def _not_past(_argument: str, value: Value, now: datetime) -> bool:
    return isinstance(value, date) and _date(value, now) > now.date()


def _not_future(_argument: str, value: Value, now: datetime) -> bool:
    return isinstance(value, date) and _date(value, now) < now.date()


def _not_after(argument: str, value: Value, now: datetime) -> bool:
    return isinstance(value, date) and _date(value, now) <= date.fromisoformat(argument)


def _not_before(argument: str, value: Value, now: datetime) -> bool:
    return isinstance(value, date) and _date(value, now) >= date.fromisoformat(argument)


def _date(value: date, now: datetime) -> date:
    return value.astimezone(now.tzinfo).date() if isinstance(value, datetime) else value


def _unmatched(argument: str, value: Value, _now: datetime) -> bool:
    text = str(value)
    return len(text) > LONGEST_MATCHED or not re.fullmatch(argument, text)


def _too_long(argument: str, value: Value, _now: datetime) -> bool:
    return isinstance(value, str) and len(value) > float(argument)


def _unlike(argument: str, value: Value, _now: datetime) -> bool:
    return not FORMATS[argument](str(value))


def _never(_argument: str, _value: Value, _now: datetime) -> bool:
    return False


_EMAIL = re.compile(r"[^@\s]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+[0-9]{1,3}|0)[0-9]{6,12}")
_POSTCODE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-578])\d{3}")


def _iban(text: str) -> bool:
    try:
        iban_number.validate(text)
    except ValidationError:
        return False
    return True


FORMATS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "email": lambda text: bool(_EMAIL.fullmatch(text)),
        "phone": lambda text: bool(_PHONE.fullmatch(re.sub(r"[\s.\-()]", "", text))),
        "iban": _iban,
        "postcode": lambda text: bool(_POSTCODE.fullmatch(text)),
    }
)

_NUMBERS = frozenset({Kind.NUMBER})
_DAYS = frozenset({Kind.DATE, Kind.MOMENT})
_TEXTS = frozenset({Kind.TEXT})
_FILES = frozenset({Kind.PHOTO, Kind.FILE})

CHECKS: Mapping[str, CheckRule] = MappingProxyType(
    {
        "min": CheckRule(_NUMBERS, "number", _below),
        "max": CheckRule(_NUMBERS, "number", _above),
        "past": CheckRule(_DAYS, "flag", _not_past),
        "future": CheckRule(_DAYS, "flag", _not_future),
        "after": CheckRule(_DAYS, "date", _not_after),
        "before": CheckRule(_DAYS, "date", _not_before),
        "matches": CheckRule(_TEXTS, "pattern", _unmatched),
        "length": CheckRule(_TEXTS, "number", _too_long),
        "format": CheckRule(_TEXTS, "format", _unlike),
        "max_mb": CheckRule(_FILES, "number", _never),
        "types": CheckRule(_FILES, "types", _never),
    }
)


def _check(checks: tuple[Check, ...], value: Value, now: datetime) -> None:
    for check in checks:
        if CHECKS[check.name].refuse(check.value, value, now):
            detail = f"format.{check.value}" if check.name == "format" else check.name
            raise Refused(f"error.{detail}", limit=_limit(check))


def _limit(check: Check) -> Value:
    match CHECKS[check.name].argument:
        case "number":
            number = float(check.value)
            return int(number) if number.is_integer() else number
        case "date":
            return date.fromisoformat(check.value)
        case _:
            return check.value
