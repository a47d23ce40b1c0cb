"""Rules about names, types and branches: E2 to E7, and E9."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.flow.expr import ExpressionError, place_of
from bot.flow.model import (
    Ask,
    Call,
    Case,
    Checklist,
    Do,
    Expression,
    Flow,
    If,
    Repeat,
    Set,
    Stop,
    every_step,
)
from bot.flow.nodes import nearest
from bot.flow.parts import at
from bot.flow.problem import Pos, Problem
from bot.flow.release import Release
from bot.flow.scope import Name, Place, beginning, read_here, read_later
from bot.flow.types import ANY, TEXT, NotAnOption, Type, infer


def check(release: Release, flow: Flow, known: tuple[Place, ...]) -> Iterator[Problem]:
    """Yield what is wrong with the expressions of a flow."""
    yield from _header(release, flow)
    types = _ever(known)
    somewhere = {*types, *_answered(flow)}
    for found in known:
        place = _with_item(found)
        for expression in read_here(place):
            yield from _names(flow, place, expression)
            yield from _types(flow, expression, place.types)
        for expression in read_later(place.step):
            yield from _known_somewhere(flow, expression, somewhere)
            yield from _types(flow, expression, types)
        match place.step:
            case Case():
                yield from _exhaustive(flow, place, place.step)
            case If():
                yield from _always(flow, place.step.test)
            case Repeat() if place.turned:
                yield from _always(flow, place.step.test)


def _header(release: Release, flow: Flow) -> Iterator[Problem]:
    """Look at what the plan reads: it knows the profile and the language, and no answer."""
    if flow.task is None:
        return
    place = Place(Stop("", None, None, (), flow.pos), beginning(release, replace(flow, takes={})))
    for expression in (flow.task.when, flow.task.again):
        if expression is not None:
            yield from _names(flow, place, expression)
            yield from _types(flow, expression, place.types)
    again = flow.task.again
    try:
        given = infer(again, place.types).kind if again is not None else "any"
    except ExpressionError:
        return
    if again is not None and given not in ("date", "moment", "any"):
        french = "`again` est une date : months(today(), 3)."
        yield Problem(flow.file, again.pos, "E3", french, "`again` is a date: months(today(), 3).")


def _with_item(place: Place) -> Place:
    """Add the entry that a `call` with `each: list as item` speaks of."""
    if isinstance(place.step, Call) and place.step.item is not None:
        return replace(place, names={**place.names, place.step.item: Name(TEXT)})
    return place


def _names(flow: Flow, place: Place, expression: Expression) -> Iterator[Problem]:
    for name in sorted(expression.names):
        known = place.names.get(name)
        if known is None:
            pos = at(expression, place_of(expression, name))
            yield _unknown_name(flow, pos, name, place.names)
        elif not known.sure:
            yield Problem(
                flow.file,
                at(expression, place_of(expression, name)),
                "E5",
                f"« {name} » n’est pas connu sur tous les chemins qui arrivent ici.",
                f"“{name}” is not known on every path that leads here.",
            )


def _types(flow: Flow, expression: Expression, types: Mapping[str, Type]) -> Iterator[Problem]:
    try:
        infer(expression, types)
    except ExpressionError as error:
        rule = "E4" if isinstance(error, NotAnOption) else "E3"
        yield Problem(flow.file, at(expression, error.offset), rule, error.french, error.english)


def _ever(found: Iterable[Place]) -> Mapping[str, Type]:
    """Return the names known anywhere in a flow, with their type where it is one."""
    types: dict[str, Type] = {}
    for place in found:
        for name, known in place.types.items():
            types[name] = known if types.get(name, known) == known else ANY
    return types


def _answered(flow: Flow) -> Iterator[str]:
    """Yield the names that a step of the flow gives a value to, wherever it stands."""
    for step in every_step(flow.steps):
        match step:
            case Ask() | Checklist() | Call():
                yield step.name
            case Do(name=str() as name):
                yield name
            case Set():
                yield from (name for name, _ in step.values)


def _known_somewhere(flow: Flow, expression: Expression, names: set[str]) -> Iterator[Problem]:
    """E2 for what is read later: a name answered by then, or by no step at all."""
    for name in sorted(expression.names - names):
        yield _unknown_name(flow, at(expression, place_of(expression, name)), name, names)


def _unknown_name(flow: Flow, pos: Pos, name: str, known: Iterable[str]) -> Problem:
    near = nearest(name, known)
    return Problem(
        flow.file,
        pos,
        "E2",
        f"Nom inconnu « {name} »." + (f" Vouliez-vous dire « {near} » ?" if near else ""),
        f"Unknown name “{name}”." + (f" Did you mean “{near}”?" if near else ""),
    )


def _exhaustive(flow: Flow, place: Place, step: Case) -> Iterator[Problem]:
    known = place.names.get(step.name)
    if known is None:
        yield _unknown_name(flow, step.pos, step.name, place.names)
        return
    if not known.sure:
        yield Problem(
            flow.file,
            step.pos,
            "E5",
            f"« {step.name} » n’est pas connu sur tous les chemins qui arrivent ici.",
            f"“{step.name}” is not known on every path that leads here.",
        )
    written = {value for value, _ in step.branches}
    wanted = known.type.options
    if known.type.kind != "choice" or wanted is None:
        yield Problem(
            flow.file,
            step.pos,
            "E3",
            f"`case` demande un choix ; « {step.name} » n’en est pas un.",
            f"`case` needs a choice; “{step.name}” is not one.",
        )
        return
    for extra in sorted(written - wanted):
        yield Problem(
            flow.file,
            step.pos,
            "E7",
            f"« {step.name} » ne vaut jamais « {extra} ».",
            f"“{step.name}” is never “{extra}”.",
        )
    for missing in sorted(wanted - written):
        rule = "E9" if missing == "failed" and known.outcomes else "E7"
        yield Problem(
            flow.file,
            step.pos,
            rule,
            f"Le cas « {missing} » manque.",
            f"The case “{missing}” is missing.",
        )


def _always(flow: Flow, test: Expression) -> Iterator[Problem]:
    """E6: a test that reads no name is always the same."""
    if not test.names and not any(f"{name}(" in test.source for name in ("today", "now", "open")):
        yield Problem(
            flow.file,
            test.pos,
            "E6",
            "Cette condition est toujours la même.",
            "This condition is always the same.",
        )
