"""The words we know, and which of them was meant when a finger slipped: `rembousement`, `clois`.

A slip is one letter too few or too many, or two that changed places. One taken for another is not
put right: too often that is another word (`amande`). The first and the last letter are right nearly
always, in slips as in what criminals do on purpose, so only words with the same ends are compared:
some dozens, not ten thousand.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, takewhile
from types import MappingProxyType

SHORTEST = 5  # letters of a word in which a slip is put right: of shorter ones, too many are alike
LONGEST = 20
KNOWN = 4  # messages in which a word must return to be one we know
FREQUENT = 10  # and to be the one that was meant
_Ends = tuple[str, str, int]  # first letter, last letter, how many


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words we know, by how often they return; names of organisations are known, not guessed.

    A word that was seen a few times may be a slip itself: nothing is put together to make it, and
    nothing is changed to it. But it may be right as well, so it is left as it is.
    """

    words: AbstractSet[str]  # what may be put together
    seen: AbstractSet[str]  # what is left as it is
    by_ends: Mapping[_Ends, tuple[str, ...]]  # what may have been meant

    def meant(self, word: str) -> str | None:
        """Return the one word we know that is a slip away; nothing when it is none or several."""
        if not (SHORTEST <= len(word) <= LONGEST and word.isalpha()) or word in self.seen:
            return None
        lengths = (len(word) - 1, len(word), len(word) + 1)
        near = chain.from_iterable(self.by_ends.get((word[0], word[-1], n), ()) for n in lengths)
        found = [one for one in near if _a_slip_away(word, one)]
        return found[0] if len(found) == 1 else None


def read_vocabulary(source: str, names: Iterable[str]) -> Vocabulary:
    """Return the table of a `words.txt`: a word, a tab, in how many messages. Raises ValueError."""
    rows = (line.split("\t") for line in source.splitlines() if line and line[0] != "#")
    counts = {row[0]: int(row[1]) for row in rows}
    named = frozenset(names)
    ends: defaultdict[_Ends, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= FREQUENT and SHORTEST - 1 <= len(word) <= LONGEST + 1 and word not in named:
            ends[word[0], word[-1], len(word)].append(word)
    return Vocabulary(
        named.union(word for word, count in counts.items() if count >= KNOWN),
        named.union(counts),
        MappingProxyType({key: tuple(found) for key, found in ends.items()}),
    )


def _a_slip_away(one: str, other: str) -> bool:
    """Tell whether two different words with the same ends are one slip apart."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    at = sum(1 for _ in same)
    if len(one) == len(other):
        here, there = one[at : at + 2], other[at : at + 2]
        return here == there[::-1] and one[at + 2 :] == other[at + 2 :]
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return longer[at + 1 :] == shorter[at:]
