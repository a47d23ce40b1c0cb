"""The signs of links: whose they are, what they imitate, where they stand, how they are built.

Each is one small function from what was read to places in the message.
"""

import re
from collections.abc import Callable, Iterator

from bot.check.links import Link
from bot.check.lookalikes import SHORTEST_ALIKE, alike, distinct
from bot.check.model import Brand, Brands, Found
from bot.check.seen import Seen, Tables
from bot.check.tables import (
    BAIT,
    CHEAP_ENDINGS,
    CONTACTS,
    HOSTING,
    MAILBOXES,
    PUBLIC_ENDINGS,
    PUBLIC_STARTS,
    SHORTENERS,
)

CROWDED = 4  # parts of a host, or hyphens in it
MOST_WORDS = 3  # in a piece of a path: more is a title
_DOCUMENTS = (".pdf", ".png", ".jpg", ".jpeg", ".svg", ".mp4", ".doc", ".docx", ".css", ".js")
_PARTS = re.compile(r"[^a-z0-9]+")
_KIT = re.compile(
    r"/(?:wp-(?:includes|admin)|wp-content/(?:plugins|themes|cgi\w*)|cgi-bin|\.well-known|sodium_compat)/"
    r"|/(?:paiement|payment|pay|login|log|signin|mail|verif\w*|connexion|auth\w*|otp|sms|card|cc|loading|captcha|info\w*|region|home|main|next|sms\d|step\d|ssl|access|confirm\w*|billing|track\w*)\.(?:php|html?)\b"
    r"|/[^/]+/[^/]+\.php/?(?:\?|$)|\.(?:apk|exe|scr|bat|jar|iso|vbs)$"
)
_RANDOM = re.compile(
    r"(?=[a-z0-9]*\d[a-z0-9]*[a-z])(?=[a-z0-9]*[a-z][a-z0-9]*\d)[a-z0-9]{7,}|\d{5,}"
    r"|[a-z]*[bcdfghjklmnpqrstvwxz]{5,}[a-z]*|[bcdfghjklmnpqrstvwxz]{4}"
    r"|\d[a-z]+\d[a-z]*|[a-z]+\d[a-z]+|\d{2}[b-df-hj-np-tv-z]{2,}"
)
# One short code is the whole path, as shorteners have it: capitals inside, or letters and digits.
_CODE = re.compile(r"/(?=\w*(?:\d\w*[A-Za-z]|[A-Za-z]\w*\d|[a-z][A-Z]))[\w-]{4,14}/?")


def own(link: Link, brands: Brands) -> Brand | None:
    """Return the brand whose well-checked domain this link is on."""
    brand = brands.by_domain.get(link.domain)
    apart = link.user or link.onward or link.host in CONTACTS or link.host in HOSTING
    return brand if brand is not None and not apart else None


def official(seen: Seen) -> bool:
    """Tell whether there are links, all on well-checked domains, none of them anyone's."""
    brands = seen.tables.brands
    return bool(seen.links) and all(
        (found := own(link, brands)) is not None
        and link.domain not in MAILBOXES
        and link.domain not in found.open
        for link in seen.links
    )


def hosted(link: Link) -> bool:
    """Tell whether anyone can have a page under this name."""
    return link.host in HOSTING or any(
        link.host.endswith("." + ".".join(link.host.split(".")[-n:]))
        and ".".join(link.host.split(".")[-n:]) in HOSTING
        for n in (2, 3)
    )


def shortened(link: Link) -> bool:
    """Tell whether a link hides where it leads."""
    return link.domain in SHORTENERS or link.host in SHORTENERS


def public(link: Link) -> bool:
    """Tell whether only a public body can have this name."""
    return ("." + link.host).endswith(PUBLIC_ENDINGS)


def known(link: Link, tables: Tables) -> bool:
    """Tell whether a link is on a domain that is somebody's we know: a brand, a public body."""
    clean = not (link.user or link.onward or link.host in CONTACTS or link.host in HOSTING)
    return clean and (link.domain in tables.brands.plausible or public(link))


def popular(link: Link, tables: Tables) -> bool:
    """Tell whether a link is on a site that millions use, and not on pages of anyone's there."""
    clean = not (link.user or link.onward or hosted(link) or shortened(link))
    clean = clean and link.host not in CONTACTS and link.domain not in MAILBOXES
    return clean and link.domain in tables.popular


def strange(seen: Seen) -> Iterator[Link]:
    """Yield the links that are on nobody's domain that we know."""
    for link in seen.links:
        if not known(link, seen.tables) and not popular(link, seen.tables):
            yield link


def lookalike(seen: Seen) -> Iterator[Found]:
    """A domain that is nearly a brand's, or carries a brand's name without being its own."""
    for link in strange(seen):
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
        for link in strange(seen):
            if shortened(link):
                yield Found("link.masked", link.start, link.end)


