"""A flow as a generator: it yields what to tell, to do and what it needs, and is sent answers.

What it yields depends on the flow, its inputs and the answers alone; the only clock is the moment
that `Course` holds, which `replay` sets to when each question was put.
"""

from collections import ChainMap
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.engine.profile import remembered
from bot.flow import letters
from bot.flow.actions import ACTIONS, Place
from bot.flow.evaluate import evaluate
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
    Item,
    Option,
    Repeat,
    Say,
    Set,
    Stop,
    Text,
    Value,
)
from bot.flow.release import Release

MOST_ANSWERS = 500
CONTINUE = "continue"  # the tap that closes a checklist; no item may be called so


@dataclass(frozen=True, slots=True)
class Tell:
    """Words to show, with the values they speak of."""

    step: Say
    flow: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Act:
    """Something the engine itself does: remember, remind, show the plan."""

    key: str
    step: Do
    flow: str
    inputs: Mapping[str, Value | Text]
    values: Mapping[str, Value] = field(compare=False)
    now: datetime = field(compare=False)


@dataclass(frozen=True, slots=True)
class Settled:
    """A task that ran inside another flow is over."""

    key: str
    stop: Stop
    flow: str
    values: Mapping[str, Value] = field(compare=False)
    now: datetime = field(compare=False)


@dataclass(frozen=True, slots=True)
class Need:
    """What must come from outside before the flow goes on."""

    key: str
    step: Ask | Checklist | Do
    flow: str
    values: Mapping[str, Value]
    options: tuple[Option, ...] = ()
    items: tuple[Item, ...] = ()
    ticked: tuple[str, ...] = ()
    inputs: Mapping[str, Value | Text] = field(default_factory=dict)
    within: Do | None = None  # the action that asks this before it runs


@dataclass(frozen=True, slots=True)
class Ended:
    """The flow is over: its outcome, and the row that said so, if one did."""

    outcome: str
    stop: Stop | None
    flow: str
    values: Mapping[str, Value]


Output = Tell | Act | Settled | Need
Play = Generator[Output, Value, Ended]


@dataclass(frozen=True, slots=True)
class Frame:
    """A flow that called another and waits for it: where it stands, and what it knows."""

    flow: str
    step: Call
    values: Mapping[str, Value]


@dataclass(slots=True)
class Course:
    """A flow being played: the release, the moment, and the profile as it grows."""

    release: Release
    zone: ZoneInfo
    moment: datetime
    profile: dict[str, Value]
    frames: list[Frame] = field(default_factory=list)

    def value(self, expression: Expression, scope: Mapping[str, Value]) -> Value:
        """Return what an expression is worth here and now, on the person's clock."""
        return evaluate(expression, scope, self.moment.astimezone(self.zone), self.release.tables)

    def true(self, expression: Expression | None, scope: Mapping[str, Value]) -> bool:
        """Tell whether a condition holds; one that is not written does."""
        return expression is None or bool(self.value(expression, scope))


class _Stopped(Exception):  # noqa: N818 - how `stop` leaves nested blocks
    def __init__(self, stop: Stop) -> None:
        super().__init__(stop.outcome)
        self.stop = stop


def _inside(course: Course, flow: Flow, inputs: Mapping[str, Value], path: str) -> Play:
    """Play a flow inside another; if it is a task, its end counts as a task's end."""
    ended = yield from play(course, flow, inputs, path)
    if flow.task is not None and ended.stop is not None:
        yield Settled(path, ended.stop, flow.name, ended.values, course.moment)
    return ended


def play(course: Course, flow: Flow, inputs: Mapping[str, Value], path: str) -> Play:
    """Play a flow to its end; `path` is what its keys begin with."""
    own: dict[str, Value] = dict(inputs)
    scope = ChainMap(own, course.profile)
    stop: Stop | None = None
    try:
        yield from _block(course, flow, flow.steps, scope, path)
    except _Stopped as stopped:
        stop = stopped.stop
    return Ended(stop.outcome if stop else "end", stop, flow.name, _seen(scope))


def _block(
    course: Course, flow: Flow, block: Block, scope: ChainMap[str, Value], path: str
) -> Generator[Output, Value, None]:
    for step in block:
        match step:
            case Say():
                yield Tell(step, flow.name, _seen(scope))
            case Ask():
                need = _question(course, flow, step, scope, path)
                scope[step.name] = yield need
            case Checklist():
                yield from _checklist(course, flow, step, scope, path)
            case Set():
                for name, expression in step.values:
                    scope[name] = course.value(expression, scope)
            case If():
                chosen = step.then if course.true(step.test, scope) else step.otherwise
                yield from _block(course, flow, chosen, scope, path)
            case Case():
                branches = dict(step.branches)
                wanted = scope.get(step.name)
                if isinstance(wanted, str) and wanted in branches:
                    yield from _block(course, flow, branches[wanted], scope, path)
            case Repeat():
                for turn in range(step.most):
                    yield from _block(course, flow, step.block, scope, f"{path}{turn}/")
                    if not course.true(step.test, scope):
                        break
            case Call():
                course.frames.append(Frame(flow.name, step, _seen(scope)))
                yield from _call(course, step, scope, path)
                course.frames.pop()
            case Do():
                yield from _do(course, flow, step, scope, path)
            case _:
                raise _Stopped(step)


