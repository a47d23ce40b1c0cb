"""The form of a message that rules read, with the way back to the message as it came.

Criminals write `Аmеli` with Cyrillic letters, put invisible characters inside words, space letters
out, or use digits for letters. Rules read the plain form; what is shown to a person is cut from the
original. Everything here is one pass over the characters: the time is linear.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain, repeat

import disarm

MOST = 4096  # characters that are read
INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u2061\u2062\u2063\u2064\u115f\u1160\u3164"
    "\uffa0\u17b4\u17b5\u206a\u206b\u206c\u206d\u206e\u206f"
).union(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0))))
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_DOTS = re.compile(r" ?(?:\[(?:\.|dot|point|:|at)\]|\((?:\.|dot|point)\)) ?", re.IGNORECASE)
_DOT = {":": ":", "at": "@"}  # anything else in such brackets is a dot
_SPACES = re.compile(r"[ \t]{2,}|\t")
# The marks of bold and struck words that messengers copy along: `*urgent*`.
_MARKS = re.compile(r"[*~](?:(?<![\w*~].)[*~]?(?=[a-z])|(?<=[a-z].)[*~]?(?![\w*~]))")
_SPACED = re.compile(r"(?<!\w)\w(?:[ .\-_*]\w){4,}(?!\w)")
_MIXED = re.compile(
    r"(?<![a-z0-9])(?=[a-z]{0,12}[0-9])(?=[0-9]{0,12}[a-z])[a-z0-9]{3,14}(?![a-z0-9])"
)
_TWO_DIGITS = re.compile(r"[0-9]{2}")
_DIGITS = str.maketrans("013457", "oieast")
_QUOTES = str.maketrans("’‘ʼ“”。｡", "'''\"\"..")  # and dots that a link may have
_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}
_PLAIN: dict[str, str] = {}  # what each character becomes, filled as they come
_REMEMBERED = 4096
MANY_LINES = 8
LEAST_LETTERS = 3  # in a word that is spaced out: `x x x x x x` are kisses
WIDEST = 4  # letters that one character may stand for: some stand for eighteen, in no honest word


@dataclass(frozen=True, slots=True)
class Normal:
    """A message in plain form, where each character came from, and what was disguised.

    `words` is `text` with digits that stand for letters put right; both have the same length.
    """

    text: str
    words: str
    origin: tuple[int, ...] | range
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
    text, origin = _folded(original)
    hidden = None if original.isascii() else _disguised(original)
    if "[" in text or "(" in text:
        text, origin = _refanged(text, origin)
    if "  " in text or "\t" in text:
        text, origin = _put(_SPACES, " ", text, origin)
    if "*" in text or "~" in text:
        text, origin = _put(_MARKS, "", text, origin)
    if "hxxp" in text:
        text = text.replace("hxxp", "http")
    if _scattered(text):
        text = text.replace("\n", " ")
    if _SPACED.search(text):
        text, origin, spaced = _unspaced(text, origin)
        hidden = hidden or spaced
    return Normal(text, _lettered(text), origin, original, hidden)


def _scattered(text: str) -> bool:
    """Tell whether a message has hardly more than a word on each line: read it as one sentence."""
    lines = text.count("\n")
    return lines >= MANY_LINES and lines > text.count(" ") * 2


def plain(character: str) -> str:
    """Return what one character is read as: without case or accent, in our alphabet."""
    known = _PLAIN.get(character)
    if known is None:
        known = _read(character)
        if len(_PLAIN) < _REMEMBERED:
            _PLAIN[character] = known
    return known


def _read(character: str) -> str:
    if character in INVISIBLE or character in _BIDI:
        return ""
    if character.isascii():
        return character.lower()
    character = character.translate(_QUOTES)
    if character.isspace():
        return "\n" if character in "\u2028\u2029\x85" else " "
    apart = unicodedata.normalize("NFKD", character.lower())
    kept = "".join(part for part in apart if not unicodedata.combining(part)).lower()
    kept = _LIGATURES.get(kept, kept)
    if kept.isalpha() and not kept.isascii():
        kept = disarm.normalize_confusables(kept).lower()
    return kept[:WIDEST]


def _folded(original: str) -> tuple[str, tuple[int, ...] | range]:
    if original.isascii():
        return original.lower(), range(len(original))
    table = {ord(character): plain(character) for character in set(original)}
    text = original.translate(table)
    if all(len(part) == 1 for part in table.values()):
        return text, range(len(original))
    widths = {character: len(table[ord(character)]) for character in set(original)}
    each = map(repeat, range(len(original)), map(widths.__getitem__, original))
    return text, tuple(chain.from_iterable(each))


def _disguised(original: str) -> tuple[int, int] | None:
    """Return the first place where a letter is not what it looks like, or something is unseen."""
    odd = {c for c in set(original) if not c.isascii() and _may_hide(c)}
    for at, character in enumerate(original) if odd else ():
        if character not in odd:
            continue
        if character in _BIDI:
            return max(0, at - 10), min(len(original), at + 11)
        if character in INVISIBLE:
            # Emoji are joined by invisible characters too; between letters they hide something.
            if original[at - 1 : at].isalnum() and original[at + 1 : at + 2].isalnum():
                return max(0, at - 10), min(len(original), at + 11)
        elif _among_latin(original, at):
            return at, at + 1
    return None


def _may_hide(character: str) -> bool:
    """Tell whether a character is unseen, or a letter that may stand for one of ours."""
    unseen = character in _BIDI or character in INVISIBLE
    return unseen or (character.isalpha() and _foreign(character))


def _foreign(character: str) -> bool:
    """Tell whether a letter belongs to another alphabet but is read as one of ours."""
    read = plain(character)
    return read.isascii() and read.isalpha() and not _latin(character)


def _latin(character: str) -> bool:
    return "LATIN" in unicodedata.name(character, "") or character in "ªº"


def _among_latin(original: str, at: int) -> bool:
    """Tell whether the word around this character is otherwise written in Latin letters."""
    start, end = at, at + 1
    while start > 0 and at - start < 20 and original[start - 1].isalpha():  # noqa: PLR2004
        start -= 1
    while end < len(original) and end - at < 20 and original[end].isalpha():  # noqa: PLR2004
        end += 1
    return any("a" <= c.lower() <= "z" for c in original[start:end])


def _refanged(text: str, origin: tuple[int, ...] | range) -> tuple[str, tuple[int, ...] | range]:
    """Put back the dots of addresses that somebody made harmless: `colis[.]top`."""
    if _DOTS.search(text) is None:
        return text, origin
    parts: list[str] = []
    kept: list[int] = []
    last = 0
    for match in _DOTS.finditer(text):
        parts += (text[last : match.start()], _DOT.get(match[0].strip(" []()"), "."))
        kept += (*origin[last : match.start()], origin[match.start()])
        last = match.end()
    return "".join((*parts, text[last:])), (*kept, *origin[last:])


def _put(
    pattern: re.Pattern[str], put: str, text: str, origin: tuple[int, ...] | range
) -> tuple[str, tuple[int, ...] | range]:
    """Put a character, or none, in the place of whatever the pattern finds."""
    parts: list[str] = []
    kept: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        parts += (text[last : match.start()], put)
        kept += origin[last : match.start() + len(put)]
        last = match.end()
    return ("".join((*parts, text[last:])), (*kept, *origin[last:])) if parts else (text, origin)


def _unspaced(
    text: str, origin: tuple[int, ...] | range
) -> tuple[str, tuple[int, ...] | range, tuple[int, int] | None]:
    """Close up letters that were spaced out: `a m e l i`."""
    parts: list[str] = []
    kept: list[int] = []
    first: tuple[int, int] | None = None
    last = 0
    for match in _SPACED.finditer(text):
        letters = match[0][::2]
        if not letters.isalpha() or len(set(letters)) < LEAST_LETTERS:
            continue
        here = origin[match.start() : match.end()]
        first = first or (here[0], here[-1] + 1)
        parts += (text[last : match.start()], letters)
        kept += (*origin[last : match.start()], *here[::2])
        last = match.end()
    return "".join((*parts, text[last:])), (*kept, *origin[last:]), first


def _lettered(text: str) -> str:
    """Read digits as letters inside words that mix both: `c0lis`, `am3li`."""
    return _MIXED.sub(lambda match: _word(match[0]), text) if any(map(str.isdigit, text)) else text


def _word(mixed: str) -> str:
    letters = sum(map(str.isalpha, mixed))
    between = mixed[:1].isalpha() and mixed[-1:].isalpha()
    apart = _TWO_DIGITS.search(mixed) is None  # two in a row are a number, as in a reference
    return mixed.translate(_DIGITS) if between and apart and letters * 2 > len(mixed) else mixed


def bare(words: str) -> str:
    """Return words as they are compared: plain letters and digits, single spaces."""
    read = "".join(map(plain, words))
    return " ".join("".join(c if c.isalnum() else " " for c in read).split())
