"""Everything that was read in a message, before anything is concluded from it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import re2

from bot.check.links import Address, Link, find_links
from bot.check.mail import Heads, address, read_heads
from bot.check.mending import mended
from bot.check.model import Brand, Brands, Tables
from bot.check.normal import Normal, bare, normal
from bot.check.phones import Phone, find_phones
from bot.check.registered import registrable
from bot.check.tongue import english
from bot.check.whose import strange

_NAME = re.compile(r"[a-z0-9]{3,30}")
# What stands before a word that is a name elsewhere.
_ONE = re.compile(r"\b(?:le|la|un|du|au|ce|cet|ton|mon|son|des|ces|the|a) $")
_BOOK = re.compile(r"\b(?:the|our|a|sales|general|supplier|purchase|attach(?:ed)?) $")
_GUARDED = re.compile(r"\b(?:chaussures?|gants?|casques?|agents?|gars|mecs?|vigiles?) (?:de )?$")
_AERIAL = re.compile(r"\b(?:la|chaines?|decodeur|antenne) $")
_LINE_END = re.compile(r"[a-z0-9,€$£%')][ \r]{0,3}\n(?=[a-z0-9(€$£])")


@dataclass(frozen=True, slots=True)
class Seen:
    """A message, read."""

    read: Normal
    words: str  # the plain form, links and addresses blanked, words put right: for the wording
    links: tuple[Link, ...]
    addresses: tuple[Address, ...]
    broken: tuple[tuple[int, int], ...]  # links nobody can read any more
    strange: tuple[Link, ...]  # those of the links that are nobody's we know
    phones: tuple[Phone, ...]
    named: tuple[tuple[Brand, int, int], ...]  # brands the message names, and where
    sender: str
    sender_domain: str | None
    reply_domain: str | None  # where answers go, when the head of an e-mail says so
    mended: tuple[tuple[int, int], ...]  # words that were cut or spelled with digits
    english: bool
    tables: Tables


def look(message: str, sender: str, tables: Tables) -> Seen:
    """Read a message: its head, links, addresses, numbers, brands."""
    read = normal(message)
    heads = read_heads(read.original)
    sender = (sender or heads.sender).strip()
    places = find_links(read)
    words = _flowing(blanked(read.words, places.stretches, _plain(read, heads)), read)
    phones = tuple(one for one in find_phones(read) if not heads.hold(one.start))
    right = mended(words, tables.known)
    cut: tuple[tuple[int, int], ...] = ()
    if right is not None:
        words, cut = right.words, tuple(read.span(*place) for place in right.places)
        origin = tuple(map(read.origin.__getitem__, right.origin))
        read = replace(read, text=words, words=words, origin=origin)
    return Seen(
        read=read,
        words=words,
        links=places.links,
        # The head says who wrote to whom: nobody is asked to write or to call there.
        addresses=tuple(one for one in places.addresses if not heads.hold(one.start)),
        broken=places.broken,
        strange=strange(places.links, tables),
        phones=phones,
        named=tuple(_brands(read, words, sender, tables.brands)),
        sender=sender,
        sender_domain=registrable(address(sender)) if "@" in sender else None,
        reply_domain=registrable(heads.reply) if heads.reply else None,
        mended=cut,
        english=english(words),
        tables=tables,
    )


def _plain(read: Normal, heads: Heads) -> tuple[tuple[int, int], ...]:
    """Return where the head of a message stands in the plain form."""
    return tuple(
        (bisect_left(read.origin, start), bisect_left(read.origin, end))
        for start, end in heads.blank
    )


def blanked(
    words: str, links: tuple[tuple[int, int], ...], heads: tuple[tuple[int, int], ...] = ()
) -> str:
    """Put `http` in place of each link, and nothing in place of a head; positions stay."""
    parts: list[str] = []
    last = 0
    marked = [(*stretch, "http") for stretch in links] + [(*stretch, "") for stretch in heads]
    for start, end, mark in sorted(marked):
        if end <= last:
            continue
        start = max(start, last)  # noqa: PLW2901 - an address inside a head
        parts += (words[last:start], mark.ljust(end - start)[: end - start])
        last = end
    return "".join((*parts, words[last:]))


def _flowing(words: str, read: Normal) -> str:
    """Put a space for the end of a line where the sentence goes on; positions stay.

    Screenshots and e-mails break lines wherever the screen ends.
    """

    def joined(match: re.Match[str]) -> str:
        goes_on = not read.original[read.origin[match.end()]].isupper()
        return match[0][:-1] + " " if goes_on else match[0]

    return _LINE_END.sub(joined, words) if "\n" in words else words


@lru_cache(maxsize=2)
def _long_names(brands: Brands) -> Any:
    """Return the names of several words as one pattern: most messages hold none of them."""
    return re2.compile("|".join(re2.escape(phrase) for phrase, _ in brands.phrases) or r"\z.")


def _brands(
    read: Normal, words: str, sender: str, brands: Brands
) -> Iterator[tuple[Brand, int, int]]:
    """Yield the brands a message names, and where; one that the sender's name gives comes first.

    A name inside a link is the link's business.
    """
    for word in bare(sender).split():
        if word in brands.words:
            yield brands.words[word], 0, 0
    words = words.replace("\n", " ")
    if not brands.words.keys().isdisjoint(_NAME.findall(words)):
        for match in _NAME.finditer(words):
            found = brands.words.get(match[0])
            if found is not None and not _common(match, words, read):
                yield found, *read.span(match.start(), match.end())
    if _long_names(brands).search(words) is not None:
        for phrase, found in brands.phrases:
            at = _whole(phrase, words)
            if at >= 0:
                yield found, *read.span(at, at + len(phrase))


def _common(match: re.Match[str], words: str, read: Normal) -> bool:
    """Tell whether a name is only a word here: the baker, a channel, safety shoes, a crossroads.

    Between @ and a dot it says where somebody's mailbox is, and names nobody.
    """
    before = words[max(0, match.start() - 20) : match.start()]
    if before.endswith("@") and words.startswith(".", match.end()):
        return True
    match match[0]:
        case "boulanger" | "canal":
            return words[match.end() : match.end() + 1] != "+" and _ONE.search(before) is not None
        case "ups":
            return words.startswith(" and do", match.end())  # downs, or mended
        case "carrefour" | "ledger":
            near = _BOOK if match[0] == "ledger" else _ONE
            written = read.original[slice(*read.span(match.start(), match.end()))]
            return written.islower() and near.search(before) is not None
        case "secu":
            return _GUARDED.search(before) is not None
        case "tnt":
            return _AERIAL.search(before) is not None
    return False


def _whole(phrase: str, words: str) -> int:
    """Return where a name stands as whole words, else -1: no Leclerc in “garage Leclercq”."""
    at = words.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (words[at - 1 : at].isalnum() or words[end : end + 1].isalnum()):
            return at
        at = words.find(phrase, at + 1)
    return -1
