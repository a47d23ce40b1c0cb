"""S12: what the evidence pack says is printable; what the log can hold, some flow notes."""

from collections.abc import Iterator

from bot.flow.formats import printable
from bot.flow.lint_actions import events_of
from bot.flow.lint_calls import unread
from bot.flow.model import Do, Expression
from bot.flow.parts import Text
from bot.flow.problem import Problem, Severity
from bot.flow.release import Release
from bot.flow.scope import places
from bot.flow.text import places as text_places

FILE = "flows/events.yml"
PAPER = "pack."  # the keys of texts.yml that a paper prints


def check_release(release: Release) -> Iterator[Problem]:
    """Yield what is wrong with the events of a release."""
    for text in release.events.values():
        yield from _unprintable(release, FILE, text, whole=True)
    for key, text in release.texts.items():
        if key.startswith(PAPER):
            yield from _unprintable(release, "flows/texts.yml", text, whole=False)
    if unread(release):
        return
    noted = _noted(release)
    for code, text in release.events.items():
        if code not in noted:
            yield Problem(
                FILE,
                text.pos,
                "S12",
                f"Aucun guide ne note « {code} » (`do: log`).",
                f"No flow notes “{code}” (`do: log`).",
                Severity.WARNING,
            )


def _unprintable(release: Release, file: str, text: Text, *, whole: bool) -> Iterator[Problem]:
    """Yield the characters no font of ours has; `whole` says that nothing is filled in."""
    for language in release.languages:
        said = release.words(language).translate(text)
        strange = next((c for c in said if not printable(c)), None)
        if strange is not None or (whole and text_places(said)):
            what = f"« {strange} »" if strange else "une {place}"
            english = f"“{strange}”" if strange else "a {place}"
            yield Problem(
                file,
                text.pos,
                "S12",
                f"Un papier ne peut pas porter {what} ({language}).",
                f"A paper cannot carry {english} ({language}).",
            )


def _noted(release: Release) -> set[str]:
    found: set[str] = set()
    for flow in release.flows.values():
        for place in places(release, flow):
            step = place.step
            if isinstance(step, Do) and step.action == "log":
                given = dict(step.arguments)["event"]  # a flow without it was not read
                assert isinstance(given, Expression)
                found |= events_of(place, given) or frozenset()
    return found
