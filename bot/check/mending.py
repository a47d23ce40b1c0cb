"""Words that somebody cut in two, spelled with digits or mistyped, put right by the words we know.

`vot re co-lis` and `c0mpt3` slip past rules that look for words; a person reads on. A word is put
together only where the whole is known and a part is not, so that `en fin` stays two words. Where
that happens often it is no slip, and parts that are words themselves are put together too. What a
finger slipped on is put right as well, and is no disguise.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.check.vocabulary import Vocabulary

_TOKEN = re.compile(r"[a-z0-9$@]+")
_JOINTS = frozenset({" ", "-", ".", "_", "*", "/", "|", "~", " -", "- ", " - "})
SHORTEST = 4  # letters of a word that is put right
LONGEST = 20
OFTEN = 3  # in one message: nobody slips as often
MOST_SLIPS = 12  # different words of a message that are looked at for one: it takes time
LETTER = 150  # words: a longer message says enough in those that are spelled right
_LETTERS = str.maketrans("0134578$@", "oieastbsa")

_Token = tuple[str, int, int]
_Change = tuple[int, int, str]  # from, to, what to read there


@dataclass(frozen=True, slots=True)
class Mended:
    """Words put right, where each character came from, and which stretches were in disguise.

    All places are places in the words as they were.
    """

    words: str
    origin: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


def mended(words: str, known: Vocabulary) -> Mended | None:
    """Return the words put right; nothing when there is nothing to put right."""
    found = _TOKEN.findall(words)
    strange = set(found).difference(known.words)
    odd = [word for word in dict.fromkeys(found) if word in strange and _odd(word, known)]
    disguised = _disguised(found, odd, known)
    tried = odd[:MOST_SLIPS] if len(found) <= LETTER else ()
    slips = {word: meant for word in tried if (meant := known.meant(word)) is not None}
    if not disguised and not slips:
        return None
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(words)]
    changes = list(_changes(words, tokens, known, often=False)) if disguised else []
    if len(changes) >= OFTEN:
        changes = list(_changes(words, tokens, known, often=True))
    return _changed(words, changes, list(_slipped(tokens, slips, changes)))


def _disguised(found: Sequence[str], odd: Sequence[str], known: Vocabulary) -> bool:
    """Tell whether a word may be in disguise: in most messages none is."""
    if any(_spelled(word) in known.words for word in odd):
        return True
    strange = frozenset(odd)
    places = [at for at, word in enumerate(found) if word in strange]
    pairs = {at for place in places for at in (place - 1, place) if 0 <= at < len(found) - 1}
    return any(found[at] + found[at + 1] in known.words for at in pairs)


def _slipped(
    tokens: Sequence[_Token], slips: Mapping[str, str], changes: Sequence[_Change]
) -> Iterator[_Change]:
    """Yield what a finger slipped on, where nothing else is put right."""
    taken = {at for start, end, _ in changes for at in range(start, end)}
    for word, start, end in tokens:
        if word in slips and start not in taken:
            yield start, end, slips[word]


def _changes(
    words: str, tokens: Sequence[_Token], known: Vocabulary, *, often: bool
) -> Iterator[_Change]:
    taken = 0
    for first, second in pairwise((*tokens, ("", len(words), len(words)))):
        word, start, end = first
        if start < taken:
            continue
        odd = _odd(word, known)
        if odd or often or _odd(second[0], known):
            joined = word + second[0]
            between = words[end : second[1]]
            fits = SHORTEST <= len(joined) <= LONGEST and len(word) > 1 and len(second[0]) > 1
            if fits and between in _JOINTS and joined.isalpha() and joined in known.words:
                taken = second[2]
                yield start, taken, joined
                continue
        if odd and len(word) >= SHORTEST and (spelled := _spelled(word)) in known.words:
            yield start, end, spelled


def _odd(word: str, known: Vocabulary) -> bool:
    """Tell whether a word is none we know; single letters and numbers are no news."""
    return len(word) > 1 and word not in known.words and not word.isdecimal()


def _spelled(word: str) -> str:
    """Return a word with letters for its digits, if enough of it is letters."""
    letters = sum(map(str.isalpha, word))
    enough = letters * 2 > len(word) if len(word) <= SHORTEST else letters * 3 >= len(word)
    return word.translate(_LETTERS) if enough and letters < len(word) else ""


def _changed(words: str, disguises: Sequence[_Change], slips: Sequence[_Change]) -> Mended | None:
    if not disguises and not slips:
        return None
    parts: list[str] = []
    origin: list[int] = []
    last = 0
    for start, end, put in sorted((*disguises, *slips)):
        parts += (words[last:start], put)
        origin += range(last, start)
        letters = [at for at in range(start, end) if _TOKEN.match(words, at) is not None]
        # A word with a letter too few or too many: the letters behind the slip stand at its end.
        missing = len(put) - len(letters)
        origin += letters[: len(put)] if missing <= 0 else (*letters, *letters[-1:] * missing)
        last = end
    parts.append(words[last:])
    origin += range(last, len(words))
    places = tuple((start, end) for start, end, _ in disguises)
    return Mended("".join(parts), tuple(origin), places)
