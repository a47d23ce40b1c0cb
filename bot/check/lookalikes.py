"""Whether the name of a host imitates a brand: carries its name, or is nearly its domain."""

import re
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from bot.check.brands import ORDINARY
from bot.check.model import Brands
from bot.check.registered import registrable
from bot.check.tables import BAIT, CHEAP_ENDINGS, TRADES

SHORTEST_ALIKE = 5  # shorter names are near too many others
LONG = 8
_PARTS = re.compile(r"[^a-z0-9]+")
_DIGITS = "0123456789"
DIGITS_FOR_LETTERS = str.maketrans("013457", "oleast")
_GLUED = BAIT | {
    "fr",
    "france",
    "online",
    "web",
    "mon",
    "my",
    "app",
    "net",
    "com",
    "eu",
    "uk",
    "us",
}


@lru_cache(maxsize=1024)
def alike(looks: str, brands: Brands, host: str) -> bool:
    """Tell whether a host imitates a brand."""
    bare = host.removeprefix("www.")
    if registrable(bare) in brands.likely:
        return False
    name, _, ending = bare.rpartition(".")
    if ending == "com" and len(name) >= LONG and name.replace("-", "") in brands.names:
        return False  # the whole of a long name: nobody leaves that to others
    if looks != host and registrable(looks) in brands.by_domain:
        return True  # another alphabet, the same to the eye
    return not of_a_trade(looks, brands) and (_carries(looks, brands) or _nearly(looks, brands))


def of_a_trade(host: str, brands: Brands) -> bool:
    """Tell whether a name says what somebody does who is called after a place or a neighbour.

    `cafe-de-la-poste.fr`, `garage-leclerc.fr`: no word of it asks for anything.
    """
    parts = set(_PARTS.split(host))
    asks = (parts & BAIT) - brands.words.keys() - {"poste"}
    return bool(parts & TRADES) and not asks and host.rpartition(".")[2] not in CHEAP_ENDINGS


def _carries(host: str, brands: Brands) -> bool:
    """Tell whether the host holds a brand's name: `ameli-dossier.com`, `caf.fr.x.top`."""
    parts = [part for part in _PARTS.split(host) if part]
    parts = parts[:-1] if len(parts) > 1 else parts
    bait = any(part in BAIT for part in parts) or host.rpartition(".")[2] in CHEAP_ENDINGS
    ordinary = frozenset() if bait else ORDINARY
    for part in {part.translate(DIGITS_FOR_LETTERS) for part in parts} | set(parts):
        if part in ordinary:
            continue
        if part in brands.words or (bait and part in brands.labels):
            return True
        if part[:1].isdigit() != part[-1:].isdigit() and part.strip(_DIGITS) in brands.words:
            return True  # `edf566.com`
    # `mondial-relay-suivi.com`: a name of two words, with or without what stands between them.
    joined = "".join(parts)
    return any(
        name in joined and (name in brands.distinct or _fits(name, parts))
        for name in brands.names - ordinary
    )


def _fits(name: str, parts: list[str]) -> bool:
    """Tell whether a short name stands alone, or glued to words that sound official."""
    for part in parts:
        if name in part:
            before, _, after = part.partition(name)
            if {before, after} <= _GLUED | {""} or before.isdigit() or after.isdigit():
                return True
    return False


def _nearly(host: str, brands: Brands) -> bool:
    labels = host.split(".")
    name = max(labels[:-1] or labels, key=len)
    if len(name) < SHORTEST_ALIKE:
        return False
    seen = name.translate(DIGITS_FOR_LETTERS).replace("rn", "m").replace("vv", "w")
    for true in brands.labels:
        if true in (name, seen):
            return True  # under another ending, or to the eye: ameli.com, arneli.fr
        if abs(len(name) - len(true)) <= 1 and DamerauLevenshtein.distance(name, true) == 1:
            return True
    return False
