"""Small releases for tests: a few flows, and texts that are their own keys.

A text of the engine reads as its key, so a test sees what was said without knowing the wording.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from textwrap import dedent

from bot.engine.conversation import step
from bot.engine.effects import (
    Button,
    Document,
    Effect,
    Erase,
    Forget,
    Freeze,
    Option,
    Order,
    Run,
    Show,
)
from bot.engine.events import Chose, Due, Event, Finished, Ordered, Sign, Started, Typed
from bot.engine.person import Person
from bot.engine.person_json import from_json, to_json
from bot.engine.play import Need
from bot.engine.replay import replay
from bot.flow.model import Text, Value
from bot.flow.problem import Pos
from bot.flow.read import read_flow
from bot.flow.read_letters import read_letters
from bot.flow.read_tables import read_events, read_facts, read_profile
from bot.flow.release import Release
from bot.flow.typography import plain
from bot.flow.words import REQUIRED_TEXTS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

PROFILE = """
profile:
  leaked:
    kind: several
    codes: {iban: IBAN, nir: Sécu, email: E-mail}
  happened:
    kind: several
    codes: {money_out: Argent, gave_iban: IBAN donné}
  insurer:
    kind: choice
    codes: {harmonie: Harmonie, other: Autre}
"""

FACTS = """
facts:
  card_stop:
    kind: phone
    value: "0892705705"
    label: Opposition
    publisher: Banque de France
    url: "https://www.banque-france.fr/"
    checked: 2026-11-01
    review: 2027-05-01
    owner: contenu
    confidence: high
    basis: accounts.card
"""

EVENTS = """
events:
  bank_called: Banque appelée
  complaint_filed: Plainte déposée
"""

PAGES = {
    name: f"flow: {name}\ntitle: {name}\nopen: menu\nsteps:\n  - say: page {name}\n  - stop: done\n"
    for name in ("help", "human", "privacy")
}
START = """
flow: start
title: Début
open: [menu, link]
steps:
  - say: Bonjour
  - ask: way
    text: Que se passe-t-il ?
    choices: {money: Argent, nothing: Rien}
  - stop: done
"""
DISTRESS = """
flow: distress
title: Parler
steps:
  - say: Appelez
  - ask: ready
    text: Reprendre ?
    choices: {yes: Oui}
  - stop: done
"""
REMIND = """
flow: remind
title: Rappel
takes: {about: text}
steps:
  - ask: when
    kind: moment
    text: Quand ?
    examples: [demain 10h]
  - do: remind
    with: {at: when, about: about}
  - stop: done
"""
CHECK = """
flow: check
title: Vérifier
open: [menu, link]
steps:
  - ask: message
    kind: message
    text: Collez
    private: true
    skip: Je ne l’ai plus
    examples: [Votre colis]
  - if: message != none
    then:
      - do: check_message
        with: {message: message}
        as: verdict
      - case: verdict
        danger: [{say: "Danger {verdict|signs}"}]
        suspicious: [{say: Suspect}]
        cannot_tell: [{say: Inconnu}]
        known_sender: [{say: Connu}]
        enough: [{say: Assez}]
        failed: [{say: Panne}]
  - ask: did
    text: Et vous ?
    choices: {nothing: Rien, paid: Payé}
  - stop: done
