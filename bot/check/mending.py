"""Words that somebody cut in two or spelled with digits, put right by the words we know.

`vot re co-lis` and `c0mpt3` slip past rules that look for words; a person reads on. A word is put
together only where the whole is known and a part is not, so that `en fin` stays two words. Where
that happens often it is no slip, and parts that are words themselves are put together too.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(r"[a-z0-9$@]+")
_JOINTS = frozenset({" ", "-", ".", "_", "*", "/", "|", "~", " -", "- ", " - "})
SHORTEST = 4  # letters of a word that is put right
LONGEST = 20
OFTEN = 3  # in one message: nobody slips as often
_LETTERS = str.maketrans("0134578$@", "oieastbsa")

_Token = tuple[str, int, int]
_Change = tuple[int, int, str]  # from, to, what to read there


@dataclass(frozen=True, slots=True)
class Mended:
    """Words put right, where each character came from, and which stretches were put right.

    All places are places in the words as they were.
    """

    words: str
    origin: tuple[int, ...]
    places: tuple[tuple[int, int], ...]


def mended(words: str, known: AbstractSet[str]) -> Mended | None:
    """Return the words put right; nothing when there is nothing to put right."""
    if not _worth(_TOKEN.findall(words), known):
        return None
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(words)]
    changes = list(_changes(words, tokens, known, often=False))
    if len(changes) >= OFTEN:
        changes = list(_changes(words, tokens, known, often=True))
    return _changed(words, changes) if changes else None


def _worth(found: Sequence[str], known: AbstractSet[str]) -> bool:
    """Tell whether anything may have to be put right: in most messages nothing has."""
    odd = {word for word in set(found).difference(known) if _odd(word, known)}
    return any(_spelled(word) in known for word in odd) or any(
        (one in odd or other in odd) and one + other in known for one, other in pairwise(found)
    )


def _changes(
    words: str, tokens: Sequence[_Token], known: AbstractSet[str], *, often: bool
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
            if fits and between in _JOINTS and joined.isalpha() and joined in known:
                taken = second[2]
                yield start, taken, joined
                continue
        if odd and len(word) >= SHORTEST and (spelled := _spelled(word)) in known:
            yield start, end, spelled


def _odd(word: str, known: AbstractSet[str]) -> bool:
    """Tell whether a word is none we know; single letters and numbers are no news."""
    return len(word) > 1 and word not in known and not word.isdecimal()


def _spelled(word: str) -> str:
    """Return a word with letters for its digits, if enough of it is letters."""
    letters = sum(map(str.isalpha, word))
    enough = letters * 2 > len(word) if len(word) <= SHORTEST else letters * 3 >= len(word)
    return word.translate(_LETTERS) if enough and letters < len(word) else ""


def _changed(words: str, changes: Sequence[_Change]) -> Mended:
    parts: list[str] = []
    origin: list[int] = []
    last = 0
    for start, end, put in changes:
        parts += (words[last:start], put)
        origin += range(last, start)
        origin += (at for at in range(start, end) if _TOKEN.match(words, at) is not None)
        last = end
    parts.append(words[last:])
    origin += range(last, len(words))
    places = tuple((start, end) for start, end, _ in changes)
    return Mended("".join(parts), tuple(origin), places)
