"""Rules about names, types and branches: E2 to E9, and T7 on private values."""

from collections.abc import Iterator
from dataclasses import replace

from bot.flow.actions import ACTIONS, Accepts
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
    Kind,
    Set,
    Stop,
    Text,
)
from bot.flow.nodes import nearest
from bot.flow.parts import at
from bot.flow.problem import Pos, Problem
from bot.flow.release import Release
from bot.flow.scope import Name, Place, places
from bot.flow.text import places as text_places
from bot.flow.types import TEXT, NotAnOption, infer


def check(release: Release, flow: Flow) -> Iterator[Problem]:
    """Yield what is wrong with the expressions of a flow."""
    for found in places(release, flow):
        place = _with_item(found)
        for expression in read_here(place):
            yield from _names(flow, place, expression)
            yield from _types(flow, place, expression)
        yield from _private(flow, place)
        match place.step:
            case Case():
                yield from _exhaustive(flow, place, place.step)
            case Do():
                yield from _inputs(release, flow, place, place.step)
            case If():
                yield from _always(flow, place.step.test)


def _with_item(place: Place) -> Place:
    """Add the entry that a `call` with `each: list as item` speaks of."""
    if isinstance(place.step, Call) and place.step.item is not None:
        return replace(place, names={**place.names, place.step.item: Name(TEXT)})
    return place


def read_here(place: Place) -> Iterator[Expression]:
    """Yield the expressions of one step, not of the steps inside it."""
    match place.step:
        case If():
            yield place.step.test
        case Set():
            yield from (expression for _, expression in place.step.values)
        case Call():
            if place.step.each is not None:
                yield place.step.each
            yield from (expression for _, expression in place.step.arguments)
        case Do():
            for name, argument in place.step.arguments:
                if isinstance(argument, Expression) and name != "unless":
                    yield argument
        case Ask():
            yield from (o.when for o in place.step.options if o.when is not None)
        case Checklist():
            yield from (i.when for i in place.step.items if i.when is not None)
        case Stop():
            if place.step.until is not None:
                yield place.step.until


def _names(flow: Flow, place: Place, expression: Expression) -> Iterator[Problem]:
    for name in sorted(expression.names):
        known = place.names.get(name)
        if known is None:
            near = nearest(name, place.names)
            yield Problem(
                flow.file,
                at(expression, place_of(expression, name)),
                "E2",
                f"Nom inconnu « {name} »." + (f" Vouliez-vous dire « {near} » ?" if near else ""),
                f"Unknown name “{name}”." + (f" Did you mean “{near}”?" if near else ""),
            )
        elif not known.sure:
            yield Problem(
                flow.file,
                at(expression, place_of(expression, name)),
                "E5",
                f"« {name} » n’est pas connu sur tous les chemins qui arrivent ici.",
                f"“{name}” is not known on every path that leads here.",
            )


def _types(flow: Flow, place: Place, expression: Expression) -> Iterator[Problem]:
    try:
        infer(expression, place.types)
    except ExpressionError as error:
        rule = "E4" if isinstance(error, NotAnOption) else "E3"
        yield Problem(flow.file, at(expression, error.offset), rule, error.french, error.english)


def _private(flow: Flow, place: Place) -> Iterator[Problem]:
    """T7: a private value serves the very next `do`, and nothing else but a look for none."""
    private = {name for name, known in place.names.items() if known.private}
    if not private:
        return
    allowed = place.may_use if isinstance(place.step, Do) else frozenset()
    for expression in read_here(place):
        for name in sorted(private & expression.names - allowed):
            if not _only_none(expression, name):
                yield _used(flow, at(expression, place_of(expression, name)), name)
    for text in shown_here(place):
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


def shown_here(place: Place) -> Iterator[Text]:
    """Yield the texts of one step that may show a value."""
    match place.step:
        case Ask() | Checklist():
            yield place.step.text
        case Do():
            yield from (a for _, a in place.step.arguments if isinstance(a, Text))
        case _ if hasattr(place.step, "text"):
            yield place.step.text


def _exhaustive(flow: Flow, place: Place, step: Case) -> Iterator[Problem]:
    known = place.names.get(step.name)
    if known is None:
        near = nearest(step.name, place.names)
        yield Problem(
            flow.file,
            step.pos,
            "E2",
            f"Nom inconnu « {step.name} »." + (f" Vouliez-vous dire « {near} » ?" if near else ""),
            f"Unknown name “{step.name}”." + (f" Did you mean “{near}”?" if near else ""),
        )
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


def _inputs(release: Release, flow: Flow, place: Place, step: Do) -> Iterator[Problem]:
    """E8: what an action is given is what it takes."""
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
            return _letter(argument, release)
        case _:
            return None


def _letter(argument: Expression, release: Release) -> tuple[str, str] | None:
    name = argument.source.strip("'\"")
    if name in release.letters:
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
    if options is None and argument.source[:1] in "'\"":
        options = frozenset({argument.source.strip("'\"")})
    strange = sorted((options or frozenset()) - known)
    if strange:
        return (
            f"Le profil ne connaît pas le code « {strange[0]} » de « {name} ».",
            f"The profile does not know the code “{strange[0]}” of “{name}”.",
        )
    return None


def _always(flow: Flow, test: Expression) -> Iterator[Problem]:
    """E6: a test that reads no name is always the same."""
    if not test.names and "today(" not in test.source and "now(" not in test.source:
        yield Problem(
            flow.file,
            test.pos,
            "E6",
            "Cette condition est toujours la même.",
            "This condition is always the same.",
        )
