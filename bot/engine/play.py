"""A flow as a generator, and a session as its replay.

`play` walks the steps of a flow: it yields what to tell, what to do and what it needs, and is sent
the answers. `replay` feeds it the list of answers of a session; where that leads is a `Position`.
There is no other state: going back, correcting, migrating, walking and testing are this replay.

The only clock here is the moment a question was put, which is stored with its answer.
"""

from collections import ChainMap
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.engine.person import Answer, Session
from bot.engine.profile import remembered
from bot.flow.actions import ACTIONS, Place
from bot.flow.expr import evaluate
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
    values: Mapping[str, Value]
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
class Position:
    """Where a list of answers leads."""

    need: Need | None
    ended: Ended | None
    told: tuple[Tell | Act, ...]  # since the person's last answer
    acts: tuple[Act | Settled, ...]  # along the whole path
    private: frozenset[str]  # keys of the private questions passed
    frames: tuple["Frame", ...] = ()  # the flows that wait for an inner one, outermost first

    @property
    def values(self) -> Mapping[str, Value]:
        """What is known where the answers lead."""
        if self.need is not None:
            return self.need.values
        return self.ended.values if self.ended is not None else {}


@dataclass(frozen=True, slots=True)
class Frame:
    """A flow that called another and waits for it: where it stands, and what it knows."""

    flow: str
    step: Call
    values: Mapping[str, Value]


class Diverged(Exception):  # noqa: N818 - a finding, not an error: migration catches it
    """The next answer kept is not for the question the flow now asks."""

    def __init__(self, need: Need | None, answer: Answer) -> None:
        super().__init__(answer.key)
        self.need = need
        self.answer = answer


@dataclass(slots=True)
class _Run:
    """One replay in progress: the release, the moment, and the profile as it grows."""

    release: Release
    zone: ZoneInfo
    moment: datetime
    profile: dict[str, Value]
    frames: list[Frame] = field(default_factory=list)

    def value(self, expression: Expression, scope: Mapping[str, Value]) -> Value:
        return evaluate(expression, scope, self.moment.astimezone(self.zone))

    def true(self, expression: Expression | None, scope: Mapping[str, Value]) -> bool:
        return expression is None or bool(self.value(expression, scope))


class _Stopped(Exception):  # noqa: N818 - how `stop` leaves nested blocks
    def __init__(self, stop: Stop) -> None:
        super().__init__(stop.outcome)
        self.stop = stop


def _inside(run: _Run, flow: Flow, inputs: Mapping[str, Value], path: str) -> Play:
    """Play a flow inside another; if it is a task, its end counts as a task's end."""
    ended = yield from _play(run, flow, inputs, path)
    if flow.task is not None and ended.stop is not None:
        yield Settled(path, ended.stop, flow.name, ended.values, run.moment)
    return ended


def _play(run: _Run, flow: Flow, inputs: Mapping[str, Value], path: str) -> Play:
    own: dict[str, Value] = dict(inputs)
    scope = ChainMap(own, run.profile)
    stop: Stop | None = None
    try:
        yield from _block(run, flow, flow.steps, scope, path)
    except _Stopped as stopped:
        stop = stopped.stop
    return Ended(stop.outcome if stop else "end", stop, flow.name, dict(scope))


def _block(
    run: _Run, flow: Flow, block: Block, scope: ChainMap[str, Value], path: str
) -> Generator[Output, Value, None]:
    for step in block:
        match step:
            case Say():
                yield Tell(step, flow.name, dict(scope))
            case Ask():
                need = _question(run, flow, step, scope, path)
                scope[step.name] = yield need
            case Checklist():
                yield from _checklist(run, flow, step, scope, path)
            case Set():
                for name, expression in step.values:
                    scope[name] = run.value(expression, scope)
            case If():
                chosen = step.then if run.true(step.test, scope) else step.otherwise
                yield from _block(run, flow, chosen, scope, path)
            case Case():
                branches = dict(step.branches)
                wanted = scope.get(step.name)
                if isinstance(wanted, str) and wanted in branches:
                    yield from _block(run, flow, branches[wanted], scope, path)
            case Repeat():
                for turn in range(step.most):
                    yield from _block(run, flow, step.block, scope, f"{path}{turn}/")
                    if not run.true(step.test, scope):
                        break
            case Call():
                run.frames.append(Frame(flow.name, step, dict(scope)))
                yield from _call(run, step, scope, path)
                run.frames.pop()
            case Do():
                yield from _do(run, flow, step, scope, path)
            case Stop():
                raise _Stopped(step)


def _question(run: _Run, flow: Flow, step: Ask, scope: Mapping[str, Value], path: str) -> Need:
    options = step.options
    if step.codes is not None:
        options = run.release.profile[step.codes].options
    offered = tuple(o for o in options if run.true(o.when, scope))
    return Need(path + step.name, step, flow.name, dict(scope), options=offered)


def _checklist(
    run: _Run, flow: Flow, step: Checklist, scope: ChainMap[str, Value], path: str
) -> Generator[Output, Value, None]:
    """Each tick is an answer of its own, so a tick survives a restart and Back undoes it."""
    ticked: tuple[str, ...] = ()
    for turn in range(MOST_ANSWERS):
        scope[step.name] = ticked  # a line may depend on the ones ticked
        items = tuple(i for i in step.items if run.true(i.when, scope))
        key = f"{path}{step.name}/{turn}"
        need = Need(key, step, flow.name, dict(scope), items=items, ticked=ticked)
        tapped = yield need
        if tapped == CONTINUE:
            return
        item = next((i for i in items if i.key == tapped), None)
        if item is None:
            continue
        if item.flow is not None and item.key not in ticked:
            inner = run.release.flows[item.flow]
            ended = yield from _inside(run, inner, {}, f"{key}/{item.key}/")
            if ended.outcome not in ("end", "done"):
                continue
        ticked = (
            tuple(t for t in ticked if t != item.key) if item.key in ticked else (*ticked, item.key)
        )


