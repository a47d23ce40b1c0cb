"""T7: a private value serves the next action, and nothing else."""

from collections.abc import Iterable, Iterator

from bot.flow.expr import place_of
from bot.flow.model import Ask, Case, Checklist, Do, Expression, Flow
from bot.flow.parts import at
from bot.flow.problem import Pos, Problem
from bot.flow.scope import Place, read_here, read_later
from bot.flow.shown import told
from bot.flow.text import places as text_places


def check(flow: Flow, known: Iterable[Place]) -> Iterator[Problem]:
    """Yield where a private value could be shown, kept or passed on."""
    for place in known:
        yield from _private(flow, place)


def _private(flow: Flow, place: Place) -> Iterator[Problem]:
    private = {name for name, known in place.names.items() if known.private}
    if not private:
        return
    allowed = place.may_use if isinstance(place.step, Do) else frozenset()
    for expression in read_here(place):
        for name in sorted(private & expression.names - allowed):
            if not _only_none(expression, name):
                yield _used(flow, at(expression, place_of(expression, name)), name)
    if isinstance(place.step, Case) and place.step.name in private:
        yield _used(flow, place.step.pos, place.step.name)
    for expression in read_later(place.step):
        for name in sorted(private & expression.names):
            yield _used(flow, at(expression, place_of(expression, name)), name)
    for text in told(place.step):
        for where in text_places(text.french):
            if where.name in private:
                yield _used(flow, at(text, where.start), where.name)
    if isinstance(place.step, Ask | Checklist) and place.may_use:
        name = min(place.may_use)
        yield Problem(
            flow.file,
            place.step.pos,
            "T7",
            f"« {name} » est privé : l’action qui l’utilise doit venir avant toute autre question.",
            f"“{name}” is private: the action that uses it must come before any other question.",
        )


def _used(flow: Flow, pos: Pos, name: str) -> Problem:
    return Problem(
        flow.file,
        pos,
        "T7",
        f"« {name} » est privé : seule l’action qui suit la question peut l’utiliser.",
        f"“{name}” is private: only the action right after the question may use it.",
    )


def _only_none(expression: Expression, name: str) -> bool:
    bare = expression.source.replace(" ", "")
    return bare in (f"{name}!=none", f"{name}==none")
