"""Rules about the words themselves, in each language: T8 and T9."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.flow.model import Flow, Text
from bot.flow.parts import at
from bot.flow.problem import Problem
from bot.flow.release import Release
from bot.flow.shown import every_text

# What is never said to a person: that something is safe, or that it was their fault.
FORBIDDEN: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "fr": re.compile(
            r"\ben (?:toute )?sécurité\b|\bsécurisée?s?\b|\bsans (?:aucun )?(?:danger|risque)\b"
            r"|\bfiables?\b|\bvous auriez dû\b"
            r"|(?<!pas )\b(?:de )?votre (?:faute|erreur|négligence)\b"
            r"|\bimpruden\w+|(?<!bien )\bsûre?s?\b|(?<!France )\bvictimes?\b",
            re.IGNORECASE,
        ),
        "en": re.compile(
            r"\bsafe(?:ly|ty)?\b|\brisk.free\b|\btrustworthy\b|\byou should have\b"
            r"|(?<!not )\byour (?:own )?(?:fault|carelessness)\b|\bcareless\w*"
            r"|(?<!France )\bvictims?\b",
            re.IGNORECASE,
        ),
    }
)


def check(release: Release, flow: Flow) -> Iterator[Problem]:
    """Yield what is wrong with the words of one flow."""
    for text in every_text(flow):
        yield from words_of(release, flow.file, text)


def check_release(release: Release) -> Iterator[Problem]:
    """Yield what is wrong with the sentences that belong to no flow."""
    for text in release.texts.values():
        yield from words_of(release, "flows/texts.yml", text)
    for fact in release.facts.values():
        if fact.kind in ("text", "hours"):
            yield from words_of(release, "flows/facts.yml", fact.value)
    for breach in release.breaches.values():
        yield from words_of(release, "flows/breaches.yml", breach.summary)


def words_of(release: Release, file: str, text: Text) -> Iterator[Problem]:
    """T8, T9: in each language, no forbidden word and no bold that never ends."""
    for language in release.languages:
        said = release.words(language).translate(text)
        if language != "fr" and said == text.french:
            continue  # not translated: L1 says so
        found = FORBIDDEN[language].search(said) if language in FORBIDDEN else None
        if found is not None:
            yield Problem(
                file,
                at(text, found.start() if said == text.french else 0),
                "T8",
                f"On n’écrit jamais « {found[0]} » à une personne ({language}).",
                f"“{found[0]}” is never written to a person ({language}).",
            )
        if said.count("**") % 2:
            yield Problem(
                file,
                text.pos,
                "T9",
                f"Un gras (**) commence et ne finit pas ({language}).",
                f"A bold (**) begins and does not end ({language}).",
            )
