"""Anything, in any order, on the guidance as it ships: the engine answers and keeps its word."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.engine import invariants
from bot.engine.commands import COMMANDS
from bot.engine.commands_reminders import ZONES
from bot.engine.conversation import step
from bot.engine.effects import Document, Effect, Option, Order, Run, Show
from bot.engine.events import (
    Chose,
    DeskEnded,
    DeskSaid,
    DeskTook,
    DeskUnanswered,
    Due,
    Event,
    Exporting,
    Finished,
    Handed,
    HumanAsked,
    Left,
    Offered,
    Ordered,
    Read,
    Returned,
    Sent,
    Sharing,
    Sign,
    Started,
    Stray,
    Typed,
)
from bot.engine.person import Person
from bot.engine.person_json import from_json, to_json
from bot.engine.pictures import READ
from bot.engine.talk import Card, Share, Stage, Talk
from bot.flow.actions import ACTIONS
from bot.flow.model import Ask, every_step
from bot.flow.release import Release, assemble
from bot.folder import read_folder, shipped

GONE = "gone"  # in the next release
EXTRA = """
flow: gone
title: Bientôt parti
open: link
task: {when: "True", urgency: now, minutes: 5, stops: A, does_not_stop: B}
steps:
  - checklist: todo
    text: "{done} sur {total}"
    items: {bank: Banque, box: {label: Boîte, flow: mailbox}}
  - do: remind
    with: {at: today() + days(2), text: Et alors ?, unless: "'bank' in todo"}
  - ask: proof
    kind: photo
    text: Une photo ?
    skip: Passer
  - repeat:
      - ask: more
        kind: several
        text: Quoi ?
        choices: {a: A, b: B}
    while: len(more) == 2
    max: 3
  - stop: waiting
    until: workdays(today(), 5)
    awaits: une réponse
    then: cnil
