"""Path scripts: a conversation written down by an author, played by the real engine.

A script asserts what is asked, shown and decided by key, never by wording, so it runs in every
language. Every step stores and reads back the person, as life does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import yaml

from bot.engine import flow_screens, reminders
from bot.engine.conversation import step
from bot.engine.effects import Effect, Run, Show
from bot.engine.events import Chose, Due, Event, Finished, Ordered, Started, Typed
from bot.engine.log import standing
from bot.engine.person import Person
from bot.engine.person_json import from_json, to_json
from bot.engine.play import CONTINUE, Need, Tell
from bot.engine.replay import Position, replay
from bot.engine.turn import Turn, begin
from bot.flow.evaluate import evaluate
from bot.flow.expr import parse
from bot.flow.model import Do, Value
from bot.flow.problem import Pos
from bot.flow.release import Release

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(slots=True)
class Played:
    """How a case went: empty `faults` means as written."""

    name: str
    language: str
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Play:
    release: Release
    person: Person
    now: datetime
    effects: tuple[Effect, ...] = ()
    reminded: list[str] = field(default_factory=list)

    def send(self, event: Event) -> None:
        stored = from_json(to_json(self.person))
        self.person, self.effects = step(self.release, stored, event, self.now)

    @property
    def position(self) -> Position | None:
        if not self.person.sessions:
            return None
        return replay(self.release, self.person.sessions[-1])

    @property
    def need(self) -> Need | None:
        position = self.position
        return position.need if position is not None else None


def play_scripts(release: Release, source: str) -> list[Played]:
    """Play every case of a script file, in every language."""
    written = yaml.load(source, yaml.BaseLoader)  # noqa: S506 - strings only
    return [
        _play_case(release, str(written["flow"]), case, language)
        for case in written["cases"]
        for language in release.languages
    ]


def _play_case(release: Release, flow: str, case: Mapping[str, object], language: str) -> Played:
    played = Played(str(case["name"]), language)
    local = datetime.fromisoformat(str(case.get("at", "2026-03-02T09:00")))
    now = local.replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
    profile = _values(case.get("profile", {}), now)
    play = _Play(release, Person(language=language, profile=profile), now)
    opened = begin(
        Turn(release, {}, play.person, now, tapped=False), flow, _values(case.get("takes", {}), now)
    )
    play.person, play.effects = opened.person, opened.effects
    script = case.get("script", [])
    for number, row in enumerate(script if isinstance(script, list) else [], 1):
        for verb, argument in row.items():
            fault = VERBS[verb](play, argument) if verb in VERBS else f"unknown verb {verb}"
            if fault:
                played.faults.append(f"step {number} ({verb}): {fault}")
                return played
    played.faults.extend(_ending(play, case))
    return played


def _values(written: object, now: datetime) -> dict[str, Value]:
    given = written if isinstance(written, Mapping) else {}
    return {str(k): _value(str(v), now) for k, v in given.items()}


def _value(source: str, now: datetime) -> Value:
    return evaluate(parse(source, Pos(1, 1)), {}, now)


def _bot(play: _Play, wanted: object) -> str | None:
    """Compare what the bot just asked or cited with the keys the author expects."""
    if isinstance(wanted, Mapping):
        if "reminder" in wanted:
            return None if play.reminded else "no reminder fired"
        wanted = [wanted.get("asks")]
    said = _said(play)
    missing = [key for key in wanted if key not in said] if isinstance(wanted, list) else [wanted]
    return f"expected {missing}, got {sorted(said)}" if missing else None


def _said(play: _Play) -> set[str]:
    position = play.position
    if position is None:
        return {"menu"} if any(isinstance(e, Show) for e in play.effects) else set()
    said = {position.need.key} if position.need else set()
    for told in position.told:
        said |= set(told.step.sources) if isinstance(told, Tell) else {told.step.action}
    return said


def _tap(play: _Play, option: object) -> str | None:
    need = play.need
    if need is None or isinstance(need.step, Do):
        return "nothing is being asked"
    session = play.person.sessions[-1]
    offered = {o.key for o in need.options} | {i.key for i in need.items} | {CONTINUE}
    if option not in offered | {flow_screens.SKIP, flow_screens.KEEP}:
        return f"no such button; there are {sorted(offered)}"
    play.send(Chose(session.number, session.seq, str(option)))
    return None


def _type(play: _Play, text: object) -> str | None:
    play.send(Typed(str(text)))
    return None


def _result(play: _Play, results: object) -> str | None:
    need = play.need
    if need is None or not isinstance(need.step, Do) or not isinstance(results, Mapping):
        return "no action is running"
    if need.step.action not in results:
        return f"the action running is {need.step.action}"
    play.send(Finished(need.key, str(results[need.step.action])))
    return None


def _back(play: _Play, key: object) -> str | None:
    play.send(Ordered("back"))
    need = play.need
    return None if need is not None and need.key == key else f"back led to {need and need.key}"


def _command(play: _Play, written: object) -> str | None:
    name, _, argument = str(written).partition(" ")
    play.send(Started(argument or None) if name == "start" else Ordered(name, argument))
    return None


def _wait(play: _Play, written: object) -> str | None:
    text = str(written)
    if text[-1:] not in UNITS or not text[:-1].isdecimal():
        return "write a number and m, h, d or w"
    play.now += timedelta(**{UNITS[text[-1]]: int(text[:-1])})
    play.reminded.clear()
    due = [reminder for reminder in play.person.reminders if reminder.due <= play.now]
    if due:
        first, *others = (reminder.key for reminder in due)
        play.send(Due(first, tuple(others)))
        if any(isinstance(e, Show) for e in play.effects):
            fired = {reminder.key for reminder in play.person.fired}
            play.reminded.extend(r.about for r in due if r.key in fired)
    return None


def _ran(play: _Play, action: object) -> str | None:
    runs = [e.action for e in play.effects if isinstance(e, Run)]
    return None if action in runs else f"actions run: {runs}"


VERBS: Mapping[str, Callable[[_Play, object], str | None]] = {
    "bot": _bot,
    "tap": _tap,
    "type": _type,
    "result": _result,
    "back": _back,
    "command": _command,
    "wait": _wait,
    "runs": _ran,
}


def _ending(play: _Play, case: Mapping[str, object]) -> list[str]:
    faults = []
    position = play.position
    values = position.need.values if position is not None and position.need else {}
    for name, source in _mapping(case, "vars"):
        wanted = _date_or(source, play.now)
        if values.get(name) != wanted:
            faults.append(f"{name} is {values.get(name)!r}, not {wanted!r}")
    for name, source in _mapping(case, "knows"):
        wanted = _value(source, play.now)
        if play.person.profile.get(name) != wanted:
            faults.append(f"profile {name} is {play.person.profile.get(name)!r}, not {wanted!r}")
    for key, day in _mapping(case, "owed"):
        owed = reminders.find(play.person, key)
        falls = owed.wall.date().isoformat() if owed is not None else "not owed"
        if falls != day:
            faults.append(f"{key} is {falls}, not {day}")
    for name, status in _mapping(case, "tasks"):
        state = play.person.tasks.get(name)
        if (state.status if state else "open") != status:
            faults.append(f"task {name} is {state.status if state else 'open'}, not {status}")
    noted = [" ".join(filter(None, (e.event, e.reference))) for e in standing(play.person)]
    if "log" in case and noted != case["log"]:
        faults.append(f"the log holds {noted}, not {case['log']}")
    return faults


def _mapping(case: Mapping[str, object], name: str) -> list[tuple[str, str]]:
    written = case.get(name, {})
    return [(str(k), str(v)) for k, v in written.items()] if isinstance(written, Mapping) else []


def _date_or(source: str, now: datetime) -> Value:
    try:
        return datetime.fromisoformat(source).date()
    except ValueError:
        return _value(source, now)
