"""The signs of what stands behind the name of a host: pages that are hidden, borrowed or coded."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

import re2

from bot.check.model import Brands, Found
from bot.check.paths import is_one_code, looks_like_a_kit
from bot.check.seen import Seen
from bot.check.tables import CONTACTS, PAGES
from bot.check.whose import shortened

MOST_WORDS = 3  # in a piece of a path: more is a title
LONGEST = 200  # characters of a path that are read
_DOCUMENTS = (".pdf", ".png", ".jpg", ".jpeg", ".svg", ".mp4", ".doc", ".docx", ".css", ".js")
_PARTS = re.compile(r"[^a-z0-9]+")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LETTERS = re.compile(r"[a-z]{2,}")


def kit(seen: Seen) -> Iterator[Found]:
    """A page tucked away in somebody else's site, as tools for phishing do."""
    for link in seen.strange:
        if looks_like_a_kit(link.path):
            yield Found("link.kit", link.start, link.end)


def borrowed(seen: Seen) -> Iterator[Found]:
    """The name of a brand in the path, on a site that is not the brand's."""
    brands = seen.tables.brands
    for link in seen.strange:
        if any(_names(piece, brands) for piece in _pieces(link.path.lower())):
            yield Found("link.borrowed", link.start, link.end)


def page(seen: Seen) -> Iterator[Found]:
    """A page called after a sign-in, an invoice or a parcel, on a site that is nobody's we know."""
    for link in seen.strange:
        written = seen.read.original[link.start : link.end]
        tail = written.partition("://")[2] or written
        words = (
            word.lower()
            for piece in _pieces(tail.partition("/")[2])
            for word in _WORDS.findall(piece)
        )
        apart = shortened(link) or link.host in CONTACTS
        if not apart and any(word in PAGES for word in words):
            yield Found("link.page", link.start, link.end)


def coded(seen: Seen) -> Iterator[Found]:
    """A private shortener: a name nobody knows, and nothing behind it but a code."""
    for link in seen.strange:
        path = seen.read.original[link.start : link.end].partition("://")[2]
        path = path or seen.read.original[link.start : link.end]
        if not shortened(link) and is_one_code("/" + path.partition("/")[2]):
            yield Found("link.coded", link.start, link.end)


def _pieces(path: str) -> Iterator[str]:
    """Yield the short parts of a path that name something: no titles of pages, no documents."""
    for piece in unquote(path[:LONGEST]).partition("?")[0].split("/"):
        words = sum(1 for part in _PARTS.split(piece.lower()) if _LETTERS.fullmatch(part))
        if words <= MOST_WORDS and not piece.lower().endswith(_DOCUMENTS):
            yield piece


def _names(piece: str, brands: Brands) -> bool:
    """Tell whether a piece of a path carries the name of a brand."""
    parts = [part for part in _PARTS.split(piece) if part]
    if any(part in brands.words or part in brands.labels for part in parts):
        return True
    return _distinct(brands).search("".join(parts)) is not None


@lru_cache(maxsize=2)
def _distinct(brands: Brands) -> Any:
    """Return the names that hardly stand inside another word, as one pattern."""
    return re2.compile("|".join(map(re2.escape, sorted(brands.distinct))) or r"\z.")


PATH_SIGNS: tuple[Callable[[Seen], Iterator[Found]], ...] = (kit, borrowed, page, coded)
