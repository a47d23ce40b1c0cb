"""The signs of a message, apart from its wording: links, numbers, brands, sender, disguise.

Each sign is one small function from what was read to places in the message.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from bot.check.links import Address, Link
from bot.check.model import Brand, Brands, Found
from bot.check.normal import Normal, bare
from bot.check.phones import Phone, kind_of
from bot.check.tables import BAIT, CHEAP_ENDINGS, HOSTING, MAILBOXES, SHORTENERS

SHORTEST_ALIKE = 5  # shorter names are near too many others
_CHEAP = tuple(f".{ending}" for ending in sorted(CHEAP_ENDINGS))
_PARTS = re.compile(r"[^a-z0-9]+")
_DIGITS_FOR_LETTERS = str.maketrans("013457", "oleast")


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that was read in a message, before anything is concluded."""

    read: Normal
    links: tuple[Link, ...]
    addresses: tuple[Address, ...]
    phones: tuple[Phone, ...]
    named: tuple[tuple[Brand, int, int], ...]  # brands the message names, and where
    sender: str
    sender_domain: str | None
    brands: Brands


def own(link: Link, brands: Brands) -> Brand | None:
    """Return the brand whose well-checked domain this link is on."""
    brand = brands.by_domain.get(link.domain)
    return brand if brand is not None and not link.user and not link.onward else None


def official(seen: Seen) -> bool:
    """Tell whether there are links, all on well-checked domains, none of them anyone's."""
    return bool(seen.links) and all(
        own(link, seen.brands) is not None and link.domain not in MAILBOXES for link in seen.links
    )


def strange(seen: Seen) -> Iterator[Link]:
    """Yield the links that are on no brand's domain."""
    for link in seen.links:
        if link.domain not in seen.brands.plausible or link.onward or link.user:
            yield link


def lookalike(seen: Seen) -> Iterator[Found]:
    """A domain that is nearly a brand's, or carries a brand's name without being its own."""
    for link in strange(seen):
        if link.number or link.domain in SHORTENERS:
            continue
        if _carries(link, seen.brands) or _nearly(link, seen.brands):
            yield Found("link.lookalike", link.start, link.end)


def _carries(link: Link, brands: Brands) -> bool:
    """Tell whether the host holds a brand's name as a word: `ameli-dossier.com`, `caf.fr.x.top`."""
    parts = [part for part in _PARTS.split(link.host) if part]
    parts = parts[:-1] if len(parts) > 1 else parts
    joined = {part.translate(_DIGITS_FOR_LETTERS) for part in parts} | set(parts)
    official = any(part in BAIT for part in parts) or link.host.endswith(_CHEAP)
    for part in joined:
        if part in brands.words or (official and part in brands.labels):
            return True
        for domain_word, rest in ((w, part.removeprefix(w)) for w in _names(brands) if w in part):
            glued = rest if part.startswith(domain_word) else part.removesuffix(domain_word)
            if glued in BAIT or glued in ("fr", "france", "online", "web", "mon", "my", "app"):
                return True
    return False


def _names(brands: Brands) -> frozenset[str]:
    return frozenset(word for word in brands.words if len(word) >= SHORTEST_ALIKE)


def _nearly(link: Link, brands: Brands) -> bool:
    name = link.domain.partition(".")[0]
    if len(name) < SHORTEST_ALIKE:
        return False
    seen = name.translate(_DIGITS_FOR_LETTERS).replace("rn", "m").replace("vv", "w")
    for domain in brands.by_domain:
        true = domain.partition(".")[0]
        if len(true) < SHORTEST_ALIKE or link.domain == domain:
            continue
        if true in (name, seen):
            return True  # under another ending, or to the eye: ameli.com, arneli.fr
        if abs(len(name) - len(true)) <= 1 and DamerauLevenshtein.distance(name, true) == 1:
            return True
    return False


def mismatch(seen: Seen) -> Iterator[Found]:
    """The message speaks for a brand, and its link leads elsewhere."""
    if not seen.named:
        return
    for link in strange(seen):
        if link.domain not in SHORTENERS:
            yield Found("link.mismatch", link.start, link.end)


