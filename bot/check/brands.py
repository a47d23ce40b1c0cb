"""The table of brands: read once, then looked up by word and by domain."""

from collections.abc import Mapping
from types import MappingProxyType

import yaml

from bot.check.model import Brand, Brands
from bot.check.normal import bare

SHORTEST_LABEL = 5
DISTINCT = 7  # letters
ORDINARY = frozenset(  # names that are words, and stand in the names of others
    {"boulanger", "securite", "formation", "vignette", "service", "carrefour", "canal"}
)
SHORTEST_WORD = 3  # "EDF" is a name, "SG" in a message is anything


def read_brands(source: str) -> Brands:
    """Return the brands of a `brands.yml`. Raises ValueError when it is no such table."""
    try:
        written = yaml.load(source, yaml.BaseLoader)  # noqa: S506 - strings only
    except yaml.YAMLError as error:
        raise ValueError("brands") from error
    table = written.get("brands") if isinstance(written, dict) else None
    if not isinstance(table, dict):
        raise ValueError("brands")  # noqa: TRY004 - a file was read, not a type
    return _index({key: _brand(key, row) for key, row in table.items()})


def _brand(key: str, row: object) -> Brand:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        raise ValueError(key)  # noqa: TRY004 - the same

    def several(name: str) -> tuple[str, ...]:
        values = row.get(name, ())
        return tuple(str(value) for value in values) if isinstance(values, list) else ()

    return Brand(
        key=key,
        name=row["name"],
        category=str(row.get("category", "")),
        aliases=several("aliases"),
        topics=several("topics"),
        domains=frozenset(several("domains")),
        unsure=frozenset(several("unsure")),
        open=frozenset(several("open")),
    )


def _index(brands: Mapping[str, Brand]) -> Brands:
    by_domain: dict[str, Brand] = {}
    plausible: set[str] = set()
    words: dict[str, Brand] = {}
    phrases: dict[str, Brand] = {}
    for brand in brands.values():
        for domain in brand.domains:
            by_domain.setdefault(domain, brand)
        plausible |= brand.domains | brand.unsure | brand.open
        for alias in brand.aliases:
            plain = bare(alias)
            if " " in plain:
                phrases.setdefault(plain, brand)
            elif len(plain) >= SHORTEST_WORD:
                words.setdefault(plain, brand)
    names = frozenset(
        name
        for name in (*words, *(phrase.replace(" ", "") for phrase in phrases))
        if len(name) >= SHORTEST_LABEL
    )
    return Brands(
        all=MappingProxyType(dict(brands)),
        by_domain=MappingProxyType(by_domain),
        plausible=frozenset(plausible),
        likely=frozenset(
            start + name.replace(" ", joint) + ".fr"
            for name in (*words, *phrases)
            for start in ("", "l", "la", "le", "les")
            for joint in ("", "-")
        ),
        words=MappingProxyType(words),
        labels=frozenset(
            name
            for domain in (*by_domain, *(one for brand in brands.values() for one in brand.unsure))
            if len(name := domain.partition(".")[0]) >= SHORTEST_LABEL
            and (domain in by_domain or "-" not in name)  # `ca-martinique`: nearly an academy's
        ),
        names=names,
        distinct=frozenset(name for name in names - ORDINARY if len(name) >= DISTINCT),
        phrases=tuple(sorted(phrases.items(), key=lambda item: (-len(item[0]), item[0]))),
    )