def _call(
    run: _Run, step: Call, scope: ChainMap[str, Value], path: str
) -> Generator[Output, Value, None]:
    flow = run.release.flows[step.flow]

    def inputs(extra: Mapping[str, Value]) -> dict[str, Value]:
        seen = ChainMap(dict(extra), *scope.maps)
        return {name: run.value(expression, seen) for name, expression in step.arguments}

    if step.each is None or step.item is None:
        ended = yield from _inside(run, flow, inputs({}), f"{path}{step.name}/")
        scope[step.name] = ended.outcome
        return
    entries = run.value(step.each, scope)
    outcomes: list[str] = []
    for turn, entry in enumerate(entries if isinstance(entries, tuple) else ()):
        given = inputs({step.item: entry})
        ended = yield from _inside(run, flow, given, f"{path}{step.name}/{turn}/")
        outcomes.append(ended.outcome)
    scope[step.name] = tuple(outcomes)


def _do(
    run: _Run, flow: Flow, step: Do, scope: ChainMap[str, Value], path: str
) -> Generator[Output, Value, None]:
    inputs: dict[str, Value | Text] = {
        name: argument if isinstance(argument, Text) else _argument(run, name, argument, scope)
        for name, argument in step.arguments
    }
    key = path + (step.name or step.action)
    if ACTIONS[step.action].place is not Place.ENGINE:
        outcome = yield Need(key, step, flow.name, dict(scope), inputs=inputs)
        if step.name is not None:
            scope[step.name] = outcome
        return
    if step.action == "remember":
        for name, value in inputs.items():
            if not isinstance(value, Text):
                run.profile[name] = remembered(run.release, name, run.profile.get(name), value)
    yield Act(key, step, flow.name, inputs, dict(scope), run.moment)


def _argument(run: _Run, name: str, argument: Expression, scope: Mapping[str, Value]) -> Value:
    # `unless` is read when the reminder fires, not now: its source travels instead of its value.
    return argument.source if name == "unless" else run.value(argument, scope)


def begin(release: Release, session: Session) -> tuple[_Run, Play]:
    """Return a fresh run of the session's flow, before any answer."""
    flow = release.flows[session.flow]
    zone = session.inputs.get("zone")
    known = {name: session.inputs.get(name) for name in release.profile}
    run = _Run(
        release,
        ZoneInfo(zone if isinstance(zone, str) else "Europe/Paris"),
        session.answers[0].asked_at if session.answers else session.asked_at,
        {**known, "language": session.inputs.get("language")},
    )
    taken = {name: session.inputs.get(name) for name in flow.takes}
    return run, _play(run, flow, taken, "")


def replay(release: Release, session: Session) -> Position:
    """Return where the session's answers lead; raise `Diverged` when they no longer fit."""
    run, play = begin(release, session)
    trail = _Trail(play)
    trail.advance(None)
    for seq, answer in enumerate(session.answers):
        if trail.need is None or trail.need.key != answer.key:
            raise Diverged(trail.need, answer)
        following = session.answers[seq + 1 : seq + 2]
        run.moment = following[0].asked_at if following else session.asked_at
        trail.advance(value_of(answer))
    return trail.position(tuple(run.frames))


def value_of(answer: Answer) -> Value:
    """Return what an answer says to the flow: a removed one was there, and says nothing more."""
    return "" if answer.removed else answer.value


@dataclass(slots=True)
class _Trail:
    """Collects what a run says on its way to the next need."""

    play: Play
    need: Need | None = None
    ended: Ended | None = None
    told: list[Tell | Act] = field(default_factory=list)
    acts: list[Act | Settled] = field(default_factory=list)
    private: set[str] = field(default_factory=set)

    def advance(self, value: Value) -> None:
        if self.need is not None and not isinstance(self.need.step, Do):
            self.told.clear()
            if isinstance(self.need.step, Ask) and self.need.step.private:
                self.private.add(self.need.key)
        self.need = None
        try:
            output = self.play.send(value)
            while not isinstance(output, Need):
                if not isinstance(output, Settled):
                    self.told.append(output)
                if not isinstance(output, Tell):
                    self.acts.append(output)
                output = self.play.send(None)
            self.need = output
        except StopIteration as over:
            self.ended = over.value

    def position(self, frames: tuple[Frame, ...]) -> Position:
        told, acts, private = tuple(self.told), tuple(self.acts), frozenset(self.private)
        return Position(self.need, self.ended, told, acts, private, frames)


def needs(release: Release, session: Session) -> Iterator[tuple[Need, Answer]]:
    """Yield each question of the session with the answer it got, in order."""
    run, play = begin(release, session)
    trail = _Trail(play)
    trail.advance(None)
    answers: Sequence[Answer] = session.answers
    for seq, answer in enumerate(answers):
        if trail.need is None:
            return
        yield trail.need, answer
        run.moment = answers[seq + 1].asked_at if seq + 1 < len(answers) else session.asked_at
        trail.advance(value_of(answer))
