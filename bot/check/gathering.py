"""Every sign of a message, once: what its links, its sender and its words show, and recall.

A sign counts as its table says, with three exceptions: the same words count once, slight ones say
less in a long letter, and what a message is only about raises no alarm by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.check.model import Found
from bot.check.phrases import tell
from bot.check.searching import first, place
from bot.check.seen import Seen
from bot.check.signs import OTHER_SIGNS
from bot.check.signs_links import LINK_SIGNS
from bot.check.signs_paths import PATH_SIGNS
from bot.check.weigh import STEEP_ENGLISH, level, weight
from bot.check.whose import each_once
from bot.check.wording import may_show

SAME = 0.6  # of the longer of two stretches: beyond it, they are the same words
ALONE = 1.75  # in log-odds: what the text model must say before it counts when it is alone
DOUBT = 1.5  # above an even chance, in log-odds: what it can bring about alone. Not danger.
LENGTHY = 60  # words of a text message of some length
SLIGHT = 1.3  # in log-odds: a sign that weighs less may come by chance, in enough words
SHORT = 0.1  # of an even chance, in log-odds: how near it brings what a message is about, alone
LEAST_TOLD = 0.25  # of the text model, in log-odds: what weighs less is not counted either
# Matters that known organisations handle on their own domains: a link elsewhere does not fit.
_SERVICES = (
    "topic.parcel",
    "topic.fine",
    "topic.cpf",
    "topic.vitale",
    "words.refund",
    "words.bank_alert",
)
# What only says what a message is about: friends name shops, send parcels and speak of bitcoin.
MERE = frozenset({"brand.named", "words.link", "topic.parcel", "topic.crypto"})
OFFERED = frozenset({"words.link", "words.call"})  # the way, whatever is asked on it
UNKNOWN = frozenset({"link.mismatch", "link.elsewhere", "link.coded", "link.shortener"})
_BESIDE_A_LINK = frozenset({"ok.stop", "ok.warning", "ok.choice"})  # honest even with a link


def signs_of(seen: Seen) -> Iterator[Found]:
    """Yield each sign of a message once, where it shows first."""
    once: dict[str, Found] = {}
    for one in _found(seen):
        once.setdefault(one.id, one)
    if once.keys() & {"link.shortener", "link.any", "link.broken"}:
        once.pop("words.link", None)  # the link itself says it
    yield from once.values()


def _found(seen: Seen) -> Iterator[Found]:
    if len(seen.strange) > 1:
        seen = replace(seen, strange=each_once(seen.strange))
    found = list(_named(seen))
    alone = not any(_speaks(one, seen) for one in found)
    if alone:
        found = _quieted(found, seen)
    yield from found
    lured = any(one.id in UNKNOWN for one in found)
    yield from model(seen, alone=alone, beside=_mere(found, seen), lured=lured)


def _quieted(found: list[Found], seen: Seen) -> list[Found]:
    """Let what a message is about bring it near an even chance by itself, and no further."""
    total = _mere(found, seen)
    room = max(0.0, -level(seen.tables.weights, english=seen.english) - SHORT)
    if total <= room:
        return found
    share = room / total
    weights = seen.tables.weights
    return [
        replace(one, weight=weight(one, weights) * share) if one.id in MERE else one
        for one in found
    ]


def _mere(found: list[Found], seen: Seen) -> float:
    """Return what the signs weigh together that only say what a message is about."""
    return sum(weight(one, seen.tables.weights) for one in found if one.id in MERE)


def _speaks(one: Found, seen: Seen) -> bool:
    """Tell whether a sign speaks for a fraud by itself, and not only of what the message is."""
    return weight(one, seen.tables.weights) > 0 and one.id not in MERE


def _named(seen: Seen) -> Iterator[Found]:
    for rule in (*LINK_SIGNS, *PATH_SIGNS, *OTHER_SIGNS):
        yield from rule(seen)
    demands, honest = may_show(seen.words, english=seen.english)
    places = {name: first(patterns, seen, name) for name, patterns in demands.items()}
    given = first(honest.get("ok.code", ()), seen)
    told = [
        Found(name, *span)
        for name, span in places.items()
        # A code that stands in the message is no secret that it asks for.
        if span is not None and not (name == "words.secret" and _meet(span, given))
    ]
    yield from (_by_chance(one, seen) for one in _apart(told, seen.tables.weights))
    elsewhere = next(iter(seen.strange), None)
    if elsewhere is not None and not seen.named and any(map(places.get, _SERVICES)):
        yield Found("link.elsewhere", elsewhere.start, elsewhere.end)
    # American operators ask a way out of everybody: criminals write one as well.
    beside = _BESIDE_A_LINK - {"ok.stop"} if seen.english else _BESIDE_A_LINK
    asks = elsewhere is not None or places.get("words.call") or places.get("words.link")
    for name, patterns in honest.items():
        # An honest code or appointment asks for nothing; with a strange link or a call it proves
        # nothing.
        if asks and name not in beside and (elsewhere is not None or name != "ok.prevention"):
            continue
        span = first(patterns, seen)
        if span is not None:
            yield Found(name, *span)


def _by_chance(one: Found, seen: Seen) -> Found:
    """Let a slight sign say less in a long message: a word of haste comes by chance in a letter."""
    weighs = seen.tables.weights[one.id]
    if not one.id.startswith("words.") or weighs >= SLIGHT:
        return one
    words = len(seen.words.split())
    return replace(one, weight=weighs * min(1.0, LENGTHY / words) ** 0.5) if words else one


def _apart(found: list[Found], weights: Mapping[str, float]) -> Iterator[Found]:
    """Yield the signs of wording; the same words count once, for the heaviest sign they show.

    “Settle your account within 24 h” is one demand: not a payment, a detail and a deadline each.
    What a message is about is no demand, and counts beside one.
    """
    taken: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda each: -weight(each, weights)):
        span = (one.start, one.end)
        if one.id.startswith("topic.") or one.id in OFFERED:
            yield one
        elif not any(_same(span, other) for other in taken):
            taken.append(span)
            yield one


def _same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two stretches are for the most part the same words."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > SAME * max(one[1] - one[0], other[1] - other[0])


def model(seen: Seen, *, alone: bool, beside: float, lured: bool) -> Iterator[Found]:
    """What the words as a whole recall: frauds, or honest messages.

    Alone, or beside what only says what the message is about (`beside`: what that weighs), they
    must say a lot to count, and never say danger: friends talk of money and codes too.
    Beside a link that is nobody's we know (`lured`), honest words prove nothing: criminals copy
    them.
    """
    told = tell(seen.words, seen.tables.phrases)
    standing = level(seen.tables.weights, english=seen.english)
    most = seen.tables.weights["model.most"]
    doubt = DOUBT / (STEEP_ENGLISH if seen.english else 1.0) - standing - beside
    measured = counted(told.weight, doubt, most, alone=alone, lured=lured)
    if abs(measured) >= LEAST_TOLD:
        name = "words.typical" if measured > 0 else "ok.typical"
        yield Found(name, *place(seen, told.start, told.end), weight=measured)


def counted(told: float, doubt: float, most: float, *, alone: bool, lured: bool) -> float:
    """Return what counts of what the words say, in log-odds; `doubt`: the most they say alone."""
    if alone and told > 0:
        return max(0.0, min(most, told - ALONE, doubt))
    return max(0.0 if lured else -most, min(most, told))


def _meet(one: tuple[int, int], other: tuple[int, int] | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]
