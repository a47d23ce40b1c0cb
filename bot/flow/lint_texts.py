"""Rules about sentences and answers: T1 to T6, T8 and T9 (T7 stands with the expressions)."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from bot.flow.answers import understand
from bot.flow.checks import FORMATS as ANSWER_FORMATS
from bot.flow.checks import Refused
from bot.flow.model import Ask, Check, Checklist, Flow, Kind, Say, Text
from bot.flow.nodes import nearest
from bot.flow.parts import at
from bot.flow.problem import Pos, Problem
from bot.flow.release import Release
from bot.flow.scope import Place
from bot.flow.shown import header, plain, told
from bot.flow.text import FORMATS, OPEN, fill, unread
from bot.flow.text import Place as TextPlace
from bot.flow.text import places as text_places

LONGEST_MESSAGE, LONGEST_CAPTION = 4096, 1024
LONGEST_LABEL = 40
MOST_CHOICES, MOST_SEVERAL = 8, 24
LONGEST_FILLED = {"signs": 1500, OPEN: 160}  # a place by its format; others by the longest value
LONGEST_VALUE = 300
FREE = frozenset({Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.MOMENT, Kind.MESSAGE})
OWN_NAMES = frozenset({"done", "total"})  # what a checklist knows about itself
_REPEATED = re.compile(r"\([^()]*[+*][^()]*\)[+*{]")  # (a+)+ can take minutes to say no


def check(release: Release, flow: Flow, known: Iterable[Place], today: date) -> Iterator[Problem]:
    """Yield what is wrong with the sentences and questions of one flow."""
    for text in header(flow):
        yield from _only_facts(release, flow, text)
    for place in known:
        yield from _fits(release, flow, place)
        for text in told(place.step):
            yield from _places(release, flow, text, place)
        for text in plain(place.step):
            yield from _only_facts(release, flow, text)
        match place.step:
            case Ask():
                yield from _choices(release, flow, place.step)
                yield from _checks(flow, place.step)
                yield from _examples(flow, place.step, today)
            case Checklist():
                labels = [item.label for item in place.step.items]
                yield from _labels(release, flow, place.step.pos, labels, MOST_SEVERAL)


def _fits(release: Release, flow: Flow, place: Place) -> Iterator[Problem]:
    """T1: the longest a message can become still fits."""
    step = place.step
    if not isinstance(step, Say | Ask | Checklist):
        return
    limit = LONGEST_CAPTION if isinstance(step, Say) and step.photo else LONGEST_MESSAGE
    for language in release.languages:
        longest = _longest(release, step.text, language)
        if longest > limit:
            yield Problem(
                flow.file,
                step.text.pos,
                "T1",
                f"Il peut atteindre {longest} caractères, la limite est {limit} ({language}).",
                f"This text can reach {longest} characters; the limit is {limit} ({language}).",
            )


def _longest(release: Release, text: Text, language: str) -> int:
    """Return how long a text can become, in UTF-16 units as Telegram counts."""
    words = release.words(language)
    template = words.translate(text)
    written = len(fill(template, {}, words).encode("utf-16-le")) // 2
    found = text_places(template)
    open_places = [p for p in found if p.format == OPEN or not p.name.startswith("fact.")]
    return written + sum(LONGEST_FILLED.get(p.format or "", LONGEST_VALUE) for p in open_places)


def _places(release: Release, flow: Flow, text: Text, place: Place) -> Iterator[Problem]:
    """T2: each place names something known here, with a format that exists."""
    yield from braces(flow.file, text)
    known = place.names.keys() | (OWN_NAMES if isinstance(place.step, Checklist) else set())
    for found in text_places(text.french):
        of_fact = found.name.startswith("fact.")
        if of_fact:
            yield from fact(release, flow.file, text, found)
        elif found.name not in known:
            yield unknown(flow.file, at(text, found.start + 1), "nom", "name", found.name, known)
        allowed: Iterable[str] = (OPEN,) if of_fact else FORMATS
        if found.format is not None and found.format not in allowed:
            where = at(text, found.start + 2 + len(found.name))
            yield unknown(flow.file, where, "format", "format", found.format, allowed)


def _only_facts(release: Release, flow: Flow, text: Text) -> Iterator[Problem]:
    yield from braces(flow.file, text)
    for found in text_places(text.french):
        if found.name.startswith("fact."):
            yield from fact(release, flow.file, text, found)
        else:
            yield Problem(
                flow.file,
                at(text, found.start),
                "T2",
                f"Ici, seul un fait ({{fact.…}}) peut être écrit, pas « {found.name} ».",
                f"Only a fact ({{fact.…}}) can stand here, not “{found.name}”.",
            )


def fact(release: Release, file: str, text: Text, found: TextPlace) -> Iterator[Problem]:
    """T2: the fact a place names exists."""
    key = found.name.removeprefix("fact.")
    if key not in release.facts:
        where = at(text, found.start + len("{fact."))
        yield unknown(file, where, "fait", "fact", key, release.facts)


def braces(file: str, text: Text) -> Iterator[Problem]:
    """T2: braces that are no place would be shown to a person."""
    for match in unread(text.french):
        yield Problem(
            file,
            at(text, match.start()),
            "T2",
            f"« {match[0]} » ne se lit pas : écrivez {{nom}} ou {{nom|format}}.",
            f"“{match[0]}” cannot be read: write {{name}} or {{name|format}}.",
        )


def unknown(
    file: str, pos: Pos, french: str, english: str, name: str, known: Iterable[str]
) -> Problem:
    """Return the T2 of a name nobody knows, with the nearest known one."""
    near = nearest(name, known)
    hint = (f" Vouliez-vous dire « {near} » ?", f" Did you mean “{near}”?") if near else ("", "")
    strange = "Fait" if french == "fait" else french.capitalize()
    return Problem(
        file,
        pos,
        "T2",
        f"{strange} inconnu « {name} ».{hint[0]}",
        f"Unknown {english} “{name}”.{hint[1]}",
    )


def _choices(release: Release, flow: Flow, step: Ask) -> Iterator[Problem]:
    """T3: few choices, short labels; and E4 when `codes` names no entry of the profile."""
    if step.codes is not None:
        if step.codes not in release.profile:
            near = nearest(step.codes, release.profile)
            hint = f" Vouliez-vous dire « {near} » ?" if near else ""
            meant = f" Did you mean “{near}”?" if near else ""
            yield Problem(
                flow.file,
                step.pos,
                "E4",
                f"Le profil n’a pas d’entrée « {step.codes} ».{hint}",
                f"The profile has no entry “{step.codes}”.{meant}",
            )
        return
    most = MOST_CHOICES if step.kind is Kind.CHOICE else MOST_SEVERAL
    labels = [option.label for option in step.options]
    yield from _labels(release, flow, step.pos, labels, most)


def _labels(
    release: Release, flow: Flow, pos: Pos, labels: list[Text], most: int
) -> Iterator[Problem]:
    if len(labels) > most:
        yield Problem(
            flow.file,
            pos,
            "T3",
            f"{len(labels)} choix : {most} au plus, sinon personne ne lit.",
            f"{len(labels)} choices: {most} at most, or nobody reads them.",
        )
    for label in labels:
        if any(other.french == label.french for other in labels[: labels.index(label)]):
            yield Problem(
                flow.file,
                label.pos,
                "T3",
                f"« {label.french} » est écrit deux fois : rien ne les distingue.",
                f"“{label.french}” is written twice: nothing tells them apart.",
            )
        for language in release.languages:
            said = release.words(language).translate(label)
            if len(said) > LONGEST_LABEL:
                yield Problem(
                    flow.file,
                    label.pos,
                    "T3",
                    f"{len(said)} caractères : un bouton en montre {LONGEST_LABEL} ({language}).",
                    f"{len(said)} characters: a button shows {LONGEST_LABEL} ({language}).",
                )


def _checks(flow: Flow, step: Ask) -> Iterator[Problem]:
    """T6: what a check is given can be read."""
    for one in step.checks:
        fault = _argument(one)
        if fault is not None:
            yield Problem(flow.file, one.pos, "T6", *fault)


def _argument(one: Check) -> tuple[str, str] | None:
    match one.name:
        case "matches":
            try:
                re.compile(one.value)
            except re.error:
                return "Ce motif ne se lit pas.", "This pattern cannot be read."
            if _REPEATED.search(one.value):
                return (
                    "Ce motif répète une répétition : il pourrait ne jamais finir.",
                    "This pattern repeats a repetition: it might never end.",
                )
        case "format" if one.value not in ANSWER_FORMATS:
            near = nearest(one.value, ANSWER_FORMATS) or ", ".join(sorted(ANSWER_FORMATS))
            return f"Format inconnu. Essayez : {near}.", f"Unknown format. Try: {near}."
        case "min" | "max" | "length" | "max_mb":
            try:
                float(one.value)
            except ValueError:
                return "J’attends un nombre.", "Expected a number."
        case "before" | "after":
            try:
                date.fromisoformat(one.value)
            except ValueError:
                return "Écrivez une date : 2026-11-23.", "Write a date: 2026-11-23."
    return None


def _examples(flow: Flow, step: Ask, today: date) -> Iterator[Problem]:
    """T4, T5: a free answer shows examples, and they pass its own checks."""
    if step.kind not in FREE:
        return
    if not step.examples:
        yield Problem(
            flow.file,
            step.pos,
            "T4",
            "Une réponse libre demande des `examples` : le parcours complet s’en sert.",
            "A free answer needs `examples`: the exhaustive walk uses them.",
        )
    if any(_argument(one) is not None for one in step.checks):
        return
    now = datetime.combine(today, time(9), UTC)
    for example in step.examples:
        if not any(_passes(step, example, now, language) for language in ("fr", "en")):
            yield Problem(
                flow.file,
                step.pos,
                "T5",
                f"L’exemple « {example[:40]} » est refusé par ses propres règles.",
                f"The example “{example[:40]}” is refused by its own checks.",
            )


def _passes(step: Ask, example: str, now: datetime, language: str) -> bool:
    try:
        understand(step, example, now=now, language=language)
    except Refused:
        return False
    return True
