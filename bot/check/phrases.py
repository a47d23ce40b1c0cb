"""The text model: which words return in frauds, and which in honest messages. A table and a sum.

A phrase is a word or two in a row, each cut to its first letters, so that one entry stands for all
forms of a word. The table is written by `tests/bench/fit_weights.py` from named data; this file
only reads it and adds up. What it finds is told as a sign like any other, with the words it was
found in; a sum too small to be told counts for nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

STEM = 6  # letters kept of a word
_TOKEN = re.compile(r"[a-z]+|\d+|[€$£%]")
LONGEST_STRETCH = 60  # characters shown
USUAL = 60  # phrases of a text message of some length
MOST_EACH = 2.0  # in a very short one
FEWEST = 5  # phrases: of three words or fewer nothing can be said


@dataclass(frozen=True, slots=True)
class Told:
    """What the words of a message say: a sum in log-odds, and the stretch that says most."""

    weight: float
    start: int  # in the plain form
    end: int


NOTHING = Told(0.0, 0, 0)


def read_phrases(source: str) -> Mapping[str, float]:
    """Return the table of a `phrases.tsv`: a phrase, a tab, its weight. Raises ValueError."""
    found: dict[str, float] = {}
    for line in source.splitlines():
        if line and not line.startswith("#"):
            phrase, _, weight = line.partition("\t")
            found[phrase] = float(weight)
    return MappingProxyType(found)


def tokens(words: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the words of a plain form, cut to their stems, and where each stands."""
    spans = [match.span() for match in _TOKEN.finditer(words)]
    written = (words[start:end] for start, end in spans)
    return ["0" if word[0].isdigit() else word[:STEM] for word in written], spans


def features(words: str) -> dict[str, tuple[int, int]]:
    """Return each phrase of a message once, with where it first stands."""
    stems, spans = tokens(words)
    stems.reverse()  # what is put in last stays: the first place
    spans.reverse()
    found = dict(zip(stems, spans, strict=True))
    pairs = zip(stems[1:], stems, spans[1:], spans, strict=False)
    found.update({f"{one} {two}": (first[0], last[1]) for one, two, first, last in pairs})
    return found


def damped(phrases: int) -> float:
    """Return what each phrase counts for: the more there are, the less each says."""
    return min(MOST_EACH, (USUAL / phrases) ** 0.5) if phrases else 1.0


def tell(words: str, table: Mapping[str, float]) -> Told:
    """Add up what the phrases of a message say."""
    found = features(words)
    each = damped(len(found))
    if len(found) < FEWEST:
        return NOTHING
    # In the order of the message, so that the sum is the same to its last digit each time.
    known = sorted((found[phrase], table[phrase] * each) for phrase in found.keys() & table.keys())
    if not known:
        return NOTHING
    total = sum(weight for _, weight in known)
    return Told(total, *_loudest(known, total))


def _loudest(known: list[tuple[tuple[int, int], float]], total: float) -> tuple[int, int]:
    """Return the stretch in which the phrases that speak for the sum weigh most together."""
    sign = 1.0 if total >= 0 else -1.0
    best, stretch = 0.0, (0, 0)
    first = 0
    running = 0.0
    for last, ((_, end), weight) in enumerate(known):
        running += weight * sign
        while end - known[first][0][0] > LONGEST_STRETCH and first < last:
            running -= known[first][1] * sign
            first += 1
        if running > best:
            best = running
            stretch = (known[first][0][0], max(e for (_, e), _ in known[first : last + 1]))
    return stretch
