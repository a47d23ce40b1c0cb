"""What is said in either language: a story is written in French, its English is looked up here."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType

from pypdf import PdfReader

from bot.engine.effects import Document
from bot.flow.text import places
from tests.rig import shipped_release

LETTERS = re.compile(r"[^\W\d_]{2}")


def plain(said: str) -> str:
    """Return words with ordinary spaces."""
    return said.replace("\u00a0", " ").replace("\u202f", " ")


@lru_cache(maxsize=1)
def dictionary() -> tuple[tuple[str, str], ...]:
    """Return every French sentence of the release beside its English."""
    catalogue = shipped_release().words("en").catalogue
    return tuple((plain(french), plain(english)) for (_, french), english in catalogue.items())


def pattern(template: str, held: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a regular expression for a sentence, whatever stands in its places."""
    found, end = [], 0
    for place in places(template):
        found.append(re.escape(template[end : place.start]))
        end = template.index("}", place.start) + 1
        found.append(held.get(place.name, ".*?"))
    return "".join((*found, re.escape(template[end:])))


def said(screen: str, french: str, language: str) -> bool:
    """Tell whether a screen says a French sentence, or the English of one that holds it."""
    if language == "fr":
        return french in screen
    return any(
        re.search(pattern(english), screen, re.DOTALL)
        for known, english in dictionary()
        if french in known and english
    )


def _cut(label: str, wanted: tuple[str, ...]) -> bool:
    """Tell whether a label is the beginning of one that did not fit its button."""
    return label.endswith("…") and any(one.startswith(re.escape(label[:-1])) for one in wanted)


@lru_cache(maxsize=1000)
def wordings(label: str, language: str) -> tuple[str, ...]:
    """Return the expressions that a button with this French label may match."""
    if language == "fr":
        return (re.escape(label),)
    exact = [pattern(english) for french, english in dictionary() if french == label]
    return tuple(exact or _with_places(label))


@lru_cache(maxsize=1)
def _placed() -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    """Return the sentences with places: the French as an expression, its places, the English."""
    found = []
    for french, english in dictionary():
        names = tuple(place.name for place in places(french))
        if not names or not LETTERS.search(pattern(french).replace(".*?", "")):
            continue  # nothing but places would fit any label
        fits = re.compile(pattern(french).replace(".*?", "(.*?)"))
        found.append((fits, names, english))
    return tuple(found)


def _with_places(label: str) -> Iterator[str]:
    """Yield the English of labels with places; what stands in them may have an English too."""
    known: dict[str, str] = dict(dictionary())
    for fits, names, english in _placed():
        match = fits.fullmatch(label)
        if match is not None:
            held = {
                n: re.escape(known[g]) if g in known else ".*?"
                for n, g in zip(names, match.groups(), strict=True)
            }
            yield pattern(english, held)


@lru_cache(maxsize=1000)
def pages(paper: Document) -> str:
    """Return the words of a PDF, spaces made one."""
    every = PdfReader(BytesIO(paper.content)).pages
    return plain(" ".join(" ".join(page.extract_text() for page in every).split()))
