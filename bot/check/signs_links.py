"""The signs of links: whose they are, what they imitate, where they stand, how they are built.

Each is one small function from what was read to places in the message.
"""

import re
from collections.abc import Callable, Iterator

from bot.check.lookalikes import DIGITS_FOR_LETTERS, SHORTEST_ALIKE, alike, of_a_trade
from bot.check.model import Found
from bot.check.seen import Seen
from bot.check.tables import (
    BAIT,
    CHEAP_ENDINGS,
    CONTACTS,
    PUBLIC_STARTS,
    REGIONS,
    SHARED,
    TOWN_ENDINGS,
)
from bot.check.whose import hosted, known, own, public, shortened

LONG_BAIT = 8  # letters: hardly ever part of another word
_GLUED = tuple(sorted(word for word in BAIT if len(word) >= SHORTEST_ALIKE))
_LONG = tuple(word for word in _GLUED if len(word) >= LONG_BAIT)
CROWDED = 4  # parts of a host, or hyphens in it
_PARTS = re.compile(r"[^a-z0-9]+")
_RANDOM = re.compile(
    r"(?=[a-z0-9]*\d[a-z0-9]*[a-z])(?=[a-z0-9]*[a-z][a-z0-9]*\d)[a-z0-9]{7,}|\d{5,}"
    r"|[a-z]*[bcdfghjklmnpqrstvwxz]{6,}[a-z]*"
    r"|\d[a-z]+\d[a-z]*|[a-z]+\d[a-z]+|\d{2}[b-df-hj-np-tv-z]{2,}"
)


def lookalike(seen: Seen) -> Iterator[Found]:
    """A domain that is nearly a brand's, or carries a brand's name without being its own."""
    for link in seen.strange:
        if (
            not link.number
            and not shortened(link)
            and link.domain not in seen.tables.brands.plausible  # its own pages for everybody
            and alike(link.looks, seen.tables.brands, link.host)
        ):
            yield Found("link.lookalike", link.start, link.end)


def masked(seen: Seen) -> Iterator[Found]:
    """The message speaks for a brand, and its link hides where it leads."""
    if seen.named:
        for link in seen.strange:
            if shortened(link):
                yield Found("link.masked", link.start, link.end)


def mismatch(seen: Seen) -> Iterator[Found]:
    """The message speaks for a brand, and its link leads elsewhere."""
    if not seen.named:
        return
    theirs = {domain for brand, _, _ in seen.named for domain in brand.open}
    for link in seen.strange:
        if not shortened(link) and link.host not in CONTACTS and link.domain not in theirs:
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
    for link in seen.strange:
        if shortened(link):
            yield Found("link.shortener", link.start, link.end)
            continue
        if link.host in SHARED:
            yield Found("link.shared", link.start, link.end)
        elif hosted(link, seen.tables):
            yield Found("link.hosting", link.start, link.end)
        elif link.domain.rpartition(".")[2] in CHEAP_ENDINGS:
            yield Found("link.ending", link.start, link.end)
        yield Found("link.any", link.start, link.end)


def bait(seen: Seen) -> Iterator[Found]:
    """A name made of words that sound official; it says more where somebody registered it."""
    for link in seen.strange:
        if link.number or shortened(link) or of_a_trade(link.looks, seen.tables.brands):
            continue
        name = link.domain.partition(".")[0]
        words = [part for part in _PARTS.split(name) if part in BAIT]
        plain = name.translate(DIGITS_FOR_LETTERS)  # `1nfoclient` is read as it is meant
        glued = sum(1 for word in _GLUED if word in plain)
        glued += plain != name and glued > 0
        glued += 2 * ("gouv" in link.host)  # on a name that is no public body's
        before = link.host.removesuffix(link.domain)
        if len(words) > 1 or (words and "-" in name) or glued > 1 or name.startswith("www-"):
            yield Found("link.bait", link.start, link.end)
        elif words or any(part in BAIT for part in _PARTS.split(before)) or _glued(link.host):
            yield Found("link.bait_word", link.start, link.end)


def _glued(host: str) -> bool:
    """Tell whether a long word that sounds official is glued to others anywhere in a name."""
    return any(word in host for word in _LONG)


def alone(seen: Seen) -> Iterator[Found]:
    """Nothing but a link: to a name nobody knows, or one that hides where it leads."""
    if any(map(str.isalnum, seen.words.replace("http", ""))):
        return
    for link in seen.strange:
        yield Found("link.bare", link.start, link.end)
        if shortened(link):
            yield Found("link.alone", link.start, link.end)


def crowded(seen: Seen) -> Iterator[Found]:
    """A name of many parts, or of letters and digits nobody would choose."""
    for link in seen.strange:
        host = link.host.removeprefix("www.")
        if link.number or shortened(link) or link.host in CONTACTS:
            continue
        plain = of_a_trade(link.looks, seen.tables.brands)
        if not plain and max(host.count("."), host.count("-")) >= CROWDED - 1:
            yield Found("link.crowded", link.start, link.end)
        if any(_RANDOM.fullmatch(part) for part in re.split(r"[.-]", host)[:-1]):
            yield Found("link.random", link.start, link.end)


def contact(seen: Seen) -> Iterator[Found]:
    """A link that opens a conversation with somebody on another messaging service."""
    for link in seen.links:
        # `t.me/login/88702` is how Telegram lets its own people in.
        if link.host in CONTACTS and not link.path.startswith("/login/"):
            yield Found("link.contact", link.start, link.end)


def unreadable(seen: Seen) -> Iterator[Found]:
    """A link that was cut out or broken: it was there."""
    for start, end in seen.broken:
        yield Found("link.broken", start, end)


def honest(seen: Seen) -> Iterator[Found]:
    """Links on sites of public bodies, or that millions use: for them, and no proof."""
    links = seen.links
    if not links or any(True for _ in seen.strange):
        return
    first = links[0]
    brands = seen.tables.brands
    if all(map(public, links)):
        name = "ok.public"
    elif all(public(link) or own(link, brands) is not None for link in links):
        name = "ok.own"
    else:
        name = "ok.likely" if all(known(link, seen.tables) for link in links) else "ok.popular"
    yield Found(name, first.start, first.end)


def namesake(seen: Seen) -> Iterator[Found]:
    """A name that the message itself gives for who writes, and no known one: a shop by its name."""
    if seen.named or not seen.strange:
        return
    words = "".join(_PARTS.split(seen.words.replace("http", "")))
    for link in seen.strange:
        name = "".join(_PARTS.split(link.domain.partition(".")[0]))
        own = len(name) >= SHORTEST_ALIKE and not any(word in name for word in BAIT)
        if own and name in words and not (shortened(link) or hosted(link, seen.tables)):
            yield Found("ok.namesake", link.start, link.end)


def town(seen: Seen) -> Iterator[Found]:
    """A name as town halls, regions and schools have them."""
    for link in seen.strange:
        name, _, ending = link.domain.partition(".")
        start = link.host.removeprefix("www.").startswith(PUBLIC_STARTS)
        if (start and ending in TOWN_ENDINGS and not link.path.strip("/")) or (
            ending == "fr" and (name in REGIONS or name.endswith(("-metropole", "metropole")))
        ):
            yield Found("ok.town", link.start, link.end)


LINK_SIGNS: tuple[Callable[[Seen], Iterator[Found]], ...] = (
    lookalike,
    mismatch,
    masked,
    anatomy,
    neighbourhood,
    bait,
    alone,
    crowded,
    contact,
    unreadable,
    honest,
    namesake,
    town,
)
