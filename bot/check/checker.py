"""Is this real? From a message to a verdict with its reasons, offline and in linear time.

Read, look for signs, weigh, say. Nothing is fetched, nothing is kept, and no message is ever
called harmless: the best that is said is that a link is truly the sender's own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.check.model import Checked, Found, Sign, Tables, Verdict
from bot.check.normal import normal
from bot.check.phrases import tell
from bot.check.seen import Seen, look
from bot.check.signs import OTHER_SIGNS
from bot.check.signs_links import LINK_SIGNS
from bot.check.signs_paths import PATH_SIGNS
from bot.check.weigh import MODEL, STEEP_ENGLISH, level, probability, verdict, weight
from bot.check.whose import each_once, official
from bot.check.wording import may_show

MOST_SHOWN = 5
LEAST_SHOWN = 0.3  # of a sign, in log-odds: what hardly counts only distracts
LONGEST_SPAN = 60
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
# Which kind of leaked data a quoted one is, by the codes of the profile.
QUOTED = {
    "nir": re.compile(r"nir|secu|\b[12] ?\d\d"),
    "civil_status_birth_date": re.compile(r"nee?|born|birth|naissance"),
    "insurer_and_contract": re.compile(r"adherent|dossier|mutuelle"),
}
_OF_LINKS = frozenset({"ok.own", "ok.public", "ok.likely", "ok.popular", "ok.town", "ok.namesake"})
_DENIED = frozenset({"words.secret", "words.courier", "words.install", "words.link"})
_NOT = re.compile(r"\bn['e]\b|\bjamais\b|\baucune?\b|\bni\b|\bnever\b|\bdon'?t\b|\bnot\b")
# “Clique pas”, “faut pas cliquer”, “vous avez cliqué”: no demand, or done already.
_BID_NOT = re.compile(r"\w+(?:[ -](?:moi|le|la|les|surtout))? (?:pas|jamais|sur aucun)\b")
_SPOKEN_NOT = re.compile(r"\b(?:pas|sans|avez(?:.vous)?) (?:deja )?$")
# “We shall never ask you to …”: whatever the sentence names after it is not asked.
_NEVER_ASKED = re.compile(
    r"\bn(?:e |')(?:(?:vous|te|lui|leur|nous|l[ae]s?) ){0,2}"
    r"(?:demand|reclam|sollicit|exig|fer(?:a|ons|ont)\b|envo|enver)\w* (?:jamais|pas|aucune?|ni)\b"
    r"[^.!?\n]{0,170}$|\b(?:never|not) (?:ask|request|require)\w*\b[^.!?\n]{0,170}$"
)
SENTENCE = 230  # characters before a demand in which it may say so
BEFORE = 12  # characters before a demand in which it is turned round
_OWNED = frozenset({"ok.own", "ok.public"})
# What only says what a message is about: friends name shops, send parcels and speak of bitcoin.
_MERE = frozenset({"brand.named", "words.link", "topic.parcel", "topic.crypto"})
_OFFERED = frozenset({"words.link", "words.call"})  # the way, whatever is asked on it
_UNKNOWN = frozenset({"link.mismatch", "link.elsewhere", "link.coded", "link.shortener"})
_BESIDE_A_LINK = frozenset({"ok.stop", "ok.warning", "ok.choice"})  # honest even with a link


def check(message: str, *, sender: str | None = None, tables: Tables) -> Checked:
    """Return the verdict on a message; `sender` is who it came from, as the phone shows it."""
    return judge(look(message, sender or "", tables))


def judge(seen: Seen, leaked: frozenset[str] = frozenset()) -> Checked:
    """Return the verdict on a message that was read.

    `leaked` are the data that leaked of the person who got it: quoting those proves nothing, and
    the person is told so. It changes no verdict: a quoted name is no fraud by itself.
    """
    found = tuple(_for_whom(one, seen, leaked) for one in signs_of(seen))
    weights = seen.tables.weights
    said = verdict(found, weights, official=official(seen.links, seen.tables), english=seen.english)
    told = [_sign(one, seen) for one in found]
    # What can be pointed at comes before what the words recall.
    told.sort(key=lambda sign: (sign.id == MODEL, -sign.weight))
    return Checked(said, probability(found, weights, english=seen.english), tuple(told))


def _for_whom(one: Found, seen: Seen, leaked: frozenset[str]) -> Found:
    """Say of a quoted datum that it is one of those that leaked, when it is."""
    if one.id != "words.quoted" or not leaked:
        return one
    quoted = normal(seen.read.original[one.start : one.end]).text
    known = next((code for code, pattern in QUOTED.items() if pattern.search(quoted)), None)
    # Told in other words, weighed as any quoted datum.
    same = weight(one, seen.tables.weights)
    return replace(one, id="words.leaked", weight=same) if known in leaked else one


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
    lured = any(one.id in _UNKNOWN for one in found)
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
        replace(one, weight=weight(one, weights) * share) if one.id in _MERE else one
        for one in found
    ]


def _mere(found: list[Found], seen: Seen) -> float:
    """Return what the signs weigh together that only say what a message is about."""
    return sum(weight(one, seen.tables.weights) for one in found if one.id in _MERE)


def _speaks(one: Found, seen: Seen) -> bool:
    """Tell whether a sign speaks for a fraud by itself, and not only of what the message is."""
    return weight(one, seen.tables.weights) > 0 and one.id not in _MERE


def _named(seen: Seen) -> Iterator[Found]:
    for rule in (*LINK_SIGNS, *PATH_SIGNS, *OTHER_SIGNS):
        yield from rule(seen)
    demands, honest = may_show(seen.words, english=seen.english)
    places = {name: _first(patterns, seen, name) for name, patterns in demands.items()}
    given = _first(honest.get("ok.code", ()), seen)
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
        span = _first(patterns, seen)
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
        if one.id.startswith("topic.") or one.id in _OFFERED:
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
        yield Found(name, *_span(seen, told.start, told.end), weight=measured)


def counted(told: float, doubt: float, most: float, *, alone: bool, lured: bool) -> float:
    """Return what counts of what the words say, in log-odds; `doubt`: the most they say alone."""
    if alone and told > 0:
        return max(0.0, min(most, told - ALONE, doubt))
    return max(0.0 if lured else -most, min(most, told))


def _first(patterns: tuple[Any, ...], seen: Seen, name: str = "") -> tuple[int, int] | None:
    """Return where the words of a sign stand first."""
    found = (_match(pattern, seen.words, name) for pattern in patterns)
    first = min((one for one in found if one), key=lambda one: one.start(), default=None)
    return None if first is None else _span(seen, first.start(), first.end())


def _match(pattern: Any, words: str, name: str) -> Any:
    match = pattern.search(words)
    if match is not None and name.startswith("words.") and _denied(match, words, name):
        # “Never give your code” asks for none: look on, in linear time.
        found = pattern.finditer(words, match.end())
        match = next((one for one in found if not _denied(one, words, name)), None)
    return match


def _span(seen: Seen, start: int, end: int) -> tuple[int, int]:
    """Return where words stand in the original; a link behind them has signs of its own."""
    words = seen.words[start:end].removesuffix("http").rstrip(" :;,.")
    return seen.read.span(start, start + len(words) if words else end)


def _denied(match: Any, words: str, name: str) -> bool:
    before = words[max(0, match.start() - SENTENCE) : match.start()]
    if _NEVER_ASKED.search(before) is not None:
        return True
    if name not in _DENIED:
        return False
    near = max(0, match.start() - BEFORE)
    return (
        _NOT.search(words, near, match.end()) is not None
        or _BID_NOT.match(words, match.start()) is not None
        or _SPOKEN_NOT.search(words[near : match.start()]) is not None
    )


def _meet(one: tuple[int, int], other: tuple[int, int] | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]


def _sign(one: Found, seen: Seen) -> Sign:
    original = seen.read.original
    span = original[one.start : one.end] if one.end > one.start else seen.sender
    shown = " ".join(span.split())
    if one.id.startswith("link.") or one.id in _OF_LINKS:
        shown = re.split(r"[/?#]", shown.rpartition("://")[2])[0]  # whose it is, not the rest
    shown = shown if len(shown) <= LONGEST_SPAN else shown[: LONGEST_SPAN - 1] + "…"
    return Sign(one.id, shown, one.start, one.end, weight(one, seen.tables.weights))


def _said_once(signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """Leave out that a link is not the organisation's where its imitation is already said."""
    imitated = {(s.start, s.end) for s in signs if s.id == "link.lookalike"}
    return tuple(s for s in signs if s.id != "link.mismatch" or (s.start, s.end) not in imitated)


def shown(checked: Checked) -> tuple[Sign, ...]:
    """Return the signs a person is told: those that speak for the verdict, few, strongest first."""
    match checked.verdict:
        case Verdict.DANGER | Verdict.SUSPICIOUS:
            speaking = _said_once(tuple(s for s in checked.signs if s.weight > 0))
            return tuple(s for s in speaking if s.weight >= LEAST_SHOWN)[:MOST_SHOWN] or speaking
        case Verdict.KNOWN_SENDER:  # whose address it is: nothing else was looked at
            return tuple(s for s in checked.signs if s.id in _OWNED)
        case _:
            told = tuple(s for s in checked.signs if abs(s.weight) >= 1)
            pointed = tuple(s for s in told if s.id not in (MODEL, "ok.typical"))
            return (pointed or told)[:2]  # what can be pointed at, if there is anything
