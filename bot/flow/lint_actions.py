"""E8: what an action is given is what it takes."""

import ast
from collections.abc import Iterable, Iterator

from bot.flow.actions import ACTIONS, Accepts
from bot.flow.expr import ExpressionError
from bot.flow.model import Ask, Branch, Call, Do, Expression, Flow, Kind, Stop, every_step
from bot.flow.nodes import nearest
from bot.flow.problem import Problem
from bot.flow.release import Release
from bot.flow.scope import Place
from bot.flow.types import ENGLISH, FRENCH, fitting, infer, of_kind


def check(release: Release, flow: Flow, known: Iterable[Place]) -> Iterator[Problem]:
    """Yield what is wrong with what the actions of a flow are given."""
    for place in known:
        match place.step:
            case Do():
                yield from _inputs(release, flow, place, place.step)
            case Call(flow=name, arguments=arguments):
                yield from _taken(release, flow, place, name, arguments)
            case Stop(branches=branches):
                for branch in dict.fromkeys(branch for _, branch in branches):
                    yield from _taken(release, flow, place, branch.flow, branch.arguments)
                    yield from _free(flow, place, branch)


def _inputs(release: Release, flow: Flow, place: Place, step: Do) -> Iterator[Problem]:
    signature = ACTIONS[step.action]
    for name, argument in step.arguments:
        if not isinstance(argument, Expression):
            continue
        accepts = signature.inputs.get(name)
        fault = (
            _remembered(release, place, name, argument)
            if signature.open_inputs
            else _accepted(release, flow, place, accepts, argument)
        )
        if fault is not None:
            yield Problem(flow.file, argument.pos, "E8", *fault)


def _taken(
    release: Release,
    flow: Flow,
    place: Place,
    called: str,
    arguments: tuple[tuple[str, Expression], ...],
) -> Iterator[Problem]:
    """Yield what a flow that follows is given of another kind than it takes."""
    target = release.flows.get(called)
    for name, argument in arguments:
        if target is None or name not in target.takes:
            continue  # S7 says so
        wanted = of_kind(target.takes[name])
        try:
            given = infer(argument, place.types)
        except ExpressionError:
            continue
        if not fitting(given, wanted):
            yield Problem(
                flow.file,
                argument.pos,
                "E8",
                f"« {name} » attend {FRENCH[wanted.kind]} ; ceci est {FRENCH[given.kind]}.",
                f"“{name}” takes {ENGLISH[wanted.kind]}; this is {ENGLISH[given.kind]}.",
            )


def _free(flow: Flow, place: Place, branch: Branch) -> Iterator[Problem]:
    """Yield the free answers that would be kept for as long as the wait lasts."""
    for _, argument in branch.arguments:
        for name in sorted(argument.names & place.names.keys()):
            known = place.names[name]
            if known.asked and known.type.kind == "text":
                yield Problem(
                    flow.file,
                    argument.pos,
                    "E8",
                    "Une réponse libre ne se garde pas : des codes, des dates, des nombres.",
                    "A free answer is not kept: codes, dates, numbers.",
                )


def _accepted(
    release: Release, flow: Flow, place: Place, accepts: Accepts | None, argument: Expression
) -> tuple[str, str] | None:
    try:
        given = infer(argument, place.types).kind
    except ExpressionError:
        return None  # said already
    if accepts is Accepts.EVENT:
        return _event(release, place, argument)
    if given in ("any", "none"):
        return None
    match accepts:
        case Accepts.WHEN if given not in ("date", "moment"):
            return "J’attends une date ou un moment.", "Expected a date or a moment."
        case Accepts.NUMBER if given != "number":
            return "J’attends un nombre.", "Expected a number."
        case Accepts.TEXT if given not in ("text", "choice"):
            return "J’attends un texte.", "Expected a text."
        case Accepts.LETTER:
            return _letter(argument, release, infer(argument, place.types).options)
        case Accepts.TRUTH if given != "bool":
            return "J’attends un oui ou non.", "Expected a yes or no."
        case Accepts.REFERENCE if not _asks_a_reference(flow, argument):
            return (
                "Une référence vient d’une question avec `check: {format: reference}`.",
                "A reference comes from a question with `check: {format: reference}`.",
            )
        case _:
            return None


def events_of(place: Place, argument: Expression) -> frozenset[str] | None:
    """Return the events an argument can be, None when nobody can tell."""
    if isinstance(argument.tree, ast.Constant):
        return frozenset({str(argument.tree.value)})
    try:
        return infer(argument, place.types).options
    except ExpressionError:
        return None


def _event(release: Release, place: Place, argument: Expression) -> tuple[str, str] | None:
    events = events_of(place, argument)
    if events is None:
        return (
            "J’attends un code de events.yml, ou le choix d’un code.",
            "Expected a code of events.yml, or the choice of one.",
        )
    strange = next(iter(sorted(events - release.events.keys())), None)
    if strange is None:
        return None
    near = nearest(strange, release.events)
    hint = (f" Vouliez-vous dire « {near} » ?", f" Did you mean “{near}”?") if near else ("", "")
    return (
        f"events.yml n’a pas le code « {strange} ».{hint[0]}",
        f"events.yml has no code “{strange}”.{hint[1]}",
    )


def _asks_a_reference(flow: Flow, argument: Expression) -> bool:
    return isinstance(argument.tree, ast.Name) and any(
        isinstance(one, Ask)
        and one.name == argument.tree.id
        and not one.private  # it is kept
        and any((check.name, check.value) == ("format", "reference") for check in one.checks)
        for one in every_step(flow.steps)
    )


def _letter(
    argument: Expression, release: Release, options: frozenset[str] | None
) -> tuple[str, str] | None:
    """Return what is wrong with a letter's name, or with the choices that are names of letters."""
    names = sorted(options) if options else [argument.source.strip("'\"")]
    name = next((name for name in names if name not in release.letters), None)
    if name is None:
        return None
    return f"Aucune lettre « {name} ».", f"No letter “{name}”."


def _remembered(
    release: Release, place: Place, name: str, argument: Expression
) -> tuple[str, str] | None:
    entry = release.profile.get(name)
    if entry is None:
        near = nearest(name, release.profile)
        hint = (
            (f" Vouliez-vous dire « {near} » ?", f" Did you mean “{near}”?") if near else ("", "")
        )
        return (
            f"Le profil n’a pas d’entrée « {name} ».{hint[0]}",
            f"The profile has no entry “{name}”.{hint[1]}",
        )
    try:
        given = infer(argument, place.types)
    except ExpressionError:
        return None
    wanted = ("list", "choice", "text") if entry.kind is Kind.SEVERAL else ("choice", "text")
    if given.kind not in (*wanted, "any", "none"):
        return "J’attends un code du profil.", "Expected a code of the profile."
    known = {option.key for option in entry.options}
    options = given.options
    if isinstance(argument.tree, ast.Constant) and isinstance(argument.tree.value, str):
        options = frozenset({argument.tree.value})
    elif given.kind == "text" and isinstance(argument.tree, ast.Name):
        name_ = argument.tree.id
        if place.names[name_].asked:
            return (
                "Une réponse libre n’entre pas au profil : des codes seulement.",
                "A free answer does not enter the profile: codes only.",
            )
    strange = sorted((options or frozenset()) - known)
    if strange:
        return (
            f"Le profil ne connaît pas le code « {strange[0]} » de « {name} ».",
            f"The profile does not know the code “{strange[0]}” of “{name}”.",
        )
    return None
