"""The exhaustive walk: from every question of a flow, every answer, with the invariants checked.

States merge on the waiting key and the values that something can still read, so fourteen
independent questions are dozens of states, not thousands of paths. Where an answer is free, its
`examples` stand for it. The walk drives the same `step` that serves people.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine import screens
from bot.engine.conversation import step
from bot.engine.effects import Run, Show
from bot.engine.events import Chose, Event, Finished, Ordered, Sent, Sign, Typed
from bot.engine.person import Person
from bot.engine.person_json import from_json, to_json
from bot.engine.play import CONTINUE, MOST_ANSWERS, Frame, Need
from bot.engine.reads import inputs, live, profiles
from bot.engine.replay import Position, replay
from bot.engine.session import outcomes
from bot.engine.turn import Turn, begin
from bot.flow.model import (
    Ask,
    Checklist,
    Do,
    Kind,
    Value,
    every_step,
)
from bot.flow.problem import Problem, in_order
from bot.flow.release import Release
from bot.flow.words import REQUIRED_FLOWS

MOST_STATES = 20_000
LONGEST_MESSAGE = 4096
LONGEST_BUTTON = 64
TELLING = 6  # a shorter private example could stand in a screen by chance
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
    broken: list[str] = field(default_factory=list)

    def expect(self, holds: object, what: str) -> None:
        """Note what is broken unless it holds."""
        if not holds:
            self.broken.append(what)


def walk(release: Release, flow: str, now: datetime, most: int = MOST_STATES) -> Walked:
    """Walk one flow in every language, from each profile that could change its course.

    It gives up beyond `most` states, and W2 says so.
    """
    walked = Walked(flow, most=most)
    for language in release.languages:
        seen: dict[object, int] = {}
        for profile in profiles(release, flow):
            person = Person(language=language, profile=profile)
            opened = begin(
                Turn(release, {}, person, now, tapped=False), flow, inputs(release, flow)
            )
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
        found.extend(
            Problem(
                flow.file, flow.pos, "W3", f"Invariant rompu : {what}", f"Broken invariant: {what}"
            )
            for what in sorted(set(walked.broken))
        )
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
    effects: tuple[object, ...],
    now: datetime,
    seen: dict[object, int],
    walked: Walked,
) -> int:
    """Return how many ways lead from here to an end; visit every state once."""
    _check_screens(effects, walked)
    position = _position(release, person, walked.flow)
    if position is None or position.need is None:
        return 1
    need = position.need
    state = _state(release, need, position.frames)
    if state in seen:
        return seen[state]
    if len(seen) > walked.most:
        return 0
    seen[state] = 0
    _check_state(release, person, need, now, walked)
    paths = 0
    for option, events in _moves(release, person, need):
        after, last = _run(release, person, events, now)
        if _waiting(release, after, walked.flow) == need:
            walked.expect(option == UNFIT, f"{need.key}: « {option} » does not lead on")
            continue
        if option == UNFIT:
            continue
        _check_private(need, events, after, last, walked)
        walked.reached.add((need.flow, _name(need), option))
        walked.reached.add((need.flow, _name(need), ""))
        _check_back(release, person, after, need, now, walked)
        paths += _from(release, after, last, now, seen, walked)
    seen[state] = paths
    return paths


def _run(
    release: Release, person: Person, events: Events, now: datetime
) -> tuple[Person, tuple[object, ...]]:
    effects: tuple[object, ...] = ()
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


def _state(release: Release, need: Need, frames: tuple[Frame, ...]) -> object:
    """Return what the course still depends on: two ways that agree on it go the same way."""
    key = need.key
    if isinstance(need.step, Checklist):
        key = key.rpartition("/")[0]
    here = _kept(need.values, live(release, need.flow, need.step))
    outer = tuple(_kept(f.values, live(release, f.flow, f.step)) for f in frames)
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
        case Ask() as ask:
            for example in ask.examples:
                yield "", (Typed(example),)
            if ask.kind not in (Kind.TEXT, Kind.MESSAGE):
                yield UNFIT, (Typed(UNFIT),)
    if isinstance(need.step, Ask) and need.step.skip is not None:
        yield "", (tap(screens.SKIP),)


def _signs(release: Release) -> tuple[Sign, ...]:
    """Return what a check might find: the first sign the release has words for."""
    known = sorted(key for key in release.texts if key.startswith("sign."))
    return tuple(Sign(key.removeprefix("sign."), "exemple") for key in known[:1])


def _check_screens(effects: tuple[object, ...], walked: Walked) -> None:
    for effect in effects:
        if not isinstance(effect, Show):
            continue
        longest = max(map(len, effect.paragraphs), default=0)
        walked.expect(longest <= LONGEST_MESSAGE, "a paragraph is longer than a message may be")
        walked.expect(any(p.strip() for p in effect.paragraphs), "a screen says nothing")
        for button in (b for row in effect.buttons for b in row):
            fits = 0 < len(button.label) <= LONGEST_BUTTON
            walked.expect(fits, f"a label does not fit its button: {button.label!r}")


def _check_state(
    release: Release, person: Person, need: Need, now: datetime, walked: Walked
) -> None:
    session = person.sessions[-1]
    key = need.key
    walked.expect(len(session.answers) < MOST_ANSWERS, f"{key}: {MOST_ANSWERS} answers and no end")
    walked.expect(from_json(to_json(person)) == person, f"{key}: storing changes the person")
    same = replay(release, session) == replay(release, session)
    walked.expect(same, f"{key}: replay is not the same twice")
    for command in ("menu", "human", "forget"):
        _, effects = step(release, person, Ordered(command), now)
        shown = any(isinstance(e, Show | Run) for e in effects)
        walked.expect(shown, f"{key}: /{command} shows nothing")


def _check_private(
    need: Need, events: Events, after: Person, effects: tuple[object, ...], walked: Walked
) -> None:
    """A private answer is in no screen and in nothing that is kept."""
    if not isinstance(need.step, Ask) or not need.step.private:
        return
    for event in events:
        if isinstance(event, Typed) and len(event.text) >= TELLING:
            shown = (p for e in effects if isinstance(e, Show) for p in e.paragraphs)
            passed_on = any(isinstance(e, Run) for e in effects)  # the action still needs it
            kept = not passed_on and event.text in repr(to_json(after))
            hidden = not kept and not any(event.text in p for p in shown)
            walked.expect(hidden, f"{need.key}: a private answer is kept or shown")


def _check_back(
    release: Release, before: Person, after: Person, need: Need, now: datetime, walked: Walked
) -> None:
    if isinstance(need.step, Do) or _waiting(release, after, walked.flow) is None:
        return
    returned, _ = step(release, after, Ordered("back"), now)
    came = _waiting(release, returned, walked.flow)
    session = next(s for s in returned.sessions if s.flow == walked.flow)
    there = came is not None and came.key == need.key and returned.profile == before.profile
    walked.expect(there, f"{need.key}: back does not lead back")
    kept = len(session.answers) > len(before.sessions[-1].answers)
    walked.expect(not kept, f"{need.key}: back keeps an answer")
