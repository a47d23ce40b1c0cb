"""Whose a link is: a brand's, a public body's, a site's that millions use; or nobody's we know."""

from collections.abc import Iterable

from bot.check.links import Link
from bot.check.model import Brand, Brands, Tables
from bot.check.paths import is_one_code, looks_like_a_kit
from bot.check.registered import given_out
from bot.check.tables import (
    BRAND_ENDINGS,
    CONTACTS,
    HOSTING,
    MAILBOXES,
    PLACES,
    PUBLIC_ENDINGS,
    SHORTENERS,
)


def own(link: Link, brands: Brands) -> Brand | None:
    """Return the brand whose well-checked domain this link is on."""
    brand = brands.by_domain.get(link.domain)
    apart = link.user or link.onward or link.host in CONTACTS or link.host in HOSTING
    return brand if brand is not None and not apart else None


def official(links: tuple[Link, ...], tables: Tables) -> bool:
    """Tell whether there are links, all on well-checked domains, none of them anyone's."""
    return bool(links) and all(
        (found := own(link, tables.brands)) is not None
        and link.domain not in MAILBOXES
        and link.domain not in found.open
        for link in links
    )


def hosted(link: Link, tables: Tables) -> bool:
    """Tell whether anyone can have a page under this name."""
    if public(link):
        return False
    if link.host in HOSTING:
        return bool(link.path.strip("/"))  # what it offers to all stands behind it
    ends = (".".join(link.host.split(".")[-n:]) for n in (2, 3))
    if any(end in HOSTING for end in ends):
        return True
    # Names given out by those whom millions use are their machines and manuals.
    giver = given_out(link.host)
    return giver is not None and giver not in tables.popular


def shortened(link: Link) -> bool:
    """Tell whether a link hides where it leads."""
    named = link.domain in SHORTENERS or link.host in SHORTENERS
    return named and link.host not in PLACES


def public(link: Link) -> bool:
    """Tell whether only a public body can have this name."""
    return ("." + link.host).endswith(PUBLIC_ENDINGS)


def known(link: Link, tables: Tables) -> bool:
    """Tell whether a link is on a domain that is somebody's we know: a brand, a public body.

    Nearly always: a name with .fr behind it, and what is not well checked, are no proof.
    """
    clean = not (link.user or link.onward or link.host in CONTACTS or hosted(link, tables))
    brands = tables.brands
    named = link.domain in brands.plausible or link.domain in brands.likely
    return clean and (named or public(link) or link.host.endswith(BRAND_ENDINGS))


def popular(link: Link, tables: Tables) -> bool:
    """Tell whether a link is on a site that millions use, and not on pages of anyone's there."""
    clean = not (link.user or link.onward or hosted(link, tables) or shortened(link))
    clean = clean and link.host not in CONTACTS and link.domain not in MAILBOXES
    return clean and (link.domain in tables.popular or link.host in PLACES)


def each_once(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return links without those that stand there again: an e-mail may hold one twenty times."""
    found: dict[tuple[str, str, str], Link] = {}
    for link in links:
        found.setdefault((link.written, link.host, link.path), link)
    return tuple(found.values())


def used(link: Link, tables: Tables) -> bool:
    """Tell whether a link is on a site that many use, and on a page that nobody broke in to put.

    A shop, a bank, a town. A code alone behind it may be a shortener's: that one hides too much.
    Paths have no capitals any more here: a code of letters alone is not told from a word.
    """
    clean = not (link.user or link.onward or link.port or link.host in CONTACTS)
    clean = clean and not (hosted(link, tables) or shortened(link))
    odd = looks_like_a_kit(link.path) or is_one_code(link.path)
    return clean and not odd and link.domain in tables.used


def strange(links: Iterable[Link], tables: Tables) -> tuple[Link, ...]:
    """Return the links that are on nobody's domain that we know."""
    return tuple(
        link
        for link in links
        if not (known(link, tables) or popular(link, tables) or used(link, tables))
    )
