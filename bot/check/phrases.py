"""The text model: which words return in frauds, and which in honest messages. A table and a sum.

A phrase is a word or two in a row, each cut to its first letters, so that one entry stands for all
forms of a word. The table is written by `tests/bench/fit_weights.py` from named data; this file
only reads it and adds up. What it finds is told as a sign like any other, with the words it was
found in; a sum too small to be told counts for nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

STEM = 6  # letters kept of a word
_TOKEN = re.compile(r"[a-z]+|\d+|[€$£%]")
LONGEST_STRETCH = 60  # characters shown
USUAL = 60  # phrases of a text message of some length
MOST_EACH = 2.0  # in a very short one
FEWEST = 5  # phrases: of three words or fewer nothing can be said
PARAGRAPH = 12  # words of one that is read by itself as well
MOST_PARAGRAPHS = 3  # of a message in which that is done
BY_ITSELF = 1.0  # in log-odds: what it then says less


@dataclass(frozen=True, slots=True)
class Told:
    """What the words of a message say: a sum in log-odds, and the stretch that says most."""

    weight: float
    start: int  # in the plain form
    end: int


NOTHING = Told(0.0, 0, 0)
_Known = tuple[int, int, float]  # where a phrase stands, and what it says


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


def features(words: str) -> frozenset[str]:
    """Return the phrases of a message."""
    stems, _ = tokens(words)
    return frozenset(stems).union(map(" ".join, pairwise(stems)))


def damped(phrases: int) -> float:
    """Return what each phrase counts for: the more there are, the less each says."""
    return min(MOST_EACH, (USUAL / phrases) ** 0.5) if phrases else 1.0


def tell(words: str, table: Mapping[str, float]) -> Told:
    """Say what the words recall: as a whole, or in the paragraph that speaks most for a fraud.

    Kind words before a demand do not make it honest. Only a few long paragraphs are read by
    themselves: in a letter of many, one always sounds like something.
    """
    whole = _sum(words, table)
    each = [(part, at) for part, at in _lines(words) if not part.isspace()]
    long = [(part, at) for part, at in each if len(part.split()) >= PARAGRAPH]
    if len(long) < 2 or len(each) > MOST_PARAGRAPHS:  # noqa: PLR2004 - one is the whole
        return whole
    apart = (_by_itself(_sum(part, table), at) for part, at in long)
    return max((whole, *(one for one in apart if one.weight > 0)), key=lambda told: told.weight)


def _lines(words: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in words.splitlines(keepends=True):
        yield line, at
        at += len(line)


def _by_itself(told: Told, at: int) -> Told:
    """Return what a paragraph says, a little less, at its place in the message."""
    return Told(told.weight - BY_ITSELF, told.start + at, told.end + at)


def _sum(words: str, table: Mapping[str, float]) -> Told:
    """Add up what the phrases of a message say, each once, where it first stands."""
    stems, spans = tokens(words)
    met: set[str] = set()
    known: list[_Known] = []  # in the order of the message
    for at, stem in enumerate(stems):
        if at:
            pair = f"{stems[at - 1]} {stem}"
            if pair not in met:
                met.add(pair)
                if pair in table:
                    known.append((spans[at - 1][0], spans[at][1], table[pair]))
        if stem not in met:
            met.add(stem)
            if stem in table:
                known.append((*spans[at], table[stem]))
    if len(met) < FEWEST or not known:
        return NOTHING
    total = sum(weight for _, _, weight in known)
    return Told(total * damped(len(met)), *_loudest(known, total))


def _loudest(known: list[_Known], total: float) -> tuple[int, int]:
    """Return the stretch in which the phrases that speak for the sum weigh most together."""
    sign = 1.0 if total >= 0 else -1.0
    best, stretch = 0.0, (0, 0)
    first = 0
    running = 0.0
    for last, (_, end, weight) in enumerate(known):
        running += weight * sign
        while end - known[first][0] > LONGEST_STRETCH and first < last:
            running -= known[first][2] * sign
            first += 1
        if running > best:
            best = running
            stretch = (first, last + 1)
    inside = known[slice(*stretch)]
    return (inside[0][0], max(end for _, end, _ in inside)) if inside else (0, 0)
