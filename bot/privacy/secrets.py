"""Secrets in what people type: found in memory, before anything else happens to the text.

Pure and linear: every pattern has bounded repeats over separate classes of characters, so no place
of a text is read more than a fixed number of times. What the patterns propose is weighed by its
checksum; what has none needs the words that announce it (`announced.py`). What is found is named
and masked; it is never kept.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stdnum import iban as iban_number
from stdnum import luhn
from stdnum.exceptions import ValidationError

from bot.privacy.announced import codes, passwords


class Secret(StrEnum):
    """What must never reach disk or log."""

    NIR = "nir"
    IBAN = "iban"
    CARD = "card"
    PASSWORD = "password"  # noqa: S105 - the name of the kind
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Found:
    """A secret: its kind and where it stands."""

    secret: Secret
    start: int
    end: int


MASKS = {
    Secret.NIR: "[NIR ••••]",
    Secret.IBAN: "[IBAN ••••]",
    Secret.CARD: "[CB ••••]",
    Secret.PASSWORD: "[••••]",
    Secret.CODE: "[code ••••]",
}


def find(text: str) -> tuple[Found, ...]:
    """Return the secrets of a text, in order, none overlapping another."""
    plain = _plain(text)
    found: list[Found] = []
    taken = bytearray(len(text))
    for one in _proposed(plain):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def mask(text: str, found: tuple[Found, ...]) -> str:
    """Return the text with each secret replaced by the name of its kind."""
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], MASKS[one.secret]]
        at = one.end
    return "".join([*parts, text[at:]])


def _proposed(plain: str) -> Iterator[Found]:
    """Yield what may be a secret, the surest first: the first to claim a place has it."""
    for start, end in _ibans(plain):
        yield Found(Secret.IBAN, start, end)
    for start, end in _whole_nirs(plain):
        yield Found(Secret.NIR, start, end)
    for start, end in _cards(plain):
        yield Found(Secret.CARD, start, end)
    for start, end in _bare_nirs(plain):
        yield Found(Secret.NIR, start, end)
    for start, end in passwords(plain):
        yield Found(Secret.PASSWORD, start, end)
    for start, end in codes(plain):
        yield Found(Secret.CODE, start, end)


def _plain(text: str) -> str:
    """Return a text of the same length in which digits and spaces are the ordinary ones."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() else _ordinary(c) for c in text)


