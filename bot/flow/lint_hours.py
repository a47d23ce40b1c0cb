"""A7: what is said of opening hours rests on hours that a fact states, where there is a moment."""

import ast
from collections.abc import Iterable, Iterator

from bot.flow.expr import offset_of
from bot.flow.functions import FACT, FUNCTIONS
from bot.flow.model import Do, Expression, Flow, Text, every_step
from bot.flow.nodes import nearest
from bot.flow.parts import at
from bot.flow.problem import Pos, Problem
from bot.flow.release import Release
from bot.flow.scope import Place, read_here, read_later
from bot.flow.shown import header, plain, told
from bot.flow.text import OPEN, places


def check(release: Release, flow: Flow, known: Iterable[Place]) -> Iterator[Problem]:
    """Yield what a flow says or asks of hours that nobody states, or at no moment."""
    for text in header(flow):
        yield from _timeless(flow.file, text)
    if flow.task is not None and _named(flow.task.when):
        yield _when(flow, flow.task.when)
    for step in every_step(flow.steps):
        for text in told(step):
            # What an action takes is said by somebody else, later.
            yield from (
                _timeless(flow.file, text) if isinstance(step, Do) else _shown(release, flow, text)
            )
        for text in plain(step):
            yield from _timeless(flow.file, text)
        for expression in read_later(step):
            if _named(expression):
                yield _when(flow, expression)
    for place in known:
        for expression in read_here(place):
            yield from _asked(release, flow, expression)


def check_release(release: Release) -> Iterator[Problem]:
    """Yield the places `{fact.key|open}` of tables: they are shown at no moment of their own."""
    for letter in release.letters.values():
        for text in letter.body:
            yield from _timeless("flows/letters.yml", text)
    for text in release.texts.values():
        yield from _timeless("flows/texts.yml", text)


def _named(expression: Expression) -> list[ast.Constant]:
    """Return the keys of facts an expression names, as written."""
    calls = (node for node in ast.walk(expression.tree) if isinstance(node, ast.Call))
    return [
        part
        for call in calls
        if isinstance(call.func, ast.Name)
        for part, wanted in zip(call.args, FUNCTIONS[call.func.id].takes, strict=True)
        if wanted == FACT and isinstance(part, ast.Constant)
    ]


def _asked(release: Release, flow: Flow, expression: Expression) -> Iterator[Problem]:
    for part in _named(expression):
        where = at(expression, offset_of(part, expression.source) + 1)
        yield from _stated(release, flow.file, where, str(part.value))


def _shown(release: Release, flow: Flow, text: Text) -> Iterator[Problem]:
    for place in places(text.french):
        key = place.name.removeprefix("fact.")
        # A fact that does not exist is T2.
        if place.format == OPEN and key in release.facts:
            yield from _stated(release, flow.file, at(text, place.start + len("{fact.")), key)


def _stated(release: Release, file: str, pos: Pos, key: str) -> Iterator[Problem]:
    fact = release.facts.get(key)
    if fact is not None and fact.hours is not None:
        return
    near = nearest(key, [k for k, known in release.facts.items() if known.hours is not None])
    hint = (f" Vouliez-vous dire « {near} » ?", f" Did you mean “{near}”?") if near else ("", "")
    if fact is None:
        french, english = f"Fait inconnu « {key} ».", f"Unknown fact “{key}”."
    else:
        french = f"Le fait « {key} » n’a pas d’horaires (`open`)."
        english = f"The fact “{key}” has no hours (`open`)."
    yield Problem(file, pos, "A7", french + hint[0], english + hint[1])


def _timeless(file: str, text: Text) -> Iterator[Problem]:
    for place in places(text.french):
        if place.format == OPEN and place.name.startswith("fact."):
            yield Problem(
                file,
                at(text, place.start),
                "A7",
                "Ce texte est lu plus tard : écrivez les horaires, sans `|open`.",
                "This text is read later: write the hours, without `|open`.",
            )


def _when(flow: Flow, expression: Expression) -> Problem:
    return Problem(
        flow.file,
        expression.pos,
        "A7",
        "Cette condition se lit un autre jour : `open` n’y a pas de sens.",
        "This condition is read on another day: `open` makes no sense in it.",
    )
