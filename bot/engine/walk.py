"""The exhaustive walk: from every question of a flow, every answer, with the invariants checked.

States merge on the waiting key and the values that something can still read, so fourteen
independent questions are dozens of states, not thousands of paths. Where an answer is free, its
`examples` stand for it. The walk drives the same `step` that serves people.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from bot.engine import screens
from bot.engine.conversation import step
from bot.engine.effects import Run, Show
from bot.engine.events import Chose, Event, Finished, Ordered, Sent, Sign, Typed
from bot.engine.person import Person
from bot.engine.person_json import from_json, to_json
from bot.engine.play import CONTINUE, MOST_ANSWERS, Need, replay
from bot.engine.session import outcomes
from bot.engine.turn import Turn, begin
from bot.flow.model import (
    Ask,
    Call,
    Case,
    Checklist,
    Do,
    If,
    Kind,
    Repeat,
    Set,
    Stop,
    Text,
    Value,
    every_step,
)
from bot.flow.problem import Pos, Problem
from bot.flow.release import Release
from bot.flow.text import places

MOST_STATES = 20_000
LONGEST_MESSAGE = 4096
LONGEST_BUTTON = 64
UNFIT = "\u2205"  # an answer no question takes
SIGN = (Sign("link.lookalike", "ameli-exemple[.]fr"),)

Events = tuple[Event, ...]


@dataclass(slots=True)
class Walked:
    """What a walk found: its size, what it reached, and what it broke."""

    flow: str
    states: int = 0
    paths: int = 0
    reached: set[tuple[str, str, str]] = field(default_factory=set)  # flow, key, option or ""
    broken: list[str] = field(default_factory=list)


def walk(release: Release, flow: str, now: datetime) -> Walked:
    """Walk one flow in every language, from each profile that could change its course."""
    walked = Walked(flow)
    reads = _names_read(release, flow)
    for language in release.languages:
        seen: dict[object, int] = {}
        for profile in _profiles(release, reads):
            person = Person(language=language, profile=profile)
            opened = begin(Turn(release, {}, person, now, tapped=False), flow, _inputs(release, flow))
            paths = _from(release, opened.person, opened.effects, now, reads, seen, walked)
            if language == release.languages[0]:
                walked.paths += paths
        if language == release.languages[0]:
            walked.states = len(seen)
    return walked


def problems(release: Release, walked: Walked) -> tuple[Problem, ...]:
    """Return W1, W2 and W3 for a walk."""
    flow = release.flows[walked.flow]
    name = f"flows/{flow.name}.yml"
    found = [
        Problem(name, pos, "W1", f"Aucun chemin n’arrive à {what}.", f"No path reaches {what}.")
        for what, pos in _unreached(release, walked)
    ]
    if walked.states > MOST_STATES:
        french = f"Plus de {MOST_STATES} états : coupez ce guide en deux."
        english = f"More than {MOST_STATES} states: split this flow."
        found.append(Problem(name, Pos(1, 1), "W2", french, english))
    found.extend(
        Problem(name, flow.pos, "W3", f"Invariant rompu : {what}", f"Broken invariant: {what}")
        for what in sorted(set(walked.broken))
    )
    return tuple(found)


def _unreached(release: Release, walked: Walked) -> Iterator[tuple[str, Pos]]:
    flow = release.flows[walked.flow]
    for one in every_step(flow.steps):
        match one:
            case Ask():
                keys = [o.key for o in one.options] or [""]
            case Checklist():
                keys = [item.key for item in one.items]
            case _:
                continue
        for key in keys:
            if (flow.name, one.name, key) not in walked.reached:
                yield f"{one.name}/{key}" if key else one.name, one.pos


def _from(
    release: Release,
    person: Person,
    effects: tuple[object, ...],
    now: datetime,
    reads: frozenset[str],
    seen: dict[object, int],
    walked: Walked,
) -> int:
    """Return how many ways lead from here to an end; visit every state once."""
    waiting = _waiting(release, person, walked.flow)
    _check_screens(effects, walked)
    if waiting is None:
        return 1
    need = waiting
    state = _state(need, person, reads)
    if state in seen:
        return seen[state]
    if len(seen) > MOST_STATES:
        return 0
    seen[state] = 0
    _check_state(release, person, need, now, walked)
    paths = 0
    for option, events in _moves(release, person, need):
        after, last = _run(release, person, events, now)
        if _waiting(release, after, walked.flow) == need:
            if option != UNFIT:
                walked.broken.append(f"{need.key}: « {option} » does not lead on")
            continue
        if option == UNFIT:
            continue
        walked.reached.add((need.flow, _name(need), option))
        walked.reached.add((need.flow, _name(need), ""))
        _check_back(release, person, after, need, now, walked)
        paths += _from(release, after, last, now, reads, seen, walked)
    seen[state] = paths
    return paths


def _run(
    release: Release, person: Person, events: Events, now: datetime
) -> tuple[Person, tuple[object, ...]]:
    effects: tuple[object, ...] = ()
    for event in events:
        person, effects = step(release, person, event, now)
    return person, effects


def _waiting(release: Release, person: Person, flow: str) -> Need | None:
    session = next((s for s in person.sessions if s.flow == flow), None)
    return replay(release, session).need if session is not None else None


def _name(need: Need) -> str:
    return need.step.name or need.step.action if isinstance(need.step, Do) else need.step.name


def _state(need: Need, person: Person, reads: frozenset[str]) -> object:
    key = need.key
    if isinstance(need.step, Checklist):
        key = key.rpartition("/")[0]
    values = tuple(sorted((n, repr(v)) for n, v in need.values.items() if n in reads))
    return key, need.ticked, values


def _moves(release: Release, person: Person, need: Need) -> Iterator[tuple[str, Events]]:
    session = person.sessions[-1]

    def tap(option: str) -> Chose:
        return Chose(session.number, len(session.answers), option)

    match need.step:
        case Do():
            for outcome in outcomes(need):
                yield outcome, (Finished(need.key, outcome, SIGN),)
        case Checklist():
            following = next((i.key for i in need.items if i.key not in need.ticked), None)
            if following is not None:
                yield following, (tap(following),)
            yield CONTINUE, (tap(CONTINUE),)
        case Ask(kind=Kind.SEVERAL):
            for option in need.options:
                yield option.key, (tap(option.key), tap(CONTINUE))
            yield "", (tap(CONTINUE),)
            yield "", (*(tap(o.key) for o in need.options), tap(CONTINUE))
        case Ask(kind=Kind.PHOTO | Kind.FILE as kind):
            yield "", (Sent("reference", picture=kind is Kind.PHOTO),)
        case Ask(kind=Kind.CHOICE):
            for option in need.options:
                yield option.key, (tap(option.key),)
            yield UNFIT, (Typed(UNFIT),)
        case Ask() as ask:
            for example in ask.examples:
                yield "", (Typed(example),)
            if ask.kind not in (Kind.TEXT, Kind.MESSAGE):
                yield UNFIT, (Typed(UNFIT),)
    if isinstance(need.step, Ask) and need.step.skip is not None:
        yield "", (tap(screens.SKIP),)


def _check_screens(effects: tuple[object, ...], walked: Walked) -> None:
    for effect in effects:
        if not isinstance(effect, Show):
            continue
        if any(len(p) > LONGEST_MESSAGE for p in effect.paragraphs):
            walked.broken.append("a paragraph is longer than a message may be")
        if not any(p.strip() for p in effect.paragraphs):
            walked.broken.append("a screen says nothing")
        for button in (b for row in effect.buttons for b in row):
            if not 0 < len(button.label) <= LONGEST_BUTTON:
                walked.broken.append(f"a label does not fit its button: {button.label!r}")


def _check_state(
    release: Release, person: Person, need: Need, now: datetime, walked: Walked
) -> None:
    session = person.sessions[-1]
    if len(session.answers) > MOST_ANSWERS:
        walked.broken.append(f"{need.key}: more than {MOST_ANSWERS} answers")
    if from_json(to_json(person)) != person:
        walked.broken.append(f"{need.key}: storing and reading back changes the person")
    if replay(release, session) != replay(release, session):
        walked.broken.append(f"{need.key}: replay is not the same twice")
    for command in ("menu", "human", "forget"):
        _, effects = step(release, person, Ordered(command), now)
        if not any(isinstance(e, Show | Run) for e in effects):
            walked.broken.append(f"{need.key}: /{command} shows nothing")


def _check_back(
    release: Release, before: Person, after: Person, need: Need, now: datetime, walked: Walked
) -> None:
    if isinstance(need.step, Do) or _waiting(release, after, walked.flow) is None:
        return
    returned, _ = step(release, after, Ordered("back"), now)
    came = _waiting(release, returned, walked.flow)
    session = next(s for s in returned.sessions if s.flow == walked.flow)
    if came is None or came.key != need.key or returned.profile != before.profile:
        walked.broken.append(f"{need.key}: back does not lead back")
    if len(session.answers) > len(before.sessions[-1].answers):
        walked.broken.append(f"{need.key}: back keeps an answer")


def _names_read(release: Release, flow: str) -> frozenset[str]:
    """Return every name that an expression or a text of the flow, or of one it calls, reads."""
    names: set[str] = set()
    pending, known = [flow], set[str]()
    while pending:
        current = release.flows[pending.pop()]
        if current.name in known:
            continue
        known.add(current.name)
        for one in every_step(current.steps):
            names |= _reads(one)
            pending.extend(_calls(one))
    return frozenset(names)


def _calls(one: object) -> Iterator[str]:
    match one:
        case Call():
            yield one.flow
        case Checklist():
            yield from (item.flow for item in one.items if item.flow)


def _reads(one: object) -> set[str]:
    names: set[str] = set()
    match one:
        case If():
            names |= one.test.names
        case Case():
            names.add(one.name)
        case Set():
            for _, expression in one.values:
                names |= expression.names
        case Repeat():
            names |= one.test.names
        case Call():
            for _, expression in one.arguments:
                names |= expression.names
            names |= one.each.names if one.each else set()
        case Do():
            for _, argument in one.arguments:
                names |= _written(argument) if isinstance(argument, Text) else argument.names
        case Stop(until=until) if until is not None:
            names |= until.names
        case Ask():
            for option in one.options:
                names |= option.when.names if option.when else set()
        case Checklist():
            for item in one.items:
                names |= item.when.names if item.when else set()
    return names


def _written(text: Text) -> set[str]:
    return {place.name for place in places(text.french)}


def _profiles(release: Release, reads: frozenset[str]) -> Iterator[Mapping[str, Value]]:
    """Yield the profiles to start from: nothing known, each code alone, everything."""
    yield MappingProxyType({})
    several = [e for e in release.profile.values() if e.name in reads and e.kind is Kind.SEVERAL]
    for entry in release.profile.values():
        if entry.name in reads:
            for option in entry.options:
                value: Value = option.key if entry not in several else (option.key,)
                yield MappingProxyType({entry.name: value})
    if several:
        yield MappingProxyType({e.name: tuple(o.key for o in e.options) for e in several})


def _inputs(release: Release, flow: str) -> Mapping[str, Value]:
    """Return something for each input of a flow that is only ever called."""
    some: dict[Kind, Value] = {Kind.TEXT: flow, Kind.NUMBER: 1, Kind.CHOICE: flow}
    return {name: some.get(kind) for name, kind in release.flows[flow].takes.items()}