def _ordinary(c: str) -> str:
    digit = unicodedata.digit(c, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(c)
    if category == "Pd":
        return "-"
    if c.isspace() or category in ("Cf", "Mn") or c in "·•":
        return " "
    wide = unicodedata.normalize("NFKC", c)
    return wide if len(wide) == 1 else c


Spans = Iterator[tuple[int, int]]
_S = r"[ .,\-_/\t\n]{0,3}"  # what people put between groups
_FREE = r"(?<![0-9])"  # not in the middle of a longer number


def _kept(written: str) -> str:
    return "".join(c for c in written if c.isalnum())


# IBAN. The search looks ahead so that a false start hides no true one.
_IBAN = re.compile(
    rf"(?:(?<![A-Za-z0-9])|(?<=IBAN)|(?<=iban))(?=([A-Za-z]{{2}}{_S}[0-9]{_S}[0-9](?:{_S}[A-Za-z0-9]){{11,30}}))"
)
SHORTEST_IBAN = 15


def _ibans(plain: str) -> Spans:
    for match in _IBAN.finditer(plain):
        places = [at for at, c in enumerate(match[1], match.start()) if c.isalnum()]
        size = _iban_size(_kept(match[1]).upper())
        if size:
            yield match.start(), places[size - 1] + 1


def _iban_size(kept: str) -> int:
    """Return how many characters from the beginning are an IBAN; 0 when none are."""
    head = int(str(_worth(kept[0])) + str(_worth(kept[1])) + kept[2:4])
    rest = 0
    for size, c in enumerate(kept[4:], 5):
        worth = _worth(c)
        rest = (rest * (100 if worth > 9 else 10) + worth) % 97  # noqa: PLR2004 - a letter is two digits
        if size >= SHORTEST_IBAN and (rest * 1_000_000 + head) % 97 == 1 and _is_iban(kept[:size]):
            return size
    return 0


def _worth(c: str) -> int:
    return int(c, 36)


def _is_iban(text: str) -> bool:
    try:
        # A country's own rules are stricter than what a bank takes; length and checksum suffice.
        iban_number.validate(text, check_country=False)
    except ValidationError:
        return False
    return True


# NIR: sex, year, month, department, commune, order, key.
_NIR_HEAD = (
    rf"[1-478]{_S}[0-9]{_S}[0-9]{_S}[0-9]{_S}[0-9]{_S}(?:[0-9]{_S}[0-9]|2{_S}[ABab])"
    rf"(?:{_S}[0-9]){{6}}"
)
_NIR_WHOLE = re.compile(rf"{_FREE}(?=({_NIR_HEAD}{_S}[0-9]{_S}[0-9])(?![0-9]))")
_NIR_BARE = re.compile(rf"{_FREE}({_NIR_HEAD})(?!{_S}[0-9])")
_NIR = re.compile(r"[1-478]\d{2}(\d{2})(\d{2}|2[AB])(\d{3})\d{3}(\d{2})?")
_ELSE = re.compile(
    r"(?:ean|gtin|isbn|imei|barres?|suivi|colis|tracking|parcel|facture|invoice|commande|order"
    r"|r[eé]f\w{0,8}|dossier|client|contrat|siret)\W{0,3}(?:\w{1,6}\W{1,3}){0,2}$",
    re.IGNORECASE,
)
LEAD = 40  # characters before a number in which a word may say what it is


def _whole_nirs(plain: str) -> Spans:
    for match in _NIR_WHOLE.finditer(plain):
        if is_nir(_kept(match[1])):
            yield match.start(1), match.end(1)


def _bare_nirs(plain: str) -> Spans:
    """Thirteen digits without a key: only alone, and where no word says it is something else."""
    for match in _NIR_BARE.finditer(plain):
        before = plain[max(0, match.start() - LEAD) : match.start()]
        if is_nir(_kept(match[1])) and not _joined(before) and not _ELSE.search(before):
            yield match.span(1)


_JOINED = re.compile(rf"[0-9]{_S}$")


def _joined(before: str) -> bool:
    """Tell whether a number goes on from another over a separator."""
    return _JOINED.search(before[-4:]) is not None


def is_nir(text: str) -> bool:
    """Tell whether 13 or 15 characters are a French social-security number."""
    match = _NIR.fullmatch(text.upper())
    if match is None or match[2] == "00" or match[3] == "000":
        return False
    month = int(match[1])
    if match[4] is None:
        # Without a key one number in fifty would do: only the usual first digits and months.
        return text[0] in "12" and 1 <= month <= 12  # noqa: PLR2004
    if not (1 <= month <= 12 or 20 <= month <= 42 or 50 <= month <= 99):  # noqa: PLR2004
        return False
    number = int(text[:13].upper().replace("2A", "19").replace("2B", "18"))
    return int(match[4]) == 97 - number % 97


# Cards: in fours, in the groups of their brand, solid, or whole with one kind of separator.
_G = r"[ .,\-_/\t\n]{1,3}"
_CARD_GROUPS = re.compile(
    rf"{_FREE}(?=([0-9]{{4}}{_G}[0-9]{{4}}{_G}[0-9]{{4}}{_G}[0-9]{{4}}(?:{_G}[0-9]{{2,3}})?)(?![0-9]))"
)
_CARD_FOURS = re.compile(
    rf"{_FREE}(?=([0-9]{{4}}{_G}[0-9]{{4}}{_G}[0-9]{{4}}{_G}[0-9]{{4}})(?![0-9]))"
)
_CARD_ROW = re.compile(rf"{_FREE}([0-9](?:{_S}[0-9]){{13,18}})(?!{_S}[0-9])")
_CARD_SOLID = re.compile(rf"{_FREE}([0-9]{{14,19}})(?![0-9])")
_SIRET = (3, 3, 3, 5)


def _cards(plain: str) -> Spans:
    for pattern in (_CARD_GROUPS, _CARD_FOURS, _CARD_SOLID):
        for match in pattern.finditer(plain):
            if is_card(_kept(match[1])) and not _is_siret(plain, match.start(1), match[1]):
                yield match.span(1)
    for match in _CARD_ROW.finditer(plain):
        before = plain[max(0, match.start() - LEAD) : match.start()]
        one_kind = len(set(match[1]) - set("0123456789")) == 1
        if (
            one_kind
            and is_card(_kept(match[1]))
            and not _joined(before)
            and not _is_siret(plain, match.start(1), match[1])
        ):
            yield match.span(1)


def _is_siret(plain: str, start: int, written: str) -> bool:
    """A company's number passes a card's checksum: its groups or a word before give it away."""
    groups = tuple(len(group) for group in re.findall(r"[0-9]+", written))
    before = plain[max(0, start - LEAD) : start]
    return (
        groups == _SIRET or re.search(r"(?i)siret\W{0,3}(?:\w{1,6}\W{1,3})?$", before) is not None
    )


_BRANDS = tuple(
    (re.compile(prefix), frozenset(sizes))
    for prefix, sizes in (
        (r"4", (16, 19)),
        (r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", (16,)),
        (r"3[47]", (15,)),
        (r"30[0-5]|36|3[89]", (14, 16)),
        (r"35(?:2[89]|[3-8])", (16, 19)),
        (r"6011|65|64[4-9]|62|81", (16, 17, 18, 19)),
        (r"50|5[6-8]|6[0-9]", (16, 18, 19)),  # Maestro
    )
)


def is_card(digits: str) -> bool:
    """Tell whether digits are the number of a payment card: a brand, its length, its checksum."""
    fits = any(len(digits) in sizes and prefix.match(digits) for prefix, sizes in _BRANDS)
    return fits and len(set(digits)) > 1 and bool(luhn.is_valid(digits))
