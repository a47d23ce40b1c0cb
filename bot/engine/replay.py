"""A session as the replay of its answers: where they lead, and nothing else.

There is no other state. Going back, correcting, migrating, walking and testing are this replay; the
moment each question was put is stored with its answer, so it is exact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.engine.person import Answer, Session
from bot.engine.play import Act, Course, Ended, Frame, Need, Play, Settled, Tell, play
from bot.flow.model import Ask, Do, Value
from bot.flow.release import Release


@dataclass(frozen=True, slots=True)
class Position:
    """Where a list of answers leads."""

    need: Need | None
    ended: Ended | None
    told: tuple[Tell | Act, ...]  # since the person's last answer
    acts: tuple[Act | Settled, ...]  # along the whole path
    private: frozenset[str]  # keys of the private questions passed
    frames: tuple[Frame, ...] = ()  # the flows that wait for an inner one, outermost first
    asked: tuple[Need, ...] = ()  # every question put along the path

    @property
    def values(self) -> Mapping[str, Value]:
        """What is known where the answers lead."""
        if self.need is not None:
            return self.need.values
        return self.ended.values if self.ended is not None else {}


class Diverged(Exception):  # noqa: N818 - a finding, not an error: migration catches it
    """The next answer kept is not for the question the flow now asks."""

    def __init__(self, need: Need | None, answer: Answer) -> None:
        super().__init__(answer.key)
        self.need = need
        self.answer = answer


def begin(release: Release, session: Session) -> tuple[Course, Play]:
    """Return a fresh run of the session's flow, before any answer."""
    flow = release.flows[session.flow]
    known = {name: session.inputs.get(name) for name in release.profile}
    course = Course(
        release,
        zone_of(session),
        session.answers[0].asked_at if session.answers else session.asked_at,
        {**known, "language": session.inputs.get("language")},
    )
    taken = {name: session.inputs.get(name) for name in flow.takes}
    return course, play(course, flow, taken, "")


def zone_of(session: Session) -> ZoneInfo:
    """Return the zone a session counts days in: the person's when it began."""
    zone = session.inputs.get("zone")
    return ZoneInfo(zone if isinstance(zone, str) else "Europe/Paris")


def replay(release: Release, session: Session) -> Position:
    """Return where the session's answers lead; raise `Diverged` when they no longer fit."""
    course, played = begin(release, session)
    trail = _Trail(played)
    trail.advance(None)
    for seq, answer in enumerate(session.answers):
        if trail.need is None or trail.need.key != answer.key:
            raise Diverged(trail.need, answer)
        following = session.answers[seq + 1 : seq + 2]
        course.moment = following[0].asked_at if following else session.asked_at
        trail.advance(value_of(answer))
    return trail.position(tuple(course.frames))


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
    asked: list[Need] = field(default_factory=list)

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
            self.asked.append(output)
        except StopIteration as over:
            self.ended = over.value

    def position(self, frames: tuple[Frame, ...]) -> Position:
        told, acts, private = tuple(self.told), tuple(self.acts), frozenset(self.private)
        return Position(self.need, self.ended, told, acts, private, frames, tuple(self.asked))


def needs(release: Release, session: Session) -> Iterator[tuple[Need, Answer]]:
    """Yield each question of the session with the answer it got, in order."""
    asked = replay(release, session).asked
    yield from zip(asked, session.answers, strict=False)  # and one more: the one being put