"""


def release_of(
    *sources: str,
    menu: Iterable[str] = (),
    hash: str = "r1",  # noqa: A002
    letters: str = "letters: {}",
) -> Release:
    """Return a release of these flows, beside the ones the engine counts on."""
    written = (*PAGES.values(), START, DISTRESS, REMIND, CHECK, *sources)
    flows = {}
    for source in written:
        text = dedent(source).strip() + "\n"
        name = text.split("\n", 1)[0].removeprefix("flow: ").strip()
        flow, problems = read_flow(name, text)
        assert flow is not None, problems
        flows[name] = flow
    profile, faults = read_profile("flows/profile.yml", PROFILE)
    assert not faults, faults
    facts, faults = read_facts("flows/facts.yml", FACTS)
    assert not faults, faults
    events, faults = read_events("flows/events.yml", EVENTS)
    assert not faults, faults
    written_letters, fields, faults = read_letters("flows/letters.yml", dedent(letters))
    assert not faults, faults
    keys = REQUIRED_TEXTS | {"sign.look"}
    texts = {key: Text(key, f"texts/{key}", Pos(1, 1)) for key in keys}
    texts["button.keep_answer"] = Text("keep {answer}", "texts/button.keep_answer", Pos(1, 1))
    texts["log.line"] = Text("{day} {event}", "texts/log.line", Pos(1, 1))
    texts["log.line_reference"] = Text("{day} {event} {reference}", "texts/log", Pos(1, 1))
    texts["sign.look"] = Text("look {span}", "texts/sign.look", Pos(1, 1))
    return Release(
        hash=hash,
        flows=flows,
        facts=facts,
        breaches={},
        profile=profile,
        texts=texts,
        menu=tuple(menu) or ("start", "check"),
        letters=written_letters,
        fields=fields,
        events=events,
        languages=("fr", "en"),
        files={},
    )


@dataclass
class Chat:
    """A person at the engine: every event goes through storage and back, under a frozen clock."""

    release: Release
    person: Person = field(default_factory=Person)
    now: datetime = NOW
    effects: tuple[Effect, ...] = ()
    older: Mapping[str, Release] = field(default_factory=dict)

    def send(self, event: Event) -> "Chat":
        stored = from_json(to_json(self.person))
        assert stored == self.person
        self.person, self.effects = step(self.release, stored, event, self.now, self.older)
        return self

    def start(self, payload: str | None = None, language: str | None = None) -> "Chat":
        return self.send(Started(payload, language))

    def type_(self, text: str, **more: object) -> "Chat":
        return self.send(Typed(text, **more))  # type: ignore[arg-type]

    def tap(self, option: str) -> "Chat":
        session = self.person.sessions[-1]
        return self.send(Chose(session.number, session.seq, option))

    def order(self, name: str, argument: str = "") -> "Chat":
        return self.send(Ordered(name, argument, tapped=True))

    def press(self, label: str) -> "Chat":
        """Tap the button with this label, as the person would."""
        button = next(b for b in self.buttons if plain(b.label) == label)
        match button.press:
            case Option(session, seq, option):
                return self.send(Chose(session, seq, option))
            case Order(name, argument, session, seq):
                return self.send(Ordered(name, argument, session, seq, tapped=True))

    def finish(self, outcome: str, *signs: Sign, documents: tuple[Document, ...] = ()) -> "Chat":
        run = next(e for e in self.effects if isinstance(e, Run))
        return self.send(Finished(run.key, outcome, signs, documents))

    def due(self) -> "Chat":
        """Let time pass until the first reminder, and let it fire."""
        reminder = self.person.reminders[0]
        self.now = reminder.due
        return self.send(Due(reminder.key))

    def wait(self, **span: float) -> "Chat":
        self.now += timedelta(**span)
        return self

    @property
    def shows(self) -> list[Show]:
        return [e for e in self.effects if isinstance(e, Show)]

    @property
    def show(self) -> Show:
        return self.shows[-1]

    @property
    def said(self) -> str:
        return plain("\n".join(p for show in self.shows for p in show.paragraphs))

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.show.buttons for button in row]

    @property
    def labels(self) -> list[str]:
        return [plain(button.label) for button in self.buttons]

    @property
    def need(self) -> Need | None:
        if not self.person.sessions:
            return None
        session = self.person.sessions[-1]
        return replay(self.older.get(session.release, self.release), session).need

    @property
    def key(self) -> str | None:
        return self.need.key if self.need else None

    def has(self, kind: object) -> bool:
        return any(isinstance(e, kind) for e in self.effects)  # type: ignore[arg-type]


def chat(
    *sources: str, menu: Iterable[str] = (), profile: Mapping[str, Value] | None = None
) -> Chat:
    """Return a chat with a person who begins with this profile."""
    return Chat(release_of(*sources, menu=menu), Person(profile=profile or {}))


__all__ = ["NOW", "Chat", "Erase", "Forget", "Freeze", "chat", "release_of"]
