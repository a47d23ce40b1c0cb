"""Path scripts: what an author writes down is played by the real engine, in every language."""

import pytest

from bot.engine.script import play_scripts
from tests.engine.test_deeds import TASK, UNLESS
from tests.little import release_of

SPEAKS = """
flow: speaks
title: Parle
open: link
steps:
  - ask: day
    kind: date
    text: Quand ?
    examples: [hier]
  - set: {limit: day + days(3)}
  - do: remember
    with: {happened: "['gave_iban']"}
  - say: "{limit|date}"
    source: [card_stop]
  - ask: message
    kind: message
    text: Collez
    private: true
    examples: [Votre colis]
  - do: check_message
    with: {message: message}
    as: verdict
  - case: verdict
    danger: [{say: Danger}]
    suspicious: [{say: Suspect}]
    cannot_tell: [{say: Inconnu}]
    known_sender: [{say: Connu}]
    failed: [{say: Panne}]
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
    skip: Passer
  - stop: done
"""
RELEASE = release_of(SPEAKS, TASK, UNLESS)


def script(flow: str, rows: str, more: str = "") -> str:
    """Return a file with one case."""
    return f"flow: {flow}\ncases:\n  - name: one\n    script: {rows}\n{more}"


GOOD = """
flow: speaks
cases:
  - name: to the end
    at: 2026-03-02T09:00
    script:
      - bot: [day]
      - type: hier
      - bot: [card_stop, remember, message]
      - type: Votre colis est bloqué
      - runs: check_message
      - result: {check_message: danger}
      - bot: [end]
      - back: message
      - type: Votre colis est bloqué
      - result: {check_message: failed}
    vars: {limit: 2026-03-04, verdict: "'failed'"}
    knows: {happened: "['gave_iban']"}
    tasks: {act: open}
  - name: ends
    profile: {leaked: "['iban']"}
    script:
      - type: hier
      - type: Votre colis
      - result: {check_message: danger}
      - tap: skip
      - bot: [menu]
      - command: help
      - command: start speaks
"""


def test_a_script_that_holds_has_no_fault_in_any_language() -> None:
    """Keys, not words, so the same script serves every language."""
    played = play_scripts(RELEASE, GOOD)

    assert {one.language for one in played} == {"fr", "en"}
    assert [one.faults for one in played] == [[], [], [], []]


def test_time_passes_and_reminders_fire() -> None:
    """`wait` moves the clock; a due reminder comes back."""
    case = script("unless", "[{tap: 'no'}, {wait: 2d}, {bot: {reminder: unless}}]")

    assert not play_scripts(RELEASE, case)[0].faults


def test_an_inner_task_is_settled() -> None:
    """`tasks` says how the person's tasks stand at the end."""
    case = script("act", "[{tap: done}]", "    tasks: {act: done}\n")

    assert not play_scripts(RELEASE, case)[0].faults


@pytest.mark.parametrize(
    ("flow", "rows", "more", "said"),
    [
        ("speaks", "[{dance: 'yes'}]", "", "unknown verb"),
        ("speaks", "[{bot: [end]}]", "", "expected ['end']"),
        ("speaks", "[{bot: {asks: end}}]", "", "expected"),
        ("speaks", "[{bot: end}]", "", "expected"),
        ("speaks", "[{bot: {reminder: x}}]", "", "no reminder"),
        ("speaks", "[{tap: nowhere}]", "", "no such button"),
        ("speaks", "[{result: {check_message: danger}}]", "", "no action is running"),
        ("speaks", "[{back: day}, {back: elsewhere}]", "", "back led to"),
        ("speaks", "[{wait: soon}]", "", "write a number"),
        ("speaks", "[{runs: letter}]", "", "actions run"),
        ("speaks", "[{type: hier}, {type: Votre colis}, {tap: x}]", "", "nothing is being asked"),
        ("speaks", "[{type: hier}, {type: x y z}, {result: {letter: sent}}]", "", "action running"),
        ("speaks", "[]", "    vars: {limit: 2026-01-01}\n", "limit is"),
        ("speaks", "[]", "    knows: {happened: \"['gave_iban']\"}\n", "profile happened"),
        ("speaks", "[]", "    tasks: {act: done}\n", "task act is open"),
        ("act", "[{tap: wait}]", "    owed: {w.act: 2026-01-01}\n", "w.act is 2026-"),
        ("act", "[{tap: done}]", "    owed: {w.act: 2026-01-01}\n", "w.act is not owed"),
        ("speaks", "[]", "    log: [bank_called]\n", "the log holds []"),
        ("act", "[{tap: done}, {tap: done}]", "", "nothing is being asked"),
        ("act", "[{tap: done}, {bot: [how]}]", "", "expected ['how'], got ['menu']"),
    ],
)
def test_a_script_that_does_not_hold_says_where(flow: str, rows: str, more: str, said: str) -> None:
    """The fault names the step and what was there instead."""
    faults = play_scripts(RELEASE, script(flow, rows, more))[0].faults

    assert said in " ".join(faults)


def test_a_reminder_without_its_reason_is_no_reminder() -> None:
    """Waiting past the day of a reminder that fell silent is told as none."""
    release = release_of(UNLESS)
    script = (
        "flow: unless\ncases: [{name: x, script: [{tap: yes}, {wait: 3d}, {bot: {reminder: x}}]}]"
    )

    assert "no reminder fired" in play_scripts(release, script)[0].faults[0]
