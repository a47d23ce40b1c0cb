"""The exhaustive walk: from every question of a flow, every answer, with the invariants checked.

States merge on the waiting key and the values that something can still read, so fourteen
independent questions are dozens of states, not thousands of paths. Where an answer is free, its
`examples` stand for it. The walk drives the same `step` that serves people.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine import flow_screens, invariants
from bot.engine.conversation import step
from bot.engine.effects import Effect
from bot.engine.events import Chose, Event, Finished, Sent, Sign, Typed
from bot.engine.invariants import Broken
from bot.engine.person import Person
from bot.engine.play import CONTINUE, Frame, Need
from bot.engine.reads import live, profiles, starts
from bot.engine.replay import Position, replay
from bot.engine.session import outcomes
from bot.engine.turn import Turn, begin
from bot.flow.model import (
    Ask,
    Checklist,
    Do,
    Kind,
    Step,
    Value,
    every_step,
)
from bot.flow.problem import Pos, Problem, in_order
from bot.flow.release import Release
from bot.flow.words import REQUIRED_FLOWS

MOST_STATES = 20_000
UNFIT = "\u2205"  # an answer no question takes

Events = tuple[Event, ...]


@dataclass(slots=True)
class Walked:
    """What a walk found: its size, what it reached, and what it broke."""

    flow: str
    most: int = MOST_STATES
    states: int = 0
    paths: int = 0
    reached: set[tuple[str, str, str]] = field(default_factory=set)  # flow, key, option or ""
    broken: set[tuple[str, Pos, Broken]] = field(default_factory=set)  # in which flow, and where
    known: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    commanded: set[object] = field(default_factory=set)  # where the commands were tried already

    def live(self, release: Release, flow: str, step: Step) -> frozenset[str]:
        """Return the names still read from a step on, worked out once."""
        here = (flow, id(step))
        if here not in self.known:
            self.known[here] = live(release, flow, step)
        return self.known[here]

    def note(self, need: Need, broken: Iterable[Broken]) -> None:
        """Note what is broken at a question."""
        at = (need.within or need.step).pos
        self.broken.update((need.flow, at, what) for what in broken)


def walk(release: Release, flow: str, now: datetime, most: int = MOST_STATES) -> Walked:
    """Walk one flow in every language, from each profile that could change its course.

    It gives up beyond `most` states, and W2 says so.
    """
    walked = Walked(flow, most=most)
    for language in release.languages:
        seen: dict[object, int] = {}
        begun = itertools.product(profiles(release, flow), starts(release, flow, now))
        for profile, given in begun:
            person = Person(language=language, profile=profile)
            opened = begin(Turn(release, {}, person, now, tapped=False), flow, given)
            paths = _from(release, opened.person, opened.effects, now, seen, walked)
            if language == release.languages[0]:
                walked.paths += paths
        if language == release.languages[0]:
            walked.states = len(seen)
    return walked


def walk_all(release: Release, now: datetime, most: int = MOST_STATES) -> tuple[Walked, ...]:
    """Walk every flow a person can enter; the flows they call are walked inside them."""
    return tuple(walk(release, name, now, most) for name in entered(release))


def entered(release: Release) -> tuple[str, ...]:
    """Return the flows that begin a session: opened by a person, a task, or by the engine."""
    return tuple(
        sorted(
            flow.name
            for flow in release.flows.values()
            if flow.opens or flow.task is not None or flow.name in REQUIRED_FLOWS
        )
    )


def problems(release: Release, walks: Iterable[Walked]) -> tuple[Problem, ...]:
    """Return W1, W2 and W3 for the walks of a release."""
    walks = tuple(walks)
    found = list(_unreached(release, set().union(*(walked.reached for walked in walks))))
    for walked in walks:
        flow = release.flows[walked.flow]
        if walked.states > walked.most:
            french = f"Plus de {walked.most} états : coupez ce guide en deux."
            english = f"More than {walked.most} states: split this flow."
            found.append(Problem(flow.file, flow.pos, "W2", french, english))
        for name, pos, broken in walked.broken:
            french, english = f"Promesse rompue : {broken.french}.", f"Broken: {broken.english}."
            found.append(Problem(release.flows[name].file, pos, "W3", french, english))
    return in_order(found)


def _unreached(release: Release, reached: set[tuple[str, str, str]]) -> Iterator[Problem]:
    """W1: a question or a choice that no path leads to."""
    for flow in release.flows.values():
        for one in every_step(flow.steps):
            match one:
                case Ask():
                    keys = [o.key for o in one.options] or [""]
                case Checklist():
                    keys = [item.key for item in one.items]
                case _:
                    continue
            for key in keys:
                if (flow.name, one.name, key) not in reached:
                    what = f"{one.name}/{key}" if key else one.name
                    french, english = f"Aucun chemin n’arrive à {what}.", f"No path reaches {what}."
                    yield Problem(flow.file, one.pos, "W1", french, english)


def _from(
    release: Release,
    person: Person,
    effects: tuple[Effect, ...],
    now: datetime,
    seen: dict[object, int],
    walked: Walked,
) -> int:
    """Return how many ways lead from here to an end; visit every state once."""
    position = _position(release, person, walked.flow)
    if position is None or position.need is None:
        at_end = invariants.of_screens(effects)
        walked.broken.update((walked.flow, release.flows[walked.flow].pos, one) for one in at_end)
        return 1
    need = position.need
    walked.note(need, invariants.of_screens(effects))
    state = _state(release, need, position.frames, walked)
    if state in seen:
        return seen[state]
    if len(seen) > walked.most:
        return 0
    seen[state] = 0
    _check(release, person, need, now, walked)
    paths = 0
    for option, events in _moves(release, person, need):
        after, last = _run(release, person, events, now)
        stays = _waiting(release, after, walked.flow) == need
        if stays or option == UNFIT:
            walked.note(need, () if stays and option == UNFIT else (_stuck(events),))
            continue
        walked.reached.add((need.flow, _name(need), option))
        walked.reached.add((need.flow, _name(need), ""))
        if isinstance(need.step, Ask) and need.step.private:
            typed = (event.text for event in events if isinstance(event, Typed))
            for text in typed:
                walked.note(need, invariants.of_private(release, text, after, last))
        if not isinstance(need.step, Do):
            walked.note(need, invariants.of_back(release, person, after, now))
        paths += _from(release, after, last, now, seen, walked)
    seen[state] = paths
    return paths


def _stuck(events: Events) -> Broken:
    said = ", ".join(str(getattr(event, "text", event)) for event in events)
    return Broken(f"« {said} » ne mène pas où il faut", f"“{said}” does not lead where it should")


def _run(
    release: Release, person: Person, events: Events, now: datetime
) -> tuple[Person, tuple[Effect, ...]]:
    effects: tuple[Effect, ...] = ()
    for event in events:
        person, effects = step(release, person, event, now)
    return person, effects


def _position(release: Release, person: Person, flow: str) -> Position | None:
    session = next((s for s in person.sessions if s.flow == flow), None)
    return replay(release, session) if session is not None else None


def _waiting(release: Release, person: Person, flow: str) -> Need | None:
    position = _position(release, person, flow)
    return position.need if position is not None else None


def _name(need: Need) -> str:
    return need.step.name or need.step.action if isinstance(need.step, Do) else need.step.name


def _state(release: Release, need: Need, frames: tuple[Frame, ...], walked: Walked) -> object:
    """Return what the course still depends on: two ways that agree on it go the same way."""
    key = need.key
    if isinstance(need.step, Checklist):
        key = key.rpartition("/")[0]
    step = need.within or need.step
    here = _kept(need.values, walked.live(release, need.flow, step))
    outer = tuple(_kept(f.values, walked.live(release, f.flow, f.step)) for f in frames)
    return key, need.ticked, here, outer


def _kept(values: Mapping[str, Value], names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, repr(values.get(name))) for name in names))


def _moves(release: Release, person: Person, need: Need) -> Iterator[tuple[str, Events]]:
    session = person.sessions[-1]

    def tap(option: str) -> Chose:
        return Chose(session.number, session.seq, option)

    match need.step:
        case Do():
            for outcome in outcomes(need):
                yield outcome, (Finished(need.key, outcome, _signs(release)),)
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
        case ask:
            for example in ask.examples:
                yield "", (Typed(example),)
            if ask.kind not in (Kind.TEXT, Kind.MESSAGE):
                yield UNFIT, (Typed(UNFIT),)
    if isinstance(need.step, Ask) and need.step.skip is not None:
        yield "", (tap(flow_screens.SKIP),)


def _signs(release: Release) -> tuple[Sign, ...]:
    """Return what a check might find: the first sign the release has words for."""
    known = sorted(key for key in release.texts if key.startswith("sign."))
    return tuple(Sign(key.removeprefix("sign."), "exemple") for key in known[:1])


def _check(release: Release, person: Person, need: Need, now: datetime, walked: Walked) -> None:
    walked.note(need, invariants.of_person(release, person))
    here = (person.language, need.flow, _name(need))
    if here not in walked.commanded:  # at each question once: they do not look at the answers
        walked.commanded.add(here)
        walked.note(need, invariants.of_commands(release, person, now))