"""
WEEK = "      week: Dans une semaine à 9 h\n"
SIGNS = (Sign("link.user", "x[.]example"), Sign("nothing a release has words for"))
SECRETS: tuple[frozenset[str], ...] = (frozenset(), frozenset(), frozenset({"iban", "nir"}))
LATER = Phase.explicit, Phase.reuse, Phase.generate  # a life is too long to be made shorter
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SHARE = Share("ho_1a2b3c4d5e6f708192a3b4c5", "Mutuelle", "A1", ("opened",))
CARD = Card(SHARE.handoff, "Mutuelle", "A1", NOW, NOW, NOW, down=True)
STRAYS = "media document picture contact location payment passport edited flood".split()
WORDS = (
    "oui", "non", "1", "2", "demain 10h", "hier", "31/02/2027", "mardi matin", "1er mars", "12,50",
    "aucun", "continue", "skip", "{fact.x}", "**gras", "\u202e\u0000", "x" * 4096, "🙂", "/menu",
    "Urgent http://x.example/a", "'; DROP TABLE", "dans 999 mois", "le 99", "٣", "",
)  # fmt: skip


@cache
def releases() -> tuple[Release, Release]:
    """Return the guidance as it ships, and a next one: a step renamed, options and a flow gone."""
    files = read_folder(*shipped())
    first, _ = assemble({**files, f"flows/{GONE}.yml": EXTRA})
    changed = {
        path: text.replace("ask: soon", "ask: sooner").replace(WEEK, "")
        for path, text in files.items()
    }
    changed["flows/start.yml"] = changed["flows/start.yml"].replace(
        "steps:\n", "steps:\n  - do: remember\n    with: {happened: \"['told_bank']\"}\n", 1
    )
    second, _ = assemble(changed)
    assert first.hash != second.hash
    assert first.flows.keys() - second.flows.keys() == {GONE}
    return first, second


@cache
def examples() -> tuple[str, ...]:
    """Return what authors say people answer."""
    flows = releases()[0].flows.values()
    asks = (one for flow in flows for one in every_step(flow.steps) if isinstance(one, Ask))
    return tuple(sorted({example for ask in asks for example in ask.examples}))


@dataclass
class Life:
    """One person, what they last saw, and every button they ever saw."""

    person: Person = field(default_factory=Person)
    now: datetime = NOW
    release: Release = field(default_factory=lambda: releases()[0])
    effects: tuple[Effect, ...] = ()
    presses: list[object] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)  # put aside, perhaps read since

    def send(self, event: Event) -> None:
        """Let an event happen, and look at every promise."""
        older = MappingProxyType({release.hash: release for release in releases()})
        stored = from_json(to_json(self.person))
        after, effects = step(self.release, stored, event, self.now, older)

        assert (after, effects) == step(self.release, stored, event, self.now, older)
        broken = [*invariants.of_person(self.release, after), *invariants.of_screens(effects)]
        assert not broken, (event, broken)
        if owned(stored) and owned(after):
            silent(self.release, after, effects)
        self.person, self.effects = after, effects
        shows = [e for e in effects if isinstance(e, Show)]
        self.presses.extend(b.press for show in shows for row in show.buttons for b in row)
        self.presses = self.presses[-200:]

    def run(self) -> Run | None:
        """Return the action that was asked for, if one was."""
        return next((e for e in self.effects if isinstance(e, Run)), None)


def owned(person: Person) -> bool:
    """Tell whether a human of the desk owns the conversation."""
    return person.talk is not None and person.talk.stage is Stage.TAKEN


def silent(release: Release, person: Person, effects: tuple[Effect, ...]) -> None:
    """No screen of a flow but the one about privacy, and no button into one."""
    mine = {s.number for s in person.sessions if s.flow == "privacy"}
    for show in (e for e in effects if isinstance(e, Show)):
        presses = [button.press for row in show.buttons for button in row]
        assert all(p.session in mine for p in presses if isinstance(p, Option))
        titles = {release.words(person.language).translate(f.title) for f in release.flows.values()}
        assert not titles & {button.label for row in show.buttons for button in row}


def pressed(press: object) -> Event:
    """Return the tap of a button."""
    match press:
        case Option(session, seq, option):
            return Chose(session, seq, option)
        case Order(name="ask_human", argument=argument, session=session, seq=seq):
            return HumanAsked(CARD, session, seq, hard=argument == "hard")
        case Order(name="sharing", argument=argument):
            return Sharing((SHARE, replace(SHARE, handoff="ho_" + "f" * 24)), argument, tapped=True)
        case order:
            return Ordered(
                order.name,
                order.argument,
                order.session,
                order.seq,
                tapped=True,  # type: ignore[attr-defined]
            )


def live(data: st.DataObject, life: Life) -> None:
    """Let one wild thing happen."""
    run = life.run()
    if run is not None and run.action == READ:
        life.pictures.append(run.key)
    elif run is not None and run.action == "handoff" and data.draw(st.booleans()):
        life.send(Offered(run.key, CARD))
        return
    elif run is not None and data.draw(st.integers(0, 9)):
        outcomes = ACTIONS[run.action].outcomes
        paper = Document("lettre.txt", "text/plain", b"Madame")
        outcome = data.draw(st.sampled_from(outcomes))
        life.send(Finished(run.key, outcome, SIGNS, (paper,)))
        return
    seen = life.presses
    kind = data.draw(st.integers(0, 19))
    if life.pictures and not data.draw(st.integers(0, 2)):  # a picture was read, early or late
        outcome = data.draw(st.sampled_from(["read", "unreadable", "off"]))
        secrets = data.draw(st.sampled_from(SECRETS))
        key = data.draw(st.sampled_from(life.pictures))
        life.send(Read(key, outcome, "Votre colis", "Poste", ("a.example",), secrets=secrets))
        return
    if kind < 9 and seen:
        life.send(pressed(data.draw(st.sampled_from(seen[-12:]))))
    elif kind < 10 and seen:
        life.send(pressed(data.draw(st.sampled_from(seen))))
    elif kind < 12:
        known = st.sampled_from(examples()) | st.sampled_from(WORDS)
        text = data.draw(known | st.text(max_size=60))
        secrets = data.draw(st.sampled_from(SECRETS))
        life.send(
            Typed(
                text,
                forwarded=data.draw(st.booleans()),
                secrets=secrets,
                distress=not data.draw(st.integers(0, 20)),
            )
        )
    elif kind < 14:
        some = ["", "yes", "no", "fr", "en", "de", "0", "3", "99", GONE]
        argument = data.draw(st.sampled_from([*some, *ZONES, *life.release.flows]))
        name = data.draw(st.sampled_from([*COMMANDS, "frobnicate"]))
        life.send(Ordered(name, argument))
    elif kind < 15:
        if life.person.reminders:
            life.now = max(life.now, life.person.reminders[0].due)
        owed = [r.key for r in (*life.person.reminders, *life.person.fired)]
        life.send(Due(data.draw(st.sampled_from([*owed, "nothing"]))))
    elif kind < 16:
        life.now += timedelta(hours=data.draw(st.integers(-48, 24 * 40)))  # clocks go back, too
    elif kind < 17:
        life.release = releases()[1]
    else:
        life.send(
            data.draw(
                st.sampled_from(
                    [
                        Started(),
                        Started("check", "en"),
                        Started(GONE),
                        Handed(None),
                        Handed({"desk": "Mutuelle", "topic": "check"}, "en", "Indian/Reunion"),
                        DeskTook(),
                        DeskTook(),
                        DeskSaid("Bonjour https://x.example **gras** " + "x" * 3000),
                        DeskEnded(),
                        DeskEnded("ameli"),
                        DeskUnanswered("late"),
                        DeskUnanswered("silent"),
                        Sharing(()),
                        Sharing((SHARE,), "1a2b3c4d.all"),
                        Exporting({"conversations": [{"messages": []}]}),
                        Left(),
                        Returned(),
                        Finished("nothing", "danger"),
                        Finished("letter", "nonsense"),
                        Chose(99, 0, "x"),
                        Chose(1, 0, "yes"),
                        Sent("ref", picture=True, caption="Votre colis"),
                        Sent(
                            "ref", picture=False, name="a.pdf", kind="application/pdf", size=10**9
                        ),
                        Sent("ref", picture=True),
                        *map(Stray, STRAYS),
                    ]
                )
            )
        )


def wild(data: st.DataObject, events: int) -> None:
    """Live a while, then see that the way out is always there."""
    life = Life()
    life.send(Started())
    if data.draw(st.booleans()):  # a human of the desk is there from the beginning
        talk = Talk("Mutuelle", Stage.TAKEN, life.now, life.now)
        life.person = replace(life.person, talk=talk)
    for _ in range(events):
        live(data, life)
    here = invariants.of_commands(life.release, replace(life.person), life.now)
    assert not list(here)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[*HealthCheck],
    derandomize=True,
    phases=LATER,
)
@given(st.data())
def test_a_wild_life_breaks_no_promise(data: st.DataObject) -> None:
    """Thirty things in a row: nothing raises, storing and replaying are exact, screens fit."""
    wild(data, 30)


@pytest.mark.long
@pytest.mark.timeout(3600)
@settings(max_examples=600, deadline=None, suppress_health_check=[*HealthCheck], phases=LATER)
@given(st.data())
def test_many_wild_lives_break_no_promise(data: st.DataObject) -> None:
    """The same for hundreds of lives of a hundred events, a release published among them."""
    wild(data, 100)
