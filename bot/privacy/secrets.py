"""Secrets in what people type: found in memory, before anything else happens to the text.

Pure and linear: one pass collects runs of digits and letters as people space them, a second weighs
each run by its checksum. What is found is named and masked; it is never kept.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stdnum import iban as iban_number
from stdnum import luhn
from stdnum.exceptions import ValidationError

LONGEST = 4096


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
    text = text[: LONGEST * 2]
    plain = _plain(text)
    found: list[Found] = []
    taken = bytearray(len(text) + 1)
    for one in (*_ibans(plain), *_numbers(plain), *_announced(plain)):
        if one.end > one.start and not any(taken[one.start : one.end]):
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


def _plain(text: str) -> str:
    """Return a text of the same length in which digits and spaces are the ordinary ones."""
    plain = []
    for c in text:
        if c.isascii():
            plain.append(c)
            continue
        digit = unicodedata.digit(c, None)
        if digit is not None:
            plain.append(str(digit))
        elif c.isspace() or unicodedata.category(c) in ("Cf", "Zs", "Pd", "Mn"):
            plain.append(" ")
        else:
            wide = unicodedata.normalize("NFKC", c)
            plain.append(wide if len(wide) == 1 else c)
    return "".join(plain)


_BETWEEN = " .-\t/_"  # what people put between groups of digits
MOST_BETWEEN = 3


def _runs(plain: str, letters: bool) -> Iterator[list[tuple[str, int]]]:
    """Yield runs of digits (and letters) with their places, over the separators people use."""
    run: list[tuple[str, int]] = []
    gap = 0
    for place, c in enumerate(plain):
        wanted = c.isdigit() or (letters and c.isascii() and c.isalpha())
        if wanted or (c in "abAB" and len(run) in (6, 7)):
            run.append((c, place))
            gap = 0
        elif run and c in _BETWEEN and gap < MOST_BETWEEN:
            gap += 1
        else:
            if run:
                yield run
            run, gap = [], 0
    if run:
        yield run


def _ibans(plain: str) -> Iterator[Found]:
    for start in range(len(plain) - 14):
        if not (plain[start].isalpha() and plain[start].isascii()):
            continue
        if start and plain[start - 1].isalnum():
            continue
        head = re.match(r"[A-Za-z]{2} ?\d ?\d", plain[start : start + 6])
        if head is None:
            continue
        yield from _iban_at(plain, start)


def _iban_at(plain: str, start: int) -> Iterator[Found]:
    kept, places = "", []
    for place in range(start, min(len(plain), start + 70)):
        c = plain[place]
        if c.isalnum() and c.isascii():
            kept += c
            places.append(place)
        elif c not in _BETWEEN:
            break
    for size in range(min(len(kept), 34), 14, -1):
        if _is_iban(kept[:size]):
            yield Found(Secret.IBAN, start, places[size - 1] + 1)
            return


def _is_iban(text: str) -> bool:
    try:
        iban_number.validate(text)
    except ValidationError:
        return False
    return True


def _numbers(plain: str) -> Iterator[Found]:
    """Yield NIRs and cards among the runs of digits."""
    for run in _runs(plain, letters=False):
        characters = "".join(c for c, _ in run)
        at = 0
        while at < len(run):
            for secret, size in _at(characters[at:]):
                yield Found(secret, run[at][1], run[at + size - 1][1] + 1)
                at += size
                break
            else:
                at += 1


def _at(characters: str) -> Iterator[tuple[Secret, int]]:
    for size in (15, 13):
        if len(characters) >= size and is_nir(characters[:size]):
            alone = len(characters) == size
            if size == 15 or alone:  # noqa: PLR2004 - 13 digits inside more are something else
                yield Secret.NIR, size
    digits = characters if characters.isdigit() else ""
    for size in (19, 18, 17, 16, 15, 14, 13):
        if len(digits) == size and is_card(digits):
            yield Secret.CARD, size
    if len(digits) > 16 and is_card(digits[:16]):  # noqa: PLR2004 - then a date or a code
        yield Secret.CARD, 16


_NIR = re.compile(r"[1-478]\d{2}(\d{2})(\d{2}|2[AaBb])\d{6}(\d{2})?")


def is_nir(text: str) -> bool:
    """Tell whether 13 or 15 characters are a French social-security number."""
    match = _NIR.fullmatch(text)
    if match is None:
        return False
    month = int(match[1])
    if not (1 <= month <= 12 or 20 <= month <= 42 or 50 <= month <= 99):  # noqa: PLR2004
        return False
    if match[2] == "00":
        return False
    if match[3] is None:
        return True
    corsican = match[2].upper()
    number = (
        int(text[:13].upper().replace("2A", "19").replace("2B", "18"))
        if corsican
        in (
            "2A",
            "2B",
        )
        else int(text[:13])
    )
    return int(match[3]) == 97 - number % 97


_CARD_PREFIXES = re.compile(r"(?:4|5[0-8]|6[0-9]|2[2-7]|3[0-9])")


def is_card(digits: str) -> bool:
    """Tell whether digits are the number of a payment card."""
    if not _CARD_PREFIXES.match(digits) or len(set(digits)) < 2:  # noqa: PLR2004
        return False
    return bool(luhn.is_valid(digits))


_PASSWORD = re.compile(
    r"\b(?:mot de passe|mdp|password|passwd|passphrase|pwd)\b"
    r"(?: (?:est|is|c'est|a ete|etait|was|du compte|actuel))?\s?[:=]?\s?[\"'«]?\s?(\S{4,64})",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:code|pin|otp|cryptogramme|cvv|cvc)\b(?: (?:secret|pin|sms|recu|reçu|est|is|de|d'acces"
    r"|confidentiel|validation|verification|:)){0,3}\s?[:=]?\s?(\d[\d ]{2,9}\d)\b",
    re.IGNORECASE,
)
_NO_PASSWORD = frozenset(
    """
    est is was oublie oublié forgotten perdu lost et ou or and de du des le la les mon ma my the
    pour for sur on que qui a à en in avec with jamais never volé vole stolen donné donne given
    expire expired bientot soon ici here please svp
    """.split()
)


def _announced(plain: str) -> Iterator[Found]:
    """Yield passwords and codes that the words before them announce."""
    for match in _PASSWORD.finditer(plain):
        word = match[1].strip("\"'«».,;!?")
        mixed = sum(
            (
                any(c.isdigit() for c in word),
                any(c.islower() for c in word),
                any(c.isupper() for c in word),
                any(not c.isalnum() for c in word),
            )
        )
        marked = any(mark in match[0][: match.start(1) - match.start()] for mark in ":=")
        if word.lower() not in _NO_PASSWORD and (mixed >= 2 or marked):  # noqa: PLR2004
            yield Found(Secret.PASSWORD, match.start(1), match.end(1))
    for match in _CODE.finditer(plain):
        yield Found(Secret.CODE, match.start(1), match.end(1))
