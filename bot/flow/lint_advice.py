"""Rules about advice: A1 to A6. What a person is told to do has a source, and it is fresh."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.flow.lint_calls import unread
from bot.flow.model import Breach, Fact, Flow, Source, Step, every_step
from bot.flow.nodes import nearest
from bot.flow.parts import Text, at
from bot.flow.problem import Pos, Problem, Severity
from bot.flow.release import Release
from bot.flow.shown import cited, every_text, facts_in, header, plain, told

GRACE = timedelta(days=30)
_BARE = re.compile(
    r"https?://|\bwww\.|\b0\d(?:[ .\u00a0]?\d\d){4}\b|\b3\d{3}\b|\b116[ \u00a0]?\d{3}\b"
    r"|\barticles? [LRD]?\.? ?\d|\b\d+[ \u00a0](?:jours?|semaines?|mois|heures?|ans?)\b",
    re.IGNORECASE,
)


def check(release: Release, flow: Flow, today: date) -> Iterator[Problem]:
    """Yield what is wrong with the advice of one flow."""
    used: set[str] = set()
    for step in every_step(flow.steps):
        rests_on = set(cited(step))
        used |= rests_on
        yield from _known(release, flow, step, rests_on)
        if not rests_on:
            yield from _bare(flow, (*told(step), *plain(step)))
    yield from _bare(flow, (text for text in header(flow) if not any(facts_in(text))))
    for key, source in flow.sources.items():
        yield from fresh(flow.file, source, today, key)
        if key not in used:
            yield Problem(
                flow.file,
                source.pos,
                "A4",
                f"La source « {key} » n’est citée nulle part.",
                f"The source “{key}” is cited nowhere.",
                Severity.WARNING,
            )


def check_release(release: Release, today: date) -> Iterator[Problem]:
    """Yield what is wrong with facts and breaches."""
    for fact in release.facts.values():
        yield from fresh("flows/facts.yml", fact.source, today, fact.key)
    for breach in release.breaches.values():
        yield from fresh("flows/breaches.yml", breach.source, today, breach.key)
        yield from _codes(release, breach)
    if not unread(release):
        yield from _unused(release)


def fresh(file: str, source: Source, today: date, key: str) -> Iterator[Problem]:
    """A3, A5: checked not long ago, at an https address, and not in the future."""
    if not source.url.startswith("https://"):
        yield Problem(
            file,
            source.pos,
            "A5",
            "L’adresse d’une source commence par https://.",
            "The address of a source begins with https://.",
        )
    if source.checked > today:
        yield Problem(
            file,
            source.pos,
            "A3",
            f"« {key} » serait vérifié dans l’avenir.",
            f"“{key}” would be checked in the future.",
        )
    if today > source.review:
        late = today > source.review + GRACE
        yield Problem(
            file,
            source.pos,
            "A3",
            f"« {key} » devait être revu le {source.review.isoformat()}.",
            f"“{key}” was due for review on {source.review.isoformat()}.",
            Severity.ERROR if late else Severity.WARNING,
        )


def _known(release: Release, flow: Flow, step: Step, rests_on: set[str]) -> Iterator[Problem]:
    """A1: what a step rests on exists (a `{fact.…}` that does not is T2)."""
    shown = {key for text in told(step) for key in facts_in(text)}
    for key in sorted(rests_on - shown - release.facts.keys() - flow.sources.keys()):
        yield Problem(flow.file, step.pos, "A1", *_unknown(key, release, flow))


def _unknown(key: str, release: Release, flow: Flow | None) -> tuple[str, str]:
    near = nearest(key, (*release.facts, *(flow.sources if flow is not None else ())))
    hint = (f" Vouliez-vous dire « {near} » ?", f" Did you mean “{near}”?") if near else ("", "")
    return f"Source inconnue « {key} ».{hint[0]}", f"Unknown source “{key}”.{hint[1]}"


def _bare(flow: Flow, texts: Iterable[Text]) -> Iterator[Problem]:
    """A2: a number, an address or a right that nobody answers for."""
    for text in texts:
        found = _BARE.search(text.french)
        if found is not None:
            yield Problem(
                flow.file,
                at(text, found.start()),
                "A2",
                f"« {found[0]} » sans source : utilisez un fait, ou citez `source`.",
                f"“{found[0]}” without a source: use a fact, or cite a `source`.",
                Severity.WARNING,
            )


def _codes(release: Release, breach: Breach) -> Iterator[Problem]:
    """A6: the data of a breach are codes of the profile, each in one list only."""
    entry = release.profile.get("leaked")
    known = {option.key for option in entry.options} if entry is not None else set()
    every = (*breach.leaked, *breach.not_leaked, *breach.disputed)
    for code in sorted(set(every) - known):
        near = nearest(code, known)
        hint = (
            (f" Vouliez-vous dire « {near} » ?", f" Did you mean “{near}”?") if near else ("", "")
        )
        yield Problem(
            "flows/breaches.yml",
            breach.pos,
            "A6",
            f"Donnée inconnue « {code} ».{hint[0]}",
            f"Unknown kind of data “{code}”.{hint[1]}",
        )
    for code in sorted({code for code in every if every.count(code) > 1}):
        yield Problem(
            "flows/breaches.yml",
            breach.pos,
            "A6",
            f"« {code} » est à la fois dans deux listes.",
            f"“{code}” is in two lists at once.",
        )


def _unused(release: Release) -> Iterator[Problem]:
    """A4: a fact nobody shows or cites."""
    used: set[str] = set()
    for flow in release.flows.values():
        for step in every_step(flow.steps):
            used |= set(cited(step))
        for text in every_text(flow):
            used |= set(facts_in(text))
    for letter in release.letters.values():
        used |= {*letter.sources, *(key for text in letter.texts for key in facts_in(text))}
    for text in (*release.texts.values(), *(b.summary for b in release.breaches.values())):
        used |= set(facts_in(text))
    for fact in release.facts.values():
        if fact.key not in used:
            yield _never(fact)


def _never(fact: Fact) -> Problem:
    return Problem(
        "flows/facts.yml",
        fact.source.pos if fact.source.pos > Pos(1, 1) else fact.value.pos,
        "A4",
        f"Le fait « {fact.key} » n’est cité nulle part.",
        f"The fact “{fact.key}” is cited nowhere.",
        Severity.WARNING,
    )
