"""The form of a message that rules read, with the way back to the message as it came.

Criminals write `Аmеli` with Cyrillic letters, put invisible characters inside words, or space
letters out. Rules read the plain form; what is shown to a person is cut from the original.
"""

import re
import unicodedata
from dataclasses import dataclass

MOST = 4096  # characters that are read
# Letters of other alphabets that look like ours; each maps to one letter, so positions hold.
_LOOKS_LIKE = str.maketrans(
    "аеорсухіјѕԁһӏԛԝαεορντυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХ",
    "aeopcyxijsdhlqwaeopvtuikABEZHIKMNOPTYXABEKMHOPCTYX",
)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u2061\u2062\u2063")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_DOTS = {"[.]": ".", "(.)": ".", "[dot]": ".", "[:]": ":"}
_SPACED = re.compile(r"(?<!\w)\w(?:[ .\-_*]\w){4,}(?!\w)")


@dataclass(frozen=True, slots=True)
class Normal:
    """A message in plain form, where each character came from, and what was disguised."""

    text: str
    origin: tuple[int, ...]
    original: str
    hidden: tuple[int, int] | None  # the first place where something was disguised

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the plain form stands in the original."""
        if start >= end:
            return (0, 0)
        return self.origin[start], self.origin[end - 1] + 1


def normal(message: str) -> Normal:
    """Return the plain form: no accents, no case, no disguise; at most `MOST` characters."""
    original = message[:MOST]
    text: list[str] = []
    origin: list[int] = []
    hidden: tuple[int, int] | None = None
    at = 0
    while at < len(original):
        for defanged, plain in _DOTS.items():
            if original.startswith(defanged, at):
                text.append(plain)
                origin.append(at)
                at += len(defanged)
                break
        else:
            character = original[at]
            if character in _INVISIBLE or character in _BIDI:
                # Emoji are joined by invisible characters too; between letters they hide something.
                inside = original[at - 1 : at].isalnum() and original[at + 1 : at + 2].isalnum()
                if hidden is None and (inside or character in _BIDI):
                    hidden = (max(0, at - 10), min(len(original), at + 11))
            else:
                letter = character.translate(_LOOKS_LIKE)
                if letter != character and hidden is None and _among_latin(original, at):
                    hidden = (at, at + 1)
                for part in unicodedata.normalize("NFKD", letter.lower()):
                    if not unicodedata.combining(part):
                        text.append("'" if part == "’" else part)
                        origin.append(at)
            at += 1
    plain = "".join(text).replace("hxxp", "http")
    return _unspaced(Normal(plain, tuple(origin), original, hidden))


def _among_latin(original: str, at: int) -> bool:
    """Tell whether the word around this character is otherwise written in Latin letters."""
    start, end = at, at + 1
    while start > 0 and at - start < 20 and original[start - 1].isalpha():  # noqa: PLR2004
        start -= 1
    while end < len(original) and end - at < 20 and original[end].isalpha():  # noqa: PLR2004
        end += 1
    return any("a" <= c.lower() <= "z" for c in original[start:end])


def _unspaced(read: Normal) -> Normal:
    """Close up letters that were spaced out: `a m e l i`."""
    match = _SPACED.search(read.text)
    if match is None:
        return read
    text: list[str] = []
    origin: list[int] = []
    hidden = read.hidden
    last = 0
    for match in _SPACED.finditer(read.text):
        letters = match[0][::2]
        if not letters.isalpha():
            continue
        text.append(read.text[last : match.start()])
        origin.extend(read.origin[last : match.start()])
        text.append(letters)
        origin.extend(read.origin[match.start() : match.end()][::2])
        hidden = hidden or read.span(match.start(), match.end())
        last = match.end()
    text.append(read.text[last:])
    origin.extend(read.origin[last:])
    return Normal("".join(text), tuple(origin), read.original, hidden)


def bare(words: str) -> str:
    """Return words as they are compared: plain letters and digits, single spaces."""
    apart = unicodedata.normalize("NFKD", words.translate(_LOOKS_LIKE).lower())
    kept = "".join(c if c.isalnum() else " " for c in apart if not unicodedata.combining(c))
    return " ".join(kept.split())
