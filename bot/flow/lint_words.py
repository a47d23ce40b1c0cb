"""Rules about the words themselves, in each language: T8, T9, T12 and T13."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.flow.model import Flow, Text
from bot.flow.parts import at
from bot.flow.problem import Problem
from bot.flow.release import Release
from bot.flow.shown import every_text

Patterns = Mapping[str, re.Pattern[str]]


def _patterns(french: str, english: str) -> Patterns:
    # For small letters: searching without regard to capitals takes three times as long. And each
    # way begins with the edge of a word, what must not stand before it comes next: then only the
    # edges are looked at, which takes a quarter of the time.
    return MappingProxyType({"fr": re.compile(french), "en": re.compile(english)})


# T8: nobody can promise that; and people are affected, not victims (the association has the name).
SAFE = _patterns(
    r"\ben (?:toute )?sécurité\b|\bsécurisée?s?\b|\bsans (?:aucun )?(?:danger|risque)\b"
    r"|\bfiables?\b|\b(?<!bien )sûre?s?\b|\b(?<!france )victimes?\b",
    r"\bsafe(?:ly|ty)?\b|\brisk.free\b|\btrustworthy\b|\b(?<!france )victims?\b",
)
# T12: what is known is said, what is not known is said to be unknown. “Peut”, “can” and “may” say
# what a scammer is able to do: that is known.
HEDGE = _patterns(
    r"\bpeut-être\b|\bil se peut\b|\bsans doute\b|\bprobable(?:ment)?s?\b"
    r"|\bvraisemblable(?:ment)?\b|\béventuellement\b|\bpossiblement\b|\bapparemment\b"
    r"|\ba priori\b|\bsembler?ait\b|\bil (?:nous |me )?semble\b",
    r"\bmight\b|\bperhaps\b|\bmaybe\b|\bprobabl[ey]\b|\bpossibly\b|\blikely\b|\bapparently\b"
    r"|\bpresumably\b|\bit seems\b|\b(?:seems?|appears?) to\b"
    r"|\b(?:may|could) (?:well )?have been\b",
)
# The forms that say whose doubt it is, or that we looked and did not find.
DOUBT = _patterns(
    r"\bselon \w|\bn’avons pas (?:pu vérifier|trouvé)\b|\bne savons pas\b|\bnon confirmé"
    r"|\bpas (?:confirmée?s?|vérifiée?s?)\b|\bne (?:disent|donnent) pas (?:toutes|le même)\b",
    r"\baccording to \w|\bdepending on the source\b|\bcould not (?:check|find)\b"
    r"|\bdid not find\b|\bdo not know\b|\bnot (?:confirmed|verified)\b"
    r"|\bdo not (?:all agree|give the same)\b",
)
# T13: the criminal did it. Blame, shame, and the words that make a fool of who was deceived.
BLAME = _patterns(
    r"\bvous auriez (?:dû|pu)\b|\bvous n’auriez (?:pas|jamais) dû\b|\bil ne fallait pas\b"
    r"|\b(?<!pas )(?:de )?votre (?:faute|erreur|négligence)\b|\bimpruden\w+"
    r"|\b(?<!pas )coupables?\b|\b(?<!pas )(?<!aucune )honte\b"
    r"|\bêtes tombée?s? dans\b|\btombée?s? dans (?:le|un) (?:piège|panneau)\b"
    r"|\bfaite?s? (?:avoir|arnaquer|piéger|berner)\b|\blaissée?s? (?:avoir|prendre|piéger)\b"
    r"|\b(?:naï(?:f|ve)s?|naïveté|crédules?|crédulité|dup(?:e|er|és?|ées?)|bernée?s?)\b",
    r"\byou (?:should|could) have\b|\byou should(?:n’t| not) have\b"
    r"|\b(?<!not )your (?:own )?(?:fault|mistake|carelessness|negligence)\b|\bcareless\w*"
    r"|\b(?<!not )guilty\b|\b(?<!be )(?<!feel )ashamed\b|\b(?<!no )shame\b"
    r"|\bf[ae]ll(?:en)? for (?:it|this|the|a)\b|\byou let (?:them|a|the)\b"
    r"|\b(?:duped?|swindled|conned|fooled|gullible|naive|foolish)\b",
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
    for event in release.events.values():
        yield from words_of(release, "flows/events.yml", event)
    for breach in release.breaches.values():
        yield from words_of(release, "flows/breaches.yml", breach.summary)


def words_of(release: Release, file: str, text: Text) -> Iterator[Problem]:
    """T8, T9, T12, T13: in each language, no such word, and no bold that never ends."""
    for language in release.languages:
        said = release.words(language).translate(text)
        if language != "fr" and said == text.french:
            continue  # not translated: L1 says so
        for rule, found, french, english in _said(said, language):
            yield Problem(
                file,
                at(text, found.start() if said == text.french else 0),
                rule,
                f"{french.format(found[0])} ({language}).",
                f"{english.format(found[0])} ({language}).",
            )
        if said.count("**") % 2:
            yield Problem(
                file,
                text.pos,
                "T9",
                f"Un gras (**) commence et ne finit pas ({language}).",
                f"A bold (**) begins and does not end ({language}).",
            )


def _said(said: str, language: str) -> Iterator[tuple[str, re.Match[str], str, str]]:
    """Yield each rule a message breaks with its first wrong word, and how to say so."""
    if language not in SAFE:
        return
    low = said.lower()
    safe, hedge, blame = (table[language].search(low) for table in (SAFE, HEDGE, BLAME))
    if safe is not None:
        yield (
            "T8",
            safe,
            "On n’écrit jamais « {} » à une personne",
            "“{}” is never written to a person",
        )
    if hedge is not None and not DOUBT[language].search(low):
        yield (
            "T12",
            hedge,
            "« {} » : dites ce qui est su, ou de qui vient le doute (« selon une source »)",
            "“{}”: say what is known, or whose doubt it is (“according to one source”)",
        )
    if blame is not None:
        yield (
            "T13",
            blame,
            "« {} » fait porter la faute à la personne : le sujet est le criminel",
            "“{}” blames the person: the criminal is the subject",
        )
