"""What is held in memory and nowhere else: a person's own words, until they are used.

None of it is ever written; a process that ends takes it along, and whoever needed it is told.
Bounded by count and by age, the oldest going first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.engine.effects import Document, Hold, Outgoing, Run
from bot.engine.person import Person
from bot.flow.letters import MARK

MOST = 200  # of each kind
LONGEST = timedelta(hours=12)  # that somebody may take to write a letter

Words = dict[str, str]
Key = TypeVar("Key")
Held = TypeVar("Held")


@dataclass(slots=True)
class Memory:
    """What actions carry, what is written for letters, and letters on their way."""

    _carried: dict[tuple[int, str], Mapping[str, str]] = field(default_factory=dict)
    _written: dict[tuple[int, int], tuple[datetime, Words]] = field(default_factory=dict)
    _papers: dict[tuple[int, str], bytes] = field(default_factory=dict)

    def carry(self, person: int, run: Run) -> None:
        """Hold what an action outside carries beside its inputs."""
        if run.beside:
            self._carried[person, run.key] = run.beside
            _bound(self._carried)

    def carried(self, person: int, key: str) -> Mapping[str, str] | None:
        """Return what an action carries; None when a former process had it."""
        return self._carried.get((person, key))

    def let_go(self, person: int, key: str) -> None:
        """Drop what an action carried: it has been used."""
        self._carried.pop((person, key), None)

    def hold(self, person: int, one: Hold, now: datetime) -> None:
        """Hold what was written for a letter, or let go of it."""
        here = (person, one.session)
        _, words = self._written.pop(here, (now, {}))
        if one.text is not None:
            words[one.key] = one.text
        else:
            several = one.key.endswith(MARK)
            for key in [k for k in words if k == one.key or (several and k.startswith(one.key))]:
                del words[key]
        if words:
            self._written[here] = (now, words)
            _bound(self._written)

    def written(self, person: int, session: int, now: datetime) -> Mapping[str, str]:
        """Return what was written for the letters of a session, by key."""
        stale = [here for here, (at, _) in self._written.items() if now - at > LONGEST]
        for here in stale:
            del self._written[here]
        _, words = self._written.get((person, session), (now, {}))
        return words

    def with_words(self, person: int, session: int, run: Run, now: datetime) -> Run:
        """Return a letter's action with what was written for it, which is then let go of."""
        begun = run.key + MARK
        words = self.written(person, session, now)
        mine = {k.removeprefix(begun): text for k, text in words.items() if k.startswith(begun)}
        self.hold(person, Hold(session, begun, None), now)
        return replace(run, beside=mine)

    def keep(self, person: int, paper: Document) -> None:
        """Hold the content of a document that must not be written down."""
        if paper.key:
            self._papers[person, paper.key] = paper.content
            _bound(self._papers)

    def whole(self, person: int, effect: Outgoing) -> Outgoing:
        """Return an effect as it is to be sent: with its content, or what is said without it."""
        match effect:
            case Document(otherwise=otherwise, key=key) if otherwise is not None:
                content = self._papers.get((person, key))
                return otherwise if content is None else replace(effect, content=content)
            case _:
                return effect

    def sent(self, person: int, effect: Outgoing) -> None:
        """Drop the content of a document that has been sent, or never will be."""
        if isinstance(effect, Document):
            self._papers.pop((person, effect.key), None)

    def tidy(self, number: int, person: Person) -> None:
        """Drop what was written in sessions that are over."""
        if self._written:
            open_ones = {session.number for session in person.sessions}
            over = [h for h in self._written if h[0] == number and h[1] not in open_ones]
            for here in over:
                del self._written[here]

    def held(self) -> tuple[str, ...]:
        """Return the keys of all that is held: never the words."""
        written = [key for _, words in self._written.values() for key in words]
        return (*(k for _, k in self._carried), *written, *(k for _, k in self._papers))

    def forget(self, person: int) -> None:
        """Drop all that is held of a person."""
        _drop(self._carried, person)
        _drop(self._written, person)
        _drop(self._papers, person)


def _drop(kind: dict[tuple[int, Key], Held], person: int) -> None:
    for here in [here for here in kind if here[0] == person]:
        del kind[here]


def _bound(kind: dict[tuple[int, Key], Held]) -> None:
    while len(kind) > MOST:
        del kind[next(iter(kind))]
