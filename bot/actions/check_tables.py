"""What the checker knows, read from disk at the first check: the checker itself opens no file."""

from functools import lru_cache
from pathlib import Path

import bot.check
from bot.check.brands import read_brands
from bot.check.domains import SortedNames
from bot.check.model import Tables
from bot.check.phrases import read_phrases
from bot.check.vocabulary import read_vocabulary
from bot.check.weigh import read_weights

DATA = Path(bot.check.__file__).parent / "data"


@lru_cache(maxsize=4)
def tables_of(brands: str) -> Tables:
    """Return the tables with the brands of a `brands.yml`. Raises ValueError when it is none."""
    read = read_brands(brands)
    known = read_vocabulary(_text("words.txt"), read.words)
    return Tables(read, _lines("popular.txt"), _used(), _phrases(), _weights(), known)


@lru_cache(maxsize=2)
def _lines(name: str) -> frozenset[str]:
    lines = _text(name).splitlines()
    return frozenset(line for line in lines if line and line[0] != "#")


@lru_cache(maxsize=1)
def _used() -> SortedNames:
    return SortedNames((DATA / "used.txt").read_bytes())


@lru_cache(maxsize=1)
def _phrases() -> dict[str, float]:
    return dict(read_phrases(_text("phrases.tsv")))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return dict(read_weights(_text("signs.tsv")))


def _text(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")
