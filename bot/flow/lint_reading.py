"""Rules about how hard it is to read: T10 and T11, and the figures that `flows check` prints.

Measured is what a person reads as one message: what a step tells or asks, the bot's own sentences,
facts and breaches, with the facts in their places. Titles, buttons and letters are not: the first
two are too short for a formula, and a letter needs the words of the law.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from types import MappingProxyType

from bot.flow.formats import WORDED
from bot.flow.legible import Level, level, names
from bot.flow.legible import words as words_in
from bot.flow.model import Ask, Checklist, Say, Text, every_step
from bot.flow.parts import at
from bot.flow.problem import Pos, Problem
from bot.flow.release import SOURCE_LANGUAGE, Release
from bot.flow.shown import facts_in, header, plain
from bot.flow.text import as_read

# Years: above, a message is refused. The whole aims at nine to eleven; of one short message the
# formulas are only half as sure, and the French one says two years more for the same content.
OLDEST_READER: Mapping[str, int] = MappingProxyType({"fr": 13, "en": 12})
LONGEST_SENTENCE = 20  # words
FACTS = "flows/facts.yml"
_SHORT = 40  # characters of a sentence that a problem quotes


@dataclass(frozen=True, slots=True)
class Message:
    """One message in one language, with its places filled, and how hard it is."""

    file: str
    text: Text
    said: str
    level: Level


@dataclass(frozen=True, slots=True)
class Figures:
    """A language in figures: reading ages in years, sentences in words."""

    language: str
    messages: int
    age: float
    age_p95: float
    oldest: float
    sentences: int
    long: int
    longest: int


def measured(release: Release, language: str) -> tuple[Message, ...]:
    """Return every message of a release in a language, measured; each wording once."""
    words = release.words(language)
    said: dict[str, tuple[str, Text]] = {}
    for file, text in _texts(release):
        if language == SOURCE_LANGUAGE or words.translate(text) != text.french:
            said.setdefault(as_read(text, words), (file, text))
    known = names(said)
    return tuple(
        Message(file, text, one, level(one, language, known)) for one, (file, text) in said.items()
    )


def figures(messages: tuple[Message, ...], language: str) -> Figures | None:
    """Return the figures of a language; None when too little is written in it."""
    ages = [one.level.age for one in messages if one.level.age is not None]
    if len(ages) < 2:  # noqa: PLR2004 - a share of one says nothing
        return None
    lengths = [len(words_in(part)) for one in messages for part in one.level.sentences]
    return Figures(
        language,
        len(ages),
        median(ages),
        quantiles(ages, n=20, method="inclusive")[18],
        max(ages),
        len(lengths),
        sum(length > LONGEST_SENTENCE for length in lengths),
        max(lengths),
    )


def hardest(messages: tuple[Message, ...], most: int) -> tuple[Message, ...]:
    """Return the messages that ask most of their reader, hardest first."""
    aged = [one for one in messages if one.level.age is not None]
    return tuple(sorted(aged, key=lambda one: -(one.level.age or 0))[:most])


def check_release(release: Release) -> Iterator[Problem]:
    """T10, T11: no message above the limit, no sentence too long, in each language."""
    for language in release.languages:
        messages = measured(release, language)
        in_facts = {part for one in messages if one.file == FACTS for part in one.level.sentences}
        for one in messages:
            yield from _of_message(one, language, in_facts if one.file != FACTS else set())


def _of_message(one: Message, language: str, elsewhere: set[str]) -> Iterator[Problem]:
    age, oldest = one.level.age, OLDEST_READER.get(language, 0)
    if age is not None and round(age, 1) > oldest:
        yield Problem(
            one.file,
            at(one.text, 0),
            "T10",
            f"Il faut {age:.1f} ans pour lire ce message, {oldest} au plus : des phrases plus"
            f" courtes, des mots plus simples ({language}).",
            f"It takes {age:.1f} years of age to read this message, {oldest} at most: shorter"
            f" sentences, plainer words ({language}).",
        )
    for part in one.level.sentences:
        length = len(words_in(part))
        if length > LONGEST_SENTENCE and part not in elsewhere:
            yield Problem(
                one.file,
                _begins(one, part, language),
                "T11",
                f"{length} mots dans une phrase, {LONGEST_SENTENCE} au plus ({language}) :"
                f" « {_short(part)} ».",
                f"{length} words in a sentence, {LONGEST_SENTENCE} at most ({language}):"
                f" “{_short(part)}”.",
            )


def _begins(one: Message, part: str, language: str) -> Pos:
    """Return where a sentence begins in its file; of a translation, where its French does."""
    found = one.text.french.find(part[:12]) if language == SOURCE_LANGUAGE else 0
    return at(one.text, max(found, 0))


def _short(part: str) -> str:
    return part if len(part) <= _SHORT else part[: _SHORT - 1].rstrip() + "…"


def _texts(release: Release) -> Iterator[tuple[str, Text]]:
    """Yield what is measured; facts first, so that a message that is one fact is the fact's."""
    told = tuple(_told(release))
    shown = {key for _, text in told for key in facts_in(text)}
    for fact in release.facts.values():
        if fact.kind in WORDED and fact.key in shown:
            yield FACTS, fact.value
    yield from told


def _told(release: Release) -> Iterator[tuple[str, Text]]:
    for breach in release.breaches.values():
        yield "flows/breaches.yml", breach.summary
    for text in release.texts.values():
        yield "flows/texts.yml", text
    for flow in release.flows.values():
        _, *task = header(flow)
        for text in task:
            yield flow.file, text
        for step in every_step(flow.steps):
            if isinstance(step, Say | Ask | Checklist):
                yield flow.file, step.text
            for text in plain(step):
                yield flow.file, text
