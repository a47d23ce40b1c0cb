"""Which names are known at each step of a flow, of what type, and whether on every path.

One walk over the blocks; the rules that speak of names and types (E2-E9, T2, T7) look at what it
passes. Values never matter here, only shapes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.flow.actions import ACTIONS
from bot.flow.expr import ExpressionError
from bot.flow.model import (
    Ask,
    Block,
    Call,
    Case,
    Checklist,
    Do,
    Expression,
    Flow,
    If,
    Repeat,
    Set,
    Step,
    Stop,
    every_step,
    inner,
)
from bot.flow.release import Release
from bot.flow.types import ANY, Type, infer, of_kind


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its type, whether every path to here sets it, and whether it is private."""

    type: Type
    sure: bool = True
    private: bool = False
    asked: bool = False  # in the person's own words, or by reference
    outcomes: tuple[str, ...] = ()  # of an action: what a `case` on it must cover


Names = Mapping[str, Name]


@dataclass(frozen=True, slots=True)
class Place:
    """A step, with the names known just before it, and the private ones it may use.

    A `repeat` has two places: where it begins, and (`turned`) where its `while` is read.
    """

    step: Step
    names: Names
    may_use: frozenset[str] = frozenset()
    turned: bool = False

    @property
    def types(self) -> Mapping[str, Type]:
        """The types of the names."""
        return {name: known.type for name, known in self.names.items()}


def beginning(release: Release, flow: Flow) -> Names:
    """Return what is known before the first step: the profile and the flow's inputs."""
    profile = {
        entry.name: Name(of_kind(entry.kind, frozenset(o.key for o in entry.options)))
        for entry in release.profile.values()
    }
    language = {"language": Name(Type("choice", frozenset(release.languages)))}
    taken = {name: Name(of_kind(kind)) for name, kind in flow.takes.items()}
    return {**profile, **language, **taken}


def places(release: Release, flow: Flow) -> Iterator[Place]:
    """Yield every step of a flow with what is known before it."""
    found: list[Place] = []
    _block(release, flow.steps, beginning(release, flow), found)
    yield from found


def _block(release: Release, block: Block, names: Names, found: list[Place]) -> Names | None:
    """Pass a block; return what is known after it, None when it always stops."""
    waiting: set[str] = set()  # private names whose `do` has not come yet
    for step in block:
        found.append(Place(step, names, frozenset(waiting)))
        if isinstance(step, Do):
            waiting.clear()
        after = _step(release, step, names, found, waiting)
        if after is None:
            return None
        names = after
        if any(isinstance(one, Do) for part in inner(step) for one in every_step(part)):
            waiting.clear()
        if isinstance(step, Ask) and step.private:
            waiting.add(step.name)
    return names


def _step(
    release: Release, step: Step, names: Names, found: list[Place], waiting: set[str]
) -> Names | None:
    match step:
        case Ask():
            asked = Name(_asked(release, step), private=step.private, asked=True)
            return {**names, step.name: asked}
        case Checklist():
            keys = frozenset(item.key for item in step.items)
            return {**names, step.name: Name(Type("list", keys))}
        case Set():
            types = {name: known.type for name, known in names.items()}
            for name, expression in step.values:
                types[name] = _typed(expression, types)
                names = {**names, name: Name(types[name])}
            return names
        case If():
            before = {**names, **{n: _sure(names[n]) for n in _proved(step, names)}}
            inside = _inside(release, step.then, before, found, waiting)
            other = _inside(release, step.otherwise, names, found, waiting)
            return _join(inside, other)
        case Case():
            branches = [
                _inside(release, block, names, found, waiting) for _, block in step.branches
            ]
            joined: Names | None = None
            for branch in branches:
                joined = _join(joined, branch)
            return joined
        case Repeat():
            after = _block(release, step.block, names, found)
            if after is not None:
                found.append(Place(step, after, turned=True))
            return after
        case Call():
            flow = release.flows.get(step.flow)
            ends = frozenset(outcomes(flow)) if flow is not None else None
            result = Type("list") if step.each is not None else Type("choice", ends)
            return {**names, step.name: Name(result)}
        case Do():
            if step.name is None:
                return names
            ends_in = ACTIONS[step.action].outcomes
            outcome = Name(Type("choice", frozenset(ends_in)), outcomes=ends_in)
            return {**names, step.name: outcome}
        case Stop():
            return None
        case _:
            return names


