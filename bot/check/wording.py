"""What criminals write, and what honest services write: one pattern a sign, on the plain form.

The plain form has no accents and no capitals, so the patterns have none either. They run on RE2:
whatever a message holds, reading it takes time in proportion to its length. The words themselves
stand in `wording_fr`, `persons_fr`, `asked_fr`, `demands_fr`, `money_fr` and `matters_fr`, and in
`wording_en`, `people_en`, `roles_en`, `asked_en`, `lures_en` and `matters_en`. Each language has
patterns of its own: small ones are faster.
"""

from collections.abc import Mapping
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

Patterns = Mapping[
    str, tuple[Any, ...]
]  # by sign, one a table; French before English where both are looked for
_MEMORY = 8 << 20  # bytes RE2 may use for one pattern; beyond it, it is slower but still linear


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    return options


def _compiled(*tables: Mapping[str, tuple[str, ...]]) -> Patterns:
    # One pattern a table: joined, they outgrow RE2's memory, and reading is ten times slower.
    options = _options()
    found: dict[str, tuple[Any, ...]] = {}
    for table in tables:
        for name, parts in table.items():
            pattern = re2.compile(rf"\b(?:{in_words('|'.join(parts))})", options)
            found[name] = (*found.get(name, ()), pattern)
    return MappingProxyType(found)


@lru_cache(maxsize=2)
def wording(*, english: bool) -> Patterns:
    """Return the patterns of danger; they are made at the first check, not when the bot starts.

    English is read with English patterns alone; any other message with French ones first: many a
    message in French holds an English sentence, and a short one may be in either.
    """
    return _english()[0] if english else _both(_french()[0], _english()[0])


@lru_cache(maxsize=2)
def genuine(*, english: bool) -> Patterns:
    """Return what honest services write: it lowers the doubt, and never makes it nothing."""
    return _english()[1] if english else _both(_french()[1], _english()[1])


@lru_cache(maxsize=1)
def _french() -> tuple[Patterns, Patterns]:
    danger = (
        wording_fr.DANGER,
        persons_fr.PERSONS,
        asked_fr.ASKED,
        demands_fr.DEMANDS,
        money_fr.MONEY,
        matters_fr.MATTERS,
    )
    return _compiled(*danger), _compiled(matters_fr.GENUINE)


@lru_cache(maxsize=1)
def _english() -> tuple[Patterns, Patterns]:
    danger = (
        wording_en.DANGER,
        people_en.PEOPLE,
        roles_en.ROLES,
        asked_en.ASKED,
        lures_en.LURES,
        matters_en.MATTERS,
    )
    return _compiled(*danger), _compiled(matters_en.GENUINE)


def _both(one: Patterns, two: Patterns) -> Patterns:
    names = dict.fromkeys((*one, *two))
    return MappingProxyType({name: (*one.get(name, ()), *two.get(name, ())) for name in names})
