"""What criminals write, and what honest services write: patterns by sign, on the plain form.

The plain form has no accents and no capitals, so the patterns have none either. They run on RE2:
whatever a message holds, reading it takes time in proportion to its length. The words themselves
stand in `wording_fr`, `persons_fr`, `asked_fr`, `demands_fr`, `money_fr` and `matters_fr`, and in
`wording_en`, `people_en`, `roles_en`, `asked_en`, `lures_en` and `matters_en`.

There are hundreds, and a message can hold the words of a dozen at most: one pass over it, a sieve
of the words that each pattern cannot do without, tells which are worth a search.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import re2

from bot.check import (
    asked_en,
    asked_fr,
    demands_fr,
    lures_en,
    matters_en,
    matters_fr,
    money_fr,
    people_en,
    persons_fr,
    roles_en,
    wording_en,
    wording_fr,
)
from bot.check.gaps import in_words

Table = Mapping[str, tuple[str, ...]]  # what a module of words holds: by sign, its patterns
# By sign, in the order of the tables; French before English where both are looked for.
Patterns = Mapping[str, tuple[Any, ...]]
_MEMORY = 8 << 20  # bytes RE2 may use for one pattern; beyond it, it is slower but still linear


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """The patterns of one language, what each shows, and the sieve that picks among them."""

    signs: tuple[str, ...]
    honest: int  # from which place on they show what honest services write
    sieve: Any

    def may_show(self, words: str) -> Iterator[tuple[bool, str, Any]]:
        """Yield the patterns that these words may fit: if it is an honest one, its sign, itself."""
        for at in sorted(self.sieve.Match(words, potential=True) or ()):
            yield at >= self.honest, self.signs[at], self.sieve.re(at)


def may_show(words: str, *, english: bool) -> tuple[Patterns, Patterns]:
    """Return the patterns of danger, and the honest ones, that are worth a search in these words.

    They are made at the first check, not when the bot starts. English is read with English patterns
    alone; any other message with French ones first: many a message in French holds an English
    sentence, and a short one may be in either.
    """
    found: tuple[dict[str, tuple[Any, ...]], ...] = ({}, {})
    for book in (english_book(),) if english else (french_book(), english_book()):
        for honest, sign, pattern in book.may_show(words):
            found[honest][sign] = (*found[honest].get(sign, ()), pattern)
    danger, genuine = found
    return MappingProxyType(danger), MappingProxyType(genuine)


def _book(danger: tuple[Table, ...], genuine: Table) -> Book:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    sieve = re2.Filter()
    signs = [
        (sign, part)
        for table in (*danger, genuine)
        for sign, parts in table.items()
        for part in parts
    ]
    for _, part in signs:
        sieve.Add(rf"\b(?:{in_words(part)})", options)
    sieve.Compile()
    honest = len(signs) - sum(map(len, genuine.values()))
    return Book(tuple(sign for sign, _ in signs), honest, sieve)


@lru_cache(maxsize=1)
def french_book() -> Book:
    """Return the patterns of French, made once."""
    danger = (
        wording_fr.DANGER,
        persons_fr.PERSONS,
        asked_fr.ASKED,
        demands_fr.DEMANDS,
        money_fr.MONEY,
        matters_fr.MATTERS,
    )
    return _book(danger, matters_fr.GENUINE)


@lru_cache(maxsize=1)
def english_book() -> Book:
    """Return the patterns of English, made once."""
    danger = (
        wording_en.DANGER,
        people_en.PEOPLE,
        roles_en.ROLES,
        asked_en.ASKED,
        lures_en.LURES,
        matters_en.MATTERS,
    )
    return _book(danger, matters_en.GENUINE)
