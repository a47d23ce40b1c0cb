"""What a flow does beside asking: tasks, waits, reminders; what Back takes back of it."""

from datetime import timedelta

import pytest

from bot.engine.events import Due
from bot.engine.person import TaskStatus
from tests.little import NOW, Chat, chat, release_of

REMEMBERS = """
flow: acts
title: Actes
open: link
steps:
  - ask: way
    text: Par où ?
    choices: {left: Gauche, right: Droite}
  - do: remember
    with: {happened: "['money_out']"}
  - do: remind
    with: {at: today() + days(2), text: Rappelez}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
TASK = """
flow: act
title: Geste
open: link
task:
  when: "'iban' in leaked"
  urgency: today
  minutes: 10
  stops: A
  does_not_stop: B
  ready: C
steps:
  - ask: how
    text: Alors ?
    choices: {done: Fait, wait: J’attends, never: Pas moi, later: Plus tard}
  - case: how
    done: [{stop: done}]
    wait: [{stop: waiting, until: now() + days(3), awaits: une réponse}]
    never: [{stop: not_for_me}]
    later:
      - do: remind
        with: {at: today() + days(2), about: "'act'"}
      - ask: noted
        text: Noté ?
        choices: {yes: Oui}
      - stop: later
"""


OUTER = """
flow: outer
title: Dehors
open: link
steps:
  - call: act
  - ask: after
    text: Et ensuite ?
    choices: {yes: Oui}
  - stop: done
"""


EXPECTED = {
    "done": TaskStatus.DONE,
    "wait": TaskStatus.WAITING,
    "never": TaskStatus.NOT_FOR_ME,
}


@pytest.mark.parametrize(("option", "status"), EXPECTED.items())
def test_a_task_inside_another_flow_counts_and_back_undoes_it(
    option: str, status: TaskStatus
) -> None:
    """How the inner task ended is the plan's; going back takes it away again."""
    talk = chat(TASK, OUTER).start("outer").tap(option)
    assert talk.person.tasks["act"].status is status

    talk.order("back")

    assert "act" not in talk.person.tasks
    assert not talk.person.reminders


def test_putting_a_task_off_is_undone_by_back() -> None:
    """The reminder and the state "later" leave together."""
    talk = chat(TASK).start("act").tap("later")
    assert talk.person.tasks["act"].status is TaskStatus.LATER
    assert len(talk.person.reminders) == 1

    talk.order("back")

    assert "act" not in talk.person.tasks
    assert not talk.person.reminders


def test_a_task_put_off_ends_without_a_verdict() -> None:
    """`stop: later` says nothing more: the reminder was confirmed already."""
    talk = chat(TASK).start("act").tap("later").tap("yes")

    assert "task.ended" not in talk.said
    assert talk.person.tasks["act"].status is TaskStatus.LATER


def test_the_screen_of_a_task_says_what_to_have_ready() -> None:
    """What it stops, does not stop, takes and needs."""
    talk = chat(TASK, profile={"leaked": ("iban",)}).order("plan")

    assert "task.ready" in talk.said


UNLESS = """
flow: unless
title: Sauf si
open: link
steps:
  - do: remind
    with: {at: today() + days(1), text: Avez-vous rappelé ?, unless: called == 'yes'}
  - ask: called
    text: Fait ?
    choices: {yes: Oui, no: Non}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""


@pytest.mark.parametrize(("answer", "heard"), [("yes", False), ("no", True)])
def test_a_reminder_fires_unless_its_reason_is_gone(answer: str, *, heard: bool) -> None:
    """`unless` is read when the day comes, with what was answered since."""
    talk = chat(UNLESS).start("unless").tap(answer)
    reminder = talk.person.reminders[0]
    talk.now = reminder.due + timedelta(minutes=1)

    talk.send(Due(reminder.key))

    assert bool(talk.shows) is heard


def test_reminders_without_a_day_are_not_made() -> None:
    """A moment the person did not give makes no reminder."""
    flow = """