def _seen(scope: ChainMap[str, Value]) -> Mapping[str, Value]:
    """Return what is known just now: a copy, made the quick way, for it is made at each step."""
    own, profile = scope.maps
    return {**profile, **own}


def _question(
    course: Course, flow: Flow, step: Ask, scope: ChainMap[str, Value], path: str
) -> Need:
    options = step.options
    if step.codes is not None:
        options = course.release.profile[step.codes].options
    offered = tuple(o for o in options if course.true(o.when, scope))
    return Need(path + step.name, step, flow.name, _seen(scope), options=offered)


def _checklist(
    course: Course, flow: Flow, step: Checklist, scope: ChainMap[str, Value], path: str
) -> Generator[Output, Value, None]:
    """Each tick is an answer of its own, so a tick survives a restart and Back undoes it."""
    ticked: tuple[str, ...] = ()
    every = {item.key: item for item in step.items}
    for turn in range(MOST_ANSWERS):  # who ticks for ever has to come to an end
        scope[step.name] = ticked  # a line may depend on the ones ticked
        items = tuple(i for i in step.items if course.true(i.when, scope))
        key = f"{path}{step.name}/{turn}"
        need = Need(key, step, flow.name, _seen(scope), items=items, ticked=ticked)
        tapped = yield need
        if tapped == CONTINUE:
            return
        item = every[str(tapped)]
        if item.flow is not None and item.key not in ticked:
            inner = course.release.flows[item.flow]
            ended = yield from _inside(course, inner, {}, f"{key}/{item.key}/")
            if ended.outcome not in ("end", "done"):
                continue
        ticked = (
            tuple(t for t in ticked if t != item.key) if item.key in ticked else (*ticked, item.key)
        )


def _call(
    course: Course, step: Call, scope: ChainMap[str, Value], path: str
) -> Generator[Output, Value, None]:
    flow = course.release.flows[step.flow]

    def inputs(extra: Mapping[str, Value]) -> dict[str, Value]:
        seen = ChainMap(dict(extra), *scope.maps)
        return {name: course.value(expression, seen) for name, expression in step.arguments}

    if step.each is None or step.item is None:
        ended = yield from _inside(course, flow, inputs({}), f"{path}{step.name}/")
        scope[step.name] = ended.outcome
        return
    entries = course.value(step.each, scope)
    outcomes: list[str] = []
    for turn, entry in enumerate(entries if isinstance(entries, tuple) else ()):
        given = inputs({step.item: entry})
        ended = yield from _inside(course, flow, given, f"{path}{step.name}/{turn}/")
        outcomes.append(ended.outcome)
    scope[step.name] = tuple(outcomes)


def _do(
    course: Course, flow: Flow, step: Do, scope: ChainMap[str, Value], path: str
) -> Generator[Output, Value, None]:
    inputs: dict[str, Value | Text] = {
        name: argument if isinstance(argument, Text) else _argument(course, name, argument, scope)
        for name, argument in step.arguments
    }
    key = path + (step.name or step.action)
    if step.action == "letter":
        yield from _letter(course, flow, step, scope, key, str(inputs.get("template")))
    if ACTIONS[step.action].place is not Place.ENGINE:
        outcome = yield Need(key, step, flow.name, _seen(scope), inputs=inputs)
        if step.name is not None:
            scope[step.name] = outcome
        return
    if step.action == "remember":
        codes = {name: value for name, value in inputs.items() if not isinstance(value, Text)}
        for name, value in codes.items():
            before = course.profile.get(name)
            course.profile[name] = remembered(course.release, name, before, value)
    yield Act(key, step, flow.name, inputs, _seen(scope), course.moment)


def _letter(
    course: Course, flow: Flow, step: Do, scope: ChainMap[str, Value], key: str, name: str
) -> Generator[Output, Value, None]:
    """Ask what goes into a letter: what is answered is held beside, and not known here."""
    letter, seen = course.release.letters.get(name), _seen(scope)
    opening = letters.opening(course.release.texts, key, letter) if letter is not None else None
    if letter is None or opening is None:
        return
    how = yield Need(opening.name, opening, flow.name, seen, opening.options, within=step)
    if how != letters.HERE:
        return
    skip = course.release.texts["button.letter_skip"]
    for one in letter.fields:
        asked = letters.question(one, skip, key)
        if asked is not None:
            yield Need(asked.name, asked, flow.name, seen, within=step)


def _argument(course: Course, name: str, argument: Expression, scope: Mapping[str, Value]) -> Value:
    # `unless` is read when the reminder fires, not now: its source travels instead of its value.
    return argument.source if name == "unless" else course.value(argument, scope)
