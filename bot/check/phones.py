"""Telephone numbers in a message, by the French numbering plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.check.normal import Normal

_NUMBER = re.compile(r"(?<![\w/=-])(?:\+|00)?\d(?:[ .\-]?\d){3,14}(?![\w/])")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: its digits as dialled in France, and what kind it is."""

    digits: str
    kind: str  # premium, mobile, landline, foreign, short
    start: int
    end: int


def find_phones(read: Normal) -> Iterator[Phone]:
    """Yield the numbers a person could be asked to call."""
    for match in _NUMBER.finditer(read.text):
        digits = re.sub(r"[^\d+]", "", match[0])
        kind = kind_of(digits)
        if kind:
            yield Phone(digits, kind, *read.span(match.start(), match.end()))


def kind_of(digits: str) -> str:
    """Return the kind of a number, empty when it is none."""
    if digits.startswith(("+33", "0033")):
        digits = "0" + digits.removeprefix("+33").removeprefix("0033").lstrip("0")
    if digits.startswith(("+", "00")):
        return "foreign" if len(digits) >= 9 else ""  # noqa: PLR2004 - country code and number
    if len(digits) == 10 and digits.startswith("0"):  # noqa: PLR2004 - the national plan
        match digits[1]:
            case "8":
                return "premium" if digits[2] in "12679" else "landline"
            case "6" | "7":
                return "mobile"
            case _:
                return "landline"
    return ""