def mismatch(seen: Seen) -> Iterator[Found]:
    """The message speaks for a brand, and its link leads elsewhere."""
    if not seen.named:
        return
    for link in strange(seen):
        if not shortened(link) and link.host not in CONTACTS:
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
        if shortened(link):
            yield Found("link.shortener", link.start, link.end)
            continue
        if hosted(link):
            yield Found("link.hosting", link.start, link.end)
        elif link.domain.rpartition(".")[2] in CHEAP_ENDINGS:
            yield Found("link.ending", link.start, link.end)
        yield Found("link.any", link.start, link.end)


def bait(seen: Seen) -> Iterator[Found]:
    """A name made of words that sound official; it says more where somebody registered it."""
    for link in strange(seen):
        if link.number or shortened(link):
            continue
        name = link.domain.partition(".")[0]
        words = [part for part in _PARTS.split(name) if part in BAIT]
        glued = sum(1 for word in BAIT if len(word) >= SHORTEST_ALIKE and word in name)
        before = link.host.removesuffix(link.domain)
        if len(words) > 1 or (words and "-" in name) or glued > 1:
            yield Found("link.bait", link.start, link.end)
        elif words or any(part in BAIT for part in _PARTS.split(before)):
            yield Found("link.bait_word", link.start, link.end)


def kit(seen: Seen) -> Iterator[Found]:
    """A page tucked away in somebody else's site, as tools for phishing do."""
    for link in strange(seen):
        if _KIT.search(link.path.lower()):
            yield Found("link.kit", link.start, link.end)


def borrowed(seen: Seen) -> Iterator[Found]:
    """The name of a brand in the path, on a site that is not the brand's."""
    brands = seen.tables.brands
    for link in strange(seen):
        parts = [part for piece in _pieces(link.path) for part in _PARTS.split(piece) if part]
        named = any(part in brands.words or part in brands.labels for part in parts)
        if named or any(name in part for part in parts for name in brands.names if distinct(name)):
            yield Found("link.borrowed", link.start, link.end)


def _pieces(path: str) -> Iterator[str]:
    """Yield the short parts of a path that name something: no titles of pages, no documents."""
    for piece in path.lower()[:200].partition("?")[0].split("/"):
        if len(_PARTS.split(piece)) <= MOST_WORDS and not piece.endswith(_DOCUMENTS):
            yield piece


def alone(seen: Seen) -> Iterator[Found]:
    """Nothing but a link: to a name nobody knows, or one that hides where it leads."""
    if seen.words.replace("http", "").strip():
        return
    for link in strange(seen):
        yield Found("link.bare", link.start, link.end)
        if shortened(link):
            yield Found("link.alone", link.start, link.end)


def crowded(seen: Seen) -> Iterator[Found]:
    """A name of many parts, or of letters and digits nobody would choose."""
    for link in strange(seen):
        host = link.host.removeprefix("www.")
        if link.number or shortened(link) or link.host in CONTACTS:
            continue
        if host.count(".") >= CROWDED - 1 or host.count("-") >= CROWDED - 1:
            yield Found("link.crowded", link.start, link.end)
        if any(_RANDOM.fullmatch(part) for part in re.split(r"[.-]", host)[:-1]):
            yield Found("link.random", link.start, link.end)


def coded(seen: Seen) -> Iterator[Found]:
    """A private shortener: a name nobody knows, and nothing behind it but a code."""
    for link in strange(seen):
        path = seen.read.original[link.start : link.end].partition("://")[2]
        path = path or seen.read.original[link.start : link.end]
        if not shortened(link) and _CODE.fullmatch("/" + path.partition("/")[2]):
            yield Found("link.coded", link.start, link.end)


def contact(seen: Seen) -> Iterator[Found]:
    """A link that opens a conversation with somebody on another messaging service."""
    for link in seen.links:
        if link.host in CONTACTS:
            yield Found("link.contact", link.start, link.end)


def unreadable(seen: Seen) -> Iterator[Found]:
    """A link that was cut out or broken: it was there."""
    for start, end in seen.broken:
        yield Found("link.broken", start, end)


def honest(seen: Seen) -> Iterator[Found]:
    """Links on sites of public bodies, or that millions use: for them, and no proof."""
    links = seen.links
    if not links or any(True for _ in strange(seen)):
        return
    first = links[0]
    if all(public(link) or known(link, seen.tables) for link in links):
        yield Found(
            "ok.own" if not all(map(public, links)) else "ok.public", first.start, first.end
        )
    else:
        yield Found("ok.popular", first.start, first.end)


def town(seen: Seen) -> Iterator[Found]:
    """A name as town halls and schools have them."""
    for link in strange(seen):
        if link.host.removeprefix("www.").startswith(PUBLIC_STARTS) and not link.path.strip("/"):
            yield Found("ok.town", link.start, link.end)


LINK_SIGNS: tuple[Callable[[Seen], Iterator[Found]], ...] = (
    lookalike,
    mismatch,
    masked,
    anatomy,
    neighbourhood,
    bait,
    kit,
    borrowed,
    alone,
    crowded,
    coded,
    contact,
    unreadable,
    honest,
    town,
)
