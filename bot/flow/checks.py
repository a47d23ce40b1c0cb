"""The table of checks on an answer: what each fits, what it is given, and how it refuses."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from stdnum import iban as iban_number
from stdnum import luhn
from stdnum.exceptions import ValidationError

from bot.flow.model import Check, Kind, Value

LONGEST_MATCHED = 200


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The words cannot be this question's answer; `key` names the sentence that says why."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values: Mapping[str, Value] = values


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


_REFERENCE = re.compile(r"(?=.*[0-9])(?!.*[A-Za-z]{5})[A-Za-z0-9][A-Za-z0-9/-]{0,29}")
_NIR = re.compile(
    r"[12][0-9]{2}(?:0[1-9]|1[0-2]|[2-9][0-9])(?:[0-9]{2}|2[AB])[0-9]{6}(?:[0-9]{2})?"
)
_CARD_LENGTHS = range(13, 20)


def reference_of(text: str) -> str | None:
    """Return the number of a complaint, a card block or a receipt as kept, None if it is none.

    Letters, digits, dashes and slashes, thirty at most, one digit at least and never five letters
    in a row: too little for a sentence. Never what has the shape of a social security number, an
    IBAN or a card.
    """
    kept = re.sub(r"\s+", "", re.sub(r"^\s*[nN][°º]\s*:?", "", text[: 2 * LONGEST_MATCHED]))
    if not _REFERENCE.fullmatch(kept):
        return None
    bare = re.sub(r"[/-]", "", kept).upper()
    card = bare.isdecimal() and len(bare) in _CARD_LENGTHS and luhn.is_valid(bare)
    return None if card or _NIR.fullmatch(bare) or _iban(bare) else kept


FORMATS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "email": lambda text: bool(_EMAIL.fullmatch(text)),
        "phone": lambda text: bool(_PHONE.fullmatch(re.sub(r"[\s.\-()]", "", text))),
        "iban": _iban,
        "reference": lambda text: reference_of(text) is not None,
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


def check(checks: tuple[Check, ...], value: Value, now: datetime) -> None:
    """Raise Refused when a value breaks one of these checks."""
    for one in checks:
        if CHECKS[one.name].refuse(one.value, value, now):
            detail = f"format.{one.value}" if one.name == "format" else one.name
            raise Refused(f"error.{detail}", limit=_limit(one))


def _limit(one: Check) -> Value:
    match CHECKS[one.name].argument:
        case "number":
            number = float(one.value)
            return int(number) if number.is_integer() else number
        case "date":
            return date.fromisoformat(one.value)
        case _:
            return one.value
