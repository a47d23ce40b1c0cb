"""How well a picture was read: wrong characters, and links that are exact."""

import re

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

LINK = re.compile(r"(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s]*)?", re.IGNORECASE)
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})


def level(text: str) -> str:
    """Return a text as it is compared: one kind of quote, one kind of space."""
    return " ".join(text.translate(_SAME).split())


def wrong(wanted: str, read: str) -> int:
    """Return how many characters of a message were read wrong, missed or made up."""
    return int(Levenshtein.distance(level(wanted), level(read)))


def wrong_within(wanted: str, read: str) -> int:
    """Return the same for a message that stands somewhere in what was read."""
    wanted, read = level(wanted), level(read)
    found = fuzz.partial_ratio_alignment(wanted, read)
    if found is None or len(read) < len(wanted):
        return int(Levenshtein.distance(wanted, read))
    return int(Levenshtein.distance(wanted, read[found.dest_start : found.dest_end]))


def links(text: str) -> list[str]:
    """Return the links of a message, as they must be read."""
    return [found.rstrip(".,;") for found in LINK.findall(text) if not found[0].isdigit()]