def anatomy(seen: Seen) -> Iterator[Found]:
    """What is odd in how a link is built."""
    for link in seen.links:
        for name, here in (
            ("link.user", link.user),
            ("link.ip", link.number),
            ("link.port", link.port),
            ("link.foreign_letters", not link.written.isascii() or "xn--" in link.host),
            ("link.onward", bool(link.onward) and link.onward != link.domain),
        ):
            if here:
                yield Found(name, link.start, link.end)


def neighbourhood(seen: Seen) -> Iterator[Found]:
    """Where a link stands: behind a shortener, on free pages, under a cheap ending."""
    for link in strange(seen):
        if link.domain in SHORTENERS or link.host in SHORTENERS:
            yield Found("link.shortener", link.start, link.end)
            continue
        if link.host in HOSTING or any(link.host.endswith("." + host) for host in HOSTING):
            yield Found("link.hosting", link.start, link.end)
        elif link.domain.rpartition(".")[2] in CHEAP_ENDINGS:
            yield Found("link.ending", link.start, link.end)
        name = link.host.rpartition(".")[0]
        words = [part for part in _PARTS.split(name) if part in BAIT]
        if words and (len(words) > 1 or "-" in name):
            yield Found("link.bait", link.start, link.end)
        yield Found("link.any", link.start, link.end)


def numbers(seen: Seen) -> Iterator[Found]:
    """What kind of number the person is asked to call."""
    for phone in seen.phones:
        if phone.kind in ("premium", "foreign", "mobile"):
            yield Found(f"number.{phone.kind}", phone.start, phone.end)


def brand(seen: Seen) -> Iterator[Found]:
    """An organisation is named: a weak sign, since honest ones name themselves too."""
    for _, start, end in seen.named[:1]:
        yield Found("brand.named", start, end)


def sender(seen: Seen) -> Iterator[Found]:
    """Who seems to have sent it does not go with who it speaks for. The span is the sender's."""
    if not seen.sender:
        return
    kind = kind_of(re.sub(r"[^\d+]", "", seen.sender)) if seen.sender[:1] in "+0123456789" else ""
    service = bool(seen.named) or bool(seen.links)
    if kind == "foreign" and service:
        yield Found("sender.foreign", 0, 0)
    elif kind in ("mobile", "landline") and service:
        yield Found("sender.person", 0, 0)
    domain = seen.sender_domain
    if domain is None or not seen.named:
        return
    if domain in MAILBOXES:
        yield Found("sender.mailbox", 0, 0)
    elif domain not in seen.brands.plausible:
        yield Found("sender.mismatch", 0, 0)


def disguise(seen: Seen) -> Iterator[Found]:
    """Letters of another alphabet, invisible characters, spaced letters."""
    if seen.read.hidden is not None:
        yield Found("text.hidden", *seen.read.hidden)


def name_brands(
    read: Normal, sender_words: str, brands: Brands
) -> Iterator[tuple[Brand, int, int]]:
    """Yield the brands a message names, and where; one that the sender's name gives comes first."""
    known = bare(sender_words)
    for word in known.split():
        if word in brands.words:
            yield brands.words[word], 0, 0
    for match in re.finditer(r"[a-z0-9]{3,30}", read.text):
        # A name inside a link is the link's business.
        around = read.text[max(0, match.start() - 1) : match.end() + 1]
        found = brands.words.get(match[0])
        if found is not None and not _in_link(around, read.text, match):
            yield found, *read.span(match.start(), match.end())
    for phrase, found in brands.phrases:
        at = read.text.find(phrase)
        if at >= 0:
            yield found, *read.span(at, at + len(phrase))


def _in_link(around: str, text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 2]
    return around[:1] in "./-@_=&?" or (after[:1] in ".-/@_" and after[1:].isalnum())


SIGNS: tuple[Callable[[Seen], Iterator[Found]], ...] = (
    lookalike,
    mismatch,
    anatomy,
    neighbourhood,
    numbers,
    brand,
    sender,
    disguise,
)
