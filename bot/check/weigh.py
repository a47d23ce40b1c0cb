"""What is said, from how much each sign weighs: one table, and one sum.

The probability is logistic in the sum of the weights. The table is `data/signs.tsv`, read by
people and brought up to date by `tests/bench/fit_weights.py`: no sign of danger weighs less than
nothing and no honest one more, so one more danger sign never lowers the result.
"""

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.check.model import Found, Verdict

START = "start"  # the row of a message without any sign
START_ENGLISH = "start.en"  # what is added to it when the message is English
DANGER = 0.85
SUSPICIOUS = 0.5
STEEP_ENGLISH = 2.5  # the same sum says more in English, either way: measured on real messages
BARE = "link.bare"  # nothing but a link
# What is odd in a bare link, or not, says more than beside words: measured on links with a label.
BARE_ODD = 3.0
BARE_PLAIN = 1.2
# One of these alone is enough to say that something is wrong.
DECISIVE = frozenset({"link.lookalike", "words.courier", "words.remote"})
MODEL = "words.typical"  # what frauds imitate reads like what they imitate: it does not count here
MOST_KNOWN = 0.35  # how likely a fraud may be, and its sender still be called known
MOST_BESIDE_OWN = 2.0  # a heavier sign beside a true link: do not call the sender known


def read_weights(source: str) -> Mapping[str, float]:
    """Return the table of a `signs.tsv`: a sign, a tab, its weight. Raises ValueError."""
    rows = (line.split("\t") for line in source.splitlines() if line and line[0] != "#")
    return MappingProxyType({row[0]: float(row[1]) for row in rows})


def weight(one: Found, weights: Mapping[str, float]) -> float:
    """Return what a sign adds, in log-odds."""
    return one.weight if one.weight is not None else weights[one.id]


def level(weights: Mapping[str, float], *, english: bool) -> float:
    """Return where a message without any sign stands, in log-odds."""
    return weights[START] + (weights[START_ENGLISH] if english else 0.0)


def probability(found: Iterable[Found], weights: Mapping[str, float], *, english: bool) -> float:
    """Return how likely a fraud is, between 0 and 1."""
    signs = tuple(found)
    total = level(weights, english=english) + sum(weight(one, weights) for one in signs)
    if any(one.id == BARE for one in signs):
        total = _bare(total, weights[BARE])
    return chance(total, english=english)


def chance(total: float, *, english: bool) -> float:
    """Return how likely a fraud is, from the sum of what was found."""
    return 1 / (1 + math.exp(-total * (STEEP_ENGLISH if english else 1.0)))


def _bare(total: float, own: float) -> float:
    """Return what the signs of a bare link say; `own`: of that, what it being bare says.

    Never less than the same signs would without it: being bare does not speak for a link.
    """
    return total * BARE_ODD if total > 0 else max(total - own, total * BARE_PLAIN)


def verdict(
    found: tuple[Found, ...], weights: Mapping[str, float], *, official: bool, english: bool
) -> Verdict:
    """Return what is said; `official`: every link is on a well-checked domain of one brand."""
    likely = probability(found, weights, english=english)
    if likely >= DANGER:
        return Verdict.DANGER
    if likely >= SUSPICIOUS or any(one.id in DECISIVE for one in found):
        return Verdict.SUSPICIOUS
    heavy = (one for one in found if weight(one, weights) > MOST_BESIDE_OWN)
    if official and likely < MOST_KNOWN and all(one.id == MODEL for one in heavy):
        return Verdict.KNOWN_SENDER
    return Verdict.CANNOT_TELL
