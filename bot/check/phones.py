"""Telephone numbers in a message, by the numbering plans that `phonenumbers` ships."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

from bot.check.normal import Normal

MOST = 20  # numbers that are looked at in one message
_NUMBER = re.compile(r"(?<![\w/=-])(?:\+|00)?\(?\d(?:[ .\-()]{0,2}\d){6,14}(?![\w/])")
_KINDS = {
    PhoneNumberType.PREMIUM_RATE: "premium",
    PhoneNumberType.SHARED_COST: "premium",
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "landline",
    PhoneNumberType.VOIP: "landline",
    PhoneNumberType.UAN: "landline",
    PhoneNumberType.TOLL_FREE: "landline",
}
_MOBILE = re.compile(r"[67]\d{8}")
# As numbers are written: a bare row of digits is an order, a file, an amount.
_WRITTEN = re.compile(r"\(?(?:\+|0|33)|[67](?:[ .]\d\d){4}$")
_TERRITORIES = frozenset({33, 262, 508, 590, 594, 596, 681, 687, 689})  # France and overseas


@dataclass(frozen=True, slots=True)
class Phone:
    """A number: its digits as written, and what kind it is."""

    digits: str
    kind: str  # premium, mobile, landline, foreign
    start: int
    end: int


def find_phones(read: Normal) -> Iterator[Phone]:
    """Yield the numbers a person could be asked to call."""
    for seen, match in enumerate(_NUMBER.finditer(read.text)):
        if seen == MOST:
            return
        digits = re.sub(r"[^\d+]", "", match[0])
        kind = kind_of(digits) if _WRITTEN.match(match[0]) is not None else ""
        if kind:
            yield Phone(digits, kind, *read.span(match.start(), match.end()))


@lru_cache(maxsize=1024)
def kind_of(digits: str) -> str:
    """Return the kind of a number, empty when it is none."""
    try:
        number = phonenumbers.parse(digits, "FR")
    except phonenumbers.NumberParseException:
        return ""
    if number.country_code not in _TERRITORIES:
        return "foreign" if phonenumbers.is_possible_number(number) else ""
    if phonenumbers.is_valid_number(number):
        return _KINDS.get(phonenumbers.number_type(number), "landline")
    # Ranges come into use before a plan that ships with a package knows them.
    return "mobile" if _MOBILE.fullmatch(str(number.national_number)) else ""
