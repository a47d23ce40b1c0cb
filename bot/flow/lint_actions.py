"""E8: what an action is given is what it takes."""

import ast
from collections.abc import Iterator

from bot.flow.actions import ACTIONS, Accepts
from bot.flow.expr import ExpressionError
from bot.flow.model import Call, Do, Expression, Flow, Kind
from bot.flow.nodes import nearest
from bot.flow.problem import Problem
from bot.flow.release import Release
from bot.flow.scope import Place, places
from bot.flow.types import ENGLISH, FRENCH, fitting, infer, of_kind


def check(release: Release, flow: Flow) -> Iterator[Problem]:
    """Yield what is wrong with what the actions of a flow are given."""
    for place in places(release, flow):
        match place.step:
            case Do():
                yield from _inputs(release, flow, place, place.step)
            case Call():
                yield from _taken(release, flow, place, place.step)


def _inputs(release: Release, flow: Flow, place: Place, step: Do) -> Iterator[Problem]:
    signature = ACTIONS[step.action]
    for name, argument in step.arguments:
        if not isinstance(argument, Expression):
            continue
        accepts = signature.inputs.get(name)
        fault = (
            _remembered(release, place, name, argument)
            if signature.open_inputs
            else _accepted(release, place, accepts, argument)
        )
        if fault is not None:
            yield Problem(flow.file, argument.pos, "E8", *fault)


def _taken(release: Release, flow: Flow, place: Place, step: Call) -> Iterator[Problem]:
    """Yield what a called flow is given of another kind than it takes."""
    target = release.flows.get(step.flow)
    for name, argument in step.arguments:
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


def _accepted(
    release: Release, place: Place, accepts: Accepts | None, argument: Expression
) -> tuple[str, str] | None:
    try:
        given = infer(argument, place.types).kind
    except ExpressionError:
        return None  # said already
    if given in ("any", "none"):
        return None
    match accepts:
        case Accepts.WHEN if given not in ("date", "moment"):
            return "J’attends une date ou un moment.", "Expected a date or a moment."
        case Accepts.TEXT if given not in ("text", "choice"):
            return "J’attends un texte.", "Expected a text."
        case Accepts.LETTER:
            return _letter(argument, release, infer(argument, place.types).options)
        case _:
            return None


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
