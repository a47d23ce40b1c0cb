"""Is this real? From a message to a verdict with its reasons, offline and in linear time.

Read, look for signs, weigh, say. Nothing is fetched, nothing is kept, and no message is ever
called harmless: the best that is said is that a link is truly the sender's own.
"""

import re
from collections.abc import Iterator

from bot.check import signs as rules
from bot.check.links import find_links, registrable
from bot.check.model import Brands, Checked, Found, Sign, Verdict
from bot.check.normal import Normal, normal
from bot.check.phones import find_phones
from bot.check.signs import Seen
from bot.check.weigh import WEIGHTS, probability, verdict
from bot.check.wording import GENUINE, WORDING

MOST_SHOWN = 5
LONGEST_SPAN = 60
# Matters that known organisations handle on their own domains: a link elsewhere does not fit.
_SERVICES = (
    "topic.parcel",
    "topic.fine",
    "topic.cpf",
    "topic.vitale",
    "words.refund",
    "words.bank_alert",
)


def check(message: str, *, sender: str | None = None, brands: Brands) -> Checked:
    """Return the verdict on a message; `sender` is who it came from, as the phone shows it."""
    seen = look(message, sender or "", brands)
    found = _strongest(tuple(_found(seen)))
    ids = {one.id for one in found}
    true_link = rules.official(seen)
    if true_link:
        ids.add("ok.official")
    likely = probability(ids)
    said = verdict(ids, official=true_link)
    told = [_sign(one, seen) for one in found]
    told.sort(key=lambda sign: -sign.weight)
    return Checked(said, likely, tuple(told))


def look(message: str, sender: str, brands: Brands) -> Seen:
    """Read a message: links, addresses, numbers, brands."""
    read = normal(message)
    links, addresses = find_links(read)
    named = tuple(rules.name_brands(read, sender, brands))
    domain = sender.rpartition("@")[2].strip(" >").lower() if "@" in sender else None
    return Seen(
        read=read,
        links=links,
        addresses=addresses,
        phones=tuple(find_phones(read)),
        named=named,
        sender=sender.strip(),
        sender_domain=registrable(domain) if domain else None,
        brands=brands,
    )


def _found(seen: Seen) -> Iterator[Found]:
    for rule in rules.SIGNS:
        yield from rule(seen)
    wording = {name: _first(pattern, seen.read) for name, pattern in WORDING.items()}
    for name, span in wording.items():
        if span is not None:
            yield Found(name, *span)
    elsewhere = next(rules.strange(seen), None)
    if elsewhere is not None and not seen.named and any(wording[name] for name in _SERVICES):
        yield Found("link.elsewhere", elsewhere.start, elsewhere.end)
    asks = bool(seen.links) or wording["words.call"] or wording["words.link"]
    for name, pattern in GENUINE.items():
        span = _first(pattern, seen.read)
        # An honest code or appointment asks for nothing; with a link or a call it proves nothing.
        if span is not None and not (asks and name != "ok.stop"):
            yield Found(name, *span)


def _first(pattern: re.Pattern[str], read: Normal) -> tuple[int, int] | None:
    match = pattern.search(read.text)
    return read.span(match.start(), match.end()) if match is not None else None


def _strongest(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Keep each sign once, where it shows first; a number or topic alone explains nothing."""
    once: dict[str, Found] = {}
    for one in found:
        once.setdefault(one.id, one)
    if "link.shortener" in once or "link.any" in once:
        once.pop("words.link", None)  # the link itself says it
    return tuple(once.values())


def _sign(one: Found, seen: Seen) -> Sign:
    original = seen.read.original
    span = original[one.start : one.end] if one.end > one.start else seen.sender
    shown = " ".join(span.split())
    if one.id.startswith("link."):
        shown = re.split(r"[/?#]", shown.rpartition("://")[2])[0]  # whose it is, not the rest
    shown = shown if len(shown) <= LONGEST_SPAN else shown[: LONGEST_SPAN - 1] + "…"
    return Sign(one.id, shown, one.start, one.end, WEIGHTS[one.id])


def shown(checked: Checked) -> tuple[Sign, ...]:
    """Return the signs a person is told: those that speak for the verdict, few, strongest first."""
    match checked.verdict:
        case Verdict.DANGER | Verdict.SUSPICIOUS:
            return tuple(s for s in checked.signs if s.weight > 0)[:MOST_SHOWN]
        case Verdict.KNOWN_SENDER:
            return ()
        case _:
            return tuple(s for s in checked.signs if abs(s.weight) >= 1)[:2]
