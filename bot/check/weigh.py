"""How much each sign weighs: one table, read by people, and one sum.

The probability is logistic in the sum of the weights. No weight of danger is negative and none of
the honest ones is positive, so one more danger sign never lowers the result. The weights were set
by hand and looked at on labelled messages (tests/bench/check_quality.py); none is learnt from them.
"""

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.check.model import Verdict

START = -2.2  # a message without any sign
DANGER = 0.85
SUSPICIOUS = 0.5

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "link.lookalike": 4.5,
        "link.mismatch": 3.0,
        "link.user": 3.5,
        "link.ip": 3.5,
        "link.foreign_letters": 3.0,
        "link.onward": 2.5,
        "link.shortener": 1.6,
        "link.hosting": 2.2,
        "link.ending": 1.9,
        "link.bait": 1.8,
        "link.port": 1.0,
        "link.any": 0.9,
        "link.elsewhere": 1.6,
        "words.link": 0.8,
        "words.call": 0.9,
        "words.urgency": 1.1,
        "words.threat": 1.4,
        "words.pay": 1.5,
        "words.refund": 1.6,
        "words.prize": 1.7,
        "words.confirm": 1.4,
        "words.secret": 3.0,
        "words.remote": 3.0,
        "words.install": 1.6,
        "words.new_number": 4.6,
        "words.bank_alert": 1.7,
        "words.courier": 4.5,
        "words.second": 3.5,
        "words.quoted": 0.8,
        "words.premium": 1.8,
        "words.buyer": 3.2,
        "topic.parcel": 0.7,
        "topic.fine": 1.5,
        "topic.cpf": 2.0,
        "topic.vitale": 2.4,
        "topic.crypto": 1.3,
        "topic.job": 2.5,
        "topic.sextortion": 4.5,
        "number.premium": 2.2,
        "number.foreign": 0.8,
        "number.mobile": 0.7,
        "sender.person": 1.8,
        "sender.mailbox": 3.0,
        "sender.mismatch": 2.5,
        "sender.foreign": 1.2,
        "brand.named": 0.7,
        "text.hidden": 2.5,
        "ok.code": -2.4,
        "ok.appointment": -1.8,
        "ok.delivered": -0.8,
        "ok.paid": -0.8,
        "ok.stop": -0.8,
        "ok.official": -4.0,
    }
)
# One of these alone is enough to say that something is wrong.
DECISIVE = frozenset({"link.lookalike", "words.courier", "words.remote"})


def probability(ids: Iterable[str]) -> float:
    """Return how likely a fraud is, between 0 and 1."""
    total = START + sum(WEIGHTS[one] for one in set(ids))
    return 1 / (1 + math.exp(-total))


def verdict(ids: Iterable[str], *, official: bool) -> Verdict:
    """Return what is said; `official`: every link is on a well-checked domain of one brand."""
    signs = set(ids)
    likely = probability(signs)
    if likely >= DANGER:
        return Verdict.DANGER
    if likely >= SUSPICIOUS or signs & DECISIVE:
        return Verdict.SUSPICIOUS
    if official and not any(WEIGHTS[one] > MOST_BESIDE_OFFICIAL for one in signs):
        return Verdict.KNOWN_SENDER
    return Verdict.CANNOT_TELL


MOST_BESIDE_OFFICIAL = 2.0  # a heavier sign beside a true link: do not call the sender known