def _inside(
    release: Release, block: Block, names: Names, found: list[Place], waiting: set[str]
) -> Names | None:
    """Pass a block inside a step: a private name waiting outside may be used by its first `do`."""
    start = len(found)
    after = _block(release, block, names, found)
    if not waiting:
        return after
    for at in range(start, len(found)):
        place = found[at]
        found[at] = replace(place, may_use=place.may_use | frozenset(waiting))
        if isinstance(place.step, Do):
            break
    return after


def _proved(step: If, names: Names) -> tuple[str, ...]:
    """A test that reads a name compares it with something: inside, it was looked at."""
    return tuple(name for name in step.test.names if name in names)


def _sure(known: Name) -> Name:
    return known if known.sure else replace(known, sure=True)


def _join(one: Names | None, two: Names | None) -> Names | None:
    """Return what is known after one of two ways; what only one sets may not be set."""
    if one is None or two is None:
        return two if one is None else one
    joined: dict[str, Name] = {}
    for name in {**one, **two}:
        left, right = one.get(name), two.get(name)
        if left is right and left is not None:  # most names: neither way touched them
            joined[name] = left
        elif left is None or right is None:
            only = left or right
            assert only is not None
            joined[name] = replace(only, sure=False)
        else:
            joined[name] = Name(
                _either(left.type, right.type),
                left.sure and right.sure,
                left.private or right.private,
                left.asked or right.asked,
                left.outcomes if left.outcomes == right.outcomes else (),
            )
    return joined


def _either(one: Type, two: Type) -> Type:
    """Return the type of what is the one or the other: two choices are one with more options."""
    if one == two:
        return one
    if one.kind == two.kind == "choice" and one.options is not None and two.options is not None:
        return Type("choice", one.options | two.options)
    return ANY


def _asked(release: Release, step: Ask) -> Type:
    options = step.options
    if step.codes is not None and step.codes in release.profile:
        options = release.profile[step.codes].options
    return of_kind(step.kind, frozenset(option.key for option in options))


def _typed(expression: Expression, types: Mapping[str, Type]) -> Type:
    try:
        return infer(expression, types)
    except ExpressionError:
        return ANY


def outcomes(flow: Flow) -> set[str]:
    """Return how a flow may end."""
    ends = set(_stops(flow.steps))
    return ends | ({"end"} if _runs_through(flow.steps) else set())


def _stops(block: Block) -> Iterator[str]:
    for step in every_step(block):
        if isinstance(step, Stop):
            yield step.outcome


def _runs_through(block: Block) -> bool:
    """Tell whether a block can come to its end without a `stop`."""
    for step in block:
        match step:
            case Stop():
                return False
            case If() if step.otherwise and not (
                _runs_through(step.then) or _runs_through(step.otherwise)
            ):
                return False
            case Case() if step.branches and not any(_runs_through(b) for _, b in step.branches):
                return False
            case Repeat() if not _runs_through(step.block):
                return False
    return True


def read_here(place: Place) -> Iterator[Expression]:
    """Yield the expressions of one step, not of the steps inside it."""
    match place.step:
        case If():
            yield place.step.test
        case Repeat() if place.turned:
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
            for _, branch in place.step.branches:
                yield from (expression for _, expression in branch.arguments)


def read_later(step: Step) -> Iterator[Expression]:
    """Yield the condition of a reminder: it is read when the day comes."""
    if isinstance(step, Do):
        for name, argument in step.arguments:
            if isinstance(argument, Expression) and name == "unless":
                yield argument