flow: none
title: Rien
open: link
steps:
  - ask: day
    kind: date
    text: Quand ?
    skip: Passer
    examples: [demain]
  - do: remind
    with: {at: day}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
    assert not chat(flow).start("none").tap("skip").person.reminders


NOWHERE = """
flow: silent
title: Silence
open: link
task: {when: "True", urgency: week, minutes: 5, stops: A, does_not_stop: B}
steps:
  - ask: how
    text: Alors ?
    choices: {yes: Oui}
  - stop: waiting
    until: how
    awaits: rien
"""


def test_a_wait_without_a_day_is_asked_about_tomorrow_at_the_latest() -> None:
    """A date that cannot be computed becomes today, so that nothing waits for ever."""
    talk = chat(NOWHERE).start("silent").tap("yes")

    assert talk.person.tasks["silent"].until == NOW.date()


WAITS = """
flow: waits
title: Attente
open: link
task: {when: "True", urgency: week, minutes: 5, stops: A, does_not_stop: B}
steps:
  - ask: how
    text: Alors ?
    choices: {wait: J’attends, done: Fait}
  - case: how
    wait: [{stop: waiting, until: today() + days(8), awaits: la réponse}]
    done: [{stop: done}]
"""


AROUND = """
flow: around
title: Autour
open: link
steps:
  - call: waits
  - ask: after
    text: Ensuite ?
    choices: {yes: Oui}
  - stop: done
"""


def test_back_gives_a_task_back_the_state_it_had() -> None:
    """A task that was waiting before the flow waits again, and its question is still owed."""
    talk = Chat(release_of(WAITS, AROUND)).start("waits").tap("wait")
    owed, waiting = talk.person.reminders, talk.person.tasks["waits"]
    talk.start("around").tap("done")
    assert talk.person.tasks["waits"].status is TaskStatus.DONE
    assert not talk.person.reminders

    talk.order("back")

    assert talk.person.tasks["waits"] == waiting
    assert talk.person.reminders == owed


def test_back_does_not_owe_what_is_past() -> None:
    """A follow-up that came due meanwhile is not asked a second time."""
    talk = Chat(release_of(WAITS, AROUND)).start("waits").tap("wait")
    talk.start("around").tap("done").wait(days=9).order("back")

    assert talk.person.tasks["waits"].status is TaskStatus.WAITING
    assert not talk.person.reminders


def test_back_over_a_reminder_about_a_task_that_waits_leaves_the_wait() -> None:
    """Only what the flow itself did is taken back."""
    both = """
flow: both
title: Deux choses
open: link
steps:
  - ask: go
    text: On y va ?
    choices: {yes: Oui}
  - do: remind
    with: {at: today() + days(1), about: "'waits'"}
  - ask: end
    text: Fin ?
    choices: {yes: Oui}
  - stop: done
"""
    talk = Chat(release_of(WAITS, both)).start("waits").tap("wait").start("both").tap("yes")
    assert len(talk.person.reminders) == 2

    talk.order("back")

    assert talk.person.tasks["waits"].status is TaskStatus.WAITING
    assert [r.key for r in talk.person.reminders] == ["w.waits"]


def test_coming_back_later_moves_no_reminder() -> None:
    """“In two days” counts from the answer, not from each time the question is put again."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left")
    owed = talk.person.reminders

    talk.wait(days=1).order("menu").order("resume")

    assert talk.person.reminders == owed


def test_a_reminder_that_fired_does_not_fire_again_because_the_person_came_back() -> None:
    """Reading the reminder and going on with the flow owes nothing new."""
    talk = Chat(release_of(REMEMBERS)).start("acts").tap("left").due()

    talk.order("see", talk.person.fired[0].key).order("resume")

    assert not talk.person.reminders
    assert not talk.tap("yes").person.reminders
