"""What must have become of a person: the pure engine, fed the same updates once each.

Moments are left out of the comparison: the process lives by its own clock.
"""

import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.actions.instant import INSTANT
from bot.chat.decode import decode
from bot.chat.markup import pieces
from bot.chat.presenting import TYPED_COMMANDS
from bot.engine import conversation, person_json
from bot.engine.commands import COMMANDS
from bot.engine.effects import Document, Effect, Forget, Manner, Run, Show
from bot.engine.events import Finished, Left
from bot.engine.person import Person
from bot.flow.release import Release
from bot.guard import guarded
from bot.store import people
from bot.store.sealing import Keys, load_keys
from tests.rig import shipped_release as release

MOMENTS = frozenset({"seen", "asked_at", "at", "since", "due", "wall", "recorded", "sha256"})


def nobody_sent_them(run: Run, _person: Person, _release: Release) -> Finished:
    """Answer who asks for a human of the desk that sent them: no desk did."""
    return Finished(run.key, "no_desk")


ACTIONS = {**INSTANT, "handoff": nobody_sent_them}
TYPED = frozenset(TYPED_COMMANDS) & COMMANDS.keys()


@dataclass
class Oracle:
    """One person as the engine alone would have them."""

    chat: int
    keys: Keys
    person: Person = field(default_factory=Person)
    known: bool = False
    sends: Counter[str] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    screen: Show | None = None

    def feed(self, raw: bytes) -> list[Effect]:
        """Play one update; return its effects."""
        decoded = decode(json.loads(raw), self.keys.buttons, TYPED)
        if decoded.event is None or decoded.chat is None:
            return []
        event = guarded(decoded.event, decoded.words, decoded.language)
        if isinstance(event, Left) and not self.known:
            return []
        self.known = True
        now = datetime.now(UTC)
        self.person, effects = conversation.step(release(), self.person, event, now)
        sent: list[Effect] = []
        while True:
            run = next((e for e in effects if isinstance(e, Run)), None)
            sent += [e for e in effects if e is not run]
            if run is None:
                break
            run = replace(run, beside={**run.beside, "tag": "oracle"})
            finished = ACTIONS[run.action](run, self.person, release())
            self.person, effects = conversation.step(release(), self.person, finished, now)
        for effect in sent:
            self._note(effect)
        return sent

    def _note(self, effect: Effect) -> None:
        match effect:
            case Show():
                below = effect.manner in {Manner.BELOW, Manner.NEW}
                kind = self.sends if below else self.edits
                kind.update(digitless(text) for text in texts(effect))
                self.screen = effect
            case Document(caption=caption):
                self.sends[digitless(caption.replace("**", ""))] += 1
            case Forget(receipt=receipt):
                self.person, self.known = Person(), False
                self._note(receipt)

    def state(self) -> Any:
        """Return the person without moments."""
        return comparable(self.person)


def stored(database: Path, key_file: Path, chat: int) -> Any:
    """Return a person as the database has them, without moments."""
    db = sqlite3.connect(database)
    try:
        known = people.find(db, load_keys(key_file, create=False), chat)
    finally:
        db.close()
    return comparable(known.person if known else Person())


def comparable(person: Person) -> Any:
    """Return a person without moments; a reminder counts the same whether it fired meanwhile."""
    state = timeless(person_json.to_json(person))
    both = [*state["reminders"], *state.pop("fired")]
    state["reminders"] = sorted(both, key=lambda one: str(one["key"]))
    return state


def texts(show: Show) -> list[str]:
    """Return what a screen says, message by message."""
    return [piece.text for piece in pieces("\n\n".join(show.paragraphs))]


def digitless(text: str) -> str:
    """Return a text without its numbers: a minute may pass between two clocks."""
    return re.sub(r"\d+", "0", text)


def timeless(value: Any) -> Any:
    """Return JSON data without the moments in it."""
    match value:
        case dict():
            return {k: timeless(v) for k, v in value.items() if k not in MOMENTS}
        case list():
            return [timeless(one) for one in value]
    return value
