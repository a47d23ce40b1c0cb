"""How hard a message is to read, by a published formula for each language.

English: the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, report 8-75 of the US
Naval Technical Training Command, 1975). A grade is a school year; its readers are five years older.
French: Flesch's reading ease as refitted by Kandel and Moles (“Application de l’indice de Flesch à
la langue française”, Cahiers d’études de radio-télévision 19, 1958), made an age by Flesch's own
table, where 90 to 100 is the fifth school year and ten points are one year more.

Both weigh the words of a sentence and the syllables of a word. Names, numbers, addresses and links
are words of their sentence, but nobody spells them out: they have no part in the syllables.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from bot.flow.syllables import in_english, in_french

_HEAVIEST = 3
FEWEST_WORDS = 20  # a formula made for pages says nothing about five words

_STRANGE = re.compile(
    r"(?:https?://|www\.)\S*[\w/]|[\w.+-]+@[\w.-]+\w|(?<!\w)/[a-z]+\b"
    r"|\b(?:[\w-]+\.)+(?:fr|com|org|net|eu)\b",
    re.IGNORECASE,
)
_MARKS = ("/", "@", "www.", ".fr", ".com", ".org", ".net", ".eu")  # one is in whatever is strange
_NUMBER = re.compile(r"\+?\d(?:[\d.,/\u00a0\u202f -]*\d)?")
_END = re.compile(r"(?<=[.!?…])[\s»”\")\]]*\s|\s*\n\s*")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ELIDED = re.compile(r"^\w{1,2}['’](?=\w)")
_BEGINS = re.compile(r"(?:^|[:;«“(•–])[\s«“(]*$")


@dataclass(frozen=True, slots=True)
class Level:
    """What one message asks of its reader; `age` in years, None when it is too short to tell."""

    age: float | None
    words: int
    sentences: tuple[str, ...]
    longest: int  # words of the longest sentence
    heavy: tuple[str, ...] = ()  # the words with the most syllables, heaviest first


def sentences(message: str) -> tuple[str, ...]:
    """Return the sentences of a message without marks: a line that ends, ends its sentence."""
    bare = message.replace("**", "")
    low = bare.lower()
    if any(mark in low for mark in _MARKS):  # seldom, and looking for what it is takes long
        bare = _STRANGE.sub("0", bare)
    bare = _NUMBER.sub("0", bare)
    return tuple(part for part in _END.split(bare) if _WORD.search(part))


def words(sentence: str) -> tuple[str, ...]:
    """Return the words of a sentence; an elided one counts with the next, a hyphen parts two."""
    return tuple(_WORD.findall(sentence))


def names(messages: Iterable[str]) -> frozenset[str]:
    """Return the words these messages write with a capital inside a sentence, and never without."""
    capital: set[str] = set()
    small: set[str] = set()
    for message in messages:
        for sentence in sentences(message):
            for match in _WORD.finditer(sentence):
                word = _core(match[0])
                if word.islower():
                    small.add(word)
                elif word[0].isupper() and not _BEGINS.search(sentence[: match.start()]):
                    capital.add(word.lower())
    return frozenset(capital - small)


@lru_cache(maxsize=16384)
def _core(word: str) -> str:
    """Return a word without what is elided before it: “l’État”, “d’Almerys”."""
    return _ELIDED.sub("", word)


def _is_name(word: str, known: Collection[str]) -> bool:
    if word.islower():
        return False
    core = _core(word)
    if core.islower():
        return False
    acronym = len(core) > 1 and core.isupper()
    return acronym or core.lower() in known or any(c.isdigit() for c in core)


def _flesch_kincaid(length: float, syllables: float) -> float:
    """Return an age from the words of a sentence and the syllables of a word."""
    grade = 0.39 * length + 11.8 * syllables - 15.59
    return grade + 5


def _kandel_moles(length: float, syllables: float) -> float:
    """Return an age from the same two; ease 100 is the beginning of the fifth year, at ten."""
    ease = 207 - 1.015 * length - 73.6 * syllables
    return 10 + (100 - ease) / 10


_AGE: Mapping[str, tuple[Callable[[str], int], Callable[[float, float], float]]] = MappingProxyType(
    {"fr": (in_french, _kandel_moles), "en": (in_english, _flesch_kincaid)}
)


def level(message: str, language: str, known: Collection[str]) -> Level:
    """Return how hard a message is; `known` are the names its reader need not spell."""
    parts = sentences(message)
    each = [words(part) for part in parts]
    every = [word for one in each for word in one]
    longest = max(map(len, each), default=0)
    if language not in _AGE:
        return Level(None, len(every), parts, longest)
    count, formula = _AGE[language]
    spelt = [word for word in every if not _is_name(word, known)]
    heavy = tuple(sorted(set(spelt), key=lambda word: (-count(word), word))[:_HEAVIEST])
    if len(spelt) < FEWEST_WORDS:
        return Level(None, len(every), parts, longest, heavy)
    age = formula(len(every) / len(parts), sum(map(count, spelt)) / len(spelt))
    return Level(age, len(every), parts, longest, heavy)
